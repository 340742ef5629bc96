//! The words of bylines (`data/names.toml`), looked up by their folded form.

use rustc_hash::FxHashMap;
use serde::Deserialize;
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

    pub(super) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    by: String,
    and: String,
    roles: String,
    organisations: String,
    particles: String,
    suffixes: String,
    degrees: String,
    titles: String,
    never: String,
    credits: String,
}

type Lexicon = FxHashMap<Box<[u8]>, Class>;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../../../data/names.toml")).expect("data/names.toml is valid");
    let mut lexicon = Lexicon::default();
    let lists = [
        (&file.by, Class::BY),
        (&file.and, Class::AND),
        (&file.roles, Class::ROLE),
        (&file.organisations, Class::ORGANISATION),
        (&file.particles, Class::PARTICLE),
        (&file.suffixes, Class::SUFFIX),
        (&file.degrees, Class::DEGREE),
        (&file.titles, Class::TITLE),
        (&file.never, Class::NEVER),
        (&file.credits, Class::CREDIT),
    ];
    for (all, class) in lists {
        for form in all.split_whitespace() {
            let known = lexicon.entry(form.replace('_', " ").into_bytes().into()).or_default();
            *known = known.or(class);
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

fn known(folded: &[u8]) -> Class {
    LEXICON.get(folded).copied().unwrap_or_default()
}
