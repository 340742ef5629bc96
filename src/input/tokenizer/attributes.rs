//! The attributes of a tag, one after another.

use super::bytes::{ends_attribute, is_space};
use memchr::memchr;

/// Reads on from behind a tag's name.
pub(in crate::input) struct AttributeScan<'a> {
    pub(in crate::input) text: &'a str,
    pub(in crate::input) at: usize,
}

pub(in crate::input) enum Scanned<'a> {
    /// Name and value as they stand.
    Attribute(&'a str, &'a str),
    /// The tag's `>`; the position is behind it.
    End { self_closing: bool },
    /// The page ends within the tag.
    Unfinished,
}

impl<'a> AttributeScan<'a> {
    pub(in crate::input) fn next(&mut self) -> Scanned<'a> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b'>') => {
                    self.at += 1;
                    return Scanned::End { self_closing: false };
                }
                Some(b'/') if bytes.get(self.at + 1) == Some(&b'>') => {
                    self.at += 2;
                    return Scanned::End { self_closing: true };
                }
                Some(&b) if is_space(b) || b == b'/' => self.at += 1,
                Some(_) => break,
                None => return Scanned::Unfinished,
            }
        }
        let start = self.at;
        // A name may begin with `=`.
        self.skip(start + 1, ends_attribute);
        let name = start..self.at;
        let value = match bytes[self.at..] {
            // Nearly all: `name="value"`.
            [b'=', quote @ (b'"' | b'\''), ..] => self.quoted(self.at + 2, quote),
            _ => self.spaced_value(),
        };
        value.map_or(Scanned::Unfinished, |value| Scanned::Attribute(&self.text[name], value))
    }

    /// The value, if there is one, where white space may stand around the `=`.
    fn spaced_value(&mut self) -> Option<&'a str> {
        self.skip(self.at, |b| !is_space(b));
        match self.text.as_bytes().get(self.at)? {
            b'=' => self.value(),
            _ => Some(""),
        }
    }

    /// To the next byte from `start` on which `stop` says so, or the end.
    fn skip(&mut self, start: usize, stop: impl Fn(u8) -> bool) {
        let rest = &self.text.as_bytes()[start..];
        self.at = start + rest.iter().position(|&b| stop(b)).unwrap_or(rest.len());
    }

    /// At `=`.
    fn value(&mut self) -> Option<&'a str> {
        let bytes = self.text.as_bytes();
        self.skip(self.at + 1, |b| !is_space(b));
        let start = self.at;
        match *bytes.get(start)? {
            quote @ (b'"' | b'\'') => self.quoted(start + 1, quote),
            b'>' => Some(""),
            _ => {
                self.skip(start, |b| is_space(b) || b == b'>');
                (self.at < bytes.len()).then(|| &self.text[start..self.at])
            }
        }
    }

    /// Behind the opening quote.
    #[inline]
    fn quoted(&mut self, start: usize, quote: u8) -> Option<&'a str> {
        let end = start + memchr(quote, &self.text.as_bytes()[start..])?;
        self.at = end + 1;
        Some(&self.text[start..end])
    }
}
