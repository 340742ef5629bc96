//! The candidate's own text and marks.

use super::view::{View, share};
use super::{Out, flag};
use crate::content::words::{self, WordReader, Words};
use crate::segment::{Candidate, Flags, Kind, MarkKind};
use crate::text::letters::{is_alphabetic, is_numeric};
use crate::text::normalise::is_ideograph;
use crate::text::plain::count_both;

/// Counts over a candidate's text, in characters unless they say otherwise.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Own {
    /// Of each [`Sign`].
    signs: [u32; Sign::Other as usize + 1],
    /// Letters outside ASCII, and those of them that are upper case.
    foreign: u32,
    foreign_upper: u32,
    pub(super) words: u32,
    pub(super) stop_words: u32,
    longest: u32,
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
    /// Of the next candidate, whose words go to the others.
    pub(super) fn of(text: &str, words: &mut Words) -> Self {
        let mut own = Self::count(text, words);
        let found = words.end();
        own.words = found.len() as u32;
        own.stop_words = words::stop_words(found);
        own
    }

    /// Counts a text's characters, and cuts it to words on the way. Apart: what the loop over all
    /// candidates holds would take its registers.
    #[inline(never)]
    fn count(text: &str, words: &mut Words) -> Self {
        let mut own = Self::default();
        let (mut at, mut plain, mut run, mut longest) = (0, 0, 0, 0);
        let mut reader = WordReader::default();
        let bytes = text.as_bytes();
        loop {
            let read = reader.read_plain(&bytes[at..]);
            at += read;
            plain += read as u32;
            run += read as u32;
            let Some(&byte) = bytes.get(at) else { break };
            if let Some(&sign) = ASCII.get(usize::from(byte)) {
                at += 1;
                reader.stop(|hash| words.push(hash));
                if byte == b' ' {
                    longest = longest.max(run);
                    run = 0;
                } else {
                    own.signs[sign as usize] += 1;
                    run += 1;
                }
            } else {
                let Some(c) = text[at..].chars().next() else { break };
                at += c.len_utf8();
                let (word, ideograph) = own.count_foreign(c);
                reader.read(c, word, ideograph, |hash| words.push(hash));
                longest = longest.max(run);
                run = if ideograph { 0 } else { run + 1 };
            }
        }
        own.longest = longest.max(run);
        reader.stop(|hash| words.push(hash));
        own.tell_plain(plain, bytes);
        own
    }

    /// Tells capitals and digits of ASCII from small letters: all at once is cheaper than one by
    /// one.
    fn tell_plain(&mut self, plain: u32, text: &[u8]) {
        let (upper, digits) = count_both(text, u8::is_ascii_uppercase, u8::is_ascii_digit);
        self.signs[Sign::Upper as usize] = upper;
        self.signs[Sign::Digit as usize] = digits;
        self.signs[Sign::Lower as usize] = plain - upper - digits;
    }

    /// Whether it stands in words, and is an ideograph.
    fn count_foreign(&mut self, c: char) -> (bool, bool) {
        let ideograph = is_ideograph(c);
        if is_alphabetic(c) {
            self.foreign += 1;
            self.foreign_upper += u32::from(c.is_uppercase());
            return (true, ideograph);
        }
        self.signs[Sign::of(c) as usize] += 1;
        (is_numeric(c), ideograph)
    }

    fn letters(&self) -> u32 {
        self.sum([Sign::Lower, Sign::Upper]) + self.foreign
    }

    fn sum<const N: usize>(&self, signs: [Sign; N]) -> u32 {
        signs.iter().map(|&sign| self.signs[sign as usize]).sum()
    }
}

/// The classes of characters that are features.
const CLASSES: [u8; 7] = [1, 2, 3, 4, 5, 6, 7];

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

/// The class of a candidate's last character.
fn last(view: &View<'_>, i: usize) -> u8 {
    view.text(i).chars().next_back().map_or(0, class)
}

/// Whether a candidate ends as a sentence does, or with a quote or a bracket.
pub(super) fn ends(view: &View<'_>, i: usize) -> bool {
    matches!(last(view, i), 1 | 2)
}

