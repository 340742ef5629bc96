//! A pattern as a list of steps over characters, worked out when the crate is built: nothing is left
//! to compile when a text is looked at.

use super::needs::Needs;
use serde::{Deserialize, Serialize};

/// One step of a program, at a place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Op {
    /// These bytes of the program's text.
    Text {
        from: u16,
        len: u8,
    },
    /// The same, in small letters or capitals.
    Caseless {
        from: u16,
        len: u8,
    },
    /// A character of a class.
    Class(u16),
    /// So many characters of a class.
    Times {
        class: u16,
        count: u8,
    },
    /// At most so many, as many as there are.
    UpTo {
        class: u16,
        most: u8,
        memo: u16,
    },
    /// As many as there are.
    Star {
        class: u16,
        memo: u16,
    },
    /// Goes on; where that fails, to another step.
    Split {
        to: u16,
        memo: u16,
    },
    /// Goes to another step; where that fails, on.
    Prefer {
        to: u16,
        memo: u16,
    },
    Jump(u16),
    /// A named group begins or ends.
    Save(u8),
    /// The text begins.
    Start,
    /// The text ends.
    End,
    /// A word begins or ends, or neither.
    Boundary {
        word: u16,
        wanted: bool,
    },
    Found,
}

/// A pattern of the rules that ship; `backtrack` runs it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Program {
    #[serde(with = "super::flat")]
    pub(super) ops: Vec<Op>,
    pub(super) text: String,
    /// Of the named groups, in order.
    pub(super) names: Vec<String>,
    /// How many steps remember where they were.
    pub(super) memos: u16,
    pub(super) begins: Begins,
}

/// Where a match may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Begins {
    /// With the text.
    Start,
    /// At one of these bytes: a bit each.
    At([u64; 4]),
}

/// First and last characters, in rising order.
pub(super) type Ranges = Vec<(char, char)>;

/// Characters; beyond ASCII as what stands in large sets that classes share, and in ranges of its
/// own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Class {
    /// A bit for each character of ASCII.
    pub(super) ascii: [u64; 2],
    /// A bit for each of [`Table::sets`].
    pub(super) sets: u8,
    pub(super) ranges: Ranges,
    /// Beyond ASCII, what is in neither.
    pub(super) negated: bool,
}

/// A pattern of the rules that ship, as the build script read it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Builtin {
    pub(super) hash: u64,
    /// What a text needs for it.
    pub(super) needs: Needs<Vec<String>>,
    pub(super) program: Option<Program>,
}

/// What built-in patterns are known by (FNV-1a): their texts stand in the rules already.
pub(super) fn hash(pattern: &str) -> u64 {
    let mix = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    pattern.as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, mix)
}

impl Class {
    pub(super) fn has_ascii(&self, byte: u8) -> bool {
        self.ascii[usize::from(byte >> 6 & 1)] >> (byte & 63) & 1 != 0
    }
}

/// What programs refer to by number.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Table {
    pub(super) classes: Vec<Class>,
    pub(super) sets: Vec<Ranges>,
}

impl Table {
    pub(super) fn has_ascii(&self, class: u16, byte: u8) -> bool {
        self.classes[usize::from(class)].has_ascii(byte)
    }

    pub(super) fn has(&self, class: u16, c: char) -> bool {
        if c.is_ascii() {
            return self.has_ascii(class, c as u8);
        }
        let class = &self.classes[usize::from(class)];
        let shared = self.sets.iter().enumerate().filter(|(at, _)| class.sets >> at & 1 != 0);
        let listed = within(&class.ranges, c) || shared.into_iter().any(|(_, set)| within(set, c));
        listed != class.negated
    }
}

fn within(ranges: &[(char, char)], c: char) -> bool {
    let at = ranges.partition_point(|&(_, last)| last < c);
    ranges.get(at).is_some_and(|&(first, _)| first <= c)
}
