//! A page as rules see it: what each text meets, and tests on it.

use super::CompiledRules;
use super::condition::{MarkName, OriginName, Range, Shape};
use super::layout::Layout;
use super::phrase::{MAX_WORDS, Scratch};
use super::predicate::Test;
use super::prefilter::Seen;
use super::reach::Reach;
use super::shape;
use super::words::{self, Word};
use crate::input::{Document, Origin};
use crate::report::Verdict;
use crate::segment::{Candidate, Flags, Kind, Segments};
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};

/// The page, and what is known of it beforehand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) doc: &'a Document<'a>,
    pub(crate) segments: &'a Segments,
    /// The host of its address.
    pub(crate) site: Option<&'a str>,
    /// As it declares, or as detected.
    pub(crate) language: Option<&'a str>,
    pub(crate) title: Option<&'a str>,
}

/// A text of more words is compared at its start only: so many words of it.
const LONG: u32 = 60;
const LONG_WORDS: usize = 24;
/// Dates and names are short.
pub(super) const SHAPE_WORDS: u32 = 14;

/// An atom that a text meets.
#[derive(Debug, Clone, Copy)]
pub(super) struct Met {
    pub(super) atom: u32,
    /// Levels up, for markup.
    pub(super) level: u32,
}

/// The atoms of every candidate within reach.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    met: Vec<Met>,
    /// What the first slot of a phrase stands for, bytes in the text: by its place in `met`.
    slots: Vec<(u32, (u32, u32))>,
    /// Where each candidate's atoms start; one more at the end.
    starts: Vec<u32>,
    /// What is known of each candidate's shapes, a bit each: that it was tried, and the answer.
    shapes: Vec<Cell<(u8, u8)>>,
    /// Which patterns were tried on which candidates, and the answer: both passes ask.
    patterns: RefCell<FxHashMap<(u32, u32), bool>>,
    /// Room for the words of a text.
    words: RefCell<Vec<Word>>,
}

impl Facts {
    pub(super) fn find(
        rules: &CompiledRules,
        context: &Context<'_>,
        layout: &Layout,
        reach: &Reach,
    ) -> Self {
        let pool = &rules.pool;
        let segments = context.segments;
        let markup = if pool.markup.is_empty() {
            super::markup::Markup::default()
        } else {
            pool.markup.find(context.doc, segments, layout, reach)
        };
        let count = segments.candidates.len();
        let mut out = Self::default();
        out.starts.reserve(count + 1);
        out.met.reserve(count);
        let (mut folded, mut seen) = (String::new(), Seen::default());
        let mut list = Vec::with_capacity(MAX_WORDS + 1);
        let mut scratch = Scratch::default();
        for at in reach.each() {
            let candidate = &segments.candidates[at as usize];
            out.starts.resize(at as usize + 1, out.met.len() as u32);
            let text = segments.text_of(candidate);
            let limit = if candidate.words <= LONG { MAX_WORDS } else { LONG_WORDS };
            let patterns = candidate.words <= rules.pattern_words && !text.is_empty();
            // One more, which tells whether the text goes on.
            words::words(text, limit + 1, &mut list);
            let whole = list.len() <= limit;
            list.truncate(limit);
            pool.phrases.search(text, &list, whole, &mut scratch, |found| {
                out.slots.extend(found.slot.map(|slot| (out.met.len() as u32, slot)));
                out.met.push(Met { atom: found.owner, level: 0 });
            });
            markup.each(candidate.scope, |atom, level| {
                out.met.push(Met { atom, level });
            });
            if patterns {
                words::folded(text, &mut folded);
                rules.prefilter.search(&folded, &mut seen, |atom| {
                    out.met.push(Met { atom, level: 0 });
                });
            }
        }
        out.starts.resize(count + 1, out.met.len() as u32);
        out.shapes.resize(count, Cell::default());
        out
    }

    /// Whether a candidate matches a pattern, found once.
    fn matches(&self, at: u32, pattern: u32, find: impl FnOnce() -> bool) -> bool {
        if let Some(&known) = self.patterns.borrow().get(&(at, pattern)) {
            return known;
        }
        let is = find();
        self.patterns.borrow_mut().insert((at, pattern), is);
        is
    }

