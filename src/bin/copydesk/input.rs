//! Reading a page: a file or standard input, HTML or text by its content.

use crate::Failure;
use crate::args::{Kind, Source};
use copydesk::Page;
use std::io::Read;
use std::path::Path;

/// How far into a file its kind is looked for.
const LOOK: usize = 4096;

/// A page as it was read.
pub struct Input {
    bytes: Vec<u8>,
    kind: Kind,
    url: Option<String>,
}

impl Input {
    pub fn read(source: &Source) -> Result<Self, Failure> {
        let bytes = read(&source.file)?;
        let kind = source.input.unwrap_or_else(|| sniff(&bytes));
        Ok(Self { bytes, kind, url: source.url.clone() })
    }

    /// Hands the page to `use_page`.
    pub fn with_page<T>(&self, use_page: impl FnOnce(&Page<'_>) -> T) -> T {
        let text;
        let page = match self.kind {
            Kind::Html => Page::bytes(&self.bytes),
            Kind::Text => {
                text = decode(&self.bytes);
                Page::text(&text)
            }
        };
        match &self.url {
            Some(url) => use_page(&page.with_url(url.as_str())),
            None => use_page(&page),
        }
    }
}

/// The bytes of a file, or of standard input for `-`.
pub fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        std::io::stdin().lock().read_to_end(&mut bytes).map(drop)
    } else {
        std::fs::read(file).map(|read| bytes = read)
    }
    .map_err(|error| format!("{}: cannot read the page: {error}", file.display()))?;
    Ok(bytes)
}

/// HTML if a tag that pages have stands near the beginning, else text.
fn sniff(bytes: &[u8]) -> Kind {
    // NUL bytes are dropped, so that UTF-16 is seen as well.
    let start: Vec<u8> =
        bytes.iter().take(LOOK).filter(|&&b| b != 0).map(u8::to_ascii_lowercase).collect();
    let tag = start.split(|&b| b == b'<').skip(1).any(|rest| {
        let name = rest.strip_prefix(b"/").unwrap_or(rest);
        let end = name.iter().position(|b| !b.is_ascii_alphanumeric() && *b != b'!' && *b != b'-');
        let (name, after) = name.split_at(end.unwrap_or(name.len()));
        name.starts_with(b"!--")
            || TAGS.contains(&name) && after.first().is_none_or(|b| b" \t\r\n/>".contains(b))
    });
    if tag { Kind::Html } else { Kind::Text }
}

const TAGS: [&[u8]; 24] = [
    b"!doctype",
    b"html",
    b"head",
    b"body",
    b"title",
    b"meta",
    b"link",
    b"script",
    b"style",
    b"div",
    b"p",
    b"a",
    b"span",
    b"article",
    b"section",
    b"main",
    b"header",
    b"h1",
    b"h2",
    b"table",
    b"ul",
    b"ol",
    b"br",
    b"img",
];

/// A text file's characters: by byte-order mark, else UTF-8 where it is valid, else by detection.
fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Allow);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Kind, decode, sniff};

    #[test]
    fn a_page_is_told_from_text() {
        for html in ["<!DOCTYPE html><html>", "\u{feff}<p>x", "<!-- x --><b>", "x <br/> y"] {
            assert!(sniff(html.as_bytes()) == Kind::Html, "{html}");
        }
        for text in ["a < b and c > d", "", "5 <6>", "x <pre", "see <people@example.org>"] {
            assert!(sniff(text.as_bytes()) == Kind::Text, "{text}");
        }
        let utf16: Vec<u8> = "<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(sniff(&utf16) == Kind::Html);
    }

    #[test]
    fn text_files_are_decoded() {
        assert_eq!(decode(b"\xff\xfea\0b\0"), "ab");
        assert_eq!(decode("caf\u{e9}".as_bytes()), "café");
        assert_eq!(decode(b"un caf\xe9 \xe0 Paris, tr\xe8s bon"), "un café à Paris, très bon");
    }
}
