//! Whole class names, and whether a `class` attribute has one of them.

use rustc_hash::FxHashSet;

pub(super) struct ClassNames {
    names: FxHashSet<Box<str>>,
    /// By their first byte, a bit for each of their lengths: most names of a page are ruled out so.
    lengths: [u32; 256],
}

impl ClassNames {
    pub(super) fn new(names: impl Iterator<Item = Box<str>>) -> Self {
        let names: FxHashSet<_> = names.collect();
        let mut lengths = [0; 256];
        for name in &names {
            lengths[first(name)] |= bit(name);
        }
        Self { names, lengths }
    }

    pub(super) fn any_in(&self, class: &str) -> bool {
        let mut names = class.split_ascii_whitespace();
        names.any(|name| self.lengths[first(name)] & bit(name) != 0 && self.names.contains(name))
    }
}

/// No name is empty.
fn first(name: &str) -> usize {
    usize::from(name.as_bytes()[0])
}

fn bit(name: &str) -> u32 {
    1 << name.len().min(31)
}
