//! `copydesk rules diff`: what changes when one rule file takes another's place.

use crate::Failure;
use crate::args::Source;
use crate::input::Input;
use crate::{cleaner, terminal};
use copydesk::{Judged, Reason, RuleSet, Verdict};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub fn run(
    old: &Path,
    new: &Path,
    pages: &[PathBuf],
    url: Option<&str>,
) -> Result<ExitCode, Failure> {
    let (old, new) = (cleaner::pack(old)?, cleaner::pack(new)?);
    let out = if pages.is_empty() { rules(&old, &new)? } else { verdicts(old, new, pages, url)? };
    terminal::print(&out, true)?;
    Ok(ExitCode::SUCCESS)
}

/// Rules that went (-), came (+) or changed (~).
fn rules(old: &RuleSet, new: &RuleSet) -> Result<String, Failure> {
    let by_id = |set: &'_ RuleSet| -> BTreeMap<String, copydesk::Rule> {
        set.rules.iter().map(|rule| (rule.id.clone(), rule.clone())).collect()
    };
    let (old, new) = (by_id(old), by_id(new));
    let mut out = String::new();
    for id in old.keys().filter(|id| !new.contains_key(*id)) {
        writeln!(out, "- {id}")?;
    }
    for (id, rule) in &new {
        match old.get(id) {
            None => writeln!(out, "+ {id}")?,
            Some(before) if before != rule => writeln!(out, "~ {id}")?,
            Some(_) => {}
        }
    }
    Ok(out)
}

/// The lines of pages that one keeps and the other removes.
fn verdicts(
    old: RuleSet,
    new: RuleSet,
    pages: &[PathBuf],
    url: Option<&str>,
) -> Result<String, Failure> {
    let build = |set| cleaner::with(&[set], &[], &[]);
    let (old, new) = (build(old)?, build(new)?);
    let mut out = String::new();
    for file in pages {
        let input =
            Input::read(&Source { file: file.clone(), url: url.map(str::to_owned), input: None })?;
        let (before, after) = input.with_page(|page| (old.explain(page), new.explain(page)));
        let before: HashMap<_, _> = pieces(&before.blocks).collect();
        for (place, block) in pieces(&after.blocks) {
            // A block that the other set cut differently has no partner: what is removed of it
            // now was not removed as a whole before.
            let changed = match before.get(&place) {
                Some(partner) => partner.verdict != block.verdict,
                None => block.verdict == Verdict::Remove,
            };
            if changed {
                let sign = if block.verdict == Verdict::Remove { '-' } else { '+' };
                let by = rule(block).unwrap_or("score");
                let text = block.text.replace('\n', " ");
                writeln!(out, "{}: {sign} {text} [{by}]", file.display())?;
            }
        }
    }
    Ok(out)
}

/// Blocks by text and number among equal ones, so that a cut block does not shift the rest.
fn pieces(blocks: &[Judged]) -> impl Iterator<Item = ((&str, usize), &Judged)> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    blocks.iter().map(move |block| {
        let count = seen.entry(&block.text).or_default();
        *count += 1;
        ((block.text.as_str(), *count), block)
    })
}

fn rule(block: &Judged) -> Option<&str> {
    match &block.reason {
        Reason::Rule { id, .. } => Some(id),
        _ => None,
    }
}
