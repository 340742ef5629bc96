//! Gradient-boosted oblivious trees over binned columns, some rows at a time.

use super::features::LANES;
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

    /// The sums of the trees for the rows of a tile; `bins` is room for their bins.
    pub(super) fn sums(&self, tile: &[[f32; LANES]], bins: &mut Vec<[u8; LANES]>) -> [f32; LANES] {
        let columns = tile.iter().zip(&self.borders);
        bins.clear();
        bins.extend(columns.map(|(values, borders)| bin(values, borders)));
        bins.resize(self.borders.len(), [0; LANES]);
        let mut sums = [self.bias; LANES];
        self.trees.iter().for_each(|tree| tree.add(bins, &mut sums));
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

    fn add(&self, bins: &[[u8; LANES]], sums: &mut [f32; LANES]) {
        let mut index = [0_u8; LANES];
        for (level, split) in self.splits.iter().enumerate() {
            let bit = 1 << level;
            for (at, &bin) in index.iter_mut().zip(&bins[usize::from(split.column)]) {
                *at |= if bin > split.bin { bit } else { 0 };
            }
        }
        for (sum, at) in sums.iter_mut().zip(index) {
            *sum += self.leaves[usize::from(at)];
        }
    }
}

/// How many borders each value is above.
fn bin(values: &[f32; LANES], borders: &[f32]) -> [u8; LANES] {
    let mut bins = [0_u8; LANES];
    for &border in borders {
        for (bin, &value) in bins.iter_mut().zip(values) {
            *bin += u8::from(value > border);
        }
    }
    bins
}
