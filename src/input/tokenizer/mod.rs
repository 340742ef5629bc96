//! The HTML standard's tokenizer over borrowed text.
//!
//! It gives the same tokens as html5ever's (which is the oracle in tests), but looks at bytes
//! instead of characters: everything that steers it is ASCII, and text between is found by
//! `memchr` and handed on in one piece. The input has its line ends normalised already.

mod attributes;
mod bytes;
mod markup;
mod raw;
#[cfg(feature = "internals")]
mod record;
mod reference;

use super::attributes::KeptAttributes;
use super::document::TextRange;
use super::tag::Tag;
use crate::limits::Deadline;
use attributes::Written;
pub(super) use attributes::{AttributeScan, Scanned};
use bytes::tag_name;
pub(super) use markup::Doctype;
use memchr::memchr2;
#[cfg(feature = "internals")]
pub(super) use record::tokens;
pub(super) use reference::push_value;
use std::borrow::Cow;
use std::ops::Range;

/// Where the tokens go.
pub(super) trait TokenSink<'a> {
    fn doctype(&mut self, doctype: &Doctype<'a>);
    /// Says how what follows is to be read.
    fn start_tag(&mut self, tag: &StartTag<'_>) -> Content;
    fn end_tag(&mut self, tag: Tag, name: TextRange);
    fn comment(&mut self, text: &'a str);
    /// Never empty, never with a NUL.
    fn text(&mut self, text: &str);
    /// A NUL in text.
    fn null(&mut self);
    fn end(&mut self);
    /// Whether the current element is SVG or MathML: only there is `<![CDATA[` no comment.
    fn in_foreign(&self) -> bool;
    /// The current element's tag; `Other` if it has none.
    fn current_tag(&self) -> Tag;
}

/// How the text after a start tag is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Markup,
    /// Up to the end tag, with character references: `title`.
    Rcdata,
    /// Up to the end tag: `style`.
    Rawtext,
    Script,
    /// Up to the end of the page.
    Plaintext,
}

/// A start tag as it stands in the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct StartTag<'t> {
    pub(super) tag: Tag,
    /// Where the name stands, in any case, NULs included: see [`lowercase`].
    pub(super) name: TextRange,
    /// The kept attributes, each name once.
    pub(super) attrs: &'t [RawAttribute],
    /// Behind the tag's `>`.
    pub(super) end: u32,
    pub(super) self_closing: bool,
}

impl StartTag<'_> {
    /// Where all attributes stand: between the name and the end of the tag, `>` included.
    pub(super) fn source(&self) -> TextRange {
        TextRange { start: self.name.end, end: self.end }
    }
}

/// Where an attribute stands, its value still with character references.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawAttribute {
    /// The number of the name among those kept; `None` where all are kept.
    pub(super) kept: Option<u16>,
    pub(super) name: TextRange,
    pub(super) value: TextRange,
    /// The value has neither references nor NULs: it means what is written.
    pub(super) is_plain: bool,
}

/// A tag's name as the standard has it: in lower case, U+FFFD for NUL.
pub(super) fn lowercase(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|b| b.is_ascii_uppercase() || b == 0) {
        Cow::Owned(name.to_ascii_lowercase().replace('\0', "\u{fffd}"))
    } else {
        Cow::Borrowed(name)
    }
}

fn range(place: Range<usize>) -> TextRange {
    TextRange { start: place.start as u32, end: place.end as u32 }
}

/// Bytes between two looks at the clock.
const STRIDE: usize = 16 << 10;

pub(super) struct Tokenizer<'a, 'k, S> {
    pub(super) sink: S,
    html: &'a str,
    bytes: &'a [u8],
    at: usize,
    kept: &'k KeptAttributes,
    attrs: Vec<RawAttribute>,
    max_attributes: usize,
    /// Attributes left out because an element had too many.
    pub(super) attributes_over: usize,
    /// Whether the page has NULs, or may have.
    pub(super) has_nul: bool,
    /// Whether an `iframe` that `noscript` leaves open ends with it: where scripts run, `noscript` is
    /// text up to its end, and nobody notices. By the standard all of the page up to the next
    /// `</iframe>` is text of that `iframe`.
    pub(super) mends: bool,
    in_noscript: bool,
}

