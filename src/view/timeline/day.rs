//! Points in time that can be measured: whole days.

use std::ops::Sub;

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
        let day = date.first_day();
        Self::civil(
            i32::from(day.year()),
            day.month().unwrap_or(1),
            day.day_of_month().unwrap_or(1),
        )
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
        Self::civil(year, 1, 1)
    }

    /// Where a month begins; months are counted through the years: 12 times the year and 0 to 11.
    #[must_use]
    pub fn month(month: i32) -> Self {
        let of_year = u8::try_from(month.rem_euclid(12)).unwrap_or(0);
        Self::civil(month.div_euclid(12), of_year + 1, 1)
    }

    /// The year that a day is in.
    #[must_use]
    pub fn year_of(self) -> i32 {
        self.split().0
    }

    /// The month that a day is in, counted as in [`Day::month`].
    #[must_use]
    pub fn month_of(self) -> i32 {
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

    /// Days from the civil calendar, with the year beginning in March so that the leap day is its
    /// last: 400 years are 146,097 days.
    fn civil(year: i32, month: u8, day: u8) -> Self {
        let (month, day) = (i32::from(month), i32::from(day));
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
        Self(era * 146_097 + days - 719_468)
    }

    fn split(self) -> (i32, u8, u8) {
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year + era * 400 + i32::from(month <= 2);
        let small = |value: i32| u8::try_from(value).unwrap_or(1);
        (year, small(month), small(day))
    }
}

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
        let reference = jiff::civil::date(1970, 1, 1);
        let mut day = jiff::civil::date(1899, 12, 25);
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
