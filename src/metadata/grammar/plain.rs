//! Fields that need little: sources, sections, tags, addresses, the rest.

use super::chosen::{Chosen, Lost, Reading, choose as choose_reading, key, said_before};
use crate::address::{Use, resolve};
use crate::metadata::claim::Claim;
use crate::metadata::fact::{Fact, Field};
use crate::metadata::source::table::Table;
use url::Url;

const MOST_TAGS: usize = 40;
const MOST_TAG_CHARS: usize = 60;

/// The most certain of the claims that `read` finds well-formed.
pub(in crate::metadata) fn choose(
    claims: &[Claim],
    field: Field,
    read: impl Fn(&str) -> Result<String, &'static str>,
) -> Option<Chosen<'_>> {
    let (mut readings, mut lost) = (Vec::<Reading<'_>>::new(), Vec::new());
    for claim in claims.iter().filter(|c| c.field == field) {
        let confidence = claim.confidence;
        if let Some(known) = said_before(&readings, claim) {
            readings.push(Reading { claim, confidence, ..known.clone() });
            continue;
        }
        match read(&claim.value) {
            Ok(value) => {
                let key = key(&value);
                readings.push(Reading { claim, value, key, confidence });
            }
            Err(why) => lost.push(Lost::new(claim, why)),
        }
    }
    choose_reading(&readings, lost)
}

/// A name of a site, a section, a standfirst: text, no address.
pub(in crate::metadata) fn text(value: &str, most_chars: usize) -> Result<String, &'static str> {
    let value = value.trim();
    if value.is_empty() || !value.chars().any(char::is_alphanumeric) {
        return Err("empty");
    }
    if value.starts_with("http://") || value.starts_with("https://") || value.starts_with("//") {
        return Err("an address, not a name");
    }
    if value.contains("{{") || value.contains("${") {
        return Err("an unfilled template");
    }
    if value.chars().count() > most_chars {
        return Err("too long");
    }
    Ok(value.to_owned())
}

/// A section's name, without the signs that lead to the next: `Weather ›`; of a way to it,
/// `Home> Weather`, the last step.
pub(in crate::metadata) fn section(value: &str) -> Result<String, &'static str> {
    const SIGNS: [char; 8] = ['›', '»', '→', '>', '/', '|', '·', '•'];
    const STEPS: [char; 4] = ['›', '»', '→', '>'];
    let name = value.trim_matches(|c: char| SIGNS.contains(&c) || c.is_whitespace());
    let name = name.rsplit(STEPS).next().unwrap_or(name).trim();
    let words = key(name);
    if Table::get().is_home(&words) {
        return Err("the first page");
    }
    if Table::get().is_no_section(&words) {
        return Err("says nothing");
    }
    text(name, 60)
}

/// The name of a site; of a notice, `© 2014 The Courier. All rights reserved.`, who holds the rights.
pub(in crate::metadata) fn source(value: &str) -> Result<String, &'static str> {
    const SIGNS: [char; 7] = ['|', '-', '–', '—', '»', '•', ' '];
    let name = value.trim().trim_end_matches(SIGNS);
    let lower = name.to_ascii_lowercase();
    let ends = ["all rights", "developed by", "powered by", "designed by"];
    let end = ends.iter().filter_map(|words| lower.find(words)).min();
    let held = &name[..end.unwrap_or(name.len())];
    let mut words: Vec<&str> = held.split_whitespace().collect();
    let first = words.iter().position(|word| !is_notice(word)).unwrap_or(words.len());
    if first == 0 && end.is_none() {
        return text(name, 80);
    }
    words.drain(..first);
    while words.last().is_some_and(|word| is_notice(word)) {
        words.pop();
    }
    text(words.join(" ").trim_end_matches(['.', ',']), 80)
}

/// A word of a notice of rights: a sign, a year, `Copyright`.
fn is_notice(word: &str) -> bool {
    let letters = key(word);
    let year = letters.len() >= 4 && letters.bytes().all(|b| b.is_ascii_digit());
    year || matches!(&*letters, "" | "c" | "copyright" | "by")
}

/// An absolute address of the web.
pub(in crate::metadata) fn address(
    value: &str,
    base: Option<&Url>,
) -> Result<String, &'static str> {
    resolve(value, base, Use::Image).map_err(|_| "no address")
}

/// Tags of all sources, in order, each once; if it is `asked`, where the surest stand.
pub(in crate::metadata) fn tags(claims: &[Claim], asked: bool) -> (Vec<String>, Option<Fact>) {
    let mut tags: Vec<String> = Vec::new();
    let mut keys: Vec<String> = Vec::new();
    for claim in claims.iter().filter(|c| c.field == Field::Tags) {
        for tag in
            claim.value.split([',', ';', '、', '，']).map(|t| t.trim().trim_start_matches('#'))
        {
            let key = key(tag);
            let wrong =
                key.is_empty() || tag.chars().count() > MOST_TAG_CHARS || tag.contains("://");
            if !wrong && tags.len() < MOST_TAGS && !keys.contains(&key) {
                tags.push(tag.to_owned());
                keys.push(key);
            }
        }
    }
    let sources = claims.iter().filter(|c| c.field == Field::Tags);
    let best = sources.max_by(|a, b| a.confidence.total_cmp(&b.confidence));
    let fact = best.filter(|_| asked && !tags.is_empty()).map(|best| Fact {
        field: Field::Tags,
        value: tags.join("; "),
        origin: best.origin.to_string(),
        confidence: best.confidence,
        beaten: Vec::new(),
    });
    (tags, fact)
}
