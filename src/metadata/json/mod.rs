//! JSON as pages write it: often broken, never trusted.

mod look;
mod repair;
mod value;

pub(super) use look::{array, object_name, plain, strings, text_content};
pub(super) use value::{Object, Value};

use std::borrow::Cow;

/// All JSON values of a script, one after another; broken ones as far as they can be repaired.
pub(super) fn read(text: &str) -> Vec<Value<'_>> {
    read_within(text, repair::DEEPEST).0
}

/// The same, and whether values nested deeper than `depth` were left out.
pub(super) fn read_within(text: &str, depth: usize) -> (Vec<Value<'_>>, bool) {
    let text = trim(text);
    if text.is_empty() {
        return (Vec::new(), false);
    }
    // The parser has a bound of its own, above the deepest.
    if (depth >= repair::DEEPEST || !repair::is_deeper(text, depth))
        && let Some(values) = stream(text)
    {
        return (values, false);
    }
    let text = if text.contains('"') { Cow::Borrowed(text) } else { unescape_quotes(text) };
    let depth = depth.min(repair::DEEPEST);
    let repaired = repair::repair(&text, depth);
    let values = stream(&repaired).unwrap_or_default();
    let values = values.into_iter().map(Value::into_owned).collect();
    (values, repair::is_deeper(&text, depth))
}

/// The first JSON value of a text that goes on after it.
pub(super) fn first(text: &str) -> Option<Value<'_>> {
    serde_json::Deserializer::from_str(text).into_iter().next()?.ok()
}

/// `None` where the text is not JSON to its end.
fn stream(text: &str) -> Option<Vec<Value<'_>>> {
    serde_json::Deserializer::from_str(text).into_iter().collect::<Result<_, _>>().ok()
}

/// Without comments and CDATA marks around it, and without a trailing semicolon.
fn trim(text: &str) -> &str {
    const AROUND: [&str; 9] =
        ["<!--", "-->", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>", "/*", "*/", "//"];
    let mut text = text.trim();
    loop {
        let before = text.len();
        for mark in AROUND {
            text = text.strip_prefix(mark).unwrap_or(text).trim_start();
            text = text.strip_suffix(mark).unwrap_or(text).trim_end();
        }
        text = text.trim_matches([';', '\u{feff}', '\u{a0}']).trim();
        if text.len() == before {
            return text;
        }
    }
}

/// Some pages escape their JSON as if it were HTML.
fn unescape_quotes(text: &str) -> Cow<'_, str> {
    Cow::Owned(text.replace("&quot;", "\"").replace("&#34;", "\"").replace("&amp;", "&"))
}
