//! What the scorer sees of each candidate, a family a file.
//!
//! A feature is written once, as `out.put(name, n, value)`; the same code gives names (for
//! training) and values.

mod chain;
mod log;
mod neighbours;
mod own;
mod page;
mod place;
mod survey;
mod text;
mod view;
mod window;
mod wording;

use super::{Hints, Model};
use crate::input::{Document, Origin};
use crate::segment::Segments;
use chain::{Chain, Chains};
use view::View;
use window::Window;

/// Takes features in a fixed order.
trait Out {
    fn put(&mut self, name: &'static str, n: i32, value: f32);

    fn flag(&mut self, name: &'static str, n: i32, value: bool) {
        self.put(name, n, flag(value));
    }

    /// A count, on a logarithmic scale.
    fn count(&mut self, name: &'static str, n: i32, value: usize) {
        self.put(name, n, log::ln_1p(value));
    }

    /// Several at once, numbered from 0.
    fn all<const N: usize>(&mut self, name: &'static str, values: [f32; N]) {
        self.each(|at| (name, at as i32), values);
    }

    /// Several at once, with the name and number of each.
    fn each<const N: usize>(
        &mut self,
        name: impl Fn(usize) -> (&'static str, i32),
        values: [f32; N],
    ) {
        for (at, value) in values.into_iter().enumerate() {
            let (name, n) = name(at);
            self.put(name, n, value);
        }
    }
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// The features of candidates that are scored together, feature by feature.
type Tile = Vec<[f32; LANES]>;

/// The place of one candidate in a tile.
struct Lane<'t> {
    columns: std::slice::IterMut<'t, [f32; LANES]>,
    lane: usize,
}

impl Out for Lane<'_> {
    #[inline]
    fn put(&mut self, _: &'static str, _: i32, value: f32) {
        if let Some(column) = self.columns.next() {
            column[self.lane % LANES] = value;
        }
    }

    /// With one look at how much room is left.
    #[inline]
    fn each<const N: usize>(&mut self, _: impl Fn(usize) -> (&'static str, i32), values: [f32; N]) {
        let columns = std::mem::take(&mut self.columns).into_slice();
        let Some((now, rest)) = columns.split_first_chunk_mut::<N>() else { return };
        for (column, value) in now.iter_mut().zip(values) {
            column[self.lane % LANES] = value;
        }
        self.columns = rest.iter_mut();
    }
}

/// All places of a tile.
impl Out for Tile {
    fn put(&mut self, _: &'static str, _: i32, value: f32) {
        self.push([value; LANES]);
    }
}

#[cfg(feature = "train")]
struct Names(Vec<String>);

#[cfg(feature = "train")]
impl Out for Names {
    fn put(&mut self, name: &'static str, n: i32, _: f32) {
        self.0.push(format!("{name}.{n}"));
    }
}

/// Candidates that are scored together: their features fit the innermost cache.
pub(crate) const LANES: usize = 16;

/// The features of the candidates of a page.
pub(crate) struct Features<'a> {
    view: View<'a>,
    chains: Chains,
    /// The page's, which all candidates share, then each one's own.
    tile: Tile,
    ranks: Vec<[i16; LANES]>,
    /// The features of the page.
    page: usize,
}

impl<'a> Features<'a> {
    /// Apart, so that a profile shows what it takes.
    #[inline(never)]
    pub(crate) fn new(
        doc: &'a Document<'a>,
        segments: &'a Segments,
        hints: Hints<'a>,
        model: &'a Model,
    ) -> Self {
        let view = View::new(doc, segments, hints, model);
        let mut tile = Tile::with_capacity(model.columns());
        page::put(&view, &mut tile);
        let page = tile.len();
        let (chains, ranks) = (Chains::default(), Vec::new());
        let mut out = Self { view, chains, tile, ranks, page };
        if out.view.len() > 0 {
            Window::cover(&mut out.view, 0..1);
            put_own(&out.view, out.chains.of(&out.view, 0), 0, &mut out.tile);
        }
        out.ranks.reserve(out.tile.len().next_power_of_two());
        out
    }

    #[cfg(feature = "train")]
    pub(crate) fn candidates(&self) -> usize {
        self.view.len()
    }

    /// The features of so many candidates as fit, in their order on the page: their [`rank`]s.
    pub(crate) fn tile(&mut self, candidates: &[u32]) -> &[[i16; LANES]] {
        for (lane, &candidate) in candidates.iter().enumerate().take(LANES) {
            let candidate = candidate as usize;
            Window::cover(&mut self.view, candidate..candidate + 1);
            let chain = self.chains.of(&self.view, candidate);
            put_lane(&self.view, chain, candidate, &mut self.tile[self.page..], lane);
        }
        // The page's are the same in every tile.
        self.ranks.truncate(self.page);
        let own = &self.tile[self.ranks.len()..];
        self.ranks.extend(own.iter().map(|values| values.map(rank)));
        // As the forest wants them.
        self.ranks.resize(self.ranks.len().next_power_of_two(), [0; LANES]);
        &self.ranks
    }
}

/// A feature as it is compared: in the order of the values, with the upper half of their bits.
fn rank(value: f32) -> i16 {
    let bits = value.to_bits() as i32;
    ((bits ^ (bits >> 31 & i32::MAX)) >> 16) as i16
}

/// The least value of a rank.
#[cfg(feature = "train")]
pub(crate) fn value_of(rank: i16) -> f32 {
    let bits = i32::from(rank) << 16;
    f32::from_bits((bits ^ (bits >> 31 & i32::MAX)) as u32)
}

/// Apart, and all else within: so the place of the next feature is in a register.
#[inline(never)]
fn put_lane(view: &View<'_>, chain: &Chain, i: usize, columns: &mut [[f32; LANES]], lane: usize) {
    put_own(view, chain, i, &mut Lane { columns: columns.iter_mut(), lane });
}

#[inline(always)]
fn put_own(view: &View<'_>, chain: &Chain, i: usize, out: &mut impl Out) {
    own::put(view, i, out);
    chain::put(view, chain, i, out);
    place::put(view, i, out);
    neighbours::put(view, i, out);
    // What tells little where there is markup: its weights are fitted without.
    if view.doc.origin() == Origin::Text {
        text::put(view, i, out);
        wording::put(view, i, out);
    }
}

/// The names of the features, in order.
#[cfg(feature = "train")]
pub(crate) fn feature_names() -> Vec<String> {
    let doc = crate::input::parse_text("x");
    let segments = crate::segment::segment(&doc);
    let model = Model::default();
    let mut view = View::new(&doc, &segments, Hints::default(), &model);
    Window::cover(&mut view, 0..1);
    let mut names = Names(Vec::new());
    page::put(&view, &mut names);
    put_own(&view, Chains::default().of(&view, 0), 0, &mut names);
    names.0
}
