//! The stack of open elements.

use super::TreeBuilder;
use super::sets::Sets;
use crate::input::{Namespace, NodeId, Tag};

/// An open element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Open {
    pub(super) node: NodeId,
    /// `Other` for all of SVG and MathML.
    pub(super) tag: Tag,
    pub(super) namespace: Namespace,
    pub(super) sets: Sets,
    pub(super) integration: Integration,
}

/// What of HTML an SVG or MathML element lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Integration {
    None,
    /// Text and most elements: MathML's `mi`, `mo`, `mn`, `ms`, `mtext`.
    MathText,
    /// Everything: SVG's `foreignObject`, `desc`, `title`.
    Html,
    /// `svg` only: MathML's `annotation-xml`.
    Annotation,
}

impl Open {
    pub(super) fn new(node: NodeId, tag: Tag, namespace: Namespace, name: &str) -> Self {
        use Integration::{Annotation, Html, MathText};
        let integration = match (namespace, name) {
            (Namespace::MathMl, "mi" | "mo" | "mn" | "ms" | "mtext") => MathText,
            (Namespace::MathMl, "annotation-xml") => Annotation,
            (Namespace::Svg, "foreignObject" | "desc" | "title") => Html,
            _ => Integration::None,
        };
        let sets = match integration {
            MathText | Html => Sets::SCOPE,
            _ => tag.sets(),
        };
        Self { node, tag, namespace, sets, integration }
    }

    pub(super) fn is_html(&self) -> bool {
        self.namespace == Namespace::Html
    }
}

impl<'a> TreeBuilder<'a, '_> {
    /// The innermost open element. The root stays open to the end.
    pub(super) fn current(&self) -> Open {
        *self.stack.last().expect("the root element is open")
    }

    pub(super) fn push(&mut self, open: Open) {
        self.open_tags[open.tag as usize] += 1;
        self.stack.push(open);
    }

    pub(super) fn pop(&mut self) {
        // The root is never popped: there is always a place for text.
        if self.stack.len() > 1
            && let Some(open) = self.stack.pop()
        {
            self.closed(open);
        }
    }

    /// Keeps the books on an element that is not open any more.
    fn closed(&mut self, open: Open) {
        self.open_tags[open.tag as usize] -= 1;
        self.dropped.clear();
        if open.sets.has(Sets::FORMATTING) {
            self.formatting_closed(open.node);
        }
    }

    pub(super) fn truncate(&mut self, length: usize) {
        while self.stack.len() > length.max(1) {
            self.pop();
        }
    }

    pub(super) fn remove_at(&mut self, index: usize) {
        let open = self.stack.remove(index);
        self.closed(open);
    }

    pub(super) fn remove(&mut self, node: NodeId) {
        if let Some(index) = self.position(node) {
            self.remove_at(index);
        }
    }

    pub(super) fn position(&self, node: NodeId) -> Option<usize> {
        self.stack.iter().rposition(|open| open.node == node)
    }

    pub(super) fn is_open(&self, tag: Tag) -> bool {
        self.open_tags[tag as usize] > 0
    }

    fn in_scope_until(&self, tag: Tag, end: impl Fn(&Open) -> bool) -> bool {
        if !self.is_open(tag) {
            return false;
        }
        for open in self.stack.iter().rev() {
            if open.tag == tag {
                return true;
            }
            if end(open) {
                return false;
            }
        }
        false
    }

    pub(super) fn in_scope(&self, tag: Tag) -> bool {
        self.in_scope_until(tag, |open| open.sets.has(Sets::SCOPE))
    }

    pub(super) fn in_button_scope(&self, tag: Tag) -> bool {
        self.in_scope_until(tag, |open| open.sets.has(Sets::SCOPE) || open.tag == Tag::Button)
    }

    pub(super) fn in_list_scope(&self, tag: Tag) -> bool {
        self.in_scope_until(tag, |open| open.sets.has(Sets::SCOPE.and(Sets::LIST)))
    }

    pub(super) fn in_table_scope(&self, tag: Tag) -> bool {
        self.in_scope_until(tag, |open| open.sets.has(Sets::TABLE_SCOPE))
    }

    /// Whether an element of the set is open within its scope.
    pub(super) fn any_in_scope(&self, set: Sets, scope: Sets) -> bool {
        let mut stack = self.stack.iter().rev();
        stack.find(|o| o.sets.has(set.and(scope))).is_some_and(|o| o.sets.has(set))
    }

    pub(super) fn node_in_scope(&self, node: NodeId) -> bool {
        let mut stack = self.stack.iter().rev();
        stack
            .find(|o| o.node == node || o.sets.has(Sets::SCOPE))
            .is_some_and(|open| open.node == node)
    }

    pub(super) fn implied_end_tags(&mut self) {
        self.implied_end_tags_except(Tag::Other);
    }

    pub(super) fn implied_end_tags_except(&mut self, except: Tag) {
        while self.stack.len() > 1
            && self.current().sets.has(Sets::IMPLIED_END)
            && self.current().tag != except
        {
            self.pop();
        }
    }

    /// Pops up to an element of the set, which stays.
    pub(super) fn pop_to(&mut self, set: Sets) {
        while self.stack.len() > 1 && !self.current().sets.has(set) {
            self.pop();
        }
    }

    /// Pops an element of the set and all above it.
    pub(super) fn pop_through(&mut self, set: Sets) {
        self.pop_to(set);
        self.pop();
    }

    /// Pops an element with this tag and all above it.
    pub(super) fn pop_through_tag(&mut self, tag: Tag) {
        while self.stack.len() > 1 && self.current().tag != tag {
            self.pop();
        }
        self.pop();
    }

    pub(super) fn close_p(&mut self) {
        self.implied_end_tags_except(Tag::P);
        self.pop_through_tag(Tag::P);
    }

    pub(super) fn close_p_in_button_scope(&mut self) {
        if self.in_button_scope(Tag::P) {
            self.close_p();
        }
    }

    /// The second open element, if it is `body`.
    pub(super) fn body(&self) -> Option<NodeId> {
        self.stack.get(1).filter(|open| open.tag == Tag::Body).map(|open| open.node)
    }
}
