//! The cells of a table with the spans that fall into them.

use super::inline::Inline;
use crate::article::{Block, BlockKind};

/// The rows of a table block: each cell's text and spans, and whether it is a header.
///
/// Spans are bytes of the block's text, in which cells stand one after another; where that text
/// does not match the cells, they go without spans.
pub(super) fn rows(block: &Block) -> Vec<Vec<(Inline<'_>, bool)>> {
    let BlockKind::Table { rows } = &block.kind else { return Vec::new() };
    let mut spans = block.spans.clone();
    spans.sort_by_key(|span| span.start);
    let mut spans = spans.as_slice();
    let mut at = 0;
    let mut in_step = true;
    rows.iter()
        .map(|row| {
            row.iter()
                .map(|cell| {
                    let end = at + cell.text.len();
                    in_step &= block.text.get(at..end) == Some(cell.text.as_str());
                    let own = spans.partition_point(|span| span.start < end);
                    let inline = match in_step {
                        true => Inline::part(&block.text, &spans[..own], at..end),
                        false => Inline::new(&cell.text, &[]),
                    };
                    spans = &spans[own..];
                    at = end + 1;
                    (inline, cell.header)
                })
                .collect()
        })
        .collect()
}
