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
    let mut left = list.iter();
    let mut word = left.next();
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    let fault = |what: &str| Err(format!("\"{written}\": {what}"));
    loop {
        // Signs stand between words.
        let until = word.map_or(written.len(), |word| word.start as usize);
        let between = &written.as_bytes()[at..until];
        let Some(plain) = between.iter().position(|&byte| is_sign(byte)) else {
            let Some(&Word { hash, end, .. }) = word else { break };
            ops.push(Op::Word(number(hash)));
            (at, word) = (end as usize, left.next());
            continue;
        };
        let sign = between[plain];
        at += plain + 1;
        match sign {
            b'(' | b'[' => {
                let close = if sign == b'(' { b')' } else { b']' };
                open.push(Open { close, split: ops.len(), ends: Vec::new() });
                ops.push(Op::Split(0));
            }
            b'|' => {
                let Some(top) = open.last_mut() else { return fault("`|` outside brackets") };
                top.ends.push(ops.len());
                ops.push(Op::Jump(0));
                ops[top.split] = Op::Split(ops.len() as u32);
                top.split = ops.len();
                ops.push(Op::Split(0));
            }
            b')' | b']' => {
                let Some(top) = open.pop().filter(|o| o.close == sign) else {
                    return fault(&format!("`{}` without its pair", char::from(sign)));
                };
                close(ops, top);
            }
            b'{' => {
                let Some(end) = written[at..].find('}') else { return fault("`{` is not closed") };
                ops.push(Op::Slot(slot(&written[at..at + end])?));
                at += end + 1;
                while word.is_some_and(|word| (word.start as usize) < at) {
                    word = left.next();
                }
            }
            _ => return fault("`}` without its pair"),
        }
        if open.len() > MAX_DEPTH {
            return fault(&format!("alternatives nest at most {MAX_DEPTH} deep"));
        }
    }
    if !open.is_empty() {
        return fault("a bracket is not closed");
    }
    ops.push(Op::End);
    let slots = ops.iter().filter(|op| matches!(op, Op::Slot(_))).count();
    if ops.len() > MAX_OPS || slots > MAX_SLOTS {
        return fault(&format!("too long: at most {MAX_OPS} words and {MAX_SLOTS} slots"));
    }
    Ok(())
}

fn is_sign(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'[' | b']' | b'{' | b'|' | b'}')
}

fn close(ops: &mut [Op], top: Open) {
    let after = ops.len() as u32;
    for end in top.ends {
        ops[end] = Op::Jump(after);
    }
    ops[top.split] = match top.close {
        b']' => Op::Split(after),
        _ => Op::Jump(top.split as u32 + 1),
    };
}

fn slot(name: &str) -> Result<Slot, String> {
    let known = Slot::NAMES.iter().find(|(known, _)| *known == name);
    known.map(|(_, slot)| *slot).ok_or_else(|| {
        let names = Slot::NAMES.into_iter().map(|(known, _)| known);
        format!("no slot {{{name}}}{}", hint(nearest(name, names)))
    })
}
