//! Comments, document types and CDATA.

use super::bytes::is_space;
use super::{TokenSink, Tokenizer};
use memchr::{memchr, memmem};

/// A document type as it stands; it only decides whether a table closes a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::input) struct Doctype<'a> {
    pub(in crate::input) name: Option<&'a str>,
    pub(in crate::input) public: Option<&'a str>,
    pub(in crate::input) system: Option<&'a str>,
    pub(in crate::input) force_quirks: bool,
}

impl<'a, S: TokenSink<'a>> Tokenizer<'a, '_, S> {
    /// At `<!`.
    pub(super) fn declaration(&mut self) {
        let rest = &self.bytes[self.at + 2..];
        if rest.starts_with(b"--") {
            self.comment(self.at + 4);
        } else if rest.len() >= 7 && rest[..7].eq_ignore_ascii_case(b"doctype") {
            self.doctype(self.at + 9);
        } else if rest.starts_with(b"[CDATA[") && self.sink.in_foreign() {
            self.cdata(self.at + 9);
        } else {
            self.bogus_comment(self.at + 2);
        }
    }

    pub(super) fn bogus_comment(&mut self, start: usize) {
        let end = memchr(b'>', &self.bytes[start..]).map(|i| start + i);
        self.sink.comment(&self.html[start..end.unwrap_or(self.bytes.len())]);
        self.at = end.map_or(self.bytes.len(), |end| end + 1);
    }

    fn comment(&mut self, start: usize) {
        let rest = &self.bytes[start..];
        if rest.starts_with(b">") || rest.starts_with(b"->") {
            self.sink.comment("");
            self.at = start + if rest[0] == b'>' { 1 } else { 2 };
            return;
        }
        let closing = memchr::memchr_iter(b'>', rest).find_map(|end| {
            let inner = &rest[..end];
            inner.strip_suffix(b"--").or_else(|| inner.strip_suffix(b"--!")).map(|i| (i.len(), end))
        });
        let (length, end) = closing.unwrap_or_else(|| {
            let tails: [&[u8]; 3] = [b"--!", b"--", b"-"];
            let tail = tails.iter().find(|t| rest.ends_with(t)).map_or(0, |t| t.len());
            (rest.len() - tail, rest.len().saturating_sub(1))
        });
        self.sink.comment(&self.html[start..start + length]);
        self.at = (start + end + 1).min(self.bytes.len());
    }

    fn cdata(&mut self, start: usize) {
        let end = memmem::find(&self.bytes[start..], b"]]>").map(|i| start + i);
        self.text(start, end.unwrap_or(self.bytes.len()));
        self.at = end.map_or(self.bytes.len(), |end| end + 3);
    }

    fn doctype(&mut self, start: usize) {
        let (doctype, at) = DoctypeScan { text: self.html, at: start }.read();
        self.at = at;
        self.sink.doctype(&doctype);
    }
}

struct DoctypeScan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> DoctypeScan<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self, stop: impl Fn(u8) -> bool) -> &'a str {
        let start = self.at;
        let rest = &self.text.as_bytes()[start..];
        self.at += rest.iter().position(|&b| stop(b)).unwrap_or(rest.len());
        &self.text[start..self.at]
    }

    fn spaces(&mut self) {
        self.skip(|b| !is_space(b));
    }

    /// The document type, and the position behind its `>`.
    fn read(mut self) -> (Doctype<'a>, usize) {
        let mut doctype = Doctype::default();
        doctype.force_quirks = self.parts(&mut doctype).is_none();
        // What follows the parts, or a wrong one, does not matter.
        let end = memchr(b'>', &self.text.as_bytes()[self.at..]).map(|i| self.at + i + 1);
        (doctype, end.unwrap_or(self.text.len()))
    }

    /// `None` if something is missing or wrong.
    fn parts(&mut self, doctype: &mut Doctype<'a>) -> Option<()> {
        self.spaces();
        let name = self.skip(|b| is_space(b) || b == b'>');
        doctype.name = (!name.is_empty()).then_some(name);
        doctype.name?;
        self.spaces();
        if self.peek()? == b'>' {
            return Some(());
        }
        if self.keyword("public") {
            self.spaces();
            self.quoted(&mut doctype.public)?;
            self.spaces();
            if self.peek()? == b'>' {
                return Some(());
            }
        } else if self.keyword("system") {
            self.spaces();
        } else {
            return None;
        }
        self.quoted(&mut doctype.system)?;
        self.spaces();
        self.peek().map(drop)
    }

    fn keyword(&mut self, word: &str) -> bool {
        let end = self.at + word.len();
        let found = self.text.get(self.at..end).is_some_and(|w| w.eq_ignore_ascii_case(word));
        if found {
            self.at = end;
        }
        found
    }

    /// An identifier; one that ends with the tag counts, though it is wrong.
    fn quoted(&mut self, id: &mut Option<&'a str>) -> Option<()> {
        let quote = self.peek().filter(|b| matches!(b, b'"' | b'\''))?;
        self.at += 1;
        *id = Some(self.skip(|b| b == quote || b == b'>'));
        if self.peek()? != quote {
            return None;
        }
        self.at += 1;
        Some(())
    }
}
