//! The programming language of a code block, as class names or attributes name it.

use crate::input::{Document, NodeId, Tag};
use html5ever::{LocalName, local_name};
use std::sync::LazyLock;

static PREFIXES: LazyLock<Vec<&str>> =
    LazyLock::new(|| super::media::entries(include_str!("../../data/code-classes.txt")).collect());

/// How far above the block the language may be named.
const REACH: usize = 3;

/// The language named on the block, on a `code` in it or on what holds it.
pub(super) fn language(doc: &Document, block: NodeId) -> Option<String> {
    let inner = doc.children(block).filter(|&n| doc.tag(n) == Some(Tag::Code)).take(1);
    let around = std::iter::once(block).chain(doc.ancestors(block).take(REACH));
    inner.chain(around).find_map(|node| of_element(doc, node))
}

fn of_element(doc: &Document, node: NodeId) -> Option<String> {
    for name in ["data-lang", "data-language", "data-code-lang"] {
        if let Some(language) = doc.attr(node, &LocalName::from(name)).and_then(name_of) {
            return Some(language);
        }
    }
    let class = doc.attr(node, &local_name!("class"))?;
    let mut classes = class.split_ascii_whitespace();
    while let Some(token) = classes.next() {
        let Some(rest) = PREFIXES.iter().find_map(|prefix| token.strip_prefix(prefix)) else {
            continue;
        };
        // `brush: js` has its name in the next word.
        let rest = if rest.is_empty() { classes.next().unwrap_or_default() } else { rest };
        if let Some(language) = name_of(rest) {
            return Some(language);
        }
    }
    None
}

fn name_of(text: &str) -> Option<String> {
    let name = text.trim().trim_end_matches(';').to_lowercase();
    let plain = |c: char| c.is_ascii_alphanumeric() || "+-#._".contains(c);
    let valid = !name.is_empty() && name.len() <= 30 && name.chars().all(plain);
    (valid && name != "none").then_some(name)
}
