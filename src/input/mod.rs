//! From bytes, HTML or text to a [`Document`].

mod attributes;
mod decode;
mod document;
mod hash;
mod sink;
mod tag;
mod text;

pub(crate) use attributes::KeptAttributes;
pub(crate) use decode::decode;
pub(crate) use document::{Document, Namespace, NodeData, NodeId, Origin, TextRange};
pub(crate) use tag::Tag;

use crate::limits::{Limit, LimitHit, Limits};

/// A page parsed with the usual limits and attributes.
pub(crate) fn parse_html(html: &str) -> Document {
    parse_html_with(html, &Limits::default(), KeptAttributes::usual())
}

/// A page parsed within limits; [`Document::limits_hit`] says which were hit.
pub(crate) fn parse_html_with(html: &str, limits: &Limits, kept: &KeptAttributes) -> Document {
    let (html, cut) = cut(html, limits);
    let mut doc = sink::parse_html(html, kept);
    doc.hits.extend(cut);
    doc
}

/// Lines of text as a document.
pub(crate) fn parse_text(text: &str) -> Document {
    parse_text_with(text, &Limits::default())
}

/// Lines of text within limits.
pub(crate) fn parse_text_with(text: &str, limits: &Limits) -> Document {
    let (text, cut) = cut(text, limits);
    let mut doc = text::parse_text(text, limits);
    doc.hits.extend(cut);
    doc
}

/// As much of the input as is allowed, to a character boundary, and what was cut off.
fn cut<'a>(input: &'a str, limits: &Limits) -> (&'a str, Option<LimitHit>) {
    let allowed = limits.input_bytes();
    if input.len() <= allowed {
        return (input, None);
    }
    let end = (0..=allowed).rev().find(|&at| input.is_char_boundary(at)).unwrap_or(0);
    (&input[..end], Some(LimitHit::new(Limit::InputBytes, allowed, input.len() - end)))
}
