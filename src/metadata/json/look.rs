//! Looking into JSON values whose shape nobody guarantees.

use super::value::Value;
use crate::input::{Document, NodeId, parse_html};
use crate::text::normalise::normalise;
use memchr::memchr2;
use std::slice;

/// The elements of an array, or the value itself.
pub(in crate::metadata) fn array<'v, 't>(value: &'v Value<'t>) -> &'v [Value<'t>] {
    match value {
        Value::Array(items) => items,
        Value::Null => &[],
        other => slice::from_ref(other),
    }
}

/// All strings of a string or an array of strings.
pub(in crate::metadata) fn strings<'v>(value: &'v Value<'_>) -> impl Iterator<Item = &'v str> {
    array(value).iter().filter_map(|item| match item {
        Value::String(text) => Some(&**text),
        Value::Object(map) => map.get("name").or_else(|| map.get("@value")).and_then(Value::as_str),
        _ => None,
    })
}

/// The name of a thing that is given as a string or as an object.
pub(in crate::metadata) fn object_name<'v>(value: &'v Value<'_>) -> Option<&'v str> {
    strings(value).find(|name| !name.trim().is_empty())
}

/// What is left where text was escaped twice: `&amp;#8217;`.
const ESCAPED_TWICE: [&str; 10] = [
    "&#", "&amp;", "&quot;", "&hellip;", "&rsquo;", "&lsquo;", "&rdquo;", "&ldquo;", "&ndash;",
    "&mdash;",
];

/// Text as it would show: entities and tags resolved, white space folded.
pub(in crate::metadata) fn plain(text: &str) -> String {
    let marked = memchr2(b'<', b'&', text.as_bytes()).is_some();
    // `<table>: what it is for` is about a tag.
    if !(marked && (text.contains(';') || ["</", "/>", "<br"].iter().any(|m| text.contains(m)))) {
        return normalise(text);
    }
    let doc = parse_html(text);
    let once = normalise(&text_content(&doc, doc.root()));
    if once.contains('&') && ESCAPED_TWICE.iter().any(|entity| once.contains(entity)) {
        let doc = parse_html(&once);
        return normalise(&text_content(&doc, doc.root()));
    }
    once
}

/// The text of all text nodes below `id`, as it stands.
pub(in crate::metadata) fn text_content(doc: &Document, id: NodeId) -> String {
    doc.descendants(id).filter_map(|n| doc.text(n)).collect()
}
