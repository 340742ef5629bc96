//! The lines around a heading.

use super::text::{breaks_line, is_unread, visible_text};
use super::visible::MOST_BYTES;
use crate::input::{Document, NodeId, Tag};
use crate::text::normalise::normalise;

/// Bytes of text after the heading that are looked at, line by line, and before it.
const AFTER: usize = 1_600;
const BEFORE: usize = 400;

pub(super) struct Line {
    pub(super) text: String,
    /// Where the text ends.
    pub(super) node: NodeId,
    pub(super) before: bool,
    /// The start of a paragraph, not a whole line.
    pub(super) is_start: bool,
}

/// Bytes of a paragraph that are looked at.
const START: usize = 60;

/// The lines shortly before and after a heading.
pub(super) fn lines_around(doc: &Document, heading: NodeId) -> Vec<Line> {
    let start =
        doc.ancestors(heading).take(3).take_while(|&n| doc.tag(n) != Some(Tag::Body)).last();
    let start = start.unwrap_or(heading);
    let (lines, text, before) = (Vec::new(), String::new(), start != heading);
    let mut reader = Reader { lines, text, node: start, before };
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
            reader.text.push_str(text);
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

/// The next node; a line ends where a block does. What one chooses from is no line, nor is a menu under
/// the headline; over it the way to the page may be one.
fn next(doc: &Document, id: NodeId, reader: &mut Reader) -> Option<NodeId> {
    let menu = match doc.tag(id) {
        Some(Tag::Select | Tag::Button | Tag::Label | Tag::Legend | Tag::Textarea) => true,
        Some(Tag::Nav) => !reader.before,
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
    lines: Vec<Line>,
    text: String,
    node: NodeId,
    before: bool,
}

impl Reader {
    fn flush(&mut self) {
        let text = self.text.trim();
        let text = if text.is_empty() { String::new() } else { normalise(text) };
        self.text.clear();
        if text.is_empty() {
            return;
        }
        if text.len() <= MOST_BYTES {
            self.lines.push(Line { text, node: self.node, before: self.before, is_start: false });
        } else if !self.before {
            let text = crate::text::prefix(&text, START).to_owned();
            self.lines.push(Line { text, node: self.node, before: false, is_start: true });
        }
        // Only what stands right before the headline counts.
        let mut kept = 0;
        if self.before {
            let start = self.lines.iter().rposition(|line| {
                kept += line.text.len();
                kept > BEFORE
            });
            self.lines.drain(..start.map_or(0, |at| at + 1));
        }
    }
}
