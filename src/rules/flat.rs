//! How a program's steps are embedded: as numbers, each step's kind and then what it holds, as the
//! difference from what is usual. They take three fifths of the room that
//! their names would, deflated.

use super::program::Op;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(super) fn serialize<S: Serializer>(ops: &[Op], to: S) -> Result<S::Ok, S::Error> {
    let (mut out, mut usual) = (Vec::new(), Usual::default());
    for (op, at) in ops.iter().zip(0..) {
        write(*op, at, &mut usual, &mut out);
    }
    out.serialize(to)
}

pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Vec<Op>, D::Error> {
    let numbers = Vec::<i32>::deserialize(from)?;
    let (mut rest, mut usual, mut ops) = (numbers.into_iter(), Usual::default(), Vec::new());
    while let Some(kind) = rest.next() {
        let op = read(kind, ops.len() as i32, &mut usual, &mut rest);
        ops.push(op.ok_or_else(|| D::Error::custom("no step of a program"))?);
    }
    Ok(ops)
}

/// What most steps have.
#[derive(Default)]
struct Usual {
    /// Where the last letters end.
    from: i32,
    /// The next that remembers.
    memo: i32,
}

fn write(op: Op, at: i32, usual: &mut Usual, out: &mut Vec<i32>) {
    let memo = |memo: u16, usual: &mut Usual| {
        let number = i32::from(memo);
        number - std::mem::replace(&mut usual.memo, number + 1)
    };
    match op {
        Op::Text { from, len } | Op::Caseless { from, len } => {
            let (from, len) = (i32::from(from), i32::from(len));
            let kind = i32::from(matches!(op, Op::Caseless { .. }));
            out.extend([kind, from - std::mem::replace(&mut usual.from, from + len), len]);
        }
        Op::Class(class) => out.extend([2, class.into()]),
        Op::Times { class, count } => out.extend([3, class.into(), count.into()]),
        Op::UpTo { class, most, memo: m } => {
            out.extend([4, class.into(), most.into(), memo(m, usual)]);
        }
        Op::Star { class, memo: m } => out.extend([5, class.into(), memo(m, usual)]),
        Op::Split { to, memo: m } => out.extend([6, i32::from(to) - at, memo(m, usual)]),
        Op::Prefer { to, memo: m } => out.extend([7, i32::from(to) - at, memo(m, usual)]),
        Op::Jump(to) => out.extend([8, i32::from(to) - at]),
        Op::Save(slot) => out.extend([9, slot.into()]),
        Op::Start => out.push(10),
        Op::End => out.push(11),
        Op::Boundary { word, wanted } => out.extend([12, word.into(), wanted.into()]),
        Op::Found => out.push(13),
    }
}

fn read(kind: i32, at: i32, usual: &mut Usual, rest: &mut impl Iterator<Item = i32>) -> Option<Op> {
    let mut next = || rest.next();
    let short = |number: i32| u16::try_from(number).ok();
    let byte = |number: i32| u8::try_from(number).ok();
    let mut memo = |difference: i32| {
        let number = usual.memo + difference;
        usual.memo = number + 1;
        short(number)
    };
    Some(match kind {
        0 | 1 => {
            let (from, len) = (usual.from + next()?, next()?);
            usual.from = from + len;
            let (from, len) = (short(from)?, byte(len)?);
            if kind == 0 { Op::Text { from, len } } else { Op::Caseless { from, len } }
        }
        2 => Op::Class(short(next()?)?),
        3 => Op::Times { class: short(next()?)?, count: byte(next()?)? },
        4 => Op::UpTo { class: short(next()?)?, most: byte(next()?)?, memo: memo(next()?)? },
        5 => Op::Star { class: short(next()?)?, memo: memo(next()?)? },
        6 => Op::Split { to: short(at + next()?)?, memo: memo(next()?)? },
        7 => Op::Prefer { to: short(at + next()?)?, memo: memo(next()?)? },
        8 => Op::Jump(short(at + next()?)?),
        9 => Op::Save(byte(next()?)?),
        10 => Op::Start,
        11 => Op::End,
        12 => Op::Boundary { word: short(next()?)?, wanted: next()? != 0 },
        13 => Op::Found,
        _ => return None,
    })
}
