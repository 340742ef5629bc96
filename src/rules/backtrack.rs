//! Runs programs: by backtracking that never comes to a step twice at one place of a text, so in
//! time linear in the text (Russ Cox, "Regular Expression Matching: the Virtual Machine Approach",
//! the backtracker of RE2), with the matches that the `regex` crate finds.

use super::program::{Begins, Op, Program, Table};
use std::cell::RefCell;
use std::ops::Range;

/// The most bits that remember where steps were.
const MOST_BITS: usize = 1 << 22;

/// What is left to try.
#[derive(Debug, Clone, Copy)]
enum Job {
    Step {
        op: usize,
        at: usize,
    },
    /// The same with one character less, down to `least`.
    Shorter {
        op: usize,
        least: usize,
        at: usize,
    },
    /// A group was elsewhere before.
    Restore {
        slot: usize,
        at: usize,
    },
}

#[derive(Debug, Default)]
struct Scratch {
    jobs: Vec<Job>,
    seen: Vec<u64>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Where a group is that takes no part.
const NOWHERE: usize = usize::MAX;

impl Program {
    fn letters(&self, from: u16, len: u8) -> &str {
        &self.text[usize::from(from)..][..usize::from(len)]
    }

    /// Whether the text is short enough for it.
    pub(super) fn can_read(&self, text: &str) -> bool {
        (text.len() + 1).saturating_mul(usize::from(self.memos)) <= MOST_BITS
    }

    /// The named groups that take part in the first match.
    pub(super) fn groups(&self, table: &Table, text: &str) -> Vec<(&str, Range<usize>)> {
        let mut slots = vec![NOWHERE; 2 * self.names.len()];
        if !self.search(table, text, &mut slots) {
            return Vec::new();
        }
        let range = |slots: &[usize]| (slots[1] != NOWHERE).then_some(slots[0]..slots[1]);
        let groups = self.names.iter().zip(slots.chunks_exact(2));
        groups.filter_map(|(name, slots)| Some((&**name, range(slots)?))).collect()
    }

    /// Looks for the first match; `slots` take the bounds of named groups, if there are any.
    pub(super) fn search(&self, table: &Table, text: &str, slots: &mut [usize]) -> bool {
        SCRATCH.with_borrow_mut(|Scratch { jobs, seen }| {
            jobs.clear();
            seen.clear();
            seen.resize(((text.len() + 1) * usize::from(self.memos)).div_ceil(64), 0);
            let mut run = Run { program: self, table, text, slots, jobs, seen };
            match self.begins {
                Begins::Start => run.matches(0),
                Begins::At(bytes) => {
                    let may = |b: u8| bytes[usize::from(b >> 6)] >> (b & 63) & 1 != 0;
                    let mut places = text.bytes().enumerate().filter(|&(_, byte)| may(byte));
                    places.any(|(at, _)| run.matches(at))
                }
            }
        })
    }
}

struct Run<'a> {
    program: &'a Program,
    table: &'a Table,
    text: &'a str,
    slots: &'a mut [usize],
    jobs: &'a mut Vec<Job>,
    /// A bit for each place in the text, for each step that remembers.
    seen: &'a mut [u64],
}

