//! Gradient-boosted oblivious trees over binned columns.

use super::reader::Reader;

/// A tree: a split a level, every row takes the same ones; leaf index = the bits.
struct Tree {
    splits: Vec<Split>,
    leaves: Vec<f32>,
}

#[derive(Clone, Copy)]
struct Split {
    column: u16,
    /// Taken when the column's bin is above it.
    bin: u8,
}

#[derive(Default)]
pub(super) struct Forest {
    borders: Vec<Vec<f32>>,
    trees: Vec<Tree>,
    bias: f32,
}

impl Forest {
    pub(super) fn read(r: &mut Reader<'_>) -> Option<Self> {
        let borders = (0..r.u32()?)
            .map(|_| (0..r.u8()?).map(|_| r.f32()).collect())
            .collect::<Option<Vec<Vec<f32>>>>()?;
        let (bias, leaf_scale) = (r.f32()?, r.f32()?);
        let trees = (0..r.u32()?)
            .map(|_| Tree::read(r, borders.len(), leaf_scale))
            .collect::<Option<Vec<_>>>()?;
        Some(Self { borders, trees, bias })
    }

    /// The sum of the trees for each of `n` rows.
    pub(super) fn sums<'a>(&self, n: usize, column: impl Fn(usize) -> &'a [f32]) -> Vec<f32> {
        let bins: Vec<Vec<u8>> = self
            .borders
            .iter()
            .enumerate()
            .map(
                |(i, borders)| {
                    if borders.is_empty() { Vec::new() } else { bin(column(i), borders) }
                },
            )
            .collect();
        let mut sums = vec![self.bias; n];
        let mut index = vec![0_u8; n];
        for tree in &self.trees {
            index.fill(0);
            for (level, split) in tree.splits.iter().enumerate() {
                let column = &bins[usize::from(split.column)];
                for (at, &bin) in index.iter_mut().zip(column) {
                    *at |= u8::from(bin > split.bin) << level;
                }
            }
            for (sum, &at) in sums.iter_mut().zip(&index) {
                *sum += tree.leaves[usize::from(at) % tree.leaves.len()];
            }
        }
        sums
    }
}

impl Tree {
    fn read(r: &mut Reader<'_>, columns: usize, leaf_scale: f32) -> Option<Self> {
        let depth = r.u8()?.min(8);
        let splits = (0..depth)
            .map(|_| Some(Split { column: r.u16()?, bin: r.u8()? }))
            .collect::<Option<Vec<_>>>()?;
        let leaves = (0..1_usize << depth)
            .map(|_| Some(f32::from(r.u16()? as i16) * leaf_scale))
            .collect::<Option<Vec<_>>>()?;
        let inside = splits.iter().all(|s| usize::from(s.column) < columns);
        inside.then_some(Self { splits, leaves })
    }
}

/// How many borders each value is above.
fn bin(column: &[f32], borders: &[f32]) -> Vec<u8> {
    let mut bins = vec![0_u8; column.len()];
    for &border in borders {
        for (bin, &value) in bins.iter_mut().zip(column) {
            *bin += u8::from(value > border);
        }
    }
    bins
}
