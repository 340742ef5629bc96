//! Scraped text as a document: a line a paragraph.

use super::document::{Document, Element, NodeData, Origin};
use super::tag::Tag;
use crate::limits::{Limit, LimitHit, Limits};

pub(super) fn parse_text(text: &str, limits: &Limits) -> Document {
    let mut doc = Document { origin: Origin::Text, ..Document::default() };
    let root = doc.push_node(NodeData::Document);
    let html = element(&mut doc, Tag::Html);
    let body = element(&mut doc, Tag::Body);
    doc.append(root, html);
    doc.append(html, body);
    let mut merged = 0;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if doc.len() + 2 > limits.nodes()
            && let Some(last) = doc.last_child(body).and_then(|p| doc.first_child(p))
        {
            doc.extend_text(last, "\n");
            doc.extend_text(last, line);
            merged += 1;
            continue;
        }
        let p = element(&mut doc, Tag::P);
        let range = doc.push_string(line);
        let text = doc.push_node(NodeData::Text(range));
        doc.append(p, text);
        doc.append(body, p);
    }
    if merged > 0 {
        doc.hits.push(LimitHit::new(Limit::Nodes, limits.nodes(), merged));
    }
    doc
}

fn element(doc: &mut Document, tag: Tag) -> super::NodeId {
    doc.push_node(NodeData::Element(Element::html(tag)))
}
