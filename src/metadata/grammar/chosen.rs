//! Claims that mean the same are a group; the most certain group wins.

use crate::metadata::claim::{Claim, Origin};
use crate::metadata::fact::{Beaten, Fact, Field};
use crate::text::plain::PLAIN;

/// The claim that won, and those that lost.
#[derive(Debug, Clone)]
pub(in crate::metadata) struct Chosen<'c> {
    pub(in crate::metadata) value: String,
    pub(in crate::metadata) origin: Origin,
    pub(in crate::metadata) confidence: f32,
    pub(in crate::metadata) lost: Vec<Lost<'c>>,
}

impl Chosen<'_> {
    /// As a report gives it.
    pub(in crate::metadata) fn fact(&self, field: Field) -> Fact {
        Fact {
            field,
            value: self.value.clone(),
            origin: self.origin.to_string(),
            confidence: self.confidence,
            beaten: self.lost.iter().map(Lost::beaten).collect(),
        }
    }
}

/// A claim that lost, and why.
#[derive(Debug, Clone, Copy)]
pub(in crate::metadata) struct Lost<'c> {
    claim: &'c Claim,
    why: &'static str,
}

impl<'c> Lost<'c> {
    pub(in crate::metadata) fn new(claim: &'c Claim, why: &'static str) -> Self {
        Self { claim, why }
    }

    pub(in crate::metadata) fn beaten(&self) -> Beaten {
        let Self { claim, why } = self;
        Beaten {
            value: claim.value.clone(),
            origin: claim.origin.to_string(),
            why: (*why).to_owned(),
        }
    }
}

/// A well-formed reading of a claim.
#[derive(Debug, Clone)]
pub(in crate::metadata) struct Reading<'c> {
    pub(in crate::metadata) claim: &'c Claim,
    pub(in crate::metadata) value: String,
    /// Readings with the same key agree.
    pub(in crate::metadata) key: String,
    pub(in crate::metadata) confidence: f32,
}

/// A reading of another claim in the same words: sources copy one another.
pub(in crate::metadata) fn said_before<'r, 'c>(
    readings: &'r [Reading<'c>],
    claim: &Claim,
) -> Option<&'r Reading<'c>> {
    readings.iter().find(|reading| reading.claim.value == claim.value)
}

/// Sources that usually copy one another count as one.
pub(in crate::metadata) fn family(claim: &Claim) -> &'static str {
    match claim.origin.source {
        "title" => "meta",
        // What rules capture stands in the same lines.
        "microformat" | "rule" => "visible",
        source => source,
    }
}

/// What further members of a family add.
const COPY: f32 = 0.04;

/// How far readings that agree are believed: independent families raise it, copies hardly.
fn confidence<'r, 'c: 'r>(group: impl Iterator<Item = &'r Reading<'c>> + Clone) -> f32 {
    let of_family = |name| group.clone().filter(move |reading| family(reading.claim) == name);
    let mut doubt = 1.0;
    for (at, reading) in group.clone().enumerate() {
        let name = family(reading.claim);
        if group.clone().take(at).any(|earlier| family(earlier.claim) == name) {
            continue;
        }
        let best = of_family(name).map(|r| r.confidence).fold(0.0, f32::max);
        let copies = of_family(name).count().min(4) - 1;
        doubt *= 1.0 - (best + COPY * copies as f32).min(0.97);
    }
    1.0 - doubt
}

/// Chooses among readings. `lost` already holds the claims that were not well-formed.
pub(in crate::metadata) fn choose<'c>(
    readings: &[Reading<'c>],
    mut lost: Vec<Lost<'c>>,
) -> Option<Chosen<'c>> {
    let group = |first: usize| readings.iter().filter(move |r| r.key == readings[first].key);
    // Each group goes by its first reading.
    let mut figures: Vec<(usize, f32)> = Vec::with_capacity(4);
    for (at, reading) in readings.iter().enumerate() {
        if !readings[..at].iter().any(|earlier| earlier.key == reading.key) {
            figures.push((at, confidence(group(at))));
        }
    }
    // The first of equals: `max_by` would take the last.
    let &(best, figure) = figures.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let spoken = group(best).rev().max_by(|a, b| a.confidence.total_cmp(&b.confidence))?;
    let others = || figures.iter().filter(|(first, _)| *first != best);
    let rival = others().map(|&(_, figure)| figure).fold(0.0, f32::max);
    for &(first, other) in others() {
        let why = if other < figure { "less certain" } else { "as certain, but later" };
        lost.extend(group(first).map(|r| Lost::new(r.claim, why)));
    }
    Some(Chosen {
        value: spoken.value.clone(),
        origin: spoken.claim.origin.clone(),
        // A strong rival is a contradiction.
        confidence: figure * (1.0 - rival * 0.3),
        lost,
    })
}

/// Letters and digits in small letters: what two spellings of one text share.
pub(in crate::metadata) fn key(text: &str) -> String {
    // Of what is no letter and no digit the table has nothing above a space.
    let plain = |byte: u8| Some(PLAIN[usize::from(byte)]).filter(|&lower| lower > b' ');
    if text.is_ascii() {
        let mut letters = Vec::with_capacity(text.len());
        for lower in text.bytes().filter_map(plain) {
            letters.push(lower);
        }
        return String::from_utf8(letters).unwrap_or_default();
    }
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        // Nearly all letters: the general way is ten times as slow.
        if c.is_ascii() {
            key.extend(plain(c as u8).map(char::from));
        } else if c.is_alphanumeric() {
            key.extend(c.to_lowercase());
        }
    }
    key
}

/// The host of an address, without `www.`.
pub(in crate::metadata) fn host(url: &str) -> Option<&str> {
    let host = url.split_once("://")?.1.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}
