//! `copydesk rules`: list, show, check, schema, diff.

use crate::args::{Rules, RulesCommand};
use crate::{Failure, cleaner, terminal};
use copydesk::RuleSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

mod diff;

pub fn run(args: &Rules) -> Result<ExitCode, Failure> {
    match &args.command {
        RulesCommand::List { files, category } => list(files, category.as_deref()),
        RulesCommand::Show { id, rules } => show(id, rules),
        RulesCommand::Check { files } => check(files),
        RulesCommand::Schema => schema(),
        RulesCommand::Diff { old, new, pages, url } => diff::run(old, new, pages, url.as_deref()),
    }
}

/// The rules of these files, or the built-in ones if there are none.
fn sets(files: &[PathBuf]) -> Result<Vec<RuleSet>, Failure> {
    if files.is_empty() {
        return Ok(RuleSet::builtin().map(|(_, set)| set).collect());
    }
    files.iter().map(|file| cleaner::pack(file)).collect()
}

fn list(files: &[PathBuf], category: Option<&str>) -> Result<ExitCode, Failure> {
    let mut out = String::new();
    for set in sets(files)? {
        for rule in &set.rules {
            if category.is_none_or(|wanted| rule.category() == Some(wanted)) {
                writeln!(out, "{:<44} {:<11} {}", rule.id, word(&rule.then)?, rule.why)?;
            }
        }
    }
    if out.is_empty()
        && let Some(category) = category
    {
        return Err(
            format!("no rule of the category `{category}`: see `copydesk rules list`").into()
        );
    }
    terminal::print(&out, true)?;
    Ok(ExitCode::SUCCESS)
}

/// A value's word as rule files write it.
fn word(value: &impl serde::Serialize) -> Result<String, Failure> {
    let value = serde_json::to_value(value)?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

fn show(id: &str, files: &[PathBuf]) -> Result<ExitCode, Failure> {
    let own = if files.is_empty() { Vec::new() } else { sets(files)? };
    let mut known = own.into_iter().chain(RuleSet::builtin().map(|(_, set)| set));
    let rule = known.find_map(|set| set.rules.into_iter().find(|rule| rule.id == id));
    let rule = rule.ok_or_else(|| format!("no rule `{id}`: see `copydesk rules list`"))?;
    let mut set = RuleSet::default();
    set.rules.push(rule);
    terminal::print(&set.to_toml(), true)?;
    Ok(ExitCode::SUCCESS)
}

/// Builds a cleaner with each file: that is what checks the rules and their examples.
fn check(files: &[PathBuf]) -> Result<ExitCode, Failure> {
    let mut failed = false;
    for file in files {
        match check_one(file) {
            Ok(rules) => {
                terminal::print(&format!("{}: {rules} rules, all good", file.display()), true)?
            }
            Err(error) => {
                failed = true;
                crate::complain(&error);
            }
        }
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn check_one(file: &Path) -> Result<usize, Failure> {
    let set = cleaner::pack(file)?;
    let rules = set.rules.len();
    cleaner::with(&[set], &[], &[])?;
    Ok(rules)
}

fn schema() -> Result<ExitCode, Failure> {
    terminal::print(&serde_json::to_string_pretty(&RuleSet::json_schema())?, false)?;
    Ok(ExitCode::SUCCESS)
}
