//! All patterns at once: one look at a text says which of them are worth trying on it.

use super::needs::Needs;
use super::starts::LONGEST;
use super::substrings::Substrings;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What patterns need; each leads to atoms.
#[derive(Debug, Clone, Default)]
pub(super) struct Prefilter {
    starts: Starts,
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
        let (mut starts, mut by_literal) = (Starts::default(), BTreeMap::new());
        for (needs, atom) in patterns {
            match needs {
                Needs::Start(list) => list.iter().for_each(|start| starts.add(start, atom)),
                Needs::Held(list) => list.iter().for_each(|literal| {
                    by_literal.entry(literal).or_insert(Vec::new()).push(atom);
                }),
                Needs::Nothing => {}
            }
        }
        let (literals, atoms) = by_literal.into_iter().map(|(l, atoms)| (l.clone(), atoms)).unzip();
        Self { starts, literals: Substrings::new(literals), atoms }
    }

    /// Calls `found` for the atom of each pattern that a text may match, `folded` being the text
    /// as it counts.
    pub(super) fn search(&self, folded: &str, seen: &mut Seen, mut found: impl FnMut(u32)) {
        self.starts.search(folded, &mut found);
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

/// What texts begin with, at most [`LONGEST`] bytes.
#[derive(Debug, Clone)]
struct Starts {
    /// For each first byte, a bit for each length.
    lengths: [u8; 256],
    /// By the bytes as a number.
    atoms: FxHashMap<u64, Vec<u32>>,
}

impl Default for Starts {
    fn default() -> Self {
        Self { lengths: [0; 256], atoms: FxHashMap::default() }
    }
}

impl Starts {
    fn add(&mut self, start: &str, atom: u32) {
        self.lengths[usize::from(start.as_bytes()[0])] |= 1 << (start.len() - 1);
        self.atoms.entry(number(start)).or_default().push(atom);
    }

    fn search(&self, text: &str, mut found: impl FnMut(u32)) {
        let Some(&first) = text.as_bytes().first() else { return };
        let (mut lengths, begins) = (self.lengths[usize::from(first)], number(text));
        while lengths != 0 {
            let bytes = lengths.trailing_zeros() + 1;
            lengths &= lengths - 1;
            let start = begins & (u64::MAX >> (64 - 8 * bytes));
            self.atoms.get(&start).into_iter().flatten().for_each(|&atom| found(atom));
        }
    }
}

/// The first bytes of a text, as a number.
fn number(text: &str) -> u64 {
    let mut bytes = [0; LONGEST];
    let count = text.len().min(LONGEST);
    bytes[..count].copy_from_slice(&text.as_bytes()[..count]);
    u64::from_le_bytes(bytes)
}
