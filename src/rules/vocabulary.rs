//! Words by number: a phrase of numbers takes a quarter of the memory of one of hashes.

use crate::text::bits::Bits;

/// Hashes of words, numbered from 1 on.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    /// Open addressing; 0 where there is none.
    places: Vec<u32>,
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
        if self.hashes.len() * 3 > self.places.len() * 2 {
            self.places = vec![0; self.hashes.len() * 4];
            (1..=self.hashes.len() as u32).for_each(|number| self.place(number));
        } else {
            self.place(self.hashes.len() as u32);
        }
        self.hashes.len() as u32
    }

    fn place(&mut self, number: u32) {
        let mut place = self.home(self.hashes[number as usize - 1]);
        while self.places[place] != 0 {
            place = self.after(place);
        }
        self.places[place] = number;
    }

    /// The number of a word; 0 if it is not among them.
    pub(super) fn find(&self, hash: u64) -> u32 {
        if !self.bits.may_hold_hash(hash) {
            return 0;
        }
        let mut place = self.home(hash);
        loop {
            match self.places[place] {
                0 => return 0,
                number if self.hashes[number as usize - 1] == hash => return number,
                _ => place = self.after(place),
            }
        }
    }

    /// How many numbers there are, 0 among them.
    pub(super) fn len(&self) -> usize {
        self.hashes.len() + 1
    }

    fn home(&self, hash: u64) -> usize {
        (((hash >> 32) * self.places.len() as u64) >> 32) as usize
    }

    fn after(&self, place: usize) -> usize {
        if place + 1 < self.places.len() { place + 1 } else { 0 }
    }
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
