//! Cleans the pages of a benchmark: `evaluate IN.jsonl OUT.jsonl [FOLDS]`.
//!
//! `IN`: `{"id","url","html"|"text"}` a line. `OUT`: `{"id","text","title","authors","date","s"}`
//! a line, in order; `s` is the time in seconds from the input string to finished text and
//! metadata. With `FOLDS` (a folder of `0.weights` to `4.weights`, feature `train`) each page is
//! scored by the weights that were fitted without its site: the honest figure for pages that the
//! shipped weights were fitted on.

use copydesk::{Cleaner, Page};
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [input, output, folds @ ..] = args.as_slice() else {
        return Err("usage: evaluate IN.jsonl OUT.jsonl [FOLDS]".into());
    };
    let cleaners = cleaners(folds.first())?;
    let mut out = BufWriter::new(File::create(output)?);
    for line in BufReader::new(File::open(input)?).lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let (id, url) = (record["id"].as_str().unwrap_or(""), record["url"].as_str());
        let cleaner = &cleaners[fold(url, id) % cleaners.len()];
        let started = Instant::now();
        let page = match record["html"].as_str() {
            Some(html) => Page::html(html),
            None => Page::text(record["text"].as_str().unwrap_or("")),
        };
        let page = match url {
            Some(url) => page.with_url(url),
            None => page,
        };
        let article = cleaner.clean(&page);
        let text = article.to_text();
        let authors: Vec<_> = article.authors.iter().map(|a| a.name.clone()).collect();
        let title = article.title.clone();
        let date = article.date().map(ToString::to_string);
        drop((article, page));
        let s = started.elapsed().as_secs_f64();
        let result = serde_json::json!({
            "id": id, "text": text, "title": title, "authors": authors, "date": date, "s": s,
        });
        writeln!(out, "{result}")?;
    }
    Ok(())
}

#[cfg(feature = "train")]
fn cleaners(folds: Option<&String>) -> Result<Vec<Cleaner>, Box<dyn Error>> {
    let Some(folder) = folds else { return Ok(vec![Cleaner::new()]) };
    (0..FOLDS)
        .map(|n| {
            let weights = std::fs::read(format!("{folder}/{n}.weights"))?;
            Ok(copydesk::training::cleaner_with_weights(&weights).ok_or("not a weights file")?)
        })
        .collect()
}

#[cfg(not(feature = "train"))]
fn cleaners(folds: Option<&String>) -> Result<Vec<Cleaner>, Box<dyn Error>> {
    match folds {
        Some(_) => Err("fold weights need --features train".into()),
        None => Ok(vec![Cleaner::new()]),
    }
}

const FOLDS: u64 = 5;

/// The fold of a page: all pages of a site share one. `train/corpora.py` computes the same.
fn fold(url: Option<&str>, id: &str) -> usize {
    let site = url.map(site).filter(|s| !s.is_empty()).unwrap_or_else(|| id.to_owned());
    let hash = site
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    (hash % FOLDS) as usize
}

fn site(url: &str) -> String {
    let host = url::Url::parse(url).ok().and_then(|u| u.host_str().map(str::to_lowercase));
    let host = host.unwrap_or_default();
    let parts: Vec<&str> = host.split('.').collect();
    let second = ["co", "com", "org", "net", "gov", "ac", "edu"];
    let keep = if parts.len() > 2 && second.contains(&parts[parts.len() - 2]) { 3 } else { 2 };
    parts[parts.len().saturating_sub(keep)..].join(".")
}
