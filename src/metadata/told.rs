//! Which texts of a page its data tell too.

use super::declared::EmbeddedBody;
use crate::segment::{Flags, Segments};
use crate::text::fnv::{FNV32, fnv32};
use crate::text::hash::HashedSet;

/// What a page's data tell of its thing: the steps of a recipe, the answers to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    /// What the page shows as it is told, a line a text.
    pub(super) shown: String,
    /// All of it, in place of a story's body.
    pub(super) body: EmbeddedBody,
}

impl Told {
    /// Marks the candidates whose words stand in a row in one of the texts. Of one word or two they
    /// must be all of it.
    pub(crate) fn mark(&self, segments: &mut Segments) {
        if self.shown.is_empty() {
            return;
        }
        let told: HashedSet<u32> = self.shown.lines().flat_map(runs).collect();
        for at in 0..segments.candidates.len() {
            let own = runs(segments.text_of(&segments.candidates[at]));
            if !own.is_empty() && own.iter().all(|run| told.contains(run)) {
                segments.candidates[at].flags.insert(Flags::TOLD);
            }
        }
    }
}

/// The hashes of a text's words in threes, or of all of fewer.
fn runs(text: &str) -> Vec<u32> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let hash = |word: &str| word.to_lowercase().bytes().fold(FNV32, fnv32);
    let words: Vec<u32> = words.map(hash).collect();
    let run = |words: &[u32]| words.iter().fold(FNV32, |run: u32, word| run.rotate_left(9) ^ word);
    match words.len() {
        0 => Vec::new(),
        1 | 2 => vec![run(&words)],
        _ => words.windows(3).map(run).collect(),
    }
}
