//! From bytes, HTML or text to a [`Document`].

mod document;
mod sink;
mod tag;
mod text;

pub(crate) use document::{Document, NodeData, NodeId, Origin, TextRange};
pub(crate) use sink::parse_html;
pub(crate) use tag::Tag;
pub(crate) use text::parse_text;
