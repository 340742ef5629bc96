//! The candidate's own text and marks.

use super::view::View;
use super::{Out, flag};
use crate::content::words::{self, WordReader, Words};
use crate::segment::{Candidate, Kind, MarkKind};
use crate::text::normalise::is_ideograph;

/// Counts over a candidate's text, in characters unless they say otherwise.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Own {
    pub(super) chars: u32,
    /// Of each [`Sign`].
    signs: [u32; Sign::Other as usize + 1],
    /// Letters outside ASCII, and those of them that are upper case or ideographs.
    foreign: u32,
    foreign_upper: u32,
    ideographs: u32,
    pub(super) words: u32,
    pub(super) stop_words: u32,
    capitalised: u32,
    longest: u32,
    pub(super) first: u8,
    pub(super) last: u8,
}

/// What a character is; letters outside ASCII are counted apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Lower,
    Upper,
    Digit,
    Comma,
    Stop,
    Exclaim,
    Quote,
    Bracket,
    Colon,
    Separator,
    Currency,
    Other,
}

impl Sign {
    const fn of(c: char) -> Self {
        match c {
            'a'..='z' => Self::Lower,
            'A'..='Z' => Self::Upper,
            '0'..='9' => Self::Digit,
            ',' | '、' | '،' | ';' | '，' | '；' => Self::Comma,
            '.' | '?' | '。' | '？' | '।' | '؟' | '…' => Self::Stop,
            '!' | '！' => Self::Exclaim,
            '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '«' | '»' | '「' | '」' => Self::Quote,
            '(' | ')' | '[' | ']' | '{' | '}' => Self::Bracket,
            ':' | '：' => Self::Colon,
            '|' | '•' | '·' | '›' | '→' | '/' | '>' | '<' | '©' | '#' | '@' => {
                Self::Separator
            }
            '$' | '€' | '£' | '¥' | '₹' => Self::Currency,
            _ => Self::Other,
        }
    }
}

/// [`Sign::of`] for ASCII, where most characters are.
const ASCII: [Sign; 128] = {
    let mut signs = [Sign::Other; 128];
    let mut at = 0;
    while at < 128 {
        signs[at] = Sign::of(at as u8 as char);
        at += 1;
    }
    signs
};

impl Own {
    /// Of the candidate number `at` of those whose words are in `words`, where its own go too.
    pub(super) fn of(at: usize, text: &str, words: &mut Words) -> Self {
        let mut own = Self::count(text, words);
        words.end();
        let found = words.of(at);
        own.words = found.len() as u32;
        own.stop_words = found.iter().filter(|&&h| words::is_stop_word(h)).count() as u32;
        own
    }

    /// Counts a text's characters, and cuts it to words on the way.
    fn count(text: &str, words: &mut Words) -> Self {
        let mut own = Self::default();
        let (mut run, mut in_word) = (0, false);
        let mut reader = WordReader::default();
        let mut rest = text;
        loop {
            let plain = reader.read_plain(rest);
            if let Some(first) = plain.as_bytes().first() {
                own.capitalised += u32::from(first.is_ascii_uppercase() && !in_word);
                own.count_plain(plain);
                in_word = true;
                run += plain.len() as u32;
                own.longest = own.longest.max(run);
                rest = &rest[plain.len()..];
            }
            let Some(c) = rest.chars().next() else { break };
            rest = &rest[c.len_utf8()..];
            own.chars += 1;
            let (upper, word, ideograph) = match ASCII.get(c as usize) {
                Some(&sign) => {
                    own.signs[sign as usize] += 1;
                    (false, false, false)
                }
                None => own.count_foreign(c),
            };
            reader.read(c, word, ideograph, |hash| words.push(hash));
            own.capitalised += u32::from(upper && !in_word);
            in_word = word;
            run = if c == ' ' || ideograph { 0 } else { run + 1 };
            own.longest = own.longest.max(run);
        }
        reader.end(|hash| words.push(hash));
        own.first = text.chars().next().map_or(0, class);
        own.last = text.chars().next_back().map_or(0, class);
        own
    }

    /// Letters and digits of ASCII.
    fn count_plain(&mut self, plain: &str) {
        let (mut upper, mut digits) = (0, 0);
        for byte in plain.bytes() {
            upper += u32::from(byte.is_ascii_uppercase());
            digits += u32::from(byte.is_ascii_digit());
        }
        let all = plain.len() as u32;
        self.chars += all;
        self.signs[Sign::Upper as usize] += upper;
        self.signs[Sign::Digit as usize] += digits;
        self.signs[Sign::Lower as usize] += all - upper - digits;
    }

    /// Whether it is upper case, stands in words, and is an ideograph.
    fn count_foreign(&mut self, c: char) -> (bool, bool, bool) {
        let (upper, ideograph) = (c.is_uppercase(), is_ideograph(c));
        if c.is_alphabetic() {
            self.foreign += 1;
            self.foreign_upper += u32::from(upper);
            self.ideographs += u32::from(ideograph);
            return (upper, true, ideograph);
        }
        self.signs[Sign::of(c) as usize] += 1;
        (upper, c.is_numeric(), ideograph)
    }

    fn sum<const N: usize>(&self, signs: [Sign; N]) -> u32 {
        signs.iter().map(|&sign| self.signs[sign as usize]).sum()
    }
}

/// One past the last class of a character that is a feature.
pub(super) const CLASSES: u8 = 8;

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

pub(super) fn put(view: &View<'_>, i: usize, out: &mut impl Out) {
    let (c, own) = (view.candidate(i), view.window.own(i));
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
    let all_letters = own.sum([Sign::Lower, Sign::Upper]) + own.foreign;
    let letters = all_letters.max(1) as f32;
    let upper = own.sum([Sign::Upper]) + own.foreign_upper;
    out.put("own.upper", 0, upper as f32 / letters);
    out.put("own.foreign", 0, own.foreign as f32 / letters);
    out.put("own.ideographs", 0, own.ideographs as f32 / letters);
    out.put("own.letters", 0, all_letters as f32 / chars);
    out.put("own.digits", 0, own.sum([Sign::Digit]) as f32 / chars);
    let marks = [Sign::Comma, Sign::Stop, Sign::Exclaim, Sign::Quote, Sign::Bracket, Sign::Colon];
    for (n, sign) in marks.into_iter().enumerate() {
        out.count("own.marks", n as i32, own.sum([sign]) as usize);
    }
    out.put("own.commas_a_word", 0, own.sum([Sign::Comma]) as f32 / words);
    out.put("own.stops_a_word", 0, own.sum([Sign::Stop]) as f32 / words);
    out.count("own.separators", 0, own.sum([Sign::Separator]) as usize);
    out.count("own.currency", 0, own.sum([Sign::Currency]) as usize);
    out.all("own.last", (1..CLASSES).map(|class| flag(own.last == class)));
    put_marks(view, c, out);
    put_kind(c, out);
    out.all("flag", (0..FLAGS).map(|bit| (c.flags.0 >> bit & 1) as f32));
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
    out.all("kind", (0..10).map(|n| flag(kind == n)));
    out.put("kind.detail", 0, detail as f32);
}
