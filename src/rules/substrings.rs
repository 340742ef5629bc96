//! Which of many short strings a text holds.
//!
//! Each is looked for by the three of its bytes that are rarest in texts: tables of a bit for each
//! three bytes, hashed, stay in the processor's cache, as an automaton of all strings does not.

use crate::text::bits::Bits;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Strings, numbered as given.
#[derive(Debug, Clone, Default)]
pub(super) struct Substrings {
    strings: Vec<Cow<'static, str>>,
    /// A bit for each pair of bytes that is the first two of three that lead to a string.
    pairs: Bits,
    /// A bit for each hash of three bytes that lead to a string.
    threes: Bits,
    /// Where the bytes stand in a string, and its number.
    leads: FxHashMap<[u8; 3], Vec<(u32, u32)>>,
}

impl Substrings {
    pub(super) fn new(strings: Vec<Cow<'static, str>>) -> Self {
        let mut out = Self::default();
        for (string, number) in strings.iter().zip(0..) {
            out.add(string.as_bytes(), number);
        }
        out.strings = strings;
        out
    }

    fn add(&mut self, string: &[u8], number: u32) {
        let rare = |(_, three): &(usize, &[u8])| three.iter().map(|&b| rarity(b)).product::<u32>();
        let any = 0..=u8::MAX;
        match *string {
            [] => {}
            [a] => any.for_each(|b| self.lead([a, b, 0], 0, number)),
            [a, b] => self.lead([a, b, 0], 0, number),
            _ => {
                let rarest = string.windows(3).enumerate().max_by_key(rare);
                let (at, three) = rarest.unwrap_or_default();
                self.lead([three[0], three[1], three[2]], at as u32, number);
            }
        }
    }

    fn lead(&mut self, three: [u8; 3], at: u32, number: u32) {
        self.pairs.insert(pair(three));
        self.threes.insert(hash(three));
        self.leads.entry(three).or_default().push((at, number));
    }

    /// Calls `found` with the number of each string that `text` holds, as often as it does.
    pub(super) fn search(&self, text: &str, mut found: impl FnMut(u32)) {
        let bytes = text.as_bytes();
        let last = bytes.last().map(|&last| [last, 0]);
        let pairs = bytes.windows(2).map(|pair| [pair[0], pair[1]]);
        pairs.chain(last).enumerate().for_each(|(at, [first, second])| {
            if !self.pairs.holds(u16::from_le_bytes([first, second])) {
                return;
            }
            let third = bytes.get(at + 2).copied().unwrap_or_default();
            let mut look_up = |three| {
                if self.threes.holds(hash(three)) {
                    self.verify(bytes, at, three, &mut found);
                }
            };
            look_up([first, second, third]);
            if third != 0 {
                look_up([first, second, 0]);
            }
        });
    }

    #[inline(never)]
    fn verify(&self, text: &[u8], at: usize, three: [u8; 3], found: &mut impl FnMut(u32)) {
        for &(offset, string) in self.leads.get(&three).into_iter().flatten() {
            let from = at.checked_sub(offset as usize);
            let wanted = self.strings[string as usize].as_bytes();
            if from.is_some_and(|from| text[from..].starts_with(wanted)) {
                found(string);
            }
        }
    }
}

fn pair([first, second, _]: [u8; 3]) -> u16 {
    u16::from_le_bytes([first, second])
}

fn hash([first, second, third]: [u8; 3]) -> u16 {
    let number = u32::from_le_bytes([first, second, third, 0]);
    (number.wrapping_mul(0x9e37_79b1) >> 16) as u16
}

/// Letters from common to rare.
const LETTERS: &[u8] = b"etaoinsrhldcumfpgwybvkxjqz";

/// How rare a byte is in texts, roughly.
fn rarity(byte: u8) -> u32 {
    match byte {
        b' ' => 1,
        b'a'..=b'z' => 2 + LETTERS.iter().position(|&l| l == byte).unwrap_or_default() as u32,
        b'.' | b',' => 12,
        // Of other alphabets, half the bytes only say which.
        0xc0.. => 10,
        _ => 40,
    }
}

#[cfg(test)]
mod tests {
    use super::Substrings;

    fn held(strings: &[&'static str], text: &str) -> Vec<&'static str> {
        let set = Substrings::new(strings.iter().map(|&s| s.into()).collect());
        let mut out = Vec::new();
        set.search(text, |at| out.push(strings[at as usize]));
        out
    }

    #[test]
    fn every_string_is_found_where_it_stands() {
        let strings = [".", "by ", "(c)", "photo", "фото", "©", "oto"];
        assert_eq!(held(&strings, "a photo (c) by x."), ["photo", "oto", "(c)", "by ", "."]);
        assert_eq!(held(&strings, "©"), ["©"]);
        assert_eq!(held(&strings, "моё фото"), ["фото"]);
        assert_eq!(held(&strings, ".."), [".", "."]);
        assert!(held(&strings, "phot ph to").is_empty());
        assert!(held(&strings, "").is_empty());
        assert!(held(&[], "photo").is_empty());
    }

    #[test]
    fn a_string_cut_off_by_either_end_is_not_found() {
        assert!(held(&["xylophone"], "ylophone").is_empty());
        assert!(held(&["xylophone"], "xylophon").is_empty());
    }
}