/// The marks of the page's structure that tell something.
const FLAGS: [Flags; 9] = [
    Flags::HIDDEN,
    Flags::TABLE,
    Flags::FORM,
    Flags::ALL_LINK,
    Flags::NAV,
    Flags::ASIDE,
    Flags::FOOTER,
    Flags::ARTICLE,
    Flags::MAIN,
];

pub(super) fn put(view: &View<'_>, i: usize, out: &mut impl Out) {
    let (c, own) = (view.candidate(i), view.window.own(i));
    out.count("own.words", 0, own.words as usize);
    out.count("own.longest", 0, own.longest as usize);
    out.put("own.link_density", 0, view.link_density(i));
    out.count("own.stop_word_count", 0, own.stop_words as usize);
    let letters = own.letters().max(1) as f32;
    let upper = own.sum([Sign::Upper]) + own.foreign_upper;
    out.put("own.upper", 0, upper as f32 / letters);
    out.put("own.foreign", 0, own.foreign as f32 / letters);
    let marks = [Sign::Stop, Sign::Quote, Sign::Bracket, Sign::Colon, Sign::Separator];
    for (n, sign) in marks.into_iter().enumerate() {
        out.count("own.marks", n as i32, own.sum([sign]) as usize);
    }
    out.flag("own.ends_sentence", 0, last(view, i) == 1);
    put_kind(c, out);
    out.all("flag", FLAGS.map(|flags| flag(c.flags.has(flags))));
    let marked = |kind| {
        let marks = view.segments.marks_of(c).iter().filter(|m| m.kind == kind);
        let bytes = marks.map(|m| m.range.end - m.range.start).sum();
        share(bytes, c.text.end - c.text.start)
    };
    out.put("own.emphasis", 0, marked(MarkKind::Emphasis));
    out.put("own.code", 0, marked(MarkKind::Code));
}

fn put_kind(c: &Candidate, out: &mut impl Out) {
    let (kind, detail) = match c.kind {
        Kind::Paragraph => (0, 0),
        Kind::Heading(level) => (1, i32::from(level)),
        Kind::Item { depth, ordered } => (2, i32::from(depth) * 2 + i32::from(ordered)),
        Kind::Caption => (3, 0),
        Kind::Code => (4, 0),
        Kind::Control => (5, 0),
        Kind::Term | Kind::Cell { .. } | Kind::Image | Kind::Embed => (6, 0),
    };
    out.all("kind", [0, 1, 2, 3, 4, 5].map(|n| flag(kind == n)));
    out.put("kind.detail", 0, detail as f32);
}

/// What tells little where there is markup.
pub(super) fn put_of_text(view: &View<'_>, i: usize, out: &mut impl Out) {
    let (own, text) = (view.window.own(i), view.text(i));
    let chars = text.chars().count();
    out.count("text.chars", 0, chars);
    let (chars, words) = (chars.max(1) as f32, own.words.max(1) as f32);
    let letters = own.letters().max(1) as f32;
    let capitalised = text.split(|c: char| !c.is_alphanumeric());
    let capitalised = capitalised.filter(|word| word.starts_with(char::is_uppercase)).count();
    let ideographs = text.chars().filter(|&c| is_ideograph(c) && c.is_alphabetic()).count();
    out.put("text.word_length", 0, chars / words);
    out.put("text.stop_words", 0, own.stop_words as f32 / words);
    out.put("text.capitalised", 0, capitalised as f32 / words);
    out.put("text.ideographs", 0, ideographs as f32 / letters);
    out.put("text.letters", 0, own.letters() as f32 / chars);
    let shares = [Sign::Digit, Sign::Comma, Sign::Stop, Sign::Exclaim, Sign::Currency];
    for (n, sign) in shares.into_iter().enumerate() {
        out.put("text.signs", n as i32, own.sum([sign]) as f32 / chars);
    }
    let (first, last) = (text.chars().next().map_or(0, class), last(view, i));
    out.all("text.first", CLASSES.map(|class| flag(first == class)));
    out.all("text.last", CLASSES.map(|class| flag(last == class)));
}
