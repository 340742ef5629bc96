//! The adoption agency: what happens at `</b>` in `<b>one <p>two </b>three`.

use super::TreeBuilder;
use super::formatting::{Entry, Formatting};
use super::sets::Sets;
use super::stack::Open;
use crate::input::{NodeId, Tag, TextRange};

/// Clones that one round of the agency makes at most.
const MOST_CLONES: usize = 4;

impl<'a> TreeBuilder<'a, '_> {
    /// The end tag of a formatting element.
    pub(super) fn adoption_agency(&mut self, tag: Tag) {
        let current = self.current();
        if current.tag == tag && self.formatting_position(current.node).is_none() {
            return self.pop();
        }
        for _ in 0..8 {
            let found = self.active().find(|(_, f)| f.tag == tag).map(|(i, f)| (i, *f));
            let Some((index, element)) = found else {
                return self.end_any(tag, TextRange::default());
            };
            let Some(at) = self.position(element.node) else {
                self.formatting.remove(index);
                return;
            };
            if !self.node_in_scope(element.node) {
                return;
            }
            let special = self.stack[at..].iter().position(|o| o.sets.has(Sets::SPECIAL));
            let Some(block) = special.map(|i| at + i) else {
                self.truncate(at);
                self.formatting.remove(index);
                return;
            };
            if self.clones_left < MOST_CLONES || self.is_full() {
                self.forget_formatting();
                return self.end_any(tag, TextRange::default());
            }
            self.adopt(element, at, block);
        }
    }

    /// Splits the formatting element at `at` around the block.
    fn adopt(&mut self, element: Formatting, at: usize, block: usize) {
        let ancestor = self.stack[at - 1];
        let furthest = self.stack[block];
        let (last, bookmark) = self.clone_between(at, block);
        self.doc.detach(last);
        let place = self.place(ancestor);
        self.put(place, last);
        let clone = self.clone_element(element);
        self.doc.move_children(furthest.node, clone.node);
        self.doc.append(furthest.node, clone.node);
        self.move_bookmark(element, clone, bookmark);
        self.remove(element.node);
        if let Some(block) = self.position(furthest.node) {
            self.open_tags[clone.tag as usize] += 1;
            self.stack.insert(block + 1, clone);
        }
    }

    /// Clones the formatting elements between the block and the element, innermost first, each
    /// around the last; others are no longer open. Gives the outermost, and the innermost clone.
    fn clone_between(&mut self, at: usize, block: usize) -> (NodeId, Option<NodeId>) {
        let furthest = self.stack[block].node;
        let mut last = furthest;
        let mut bookmark = None;
        let mut count = 0;
        for index in (at + 1..block).rev() {
            count += 1;
            let node = self.stack[index].node;
            let entry = self.formatting_position(node);
            if count > 3
                && let Some(entry) = entry
            {
                self.formatting.remove(entry);
            }
            let Some(entry) = entry.filter(|_| count <= 3) else {
                self.remove_at(index);
                continue;
            };
            let Entry::Element(old) = self.formatting[entry] else { continue };
            let clone = self.clone_element(old);
            self.stack[index] = clone;
            self.formatting[entry] = Entry::Element(Formatting { node: clone.node, ..old });
            if last == furthest {
                bookmark = Some(clone.node);
            }
            self.doc.detach(last);
            self.doc.append(clone.node, last);
            last = clone.node;
        }
        (last, bookmark)
    }

    /// The clone takes the element's place in the list, or one behind the bookmark.
    fn move_bookmark(&mut self, element: Formatting, clone: Open, bookmark: Option<NodeId>) {
        let entry = Entry::Element(Formatting { node: clone.node, ..element });
        let old = self.formatting_position(element.node);
        let after = bookmark.and_then(|node| self.formatting_position(node));
        match (old, after) {
            (Some(old), Some(after)) => {
                self.formatting.insert(after + 1, entry);
                self.formatting.remove(if old > after { old + 1 } else { old });
            }
            (Some(old), None) => self.formatting[old] = entry,
            (None, _) => {}
        }
    }

    /// `<a>` within `<a>` closes the first.
    pub(super) fn close_open_a(&mut self) {
        let Some(node) = self.active().find(|(_, f)| f.tag == Tag::A).map(|(_, f)| f.node) else {
            return;
        };
        self.adoption_agency(Tag::A);
        if let Some(at) = self.formatting_position(node) {
            self.formatting.remove(at);
        }
        self.remove(node);
    }
}
