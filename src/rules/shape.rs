//! What a text is by its form, in any language.

use super::condition::Shape;
use super::scene::{Context, SHAPE_WORDS};
use crate::text::{date, person};

/// The form of a candidate's text, where its words matter less than that.
pub(crate) fn form_of(context: &Context<'_>, at: usize) -> Option<Shape> {
    let candidate = &context.segments.candidates[at];
    let text = context.segments.text_of(candidate);
    if candidate.words > SHAPE_WORDS || text.is_empty() {
        None
    } else if is_date_line(text, context.language) {
        Some(Shape::DateLine)
    } else {
        is_person_and_date(text, context.language).then_some(Shape::PersonAndDate)
    }
}

/// A date and nothing else.
pub(super) fn is_date(text: &str) -> bool {
    let whole = date::find_date(text, None)
        .or_else(|| date::find_date(text, Some("en")))
        .is_some_and(|found| found.range.len() == text.len());
    whole || date::is_date_line(text, None) || date::is_date_line(text, Some("en"))
}

pub(super) fn is_date_line(text: &str, language: Option<&str>) -> bool {
    date::is_date_line(text, language)
}

pub(super) fn is_person(text: &str) -> bool {
    person::is_name(text.trim_end_matches([',', '.', ':', ' ']))
}

/// Bytes that may stand after a name and its date.
const BETWEEN: usize = 12;

pub(super) fn is_person_and_date(text: &str, language: Option<&str>) -> bool {
    let found = date::find_date(text, language).or_else(|| date::find_date(text, Some("en")));
    let Some(found) = found else { return false };
    let separators: &[char] = &['|', '•', '·', ',', '-', '–', '—', ':', '(', ')', '/', ' ', '.'];
    let before = text[..found.range.start].trim_matches(separators);
    let after = text[found.range.end..].trim_matches(separators);
    let names = |part: &str| is_person(part) || names_after_by(part);
    (names(before) && after.len() <= BETWEEN) || (before.is_empty() && names(after))
}

/// A name after one word such as "By".
fn names_after_by(part: &str) -> bool {
    part.split_once(char::is_whitespace)
        .is_some_and(|(first, rest)| first.len() <= 8 && person::is_name(rest.trim()))
}

pub(super) fn is_url(text: &str) -> bool {
    let text = text.trim();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.or_else(|| text.starts_with("www.").then_some(text));
    host.is_some_and(|h| !h.is_empty() && !h.contains(char::is_whitespace))
}

pub(super) fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.trim().split_once('@') else { return false };
    let fine = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    !name.is_empty()
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && name.chars().all(fine)
        && host.chars().all(fine)
}
