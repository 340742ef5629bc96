//! Runs the cleaner over hostile input: `torture FILE [pack]` prints one line of JSON,
//! `{"s","docs","errors","panics","chars","first"}`.
//!
//! A pack is many documents, `[u32 little-endian length][bytes]` each. `s` is the time spent,
//! `chars` what the texts of all articles have, `first` what the first failure says. Everything a
//! user may call is called: clean, explain, all writers. Works on a thread with a 2 MB stack, as
//! servers and thread pools have.

use copydesk::{Cleaner, Page};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

const STACK: usize = 2 << 20;

#[derive(Default)]
struct Tally {
    time: Duration,
    documents: usize,
    panics: usize,
    characters: usize,
    first: String,
}

fn main() {
    let mut args = std::env::args().skip(1);
    let (Some(file), kind) = (args.next(), args.next()) else {
        eprintln!("usage: torture FILE [pack]");
        std::process::exit(2);
    };
    let worker =
        std::thread::Builder::new().stack_size(STACK).spawn(move || run(&file, kind.as_deref()));
    match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(Ok(tally))) => print(&tally),
        other => {
            eprintln!("torture: {other:?}");
            std::process::exit(1);
        }
    }
}

impl std::fmt::Debug for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} documents", self.documents)
    }
}

fn run(file: &str, kind: Option<&str>) -> std::io::Result<Tally> {
    let bytes = std::fs::read(file)?;
    let cleaner = Cleaner::new();
    let mut tally = Tally::default();
    if kind == Some("pack") {
        documents(&bytes).for_each(|document| tally.clean(&cleaner, &Page::bytes(document)));
    } else if file.ends_with(".txt") {
        tally.clean(&cleaner, &Page::text(String::from_utf8_lossy(&bytes)));
    } else {
        tally.clean(&cleaner, &Page::bytes(&bytes));
    }
    Ok(tally)
}

fn documents(mut pack: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let (length, rest) = pack.split_first_chunk()?;
        let length = (u32::from_le_bytes(*length) as usize).min(rest.len());
        let (document, rest) = rest.split_at(length);
        pack = rest;
        Some(document)
    })
}

impl Tally {
    fn clean(&mut self, cleaner: &Cleaner, page: &Page<'_>) {
        let page = page.clone().with_url("https://example.org/a");
        let start = Instant::now();
        let work = AssertUnwindSafe(|| {
            let report = cleaner.explain(&page);
            let article = report.into_article();
            let written = [article.to_markdown(), article.to_html()];
            (article.to_text().chars().count(), written.map(|text| text.len()))
        });
        let done = catch_unwind(work);
        self.time += start.elapsed();
        self.documents += 1;
        match done {
            Ok((characters, _)) => self.characters += characters,
            Err(panic) => {
                self.panics += 1;
                if self.first.is_empty() {
                    let said = panic.downcast_ref::<String>().map(String::as_str);
                    let said = said.or_else(|| panic.downcast_ref::<&str>().copied());
                    self.first = said.unwrap_or("a panic").chars().take(140).collect();
                }
            }
        }
    }
}

fn print(tally: &Tally) {
    let line = serde_json::json!({
        "s": tally.time.as_secs_f64(),
        "docs": tally.documents,
        "errors": 0,
        "panics": tally.panics,
        "chars": tally.characters,
        "first": tally.first,
    });
    println!("{line}");
}
