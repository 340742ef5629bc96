//! Kept pieces to typed blocks: lines joined to paragraphs, cells to tables, images to figures,
//! addresses made absolute.

mod addresses;
mod builder;
mod code;
mod draft;
mod lines;
mod media;
mod numbers;
mod srcset;
mod table;
#[cfg(test)]
mod tests;

use crate::article::Block;
use crate::input::{Document, NodeId, Tag};
use crate::judge::{Picture, Piece};
use crate::report::Dropped;
use crate::segment::Segments;
use addresses::Addresses;
use url::Url;

/// What the kept pieces make.
#[derive(Debug, Default)]
pub(crate) struct Assembled {
    pub(crate) blocks: Vec<Block>,
    /// Addresses in kept text that may not stand in an article.
    pub(crate) dropped: Vec<Dropped>,
}

/// Makes the blocks. `pictures`: what is known of captions, in the order of the pieces; `base`: what
/// the page's addresses are read against.
pub(crate) fn assemble(
    doc: &Document,
    segments: &Segments,
    pieces: &[Piece],
    pictures: &[Picture],
    base: Option<&Url>,
) -> Assembled {
    let addresses = Addresses::new(doc, base);
    builder::Builder::new(doc, segments, pieces, pictures, &addresses).build()
}

/// The node itself or the nearest element around it with one of these tags.
fn enclosing(doc: &Document, node: NodeId, tags: &[Tag]) -> Option<NodeId> {
    let wanted = |n: &NodeId| doc.tag(*n).is_some_and(|tag| tags.contains(&tag));
    std::iter::once(node).chain(doc.ancestors(node)).find(wanted)
}
