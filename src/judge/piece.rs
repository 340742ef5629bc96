//! A piece of the page with its verdict: a candidate, or a part of one that a rule split.

use super::choose::verdict;
use super::picture::Picture;
use crate::input::TextRange;
use crate::report::{Category, Overruled, Verdict};
use crate::rules::{CompiledRules, Matches};
use std::collections::HashMap;
use std::sync::Arc;

/// Every candidate's text stands in exactly one piece, in order.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Judgement {
    pub(crate) pieces: Vec<Piece>,
    /// What rules captured.
    pub(crate) captured: Vec<Captured>,
    /// What rules say of pictures, in the order of the pieces.
    pub(crate) pictures: Vec<Picture>,
    /// For each candidate, the rules that match it.
    pub(crate) matches: Matches,
}

impl Judgement {
    /// What the score removed is named as it was by rules that were tried everywhere.
    pub(crate) fn name_removed(&mut self, everywhere: Self) {
        let by_rule =
            |piece: &Piece| piece.verdict == Verdict::Remove && matches!(piece.why, Why::Rule(_));
        let named = everywhere.pieces.into_iter().filter(by_rule);
        let mut named: HashMap<_, _> =
            named.map(|piece| ((piece.candidate, piece.text), piece)).collect();
        for piece in &mut self.pieces {
            let by_score = piece.verdict == Verdict::Remove && piece.why == Why::Score;
            if let Some(other) = named.remove(&(piece.candidate, piece.text)).filter(|_| by_score) {
                (piece.why, piece.category) = (other.why, other.category);
            }
        }
        self.matches = everywhere.matches;
    }

    /// The rules that wanted it otherwise than was decided on a piece.
    pub(crate) fn overruled(&self, piece: &Piece, rules: &CompiledRules) -> Vec<Overruled> {
        let decided = match piece.why {
            Why::Rule(index) => verdict(&rules.rules[index as usize]),
            Why::Score => piece.verdict,
            Why::KeptCategory(_) | Why::Repeated => Verdict::Keep,
        };
        let each =
            self.matches.of(piece.candidate as usize).iter().map(|&r| &rules.rules[r as usize]);
        let lost = each.map(|rule| (rule, verdict(rule))).filter(|&(_, wanted)| wanted != decided);
        lost.map(|(rule, verdict)| Overruled { rule: rule.id.clone(), verdict }).collect()
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Piece {
    /// The index of its candidate.
    pub(crate) candidate: u32,
    /// Its text in [`Segments::text`](crate::segment::Segments::text); empty for images and
    /// embeds.
    pub(crate) text: TextRange,
    pub(crate) verdict: Verdict,
    pub(crate) why: Why,
    /// What it is, where a rule says so.
    pub(crate) category: Option<Arc<Category>>,
    /// Kept as a note: a correction, a word of the editors.
    pub(crate) note: bool,
}

impl Piece {
    /// A whole candidate, kept by its score.
    pub(crate) fn kept(candidate: u32, text: TextRange) -> Self {
        let (verdict, why) = (Verdict::Keep, Why::Score);
        Self { candidate, text, verdict, why, category: None, note: false }
    }
}

/// What decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// The rule with this index in the compiled set.
    Rule(u32),
    /// The user keeps the category of this rule, which would have removed it.
    KeptCategory(u32),
    Score,
    /// The same text stands earlier among what is kept.
    Repeated,
}

impl Why {
    /// The id and the words of the rule that decided, if one did.
    pub(crate) fn rule(self, rules: &CompiledRules) -> Option<(String, String)> {
        match self {
            Self::Rule(index) => {
                let rule = &rules.rules[index as usize];
                Some((rule.id.clone(), rule.why.clone()))
            }
            Self::KeptCategory(index) => {
                let category = &rules.categories[rules.rules[index as usize].category as usize];
                let why = format!("The user's rules keep what is {category}.");
                Some((format!("keep/{category}"), why))
            }
            Self::Score | Self::Repeated => None,
        }
    }
}

/// A fact that a rule found in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Captured {
    /// The name of the fact, as rules write it.
    pub(crate) field: String,
    pub(crate) text: String,
    pub(crate) rule: String,
    pub(crate) candidate: u32,
    pub(crate) place: Place,
}

/// Where on the page a fact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Head,
    Body,
    Tail,
}
