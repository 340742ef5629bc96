//! The candidates before and after, one by one and in windows.

use super::log::ln_1p;
use super::own::{self, Own};
use super::view::{View, share};
use super::{Out, flag};
use crate::segment::Kind;

/// Candidates on each side whose windows are features.
const WINDOWS: [usize; 3] = [2, 5, 12];
/// The candidates on each side that one looks at.
pub(super) const REACH: usize = WINDOWS[2];

pub(super) fn put(view: &View<'_>, i: usize, out: &mut impl Out) {
    for reach in WINDOWS {
        put_window(view, i, reach, out);
    }
}

fn put_window(view: &View<'_>, i: usize, reach: usize, out: &mut impl Out) {
    let n = reach as i32;
    let range = i.saturating_sub(reach)..(i + reach + 1).min(view.len());
    let count = range.len() as f32;
    let (before, after) = view.window.sums(range);
    out.put("window.words", n, (after.words - before.words) as f32 / count);
    let (links, bytes) = (after.link_bytes - before.link_bytes, after.bytes - before.bytes);
    out.put("window.link_density", n, share(links, bytes));
    out.put("window.tokens", n, (after.tokens - before.tokens) / count);
}

/// Sums over candidates, from the first of a window on.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    words: u32,
    bytes: u32,
    link_bytes: u32,
    tokens: f32,
}

impl Sums {
    /// With the next candidate.
    pub(super) fn with(&self, view: &View<'_>, i: usize, own: &Own) -> Self {
        let c = view.candidate(i);
        Self {
            words: self.words + own.words,
            bytes: self.bytes + (c.text.end - c.text.start),
            link_bytes: self.link_bytes + c.link_bytes,
            tokens: self.tokens + view.tokens(c.scope as usize).sum,
        }
    }
}

/// What stands right beside tells little where there is markup.
pub(super) fn put_of_text(view: &View<'_>, i: usize, out: &mut impl Out) {
    for (n, beside) in beside(view, i) {
        match beside {
            Some(j) => put_one(view, i, j, n, out),
            None => out.each(|at| (NEXT[at], n), [-1.0; NEXT.len()]),
        }
    }
}

/// The candidates right before and after, each with how far away it stands.
pub(super) fn beside(view: &View<'_>, i: usize) -> impl Iterator<Item = (i32, Option<usize>)> {
    let count = view.len();
    [-3, -2, -1, 1, 2, 3].into_iter().map(move |offset: i32| {
        (offset, i.checked_add_signed(offset as isize).filter(|&j| j < count))
    })
}

const NEXT: [&str; 6] = [
    "text.next_words",
    "text.next_link_density",
    "text.next_stop_words",
    "text.next_kind",
    "text.next_last",
    "text.next_same_group",
];

fn put_one(view: &View<'_>, i: usize, j: usize, n: i32, out: &mut impl Out) {
    let (c, own) = (view.candidate(j), view.window.own(j));
    let values = [
        ln_1p(own.words as usize),
        view.link_density(j),
        own.stop_words as f32 / own.words.max(1) as f32,
        kind(c.kind),
        flag(own::ends(view, j)),
        flag(view.group_of[i] == view.group_of[j]),
    ];
    out.each(|at| (NEXT[at], n), values);
}

fn kind(kind: Kind) -> f32 {
    match kind {
        Kind::Paragraph => 0.0,
        Kind::Heading(_) => 1.0,
        Kind::Item { .. } | Kind::Term => 2.0,
        Kind::Cell { .. } => 3.0,
        Kind::Caption => 4.0,
        Kind::Code => 5.0,
        Kind::Control => 6.0,
        Kind::Image | Kind::Embed => 7.0,
    }
}
