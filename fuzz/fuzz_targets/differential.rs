//! Our tree has the elements and the text of scraper's, with scripting off, where no limit is hit.
#![no_main]

use copydesk::internals;
use html5ever::driver::{ParseOpts, parse_document};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use libfuzzer_sys::fuzz_target;
use scraper::{Html, HtmlTreeSink, Node};
use std::fmt::Write;

/// Deeper elements are flattened by us and not by scraper.
const DEPTH: usize = 500;

fn oracle(html: &str) -> Html {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    parse_document(HtmlTreeSink::new(Html::new_document()), options).one(html)
}

fn outline(html: &Html) -> Option<String> {
    let mut out = String::new();
    for node in html.tree.root().descendants().skip(1) {
        let depth = node.ancestors().count() - 1;
        if depth > DEPTH {
            return None;
        }
        match node.value() {
            Node::Element(element) => drop(writeln!(out, "{depth} <{}>", element.name())),
            Node::Text(text) => drop(writeln!(out, "{depth} {:?}", &**text)),
            _ => {}
        }
    }
    Some(out)
}

fuzz_target!(|html: &str| {
    if let Some(expected) = outline(&oracle(html)) {
        if internals::is_within_limits(html) {
            assert_eq!(internals::outline(html), expected);
        }
    }
});
