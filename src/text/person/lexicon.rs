//! The words of bylines and rubrics (`data/heads/`, a file a language), looked up by their folded
//! form. All languages are known at once: a byline does not say which is its own.

use crate::packed;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::sync::LazyLock;

/// What a word may be; a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Class(u16);

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

    /// The keys of the data.
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

    fn of_key(key: &str) -> Option<Self> {
        Self::KEYS.iter().find(|(name, _)| *name == key).map(|(_, class)| *class)
    }

    pub(super) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

static LEXICON: LazyLock<FxHashMap<&[u8], Class>> = LazyLock::new(|| {
    let packed = include_bytes!(concat!(env!("OUT_DIR"), "/heads"));
    let lists: &str = packed::text(packed).expect("the build script wrote it").leak();
    let lines = || lists.lines();
    let mut lexicon = FxHashMap::with_capacity_and_hasher(lines().count(), FxBuildHasher);
    let mut class = Class::default();
    // A form a line, after the name of its key.
    for line in lines() {
        match line.strip_prefix('=') {
            Some(key) => class = Class::of_key(key).unwrap_or_default(),
            None => {
                let known: &mut Class = lexicon.entry(line.as_bytes()).or_default();
                *known = known.or(class);
            }
        }
    }
    lexicon
});

/// Longest form in bytes; longer ones are not looked up.
const LONGEST: usize = 48;

/// What is known of a word or phrase; full stops and case make no difference.
pub(super) fn class(text: &str) -> Class {
    let mut buffer = [0_u8; LONGEST];
    let mut len = 0;
    if text.is_ascii() {
        for byte in text.bytes().filter(|byte| !matches!(byte, b'.' | b':')) {
            let Some(room) = buffer.get_mut(len) else { return Class::default() };
            (*room, len) = (byte.to_ascii_lowercase(), len + 1);
        }
        return known(&buffer[..len]);
    }
    let mut push = |c: char| {
        let width = c.len_utf8();
        let room = buffer.get_mut(len..len + width)?;
        c.encode_utf8(room);
        len += width;
        Some(())
    };
    for c in text.chars() {
        let fits = match c {
            '.' | ':' => Some(()),
            c => c.to_lowercase().try_for_each(&mut push),
        };
        if fits.is_none() {
            return Class::default();
        }
    }
    known(&buffer[..len])
}

/// The same, where `MDR-Reporterin` is what `Reporterin` is.
pub(super) fn compound_class(word: &str) -> Class {
    let own = class(word);
    let last = word.rsplit_once('-').map(|(_, last)| class(last));
    last.filter(|last| last.any(Class::ROLE)).map_or(own, |last| own.or(last))
}

fn known(folded: &[u8]) -> Class {
    LEXICON.get(folded).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Class;

    #[test]
    fn the_data_have_no_key_that_is_not_read() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/heads");
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        for file in files.filter(|file| file.extension().is_some_and(|e| e == "toml")) {
            let text = std::fs::read_to_string(file).unwrap();
            let table: toml::Table = toml::from_str(&text).unwrap();
            let unknown: Vec<_> = table.keys().filter(|key| Class::of_key(key).is_none()).collect();
            assert!(unknown.is_empty(), "{unknown:?}");
        }
    }
}
