//! Dates as policy documents give them: a year, a half-year, a quarter, a month, or a day.

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A year, a half or a quarter or a month of one, or a day. Written `2023`, `2023-H1`, `2023-Q3`,
/// `2023-06` or `2023-06-30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    // 0 stands for "not said", which sorts a bare year before its months.
    month: u8,
    // A longer stretch sorts before the shorter ones that begin with it.
    stretch: Stretch,
    day: u8,
}

/// What begins with the month of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Stretch {
    HalfYear,
    Quarter,
    /// A month or a day of it; also a bare year, which has no month.
    Month,
}

/// The quarters as documents number them.
const QUARTERS: [&str; 4] = ["一季度", "二季度", "三季度", "四季度"];

/// A text that is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseDateError(String);

impl fmt::Display for ParseDateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "“{}”不是日期，应写作 2023、2023-06、2023-06-30、2023-Q3 或 2023-H1",
            self.0
        )
    }
}

impl std::error::Error for ParseDateError {}

impl Date {
    /// A whole year.
    #[must_use]
    pub const fn year_only(year: i16) -> Self {
        Self {
            year,
            month: 0,
            stretch: Stretch::Month,
            day: 0,
        }
    }

    /// A day; `None` where the calendar has no such day.
    #[must_use]
    pub fn day(year: i16, month: u8, day: u8) -> Option<Self> {
        let valid = year >= 1 && day >= 1 && day <= days_in_month(year, month);
        valid.then_some(Self {
            year,
            month,
            stretch: Stretch::Month,
            day,
        })
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, where one is said.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        (self.month > 0 && self.stretch == Stretch::Month).then_some(self.month)
    }

    /// How many months it covers: 12, 6, 3, or 1 for a month and a day.
    fn months(self) -> u8 {
        match self.stretch {
            Stretch::Month if self.month == 0 => 12,
            Stretch::HalfYear => 6,
            Stretch::Quarter => 3,
            Stretch::Month => 1,
        }
    }

