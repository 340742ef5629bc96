//! Which rules match which texts.

use super::compile::{CompiledRule, CompiledRules, Rank, Triggers};
use super::data::Action;
use super::gate::Gate;
use super::layout::Layout;
use super::pattern::Pattern;
use super::reach::Reach;
use super::scene::{Context, Facts, PassOne, Scene};
use std::ops::Range;

/// What pass one found on a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hits {
    pub(super) facts: Facts,
    pub(crate) layout: Layout,
    /// Where rules are tried.
    reach: Reach,
    pub(crate) matches: Matches,
}

/// For each candidate the rules that match it, by index.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Matches {
    rules: Vec<u32>,
    /// Where each candidate's rules start; one more at the end.
    starts: Vec<u32>,
}

impl Matches {
    /// From pairs of candidate and rule, in any order.
    fn new(mut pairs: Vec<(u32, u32)>, candidates: usize) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = Vec::with_capacity(candidates + 1);
        for (at, &(candidate, _)) in pairs.iter().enumerate() {
            starts.resize(candidate as usize + 1, at as u32);
        }
        starts.resize(candidates + 1, pairs.len() as u32);
        Self { rules: pairs.into_iter().map(|(_, rule)| rule).collect(), starts }
    }

    fn candidates(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    pub(crate) fn of(&self, candidate: usize) -> &[u32] {
        let (from, to) = (self.starts[candidate], self.starts[candidate + 1]);
        &self.rules[from as usize..to as usize]
    }
}

/// The longest run that `remove-run` takes.
const MAX_RUN: i64 = 60;

impl CompiledRules {
    /// Pass one: conditions on each candidate alone.
    pub(crate) fn first_pass(&self, context: &Context<'_>, reach: Reach) -> Hits {
        let layout = Layout::new(context.doc, context.segments, context.title);
        let facts = Facts::find(self, context, &layout, &reach);
        let mut out = Hits { facts, layout, reach, ..Hits::default() };
        out.matches = self.matches(&out, &out.layout, context, None);
        out
    }

    /// A bit for each category with a matching rule, for each candidate: of built-in rules alone,
    /// which the scorer was fitted with.
    pub(crate) fn categories_met(&self, matches: &Matches) -> Vec<u64> {
        let category = |&rule: &u32| {
            let rule = &self.rules[rule as usize];
            u64::from(rule.rank < Rank::User) << rule.category
        };
        let bits = |at| matches.of(at).iter().fold(0, |bits, rule| bits | category(rule));
        (0..matches.candidates()).map(bits).collect()
    }

    /// Pass two: the rules that read what pass one decided, and those that ask for a place, once
    /// more with the story's bounds as `layout` knows them. For each candidate, all rules that
    /// match it now.
    pub(crate) fn second_pass(
        &self,
        context: &Context<'_>,
        hits: &Hits,
        layout: &Layout,
        pass_one: PassOne<'_>,
    ) -> Matches {
        self.matches(hits, layout, context, Some(pass_one))
    }

    fn matches(
        &self,
        hits: &Hits,
        layout: &Layout,
        context: &Context<'_>,
        pass_one: Option<PassOne<'_>>,
    ) -> Matches {
        let scene =
            Scene { rules: self, context, layout, facts: &hits.facts, pass_one, alone: false };
        let count = context.segments.candidates.len();
        let (mut tried, mut rest) = (Vec::new(), Vec::new());
        let mut out = Vec::with_capacity(count);
        let triggers = if pass_one.is_some() { &self.again } else { &self.triggers };
        let on_page = |&rule: &u32| scene.holds_for_page(&self.rules[rule as usize].tests);
        let always = triggers.always.iter().copied().filter(on_page);
        let gate = |rule: u32| (Gate::of(&self.rules[rule as usize].tests), rule);
        let always: Vec<_> = always.map(gate).collect();
        for at in hits.reach.each() {
            let known = pass_one.map(|_| hits.matches.of(at as usize)).unwrap_or_default();
            out.extend(known.iter().filter(|&&r| self.stands(r)).map(|&rule| (at, rule)));
            to_try(triggers, &hits.facts, context, at, &mut tried);
            let candidate = &context.segments.candidates[at as usize];
            let admitted = always.iter().filter(|(gate, _)| gate.admits(candidate, at, layout));
            tried.extend(admitted.map(|(_, rule)| rule));
            for &index in &tried {
                let rule = &self.rules[index as usize];
                // What pass one found and no place can change stands.
                let matches = if pass_one.is_some() && !rule.second && !rule.placed {
                    known.contains(&index)
                } else {
                    scene.holds(&rule.tests, at)
                        && (rule.run < 2 || scene.run(&rule.tests, at, rule.run) >= rule.run)
                };
                if matches {
                    out.push((at, index));
                    self.along(&scene, index, at, &mut out, &mut rest);
                }
            }
        }
        Matches::new(out, count)
    }

    /// Whether what pass one says of a rule is all there is to say.
    fn stands(&self, rule: u32) -> bool {
        self.rules[rule as usize].stands()
    }

    /// What `remove-run` and `remove-rest` take along; `rest` are the rules that took the rest.
    fn along(
        &self,
        scene: &Scene<'_>,
        index: u32,
        at: u32,
        out: &mut Vec<(u32, u32)>,
        rest: &mut Vec<u32>,
    ) {
        let rule = &self.rules[index as usize];
        match (rule.action, &rule.going_on) {
            (Action::RemoveRun, Some(tests)) => {
                for step in 1..=MAX_RUN {
                    match scene.beside(at, step) {
                        Some(next) if scene.holds(tests, next) => out.push((next, index)),
                        _ => break,
                    }
                }
            }
            (Action::RemoveRest, _) if !rest.contains(&index) => {
                rest.push(index);
                let count = scene.context.segments.candidates.len() as u32;
                out.extend((at + 1..count).map(|next| (next, index)));
            }
            _ => {}
        }
    }
}

/// The rules that something about this candidate leads to.
fn to_try(triggers: &Triggers, facts: &Facts, context: &Context<'_>, at: u32, out: &mut Vec<u32>) {
    out.clear();
    for met in facts.of(at) {
        out.extend(&triggers.by_atom[met.atom as usize]);
    }
    let flags = context.segments.candidates[at as usize].flags;
    if flags.0 != 0 {
        let met = triggers.by_flags.iter().filter(|(bits, _)| flags.0 & bits == *bits);
        out.extend(met.map(|(_, rule)| *rule));
    }
    out.sort_unstable();
    out.dedup();
}

impl CompiledRules {
    pub(crate) fn is_placed(&self, rule: u32) -> bool {
        self.rules[rule as usize].placed
    }

    /// The rule's own pattern, with its groups.
    pub(crate) fn pattern(&self, rule: &CompiledRule) -> Option<&Pattern> {
        rule.pattern.map(|at| &self.pool.patterns[at as usize])
    }

    /// What the slot of the rule's phrase stands for.
    pub(crate) fn slot(&self, hits: &Hits, rule: &CompiledRule, at: u32) -> Option<Range<usize>> {
        let (from, to) = hits.facts.slot(at, rule.phrase?)?;
        Some(from as usize..to as usize)
    }
}
