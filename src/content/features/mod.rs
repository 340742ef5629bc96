//! What the scorer sees of each candidate, a family a file.
//!
//! A feature is written once, as `out.put(name, n, value)`; the same code gives names (for
//! training) and values.

mod chain;
mod neighbours;
mod own;
mod page;
mod place;
mod view;

use super::{Hints, Model};
use crate::input::Document;
use crate::segment::Segments;
use view::View;

/// Takes features in a fixed order.
trait Out {
    fn put(&mut self, name: &'static str, n: i32, value: f32);

    fn flag(&mut self, name: &'static str, n: i32, value: bool) {
        self.put(name, n, f32::from(u8::from(value)));
    }

    /// A count, on a logarithmic scale.
    fn count(&mut self, name: &'static str, n: i32, value: usize) {
        self.put(name, n, (value as f32).ln_1p());
    }
}

struct Values<'a>(&'a mut Vec<f32>);

impl Out for Values<'_> {
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

/// The features of all candidates of a page, column by column.
pub(crate) struct Features {
    columns: Vec<f32>,
    candidates: usize,
}

impl Features {
    pub(crate) fn new(
        doc: &Document,
        segments: &Segments,
        hints: Hints<'_>,
        model: &Model,
    ) -> Self {
        let view = View::new(doc, segments, hints, model);
        let n = segments.candidates.len();
        let mut row = Vec::with_capacity(512);
        let mut columns = Vec::new();
        for i in 0..n {
            row.clear();
            put_all(&view, i, &mut Values(&mut row));
            if i == 0 {
                columns.resize(row.len() * n, 0.0);
            }
            for (f, &value) in row.iter().enumerate() {
                columns[f * n + i] = value;
            }
        }
        Self { columns, candidates: n }
    }

    pub(crate) fn candidates(&self) -> usize {
        self.candidates
    }

    pub(crate) fn column(&self, feature: usize) -> &[f32] {
        let n = self.candidates;
        self.columns.get(feature * n..(feature + 1) * n).unwrap_or(&[])
    }
}

fn put_all(view: &View<'_>, i: usize, out: &mut impl Out) {
    own::put(view, i, out);
    chain::put(view, i, out);
    place::put(view, i, out);
    neighbours::put(view, i, out);
    page::put(view, out);
}

/// The names of the features, in order.
#[cfg(feature = "train")]
pub(crate) fn feature_names() -> Vec<String> {
    let doc = crate::input::parse_text("x");
    let segments = crate::segment::segment(&doc);
    let model = Model::from_tokens([]);
    let view = View::new(&doc, &segments, Hints::default(), &model);
    let mut names = Names(Vec::new());
    put_all(&view, 0, &mut names);
    names.0
}
