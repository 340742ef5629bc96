//! Which of the rules that match has its way.

use super::Why;
use crate::report::{Category, Verdict};
use crate::rules::{Action, CompiledRule, CompiledRules, Rank};

/// The verdict on a candidate, before it is cut.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) verdict: Verdict,
    pub(super) why: Why,
    pub(super) note: bool,
    pub(super) overruled: Vec<(u32, Verdict)>,
}

impl Choice {
    pub(super) fn category<'a>(&self, rules: &'a CompiledRules) -> Option<&'a Category> {
        let (Why::Rule(index) | Why::KeptCategory(index)) = self.why else { return None };
        Some(&rules.categories[rules.rules[index as usize].category as usize])
    }
}

/// A higher rank wins; within a rank keep wins over note, note over split, split over remove; and
/// the earlier rule over the later one. A rule wins over the score, but for a removal that yields
/// to one as high.
pub(super) fn choose(
    rules: &CompiledRules,
    matching: &[u32],
    score: Option<f32>,
    threshold: f32,
) -> Choice {
    let rule = |index: &u32| &rules.rules[*index as usize];
    let best = matching.iter().copied().max_by_key(|index| {
        (rule(index).rank, strength(rule(index).action), std::cmp::Reverse(*index))
    });
    let Some(best) = best else {
        let keep = score.is_none_or(|s| s >= threshold);
        return Choice {
            verdict: if keep { Verdict::Keep } else { Verdict::Remove },
            why: Why::Score,
            note: false,
            overruled: Vec::new(),
        };
    };
    let mut verdict = verdict(rule(&best));
    let mut why = Why::Rule(best);
    if yields(rule(&best), verdict, score, threshold) {
        (verdict, why) = (Verdict::Keep, Why::Score);
    }
    if verdict == Verdict::Remove && is_kept(rules, rule(&best)) {
        (verdict, why) = (Verdict::Keep, Why::KeptCategory(best));
    }
    let wanted = matching.iter().map(|&index| (index, self::verdict(rule(&index))));
    let lost = wanted.filter(|(_, wanted)| *wanted != verdict);
    let note = rule(&best).action == Action::Note;
    Choice { verdict, why, note, overruled: lost.collect() }
}

fn yields(rule: &CompiledRule, verdict: Verdict, score: Option<f32>, threshold: f32) -> bool {
    verdict == Verdict::Remove
        && rule.action != Action::Split
        && score.is_some_and(|score| score >= rule.yields.max(threshold))
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

fn verdict(rule: &CompiledRule) -> Verdict {
    match rule.action {
        Action::Keep | Action::Note => Verdict::Keep,
        Action::Remove | Action::RemoveRun | Action::RemoveRest | Action::Split => Verdict::Remove,
    }
}
