//! Hashes of words in one flat table: a look at one place of memory says whether a word is among
//! them. General tables look at two or three, in several times the memory, and what a page is
//! cleaned with has to share the processor's cache with the page.

/// A flat table with open addressing: numbers, each found from a hash of what it stands for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places(Box<[u32]>);

impl Places {
    /// Room for so many, and as many more: of what is not there a fuller table looks at several
    /// places.
    pub(crate) fn for_so_many(count: usize) -> Self {
        Self(vec![0; count * 2 + 1].into())
    }

    /// How many places there are; some are empty.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Puts a number, which is not 0, where there is room.
    pub(crate) fn put(&mut self, hash: u32, number: u32) {
        let mut place = self.home(hash);
        while self.0[place] != 0 {
            place = self.after(place);
        }
        self.0[place] = number;
    }

    /// The place of the number that `is` accepts, and the number.
    #[inline]
    pub(crate) fn find(&self, hash: u32, is: impl Fn(u32) -> bool) -> Option<(usize, u32)> {
        let mut place = self.home(hash);
        loop {
            match *self.0.get(place)? {
                0 => return None,
                number if is(number) => return Some((place, number)),
                _ => place = self.after(place),
            }
        }
    }

    /// By the upper bits of the hash.
    #[inline]
    fn home(&self, hash: u32) -> usize {
        ((u64::from(hash) * self.0.len() as u64) >> 32) as usize
    }

    #[inline]
    fn after(&self, place: usize) -> usize {
        if place + 1 < self.0.len() { place + 1 } else { 0 }
    }
}

/// Hashes of 32 bits, each with a place of its own.
#[derive(Debug, Clone, Default)]
pub(crate) struct Keys(Places);

impl Keys {
    /// Of 0 nothing is kept.
    pub(crate) fn new(hashes: impl IntoIterator<Item = u32>) -> Self {
        let mut hashes: Vec<u32> = hashes.into_iter().filter(|&hash| hash != 0).collect();
        hashes.sort_unstable();
        hashes.dedup();
        let mut places = Places::for_so_many(hashes.len());
        hashes.into_iter().for_each(|hash| places.put(mixed(hash), hash));
        Self(places)
    }

    /// The place of a hash, if it is among them.
    #[inline]
    pub(crate) fn find(&self, hash: u32) -> Option<usize> {
        let found = self.0.find(mixed(hash), |known| known == hash);
        found.map(|(place, _)| place)
    }

    /// How many places there are; some are empty.
    pub(crate) fn places(&self) -> usize {
        self.0.len()
    }
}

/// With upper bits that all bits decide.
#[inline]
fn mixed(hash: u32) -> u32 {
    hash.wrapping_mul(0x9e37_79b1)
}

/// Values by key, all in one list.
#[derive(Debug, Clone)]
pub(crate) struct Groups<T> {
    keys: Keys,
    /// For each place of the keys, where its values are.
    ranges: Vec<(u32, u32)>,
    values: Vec<T>,
}

impl<T> Default for Groups<T> {
    fn default() -> Self {
        Self { keys: Keys::default(), ranges: Vec::new(), values: Vec::new() }
    }
}

impl<T> Groups<T> {
    /// The values of a key stay in their order; of the key 0 there are none.
    pub(crate) fn new(mut pairs: Vec<(u32, T)>) -> Self {
        pairs.sort_by_key(|(key, _)| *key);
        let keys = Keys::new(pairs.iter().map(|(key, _)| *key));
        let mut ranges = vec![(0, 0); keys.places()];
        let mut from = 0;
        for same in pairs.chunk_by(|a, b| a.0 == b.0) {
            let to = from + same.len() as u32;
            if let Some(place) = keys.find(same[0].0) {
                ranges[place] = (from, to);
            }
            from = to;
        }
        Self { keys, ranges, values: pairs.into_iter().map(|(_, value)| value).collect() }
    }

    #[inline]
    pub(crate) fn get(&self, key: u32) -> &[T] {
        let range = self.keys.find(key).map(|place| self.ranges[place]);
        range.map_or(&[], |(from, to)| &self.values[from as usize..to as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::{Groups, Keys};

    #[test]
    fn values_of_a_key_keep_their_order() {
        let groups = Groups::new(vec![(9, 'c'), (4, 'x'), (9, 'a'), (9, 'b')]);
        assert_eq!(groups.get(9), ['c', 'a', 'b']);
        assert_eq!(groups.get(4), ['x']);
        assert!(groups.get(5).is_empty() && Groups::<u8>::default().get(9).is_empty());
    }

    #[test]
    fn those_are_found_that_were_given() {
        let given = |n: u32| n.wrapping_mul(0x0100_0193);
        let keys = Keys::new((1..5000).chain(1..9).map(given));
        let places: std::collections::BTreeSet<_> =
            (1..5000).map(|n| keys.find(given(n)).unwrap()).collect();
        assert_eq!(places.len(), 4999);
        assert!(places.iter().all(|&place| place < keys.places()));
        assert!((5000..20_000).all(|n| keys.find(given(n)).is_none()));
        assert_eq!(keys.find(0), None);
        assert_eq!(Keys::default().find(7), None);
    }
}
