//! Elements by what names them on every page: tag, id and classes, written as a selector.

use super::view::View;
use crate::cleaner::Opened;
use crate::input::NodeId;
use html5ever::local_name;
use std::collections::HashMap;

/// How many pages name an element so; names of few pages (`post-4711`, `active`) name no kind.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    pages: HashMap<(&'a str, char, &'a str), (usize, usize)>,
    support: usize,
}

impl<'a> Names<'a> {
    /// Counts the names of the elements that hold texts. Pages stand by group.
    pub(super) fn count(views: &'a [View], support: usize) -> Self {
        let mut out = Self { support, ..Self::default() };
        for view in views {
            let page = &view.page;
            for scope in &page.segments.scopes {
                each_name(page, scope.node, |tag, kind, name| {
                    let (pages, last) =
                        out.pages.entry((tag, kind, name)).or_insert((0, usize::MAX));
                    if *last != view.group {
                        (*pages, *last) = (*pages + 1, view.group);
                    }
                });
            }
        }
        out
    }

    /// `div#share`, `p.meta.small`; `None` for an element that nothing but its tag names.
    pub(super) fn selector(&self, page: &Opened, node: NodeId) -> Option<String> {
        let mut selector = String::new();
        let mut has_id = false;
        each_name(page, node, |tag, kind, name| {
            let pages = self.pages.get(&(tag, kind, name)).map_or(0, |(pages, _)| *pages);
            if pages < self.support || has_id {
                return;
            }
            if selector.is_empty() {
                selector.push_str(tag);
            }
            selector.push(kind);
            selector.push_str(name);
            has_id = kind == '#';
        });
        (!selector.is_empty()).then_some(selector)
    }
}

/// Calls `found` with tag, kind and name for the id, then for each class that can be written in a
/// selector as it stands.
fn each_name<'a>(page: &'a Opened, node: NodeId, mut found: impl FnMut(&'a str, char, &'a str)) {
    let doc = &page.doc;
    let Some(tag) = doc.name(node).filter(|tag| is_plain(tag)) else { return };
    let id = doc.attr(node, &local_name!("id")).map(str::trim);
    id.filter(|id| is_plain(id)).into_iter().for_each(|id| found(tag, '#', id));
    let classes = doc.attr(node, &local_name!("class")).unwrap_or_default();
    for class in classes.split_ascii_whitespace().filter(|class| is_plain(class)) {
        found(tag, '.', class);
    }
}

fn is_plain(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.len() <= 80
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}
