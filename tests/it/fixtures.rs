//! Every case below `fixtures/`: the page, the article it must give, the lines it must lose.
//!
//! `article.json`: facts (those that the page gives) and `text`, the lines of the article's text,
//! all of them and in order. `removals.txt`: `category<TAB>line` for each line that must go; the
//! category `-` stands for any, and `?` for a line that may stay or go. `todo.txt`: failures that
//! are known, word for word, each below a `# reason`. `COPYDESK_TODO=prune` takes out of it what
//! passes by now; nothing adds to it but a hand.

use crate::cases::{self, read};
use copydesk::{Cleaner, Page, Report, Verdict};
use serde_json::Value;
use std::collections::HashSet;
use std::fs;
use std::path::Path;

#[test]
fn pages_give_their_article_and_lose_their_removals() {
    let cleaner = Cleaner::new();
    let mut failures = Vec::new();
    for case in &cases::folders() {
        let name = case.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        let found = failures_of(&cleaner, case);
        let known = todo(case);
        let fixed: HashSet<&String> = known.iter().filter(|&k| !found.contains(k)).collect();
        if !fixed.is_empty() && std::env::var("COPYDESK_TODO").is_ok_and(|v| v == "prune") {
            prune(case, &fixed);
        } else if !fixed.is_empty() {
            let fixed = fixed.len();
            failures.push(format!("{name}: {fixed} lines of todo.txt pass: COPYDESK_TODO=prune"));
        }
        let new = found.into_iter().filter(|f| !known.contains(f));
        failures.extend(new.map(|f| format!("{name}: {f}")));
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}

fn failures_of(cleaner: &Cleaner, case: &Path) -> Vec<String> {
    let expected: Value =
        serde_json::from_str(&read(&case.join("article.json"))).expect("article.json is JSON");
    let removals = read(&case.join("removals.txt"));
    let removals: Vec<(&str, &str)> =
        removals.lines().map(|l| l.split_once('\t').expect("category<TAB>line")).collect();
    let (is_html, content) = cases::page(case);
    let mut page = if is_html { Page::html(&content) } else { Page::text(&content) };
    if let Some(url) = expected["url"].as_str() {
        page = page.with_url(url);
    }
    let report = cleaner.explain(&page);
    let mut failures = facts(&expected, &report);
    failures.extend(text(&expected, &removals, &report));
    failures.extend(categories(&removals, &report));
    failures
}

/// Each fact of `article.json` against the article's own.
fn facts(expected: &Value, report: &Report) -> Vec<String> {
    let article = serde_json::to_value(&report.article).expect("an article is JSON");
    let names = |v: &Value| -> Vec<String> {
        let one = |a: &Value| a.as_str().or(a["name"].as_str()).unwrap_or_default().to_owned();
        v.as_array().map(|list| list.iter().map(one).collect()).unwrap_or_default()
    };
    let expected = expected.as_object().expect("an object");
    let facts = expected.iter().filter(|(key, _)| *key != "text");
    facts
        .filter(|(key, value)| match key.as_str() {
            "authors" => names(value) != names(&article["authors"]),
            "published" | "modified" => !same_time(value, &article[key.as_str()]),
            key => article[key] != **value,
        })
        .map(|(key, value)| match key.as_str() {
            "authors" => format!("fact authors: wanted {:?}", names(value)),
            key => format!("fact {key}: wanted {value}"),
        })
        .collect()
}

/// The same day, and the same minute where the page gives one; how the zone is written is free.
fn same_time(wanted: &Value, got: &Value) -> bool {
    let (Some(wanted), Some(got)) = (wanted.as_str(), got.as_str()) else { return wanted == got };
    got.starts_with(wanted.get(..16).unwrap_or(wanted))
}

/// The lines of the text: all expected ones in order, and no other.
fn text(expected: &Value, removals: &[(&str, &str)], report: &Report) -> Vec<String> {
    let either: HashSet<&str> =
        removals.iter().filter(|(category, _)| *category == "?").map(|(_, line)| *line).collect();
    let wanted: Vec<&str> = expected["text"]
        .as_array()
        .expect("text is a list")
        .iter()
        .map(|line| line.as_str().expect("a line"))
        .collect();
    let written = report.article.to_text();
    let lines: Vec<&str> = written.lines().filter(|l| !l.trim().is_empty()).collect();
    let mut failures = Vec::new();
    let mut from = 0;
    let mut used = vec![false; lines.len()];
    for line in wanted {
        let found = lines[from..].iter().position(|l| l.trim_end() == line);
        match found {
            Some(at) => {
                used[from + at] = true;
                from += at + 1;
            }
            None => failures.push(format!("lost: {line}")),
        }
    }
    let extra = lines.iter().zip(&used).filter(|(line, used)| !**used && !either.contains(**line));
    failures.extend(extra.map(|(line, _)| format!("left in: {line}")));
    failures
}

/// Each line of `removals.txt` was removed, and as what it says. A line that is a part of a block
/// (a link among others in one `div`) must be gone; the category is the block's then.
fn categories(removals: &[(&str, &str)], report: &Report) -> Vec<String> {
    let mut failures = Vec::new();
    for &(category, line) in removals.iter().filter(|(category, _)| *category != "?") {
        let whole: Vec<_> = report.blocks.iter().filter(|b| b.text.trim() == line).collect();
        let holding: Vec<_> = report.blocks.iter().filter(|b| b.text.contains(line)).collect();
        let blocks = if whole.is_empty() { &holding } else { &whole };
        let gone: Vec<_> = blocks.iter().filter(|b| b.verdict == Verdict::Remove).collect();
        let named = |name: &str| {
            gone.iter().any(|b| b.category.as_ref().is_some_and(|c| c.as_str() == name))
        };
        if blocks.is_empty() {
            failures.push(format!("no such line: {category}: {line}"));
        } else if gone.is_empty() {
            failures.push(format!("kept: {category}: {line}"));
        } else if category != "-" && !whole.is_empty() && !named(category) {
            let got = gone[0].category.as_ref().map_or("none", |c| c.as_str());
            failures.push(format!("category: {category}, not {got}: {line}"));
        }
    }
    failures
}

fn todo(case: &Path) -> HashSet<String> {
    let list = fs::read_to_string(case.join("todo.txt")).unwrap_or_default();
    list.lines().filter(|l| !l.is_empty() && !l.starts_with("# ")).map(str::to_owned).collect()
}

/// Takes out of `todo.txt` what passes, and reasons with nothing left below them.
fn prune(case: &Path, fixed: &HashSet<&String>) {
    let path = case.join("todo.txt");
    let list = read(&path);
    let left: Vec<&str> = list.lines().filter(|&l| !fixed.contains(&l.to_owned())).collect();
    let needed = |at: usize| {
        !left[at].starts_with("# ") || left.get(at + 1).is_some_and(|l| !l.starts_with("# "))
    };
    let kept: String =
        (0..left.len()).filter(|&at| needed(at)).map(|at| format!("{}\n", left[at])).collect();
    let done = if kept.is_empty() { fs::remove_file(&path) } else { fs::write(&path, kept) };
    done.expect("todo.txt can be written");
}
