//! When: claims in any spelling, read to ISO 8601; the future is no publication date.

use super::chosen::{Chosen, Reading, choose as choose_reading, lost};
use crate::date::Date;
use crate::metadata::claim::Claim;
use crate::metadata::fact::{Beaten, Field};
use crate::text::date::find_date;
use jiff::{Timestamp, civil, tz::Offset};

/// What decides between dates.
pub(in crate::metadata) struct Clock<'a> {
    pub(in crate::metadata) now: Timestamp,
    pub(in crate::metadata) language: Option<&'a str>,
}

pub(in crate::metadata) fn choose(
    claims: &[Claim],
    field: Field,
    clock: &Clock<'_>,
) -> Option<Chosen> {
    let (mut readings, mut beaten) = (Vec::new(), Vec::new());
    for claim in claims.iter().filter(|c| c.field == field) {
        match read(&claim.value, clock) {
            Ok(date) => readings.push(reading(claim, &date)),
            Err(why) => beaten.push(lost(claim, why)),
        }
    }
    choose_day(&readings, beaten)
}

fn reading<'c>(claim: &'c Claim, date: &Date) -> Reading<'c> {
    Reading {
        claim,
        value: date.to_string(),
        key: date.day().to_owned(),
        confidence: claim.confidence,
    }
}

/// The most certain day, in its most exact spelling.
fn choose_day(readings: &[Reading<'_>], beaten: Vec<Beaten>) -> Option<Chosen> {
    let mut chosen = choose_reading(readings, beaten)?;
    let day = chosen.value.get(..10)?;
    let exact = readings
        .iter()
        .filter(|r| r.key == day && r.confidence >= 0.5)
        .max_by_key(|r| (r.value.len().min(25), (r.confidence * 100.0) as u32));
    if let Some(exact) = exact.filter(|exact| exact.value.len() > chosen.value.len()) {
        chosen.value.clone_from(&exact.value);
        chosen.origin = exact.claim.origin.to_string();
    }
    Some(chosen)
}

/// A date in ISO 8601, in words, or in seconds since 1970.
pub(in crate::metadata) fn read(value: &str, clock: &Clock<'_>) -> Result<Date, &'static str> {
    let date = Date::parse(value)
        .or_else(|| find_date(value, clock.language).map(|found| found.date))
        .or_else(|| seconds(value))
        .ok_or("no date")?;
    let tomorrow = clock.now.as_second() + 36 * 3600;
    let latest = Timestamp::from_second(tomorrow).map_err(|_| "no date")?;
    let latest = Offset::UTC.to_datetime(latest).date();
    let day: civil::Date = date.day().parse().map_err(|_| "no date")?;
    if day > latest {
        return Err("in the future");
    }
    if day < civil::date(1850, 1, 1) || day == civil::date(1970, 1, 1) {
        return Err("not set");
    }
    Ok(date)
}

/// Seconds or milliseconds since 1970.
fn seconds(value: &str) -> Option<Date> {
    let value = value.trim();
    let number: i64 = value.parse().ok()?;
    let second = match value.len() {
        9 | 10 => number,
        12 | 13 => number / 1000,
        _ => return None,
    };
    let timestamp = Timestamp::from_second(second).ok()?;
    Date::parse(&timestamp.to_string())
}
