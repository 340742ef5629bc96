//! The attributes of a tag, one after another.

use super::bytes::{ends_attribute, is_space};
use memchr::{memchr, memchr2, memchr3};

/// Reads on from behind a tag's name.
pub(in crate::input) struct AttributeScan<'a> {
    pub(in crate::input) text: &'a str,
    pub(in crate::input) at: usize,
}

pub(in crate::input) enum Scanned<'a> {
    /// Name and value as they stand.
    Attribute(&'a str, Value<'a>),
    /// The tag's `>`; the position is behind it.
    End { self_closing: bool },
    /// The page ends within the tag.
    Unfinished,
}

/// An attribute's value as it is written.
#[derive(Debug, Clone, Copy)]
pub(in crate::input) struct Value<'a> {
    pub(in crate::input) written: &'a str,
    /// It has neither references nor NULs: it means what is written.
    pub(in crate::input) is_plain: bool,
}

impl<'a> Value<'a> {
    fn of(written: &'a str) -> Self {
        Self { written, is_plain: memchr2(b'&', 0, written.as_bytes()).is_none() }
    }
}

impl<'a> AttributeScan<'a> {
    /// Whether the tag ends here; the position is then behind it.
    #[inline]
    pub(in crate::input) fn skip_end(&mut self) -> bool {
        let ends = self.text.as_bytes().get(self.at) == Some(&b'>');
        self.at += usize::from(ends);
        ends
    }

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
    fn spaced_value(&mut self) -> Option<Value<'a>> {
        self.skip(self.at, |b| !is_space(b));
        match self.text.as_bytes().get(self.at)? {
            b'=' => self.value(),
            _ => Some(Value::of("")),
        }
    }

    /// To the next byte from `start` on which `stop` says so, or the end.
    fn skip(&mut self, start: usize, stop: impl Fn(u8) -> bool) {
        let rest = &self.text.as_bytes()[start..];
        self.at = start + rest.iter().position(|&b| stop(b)).unwrap_or(rest.len());
    }

    /// At `=`.
    fn value(&mut self) -> Option<Value<'a>> {
        let bytes = self.text.as_bytes();
        self.skip(self.at + 1, |b| !is_space(b));
        let start = self.at;
        match *bytes.get(start)? {
            quote @ (b'"' | b'\'') => self.quoted(start + 1, quote),
            b'>' => Some(Value::of("")),
            _ => {
                self.skip(start, |b| is_space(b) || b == b'>');
                (self.at < bytes.len()).then(|| Value::of(&self.text[start..self.at]))
            }
        }
    }

    /// Behind the opening quote.
    #[inline]
    fn quoted(&mut self, start: usize, quote: u8) -> Option<Value<'a>> {
        let bytes = self.text.as_bytes();
        let first = start + memchr3(quote, b'&', 0, &bytes[start..])?;
        let is_plain = bytes[first] == quote;
        let end = if is_plain { first } else { first + memchr(quote, &bytes[first..])? };
        self.at = end + 1;
        Some(Value { written: &self.text[start..end], is_plain })
    }
}
