//! Which of many short strings a text holds.
//!
//! Each is looked for by the three of its bytes that are rarest in texts, and the one after them: a
//! table of a bit for each four bytes, hashed, stays in the processor's cache, as an automaton of all
//! strings does not.

use crate::text::bits::Bits;
use crate::text::keys::Groups;
use std::borrow::Cow;

/// Strings, numbered as given.
#[derive(Debug, Clone, Default)]
pub(super) struct Substrings {
    /// One after the other.
    text: String,
    /// A bit for each hash of three bytes that lead to a string and the one after them.
    fours: Bits,
    /// The strings of one or two bytes.
    short: Seconds,
    /// The first two bytes of what leads to a string: most places of a text have others.
    first_two: Seconds,
    /// By the bytes that lead to them; 0 for those that a short one lacks.
    leads: Groups<Lead>,
}

/// A string that some bytes lead to.
#[derive(Debug, Clone)]
struct Lead {
    /// Where the bytes stand in it.
    offset: u16,
    len: u16,
    /// Where it stands in the text of all.
    from: u32,
    number: u32,
}

impl Substrings {
    pub(super) fn new(strings: Vec<Cow<'static, str>>) -> Self {
        let (mut out, mut leads) = (Self::default(), Vec::new());
        for (string, number) in strings.iter().zip(0..) {
            let (from, len) = (out.text.len() as u32, string.len() as u16);
            out.text.push_str(string);
            if let Some((offset, lead)) = out.lead(string.as_bytes()) {
                leads.push((key(lead), Lead { offset: offset as u16, len, from, number }));
            }
        }
        out.leads = Groups::new(leads);
        out
    }

    /// The bytes that lead to a string, and where they stand in it.
    fn lead(&mut self, string: &[u8]) -> Option<(usize, [u8; 3])> {
        let rare =
            |(_, four): &(usize, &[u8])| four[..3].iter().map(|&b| rarity(b)).product::<u32>();
        match *string {
            [] => None,
            [first] => {
                for two in [&mut self.short, &mut self.first_two] {
                    two.0[usize::from(first)] = u64::MAX;
                }
                Some((0, [first, 0, 0]))
            }
            [first, second] => {
                for two in [&mut self.short, &mut self.first_two] {
                    two.insert(first, second);
                }
                Some((0, [first, second, 0]))
            }
            [first, second, third] => {
                self.first_two.insert(first, second);
                (0..=u8::MAX)
                    .for_each(|any| self.fours.insert(number([first, second, third, any])));
                Some((0, [first, second, third]))
            }
            _ => {
                let (at, four) = string.windows(4).enumerate().max_by_key(rare)?;
                let four: [u8; 4] = four.try_into().ok()?;
                let [first, second, third, _] = four;
                self.first_two.insert(first, second);
                self.fours.insert(number(four));
                Some((at, [first, second, third]))
            }
        }
    }

    /// Calls `found` with the number of each string that `text` holds, as often as it does.
    #[inline(never)]
    pub(super) fn search(&self, text: &str, mut found: impl FnMut(u32)) {
        let bytes = text.as_bytes();
        let mut look = |at: usize| {
            // Bytes behind the last are 0.
            let byte = |ahead: usize| bytes.get(at + ahead).copied().unwrap_or_default();
            let four = bytes[at..].first_chunk().copied();
            let four = four.unwrap_or_else(|| [byte(0), byte(1), byte(2), 0]);
            if self.fours.holds(number(four)) || self.short.may_hold(four[0], four[1]) {
                self.verify(bytes, at, four, &mut found);
            }
        };
        for (at, two) in bytes.windows(2).enumerate() {
            if self.first_two.may_hold(two[0], two[1]) {
                look(at);
            }
        }
        if let Some(last) = bytes.len().checked_sub(1) {
            look(last);
        }
    }

    #[inline(never)]
    fn verify(&self, text: &[u8], at: usize, four: [u8; 4], found: &mut impl FnMut(u32)) {
        let [first, second, third, _] = four;
        let short = self.short.may_hold(first, second);
        let one = short.then_some([first, 0, 0]);
        let two = (short && second != 0).then_some([first, second, 0]);
        let three = self.fours.holds(number(four)).then_some([first, second, third]);
        for lead in [one, two].into_iter().flatten() {
            self.leads.get(key(lead)).iter().for_each(|lead| found(lead.number));
        }
        if let Some(lead) = three {
            for lead in self.leads.get(key(lead)) {
                let from = at.checked_sub(usize::from(lead.offset));
                let wanted = &self.text.as_bytes()[lead.from as usize..][..usize::from(lead.len)];
                if from.is_some_and(|from| text[from..].starts_with(wanted)) {
                    found(lead.number);
                }
            }
        }
    }
}

fn number(four: [u8; 4]) -> u16 {
    Bits::number_of(u32::from_le_bytes(four))
}

/// Keys of groups are never 0.
fn key([first, second, third]: [u8; 3]) -> u32 {
    u32::from_le_bytes([first, second, third, 1])
}

/// Two bytes each: for every first one, a bit for each that may stand second.
#[derive(Debug, Clone)]
struct Seconds([u64; 256]);

impl Default for Seconds {
    fn default() -> Self {
        Self([0; 256])
    }
}

impl Seconds {
    fn insert(&mut self, first: u8, second: u8) {
        self.0[usize::from(first)] |= 1 << (second % 64);
    }

    #[inline]
    fn may_hold(&self, first: u8, second: u8) -> bool {
        self.0[usize::from(first)] >> (second % 64) & 1 != 0
    }
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
