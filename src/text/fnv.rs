//! FNV-1a of 32 bits, byte by byte: where it starts, and a step
//! (<http://www.isthe.com/chongo/tech/comp/fnv/>).

pub(crate) const FNV32: u32 = 0x811c_9dc5;

pub(crate) const fn fnv32(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}
