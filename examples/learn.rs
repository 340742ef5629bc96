//! What learning a site is worth: `learn PAGES.jsonl GOLD.jsonl`, records `{"id","url","html"}` and
//! `{"id","text"}`. Each page of a host with at least four is cleaned with rules learned from the
//! host's other pages; a kept line is the article's if the gold text holds it.

use copydesk::learn::Learner;
use copydesk::{Cleaner, Page, Verdict};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::error::Error;

/// Pages of a host: to learn from three, and hold one back.
const LEAST: usize = 4;

struct Sample {
    url: String,
    html: String,
    gold: String,
}

#[derive(Default, Clone, Copy)]
struct Count {
    article: usize,
    others: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<_> = std::env::args().skip(1).collect();
    let [pages, gold] = args.as_slice() else { return Err("usage: learn PAGES GOLD".into()) };
    let cleaner = Cleaner::new();
    let (mut before, mut after) = (Count::default(), Count::default());
    println!("host\tpages\trules\tarticle lines kept\tthen\tother lines left\tthen");
    for (host, samples) in hosts(pages, gold)?.into_iter().filter(|(_, s)| s.len() >= LEAST) {
        let (mut old, mut new, mut rules) = (Count::default(), Count::default(), 0);
        for (at, sample) in samples.iter().enumerate() {
            let mut learner = Learner::new(&cleaner).with_site(&host);
            for (_, other) in samples.iter().enumerate().filter(|(other, _)| *other != at) {
                learner.add(&Page::html(&other.html).with_url(&other.url));
            }
            let set = learner.finish().rule_set();
            rules += set.rules.len();
            if std::env::var_os("SHOW").is_some() {
                println!("{}", set.to_toml());
            }
            let learned = Cleaner::builder().with_rules(set).build()?;
            old.add(count(&cleaner, sample, None));
            new.add(count(&learned, sample, Some(&cleaner)));
        }
        let n = samples.len();
        println!(
            "{host}\t{n}\t{}\t{}\t{}\t{}\t{}",
            rules / n,
            old.article,
            new.article,
            old.others,
            new.others
        );
        before.add(old);
        after.add(new);
    }
    println!("all\t\t\t{}\t{}\t{}\t{}", before.article, after.article, before.others, after.others);
    Ok(())
}

impl Count {
    fn add(&mut self, other: Self) {
        self.article += other.article;
        self.others += other.others;
    }
}

/// The kept lines of a page; prints article lines that another cleaner keeps and this one does not.
fn count(cleaner: &Cleaner, sample: &Sample, other: Option<&Cleaner>) -> Count {
    let page = Page::html(&sample.html).with_url(&sample.url);
    let report = cleaner.explain(&page);
    let mut out = Count::default();
    for block in report.blocks.iter().filter(|b| b.verdict == Verdict::Keep && !b.text.is_empty()) {
        let is_article = sample.gold.contains(&squeezed(&block.text));
        *(if is_article { &mut out.article } else { &mut out.others }) += 1;
    }
    if let Some(other) = other {
        let before = other.explain(&page).blocks;
        for (old, new) in before.iter().zip(&report.blocks) {
            let gone = old.verdict == Verdict::Keep && new.verdict == Verdict::Remove;
            if gone && sample.gold.contains(&squeezed(&old.text)) {
                println!("  gone: {} ({:?})", squeezed(&old.text), new.reason);
            }
        }
    }
    out
}

fn hosts(pages: &str, gold: &str) -> Result<BTreeMap<String, Vec<Sample>>, Box<dyn Error>> {
    let string = |record: &Value, key: &str| record[key].as_str().unwrap_or_default().to_owned();
    let mut texts = HashMap::new();
    for line in std::fs::read_to_string(gold)?.lines() {
        let record: Value = serde_json::from_str(line)?;
        texts.insert(string(&record, "id"), squeezed(&string(&record, "text")));
    }
    let mut out: BTreeMap<String, Vec<Sample>> = BTreeMap::new();
    for line in std::fs::read_to_string(pages)?.lines() {
        let record: Value = serde_json::from_str(line)?;
        let (url, html) = (string(&record, "url"), string(&record, "html"));
        let Some(host) = url.split('/').nth(2).filter(|host| !host.is_empty()) else { continue };
        let gold = texts.get(&string(&record, "id")).cloned().unwrap_or_default();
        out.entry(host.to_owned()).or_default().push(Sample { url: url.clone(), html, gold });
    }
    Ok(out)
}

/// Letters and digits alone, so that how a text is set does not count.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
