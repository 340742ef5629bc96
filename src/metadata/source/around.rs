//! The lines around a heading.

use super::table::Table;
use super::text::{breaks_line, is_unread, visible_text};
use super::visible::MOST_BYTES;
use crate::input::{Document, NodeId, Tag};
use crate::text::normalise::Normalised;
use html5ever::local_name;
use std::ops::Range;

/// Bytes of text after the heading that are looked at, line by line, and before it.
const AFTER: usize = 1_600;
const BEFORE: usize = 400;
/// Most headlines have fewer lines around them.
const USUAL: usize = 48;

/// Lines, and the text that they stand in.
pub(super) struct Lines {
    pub(super) text: Normalised,
    pub(super) lines: Vec<Line>,
}

pub(super) struct Line {
    pub(super) range: Range<usize>,
    /// Where the text ends.
    pub(super) node: NodeId,
    pub(super) before: bool,
    /// The start of a paragraph, not a whole line.
    pub(super) is_start: bool,
}

/// Bytes of a paragraph that are looked at.
const START: usize = 60;

/// The lines shortly before and after a heading, or another element, from so many levels over it.
pub(super) fn lines_around(doc: &Document, heading: NodeId, levels: usize) -> Lines {
    let start =
        doc.ancestors(heading).take(levels).take_while(|&n| doc.tag(n) != Some(Tag::Body)).last();
    let start = start.unwrap_or(heading);
    let text = Normalised::with_capacity(BEFORE + AFTER);
    let lines = Lines { text, lines: Vec::with_capacity(USUAL) };
    let mut reader = Reader { lines, node: start, before: start != heading };
    let (mut node, mut bytes) = (Some(start), 0);
    let after_heading = doc.after_subtree(heading, doc.root());
    while let Some(id) = node.filter(|_| bytes < AFTER) {
        if id == heading {
            reader.flush();
            reader.before = false;
            node = after_heading;
            continue;
        }
        if let Some(text) = visible_text(doc, id) {
            reader.lines.text.push(text);
            let own = text.trim().len();
            if own > 0 {
                reader.node = id;
            }
            bytes += if reader.before { 0 } else { own };
        } else if doc.tag(id).is_some_and(breaks_line) {
            reader.flush();
        }
        node = next(doc, id, &mut reader);
    }
    reader.flush();
    reader.lines
}

/// The next node; a line ends where a block does. What one chooses from is no line, nor is a menu or a
/// quote under the headline; over it the way to the page may be one.
fn next(doc: &Document, id: NodeId, reader: &mut Reader) -> Option<NodeId> {
    let menu = match doc.tag(id) {
        Some(Tag::Select | Tag::Button | Tag::Label | Tag::Legend | Tag::Textarea) => true,
        Some(Tag::Nav | Tag::Blockquote) => !reader.before,
        // Of a person whom the page is about it says when they were born.
        Some(Tag::Table) => {
            let class = doc.attr(id, &local_name!("class"));
            class.is_some_and(|name| Table::get().is_info_box(name))
        }
        _ => false,
    };
    let unread = menu || is_unread(doc, id);
    if let Some(child) = doc.first_child(id).filter(|_| !unread) {
        return Some(child);
    }
    let mut node = id;
    loop {
        if let Some(sibling) = doc.next_sibling(node) {
            return Some(sibling);
        }
        node = doc.parent(node)?;
        if doc.tag(node).is_some_and(breaks_line) {
            reader.flush();
        }
    }
}

struct Reader {
    lines: Lines,
    node: NodeId,
    before: bool,
}

impl Reader {
    fn flush(&mut self) {
        let Lines { text, lines } = &mut self.lines;
        let range = text.end();
        if range.is_empty() {
            return;
        }
        let (node, before) = (self.node, self.before);
        if range.len() <= MOST_BYTES {
            lines.push(Line { range, node, before, is_start: false });
        } else if !before {
            let start = crate::text::prefix(&text.all()[range.clone()], START).len();
            let range = range.start..range.start + start;
            lines.push(Line { range, node, before: false, is_start: true });
        }
        // Only what stands right before the headline counts.
        let mut kept = 0;
        if before {
            let start = lines.iter().rposition(|line| {
                kept += line.range.len();
                kept > BEFORE
            });
            lines.drain(..start.map_or(0, |at| at + 1));
        }
    }
}
