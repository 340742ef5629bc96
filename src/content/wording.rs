//! What the words of a text say of it: how likely texts that are worded like it are of a story.

use super::reader::Reader;

/// Scores of words, hashed to slots (Weinberger et al., *Feature hashing for large scale multitask
/// learning*, ICML 2009), as a logistic regression fits them.
#[derive(Default)]
pub(super) struct Wording {
    scores: Vec<i8>,
    scale: f32,
    bias: f32,
}

const SLOT_BITS: u32 = 15;
/// Of a longer text no more words are read.
const WORDS: usize = 60;
/// Sets a text's first word apart from the same word elsewhere.
const FIRST: u32 = 0x5bd1_e995;

/// The slots of a text with these words.
pub(super) fn slots(words: &[u32]) -> impl Iterator<Item = u16> {
    let first = words.first().map(|word| word ^ FIRST);
    let words = words.iter().take(WORDS).copied();
    words.chain(first).map(|word| (word.wrapping_mul(0x9e37_79b1) >> (32 - SLOT_BITS)) as u16)
}

/// The slots of a text.
#[cfg(feature = "train")]
pub(crate) fn slots_of(text: &str) -> Vec<u16> {
    slots(&super::words::words_of(text)).collect()
}

impl Wording {
    pub(super) fn read(r: &mut Reader<'_>) -> Option<Self> {
        let (bias, scale) = (r.f32()?, r.f32()?);
        let scores = (0..1 << SLOT_BITS).map(|_| r.u8().map(|byte| byte as i8));
        Some(Self { scores: scores.collect::<Option<_>>()?, scale, bias })
    }

    /// The log-odds of a text with these words; 0 where there are none.
    pub(super) fn of(&self, words: &[u32]) -> f32 {
        let (mut sum, mut count) = (0, 0);
        for slot in slots(words) {
            sum += self.scores.get(usize::from(slot)).map_or(0, |&score| i32::from(score));
            count += 1;
        }
        if count == 0 { 0.0 } else { self.bias + sum as f32 * self.scale / (count as f32).sqrt() }
    }
}
