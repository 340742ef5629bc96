//! The strongest grounds for a score, in words.

use crate::input::Document;
use crate::segment::{Candidate, Flags, Segments};
use html5ever::local_name;

/// Why a candidate scored as it did, strongest first; at most three.
pub(crate) fn grounds(doc: &Document, segments: &Segments, index: usize) -> Vec<String> {
    let candidate = &segments.candidates[index];
    let mut out = Vec::with_capacity(3);
    if let Some(place) = place(doc, candidate) {
        out.push(place);
    }
    let bytes = candidate.text.end - candidate.text.start;
    if bytes > 0 && candidate.is_half_linked() {
        out.push(format!("{} % link text", candidate.link_bytes * 100 / bytes));
    }
    if candidate.flags.has(Flags::HIDDEN) {
        out.push("hidden".to_owned());
    }
    if candidate.words > 0 {
        out.push(format!("{} words", candidate.words));
    }
    let scope = segments.scope_of(candidate);
    if scope.words > candidate.words {
        out.push(format!("in a block of {} words", scope.words));
    }
    out.truncate(3);
    out
}

/// The nearest telling element: `in aside.related`.
fn place(doc: &Document, candidate: &Candidate) -> Option<String> {
    let told = [
        (Flags::NAV, "nav"),
        (Flags::ASIDE, "aside"),
        (Flags::FOOTER, "footer"),
        (Flags::HEADER, "header"),
        (Flags::FORM, "form"),
    ];
    let region = told.iter().find(|(flag, _)| candidate.flags.has(*flag)).map(|t| t.1);
    let near = std::iter::once(candidate.node).chain(doc.ancestors(candidate.node)).take(6);
    for node in near {
        let Some(tag) = doc.tag(node) else { continue };
        let class = doc.attr(node, &local_name!("class")).unwrap_or("");
        let is_region = region == Some(tag.name());
        if let Some(first) = class.split_ascii_whitespace().next() {
            return Some(format!("in {}.{first}", tag.name()));
        }
        if is_region {
            break;
        }
    }
    region.map(|name| format!("in {name}"))
}
