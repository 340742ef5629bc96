//! Conditions on the elements around a text: found for all rules at once, by hash.

use super::css::{Css, Key, Node};
use super::layout::Layout;
use super::reach::Reach;
use super::words::{SEED, mix, mix_byte, token_hash};
use crate::input::{Document, NodeId, Tag};
use crate::segment::{Scope, Segments};
use crate::text::bits::Bits;
use crate::text::hash::HashedMap;
use html5ever::{LocalName, local_name};
use selectors::matching::SelectorCaches;
use std::cell::Cell;

/// What a token is of; part of its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    Class,
    Word,
    Id,
    Role,
    Tag,
    Attr,
}

/// The longest run of words that `class_word` may name.
const RUN: usize = 4;
/// Inline elements looked at around a block, and wrappers of its text inside it.
const WRAPPERS: usize = 8;
/// Words of one attribute value that are looked at.
const VALUE_WORDS: usize = 24;

fn salted(kind: Token, hash: u64) -> u64 {
    mix(hash, char::from(b'A' + kind as u8))
}

/// All markup tests of a rule set; each test is an atom.
#[derive(Debug, Clone, Default)]
pub(super) struct MarkupIndex {
    tokens: HashedMap<u64, Vec<u32>>,
    /// The keys of `tokens` and `by_key`: most words of a page are none of them.
    keys: Bits,
    attrs: Vec<LocalName>,
    selectors: Vec<(Css, u32)>,
    by_key: HashedMap<u64, Vec<u32>>,
    by_attr: Vec<(LocalName, u32)>,
    unkeyed: Vec<u32>,
}

impl MarkupIndex {
    pub(super) fn add_token(&mut self, kind: Token, written: &str, atom: u32) {
        let hash = if kind == Token::Word { run_hash(written) } else { token_hash(written) };
        self.add(salted(kind, hash), atom);
    }

    fn add(&mut self, key: u64, atom: u32) {
        self.keys.insert_hash(key);
        self.tokens.entry(key).or_default().push(atom);
    }

    pub(super) fn add_attr(&mut self, name: &str, written: &str, atom: u32) {
        let local = LocalName::from(name);
        if !self.attrs.contains(&local) {
            self.attrs.push(local);
        }
        let hash = mix(run_hash(written) ^ token_hash(name), 'a');
        self.add(salted(Token::Attr, hash), atom);
    }

    pub(super) fn add_selector(&mut self, css: Css, atom: u32) {
        let at = self.selectors.len() as u32;
        let mut by_key = |kind, hash| {
            self.keys.insert_hash(salted(kind, hash));
            self.by_key.entry(salted(kind, hash)).or_default().push(at);
        };
        match css.key() {
            Key::Id(hash) => by_key(Token::Id, hash),
            Key::Class(hash) => by_key(Token::Class, hash),
            Key::Tag(hash) => by_key(Token::Tag, hash),
            Key::Attr(name) => self.by_attr.push((name, at)),
            Key::Any => self.unkeyed.push(at),
        }
        self.selectors.push((css, atom));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.tokens.is_empty() && self.selectors.is_empty()
    }

    /// The atoms that the own elements of each scope meet that holds anything within reach.
    pub(super) fn find(
        &self,
        doc: &Document,
        segments: &Segments,
        layout: &Layout,
        reach: &Reach,
    ) -> Markup {
        let mut finder = Finder {
            index: self,
            doc,
            steps: Node::steps(),
            caches: SelectorCaches::default(),
            memo: doc.by_class(None),
            by_tag: vec![None; Tag::COUNT],
            remembered: Vec::new(),
            tried: Vec::new(),
            atoms: Vec::new(),
        };
        let mut out =
            Markup { scopes: Vec::with_capacity(segments.scopes.len()), atoms: Vec::new() };
        for (at, scope) in segments.scopes.iter().enumerate() {
            let parent = (at > 0).then_some(scope.parent as usize);
            let depth = parent.map_or(0, |p| out.scopes[p].depth + 1);
            let wide = is_wide(doc, scope, layout, &segments.scopes[0]);
            let start = out.atoms.len() as u32;
            if !wide && reach.meets(scope.first..scope.end) {
                finder.scope(segments, at, scope);
                out.atoms.append(&mut finder.atoms);
            }
            let own = (start, out.atoms.len() as u32);
            let marked = match parent {
                Some(p) if out.scopes[p].own.0 < out.scopes[p].own.1 => Some(p as u32),
                Some(p) => out.scopes[p].marked,
                None => None,
            };
            out.scopes.push(ScopeMarkup { own, marked, depth });
        }
        out
    }
}

