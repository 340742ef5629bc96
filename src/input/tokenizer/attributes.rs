//! The attributes of a tag, one after another.

use super::bytes::{attribute_name, is_space};
use memchr::{memchr, memchr2, memchr3};
use std::ops::Range;

/// Reads on from behind a tag's name.
pub(in crate::input) struct AttributeScan<'a> {
    pub(in crate::input) text: &'a str,
    pub(in crate::input) at: usize,
}

pub(in crate::input) enum Scanned {
    Attribute(Written),
    /// The tag's `>`; the position is behind it.
    End {
        self_closing: bool,
    },
    /// The page ends within the tag.
    Unfinished,
}

/// Where an attribute's name and value stand. Of most attributes nobody asks for the texts.
pub(in crate::input) struct Written {
    pub(in crate::input) name: Range<usize>,
    pub(in crate::input) value: Range<usize>,
    /// The value has neither references nor NULs: it means what is written.
    pub(in crate::input) is_plain: bool,
}

impl<'a> AttributeScan<'a> {
    /// Whether the tag ends here; the position is then behind it.
    #[inline]
    pub(in crate::input) fn skip_end(&mut self) -> bool {
        let ends = self.text.as_bytes().get(self.at) == Some(&b'>');
        self.at += usize::from(ends);
        ends
    }

    /// Inlined, for the loop over a tag's attributes.
    #[inline(always)]
    pub(in crate::input) fn next(&mut self) -> Scanned {
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
        self.at += attribute_name(&bytes[start..]);
        let name = start..self.at;
        let value = match bytes[self.at..] {
            // Nearly all: `name="value"`.
            [b'=', quote @ (b'"' | b'\''), ..] => self.quoted(self.at + 2, quote),
            _ => self.spaced_value(),
        };
        value.map_or(Scanned::Unfinished, |(value, is_plain)| {
            Scanned::Attribute(Written { name, value, is_plain })
        })
    }

    /// The value, if there is one, where white space may stand around the `=`.
    #[inline(never)]
    fn spaced_value(&mut self) -> Option<(Range<usize>, bool)> {
        self.skip(self.at, |b| !is_space(b));
        let bytes = self.text.as_bytes();
        if *bytes.get(self.at)? != b'=' {
            return Some((self.at..self.at, true));
        }
        self.skip(self.at + 1, |b| !is_space(b));
        let start = self.at;
        match *bytes.get(start)? {
            quote @ (b'"' | b'\'') => self.quoted(start + 1, quote),
            b'>' => Some((start..start, true)),
            _ => {
                self.skip(start, |b| is_space(b) || b == b'>');
                let value = start..self.at;
                let is_plain = memchr2(b'&', 0, &bytes[value.clone()]).is_none();
                (self.at < bytes.len()).then_some((value, is_plain))
            }
        }
    }

    /// To the next byte from `start` on which `stop` says so, or the end.
    #[inline]
    fn skip(&mut self, start: usize, stop: impl Fn(u8) -> bool) {
        let rest = &self.text.as_bytes()[start..];
        self.at = start + rest.iter().position(|&b| stop(b)).unwrap_or(rest.len());
    }

    /// Behind the opening quote: where the value is, and whether it is plain.
    #[inline(always)]
    fn quoted(&mut self, start: usize, quote: u8) -> Option<(Range<usize>, bool)> {
        let bytes = self.text.as_bytes();
        let first = start + memchr3(quote, b'&', 0, &bytes[start..])?;
        let is_plain = bytes[first] == quote;
        let end = if is_plain { first } else { first + memchr(quote, &bytes[first..])? };
        self.at = end + 1;
        Some((start..end, is_plain))
    }
}
