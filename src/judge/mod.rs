//! One verdict for each part of each candidate, by the rules and the content score.

mod choose;
mod picture;
mod piece;
mod repeats;
mod write;

use crate::content::Cut;
use crate::report::Verdict;
use crate::rules::{CompiledRules, Context, Hits, Matches, PassOne};
use choose::{Choice, Ground, choose};
pub(crate) use picture::Picture;
pub(crate) use piece::{Captured, Judgement, Piece, Place, Why};
pub(crate) use repeats::{drop_repeats, drop_told_twice};

/// Judges a page. `scores`: the content score of each candidate, or none at all; what scores
/// `cut` or more is kept unless a rule says otherwise.
pub(crate) fn judge(
    context: &Context<'_>,
    rules: &CompiledRules,
    hits: &Hits,
    scores: &[f32],
    cut: Cut,
) -> Judgement {
    let matches = all_matches(context, rules, hits, scores, cut);
    let ground = Ground { rules, scores, cut, context };
    let mut out = Judgement::default();
    out.pieces.reserve(context.segments.candidates.len());
    let mut writer = write::Writer { context, ground, hits, out: &mut out };
    for at in 0..context.segments.candidates.len() {
        let list = matches.of(at);
        writer.candidate(at as u32, choose(&ground, list, at), list);
    }
    out.matches = matches;
    out
}

/// So many notes below a story that read like it are found, one above the other.
const MOST_NOTES: usize = 3;

/// For each candidate, every rule that matches it, both passes done.
pub(crate) fn all_matches(
    context: &Context<'_>,
    rules: &CompiledRules,
    hits: &Hits,
    scores: &[f32],
    cut: Cut,
) -> Matches {
    let count = context.segments.candidates.len();
    let ground = Ground { rules, scores, cut, context };
    let first: Vec<Choice> =
        (0..count).map(|at| choose(&ground, hits.matches.of(at), at)).collect();
    let verdicts: Vec<_> =
        first.iter().map(|c| (c.verdict, c.category(rules).map(|c| c.as_str()))).collect();
    let kept = |at: u32| match first[at as usize].why {
        // Where the story begins is what rules on places want to know: they don't answer it.
        Why::Rule(rule) if rules.is_placed(rule) => {
            scores.get(at as usize).is_none_or(|&s| s >= cut.of(at as usize))
        }
        _ => first[at as usize].verdict == Verdict::Keep,
    };
    let mut end = u32::MAX;
    let mut notes = 0;
    loop {
        let layout = hits.layout.refined(context.segments, |at| at < end && kept(at));
        let pass_one = PassOne { verdicts: &verdicts, scores };
        let matches = rules.second_pass(context, hits, &layout, pass_one);
        let is_note = |at: u32| {
            choose(&ground, matches.of(at as usize), at as usize).verdict == Verdict::Remove
        };
        match layout.story {
            Some((_, last)) if notes < MOST_NOTES && last < end && is_note(last) => end = last,
            _ => return matches,
        }
        notes += 1;
    }
}
