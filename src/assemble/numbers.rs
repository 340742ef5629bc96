//! The numbers of ordered lists, as the page shows them.

use crate::input::{Document, NodeId, Tag};
use crate::segment::{Candidate, Flags, Segments};
use html5ever::local_name;

/// Blocks between a text and the item that it opens.
const REACH: usize = 3;

/// Longer numbers are none in Markdown.
const MOST: i32 = 999_999_999;

/// Counts the items of ordered lists, removed ones too.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// The open lists: each with its last numbered item and that item's number.
    lists: Vec<(NodeId, NodeId, i32)>,
}

impl Numbers {
    /// The number of the item that this candidate opens; `None` where it opens none, or where the
    /// list has letters.
    pub(super) fn of(&mut self, doc: &Document, segments: &Segments, index: u32) -> Option<u32> {
        let item = item_opened_by(doc, segments, index)?;
        let list = doc.parent(item).filter(|&node| doc.tag(node) == Some(Tag::Ol))?;
        let decimal = doc.attr(list, &local_name!("type")).is_none_or(|kind| kind.trim() == "1");
        let number = decimal.then(|| self.number(doc, list, item))?;
        u32::try_from(number.min(MOST + 1)).ok().filter(|&number| number <= MOST as u32)
    }

    fn number(&mut self, doc: &Document, list: NodeId, item: NodeId) -> i32 {
        let step = if doc.attr(list, &local_name!("reversed")).is_some() { -1 } else { 1 };
        let known = self.lists.iter().rposition(|open| open.0 == list);
        // A part of the text that opened it.
        if let Some((.., number)) = known.map(|at| self.lists[at]).filter(|open| open.1 == item) {
            return number;
        }
        let (mut node, mut number) = match known {
            Some(at) => {
                self.lists.truncate(at + 1);
                let (_, last, number) = self.lists[at];
                (doc.next_sibling(last), number)
            }
            None => {
                let around = |open: NodeId| doc.ancestors(list).any(|node| node == open);
                while self.lists.pop_if(|open| !around(open.0)).is_some() {}
                (doc.first_child(list), before_first(doc, list, step))
            }
        };
        while let Some(sibling) = node {
            if counts(doc, sibling) {
                let own =
                    doc.attr(sibling, &local_name!("value")).and_then(|v| v.trim().parse().ok());
                number = own.unwrap_or_else(|| number.saturating_add(step));
            }
            if sibling == item {
                break;
            }
            node = doc.next_sibling(sibling);
        }
        match known {
            Some(at) => self.lists[at] = (list, item, number),
            None => self.lists.push((list, item, number)),
        }
        number
    }
}

fn before_first(doc: &Document, list: NodeId, step: i32) -> i32 {
    let start = doc.attr(list, &local_name!("start")).and_then(|v| v.trim().parse::<i32>().ok());
    let start = start.unwrap_or_else(|| match step {
        1 => 1,
        _ => doc.children(list).filter(|&node| counts(doc, node)).count() as i32,
    });
    start.saturating_sub(step)
}

fn counts(doc: &Document, node: NodeId) -> bool {
    doc.tag(node) == Some(Tag::Li) && doc.attr(node, &local_name!("hidden")).is_none()
}

/// The item around a candidate, if no other text of the item comes before it.
fn item_opened_by(doc: &Document, segments: &Segments, index: u32) -> Option<NodeId> {
    let Candidate { scope, flags, .. } = segments.candidates.get(index as usize)?;
    if flags.has(Flags::TABLE) {
        return None;
    }
    let mut at = *scope;
    for _ in 0..=REACH {
        let scope = &segments.scopes[at as usize];
        if doc.tag(scope.node) == Some(Tag::Li) {
            let before = &segments.candidates[scope.first as usize..index as usize];
            return before.iter().rev().all(|c| c.text.start == c.text.end).then_some(scope.node);
        }
        at = scope.parent;
    }
    None
}
