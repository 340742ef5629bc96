//! A small hash table from lower-case ASCII names to their numbers.
//!
//! Tag and attribute names are looked up tens of thousands of times a page: hashing their first
//! and last four bytes beats a general hash several times over.

/// Open addressing; a slot holds a number plus one, or zero.
#[derive(Debug, Clone)]
pub(super) struct Table {
    slots: Vec<u16>,
    shift: u32,
}

impl Table {
    /// For the names in the order of their numbers.
    pub(super) fn new<S: AsRef<str>>(names: &[S]) -> Self {
        let size = (names.len() * 4).next_power_of_two().max(16);
        let shift = 64 - size.trailing_zeros();
        let mut slots = vec![0; size];
        for (i, name) in names.iter().enumerate() {
            let mut at = (key(name.as_ref().as_bytes()) >> shift) as usize;
            while slots[at] != 0 {
                at = (at + 1) % size;
            }
            slots[at] = i as u16 + 1;
        }
        Self { slots, shift }
    }

    /// The number of the name; `hit` compares the name with that of a number.
    pub(super) fn find(&self, name: &[u8], hit: impl Fn(usize) -> bool) -> Option<usize> {
        let mut at = (key(name) >> self.shift) as usize;
        loop {
            let number = (*self.slots.get(at)?).checked_sub(1)? as usize;
            if hit(number) {
                return Some(number);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}

/// Upper and lower case give the same key.
fn key(name: &[u8]) -> u64 {
    let word = match *name {
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
    let folded = word | 0x2020_2020_2020_2020;
    (folded ^ (name.len() as u64) << 16).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Whether `name`, put in lower case, is `lower`.
pub(super) fn eq_lowercase(name: &[u8], lower: &[u8]) -> bool {
    name.len() == lower.len() && (name == lower || name.eq_ignore_ascii_case(lower))
}
