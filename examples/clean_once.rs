//! Cleans each page once, for instruction counts: `clean_once [--warm] FILE...`, HTML files or JSON
//! lines with an `html` field (`.jsonl`). Prints the number of pages and of characters kept. With
//! `--warm` every page was cleaned before, by a function of another name.

use copydesk::{Cleaner, Page};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut files: Vec<_> = std::env::args().skip(1).collect();
    let warm = files.first().is_some_and(|first| first == "--warm");
    if warm {
        files.remove(0);
    }
    if files.is_empty() {
        eprintln!("usage: clean_once [--warm] FILE...");
        return ExitCode::from(2);
    }
    let cleaner = Cleaner::new();
    let (mut pages, mut characters) = (0, 0);
    for file in files {
        let Ok(text) = std::fs::read_to_string(&file) else {
            eprintln!("clean_once: {file}: cannot be read as UTF-8");
            return ExitCode::FAILURE;
        };
        for html in htmls(&file, text) {
            pages += 1;
            if warm {
                warm_up(&cleaner, &html);
            }
            characters += clean(&cleaner, &html);
        }
    }
    println!("{pages} pages, {characters} characters");
    ExitCode::SUCCESS
}

/// The whole clean, by a name that a profile shows.
#[inline(never)]
fn clean(cleaner: &Cleaner, html: &str) -> usize {
    cleaner.clean(&Page::html(html)).to_text().chars().count()
}

#[inline(never)]
fn warm_up(cleaner: &Cleaner, html: &str) -> usize {
    cleaner.clean(&Page::html(html)).to_text().len()
}

fn htmls(file: &str, text: String) -> Vec<String> {
    if !file.ends_with(".jsonl") {
        return vec![text];
    }
    let html = |line| {
        let mut record: serde_json::Value = serde_json::from_str(line).ok()?;
        match record.get_mut("html")?.take() {
            serde_json::Value::String(html) => Some(html),
            _ => None,
        }
    };
    text.lines().filter_map(html).collect()
}
