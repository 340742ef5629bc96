//! All patterns at once: one walk over a text says which of them are worth a look.

use super::fold;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::collections::HashMap;

/// Literals of patterns; each leads to atoms.
#[derive(Debug, Clone, Default)]
pub(super) struct Prefilter {
    literals: Option<AhoCorasick>,
    atoms: Vec<Vec<u32>>,
}

/// What a search needs room for.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    folded: String,
    met: Vec<usize>,
}

impl Prefilter {
    /// Each pattern's literals, folded, with its atom.
    pub(super) fn new(patterns: &[(&[String], u32)]) -> Result<Self, String> {
        let mut by_literal: HashMap<&str, Vec<u32>> = HashMap::new();
        for (literals, atom) in patterns {
            for literal in *literals {
                by_literal.entry(literal).or_default().push(*atom);
            }
        }
        if by_literal.is_empty() {
            return Ok(Self::default());
        }
        let (literals, atoms): (Vec<_>, Vec<_>) = by_literal.into_iter().unzip();
        let literals = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(literals)
            .map_err(|e| format!("the literals of all patterns together: {e}"))?;
        Ok(Self { literals: Some(literals), atoms })
    }

    /// Calls `found` for the atom of each pattern that `text` may match.
    pub(super) fn search(&self, text: &str, scratch: &mut Scratch, mut found: impl FnMut(u32)) {
        let Some(literals) = &self.literals else { return };
        let Scratch { folded, met } = scratch;
        folded.clear();
        met.clear();
        let looks = fold::looks();
        text.chars().for_each(|c| fold::look(looks, c).fold(c, |c| folded.push(c)));
        met.extend(literals.find_overlapping_iter(&*folded).map(|m| m.pattern().as_usize()));
        met.sort_unstable();
        met.dedup();
        met.iter().flat_map(|&literal| &self.atoms[literal]).for_each(|&atom| found(atom));
    }
}
