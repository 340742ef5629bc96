//! Grammar of text that several stages share, and the hashes and sets it is looked up in. Leaf
//! modules: they know nothing of pages.

pub(crate) mod bits;
pub(crate) mod date;
pub(crate) mod fnv;
pub(crate) mod hash;
pub(crate) mod keys;
pub(crate) mod language;
pub(crate) mod letters;
pub(crate) mod normalise;
pub(crate) mod person;
pub(crate) mod plain;
pub(crate) mod terms;

/// At most so many bytes of a text, to a character boundary.
pub(crate) fn prefix(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// What stands before the dots with which a text breaks off.
pub(crate) fn before_ellipsis(text: &str) -> Option<&str> {
    text.strip_suffix('…').or_else(|| text.strip_suffix("..."))
}

/// Whether a text holds `wanted`, which is of ASCII, in any case.
pub(crate) fn holds_in_any_case(text: &str, wanted: &str) -> bool {
    let mut places = text.as_bytes().windows(wanted.len());
    places.any(|place| place.eq_ignore_ascii_case(wanted.as_bytes()))
}
