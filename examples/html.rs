//! Cleaned HTML of many pages: `html IN.jsonl OUT.jsonl`, records `{"id","html"}` in and out.

use copydesk::{Cleaner, Page};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::{env, error::Error, fs::File};

#[derive(serde::Serialize, serde::Deserialize)]
struct Record {
    id: String,
    html: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [input, output] = &arguments[..] else {
        return Err("usage: html IN.jsonl OUT.jsonl".into());
    };
    let cleaner = Cleaner::new();
    let mut out = BufWriter::new(File::create(output)?);
    for line in BufReader::new(File::open(input)?).lines() {
        let Record { id, html } = serde_json::from_str(&line?)?;
        let page = Page::html(&html).with_url("https://example.org/a");
        let html = cleaner.clean(&page).to_html();
        serde_json::to_writer(&mut out, &Record { id, html })?;
        writeln!(out)?;
    }
    out.flush()?;
    Ok(())
}
