//! When texts are scored: of a page's, most stand where those around them tell what they are.

use crate::segment::Candidate;

/// When a text is scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// It stands in no long row.
    Any,
    First,
    /// When the others of its row are, if these do not tell.
    AfterRow,
    /// When those before and after it are, if these do not tell.
    AfterNeighbours,
    /// It has no text.
    Never,
}

/// On a page of fewer texts none waits: all may hang on one line.
pub(super) const FEW: usize = 40;
/// Of texts of no more words, most wait for what stands before and after.
const SHORT: u32 = 15;
/// One of so many does not wait.
const STEP: usize = 4;
/// Where both score less, so does what is between them.
const SURELY_NOT: f32 = 0.02;

/// Marks most short texts that stand in no long row.
pub(super) fn mark(candidates: &[Candidate], turns: &mut [Turn]) {
    for (at, (candidate, turn)) in candidates.iter().zip(turns).enumerate() {
        if *turn == Turn::Any && at % STEP != 0 && candidate.words <= SHORT {
            *turn = Turn::AfterNeighbours;
        }
    }
}

/// Gives the texts that wait the score of what stands before and after where that is surely no part
/// of the story; those that must be scored themselves, in order.
pub(super) fn settle(turns: &[Turn], scores: &mut [f32]) -> Vec<u32> {
    let (mut open, mut between, mut before) = (Vec::new(), Vec::new(), 0.0);
    let mut close = |between: &mut Vec<usize>, before: f32, after: f32, scores: &mut [f32]| {
        let is_sure = before.max(after) < SURELY_NOT;
        for at in between.drain(..) {
            match is_sure {
                true => scores[at] = (before + after) / 2.0,
                false => open.push(at as u32),
            }
        }
    };
    for (at, turn) in turns.iter().enumerate() {
        match turn {
            Turn::AfterNeighbours => between.push(at),
            Turn::Never => {}
            Turn::Any | Turn::First | Turn::AfterRow => {
                close(&mut between, before, scores[at], scores);
                before = scores[at];
            }
        }
    }
    close(&mut between, before, 0.0, scores);
    open
}

#[cfg(test)]
mod tests {
    use super::{Turn, settle};

    #[test]
    fn what_stands_between_the_surely_removed_is_not_scored() {
        use Turn::{AfterNeighbours as Waits, Any, Never};
        let turns = [Waits, Any, Waits, Never, Waits, Any, Waits, Any, Waits];
        let mut scores = [1.0, 0.01, 1.0, 0.0, 1.0, 0.005, 1.0, 0.9, 1.0];
        assert_eq!(settle(&turns, &mut scores), [6, 8]);
        assert_eq!(scores[0], 0.005);
        assert_eq!(scores[2], scores[4]);
        assert!(scores[2] < 0.01);
    }
}
