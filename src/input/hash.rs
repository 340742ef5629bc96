//! A small hash table from ASCII names, in any case, to their numbers.
//!
//! Tag and attribute names are looked up tens of thousands of times a page: their first and last
//! four bytes, which are all of most names, beat a general hash several times over.

/// Open addressing; a slot holds a number plus one, or zero.
#[derive(Debug, Clone)]
pub(super) struct Table {
    slots: Vec<u16>,
    /// Of each name, by number.
    keys: Vec<Key>,
    shift: u32,
}

/// All of a name up to this length is in its key.
const SHORT: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    /// The first and the last four bytes, in lower case; of a shorter name what there is.
    bytes: u64,
    length: usize,
}

impl Table {
    /// For the names in the order of their numbers.
    pub(super) fn new<S: AsRef<str>>(names: &[S]) -> Self {
        let size = (names.len() * 4).next_power_of_two().max(16);
        let shift = 64 - size.trailing_zeros();
        let mut slots = vec![0; size];
        let keys: Vec<_> = names.iter().map(|name| Key::of(name.as_ref().as_bytes())).collect();
        for (i, key) in keys.iter().enumerate() {
            let mut at = (key.hash() >> shift) as usize;
            while slots[at] != 0 {
                at = (at + 1) % size;
            }
            slots[at] = i as u16 + 1;
        }
        Self { slots, keys, shift }
    }

    /// The number of the name, in any case; `of` gives the name of a number.
    #[inline]
    pub(super) fn find<'n>(&self, name: &[u8], of: impl Fn(usize) -> &'n str) -> Option<usize> {
        let key = Key::of(name);
        let mut at = (key.hash() >> self.shift) as usize;
        loop {
            let number = (*self.slots.get(at)?).checked_sub(1)? as usize;
            if self.keys.get(number) == Some(&key)
                && (name.len() <= SHORT
                    || middle(name).eq_ignore_ascii_case(middle(of(number).as_bytes())))
            {
                return Some(number);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}

/// What a key leaves out of a name longer than [`SHORT`].
fn middle(name: &[u8]) -> &[u8] {
    &name[SHORT / 2..name.len() - SHORT / 2]
}

impl Key {
    #[inline]
    fn of(name: &[u8]) -> Self {
        let bytes = match *name {
            [] => 0,
            [a] => u64::from(a),
            [a, b] => u64::from(a) | u64::from(b) << 8,
            [a, b, c] => u64::from(a) | u64::from(b) << 8 | u64::from(c) << 16,
            [a, b, c, d, ..] => {
                let first = u32::from_le_bytes([a, b, c, d]);
                let last = name.last_chunk().map_or(first, |&l| u32::from_le_bytes(l));
                u64::from(first) | u64::from(last) << 32
            }
        };
        Self { bytes: lowercase(bytes), length: name.len() }
    }

    #[inline]
    fn hash(self) -> u64 {
        (self.bytes ^ (self.length as u64) << 16).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

/// Eight bytes, those of ASCII in lower case.
#[inline]
fn lowercase(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let seven = bytes & (EACH * 0x7f);
    // The upper bit of each byte from `A` on, and of each after `Z`.
    let (from, after) = (seven + EACH * (0x80 - 0x41), seven + EACH * (0x80 - 0x5b));
    bytes | (from & !after & !bytes & (EACH * 0x80)) >> 2
}
