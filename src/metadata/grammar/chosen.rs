//! Claims that mean the same are a group; the most certain group wins.

use crate::metadata::claim::{Claim, Origin};
use crate::metadata::fact::{Beaten, Fact, Field};

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

struct Group<'r, 'c> {
    key: &'r str,
    readings: Vec<&'r Reading<'c>>,
}

impl Group<'_, '_> {
    /// Independent families raise the confidence, copies hardly.
    fn confidence(&self) -> f32 {
        let mut families: Vec<(&str, f32, usize)> = Vec::new();
        for reading in &self.readings {
            let name = family(reading.claim);
            match families.iter_mut().find(|(n, ..)| *n == name) {
                Some((_, best, count)) => {
                    (*best, *count) = (best.max(reading.confidence), *count + 1)
                }
                None => families.push((name, reading.confidence, 1)),
            }
        }
        let doubt: f32 = families
            .iter()
            .map(|&(_, best, count)| 1.0 - (best + COPY * (count.min(4) - 1) as f32).min(0.97))
            .product();
        1.0 - doubt
    }
}

/// Chooses among readings. `lost` already holds the claims that were not well-formed.
pub(in crate::metadata) fn choose<'c>(
    readings: &[Reading<'c>],
    mut lost: Vec<Lost<'c>>,
) -> Option<Chosen<'c>> {
    let mut groups: Vec<Group<'_, 'c>> = Vec::new();
    for reading in readings {
        match groups.iter_mut().find(|group| group.key == reading.key) {
            Some(group) => group.readings.push(reading),
            None => groups.push(Group { key: &reading.key, readings: vec![reading] }),
        }
    }
    let figures: Vec<f32> = groups.iter().map(Group::confidence).collect();
    // The first of equals: `max_by` would take the last.
    let best = (0..groups.len()).rev().max_by(|&a, &b| figures[a].total_cmp(&figures[b]))?;
    let winner = &groups[best];
    let spoken =
        winner.readings.iter().rev().max_by(|a, b| a.confidence.total_cmp(&b.confidence))?;
    let rival = (0..groups.len()).filter(|&i| i != best).map(|i| figures[i]).fold(0.0, f32::max);
    for (at, group) in groups.iter().enumerate().filter(|&(at, _)| at != best) {
        let why =
            if figures[at] < figures[best] { "less certain" } else { "as certain, but later" };
        lost.extend(group.readings.iter().map(|r| Lost::new(r.claim, why)));
    }
    Some(Chosen {
        value: spoken.value.clone(),
        origin: spoken.claim.origin.clone(),
        // A strong rival is a contradiction.
        confidence: figures[best] * (1.0 - rival * 0.3),
        lost,
    })
}

/// Letters and digits in small letters: what two spellings of one text share.
pub(in crate::metadata) fn key(text: &str) -> String {
    if text.is_ascii() {
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
        let letters = letters.map(|b| b.to_ascii_lowercase()).collect();
        return String::from_utf8(letters).unwrap_or_default();
    }
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        // Nearly all letters: the general way is ten times as slow.
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                key.push(c.to_ascii_lowercase());
            }
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
