//! A label and its value (of a specification, an opening hour, a fact of a job) are the story's, or
//! not, as one.

use super::mean::draw_together;
use crate::segment::{Candidate, Kind, Segments};
use std::ops::RangeInclusive;

/// Texts of a record.
const PARTS: RangeInclusive<usize> = 2..=8;
/// With its images it has no more candidates.
const MOST: u32 = 12;
/// The longest of them, in words.
const LONGEST: u32 = 15;
/// Words of all of them.
const WORDS: RangeInclusive<u32> = 2..=*PARTS.end() as u32 * LONGEST;
/// How far each goes to the mean of its record.
const SHARE: f32 = 0.85;

/// Draws the scores of each record together: of the few short texts that an element holds.
pub(super) fn even_out(segments: &Segments, scores: &mut [f32]) {
    for scope in &segments.scopes {
        // Most elements hold one text, or prose: no need to look at it.
        if !(2..=MOST).contains(&(scope.end - scope.first)) || !WORDS.contains(&scope.words) {
            continue;
        }
        let texts = segments.texts_in(scope);
        if PARTS.contains(&texts.clone().count())
            && texts.clone().all(|at| may_be_part(segments, &segments.candidates[at]))
        {
            draw_together(texts, SHARE, segments, scores);
        }
    }
}

/// Short, and neither a heading nor a sentence.
fn may_be_part(segments: &Segments, candidate: &Candidate) -> bool {
    candidate.words <= LONGEST
        && !matches!(candidate.kind, Kind::Heading(_))
        && !segments.text_of(candidate).ends_with(['.', '!', '?', '…'])
}

#[cfg(test)]
mod tests {
    use super::even_out;
    use crate::input::parse_html;
    use crate::segment::segment;

    fn evened(html: &str, mut scores: Vec<f32>) -> Vec<f32> {
        even_out(&segment(&parse_html(html)), &mut scores);
        scores
    }

    #[test]
    fn a_label_goes_with_its_value() {
        let row = "<table><tr><th>Weight<td>Two kilograms and a half</table>";
        assert!(evened(row, vec![0.3, 0.9])[0] > 0.6);
        let parts = "<div><span class=label>Weight</span><div>Two kilograms</div></div>";
        assert!(evened(parts, vec![0.2, 0.9])[0] > 0.6);
    }

    #[test]
    fn sentences_and_headings_stand_for_themselves() {
        let before = vec![0.2, 0.9];
        for html in ["<div><p>Share this<p>It left at six.</div>", "<div><h2>More</h2>Two</div>"] {
            assert_eq!(evened(html, before.clone()), before);
        }
    }
}
