//! Class, id and role words of an element, and what training learned about them.

use super::model::Model;
use crate::input::{Document, NodeId};
use crate::text::fnv::{FNV32, fnv32};
use crate::text::hash::HashedMap;
use html5ever::{LocalName, local_name};
use std::num::NonZeroU32;
use std::sync::LazyLock;

/// What the words of one element say: the sum, the lowest and the highest of their scores.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct TokenScore {
    pub(crate) sum: f32,
    pub(crate) low: f32,
    pub(crate) high: f32,
    /// A bit a line of `data/class-words.txt`: the lines that have one of the words.
    pub(crate) telling: u32,
}

/// The most lines that `data/class-words.txt` may have: a bit each.
pub(super) const TELLING_LINES: usize = u32::BITS as usize;

/// The lines of `data/class-words.txt`.
pub(super) static TELLING: LazyLock<Telling> = LazyLock::new(|| {
    let mut telling = Telling::default();
    let lines = include_str!("../../data/class-words.txt").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        if line.is_empty() {
            telling.near = telling.lines;
            continue;
        }
        for word in line.split(' ') {
            split(word.as_bytes(), 0, &mut |hash| {
                *telling.words.entry(hash).or_default() |= 1 << telling.lines;
            });
        }
        telling.lines += 1;
    }
    telling
});

#[derive(Default)]
pub(super) struct Telling {
    words: HashedMap<u32, u32>,
    pub(super) lines: usize,
    /// Those of which the distance is a feature: the first.
    pub(super) near: usize,
}

impl Telling {
    pub(super) fn words(&self) -> impl Iterator<Item = u32> {
        self.words.keys().copied()
    }

    /// A bit for each line that has the word.
    pub(super) fn lines_of(&self, word: u32) -> u32 {
        self.words.get(&word).copied().unwrap_or_default()
    }
}

const SLOTS: usize = 4;
/// The attributes whose words are read.
static ATTRIBUTES: [LocalName; SLOTS] =
    [local_name!("class"), local_name!("id"), local_name!("role"), local_name!("itemprop")];

/// Attribute values are cut here: utility classes can run to kilobytes.
const MAX_BYTES: usize = 400;

/// Calls `f` with each word of the element's attributes: whole class names, and the parts of
/// them between `-`, `_`, digits and changes of case. Lower case, in ASCII.
#[cfg(feature = "train")]
pub(crate) fn each_token(doc: &Document, node: NodeId, mut f: impl FnMut(u32)) {
    (0..SLOTS).for_each(|slot| each_token_of(doc, node, slot, &mut f));
}

/// The same for one of the attributes.
fn each_token_of(doc: &Document, node: NodeId, slot: usize, f: &mut impl FnMut(u32)) {
    let Some(value) = doc.attr(node, &ATTRIBUTES[slot]) else { return };
    split(&value.as_bytes()[..value.len().min(MAX_BYTES)], slot as u32, f);
}

/// What a byte is in a class name.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Small,
    Capital,
    /// A digit, a hyphen.
    Sign,
    Space,
}

/// Bytes in lower case, and what they are.
const BYTES: [(u8, Kind); 256] = {
    let mut bytes = [(0, Kind::Sign); 256];
    let mut at = 0;
    while at < 256 {
        let byte = at as u8;
        let kind = match byte {
            b'A'..=b'Z' => Kind::Capital,
            b'a'..=b'z' | 0x80.. => Kind::Small,
            _ if byte.is_ascii_whitespace() => Kind::Space,
            _ => Kind::Sign,
        };
        bytes[at] = (byte.to_ascii_lowercase(), kind);
        at += 1;
    }
    bytes
};

/// The hash of no letters of a part.
const NO_PART: u32 = 0x9747_b28c;

/// A class name while it is read.
struct Whole {
    hash: u32,
    part: u32,
    /// Letters of the part.
    length: u32,
    /// Parts before that.
    parts: u32,
}

impl Whole {
    fn new(slot: u32) -> Self {
        Self { hash: FNV32 ^ slot.min(2), part: NO_PART, length: 0, parts: 0 }
    }

    /// A letter, in lower case.
    fn push(&mut self, letter: u8) {
        self.hash = fnv32(self.hash, letter);
        self.part = fnv32(self.part, letter);
        self.length += 1;
    }

