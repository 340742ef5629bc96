//! A page as learning sees it: its texts with the markup around them.

use crate::cleaner::Opened;
use crate::judge::Judgement;
use crate::report::Verdict;
use crate::rules::{Word, words};
use crate::segment::{Candidate, Kind};
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// A paragraph of so many words may be part of a story.
pub(super) const STORY_WORDS: u32 = 8;
/// A paragraph of so many words is prose.
const PROSE_WORDS: u32 = 12;
/// A page with so much prose among what is kept, in hundredths of its words, tells something.
const PROSE_SHARE: u64 = 75;
/// Words of a text that are compared.
pub(super) const WORDS: usize = 400;

/// A page that was added.
#[derive(Debug, Clone)]
pub(super) struct View {
    pub(super) page: std::rc::Rc<Opened<'static>>,
    /// One for each candidate.
    pub(super) blocks: Vec<Block>,
    /// Which story it is: pages with the same one count once.
    pub(super) group: usize,
    /// The first and the last text that looks like the page's own story.
    pub(super) story: Option<(usize, usize)>,
    /// Whether most of what is kept is paragraphs. Elsewhere (wares, tables of data) what repeats
    /// may be the frame of the content.
    pub(super) is_prose: bool,
}

/// What is known of a candidate.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    /// Whether the cleaner keeps it, or a part of it.
    pub(super) kept: bool,
    pub(super) category: Option<String>,
    /// Hash of its words, numbers all alike; `None` for images and for the page's title.
    pub(super) text: Option<u64>,
    /// On so many pages it stands under the same markup; 0 where it has no text.
    pub(super) pages: usize,
    /// Hash of its words, numbers as they stand.
    pub(super) exact: u64,
    /// What repeats is its form (a date, a line with other numbers), not its very words.
    pub(super) by_form: bool,
}

impl Block {
    /// Whether no other page has its words.
    pub(super) fn is_own(&self) -> bool {
        self.pages == 1 || self.by_form
    }
}

impl View {
    pub(super) fn new(page: Opened<'_>, judgement: &Judgement) -> Self {
        let title = page.title().map(words_hash);
        let segments = &page.segments;
        let mut blocks = vec![Block::default(); segments.candidates.len()];
        for (block, candidate) in blocks.iter_mut().zip(&segments.candidates) {
            let text = segments.text_of(candidate);
            let heading = matches!(candidate.kind, Kind::Heading(1));
            block.text = (!text.is_empty() && !heading).then(|| words_hash(text));
            block.text = block.text.filter(|hash| title != Some(*hash));
            block.pages = usize::from(!text.is_empty());
            block.exact = exact_hash(text);
        }
        for piece in &judgement.pieces {
            let block = &mut blocks[piece.candidate as usize];
            block.kept |= piece.verdict == Verdict::Keep;
            if block.category.is_none() {
                block.category = piece.category.as_ref().map(|c| c.as_str().to_owned());
            }
        }
        Self {
            page: std::rc::Rc::new(page.into_owned()),
            blocks,
            group: 0,
            story: None,
            is_prose: false,
        }
    }

    pub(super) fn site(&self) -> Option<&str> {
        self.page.site()
    }

    pub(super) fn candidate(&self, at: usize) -> &Candidate {
        &self.page.segments.candidates[at]
    }

    pub(super) fn text(&self, at: usize) -> &str {
        self.page.segments.text_of(self.candidate(at))
    }

    /// Kept, long enough to be part of a story, and of a kind that stories are made of.
    pub(super) fn may_be_story(&self, at: usize) -> bool {
        let candidate = self.candidate(at);
        self.blocks[at].kept
            && candidate.words >= STORY_WORDS
            && matches!(candidate.kind, Kind::Paragraph | Kind::Item { .. })
    }

    /// Part of the page's own story: what no other page has.
    pub(super) fn is_story(&self, at: usize) -> bool {
        self.blocks[at].pages == 1 && self.may_be_story(at)
    }

    /// Whether it stands between the first and the last text of the page's own story.
    pub(super) fn is_inside(&self, at: usize) -> bool {
        self.story.is_some_and(|(first, last)| first < at && at < last)
    }

    /// Whether paragraphs are most of what is kept, by words.
    pub(super) fn tells(&self) -> bool {
        let words = |at: usize| self.candidate(at).words;
        let is_prose =
            |&at: &usize| words(at) >= PROSE_WORDS && self.candidate(at).kind == Kind::Paragraph;
        let kept: Vec<_> = (0..self.blocks.len()).filter(|&at| self.blocks[at].kept).collect();
        let all: u32 = kept.iter().map(|&at| words(at)).sum();
        let prose: u32 = kept.iter().copied().filter(is_prose).map(words).sum();
        u64::from(prose) * 100 >= u64::from(all) * PROSE_SHARE
    }

    /// Whether links make up nearly all of it.
    pub(super) fn is_link(&self, at: usize) -> bool {
        let candidate = self.candidate(at);
        let bytes = candidate.text.end - candidate.text.start;
        bytes > 0 && candidate.link_bytes * 10 >= bytes * 9
    }

    /// The first text of its own story: what examples put beside a match.
    pub(super) fn sample(&self) -> Option<usize> {
        (0..self.blocks.len()).find(|&at| self.is_story(at))
    }
}

/// The same for texts that differ in numbers, case and punctuation alone.
pub(super) fn words_hash(text: &str) -> u64 {
    let mut list = Vec::new();
    words(text, WORDS, &mut list);
    if list.iter().all(|word| word.number) {
        return exact_hash(text);
    }
    let mut hash = FxHasher::default();
    for word in merged(&list) {
        hash.write_u64(if word.number { 1 } else { word.hash });
    }
    hash.finish()
}

fn exact_hash(text: &str) -> u64 {
    let mut hash = FxHasher::default();
    hash.write(text.as_bytes());
    hash.finish()
}

/// The words, `1,234` and its like as one.
pub(super) fn merged(words: &[Word]) -> impl Iterator<Item = Word> {
    words.chunk_by(|a, b| a.number && b.number && a.end + 1 == b.start).map(|run| {
        let (first, last) = (run[0], run[run.len() - 1]);
        Word { end: last.end, ..first }
    })
}
