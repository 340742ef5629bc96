//! The cleaner that the command line asks for.

use crate::Failure;
use crate::args::Settings;
use copydesk::{Cleaner, RuleSet};
use std::path::Path;

/// Builds the cleaner; an error names the rule file and the place in it.
pub fn build(settings: &Settings) -> Result<Cleaner, Failure> {
    let packs = settings.rules.iter().map(|file| pack(file)).collect::<Result<Vec<_>, _>>()?;
    with(&packs, &settings.keep, &settings.without_rule)
}

/// A cleaner with these packs on top of the built-in ones.
pub fn with(packs: &[RuleSet], keep: &[String], off: &[String]) -> Result<Cleaner, Failure> {
    if !packs.is_empty() || !keep.is_empty() || !off.is_empty() {
        return Err("rules of one's own are not wired up yet".into());
    }
    Ok(Cleaner::builder().build()?)
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
