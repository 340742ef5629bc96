//! Character references: `&amp;`, `&#8211;`, `&#x2013;`.

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use memchr::memchr2;

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

fn lookup(name: &[u8]) -> Option<Found> {
    // The table also holds the beginnings of names, with zeros.
    let &(first, second) = NAMED_ENTITIES.get(std::str::from_utf8(name).ok()?)?;
    let first = char::from_u32(first).filter(|&c| c != '\0')?;
    let second = char::from_u32(second).filter(|&c| c != '\0');
    Some(Found { first, second, length: name.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_names_are_as_long_as_assumed() {
        let names = || NAMED_ENTITIES.entries().filter(|(_, v)| v.0 != 0).map(|(name, _)| *name);
        assert_eq!(names().map(str::len).max(), Some(LONGEST - 1));
        let legacy = names().filter(|n| !n.ends_with(';'));
        assert_eq!(legacy.map(str::len).max(), Some(LONGEST_LEGACY));
    }
}
