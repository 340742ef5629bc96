//! What tells of a line where nothing but lines is known.

use super::view::View;
use super::{Out, flag, neighbours, own, place};

/// Rule categories that are features, with room for more of them.
const CATEGORIES: usize = 28;

pub(super) fn put(view: &View<'_>, i: usize, out: &mut impl Out) {
    own::put_of_text(view, i, out);
    place::put_of_text(view, i, out);
    let hits = hits(view, i);
    out.all("text.hit", std::array::from_fn::<_, CATEGORIES, _>(|bit| (hits >> bit & 1) as f32));
    out.count("text.hits", 0, hits.count_ones() as usize);
    neighbours::put_of_text(view, i, out);
    for (n, beside) in neighbours::beside(view, i) {
        out.put("text.next_hit", n, beside.map_or(-1.0, |j| flag(self::hits(view, j) != 0)));
    }
}

/// A bit for each category of rules that the line meets.
fn hits(view: &View<'_>, i: usize) -> u64 {
    view.hints.hits.get(i).copied().unwrap_or(0)
}
