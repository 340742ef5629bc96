//! Logarithms of counts: most counts are small, and met again and again.

use std::sync::LazyLock;

const SMALL: usize = 1024;

static LOGS: LazyLock<[f32; SMALL]> = LazyLock::new(|| std::array::from_fn(|n| (n as f32).ln_1p()));

#[inline]
pub(super) fn ln_1p(n: usize) -> f32 {
    LOGS.get(n).copied().unwrap_or_else(|| of_large(n))
}

#[cold]
fn of_large(n: usize) -> f32 {
    (n as f32).ln_1p()
}

/// The logarithm of a distance, with its sign.
#[inline]
pub(super) fn signed(n: i32) -> f32 {
    let log = ln_1p(n.unsigned_abs() as usize);
    if n < 0 { -log } else { log }
}
