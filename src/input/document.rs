//! The page as a flat arena: nodes linked by index; strings are stretches of the page itself where
//! they stand there, else of one buffer.

use super::Tag;
use crate::limits::{Deadline, LimitHit, Limits};
use html5ever::LocalName;
use std::borrow::Cow;

/// A node's index in the arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct NodeId(pub(super) u32);

impl NodeId {
    pub(super) const NONE: Self = Self(u32::MAX);

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    pub(super) fn some(self) -> Option<Self> {
        (self != Self::NONE).then_some(self)
    }
}

/// A stretch of a buffer: of the page's bytes with the document's own strings behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct TextRange {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl TextRange {
    /// What stands there in a text.
    pub(super) fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NodeData {
    Document,
    /// The contents of a `<template>`: never visible.
    Fragment,
    Doctype,
    Comment,
    Text(TextRange),
    Element(Element),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) tag: Tag,
    pub(super) namespace: Namespace,
    /// How many attributes it has, from `attrs` on.
    pub(super) attr_count: u16,
    pub(super) attrs: u32,
    /// For `Tag::Other`, its name's number in the document.
    pub(super) name: u32,
    pub(super) class: ClassId,
}

/// An attribute of an element. Most are only asked for their names.
pub(crate) struct Attribute<'d> {
    doc: &'d Document<'d>,
    pub(crate) name: &'d LocalName,
    value: TextRange,
}

impl<'d> Attribute<'d> {
    pub(crate) fn value(&self) -> &'d str {
        self.doc.string(self.value)
    }
}

/// The number of a `class` value: elements of one have the same value. Zero for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ClassId(pub(super) u32);

impl ClassId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

impl Element {
    pub(super) fn html(tag: Tag) -> Self {
        Self {
            tag,
            namespace: Namespace::Html,
            attr_count: 0,
            attrs: 0,
            name: 0,
            class: ClassId(0),
        }
    }

    pub(super) fn attr_range(&self) -> std::ops::Range<usize> {
        self.attrs as usize..self.attrs as usize + usize::from(self.attr_count)
    }
}

/// Where an element's name comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(crate) enum Namespace {
    Html,
    Svg,
    MathMl,
}

#[derive(Debug, Clone)]
pub(super) struct Attr {
    pub(super) name: LocalName,
    pub(super) value: TextRange,
}

#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) parent: NodeId,
    pub(super) previous: NodeId,
    pub(super) next: NodeId,
    pub(super) first_child: NodeId,
    pub(super) last_child: NodeId,
    pub(super) data: NodeData,
}

/// What the document was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Origin {
    #[default]
    Html,
    /// Lines of text: each line is a `<p>` below `<body>`, or what Markdown makes of it.
    Text,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Document<'p> {
    pub(super) nodes: Vec<Node>,
    pub(super) page: Cow<'p, str>,
    /// What does not stand in the page as it is meant.
    pub(super) strings: String,
    pub(super) attrs: Vec<Attr>,
    /// The names of custom and foreign elements.
    pub(super) names: Vec<Box<str>>,
    /// How many `class` values there are.
    pub(super) classes: u32,
    pub(super) origin: Origin,
    pub(super) hits: Vec<LimitHit>,
    pub(super) limits: Limits,
    pub(super) deadline: Deadline,
    pub(super) unread: usize,
}

