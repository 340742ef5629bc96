//! The time of day beside a date, and its zone.

use super::lexicon::Class;
use super::pattern::Scan;
use super::token::Token;
use crate::date::Time;

/// Tokens looked back for a time that stands before its date.
const LOOK_BACK: usize = 12;

impl Scan<'_> {
    /// The time at a token, and the token after it.
    pub(super) fn time_at(&self, at: usize) -> Option<(Time, usize)> {
        let leading = self.half_of_day(at);
        let hour_at = at + usize::from(leading.is_some());
        let hour = self.tokens.get(hour_at)?.number(2)?;
        let (minute, second, mut end) = self.minutes(hour_at + 1)?;
        let trailing = self.half_of_day(end);
        end += usize::from(trailing.is_some());
        let plain = minute.is_none() && self.tokens.get(end - 1)?.number(2).is_some();
        if plain && leading.or(trailing).is_none() {
            return None;
        }
        let hour = match leading.or(trailing) {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        let minute = minute.unwrap_or(0);
        if hour > 23 || minute > 59 || second.unwrap_or(0) > 59 {
            return None;
        }
        let (offset, end) = self.zone(end);
        let time = Time {
            hour: hour as u8,
            minute: minute as u8,
            second: second.map(|s| s as u8),
            offset,
        };
        Some((time, end))
    }

    /// `:30`, `:30:15`, `h30`, `h`, or nothing; and the token after it.
    fn minutes(&self, at: usize) -> Option<(Option<u32>, Option<u32>, usize)> {
        let Some(sign) = self.tokens.get(at) else { return Some((None, None, at)) };
        let unit = sign.is(Class::HOUR_UNIT);
        if !unit && !sign.sign().is_some_and(|s| matches!(s, ':' | '.' | '：')) {
            return Some((None, None, at));
        }
        let Some(minute) = self.two_digits(at + 1) else {
            return if unit { Some((Some(0), None, at + 1)) } else { None };
        };
        let end = at + 2 + usize::from(self.is(at + 2, Class::MINUTE_UNIT));
        let more = self.tokens.get(end).is_some_and(|t| matches!(t.sign(), Some(':' | '：')));
        let second_at = if more { end + 1 } else { end };
        let second = self.two_digits(second_at);
        match second {
            Some(second) if more || self.is(second_at + 1, Class::SECOND_UNIT) => {
                let end = second_at + 1 + usize::from(self.is(second_at + 1, Class::SECOND_UNIT));
                Some((Some(minute), Some(second), self.over_fraction(end)))
            }
            _ => Some((Some(minute), None, end)),
        }
    }

    /// Over `.123` after seconds.
    fn over_fraction(&self, at: usize) -> usize {
        let point = self.tokens.get(at).is_some_and(|t| t.sign() == Some('.') && !t.spaced);
        let digits = self.tokens.get(at + 1).is_some_and(|t| t.digits() >= 3 && !t.spaced);
        if point && digits { at + 2 } else { at }
    }

    fn two_digits(&self, at: usize) -> Option<u32> {
        let token = self.tokens.get(at)?;
        token.number(2).filter(|_| token.digits() == 2)
    }

    fn is(&self, at: usize, class: Class) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is(class))
    }

    /// `Some(true)` for the second half of the day.
    fn half_of_day(&self, at: usize) -> Option<bool> {
        let token = self.tokens.get(at)?;
        if token.is(Class::PM) {
            return Some(true);
        }
        token.is(Class::AM).then_some(false)
    }

    /// Minutes east of Greenwich, and the token after the zone.
    fn zone(&self, at: usize) -> (Option<i16>, usize) {
        let open = usize::from(self.tokens.get(at).is_some_and(|t| t.sign() == Some('(')));
        let named = self.tokens.get(at + open).filter(|t| t.is(Class::ZONE));
        let after_name = at + open + usize::from(named.is_some());
        if let Some((offset, end)) = self.offset(after_name) {
            return (Some(offset), end);
        }
        match named.and_then(Token::word) {
            Some(word) => (word.offset, after_name),
            None => (None, at),
        }
    }

    /// `+01:00`, `+0100`, `+1`
    fn offset(&self, at: usize) -> Option<(i16, usize)> {
        let sign = match self.tokens.get(at)?.sign()? {
            '+' => 1,
            '-' | '−' => -1,
            _ => return None,
        };
        let token = self.tokens.get(at + 1).filter(|t| !t.spaced)?;
        let value = token.number(4)? as i16;
        let (minutes, end) = match token.digits() {
            4 => (value / 100 * 60 + value % 100, at + 2),
            1 | 2 if self.tokens.get(at + 2).is_some_and(|t| t.sign() == Some(':')) => {
                (value * 60 + self.two_digits(at + 3)? as i16, at + 4)
            }
            1 | 2 => (value * 60, at + 2),
            _ => return None,
        };
        (minutes <= 14 * 60).then_some((sign * minutes, end))
    }
}

/// A time that ends right before the date at `at`, and its first token.
pub(super) fn before(scan: &Scan<'_>, at: usize) -> Option<(Time, usize)> {
    let linking = Class::FILLER.or(Class::WEEKDAY);
    let links = |t: &Token| {
        t.is(linking)
            || t.sign().is_some_and(|s| matches!(s, ',' | '-' | '–' | '|' | '•' | '·' | '.'))
    };
    (at.saturating_sub(LOOK_BACK)..at).find_map(|from| {
        let (time, end) = scan.time_at(from)?;
        let joined = end <= at && scan.tokens[end..at].iter().all(links);
        joined.then_some((time, from))
    })
}
