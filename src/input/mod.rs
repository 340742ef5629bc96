//! From bytes, HTML or text to a [`Document`].

mod attributes;
mod decode;
mod document;
mod hash;
mod markdown;
mod tag;
mod text;
mod tokenizer;
mod tree;

pub(crate) use attributes::KeptAttributes;
pub(crate) use decode::decode;
pub(crate) use document::{
    Attribute, ClassId, Document, Namespace, NodeData, NodeId, Origin, TextRange,
};
pub(crate) use tag::Tag;

use crate::limits::{Deadline, Limit, LimitHit, Limits};
use std::borrow::Cow;
use tokenizer::{Content, Tokenizer};
use tree::TreeBuilder;

/// A page parsed with the usual limits and attributes.
pub(crate) fn parse_html<'p>(html: impl Into<Cow<'p, str>>) -> Document<'p> {
    parse_html_with(html, &Limits::default(), KeptAttributes::usual())
}

/// A page parsed within limits; [`Document::limits_hit`] says which were hit.
pub(crate) fn parse_html_with<'p>(
    html: impl Into<Cow<'p, str>>,
    limits: &Limits,
    kept: &KeptAttributes,
) -> Document<'p> {
    let mut html = html.into();
    let cut = cut(&mut html, limits);
    let mut doc = parse(html, limits, kept, None, true);
    doc.hits.extend(cut);
    doc
}

/// `mends`: see [`Tokenizer::mends`]; other parsers, with which trees are compared, do not.
fn parse<'p>(
    html: Cow<'p, str>,
    limits: &Limits,
    kept: &KeptAttributes,
    context: Option<&str>,
    mends: bool,
) -> Document<'p> {
    let deadline = Deadline::from_now(limits);
    let (html, has_nul) = normalise_line_ends(html);
    let mut builder = TreeBuilder::new(&html, kept, limits);
    let content = context.map_or(Content::Markup, |name| builder.start_fragment(name));
    let mut tokenizer = Tokenizer::new(&html, kept, limits.attributes(), builder);
    (tokenizer.mends, tokenizer.has_nul) = (mends, has_nul);
    let unread = tokenizer.run(content, context.unwrap_or_default(), deadline);
    let doc = tokenizer.sink.finish(tokenizer.attributes_over);
    // It borrows the page as it stands here, which goes with it.
    let mut doc: Document<'p> = doc.with_page(Cow::default());
    doc.page = html;
    (doc.limits, doc.deadline, doc.unread) = (limits.clone(), deadline, unread);
    doc
}

/// A tree to compare with other parsers': with all attributes if so wanted, and no bound that
/// they do not know. `context` is a fragment's element, `svg` or `math` before foreign ones.
#[cfg(feature = "internals")]
pub(crate) fn parse_for_tests<'p>(html: &'p str, all: bool, context: Option<&str>) -> Document<'p> {
    let kept = if all { KeptAttributes::all() } else { KeptAttributes::usual().clone() };
    parse(
        Cow::Borrowed(html),
        &Limits::default().with_attributes(usize::MAX),
        &kept,
        context,
        false,
    )
}

/// The encoding that a page declares.
#[cfg(feature = "internals")]
pub(crate) fn declared_encoding(bytes: &[u8]) -> Option<&'static str> {
    decode::declared(bytes)
}

/// The bare tokens of a text as the html5lib tests write them.
#[cfg(feature = "internals")]
pub(crate) fn tokens(html: &str, state: &str, last_start_tag: &str) -> Option<serde_json::Value> {
    tokenizer::tokens(&normalise_line_ends(html.into()).0, state, last_start_tag)
}

/// Whether an attribute of this name is usually kept.
#[cfg(feature = "internals")]
pub(crate) fn is_kept(attribute: &str) -> bool {
    KeptAttributes::usual().number(attribute.as_bytes(), attribute.len()).is_some()
}

/// Carriage returns become line feeds, alone or with the line feed behind them. Tells whether there
/// are NULs too: most pages have neither, and one look at all of it says so.
fn normalise_line_ends(html: Cow<'_, str>) -> (Cow<'_, str>, bool) {
    let Some(first) = memchr::memchr2(b'\r', 0, html.as_bytes()) else { return (html, false) };
    let holds = |byte| memchr::memchr(byte, &html.as_bytes()[first..]).is_some();
    let has_nul = holds(0);
    if !holds(b'\r') {
        return (html, has_nul);
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = &*html;
    while let Some(at) = memchr::memchr(b'\r', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        out.push('\n');
        rest = rest[at + 1..].strip_prefix('\n').unwrap_or(&rest[at + 1..]);
    }
    out.push_str(rest);
    (Cow::Owned(out), has_nul)
}

/// Lines of text as a document.
pub(crate) fn parse_text(text: &str) -> Document<'static> {
    parse_text_with(text, &Limits::default())
}

/// Lines of text within limits.
pub(crate) fn parse_text_with(text: &str, limits: &Limits) -> Document<'static> {
    let mut text = Cow::Borrowed(text);
    let cut = cut(&mut text, limits);
    let mut doc = text::parse_text(&text, limits);
    doc.hits.extend(cut);
    doc
}

/// Leaves as much of the input as is allowed, to a character boundary, and says what was cut off.
fn cut(input: &mut Cow<'_, str>, limits: &Limits) -> Option<LimitHit> {
    let (length, allowed) = (input.len(), limits.input_bytes());
    if length <= allowed {
        return None;
    }
    let end = (0..=allowed).rev().find(|&at| input.is_char_boundary(at)).unwrap_or(0);
    match input {
        Cow::Borrowed(text) => *text = &text[..end],
        Cow::Owned(text) => text.truncate(end),
    }
    Some(LimitHit::new(Limit::InputBytes, allowed, length - end))
}