    /// The answer on a candidate's shape, found once.
    fn shape(&self, at: u32, shape: Shape, find: impl FnOnce() -> bool) -> bool {
        let (known, bit) = (&self.shapes[at as usize], 1 << shape as u8);
        let (tried, yes) = known.get();
        if tried & bit != 0 {
            return yes & bit != 0;
        }
        let is = find();
        known.set((tried | bit, if is { yes | bit } else { yes }));
        is
    }

    pub(super) fn of(&self, at: u32) -> &[Met] {
        &self.met[self.range(at)]
    }

    /// Texts that met nothing may lie out of reach.
    fn was_searched(&self, at: u32) -> bool {
        !self.range(at).is_empty()
    }

    fn range(&self, at: u32) -> std::ops::Range<usize> {
        self.starts[at as usize] as usize..self.starts[at as usize + 1] as usize
    }

    /// What the first slot of a candidate's phrase stands for.
    pub(super) fn slot(&self, at: u32, phrase: u32) -> Option<(u32, u32)> {
        let range = self.range(at);
        let from = self.slots.partition_point(|(met, _)| (*met as usize) < range.start);
        let own = self.slots[from..].iter().take_while(|(met, _)| range.contains(&(*met as usize)));
        own.filter(|(met, _)| self.met[*met as usize].atom == phrase).map(|(_, slot)| *slot).next()
    }
}

/// What pass one decided, for pass two to read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PassOne<'a> {
    pub(crate) verdicts: &'a [(Verdict, Option<&'a str>)],
    pub(crate) scores: &'a [f32],
}

/// The answer of a test; `Maybe` only where an example is a line without surroundings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Answer {
    No,
    Maybe,
    Yes,
}

impl From<bool> for Answer {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) rules: &'a CompiledRules,
    pub(super) context: &'a Context<'a>,
    pub(super) layout: &'a Layout,
    pub(super) facts: &'a Facts,
    pub(super) pass_one: Option<PassOne<'a>>,
    /// The page is one line, and what stands around it is not known.
    pub(super) alone: bool,
}

impl<'a> Scene<'a> {
    pub(super) fn holds(&self, tests: &[Test], at: u32) -> bool {
        self.all(tests, at) == Answer::Yes
    }

    pub(super) fn all(&self, tests: &[Test], at: u32) -> Answer {
        let mut out = Answer::Yes;
        for test in tests {
            out = out.min(self.test(test, at));
            if out == Answer::No {
                break;
            }
        }
        out
    }

