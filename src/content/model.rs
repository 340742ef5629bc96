//! The fitted weights: what class words say, and the trees over the features.

use super::class_words::ClassWords;
use super::features::{Features, LANES};
use super::forest::Forest;
use super::reader::Reader;
use super::wording::Wording;
use crate::input::Origin;
use crate::limits::Deadline;
use std::sync::LazyLock;

pub(crate) struct Model {
    class_words: ClassWords,
    wording: Wording,
    html: Forest,
    /// For pages that came as text: they have lines, and no markup.
    text: Forest,
}

impl Default for Model {
    fn default() -> Self {
        let [html, text] = Default::default();
        let class_words = ClassWords::new(&[], 0.0);
        Self { class_words, wording: Wording::default(), html, text }
    }
}

static SHIPPED: LazyLock<Model> = LazyLock::new(|| {
    Model::from_bytes(include_bytes!("../../data/content.weights"))
        .expect("shipped weights are whole")
});

/// Tiles between two looks at the clock.
const TILES: usize = 64;

const MAGIC: &[u8; 4] = b"CDW5";

impl Model {
    pub(crate) fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads what `train/` wrote; `None` when it is cut short or of another format.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut r = Reader(bytes.strip_prefix(MAGIC)?);
        let _bytes_for_html = r.u32()?;
        let token_scale = r.f32()?;
        let count = r.u32()?;
        let scores = (0..count).map(|_| Some((r.u32()?, r.u8()? as i8)));
        let class_words = ClassWords::new(&scores.collect::<Option<Vec<_>>>()?, token_scale);
        let html = Forest::read(&mut r)?;
        let wording = Wording::read(&mut r)?;
        Some(Self { class_words, html, wording, text: Forest::read(&mut r)? })
    }

    pub(super) fn wording(&self) -> &Wording {
        &self.wording
    }

    /// The features that are scored.
    pub(super) fn columns(&self) -> usize {
        self.html.columns.max(self.text.columns)
    }

    pub(super) fn class_words(&self) -> &ClassWords {
        &self.class_words
    }

    /// Scores these candidates, in their order on the page; gives how many there was no time for.
    /// Apart, so that a profile shows what it takes.
    #[inline(never)]
    pub(super) fn score(
        &self,
        features: &mut Features<'_>,
        candidates: &mut dyn Iterator<Item = u32>,
        (origin, deadline): (Origin, Deadline),
        scores: &mut [f32],
    ) -> usize {
        let forest = if origin == Origin::Text { &self.text } else { &self.html };
        let mut lanes = Vec::with_capacity(LANES);
        for at in 0.. {
            lanes.clear();
            lanes.extend(candidates.take(LANES));
            if lanes.is_empty() {
                break;
            }
            if at % TILES == 0 && deadline.has_passed() {
                return lanes.len() + candidates.count();
            }
            for (&candidate, sum) in lanes.iter().zip(forest.sums(features.tile(&lanes))) {
                scores[candidate as usize] = 1.0 / (1.0 + (-sum).exp());
            }
        }
        0
    }
}
