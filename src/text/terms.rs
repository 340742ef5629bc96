//! Which of some short strings a class name or an address holds.

use super::bits::Bits;
use super::keys::Groups;

/// Strings of ASCII of three bytes or more, in any case.
pub(crate) struct Terms {
    /// A bit for each hash of three bytes that a string begins with: most names hold none.
    starts: Bits,
    /// By that hash, the strings that begin so, the longest first.
    by_start: Groups<Term>,
    bytes: Vec<u8>,
}

/// Where a string stands among the bytes of all, and its number.
struct Term {
    from: u16,
    len: u8,
    number: u8,
}

impl Terms {
    /// Numbered as given.
    ///
    /// # Panics
    /// On terms of fewer than three bytes, and on more than 256: they are the crate's own.
    pub(crate) fn new<'t>(terms: impl IntoIterator<Item = &'t str>) -> Self {
        let (mut starts, mut bytes, mut pairs) = (Bits::default(), Vec::new(), Vec::new());
        for (number, term) in terms.into_iter().enumerate() {
            let &[first, second, third, ..] = term.as_bytes() else {
                panic!("{term} is too short")
            };
            let start = hash(u32::from_le_bytes([first, second, third, 0]));
            starts.insert(start);
            let fits = "terms are few and short";
            let from = bytes.len().try_into().expect(fits);
            let (len, number) =
                (term.len().try_into().expect(fits), number.try_into().expect(fits));
            pairs.push((key(start), Term { from, len, number }));
            bytes.extend(term.as_bytes());
        }
        pairs.sort_by_key(|(_, term)| std::cmp::Reverse(term.len));
        Self { starts, by_start: Groups::new(pairs), bytes }
    }

    /// The numbers of those that `text` holds, from left to right: of those that overlap the first,
    /// and of these the longest.
    pub(crate) fn find_in(&self, text: &[u8]) -> impl Iterator<Item = usize> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let (end, number) = self.first(text, from)?;
            from = end;
            Some(number)
        })
    }

    /// The first from there on: where it ends, and its number.
    fn first(&self, text: &[u8], from: usize) -> Option<(usize, usize)> {
        // Four bytes are read at a time: the last three have none after them.
        for (at, four) in text[from..].windows(4).enumerate() {
            let start = hash(u32::from_le_bytes([four[0], four[1], four[2], four[3]]));
            if self.starts.holds(start)
                && let Some(found) = self.at(text, from + at, start)
            {
                return Some(found);
            }
        }
        let last = text.len().checked_sub(3).filter(|&last| from <= last)?;
        let start = hash(u32::from_le_bytes([text[last], text[last + 1], text[last + 2], 0]));
        self.starts.holds(start).then(|| self.at(text, last, start)).flatten()
    }

    #[inline(never)]
    fn at(&self, text: &[u8], at: usize, start: u16) -> Option<(usize, usize)> {
        let found = self.by_start.get(key(start)).iter().find(|term| {
            let here = text[at..].get(..usize::from(term.len));
            let from = usize::from(term.from);
            let wanted = &self.bytes[from..from + usize::from(term.len)];
            here.is_some_and(|here| here.eq_ignore_ascii_case(wanted))
        })?;
        Some((at + usize::from(found.len), usize::from(found.number)))
    }
}

/// Keys of groups are never 0.
fn key(start: u16) -> u32 {
    u32::from(start) + 1
}

/// Of the first three of four bytes, in any case.
fn hash(four: u32) -> u16 {
    Bits::number_of((four | 0x0020_2020) & 0x00ff_ffff)
}

#[cfg(test)]
mod tests {
    use super::Terms;

    #[test]
    fn of_terms_that_overlap_the_first_and_longest_is_found() {
        let terms = Terms::new(["author", "authorize", "date", "update", "dateline"]);
        let found = |text: &str| terms.find_in(text.as_bytes()).collect::<Vec<_>>();
        assert_eq!(found("post-Author author"), [0, 0]);
        assert_eq!(found("authorized"), [1]);
        assert_eq!(found("UPDATED-date"), [3, 2]);
        assert_eq!(found("dateline date dat"), [4, 2]);
        assert!(found("da").is_empty() && found("").is_empty() && found("größe").is_empty());
    }
}
