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
    let mut named =
        Named { doc, by_class: doc.by_class(None), by_scope: vec![None; segments.scopes.len()] };
    let (mut before, mut comments) = (0, 0);
    for candidate in segments.candidates.iter().filter(|c| is_prose(c)) {
        if named.holds(segments, candidate.scope) {
            comments += candidate.words;
        } else if comments == 0 {
            before += candidate.words;
        }
    }
    if before < STORY || comments > before * TIMES {
        return;
    }
    let begin = segments.candidates.iter().position(is_prose).unwrap_or_default();
    for at in begin..segments.candidates.len() {
        let candidate = &segments.candidates[at];
        let is_text = candidate.words > 0 && !candidate.flags.has(Flags::ALL_LINK);
        if is_text && named.holds(segments, candidate.scope) {
            segments.candidates[at].flags.insert(Flags::COMMENT);
        }
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
        && !candidate.is_half_linked()
        && !candidate.flags.has(Flags::HIDDEN)
}

/// Which elements are named for comments, each looked at once.
struct Named<'a> {
    doc: &'a Document<'a>,
    by_class: Vec<Option<bool>>,
    /// Whether a scope or one around it is.
    by_scope: Vec<Option<bool>>,
}

impl Named<'_> {
    fn holds(&mut self, segments: &Segments, scope: u32) -> bool {
        let above = |at: usize| segments.scopes[at].parent as usize;
        let mut at = scope as usize;
        let found = loop {
            if let Some(known) = self.by_scope[at] {
                break known;
            }
            if self.is_comment(segments.scopes[at].node) {
                break true;
            }
            if at == 0 {
                break false;
            }
            at = above(at);
        };
        let (last, mut at) = (at, scope as usize);
        while at != last {
            self.by_scope[at] = Some(found);
            at = above(at);
        }
        self.by_scope[last] = Some(found);
        found
    }

    fn is_comment(&mut self, node: NodeId) -> bool {
        if matches!(self.doc.tag(node), Some(Tag::Html | Tag::Body | Tag::Main)) {
            return false;
        }
        let doc = self.doc;
        let named = |name| doc.attr(node, &name).is_some_and(|v| Table::get().is_comment(v));
        let class = doc.class(node).index();
        let by_class = self.by_class[class].unwrap_or_else(|| named(local_name!("class")));
        self.by_class[class] = Some(by_class);
        by_class || named(local_name!("id"))
    }
}
