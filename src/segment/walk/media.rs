//! Images and embeds on the way.

use super::Walker;
use crate::input::{NodeId, TextRange};
use crate::segment::candidate::{Candidate, Kind};
use crate::segment::context;

impl Walker<'_> {
    /// An image inside running text waits for the text's end: it does not cut a sentence.
    pub(super) fn image(&mut self, node: NodeId) {
        let image = self.medium(node, Kind::Image);
        if self.run.open {
            self.waiting.push(image);
        } else {
            self.push_media(image);
        }
    }

    pub(super) fn media(&mut self, node: NodeId, kind: Kind) {
        let medium = self.medium(node, kind);
        self.push_media(medium);
    }

    /// A medium that has no place yet.
    fn medium(&self, node: NodeId, kind: Kind) -> Candidate {
        let mut flags = self.top().flags;
        flags.insert(context::flags(self.doc, node, flags));
        Candidate {
            text: TextRange::default(),
            marks: TextRange::default(),
            node,
            inner: node,
            kind,
            flags,
            scope: self.block_frame().scope,
            words: 0,
            link_bytes: 0,
        }
    }

    pub(super) fn push_media(&mut self, mut medium: Candidate) {
        let at = self.out.text.len() as u32;
        medium.text = TextRange { start: at, end: at };
        let marks = self.out.marks.len() as u32;
        medium.marks = TextRange { start: marks, end: marks };
        if let Some(scope) = self.out.scopes.get_mut(medium.scope as usize) {
            scope.images += 1;
        }
        self.out.candidates.push(medium);
    }
}
