//! Which texts under an article its readers wrote, by the names of what holds them.

use super::source::table::{Kind as TypeKind, Table};
use crate::input::{Document, NodeId, Tag};
use crate::segment::{Candidate, Flags, Kind, Segments};
use html5ever::local_name;

/// Words of prose that are a story; what readers wrote under fewer may be what the page is for.
const STORY: u32 = 100;
/// The same where they wrote so many times as much.
const TIMES: u32 = 6;
const PROSE: u32 = 10;

/// Marks them, if the page says that it is an article and a story stands before.
pub(super) fn mark(doc: &Document, segments: &mut Segments, page_type: &str) {
    if !is_article(page_type) {
        return;
    }
    let mut by_class = doc.by_class(None);
    let mut inside: Vec<bool> = Vec::with_capacity(segments.scopes.len());
    for scope in &segments.scopes {
        let around = inside.get(scope.parent as usize).copied().unwrap_or_default();
        inside.push(around || is_comment(doc, scope.node, &mut by_class));
    }
    let (mut before, mut comments) = (0, 0);
    for candidate in segments.candidates.iter().filter(|c| is_prose(c)) {
        if inside[candidate.scope as usize] {
            comments += candidate.words;
        } else if comments == 0 {
            before += candidate.words;
        }
    }
    if before < STORY || comments > before * TIMES {
        return;
    }
    for candidate in segments.candidates.iter_mut().filter(|c| inside[c.scope as usize]) {
        candidate.flags.insert(Flags::COMMENT);
    }
}

fn is_article(page_type: &str) -> bool {
    let table = Table::get();
    page_type.eq_ignore_ascii_case("article")
        || table.kind(page_type) == TypeKind::Story && !table.is_thread(page_type)
}

fn is_prose(candidate: &Candidate) -> bool {
    candidate.kind == Kind::Paragraph
        && candidate.words >= PROSE
        && candidate.link_bytes * 2 < candidate.text.end - candidate.text.start
        && !candidate.flags.has(Flags::HIDDEN)
}

fn is_comment(doc: &Document, node: NodeId, by_class: &mut [Option<bool>]) -> bool {
    if matches!(doc.tag(node), Some(Tag::Html | Tag::Body | Tag::Main)) {
        return false;
    }
    let named = |name| doc.attr(node, &name).is_some_and(|value| Table::get().is_comment(value));
    let class = doc.class(node).index();
    let by_its_class = by_class[class].unwrap_or_else(|| named(local_name!("class")));
    by_class[class] = Some(by_its_class);
    by_its_class || named(local_name!("id"))
}
