//! Passages that look like boilerplate and are part of the story: none of it is lost.

use crate::cases;
use copydesk::{Cleaner, Page};
use serde::Deserialize;
use std::fmt::Write as _;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Friends {
    language: String,
    title: String,
    before: Vec<String>,
    after: Vec<String>,
    passage: Vec<Passage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Passage {
    why: String,
    lines: Vec<String>,
}

#[test]
fn false_friends_are_kept() {
    let cleaner = Cleaner::new();
    let (mut passages, mut languages, mut lost) = (0, 0, Vec::new());
    for friends in all() {
        languages += 1;
        for passage in &friends.passage {
            passages += 1;
            for (mode, content) in
                [("html", html(&friends, passage)), ("text", text(&friends, passage))]
            {
                let page = if mode == "html" { Page::html(&content) } else { Page::text(&content) };
                let blocks = cleaner.clean(&page).blocks;
                let mut rest = blocks.iter();
                // In their order, each a block of its own.
                let missing = passage.lines.iter().filter(|&line| !rest.any(|b| b.text == *line));
                lost.extend(
                    missing.map(|line| {
                        format!("{} ({}, {mode}): {line}", friends.language, passage.why)
                    }),
                );
            }
        }
    }
    assert!(passages >= 60 && languages >= 12, "{passages} passages in {languages} languages");
    assert!(lost.is_empty(), "{} lines lost\n{}", lost.len(), lost.join("\n"));
}

fn all() -> Vec<Friends> {
    let mut paths: Vec<_> = std::fs::read_dir(cases::root().join("false-friends"))
        .expect("the folder is there")
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            toml::from_str(&cases::read(path)).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
        })
        .collect()
}

/// A plain page: a headline, paragraphs, the passage among them.
fn html(friends: &Friends, passage: &Passage) -> String {
    let Friends { language, title, .. } = friends;
    let mut out = format!(
        "<!DOCTYPE html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\
         <body><main><article><h1>{title}</h1>"
    );
    for line in friends.before.iter().chain(&passage.lines).chain(&friends.after) {
        write!(out, "\n<p>{line}</p>").expect("a string takes all");
    }
    out + "\n</article></main></body></html>"
}

fn text(friends: &Friends, passage: &Passage) -> String {
    let lines = friends.before.iter().chain(&passage.lines).chain(&friends.after);
    lines.fold(friends.title.clone(), |out, line| out + "\n\n" + line)
}

/// Cells look like bylines of other languages; on a page whose language nothing tells they stay.
#[test]
fn tables_keep_their_names_and_days() {
    let row = |name: &str| format!("<tr><td>4711</td><td>{name}</td><td>04.05.2024</td></tr>");
    let names = ["FU LIANG, EVA MARIA", "MUSTER BERG, MAX JUAN", "ORTIZ SOL, ANA KIM"];
    let rows: String = names.iter().cycle().take(24).map(|name| row(name)).collect();
    let page = format!("<body><table><tr><th>NR</th><th>NN</th><th>DD</th></tr>{rows}</table>");
    let text = Cleaner::new().clean(&Page::html(&page)).to_text();
    for name in names {
        assert_eq!(text.matches(name).count(), 8, "{name} in {text}");
    }
}