    /// The day of the month, where one is said.
    #[must_use]
    pub(crate) fn day_of_month(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// The first day that the date covers.
    #[must_use]
    pub fn first_day(self) -> Self {
        Self {
            year: self.year,
            month: self.month.max(1),
            stretch: Stretch::Month,
            day: self.day.max(1),
        }
    }

    /// The last day that the date covers: a deadline of 2023 ends on 2023-12-31.
    #[must_use]
    pub fn last_day(self) -> Self {
        let month = self.month.max(1) + self.months() - 1;
        let day = if self.day == 0 {
            days_in_month(self.year, month)
        } else {
            self.day
        };
        Self {
            year: self.year,
            month,
            stretch: Stretch::Month,
            day,
        }
    }

    /// The first day that the date covers, in the calendar. `None` where that has no such year.
    #[must_use]
    pub(crate) fn civil(self) -> Option<civil::Date> {
        let part = |part: u8| i8::try_from(part.max(1)).ok();
        civil::Date::new(self.year, part(self.month)?, part(self.day)?).ok()
    }

    /// The same date so many years later, as exact as before. 29 February becomes the 28th.
    #[must_use]
    pub(crate) fn plus_years(self, years: u8) -> Self {
        let year = (self.year + i16::from(years)).min(9999);
        let day = match self.day {
            0 => 0,
            day => day.min(days_in_month(year, self.month)),
        };
        Self { year, day, ..self }
    }

    /// So many months later. What is no day is counted from its last month, for it may begin as
    /// late as that.
    #[must_use]
    pub(crate) fn plus_months(self, months: u16) -> Self {
        let last = self.last_day();
        let count = i32::from(last.year) * 12 + i32::from(last.month) - 1 + i32::from(months);
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
        let year = i16::try_from(year).unwrap_or(9999).min(9999);
        let month = u8::try_from(month).unwrap_or(12);
        Self {
            year,
            month,
            stretch: Stretch::Month,
            day: self.day.min(days_in_month(year, month)),
        }
    }

    /// So many days later. What is no day is counted from its last day.
    #[must_use]
    pub(crate) fn plus_days(self, days: u16) -> Self {
        let last = self.last_day();
        let span = jiff::Span::new().days(i64::from(days));
        let day = last.civil().and_then(|day| day.checked_add(span).ok());
        let day = day.and_then(|day| {
            let (month, number) = (day.month().unsigned_abs(), day.day().unsigned_abs());
            Self::day(day.year(), month, number)
        });
        day.unwrap_or(last)
    }

    /// The date as people write it: 2023年, 2023年上半年, 2023年三季度, 2023年6月, 2023年6月30日.
    #[must_use]
    pub fn text(self) -> String {
        format!("{}年{}", self.year, self.part_text())
    }

    /// What follows the year: nothing, 上半年, 三季度, 6月, 6月30日.
    fn part_text(self) -> String {
        let quarter = || QUARTERS.get(usize::from(self.month.max(1) - 1) / 3);
        match self.stretch {
            Stretch::HalfYear if self.month < 7 => "上半年".to_owned(),
            Stretch::HalfYear => "下半年".to_owned(),
            Stretch::Quarter => quarter().copied().unwrap_or_default().to_owned(),
            Stretch::Month if self.month == 0 => String::new(),
            Stretch::Month if self.day == 0 => format!("{}月", self.month),
            Stretch::Month => format!("{}月{}日", self.month, self.day),
        }
    }

    /// The date as a deadline: 2023年底, 2023年上半年, 2023年三季度末, 2023年6月底, 2023年6月30日.
    #[must_use]
    pub(crate) fn deadline_text(self) -> String {
        let end = match self.stretch {
            Stretch::HalfYear => "",
            Stretch::Quarter => "末",
            Stretch::Month if self.day > 0 => "",
            Stretch::Month => "底",
        };
        format!("{}{end}", self.text())
    }

    /// From this date to another one as people write it: 2024—2026年, 2024年3—6月,
    /// 2024年3月至2025年6月.
    #[must_use]
    pub(crate) fn span_text(self, to: Self) -> String {
        if self == to {
            return self.text();
        }
        let bare = |date: Self| date.month == 0;
        let month = |date: Self| date.month().filter(|_| date.day == 0);
        match (month(self), month(to)) {
            _ if bare(self) && bare(to) => format!("{}—{}年", self.year, to.year),
            (Some(from), Some(last)) if self.year == to.year => {
                format!("{}年{from}—{last}月", self.year)
            }
            _ if self.year == to.year && !bare(self) && !bare(to) => {
                format!("{}至{}", self.text(), to.part_text())
            }
            _ => format!("{}至{}", self.text(), to.text()),
        }
    }
}

/// How many days a month has; 0 where the calendar has no such month.
fn days_in_month(year: i16, month: u8) -> u8 {
    let month = i8::try_from(month).unwrap_or(0);
    civil::Date::new(year, month, 1).map_or(0, |first| first.days_in_month().unsigned_abs())
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        match self.stretch {
            Stretch::HalfYear => write!(f, "-H{}", (self.month - 1) / 6 + 1)?,
            Stretch::Quarter => write!(f, "-Q{}", (self.month - 1) / 3 + 1)?,
            Stretch::Month if self.month > 0 => write!(f, "-{:02}", self.month)?,
            Stretch::Month => {}
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

impl FromStr for Date {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || ParseDateError(text.to_owned());
        let parts: Vec<&str> = text.split('-').collect();
        let number = |part: &str, digits: std::ops::RangeInclusive<usize>| {
            (digits.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
                .ok_or_else(error)
        };
        let small =
            |part: &str| number(part, 1..=2).and_then(|n| u8::try_from(n).map_err(|_| error()));
        let year = number(parts.first().copied().unwrap_or_default(), 4..=4)?;
        match parts.as_slice() {
            [_] if year > 0 => Ok(Self::year_only(year)),
            [_, part] => {
                let (month, stretch) = match part.as_bytes() {
                    [b'H' | b'h', half @ b'1'..=b'2'] => ((half - b'1') * 6 + 1, Stretch::HalfYear),
                    [b'Q' | b'q', quarter @ b'1'..=b'4'] => {
                        ((quarter - b'1') * 3 + 1, Stretch::Quarter)
                    }
                    _ => (small(part)?, Stretch::Month),
                };
                Self::day(year, month, 1).ok_or_else(error)?;
                Ok(Self {
                    year,
                    month,
                    stretch,
                    day: 0,
                })
            }
            [_, month, day] => Self::day(year, small(month)?, small(day)?).ok_or_else(error),
            _ => Err(error()),
        }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Date;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date such as \"2023\", \"2023-06\" or \"2023-06-30\"")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Date, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn quarters_and_half_years_cover_their_months() {
        for (text, first, last) in [
            ("2026", "2026-01-01", "2026-12-31"),
            ("2026-H1", "2026-01-01", "2026-06-30"),
            ("2026-H2", "2026-07-01", "2026-12-31"),
            ("2026-Q1", "2026-01-01", "2026-03-31"),
            ("2026-Q4", "2026-10-01", "2026-12-31"),
            ("2028-02", "2028-02-01", "2028-02-29"),
        ] {
            let date = date(text);
            assert_eq!(date.to_string(), text);
            assert_eq!(date.first_day().to_string(), first);
            assert_eq!(date.last_day().to_string(), last);
        }
        for wrong in [
            "2026-H3",
            "2026-Q0",
            "2026-Q5",
            "2026-Q",
            "2026-Q1-01",
            "Q1-2026",
        ] {
            assert!(wrong.parse::<Date>().is_err(), "{wrong}");
        }
        assert_eq!(date("2026-q3"), date("2026-Q3"));
    }

    #[test]
    fn a_longer_stretch_stands_before_the_shorter_ones_that_begin_with_it() {
        let sorted = [
            "2025-12-31",
            "2026",
            "2026-H1",
            "2026-Q1",
            "2026-01",
            "2026-01-31",
            "2026-Q2",
            "2026-04",
            "2026-H2",
            "2026-Q3",
            "2026-07",
            "2026-Q4",
            "2027",
        ];
        assert!(sorted.map(date).is_sorted());
    }

    #[test]
    fn months_and_days_later_stay_in_the_calendar() {
        for (from, months, wanted) in [
            ("2026-01-31", 1, "2026-02-28"),
            ("2026-11-15", 3, "2027-02-15"),
            ("2026-05", 6, "2026-11"),
            ("9999-12", 6, "9999-06"),
        ] {
            assert_eq!(date(from).plus_months(months).to_string(), wanted);
        }
        assert_eq!(date("2026-12-25").plus_days(10).to_string(), "2027-01-04");
        assert_eq!(date("9999-12-31").plus_days(1).to_string(), "9999-12-31");
    }
}