    fn candidate(&self, at: u32) -> &'a Candidate {
        &self.context.segments.candidates[at as usize]
    }

    fn text(&self, at: u32) -> &'a str {
        self.context.segments.text_of(self.candidate(at))
    }

    fn test(&self, test: &Test, at: u32) -> Answer {
        match test {
            Test::Any(list) => list.iter().map(|t| self.all(t, at)).max().unwrap_or(Answer::No),
            Test::All(list) => list.iter().map(|t| self.all(t, at)).min().unwrap_or(Answer::Yes),
            Test::Not(inner) => match self.all(inner, at) {
                Answer::No => Answer::Yes,
                Answer::Maybe => Answer::Maybe,
                Answer::Yes => Answer::No,
            },
            Test::Phrase(atom) => self.meets(at, *atom, 0).into(),
            Test::Text { pattern, max_words } => {
                let short = self.candidate(at).words <= *max_words;
                let found = || self.facts.matches(at, *pattern, || self.is_match(at, *pattern));
                (short && !self.lacks_needs(at, *pattern) && found()).into()
            }
            Test::Words { min, max } => {
                let words = self.candidate(at).words;
                (*min <= words && words <= *max).into()
            }
            Test::Chars(max) => {
                let text = self.text(at);
                let (bytes, max) = (text.len(), *max as usize);
                (bytes <= max || bytes <= max * 4 && text.chars().count() <= max).into()
            }
            Test::Shape(shapes) => {
                shapes.iter().map(|&shape| self.shape(shape, at)).max().unwrap_or(Answer::No)
            }
            _ if self.alone => Answer::Maybe,
            _ => self.around(test, at).into(),
        }
    }

    /// Whether a text was searched for what patterns need, and this one's was not met.
    fn lacks_needs(&self, at: u32, pattern: u32) -> bool {
        let needed = self.rules.needed[pattern as usize];
        needed.is_some_and(|atom| self.facts.was_searched(at) && !self.meets(at, atom, 0))
    }

    fn is_match(&self, at: u32, pattern: u32) -> bool {
        self.rules.pool.patterns[pattern as usize].is_match(self.text(at))
    }

    /// Whether the tests that all texts of a page answer alike hold.
    pub(super) fn holds_for_page(&self, tests: &[Test]) -> bool {
        let alike = |t: &&Test| matches!(t, Test::Origin(_) | Test::Language(_) | Test::Site(_));
        self.alone || tests.iter().filter(alike).all(|test| self.around(test, 0))
    }

    /// Tests on what a line alone does not tell.
    fn around(&self, test: &Test, at: u32) -> bool {
        match test {
            Test::Markup { atom, levels } => self.meets(at, *atom, *levels),
            Test::LinkDensity(range) => within(*range, link_density(self.candidate(at))),
            Test::Position(list) => list.iter().any(|&p| self.layout.is_at(at, p)),
            Test::Kind(bits) => kind_bit(self.candidate(at).kind) & bits != 0,
            Test::Marks(bits) => self.candidate(at).flags.has(Flags(*bits)),
            Test::Language(list) => {
                self.context.language.is_some_and(|page| list.iter().any(|l| is_language(page, l)))
            }
            Test::Site(list) => {
                self.context.site.is_some_and(|page| list.iter().any(|s| is_site(page, s)))
            }
            Test::Origin(origin) => {
                (self.context.doc.origin() == Origin::Text) == (*origin == OriginName::Text)
            }
            Test::Score(range) => self
                .pass_one
                .and_then(|p| p.scores.get(at as usize))
                .is_none_or(|&score| within(*range, score)),
            Test::Verdict(verdict) => self.before(at).is_some_and(|b| b.0 == *verdict),
            Test::Category(list) => self
                .before(at)
                .and_then(|b| b.1)
                .is_some_and(|category| list.iter().any(|c| c == category)),
            _ => self.neighbour(test, at),
        }
    }

    fn neighbour(&self, test: &Test, at: u32) -> bool {
        match test {
            Test::Previous(tests) => self.beside(at, -1).is_some_and(|b| self.holds(tests, b)),
            Test::Next(tests) => self.beside(at, 1).is_some_and(|b| self.holds(tests, b)),
            Test::Under(tests) => self.heading_above(at).is_some_and(|h| self.holds(tests, h)),
            Test::Near(within, tests) => (1..=i64::from(*within))
                .flat_map(|step| [-step, step])
                .filter_map(|step| self.beside(at, step))
                .any(|b| self.holds(tests, b)),
            _ => false,
        }
    }

    fn meets(&self, at: u32, atom: u32, levels: u32) -> bool {
        self.facts.of(at).iter().any(|met| met.atom == atom && met.level <= levels)
    }

    fn before(&self, at: u32) -> Option<(Verdict, Option<&'a str>)> {
        self.pass_one.and_then(|p| p.verdicts.get(at as usize).copied())
    }

    /// The text so many texts away.
    pub(super) fn beside(&self, at: u32, step: i64) -> Option<u32> {
        let order = i64::from(self.layout.order[at as usize]);
        // An image stands between its neighbours: the next text has its own place.
        let is_text = self.layout.texts.get(order as usize) == Some(&at);
        let step = if !is_text && step > 0 { step - 1 } else { step };
        usize::try_from(order + step).ok().and_then(|o| self.layout.texts.get(o).copied())
    }

    /// Looks a bounded way up, so that a page without headings costs nothing.
    fn heading_above(&self, at: u32) -> Option<u32> {
        (1..=40)
            .map_while(|step| self.beside(at, -step))
            .find(|&b| matches!(self.candidate(b).kind, Kind::Heading(_)))
    }

    /// How many texts in a row around `at` meet the tests, counted up to `enough`.
    pub(super) fn run(&self, tests: &[Test], at: u32, enough: u32) -> u32 {
        let mut found = 1;
        for direction in [-1, 1] {
            for step in 1..=i64::from(enough) {
                match self.beside(at, step * direction) {
                    Some(b) if found < enough && self.holds(tests, b) => found += 1,
                    _ => break,
                }
            }
        }
        found
    }

    fn shape(&self, shape: Shape, at: u32) -> Answer {
        let candidate = self.candidate(at);
        let text = self.text(at);
        if text.is_empty() {
            return Answer::No;
        }
        match shape {
            Shape::LinkOnly | Shape::Title if self.alone => Answer::Maybe,
            Shape::LinkOnly => (link_density(candidate) >= 0.95).into(),
            Shape::Url => shape::is_url(text).into(),
            Shape::Email => shape::is_email(text).into(),
            _ => self.facts.shape(at, shape, || self.has_shape(shape, candidate, text)).into(),
        }
    }

    fn has_shape(&self, shape: Shape, candidate: &Candidate, text: &str) -> bool {
        let language = self.context.language;
        if shape == Shape::Title {
            let mut list = self.facts.words.borrow_mut();
            words::words(text, MAX_WORDS, &mut list);
            return self.layout.is_title(&list);
        }
        candidate.words <= SHAPE_WORDS
            && match shape {
                Shape::DateLine => shape::is_date_line(text, language),
                Shape::Person => shape::is_person(text),
                _ => shape::is_person_and_date(text, language),
            }
    }
}

