//! What common characters are, worked out when the crate is built.

use super::fold::{COMMON, Look};

static LOOKS: &[Look] = include!(concat!(env!("OUT_DIR"), "/looks.rs"));

#[inline]
pub(super) fn look(c: char) -> Look {
    if c.is_ascii() {
        return LOOKS[c as usize];
    }
    let mut before = 0;
    for range in COMMON {
        if range.contains(&u32::from(c)) {
            return LOOKS[(before + u32::from(c) - range.start) as usize];
        }
        before += range.end - range.start;
    }
    Look::of(c)
}