/// Whether an element holds so much of the page that its class says nothing of a part.
fn is_wide(doc: &Document, scope: &Scope, layout: &Layout, page: &Scope) -> bool {
    let holds_headline = layout
        .headline
        .is_some_and(|h| scope.first <= h && h < scope.end && scope.end - scope.first > 1);
    let tag = doc.tag(scope.node);
    matches!(tag, None | Some(Tag::Html | Tag::Body | Tag::Main))
        || holds_headline
        || (page.words > 60 && scope.words * 2 > page.words && scope.end - scope.first > 1)
}

#[derive(Debug, Clone, Default)]
pub(super) struct Markup {
    scopes: Vec<ScopeMarkup>,
    atoms: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct ScopeMarkup {
    own: (u32, u32),
    /// The nearest scope above that has atoms.
    marked: Option<u32>,
    depth: u32,
}

impl Markup {
    /// Each atom of the scope and those around it, with how many levels up it stands.
    pub(super) fn each(&self, scope: u32, mut found: impl FnMut(u32, u32)) {
        let Some(first) = self.scopes.get(scope as usize) else { return };
        let mut at = Some(scope);
        while let Some(here) = at {
            let markup = self.scopes[here as usize];
            for &atom in &self.atoms[markup.own.0 as usize..markup.own.1 as usize] {
                found(atom, first.depth - markup.depth);
            }
            at = markup.marked;
        }
    }
}

struct Finder<'a> {
    index: &'a MarkupIndex,
    doc: &'a Document<'a>,
    steps: Cell<u32>,
    caches: SelectorCaches,
    /// The atoms and selectors of class values met before: pages repeat them.
    memo: Vec<Option<TokenHits>>,
    /// And of the names of elements.
    by_tag: Vec<Option<TokenHits>>,
    /// The atoms and selectors that `memo` points to.
    remembered: Vec<u32>,
    /// Selectors whose key the element has.
    tried: Vec<u32>,
    atoms: Vec<u32>,
}

/// Parts of [`Finder::remembered`]: atoms, then selectors.
#[derive(Debug, Clone, Copy)]
struct TokenHits {
    start: usize,
    selectors: usize,
    end: usize,
}

impl<'a> Finder<'a> {
    /// The scope's block, the inline elements between it and the scope around it, and the
    /// wrappers inside it.
    fn scope(&mut self, segments: &Segments, at: usize, scope: &Scope) {
        self.element(scope.node);
        let above = segments.scopes[scope.parent as usize].node;
        let mut outer = self.doc.parent(scope.node);
        for _ in 0..WRAPPERS {
            let Some(node) = outer.filter(|&n| n != above && at > 0) else { break };
            self.element(node);
            outer = self.doc.parent(node);
        }
        if scope.end - scope.first == 1 {
            let mut node = scope.node;
            for _ in 0..WRAPPERS {
                let Some(inner) = only_child(self.doc, node) else { break };
                self.element(inner);
                node = inner;
            }
        }
        self.atoms.sort_unstable();
        self.atoms.dedup();
    }

    fn element(&mut self, node: NodeId) {
        let Some(tag) = self.doc.tag(node) else { return };
        self.tag(tag, node);
        let index = self.index;
        for attr in self.doc.attrs(node) {
            let name = attr.name;
            match *name {
                local_name!("class") => self.classes(node, attr.value()),
                local_name!("id") => {
                    let value = attr.value();
                    self.token(salted(Token::Id, token_hash(value)));
                    self.words(value, |hash| salted(Token::Word, hash));
                }
                local_name!("role") => self.token(salted(Token::Role, token_hash(attr.value()))),
                _ => {}
            }
            if index.attrs.contains(name) {
                let name = token_hash(name);
                self.words(attr.value(), |hash| salted(Token::Attr, mix(hash ^ name, 'a')));
            }
            let keyed = index.by_attr.iter().filter(|(n, _)| n == name);
            self.tried.extend(keyed.map(|(_, at)| *at));
        }
        self.tried.extend(&index.unkeyed);
        if !self.tried.is_empty() {
            self.try_selectors(node);
        }
    }

    fn tag(&mut self, tag: Tag, node: NodeId) {
        let known = self.by_tag[tag as usize].filter(|_| tag != Tag::Other);
        let hits = known.unwrap_or_else(|| {
            let name = self.doc.name(node).unwrap_or_default();
            self.remember(|s| s.token(salted(Token::Tag, token_hash(name))))
        });
        self.by_tag[tag as usize] = Some(hits);
        self.recall(hits);
    }

    fn token(&mut self, hash: u64) {
        if !self.index.keys.may_hold_hash(hash) {
            return;
        }
        self.atoms.extend(self.index.tokens.get(&hash).into_iter().flatten());
        self.tried.extend(self.index.by_key.get(&hash).into_iter().flatten());
    }

