//! Calendar arithmetic that jiff does not have.

/// A day of the Solar Hijri calendar in the Gregorian one, for the years 1300 to 1500.
pub(super) fn from_jalali(year: i16, month: u8, day: u8) -> Option<(i16, u8, u8)> {
    if !(1300..1500).contains(&year) || !(1..=12).contains(&month) || day == 0 || day > 31 {
        return None;
    }
    // Borkowski's breaks give leap years by a 33-year cycle within these two centuries.
    let years = i32::from(year) + 1595;
    let month_days =
        if month < 7 { (i32::from(month) - 1) * 31 } else { (i32::from(month) - 7) * 30 + 186 };
    let days = -355_668
        + 365 * years
        + years / 33 * 8
        + (years % 33 + 3) / 4
        + i32::from(day)
        + month_days;
    // The days are counted from the first of January of the year 0.
    let epoch = jiff::civil::Date::new(0, 1, 1).ok()?;
    let date = epoch.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    Some((date.year(), date.month() as u8, date.day() as u8))
}

/// `23` as 2023, `97` as 1997.
pub(super) fn full_year(short: u32) -> u32 {
    if short < 70 { 2000 + short } else { 1900 + short }
}

/// A year of the Thai solar calendar, which counts from the Buddha's death (CLDR, `buddhist`).
pub(super) fn from_buddhist(year: u32) -> Option<u32> {
    year.checked_sub(543).filter(|year| (1900..2100).contains(year))
}
