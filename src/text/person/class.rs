//! What the words of bylines and rubrics may be. The build script reads this file too.

/// What a word may be; a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Class(pub(super) u16);

impl Class {
    pub(super) const BY: Self = Self(1);
    pub(super) const AND: Self = Self(1 << 1);
    pub(super) const ROLE: Self = Self(1 << 2);
    pub(super) const ORGANISATION: Self = Self(1 << 3);
    pub(super) const PARTICLE: Self = Self(1 << 4);
    pub(super) const SUFFIX: Self = Self(1 << 5);
    pub(super) const DEGREE: Self = Self(1 << 6);
    pub(super) const TITLE: Self = Self(1 << 7);
    pub(super) const NEVER: Self = Self(1 << 8);
    /// `Photographs by`.
    pub(super) const CREDIT: Self = Self(1 << 9);
    /// Before the place that a name writes from.
    pub(super) const PLACE: Self = Self(1 << 10);
    /// The name of a rubric.
    pub(super) const SECTION: Self = Self(1 << 11);
    /// A letter that joins the word after it to the words before.
    pub(super) const GLUED_AND: Self = Self(1 << 12);
    /// A name that begins with such a letter.
    pub(super) const BEGINS_SO: Self = Self(1 << 13);
    /// Before "by": `Interview von`, and after it: `von unserem`.
    pub(super) const PIECE: Self = Self(1 << 14);

    /// The keys of the data, which the build script alone reads.
    #[allow(dead_code)]
    const KEYS: [(&str, Self); 15] = [
        ("by", Self::BY),
        ("pieces", Self::PIECE),
        ("and", Self::AND),
        ("roles", Self::ROLE),
        ("organisations", Self::ORGANISATION),
        ("particles", Self::PARTICLE),
        ("suffixes", Self::SUFFIX),
        ("degrees", Self::DEGREE),
        ("titles", Self::TITLE),
        ("never", Self::NEVER),
        ("credits", Self::CREDIT),
        ("places", Self::PLACE),
        ("sections", Self::SECTION),
        ("glued_and", Self::GLUED_AND),
        ("begin_so", Self::BEGINS_SO),
    ];

    /// What a list of that name holds.
    #[allow(dead_code)]
    pub(super) fn of_key(key: &str) -> Option<Self> {
        Self::KEYS.iter().find(|(name, _)| *name == key).map(|(_, class)| *class)
    }

    pub(super) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
