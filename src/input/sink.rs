//! The arena as html5ever's tree sink.

use super::attributes::KeptAttributes;
use super::document::{Attr, Document, Element, NodeData, NodeId, TextRange};
use super::tag::Tag;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{
    ElemName, ElementFlags, NodeOrText, QuirksMode, TreeBuilderOpts, TreeSink,
};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, ns, parse_document};
use std::borrow::Cow;
use std::cell::{Ref, RefCell};

pub(super) fn parse_html(html: &str, kept: &KeptAttributes) -> Document {
    let mut doc = Document::default();
    doc.push_node(NodeData::Document);
    let opts = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    };
    parse_document(Sink { doc: RefCell::new(doc), kept: kept.clone() }, opts).one(html)
}

struct Sink {
    doc: RefCell<Document>,
    kept: KeptAttributes,
}

#[derive(Debug)]
struct Name<'a>(Ref<'a, Element>);

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.namespace
    }
    fn local_name(&self) -> &LocalName {
        &self.0.name
    }
}

impl Sink {
    fn push_attrs(&self, doc: &mut Document, attrs: Vec<Attribute>) -> TextRange {
        let start = doc.attrs.len() as u32;
        for attr in attrs.into_iter().filter(|a| self.kept.find(&a.name.local).is_some()) {
            let value = doc.push_string(&attr.value);
            doc.attrs.push(Attr { name: attr.name.local, value });
        }
        TextRange { start, end: doc.attrs.len() as u32 }
    }

    fn text_node(doc: &mut Document, text: &str) -> NodeId {
        let range = doc.push_string(text);
        doc.push_node(NodeData::Text(range))
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Document;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Document {
        self.doc.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        NodeId(0)
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name<'a> {
        Name(Ref::map(self.doc.borrow(), |doc| doc.element(*target).expect("an element")))
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> NodeId {
        let doc = &mut *self.doc.borrow_mut();
        let tag = if name.ns == ns!(html) { Tag::from_name(&name.local) } else { Tag::Other };
        let attrs = self.push_attrs(doc, attrs);
        let id = doc.push_node(NodeData::Element(Element {
            tag,
            name: name.local,
            namespace: name.ns,
            attrs,
        }));
        if tag == Tag::Template {
            let contents = doc.push_node(NodeData::Fragment);
            doc.append(id, contents);
        }
        id
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.doc.borrow_mut().push_node(NodeData::Comment)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.doc.borrow_mut().push_node(NodeData::Comment)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let doc = &mut *self.doc.borrow_mut();
        match child {
            NodeOrText::AppendNode(node) => doc.append(*parent, node),
            NodeOrText::AppendText(text) => {
                match doc.last_child(*parent).filter(|&n| doc.text(n).is_some()) {
                    Some(last) => doc.extend_text(last, &text),
                    None => {
                        let node = Self::text_node(doc, &text);
                        doc.append(*parent, node);
                    }
                }
            }
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let has_parent = self.doc.borrow().parent(*element).is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {
        let doc = &mut *self.doc.borrow_mut();
        let node = doc.push_node(NodeData::Doctype);
        doc.append(NodeId(0), node);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.doc.borrow().first_child(*target).expect("a template has contents")
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let doc = &mut *self.doc.borrow_mut();
        match child {
            NodeOrText::AppendNode(node) => doc.insert_before(*sibling, node),
            NodeOrText::AppendText(text) => {
                match doc.previous_sibling(*sibling).filter(|&n| doc.text(n).is_some()) {
                    Some(previous) => doc.extend_text(previous, &text),
                    None => {
                        let node = Self::text_node(doc, &text);
                        doc.insert_before(*sibling, node);
                    }
                }
            }
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        let doc = &mut *self.doc.borrow_mut();
        let missing: Vec<_> =
            attrs.into_iter().filter(|a| doc.attr(*target, &a.name.local).is_none()).collect();
        if missing.is_empty() {
            return;
        }
        let Some(old) = doc.element(*target).map(|e| e.attrs) else { return };
        let start = doc.attrs.len() as u32;
        doc.attrs.extend_from_within(old.start as usize..old.end as usize);
        let end = self.push_attrs(doc, missing).end;
        if let NodeData::Element(element) = &mut doc.nodes[target.index()].data {
            element.attrs = TextRange { start, end };
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.doc.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let doc = &mut *self.doc.borrow_mut();
        while let Some(child) = doc.first_child(*node) {
            doc.append(*new_parent, child);
        }
    }
}
