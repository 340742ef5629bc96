//! Which of the rules that match has its way.

use super::Why;
use crate::content::Cut;
use crate::input::Origin;
use crate::report::{Category, Verdict};
use crate::rules::{Action, CompiledRule, CompiledRules, Context, Rank};
use crate::segment::Kind;
use std::sync::Arc;

/// The verdict on a candidate, before it is cut.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    pub(super) verdict: Verdict,
    pub(super) why: Why,
    pub(super) note: bool,
}

impl Choice {
    /// The rule that says what it is.
    pub(super) fn rule(&self) -> Option<u32> {
        match self.why {
            Why::Rule(index) | Why::KeptCategory(index) => Some(index),
            Why::Score | Why::Repeated => None,
        }
    }

    pub(super) fn category<'a>(&self, rules: &'a CompiledRules) -> Option<&'a Arc<Category>> {
        let rule = &rules.rules[self.rule()? as usize];
        Some(&rules.categories[rule.category as usize])
    }
}

/// What the verdicts of a page rest on, besides the rules that match.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) rules: &'a CompiledRules,
    /// The content score of each candidate, or none at all.
    pub(super) scores: &'a [f32],
    /// The score from which on a candidate is kept.
    pub(super) cut: Cut,
    pub(super) context: &'a Context<'a>,
}

/// Prompts of all kinds are controls too.
const LEAST_TELLING: &str = "navigation";

/// Texts of so few words are something else in another language: "Ara", "Deel".
const FALSE_FRIENDS: u32 = 2;

/// By what the odds of being of the story fall where a removal matches, on a page of HTML.
const MATCHED: f32 = 0.17;

impl Ground<'_> {
    /// Whether a removal leaves the decision to the candidate's score.
    pub(super) fn yields(&self, rule: &CompiledRule, at: usize) -> bool {
        verdict(rule) == Verdict::Remove
            && rule.action != Action::Split
            && self.scores.get(at).is_some_and(|&score| {
                let yields = if self.is_false_friend(rule, at) { 0.0 } else { rule.yields };
                score >= self.cut.of(at) && self.once_matched(score) >= yields
            })
    }

    /// The score of what a removal matches, with that known.
    fn once_matched(&self, score: f32) -> f32 {
        match self.context.doc.origin() {
            Origin::Html => score * MATCHED / (score * MATCHED + 1.0 - score),
            // Lines of text were scored by the rules that match them.
            Origin::Text => score,
        }
    }

    /// A few words, or a cell of a table, that a rule of another language than the page's matches.
    /// Pages that say too little for their language to be told are English.
    fn is_false_friend(&self, rule: &CompiledRule, at: usize) -> bool {
        let candidate = &self.context.segments.candidates[at];
        let is_cell = matches!(candidate.kind, Kind::Cell { .. });
        let little = candidate.words <= FALSE_FRIENDS || is_cell;
        little && rule.rank == Rank::Language && !rule.speaks(self.context.language.unwrap_or("en"))
    }
}

/// A higher rank wins; within a rank keep wins over note, note over split, split over remove; then
/// a rule of the page's own language wins, then one that says more than that it is a control, and the
/// earlier rule over the later one. A rule wins over the score, but for a removal that yields to one
/// as high.
pub(super) fn choose(ground: &Ground<'_>, matching: &[u32], at: usize) -> Choice {
    let rules = ground.rules;
    let rule = |index: &u32| &rules.rules[*index as usize];
    let standing = matching.iter().copied().filter(|i| !ground.yields(rule(i), at));
    let best = standing.max_by_key(|index| {
        let rule = rule(index);
        let own = ground.context.language.is_some_and(|page| rule.speaks(page));
        let says_more = rules.categories[rule.category as usize].as_str() != LEAST_TELLING;
        (rule.rank, strength(rule.action), own, says_more, std::cmp::Reverse(*index))
    });
    let Some(best) = best else {
        let keep = ground.scores.get(at).is_none_or(|&s| s >= ground.cut.of(at));
        let verdict = if keep { Verdict::Keep } else { Verdict::Remove };
        return Choice { verdict, why: Why::Score, note: false };
    };
    let mut verdict = verdict(rule(&best));
    let mut why = Why::Rule(best);
    if verdict == Verdict::Remove && is_kept(rules, rule(&best)) {
        (verdict, why) = (Verdict::Keep, Why::KeptCategory(best));
    }
    let note = rule(&best).action == Action::Note;
    Choice { verdict, why, note }
}

fn is_kept(rules: &CompiledRules, rule: &CompiledRule) -> bool {
    let category = rules.categories[rule.category as usize].as_str();
    rule.rank < Rank::User && rules.kept.iter().any(|kept| kept == category)
}

fn strength(action: Action) -> u8 {
    match action {
        Action::Keep => 3,
        Action::Note => 2,
        Action::Split => 1,
        Action::Remove | Action::RemoveRun | Action::RemoveRest => 0,
    }
}

/// What a rule wants.
pub(super) fn verdict(rule: &CompiledRule) -> Verdict {
    match rule.action {
        Action::Keep | Action::Note => Verdict::Keep,
        Action::Remove | Action::RemoveRun | Action::RemoveRest | Action::Split => Verdict::Remove,
    }
}
