//! A piece of the page with its verdict: a candidate, or a part of one that a rule split.

use crate::input::TextRange;
use crate::report::Verdict;

/// Every candidate's text stands in exactly one piece, in order.
#[derive(Debug, Default)]
pub(crate) struct Judgement {
    pub(crate) pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Piece {
    /// The index of its candidate.
    pub(crate) candidate: u32,
    /// Its text in [`Segments::text`](crate::segment::Segments::text).
    pub(crate) text: TextRange,
    pub(crate) verdict: Verdict,
    pub(crate) why: Why,
    /// Kept as a note: a correction, a word of the editors.
    pub(crate) note: bool,
    /// Rules that matched and lost: index of the rule, what it wanted.
    pub(crate) overruled: Vec<(u32, Verdict)>,
}

impl Piece {
    pub(crate) fn new(candidate: u32, text: TextRange, verdict: Verdict, why: Why) -> Self {
        Self { candidate, text, verdict, why, note: false, overruled: Vec::new() }
    }
}

/// What decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// The rule with this index in the compiled set.
    Rule(u32),
    Score,
    /// The same text stands earlier among what is kept.
    Repeated,
}
