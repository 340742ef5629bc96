//! Proposals tried on the pages by the rule engine itself: what hits a text that one page alone
//! has, or what may well be part of a story, is dropped.

use super::Proposal;
use super::examples::Examples;
use super::view::View;
use super::wording::is_short;
use crate::rules::{Action, CompiledRules, Condition, Rule, RuleSet, is_category};
use crate::segment::Kind;
use std::collections::{BTreeMap, HashSet};

/// A repeated text within the story has so many words before it is taken for no part of it.
const PROMPT_WORDS: u32 = 4;
/// A button of fewer words may open a part of the content (`Description`).
const BUTTON_WORDS: u32 = 3;

/// A rule in the making.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    pub(super) when: Condition,
    kind: DraftKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DraftKind {
    Element,
    Words,
    /// Words with a gap: what it hits differs in a few words.
    Gapped,
}

impl Draft {
    pub(super) fn element(selector: String) -> Self {
        let when = Condition { selector: Some(selector), ..Condition::default() };
        Self { when, kind: DraftKind::Element }
    }

    pub(super) fn words(when: Condition) -> Self {
        Self { when, kind: DraftKind::Words }
    }

    pub(super) fn gapped(when: Condition) -> Self {
        Self { when, kind: DraftKind::Gapped }
    }

    /// What drafts share that differ in their words alone. Beginnings and whole texts don't go
    /// together: a rule with both would ask for both.
    fn frame(&self) -> (bool, Condition) {
        let without = Condition { phrases: Vec::new(), starts: Vec::new(), ..self.when.clone() };
        (self.when.phrases.is_empty(), without)
    }
}

/// A text: the number of its page, its place on it.
pub(super) type Place = (usize, usize);

pub(super) struct Trial<'a> {
    views: &'a [View],
    support: usize,
    drafts: Vec<Draft>,
}

/// A draft that holds, with what it hits.
struct Held {
    draft: Draft,
    hits: Vec<Place>,
}

impl<'a> Trial<'a> {
    pub(super) fn new(views: &'a [View], support: usize) -> Self {
        Self { views, support, drafts: Vec::new() }
    }

    pub(super) fn propose(&mut self, drafts: Vec<Draft>) {
        self.drafts.extend(drafts);
    }

    /// The rules of the drafts that hold: what changes most first.
    pub(super) fn finish(self, site: Option<&str>, groups: usize) -> Vec<Proposal> {
        let held = self.merge(self.choose(self.held()));
        let mut out: Vec<Proposal> = Vec::new();
        let mut ids = HashSet::new();
        for held in held {
            let mut rule = self.rule(&held, site, groups);
            for number in 2.. {
                if ids.insert(rule.id.clone()) {
                    break;
                }
                rule.id = format!("{}-{number}", self.rule(&held, site, groups).id);
            }
            let examples = Examples { views: self.views, hits: &held.hits, site };
            let Some(rule) = examples.give(rule) else { continue };
            let changes = held.hits.iter().filter(|&&hit| self.is_kept(hit)).count();
            out.push(Proposal {
                rule,
                pages: self.pages(&held.hits),
                blocks: held.hits.len(),
                changes,
            });
        }
        out.sort_by_key(|p| std::cmp::Reverse((p.changes, p.blocks)));
        out
    }

    /// Each draft with what it hits, if it holds.
    fn held(&self) -> Vec<Held> {
        let rule = |(at, draft): (usize, &Draft)| {
            Rule::removing(format!("a/widget/{at}"), draft.when.clone())
        };
        let rules = self.drafts.iter().enumerate().map(rule).collect();
        let set = RuleSet { rules, ..RuleSet::default() };
        // Drafts are made of names and words that can be written plainly.
        let Ok(rules) = CompiledRules::of(&set) else { return Vec::new() };
        let mut hits = vec![Vec::new(); self.drafts.len()];
        for (number, view) in self.views.iter().enumerate() {
            let found = rules.first_pass(&view.page.context(), view.page.everywhere());
            for at in 0..view.blocks.len() {
                found
                    .matches
                    .of(at)
                    .iter()
                    .for_each(|&rule| hits[rule as usize].push((number, at)));
            }
        }
        let held = self.drafts.iter().cloned().zip(hits).map(|(draft, hits)| Held { draft, hits });
        held.filter(|held| self.holds(held)).collect()
    }

    fn holds(&self, held: &Held) -> bool {
        let fine = |&(number, at): &Place| {
            let view = &self.views[number];
            match held.draft.kind {
                DraftKind::Element => !view.blocks[at].is_own(),
                DraftKind::Words => view.blocks[at].pages != 1 && may_go(view, at),
                DraftKind::Gapped if view.blocks[at].pages < self.support => {
                    is_short(view, at, self.support)
                }
                DraftKind::Gapped => may_go(view, at),
            }
        };
        self.pages(&held.hits) >= self.support
            && held.hits.iter().all(fine)
            && self.is_no_frame(&held.hits)
            && (held.draft.kind != DraftKind::Element || self.is_no_part(&held.hits))
    }

    /// Whether an element's texts are no part of a story that goes on around it: headings and
    /// cells alone may be (`Ingredients`), and so may single words.
    fn is_no_part(&self, hits: &[Place]) -> bool {
        let inside = || hits.iter().filter(|&&(view, at)| self.views[view].is_inside(at));
        let heads =
            |&&(view, at): &&Place| matches!(self.views[view].candidate(at).kind, Kind::Heading(_));
        let goes = |&(view, at): &Place| may_go(&self.views[view], at);
        inside().all(|hit| heads(&hit) || goes(hit))
            && (inside().next().is_none() || inside().any(goes))
    }

