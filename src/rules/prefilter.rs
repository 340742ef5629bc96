//! All patterns at once: one walk over a short text says which of them are worth a look.

use regex::{RegexSet, RegexSetBuilder};

const SET_BYTES: usize = 64 << 20;

/// The patterns of rules that nothing cheaper leads to; each has an atom.
#[derive(Debug, Clone, Default)]
pub(super) struct Prefilter {
    /// Patterns that start with `^`: most texts fail them at the first letter.
    anchored: Option<Group>,
    others: Option<Group>,
}

#[derive(Debug, Clone)]
struct Group {
    set: RegexSet,
    atoms: Vec<u32>,
}

impl Prefilter {
    /// The patterns have been compiled alone before, so that only their sum can fail.
    pub(super) fn new(patterns: &[(String, u32)]) -> Result<Self, String> {
        let (anchored, others): (Vec<_>, Vec<_>) =
            patterns.iter().cloned().partition(|(p, _)| p.starts_with('^') && !p.contains('|'));
        Ok(Self { anchored: Group::new(&anchored)?, others: Group::new(&others)? })
    }

    pub(super) fn search(&self, text: &str, mut found: impl FnMut(u32)) {
        for group in [&self.anchored, &self.others].into_iter().flatten() {
            for at in &group.set.matches(text) {
                found(group.atoms[at]);
            }
        }
    }
}

impl Group {
    fn new(patterns: &[(String, u32)]) -> Result<Option<Self>, String> {
        if patterns.is_empty() {
            return Ok(None);
        }
        let set = RegexSetBuilder::new(patterns.iter().map(|(p, _)| p))
            .size_limit(SET_BYTES)
            .dfa_size_limit(SET_BYTES)
            .build()
            .map_err(|e| format!("the patterns of all rules together: {e}"))?;
        Ok(Some(Self { set, atoms: patterns.iter().map(|(_, atom)| *atom).collect() }))
    }
}