impl Run<'_> {
    fn matches(&mut self, at: usize) -> bool {
        let mut found = self.text.is_char_boundary(at) && self.steps(0, at);
        while !found && let Some(job) = self.jobs.pop() {
            found = match job {
                Job::Step { op, at } => self.steps(op, at),
                Job::Shorter { op, least, at } => {
                    let at = self.before(at);
                    self.or_shorter(op, least, at);
                    self.steps(op, at)
                }
                Job::Restore { slot, at } => {
                    self.slots[slot] = at;
                    false
                }
            };
        }
        found
    }

    /// Runs on from a step until a match is found or a step fails.
    fn steps(&mut self, mut op: usize, mut at: usize) -> bool {
        loop {
            let next = match self.program.ops[op] {
                Op::Text { from, len } => self.letters(from, len, at),
                Op::Caseless { from, len } => self.small_letters(from, len, at),
                Op::Class(class) => self.character(class, at),
                Op::Times { class, count } => {
                    (0..count).try_fold(at, |at, _| self.character(class, at))
                }
                Op::UpTo { class, most, memo } => {
                    self.is_new(memo, at).then(|| self.up_to(class, most, op, at))
                }
                Op::Star { class, memo } => {
                    self.is_new(memo, at).then(|| self.star(class, memo, op, at))
                }
                Op::Split { to, .. } if self.cannot(op + 1, at) => {
                    op = to.into();
                    continue;
                }
                Op::Split { to, memo } => {
                    self.is_new(memo, at).then(|| self.later(to.into(), at)).map(|()| at)
                }
                Op::Prefer { to, memo } => {
                    if !self.is_new(memo, at) {
                        return false;
                    }
                    self.later(op + 1, at);
                    op = to.into();
                    continue;
                }
                Op::Jump(to) => {
                    op = to.into();
                    continue;
                }
                Op::Save(slot) => {
                    self.save(slot.into(), at);
                    Some(at)
                }
                Op::Start => (at == 0).then_some(at),
                Op::End => (at == self.text.len()).then_some(at),
                Op::Boundary { word, wanted } => {
                    (self.is_boundary(word, at) == wanted).then_some(at)
                }
                Op::Found => return true,
            };
            match next {
                Some(next) => (op, at) = (op + 1, next),
                None => return false,
            }
        }
    }

    /// Whether a step fails at once, as most alternatives do, or all that it may lead to.
    fn cannot(&self, mut op: usize, at: usize) -> bool {
        loop {
            match self.program.ops[op] {
                Op::Split { to, .. } if self.fails(op + 1, at) => op = to.into(),
                Op::Boundary { .. } => op += 1,
                _ => return self.fails(op, at),
            }
        }
    }

    /// Whether a step is for another character.
    fn fails(&self, op: usize, at: usize) -> bool {
        let byte = self.text.as_bytes().get(at);
        match self.program.ops[op] {
            Op::Text { from, .. } => byte != self.program.text.as_bytes().get(usize::from(from)),
            Op::Class(class) => byte.is_none_or(|&b| b < 0x80 && !self.table.has_ascii(class, b)),
            _ => false,
        }
    }

    /// Whether a step comes to this place for the first time.
    fn is_new(&mut self, memo: u16, at: usize) -> bool {
        let bit = usize::from(memo) * (self.text.len() + 1) + at;
        let word = &mut self.seen[bit / 64];
        let is_new = *word >> (bit % 64) & 1 == 0;
        *word |= 1 << (bit % 64);
        is_new
    }

    fn later(&mut self, op: usize, at: usize) {
        self.jobs.push(Job::Step { op, at });
    }

    fn or_shorter(&mut self, op: usize, least: usize, at: usize) {
        if at > least {
            self.jobs.push(Job::Shorter { op, least, at });
        }
    }

    /// The place after these letters.
    fn letters(&self, from: u16, len: u8, at: usize) -> Option<usize> {
        let wanted = self.program.letters(from, len);
        self.text.as_bytes()[at..].starts_with(wanted.as_bytes()).then(|| at + wanted.len())
    }

    /// The place after these letters, in either case.
    fn small_letters(&self, from: u16, len: u8, at: usize) -> Option<usize> {
        let mut rest = self.text[at..].chars();
        let is = |wanted: char, c: char| match c.is_ascii() {
            true => c.to_ascii_lowercase() == wanted,
            false => c == wanted || c.to_lowercase().eq([wanted]),
        };
        let mut wanted = self.program.letters(from, len).chars();
        let all = wanted.all(|wanted| rest.next().is_some_and(|c| is(wanted, c)));
        all.then(|| self.text.len() - rest.as_str().len())
    }

    /// The place after a character of the class.
    fn character(&self, class: u16, at: usize) -> Option<usize> {
        match *self.text.as_bytes().get(at)? {
            ascii @ ..0x80 => self.table.has_ascii(class, ascii).then_some(at + 1),
            _ => {
                let c = self.text[at..].chars().next()?;
                self.table.has(class, c).then(|| at + c.len_utf8())
            }
        }
    }

    fn up_to(&mut self, class: u16, most: u8, op: usize, least: usize) -> usize {
        let mut at = least;
        for _ in 0..most {
            let Some(next) = self.character(class, at) else { break };
            at = next;
        }
        self.or_shorter(op + 1, least, at);
        at
    }

    fn star(&mut self, class: u16, memo: u16, op: usize, least: usize) -> usize {
        let mut at = least;
        // Where it was before, it has been on from there, in vain.
        while let Some(next) = self.character(class, at)
            && self.is_new(memo, next)
        {
            at = next;
        }
        self.or_shorter(op + 1, least, at);
        at
    }

    fn save(&mut self, slot: usize, at: usize) {
        if let Some(place) = self.slots.get_mut(slot) {
            self.jobs.push(Job::Restore { slot, at: std::mem::replace(place, at) });
        }
    }

    /// Whether a word begins or ends here.
    fn is_boundary(&self, word: u16, at: usize) -> bool {
        let before = match self.text.as_bytes()[..at].last() {
            Some(&ascii @ ..0x80) => self.table.has_ascii(word, ascii),
            _ => {
                let last = self.text[..at].chars().next_back();
                last.is_some_and(|c| self.table.has(word, c))
            }
        };
        before != self.character(word, at).is_some()
    }

    /// The place of the character before.
    fn before(&self, at: usize) -> usize {
        let starts = (0..at).rev().find(|&at| self.text.is_char_boundary(at));
        starts.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::budget::patterns;
    use super::super::builtin::{Pack, folder};
    use super::super::data::{Example, RuleSet};
    use super::super::pattern::Pattern;
    use super::super::program::{Program, Table};
    use super::super::translate::{Classes, translate};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn program(pattern: &str) -> Option<(Program, Table)> {
        let mut classes = Classes::new();
        let program = translate(pattern, 64, &mut classes)?;
        Some((program, classes.into_table()))
    }

    #[test]
    fn built_in_programs_find_what_the_engine_finds() {
        let sets: Vec<_> = RuleSet::builtin().collect();
        let rules = || sets.iter().flat_map(|(name, set)| set.rules.iter().map(move |r| (name, r)));
        let pack = |name: &str| Pack::of(folder(name));
        let all =
            rules().flat_map(|(name, r)| patterns(r).into_iter().map(move |p| (p, pack(name))));
        let all: BTreeMap<&str, Option<&'static Pack>> = all.collect();
        let examples = rules().flat_map(|(_, rule)| rule.hits.iter().chain(&rule.misses));
        let texts: Vec<&str> = examples
            .filter_map(|example| match example {
                Example::Line(text) => Some(&**text),
                Example::Page(_) => None,
            })
            .collect();
        assert!(all.len() > 200 && texts.len() > 5000);
        let mut found = 0;
        for (at, (pattern, pack)) in all.into_iter().enumerate() {
            let builtin = pack.and_then(|pack| pack.pattern(pattern));
            assert!(builtin.is_some(), "{pattern}");
            let (program, engine) =
                (Pattern::new(pattern, builtin), Pattern::checked(pattern).unwrap());
            assert_eq!(program.names(), engine.names());
            // Some of the examples, others for the next pattern.
            for text in texts.iter().skip(at % 61).step_by(61) {
                assert_eq!(program.is_match(text), engine.is_match(text), "{pattern} in {text}");
                assert_eq!(program.groups(text), engine.groups(text), "{pattern} in {text}");
                found += usize::from(program.is_match(text));
            }
        }
        assert!(found > 1000);
    }

    /// Patterns of all that programs know.
    fn some_pattern() -> impl Strategy<Value = String> {
        let one = prop_oneof![
            "[abk.é]",
            Just("(?i:ab)".to_owned()),
            Just("(?i:sé)".to_owned()),
            Just("[^a]".to_owned()),
            Just(r"\p{Lu}".to_owned()),
            Just(r"\w".to_owned()),
            Just(r"\b".to_owned()),
            Just("^".to_owned()),
            Just("$".to_owned()),
        ];
        one.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..4).prop_map(|list| list.concat()),
                prop::collection::vec(inner.clone(), 1..4)
                    .prop_map(|l| format!("(?:{})", l.join("|"))),
                (inner, "[*+?]\\??|\\{1,3\\}|\\{2\\}")
                    .prop_map(|(one, how)| format!("(?:{one}){how}")),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn programs_find_what_the_engine_finds(
            parts in prop::collection::vec(some_pattern(), 1..3),
            text in "[abABkKKsSſéÉ .]{0,12}",
        ) {
            let groups = parts.iter().enumerate().map(|(at, part)| format!("(?<g{at}>{part})"));
            let pattern: String = groups.collect();
            if let Some((program, table)) = program(&pattern) {
                let engine = Pattern::checked(&pattern).unwrap();
                prop_assert_eq!(program.groups(&table, &text), engine.groups(&text), "{}", pattern);
            }
        }
    }
}