impl Document<'_> {
    /// A document that does not borrow its page.
    pub(crate) fn into_owned(mut self) -> Document<'static> {
        let page = std::mem::take(&mut self.page).into_owned();
        self.with_page(page.into())
    }

    /// The document with its page held in another way.
    pub(super) fn with_page<'q>(self, page: Cow<'q, str>) -> Document<'q> {
        Document {
            page,
            nodes: self.nodes,
            strings: self.strings,
            attrs: self.attrs,
            names: self.names,
            classes: self.classes,
            origin: self.origin,
            hits: self.hits,
            limits: self.limits,
            deadline: self.deadline,
            unread: self.unread,
        }
    }

    pub(crate) fn root(&self) -> NodeId {
        NodeId(0)
    }

    pub(crate) fn origin(&self) -> Origin {
        self.origin
    }

    /// The number of nodes, detached ones included; ids are below it.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(crate) fn data(&self, id: NodeId) -> &NodeData {
        &self.nodes[id.index()].data
    }

    pub(crate) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.index()].parent.some()
    }

    pub(crate) fn first_child(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.index()].first_child.some()
    }

    pub(crate) fn last_child(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.index()].last_child.some()
    }

    pub(crate) fn next_sibling(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.index()].next.some()
    }

    pub(crate) fn previous_sibling(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.index()].previous.some()
    }

    pub(crate) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first_child(id), |&n| self.next_sibling(n))
    }

    /// The parent, its parent and so on up to the root.
    pub(crate) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(id), |&n| self.parent(n))
    }

    /// All nodes below `id` in document order, `id` itself not included.
    pub(crate) fn descendants(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first_child(id), move |&n| self.following(n, id))
    }

    /// The node after `id` in document order, below `root`.
    fn following(&self, id: NodeId, root: NodeId) -> Option<NodeId> {
        self.first_child(id).or_else(|| self.after_subtree(id, root))
    }

    /// The first node after the whole subtree of `id`, below `root`.
    pub(crate) fn after_subtree(&self, id: NodeId, root: NodeId) -> Option<NodeId> {
        let mut node = id;
        while node != root {
            if let Some(next) = self.next_sibling(node) {
                return Some(next);
            }
            node = self.parent(node)?;
        }
        None
    }

    pub(crate) fn element(&self, id: NodeId) -> Option<&Element> {
        match self.data(id) {
            NodeData::Element(element) => Some(element),
            _ => None,
        }
    }

    /// `None` for anything but an element.
    pub(crate) fn tag(&self, id: NodeId) -> Option<Tag> {
        self.element(id).map(|e| e.tag)
    }

    /// An element's local name: in lower case in HTML, as the standard writes it in SVG and MathML.
    pub(crate) fn name(&self, id: NodeId) -> Option<&str> {
        self.element(id).map(|e| self.element_name(e))
    }

    pub(crate) fn namespace(&self, id: NodeId) -> Option<Namespace> {
        self.element(id).map(|e| e.namespace)
    }

    /// The number of an element's `class`.
    pub(crate) fn class(&self, id: NodeId) -> ClassId {
        self.element(id).map_or(ClassId::default(), |e| e.class)
    }

    /// Room for something about each `class`, by its number.
    pub(crate) fn by_class<T: Clone>(&self, value: T) -> Vec<T> {
        vec![value; self.classes as usize + 1]
    }

    /// The limits that parsing hit.
    pub(crate) fn limits_hit(&self) -> &[LimitHit] {
        &self.hits
    }

    /// What the page may cost.
    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Bytes of the page and of the strings made from it.
    pub(crate) fn string_bytes(&self) -> usize {
        self.page.len() + self.strings.len()
    }

    /// When the page is to be finished.
    pub(crate) fn deadline(&self) -> Deadline {
        self.deadline
    }

    /// Bytes of the page that there was no time to parse.
    pub(crate) fn unread(&self) -> usize {
        self.unread
    }

    /// The text of a text node; `None` for anything else.
    pub(crate) fn text(&self, id: NodeId) -> Option<&str> {
        match self.data(id) {
            NodeData::Text(range) => Some(self.string(*range)),
            _ => None,
        }
    }

    /// The length of a text node's text.
    pub(crate) fn text_bytes(&self, id: NodeId) -> Option<u32> {
        match self.data(id) {
            NodeData::Text(range) => Some(range.end - range.start),
            _ => None,
        }
    }

    pub(crate) fn attr(&self, id: NodeId, name: &LocalName) -> Option<&str> {
        let element = self.element(id)?;
        self.attrs[element.attr_range()]
            .iter()
            .find(|attr| attr.name == *name)
            .map(|attr| self.string(attr.value))
    }

    /// All attributes of an element, in order; none for other nodes.
    pub(crate) fn attrs(&self, id: NodeId) -> impl Iterator<Item = Attribute<'_>> {
        let range = self.element(id).map_or(0..0, Element::attr_range);
        self.attrs[range].iter().map(|attr| Attribute {
            doc: self,
            name: &attr.name,
            value: attr.value,
        })
    }

    pub(super) fn element_name(&self, element: &Element) -> &str {
        match element.tag {
            Tag::Other => &self.names[element.name as usize],
            tag => tag.name(),
        }
    }

    pub(super) fn string(&self, range: TextRange) -> &str {
        let (start, end) = (range.start as usize, range.end as usize);
        match start.checked_sub(self.page.len()) {
            Some(start) => &self.strings[start..end - self.page.len()],
            None => &self.page[start..end],
        }
    }

    pub(super) fn push_string(&mut self, text: &str) -> TextRange {
        let start = self.string_bytes() as u32;
        self.strings.push_str(text);
        TextRange { start, end: self.string_bytes() as u32 }
    }

    /// Whether a text can grow where it stands.
    pub(super) fn ends_strings(&self, range: TextRange) -> bool {
        range.end as usize == self.string_bytes() && range.start as usize >= self.page.len()
    }

    pub(super) fn push_node(&mut self, data: NodeData) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        let none = NodeId::NONE;
        self.nodes.push(Node {
            parent: none,
            previous: none,
            next: none,
            first_child: none,
            last_child: none,
            data,
        });
        id
    }

    pub(super) fn detach(&mut self, id: NodeId) {
        let node = &mut self.nodes[id.index()];
        let (parent, previous, next) = (node.parent, node.previous, node.next);
        (node.parent, node.previous, node.next) = (NodeId::NONE, NodeId::NONE, NodeId::NONE);
        match previous.some() {
            Some(previous) => self.nodes[previous.index()].next = next,
            None if parent != NodeId::NONE => self.nodes[parent.index()].first_child = next,
            None => {}
        }
        match next.some() {
            Some(next) => self.nodes[next.index()].previous = previous,
            None if parent != NodeId::NONE => self.nodes[parent.index()].last_child = previous,
            None => {}
        }
    }

    /// For a child that hangs nowhere yet, or was detached.
    pub(super) fn append(&mut self, parent: NodeId, child: NodeId) {
        debug_assert!(self.parent(child).is_none());
        let last = self.nodes[parent.index()].last_child;
        let node = &mut self.nodes[child.index()];
        (node.parent, node.previous) = (parent, last);
        match last.some() {
            Some(last) => self.nodes[last.index()].next = child,
            None => self.nodes[parent.index()].first_child = child,
        }
        self.nodes[parent.index()].last_child = child;
    }

    /// The same.
    pub(super) fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        debug_assert!(self.parent(child).is_none());
        let (parent, previous) =
            (self.nodes[sibling.index()].parent, self.nodes[sibling.index()].previous);
        let node = &mut self.nodes[child.index()];
        (node.parent, node.previous, node.next) = (parent, previous, sibling);
        self.nodes[sibling.index()].previous = child;
        match previous.some() {
            Some(previous) => self.nodes[previous.index()].next = child,
            None => self.nodes[parent.index()].first_child = child,
        }
    }

    /// Moves all children of one node behind those of another.
    pub(super) fn move_children(&mut self, from: NodeId, to: NodeId) {
        let (first, last) =
            (self.nodes[from.index()].first_child, self.nodes[from.index()].last_child);
        if first == NodeId::NONE {
            return;
        }
        let mut child = first;
        while child != NodeId::NONE {
            self.nodes[child.index()].parent = to;
            child = self.nodes[child.index()].next;
        }
        let source = &mut self.nodes[from.index()];
        (source.first_child, source.last_child) = (NodeId::NONE, NodeId::NONE);
        let before = std::mem::replace(&mut self.nodes[to.index()].last_child, last);
        self.nodes[first.index()].previous = before;
        match before.some() {
            Some(before) => self.nodes[before.index()].next = first,
            None => self.nodes[to.index()].first_child = first,
        }
    }

    /// Adds text to a text node: in place where its text ends the buffer, else by moving it there.
    pub(super) fn extend_text(&mut self, id: NodeId, text: &str) {
        let NodeData::Text(range) = self.nodes[id.index()].data else { return };
        let range = if self.ends_strings(range) {
            range
        } else {
            let moved = self.string(range).to_owned();
            self.push_string(&moved)
        };
        let end = self.push_string(text).end;
        self.nodes[id.index()].data = NodeData::Text(TextRange { end, ..range });
    }
}
