//! From bytes to text: byte-order mark, NUL pattern, the caller's label, `<meta>`, detection.
//!
//! Labels lie, so what the bytes say for certain comes first: valid UTF-8 is UTF-8 whatever its
//! label, and so is text with a few broken places among many good ones.

mod media;
mod prescan;
mod wide;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Text, and how it was found in the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    /// WHATWG's name of the encoding (`UTF-32LE` and `UTF-32BE` besides).
    pub(crate) encoding: &'static str,
    pub(crate) source: Source,
    /// Some bytes made no character and became U+FFFD.
    pub(crate) malformed: bool,
}

/// What decided on the encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// The byte-order mark.
    Mark,
    /// The bytes: UTF-8 that is valid, UTF-16 or UTF-32 by the places of its NULs.
    Bytes,
    /// The caller's label.
    Caller,
    /// `<meta>` or the XML declaration.
    Declared,
    /// Detection by letter frequencies.
    Detected,
}

/// Never fails: bytes that are no text in any encoding become U+FFFD, and an image has no text.
pub(crate) fn decode<'a>(bytes: &'a [u8], charset: Option<&str>) -> Decoded<'a> {
    let bytes = if media::is_media(bytes) { &[] } else { bytes };
    if let Some(decoded) = wide::decode(bytes, charset) {
        return decoded;
    }
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return with(UTF_8, rest, Source::Mark);
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !bytes.contains(&0x1b)
    {
        let text = Cow::Borrowed(text);
        return Decoded { text, encoding: UTF_8.name(), source: Source::Bytes, malformed: false };
    }
    let caller = charset.and_then(narrow).map(|e| (e, Source::Caller));
    let declared = || prescan::declared(bytes).map(|e| (e, Source::Declared));
    let label = caller.or_else(declared);
    let (valid, invalid) = utf8_sequences(bytes);
    let escaped = invalid == 0 && valid == 0 && bytes.contains(&0x1b);
    if invalid == 0 && !escaped {
        return with(UTF_8, bytes, Source::Bytes);
    }
    if invalid > 0 && valid >= 10 * invalid {
        return with(UTF_8, bytes, Source::Bytes);
    }
    match label.filter(|&(encoding, _)| encoding != UTF_8 || valid > invalid) {
        Some((encoding, source)) => by_label(encoding, bytes, source),
        None => with(detect(bytes), bytes, Source::Detected),
    }
}

/// The encoding that a page declares, if it can be used.
#[cfg(feature = "internals")]
pub(in crate::input) fn declared(bytes: &[u8]) -> Option<&'static str> {
    prescan::declared(bytes).map(Encoding::name)
}

/// A label, where it names an encoding that can be used: not `replacement`, which only says that
/// browsers refuse to read the page, and not UTF-16, which `wide` would have seen.
fn narrow(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label.as_bytes())?;
    (encoding != REPLACEMENT && encoding != UTF_16LE && encoding != UTF_16BE).then_some(encoding)
}

fn with<'a>(encoding: &'static Encoding, bytes: &'a [u8], source: Source) -> Decoded<'a> {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    Decoded { text, encoding: encoding.name(), source, malformed }
}

/// By the label, unless bytes are malformed in it and not so in the encoding that detection names.
fn by_label<'a>(encoding: &'static Encoding, bytes: &'a [u8], source: Source) -> Decoded<'a> {
    let labelled = with(encoding, bytes, source);
    if labelled.malformed {
        let detected = with(detect(bytes), bytes, Source::Detected);
        if !detected.malformed {
            return detected;
        }
    }
    labelled
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    // Escape sequences are a danger in browsers, which run scripts; here they are Japanese mail.
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    if encoding == ISO_2022_JP && encoding.decode_without_bom_handling(bytes).1 {
        return UTF_8;
    }
    encoding
}

/// How many multi-byte sequences of UTF-8 are there, and how many bytes or sequences are broken.
fn utf8_sequences(bytes: &[u8]) -> (usize, usize) {
    let (mut valid, mut invalid) = (0, 0);
    let (mut at, mut of_surrogate) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        at += chunk.valid().len();
        valid += chunk.valid().bytes().filter(|&b| b >= 0xc0).count();
        if is_surrogate(&bytes[at..]) {
            valid += 1;
            of_surrogate = at + 3;
        } else if at >= of_surrogate {
            invalid += usize::from(!chunk.invalid().is_empty());
        }
        at += chunk.invalid().len();
    }
    (valid, invalid)
}

/// A surrogate as UTF-8 would have it: wrong, but made by what writes UTF-8 (CESU-8, WTF-8).
fn is_surrogate(bytes: &[u8]) -> bool {
    matches!(bytes, [0xed, 0xa0..=0xbf, 0x80..=0xbf, ..])
}

#[cfg(test)]
mod tests;
