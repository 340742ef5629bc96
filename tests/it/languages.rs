//! What each language's pack finds, by category, on the pages `fixtures/lang-*`.
//!
//! `fixtures/languages.tsv` holds what was found when it was last written: lines removed and lines
//! there were, from the page and from its lines alone. No cell may fall below it.
//! `COPYDESK_BLESS=1 cargo test --test it languages` writes it anew.

use crate::cases::{self, read};
use copydesk::{Cleaner, Page, Report, Verdict};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Lines removed, of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Recall {
    found: u32,
    of: u32,
}

/// (language, category) → recall on the page, and on its lines as text.
type Table = BTreeMap<(String, String), [Recall; 2]>;

#[test]
fn no_language_finds_less_than_it_did() {
    let measured = measure();
    let table = written(&measured);
    println!("{table}");
    let path = cases::root().join("languages.tsv");
    if std::env::var_os("COPYDESK_BLESS").is_some() {
        fs::write(&path, &table).expect("the table can be written");
        return;
    }
    let known: Table = read(&path).lines().skip(1).map(parsed).collect();
    let cells = |table: &Table| table.keys().cloned().collect::<Vec<_>>();
    assert_eq!(cells(&measured), cells(&known), "the table has every cell, and no other");
    let worse: Vec<String> = std::iter::zip(&measured, known.values())
        .filter_map(|((key, now), then)| {
            let fell = std::iter::zip(now, then)
                .any(|(now, then)| now.found * then.of < then.found * now.of);
            fell.then(|| format!("{} {}: {now:?}, was {then:?}", key.0, key.1))
        })
        .collect();
    assert!(worse.is_empty(), "found less than before:\n{}", worse.join("\n"));
}

fn measure() -> Table {
    let (cleaner, mut table) = (Cleaner::new(), Table::new());
    for case in cases::folders() {
        let name = case.file_name().expect("a name").to_string_lossy();
        let Some(language) = name.strip_prefix("lang-").map(str::to_owned) else { continue };
        let html = read(&case.join("page.html"));
        let removals = read(&case.join("removals.txt"));
        let lines = as_text(&case, &removals);
        let reports = [cleaner.explain(&Page::html(&html)), cleaner.explain(&Page::text(&lines))];
        for line in removals.lines() {
            let (category, line) = line.split_once('\t').expect("category<TAB>line");
            if matches!(category, "-" | "?" | "title" | "section") {
                continue;
            }
            let cell = table.entry((language.clone(), category.to_owned())).or_default();
            for (recall, report) in cell.iter_mut().zip(&reports) {
                recall.of += 1;
                recall.found += u32::from(is_removed(report, line));
            }
        }
    }
    table
}

/// The page as a scraper's text: headline, what stands at the head, the story, and the rest.
fn as_text(case: &Path, removals: &str) -> String {
    let of = |wanted: fn(&str) -> bool| {
        removals.lines().filter_map(move |l| {
            let (category, line) = l.split_once('\t')?;
            wanted(category).then(|| line.to_owned())
        })
    };
    let head = |category: &str| matches!(category, "title" | "byline" | "date" | "caption");
    let rest = |category: &str| !matches!(category, "title" | "byline" | "date" | "caption");
    let lines: Vec<String> = of(head).chain(paragraphs(case)).chain(of(rest)).collect();
    lines.join("\n\n")
}

fn paragraphs(case: &Path) -> Vec<String> {
    let article: serde_json::Value =
        serde_json::from_str(&read(&case.join("article.json"))).expect("article.json is JSON");
    let lines = article["text"].as_array().expect("text is a list");
    lines.iter().filter_map(|l| l.as_str()).map(str::to_owned).collect()
}

fn is_removed(report: &Report, line: &str) -> bool {
    let mut blocks = report.blocks.iter().filter(|b| b.text.trim() == line).peekable();
    blocks.peek().is_some() && blocks.all(|b| b.verdict == Verdict::Remove)
}

fn written(table: &Table) -> String {
    let mut out = String::from("language\tcategory\tpage\ttext\n");
    for ((language, category), [page, text]) in table {
        writeln!(
            out,
            "{language}\t{category}\t{}/{}\t{}/{}",
            page.found, page.of, text.found, text.of
        )
        .expect("a string takes it");
    }
    out
}

fn parsed(line: &str) -> ((String, String), [Recall; 2]) {
    let cells: Vec<&str> = line.split('\t').collect();
    let recall = |cell: &str| {
        let (found, of) = cell.split_once('/').expect("found/of");
        Recall { found: found.parse().expect("a number"), of: of.parse().expect("a number") }
    };
    ((cells[0].to_owned(), cells[1].to_owned()), [recall(cells[2]), recall(cells[3])])
}
