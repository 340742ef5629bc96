//! From a rule file to rule data, and from a rule back to its place in the file.

use super::data::{RuleSet, Source};
use super::nearest::{hint, nearest};
use crate::error::{Error, ErrorKind, Place};
use std::sync::Arc;

/// Rule files of more bytes are refused.
const MAX_BYTES: usize = 4 << 20;

/// A step into a rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
    Name(String),
    Index(usize),
}

impl RuleSet {
    /// An error on the value at `path`, or on the nearest value around it that the file has.
    pub(super) fn error_at(&self, kind: ErrorKind, path: &[Key], message: String) -> Error {
        let Some(source) = &self.source else {
            return Error::new(kind, message);
        };
        let at = if source.json { None } else { toml_offset(&source.text, path) };
        Error::new(kind, message).at(place(&source.name, &source.text, at))
    }

    /// Reads a rule file in TOML; `name` stands for the file in messages.
    ///
    /// ```
    /// let error = copydesk::RuleSet::from_toml("bad.toml", "[[rule]]\nidd = 'x'").unwrap_err();
    /// assert!(error.to_string().starts_with("bad.toml:2:1: "), "{error}");
    /// assert!(error.to_string().contains("did you mean `id`?"), "{error}");
    /// ```
    ///
    /// # Errors
    /// If it is no TOML, has keys or values that rules do not have, or is over 4 MiB.
    pub fn from_toml(name: &str, text: &str) -> Result<Self, Error> {
        within_size(name, text)?;
        let set: Self = toml::from_str(text).map_err(|e| {
            let at = e.span().map(|s| s.start);
            syntax(name, text, at, e.message())
        })?;
        Ok(set.with_source(name, text, false))
    }

    /// Reads a rule file in JSON; `name` stands for the file in messages.
    ///
    /// ```
    /// let rules = copydesk::RuleSet::from_json("mine.json", r#"{"rule": [
    ///     {"id": "mine/share/tell", "when": {"phrases": "tell a friend"}, "then": "remove"}
    /// ]}"#)?;
    /// assert_eq!(rules.rules[0].id, "mine/share/tell");
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    ///
    /// # Errors
    /// If it is no JSON, has keys or values that rules do not have, or is over 4 MiB.
    pub fn from_json(name: &str, text: &str) -> Result<Self, Error> {
        within_size(name, text)?;
        let set: Self = serde_json::from_str(text).map_err(|e| {
            let message = e.to_string();
            let message = message.rsplit_once(" at line ").map_or(&*message, |m| m.0);
            let at = offset_of(text, e.line(), e.column());
            syntax(name, text, Some(at), message)
        })?;
        Ok(set.with_source(name, text, true))
    }

    fn with_source(mut self, name: &str, text: &str, json: bool) -> Self {
        let source = Source { name: name.to_owned(), text: text.to_owned(), json };
        self.source = Some(Arc::new(source));
        self
    }
}

fn within_size(name: &str, text: &str) -> Result<(), Error> {
    if text.len() <= MAX_BYTES {
        return Ok(());
    }
    let message = format!("a rule file may have {MAX_BYTES} bytes, this one has {}", text.len());
    let place = Place { file: Some(name.to_owned()), ..Place::default() };
    Err(Error::new(ErrorKind::Limit, message).at(place))
}

fn syntax(name: &str, text: &str, at: Option<usize>, message: &str) -> Error {
    let message = with_nearest(message.lines().collect::<Vec<_>>().join(", "));
    Error::new(ErrorKind::Syntax, message).at(place(name, text, at))
}

/// Serde names the wrong word and all right ones: adds the nearest of them and drops a long list.
fn with_nearest(message: String) -> String {
    let Some((wrong, known)) = message.split_once("expected") else { return message };
    let wrong_word = wrong.split('`').nth(1).unwrap_or_default();
    let near = nearest(wrong_word, known.split('`').skip(1).step_by(2));
    match near {
        Some(near) => {
            format!("{}{}", wrong.trim_end().trim_end_matches(','), hint(Some(near)))
        }
        None => message,
    }
}

/// Line and column of a byte.
pub(crate) fn place(name: &str, text: &str, at: Option<usize>) -> Place {
    let mut place = Place { file: Some(name.to_owned()), ..Place::default() };
    let Some(before) = at.and_then(|at| text.get(..at)) else { return place };
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    place.line = Some(before.matches('\n').count() + 1);
    place.column = Some(before[line_start..].chars().count() + 1);
    place
}

fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The byte at which the value at `path` begins.
fn toml_offset(text: &str, path: &[Key]) -> Option<usize> {
    use toml::de::{DeTable, DeValue};
    let table = DeTable::parse(text).ok()?;
    let mut at = None;
    let mut here: Option<&toml::Spanned<DeValue<'_>>> = None;
    for key in path {
        let next = match (key, here.map(|h| h.get_ref())) {
            (Key::Name(name), None) => table.get_ref().get(name.as_str()),
            (Key::Name(name), Some(DeValue::Table(inner))) => inner.get(name.as_str()),
            (Key::Index(index), Some(DeValue::Array(list))) => list.get(*index),
            _ => None,
        };
        let Some(next) = next else { break };
        at = Some(next.span().start);
        here = Some(next);
    }
    at
}
