//! `copydesk explain`: each line, kept or removed, and why; each fact, and where it stands.

use crate::args::{Explain, ReportFormat};
use crate::input::Input;
use crate::{Failure, cleaner, terminal};
use copydesk::{DropReason, Fact, Judged, Reason, Report, Verdict};
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
        ReportFormat::Text => {
            let colour = terminal::colour();
            let mut table = Table { out: String::new(), colour };
            table.report(&report)?;
            // The page's words are made printable one by one, so that the colours stay.
            terminal::print_safe(&table.out)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Four columns: what became of it, what it is, who says so, its text; below them in grey why.
struct Table {
    out: String,
    colour: bool,
}

impl Table {
    fn report(&mut self, report: &Report) -> std::fmt::Result {
        for block in &report.blocks {
            self.block(block)?;
        }
        for fact in &report.facts {
            self.fact(fact)?;
        }
        for dropped in &report.dropped {
            self.row("drop", "", "address", left_out(dropped.why), &dropped.url)?;
        }
        for hit in &report.limits {
            self.row("limit", "", "-", "-", &hit.to_string())?;
        }
        Ok(())
    }

    fn block(&mut self, block: &Judged) -> std::fmt::Result {
        let (word, paint) = match block.verdict {
            Verdict::Keep => ("keep", GREEN),
            Verdict::Remove => ("remove", RED),
        };
        let category = block.category.as_ref().map_or("-", |c| c.as_str());
        let (by, why) = reason(&block.reason);
        self.row(word, paint, category, &by, &block.text)?;
        // Why the story is kept would be said on every line of it.
        if block.verdict == Verdict::Remove || matches!(block.reason, Reason::Rule { .. }) {
            self.note(&why)?;
        }
        for lost in &block.overruled {
            let wanted = if lost.verdict == Verdict::Keep { "keep" } else { "remove" };
            self.note(&format!("overruled: {}, which would {wanted} it", lost.rule))?;
        }
        Ok(())
    }

    fn fact(&mut self, fact: &Fact) -> std::fmt::Result {
        let field = serde_json::to_value(fact.field).unwrap_or_default();
        self.row("fact", "", field.as_str().unwrap_or("-"), &fact.origin, &fact.value)?;
        for beaten in &fact.beaten {
            self.note(&format!("not {} ({}): {}", beaten.value, beaten.origin, beaten.why))?;
        }
        Ok(())
    }

    fn row(
        &mut self,
        word: &str,
        paint: &str,
        kind: &str,
        by: &str,
        text: &str,
    ) -> std::fmt::Result {
        let (paint, plain) = if self.colour { (paint, PLAIN) } else { ("", "") };
        let (kind, by, text) = (one_line(kind), one_line(by), one_line(text));
        writeln!(self.out, "{paint}{word:<6}{plain} {kind:<13} {by:<34} {text}")
    }

    fn note(&mut self, text: &str) -> std::fmt::Result {
        if text.is_empty() {
            return Ok(());
        }
        let (dim, plain) = if self.colour { (DIM, PLAIN) } else { ("", "") };
        writeln!(self.out, "{:<20} {dim}{}{plain}", "", one_line(text))
    }
}

/// A page's own words, harmless on a terminal.
fn one_line(text: &str) -> String {
    terminal::printable(&text.replace('\n', " ")).into_owned()
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

fn left_out(why: DropReason) -> &'static str {
    match why {
        DropReason::Scheme => "not safe to follow",
        DropReason::Relative => "relative, and no --url is given",
        DropReason::Malformed => "no address",
        DropReason::Long => "the addresses of the page are too long",
        _ => "another reason",
    }
}
