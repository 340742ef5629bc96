//! A small hash table from ASCII names, in any case, to their numbers.
//!
//! Tag and attribute names are looked up thousands of times a page: their first eight bytes, which
//! are all of most names, beat a general hash several times over.

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
    /// The first eight bytes, the first one lowest; 0 for those that a shorter name lacks.
    bytes: u64,
    length: usize,
}

impl Table {
    /// For the names in the order of their numbers.
    pub(super) fn new<S: AsRef<str>>(names: &[S]) -> Self {
        let size = (names.len() * 4).next_power_of_two().max(16);
        let shift = 64 - size.trailing_zeros();
        let mut slots = vec![0; size];
        let keys: Vec<_> = names
            .iter()
            .map(|name| Key::of(name.as_ref().as_bytes(), name.as_ref().len()))
            .collect();
        for (i, key) in keys.iter().enumerate() {
            let mut at = (key.hash() >> shift) as usize;
            while slots[at] != 0 {
                at = (at + 1) % size;
            }
            slots[at] = i as u16 + 1;
        }
        Self { slots, keys, shift }
    }

    /// The number of the name that the first `length` bytes of a text are, in any case; `of` gives
    /// the name of a number.
    #[inline(always)]
    pub(super) fn find<'n>(
        &self,
        text: &[u8],
        length: usize,
        of: impl Fn(usize) -> &'n str,
    ) -> Option<usize> {
        let wanted = Key::of(text, length);
        let at = (wanted.hash() >> self.shift) as usize;
        let number = (*self.slots.get(at)?).checked_sub(1)? as usize;
        // Most names are short, in small letters, and where their hash says.
        if length <= SHORT && self.keys.get(number) == Some(&wanted) {
            return Some(number);
        }
        self.find_from(at, wanted, text, of)
    }

    #[inline(never)]
    fn find_from<'n>(
        &self,
        mut at: usize,
        wanted: Key,
        text: &[u8],
        of: impl Fn(usize) -> &'n str,
    ) -> Option<usize> {
        loop {
            let number = (*self.slots.get(at)?).checked_sub(1)? as usize;
            let is_it = || text[..wanted.length].eq_ignore_ascii_case(of(number).as_bytes());
            if self.keys.get(number)?.is_like(wanted) && is_it() {
                return Some(number);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}

/// The bit in which letters differ from capitals, in each of eight bytes.
const CASE: u64 = 0x2020_2020_2020_2020;

/// The bytes of a key that a name of each length has.
const MASKS: [u64; SHORT + 1] = {
    let mut masks = [u64::MAX; SHORT + 1];
    let mut length = 0;
    while length < SHORT {
        masks[length] = (1 << (8 * length)) - 1;
        length += 1;
    }
    masks
};

impl Key {
    /// One load, where eight bytes stand from the name's first on: in a page they nearly always do.
    #[inline(always)]
    fn of(text: &[u8], length: usize) -> Self {
        let eight = text.first_chunk().copied().unwrap_or_else(|| padded(text));
        Self { bytes: u64::from_le_bytes(eight) & MASKS[length.min(SHORT)], length }
    }

    /// The same of names that differ in case.
    #[inline]
    fn hash(self) -> u64 {
        ((self.bytes | CASE) ^ (self.length as u64) << 16).wrapping_mul(0xf135_7aea_2e62_a9c5)
    }

    /// Whether no more than case tells the two apart; of signs some are taken for others.
    #[inline]
    fn is_like(self, other: Self) -> bool {
        self.length == other.length && (self.bytes ^ other.bytes) & !CASE == 0
    }
}

#[inline(never)]
fn padded(text: &[u8]) -> [u8; SHORT] {
    std::array::from_fn(|at| text.get(at).copied().unwrap_or_default())
}
