//! CSS selectors on our own tree, with the grammar that scraper has.

use super::words::token_hash;
use crate::input::{self, Document, NodeData, NodeId};
use cssparser::ToCss;
use html5ever::{LocalName, Namespace, local_name, ns};
use precomputed_hash::PrecomputedHash;
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::matching::{self, ElementSelectorFlags, MatchingContext};
use selectors::parser::{
    self, Component, ParseRelative, Selector, SelectorList, SelectorParseErrorKind,
};
use selectors::{Element, OpaqueElement};
use std::cell::Cell;
use std::fmt;

/// Steps to siblings and children that the selectors of one page may take: what bounds `~`,
/// `:nth-child` and `:has` on hostile pages.
const STEPS: u32 = 1 << 20;

/// A compiled selector.
#[derive(Debug, Clone)]
pub(super) struct Css(Selector<Simple>);

/// What an element must have for a selector to match it: the cheap test before the full one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
    Id(u64),
    Class(u64),
    Tag(u64),
    Attr(LocalName),
    Any,
}

impl Css {
    /// The selectors of a list.
    pub(super) fn parse(text: &str) -> Result<Vec<Self>, String> {
        let mut parser = cssparser::Parser::new(text);
        let list = SelectorList::parse(&Grammar, &mut parser, ParseRelative::No).map_err(|_| {
            format!("`{}` is no CSS selector", text.chars().take(80).collect::<String>())
        })?;
        Ok(list.slice().iter().cloned().map(Self).collect())
    }

    pub(super) fn key(&self) -> Key {
        key(self.0.iter())
    }

    pub(super) fn matches(&self, node: Node<'_>, caches: &mut matching::SelectorCaches) -> bool {
        let mut context = MatchingContext::new(
            matching::MatchingMode::Normal,
            None,
            caches,
            matching::QuirksMode::NoQuirks,
            matching::NeedsSelectorFlags::No,
            matching::MatchingForInvalidation::No,
        );
        matching::matches_selector(&self.0, 0, None, &node, &mut context)
    }
}

fn key<'a>(parts: impl Iterator<Item = &'a Component<Simple>>) -> Key {
    let mut best = Key::Any;
    for part in parts {
        match part {
            Component::ID(id) => return Key::Id(token_hash(&id.0)),
            Component::Class(class) => best = Key::Class(token_hash(&class.0)),
            Component::LocalName(name) if !matches!(best, Key::Class(_)) => {
                best = Key::Tag(token_hash(&name.lower_name.0));
            }
            Component::AttributeInNoNamespaceExists { local_name_lower: name, .. }
            | Component::AttributeInNoNamespace { local_name: name, .. }
                if best == Key::Any =>
            {
                best = Key::Attr(name.0.clone());
            }
            _ => {}
        }
    }
    best
}

struct Grammar;

