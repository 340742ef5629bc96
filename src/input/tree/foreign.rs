//! SVG and MathML.

use super::sets::Sets;
use super::stack::{Integration, Open};
use super::{Step, Token, TreeBuilder, is_dark};
use crate::input::hash::Table;
use crate::input::tokenizer::{AttributeScan, Scanned, StartTag, lowercase};
use crate::input::{Namespace, Tag, TextRange};
use html5ever::LocalName;
use std::borrow::Cow;
use std::sync::LazyLock;

static ELEMENTS: LazyLock<Names> =
    LazyLock::new(|| Names::new(include_str!("../../../data/svg-elements.txt")));
static ATTRIBUTES: LazyLock<Names> =
    LazyLock::new(|| Names::new(include_str!("../../../data/svg-attributes.txt")));

/// Names in mixed case, to be found in any case.
struct Names {
    names: Vec<&'static str>,
    table: Table,
}

impl Names {
    fn new(lines: &'static str) -> Self {
        let names: Vec<_> = lines.lines().filter(|l| !l.starts_with('#')).collect();
        Self { table: Table::new(&names), names }
    }

    fn find(&self, name: &str) -> Option<&'static str> {
        self.table.find(name.as_bytes(), name.len(), |i| self.names[i]).map(|i| self.names[i])
    }
}

/// A foreign element's name, in the case that the standard gives it.
pub(super) fn name(name: &str, namespace: Namespace) -> Cow<'_, str> {
    match namespace {
        Namespace::Svg => ELEMENTS.find(name).map_or_else(|| lowercase(name), Cow::Borrowed),
        _ => lowercase(name),
    }
}

/// A foreign attribute's local name: without the prefixes of XLink, XML and `xmlns`.
pub(in crate::input) fn attribute_name(name: &str, namespace: Namespace) -> LocalName {
    let lower = lowercase(name);
    match &*lower {
        "xlink:actuate" | "xlink:arcrole" | "xlink:href" | "xlink:role" | "xlink:show"
        | "xlink:title" | "xlink:type" | "xml:lang" | "xml:space" | "xmlns:xlink" => {
            LocalName::from(lower.split_once(':').map_or(&*lower, |(_, local)| local))
        }
        "definitionurl" if namespace == Namespace::MathMl => LocalName::from("definitionURL"),
        _ if namespace == Namespace::Svg => {
            LocalName::from(ATTRIBUTES.find(name).unwrap_or(&lower))
        }
        _ => LocalName::from(&*lower),
    }
}

impl<'a> TreeBuilder<'a, '_> {
    pub(super) fn adjusted_current(&self) -> Open {
        match self.context {
            Some(context) if self.stack.len() == 1 => context,
            _ => self.current(),
        }
    }

    /// Whether the rules for foreign content hold for a token.
    #[inline]
    pub(super) fn is_foreign(&self, token: Token<'_>) -> bool {
        let Some(last) = self.stack.last() else { return false };
        let is_html = last.is_html() && (self.context.is_none() || self.stack.len() > 1);
        !is_html && self.is_foreign_to(token)
    }

    fn is_foreign_to(&self, token: Token<'_>) -> bool {
        let current = self.adjusted_current();
        if current.is_html() || matches!(token, Token::Eof) {
            return false;
        }
        match (current.integration, token) {
            (Integration::MathText | Integration::Html, Token::Text(_) | Token::Null) => false,
            (Integration::MathText, Token::Start(tag)) => {
                matches!(tag.tag, Tag::Mglyph | Tag::Malignmark)
            }
            (Integration::Html, Token::Start(_)) => false,
            (Integration::Annotation, Token::Start(tag)) => tag.tag != Tag::Svg,
            _ => true,
        }
    }

    pub(super) fn in_foreign_content(&mut self, token: Token<'_>) -> Step {
        match token {
            Token::Null => self.text_here("\u{fffd}"),
            Token::Text(text) => {
                if is_dark(text) {
                    self.frameset_ok = false;
                }
                self.text_here(text)
            }
            Token::Comment => self.comment_here(),
            Token::Start(tag) if breaks_out(tag, self.html) => self.break_out(token),
            Token::Start(tag) => {
                let namespace = self.adjusted_current().namespace;
                self.insert_foreign(tag, namespace)
            }
            Token::End(Tag::Br | Tag::P, _) => self.break_out(token),
            Token::End(_, name) => self.end_foreign(name, token),
            Token::Eof => Step::Done,
        }
    }

    /// HTML within SVG or MathML ends it.
    fn break_out(&mut self, token: Token<'_>) -> Step {
        loop {
            let open = self.current();
            let stays = matches!(open.integration, Integration::MathText | Integration::Html);
            if open.is_html() || stays || self.stack.len() == 1 {
                break;
            }
            self.pop();
        }
        self.step(self.mode, token)
    }

    pub(super) fn insert_foreign(&mut self, tag: &StartTag<'_>, namespace: Namespace) -> Step {
        if !tag.self_closing && self.stack.len() >= self.limits.depth() {
            self.over.depth += 1;
            self.dropped.push(tag.tag);
            return Step::Done;
        }
        let open = self.element(tag, namespace);
        if !tag.self_closing {
            self.push(open);
        }
        Step::Done
    }

    fn end_foreign(&mut self, name: TextRange, token: Token<'_>) -> Step {
        let name = lowercase(name.of(self.html));
        for at in (1..self.stack.len()).rev() {
            let open = self.stack[at];
            if at + 1 < self.stack.len() && open.is_html() {
                return self.step(self.mode, token);
            }
            if self.doc.name(open.node).is_some_and(|n| n.eq_ignore_ascii_case(&name)) {
                self.truncate(at);
                return Step::Done;
            }
        }
        Step::Done
    }
}

fn breaks_out(tag: &StartTag<'_>, html: &str) -> bool {
    if tag.tag != Tag::Font {
        return tag.tag.is(Sets::BREAKOUT);
    }
    let mut scan = AttributeScan { text: html, at: tag.name.end as usize };
    while let Scanned::Attribute(written) = scan.next() {
        let name = &html[written.name];
        if ["color", "face", "size"].iter().any(|n| name.eq_ignore_ascii_case(n)) {
            return true;
        }
    }
    false
}
