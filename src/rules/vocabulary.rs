//! Words by number: a phrase of numbers takes a quarter of the memory of one of hashes.

use crate::text::bits::Bits;
use crate::text::keys::Places;

/// Hashes of words, numbered from 1 on.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    places: Places,
    hashes: Vec<u64>,
    /// Most words of a text are none of them.
    bits: Bits,
}

impl Vocabulary {
    /// The number of a word, which is added if it is new.
    pub(super) fn add(&mut self, hash: u64) -> u32 {
        let known = self.find(hash);
        if known > 0 {
            return known;
        }
        self.hashes.push(hash);
        self.bits.insert_hash(hash);
        let count = self.hashes.len();
        if count * 3 > self.places.len() * 2 {
            self.places = Places::for_so_many(count * 2);
            for (number, &hash) in (1..).zip(&self.hashes) {
                self.places.put(upper(hash), number);
            }
        } else {
            self.places.put(upper(hash), count as u32);
        }
        count as u32
    }

    /// The number of a word; 0 if it is not among them.
    pub(super) fn find(&self, hash: u64) -> u32 {
        if !self.bits.may_hold_hash(hash) {
            return 0;
        }
        let is = |number: u32| self.hashes[number as usize - 1] == hash;
        self.places.find(upper(hash), is).map_or(0, |(_, number)| number)
    }

    /// How many numbers there are, 0 among them.
    pub(super) fn len(&self) -> usize {
        self.hashes.len() + 1
    }
}

fn upper(hash: u64) -> u32 {
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;

    #[test]
    fn words_keep_their_numbers() {
        let hash = |n: u64| n.wrapping_mul(0x517c_c1b7_2722_0a95);
        let mut words = Vocabulary::default();
        assert_eq!(words.find(hash(1)), 0);
        for n in 1..1000 {
            assert_eq!(u64::from(words.add(hash(n))), n);
        }
        for n in 1..1000 {
            assert_eq!(u64::from(words.add(hash(n))), n);
            assert_eq!(u64::from(words.find(hash(n))), n);
        }
        assert!((1000..9000).all(|n| words.find(hash(n)) == 0));
    }
}
