//! The shapes of dates: which numbers and words in a row are a day.

use super::civil::{from_buddhist, from_jalali, full_year};
use super::lexicon::{Class, Lexicon};
use super::token::{Token, is_thai};
use super::{FoundDate, time};
use crate::date::Date;
use jiff::civil;

pub(super) struct Scan<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) language: Option<&'a str>,
}

/// Something that is a date to a reader.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    /// The token after it.
    pub(super) end: usize,
    /// `None` where it does not say which day (`5 May`, `May 2023`, `3/4/2023`).
    pub(super) date: Option<civil::Date>,
}

/// Signs that may stand between the parts of a date.
const BETWEEN: &[char] = &['.', ',', '-', '/', '–', '،', '’', '\'', 'º', 'ª', '°'];

impl Scan<'_> {
    /// The first whole date from a token on: where it begins, and the day.
    pub(super) fn whole_date(&self, from: usize) -> Option<(usize, Match, civil::Date)> {
        let mut at = from;
        while at < self.tokens.len() {
            let found = self.date_at(at);
            if let Some((found, date)) = found.and_then(|m| Some((m, m.date?))) {
                return Some((at, found, date));
            }
            at = found.map_or(at + 1, |m| m.end);
        }
        None
    }

    pub(super) fn date_at(&self, at: usize) -> Option<Match> {
        let token = self.tokens.get(at)?;
        if let Some(word) = token.word() {
            if word.era != 0 {
                return self.era_year(at + 1, word.era);
            }
            return match word.month(self.language) {
                0 => None,
                month => self.month_first(at + 1, month),
            };
        }
        if at > 0 && self.glued_number_before(at) {
            return None;
        }
        match token.digits() {
            4 => self.year_first(at),
            1 | 2 => self.day_first(at).or_else(|| self.numeric(at)),
            _ => None,
        }
    }

    /// `10:30 May`: the 30 belongs to a time or a longer number.
    fn glued_number_before(&self, at: usize) -> bool {
        let glue = self.tokens[at - 1].sign().is_some_and(|s| matches!(s, ':' | '.' | '/' | '-'));
        glue && !self.tokens[at].spaced
            && at > 1
            && !self.tokens[at - 1].spaced
            && self.tokens[at - 2].digits() > 0
    }

    /// `2023-05-03`, `2023年5月3日`, `2023. május 3.`
    fn year_first(&self, at: usize) -> Option<Match> {
        let year = self.year(at)?;
        self.year_then(at + 1, year).or_else(|| self.jalali_numbers(at))
    }

    fn year_then(&self, at: usize, year: u32) -> Option<Match> {
        if let Some(found) = self.unit_then_month(at, year) {
            return Some(found);
        }
        let next = self.skip(at);
        if let Some(month) = self.month_at(next) {
            let day_at = self.skip(next + 1);
            let day = self.day(day_at)?;
            return whole(self.after_day(day_at + 1), year, month, day);
        }
        let separator = self.separator(at)?;
        let month_at = at + 1;
        if self.separator(month_at + 1)? != separator {
            return None;
        }
        let month = self.tokens.get(month_at)?.number(2)?;
        let day_at = month_at + 2;
        whole(self.after_day(day_at + 1), year, month as u8, self.day(day_at)?)
    }

    /// `年5月3日`; a year and month alone are a date without a day.
    fn unit_then_month(&self, at: usize, year: u32) -> Option<Match> {
        self.tokens.get(at).filter(|t| t.is(Class::YEAR_UNIT))?;
        let month = self.tokens.get(at + 1)?.number(2)? as u8;
        self.tokens.get(at + 2).filter(|t| t.is(Class::MONTH_UNIT))?;
        let Some(day) = self.day(at + 3) else {
            return Some(Match { end: at + 3, date: None });
        };
        let unit = self.tokens.get(at + 4).is_some_and(|t| t.is(Class::DAY_UNIT));
        whole(at + 4 + usize::from(unit), year, month, day)
    }

    /// `令和5年5月3日`
    fn era_year(&self, at: usize, before: i16) -> Option<Match> {
        let year = self.tokens.get(at)?.number(2)?;
        self.unit_then_month(at + 1, year + u32::from(before.unsigned_abs()))
    }

    /// `3 May 2023`, `3. Mai`, `ngày 3 tháng 5 năm 2023`
    fn day_first(&self, at: usize) -> Option<Match> {
        let day = self.day(at)?;
        let month_at = self.skip(at + 1);
        if self.tokens.get(at + 1).is_some_and(|t| t.is(Class::MONTH_UNIT)) {
            let day_at = at + 2;
            self.day(day_at)?;
            self.tokens.get(day_at + 1).filter(|t| t.is(Class::DAY_UNIT))?;
            return Some(Match { end: day_at + 2, date: None });
        }
        if let Some(month) = self.jalali_at(month_at) {
            let year_at = self.skip(month_at + 1);
            let year = self.tokens.get(year_at)?.number(4)?;
            let (year, month, day) = from_jalali(year as i16, month, day)?;
            return whole(year_at + 1, year as u32, month, day);
        }
        let (month, after) = match self.month_at(month_at) {
            Some(month) => (month, month_at + 1),
            None => {
                self.tokens.get(month_at).filter(|t| t.is(Class::MONTH_BEFORE))?;
                (self.tokens.get(month_at + 1)?.number(2)? as u8, month_at + 2)
            }
        };
        let year_at = self.skip(after);
        if let Some(year) = self.year(year_at).or_else(|| self.short_year(after)) {
            return whole(year_at + 1, year, month, day);
        }
        // `10 May 3, 2023`: the ten belongs to what stands before.
        if self.day(year_at).is_some() && self.year(self.skip(year_at + 1)).is_some() {
            return None;
        }
        Some(Match { end: after, date: None })
    }

    /// `May 3rd, 2023`, `May 3`, `May 2023`; `at` is after the month.
    fn month_first(&self, at: usize, month: u8) -> Option<Match> {
        let next = self.skip(at);
        if self.year(next).is_some() {
            return Some(Match { end: next + 1, date: None });
        }
        let day = self.day(next)?;
        let year_at = self.skip(next + 1);
        if let Some(year) = self.year(year_at) {
            return whole(year_at + 1, year, month, day);
        }
        // `Oct 11 14:57:21 CEST 2021`
        if let Some((_, to)) = self.time_at(next + 1)
            && let Some(year) = self.year(to)
        {
            return whole(to + 1, year, month, day);
        }
        Some(Match { end: self.after_day(next + 1), date: None })
    }

    /// `3.5.2023`, `5/3/2023`, `03-05-23`
    fn numeric(&self, at: usize) -> Option<Match> {
        let first = self.tokens[at].number(2)?;
        let separator = self.separator(at + 1)?;
        let second = self.tokens.get(at + 2)?.number(2)?;
        if self.separator(at + 3)? != separator {
            return None;
        }
        if let Some(year) = self.year_with_hour(at + 4) {
            return self.in_order(at + 7, year, separator, first, second);
        }
        let year = match self.tokens.get(at + 4)? {
            last if last.digits() == 4 => self.year(at + 4)?,
            last if last.digits() == 2 && !self.spaced(at + 1, at + 5) => {
                self.full_year(last.number(2)?)
            }
            _ => return None,
        };
        if self.separator(at + 5).is_some() && !self.spaced(at + 5, at + 7) {
            // `1.2.2023.4`: a version, a range of something else.
            if self.tokens.get(at + 6).is_some_and(|t| t.digits() > 0) {
                return None;
            }
        }
        self.in_order(at + 5, year, separator, first, second)
    }

    /// `3.5.2310:30`: markup lost the space between a short year and the time.
    fn year_with_hour(&self, at: usize) -> Option<u32> {
        let number = self.tokens.get(at).filter(|t| t.digits() == 4)?.number(4)?;
        let clock = self.tokens.get(at + 1)?.sign() == Some(':');
        let minutes = self.tokens.get(at + 2)?.digits() == 2;
        (clock && minutes && number % 100 < 24).then(|| full_year(number / 100))
    }

    /// Day and month in the order that the numbers, the separator or the language tell.
    fn in_order(
        &self,
        end: usize,
        year: u32,
        separator: char,
        first: u32,
        second: u32,
    ) -> Option<Match> {
        let (day, month) = match (first, second) {
            (13.., 1..=12) => (first, second),
            (1..=12, 13..) => (second, first),
            _ if separator == '.' || first == second => (first, second),
            _ => match Lexicon::get().month_first(self.language) {
                Some(true) => (second, first),
                Some(false) => (first, second),
                None => return Some(Match { end, date: None }),
            },
        };
        whole(end, year, month as u8, day as u8)
    }

    /// `1402/02/13`
    fn jalali_numbers(&self, at: usize) -> Option<Match> {
        let year = self.tokens[at].number(4)?;
        let separator = self.separator(at + 1)?;
        let month = self.tokens.get(at + 2)?.number(2)?;
        if self.separator(at + 3)? != separator {
            return None;
        }
        let (year, month, day) = from_jalali(year as i16, month as u8, self.day(at + 4)?)?;
        whole(at + 5, year as u32, month, day)
    }

    /// A full match with its time, if one stands after or before it.
    pub(super) fn with_time(&self, at: usize, found: Match, date: civil::Date) -> FoundDate {
        let (mut start, mut end) = (self.tokens[at].range.start, found.end);
        let mut time = None;
        if let Some((after, to)) = self.time_at(self.skip_to_time(end)) {
            (time, end) = (Some(after), to);
        } else if let Some((before, from)) = time::before(self, at) {
            time = Some(before);
            start = self.tokens[from].range.start;
        }
        let end = self.tokens[end - 1].range.end;
        FoundDate { range: start..end, date: Date::from_parts(date, time.as_ref()) }
    }

    fn month_at(&self, at: usize) -> Option<u8> {
        let month = self.tokens.get(at)?.word()?.month(self.language);
        (month > 0).then_some(month)
    }

    fn jalali_at(&self, at: usize) -> Option<u8> {
        let month = self.tokens.get(at)?.word()?.jalali;
        (month > 0).then_some(month)
    }

    fn year(&self, at: usize) -> Option<u32> {
        let token = self.tokens.get(at)?;
        let year = token.number(4).filter(|_| token.digits() == 4)?;
        // A clock without a colon (`1430`) is not told from a year before 1900.
        if (1900..2100).contains(&year) || (1300..1500).contains(&year) {
            return Some(year);
        }
        from_buddhist(year).filter(|_| self.is_thai())
    }

    /// Two digits of a year.
    fn full_year(&self, short: u32) -> u32 {
        from_buddhist(2500 + short).filter(|_| self.is_thai()).unwrap_or_else(|| full_year(short))
    }

    fn is_thai(&self) -> bool {
        self.text.contains(is_thai) || self.language.is_some_and(|l| l.starts_with("th"))
    }

    /// `-23` or `'23` after a month, `67` after a Thai one.
    fn short_year(&self, at: usize) -> Option<u32> {
        if let Some(token) = self.tokens.get(at).filter(|t| t.digits() == 2)
            && self.text[..token.range.start].trim_end().ends_with(|c| is_thai(c) || c == '.')
            && self.is_thai()
        {
            return token.number(2).filter(|&short| short >= 50).map(|short| self.full_year(short));
        }
        self.tokens.get(at)?.sign().filter(|s| matches!(s, '-' | '/' | '’' | '\''))?;
        let token = self.tokens.get(at + 1)?;
        (token.digits() == 2 && !token.spaced).then(|| token.number(2).map(full_year))?
    }

    fn day(&self, at: usize) -> Option<u8> {
        let token = self.tokens.get(at)?;
        let clock = self.tokens.get(at + 1).is_some_and(|t| t.sign() == Some(':'));
        token.number(2).filter(|day| (1..=31).contains(day) && !clock).map(|day| day as u8)
    }

    fn separator(&self, at: usize) -> Option<char> {
        self.tokens.get(at)?.sign().filter(|s| matches!(s, '.' | '/' | '-' | '–'))
    }

    fn spaced(&self, from: usize, to: usize) -> bool {
        self.tokens[from..to.min(self.tokens.len())].iter().any(|t| t.spaced)
    }

    /// Over a full stop or `th` right after a day.
    fn after_day(&self, at: usize) -> usize {
        match self.tokens.get(at) {
            Some(t) if !t.spaced && (t.sign() == Some('.') || t.is(Class::FILLER)) => at + 1,
            _ => at,
        }
    }

    /// Over at most three signs and small words between the parts of a date.
    fn skip(&self, at: usize) -> usize {
        let between = |t: &Token| {
            t.is(Class::FILLER)
                && !t.is(Class::MONTH_BEFORE)
                && t.word().is_none_or(|w| w.month(self.language) == 0)
                || t.sign().is_some_and(|s| BETWEEN.contains(&s))
        };
        at + self.tokens[at.min(self.tokens.len())..]
            .iter()
            .take(3)
            .take_while(|t| between(t))
            .count()
    }

    /// Over what may stand between a date and its time.
    fn skip_to_time(&self, at: usize) -> usize {
        let linking = Class::FILLER.or(Class::WEEKDAY);
        let between = |t: &Token| {
            t.is(linking)
                || t.sign().is_some_and(|s| {
                    matches!(
                        s,
                        ',' | '-' | '–' | '—' | '|' | '•' | '·' | '.' | '/' | '(' | ')' | '،'
                    )
                })
                || &self.text[t.range.clone()] == "T"
        };
        at + self.tokens[at.min(self.tokens.len())..]
            .iter()
            .take(4)
            .take_while(|t| between(t))
            .count()
    }
}

fn whole(end: usize, year: u32, month: u8, day: u8) -> Option<Match> {
    let date = civil::Date::new(year as i16, month as i8, day as i8).ok()?;
    (1900..2100).contains(&date.year()).then_some(Match { end, date: Some(date) })
}
