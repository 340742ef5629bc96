//! The words of bylines and rubrics (`data/heads/`, a file a language), looked up by the hash of
//! their folded form. All languages are known at once: a byline does not say which is its own.

pub(super) use super::class::Class;
use crate::text::fnv::{FNV32, fnv32};
use crate::text::plain::count;

// `HASHES` in order, the `CLASSES` of each, and where those that begin with so many bits `STARTS`;
// the characters of the `LONGEST` form.
include!(concat!(env!("OUT_DIR"), "/heads.rs"));

/// What is known of a word or phrase; full stops, colons and case make no difference.
pub(super) fn class(text: &str) -> Class {
    let mut hash = FNV32;
    if text.len() > LONGEST && is_longer(text) {
        return Class::default();
    }
    for byte in text.bytes() {
        match FOLDED[usize::from(byte)] {
            SILENT => {}
            OTHER => return class_of_other(text),
            small => hash = fnv32(hash, small),
        }
    }
    known(hash)
}

/// Whether it is no word: hashing a line of prose takes longer than all its words.
fn is_longer(text: &str) -> bool {
    // Of the bytes of a character one is no continuation; small letters are as many, or more.
    let heard = |byte: &u8| !matches!(byte, b'.' | b':' | 0x80..0xc0);
    count(text.as_bytes(), heard) as usize > LONGEST
}

const SILENT: u8 = 0xfe;
const OTHER: u8 = 0xff;

/// Bytes of ASCII in small letters.
const FOLDED: [u8; 256] = {
    let (mut folded, mut at) = ([OTHER; 256], 0);
    while at < 128 {
        folded[at] = (at as u8).to_ascii_lowercase();
        at += 1;
    }
    folded[b'.' as usize] = SILENT;
    folded[b':' as usize] = SILENT;
    folded
};

fn class_of_other(text: &str) -> Class {
    let mut hash = FNV32;
    for c in text.chars().filter(|c| !matches!(c, '.' | ':')) {
        if c.is_ascii() {
            hash = fnv32(hash, c.to_ascii_lowercase() as u8);
            continue;
        }
        for lower in c.to_lowercase() {
            let mut buffer = [0; 4];
            hash = lower.encode_utf8(&mut buffer).bytes().fold(hash, fnv32);
        }
    }
    known(hash)
}

/// The same, where `MDR-Reporterin` is what `Reporterin` is.
pub(super) fn compound_class(word: &str) -> Class {
    let own = class(word);
    let hyphen = word.bytes().rposition(|byte| byte == b'-');
    let last = hyphen.map(|at| class(&word[at + 1..]));
    last.filter(|last| last.any(Class::ROLE)).map_or(own, |last| own.or(last))
}

fn known(hash: u32) -> Class {
    let bits = (hash >> 20) as usize;
    let range = usize::from(STARTS[bits])..usize::from(STARTS[bits + 1]);
    let at = HASHES[range.clone()].iter().position(|&known| known == hash);
    at.map_or(Class::default(), |at| Class(CLASSES[range.start + at]))
}
