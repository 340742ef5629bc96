//! All patterns at once: one look at a text says which of them are worth trying on it.

use super::edges::Edge;
use super::needs::Needs;
use super::substrings::Substrings;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What patterns need; each leads to atoms.
#[derive(Debug, Clone, Default)]
pub(super) struct Prefilter {
    starts: Edges,
    ends: Edges,
    literals: Substrings,
    /// For each literal.
    atoms: Vec<Vec<u32>>,
}

/// For each literal, the last text that held it.
#[derive(Debug, Default)]
pub(super) struct Seen {
    last: Vec<u32>,
    texts: u32,
}

impl Prefilter {
    /// What each pattern needs, folded, with its atom.
    pub(super) fn new<'a>(
        patterns: impl Iterator<Item = (&'a Needs<Vec<Cow<'static, str>>>, u32)>,
    ) -> Self {
        let (mut starts, mut ends) = (Edges::default(), Edges::default());
        let mut by_literal = BTreeMap::new();
        for (needs, atom) in patterns {
            match needs {
                Needs::Start(list) => list.iter().for_each(|start| {
                    starts.add(Edge::Start.number(start), start.len(), atom);
                }),
                Needs::End(list) => list.iter().for_each(|end| {
                    ends.add(Edge::End.number(end), end.len(), atom);
                }),
                Needs::Held(list) => list.iter().for_each(|literal| {
                    by_literal.entry(literal).or_insert(Vec::new()).push(atom);
                }),
                Needs::Nothing => {}
            }
        }
        let (literals, atoms) = by_literal.into_iter().map(|(l, atoms)| (l.clone(), atoms)).unzip();
        Self { starts, ends, literals: Substrings::new(literals), atoms }
    }

    /// Calls `found` for the atom of each pattern that a text may match, `folded` being the text
    /// as it counts.
    pub(super) fn search(&self, folded: &str, seen: &mut Seen, mut found: impl FnMut(u32)) {
        self.starts.search(Edge::Start.number(folded), &mut found);
        self.ends.search(Edge::End.number(folded), &mut found);
        seen.last.resize(self.atoms.len(), 0);
        seen.texts += 1;
        self.literals.search(folded, |literal| {
            let literal = literal as usize;
            if std::mem::replace(&mut seen.last[literal], seen.texts) != seen.texts {
                self.atoms[literal].iter().for_each(|&atom| found(atom));
            }
        });
    }
}

/// What texts begin or end with.
#[derive(Debug, Clone)]
struct Edges {
    /// For each outermost byte, a bit for each length, and for each one next to it.
    lengths: [[u8; 256]; 2],
    /// By their numbers: see [`Edge::number`].
    atoms: FxHashMap<u64, Vec<u32>>,
}

impl Default for Edges {
    fn default() -> Self {
        Self { lengths: [[0; 256]; 2], atoms: FxHashMap::default() }
    }
}

impl Edges {
    fn add(&mut self, number: u64, bytes: usize, atom: u32) {
        let (bit, [outer, next, ..]) = (1 << (bytes - 1), number.to_le_bytes());
        self.lengths[0][usize::from(outer)] |= bit;
        match bytes {
            1 => self.lengths[1].iter_mut().for_each(|lengths| *lengths |= bit),
            _ => self.lengths[1][usize::from(next)] |= bit,
        }
        self.atoms.entry(number).or_default().push(atom);
    }

    fn search(&self, number: u64, mut found: impl FnMut(u32)) {
        let [outer, next, ..] = number.to_le_bytes().map(usize::from);
        let mut lengths = self.lengths[0][outer] & self.lengths[1][next];
        while lengths != 0 {
            let bytes = lengths.trailing_zeros() + 1;
            lengths &= lengths - 1;
            let edge = number & (u64::MAX >> (64 - 8 * bytes));
            self.atoms.get(&edge).into_iter().flatten().for_each(|&atom| found(atom));
        }
    }
}
