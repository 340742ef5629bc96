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
    close: char,
    /// The split before its last branch.
    split: usize,
    ends: Vec<usize>,
}

/// Writes a phrase's program to `ops`; `list` is room for words.
pub(super) fn parse(
    written: &str,
    ops: &mut Vec<Op<u64>>,
    list: &mut Vec<Word>,
) -> Result<(), String> {
    ops.clear();
    let mut open: Vec<Open> = Vec::new();
    let mut rest = written;
    let fault = |what: &str| Err(format!("\"{written}\": {what}"));
    loop {
        let at = rest.find(['(', '[', ')', ']', '|', '{', '}']).unwrap_or(rest.len());
        words(&rest[..at], MAX_OPS, list);
        ops.extend(list.iter().map(|w| Op::Word(w.hash)));
        let Some(sign) = rest[at..].chars().next() else { break };
        rest = &rest[at + 1..];
        match sign {
            '(' | '[' => {
                let close = if sign == '(' { ')' } else { ']' };
                open.push(Open { close, split: ops.len(), ends: Vec::new() });
                ops.push(Op::Split(0));
            }
            '|' => {
                let Some(top) = open.last_mut() else { return fault("`|` outside brackets") };
                top.ends.push(ops.len());
                ops.push(Op::Jump(0));
                ops[top.split] = Op::Split(ops.len() as u32);
                top.split = ops.len();
                ops.push(Op::Split(0));
            }
            ')' | ']' => {
                let Some(top) = open.pop().filter(|o| o.close == sign) else {
                    return fault(&format!("`{sign}` without its pair"));
                };
                close(ops, top);
            }
            '{' => {
                let Some(end) = rest.find('}') else { return fault("`{` is not closed") };
                ops.push(Op::Slot(slot(&rest[..end])?));
                rest = &rest[end + 1..];
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

fn close(ops: &mut [Op<u64>], top: Open) {
    let after = ops.len() as u32;
    for end in top.ends {
        ops[end] = Op::Jump(after);
    }
    ops[top.split] = match top.close {
        ']' => Op::Split(after),
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
