//! What stands in the same markup again and again (items, cells, the parts of cards) is mostly the
//! story's, or not, as one.

use super::mean::draw_together;
use super::turn::Turn;
use crate::input::{Document, Tag};
use crate::segment::{Candidate, Kind, Segments};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// So many texts make a row.
const LEAST: usize = 3;
/// How far each goes to the mean of its row.
const SHARE: f32 = 0.7;
/// Of a row of so many, most short texts wait for what the others score.
const MANY: usize = 4;
const SHORT: u32 = 30;
/// One of so many does not wait.
const STEP: usize = 8;
/// Where all others score less, so do those that wait.
const SURELY_NOT: f32 = 0.1;

/// The rows of a page: the texts under the same elements with the same classes, all the way up.
/// Paragraphs differ: among those of a story stand offers and notes.
pub(super) struct Rows {
    /// A number for each row, its texts in order.
    order: Vec<(u64, u32)>,
    /// For each scope, a number for its elements and their classes up to the root.
    pub(super) paths: Vec<u64>,
}

impl Rows {
    pub(super) fn new(doc: &Document, segments: &Segments) -> Self {
        let paths = paths(doc, segments);
        let in_row = |(_, c): &(usize, &Candidate)| {
            c.words > 0 && !(c.kind == Kind::Paragraph && doc.tag(c.node) == Some(Tag::P))
        };
        let each = segments.candidates.iter().enumerate().filter(in_row);
        let mut order: Vec<(u64, u32)> = Vec::with_capacity(segments.candidates.len());
        order.extend(each.map(|(at, c)| (paths[c.scope as usize], at as u32)));
        // Stable: the texts of a row stay in order.
        order.sort_by_key(|&(path, _)| path);
        Self { order, paths }
    }

    fn each(&self, least: usize) -> impl Iterator<Item = &[(u64, u32)]> {
        self.order.chunk_by(|a, b| a.0 == b.0).filter(move |row| row.len() >= least)
    }

    /// Marks most short texts of long rows, which wait for what the others of their row score; the
    /// others are scored first.
    pub(super) fn mark(&self, segments: &Segments, turns: &mut [Turn]) {
        for row in self.each(MANY) {
            for (place, &(_, at)) in row.iter().enumerate() {
                let waits = place % STEP != 0 && segments.candidates[at as usize].words <= SHORT;
                turns[at as usize] = if waits { Turn::AfterRow } else { Turn::First };
            }
        }
    }

    /// Gives the texts that wait the score of their row where that is surely no part of the story;
    /// those that must be scored themselves, in order.
    pub(super) fn settle(&self, turns: &[Turn], scores: &mut [f32]) -> Vec<u32> {
        let mut open = Vec::new();
        let waits = |at: usize| turns[at] == Turn::AfterRow;
        for row in self.each(MANY) {
            let told = row.iter().map(|&(_, at)| at as usize).filter(|&at| !waits(at));
            let (mut highest, mut sum, mut count) = (0.0_f32, 0.0, 0.0);
            for at in told {
                (highest, sum, count) = (highest.max(scores[at]), sum + scores[at], count + 1.0);
            }
            for at in row.iter().map(|&(_, at)| at).filter(|&at| waits(at as usize)) {
                if highest < SURELY_NOT {
                    scores[at as usize] = sum / count;
                } else {
                    open.push(at);
                }
            }
        }
        open.sort_unstable();
        open
    }

    /// Draws the scores of each row together.
    pub(super) fn even_out(&self, segments: &Segments, scores: &mut [f32]) {
        for row in self.each(LEAST) {
            draw_together(row.iter().map(|&(_, at)| at as usize), SHARE, segments, scores);
        }
    }
}

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
    use super::{Rows, Turn};
    use crate::input::parse_html;
    use crate::segment::segment;

    fn evened(html: &str, scores: &[f32]) -> Vec<f32> {
        let doc = parse_html(html);
        let mut scores = scores.to_vec();
        let segments = segment(&doc);
        Rows::new(&doc, &segments).even_out(&segments, &mut scores);
        scores
    }

    #[test]
    fn one_doubtful_item_goes_with_its_list() {
        let scores = evened("<ul><li>Flour<li>Eggs<li>Plums<li>Salt</ul>", &[0.9, 0.9, 0.9, 0.3]);
        assert!(scores[3] > 0.6, "{scores:?}");
        assert!(scores[0] > 0.8, "{scores:?}");
    }

    #[test]
    fn short_items_wait_for_the_others_of_a_long_list() {
        let doc = parse_html(format!("<ul>{}</ul>", "<li>News".repeat(10)));
        let segments = segment(&doc);
        let rows = Rows::new(&doc, &segments);
        let mut turns = [Turn::Any; 10];
        rows.mark(&segments, &mut turns);
        assert_eq!(turns.iter().filter(|&&turn| turn == Turn::AfterRow).count(), 8);
        let mut low = [0.01; 10];
        assert!(rows.settle(&turns, &mut low).is_empty());
        let mut mixed = [0.01; 10];
        mixed[8] = 0.5;
        assert_eq!(rows.settle(&turns, &mut mixed), [1, 2, 3, 4, 5, 6, 7, 9]);
    }

    #[test]
    fn lists_of_other_classes_and_paragraphs_stand_for_themselves() {
        let before = [0.9, 0.9, 0.2, 0.3, 0.9, 0.9, 0.9, 0.3];
        let html = "<ul><li>Flour<li>Eggs</ul><ul class=more><li>Ferries<li>Trains</ul>\
            <p>Flour first.<p>Eggs then.<p>Plums last.<p>Follow us.";
        assert_eq!(evened(html, &before), before);
    }
}
