//! The counts of candidates that lie side by side. A page of very many is read twice, a window at
//! a time: all its counts at once would take many times the page.

use super::neighbours::{REACH, Sums};
use super::own::Own;
use super::view::View;
use crate::content::words::Words;
use crate::segment::Segments;
use std::ops::Range;

/// Candidates in a window.
const SIZE: usize = crate::content::MANY;

/// What is known of the candidates from `first` on.
#[derive(Default)]
pub(super) struct Window {
    first: usize,
    own: Vec<Own>,
    words: Words,
    /// Before each, and one more.
    sums: Vec<Sums>,
}

impl Window {
    /// Reads all candidates in order, `each` sees one after the other; gives the last window.
    pub(super) fn over(segments: &Segments, mut each: impl FnMut(usize, &Own, &[u32])) -> Self {
        let count = segments.candidates.len();
        let mut window = Self::default();
        for first in (0..count).step_by(SIZE) {
            window.read(segments, first..count.min(first + SIZE));
            for (at, own) in window.own.iter().enumerate() {
                each(first + at, own, window.words.of(at));
            }
        }
        window
    }

    fn read(&mut self, segments: &Segments, range: Range<usize>) {
        self.first = range.start;
        self.own.clear();
        self.sums.clear();
        self.words.clear();
        let candidates = &segments.candidates[range];
        let bytes = candidates.first().zip(candidates.last());
        let bytes = bytes.map_or(0, |(first, last)| last.text.end.saturating_sub(first.text.start));
        self.words.make_room(candidates.len(), bytes as usize);
        let own = candidates.iter().map(|c| Own::of(segments.text_of(c), &mut self.words));
        self.own.extend(own);
    }

    /// Makes sure that the candidates of a tile and those that they look at are in the window.
    pub(super) fn cover(view: &mut View<'_>, tile: Range<usize>) {
        let count = view.len();
        let needed = tile.start.saturating_sub(REACH)..count.min(tile.end + REACH);
        let held = view.window.first..view.window.first + view.window.own.len();
        if needed.start < held.start || needed.end > held.end {
            let range = needed.start..count.min(needed.start + SIZE);
            view.window.read(view.segments, range);
        }
        if view.window.sums.is_empty() {
            let Self { first, ref own, .. } = view.window;
            let mut sums = Vec::with_capacity(own.len() + 1);
            sums.push(Sums::default());
            for (at, own) in own.iter().enumerate() {
                sums.push(sums[at].with(view, first + at, own));
            }
            view.window.sums = sums;
        }
    }

    pub(super) fn own(&self, candidate: usize) -> &Own {
        &self.own[candidate - self.first]
    }

    /// The hashes of a candidate's words.
    pub(super) fn words(&self, candidate: usize) -> &[u32] {
        self.words.of(candidate - self.first)
    }

    /// The sums before the first of these candidates, and with the last.
    pub(super) fn sums(&self, candidates: Range<usize>) -> (&Sums, &Sums) {
        (&self.sums[candidates.start - self.first], &self.sums[candidates.end - self.first])
    }
}
