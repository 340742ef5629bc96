//! What stands in the same markup again and again, items, cells, the parts of cards, is the story's
//! or not much as one.

use crate::input::{Document, Tag};
use crate::segment::{Candidate, Kind, Segments};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// So many texts make a row.
const LEAST: usize = 3;
/// How far each goes to the mean of its row.
const SHARE: f32 = 0.7;
/// The surest likelihood that counts.
const SUREST: f32 = 0.999;

/// Draws the scores of each row together. A row is the texts under the same elements with the same
/// classes, all the way up. Paragraphs differ: among those of a story stand offers and notes.
pub(super) fn even_out(doc: &Document, segments: &Segments, scores: &mut [f32]) {
    let paths = paths(doc, segments);
    let in_row = |(_, c): &(usize, &Candidate)| {
        c.words > 0 && !(c.kind == Kind::Paragraph && doc.tag(c.node) == Some(Tag::P))
    };
    let each = segments.candidates.iter().enumerate().filter(in_row);
    let mut order: Vec<(u64, u32)> =
        each.map(|(at, c)| (paths[c.scope as usize], at as u32)).collect();
    order.sort_unstable();
    for row in order.chunk_by(|a, b| a.0 == b.0).filter(|row| row.len() >= LEAST) {
        let (mut sum, mut words) = (0.0, 0.0);
        for &(_, at) in row {
            let weight = segments.candidates[at as usize].words as f32;
            sum += weight * log_odds(scores[at as usize]);
            words += weight;
        }
        let mean = sum / words;
        for &(_, at) in row {
            let score = &mut scores[at as usize];
            let own = log_odds(*score);
            *score = 1.0 / (1.0 + (-(own + SHARE * (mean - own))).exp());
        }
    }
}

fn log_odds(score: f32) -> f32 {
    let score = score.clamp(1.0 - SUREST, SUREST);
    (score / (1.0 - score)).ln()
}

/// For each scope, a number for its elements and their classes up to the root.
fn paths(doc: &Document, segments: &Segments) -> Vec<u64> {
    let mut paths: Vec<u64> = Vec::with_capacity(segments.scopes.len());
    for scope in &segments.scopes {
        let mut hasher = FxHasher::default();
        paths.get(scope.parent as usize).hash(&mut hasher);
        doc.tag(scope.node).map(|tag| tag as u8).hash(&mut hasher);
        doc.class(scope.node).index().hash(&mut hasher);
        paths.push(hasher.finish());
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::even_out;
    use crate::input::parse_html;
    use crate::segment::segment;

    fn evened(html: &str, scores: &[f32]) -> Vec<f32> {
        let doc = parse_html(html);
        let mut scores = scores.to_vec();
        even_out(&doc, &segment(&doc), &mut scores);
        scores
    }

    #[test]
    fn one_doubtful_item_goes_with_its_list() {
        let scores = evened("<ul><li>Flour<li>Eggs<li>Plums<li>Salt</ul>", &[0.9, 0.9, 0.9, 0.3]);
        assert!(scores[3] > 0.6, "{scores:?}");
        assert!(scores[0] > 0.8, "{scores:?}");
    }

    #[test]
    fn lists_of_other_classes_and_paragraphs_stand_for_themselves() {
        let before = [0.9, 0.9, 0.2, 0.3, 0.9, 0.9, 0.9, 0.3];
        let html = "<ul><li>Flour<li>Eggs</ul><ul class=more><li>Ferries<li>Trains</ul>\
            <p>Flour first.<p>Eggs then.<p>Plums last.<p>Follow us.";
        assert_eq!(evened(html, &before), before);
    }
}
