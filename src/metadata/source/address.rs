//! What a page's address says: itself, and the day in its path.

use crate::metadata::claim::{Claim, Origin};
use crate::metadata::fact::Field;
use crate::text::date::find_date;
use jiff::civil;
use std::ops::{Range, RangeInclusive};

/// `/2023/05/03/`, `/2023-05-03-`, `/20230503/`, `/2023/may/03/`, `/23-05-2023-`
pub(in crate::metadata) fn claims(url: &str, claims: &mut Vec<Claim>) {
    // A weak one: what the page calls itself is better.
    claims.push(Claim::new(Field::Url, url, Origin::new("url", ""), 0.3));
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let numbers = date(path.as_bytes()).map(|date| (date, 0.72));
    let date = numbers.or_else(|| Some((named_month(path)?, 0.72)));
    if let Some((date, figure)) = date.or_else(|| Some((day_first(path)?, 0.55))) {
        let origin = Origin::new("url", "");
        claims.push(Claim::new(Field::Published, date.to_string(), origin, figure));
    }
}

/// Letters of a month's name, at least and at most.
const MONTH_LETTERS: RangeInclusive<usize> = 3..=12;

/// `/2023/may/03/`
fn named_month(path: &str) -> Option<civil::Date> {
    let (mut year, mut month) = ("", "");
    for step in path.split('/') {
        let named =
            MONTH_LETTERS.contains(&month.len()) && month.bytes().all(|b| b.is_ascii_alphabetic());
        let around = year.len() == 4 && (1..=2).contains(&step.len());
        if named && around && number(year.as_bytes()).and(number(step.as_bytes())).is_some() {
            return find_date(&format!("{step} {month} {year}"), None)?.date.day().parse().ok();
        }
        (year, month) = (month, step);
    }
    None
}

/// `/23-05-2023-rain`: a step that begins with its day, where it cannot be a month.
fn day_first(path: &str) -> Option<civil::Date> {
    path.split('/').find_map(|step| {
        let mut parts = step.splitn(4, ['-', '.', '_']);
        let mut part = |digits| parts.next().filter(|part| part.len() == digits);
        let [day, month, year] = [part(2)?, part(2)?, part(4)?].map(|part| number(part.as_bytes()));
        let (day, month, year) = (day.filter(|&day| day > 12)?, month?, year?);
        let date = civil::Date::new(year, month as i8, day as i8).ok();
        date.filter(|_| YEARS.contains(&year))
    })
}

const YEARS: Range<i16> = 1990..2100;

fn date(path: &[u8]) -> Option<civil::Date> {
    (0..path.len()).find_map(|at| {
        let digit_before = at > 0 && path[at - 1].is_ascii_digit();
        if digit_before || !path[at].is_ascii_digit() {
            return None;
        }
        numbers(&path[at..])
    })
}

/// Year, month and day, apart by one sign or by nothing.
fn numbers(text: &[u8]) -> Option<civil::Date> {
    let year = number(text.get(..4)?)?;
    let separator = *text.get(4)?;
    let (month, day, end) = if matches!(separator, b'/' | b'-' | b'_' | b'.') {
        let month_digits = digits(&text[5..]).min(2);
        let month = number(text.get(5..5 + month_digits)?)?;
        if *text.get(5 + month_digits)? != separator {
            return None;
        }
        let from = 6 + month_digits;
        let day_digits = digits(&text[from..]);
        (month, number(text.get(from..from + day_digits.min(2))?)?, from + day_digits.min(2))
    } else {
        (number(text.get(4..6)?)?, number(text.get(6..8)?)?, 8)
    };
    let more = text.get(end).is_some_and(u8::is_ascii_digit);
    if more || !YEARS.contains(&year) {
        return None;
    }
    civil::Date::new(year, month as i8, day as i8).ok()
}

fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

fn number(text: &[u8]) -> Option<i16> {
    let all = !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    all.then(|| text.iter().fold(0, |value, byte| value * 10 + i16::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_names_and_days_come_first_too() {
        for (path, expected) in [
            ("https://e.org/world/2023/oct/03/rain", Some("2023-10-03")),
            ("https://e.org/2023/october/3/", Some("2023-10-03")),
            ("https://e.org/2023/rain/03/", None),
            ("https://e.org/23-05-2023-rain-again/7", Some("2023-05-23")),
            ("https://e.org/05-03-2023-rain", None),
            ("https://e.org/23-05-20234", None),
        ] {
            let found = named_month(path).or_else(|| day_first(path)).map(|date| date.to_string());
            assert_eq!(found.as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn a_whole_day_in_a_path_is_a_date() {
        let found = |url: &str| date(url.as_bytes()).map(|d| d.to_string());
        assert_eq!(found("https://e.org/2023/05/03/a").as_deref(), Some("2023-05-03"));
        assert_eq!(found("https://e.org/2023/5/3/a").as_deref(), Some("2023-05-03"));
        assert_eq!(found("https://e.org/a-2023-05-03.html").as_deref(), Some("2023-05-03"));
        assert_eq!(found("https://e.org/20230503/a").as_deref(), Some("2023-05-03"));
        for none in [
            "https://e.org/2023/05/a",
            "https://e.org/120230503",
            "https://e.org/2023/13/03",
            "https://e.org/2023/05/033",
            "/2023",
            "",
        ] {
            assert_eq!(found(none), None, "{none}");
        }
    }
}
