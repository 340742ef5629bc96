//! Cleans the pages of a benchmark: `evaluate IN.jsonl OUT.jsonl [FOLDS]`.
//!
//! `IN`: `{"id","url","html"|"text"}` a line. `OUT`: `{"id","text","title","authors","date","s"}`
//! a line, in order; `s` is the time in seconds from the input string to finished text and
//! metadata. With `FOLDS` (a folder of `0.weights` to `4.weights`, feature `train`) each page is
//! scored by the weights that were fitted without its site: the honest figure for pages that the
//! shipped weights were fitted on.

mod folds;

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
        let cleaner = &cleaners[folds::fold(url, id) % cleaners.len()];
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
fn cleaners(folder: Option<&String>) -> Result<Vec<Cleaner>, Box<dyn Error>> {
    let Some(folder) = folder else { return Ok(vec![Cleaner::new()]) };
    let cleaner = |weights: Vec<u8>| copydesk::training::cleaner_with_weights(&weights);
    let each = folds::weights(folder)?.into_iter();
    each.map(|weights| Ok(cleaner(weights).ok_or("not a weights file")?)).collect()
}

#[cfg(not(feature = "train"))]
fn cleaners(folder: Option<&String>) -> Result<Vec<Cleaner>, Box<dyn Error>> {
    match folder {
        Some(_) => Err("fold weights need --features train".into()),
        None => Ok(vec![Cleaner::new()]),
    }
}
