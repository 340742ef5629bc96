//! The candidate's own text and marks.

use super::Out;
use super::view::View;
use crate::content::words::{self, Words};
use crate::segment::{Candidate, Flags, Kind, MarkKind, Segments};
use crate::text::normalise::is_ideograph;

/// Counts over a candidate's text, in characters unless they say otherwise.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Own {
    pub(super) chars: u32,
    letters: u32,
    upper: u32,
    digits: u32,
    commas: u32,
    stops: u32,
    quotes: u32,
    brackets: u32,
    separators: u32,
    currency: u32,
    ideographs: u32,
    foreign: u32,
    colons: u32,
    exclaims: u32,
    pub(super) words: u32,
    pub(super) stop_words: u32,
    capitalised: u32,
    longest: u32,
    first: u8,
    pub(super) last: u8,
}

impl Own {
    pub(super) fn all(segments: &Segments, words: &Words) -> Vec<Self> {
        segments
            .candidates
            .iter()
            .enumerate()
            .map(|(i, c)| {
                let mut own = Self::of(segments.text_of(c));
                own.words = words.of(i).len() as u32;
                own.stop_words =
                    words.of(i).iter().filter(|&&h| words::is_stop_word(h)).count() as u32;
                own
            })
            .collect()
    }

    fn of(text: &str) -> Self {
        let mut own = Self::default();
        let mut run = 0;
        let mut before = ' ';
        for c in text.chars() {
            own.chars += 1;
            own.count(c);
            if c.is_uppercase() && !before.is_alphanumeric() {
                own.capitalised += 1;
            }
            run = if c == ' ' || is_ideograph(c) { 0 } else { run + 1 };
            own.longest = own.longest.max(run);
            before = c;
        }
        own.first = text.chars().next().map_or(0, class);
        own.last = text.chars().next_back().map_or(0, class);
        own
    }

    fn count(&mut self, c: char) {
        if c.is_alphabetic() {
            self.letters += 1;
            self.upper += u32::from(c.is_uppercase());
            self.foreign += u32::from(!c.is_ascii());
            self.ideographs += u32::from(is_ideograph(c));
            return;
        }
        match c {
            '0'..='9' => self.digits += 1,
            ',' | '、' | '،' | ';' | '，' | '；' => self.commas += 1,
            '.' | '?' | '。' | '？' | '।' | '؟' | '…' => self.stops += 1,
            '!' | '！' => self.exclaims += 1,
            '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '«' | '»' | '「' | '」' => {
                self.quotes += 1
            }
            '(' | ')' | '[' | ']' | '{' | '}' => self.brackets += 1,
            ':' | '：' => self.colons += 1,
            '|' | '•' | '·' | '›' | '→' | '/' | '>' | '<' | '©' | '#' | '@' => {
                self.separators += 1
            }
            '$' | '€' | '£' | '¥' | '₹' => self.currency += 1,
            _ => {}
        }
    }
}

fn class(c: char) -> u8 {
    match c {
        '.' | '!' | '?' | '。' | '！' | '？' | '।' | '؟' | '…' => 1,
        '"' | '\u{201d}' | '\u{2019}' | '»' | '」' | ')' => 2,
        ':' | '：' | ';' | ',' => 3,
        _ if c.is_lowercase() => 4,
        _ if c.is_uppercase() => 5,
        _ if c.is_numeric() => 6,
        _ if c.is_alphabetic() => 7,
        _ => 8,
    }
}

/// Bits of [`Flags`] that are features, and how many there are.
const FLAGS: u32 = 22;
/// Rule categories that are features.
const CATEGORIES: u32 = 28;

pub(super) fn put(view: &View<'_>, i: usize, out: &mut impl Out) {
    let (c, own) = (view.candidate(i), &view.own[i]);
    let chars = own.chars.max(1) as f32;
    let words = own.words.max(1) as f32;
    out.count("own.words", 0, own.words as usize);
    out.count("own.chars", 0, own.chars as usize);
    out.put("own.word_length", 0, chars / words);
    out.count("own.longest", 0, own.longest as usize);
    out.put("own.link_density", 0, view.link_density(i));
    out.put("own.stop_words", 0, own.stop_words as f32 / words);
    out.count("own.stop_word_count", 0, own.stop_words as usize);
    out.put("own.capitalised", 0, own.capitalised as f32 / words);
    let letters = own.letters.max(1) as f32;
    out.put("own.upper", 0, own.upper as f32 / letters);
    out.put("own.foreign", 0, own.foreign as f32 / letters);
    out.put("own.ideographs", 0, own.ideographs as f32 / letters);
    out.put("own.letters", 0, own.letters as f32 / chars);
    out.put("own.digits", 0, own.digits as f32 / chars);
    for (n, count) in [own.commas, own.stops, own.exclaims, own.quotes, own.brackets, own.colons]
        .into_iter()
        .enumerate()
    {
        out.count("own.marks", n as i32, count as usize);
    }
    out.put("own.commas_a_word", 0, own.commas as f32 / words);
    out.put("own.stops_a_word", 0, own.stops as f32 / words);
    out.count("own.separators", 0, own.separators as usize);
    out.count("own.currency", 0, own.currency as usize);
    for n in 1..8 {
        out.flag("own.first", n, own.first == n as u8);
        out.flag("own.last", n, own.last == n as u8);
    }
    put_marks(view, c, out);
    put_kind(c, out);
    for bit in 0..FLAGS {
        out.flag("flag", bit as i32, c.flags.has(Flags(1 << bit)));
    }
    let hits = view.hints.hits.get(i).copied().unwrap_or(0);
    for bit in 0..CATEGORIES {
        out.flag("hit", bit as i32, hits >> bit & 1 == 1);
    }
    out.count("hit.all", 0, hits.count_ones() as usize);
}

fn put_marks(view: &View<'_>, c: &Candidate, out: &mut impl Out) {
    let marks = view.segments.marks_of(c);
    let bytes = |kind| -> u32 {
        marks.iter().filter(|m| m.kind == kind).map(|m| m.range.end - m.range.start).sum()
    };
    let all = c.text.end - c.text.start;
    out.count("marks.links", 0, marks.iter().filter(|m| m.kind == MarkKind::Link).count());
    out.put("marks.strong", 0, super::view::share(bytes(MarkKind::Strong), all));
    out.put("marks.emphasis", 0, super::view::share(bytes(MarkKind::Emphasis), all));
    out.put("marks.code", 0, super::view::share(bytes(MarkKind::Code), all));
}

fn put_kind(c: &Candidate, out: &mut impl Out) {
    let (kind, detail) = match c.kind {
        Kind::Paragraph => (0, 0),
        Kind::Heading(level) => (1, i32::from(level)),
        Kind::Item { depth, ordered } => (2, i32::from(depth) * 2 + i32::from(ordered)),
        Kind::Term => (3, 0),
        Kind::Cell { header } => (4, i32::from(header)),
        Kind::Caption => (5, 0),
        Kind::Code => (6, 0),
        Kind::Control => (7, 0),
        Kind::Image => (8, 0),
        Kind::Embed => (9, 0),
    };
    for n in 0..10 {
        out.flag("kind", n, kind == n);
    }
    out.put("kind.detail", 0, detail as f32);
}
