//! Prints the features of pages: `features IN.jsonl ROWS.jsonl VALUES.f32 [WEIGHTS...]`.
//!
//! `IN`: `{"id","url","html"|"text","fold"}` a line. `WEIGHTS`: what words say, one file a fold; a
//! page's features are made with its fold's file. `ROWS`: a page a line; `VALUES`: the
//! features, little-endian, candidate by candidate in the order of `ROWS`.

use copydesk::{Page, training};
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [input, rows, values, weights @ ..] = args.as_slice() else {
        println!("{}", training::names().join("\n"));
        return Ok(());
    };
    let weights = weights.iter().map(std::fs::read).collect::<Result<Vec<_>, _>>()?;
    let mut rows = BufWriter::new(File::create(rows)?);
    let mut values = BufWriter::new(File::create(values)?);
    for line in BufReader::new(File::open(input)?).lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let fold = record["fold"].as_u64().unwrap_or(0) as usize;
        let mut page = match record["html"].as_str() {
            Some(html) => Page::html(html),
            None => Page::text(record["text"].as_str().unwrap_or("")),
        };
        if let Some(url) = record["url"].as_str() {
            page = page.with_url(url);
        }
        let found = training::rows(&page, weights.get(fold).map(Vec::as_slice));
        let found = found.ok_or("weights are cut short or of another format")?;
        let mut json = serde_json::to_value(&found)?;
        json["id"] = record["id"].clone();
        serde_json::to_writer(&mut rows, &json)?;
        rows.write_all(b"\n")?;
        for value in &found.features {
            values.write_all(&value.to_le_bytes())?;
        }
    }
    Ok(())
}
