//! Dates as people write them, found in short texts; words and orders are data.

mod civil;
mod lexicon;
mod pattern;
mod time;
mod token;

use crate::date::Date;
use crate::text::plain::count;
use crate::text::prefix;
use lexicon::Class;
use pattern::{Match, Scan};
use std::ops::Range;
use token::Token;

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundDate {
    /// Where it stands, with its time and zone.
    pub(crate) range: Range<usize>,
    pub(crate) date: Date,
}

/// Texts with more tokens are no date lines, and are searched no further.
const MOST_TOKENS: usize = 96;
/// Longer texts are prose.
const MOST_BYTES: usize = 480;

/// A date with what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LabelledDate {
    pub(crate) date: Date,
    /// "Updated", "Last modified" stands before it.
    pub(crate) updated: bool,
    /// Where it stands, with its time and zone.
    pub(crate) range: Range<usize>,
    /// Nothing but labels and weekdays stands before it.
    pub(crate) leads: bool,
}

/// The first whole date (year, month and day) in a short text. `language` decides between
/// month-first and day-first numbers; without it, a date that can be read both ways is not one.
pub(crate) fn find_date(text: &str, language: Option<&str>) -> Option<FoundDate> {
    let text = prefix(text, MOST_BYTES);
    if !may_hold_date(text, language) {
        return None;
    }
    let tokens = token::tokens(text);
    let scan = Scan { text, tokens: &tokens, language };
    scan.whole_date(0).map(|(at, found, date)| scan.with_time(at, found, date))
}

/// All whole dates in a short text, in order, with their labels.
pub(crate) fn find_dates(text: &str, language: Option<&str>) -> Vec<LabelledDate> {
    let text = prefix(text, MOST_BYTES);
    let mut dates = Vec::new();
    if !may_hold_date(text, language) {
        return dates;
    }
    let tokens = token::tokens(text);
    let scan = Scan { text, tokens: &tokens, language };
    let mut from = 0;
    while let Some((at, found, date)) = scan.whole_date(from) {
        let updated = tokens[from..at].iter().any(|token| token.is(Class::UPDATED));
        let FoundDate { range, date } = scan.with_time(at, found, date);
        let leads = tokens[..at].iter().all(|token| says_nothing(token, language));
        dates.push(LabelledDate { date, updated, range, leads });
        from = found.end;
    }
    dates
}

/// Whether a date is all of numbers and does not begin with its year: `3/5/2023`, `03.05.23`.
pub(crate) fn is_all_numbers(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let text = text.trim();
    let first = digits(text);
    let Some(rest) = text.get(first + 1..).filter(|_| (1..=2).contains(&first)) else {
        return false;
    };
    let (sign, second) = (text.as_bytes()[first], digits(rest));
    matches!(sign, b'/' | b'-' | b'.')
        && (1..=2).contains(&second)
        && rest.as_bytes().get(second) == Some(&sign)
}

/// Whether a short text says that something was changed: "Updated", "Stand:".
pub(crate) fn says_updated(text: &str) -> bool {
    let text = prefix(text, MOST_BYTES);
    let updated = |token: &Token| token.is(Class::UPDATED);
    let mut tokens = token::each(text).peekable();
    while let Some(token) = tokens.next() {
        // "Last updated": the first word says nothing of its own.
        let labels = token.is(Class::LABEL) && !tokens.peek().is_some_and(updated);
        if updated(&token) {
            return text.len() <= MOST_TOKENS || token::each(text).nth(MOST_TOKENS).is_none();
        }
        if labels {
            return false;
        }
    }
    false
}

/// Whether a short text says that something was published, and not that it was changed.
pub(crate) fn says_published(text: &str) -> bool {
    let mut published = false;
    for token in token::each(prefix(text, MOST_BYTES)) {
        if token.is(Class::UPDATED) {
            return false;
        }
        published |= token.is(Class::PUBLISHED);
    }
    published
}

/// Whether a word is a month, a weekday, a label of a date or another word of dates.
pub(crate) fn is_date_word(word: &str) -> bool {
    token::each(word).all(|token| !token.is_unknown())
}

