//! The same text twice: pages repeat paragraphs for print, for phones, in pull quotes.

use super::{Judgement, Why};
use crate::report::Verdict;
use crate::segment::{Kind, Segments};
use crate::text::hash::KeyedSet;

/// Shorter texts may well stand twice: refrains, labels. So may code and cells of any length.
const LEAST_BYTES: u32 = 60;

/// Removes kept pieces whose whole text was kept before. What a rule kept stays.
pub(crate) fn drop_repeats(judgement: &mut Judgement, segments: &Segments) {
    let mut seen = KeyedSet::default();
    for piece in &mut judgement.pieces {
        let kind = segments.candidates[piece.candidate as usize].kind;
        let long = piece.text.end - piece.text.start >= LEAST_BYTES;
        if !long || matches!(kind, Kind::Code | Kind::Cell { .. }) || piece.verdict != Verdict::Keep
        {
            continue;
        }
        let text = &segments.text[piece.text.start as usize..piece.text.end as usize];
        if !seen.insert(text) && piece.why == Why::Score {
            (piece.verdict, piece.why) = (Verdict::Remove, Why::Repeated);
        }
    }
}
