//! Fast hashes: of words, and for keys from pages.

use rustc_hash::FxSeededState;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};
use std::sync::LazyLock;

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

/// For keys that are hashes already.
pub(crate) type HashedMap<K, V> = HashMap<K, V, BuildHasherDefault<Hashed>>;
pub(crate) type HashedSet<K> = HashSet<K, BuildHasherDefault<Hashed>>;

#[derive(Default)]
pub(crate) struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = (self.0 << 8) ^ u64::from(b);
        }
    }

    fn write_u32(&mut self, n: u32) {
        self.write_u64(u64::from(n));
    }

    fn write_u64(&mut self, n: u64) {
        // The table looks at the low bits: without the fold they would not know the high ones.
        let wide = u128::from(n) * 0x9e37_79b9_7f4a_7c15;
        self.0 = (wide >> 64) as u64 ^ wide as u64;
    }
}
