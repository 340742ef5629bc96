//! Conditions on the elements around a text: found for all rules at once, by hash.

use super::css::{Css, Key, Node};
use super::layout::Layout;
use super::phrase::BuildIdentity;
use super::words::{mix, token_hash};
use crate::input::{Document, NodeId, Tag};
use crate::segment::{Scope, Segments};
use html5ever::{LocalName, local_name};
use selectors::matching::SelectorCaches;
use std::cell::Cell;
use std::collections::HashMap;

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
/// Elements looked at inside the block that are nothing but wrappers of its text.
const WRAPPERS: usize = 8;
/// Words of one attribute value that are looked at.
const VALUE_WORDS: usize = 24;

fn salted(kind: Token, hash: u64) -> u64 {
    mix(hash, char::from(b'A' + kind as u8))
}

/// All markup tests of a rule set; each test is an atom.
#[derive(Debug, Clone, Default)]
pub(super) struct MarkupIndex {
    tokens: HashMap<u64, Vec<u32>, BuildIdentity>,
    attrs: Vec<LocalName>,
    selectors: Vec<(Css, u32)>,
    by_key: HashMap<u64, Vec<u32>, BuildIdentity>,
    by_attr: Vec<(LocalName, u32)>,
    unkeyed: Vec<u32>,
}

impl MarkupIndex {
    pub(super) fn add_token(&mut self, kind: Token, written: &str, atom: u32) {
        let hash = if kind == Token::Word {
            let run: Vec<u64> = split(written).map(token_hash).collect();
            run_hash(&run)
        } else {
            token_hash(written)
        };
        self.tokens.entry(salted(kind, hash)).or_default().push(atom);
    }

    pub(super) fn add_attr(&mut self, name: &str, written: &str, atom: u32) {
        let run: Vec<u64> = split(written).map(token_hash).collect();
        let local = LocalName::from(name);
        if !self.attrs.contains(&local) {
            self.attrs.push(local);
        }
        let hash = mix(run_hash(&run) ^ token_hash(name), 'a');
        self.tokens.entry(salted(Token::Attr, hash)).or_default().push(atom);
    }

    pub(super) fn add_selector(&mut self, css: Css, atom: u32) {
        let at = self.selectors.len() as u32;
        for key in css.keys() {
            match key {
                Key::Id(hash) => self.by_key.entry(salted(Token::Id, hash)).or_default().push(at),
                Key::Class(hash) => {
                    self.by_key.entry(salted(Token::Class, hash)).or_default().push(at);
                }
                Key::Tag(hash) => {
                    self.by_key.entry(salted(Token::Tag, hash)).or_default().push(at);
                }
                Key::Attr(name) => self.by_attr.push((name, at)),
                Key::Any => self.unkeyed.push(at),
            }
        }
        self.selectors.push((css, atom));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.tokens.is_empty() && self.selectors.is_empty()
    }

