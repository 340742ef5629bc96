//! Fast hashes, for keys from our own data files and for keys from pages.

use rustc_hash::FxSeededState;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};
use std::sync::LazyLock;

pub(crate) type FnvMap<K, V> = HashMap<K, V, BuildHasherDefault<Fnv>>;

/// FNV-1a. Not against hostile keys: the tables it serves are filled from data files only.
#[derive(Clone, Copy)]
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

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
