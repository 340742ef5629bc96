//! Which of some short strings a class name or an address holds.

use super::bits::Bits;
use rustc_hash::FxHashMap;

/// Strings of ASCII of three bytes or more, in any case.
pub(crate) struct Terms {
    /// A bit for each hash of three bytes that a string begins with: most names hold none.
    starts: Bits,
    /// By that hash, the strings that begin so, the longest first, and their numbers.
    by_start: FxHashMap<u16, Vec<Numbered>>,
}

type Numbered = (Box<[u8]>, usize);

impl Terms {
    /// Numbered as given.
    pub(crate) fn new<'t>(terms: impl IntoIterator<Item = &'t str>) -> Self {
        let mut out = Self { starts: Bits::default(), by_start: FxHashMap::default() };
        for (number, term) in terms.into_iter().enumerate() {
            debug_assert!(term.len() >= 3 && term.is_ascii(), "{term}");
            let &[first, second, third, ..] = term.as_bytes() else { continue };
            let start = hash(u32::from_le_bytes([first, second, third, 0]));
            out.starts.insert(start);
            out.by_start.entry(start).or_default().push((term.as_bytes().into(), number));
        }
        for terms in out.by_start.values_mut() {
            terms.sort_by_key(|(term, _)| std::cmp::Reverse(term.len()));
        }
        out
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
        let begins = |(term, _): &&Numbered| {
            text[at..].get(..term.len()).is_some_and(|here| here.eq_ignore_ascii_case(term))
        };
        let (term, number) = self.by_start.get(&start)?.iter().find(begins)?;
        Some((at + term.len(), *number))
    }
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
