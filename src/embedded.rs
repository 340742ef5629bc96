//! A story that stands in a page's data, where its visible text is not the story.

use crate::input::{self, Document, KeptAttributes};
use crate::judge::{Judgement, Piece};
use crate::limits::Limits;
use crate::metadata::{Declared, EmbeddedBody};
use crate::report::Verdict;
use crate::segment::{self, Segments};

/// Such a story, cut to pieces as a page of its own; all of them are kept.
#[derive(Debug)]
pub(crate) struct Embedded {
    pub(crate) doc: Document<'static>,
    pub(crate) segments: Segments,
    pub(crate) pieces: Vec<Piece>,
    /// `json-ld articleBody`, `next.js state`, `meta description`.
    pub(crate) origin: &'static str,
}

/// Bytes of a story; less is none.
const LEAST: usize = 400;
/// Where nothing was kept, less is better than that.
const LEAST_OF_ALL: usize = 60;
/// The visible text is poor where the data hold that many times as much.
const TIMES: usize = 3;
/// What data tell beside a story's body, and the page's state, are read where fewer bytes are kept.
const FEW: usize = 400;

impl Embedded {
    /// The story in the page's data, where what was kept of its visible text is far shorter.
    pub(crate) fn instead_of(
        judgement: &Judgement,
        declared: &Declared,
        doc: &Document,
        limits: &Limits,
    ) -> Option<Self> {
        let kept = judgement.pieces.iter().filter(|piece| piece.verdict == Verdict::Keep);
        let kept: usize = kept.map(|piece| (piece.text.end - piece.text.start) as usize).sum();
        let least = if kept == 0 { LEAST_OF_ALL } else { LEAST.max(kept * TIMES) };
        let enough = |body: &Self| body.bytes() >= least;
        let told = declared.told_body().filter(|_| kept < FEW);
        let named = declared.body().or(told).filter(|body| body.text.len() >= least);
        let found = named.map(|body| Self::new(body, limits)).filter(enough);
        found.or_else(|| {
            let state = (kept < FEW).then(|| declared.state_body(doc)).flatten();
            let state = state.map(|state| Self::new(&state, limits)).filter(enough);
            // The beginning of a story that only scripts would show is better than nothing.
            let excerpt = || Some(Self::new(&declared.excerpt().filter(|_| kept == 0)?, limits));
            state.or_else(excerpt)
        })
    }

    fn new(body: &EmbeddedBody, limits: &Limits) -> Self {
        let doc = match body.is_html {
            true => input::parse_html_with(body.text.clone(), limits, KeptAttributes::usual()),
            false => input::parse_text_with(&body.text, limits),
        };
        let segments = segment::segment(&doc);
        let pieces = segments.candidates.iter().zip(0..).map(|(c, at)| Piece::kept(at, c.text));
        Self { pieces: pieces.collect(), doc, segments, origin: body.origin }
    }

    fn bytes(&self) -> usize {
        self.segments.text.len()
    }
}
