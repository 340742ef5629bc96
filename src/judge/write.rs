//! From choices to pieces: cutting where a rule splits, and the facts that rules capture.

use super::choose::{Choice, Ground};
use super::{Captured, Judgement, Picture, Piece, Place, Why};
use crate::input::TextRange;
use crate::report::{Category, Verdict};
use crate::rules::{Action, CompiledRule, Context, Hits, Rank};
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
/// The facts that are a picture's.
const CAPTION: &str = "caption";
const CREDIT: &str = "credit";

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
        self.picture(at, matching, &choice);
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
        let end = self.text(at).len();
        let mut from = 0;
        for (i, (name, _)) in groups.iter().enumerate() {
            // What is between two groups goes with the one before it.
            let to = groups.get(i + 1).map_or(end, |g| g.1.start);
            let text = self.range(at, from..to);
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
                if matches!(field.as_str(), CAPTION | CREDIT) {
                    continue;
                }
                if let Some(range) = self.captured(at, rule, group.as_deref()) {
                    self.out.captured.push(Captured {
                        field: field.clone(),
                        text: self.text(at)[range].to_owned(),
                        rule: rule.id.clone(),
                        candidate: at,
                        place: self.place(at),
                    });
                }
            }
        }
    }

    /// What rules say of a picture in the next piece. A user's rule that decided is asked first, then
    /// those for credits: they know the whole text, while what a caption is its markup may tell.
    fn picture(&mut self, at: u32, matching: &[u32], choice: &Choice) {
        let rules = self.ground.rules;
        let candidate = &self.context.segments.candidates[at as usize];
        // What stands below a picture is no part of the story, whatever its score.
        let below = candidate.is_figcaption();
        let category_of = |rule: &CompiledRule| rules.categories[rule.category as usize].as_str();
        let rule = |index: &u32| &rules.rules[*index as usize];
        let decided = choice.rule();
        let decided = decided.as_ref().map(rule);
        if decided.is_some_and(|rule| !matches!(category_of(rule), CAPTION | CREDIT)) {
            return;
        }
        let users = decided.filter(|rule| rule.rank == Rank::User);
        let credits = matching.iter().map(rule).filter(|rule| category_of(rule) == CREDIT);
        let all = users.into_iter().chain(credits).chain(decided).chain(matching.iter().map(rule));
        let mut category = users.map(category_of);
        let mut picture = Picture { piece: self.out.pieces.len() as u32, ..Picture::default() };
        for rule in all {
            let own = category_of(rule);
            let same = category.is_none_or(|category| category == own);
            if !same || !below && self.ground.yields(rule, at as usize) {
                continue;
            }
            for (field, group) in &rule.captures {
                let part = match field.as_str() {
                    CAPTION => &mut picture.caption,
                    CREDIT => &mut picture.credit,
                    _ => continue,
                };
                if part.is_none() {
                    *part = self.captured(at, rule, group.as_deref()).map(|r| self.range(at, r));
                    category = part.and(Some(own)).or(category);
                }
            }
        }
        if picture.caption.is_some() || picture.credit.is_some() {
            picture.complete(self.text(at), candidate.text, category == Some(CREDIT));
            self.out.pictures.push(picture);
        }
    }

    /// A stretch of a candidate's text, in the text of all.
    fn range(&self, at: u32, range: Range<usize>) -> TextRange {
        let start = self.context.segments.candidates[at as usize].text.start;
        TextRange { start: start + range.start as u32, end: start + range.end as u32 }
    }

    /// What a rule captures of a candidate's text, if it is more than white space.
    fn captured(&self, at: u32, rule: &CompiledRule, group: Option<&str>) -> Option<Range<usize>> {
        let text = self.text(at);
        let pattern = self.ground.rules.pattern(rule);
        let only = || pattern.and_then(|p| p.names().first().copied());
        let range = if let (Some(wanted), Some(pattern)) = (group.or_else(only), pattern) {
            let groups = pattern.groups(text);
            groups.into_iter().find(|(name, _)| *name == wanted)?.1
        } else {
            let slot = self.ground.rules.slot(self.hits, rule, at);
            slot.filter(|range| text.get(range.clone()).is_some()).unwrap_or(0..text.len())
        };
        let found = &text[range.clone()];
        let start = range.start + found.len() - found.trim_start().len();
        let end = start + found.trim().len();
        (start < end).then_some(start..end)
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
