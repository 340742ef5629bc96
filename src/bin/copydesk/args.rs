//! What can be said on the command line.

use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The copy desk for scraped articles: scraped HTML or text in, a clean article out.
#[derive(Parser)]
#[command(version, about, infer_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Print the article of a page.
    Clean(Clean),
    /// Print each line of a page, kept or removed, and why.
    Explain(Explain),
    /// Look at rules, or check rule files.
    Rules(Rules),
    /// Propose rules for a site, from pages of it: what repeats on three of them is no story.
    Learn(Learn),
    /// Clean many pages: JSON lines in, JSON lines out.
    Batch(Batch),
}

/// Which page, and how to read it.
#[derive(Group)]
pub struct Source {
    /// A file with a page's HTML or text, or - for standard input.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The page's address: resolves links, selects rules for its site.
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// Read the file as this instead of looking at its content.
    #[arg(long, value_name = "KIND")]
    pub input: Option<Kind>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    Html,
    Text,
}

/// Which rules.
#[derive(Group)]
pub struct Settings {
    /// Add the rules of a file (TOML, or JSON by its extension); may be given more than once.
    #[arg(long, value_name = "PACK")]
    pub rules: Vec<PathBuf>,
    /// Keep what the rules of this category would remove; may be given more than once.
    #[arg(long, value_name = "CATEGORY")]
    pub keep: Vec<String>,
    /// Switch a rule off by its id; may be given more than once.
    #[arg(long, value_name = "ID")]
    pub without_rule: Vec<String>,
}

#[derive(Group)]
pub struct Clean {
    #[command(flatten)]
    pub source: Source,
    /// What to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    #[command(flatten)]
    pub settings: Settings,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Markdown,
    Html,
    Json,
}

impl Format {
    /// Its word on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Json => "json",
        }
    }
}

#[derive(Group)]
pub struct Explain {
    #[command(flatten)]
    pub source: Source,
    /// What to print.
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
    #[command(flatten)]
    pub settings: Settings,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    Text,
    Json,
}

#[derive(Group)]
pub struct Rules {
    #[command(subcommand)]
    pub command: RulesCommand,
}

#[derive(Subcommand)]
pub enum RulesCommand {
    /// List the rules: id, what they do, why.
    List {
        /// List the rules of these files instead of the built-in ones.
        #[arg(value_name = "PACK")]
        files: Vec<PathBuf>,
        /// Only rules of this category.
        #[arg(long, value_name = "CATEGORY")]
        category: Option<String>,
    },
    /// Print a rule as TOML.
    Show {
        /// The rule's id.
        id: String,
        /// Look in these files before the built-in rules.
        #[arg(long, value_name = "PACK")]
        rules: Vec<PathBuf>,
    },
    /// Check rule files: form, patterns, and each rule's own examples.
    Check {
        #[arg(value_name = "PACK", required = true)]
        files: Vec<PathBuf>,
    },
    /// Print the JSON Schema of rule files, for editors.
    Schema,
    /// What changes on pages when the rules of OLD are replaced by those of NEW.
    Diff {
        old: PathBuf,
        new: PathBuf,
        /// Pages to try both on; without any, the rules themselves are compared.
        #[arg(value_name = "PAGE")]
        pages: Vec<PathBuf>,
        /// The address of the pages, for rules that are for a site; by default as each page says.
        #[arg(long, value_name = "URL")]
        url: Option<String>,
    },
}

#[derive(Group)]
pub struct Learn {
    /// Files with pages of one site.
    #[arg(value_name = "PAGE", required = true)]
    pub pages: Vec<PathBuf>,
    /// The site's host; by default the one that most of the pages say.
    #[arg(long, value_name = "HOST")]
    pub site: Option<String>,
    /// Pages that must share what is proposed.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = at_least_three)]
    pub support: usize,
    #[command(flatten)]
    pub settings: Settings,
}

fn at_least_three(word: &str) -> Result<usize, String> {
    let number = word.parse().ok().filter(|&pages: &usize| pages >= 3);
    number.ok_or_else(|| "must be a number from 3".to_owned())
}

#[derive(Group)]
pub struct Batch {
    /// JSON lines, {"id","url","html"|"text"} each; plain, gzip or zstd; - for standard input.
    #[arg(value_name = "IN", default_value = "-")]
    pub input: PathBuf,
    /// Where the articles go: a file (.gz and .zst are compressed), written whole or not at all;
    /// a run that was cut off is taken up again. - for standard output.
    #[arg(value_name = "OUT", default_value = "-")]
    pub output: PathBuf,
    /// How each article is given: its blocks (json), or its text in one of these forms.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    pub format: Format,
    /// Worker threads; one a core by default.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub threads: Option<u16>,
    /// Write a line for each record that failed here, instead of to standard error.
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,
    /// Print what was done at the end, on standard error.
    #[arg(long, value_enum, value_name = "FORM")]
    pub stats: Option<Stats>,
    /// No progress on the terminal.
    #[arg(long, short)]
    pub quiet: bool,
    /// Records longer than this many bytes are refused.
    #[arg(long, value_name = "BYTES", default_value_t = 64 << 20)]
    pub max_record: usize,
    /// Lines a shard: how much work a killed run may lose.
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..))]
    pub shard: u64,
    #[command(flatten)]
    pub settings: Settings,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Stats {
    Text,
    Json,
}
