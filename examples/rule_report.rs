//! What each rule does on the development corpora:
//! `rule_report CORPORA [--packs DIR] [--folds DIR] [--show N]`.
//!
//! `CORPORA` holds `NAME.jsonl` and `NAME.gold.jsonl` (or `.gz`). A line a rule, those that took
//! most gold first: texts it matches, texts it took out of the article (no other rule came before
//! it, and it did not yield to the score), those of them that the score would have kept; lines of
//! gold among each of the three; pages, sites, the rule. Gold is read to develop rules, never to
//! clean. The rule of thumb: a rule that takes out a line of gold which the score would have kept,
//! more often than once in fifty removals and more than once, is mended or dropped; such rules are
//! marked with `!`, and with `~` those that only put a name on what the score removes as well. With
//! `--folds` a page is scored by the weights that were fitted without its site.
//!
//! A text is a line of gold if gold's `lines` label it so. Where they say nothing of it, it is one
//! if it stands in gold's text: as a line of its own, or anywhere if it has four words or more; or
//! if it holds a snippet that gold wants.

mod folds;

use copydesk::{Cleaner, Page, training};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

const CORPORA: [&str; 4] = ["n4k_dev", "wcxb_dev", "ceb_dev", "text_dev"];
/// One line of gold in so many removals is too much,
const RULE_OF_THUMB: usize = 50;
/// from so many on.
const LEAST_GOLD: usize = 2;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| args.iter().position(|a| a == name).and_then(|at| args.get(at + 1));
    let Some(root) = args.first().filter(|a| !a.starts_with("--")) else {
        return Err("usage: rule_report CORPORA [--packs DIR] [--folds DIR] [--show N]".into());
    };
    let packs = value("--packs").map(|folder| packs(Path::new(folder))).transpose()?;
    let folds = value("--folds").map(|folder| folds::weights(folder)).transpose()?;
    let cleaners = cleaners(packs.as_deref(), folds)?;
    let show = value("--show").map_or(Ok(0), |n| n.parse())?;
    let mut tally = Tally::default();
    for corpus in CORPORA {
        tally.read(&cleaners, Path::new(root), corpus)?;
    }
    tally.print(show);
    Ok(())
}

/// One cleaner, or one for each fold.
fn cleaners(
    packs: Option<&[(String, String)]>,
    folds: Option<Vec<Vec<u8>>>,
) -> Result<Vec<Cleaner>, Box<dyn Error>> {
    let bad = "not a weights file";
    let weights = folds.map_or(vec![None], |f| f.into_iter().map(Some).collect());
    let cleaner = |weights: Option<Vec<u8>>| match (packs, weights) {
        (Some(packs), weights) => Ok(training::cleaner_with_packs(packs, weights.as_deref())?),
        (None, Some(weights)) => Ok(training::cleaner_with_weights(&weights).ok_or(bad)?),
        (None, None) => Ok(Cleaner::new()),
    };
    weights.into_iter().map(cleaner).collect()
}

/// Texts, and lines of gold among them.
#[derive(Default)]
struct Count {
    texts: usize,
    gold: usize,
}

impl Count {
    fn add(&mut self, is_gold: bool) {
        self.texts += 1;
        self.gold += usize::from(is_gold);
    }
}

/// What one rule did.
#[derive(Default)]
struct Row {
    matched: Count,
    removed: Count,
    /// Removed against the score.
    overruled: Count,
    pages: BTreeSet<String>,
    sites: BTreeSet<String>,
    /// Lines of gold that it took out.
    taken: Vec<String>,
}

#[derive(Default)]
struct Tally {
    rows: BTreeMap<String, Row>,
}

impl Tally {
    fn read(
        &mut self,
        cleaners: &[Cleaner],
        root: &Path,
        corpus: &str,
    ) -> Result<(), Box<dyn Error>> {
        let name = |ending: &str| root.join(format!("{corpus}{ending}"));
        let mut gold = HashMap::new();
        for record in records(&name(".gold.jsonl"))? {
            let record = record?;
            gold.insert(record["id"].as_str().unwrap_or("").to_owned(), Gold::new(&record));
        }
        for record in records(&name(".jsonl"))? {
            let record = record?;
            let id = record["id"].as_str().unwrap_or("");
            let Some(gold) = gold.get(id) else { continue };
            let page = match record["html"].as_str() {
                Some(html) => Page::html(html),
                None => Page::text(record["text"].as_str().unwrap_or("")),
            };
            let url = record["url"].as_str().unwrap_or("");
            let cleaner = &cleaners[folds::fold(Some(url), id) % cleaners.len()];
            self.page(cleaner, &page.with_url(url), gold, &format!("{corpus}/{id}"), url);
        }
        Ok(())
    }

