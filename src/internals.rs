//! For the benches and fuzz targets of this repository alone; nothing here is promised to anyone.

use crate::cleaner::{Cleaner, Shared};
use crate::error::Error;
use crate::input::{self, Document, KeptAttributes, NodeData};
use crate::limits::Limits;
use crate::rules::{RuleBook, RuleSet, check_patterns};
use crate::segment;
use crate::text::{date, person};
use std::fmt::Write;

/// Parses a page; gives the number of its nodes.
pub fn parse(html: &str) -> usize {
    input::parse_html(html).len()
}

/// Parses a page and cuts it to candidates; gives their number.
pub fn segment(html: &str) -> usize {
    segment::segment(&input::parse_html(html)).candidates.len()
}

/// The tree's elements and text, a node a line, indented by depth. Neighbouring texts are one.
pub fn outline(html: &str) -> String {
    let doc = input::parse_for_tests(html, false, None);
    let mut out = String::new();
    let mut depth = 0;
    let mut node = doc.first_child(doc.root());
    while let Some(id) = node {
        match doc.data(id) {
            NodeData::Element(_) => {
                let _ = writeln!(out, "{depth} <{}>", doc.name(id).unwrap_or_default());
            }
            NodeData::Text(_) => {
                let _ = writeln!(out, "{depth} {:?}", doc.text(id).unwrap_or_default());
            }
            _ => {}
        }
        node = next(&doc, id, &mut depth);
    }
    out
}

/// Whether a page is parsed without hitting a limit, so that its tree is that of the standard.
pub fn is_within_limits(html: &str) -> bool {
    input::parse_html(html).limits_hit().is_empty()
}

/// The whole tree with the attributes that are usually kept, or with all: a node a line,
/// indented by depth. `context` is the element in which the page stands, if it is a fragment.
pub fn tree(html: &str, all: bool, context: Option<&str>) -> String {
    let doc = input::parse_for_tests(html, all, context);
    let mut out = String::new();
    let mut depth = 0;
    let mut node = doc.first_child(doc.root());
    while let Some(id) = node {
        let _ = match doc.data(id) {
            NodeData::Element(_) => {
                let mut attrs: Vec<_> =
                    doc.attrs(id).map(|a| format!(" {}={:?}", a.name, a.value())).collect();
                attrs.sort();
                let (space, name) = (doc.namespace(id), doc.name(id).unwrap_or_default());
                writeln!(out, "{depth} {space:?} <{name}{}>", attrs.concat())
            }
            NodeData::Text(_) => writeln!(out, "{depth} {:?}", doc.text(id).unwrap_or_default()),
            NodeData::Comment => writeln!(out, "{depth} comment"),
            NodeData::Doctype => writeln!(out, "{depth} doctype"),
            NodeData::Fragment => writeln!(out, "{depth} contents"),
            NodeData::Document => Ok(()),
        };
        node = next(&doc, id, &mut depth);
    }
    out
}

/// The tokenizer's tokens as the html5lib tests write them, without a tree builder to steer it;
/// `None` for a state that is no beginning here.
pub fn tokens(html: &str, state: &str, last_start_tag: &str) -> Option<serde_json::Value> {
    input::tokens(html, state, last_start_tag)
}

/// The text that bytes are, and WHATWG's name of their encoding.
pub fn decode(bytes: &[u8], charset: Option<&str>) -> (String, &'static str) {
    let decoded = input::decode(bytes, charset);
    (decoded.text.into_owned(), decoded.encoding)
}

/// The encoding that a page declares in `<meta>` or in its XML declaration.
pub fn declared_encoding(bytes: &[u8]) -> Option<&'static str> {
    input::declared_encoding(bytes)
}

/// Whether an attribute of this name is usually kept.
pub fn is_kept(attribute: &str) -> bool {
    input::is_kept(attribute)
}

/// The next node in document order; `depth` goes with it.
fn next(doc: &Document, id: input::NodeId, depth: &mut usize) -> Option<input::NodeId> {
    if let Some(child) = doc.first_child(id) {
        *depth += 1;
        return Some(child);
    }
    let mut id = id;
    loop {
        if let Some(sibling) = doc.next_sibling(id) {
            return Some(sibling);
        }
        id = doc.parent(id)?;
        *depth = depth.checked_sub(1)?;
    }
}

/// The date in a short text, as the crate writes it, and whether the text is a date line.
pub fn date(text: &str, language: Option<&str>) -> (Option<String>, bool) {
    let found = date::find_date(text, language).map(|found| format!("{found:?}"));
    (found, date::is_date_line(text, language))
}

/// How many names a short text holds.
pub fn names(text: &str) -> usize {
    person::split_names(text).len()
}

/// A cleaner with the rules of one set, checked as a user's are, and without the built-in ones.
///
/// # Errors
/// If a rule is wrong.
pub fn with_rules_alone(set: &RuleSet) -> Result<Cleaner, Error> {
    let limits = Limits::default();
    check_patterns(set, limits.rule_pattern_bytes())?;
    set.check().into_iter().next().map_or(Ok(()), Err)?;
    let rules = RuleBook::of(set)?;
    let attributes = KeptAttributes::with(rules.attributes());
    Ok(Cleaner::from_shared(Shared { limits, rules, attributes, model: None }))
}
