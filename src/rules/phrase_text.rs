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

/// A bracket that is open, and where its branches but the last end.
struct Open {
    close: u8,
    /// The split before its last branch.
    split: usize,
    ends: Vec<usize>,
}

/// Writes a phrase's program to `ops`; `list` is room for words, `number` gives the number of one by
/// its hash.
pub(super) fn parse(
    written: &str,
    ops: &mut Vec<Op>,
    list: &mut Vec<Word>,
    mut number: impl FnMut(u64) -> u32,
) -> Result<(), String> {
    ops.clear();
    words(written, MAX_OPS, list);
    let mut left = list.iter().peekable();
    let mut writer = Writer { written, at: 0, ops, open: Vec::new() };
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
    open: Vec<Open>,
}

impl Writer<'_> {
    fn fault(&self, what: &str) -> Result<(), String> {
        Err(format!("\"{}\": {what}", self.written))
    }

    fn sign(&mut self, sign: u8) -> Result<(), String> {
        match sign {
            b'(' | b'[' => {
                let close = if sign == b'(' { b')' } else { b']' };
                self.open.push(Open { close, split: self.ops.len(), ends: Vec::new() });
                self.ops.push(Op::Split(0));
            }
            b'|' => {
                let Some(top) = self.open.last_mut() else {
                    return self.fault("`|` outside brackets");
                };
                top.ends.push(self.ops.len());
                self.ops.push(Op::Jump(0));
                self.ops[top.split] = Op::Split(self.ops.len() as u32);
                top.split = self.ops.len();
                self.ops.push(Op::Split(0));
            }
            b')' | b']' => {
                let Some(top) = self.open.pop().filter(|top| top.close == sign) else {
                    return self.fault(&format!("`{}` without its pair", char::from(sign)));
                };
                self.close(top);
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

    fn close(&mut self, top: Open) {
        let after = self.ops.len() as u32;
        for end in top.ends {
            self.ops[end] = Op::Jump(after);
        }
        self.ops[top.split] = match top.close {
            b']' => Op::Split(after),
            _ => Op::Jump(top.split as u32 + 1),
        };
    }

    fn finish(self) -> Result<(), String> {
        if !self.open.is_empty() {
            return self.fault("a bracket is not closed");
        }
        self.ops.push(Op::End);
        let slots = self.ops.iter().filter(|op| matches!(op, Op::Slot(_))).count();
        if self.ops.len() > MAX_OPS || slots > MAX_SLOTS {
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
