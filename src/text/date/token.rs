//! A short text as the numbers, words and signs that dates are made of.

use super::lexicon::{Class, LONGEST, Lexicon, Word};
use crate::text::letters::is_alphabetic;
use std::ops::Range;

/// Characters of the longest word looked for in an unspaced run.
const LONGEST_CJK: usize = 6;

#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    /// White space stands before it.
    pub(super) spaced: bool,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Number {
        value: u32,
        digits: u8,
    },
    /// `None`: not a word of dates.
    Word(Option<&'static Word>),
    Sign(char),
}

impl Token {
    /// The value of a number of at most so many digits.
    pub(super) fn number(&self, most_digits: u8) -> Option<u32> {
        match self.kind {
            Kind::Number { value, digits } if digits <= most_digits => Some(value),
            _ => None,
        }
    }

    pub(super) fn digits(&self) -> u8 {
        match self.kind {
            Kind::Number { digits, .. } => digits,
            _ => 0,
        }
    }

    pub(super) fn word(&self) -> Option<&'static Word> {
        match self.kind {
            Kind::Word(word) => word,
            _ => None,
        }
    }

    pub(super) fn sign(&self) -> Option<char> {
        match self.kind {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    /// A word that no date holds.
    pub(super) fn is_unknown(&self) -> bool {
        matches!(self.kind, Kind::Word(None))
    }

    pub(super) fn is(&self, class: Class) -> bool {
        self.word().is_some_and(|word| word.class.any(class))
    }
}

/// Most texts have fewer tokens.
pub(super) const USUAL: usize = 24;

/// All tokens of `text`.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(USUAL);
    tokens.extend(each(text));
    tokens
}

/// The tokens of `text`, one by one.
pub(super) fn each(text: &str) -> impl Iterator<Item = Token> {
    let (mut at, mut spaced) = (0, true);
    std::iter::from_fn(move || {
        loop {
            let start = at;
            let c = text[at..].chars().next()?;
            if c.is_whitespace() || is_ignored(c) {
                at += c.len_utf8();
                spaced |= c.is_whitespace();
                continue;
            }
            let kind = if c.is_ascii_alphabetic() {
                word(text, &mut at)
            } else if digit(c).is_some() {
                number(text, &mut at)
            } else if is_cjk(c) {
                cjk(text, &mut at)
            } else if is_letter(c) {
                word(text, &mut at)
            } else {
                at += c.len_utf8();
                Kind::Sign(c)
            };
            let spaced = std::mem::take(&mut spaced);
            return Some(Token { range: start..at, kind, spaced });
        }
    })
}

/// The value of a decimal digit of the scripts of the languages we know.
#[inline]
pub(super) fn digit(c: char) -> Option<u32> {
    if c.is_ascii() { c.to_digit(10) } else { digit_of_script(c) }
}

fn digit_of_script(c: char) -> Option<u32> {
    let zero = match c {
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        '๐'..='๙' => '๐',
        '０'..='９' => '０',
        _ => return None,
    };
    Some(c as u32 - zero as u32)
}

/// Marks of direction, which stand around dates in right-to-left text.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{feff}')
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

pub(super) fn is_thai(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{e5b}')
}

fn is_letter(c: char) -> bool {
    // The vowel signs and tones of Devanagari and Thai are no letters to Unicode.
    is_alphabetic(c)
        || matches!(c, '\u{900}'..='\u{97f}' | '\u{e31}'..='\u{e4e}' | '\u{200c}' | '\u{5f3}' | '\u{301}')
}

fn number(text: &str, at: &mut usize) -> Kind {
    let (mut value, mut digits) = (0_u32, 0_u8);
    for c in text[*at..].chars() {
        let Some(digit) = digit(c) else { break };
        value = value.saturating_mul(10).saturating_add(digit);
        digits = digits.saturating_add(1);
        *at += c.len_utf8();
    }
    Kind::Number { value, digits }
}

/// A run of letters. A capital after a small letter begins a new word: `PostedMay`.
fn word(text: &str, at: &mut usize) -> Kind {
    let start = *at;
    match plain_letters(&text.as_bytes()[start..]) {
        Some(letters) => *at += letters,
        None => read_letters(text, at),
    }
    if let Some((end, word)) = abbreviation(text, start, *at) {
        *at = end;
        return Kind::Word(Some(word));
    }
    let (found, opens) = lookup_or_opens(&text[start..*at]);
    // Two words that are one month: `كانون الثاني`.
    let rest = &text[*at..];
    if opens && rest.starts_with(' ') {
        let second: usize =
            rest[1..].chars().take_while(|&c| is_letter(c)).map(char::len_utf8).sum();
        let both = *at + 1 + second;
        if let (true, Some(word)) = (second > 0, lookup(&text[start..both])) {
            *at = both;
            return Kind::Word(Some(word));
        }
    }
    Kind::Word(found)
}

