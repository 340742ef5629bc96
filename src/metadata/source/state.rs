//! State that scripts carry (Next.js, Nuxt, `application/json`): a story that the page's own code
//! would draw.

use super::flight;
use super::text::visible_text;
use crate::input::{Document, NodeId};
use crate::metadata::declared::EmbeddedBody;
use crate::metadata::json::{Value, first, read};
use html5ever::{LocalName, local_name};
use std::sync::LazyLock;

/// Attributes in which a server hands its data to the page's code: Inertia, react-rails.
static ATTRIBUTES: LazyLock<[LocalName; 2]> =
    LazyLock::new(|| ["data-page", "data-react-props"].map(LocalName::from));

const MOST_BYTES: usize = 4 << 20;
/// Assignments looked at in a script, and bytes of a name.
const MOST_ASSIGNMENTS: usize = 20;
const MOST_NAME: usize = 60;
const MOST_VALUES: usize = 200_000;
/// A story is at least this long, in bytes.
const LEAST_BODY: usize = 600;
const LEAST_PARAGRAPH: usize = 40;

/// The longest prose in the scripts, and in the attributes that hold such data.
pub(in crate::metadata) fn body(doc: &Document, scripts: &[NodeId]) -> Option<EmbeddedBody> {
    let mut left = MOST_BYTES;
    let mut best: Option<EmbeddedBody> = None;
    let mut stream = String::new();
    for (text, id) in data(doc, scripts) {
        if text.len() <= left && flight::collect(text, &mut stream) {
            left -= text.len();
            continue;
        }
        if text.len() < LEAST_BODY || text.len() > left {
            continue;
        }
        let (values, origin) = match text.trim_start().starts_with(['{', '[']) {
            true => (read(text), origin(id)),
            false => (assigned(text), "embedded state"),
        };
        left -= if values.is_empty() { 0 } else { text.len() };
        for value in values {
            let found = longest(&value).map(|text| EmbeddedBody::new(&text, origin));
            best = best.into_iter().chain(found).max_by_key(|body| body.text.len());
        }
    }
    // A page that was drawn on the server has its stream in sight, and was judged by that.
    let seen = if stream.is_empty() { 0 } else { visible_bytes(doc) };
    for value in flight::rows(&stream) {
        let shown = flight::paragraphs(&value).filter(|text| text.len() >= LEAST_BODY);
        let found = longest(&value).into_iter().chain(shown).filter(|text| text.len() > seen);
        let found = found.map(|text| EmbeddedBody::new(&text, "next.js stream"));
        best = best.into_iter().chain(found).max_by_key(|body| body.text.len());
    }
    best
}

/// Texts that may be data, each with the id of its script.
fn data<'d>(doc: &'d Document, scripts: &[NodeId]) -> impl Iterator<Item = (&'d str, &'d str)> {
    let script = |&script: &NodeId| {
        let text = doc.children(script).find_map(|n| doc.text(n))?;
        Some((text, doc.attr(script, &local_name!("id")).unwrap_or_default()))
    };
    let attribute =
        |id| ATTRIBUTES.iter().find_map(|name| doc.attr(id, name)).map(|text| (text, ""));
    scripts.iter().filter_map(script).chain(doc.descendants(doc.root()).filter_map(attribute))
}

fn visible_bytes(doc: &Document) -> usize {
    doc.descendants(doc.root()).filter_map(|id| visible_text(doc, id)).map(|t| t.trim().len()).sum()
}

/// The values in `window.__STATE__ = {...};` and `window.__STATE__ = JSON.parse("...");`.
fn assigned(script: &str) -> Vec<Value<'_>> {
    let mut values = Vec::new();
    let places = script.match_indices("window.").map(|(at, sign)| at + sign.len());
    for place in places.take(MOST_ASSIGNMENTS) {
        let Some((name, value)) = script[place..].split_once('=') else { break };
        let name = name.trim_end();
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '.');
        if name.len() > MOST_NAME || !name.chars().all(plain) {
            continue;
        }
        let value = value.trim_start();
        if value.starts_with(['{', '[']) {
            values.extend(first(value));
        } else if let Some(quoted) = value.strip_prefix("JSON.parse(")
            && let Some(Value::String(text)) = first(quoted.trim_start())
        {
            for value in read(&text) {
                values.push(value.into_owned());
            }
        }
    }
    values
}

fn origin(id: &str) -> &'static str {
    match id {
        "__NEXT_DATA__" => "next.js state",
        "__NUXT_DATA__" => "nuxt state",
        _ => "embedded json",
    }
}

/// The longest run of prose: one string, or the strings of one list.
fn longest(root: &Value<'_>) -> Option<String> {
    let mut best = String::new();
    let mut stack = vec![root];
    let mut seen = 0;
    while let Some(value) = stack.pop().filter(|_| seen < MOST_VALUES) {
        seen += 1;
        match value {
            Value::String(text) if text.len() > best.len().max(LEAST_BODY) && is_prose(text) => {
                best = (**text).to_owned();
            }
            Value::Array(items) => {
                if let Some(text) = paragraphs(items).filter(|text| text.len() > best.len()) {
                    best = text;
                }
                stack.extend(items);
            }
            Value::Object(map) => stack.extend(map.values()),
            _ => {}
        }
    }
    (best.len() >= LEAST_BODY).then_some(best)
}

/// A list whose elements each hold a paragraph: blocks of an editor.
fn paragraphs(items: &[Value<'_>]) -> Option<String> {
    let mut text = String::new();
    let mut count = 0;
    for item in items.iter().filter(|item| item.as_object().is_some()) {
        let start = text.len();
        leaves(item, &mut text);
        count += usize::from(text.len() - start >= LEAST_PARAGRAPH);
        if text.len() > start {
            text.push_str("\n\n");
        }
    }
    (count >= 3 && text.len() >= LEAST_BODY).then_some(text)
}

/// The text of an editor's block: strings under the names that editors use, in order.
fn leaves(item: &Value<'_>, out: &mut String) {
    const MOST_LEAVES: usize = 400;
    let mut stack = vec![item];
    let mut seen = 0;
    while let Some(value) = stack.pop().filter(|_| seen < MOST_LEAVES) {
        seen += 1;
        let Value::Object(map) = value else {
            if let Value::Array(items) = value {
                stack.extend(items.iter().rev());
            }
            continue;
        };
        for key in ["children", "content", "nodes", "items", "data", "props", "attributes"] {
            stack.extend(map.get(key).filter(|v| v.as_str().is_none()));
        }
        let text = ["text", "html", "content", "value", "copy", "body", "paragraph"]
            .into_iter()
            .find_map(|key| map.get(key)?.as_str());
        out.push_str(text.unwrap_or_default());
    }
}

/// Words and sentences, not code, addresses or data.
fn is_prose(text: &str) -> bool {
    let sample = crate::text::prefix(text, 4_000);
    let sentences = sample.matches([',', '.', '。', '，']).count();
    let spaces = sample.matches(' ').count();
    let code = sample.matches(['{', '}', ';', '=']).count();
    let unspaced = sample.chars().filter(|&c| crate::text::normalise::is_ideograph(c)).count();
    let tags = sample.matches('<').count();
    (spaces * 12 > sample.len() || unspaced * 6 > sample.len())
        && sentences * 250 > sample.len()
        && code < spaces / 4 + tags * 2 + 10
}
