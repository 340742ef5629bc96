//! What is no text at all: images, sounds, fonts, archives, whatever a crawl calls them.

/// Where the bytes stand, and what they are: those of the WHATWG's MIME Sniffing Standard, section 6,
/// that no page begins with.
const SIGNATURES: [(usize, &[u8]); 15] = [
    (0, b"\xff\xd8\xff"),
    (0, b"\x89PNG\r\n\x1a\n"),
    (0, b"GIF87a"),
    (0, b"GIF89a"),
    (8, b"WEBPVP"),
    (0, b"\x1a\x45\xdf\xa3"),
    (0, b"OggS\0"),
    (0, b"ID3\x03"),
    (0, b"ID3\x04"),
    (0, b"%PDF-"),
    (0, b"PK\x03\x04"),
    (0, b"\x1f\x8b\x08"),
    (0, b"wOFF"),
    (0, b"wOF2"),
    (0, b"\0\x01\0\0\0"),
];

pub(super) fn is_media(bytes: &[u8]) -> bool {
    let stands =
        |(at, sign): &(usize, &[u8])| bytes.get(*at..).is_some_and(|b| b.starts_with(sign));
    SIGNATURES.iter().any(stands)
}
