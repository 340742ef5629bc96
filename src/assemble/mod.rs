//! Kept pieces to typed blocks.

use crate::article::Block;
use crate::input::Document;
use crate::judge::Piece;
use crate::report::Verdict;
use crate::segment::Segments;

pub(crate) fn assemble(_: &Document, segments: &Segments, pieces: &[Piece]) -> Vec<Block> {
    pieces
        .iter()
        .filter(|p| p.verdict == Verdict::Keep && p.text.start < p.text.end)
        .map(|p| Block::paragraph(&segments.text[p.text.start as usize..p.text.end as usize]))
        .collect()
}
