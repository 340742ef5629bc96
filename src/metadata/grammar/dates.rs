//! When: claims in any spelling, read to ISO 8601; the future is no publication date.

use super::chosen::{Chosen, Lost, Reading, choose as choose_reading};
use crate::date::Date;
use crate::metadata::claim::Claim;
use crate::metadata::fact::Field;
use crate::text::date::{find_date, is_all_numbers};
use jiff::{Timestamp, civil, tz::Offset};

/// What decides between dates.
pub(in crate::metadata) struct Clock<'a> {
    pub(in crate::metadata) now: Timestamp,
    pub(in crate::metadata) language: Option<&'a str>,
}

pub(in crate::metadata) fn choose<'c>(
    claims: &'c [Claim],
    field: Field,
    clock: &Clock<'_>,
) -> Option<Chosen<'c>> {
    let (mut readings, mut lost) = (Vec::new(), Vec::new());
    for claim in claims.iter().filter(|c| c.field == field && c.confidence > 0.0) {
        match read(&claim.value, clock) {
            Ok(date) => readings.push(reading(claim, date)),
            Err(why) => lost.push(Lost::new(claim, why)),
        }
    }
    turn(&mut readings, claims, clock);
    let chosen = choose_day(&readings, lost)?;
    match shown(&readings, chosen.value.get(..10)?, claims, clock).filter(|_| is_published(field)) {
        Some(day) => as_shown(&readings, &day, chosen),
        None => Some(chosen),
    }
}

/// `3/5/2023` is the day that another claim of the page knows, where the page knows nothing of the
/// day that it is by the language.
fn turn(readings: &mut [Reading<'_>], claims: &[Claim], clock: &Clock<'_>) {
    if !readings.iter().any(|reading| is_all_numbers(&reading.claim.value)) {
        return;
    }
    let dated = claims.iter().filter(|c| matches!(c.field, Field::Published | Field::Modified));
    let clear = dated.filter(|claim| !is_all_numbers(&claim.value));
    let days: Vec<Date> = clear.filter_map(|claim| read(&claim.value, clock).ok()).collect();
    let known = |day: &str| days.iter().any(|date| date.day() == day);
    for reading in readings.iter_mut().filter(|r| is_all_numbers(&r.claim.value)) {
        let other = turned(&reading.value).filter(|other| known(other.day()));
        if let Some(other) = other.filter(|_| !known(&reading.key)) {
            (reading.value, reading.key) = (other.to_string(), other.day().to_owned());
        }
    }
}

/// A date with its month as its day.
fn turned(date: &str) -> Option<Date> {
    let (year, month, day, time) =
        (date.get(..5)?, date.get(5..7)?, date.get(8..10)?, date.get(10..)?);
    Date::parse(&format!("{year}{day}-{month}{time}"))
}

fn is_published(field: Field) -> bool {
    field == Field::Published
}

/// A claim in sight that is surer than this stands at the headline.
const AT_HEADLINE: f32 = 0.5;
/// A claim that says "updated" surely enough.
const SAYS_UPDATED: f32 = 0.35;

fn is_seen(claim: &Claim) -> bool {
    matches!(claim.origin.source, "visible" | "text")
}

/// The one day that stands at the headline without a word of a change, where the page declares
/// another day and shows that one nowhere. Pages are declared in the zone of their server, keep
/// the dates of another system, or were published anew: what they show is what they mean.
fn shown(
    readings: &[Reading<'_>],
    declared: &str,
    claims: &[Claim],
    clock: &Clock<'_>,
) -> Option<String> {
    let seen = || readings.iter().filter(|r| is_seen(r.claim));
    let mut days = seen().filter(|r| r.confidence >= AT_HEADLINE).map(|r| r.key.as_str());
    let day = days.next()?;
    if days.any(|other| other != day) || seen().any(|r| r.key == declared) {
        return None;
    }
    // The same instant in another zone is the same date, whatever is said of it.
    let own = seen().find(|r| r.key == day && r.confidence >= AT_HEADLINE)?;
    if instant(&own.value).is_some_and(|shown| declared_at(readings, declared) == Some(shown)) {
        return Some(day.to_owned());
    }
    let changed = |claim: &Claim| {
        claim.field == Field::Modified
            && matches!(claim.origin.source, "visible" | "text" | "microformat")
            && claim.confidence >= SAYS_UPDATED
            && read(&claim.value, clock).is_ok_and(|date| date.day() == day)
    };
    (!claims.iter().any(changed)).then(|| day.to_owned())
}

/// The minute that a date with a time and a zone means.
fn instant(date: &str) -> Option<i64> {
    date.parse::<Timestamp>().ok().map(|t| t.as_second().div_euclid(60))
}

/// The minute that is declared on a day.
fn declared_at(readings: &[Reading<'_>], day: &str) -> Option<i64> {
    readings.iter().filter(|r| r.key == day).find_map(|r| instant(&r.value))
}

/// The shown day chosen over what was chosen before.
fn as_shown<'c>(readings: &[Reading<'c>], day: &str, before: Chosen<'c>) -> Option<Chosen<'c>> {
    let (own, other): (Vec<_>, Vec<_>) = readings.iter().cloned().partition(|r| r.key == day);
    let malformed = before.lost.len().saturating_sub(readings.len());
    let mut lost = before.lost;
    lost.truncate(malformed);
    lost.extend(other.iter().map(|r| Lost::new(r.claim, "the page shows another day")));
    let mut chosen = choose_day(&own, lost)?;
    if let Some(exact) = in_zone(&chosen.value, &before.value) {
        chosen.value = exact;
    }
    Some(chosen)
}

/// Offsets of zones are multiples of this many minutes, and no larger than fourteen hours.
const ZONE_STEP: i64 = 15;
const WIDEST_ZONE: i64 = 14 * 60;

/// The declared instant in the zone in which the page shows it, if it is the same instant.
fn in_zone(shown: &str, declared: &str) -> Option<String> {
    let instant: Timestamp = declared.parse().ok()?;
    let local: civil::DateTime = shown.parse().ok()?;
    let of_day = Offset::UTC.to_timestamp(local).ok().filter(|_| shown.contains('T'))?;
    let seconds = of_day.as_second() - instant.as_second();
    let minutes = (seconds + 30 * seconds.signum()) / 60;
    let offset = (minutes + ZONE_STEP / 2 * minutes.signum()) / ZONE_STEP * ZONE_STEP;
    if (minutes - offset).abs() > 1 || offset.abs() > WIDEST_ZONE {
        return None;
    }
    let offset = Offset::from_seconds(i32::try_from(offset * 60).ok()?).ok()?;
    Date::parse(&format!("{}{offset:#}", offset.to_datetime(instant))).map(|d| d.to_string())
}

fn reading(claim: &Claim, date: Date) -> Reading<'_> {
    let key = date.day().to_owned();
    Reading { claim, value: date.into(), key, confidence: claim.confidence }
}

/// The most certain day, in its most exact spelling.
fn choose_day<'c>(readings: &[Reading<'c>], lost: Vec<Lost<'c>>) -> Option<Chosen<'c>> {
    let mut chosen = choose_reading(readings, lost)?;
    let day = chosen.value.get(..10)?;
    let exact = readings
        .iter()
        .filter(|r| r.key == day && r.confidence >= 0.5)
        .max_by_key(|r| (r.value.len().min(25), (r.confidence * 100.0) as u32));
    if let Some(exact) = exact.filter(|exact| exact.value.len() > chosen.value.len()) {
        chosen.value.clone_from(&exact.value);
        chosen.origin = exact.claim.origin.clone();
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
