//! Fields that need little: sources, sections, tags, addresses, the rest.

use super::chosen::{Chosen, Reading, Scratch, said_before};
use super::keys::{Keys, key, letters};
use crate::address::{Use, resolve};
use crate::metadata::claim::Claim;
use crate::metadata::fact::{Fact, Field};
use crate::metadata::source::table::Table;
use crate::text::date::{find_date, is_date_line};
use crate::text::holds_in_any_case;
use std::borrow::Cow;
use url::Url;

const MOST_TAGS: usize = 40;
const MOST_TAG_CHARS: usize = 60;

/// The most certain of the claims that `read` finds well-formed.
pub(in crate::metadata) fn choose<'c>(
    claims: impl Iterator<Item = &'c Claim>,
    scratch: &mut Scratch<'c>,
    read: impl Fn(&'c str) -> Result<Cow<'c, str>, &'static str>,
) -> Option<Chosen<'c>> {
    scratch.clear();
    for claim in claims {
        let confidence = claim.confidence;
        if let Some(known) = said_before(&scratch.readings, claim) {
            let known = Reading { claim, confidence, ..known.clone() };
            scratch.readings.push(known);
            continue;
        }
        match read(&claim.value) {
            Ok(value) => {
                let key = scratch.keys.of(&value);
                scratch.readings.push(Reading { claim, value, key, confidence });
            }
            Err(why) => scratch.lose(claim, why),
        }
    }
    scratch.choose()
}

/// A name of a site, a section, a standfirst: text, no address.
pub(in crate::metadata) fn text(
    value: &str,
    most_chars: usize,
) -> Result<Cow<'_, str>, &'static str> {
    let value = value.trim();
    if value.is_empty() || !value.chars().any(char::is_alphanumeric) {
        return Err("empty");
    }
    if value.starts_with("http://") || value.starts_with("https://") || value.starts_with("//") {
        return Err("an address, not a name");
    }
    if value.contains('{') && (value.contains("{{") || value.contains("${")) {
        return Err("an unfilled template");
    }
    if value.chars().count() > most_chars {
        return Err("too long");
    }
    Ok(value.into())
}

/// Letters and digits of a subtitle; less is a rubric over the headline.
const LEAST_SUBTITLE: usize = 12;

/// Words of a line that has a date and is no sentence.
const MOST_BYLINE: usize = 8;

/// A line with the headline that says more than it does, alone or after the site's name; the `title`
/// is given by its key.
pub(in crate::metadata) fn subtitle<'v>(
    value: &'v str,
    title: Option<&str>,
) -> Result<Cow<'v, str>, &'static str> {
    let words = key(value);
    if words.len() < LEAST_SUBTITLE {
        return Err("a rubric");
    }
    if title.is_some_and(|title| words.ends_with(title)) {
        return Err("the title once more");
    }
    if value.split_whitespace().count() <= MOST_BYLINE && find_date(value, None).is_some() {
        return Err("a byline");
    }
    text(value, 400)
}

/// A section's name, without the signs that lead to the next: `Weather ›`; of a way to it,
/// `Home> Weather`, the last step.
pub(in crate::metadata) fn section(value: &str) -> Result<Cow<'_, str>, &'static str> {
    const SIGNS: [char; 10] = ['›', '»', '→', '>', '/', '|', '·', '•', '-', '–'];
    const STEPS: [char; 4] = ['›', '»', '→', '>'];
    let name = value.trim_matches(|c: char| SIGNS.contains(&c) || c.is_whitespace());
    let name = name.rsplit(STEPS).next().unwrap_or(name).trim();
    // Several, the first of them first: `Local News,News`.
    let name = match name.split_once(',') {
        Some((first, more)) if !more.starts_with(char::is_whitespace) => first,
        _ => name,
    };
    let words = key(name);
    if Table::get().is_home(&words) {
        return Err("the first page");
    }
    if Table::get().is_no_section(&words) {
        return Err("says nothing");
    }
    if is_date_line(name, None) {
        return Err("a date");
    }
    text(name, 60)
}

/// The name of a site; of a notice, `© 2014 The Courier. All rights reserved.`, who holds the rights.
pub(in crate::metadata) fn source(value: &str) -> Result<Cow<'_, str>, &'static str> {
    const SIGNS: [char; 7] = ['|', '-', '–', '—', '»', '•', ' '];
    let name = value.trim().trim_end_matches(SIGNS);
    let may_end = [" rights", " by"].iter().any(|last| holds_in_any_case(name, last));
    let lower = if may_end { name.to_ascii_lowercase() } else { String::new() };
    let ends = ["all rights", "developed by", "powered by", "designed by"];
    let end = ends.iter().filter(|_| may_end).filter_map(|words| lower.find(words)).min();
    let held = &name[..end.unwrap_or(name.len())];
    let first = held.split_whitespace().position(|word| !is_notice(word));
    if first == Some(0) && end.is_none() {
        return text(name, 80);
    }
    let words = held.split_whitespace().skip(first.unwrap_or(usize::MAX));
    let mut words: Vec<&str> = words.collect();
    while words.last().is_some_and(|word| is_notice(word)) {
        words.pop();
    }
    let name = words.join(" ");
    if Table::get().is_no_source(&key(&name)) {
        return Err("who made the software");
    }
    text(name.trim_end_matches(['.', ',']), 80).map(|name| name.into_owned().into())
}

/// A word of a notice of rights: a sign, a year, `Copyright`.
fn is_notice(word: &str) -> bool {
    let own = || letters(word.chars());
    let year = own().count() >= 4 && own().all(|c| c.is_ascii_digit());
    year || ["", "c", "copyright", "by"].iter().any(|known| own().eq(known.chars()))
}

/// An absolute address of the web.
pub(in crate::metadata) fn address<'v>(
    value: &'v str,
    base: Option<&Url>,
) -> Result<Cow<'v, str>, &'static str> {
    resolve(value, base, Use::Image).map_err(|_| "no address")
}

/// Tags of all sources, in order, each once; if it is `asked`, where the surest stand.
pub(in crate::metadata) fn tags(claims: &[Claim], asked: bool) -> (Vec<String>, Option<Fact>) {
    let mut tags: Vec<String> = Vec::new();
    let (mut keys, mut known) = (Keys::default(), Vec::new());
    for claim in claims.iter().filter(|c| c.field == Field::Tags) {
        for tag in
            claim.value.split([',', ';', '、', '，']).map(|t| t.trim().trim_start_matches('#'))
        {
            let wrong = tag.chars().count() > MOST_TAG_CHARS || tag.contains("://");
            if wrong || tags.len() >= MOST_TAGS {
                continue;
            }
            let key = keys.of(tag);
            if !keys.letters(key).is_empty() && !known.contains(&key) {
                tags.push(tag.to_owned());
                known.push(key);
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