    fn page(&mut self, cleaner: &Cleaner, page: &Page<'_>, gold: &Gold, id: &str, url: &str) {
        let host = url::Url::parse(url).ok().and_then(|u| u.host_str().map(str::to_owned));
        for text in training::matched(cleaner, page) {
            if text.text.is_empty() || text.rules.is_empty() {
                continue;
            }
            let is_gold = gold.has(&text.text);
            for rule in text.rules {
                let removed = text.removed_by.as_ref() == Some(&rule);
                let row = self.rows.entry(rule).or_default();
                row.matched.add(is_gold);
                row.pages.insert(id.to_owned());
                row.sites.extend(host.clone());
                if removed {
                    row.removed.add(is_gold);
                }
                if removed && text.is_story {
                    row.overruled.add(is_gold);
                }
                if removed && is_gold {
                    row.taken.push(text.text.clone());
                }
            }
        }
    }

    fn print(&self, show: usize) {
        let mut rows: Vec<_> = self.rows.iter().collect();
        rows.sort_by_key(|(_, row)| {
            std::cmp::Reverse((row.removed.gold, row.matched.gold, row.matched.texts))
        });
        println!("  matched gold\tremoved gold\tagainst the score gold\tpages\tsites\trule");
        for (rule, row) in rows {
            let Row { matched, removed, overruled, pages, sites, taken } = row;
            let often = |gold| gold * RULE_OF_THUMB > removed.texts && gold >= LEAST_GOLD;
            let mark = match (often(overruled.gold), often(removed.gold)) {
                (true, _) => '!',
                (false, true) => '~',
                (false, false) => ' ',
            };
            print!(
                "{mark} {} {}\t{} {}\t",
                matched.texts, matched.gold, removed.texts, removed.gold
            );
            print!("{} {}\t", overruled.texts, overruled.gold);
            println!("{}\t{}\t{rule}", pages.len(), sites.len());
            for line in taken.iter().take(show) {
                println!("      {}", line.chars().take(100).collect::<String>());
            }
        }
    }
}

/// What gold says of a page's lines.
struct Gold {
    /// Whether a line is gold; a line that stands inside and outside is not held against a rule.
    lines: HashMap<String, bool>,
    text: String,
    own_lines: BTreeSet<String>,
    wanted: Vec<String>,
}

impl Gold {
    fn new(record: &Value) -> Self {
        let mut lines = HashMap::new();
        for line in record["lines"].as_array().into_iter().flatten() {
            let inside = line[1] == 1;
            let known = lines.entry(folded(line[0].as_str().unwrap_or(""))).or_insert(inside);
            *known = *known && inside;
        }
        let text = record["text"].as_str().unwrap_or("");
        let own_lines = text.lines().map(folded).collect();
        let snippets = record["with"].as_array().into_iter().flatten();
        let wanted = snippets.map(|s| format!(" {} ", folded(s.as_str().unwrap_or("")))).collect();
        Self { lines, text: format!(" {} ", folded(text)), own_lines, wanted }
    }

    fn has(&self, text: &str) -> bool {
        let text = folded(text);
        if text.is_empty() {
            return false;
        }
        if let Some(&known) = self.lines.get(&text) {
            return known;
        }
        let (long, apart) = (text.split(' ').count() >= 4, format!(" {text} "));
        self.own_lines.contains(&text)
            || (long && self.text.contains(&apart))
            || self.wanted.iter().any(|w| w.len() > 2 && apart.contains(w.as_str()))
    }
}

/// Words in lower case, one space apart.
fn folded(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

type Records = Box<dyn Iterator<Item = Result<Value, Box<dyn Error>>>>;

fn records(path: &Path) -> Result<Records, Box<dyn Error>> {
    let packed = PathBuf::from(format!("{}.gz", path.display()));
    let file: Box<dyn Read> = if path.exists() {
        Box::new(File::open(path)?)
    } else {
        Box::new(flate2::read::MultiGzDecoder::new(File::open(packed)?))
    };
    let lines = BufReader::new(file).lines();
    Ok(Box::new(lines.map(|line| Ok(serde_json::from_str(&line?)?))))
}

/// The rule files below a folder: name and text, sorted.
fn packs(root: &Path) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let mut out = Vec::new();
    for language in std::fs::read_dir(root)? {
        let language = language?;
        if !language.file_type()?.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(language.path())? {
            let path = file?.path();
            if path.extension().is_some_and(|e| e == "toml") {
                let name = path.strip_prefix(root)?.with_extension("");
                out.push((name.display().to_string(), std::fs::read_to_string(path)?));
            }
        }
    }
    out.sort();
    Ok(out)
}
