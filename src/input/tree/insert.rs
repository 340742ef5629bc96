//! Putting elements, texts and comments into their places in the arena.

use super::TreeBuilder;
use super::sets::Sets;
use super::stack::Open;
use crate::input::document::{Attr, ClassId, Element, NodeData};
use crate::input::tokenizer::{RawAttribute, StartTag, lowercase, push_value};
use crate::input::{Namespace, NodeId, Tag, TextRange};
use html5ever::{LocalName, local_name};

/// The start of a text range that stands for a text in [`TreeBuilder::moved`].
const MOVED: u32 = u32::MAX;

/// Where a node goes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    Last(NodeId),
    Before(NodeId),
}

impl<'a> TreeBuilder<'a, '_> {
    /// The appropriate place for a node that goes into `target`.
    pub(super) fn place(&self, target: Open) -> Place {
        if self.foster_parenting && target.sets.has(Sets::TABLE_PARTS) {
            return self.foster_place();
        }
        Place::Last(self.contents(target))
    }

    fn contents(&self, open: Open) -> NodeId {
        if open.tag != Tag::Template {
            return open.node;
        }
        let is_fragment = |&id: &NodeId| matches!(self.doc.data(id), NodeData::Fragment);
        self.doc.first_child(open.node).filter(is_fragment).unwrap_or(open.node)
    }

    /// What does not belong into a table goes before it.
    fn foster_place(&self) -> Place {
        for (i, &open) in self.stack.iter().enumerate().rev() {
            match open.tag {
                Tag::Template => return Place::Last(self.contents(open)),
                Tag::Table if self.doc.parent(open.node).is_some() => {
                    return Place::Before(open.node);
                }
                Tag::Table => return Place::Last(self.stack[i.saturating_sub(1)].node),
                _ => {}
            }
        }
        Place::Last(self.stack[0].node)
    }

    pub(super) fn put(&mut self, place: Place, node: NodeId) {
        match place {
            Place::Last(parent) => self.doc.append(parent, node),
            Place::Before(sibling) => self.doc.insert_before(sibling, node),
        }
    }

    /// An element for a tag, open; `None` if the tree is deep or large enough already.
    pub(super) fn insert(&mut self, tag: &StartTag<'_>) -> Option<NodeId> {
        if !self.fits(tag.tag) {
            return None;
        }
        let open = self.element(tag, Namespace::Html);
        self.push(open);
        Some(open.node)
    }

    /// An element for a tag that has no content.
    pub(super) fn insert_void(&mut self, tag: &StartTag<'_>) -> NodeId {
        self.element(tag, Namespace::Html).node
    }

    /// An HTML element that the page does not write, open.
    pub(super) fn insert_phantom(&mut self, tag: Tag) -> NodeId {
        let node = self.doc.push_node(NodeData::Element(Element::html(tag)));
        if let Some(&current) = self.stack.last() {
            let place = self.place(current);
            self.put(place, node);
        } else {
            self.doc.append(self.doc.root(), node);
        }
        self.push(Open::new(node, tag, Namespace::Html, ""));
        node
    }

    /// An element in its place, not yet open.
    pub(super) fn element(&mut self, tag: &StartTag<'_>, namespace: Namespace) -> Open {
        let place = match self.stack.last() {
            Some(&current) => self.place(current),
            None => Place::Last(self.doc.root()),
        };
        let (name, number) = match (namespace, tag.tag) {
            (Namespace::Html, Tag::Other) => {
                (Tag::Other, self.name_number(&lowercase(tag.name.of(self.html))))
            }
            (Namespace::Html, tag) => (tag, 0),
            _ => (
                Tag::Other,
                self.name_number(&super::foreign::name(tag.name.of(self.html), namespace)),
            ),
        };
        let (attrs, attr_count, class) = self.push_attributes(tag.attrs, namespace);
        let shown = if is_shadow_root(tag, self.html) { Tag::Div } else { name };
        let element = Element { tag: shown, namespace, attr_count, attrs, name: number, class };
        let node = self.doc.push_node(NodeData::Element(element));
        self.put(place, node);
        if shown == Tag::Template {
            let contents = self.doc.push_node(NodeData::Fragment);
            self.doc.append(node, contents);
        }
        let foreign =
            if namespace == Namespace::Html { "" } else { &*self.doc.names[number as usize] };
        Open::new(node, name, namespace, foreign)
    }

    fn name_number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.name_numbers.get(name) {
            return number;
        }
        let number = self.doc.names.len() as u32;
        self.doc.names.push(name.into());
        self.name_numbers.insert(name.into(), number);
        number
    }

    #[inline]
    fn push_attributes(
        &mut self,
        attrs: &[RawAttribute],
        namespace: Namespace,
    ) -> (u32, u16, ClassId) {
        let (first, mut class) = (self.doc.attrs.len(), ClassId::default());
        for attr in attrs {
            let name = match (namespace, attr.kept) {
                (Namespace::Html, Some(number)) => self.kept.name(number).clone(),
                _ => self.other_name(attr, namespace),
            };
            let value = self.value_range(attr);
            if name == local_name!("class") {
                class = self.class_number(attr.value.of(self.html));
            }
            self.doc.attrs.push(Attr { name, value });
        }
        (first as u32, attrs.len() as u16, class)
    }

    fn value_range(&mut self, attr: &RawAttribute) -> TextRange {
        if attr.is_plain {
            return attr.value;
        }
        let start = self.doc.string_bytes() as u32;
        push_value(attr.value.of(self.html), &mut self.doc.strings);
        TextRange { start, end: self.doc.string_bytes() as u32 }
    }

    /// A text where it stands in the page; one that does not is put into the document's buffer.
    fn text_range(&mut self, text: &str) -> TextRange {
        self.place_in_page(text).unwrap_or_else(|| self.doc.push_string(text))
    }

    fn place_in_page(&self, text: &str) -> Option<TextRange> {
        let page: &str = &self.doc.page;
        let start = text.as_ptr().addr().checked_sub(page.as_ptr().addr())?;
        let end = start + text.len();
        (end <= page.len()).then_some(TextRange { start: start as u32, end: end as u32 })
    }

    fn class_number(&mut self, written: &'a str) -> ClassId {
        if written.is_empty() {
            return ClassId::default();
        }
        let next = self.doc.classes + 1;
        let number = *self.class_numbers.entry(written).or_insert(next);
        self.doc.classes = self.doc.classes.max(number);
        ClassId(number)
    }

    /// The name of an attribute, of whatever element.
    #[inline(never)]
    fn other_name(&self, attr: &RawAttribute, namespace: Namespace) -> LocalName {
        match (namespace, attr.kept) {
            (Namespace::Html, Some(number)) => self.kept.name(number).clone(),
            (Namespace::Svg, Some(number)) => self.kept.svg_name(number).clone(),
            (Namespace::Html, None) => LocalName::from(lowercase(attr.name.of(self.html))),
            _ => super::foreign::attribute_name(attr.name.of(self.html), namespace),
        }
    }

    /// A second `<html>` or `<body>` adds the attributes that the first lacks.
    pub(super) fn add_missing_attributes(&mut self, node: NodeId, tag: &StartTag<'_>) {
        let Some(&old) = self.doc.element(node) else { return };
        let names: Vec<_> = tag.attrs.iter().map(|a| self.other_name(a, Namespace::Html)).collect();
        let missing: Vec<_> = std::iter::zip(tag.attrs, names)
            .filter(|(_, name)| self.doc.attr(node, name).is_none())
            .map(|(attr, _)| *attr)
            .collect();
        let room = self.limits.attributes().saturating_sub(usize::from(old.attr_count));
        let missing = &missing[..missing.len().min(room)];
        if missing.is_empty() {
            return;
        }
        let attrs = self.doc.attrs.len() as u32;
        let kept: Vec<_> = self.doc.attrs[old.attr_range()].to_vec();
        self.doc.attrs.extend(kept);
        let (_, more, class) = self.push_attributes(missing, Namespace::Html);
        let class = if class == ClassId::default() { old.class } else { class };
        let element = Element { attrs, attr_count: old.attr_count + more, class, ..old };
        self.doc.nodes[node.index()].data = NodeData::Element(element);
    }

    pub(super) fn insert_text(&mut self, text: &str) {
        let place = self.place(self.current());
        let neighbour = match place {
            Place::Last(parent) => self.doc.last_child(parent),
            Place::Before(sibling) => self.doc.previous_sibling(sibling),
        };
        if let Some(neighbour) = neighbour
            && let NodeData::Text(range) = *self.doc.data(neighbour)
        {
            return self.extend_text(neighbour, range, text);
        }
        let range = self.text_range(text);
        let node = self.doc.push_node(NodeData::Text(range));
        self.put(place, node);
    }

    /// Adds to a text: in place where the page goes on with it or where it ends the buffer. A text
    /// leaves the page once; when it has to move again it goes to a string of its own, so that one
    /// that grows in turn with others costs its length, not its square.
    fn extend_text(&mut self, node: NodeId, range: TextRange, text: &str) {
        if range.start == MOVED {
            self.moved[range.end as usize].1.push_str(text);
            return;
        }
        let range = match self.place_in_page(text) {
            Some(next) if next.start == range.end => TextRange { end: next.end, ..range },
            _ if self.doc.ends_strings(range) => {
                TextRange { end: self.doc.push_string(text).end, ..range }
            }
            _ => match self.doc.page.get(range.start as usize..range.end as usize) {
                Some(in_page) => {
                    let start = self.doc.string_bytes() as u32;
                    self.doc.strings.push_str(in_page);
                    TextRange { start, end: self.doc.push_string(text).end }
                }
                None => {
                    self.moved.push((node, [self.doc.string(range), text].concat()));
                    TextRange { start: MOVED, end: self.moved.len() as u32 - 1 }
                }
            },
        };
        self.doc.nodes[node.index()].data = NodeData::Text(range);
    }

    /// Brings the moved texts back into the buffer.
    pub(super) fn settle_texts(&mut self) {
        for (node, text) in std::mem::take(&mut self.moved) {
            let range = self.doc.push_string(&text);
            self.doc.nodes[node.index()].data = NodeData::Text(range);
        }
    }

    pub(super) fn insert_comment(&mut self, place: Place) {
        if self.doc.len() < self.most_nodes {
            let node = self.doc.push_node(NodeData::Comment);
            self.put(place, node);
        }
    }
}

/// Whether a template is a declared shadow root. A page shows that in the element around it: here as a
/// `div`, before what the element holds else
/// (<https://html.spec.whatwg.org/#parsing-main-inhead>).
fn is_shadow_root(tag: &StartTag<'_>, html: &str) -> bool {
    let declares = |attr: &RawAttribute| {
        let value = attr.value.of(html);
        attr.name.of(html).eq_ignore_ascii_case("shadowrootmode")
            && ["open", "closed"].iter().any(|mode| value.eq_ignore_ascii_case(mode))
    };
    tag.tag == Tag::Template && tag.attrs.iter().any(declares)
}
