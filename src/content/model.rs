//! The fitted weights: what class words say, and the trees over the features.

use super::features::{Features, LANES};
use super::forest::Forest;
use super::reader::Reader;
use super::wording::Wording;
use super::words::HashMap;
use crate::input::Origin;
use crate::limits::Deadline;
use std::sync::LazyLock;

#[derive(Default)]
pub(crate) struct Model {
    tokens: HashMap<u32, f32>,
    wording: Wording,
    html: Forest,
    /// For pages that came as text: they have lines, and no markup.
    text: Forest,
}

static SHIPPED: LazyLock<Model> = LazyLock::new(|| {
    Model::from_bytes(include_bytes!("../../data/content.weights"))
        .expect("shipped weights are whole")
});

/// Tiles between two looks at the clock.
const TILES: usize = 64;

const MAGIC: &[u8; 4] = b"CDW4";

impl Model {
    pub(crate) fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads what `train/` wrote; `None` when it is cut short or of another format.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut r = Reader(bytes.strip_prefix(MAGIC)?);
        let _bytes_for_html = r.u32()?;
        let token_scale = r.f32()?;
        let tokens = (0..r.u32()?)
            .map(|_| Some((r.u32()?, f32::from(r.u8()? as i8) * token_scale)))
            .collect::<Option<_>>()?;
        let html = Forest::read(&mut r)?;
        Some(Self { tokens, html, wording: Wording::read(&mut r)?, text: Forest::read(&mut r)? })
    }

    pub(super) fn wording(&self) -> &Wording {
        &self.wording
    }

    pub(crate) fn token(&self, hash: u32) -> Option<f32> {
        self.tokens.get(&hash).copied()
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
        let (mut tile, mut lanes) = (Vec::new(), Vec::with_capacity(LANES));
        for at in 0.. {
            lanes.clear();
            lanes.extend(candidates.take(LANES));
            if lanes.is_empty() {
                break;
            }
            if at % TILES == 0 && deadline.has_passed() {
                return lanes.len() + candidates.count();
            }
            features.tile(&lanes, &mut tile);
            for (&candidate, sum) in lanes.iter().zip(forest.sums(&tile)) {
                scores[candidate as usize] = 1.0 / (1.0 + (-sum).exp());
            }
        }
        0
    }
}
