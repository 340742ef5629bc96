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
mod view;
mod window;
mod wording;

use super::{Hints, Model};
use crate::input::Document;
use crate::segment::Segments;
use view::View;
use window::Window;

/// Takes features in a fixed order.
trait Out {
    fn put(&mut self, name: &'static str, n: i32, value: f32);

    fn flag(&mut self, name: &'static str, n: i32, value: bool) {
        self.put(name, n, f32::from(u8::from(value)));
    }

    /// A count, on a logarithmic scale.
    fn count(&mut self, name: &'static str, n: i32, value: usize) {
        self.put(name, n, log::ln_1p(value));
    }
}

/// Writes the features of one candidate of a tile.
struct Lane<'a> {
    columns: std::slice::IterMut<'a, [f32; LANES]>,
    lane: usize,
}

impl Out for Lane<'_> {
    #[inline]
    fn put(&mut self, _: &'static str, _: i32, value: f32) {
        if let Some(column) = self.columns.next() {
            column[self.lane % LANES] = value;
        }
    }
}

struct Row<'a>(&'a mut Vec<f32>);

impl Out for Row<'_> {
    fn put(&mut self, _: &'static str, _: i32, value: f32) {
        self.0.push(value);
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
    page: Vec<f32>,
    /// A candidate's own features.
    own: usize,
    /// The features after those of the page; none where the page is HTML.
    wording: usize,
}

impl<'a> Features<'a> {
    pub(crate) fn new(
        doc: &'a Document<'a>,
        segments: &'a Segments,
        hints: Hints<'a>,
        model: &'a Model,
    ) -> Self {
        let mut view = View::new(doc, segments, hints, model);
        let (mut page, mut own, mut wording) = (Vec::new(), Vec::new(), Vec::new());
        page::put(&view, &mut Row(&mut page));
        if view.len() > 0 {
            Window::cover(&mut view, 0..1);
            put_own(&view, 0, &mut Row(&mut own));
            wording::put(&view, 0, &mut Row(&mut wording));
        }
        Self { view, page, own: own.len(), wording: wording.len() }
    }

    #[cfg(feature = "train")]
    pub(crate) fn candidates(&self) -> usize {
        self.view.len()
    }

    /// The features of so many candidates as fit, in their order on the page: feature by feature.
    pub(crate) fn tile(&mut self, candidates: &[u32], out: &mut Vec<[f32; LANES]>) {
        let candidates = &candidates[..candidates.len().min(LANES)];
        out.resize(self.own + self.page.len() + self.wording, [0.0; LANES]);
        let (own, shared) = out.split_at_mut(self.own);
        let (page, wording) = shared.split_at_mut(self.page.len());
        for (lane, &candidate) in candidates.iter().enumerate() {
            let candidate = candidate as usize;
            Window::cover(&mut self.view, candidate..candidate + 1);
            put_own(&self.view, candidate, &mut Lane { columns: own.iter_mut(), lane });
            wording::put(&self.view, candidate, &mut Lane { columns: wording.iter_mut(), lane });
        }
        for (values, &value) in page.iter_mut().zip(&self.page) {
            values.fill(value);
        }
    }
}

fn put_own(view: &View<'_>, i: usize, out: &mut impl Out) {
    own::put(view, i, out);
    chain::put(view, i, out);
    place::put(view, i, out);
    neighbours::put(view, i, out);
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
    wording::put(&view, 0, &mut names);
    names.0
}
