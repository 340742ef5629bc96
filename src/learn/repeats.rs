//! On how many pages each text stands.

use super::elements::Names;
use super::view::{View, words_hash};
use crate::rules::form_of;
use rustc_hash::FxHasher;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};

/// Pages that share so much of their story, in hundredths of its words, have the same one.
const SAME_STORY: u32 = 50;
/// Where their titles differ.
const SAME_STORY_OTHER_TITLE: u32 = 90;
/// Pages that share a text of which it is tried whether their stories are the same.
const TRIED: usize = 32;

/// Sorts the pages by their story, and counts; the number of stories.
pub(super) fn count(views: &mut [View], support: usize) -> usize {
    let groups = group(views);
    views.sort_by_key(|view| view.group);
    let keys = all_keys(views, support);
    for (view, keys) in views.iter_mut().zip(&keys) {
        view.blocks.iter_mut().zip(keys).for_each(|(block, keys)| block.by_form = keys.by_form);
    }
    let mut pages: HashMap<u64, (usize, usize)> = HashMap::new();
    for (view, keys) in views.iter().zip(&keys) {
        for key in keys.iter().flat_map(|keys| keys.each().chain(&keys.exact)) {
            let (count, last) = pages.entry(*key).or_insert((0, usize::MAX));
            if *last != view.group {
                (*count, *last) = (*count + 1, view.group);
            }
        }
    }
    for (view, keys) in views.iter_mut().zip(&keys) {
        for (block, keys) in view.blocks.iter_mut().zip(keys) {
            let most = keys.each().map(|key| pages[key].0).max();
            block.pages = most.unwrap_or(block.pages);
            block.by_form |= keys.exact.is_some_and(|key| pages[&key].0 == 1);
        }
        let story = |view: &View, at: &usize| view.is_story(*at);
        let all = 0..view.blocks.len();
        view.is_prose = view.tells();
        view.story =
            all.clone().find(|at| story(view, at)).zip(all.rev().find(|at| story(view, at)));
    }
    groups
}

/// What a text is counted by.
#[derive(Default)]
struct Keys {
    /// With its own element's names, if it has any.
    own: Option<u64>,
    /// With the names of the element around it.
    above: Option<u64>,
    /// By its very words and its tag.
    exact: Option<u64>,
    by_form: bool,
}

impl Keys {
    fn each(&self) -> impl Iterator<Item = &u64> {
        self.own.iter().chain(&self.above)
    }
}

fn all_keys(views: &[View], support: usize) -> Vec<Vec<Keys>> {
    let names = Names::count(views, support);
    let keys =
        |view: &View| (0..view.blocks.len()).map(|at| keys(view, &names, at)).collect::<Vec<_>>();
    views.iter().map(keys).collect()
}

fn keys(view: &View, names: &Names<'_>, at: usize) -> Keys {
    let Some(text) = view.blocks[at].text else { return Keys::default() };
    let page = &view.page;
    let candidate = view.candidate(at);
    let scopes = &page.segments.scopes;
    let scope = &scopes[candidate.scope as usize];
    let tag = page.doc.name(candidate.node).unwrap_or_default();
    let own = names.selector(page, candidate.node);
    let above = scopes[scope.parent as usize].node;
    let above = names
        .selector(page, above)
        .unwrap_or_else(|| page.doc.name(above).unwrap_or_default().to_owned());
    // Of a date line that its class names, the form is what repeats.
    let form = own.as_ref().and_then(|_| form_of(&page.context(), at)).map(|shape| shape as u64);
    let key = |salt: u8, markup: &str, what: u64| {
        let mut hash = FxHasher::default();
        (salt, tag, markup, what).hash(&mut hash);
        Some(hash.finish())
    };
    let counted = form.unwrap_or(text);
    Keys {
        own: own.and_then(|own| key(0, &own, counted)),
        above: key(1, &above, counted),
        exact: key(2, "", view.blocks[at].exact),
        by_form: form.is_some(),
    }
}

/// Numbers the stories: a page whose story is mostly that of an earlier page has the same number.
fn group(views: &mut [View]) -> usize {
    let mut first_with: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut groups = 0;
    for at in 0..views.len() {
        let story: Vec<(u64, u32)> = story(&views[at]);
        let mut shared: HashMap<usize, u32> = HashMap::new();
        for (text, words) in &story {
            for &page in first_with.get(text).into_iter().flatten() {
                *shared.entry(page).or_default() += words;
            }
        }
        let total: u32 = story.iter().map(|(_, words)| words).sum();
        let title = |view: &View| view.page.title().map(words_hash);
        let same = shared.into_iter().filter(|&(page, words)| {
            let same_title = title(&views[at]).is_some_and(|t| title(&views[page]) == Some(t));
            let least = if same_title { SAME_STORY } else { SAME_STORY_OTHER_TITLE };
            words * 100 >= total * least
        });
        let same = same.map(|(page, _)| page).min();
        views[at].group = same.map_or(groups, |page| views[page].group);
        groups += usize::from(same.is_none());
        for (text, _) in story {
            let pages = first_with.entry(text).or_default();
            if pages.len() < TRIED {
                pages.push(at);
            }
        }
    }
    groups
}

fn story(view: &View) -> Vec<(u64, u32)> {
    let all = 0..view.blocks.len();
    all.filter(|&at| view.may_be_story(at))
        .filter_map(|at| Some((view.blocks[at].text?, view.candidate(at).words)))
        .collect()
}
