//! What tells of a line where nothing but lines is known.

use super::neighbours::beside;
use super::own;
use super::view::View;
use super::{Out, flag};

/// Rule categories that are features, with room for more of them.
const CATEGORIES: u32 = 28;

pub(super) fn put(view: &View<'_>, i: usize, out: &mut impl Out) {
    let own = view.window.own(i);
    out.all("text.first", (1..own::CLASSES).map(|class| flag(own.first == class)));
    let hits = hits(view, i);
    out.all("text.hit", (0..CATEGORIES).map(|bit| (hits >> bit & 1) as f32));
    out.count("text.hits", 0, hits.count_ones() as usize);
    for (n, beside) in beside(view, i) {
        let stop_words = |j: usize| view.window.neighbours(j..j + 1)[0].stop_words;
        let is_met = |j: usize| flag(self::hits(view, j) != 0);
        out.put("text.next_stop_words", n, beside.map_or(-1.0, stop_words));
        out.put("text.next_hit", n, beside.map_or(-1.0, is_met));
    }
}

/// A bit for each category of rules that the line meets.
fn hits(view: &View<'_>, i: usize) -> u64 {
    view.hints.hits.get(i).copied().unwrap_or(0)
}
