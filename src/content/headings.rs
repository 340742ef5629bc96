//! A heading belongs to what it opens.

use super::Cut;
use crate::segment::{Candidate, Kind};

/// A heading less likely than this stays out.
const LEAST: f32 = 0.2;
/// Words of a paragraph that a heading opens.
const OPENED: u32 = 15;

/// Keeps headings that stand between texts that are kept, a paragraph next.
pub(super) fn keep(candidates: &[Candidate], scores: &mut [f32], cut: Cut) {
    let has_text = |at: &usize| candidates[*at].words > 0;
    let mut before = None;
    let mut texts = (0..candidates.len()).filter(has_text).peekable();
    while let Some(at) = texts.next() {
        let is_kept = |at: usize| scores[at] >= cut.of(at);
        let opens = |&next: &usize| {
            let next_is = &candidates[next];
            next_is.kind == Kind::Paragraph && next_is.words >= OPENED && is_kept(next)
        };
        if matches!(candidates[at].kind, Kind::Heading(2..))
            && (LEAST..cut.of(at)).contains(&scores[at])
            && before.is_some_and(is_kept)
            && texts.peek().is_some_and(opens)
        {
            scores[at] = cut.of(at);
        }
        before = Some(at);
    }
}

#[cfg(test)]
mod tests {
    use super::keep;
    use crate::content::cut::best_cut;
    use crate::input::parse_html;
    use crate::segment::segment;

    fn kept(scores: [f32; 3]) -> bool {
        let story = "<p>It rained in Bergen again, all day long, and the ferry to the islands did not leave.";
        let segments = segment(&parse_html(format!("{story}<h2>The ferry</h2>{story}")));
        let mut scores = scores.to_vec();
        let cut = best_cut(&[0.9, 0.5, 0.1], &[100, 50, 500], 1.0, 3);
        keep(&segments.candidates, &mut scores, cut);
        scores[1] >= 0.5
    }

    #[test]
    fn a_heading_goes_with_the_paragraph_it_opens() {
        assert!(kept([0.9, 0.3, 0.9]));
        assert!(!kept([0.9, 0.3, 0.1]), "what it opens is out");
        assert!(!kept([0.1, 0.3, 0.9]), "nothing before it is in");
        assert!(!kept([0.9, 0.1, 0.9]), "surely not");
    }
}
