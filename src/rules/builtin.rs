//! The rule files that ship with the crate, as the build script prepared them.

use super::data::{Example, RuleSet};
use super::program::{Builtin, Table, hash};
use serde::Deserialize;
use std::sync::{LazyLock, OnceLock};

/// The rule files of a language, or of `any`.
#[derive(Debug)]
pub(super) struct Pack {
    pub(super) language: &'static str,
    /// `en/newsletter`, sorted.
    pub(super) names: &'static [&'static str],
    /// A list of what each holds in JSON, deflated: its rules without their examples, and with the
    /// number of its reason as `why`.
    rules: &'static [u8],
    /// The patterns in them in the order of hashes, in JSON, deflated.
    patterns: &'static [u8],
    /// A list in JSON, deflated, of the examples of each rule of each.
    examples: &'static [u8],
    read: OnceLock<Vec<Builtin>>,
}

/// Every folder of `packs/`, sorted.
pub(super) static PACKS: [Pack; include!(concat!(env!("OUT_DIR"), "/count.rs"))] =
    include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// What programs refer to.
pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let packed = include_bytes!(concat!(env!("OUT_DIR"), "/table"));
    crate::packed::read(packed).expect("the build script wrote it")
});

/// What rules give as `why`, each once.
const REASONS: &[&str] = include!(concat!(env!("OUT_DIR"), "/reasons.rs"));

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
#[derive(Default)]
struct Examples {
    hits: Vec<Example>,
    misses: Vec<Example>,
    todo: Vec<Example>,
}

/// The folder of a built-in file: `en` for `en/newsletter`.
pub(super) fn folder(name: &str) -> &str {
    name.split('/').next().unwrap_or(name)
}

impl Pack {
    const fn new(
        language: &'static str,
        names: &'static [&'static str],
        rules: &'static [u8],
        patterns: &'static [u8],
        examples: &'static [u8],
    ) -> Self {
        Self { language, names, rules, patterns, examples, read: OnceLock::new() }
    }

    /// The place in [`PACKS`] of a language's.
    pub(super) fn place(language: &str) -> Option<usize> {
        PACKS.binary_search_by(|pack| pack.language.cmp(language)).ok()
    }

    /// A language's.
    pub(super) fn of(language: &str) -> Option<&'static Self> {
        Self::place(language).map(|at| &PACKS[at])
    }

    /// What the build script made of a pattern in its rules.
    pub(super) fn pattern(&'static self, text: &str) -> Option<&'static Builtin> {
        let all = self.read.get_or_init(|| self.read(self.patterns));
        let at = all.binary_search_by_key(&hash(text), |builtin| builtin.hash).ok()?;
        Some(&all[at])
    }

    /// Its rules, without their examples.
    pub(super) fn sets(&self) -> impl Iterator<Item = (&'static str, RuleSet)> {
        let sets: Vec<RuleSet> = self.read(self.rules);
        self.names.iter().copied().zip(sets.into_iter().map(|mut set| {
            for rule in &mut set.rules {
                let reason = rule.why.parse().ok().and_then(|n: usize| REASONS.get(n));
                rule.why = (*reason.expect("the build script numbered it")).to_owned();
            }
            set
        }))
    }

    /// # Panics
    /// Never: the crate's tests read every one of them.
    fn read<T: for<'a> Deserialize<'a>>(&self, packed: &[u8]) -> T {
        crate::packed::read(packed)
            .unwrap_or_else(|error| panic!("packs/{}: {error}", self.language))
    }
}

impl RuleSet {
    /// The rule files that ship with the crate: each with its name, such as `en/newsletter`.
    ///
    /// ```
    /// assert!(copydesk::RuleSet::builtin().any(|(name, _)| name == "en/newsletter"));
    /// ```
    pub fn builtin() -> impl Iterator<Item = (&'static str, Self)> {
        PACKS.iter().flat_map(|pack| {
            let examples: Vec<Vec<Examples>> = pack.read(pack.examples);
            pack.sets().zip(examples).map(|((name, mut set), examples)| {
                for (rule, of) in set.rules.iter_mut().zip(examples) {
                    (rule.hits, rule.misses, rule.todo) = (of.hits, of.misses, of.todo);
                }
                (name, set)
            })
        })
    }
}
