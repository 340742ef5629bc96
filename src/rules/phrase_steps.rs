//! A phrase as steps over the words of a text.

use super::phrase::Place;
use super::slot::{SLOT_WORDS, Slot};
use super::words::Word;

/// Steps that one attempt may take.
const BUDGET: u32 = 4096;

/// A step of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Op {
    /// The word of this number.
    Word(u32),
    /// One of the words that stand there among the choices.
    OneOf(u32),
    Slot(Slot),
    /// Goes on at the next step or at this one.
    Split(u32),
    Jump(u32),
    End,
}

/// A step in four bytes: there are a hundred thousand, which share the processor's cache with the
/// page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step(u32);

/// The bits that say what a step is; the others say which word, slot or step.
const KIND: u32 = 3;

impl Step {
    pub(super) fn new(op: Op) -> Self {
        let (kind, which) = match op {
            Op::Word(number) => (0, number),
            Op::Slot(slot) => (1, slot as u32),
            Op::Split(to) => (2, to),
            Op::Jump(to) => (3, to),
            Op::End => (4, 0),
            Op::OneOf(from) => (5, from),
        };
        Self(which << KIND | kind)
    }

    fn op(self) -> Op {
        let which = self.0 >> KIND;
        match self.0 & ((1 << KIND) - 1) {
            0 => Op::Word(which),
            1 => Slot::NAMES.get(which as usize).map_or(Op::End, |(_, slot)| Op::Slot(*slot)),
            2 => Op::Split(which),
            3 => Op::Jump(which),
            5 => Op::OneOf(which),
            _ => Op::End,
        }
    }
}

/// A phrase's steps, and the words of which one may stand, of all phrases.
#[derive(Debug, Clone, Copy)]
pub(super) struct Steps<'a> {
    pub(super) steps: &'a [Step],
    pub(super) choices: &'a [u32],
}

impl Steps<'_> {
    fn op(self, step: u32) -> Op {
        self.steps[step as usize].op()
    }

    /// Whether a step fails at once.
    #[inline]
    fn fails(self, step: u32, text: Text<'_>, at: usize, place: Place) -> bool {
        match self.op(step) {
            Op::Word(word) => text.numbers.get(at) != Some(&word),
            op @ Op::OneOf(_) => {
                let words = words_of(&op, self.choices);
                text.numbers.get(at).is_none_or(|number| !words.contains(number))
            }
            Op::End => place.is_at_end() && at < text.words.len(),
            _ => false,
        }
    }
}

/// The words of which one must stand at a step.
pub(super) fn words_of<'a>(op: &'a Op, choices: &'a [u32]) -> &'a [u32] {
    match op {
        Op::Word(word) => std::slice::from_ref(word),
        // Their number stands before them.
        Op::OneOf(from) => {
            let (count, words) = choices[*from as usize..].split_first().unwrap_or((&0, &[]));
            &words[..*count as usize]
        }
        _ => &[],
    }
}

/// A text's words, each with its number in the vocabulary of phrases.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    pub(super) numbers: &'a [u32],
}

impl Text<'_> {
    /// Its first words.
    fn up_to(self, at: usize) -> Self {
        Self { words: &self.words[..at], numbers: &self.numbers[..at], ..self }
    }
}

pub(super) type SlotRange = Option<(u32, u32)>;
/// Step, word and first slot that are still to be tried.
type State = (u32, usize, SlotRange);
/// Room for these, from search to search.
pub(super) type States = Vec<State>;

/// Runs a phrase's steps from word `from` on; the first slot's range. Backtracking is bounded.
pub(super) fn run(
    text: Text<'_>,
    from: usize,
    steps: Steps<'_>,
    start: u32,
    place: Place,
    open: &mut States,
) -> Option<SlotRange> {
    let words = text.words;
    open.clear();
    let fails = |step: u32, at: usize| steps.fails(step, text, at, place);
    let (mut step, mut at, mut slot) = (start, from, None);
    for _ in 0..BUDGET {
        let goes_on = match steps.op(step) {
            Op::Word(_) | Op::OneOf(_) | Op::End if fails(step, at) => false,
            Op::Word(_) | Op::OneOf(_) => {
                (step, at) = (step + 1, at + 1);
                true
            }
            Op::Jump(to) => {
                step = to;
                true
            }
            Op::Split(other) => {
                // Of alternatives most begin with another word than the text's.
                let fails = fails(step + 1, at);
                if !fails {
                    open.push((other, at, slot));
                }
                step = if fails { other } else { step + 1 };
                true
            }
            Op::Slot(kind) => {
                let most = words.len().min(at + kind.longest(words.get(at)));
                for end in (at + 1..=most).rev() {
                    if !fails(step + 1, end) && kind.fits(text.text, &words[at..end]) {
                        let range = (words[at].start, words[end - 1].end);
                        open.push((step + 1, end, slot.or(Some(range))));
                    }
                }
                false
            }
            Op::End if place == Place::Label => match after_colon(text.text, words[at - 1].end) {
                None => false,
                rest => return Some(slot.or(rest)),
            },
            Op::End => return Some(slot),
        };
        if !goes_on {
            (step, at, slot) = open.pop()?;
        }
    }
    None
}

/// What stands after a colon at `at`.
fn after_colon(text: &str, at: u32) -> SlotRange {
    let after = text[at as usize..].trim_start_matches(' ');
    let rest = after.strip_prefix([':', '：'])?.trim_start_matches(' ');
    (!rest.is_empty()).then(|| ((text.len() - rest.len()) as u32, text.len() as u32))
}

/// Slots in front of a phrase's first word end at word `at`; where they begin.
pub(super) fn slots_before(
    text: Text<'_>,
    at: usize,
    slots: &[Slot],
    at_start: bool,
    open: &mut States,
) -> Option<usize> {
    if slots.is_empty() {
        return Some(at);
    }
    let words = text.words;
    let longest = at.min(SLOT_WORDS * 2 * slots.len());
    let mut starts = if at_start { 0..at.min(1) } else { at - longest..at };
    if let &[slot] = slots {
        return starts.rfind(|&from| {
            at - from <= slot.longest(words.get(from)) && slot.fits(text.text, &words[from..at])
        });
    }
    let ops = slots.iter().map(|slot| Op::Slot(*slot)).chain([Op::End]);
    let steps: Vec<Step> = ops.map(Step::new).collect();
    let steps = Steps { steps: &steps, choices: &[] };
    starts.rfind(|&from| run(text.up_to(at), from, steps, 0, Place::End, open).is_some())
}

/// How many words may stand from each step to the end, at least and at most. Steps only lead
/// forward.
pub(super) fn lengths(ops: &[Op], out: &mut Vec<(u16, u16)>) {
    out.clear();
    out.resize(ops.len(), (0, 0));
    for (at, op) in ops.iter().enumerate().rev() {
        let after = |to: usize, least, most: u16| {
            let (a, b): (u16, u16) = out[to];
            (a + least, b.saturating_add(most))
        };
        out[at] = match *op {
            Op::Word(_) | Op::OneOf(_) => after(at + 1, 1, 1),
            Op::Slot(_) => after(at + 1, 1, SLOT_WORDS as u16 * 2),
            Op::Jump(to) => after(to as usize, 0, 0),
            Op::Split(to) => {
                let (next, other) = (out[at + 1], out[to as usize]);
                (next.0.min(other.0), next.1.max(other.1))
            }
            Op::End => (0, 0),
        };
    }
}
