//! Fast hashes: of words, and for keys from pages.

use rustc_hash::FxSeededState;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

/// FNV-1a of 32 bits, byte by byte: where it starts, and a step.
pub(crate) const FNV32: u32 = 0x811c_9dc5;

pub(crate) fn fnv32(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

/// For keys that a page chooses: what collides is another key in every process.
pub(crate) type KeyedMap<K, V> = HashMap<K, V, Keyed>;
pub(crate) type KeyedSet<K> = HashSet<K, Keyed>;

static KEY: LazyLock<usize> = LazyLock::new(|| RandomState::new().hash_one(0) as usize);

#[derive(Clone)]
pub(crate) struct Keyed(FxSeededState);

impl Default for Keyed {
    fn default() -> Self {
        Self(FxSeededState::with_seed(*KEY))
    }
}

impl BuildHasher for Keyed {
    type Hasher = <FxSeededState as BuildHasher>::Hasher;

    fn build_hasher(&self) -> Self::Hasher {
        self.0.build_hasher()
    }
}
