//! What the slots of phrases stand for.

use super::words::Word;

/// Words that a slot may stand for.
pub(super) const SLOT_WORDS: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Words,
    Word,
    Number,
    Date,
    Person,
}

impl Slot {
    /// The name that phrases give each, in their order.
    pub(super) const NAMES: [(&'static str, Self); 5] = [
        ("name", Self::Words),
        ("word", Self::Word),
        ("number", Self::Number),
        ("date", Self::Date),
        ("person", Self::Person),
    ];

    /// The most words that it may stand for, `first` being the first.
    pub(super) fn longest(self, first: Option<&Word>) -> usize {
        match self {
            Self::Word => 1,
            Self::Number => 3,
            _ if first.is_some_and(|word| word.half) => SLOT_WORDS * 2,
            _ => SLOT_WORDS,
        }
    }

    pub(super) fn fits(self, text: &str, words: &[Word]) -> bool {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
        let text = &text[first.start as usize..last.end as usize];
        match self {
            Self::Words | Self::Word => true,
            Self::Number => words.iter().all(|w| w.number) || is_short_number(text),
            Self::Date => super::shape::is_date(text),
            Self::Person => super::shape::is_person(text),
        }
    }
}

/// `1.2K`, `3,400`, `12k`.
fn is_short_number(text: &str) -> bool {
    let digits = text.trim_end_matches(['k', 'K', 'm', 'M']);
    text.len() - digits.len() <= 1
        && digits.starts_with(|c: char| c.is_numeric())
        && digits.chars().all(|c| c.is_numeric() || matches!(c, '.' | ',' | '\u{a0}' | ' '))
}
