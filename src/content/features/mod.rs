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
    fn all(&mut self, name: &'static str, values: impl Iterator<Item = f32>) {
        self.each(|at| (name, at as i32), values);
    }

    /// Several at once, with the name and number of each.
    fn each(
        &mut self,
        name: impl Fn(usize) -> (&'static str, i32),
        values: impl Iterator<Item = f32>,
    ) {
        for (at, value) in values.enumerate() {
            let (name, n) = name(at);
            self.put(name, n, value);
        }
    }
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// The features of one candidate, or of the page.
type Row = Vec<f32>;

impl Out for Row {
    #[inline]
    fn put(&mut self, _: &'static str, _: i32, value: f32) {
        self.push(value);
    }

    fn each(
        &mut self,
        _: impl Fn(usize) -> (&'static str, i32),
        values: impl Iterator<Item = f32>,
    ) {
        self.extend(values);
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
    /// What all candidates share: the features after each one's own.
    page: Row,
    /// A candidate's own features.
    own: usize,
    /// The features after those of the page; none where the page is HTML.
    text: usize,
    /// Room for those of one candidate.
    row: Row,
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
        let mut view = View::new(doc, segments, hints, model);
        let (mut page, mut row) = (Row::new(), Row::new());
        page::put(&view, &mut page);
        let (mut own, mut text) = (0, 0);
        if view.len() > 0 {
            Window::cover(&mut view, 0..1);
            put_own(&view, 0, &mut row);
            own = row.len();
            put_text(&view, 0, &mut row);
            text = row.len() - own;
        }
        Self { view, page, own, text, row }
    }

    #[cfg(feature = "train")]
    pub(crate) fn candidates(&self) -> usize {
        self.view.len()
    }

    /// The features of so many candidates as fit, in their order on the page: feature by feature.
    pub(crate) fn tile(&mut self, candidates: &[u32], out: &mut Vec<[f32; LANES]>) {
        out.resize(self.own + self.page.len() + self.text, [0.0; LANES]);
        let (own, shared) = out.split_at_mut(self.own);
        let (page, text) = shared.split_at_mut(self.page.len());
        for (lane, &candidate) in candidates.iter().enumerate().take(LANES) {
            let candidate = candidate as usize;
            Window::cover(&mut self.view, candidate..candidate + 1);
            self.row.clear();
            put_own(&self.view, candidate, &mut self.row);
            put_text(&self.view, candidate, &mut self.row);
            let (of_own, of_text) = self.row.split_at(self.own);
            fill(own, lane, of_own);
            fill(text, lane, of_text);
        }
        for (values, &value) in page.iter_mut().zip(&self.page) {
            values.fill(value);
        }
    }
}

fn fill(columns: &mut [[f32; LANES]], lane: usize, values: &[f32]) {
    for (column, &value) in columns.iter_mut().zip(values) {
        column[lane % LANES] = value;
    }
}

fn put_own(view: &View<'_>, i: usize, out: &mut impl Out) {
    own::put(view, i, out);
    chain::put(view, i, out);
    place::put(view, i, out);
    neighbours::put(view, i, out);
}

/// What tells little where there is markup: its weights are fitted without.
fn put_text(view: &View<'_>, i: usize, out: &mut impl Out) {
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
    put_own(&view, 0, &mut names);
    page::put(&view, &mut names);
    put_text(&view, 0, &mut names);
    names.0
}
