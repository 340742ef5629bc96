//! What the benches share: the pages, and the middle of their measurements.

use flate2::read::MultiGzDecoder;
use serde::Deserialize;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};

/// A page to clean.
#[derive(Deserialize)]
pub struct Record {
    #[serde(default)]
    pub url: Option<String>,
    pub html: String,
}

/// The pages of a file of `{"url","html"}` lines, plain or gzip.
pub fn pages(path: &str) -> std::io::Result<impl Iterator<Item = Record>> {
    let mut reader = BufReader::new(File::open(path)?);
    let packed = reader.fill_buf()?.starts_with(&[0x1f, 0x8b]);
    let reader: Box<dyn Read> =
        if packed { Box::new(MultiGzDecoder::new(reader)) } else { Box::new(reader) };
    let lines = BufReader::new(reader).lines().map_while(Result::ok);
    Ok(lines.filter_map(|line| serde_json::from_str(&line).ok()))
}

/// The pages that `PAGES.jsonl [--limit N]` on the command line names.
pub fn htmls() -> Option<Vec<String>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let limit = args.iter().position(|a| a == "--limit");
    let limit = limit.and_then(|at| args.get(at + 1)?.parse().ok()).unwrap_or(usize::MAX);
    Some(pages(args.first()?).ok()?.take(limit).map(|record| record.html).collect())
}

/// 0 of none.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
