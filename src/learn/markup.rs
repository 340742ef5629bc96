//! Elements that hold nothing but repeated texts, proposed by a selector.

use super::elements::Names;
use super::trial::Draft;
use super::view::View;
use std::collections::{BTreeMap, HashSet};

/// Selectors that name such an element on enough pages; the trial says which of them name others
/// as well.
pub(super) fn proposals(views: &[View], support: usize) -> Vec<Draft> {
    let names = Names::count(views, support);
    let mut pages: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for view in views {
        for selector in selectors(view, &names, support) {
            let (count, last) = pages.entry(selector).or_insert((0, usize::MAX));
            if *last != view.group {
                (*count, *last) = (*count + 1, view.group);
            }
        }
    }
    let enough = pages.into_iter().filter(|(_, (count, _))| *count >= support);
    enough.map(|(selector, _)| Draft::element(selector)).collect()
}

/// The selectors of a page's elements around a repeated text that hold no text of its own.
fn selectors(view: &View, names: &Names<'_>, support: usize) -> Vec<String> {
    let scopes = &view.page.segments.scopes;
    let own = own_texts(view);
    let (mut seen, mut out) = (HashSet::new(), Vec::new());
    for at in (0..view.blocks.len()).filter(|&at| view.blocks[at].pages >= support) {
        let mut scope = view.candidate(at).scope;
        // What is around an element that was looked at was looked at as well.
        while seen.insert(scope) {
            let here = &scopes[scope as usize];
            if own[here.first as usize] < own[here.end as usize] {
                break;
            }
            out.extend(names.selector(&view.page, here.node));
            scope = here.parent;
        }
    }
    out
}

/// How many texts that stand on this page alone come before each text.
fn own_texts(view: &View) -> Vec<u32> {
    let mut before = vec![0];
    for (at, block) in view.blocks.iter().enumerate() {
        before.push(before[at] + u32::from(block.is_own()));
    }
    before
}