    fn end_part(&mut self, f: &mut impl FnMut(u32)) {
        if self.length > 1 {
            f(self.part);
        }
        if self.length > 0 {
            (self.part, self.length, self.parts) = (NO_PART, 0, self.parts + 1);
        }
    }

    fn end(self, f: &mut impl FnMut(u32)) {
        if self.length > 1 {
            f(self.part);
        }
        if self.parts > 0 {
            f(self.hash);
        }
    }
}

fn split(value: &[u8], slot: u32, f: &mut impl FnMut(u32)) {
    let (mut bytes, mut goes_on) = (value.iter(), true);
    while goes_on {
        let (mut whole, mut before) = (Whole::new(slot), Kind::Sign);
        goes_on = loop {
            let Some(&byte) = bytes.next() else { break false };
            // Most are: the table would be one more look a byte.
            if byte.is_ascii_lowercase() {
                whole.push(byte);
                before = Kind::Small;
                continue;
            }
            let (lower, kind) = BYTES[usize::from(byte)];
            match kind {
                Kind::Small => {}
                Kind::Space => break true,
                Kind::Capital if before == Kind::Capital => {}
                Kind::Capital | Kind::Sign => whole.end_part(f),
            }
            before = kind;
            match kind {
                Kind::Sign => whole.hash = fnv32(whole.hash, lower),
                _ => whole.push(lower),
            }
        };
        whole.end(f);
    }
}

/// Scores of elements by their words, remembered by the element's `class`.
pub(super) struct TokenScores<'a> {
    doc: &'a Document<'a>,
    model: &'a Model,
    /// All scores met: the first is that of no words.
    pub(super) all: Vec<TokenScore>,
    /// The score of each `class`, as an index into `all`.
    seen: Vec<Option<NonZeroU32>>,
    /// The words of one attribute.
    words: Vec<u32>,
}

/// Most pages have fewer.
const USUAL_SCORES: usize = 256;

impl<'a> TokenScores<'a> {
    pub(super) fn new(doc: &'a Document<'a>, model: &'a Model) -> Self {
        let mut all = Vec::with_capacity(USUAL_SCORES);
        all.push(TokenScore::default());
        Self { doc, model, all, seen: doc.by_class(None), words: Vec::with_capacity(MAX_BYTES) }
    }

    /// The score of an element: an index into `all`.
    pub(super) fn of(&mut self, node: NodeId) -> u32 {
        let mut telling = [false; SLOTS];
        for attr in self.doc.attrs(node) {
            if let Some(slot) = ATTRIBUTES.iter().position(|one| one == attr.name) {
                telling[slot] = true;
            }
        }
        let [class, others @ ..] = telling;
        let of_class = if class { self.of_class(node) } else { 0 };
        if others.contains(&true) {
            let mut score = self.all[of_class as usize];
            for slot in (1..SLOTS).filter(|&slot| telling[slot]) {
                self.add(node, slot, &mut score);
            }
            return self.number(score);
        }
        of_class
    }

    /// The score of what its `class` says alone: pages repeat them.
    fn of_class(&mut self, node: NodeId) -> u32 {
        let class = self.doc.class(node).index();
        if let Some(known) = self.seen[class].filter(|_| class > 0) {
            return known.get() - 1;
        }
        let mut score = TokenScore::default();
        self.add(node, 0, &mut score);
        let number = self.number(score);
        self.seen[class] = NonZeroU32::new(number + 1);
        number
    }

    /// The index of a score.
    pub(super) fn number(&mut self, score: TokenScore) -> u32 {
        if score == TokenScore::default() {
            return 0;
        }
        self.all.push(score);
        self.all.len() as u32 - 1
    }

    /// Adds what one attribute says.
    fn add(&mut self, node: NodeId, slot: usize, score: &mut TokenScore) {
        let Self { doc, model, words, .. } = self;
        words.clear();
        each_token_of(doc, node, slot, &mut |word| words.push(word));
        let (known, mut all, mut low, mut high) = (model.class_words(), *score, 0, 0);
        for word in words.iter().filter_map(|&word| known.get(word)) {
            all.telling |= word.telling;
            all.sum += known.value(word.score);
            low = word.score.min(low);
            high = word.score.max(high);
        }
        all.low = all.low.min(known.value(low));
        all.high = all.high.max(known.value(high));
        *score = all;
    }
}
