//! What training learned about the words of `class`, `id`, `role` and `itemprop`.

use super::tokens::TELLING;
use crate::text::keys::Keys;

/// What one word says.
#[derive(Debug, Clone, Copy)]
pub(super) struct ClassWord {
    /// To be read with [`ClassWords::value`].
    pub(super) score: i8,
    /// A bit for each line of `data/class-words.txt` that has it.
    pub(super) telling: u32,
}

/// The words with a score, and those of `data/class-words.txt`. Most words of a page are looked up
/// here: the less memory, the better.
pub(super) struct ClassWords {
    keys: Keys,
    /// For each place of the keys.
    said: Vec<Said>,
    /// The different sets of lines.
    telling: Vec<u32>,
    scale: f32,
}

#[derive(Debug, Clone, Copy, Default)]
struct Said {
    score: i8,
    /// An index into [`ClassWords::telling`].
    telling: u8,
}

impl ClassWords {
    pub(super) fn new(scores: &[(u32, i8)], scale: f32) -> Self {
        let words = scores.iter().map(|(word, _)| *word);
        let keys = Keys::new(words.chain(TELLING.words()));
        let mut said = vec![Said::default(); keys.places()];
        for &(word, score) in scores {
            if let Some(place) = keys.find(word) {
                said[place].score = score;
            }
        }
        let mut telling = vec![0];
        for word in TELLING.words() {
            let lines = TELLING.lines_of(word);
            let known = telling.iter().position(|&known| known == lines).unwrap_or_else(|| {
                telling.push(lines);
                telling.len() - 1
            });
            if let (Some(place), Ok(known)) = (keys.find(word), u8::try_from(known)) {
                said[place].telling = known;
            }
        }
        Self { keys, said, telling, scale }
    }

    #[inline]
    pub(super) fn get(&self, word: u32) -> Option<ClassWord> {
        let Said { score, telling } = self.said[self.keys.find(word)?];
        let telling = self.telling[usize::from(telling)];
        Some(ClassWord { score, telling })
    }

    pub(super) fn value(&self, score: i8) -> f32 {
        f32::from(score) * self.scale
    }
}