fn link_density(candidate: &Candidate) -> f32 {
    let bytes = candidate.text.end - candidate.text.start;
    if bytes == 0 { 0.0 } else { candidate.link_bytes as f32 / bytes as f32 }
}

fn within(range: Range, value: f32) -> bool {
    range.min.is_none_or(|min| value >= min) && range.max.is_none_or(|max| value <= max)
}

fn is_language(page: &str, wanted: &str) -> bool {
    let rest = page.get(..wanted.len()).filter(|p| p.eq_ignore_ascii_case(wanted));
    rest.is_some() && matches!(page.as_bytes().get(wanted.len()), None | Some(b'-' | b'_'))
}

fn is_site(page: &str, wanted: &str) -> bool {
    let Some(at) = page.len().checked_sub(wanted.len()) else { return false };
    page.is_char_boundary(at)
        && page[at..].eq_ignore_ascii_case(wanted)
        && (at == 0 || page.as_bytes()[at - 1] == b'.')
}

/// The bit of a kind, in the order of [`super::data::KindName`].
pub(super) fn kind_bit(kind: Kind) -> u16 {
    1 << match kind {
        Kind::Paragraph => 0,
        Kind::Heading(_) => 1,
        Kind::Item { .. } | Kind::Term => 2,
        Kind::Cell { .. } => 3,
        Kind::Caption => 4,
        Kind::Code => 5,
        Kind::Control => 6,
        Kind::Image => 7,
        Kind::Embed => 8,
    }
}

pub(super) fn flag(mark: MarkName) -> Flags {
    match mark {
        MarkName::Hidden => Flags::HIDDEN,
        MarkName::Noscript => Flags::NOSCRIPT,
        MarkName::Quote => Flags::QUOTE,
        MarkName::Figure => Flags::FIGURE,
        MarkName::Table => Flags::TABLE,
        MarkName::Form => Flags::FORM,
        MarkName::EmailForm => Flags::EMAIL_FORM,
        MarkName::AfterImage => Flags::AFTER_IMAGE,
        MarkName::ShareLink => Flags::SHARE_LINK,
        MarkName::MailLink => Flags::MAIL_LINK,
        MarkName::Time => Flags::TIME,
        MarkName::Nav => Flags::NAV,
        MarkName::Aside => Flags::ASIDE,
        MarkName::Header => Flags::HEADER,
        MarkName::Footer => Flags::FOOTER,
        MarkName::Article => Flags::ARTICLE,
        MarkName::Main => Flags::MAIN,
        MarkName::AllLink => Flags::ALL_LINK,
        MarkName::AuthorLink => Flags::AUTHOR_LINK,
        MarkName::Button => Flags::BUTTON,
        MarkName::Told => Flags::TOLD,
        MarkName::Comment => Flags::COMMENT,
    }
}
