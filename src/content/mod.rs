//! Which candidates are the story: a gradient-boosted scorer over block features, weights as data.

mod cards;
mod class_words;
mod cut;
mod features;
mod forest;
mod grounds;
mod headings;
mod mean;
mod model;
mod reader;
mod records;
mod rows;
mod tokens;
mod turn;
mod wording;
mod words;

use crate::input::{Document, Origin};
use crate::rules::Reach;
use crate::segment::{Candidate, Kind, Segments};
pub(crate) use cut::Cut;
pub(crate) use features::Features;
#[cfg(feature = "train")]
pub(crate) use features::{LANES, feature_names, value_of};
pub(crate) use grounds::grounds;
pub(crate) use model::Model;
use rows::Rows;
use std::cell::LazyCell;
#[cfg(feature = "train")]
pub(crate) use tokens::each_token;
use turn::Turn;
#[cfg(feature = "train")]
pub(crate) use wording::slots_of;

/// What is known of the page besides its tree, for the features.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Hints<'a> {
    pub(crate) url: Option<&'a str>,
    pub(crate) title: Option<&'a str>,
    pub(crate) description: Option<&'a str>,
    /// The article's text as the page's data gives it (JSON-LD `articleBody`).
    pub(crate) body: Option<&'a str>,
    /// The declared type (schema.org or OpenGraph).
    pub(crate) kind: Option<&'a str>,
    /// A bit a rule category, for each candidate; none on a page of HTML, which is scored first.
    pub(crate) hits: &'a [u64],
}

/// How much more recall weighs than precision where the page came as text.
const TEXT_RECALL: f32 = 1.5;

/// Of texts or scopes almost every page has fewer; on one of more, memory goes before time.
const MANY: usize = 8192;

#[derive(Debug, Clone, Default)]
pub(crate) struct Scores {
    pub(crate) scores: Vec<f32>,
    pub(crate) cut: Cut,
    /// Candidates that there was no time to score.
    pub(crate) unscored: usize,
}

/// Rules are tried on so many candidates before and after what may be the story: its head has more
/// to say of it than what follows.
const NEAR: (u32, u32) = (8, 2);
/// What scores as much may be.
const MAYBE: f32 = 0.3;

impl Scores {
    /// Where rules are tried: near the story, or everywhere if there is none.
    pub(crate) fn reach(&self) -> Reach {
        let count = self.scores.len();
        let is_story = |at: u32| {
            let at = at as usize;
            self.scores[at] >= self.cut.of(at).min(MAYBE)
        };
        let near = Reach::around(count, NEAR, is_story);
        if near.is_empty() { Reach::all(count) } else { near }
    }
}

/// The score of each candidate (0 to 1, the likelihood that it is part of the story), and the
/// page's own cut: candidates at or above it are kept.
pub(crate) fn score(
    doc: &Document,
    segments: &Segments,
    hints: Hints<'_>,
    model: &Model,
) -> Scores {
    let count = segments.candidates.len();
    let is_html = doc.origin() == Origin::Html;
    let mut features = Features::new(doc, segments, hints, model);
    let rows = LazyCell::new(|| Rows::new(doc, segments));
    let has_text = |c: &Candidate| c.text.start < c.text.end;
    // Unscored, text is kept: a rule may still remove it.
    let mut scores: Vec<f32> =
        segments.candidates.iter().map(|c| f32::from(u8::from(has_text(c)))).collect();
    let turn = |c| if has_text(c) { Turn::Any } else { Turn::Never };
    let mut turns: Vec<Turn> = segments.candidates.iter().map(turn).collect();
    let waits = is_html && (turn::FEW..=MANY).contains(&count);
    if waits {
        rows.mark(segments, &mut turns);
        turn::mark(&segments.candidates, &mut turns);
    }
    let mut unscored = 0;
    let mut score = |some: &mut dyn Iterator<Item = u32>, scores: &mut [f32]| {
        let how = (doc.origin(), doc.deadline());
        unscored += model.score(&mut features, some, how, scores);
    };
    let is_first = |&at: &u32| matches!(turns[at as usize], Turn::Any | Turn::First);
    score(&mut (0..count as u32).filter(is_first), &mut scores);
    if waits {
        let open = rows.settle(&turns, &mut scores);
        score(&mut open.into_iter(), &mut scores);
        let open = turn::settle(&turns, &mut scores);
        score(&mut open.into_iter(), &mut scores);
    }
    drop(features);
    if unscored == 0 && is_html {
        records::even_out(segments, &mut scores);
        rows.even_out(segments, &mut scores);
        cards::even_out(&rows.paths, segments, &mut scores);
    }
    let cut = cut_of(doc.origin(), &segments.candidates, &scores);
    if is_html {
        headings::keep(&segments.candidates, &mut scores, cut);
    }
    Scores { scores, cut, unscored }
}

fn cut_of(origin: Origin, candidates: &[Candidate], scores: &[f32]) -> Cut {
    let words: Vec<u32> = candidates.iter().map(|c| c.words).collect();
    // Whoever has text already chose it once: what is unsure stays.
    let recall = if origin == Origin::Text { TEXT_RECALL } else { 1.0 };
    let ends = |(candidate, score): (&Candidate, &f32)| {
        candidate.kind == Kind::Paragraph && cut::may_end(candidate.words, *score)
    };
    let last = candidates.iter().zip(scores).rposition(ends);
    cut::best_cut(scores, &words, recall, last.map_or(candidates.len(), |last| last + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{KeptAttributes, parse_html_with};
    use crate::limits::Limits;
    use crate::segment::segment;
    use std::time::Duration;

    #[test]
    fn text_that_there_is_no_time_to_score_is_kept_and_counted() {
        let time = Duration::from_millis(500);
        let limits = Limits::default().with_deadline(time);
        let html = "<p>The ferry left at six.</p><img src=a><p>Nobody saw it.</p>";
        let doc = parse_html_with(html, &limits, KeptAttributes::usual());
        let segments = segment(&doc);
        std::thread::sleep(time);
        let late = score(&doc, &segments, Hints::default(), Model::shipped());
        assert_eq!((late.scores, late.unscored), (vec![1.0, 0.0, 1.0], 2));
    }
}
