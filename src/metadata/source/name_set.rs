//! A few names: most others are ruled out by their first byte and length.

use rustc_hash::FxHashSet;

pub(super) struct NameSet {
    names: FxHashSet<Box<[u8]>>,
    /// By their first byte, a bit for each of their lengths.
    lengths: [u32; 256],
}

impl NameSet {
    pub(super) fn new(names: impl Iterator<Item = Box<str>>) -> Self {
        let names: FxHashSet<_> = names.map(str::into_boxed_bytes).collect();
        let mut lengths = [0; 256];
        for name in &names {
            lengths[usize::from(name[0])] |= bit(name);
        }
        Self { names, lengths }
    }

    pub(super) fn contains(&self, name: &[u8]) -> bool {
        let first = name.first();
        first.is_some_and(|&first| self.lengths[usize::from(first)] & bit(name) != 0)
            && self.names.contains(name)
    }

    /// Whether a `class` attribute has one of them.
    pub(super) fn any_in(&self, class: &str) -> bool {
        let mut rest = class.as_bytes();
        loop {
            let end = up_to_space(rest);
            if self.contains(&rest[..end]) {
                return true;
            }
            let Some(after) = rest.get(end + 1..) else { return false };
            rest = after;
        }
    }
}

fn bit(name: &[u8]) -> u32 {
    1 << name.len().min(31)
}

/// Bytes before the first space.
fn up_to_space(bytes: &[u8]) -> usize {
    let mut at = 0;
    loop {
        at += up_to_low(&bytes[at..]);
        match bytes.get(at) {
            Some(byte) if !byte.is_ascii_whitespace() => at += 1,
            _ => return at,
        }
    }
}

/// Bytes before the first that is a space or below it, eight at a time.
fn up_to_low(bytes: &[u8]) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let mut at = 0;
    while let Some(&eight) = bytes[at..].first_chunk() {
        let eight = u64::from_le_bytes(eight);
        // The upper bits of such bytes; of what follows the first, others may have them too.
        let low = eight.wrapping_sub(EACH * 0x21) & !eight & (EACH << 7);
        if low != 0 {
            return at + low.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    bytes[at..].iter().position(|&byte| byte <= b' ').map_or(bytes.len(), |n| at + n)
}

#[cfg(test)]
mod tests {
    use super::NameSet;

    #[test]
    fn class_names_are_found_whole() {
        let names = NameSet::new(["poster", "message-name"].map(Box::from).into_iter());
        for class in ["poster", " poster", "a\tposter\n", "größe message-name x", "p  poster"] {
            assert!(names.any_in(class), "{class}");
        }
        for class in ["", " ", "posters", "a-poster", "poster\u{1}", "message", "größe-poster "] {
            assert!(!names.any_in(class), "{class}");
        }
    }
}
