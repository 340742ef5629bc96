//! Gradient-boosted oblivious trees over columns, some rows at a time.

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
    /// Taken when the column's value is above it.
    border: f32,
}

#[derive(Default)]
pub(super) struct Forest {
    columns: usize,
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
            .map(|_| Tree::read(r, &borders, leaf_scale))
            .collect::<Option<Vec<_>>>()?;
        Some(Self { columns: borders.len(), trees, bias })
    }

    /// The sums of the trees for the rows of a tile. The weights are of the tile's width, or they
    /// say nothing.
    pub(super) fn sums(&self, tile: &[[f32; LANES]]) -> [f32; LANES] {
        let mut sums = [self.bias; LANES];
        if tile.len() >= self.columns {
            self.trees.iter().for_each(|tree| tree.add(tile, &mut sums));
        }
        sums
    }
}

impl Tree {
    fn read(r: &mut Reader<'_>, borders: &[Vec<f32>], leaf_scale: f32) -> Option<Self> {
        let depth = r.u8()?.min(8);
        let split = |r: &mut Reader<'_>| {
            let (column, border) = (r.u16()?, r.u8()?);
            let border = *borders.get(usize::from(column))?.get(usize::from(border))?;
            Some(Split { column, border })
        };
        let splits = (0..depth).map(|_| split(r)).collect::<Option<Vec<_>>>()?;
        let leaves = (0..1_usize << depth)
            .map(|_| Some(f32::from(r.u16()? as i16) * leaf_scale))
            .collect::<Option<Vec<_>>>()?;
        Some(Self { splits, leaves })
    }

    fn add(&self, tile: &[[f32; LANES]], sums: &mut [f32; LANES]) {
        let mut index = [0_u32; LANES];
        for (level, split) in self.splits.iter().enumerate() {
            let bit = 1 << level;
            for (at, &value) in index.iter_mut().zip(&tile[usize::from(split.column)]) {
                *at |= if value > split.border { bit } else { 0 };
            }
        }
        let last = self.leaves.len() - 1;
        for (sum, at) in sums.iter_mut().zip(index) {
            *sum += self.leaves[at as usize & last];
        }
    }
}
