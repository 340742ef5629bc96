//! Text in NFC, with its marks.

use super::Walker;
use crate::text::normalise;

impl Walker<'_> {
    /// Brings the run to NFC. Marks keep their place unless a composition moves text across them.
    pub(super) fn compose(&mut self) {
        let start = self.run.start as usize;
        if !normalise::may_decompose(&self.out.text[start..]) {
            return;
        }
        let text = self.out.text.split_off(start);
        let marks = &mut self.out.marks[self.run.marks as usize..];
        let mut edges: Vec<(u32, usize, bool)> = Vec::with_capacity(marks.len() * 2);
        for (i, mark) in marks.iter().enumerate() {
            edges.push((mark.range.start, i, true));
            edges.push((mark.range.end, i, false));
        }
        edges.sort_unstable();
        let mut done = 0;
        for (at, i, is_start) in edges {
            let cut = (at as usize - start).max(done);
            self.out.text.push_str(&normalise::compose(&text[done..cut]));
            done = cut;
            let moved = self.out.text.len() as u32;
            let range = &mut marks[i].range;
            *(if is_start { &mut range.start } else { &mut range.end }) = moved;
        }
        self.out.text.push_str(&normalise::compose(&text[done..]));
        if normalise::may_decompose(&self.out.text[start..]) {
            self.out.text.truncate(start);
            self.out.text.push_str(&normalise::compose(&text));
            self.out.marks.truncate(self.run.marks as usize);
        }
    }
}
