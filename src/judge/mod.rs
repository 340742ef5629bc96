//! One verdict a piece of the page: by a rule, else by the score.

mod piece;

pub(crate) use piece::{Judgement, Piece, Why};

use crate::content::Scores;
use crate::input::Origin;
use crate::report::Verdict;
use crate::segment::Segments;

/// Verdicts by the score alone.
pub(crate) fn by_score(segments: &Segments, scores: &Scores, origin: Origin) -> Judgement {
    let pieces = segments.candidates.iter().zip(&scores.scores).enumerate().map(|(i, (c, &s))| {
        let keep = origin == Origin::Text || s >= scores.cut;
        let verdict = if keep { Verdict::Keep } else { Verdict::Remove };
        Piece::new(i as u32, c.text, verdict, Why::Score)
    });
    Judgement { pieces: pieces.collect() }
}
