//! A date as far as a page gives it.

use jiff::civil;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A date as far as the page gives it: ISO 8601, a day or a time, with a zone or without.
///
/// ```
/// use copydesk::Date;
/// let date = Date::parse("2023-05-03T10:30:00+0200").unwrap();
/// assert_eq!(date.as_str(), "2023-05-03T10:30:00+02:00");
/// assert_eq!(date.day(), "2023-05-03");
/// assert!(Date::parse("2023-02-30").is_none());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "String"))]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    /// ASCII, and zeros behind it: a day comes before its times.
    text: [u8; LONGEST],
    len: u8,
}

/// The bytes of a day, and of one with a time and a zone.
const DAY: usize = "2023-05-03".len();
const LONGEST: usize = "2023-05-03T10:30:00+02:00".len();

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Time {
    pub(crate) hour: u8,
    pub(crate) minute: u8,
    pub(crate) second: Option<u8>,
    /// Minutes east of Greenwich.
    pub(crate) offset: Option<i16>,
}

impl Date {
    /// Reads an ISO 8601 date, with a time and a zone or without; `None` for anything else and
    /// for days that do not exist.
    ///
    /// ```
    /// use copydesk::Date;
    /// assert_eq!(Date::parse("2023-05-03").unwrap().as_str(), "2023-05-03");
    /// assert_eq!(Date::parse("2023-02-30"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = Digits(text.trim().as_bytes());
        let year = rest.number(4)?;
        let dashed = rest.sign(b"-");
        let month = rest.number(2)?;
        if dashed != rest.sign(b"-") {
            return None;
        }
        let day = rest.number(2)?;
        let date = civil::Date::new(year as i16, month as i8, day as i8).ok()?;
        if rest.0.is_empty() {
            return Some(Self::from_parts(date, None));
        }
        if !rest.sign(b"Tt ") {
            return None;
        }
        let time = rest.time()?;
        rest.0.is_empty().then(|| Self::from_parts(date, Some(&time)))
    }

    pub(crate) fn from_parts(date: civil::Date, time: Option<&Time>) -> Self {
        let mut out = Self { text: [0; LONGEST], len: 0 };
        let year = date.year().unsigned_abs();
        [year / 100, year % 100].into_iter().for_each(|two| out.push_two(two));
        for part in [date.month(), date.day()] {
            out.push(b'-');
            out.push_two(u16::from(part.unsigned_abs()));
        }
        if let Some(time) = time {
            out.push_time(*time);
        }
        out
    }

    fn push(&mut self, byte: u8) {
        self.text[usize::from(self.len)] = byte;
        self.len += 1;
    }

    fn push_two(&mut self, number: u16) {
        [number / 10, number % 10].into_iter().for_each(|digit| self.push(b'0' + digit as u8));
    }

    fn push_time(&mut self, time: Time) {
        self.push(b'T');
        self.push_two(time.hour.into());
        for part in [Some(time.minute), time.second].into_iter().flatten() {
            self.push(b':');
            self.push_two(part.into());
        }
        match time.offset {
            None => {}
            Some(0) => self.push(b'Z'),
            Some(offset) => {
                self.push(if offset < 0 { b'-' } else { b'+' });
                self.push_two(offset.unsigned_abs() / 60);
                self.push(b':');
                self.push_two(offset.unsigned_abs() % 60);
            }
        }
    }

    /// The date as ISO 8601: `2023-05-03`, `2023-05-03T10:30`, `2023-05-03T10:30:00+02:00`.
    ///
    /// ```
    /// let date = copydesk::Date::parse("2023-05-03T10:30:00+02:00").unwrap();
    /// assert_eq!(date.as_str(), "2023-05-03T10:30:00+02:00");
    /// ```
    pub fn as_str(&self) -> &str {
        let text = &self.text[..usize::from(self.len)];
        std::str::from_utf8(text).expect("digits and signs")
    }

    /// The day alone: `2023-05-03`.
    ///
    /// ```
    /// let date = copydesk::Date::parse("2023-05-03T10:30:00+02:00").unwrap();
    /// assert_eq!(date.day(), "2023-05-03");
    /// ```
    pub fn day(&self) -> &str {
        &self.as_str()[..DAY]
    }

    /// Whether the page gives a time of day.
    ///
    /// ```
    /// assert!(!copydesk::Date::parse("2023-05-03").unwrap().has_time());
    /// ```
    pub fn has_time(&self) -> bool {
        usize::from(self.len) > DAY
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Date").field(&self.as_str()).finish()
    }
}

impl TryFrom<String> for Date {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("not an ISO 8601 date: {text}"))
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.as_str().to_owned()
    }
}

/// What is left to read.
struct Digits<'a>(&'a [u8]);

impl Digits<'_> {
    fn number(&mut self, digits: usize) -> Option<u16> {
        let (head, rest) = self.0.split_at_checked(digits)?;
        let value = head.iter().try_fold(0_u16, |value, byte| {
            byte.is_ascii_digit().then(|| value * 10 + u16::from(byte - b'0'))
        })?;
        self.0 = rest;
        Some(value)
    }

    /// Takes one of the bytes, if it comes next.
    fn sign(&mut self, any: &[u8]) -> bool {
        let next = self.0.first().is_some_and(|byte| any.contains(byte));
        if next {
            self.0 = &self.0[1..];
        }
        next
    }

    fn time(&mut self) -> Option<Time> {
        let hour = self.number(2)?;
        let colon = self.sign(b":");
        let minute = self.number(2)?;
        let second = match colon {
            true if self.sign(b":") => Some(self.number(2)?),
            true => None,
            false => self.number(2),
        };
        if second.is_some() && self.sign(b".,") {
            let digits = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
            self.0 = &self.0[digits..];
        }
        self.sign(b" ");
        let offset = self.zone()?;
        let second = second.map(|s| s.min(59) as u8);
        (hour < 24 && minute < 60).then_some(Time {
            hour: hour as u8,
            minute: minute as u8,
            second,
            offset,
        })
    }

    /// The outer `None` is a malformed zone, the inner one none at all.
    #[allow(clippy::option_option, reason = "both are needed, and only here")]
    fn zone(&mut self) -> Option<Option<i16>> {
        if self.0.is_empty() {
            return Some(None);
        }
        if self.sign(b"Zz") {
            return Some(Some(0));
        }
        let west = self.0.first() == Some(&b'-');
        if !self.sign(b"+-") {
            return None;
        }
        let hours = self.number(2)? as i16;
        self.sign(b":");
        let minutes = if self.0.is_empty() { 0 } else { self.number(2)? as i16 };
        let offset = hours * 60 + minutes;
        (hours <= 14 && minutes < 60).then_some(Some(if west { -offset } else { offset }))
    }
}