    fn words(&mut self, value: &str, salt: impl Fn(u64) -> u64) {
        let mut run = [0; VALUE_WORDS];
        let words = each_word(value, &mut run);
        for from in 0..words.len() {
            let mut hash = RUN_SEED;
            for &word in &words[from..words.len().min(from + RUN)] {
                hash = run_step(hash, word);
                self.token(salt(hash));
            }
        }
    }

    fn classes(&mut self, node: NodeId, value: &str) {
        let class = self.doc.class(node).index();
        let hits = self.memo[class].unwrap_or_else(|| {
            self.remember(|s| {
                for class in value.split_ascii_whitespace().take(VALUE_WORDS) {
                    s.token(salted(Token::Class, token_hash(class)));
                    s.words(class, |hash| salted(Token::Word, hash));
                }
            })
        });
        self.memo[class] = Some(hits);
        self.recall(hits);
    }

    /// What `find` adds, put aside.
    fn remember(&mut self, find: impl FnOnce(&mut Self)) -> TokenHits {
        let (atoms, tried) = (self.atoms.len(), self.tried.len());
        find(self);
        let start = self.remembered.len();
        self.remembered.extend(self.atoms.drain(atoms..));
        let selectors = self.remembered.len();
        self.remembered.extend(self.tried.drain(tried..));
        TokenHits { start, selectors, end: self.remembered.len() }
    }

    fn recall(&mut self, hits: TokenHits) {
        self.atoms.extend(&self.remembered[hits.start..hits.selectors]);
        self.tried.extend(&self.remembered[hits.selectors..hits.end]);
    }

    fn try_selectors(&mut self, node: NodeId) {
        self.tried.sort_unstable();
        self.tried.dedup();
        for at in self.tried.drain(..) {
            let (css, atom) = &self.index.selectors[at as usize];
            if css.matches(Node::new(self.doc, node, &self.steps), &mut self.caches) {
                self.atoms.push(*atom);
            }
        }
    }
}

/// The one element that holds all of a node's text.
fn only_child(doc: &Document, node: NodeId) -> Option<NodeId> {
    let mut only = None;
    for child in doc.children(node).take(WRAPPERS) {
        match doc.text(child) {
            Some(text) if text.trim().is_empty() => {}
            Some(_) => return None,
            None if doc.tag(child).is_none() => {}
            None if only.is_some() => return None,
            None => only = Some(child),
        }
    }
    only
}

const RUN_SEED: u64 = 0x9e37_79b9_7f4a_7c15;

fn run_step(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(7) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// The hash of all words of a class or id, as one run.
fn run_hash(written: &str) -> u64 {
    let mut words = [0; VALUE_WORDS];
    each_word(written, &mut words).iter().fold(RUN_SEED, |hash, &word| run_step(hash, word))
}

/// The hashes of the words of a class or id, as many as there is room for: it is cut at signs and
/// at camelCase.
fn each_word<'a>(token: &str, out: &'a mut [u64]) -> &'a [u64] {
    let bytes = token.as_bytes();
    let (mut hash, mut open, mut count) = (SEED, false, 0);
    for (at, &byte) in bytes.iter().enumerate() {
        let letter = byte.is_ascii_alphanumeric() || !byte.is_ascii();
        if open && (!letter || at > 0 && is_hump(bytes, at)) {
            if count == out.len() {
                return out;
            }
            (out[count], hash, open) = (hash, SEED, false);
            count += 1;
        }
        if letter {
            (hash, open) = (mix_byte(hash, byte), true);
        }
    }
    if open && count < out.len() {
        out[count] = hash;
        count += 1;
    }
    &out[..count]
}

/// Whether a capital begins a word: `emailBox`, and the `E` of `HTMLEmbed`.
fn is_hump(bytes: &[u8], at: usize) -> bool {
    let before = bytes[at - 1];
    bytes[at].is_ascii_uppercase()
        && (before.is_ascii_lowercase()
            || before.is_ascii_uppercase() && bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase))
}

#[cfg(test)]
mod tests {
    use super::{VALUE_WORDS, each_word};

    #[test]
    fn class_names_are_cut_to_words() {
        let words = |s: &str| each_word(s, &mut [0; VALUE_WORDS]).to_vec();
        for (class, parts) in [
            ("c-Newsletter__form", vec!["c", "Newsletter", "form"]),
            ("emailNewsletterBox", vec!["email", "Newsletter", "Box"]),
            ("HTMLEmbed_2", vec!["HTML", "Embed", "2"]),
            ("größeNeu", vec!["größe", "Neu"]),
            ("--", vec![]),
        ] {
            let parts: Vec<u64> = parts.into_iter().flat_map(words).collect();
            assert_eq!(words(class), parts, "{class}");
        }
        assert_eq!(words(&"a-".repeat(100)).len(), VALUE_WORDS);
    }
}
