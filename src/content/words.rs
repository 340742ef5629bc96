//! The words of the page as hashes, and the share of them that are function words.

use crate::text::fnv::{FNV32, fnv32};
use crate::text::keys::{Keys, Places};
use crate::text::letters::is_alphanumeric;
use crate::text::normalise::is_ideograph;
use crate::text::plain::PLAIN;
use std::sync::LazyLock;

/// A bit for each word, by the upper bits of its hash; others may share it.
#[derive(Clone, Copy)]
pub(super) struct WordBits([u64; 64]);

impl WordBits {
    #[inline]
    pub(super) fn may_hold(&self, hash: u32) -> bool {
        let (word, bit) = Self::place(hash);
        self.0[word] >> bit & 1 != 0
    }

    /// Which of the 64 × 64 bits.
    #[inline]
    fn place(hash: u32) -> (usize, u32) {
        ((hash >> 26) as usize, hash >> 20 & 63)
    }

    /// Those of either.
    pub(super) fn or(&self, other: &Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at] | other.0[at]))
    }
}

/// Hashes of words, each once. Most words asked for are not in it: a bit tells that.
pub(super) struct WordSet {
    pub(super) bits: WordBits,
    words: Places,
    len: u32,
}

impl WordSet {
    /// Of 0 nothing is kept.
    pub(super) fn new(hashes: impl ExactSizeIterator<Item = u32>) -> Self {
        let (bits, words) = (WordBits([0; 64]), Places::for_so_many(hashes.len()));
        let mut set = Self { bits, words, len: 0 };
        for hash in hashes.filter(|&hash| hash != 0) {
            if !set.contains(hash) {
                let (word, bit) = WordBits::place(hash);
                set.bits.0[word] |= 1 << bit;
                set.words.put(hash, hash);
                set.len += 1;
            }
        }
        set
    }

    #[inline]
    pub(super) fn contains(&self, hash: u32) -> bool {
        self.bits.may_hold(hash) && self.words.find(hash, |known| known == hash).is_some()
    }

    pub(super) fn len(&self) -> u32 {
        self.len
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }
}

static STOP_WORDS: LazyLock<Keys> = LazyLock::new(|| {
    let data = include_str!("../../data/stop-words.txt");
    let lines = data.lines().filter(|line| !line.starts_with('#'));
    Keys::new(lines.flat_map(|line| line.split(' ').skip(1)).map(hash))
});

/// How many of these are function words.
pub(super) fn stop_words(words: &[u32]) -> u32 {
    let known = &*STOP_WORDS;
    words.iter().filter(|&&word| known.find(word).is_some()).count() as u32
}

/// FNV-1a of the bytes, case folded.
pub(super) fn hash(word: &str) -> u32 {
    let mut h = FNV32;
    for c in word.chars() {
        h = push_char(h, c);
    }
    h
}

fn push_char(mut h: u32, c: char) -> u32 {
    if c.is_ascii() {
        return fnv32(h, c.to_ascii_lowercase() as u8);
    }
    let lower = c.to_lowercase().next().unwrap_or(c);
    let mut buffer = [0; 4];
    for &b in lower.encode_utf8(&mut buffer).as_bytes() {
        h = fnv32(h, b);
    }
    h
}

/// Calls `f` with the hash of each word; in scripts without spaces a character is a word.
pub(super) fn each_word(text: &str, mut f: impl FnMut(u32)) {
    let (mut reader, mut rest) = (WordReader::default(), text);
    loop {
        rest = &rest[reader.read_plain(rest.as_bytes())..];
        let Some(c) = rest.chars().next() else { break };
        rest = &rest[c.len_utf8()..];
        reader.read(c, is_alphanumeric(c), is_ideograph(c), &mut f);
    }
    reader.stop(f);
}

/// Most texts have fewer words than one in so many bytes.
const BYTES: usize = 5;

/// Cuts a text to the hashes of its words, a character at a time.
pub(super) struct WordReader {
    hash: u32,
    inside: bool,
}

impl Default for WordReader {
    fn default() -> Self {
        Self { hash: FNV32, inside: false }
    }
}

impl WordReader {
    /// Reads the letters and digits of ASCII that a text begins with, and says how many.
    #[inline]
    pub(super) fn read_plain(&mut self, text: &[u8]) -> usize {
        let (mut hash, mut length) = (self.hash, 0);
        for &byte in text {
            let lower = PLAIN[usize::from(byte)];
            if lower <= b' ' {
                break;
            }
            hash = fnv32(hash, lower);
            length += 1;
        }
        self.hash = hash;
        self.inside |= length > 0;
        length
    }

    #[inline]
    pub(super) fn read(&mut self, c: char, word: bool, ideograph: bool, mut f: impl FnMut(u32)) {
        if word && !ideograph {
            self.hash = push_char(self.hash, c);
            self.inside = true;
            return;
        }
        self.stop(&mut f);
        if ideograph {
            f(push_char(FNV32, c));
        }
    }

    /// Ends a word.
    #[inline]
    pub(super) fn stop(&mut self, mut f: impl FnMut(u32)) {
        if self.inside {
            f(self.hash);
            *self = Self::default();
        }
    }
}

/// The hashes of a text's words, in order.
pub(super) fn words_of(text: &str) -> Vec<u32> {
    let mut words = Vec::with_capacity(text.len() / BYTES);
    each_word(text, |hash| words.push(hash));
    words
}

/// The hashes of words, candidate by candidate.
#[derive(Default)]
pub(super) struct Words {
    hashes: Vec<u32>,
    ends: Vec<u32>,
}

impl Words {
    pub(super) fn clear(&mut self) {
        self.hashes.clear();
        self.ends.clear();
    }

    /// For so many candidates with so many bytes of text.
    pub(super) fn make_room(&mut self, candidates: usize, bytes: usize) {
        self.hashes.reserve(bytes / BYTES);
        self.ends.reserve(candidates);
    }

    pub(super) fn push(&mut self, hash: u32) {
        self.hashes.push(hash);
    }

    /// Ends the words of a candidate, and gives them.
    pub(super) fn end(&mut self) -> &[u32] {
        let start = self.ends.last().map_or(0, |&end| end as usize);
        self.ends.push(self.hashes.len() as u32);
        &self.hashes[start..]
    }

    pub(super) fn of(&self, candidate: usize) -> &[u32] {
        let start = candidate.checked_sub(1).map_or(0, |i| self.ends[i] as usize);
        &self.hashes[start..self.ends[candidate] as usize]
    }
}

/// Hashes of three words in a row, to tell whether a text stands in another.
pub(super) fn trigrams(words: &[u32]) -> impl ExactSizeIterator<Item = u32> + '_ {
    words.windows(3).map(|w| w[0].rotate_left(14) ^ w[1].rotate_left(7) ^ w[2])
}
