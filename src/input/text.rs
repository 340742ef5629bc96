//! Scraped text as a document: a line a paragraph, or what Markdown makes of it.

use super::document::{Document, Element, NodeData, Origin};
use super::markdown::{self, Reader};
use super::tag::Tag;
use crate::limits::{Deadline, Limit, LimitHit, Limits};

/// Lines between two looks at the clock.
const LINES: usize = 256;

pub(super) fn parse_text(text: &str, limits: &Limits) -> Document<'static> {
    let mut doc = Document { origin: Origin::Text, ..Document::default() };
    let root = doc.push_node(NodeData::Document);
    let html = element(&mut doc, Tag::Html);
    let body = element(&mut doc, Tag::Body);
    doc.append(root, html);
    doc.append(html, body);
    (doc.limits, doc.deadline) = (limits.clone(), Deadline::from_now(limits));
    let (mut merged, mut read) = (0, 0);
    let mut reader = markdown::is_markdown(text).then(Reader::default);
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if number % LINES == 0 && doc.deadline.has_passed() {
            doc.unread = text.len() - read;
            break;
        }
        read += line.len();
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.trim().is_empty() {
            if let Some(reader) = &mut reader {
                reader.blank();
            }
            continue;
        }
        // With little room left, the rest is read as lines: what they hold of nodes is known.
        if doc.len() + markdown::most_nodes(line) > limits.nodes()
            && let Some(reader) = reader.take()
        {
            reader.finish(&mut doc, body);
        }
        if let Some(reader) = &mut reader {
            reader.line(&mut doc, body, line);
            continue;
        }
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
    if let Some(reader) = reader {
        reader.finish(&mut doc, body);
    }
    if merged > 0 {
        doc.hits.push(LimitHit::new(Limit::Nodes, limits.nodes(), merged));
    }
    doc
}

fn element(doc: &mut Document, tag: Tag) -> super::NodeId {
    doc.push_node(NodeData::Element(Element::html(tag)))
}
