//! `copydesk explain`: each line, kept or removed, and why.

use crate::args::{Explain, ReportFormat};
use crate::input::Input;
use crate::{Failure, cleaner, terminal};
use copydesk::{Judged, Reason, Report, Verdict};
use std::fmt::Write;
use std::process::ExitCode;

const GREEN: &str = "\u{1b}[32m";
const RED: &str = "\u{1b}[31m";
const DIM: &str = "\u{1b}[2m";
const PLAIN: &str = "\u{1b}[0m";

pub fn run(args: &Explain) -> Result<ExitCode, Failure> {
    let cleaner = cleaner::build(&args.settings)?;
    let input = Input::read(&args.source)?;
    let report = input.with_page(|page| cleaner.explain(page));
    match args.format {
        ReportFormat::Json => terminal::print(&serde_json::to_string_pretty(&report)?, false)?,
        // The page's words are made printable one by one, so that the colours stay.
        ReportFormat::Text => print_text(&for_people(&report, terminal::colour()))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn print_text(text: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

fn for_people(report: &Report, colour: bool) -> String {
    let mut out = String::new();
    for block in &report.blocks {
        line(&mut out, block, colour);
    }
    out
}

/// `remove newsletter  en/newsletter/sign-up  Sign up ...`, and below it the rule's own words.
fn line(out: &mut String, block: &Judged, colour: bool) {
    let (word, paint) = match block.verdict {
        Verdict::Keep => ("keep", GREEN),
        Verdict::Remove => ("remove", RED),
    };
    let (paint, dim, plain) = if colour { (paint, DIM, PLAIN) } else { ("", "", "") };
    let category = block.category.as_ref().map_or("-", |c| c.as_str());
    let (by, why) = reason(&block.reason);
    let text = block.text.replace('\n', " ");
    let (by, text) = (terminal::printable(&by), terminal::printable(&text));
    // Writing to a string does not fail.
    let _ = writeln!(out, "{paint}{word:<6}{plain} {category:<13} {by:<34} {text}");
    if block.verdict == Verdict::Remove && !why.is_empty() {
        let _ = writeln!(out, "{:<20} {dim}{}{plain}", "", terminal::printable(&why));
    }
}

/// What decided, and its grounds.
fn reason(reason: &Reason) -> (String, String) {
    match reason {
        Reason::Rule { id, why } => (id.clone(), why.clone()),
        Reason::Score { score, grounds } => (format!("score {score:.2}"), grounds.join(", ")),
        Reason::Repeated => {
            ("repeated".to_owned(), "The same text stands in the article already.".to_owned())
        }
        Reason::Embedded { origin } => (origin.clone(), String::new()),
        _ => ("another reason".to_owned(), String::new()),
    }
}
