//! The fitted weights: oblivious gradient-boosted trees over binned features.

use super::features::Features;
use super::words::HashMap;
use std::sync::LazyLock;

/// A tree: a split a level, every candidate takes the same ones; leaf index = the bits.
struct Tree {
    splits: Vec<Split>,
    leaves: Vec<f32>,
}

#[derive(Clone, Copy)]
struct Split {
    feature: u16,
    /// Taken when the feature's bin is above it.
    bin: u8,
}

/// Trees and token scores, as `train/` writes them.
pub(crate) struct Model {
    borders: Vec<Vec<f32>>,
    trees: Vec<Tree>,
    bias: f32,
    tokens: HashMap<u32, f32>,
}

static SHIPPED: LazyLock<Model> = LazyLock::new(|| {
    Model::from_bytes(include_bytes!("../../data/content.weights"))
        .expect("shipped weights are whole")
});

const MAGIC: &[u8; 4] = b"CDW1";

impl Model {
    pub(crate) fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Token scores alone, without trees: what features are made with while training.
    #[cfg(feature = "train")]
    pub(crate) fn from_tokens(tokens: impl IntoIterator<Item = (u32, f32)>) -> Self {
        let tokens = tokens.into_iter().collect();
        Self { borders: Vec::new(), trees: Vec::new(), bias: 0.0, tokens }
    }

    /// Reads what `train/` wrote; `None` when it is cut short or of another format.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut r = Reader(bytes.strip_prefix(MAGIC)?);
        let borders = (0..r.u32()?)
            .map(|_| (0..r.u8()?).map(|_| r.f32()).collect())
            .collect::<Option<Vec<Vec<f32>>>>()?;
        let (bias, leaf_scale, token_scale) = (r.f32()?, r.f32()?, r.f32()?);
        let trees = (0..r.u32()?)
            .map(|_| {
                let depth = r.u8()?;
                let splits = (0..depth)
                    .map(|_| Some(Split { feature: r.u16()?, bin: r.u8()? }))
                    .collect::<Option<Vec<_>>>()?;
                let leaves = (0..1_usize << depth.min(16))
                    .map(|_| Some(f32::from(r.u16()? as i16) * leaf_scale))
                    .collect::<Option<Vec<_>>>()?;
                splits
                    .iter()
                    .all(|s| usize::from(s.feature) < borders.len())
                    .then_some(Tree { splits, leaves })
            })
            .collect::<Option<Vec<_>>>()?;
        let tokens = (0..r.u32()?)
            .map(|_| Some((r.u32()?, f32::from(r.u8()? as i8) * token_scale)))
            .collect::<Option<_>>()?;
        Some(Self { borders, trees, bias, tokens })
    }

    pub(crate) fn token(&self, hash: u32) -> Option<f32> {
        self.tokens.get(&hash).copied()
    }

    /// The likelihood of each candidate.
    pub(super) fn scores(&self, features: &Features) -> Vec<f32> {
        let n = features.candidates();
        let bins: Vec<Vec<u8>> = self
            .borders
            .iter()
            .enumerate()
            .map(|(i, borders)| bin_column(features.column(i), borders))
            .collect();
        let mut sums = vec![self.bias; n];
        let mut index = vec![0_u8; n];
        for tree in &self.trees {
            index.fill(0);
            for (level, split) in tree.splits.iter().enumerate() {
                let column = &bins[usize::from(split.feature)];
                for (at, &bin) in index.iter_mut().zip(column) {
                    *at |= u8::from(bin > split.bin) << level;
                }
            }
            for (sum, &at) in sums.iter_mut().zip(&index) {
                *sum += tree.leaves[usize::from(at) % tree.leaves.len()];
            }
        }
        for sum in &mut sums {
            *sum = 1.0 / (1.0 + (-*sum).exp());
        }
        sums
    }
}

/// How many borders each value is above.
fn bin_column(column: &[f32], borders: &[f32]) -> Vec<u8> {
    let mut bins = vec![0_u8; column.len()];
    for &border in borders {
        for (bin, &value) in bins.iter_mut().zip(column) {
            *bin += u8::from(value > border);
        }
    }
    bins
}

/// Little-endian numbers off the front of a slice.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*head)
    }
    fn u8(&mut self) -> Option<u8> {
        self.take::<1>().map(|b| b[0])
    }
    fn u16(&mut self) -> Option<u16> {
        self.take().map(u16::from_le_bytes)
    }
    fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }
    fn f32(&mut self) -> Option<f32> {
        self.take().map(f32::from_le_bytes)
    }
}
