//! Which rules match which texts.

use super::compile::{CompiledRule, CompiledRules};
use super::data::Action;
use super::layout::Layout;
use super::scene::{Context, Facts, PassOne, Scene};
use regex::Regex;
use std::ops::Range;

/// What pass one found on a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hits {
    pub(super) facts: Facts,
    pub(crate) layout: Layout,
    /// A bit a category, for each candidate.
    categories: Vec<u64>,
    rules: Vec<u32>,
    starts: Vec<u32>,
}

impl Hits {
    /// A bit for each category with a matching rule, for each candidate.
    pub(crate) fn categories(&self) -> &[u64] {
        &self.categories
    }

    /// The rules that match, by index.
    pub(crate) fn rules(&self, candidate: usize) -> &[u32] {
        let (from, to) = (self.starts[candidate], self.starts[candidate + 1]);
        &self.rules[from as usize..to as usize]
    }
}

/// The longest run that `remove-run` takes.
const MAX_RUN: i64 = 60;

impl CompiledRules {
    /// Pass one: conditions on each candidate alone.
    pub(crate) fn first_pass(&self, context: &Context<'_>) -> Hits {
        let layout = Layout::new(context.doc, context.segments, context.title);
        let facts = Facts::find(self, context, &layout);
        let mut out = Hits { facts, layout, ..Hits::default() };
        let matched = self.matches(&out, &out.layout, context, None);
        for list in matched {
            out.starts.push(out.rules.len() as u32);
            let bits = list.iter().fold(0, |bits, &r| bits | 1 << self.rules[r as usize].category);
            out.categories.push(bits);
            out.rules.extend(list);
        }
        out.starts.push(out.rules.len() as u32);
        out
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
    ) -> Vec<Vec<u32>> {
        self.matches(hits, layout, context, Some(pass_one))
    }

    fn matches(
        &self,
        hits: &Hits,
        layout: &Layout,
        context: &Context<'_>,
        pass_one: Option<PassOne<'_>>,
    ) -> Vec<Vec<u32>> {
        let scene =
            Scene { rules: self, context, layout, facts: &hits.facts, pass_one, alone: false };
        let count = context.segments.candidates.len();
        let mut out = vec![Vec::new(); count];
        let mut tried = Vec::new();
        for at in 0..count as u32 {
            self.to_try(&hits.facts, context, at, &mut tried);
            for &index in &tried {
                let rule = &self.rules[index as usize];
                if rule.second && pass_one.is_none() {
                    continue;
                }
                // What pass one found and no place can change stands.
                let matches = if pass_one.is_some() && !rule.second && !rule.placed {
                    hits.rules(at as usize).contains(&index)
                } else {
                    scene.holds(&rule.tests, at)
                        && (rule.run < 2 || scene.run(&rule.tests, at, rule.run) >= rule.run)
                };
                if matches {
                    out[at as usize].push(index);
                    self.along(&scene, index, at, &mut out);
                }
            }
        }
        out.iter_mut().for_each(|list| {
            list.sort_unstable();
            list.dedup();
        });
        out
    }

    /// The rules that something about this candidate leads to.
    fn to_try(&self, facts: &Facts, context: &Context<'_>, at: u32, out: &mut Vec<u32>) {
        out.clear();
        let triggers = &self.triggers;
        for met in facts.of(at) {
            out.extend(&triggers.by_atom[met.atom as usize]);
        }
        let flags = context.segments.candidates[at as usize].flags;
        if flags.0 != 0 {
            let met = triggers.by_flags.iter().filter(|(bits, _)| flags.0 & bits == *bits);
            out.extend(met.map(|(_, rule)| *rule));
        }
        out.extend(&triggers.always);
        out.sort_unstable();
        out.dedup();
    }

    /// What `remove-run` and `remove-rest` take along.
    fn along(&self, scene: &Scene<'_>, index: u32, at: u32, out: &mut [Vec<u32>]) {
        let rule = &self.rules[index as usize];
        match (rule.action, &rule.going_on) {
            (Action::RemoveRun, Some(tests)) => {
                for step in 1..=MAX_RUN {
                    match scene.beside(at, step) {
                        Some(next) if scene.holds(tests, next) => out[next as usize].push(index),
                        _ => break,
                    }
                }
            }
            (Action::RemoveRest, _) => {
                let rest = &mut out[at as usize + 1..];
                // Matched before: the rest is taken already.
                if rest.last().is_none_or(|l| l.last() != Some(&index)) {
                    rest.iter_mut().for_each(|list| list.push(index));
                }
            }
            _ => {}
        }
    }
}

impl CompiledRules {
    pub(crate) fn is_placed(&self, rule: u32) -> bool {
        self.rules[rule as usize].placed
    }

    /// The rule's own pattern, with its groups.
    pub(crate) fn pattern(&self, rule: &CompiledRule) -> Option<&Regex> {
        rule.pattern.map(|at| self.pool.patterns[at as usize].regex())
    }

    /// What the slot of the rule's phrase stands for.
    pub(crate) fn slot(&self, hits: &Hits, rule: &CompiledRule, at: u32) -> Option<Range<usize>> {
        let met = hits.facts.of(at).iter().filter(|m| Some(m.atom) == rule.phrase);
        let (from, to) = met.filter_map(|m| m.slot).next()?;
        Some(from as usize..to as usize)
    }
}
