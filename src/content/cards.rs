//! Cards (a teaser, a product of a list, a member of a staff) are the story's, or not, with all
//! their parts: no headline without its line, and no line without its headline.

use super::mean::draw_together;
use crate::segment::Segments;

/// So many elements of one markup in one element are cards,
const LEAST: usize = 3;
/// each of so many texts and images at most,
const PARTS: u32 = 30;
/// with so many words each at most, on average; posts of a thread have more.
const WORDS: u32 = 20;
/// How far each text goes to the mean of all cards.
const SHARE: f32 = 0.5;

/// Draws the scores of cards that stand in one element together. `paths` tells the markup of
/// each scope.
pub(super) fn even_out(paths: &[u64], segments: &Segments, scores: &mut [f32]) {
    let texts_of = |card: u32| segments.texts_in(&segments.scopes[card as usize]);
    let mut cards: Vec<(u64, u32)> = Vec::with_capacity(segments.scopes.len() / 2);
    for (at, (scope, path)) in (0..).zip(segments.scopes.iter().zip(paths)) {
        // Two texts have two words: most elements are passed by here.
        if scope.words > 1 && scope.end - scope.first <= PARTS && texts_of(at).nth(1).is_some() {
            cards.push((path.wrapping_add(u64::from(scope.parent)), at));
        }
    }
    cards.sort_by_key(|&(row, _)| row);
    for row in cards.chunk_by(|a, b| a.0 == b.0) {
        let words: u32 = row.iter().map(|&(_, card)| segments.scopes[card as usize].words).sum();
        if row.len() >= LEAST && words <= WORDS * row.len() as u32 {
            draw_together(
                row.iter().flat_map(|&(_, card)| texts_of(card)),
                SHARE,
                segments,
                scores,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::even_out;
    use crate::content::rows::Rows;
    use crate::input::parse_html;
    use crate::segment::segment;

    #[test]
    fn a_line_goes_with_the_headlines_of_its_cards() {
        let card = "<div class=card><h3>Plums are late</h3><p>It was cold in May.</p></div>";
        let doc = parse_html(card.repeat(3));
        let segments = segment(&doc);
        let paths = Rows::new(&doc, &segments).paths;
        let mut scores = [0.02, 0.5, 0.02, 0.6, 0.02, 0.55];
        even_out(&paths, &segments, &mut scores);
        assert!(scores.iter().all(|&score| score < 0.4), "{scores:?}");
    }
}
