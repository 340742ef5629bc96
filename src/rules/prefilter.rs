//! All patterns at once: one walk over a text says which of them are worth a look.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::borrow::Cow;
use std::collections::HashMap;

/// Literals of patterns; each leads to atoms.
#[derive(Debug, Clone, Default)]
pub(super) struct Prefilter {
    literals: Option<AhoCorasick>,
    atoms: Vec<Vec<u32>>,
}

/// For each literal, the last text that held it.
#[derive(Debug, Default)]
pub(super) struct Seen {
    last: Vec<u32>,
    texts: u32,
}

impl Prefilter {
    /// Each pattern's literals, folded, with its atom.
    pub(super) fn new(patterns: &[(&[Cow<'static, str>], u32)]) -> Result<Self, String> {
        let mut by_literal: HashMap<&str, Vec<u32>> = HashMap::new();
        for (literals, atom) in patterns {
            for literal in literals.iter() {
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

    /// Calls `found` for the atom of each pattern that a text may match, `folded` being the text
    /// as it counts.
    pub(super) fn search(&self, folded: &str, seen: &mut Seen, mut found: impl FnMut(u32)) {
        let Some(literals) = &self.literals else { return };
        seen.last.resize(self.atoms.len(), 0);
        seen.texts += 1;
        for met in literals.find_overlapping_iter(folded) {
            let literal = met.pattern().as_usize();
            if std::mem::replace(&mut seen.last[literal], seen.texts) != seen.texts {
                self.atoms[literal].iter().for_each(|&atom| found(atom));
            }
        }
    }
}