    /// The atoms that each scope's own elements meet.
    pub(super) fn find(&self, doc: &Document, segments: &Segments, layout: &Layout) -> Markup {
        let mut finder = Finder {
            index: self,
            doc,
            steps: Node::steps(),
            caches: SelectorCaches::default(),
            memo: HashMap::new(),
            remembered: Vec::new(),
            tried: Vec::new(),
            atoms: Vec::new(),
        };
        let mut out = Markup::default();
        for (at, scope) in segments.scopes.iter().enumerate() {
            let parent = (at > 0).then_some(scope.parent as usize);
            let depth = parent.map_or(0, |p| out.scopes[p].depth + 1);
            let wide = is_wide(doc, scope, layout, &segments.scopes[0]);
            let start = out.atoms.len() as u32;
            if !wide {
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
    doc: &'a Document,
    steps: Cell<u32>,
    caches: SelectorCaches,
    /// The atoms and selectors of class values met before: pages repeat them.
    memo: HashMap<&'a str, ClassHits>,
    /// The atoms and selectors that `memo` points to.
    remembered: Vec<u32>,
    /// Selectors whose key the element has.
    tried: Vec<u32>,
    atoms: Vec<u32>,
}

/// Parts of [`Finder::remembered`]: atoms, then selectors.
#[derive(Debug, Clone, Copy)]
struct ClassHits {
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
        let Some(name) = self.doc.name(node) else { return };
        let index = self.index;
        self.token(salted(Token::Tag, token_hash(name)));
        for (name, value) in self.doc.attrs(node) {
            match *name {
                local_name!("class") => self.classes(value),
                local_name!("id") => {
                    self.token(salted(Token::Id, token_hash(value)));
                    self.words(value, |hash| salted(Token::Word, hash));
                }
                local_name!("role") => self.token(salted(Token::Role, token_hash(value))),
                _ => {}
            }
            if index.attrs.contains(name) {
                let name = token_hash(name);
                self.words(value, |hash| salted(Token::Attr, mix(hash ^ name, 'a')));
            }
            let keyed = index.by_attr.iter().filter(|(n, _)| n == name);
            self.tried.extend(keyed.map(|(_, at)| *at));
        }
        self.tried.extend(&index.unkeyed);
        self.try_selectors(node);
    }

    fn token(&mut self, hash: u64) {
        self.atoms.extend(self.index.tokens.get(&hash).into_iter().flatten());
        self.tried.extend(self.index.by_key.get(&hash).into_iter().flatten());
    }

    fn words(&mut self, value: &str, salt: impl Fn(u64) -> u64) {
        let mut run = [0; VALUE_WORDS];
        let mut len = 0;
        for word in split(value).take(VALUE_WORDS) {
            run[len] = token_hash(word);
            len += 1;
        }
        for from in 0..len {
            for to in from + 1..=len.min(from + RUN) {
                self.token(salt(run_hash(&run[from..to])));
            }
        }
    }

    fn classes(&mut self, value: &'a str) {
        if !self.memo.contains_key(value) {
            let (atoms, tried) = (self.atoms.len(), self.tried.len());
            for class in value.split_ascii_whitespace().take(VALUE_WORDS) {
                self.token(salted(Token::Class, token_hash(class)));
                self.words(class, |hash| salted(Token::Word, hash));
            }
            let start = self.remembered.len();
            self.remembered.extend(self.atoms.drain(atoms..));
            let selectors = self.remembered.len();
            self.remembered.extend(self.tried.drain(tried..));
            let end = self.remembered.len();
            self.memo.insert(value, ClassHits { start, selectors, end });
        }
        let hits = self.memo[value];
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

fn run_hash(run: &[u64]) -> u64 {
    run.iter().fold(0x9e37_79b9_7f4a_7c15, |hash, word| {
        (hash.rotate_left(7) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95)
    })
}

/// The words of a class or id: cut at anything but letters and digits, and at camelCase.
pub(super) fn split(token: &str) -> impl Iterator<Item = &str> {
    token.split(|c: char| !c.is_alphanumeric()).flat_map(Camel).filter(|w| !w.is_empty())
}

struct Camel<'a>(&'a str);

impl<'a> Iterator for Camel<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if self.0.is_empty() {
            return None;
        }
        let bytes = self.0.as_bytes();
        let cut = (1..bytes.len()).find(|&i| {
            bytes[i].is_ascii_uppercase()
                && (bytes[i - 1].is_ascii_lowercase()
                    || bytes[i - 1].is_ascii_uppercase()
                        && bytes.get(i + 1).is_some_and(u8::is_ascii_lowercase))
        });
        let (word, rest) = self.0.split_at(cut.unwrap_or(bytes.len()));
        self.0 = rest;
        Some(word)
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn class_names_are_cut_to_words() {
        let words = |s: &'static str| split(s).collect::<Vec<_>>().join(" ");
        assert_eq!(words("c-Newsletter__form"), "c Newsletter form");
        assert_eq!(words("emailNewsletterBox"), "email Newsletter Box");
        assert_eq!(words("HTMLEmbed_2"), "HTML Embed 2");
        assert_eq!(words("größeÄnderung"), "größeÄnderung");
    }
}
