//! Gradient-boosted oblivious trees over columns, some rows at a time.

use super::features::LANES;
use super::reader::Reader;

#[derive(Default)]
pub(super) struct Forest {
    pub(super) columns: usize,
    trees: Vec<Tree>,
    /// [`LEAVES`] for each tree, and [`INDICES`] behind the last.
    leaves: Vec<i16>,
    leaf_scale: f32,
    bias: f32,
}

/// A split a level, which every row takes; leaf index = the bits.
type Tree = [Split; DEPTH];

/// The splits of a tree, so many for all: what a loop is unrolled for. A smaller tree has splits
/// that no row takes.
const DEPTH: usize = 6;
const LEAVES: usize = 1 << DEPTH;
/// What a byte can be an index of: a tree's leaves, and those of the trees behind it, to which no
/// index comes. So none has to be compared with how many there are.
const INDICES: usize = 1 << u8::BITS;

/// Trees between two looks at the sums, and how often they are added before the first.
const STEP: usize = 25;
const LEAST_STEPS: usize = 4;
/// Where all sums are this far from 0, what the other trees say changes nothing.
const SURE: f32 = 3.5;

#[derive(Clone, Copy)]
struct Split {
    column: u16,
    /// Taken when the column's rank is above it. Twice: so one load and one step fill a register
    /// with it.
    border: [i16; 2],
}

impl Forest {
    pub(super) fn read(r: &mut Reader<'_>) -> Option<Self> {
        let borders = (0..r.u32()?)
            .map(|_| (0..r.u8()?).map(|_| r.i16()).collect())
            .collect::<Option<Vec<Vec<i16>>>>()?;
        let (bias, leaf_scale) = (r.f32()?, r.f32()?);
        let mut out = Self { columns: borders.len(), leaf_scale, bias, ..Self::default() };
        for _ in 0..r.u32()? {
            out.read_tree(r, &borders)?;
        }
        out.leaves.resize(out.leaves.len() + INDICES, 0);
        Some(out)
    }

    fn read_tree(&mut self, r: &mut Reader<'_>, borders: &[Vec<i16>]) -> Option<()> {
        let depth = usize::from(r.u8()?);
        let never = Split { column: 0, border: [i16::MAX; 2] };
        let mut tree = [never; DEPTH];
        for split in tree.get_mut(..depth)? {
            let (column, border) = (r.u16()?, r.u8()?);
            let border = *borders.get(usize::from(column))?.get(usize::from(border))?;
            *split = Split { column, border: [border; 2] };
        }
        self.trees.push(tree);
        let step = r.i16()?;
        for _ in 0..1 << depth {
            self.leaves.push(i16::from(r.u8()? as i8).saturating_mul(step));
        }
        self.leaves.resize(self.trees.len() * LEAVES, 0);
        Some(())
    }

    /// The sums of the trees for the rows of a tile of a power of two columns. The weights are of
    /// no greater width, or they say nothing.
    pub(super) fn sums(&self, tile: &[[i16; LANES]]) -> [f32; LANES] {
        let mut sums = [0_i32; LANES];
        if tile.len() < self.columns || !tile.len().is_power_of_two() {
            return [self.bias; LANES];
        }
        for (at, some) in self.trees.chunks(STEP).enumerate() {
            let is_sure = |sum: &i32| (*sum as f32 * self.leaf_scale).abs() > SURE;
            if at >= LEAST_STEPS && sums.iter().all(is_sure) {
                break;
            }
            add(some, &self.leaves[at * STEP * LEAVES..], &tile, &mut sums);
        }
        sums.map(|sum| self.bias + sum as f32 * self.leaf_scale)
    }
}

/// Adds what some trees say. Apart, since only then do compilers compare several rows at a time;
/// with two references to the tile, since else they read it early, and run out of registers.
#[inline(never)]
fn add(trees: &[Tree], mut leaves: &[i16], tile: &&[[i16; LANES]], sums: &mut [i32; LANES]) {
    let longer = |tile: &[[i16; LANES]], index: [u16; LANES], split: Split| -> [u16; LANES] {
        // So that none has to be compared with how many there are.
        let column = &tile[usize::from(split.column) & (tile.len() - 1)];
        std::array::from_fn(|row| {
            (index[row] << 1) | u16::from(column[row] > split.border[row % 2])
        })
    };
    // A copy: what is the caller's would be written for each tree.
    let (tile, mut all) = (*tile, *sums);
    for &[a, b, c, d, e, f] in trees {
        let Some(from_here) = leaves.first_chunk::<INDICES>() else { break };
        // Written out: as a loop they take a quarter more.
        let index = longer(tile, longer(tile, longer(tile, [0; LANES], f), e), d);
        let index = longer(tile, longer(tile, longer(tile, index, c), b), a);
        // Seen through, the leaves would decide in which order rows are compared.
        for (sum, leaf) in all.iter_mut().zip(std::hint::black_box(index)) {
            *sum += i32::from(from_here[usize::from(leaf as u8)]);
        }
        leaves = &leaves[LEAVES..];
    }
    *sums = all;
}