impl<'i> parser::Parser<'i> for Grammar {
    type Impl = Simple;
    type Error = SelectorParseErrorKind;

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_has(&self) -> bool {
        true
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Simple;

impl parser::SelectorImpl for Simple {
    type AttrValue = Text;
    type Identifier = Name;
    type LocalName = Name;
    type NamespacePrefix = Name;
    type NamespaceUrl = Namespace;
    type BorrowedNamespaceUrl = Namespace;
    type BorrowedLocalName = Name;
    type NonTSPseudoClass = NoPseudo;
    type PseudoElement = NoPseudo;
    type ExtraMatchingData<'a> = ();
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text(String);

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl ToCss for Text {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        cssparser::serialize_string(&self.0, out)
    }
}

#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Name(LocalName);

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Self(name.into())
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl PrecomputedHash for Name {
    fn precomputed_hash(&self) -> u32 {
        self.0.precomputed_hash()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoPseudo {}

impl parser::NonTSPseudoClass for NoPseudo {
    fn is_active_or_hover(&self) -> bool {
        match *self {}
    }

    fn is_user_action_state(&self) -> bool {
        match *self {}
    }
}

impl parser::PseudoElement for NoPseudo {}

impl ToCss for NoPseudo {
    fn to_css<W: fmt::Write>(&self, _: &mut W) -> fmt::Result {
        match *self {}
    }
}

/// An element of a document, with the steps left for the page.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    doc: &'a Document<'a>,
    id: NodeId,
    steps: &'a Cell<u32>,
}

impl<'a> Node<'a> {
    pub(super) fn new(doc: &'a Document<'a>, id: NodeId, steps: &'a Cell<u32>) -> Self {
        Self { doc, id, steps }
    }

    pub(super) fn steps() -> Cell<u32> {
        Cell::new(STEPS)
    }

    /// The first element on a walk from `start`.
    fn walk(&self, start: Option<NodeId>, next: impl Fn(NodeId) -> Option<NodeId>) -> Option<Self> {
        let mut at = start;
        while let Some(id) = at {
            self.steps.set(self.steps.get().checked_sub(1)?);
            if self.doc.tag(id).is_some() {
                return Some(Self { id, ..*self });
            }
            at = next(id);
        }
        None
    }

    fn attr(&self, name: &LocalName) -> Option<&'a str> {
        self.doc.attr(self.id, name)
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.id.fmt(f)
    }
}

impl Element for Node<'_> {
    type Impl = Simple;

    fn opaque(&self) -> OpaqueElement {
        OpaqueElement::new(self.doc.data(self.id))
    }

    fn parent_element(&self) -> Option<Self> {
        let id = self.doc.parent(self.id).filter(|&id| self.doc.tag(id).is_some())?;
        Some(Self { id, ..*self })
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.walk(self.doc.previous_sibling(self.id), |id| self.doc.previous_sibling(id))
    }

    fn next_sibling_element(&self) -> Option<Self> {
        self.walk(self.doc.next_sibling(self.id), |id| self.doc.next_sibling(id))
    }

    fn first_element_child(&self) -> Option<Self> {
        self.walk(self.doc.first_child(self.id), |id| self.doc.next_sibling(id))
    }

    fn is_html_element_in_html_document(&self) -> bool {
        self.doc.namespace(self.id) == Some(input::Namespace::Html)
    }

    fn has_local_name(&self, name: &Name) -> bool {
        self.doc.name(self.id) == Some(&*name.0)
    }

    fn has_namespace(&self, namespace: &Namespace) -> bool {
        match self.doc.namespace(self.id) {
            Some(input::Namespace::Html) => *namespace == ns!(html),
            Some(input::Namespace::Svg) => *namespace == ns!(svg),
            Some(input::Namespace::MathMl) => *namespace == ns!(mathml),
            None => false,
        }
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.doc.name(self.id) == self.doc.name(other.id)
            && self.doc.namespace(self.id) == self.doc.namespace(other.id)
    }

    fn attr_matches(
        &self,
        _: &NamespaceConstraint<&Namespace>,
        name: &Name,
        operation: &AttrSelectorOperation<&Text>,
    ) -> bool {
        self.attr(&name.0).is_some_and(|value| operation.eval_str(value))
    }

    fn match_non_ts_pseudo_class(&self, pc: &NoPseudo, _: &mut MatchingContext<Simple>) -> bool {
        match *pc {}
    }

    fn match_pseudo_element(&self, pe: &NoPseudo, _: &mut MatchingContext<Simple>) -> bool {
        match *pe {}
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        self.attr(&local_name!("href")).is_some()
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &Name, case: CaseSensitivity) -> bool {
        self.attr(&local_name!("id")).is_some_and(|v| case.eq(id.0.as_bytes(), v.as_bytes()))
    }

    fn has_class(&self, name: &Name, case: CaseSensitivity) -> bool {
        let classes = self.attr(&local_name!("class")).unwrap_or_default();
        classes.split_ascii_whitespace().any(|c| case.eq(name.0.as_bytes(), c.as_bytes()))
    }

    fn has_custom_state(&self, _: &Name) -> bool {
        false
    }

    fn imported_part(&self, _: &Name) -> Option<Name> {
        None
    }

    fn is_part(&self, _: &Name) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        !self
            .doc
            .children(self.id)
            .any(|n| matches!(self.doc.data(n), NodeData::Element(_) | NodeData::Text(_)))
    }

    fn is_root(&self) -> bool {
        self.doc.parent(self.id) == Some(self.doc.root())
    }

    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}
