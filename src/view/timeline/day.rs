//! Points in time that can be measured: whole days.

use std::ops::Sub;

use jiff::{SignedDuration, civil};

use crate::model::Date;

/// The midnight at which a day begins, in days since the beginning of 1970.
///
/// A deadline of 2023 ends at the midnight at which 2024 begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// Where a date begins.
    #[must_use]
    pub fn start(date: Date) -> Self {
        date.civil()
            .map_or_else(|| Self::year(i32::from(date.year())), Self::of)
    }

    /// Where a date ends.
    #[must_use]
    pub fn end(date: Date) -> Self {
        let Self(last) = Self::start(date.last_day());
        Self(last + 1)
    }

    /// Where a year begins.
    #[must_use]
    pub fn year(year: i32) -> Self {
        Self::civil(year, 1)
    }

    /// Where a month begins; months are counted through the years: 12 times the year and 0 to 11.
    #[must_use]
    pub fn month(month: i32) -> Self {
        let of_year = i8::try_from(month.rem_euclid(12)).unwrap_or(0);
        Self::civil(month.div_euclid(12), of_year + 1)
    }

    /// Where a week begins, on a Monday; weeks are counted from that of the beginning of 1970.
    #[must_use]
    pub(crate) fn week(week: i32) -> Self {
        Self(week * 7 + FIRST_MONDAY)
    }

    /// The week that a day is in, counted as in [`Day::week`].
    #[must_use]
    pub(crate) fn week_of(self) -> i32 {
        (self.0 - FIRST_MONDAY).div_euclid(7)
    }

    /// The year that a day is in.
    #[must_use]
    pub(crate) fn year_of(self) -> i32 {
        self.split().0
    }

    /// The month that a day is in, counted as in [`Day::month`].
    #[must_use]
    pub(crate) fn month_of(self) -> i32 {
        let (year, month, _) = self.split();
        year * 12 + i32::from(month) - 1
    }

    /// The day before.
    #[must_use]
    pub fn before(self) -> Self {
        Self(self.0 - 1)
    }

    /// So many days later.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0 + days)
    }

    /// The day as `2023-12-31`.
    #[must_use]
    pub fn text(self) -> String {
        let (year, month, day) = self.split();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// The day of the calendar, which ends with 9999 while a deadline of that year ends behind it;
    /// but it repeats itself.
    fn civil(year: i32, month: i8) -> Self {
        let (cycles, of_cycle) = (
            (year - FIRST_YEAR).div_euclid(CYCLE_YEARS),
            (year - FIRST_YEAR).rem_euclid(CYCLE_YEARS),
        );
        let year = i16::try_from(FIRST_YEAR + of_cycle).unwrap_or_default();
        let Self(days) = Self::of(civil::Date::new(year, month, 1).unwrap_or(FIRST));
        Self(cycles * CYCLE_DAYS + days)
    }

    fn of(date: civil::Date) -> Self {
        let days = date.duration_since(FIRST).as_hours() / 24;
        Self(i32::try_from(days).unwrap_or_default())
    }

    fn split(self) -> (i32, i8, i8) {
        let days = i64::from(self.0.rem_euclid(CYCLE_DAYS));
        let date = FIRST.saturating_add(SignedDuration::from_hours(24 * days));
        let cycles = self.0.div_euclid(CYCLE_DAYS);
        let year = i32::from(date.year()) + cycles * CYCLE_YEARS;
        (year, date.month(), date.day())
    }
}

/// Day 0, and its year.
const FIRST: civil::Date = civil::date(1970, 1, 1);
const FIRST_YEAR: i32 = 1970;
/// The beginning of 1970 was a Thursday.
const FIRST_MONDAY: i32 = -3;

/// After so many years the calendar repeats itself.
const CYCLE_YEARS: i32 = 400;
const CYCLE_DAYS: i32 = 146_097;

impl Sub for Day {
    type Output = i32;

    fn sub(self, other: Self) -> i32 {
        self.0 - other.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        let reference = civil::date(1970, 1, 1);
        let mut day = civil::date(1899, 12, 25);
        while day.year() < 2101 {
            let text = day.to_string();
            let ours = Day::start(date(&text));
            let days = day.since(reference).expect("days").get_days();
            assert_eq!(ours, Day(days), "{text}");
            assert_eq!(ours.text(), text);
            day = day.tomorrow().expect("a day");
        }
    }

    #[test]
    fn the_calendar_goes_on_where_that_of_dates_ends() {
        assert_eq!(Day::end(date("9999")), Day(2_932_897));
        assert_eq!(Day::year(10_000), Day::end(date("9999-12-31")));
        assert_eq!(Day::year(10_000).text(), "10000-01-01");
        assert_eq!(Day::start(date("0001-01-01")), Day(-719_162));
        assert_eq!(Day(-719_162).text(), "0001-01-01");
        assert_eq!(Day::month(1970 * 12 - 1).text(), "1969-12-01");
        assert_eq!(Day::year(-400) - Day::year(-800), 146_097);
    }

    #[test]
    fn years_and_months_end_where_the_next_begin() {
        assert_eq!(Day::end(date("2023")), Day::start(date("2024")));
        assert_eq!(Day::end(date("2024-02")), Day::start(date("2024-03-01")));
        assert_eq!(Day::end(date("2023-06-30")).text(), "2023-07-01");
        assert_eq!(Day::end(date("2023")).before().text(), "2023-12-31");
        assert_eq!(Day::year(2024) - Day::year(2023), 365);
        assert_eq!(Day::month(2024 * 12 + 1).text(), "2024-02-01");
        assert_eq!(Day::start(date("2024-02-29")).month_of(), 2024 * 12 + 1);
        assert_eq!(Day::start(date("2024-12-31")).year_of(), 2024);
    }
}
