//! White space folded, invisible characters out, NFC; no word changes.

use super::letters::is_alphanumeric;
use super::plain::{CHUNK, before, is_plain, plain_run};
use memchr::memchr_iter;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc, is_nfc_quick};

/// What a character is to a reader.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Visible,
    Space,
    /// Soft hyphen, zero-width space, word joiner, byte-order mark, controls. Joiners are visible:
    /// Persian, Hindi and emoji need them.
    Invisible,
}

pub(crate) fn classify(c: char) -> Class {
    match c {
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => Class::Invisible,
        _ if c.is_whitespace() => Class::Space,
        _ if c.is_control() => Class::Invisible,
        _ => Class::Visible,
    }
}

/// Whether `text` may need [`compose`]: a quick look that never misses.
pub(crate) fn may_decompose(text: &str) -> bool {
    !is_plainly_composed(text.as_bytes())
        && is_nfc_quick(text.chars()) != IsNormalized::Yes
        && !is_nfc(text)
}

/// The first byte of U+0300: what comes before is composed.
const COMBINING: u8 = 0xcc;

/// Whether all that comes later are dashes and quotes, U+2010 to U+203F: so it is in most texts of
/// Latin letters.
fn is_plainly_composed(text: &[u8]) -> bool {
    let signs = 0xe2;
    let others = |any: bool, &byte: &u8| any | ((byte >= COMBINING) & (byte != signs));
    !text.iter().fold(false, others)
        && memchr_iter(signs, text).all(|at| matches!(text[at + 1..], [0x80, 0x90..=0xbf, ..]))
}

pub(crate) fn compose(text: &str) -> String {
    text.nfc().collect()
}

/// `Munoz` of `Muñoz`.
pub(crate) fn without_accents(text: &str) -> impl Iterator<Item = char> {
    text.nfd().filter(|&c| !is_combining_mark(c))
}

/// Whether a text has no control characters of ASCII, no two spaces side by side and no white space
/// at its ends. Of ASCII alone, it is normalised then.
pub(crate) fn is_folded(text: &str) -> bool {
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    let controls = bytes.iter().fold(false, |any, byte| any | byte.is_ascii_control());
    let spaces = pairs.fold(false, |any, (a, b)| any | ((*a == b' ') & (*b == b' ')));
    !(controls || spaces || text.starts_with(' ') || text.ends_with(char::is_whitespace))
}

/// The whole of a text normalised, for facts and titles.
pub(crate) fn normalise(text: &str) -> String {
    let mut all = Normalised::with_capacity(text.len());
    all.push(text);
    all.finish()
}

/// Texts normalised as their parts come in, one behind the other.
#[derive(Debug, Default)]
pub(crate) struct Normalised {
    all: String,
    /// Where the last text begins.
    start: usize,
    /// White space came after what it has.
    space: bool,
}

impl Normalised {
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self { all: String::with_capacity(bytes), ..Self::default() }
    }

    pub(crate) fn push(&mut self, text: &str) {
        if text.is_ascii() && is_folded(text) {
            return self.push_visible(text);
        }
        let mut rest = text;
        loop {
            let inner = rest.trim_ascii_start();
            self.space |= inner.len() < rest.len();
            rest = inner;
            if rest.starts_with(|c: char| c.is_ascii_graphic()) {
                let plain = plain_run(rest.as_bytes());
                self.push_visible(&rest[..plain]);
                rest = &rest[plain..];
            }
            let mut chars = rest.chars();
            let Some(c) = chars.next() else { return };
            rest = chars.as_str();
            match classify(c) {
                Class::Space => self.space = true,
                Class::Invisible => {}
                Class::Visible => self.push_visible(c.encode_utf8(&mut [0; 4])),
            }
        }
    }

    fn push_visible(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.space) && self.all.len() > self.start {
            self.all.push(' ');
        }
        self.all.push_str(text);
    }

    /// Ends a text and says where it stands; what is pushed then is another.
    pub(crate) fn end(&mut self) -> Range<usize> {
        let start = self.start;
        let text = &self.all[start..];
        if !text.is_ascii() && may_decompose(text) {
            let text = compose(text);
            self.all.truncate(start);
            self.all.push_str(&text);
        }
        (self.start, self.space) = (self.all.len(), false);
        start..self.start
    }

    /// All texts that have ended.
    pub(crate) fn all(&self) -> &str {
        &self.all[..self.start]
    }

    /// The same room without a text.
    pub(crate) fn clear(&mut self) {
        self.all.clear();
        (self.start, self.space) = (0, false);
    }

    pub(crate) fn finish(mut self) -> String {
        self.end();
        self.all
    }
}

/// Words: runs of letters and digits; in scripts without spaces two characters count as one.
pub(crate) fn count_words(text: &str) -> u32 {
    let mut count = WordCount::default();
    let mut rest = text;
    while !rest.is_empty() {
        let chunk = rest.as_bytes().first_chunk().copied().unwrap_or_else(|| {
            // Spaces after the last word add none.
            let mut last = [b' '; CHUNK];
            last[..rest.len()].copy_from_slice(rest.as_bytes());
            last
        });
        let mut length = rest.len().min(CHUNK);
        if chunk.iter().fold(true, |plain, &byte| plain & is_plain(byte)) {
            count.read_plain(&chunk);
        } else {
            while !rest.is_char_boundary(length) {
                length += 1;
            }
            rest[..length].chars().for_each(|c| count.read(c));
        }
        rest = &rest[length..];
    }
    count.words + count.ideographs.div_ceil(2)
}

#[derive(Default)]
struct WordCount {
    words: u32,
    ideographs: u32,
    /// 1 within a word.
    inside: u8,
}

impl WordCount {
    fn read_plain(&mut self, chunk: &[u8; CHUNK]) {
        let word = chunk.map(|byte| u8::from(byte.is_ascii_alphanumeric()));
        let begins =
            word.iter().zip(before(&word, self.inside)).map(|(word, before)| word & !before);
        self.words += u32::from(begins.sum::<u8>());
        self.inside = word[CHUNK - 1];
    }

    fn read(&mut self, c: char) {
        let word = match c {
            // It goes with what is before it.
            '\'' | '\u{2019}' => return,
            _ if c.is_ascii() => u8::from(c.is_ascii_alphanumeric()),
            _ if is_ideograph(c) => {
                self.ideographs += 1;
                0
            }
            _ => u8::from(is_alphanumeric(c)),
        };
        self.words += u32::from(word & !self.inside);
        self.inside = word;
    }
}

/// Han, kana: scripts written without spaces between words. (Hangul has spaces.)
pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_space_and_drops_the_invisible_but_keeps_joiners() {
        assert_eq!(normalise(" a\u{a0}\n b\u{ad}c\u{200b} "), "a bc");
        assert_eq!(normalise("e\u{301}"), "é");
        assert_eq!(normalise("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }

    #[test]
    fn counts_words() {
        assert_eq!(count_words("It's 5 o'clock."), 3);
        assert_eq!(count_words("東京です"), 2);
        assert_eq!(count_words(" -- "), 0);
    }
}
