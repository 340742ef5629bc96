//! A set of numbers that stays in the processor's cache: what is not in it need not be looked up
//! in a larger table.

/// A set of numbers below 65,536, or of hashes by their upper bits: then it may hold others too.
#[derive(Debug, Clone)]
pub(crate) struct Bits(Box<[u64; 1 << 10]>);

impl Default for Bits {
    fn default() -> Self {
        Self(Box::new([0; 1 << 10]))
    }
}

impl Bits {
    pub(crate) fn insert(&mut self, number: u16) {
        self.0[usize::from(number / 64)] |= 1 << (number % 64);
    }

    #[inline]
    pub(crate) fn holds(&self, number: u16) -> bool {
        self.0[usize::from(number / 64)] >> (number % 64) & 1 == 1
    }

    /// The number of three bytes.
    #[inline]
    pub(crate) fn number_of(three: u32) -> u16 {
        (three.wrapping_mul(0x9e37_79b1) >> 16) as u16
    }

    pub(crate) fn insert_hash(&mut self, hash: u64) {
        self.insert((hash >> 40) as u16);
    }

    #[inline]
    pub(crate) fn may_hold_hash(&self, hash: u64) -> bool {
        self.holds((hash >> 40) as u16)
    }
}
