//! Runs the cleaner over hostile input: `torture FILE [pack]` prints one line of JSON,
//! `{"s","docs","errors","panics","chars","first","missed","missing","clean_mb"}`.
//!
//! A pack is many documents, `[u32 little-endian length][bytes]` each. `s` is the time spent,
//! `chars` what the texts of all articles have, `first` what the first failure says. Each document is
//! cleaned and written in every form, on a thread with a 2 MB stack, as servers and thread pools have.
//!
//! Where `TORTURE_EXPECT` names a file that says what should be there, each is explained, too: the
//! report must hold the same article, and each phrase; `missing` are those that it does not.
//! `clean_mb` is the memory that the process had taken before. `.ci/torture-expect.tsv` says how the
//! file is written.

use copydesk::{Cleaner, Page, Report};
use memchr::memmem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

const STACK: usize = 2 << 20;

#[derive(Default)]
struct Tally {
    time: Duration,
    documents: usize,
    panics: usize,
    characters: usize,
    first: String,
    missing: Vec<String>,
    /// Megabytes that the process took at most for cleaning.
    clean: Option<f64>,
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
    let expected = Expected::of(file)?;
    let cleaner = Cleaner::new();
    let mut tally = Tally::default();
    if kind == Some("pack") {
        documents(&bytes)
            .for_each(|d| tally.clean(&cleaner, &Page::bytes(d), expected.of_page(d).as_deref()));
    } else if file.ends_with(".txt") {
        let text = String::from_utf8_lossy(&bytes);
        tally.clean(&cleaner, &Page::text(text), expected.of_page(&bytes).as_deref());
    } else {
        tally.clean(&cleaner, &Page::bytes(&bytes), expected.of_page(&bytes).as_deref());
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

/// Phrases that should come out of this file.
#[derive(Default)]
struct Expected {
    /// There is a table: reports are looked at.
    explain: bool,
    /// If they are in the page's bytes.
    if_there: Vec<String>,
    always: Vec<String>,
}

impl Expected {
    fn of(file: &str) -> std::io::Result<Self> {
        let Some(table) = std::env::var_os("TORTURE_EXPECT") else { return Ok(Self::default()) };
        let name = Path::new(file).file_name().unwrap_or_default().to_string_lossy();
        let mut expected = Self { explain: true, ..Self::default() };
        let table = std::fs::read_to_string(table)?;
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(glob), Some(kind), Some(phrase)) =
                (fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            if !fits(&name, glob) {
                continue;
            }
            match kind {
                "has" => expected.if_there.push(phrase.to_owned()),
                "must" => expected.always.push(phrase.to_owned()),
                _ => expected.if_there.retain(|known| !fits(known, phrase)),
            }
        }
        Ok(expected)
    }

    fn of_page(&self, bytes: &[u8]) -> Option<Vec<&str>> {
        let there = |phrase: &&String| memmem::find(bytes, phrase.as_bytes()).is_some();
        let phrases = self.if_there.iter().filter(there).chain(&self.always);
        self.explain.then(|| phrases.map(String::as_str).collect())
    }
}

/// `*` in a glob stands for anything.
fn fits(name: &str, glob: &str) -> bool {
    let mut parts = glob.split('*');
    let Some(mut rest) = name.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

/// The expected phrases that are in none of the judged blocks.
fn missing(report: &Report, expected: &[&str]) -> Vec<String> {
    let mut text = String::new();
    for block in &report.blocks {
        text.push_str(&block.text);
        text.push(' ');
    }
    let absent = |phrase: &&&str| memmem::find(text.as_bytes(), phrase.as_bytes()).is_none();
    expected.iter().filter(absent).map(|phrase| (*phrase).to_owned()).collect()
}

impl Tally {
    fn clean(&mut self, cleaner: &Cleaner, page: &Page<'_>, expected: Option<&[&str]>) {
        let page = page.clone().with_url("https://example.org/a");
        let work = AssertUnwindSafe(|| {
            let start = Instant::now();
            let article = cleaner.clean(&page);
            let written = [article.to_markdown(), article.to_html()].map(|text| text.len());
            self.characters += article.to_text().chars().count();
            self.time += start.elapsed();
            self.clean = most_memory();
            if let Some(expected) = expected {
                let report = cleaner.explain(&page);
                self.missing.extend(missing(&report, expected));
                assert_eq!(report.into_article(), article, "clean and explain differ");
            }
            written
        });
        let done = catch_unwind(work);
        self.documents += 1;
        match done {
            Ok(_) => {}
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

/// What the process took at most, in megabytes, where the system says so.
fn most_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<f64>().ok()? / 1024.0)
}

fn print(tally: &Tally) {
    let line = serde_json::json!({
        "s": tally.time.as_secs_f64(),
        "docs": tally.documents,
        "errors": 0,
        "panics": tally.panics,
        "chars": tally.characters,
        "first": tally.first,
        "missed": tally.missing.len(),
        "missing": tally.missing.iter().take(8).collect::<Vec<_>>(),
        "clean_mb": tally.clean,
    });
    println!("{line}");
}