/// Whether a line says nothing but when: dates, times, zones, weekdays and labels such as
/// "Published" or "min read", in any language.
pub(crate) fn is_date_line(text: &str, language: Option<&str>) -> bool {
    if text.len() > MOST_BYTES || !has_digit(text) {
        return false;
    }
    let mut tokens = Vec::new();
    for token in token::each(text) {
        // Most lines have such a word first.
        if token.is_unknown() || tokens.len() == MOST_TOKENS {
            return false;
        }
        if tokens.is_empty() {
            tokens = Vec::with_capacity(token::USUAL);
        }
        tokens.push(token);
    }
    let scan = Scan { text, tokens: &tokens, language };
    // A clock time alone is one of a programme, or opening hours.
    let ago = tokens.iter().any(|token| says_ago(text, token));
    let announces = Class::UPDATED.or(Class::PUBLISHED);
    let announced = ago || tokens.iter().any(|token| token.is(announces));
    let (mut at, mut when, mut date_end, mut time_end) = (0, false, 0, None);
    while at < tokens.len() {
        if let Some(Match { end, .. }) = scan.date_at(at) {
            (at, when, date_end) = (end, true, end);
        } else if let Some((_, end)) = scan.time_at(at) {
            // `2:30 pm – 3:30 pm`: when something takes place.
            if time_end
                .is_some_and(|end: usize| end + 1 == at && tokens[end].sign().is_some_and(is_dash))
            {
                return false;
            }
            (at, when, time_end) = (end, when || announced, Some(end));
        } else if tokens[at].number(4).is_some() {
            if !counts_something(&tokens, at) {
                return false;
            }
            when |= ago && neighbours(&tokens, at).any(|t| t.is(Class::RELATIVE));
            at += 1;
        } else if at > 0
            && at == date_end
            && tokens[at].is(Class::LABEL)
            && says_ago(text, &tokens[at])
        {
            // `August 16, 2022 Minutes`: of a meeting.
            return false;
        } else if says_nothing(&tokens[at], language) {
            at += 1;
        } else {
            return false;
        }
    }
    when
}

fn has_digit(text: &str) -> bool {
    has_digits(text, 1)
}

/// Digits of a day and a year, at least.
const LEAST_DIGITS: usize = 3;

fn has_digits(text: &str, least: usize) -> bool {
    // In ASCII, as most texts are, without a look at each character.
    count(text.as_bytes(), u8::is_ascii_digit) as usize >= least
        || !text.is_ascii() && text.chars().filter_map(token::digit).take(least).count() >= least
}

/// Whether a text may hold a whole date: most with as many digits show soon that they do not.
fn may_hold_date(text: &str, language: Option<&str>) -> bool {
    let thai = || language.is_some_and(|language| language.starts_with("th"));
    has_digits(text, LEAST_DIGITS)
        && (!text.is_ascii() || thai() || has_day_and_year(text.as_bytes()))
}

/// Whether a text in ASCII has a number that may be a day, and another that may be a year: of four
/// digits, or of two after a sign.
fn has_day_and_year(text: &[u8]) -> bool {
    let (mut small, mut years, mut short_years, mut at) = (0, 0, 0, 0);
    while let Some(start) = text[at..].iter().position(u8::is_ascii_digit) {
        let (before, rest) = text.split_at(at + start);
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let after_sign = before.last().is_some_and(|sign| b"./-'".contains(sign));
        small += u32::from(digits <= 2);
        years += u32::from(digits == 4);
        short_years += u32::from(digits == 2 && after_sign);
        at = before.len() + digits;
    }
    small > 0 && years > 0 || small > 1 && short_years > 0
}

fn neighbours(tokens: &[Token], at: usize) -> impl Iterator<Item = &Token> {
    at.checked_sub(1).into_iter().chain([at + 1]).filter_map(|i| tokens.get(i))
}

/// `ago`, `hours`, and `h` right after its number; not `7 d`, and not `12A`.
fn says_ago(text: &str, token: &Token) -> bool {
    let word = &text[token.range.clone()];
    token.is(Class::RELATIVE)
        && (word.len() > 1 || !token.spaced && !word.eq_ignore_ascii_case("a"))
}

/// `5 min read`, `2 hours ago`.
fn counts_something(tokens: &[Token], at: usize) -> bool {
    let counted = Class::RELATIVE.or(Class::LABEL);
    neighbours(tokens, at).any(|token| token.is(counted))
}

fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '–' | '—')
}

fn says_nothing(token: &Token, language: Option<&str>) -> bool {
    match token.kind {
        token::Kind::Sign(sign) => {
            !matches!(sign, '?' | '!' | '$' | '€' | '£' | '%' | '@' | '"' | '²' | '³')
        }
        token::Kind::Word(Some(word)) => {
            word.class != Class::default() || word.month(language) > 0 || word.jalali > 0
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