/// How many letters the word has, if it is of plain ASCII and ends plainly: most words.
fn plain_letters(rest: &[u8]) -> Option<usize> {
    let mut small = false;
    for (at, byte) in rest.iter().enumerate() {
        match byte {
            b'A'..=b'Z' if small => return Some(at),
            b'A'..=b'Z' | b'a'..=b'z' => small = byte.is_ascii_lowercase(),
            b'\'' | b'-' | 0x80.. => return None,
            _ => return Some(at),
        }
    }
    Some(rest.len())
}

fn read_letters(text: &str, at: &mut usize) {
    let (start, mut small) = (*at, false);
    let mut chars = text[start..].chars().peekable();
    while let Some(c) = chars.next() {
        let inner = matches!(c, '\'' | '’' | '-') && *at > start;
        let joined = inner && chars.peek().is_some_and(|&next| is_letter(next));
        if is_cjk(c) || !(is_letter(c) || joined) || (small && c.is_uppercase()) {
            break;
        }
        if c == '-' && lookup(&text[start..*at]).is_some_and(|w| w.class != Class::WEEKDAY) {
            break;
        }
        small = c.is_lowercase();
        *at += c.len_utf8();
    }
}

/// `p.m.`, `a. m.`, `μ.μ.`, `มี.ค.`
fn abbreviation(text: &str, start: usize, end: usize) -> Option<(usize, &'static Word)> {
    if text.as_bytes()[start].is_ascii() && end - start > 1 {
        return None;
    }
    let letters = 1 + usize::from(text[start..end].starts_with(is_thai));
    if text[start..end].chars().nth(letters).is_some() {
        return None;
    }
    let rest = text[end..].strip_prefix('.')?;
    let second = rest.trim_start_matches([' ', '\u{a0}']);
    let letter = second.chars().next().filter(|&c| is_letter(c))?;
    let to = text.len() - second.len() + letter.len_utf8();
    let end = to + usize::from(text[to..].starts_with('.'));
    Some((end, lookup(&text[start..to])?))
}

/// The longest known word at the start of an unspaced run, else one character.
fn cjk(text: &str, at: &mut usize) -> Kind {
    let rest = &text[*at..];
    let ends = rest.char_indices().take_while(|&(_, c)| is_cjk(c)).map(|(i, c)| i + c.len_utf8());
    let (mut end, mut found) = (rest.chars().next().map_or(0, char::len_utf8), None);
    for to in ends.take(LONGEST_CJK) {
        if let Some(word) = Lexicon::get().word(&rest.as_bytes()[..to]) {
            (end, found) = (to, Some(word));
        }
    }
    *at += end;
    Kind::Word(found)
}

/// Looks a word up by its small letters.
fn lookup(text: &str) -> Option<&'static Word> {
    folded(text, |word| Lexicon::get().word(word))
}

/// The same, and whether a word that is not known begins a known pair of words.
fn lookup_or_opens(text: &str) -> (Option<&'static Word>, bool) {
    let lexicon = Lexicon::get();
    let found = folded(text, |word| {
        let known = lexicon.word(word);
        Some((known, known.is_none() && lexicon.opens(word)))
    });
    found.unwrap_or_default()
}

/// The word in small letters, without an allocation; `p. m` becomes `p m`.
fn folded<T>(text: &str, find: impl FnOnce(&[u8]) -> Option<T>) -> Option<T> {
    let mut buffer = [0_u8; LONGEST];
    if text.bytes().all(|byte| byte.is_ascii() && byte != b'.' && byte != b' ') {
        let folded = buffer.get_mut(..text.len())?;
        for (small, byte) in folded.iter_mut().zip(text.bytes()) {
            *small = byte.to_ascii_lowercase();
        }
        return find(folded);
    }
    let mut len = 0;
    let letters = text.chars().filter(|&c| c != '\u{a0}').flat_map(char::to_lowercase);
    for c in letters.filter(|&c| c != '\u{307}') {
        let c = if c == '.' { ' ' } else { c };
        if c == ' ' && buffer[..len].last() == Some(&b' ') {
            continue;
        }
        let width = c.len_utf8();
        if len + width > LONGEST {
            return None;
        }
        c.encode_utf8(&mut buffer[len..]);
        len += width;
    }
    find(&buffer[..len])
}
