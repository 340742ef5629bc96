//! Repeated texts, proposed by their words; and texts that repeat but for a few words.

use super::elements::Names;
use super::trial::Draft;
use super::view::{STORY_WORDS, View, WORDS, merged};
use crate::rules::{Condition, Word, form_of, words};
use crate::segment::Kind;
use std::collections::{BTreeMap, HashSet};

/// A longer text is proposed by its beginning.
const WHOLE: usize = 24;
const BEGINNING: usize = 16;
/// A text of fewer words is proposed together with its element alone.
const ENOUGH_WORDS: usize = 3;
/// Texts of more words are no prompts with a gap.
const GAPPED_WORDS: usize = 14;
/// The most words of a gap.
const GAP: usize = 8;

pub(super) fn proposals(views: &[View], support: usize) -> Vec<Draft> {
    let names = Names::count(views, support);
    let mut out = exact(views, &names, support);
    out.extend(gapped(views, &names, support));
    out
}

/// Texts that stand on enough pages word for word (numbers aside), each once.
fn exact(views: &[View], names: &Names<'_>, support: usize) -> Vec<Draft> {
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    for view in views {
        for (at, block) in view.blocks.iter().enumerate() {
            let Some(text) = block.text.filter(|_| block.pages >= support) else { continue };
            let own = names.selector(&view.page, view.candidate(at).node);
            if seen.insert((text, own.clone())) {
                out.extend(condition(view, at, own).map(Draft::words));
            }
        }
    }
    out
}

fn condition(view: &View, at: usize, own: Option<String>) -> Option<Condition> {
    let when = Condition { levels: own.as_ref().map(|_| 0), selector: own, ..Condition::default() };
    let form = form_of(&view.page.context(), at);
    if let Some(form) = form.filter(|_| when.selector.is_some()) {
        return Some(Condition { is: vec![form], ..when });
    }
    let mut list = Vec::new();
    words(view.text(at), WORDS, &mut list);
    let list: Vec<_> = merged(&list).collect();
    let spoken = list.iter().filter(|word| !word.number).count();
    if spoken == 0 || (spoken < ENOUGH_WORDS && when.selector.is_none()) {
        return None;
    }
    Some(if list.len() > WHOLE {
        Condition { starts: vec![phrase(view.text(at), &list[..BEGINNING])], ..when }
    } else {
        Condition { phrases: vec![phrase(view.text(at), &list)], ..when }
    })
}

/// Words as a phrase: any number where one stands.
fn phrase(text: &str, list: &[Word]) -> String {
    let mut out = String::new();
    let mut half = false;
    for word in list {
        let apart = !half || !word.half;
        if apart && !out.is_empty() {
            out.push(' ');
        }
        half = word.half;
        let written = &text[word.start as usize..word.end as usize];
        out.push_str(if word.number { "{number}" } else { written });
    }
    out
}

/// A short text outside the story: its page, its place, its words.
struct Short {
    view: usize,
    at: usize,
    list: Vec<Word>,
}

/// Short texts of one kind of element that begin and end alike and differ in a few words between.
fn gapped(views: &[View], names: &Names<'_>, support: usize) -> Vec<Draft> {
    // By the element and the first or the last word.
    let mut alike: BTreeMap<(String, bool, u64), Vec<Short>> = BTreeMap::new();
    for (number, view) in views.iter().enumerate() {
        for at in (0..view.blocks.len()).filter(|&at| is_short(view, at, support)) {
            let candidate = view.candidate(at);
            let Some(selector) = names.selector(&view.page, candidate.node) else { continue };
            let mut list = Vec::new();
            words(view.text(at), GAPPED_WORDS + 1, &mut list);
            let list: Vec<_> = merged(&list).collect();
            let (Some(first), Some(last)) = (list.first(), list.last()) else { continue };
            for (ends, hash) in [(false, first.hash), (true, last.hash)] {
                let short = Short { view: number, at, list: list.clone() };
                alike.entry((selector.clone(), ends, hash)).or_default().push(short);
            }
        }
    }
    let drafts = alike.into_iter().filter_map(|((selector, ..), texts)| {
        let mut groups: Vec<_> = texts.iter().map(|short| views[short.view].group).collect();
        groups.dedup();
        let phrase = (groups.len() >= support).then(|| gap(views, &texts)).flatten()?;
        let (selector, phrases) = (Some(selector), vec![phrase]);
        Some(Condition { selector, levels: Some(0), phrases, ..Condition::default() })
    });
    drafts.map(Draft::gapped).collect()
}

/// Whether a text that few pages have may be one of those with a gap.
pub(super) fn is_short(view: &View, at: usize, support: usize) -> bool {
    let block = &view.blocks[at];
    block.text.is_some()
        && block.pages < support
        && !view.is_inside(at)
        && view.candidate(at).words <= GAPPED_WORDS as u32
        && !(view.is_story(at) && view.candidate(at).words > STORY_WORDS)
        && matches!(view.candidate(at).kind, Kind::Paragraph | Kind::Item { .. } | Kind::Control)
}

/// `Read more from {name}`, if at least half of each text's words are the same.
fn gap(views: &[View], texts: &[Short]) -> Option<String> {
    let first = &texts[0].list;
    let shortest = texts.iter().map(|short| short.list.len()).min()?;
    let longest = texts.iter().map(|short| short.list.len()).max()?;
    let same = |place: &dyn Fn(&[Word]) -> Word| {
        let hash = place(first).hash;
        texts.iter().all(|short| place(&short.list).hash == hash)
    };
    let start = (0..shortest).take_while(|&n| same(&|list| list[n])).count();
    let end = (0..shortest - start).take_while(|&n| same(&|list| list[list.len() - 1 - n])).count();
    let fixed = start + end;
    if shortest == fixed || longest - fixed > GAP || fixed * 2 < longest {
        return None;
    }
    let text = views[texts[0].view].text(texts[0].at);
    let (before, after) = (&first[..start], &first[first.len() - end..]);
    let spoken = before.iter().chain(after).any(|word| !word.number);
    let parts = [phrase(text, before), "{name}".to_owned(), phrase(text, after)];
    spoken.then(|| parts.join(" ").trim().to_owned())
}
