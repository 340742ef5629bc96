//! UTF-16 and UTF-32, by byte-order mark or by where their NULs stand.

use super::{Decoded, Source};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wide {
    Utf16(&'static Encoding),
    Utf32Le,
    Utf32Be,
}

/// `None` if the bytes are in an encoding of single bytes (or UTF-8).
pub(super) fn decode<'a>(bytes: &'a [u8], charset: Option<&str>) -> Option<Decoded<'a>> {
    let (wide, length, source) = match mark(bytes) {
        Some((wide, length)) => (wide, length, Source::Mark),
        None => (pattern(bytes).or_else(|| labelled(bytes, charset))?, 0, Source::Bytes),
    };
    let bytes = &bytes[length..];
    let (text, malformed, encoding) = match wide {
        Wide::Utf16(encoding) => {
            let (text, malformed) = encoding.decode_without_bom_handling(bytes);
            (text, malformed, encoding.name())
        }
        Wide::Utf32Le => utf32(bytes, u32::from_le_bytes, "UTF-32LE"),
        Wide::Utf32Be => utf32(bytes, u32::from_be_bytes, "UTF-32BE"),
    };
    Some(Decoded { text, encoding, source, malformed })
}

fn mark(bytes: &[u8]) -> Option<(Wide, usize)> {
    match bytes {
        // In UTF-16 this would be a mark and a NUL, with which no page begins.
        [0xff, 0xfe, 0, 0, ..] => Some((Wide::Utf32Le, 4)),
        [0, 0, 0xfe, 0xff, ..] => Some((Wide::Utf32Be, 4)),
        [0xff, 0xfe, ..] => Some((Wide::Utf16(UTF_16LE), 2)),
        [0xfe, 0xff, ..] => Some((Wide::Utf16(UTF_16BE), 2)),
        _ => None,
    }
}

/// Markup is ASCII, even where the text is not: in UTF-16 every other byte of it is NUL.
fn pattern(bytes: &[u8]) -> Option<Wide> {
    const SAMPLE: usize = 1024;
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let quads = sample.len() / 4;
    if quads == 0 {
        return None;
    }
    let mut nuls = [0; 4];
    for (i, _) in sample[..quads * 4].iter().enumerate().filter(|&(_, &b)| b == 0) {
        nuls[i % 4] += 1;
    }
    let most = |n: usize| n * 10 >= quads * 9;
    let many = |n: usize| n * 2 >= quads;
    let few = |n: usize| n * 20 <= quads;
    match nuls {
        [a, _, c, d] if few(a) && most(c) && most(d) => Some(Wide::Utf32Le),
        [a, b, _, d] if few(d) && most(a) && most(b) => Some(Wide::Utf32Be),
        [a, b, c, d] if few(a) && few(c) && many(b) && many(d) => Some(Wide::Utf16(UTF_16LE)),
        [a, b, c, d] if few(b) && few(d) && many(a) && many(c) => Some(Wide::Utf16(UTF_16BE)),
        _ => None,
    }
}

/// The caller's UTF-16, if there is a NUL at all: a page has at least one `<`.
fn labelled(bytes: &[u8], charset: Option<&str>) -> Option<Wide> {
    let encoding = Encoding::for_label(charset?.as_bytes())?;
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    (wide && bytes.contains(&0)).then_some(Wide::Utf16(encoding))
}

fn utf32<'a>(
    bytes: &[u8],
    unit: fn([u8; 4]) -> u32,
    name: &'static str,
) -> (Cow<'a, str>, bool, &'static str) {
    let mut malformed = !bytes.len().is_multiple_of(4);
    let mut text = String::with_capacity(bytes.len() / 4);
    for quad in bytes.chunks_exact(4) {
        let c = char::from_u32(unit([quad[0], quad[1], quad[2], quad[3]]));
        malformed |= c.is_none();
        text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    (Cow::Owned(text), malformed, name)
}
