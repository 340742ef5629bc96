//! What a name looks like, in scripts with capitals and without.

use super::chunks::is_han;
use super::lexicon::{Class, class, compound_class};

const MOST_BYTES: usize = 80;
const MOST_WORDS: usize = 6;
/// Signs around the words of a name.
const QUOTES: [char; 5] = [',', '"', '“', '”', '„'];

/// Whether a text is a person's name and nothing else. A single word is one only in scripts that
/// write names without spaces.
pub(crate) fn is_name(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.len() > MOST_BYTES || begins_as_no_name(text) {
        return false;
    }
    if text.bytes().any(|byte| NEVER[usize::from(byte)]) {
        return false;
    }
    if !text.is_ascii() {
        if text.chars().any(|c| c.is_numeric() || matches!(c, '…' | '。' | '、' | '，')) {
            return false;
        }
        if is_all_unspaced(text) {
            return is_unspaced_name(text);
        }
    }
    words_make_name(text) && !class(text).any(Class::NEVER)
}

/// `新华社`, `マイケル・J・ハリス`
fn is_all_unspaced(text: &str) -> bool {
    let foreign = text.contains('・');
    let unspaced = |c: char| is_unspaced(c) || matches!(c, '・' | '·' | '･' | ' ' | '　' | '＝');
    text.chars().all(|c| unspaced(c) || foreign && c.is_ascii_uppercase())
}

/// Whether a text may be the name that somebody goes by on a site: one word, no word of a byline.
/// Only markup can say that it is one.
pub(crate) fn is_handle(text: &str) -> bool {
    let text = text.trim().trim_start_matches('@');
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '\'' | '’');
    let dated = text.chars().any(is_unspaced) && text.chars().any(|c| c.is_ascii_digit());
    letters >= 2
        && !dated
        && text.len() <= MOST_BYTES / 2
        && text.chars().all(plain)
        && !class(text).any(Class::NEVER.or(Class::ROLE).or(Class::BY).or(Class::AND))
}

/// Whether a text holds a word that no author's name has: "admin", "Share", "the".
pub(crate) fn is_excluded(text: &str) -> bool {
    let not_names = Class::NEVER.or(Class::ROLE);
    class(text).any(not_names) || text.split_whitespace().all(|word| class(word).any(not_names))
}

/// What most texts show at their first word already.
fn begins_as_no_name(text: &str) -> bool {
    text.starts_with(char::is_lowercase) && {
        let first = text.split_whitespace().next().unwrap_or_default();
        shape(first.trim_matches(QUOTES)) == Shape::Other
    }
}

/// Whether its words are such as make a name, and two or more, but not many.
fn words_make_name(text: &str) -> bool {
    let wrong = Class::NEVER.or(Class::ORGANISATION).or(Class::ROLE);
    let (mut words, mut full) = (0, 0);
    let mut last = Shape::Particle;
    for word in text.split_whitespace() {
        let word = word.trim_matches(QUOTES);
        let shape = shape(word);
        if shape == Shape::Other || shape != Shape::Initial && compound_class(word).any(wrong) {
            return false;
        }
        words += 1;
        if words > MOST_WORDS {
            return false;
        }
        full += usize::from(matches!(shape, Shape::Capitalised | Shape::Uncased));
        last = shape;
    }
    // "van der" alone is none, nor are two initials.
    words >= 2 && full >= 1 && last != Shape::Particle
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Capitalised,
    /// `A.`, `J.R.R.`
    Initial,
    Particle,
    /// A word of a script without capitals.
    Uncased,
    Other,
}

fn shape(word: &str) -> Shape {
    let Some(first) = word.chars().next() else { return Shape::Other };
    if first.is_uppercase() {
        let letters = word.chars().filter(|c| c.is_alphabetic()).take(5).count();
        let in_capitals = || word.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-'));
        return match letters {
            1 => Shape::Initial,
            ..=4 if word.contains('.') && in_capitals() => Shape::Initial,
            _ => Shape::Capitalised,
        };
    }
    if class(word).any(Class::PARTICLE) {
        return Shape::Particle;
    }
    if first.is_lowercase() {
        // `d'Estaing`, `al-Assad`, `ibn-Sina`
        let inner = word.split_once(['\'', '’', '-']).and_then(|(_, rest)| rest.chars().next());
        return if inner.is_some_and(char::is_uppercase) {
            Shape::Capitalised
        } else {
            Shape::Other
        };
    }
    if first.is_alphabetic() { Shape::Uncased } else { Shape::Other }
}

fn is_unspaced_name(text: &str) -> bool {
    let letters = text.chars().filter(|&c| is_unspaced(c)).count();
    let kana = text.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}'));
    let foreign = text.contains(['・', '·', '･', '＝']);
    let most = if foreign || kana { 14 } else { 6 };
    let wrong = Class::NEVER.or(Class::ORGANISATION).or(Class::BY).or(Class::ROLE);
    (2..=most).contains(&letters)
        && !is_japanese_phrase(text)
        && !class(text).any(wrong)
        && !ends_as_organisation(text, 3)
}

/// `港町の朝`: hiragana between characters join words; in a name they stand at its end.
fn is_japanese_phrase(text: &str) -> bool {
    let is_hiragana = |c| matches!(c, '\u{3041}'..='\u{309f}');
    let mut after_first = text.chars().skip_while(|&c| !is_han(c)).skip_while(|&c| is_han(c));
    after_first.next().is_some_and(is_hiragana) && after_first.any(is_han)
}

/// `新华社`, `人民日报`: the last characters, so many at most, say so.
pub(super) fn ends_as_organisation(text: &str, most: usize) -> bool {
    let mut starts = text.char_indices().rev().map(|(i, _)| i).take(most);
    starts.any(|start| start > 0 && class(&text[start..]).any(Class::ORGANISATION))
}

/// Whether a text is written in such a script, but for a few signs and letters.
pub(super) fn is_unspaced_text(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().any(is_unspaced)
        && letters().filter(|&c| is_unspaced(c)).count() * 2 >= letters().count()
}

/// Scripts whose names have no spaces (Hangul may).
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{20000}'..='\u{2ffff}')
}

/// Digits and signs of ASCII that no name has.
const NEVER: [bool; 256] = {
    let signs = b"0123456789@/:;!?#&|()<>=+*_%$\n[]{}\\";
    let (mut never, mut at) = ([false; 256], 0);
    while at < signs.len() {
        never[signs[at] as usize] = true;
        at += 1;
    }
    never
};
