//! Character references: `&amp;`, `&#8211;`, `&#x2013;`.

use html5ever::data::C1_REPLACEMENTS;
use memchr::{memchr, memchr2, memrchr};
use std::cmp::Ordering;

/// What a reference stands for, and how long it is behind its `&`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    first: char,
    second: Option<char>,
    pub(super) length: usize,
}

impl Found {
    pub(super) fn as_str<'b>(&self, buffer: &'b mut [u8; 8]) -> &'b str {
        let first = self.first.encode_utf8(buffer).len();
        let second = self.second.map_or(0, |c| c.encode_utf8(&mut buffer[first..]).len());
        std::str::from_utf8(&buffer[..first + second]).unwrap_or("\u{fffd}")
    }
}

/// An attribute's value with its references replaced, added to `out`.
pub(in crate::input) fn push_value(value: &str, out: &mut String) {
    let mut rest = value;
    while let Some(at) = memchr2(b'&', 0, rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let special = &rest[at..];
        let found = special.strip_prefix('&').map(|after| read(after.as_bytes(), true));
        let length = match found {
            None => {
                out.push('\u{fffd}');
                0
            }
            Some(None) => {
                out.push('&');
                0
            }
            Some(Some(found)) => {
                out.push_str(found.as_str(&mut [0; 8]));
                found.length
            }
        };
        rest = &special[1 + length..];
    }
    out.push_str(rest);
}

/// Reads a reference behind its `&`; `None` if the `&` is just that.
pub(super) fn read(rest: &[u8], in_attribute: bool) -> Option<Found> {
    match rest {
        // The five that make up nearly all of them.
        [b'a', b'm', b'p', b';', ..] => Some(Found { first: '&', second: None, length: 4 }),
        [b'n', b'b', b's', b'p', b';', ..] => {
            Some(Found { first: '\u{a0}', second: None, length: 5 })
        }
        [b'q', b'u', b'o', b't', b';', ..] => Some(Found { first: '"', second: None, length: 5 }),
        [b'l', b't', b';', ..] => Some(Found { first: '<', second: None, length: 3 }),
        [b'g', b't', b';', ..] => Some(Found { first: '>', second: None, length: 3 }),
        [b'#', b'x' | b'X', digits @ ..] => numeric(digits, 16, 2),
        [b'#', digits @ ..] => numeric(digits, 10, 1),
        _ => named(rest, in_attribute),
    }
}

fn numeric(digits: &[u8], radix: u32, before: usize) -> Option<Found> {
    let mut number: u32 = 0;
    let mut length = 0;
    while let Some(digit) = digits.get(length).and_then(|&b| char::from(b).to_digit(radix)) {
        // Once too big it stays too big.
        number = number.saturating_mul(radix).saturating_add(digit);
        length += 1;
    }
    if length == 0 {
        return None;
    }
    length += usize::from(digits.get(length) == Some(&b';'));
    let first = match number {
        0 => char::REPLACEMENT_CHARACTER,
        0x80..=0x9f => C1_REPLACEMENTS[number as usize - 0x80]
            .or_else(|| char::from_u32(number))
            .unwrap_or(char::REPLACEMENT_CHARACTER),
        n => char::from_u32(n).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    Some(Found { first, second: None, length: before + length })
}

/// The longest name without a semicolon (`&frac12`).
const LONGEST_LEGACY: usize = 6;
/// `&CounterClockwiseContourIntegral;`
const LONGEST: usize = 33;

fn named(rest: &[u8], in_attribute: bool) -> Option<Found> {
    let window = &rest[..rest.len().min(LONGEST)];
    let word = window.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(window.len());
    if window.get(word) == Some(&b';')
        && let Some(found) = lookup(&window[..=word])
    {
        return Some(found);
    }
    let found = (2..=word.min(LONGEST_LEGACY)).rev().find_map(|n| lookup(&window[..n]))?;
    let next = rest.get(found.length);
    // `?a=b&copy=c` in an address is no copyright sign.
    let literal = in_attribute && next.is_some_and(|&b| b == b'=' || b.is_ascii_alphanumeric());
    (!literal).then_some(found)
}

/// The names of the HTML standard, sorted, each with its one or two characters: a line a name.
const NAMES: &[u8] = include_bytes!("../../../data/entities.txt");

/// Halves the lines until it stands on the name's own: a table of pointers would be ten times as
/// large.
fn lookup(name: &[u8]) -> Option<Found> {
    let (mut low, mut high) = (0, NAMES.len());
    while low < high {
        let start = memrchr(b'\n', &NAMES[low..(low + high) / 2]).map_or(low, |at| low + at + 1);
        let end = memchr(b'\n', &NAMES[start..]).map_or(high, |at| start + at);
        let (here, characters) = NAMES[start..end].split_at(memchr(b' ', &NAMES[start..end])?);
        match here.cmp(name) {
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
            Ordering::Equal => return found(characters, name.len()),
        }
    }
    None
}

/// Characters as the data file has them: in hexadecimal, each behind a space.
fn found(characters: &[u8], length: usize) -> Option<Found> {
    let mut each = std::str::from_utf8(characters).ok()?.split_ascii_whitespace();
    let mut next = || char::from_u32(u32::from_str_radix(each.next()?, 16).ok()?);
    Some(Found { first: next()?, second: next(), length })
}

#[cfg(test)]
mod tests {
    use super::*;
    use html5ever::data::NAMED_ENTITIES;

    #[test]
    fn names_mean_what_they_mean_to_html5ever() {
        for (name, &(first, second)) in NAMED_ENTITIES.entries() {
            let character = |n| char::from_u32(n).filter(|&c| c != '\0');
            // Its table also holds the beginnings of names, with zeros.
            let wanted = character(first).map(|c| (c, character(second)));
            assert_eq!(lookup(name.as_bytes()).map(|f| (f.first, f.second)), wanted, "{name}");
        }
        assert_eq!(lookup(b""), None);
        assert_eq!(lookup(b"~"), None);
    }

    #[test]
    fn the_longest_names_are_as_long_as_assumed() {
        let names = || NAMED_ENTITIES.entries().filter(|(_, v)| v.0 != 0).map(|(name, _)| *name);
        assert_eq!(names().map(str::len).max(), Some(LONGEST - 1));
        let legacy = names().filter(|n| !n.ends_with(';'));
        assert_eq!(legacy.map(str::len).max(), Some(LONGEST_LEGACY));
    }
}
