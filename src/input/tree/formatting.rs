//! Inline elements that the page leaves open go on in the next block.

use super::TreeBuilder;
use super::stack::Open;
use crate::input::tokenizer::{AttributeScan, Scanned, StartTag, lowercase, push_value};
use crate::input::{Namespace, NodeId, Tag, TextRange};
use std::collections::BTreeMap;

/// More unclosed inline elements than this are forgotten, oldest first: real pages have under
/// twenty, and each block of the page repeats them all.
pub(super) const MAX_ENTRIES: usize = 256;

/// An entry of the list of active formatting elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// The list counts from here in cells, captions, templates and embedded objects.
    Marker,
    Element(Formatting),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Formatting {
    pub(super) node: NodeId,
    pub(super) tag: Tag,
    /// The attributes as the page writes them.
    pub(super) source: TextRange,
    pub(super) open: bool,
}

impl Entry {
    fn is_marker_or_open(&self) -> bool {
        match self {
            Self::Marker => true,
            Self::Element(element) => element.open,
        }
    }
}

impl<'a> TreeBuilder<'a, '_> {
    /// The entries since the last marker, last first, with their places in the list.
    pub(super) fn active(&self) -> impl Iterator<Item = (usize, &Formatting)> {
        let entries = self.formatting.iter().enumerate().rev();
        entries.map_while(|(i, entry)| match entry {
            Entry::Marker => None,
            Entry::Element(element) => Some((i, element)),
        })
    }

    pub(super) fn formatting_position(&self, node: NodeId) -> Option<usize> {
        let is_it = |e: &Entry| matches!(e, Entry::Element(f) if f.node == node);
        self.formatting.iter().rposition(is_it)
    }

    pub(super) fn formatting_closed(&mut self, node: NodeId) {
        if let Some(at) = self.formatting_position(node)
            && let Entry::Element(element) = &mut self.formatting[at]
        {
            element.open = false;
        }
    }

    pub(super) fn push_marker(&mut self) {
        self.formatting.push(Entry::Marker);
    }

    pub(super) fn clear_to_marker(&mut self) {
        while let Some(Entry::Element(_)) = self.formatting.pop() {}
    }

    /// An element for a formatting tag, remembered. Of the same tag with the same attributes
    /// three are enough.
    pub(super) fn insert_formatting(&mut self, tag: &StartTag<'_>) {
        let Some(node) = self.insert(tag) else { return };
        let same_tag = self.active().filter(|(_, f)| f.tag == tag.tag).count();
        if same_tag >= 3 {
            let source = |range: TextRange| range.of(self.html);
            let equal = |f: &Formatting| same_attributes(source(f.source), source(tag.source()));
            let same = self.active().filter(|(_, f)| f.tag == tag.tag && equal(f));
            let mut same = same.map(|(i, _)| i).skip(2);
            if let Some(third) = same.next() {
                let earliest = same.last().unwrap_or(third);
                self.formatting.remove(earliest);
            }
        }
        let entry = Formatting { node, tag: tag.tag, source: tag.source(), open: true };
        self.remember(entry);
    }

    fn remember(&mut self, entry: Formatting) {
        if self.formatting.len() >= MAX_ENTRIES
            && let Some(oldest) = self.formatting.iter().position(|e| *e != Entry::Marker)
        {
            self.formatting.remove(oldest);
            self.over.formatting += 1;
        }
        self.formatting.push(Entry::Element(entry));
    }

    /// Opens again the formatting elements that the end of a block closed.
    pub(super) fn reconstruct_formatting(&mut self) {
        if self.formatting.last().is_none_or(Entry::is_marker_or_open) {
            return;
        }
        let first = self.formatting.iter().rposition(Entry::is_marker_or_open).map_or(0, |i| i + 1);
        for i in first..self.formatting.len() {
            if self.stack.len() >= self.limits.depth() {
                return;
            }
            if self.clones_left == 0 || self.is_full() {
                return self.forget_formatting();
            }
            let Entry::Element(element) = self.formatting[i] else { return };
            let open = self.clone_element(element);
            let place = self.place(self.current());
            self.put(place, open.node);
            self.push(open);
            self.formatting[i] =
                Entry::Element(Formatting { node: open.node, open: true, ..element });
        }
    }

    /// A page has only so many clones to give: unclosed elements times blocks is a square.
    pub(super) fn forget_formatting(&mut self) {
        self.over.formatting += self.formatting.len();
        self.formatting.retain(|e| *e == Entry::Marker);
    }

    /// Another element like that of an entry, in no place yet.
    pub(super) fn clone_element(&mut self, element: Formatting) -> Open {
        self.clones_left -= 1;
        let node = self.doc.push_node(*self.doc.data(element.node));
        Open::new(node, element.tag, Namespace::Html, "")
    }
}

/// Whether two tags have the same attributes, in whatever order.
fn same_attributes(a: &str, b: &str) -> bool {
    a == b || attributes(a) == attributes(b)
}

fn attributes(source: &str) -> BTreeMap<String, String> {
    let mut scan = AttributeScan { text: source, at: 0 };
    let mut attributes = BTreeMap::new();
    while let Scanned::Attribute(written) = scan.next() {
        attributes.entry(lowercase(&source[written.name]).into_owned()).or_insert_with(|| {
            let value = &source[written.value];
            let mut decoded = String::with_capacity(value.len());
            push_value(value, &mut decoded);
            decoded
        });
    }
    attributes
}
