//! The rule files that ship with the crate, as the build script prepared them.

use super::data::{Example, RuleSet};
use super::needs::Needs;
use super::program::{Begins, Class, Op, Program, Table};
use serde::Deserialize;

/// Every file below `packs/`, sorted: its name (`en/newsletter`), and its rules in JSON, without
/// their examples, and with the number of its reason as `why`.
pub(super) const PACKS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// A pattern of theirs, as the build script read it.
pub(super) struct Builtin {
    pub(super) hash: u64,
    /// What a text needs for it, a line each.
    pub(super) needs: Needs<&'static str>,
    pub(super) program: Option<Program>,
}

/// Every pattern in them, in the order of hashes.
pub(super) static PATTERNS: &[Builtin] = include!(concat!(env!("OUT_DIR"), "/patterns.rs"));

/// What their programs refer to.
pub(super) static TABLE: Table = include!(concat!(env!("OUT_DIR"), "/table.rs"));

/// Of each file, in JSON the examples of each rule.
const EXAMPLES: &[&str] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

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

/// The rules that ship, without their examples.
pub(super) fn without_examples() -> impl Iterator<Item = (&'static str, RuleSet)> {
    PACKS.iter().map(|(name, json)| {
        let mut set: RuleSet = read(name, json);
        for rule in &mut set.rules {
            let reason = rule.why.parse().ok().and_then(|n: usize| REASONS.get(n));
            rule.why = (*reason.expect("the build script numbered it")).to_owned();
        }
        (*name, set)
    })
}

/// # Panics
/// Never: the crate's tests read every one of them.
fn read<T: for<'a> Deserialize<'a>>(name: &str, json: &str) -> T {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("packs/{name}.toml: {error}"))
}

impl RuleSet {
    /// The rule files that ship with the crate: each with its name, such as `en/newsletter`.
    ///
    /// ```
    /// assert!(copydesk::RuleSet::builtin().any(|(name, _)| name == "en/newsletter"));
    /// ```
    pub fn builtin() -> impl Iterator<Item = (&'static str, Self)> {
        without_examples().zip(EXAMPLES).map(|((name, mut set), json)| {
            let examples: Vec<Examples> = read(name, json);
            for (rule, of) in set.rules.iter_mut().zip(examples) {
                (rule.hits, rule.misses, rule.todo) = (of.hits, of.misses, of.todo);
            }
            (name, set)
        })
    }
}
