//! Where the story starts and ends, as far as length, links and marks tell.

use super::condition::Position;
use super::words::{self, Word};
use crate::input::{Document, Origin};
use crate::segment::{Candidate, Flags, Kind, Segments};
use std::sync::Arc;

/// A paragraph of the story has so many words, or fewer and a full stop.
const PROSE_WORDS: u32 = 25;
const SENTENCE_WORDS: u32 = 12;
/// "Start" and "end" are so many texts.
const EDGE: usize = 5;
/// A scraped text's first line is its headline up to so many words.
const TITLE_WORDS: u32 = 30;

const SENTENCE_ENDS: [char; 12] = ['.', '!', '?', '…', '。', '！', '？', '”', '"', '؟', '।', '»'];

/// Flags of texts that are no story.
const APART: [Flags; 7] = [
    Flags::HIDDEN,
    Flags::NAV,
    Flags::ASIDE,
    Flags::HEADER,
    Flags::FOOTER,
    Flags::EMAIL_FORM,
    Flags::BUTTON,
];

#[derive(Debug, Clone, Default)]
pub(crate) struct Layout {
    /// First and last paragraph of the story.
    pub(crate) story: Option<(u32, u32)>,
    /// Whether it is known what is kept.
    is_refined: bool,
    /// The heading that is the page's headline, or the first line of a text.
    pub(super) headline: Option<u32>,
    /// The words of the page's title.
    title: Vec<u64>,
    /// Candidates with text, in order.
    pub(super) texts: Arc<[u32]>,
    /// For each candidate, its place among those with text.
    pub(super) order: Arc<[u32]>,
}

impl Layout {
    pub(super) fn new(doc: &Document, segments: &Segments, title: Option<&str>) -> Self {
        let count = segments.candidates.len();
        let (mut texts, mut order) = (Vec::with_capacity(count), Vec::with_capacity(count));
        for (at, candidate) in segments.candidates.iter().enumerate() {
            order.push(texts.len() as u32);
            if candidate.text.start < candidate.text.end {
                texts.push(at as u32);
            }
        }
        let mut out = Self { texts: texts.into(), order: order.into(), ..Self::default() };
        out.find_story(segments, |_| true);
        out.headline = out.find_headline(doc, segments);
        let line = out.headline.map(|h| segments.text_of(&segments.candidates[h as usize]));
        out.title = folded(title.or(line).unwrap_or_default());
        out
    }

    /// The same page once more is known: `is_story` tells the texts that are kept.
    pub(crate) fn refined(&self, segments: &Segments, is_story: impl Fn(u32) -> bool) -> Self {
        let mut out = self.clone();
        out.find_story(segments, is_story);
        out.is_refined = true;
        if out.story.is_none() {
            out.story = self.story;
        }
        out
    }

    fn find_story(&mut self, segments: &Segments, is_story: impl Fn(u32) -> bool) {
        let prose = |least: u32| {
            let mut found = self.texts.iter().copied().filter(|&at| {
                is_prose(segments, &segments.candidates[at as usize], least) && is_story(at)
            });
            let first = found.next()?;
            Some((first, found.next_back().unwrap_or(first)))
        };
        self.story = prose(SENTENCE_WORDS).or_else(|| prose(SENTENCE_WORDS / 2));
    }

    fn find_headline(&self, doc: &Document, segments: &Segments) -> Option<u32> {
        let before = self.story.map_or(u32::MAX, |s| s.0);
        if doc.origin() == Origin::Text {
            let &first = self.texts.first()?;
            let candidate = &segments.candidates[first as usize];
            let is_line = candidate.words <= TITLE_WORDS
                && !segments.text_of(candidate).ends_with(['.', '。', ',', ':', ';'])
                && self.texts.len() > 1;
            return is_line.then_some(first).filter(|&f| f < before);
        }
        let is_h1 = |&at: &u32| segments.candidates[at as usize].kind == Kind::Heading(1);
        let above = self.texts.iter().copied().take_while(|&at| at < before).filter(is_h1).last();
        above.or_else(|| self.texts.iter().copied().find(is_h1))
    }

    pub(super) fn is_at(&self, at: u32, position: Position) -> bool {
        let order = self.order[at as usize] as usize;
        match (position, self.story) {
            (Position::Start, _) => order < EDGE,
            (Position::End, _) => order + EDGE >= self.texts.len(),
            (Position::Head, Some((first, _))) => at < first,
            (Position::Body, Some((first, last))) => first <= at && at <= last,
            // What reads like the story's last paragraph may be the first after it.
            (Position::Tail, Some((first, last))) => {
                at > last || self.is_refined && at == last && first < last
            }
            (Position::Head | Position::Tail, None) => true,
            (Position::Body, None) => false,
        }
    }

    /// Whether these are the words of the page's title.
    pub(super) fn is_title(&self, words: &[Word]) -> bool {
        !self.title.is_empty() && self.title.iter().copied().eq(words.iter().map(|w| w.hash))
    }
}

fn folded(text: &str) -> Vec<u64> {
    let mut out = Vec::new();
    words::words(text, 60, &mut out);
    out.iter().map(|w| w.hash).collect()
}

fn is_prose(segments: &Segments, candidate: &Candidate, least: u32) -> bool {
    candidate.kind == Kind::Paragraph
        && candidate.words >= least
        && !candidate.is_half_linked()
        && !APART.iter().any(|&flag| candidate.flags.has(flag))
        && (candidate.words >= PROSE_WORDS || segments.text_of(candidate).ends_with(SENTENCE_ENDS))
}
