//! The cleaner that the command line asks for.

use crate::Failure;
use crate::args::Settings;
use copydesk::{Action, Cleaner, RuleSet};
use std::path::Path;

/// Builds the cleaner; an error names the rule file and the place in it.
pub fn build(settings: &Settings) -> Result<Cleaner, Failure> {
    let packs = settings.rules.iter().map(|file| pack(file)).collect::<Result<Vec<_>, _>>()?;
    with(&packs, &settings.keep, &settings.without_rule)
}

/// A cleaner with these packs on top of the built-in ones. What is kept or switched off on the
/// command line wins over the packs as well.
pub fn with(packs: &[RuleSet], keep: &[String], off: &[String]) -> Result<Cleaner, Failure> {
    let mut builder = Cleaner::builder();
    for pack in packs {
        builder = builder.with_rules(keeping(pack.clone(), keep));
    }
    let mut kept = RuleSet::default();
    kept.keep = keep.to_vec();
    builder = builder.with_rules(kept);
    for id in off {
        builder = builder.without_rule(id);
    }
    Ok(builder.build()?)
}

/// A pack whose rules of these categories keep what they would have removed.
fn keeping(mut pack: RuleSet, categories: &[String]) -> RuleSet {
    for rule in &mut pack.rules {
        if rule.category().is_some_and(|name| categories.iter().any(|c| c == name)) {
            rule.then = Action::Keep;
            rule.going_on = None;
        }
    }
    pack
}

/// Reads a rule file: JSON by its extension, else TOML.
pub fn pack(file: &Path) -> Result<RuleSet, Failure> {
    let name = file.display().to_string();
    let source = std::fs::read_to_string(file)
        .map_err(|error| format!("{name}: cannot read the rules: {error}"))?;
    let json = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let rules =
        if json { RuleSet::from_json(&name, &source) } else { RuleSet::from_toml(&name, &source) };
    Ok(rules?)
}
