//! The stretches of a byline between commas, bars, "and" and their like.

use super::grammar::{is_name, is_unspaced};
use super::lead::trim;
use super::lexicon::{Class, class};
use super::split::words_at;

/// A stretch, and what ends it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk<'a> {
    pub(super) text: &'a str,
    pub(super) end: End,
    /// It stands in brackets.
    pub(super) aside: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// A comma, "and": more of the same.
    Weak,
    /// A bar, a bracket, the end of the line: something else.
    Strong,
    /// A stroke, a dash: something else, or more of the same.
    Stroke,
    /// A colon: the words before it say what follows.
    Label,
}

pub(super) fn chunks(text: &str) -> impl Iterator<Item = Chunk<'_>> {
    let (mut rest, mut aside) = (Some(text), false);
    let stretches = std::iter::from_fn(move || {
        let text = rest?;
        for (at, c) in text.char_indices() {
            if let Some((end, bytes)) = sign(text, at, c) {
                rest = Some(&text[at + bytes..]);
                let chunk = Chunk { text: text[..at].trim(), end, aside };
                let opens = matches!(c, '(' | '（') && bytes == c.len_utf8();
                aside = opens || aside && !matches!(c, ')' | '）');
                return Some(chunk);
            }
        }
        rest = None;
        Some(Chunk { text: text.trim(), end: End::Strong, aside })
    });
    stretches.flat_map(|chunk| {
        let mut parts = split_at_and(chunk.text).peekable();
        std::iter::from_fn(move || {
            let text = parts.next()?;
            let end = if parts.peek().is_some() { End::Weak } else { chunk.end };
            Some(Chunk { text, end, aside: chunk.aside })
        })
    })
}

/// What the sign at byte `at` ends, and how many bytes it takes.
fn sign(text: &str, at: usize, c: char) -> Option<(End, usize)> {
    let end = match c {
        ' ' | 'a'..='z' | 'A'..='Z' => return None,
        ',' | '&' | '+' | '、' | '，' | '،' => End::Weak,
        '/' | '／' | '—' | '–' => End::Stroke,
        '[' | '(' | '（' | '【' => {
            return Some((End::Strong, dateline(&text[at..]).unwrap_or(c.len_utf8())));
        }
        ';' | '；' | '؛' | '|' | '｜' | '•' | '⋅' | '∙' | '\n' | '\t' | ')' | ']' | '）' | '】'
        | '*' | '＊' | '«' | '»' => End::Strong,
        '-' if text[..at].ends_with(' ') && text[at + 1..].starts_with(' ') => End::Stroke,
        '·' | '・' | '･' if !is_inside_name(text, at, c) => End::Strong,
        ':' | '：' | '=' | '＝' if !is_inside_name(text, at, c) => End::Label,
        _ => return None,
    };
    Some((end, c.len_utf8()))
}

/// `[서울=뉴스온]`, `(부산=연합)`: where and for whom; the bytes of it.
fn dateline(text: &str) -> Option<usize> {
    let end = text.find([']', ')', '）', '】'])?;
    let is_dateline = text[..end].contains(['=', '＝']) && text[..end].chars().any(is_unspaced);
    is_dateline.then(|| end + text[end..].chars().next().map_or(0, char::len_utf8))
}

/// Whether a dot or colon stands between the parts of one foreign name (`マイケル・J・ハリス`,
/// `阿依古丽·买买提`) or between digits.
fn is_inside_name(text: &str, at: usize, sign: char) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + sign.len_utf8()..].chars().next();
    let (Some(before), Some(after)) = (before, after) else { return false };
    let foreign = |c: char| is_katakana(c) || c.is_ascii_uppercase();
    match sign {
        ':' | '：' => before.is_numeric() && after.is_numeric(),
        '·' => is_han(before) && is_han(after) || foreign(before) && foreign(after),
        _ => foreign(before) && foreign(after),
    }
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a0}'..='\u{30ff}')
}

pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{2ffff}')
}

fn split_at_and(part: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(part);
    std::iter::from_fn(move || {
        let text = rest.take()?;
        let in_capitals = !text.chars().any(char::is_lowercase);
        for (start, word) in words_at(text).skip(1) {
            let (at, word_end) = (start - 1, start + word.len());
            // `Dan` is a name, and a word that joins two in Indonesian.
            let small = !word.starts_with(char::is_uppercase) || in_capitals && word.len() > 1;
            let joins = small && class(word).any(Class::AND) && word_end < text.len();
            // "Ortega y Gasset": a particle joins two names only between two whole ones.
            let whole = || is_name(trim(&text[..at])) && is_name(text[word_end..].trim());
            if joins && (!class(word).any(Class::PARTICLE) || whole()) {
                rest = Some(&text[word_end + 1..]);
                return Some(&text[..at]);
            }
            if let Some(joined) = after_glued_and(word)
                && is_name(trim(&text[..at]))
                && is_name(text[word_end - joined.len()..].trim())
            {
                rest = Some(&text[word_end - joined.len()..]);
                return Some(&text[..at]);
            }
        }
        Some(text)
    })
}

/// `وليلى` without the letter that means "and".
fn after_glued_and(word: &str) -> Option<&str> {
    let first = word.chars().next()?;
    let rest = &word[first.len_utf8()..];
    let letter = &word[..first.len_utf8()];
    let joins = !first.is_ascii() && class(letter).any(Class::GLUED_AND);
    (joins && rest.chars().count() >= 3 && !class(word).any(Class::BEGINS_SO)).then_some(rest)
}
