//! How phrases are written: words, `{slots}`, `(one|of)` and `[may|be]`.

use super::nearest::{hint, nearest};
use super::phrase_steps::Op;
use super::slot::Slot;
use super::words::{Word, words};

/// The most steps of a phrase, and the most slots in it: what bounds matching.
const MAX_OPS: usize = 4096;
const MAX_SLOTS: usize = 16;
/// How deep alternatives may nest.
const MAX_DEPTH: usize = 5;

/// A bracket that is open, and where its branches begin.
struct Open {
    close: u8,
    branches: Vec<usize>,
}

/// Room for what a phrase is read with, from phrase to phrase.
#[derive(Debug, Clone, Default)]
pub(super) struct Room {
    words: Vec<Word>,
    /// The steps of a bracket that are put in order.
    steps: Vec<Op>,
}

/// Writes a phrase's program to `ops` and its words of which one stands to `choices`; `number` gives
/// the number of a word by its hash.
pub(super) fn parse(
    written: &str,
    ops: &mut Vec<Op>,
    choices: &mut Vec<u32>,
    room: &mut Room,
    mut number: impl FnMut(u64) -> u32,
) -> Result<(), String> {
    ops.clear();
    let Room { words: list, steps } = room;
    words(written, MAX_OPS, list);
    let mut left = list.iter().peekable();
    let most = MAX_OPS + choices.len();
    let mut writer = Writer { written, at: 0, ops, choices, steps, open: Vec::new(), most };
    loop {
        // Signs stand between words.
        let until = left.peek().map_or(written.len(), |word| word.start as usize);
        let between = &written.as_bytes()[writer.at..until];
        if let Some(plain) = between.iter().position(|&byte| is_sign(byte)) {
            writer.at += plain + 1;
            writer.sign(between[plain])?;
            // The name of a slot is no word of the phrase.
            while left.next_if(|word| (word.start as usize) < writer.at).is_some() {}
        } else if let Some(word) = left.next() {
            writer.at = word.end as usize;
            writer.ops.push(Op::Word(number(word.hash)));
        } else {
            return writer.finish();
        }
    }
}

fn is_sign(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'[' | b']' | b'{' | b'|' | b'}')
}

/// A phrase's program as far as it is written.
struct Writer<'a> {
    written: &'a str,
    /// What stands before this byte is read.
    at: usize,
    ops: &'a mut Vec<Op>,
    choices: &'a mut Vec<u32>,
    steps: &'a mut Vec<Op>,
    open: Vec<Open>,
    /// How many steps and choices there may be.
    most: usize,
}

impl Writer<'_> {
    fn fault(&self, what: &str) -> Result<(), String> {
        Err(format!("\"{}\": {what}", self.written))
    }

    fn sign(&mut self, sign: u8) -> Result<(), String> {
        match sign {
            b'(' | b'[' => {
                let close = if sign == b'(' { b')' } else { b']' };
                self.open.push(Open { close, branches: vec![self.ops.len()] });
            }
            b'|' => {
                let Some(top) = self.open.last_mut() else {
                    return self.fault("`|` outside brackets");
                };
                top.branches.push(self.ops.len());
            }
            b')' | b']' => {
                let Some(top) = self.open.pop().filter(|top| top.close == sign) else {
                    return self.fault(&format!("`{}` without its pair", char::from(sign)));
                };
                self.close(&top);
            }
            b'{' => {
                let rest = &self.written[self.at..];
                let Some(end) = rest.find('}') else { return self.fault("`{` is not closed") };
                self.ops.push(Op::Slot(slot(&rest[..end])?));
                self.at += end + 1;
            }
            _ => return self.fault("`}` without its pair"),
        }
        if self.open.len() > MAX_DEPTH {
            return self.fault(&format!("alternatives nest at most {MAX_DEPTH} deep"));
        }
        Ok(())
    }

    /// Puts a bracket's branches in order: each behind a split, but for the last of those that must
    /// stand. Single words next to each other are one step.
    fn close(&mut self, top: &Open) {
        let start = top.branches[0];
        let mut steps = std::mem::take(self.steps);
        steps.extend(self.ops.drain(start..));
        let ends = top.branches[1..].iter().map(|end| end - start).chain([steps.len()]);
        let mut branches = top.branches.iter().map(|from| from - start).zip(ends).peekable();
        let is_word = |&(from, to): &(usize, usize)| matches!(steps[from..to], [Op::Word(_)]);
        let mut jumps = Vec::new();
        while let Some((from, end)) = branches.next() {
            let mut to = end;
            while is_word(&(from, end))
                && let Some(next) = branches.next_if(is_word)
            {
                to = next.1;
            }
            let (is_last, split) = (branches.peek().is_none(), self.ops.len());
            let may_go_on = !is_last || top.close == b']';
            self.ops.extend(may_go_on.then_some(Op::Split(0)));
            if to > end {
                self.choice(&steps[from..to]);
            } else {
                self.branch(&steps[from..to], start + from);
            }
            if !is_last {
                jumps.push(self.ops.len());
                self.ops.push(Op::Jump(0));
            }
            if may_go_on {
                self.ops[split] = Op::Split(self.ops.len() as u32);
            }
        }
        let after = self.ops.len() as u32;
        jumps.into_iter().for_each(|jump| self.ops[jump] = Op::Jump(after));
        steps.clear();
        *self.steps = steps;
    }

    /// One of these words.
    fn choice(&mut self, words: &[Op]) {
        self.ops.push(Op::OneOf(self.choices.len() as u32));
        self.choices.push(words.len() as u32);
        self.choices.extend(words.iter().filter_map(|op| match op {
            Op::Word(word) => Some(word),
            _ => None,
        }));
    }

    /// The steps of a branch, which stood at `before`.
    fn branch(&mut self, steps: &[Op], before: usize) {
        let now = self.ops.len();
        let moved = |to: u32| (to as usize + now - before) as u32;
        self.ops.extend(steps.iter().map(|op| match *op {
            Op::Split(to) => Op::Split(moved(to)),
            Op::Jump(to) => Op::Jump(moved(to)),
            other => other,
        }));
    }

    fn finish(self) -> Result<(), String> {
        if !self.open.is_empty() {
            return self.fault("a bracket is not closed");
        }
        self.ops.push(Op::End);
        let slots = self.ops.iter().filter(|op| matches!(op, Op::Slot(_))).count();
        if self.ops.len() + self.choices.len() > self.most || slots > MAX_SLOTS {
            let most = format!("too long: at most {MAX_OPS} words and {MAX_SLOTS} slots");
            return self.fault(&most);
        }
        Ok(())
    }
}

fn slot(name: &str) -> Result<Slot, String> {
    let known = Slot::NAMES.iter().find(|(known, _)| *known == name);
    known.map(|(_, slot)| *slot).ok_or_else(|| {
        let names = Slot::NAMES.into_iter().map(|(known, _)| known);
        format!("no slot {{{name}}}{}", hint(nearest(name, names)))
    })
}