    /// Whether what is hit is no frame of the pages' content: on a page that tells nothing in
    /// paragraphs (`Memory: 8 GB`, `5 star reviews`) links alone are surely none, and buttons of
    /// several words, if some are kept.
    fn is_no_frame(&self, hits: &[Place]) -> bool {
        let button = |view: &View, at| {
            let candidate = view.candidate(at);
            candidate.kind == Kind::Control && candidate.words >= BUTTON_WORDS
        };
        let some_kept = hits.iter().any(|&hit| self.is_kept(hit));
        hits.iter().all(|&(number, at)| {
            let view = &self.views[number];
            view.is_prose || view.is_link(at) || (some_kept && button(view, at))
        })
    }

    fn pages(&self, hits: &[Place]) -> usize {
        let groups: HashSet<_> = hits.iter().map(|&(view, _)| self.views[view].group).collect();
        groups.len()
    }

    fn is_kept(&self, (view, at): Place) -> bool {
        self.views[view].blocks[at].kept
    }

    /// As few drafts as hit everything: elements before words, what hits more before what hits
    /// less.
    fn choose(&self, mut held: Vec<Held>) -> Vec<Held> {
        held.sort_by_key(|held| {
            (held.draft.kind != DraftKind::Element, std::cmp::Reverse(held.hits.len()))
        });
        let mut covered = HashSet::new();
        held.retain(|held| {
            let before = covered.len();
            covered.extend(held.hits.iter().copied());
            covered.len() > before
        });
        held
    }

    /// Drafts that differ in their words alone become one.
    fn merge(&self, held: Vec<Held>) -> Vec<Held> {
        let mut out: Vec<Held> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for held in held {
            let category = self.category(&held.hits);
            let frame = format!("{category} {:?} {:?}", held.draft.kind, held.draft.frame());
            match places.get(&frame) {
                Some(&at) if held.draft.kind != DraftKind::Element => {
                    let (one, other) = (&mut out[at], held);
                    one.draft.when.phrases.extend(other.draft.when.phrases);
                    one.draft.when.starts.extend(other.draft.when.starts);
                    one.hits.extend(other.hits);
                    one.hits.sort_unstable();
                    one.hits.dedup();
                }
                _ => {
                    places.insert(frame, out.len());
                    out.push(held);
                }
            }
        }
        out
    }

    fn rule(&self, held: &Held, site: Option<&str>, groups: usize) -> Rule {
        let category = self.category(&held.hits);
        let host = site.map(str::to_ascii_lowercase);
        let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
        let host = host.filter(|host| !host.is_empty() && host.chars().all(fine));
        let name = held.draft.when.selector.as_deref().map_or_else(|| "words".to_owned(), id_word);
        let id = format!("{}/{category}/{name}", host.as_deref().unwrap_or("site"));
        let mut rule = Rule::removing(id, held.draft.when.clone());
        rule.when.site = site.map(str::to_owned).into_iter().collect();
        let kept = held.hits.iter().filter(|&&hit| self.is_kept(hit)).count();
        rule.why = format!(
            "Repeats on {} of {groups} pages: {} texts, {kept} of them kept without this rule.",
            self.pages(&held.hits),
            held.hits.len()
        );
        rule
    }

    /// What the cleaner takes most of it for, else a guess by its links.
    fn category(&self, hits: &[Place]) -> String {
        let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
        for &(view, at) in hits {
            let category = self.views[view].blocks[at].category.as_deref();
            category.filter(|name| is_category(name)).into_iter().for_each(|name| {
                *votes.entry(name).or_default() += 1;
            });
        }
        let most = votes.into_iter().max_by_key(|(_, count)| *count).map(|(name, _)| name);
        let links = hits.iter().filter(|&&(view, at)| self.views[view].is_link(at)).count();
        let guess = if links * 2 > hits.len() { "navigation" } else { "widget" };
        most.unwrap_or(guess).to_owned()
    }
}

/// Whether a repeated text may be taken out: what stands between the paragraphs of a story is a
/// prompt in the same words, not a heading (`Ingredients`), a cell (`Yes`), code or a price.
fn may_go(view: &View, at: usize) -> bool {
    let candidate = view.candidate(at);
    let inside = view.is_inside(at);
    let long = candidate.words >= PROMPT_WORDS;
    !view.blocks[at].kept
        || match candidate.kind {
            Kind::Heading(_) => long && !inside,
            Kind::Term | Kind::Cell { .. } | Kind::Code => false,
            _ => !inside || (!view.blocks[at].by_form && (long || view.is_link(at))),
        }
}

/// `p.meta-line` as a word of an id.
fn id_word(selector: &str) -> String {
    let words =
        selector.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}

impl Rule {
    /// A rule that removes, with no words on why and no examples yet.
    fn removing(id: String, when: Condition) -> Self {
        Self {
            id,
            why: String::new(),
            category: None,
            when,
            then: Action::Remove,
            going_on: None,
            capture: None,
            hits: Vec::new(),
            misses: Vec::new(),
            todo: Vec::new(),
            yields: None,
        }
    }
}
