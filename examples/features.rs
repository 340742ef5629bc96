//! Prints the features of pages: `features IN.jsonl ROWS.jsonl VALUES.f32 [TOKENS.tsv...]`.
//!
//! `IN`: `{"id","url","html"|"text","fold"}` a line. `TOKENS`: `hash<TAB>score` a line, one file a
//! fold; a page's features are made with its fold's file. `ROWS`: a page a line; `VALUES`: the
//! features, little-endian, candidate by candidate in the order of `ROWS`.

use copydesk::{Page, training};
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [input, rows, values, tokens @ ..] = args.as_slice() else {
        println!("{}", training::names().join("\n"));
        return Ok(());
    };
    let tokens = tokens.iter().map(|f| read_tokens(f)).collect::<Result<Vec<_>, _>>()?;
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
        let found = training::rows(&page, tokens.get(fold).map_or(&[], Vec::as_slice));
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

fn read_tokens(file: &str) -> Result<Vec<(u32, f32)>, Box<dyn Error>> {
    let mut out = Vec::new();
    for line in std::fs::read_to_string(file)?.lines() {
        let (hash, score) = line.split_once('\t').ok_or("a token line is hash TAB score")?;
        out.push((hash.parse()?, score.parse()?));
    }
    Ok(out)
}
