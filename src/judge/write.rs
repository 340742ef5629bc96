//! From choices to pieces: cutting where a rule splits, and the facts that rules capture.

use super::choose::{Choice, Ground};
use super::{Captured, Judgement, Piece, Place, Why};
use crate::input::TextRange;
use crate::report::{Category, Verdict};
use crate::rules::{Action, CompiledRule, Context, Hits};
use std::ops::Range;
use std::sync::Arc;

pub(super) struct Writer<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) ground: Ground<'a>,
    pub(super) hits: &'a Hits,
    pub(super) out: &'a mut Judgement,
}

/// A group of a `split` that stays.
const KEEP: &str = "keep";

impl Writer<'_> {
    pub(super) fn candidate(&mut self, at: u32, choice: Choice, matching: &[u32]) {
        self.capture(at, matching);
        if let Why::Rule(index) = choice.why {
            let rule = &self.ground.rules.rules[index as usize];
            if rule.action == Action::Split && self.split(at, rule, &choice) {
                return;
            }
        }
        let category = choice.category(self.ground.rules).cloned();
        let text = self.context.segments.candidates[at as usize].text;
        self.push(at, text, choice, category);
    }

    fn push(
        &mut self,
        candidate: u32,
        text: TextRange,
        choice: Choice,
        category: Option<Arc<Category>>,
    ) {
        let Choice { verdict, why, note } = choice;
        self.out.pieces.push(Piece { candidate, text, verdict, why, category, note });
    }

    fn text(&self, at: u32) -> &str {
        let segments = self.context.segments;
        segments.text_of(&segments.candidates[at as usize])
    }

    /// Cuts a candidate by the pattern's groups; false if the pattern does not fit after all.
    fn split(&mut self, at: u32, rule: &CompiledRule, choice: &Choice) -> bool {
        let groups = self.groups(at, rule);
        let range = self.context.segments.candidates[at as usize].text;
        let mut from = 0;
        for (i, (name, _)) in groups.iter().enumerate() {
            // What is between two groups goes with the one before it.
            let to = groups.get(i + 1).map_or((range.end - range.start) as usize, |g| g.1.start);
            let text = TextRange { start: range.start + from as u32, end: range.start + to as u32 };
            let mut choice = *choice;
            let mut category = Some(Arc::new(Category(name.clone().into())));
            if name == KEEP {
                (choice.verdict, category) = (Verdict::Keep, None);
            }
            self.push(at, text, choice, category);
            from = to;
        }
        !groups.is_empty()
    }

    /// The named groups that took part in the match, in order, none within another.
    fn groups(&self, at: u32, rule: &CompiledRule) -> Vec<(String, Range<usize>)> {
        let Some(pattern) = self.ground.rules.pattern(rule) else { return Vec::new() };
        let found = pattern.groups(self.text(at)).into_iter();
        let mut out: Vec<_> = found
            .filter(|(_, range)| !range.is_empty())
            .map(|(name, range)| (name.to_owned(), range))
            .collect();
        out.sort_by_key(|(_, range)| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        out.retain(|(_, range)| {
            let apart = range.start >= end;
            end = end.max(range.end);
            apart
        });
        out
    }

    fn capture(&mut self, at: u32, matching: &[u32]) {
        for &index in matching {
            let rule = &self.ground.rules.rules[index as usize];
            // What the score takes for story is no byline.
            if self.ground.yields(rule, at as usize) {
                continue;
            }
            for (field, group) in &rule.captures {
                let text = self.captured_text(at, rule, group.as_deref()).trim().to_owned();
                if !text.is_empty() {
                    self.out.captured.push(Captured {
                        field: field.clone(),
                        text,
                        rule: rule.id.clone(),
                        candidate: at,
                        place: self.place(at),
                    });
                }
            }
        }
    }

    fn captured_text(&self, at: u32, rule: &CompiledRule, group: Option<&str>) -> String {
        let text = self.text(at);
        let pattern = self.ground.rules.pattern(rule);
        let only = || pattern.and_then(|p| p.names().next());
        if let (Some(wanted), Some(pattern)) = (group.or_else(only), pattern) {
            let groups = pattern.groups(text);
            let found = groups.into_iter().find(|(name, _)| *name == wanted);
            return found.map_or_else(String::new, |(_, range)| text[range].to_owned());
        }
        let slot = self.ground.rules.slot(self.hits, rule, at);
        slot.and_then(|range| text.get(range)).unwrap_or(text).to_owned()
    }

    fn place(&self, at: u32) -> Place {
        match self.hits.layout.story {
            Some((first, _)) if at < first => Place::Head,
            Some((_, last)) if at > last => Place::Tail,
            Some(_) => Place::Body,
            None => Place::Head,
        }
    }
}
