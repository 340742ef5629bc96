//! The candidates before and after, one by one and in windows.

use super::log::ln_1p;
use super::own::Own;
use super::view::{View, share};
use super::{Out, flag};
use crate::segment::{Flags, Kind};

/// What a candidate says of those beside it.
pub(super) struct Neighbour {
    words_log: f32,
    link_density: f32,
    tokens: f32,
    pub(super) stop_words: f32,
    kind: f32,
    ends_sentence: bool,
    hidden: bool,
    /// For windows.
    words: u32,
    bytes: u32,
    link_bytes: u32,
    prose: bool,
    scope_tokens: f32,
}

/// Candidates on each side whose windows are features.
const WINDOWS: [usize; 3] = [2, 5, 12];
/// The candidates on each side that one looks at.
pub(super) const REACH: usize = WINDOWS[2];

impl Neighbour {
    pub(super) fn of(view: &View<'_>, i: usize, own: &Own) -> Self {
        let c = view.candidate(i);
        let bytes = c.text.end - c.text.start;
        let scope_tokens = view.tokens(c.scope as usize).sum;
        Self {
            words_log: ln_1p(own.words as usize),
            link_density: share(c.link_bytes, bytes),
            tokens: scope_tokens + view.inner(i).sum,
            stop_words: own.stop_words as f32 / own.words.max(1) as f32,
            kind: kind(c.kind),
            ends_sentence: own.last == 1 || own.last == 2,
            hidden: c.flags.has(Flags::HIDDEN),
            words: own.words,
            bytes,
            link_bytes: c.link_bytes,
            prose: own.words >= 15,
            scope_tokens,
        }
    }
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

pub(super) fn put(view: &View<'_>, i: usize, out: &mut impl Out) {
    for (n, beside) in beside(view, i) {
        match beside {
            Some(j) => put_one(view, i, j, n, out),
            None => out.each(|at| (NEXT[at], n), [-1.0; NEXT.len()].into_iter()),
        }
    }
    for reach in WINDOWS {
        put_window(view, i, reach, out);
    }
}

/// The candidates right before and after, each with how far away it stands.
pub(super) fn beside(view: &View<'_>, i: usize) -> impl Iterator<Item = (i32, Option<usize>)> {
    let count = view.len();
    [-3, -2, -1, 1, 2, 3].into_iter().map(move |offset: i32| {
        (offset, i.checked_add_signed(offset as isize).filter(|&j| j < count))
    })
}

const NEXT: [&str; 7] = [
    "next.words",
    "next.link_density",
    "next.tokens",
    "next.kind",
    "next.last",
    "next.same_group",
    "next.hidden",
];

fn put_one(view: &View<'_>, i: usize, j: usize, n: i32, out: &mut impl Out) {
    let it = &view.window.neighbours(j..j + 1)[0];
    let values = [
        it.words_log,
        it.link_density,
        it.tokens,
        it.kind,
        flag(it.ends_sentence),
        flag(view.group_of[i] == view.group_of[j]),
        flag(it.hidden),
    ];
    out.each(|at| (NEXT[at], n), values.into_iter());
}

fn put_window(view: &View<'_>, i: usize, reach: usize, out: &mut impl Out) {
    let n = reach as i32;
    let range = i.saturating_sub(reach)..(i + reach + 1).min(view.len());
    let count = range.len() as f32;
    let (mut words, mut bytes, mut links, mut prose, mut tokens) = (0, 0, 0, 0, 0.0);
    for it in view.window.neighbours(range) {
        words += it.words;
        bytes += it.bytes;
        links += it.link_bytes;
        prose += u32::from(it.prose);
        tokens += it.scope_tokens;
    }
    out.put("window.words", n, words as f32 / count);
    out.put("window.link_density", n, share(links, bytes));
    out.put("window.prose", n, prose as f32 / count);
    out.put("window.tokens", n, tokens / count);
}