impl<'a, 'k, S: TokenSink<'a>> Tokenizer<'a, 'k, S> {
    pub(super) fn new(html: &'a str, kept: &'k KeptAttributes, max: usize, sink: S) -> Self {
        let bytes = html.as_bytes();
        let attrs = Vec::with_capacity(16);
        let at = if html.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let (max_attributes, attributes_over) = (max, 0);
        let (mends, in_noscript) = (false, false);
        Self {
            sink,
            html,
            bytes,
            at,
            kept,
            attrs,
            max_attributes,
            attributes_over,
            has_nul: true,
            mends,
            in_noscript,
        }
    }

    /// All tokens; `content` is how the page begins. Gives how many bytes were left when time was
    /// up.
    pub(super) fn run(&mut self, content: Content, last: &str, deadline: Deadline) -> usize {
        self.content(content, last);
        while self.at < self.bytes.len() && !deadline.has_passed() {
            let stop = self.bytes.len().min(self.at + STRIDE);
            while self.at < stop {
                self.data();
            }
        }
        self.sink.end();
        self.bytes.len() - self.at
    }

    fn data(&mut self) {
        if self.bytes[self.at] != b'<' {
            let rest = &self.bytes[self.at..];
            let end = memchr2(b'<', b'&', rest).map_or(self.bytes.len(), |i| self.at + i);
            self.text(self.at, end);
            self.at = end;
            if self.peek(0) == Some(b'&') {
                self.reference();
            }
        } else {
            self.markup();
        }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    /// Text as data: NULs are tokens of their own.
    fn text(&mut self, start: usize, end: usize) {
        if start == end {
            return;
        }
        let text = &self.html[start..end];
        if !self.has_nul {
            return self.sink.text(text);
        }
        let mut rest = text;
        while let Some(nul) = rest.find('\0') {
            if nul > 0 {
                self.sink.text(&rest[..nul]);
            }
            self.sink.null();
            rest = &rest[nul + 1..];
        }
        if !rest.is_empty() {
            self.sink.text(rest);
        }
    }

    /// At `&`.
    fn reference(&mut self) {
        match reference::read(&self.bytes[self.at + 1..], false) {
            Some(found) => {
                self.sink.text(found.as_str(&mut [0; 8]));
                self.at += 1 + found.length;
            }
            None => {
                self.sink.text("&");
                self.at += 1;
            }
        }
    }

    /// At `<`.
    fn markup(&mut self) {
        match (self.peek(1), self.peek(2)) {
            (Some(b), _) if b.is_ascii_alphabetic() => self.start_tag(),
            (Some(b'/'), Some(b)) if b.is_ascii_alphabetic() => {
                self.at += 2;
                self.end_tag();
            }
            (Some(b'/'), Some(b'>')) => self.at += 3,
            (Some(b'/'), Some(_)) => self.bogus_comment(self.at + 2),
            (Some(b'/'), None) => {
                self.sink.text("</");
                self.at += 2;
            }
            (Some(b'!'), _) => self.declaration(),
            (Some(b'?'), _) => self.bogus_comment(self.at + 1),
            _ => {
                self.sink.text("<");
                self.at += 1;
            }
        }
    }

    /// The name that starts here; the position is then behind it.
    #[inline(always)]
    fn name(&mut self) -> (Tag, TextRange) {
        let rest = &self.bytes[self.at..];
        let length = tag_name(rest);
        let start = self.at;
        self.at += length;
        (Tag::at_start(rest, length), range(start..self.at))
    }

    /// The same where the current element's name stands right before a `>`, as in most end tags: a
    /// comparison is cheaper than to look the name up.
    fn name_of_current(&mut self) -> Option<(Tag, TextRange)> {
        let tag = self.sink.current_tag();
        let end = self.at + tag.closed_at_start(&self.bytes[self.at..])?;
        Some((tag, range(std::mem::replace(&mut self.at, end)..end)))
    }

    fn start_tag(&mut self) {
        self.at += 1;
        let (tag, name) = self.name();
        let mut scan = AttributeScan { text: self.html, at: self.at };
        self.attrs.clear();
        let self_closing = loop {
            match scan.next() {
                Scanned::Attribute(written) => self.attribute(written),
                Scanned::End { self_closing } => break self_closing,
                Scanned::Unfinished => {
                    self.at = self.bytes.len();
                    return;
                }
            }
        };
        self.at = scan.at;
        self.in_noscript |= tag == Tag::Noscript;
        let (attrs, end) = (&*self.attrs, scan.at as u32);
        let content = self.sink.start_tag(&StartTag { tag, name, attrs, end, self_closing });
        if content != Content::Markup {
            self.content(content, name.of(self.html));
        }
    }

    fn attribute(&mut self, Written { name, value, is_plain }: Written) {
        let text = &self.bytes[name.start..];
        let Some(kept) = self.kept.number(text, name.len()) else { return };
        let (name, value) = (range(name), range(value));
        let lower = |name: TextRange| lowercase(name.of(self.html));
        let known = match kept {
            Some(_) => self.attrs.iter().any(|a| a.kept == kept),
            None => self.attrs.iter().any(|a| lower(a.name) == lower(name)),
        };
        if known {
            return;
        }
        if self.attrs.len() >= self.max_attributes {
            self.attributes_over += 1;
            return;
        }
        self.attrs.push(RawAttribute { kept, name, value, is_plain });
    }

    /// At the name of an end tag.
    fn end_tag(&mut self) {
        let (tag, name) = self.name_of_current().unwrap_or_else(|| self.name());
        let mut scan = AttributeScan { text: self.html, at: self.at };
        // Nearly all end right here.
        let finished = scan.skip_end()
            || loop {
                match scan.next() {
                    Scanned::Attribute(..) => {}
                    Scanned::End { .. } => break true,
                    Scanned::Unfinished => break false,
                }
            };
        if finished {
            self.at = scan.at;
            self.in_noscript &= tag != Tag::Noscript;
            self.sink.end_tag(tag, name);
        } else {
            self.at = self.bytes.len();
        }
    }
}
