//! What a page's address says: itself, and the day in its path.

use crate::metadata::claim::{Claim, Origin};
use crate::metadata::fact::Field;
use jiff::civil;

/// `/2023/05/03/`, `/2023-05-03-`, `/20230503/`
pub(in crate::metadata) fn claims(url: &str, claims: &mut Vec<Claim>) {
    // A weak one: what the page calls itself is better.
    claims.push(Claim::new(Field::Url, url, Origin::new("url", ""), 0.3));
    let path = url.split(['?', '#']).next().unwrap_or_default();
    if let Some(date) = date(path.as_bytes()) {
        let origin = Origin::new("url", "");
        claims.push(Claim::new(Field::Published, date.to_string(), origin, 0.72));
    }
}

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
    if more || !(1990..2100).contains(&year) {
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
