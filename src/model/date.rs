//! Dates as policy documents give them: a year, a month, or a day; and rhythms.

use std::fmt;
use std::str::FromStr;

use crate::terms;
use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A year, a month of a year, or a day. Written `2023`, `2023-06` or `2023-06-30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    // 0 stands for "not said", which sorts a bare year before its months.
    month: u8,
    day: u8,
}

/// A text that is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseDateError(String);

impl fmt::Display for ParseDateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "“{}”不是日期，应写作 2023、2023-06 或 2023-06-30",
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
            day: 0,
        }
    }

    /// A day; `None` where the calendar has no such day.
    #[must_use]
    pub fn day(year: i16, month: u8, day: u8) -> Option<Self> {
        let valid = year >= 1 && day >= 1 && day <= days_in_month(year, month);
        valid.then_some(Self { year, month, day })
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, where one is said.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
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
            day: self.day.max(1),
        }
    }

    /// The last day that the date covers: a deadline of 2023 ends on 2023-12-31.
    #[must_use]
    pub fn last_day(self) -> Self {
        let month = if self.month == 0 { 12 } else { self.month };
        let day = if self.day == 0 {
            days_in_month(self.year, month)
        } else {
            self.day
        };
        Self {
            year: self.year,
            month,
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

    /// The date as people write it: 2023年, 2023年6月, 2023年6月30日.
    #[must_use]
    pub fn text(self) -> String {
        match (self.month(), self.day_of_month()) {
            (Some(month), Some(day)) => format!("{}年{month}月{day}日", self.year),
            (Some(month), None) => format!("{}年{month}月", self.year),
            _ => format!("{}年", self.year),
        }
    }

    /// The date as a deadline: 2023年底, 2023年6月底, 2023年6月30日.
    #[must_use]
    pub(crate) fn deadline_text(self) -> String {
        if self.day > 0 {
            self.text()
        } else {
            format!("{}底", self.text())
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
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
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
            [_, month] => {
                let month = small(month)?;
                Self::day(year, month, 1).ok_or_else(error)?;
                Ok(Self {
                    year,
                    month,
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

/// By when, or how often.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Due {
    /// By the end of a year or a month, or by a day.
    By(Date),
    /// Again and again, once in each such stretch of time.
    Every(Rhythm),
    /// Within so many years of the plan's start: `Within(3, 5)` is 3–5 年内.
    Within(u8, u8),
    /// All the time, with no end (持续推进).
    Ongoing,
    /// The document does not say (未写明).
    #[default]
    Unstated,
}

impl Due {
    /// The text on the screen: 2023年底, 每季度, 3—5年内, 持续推进, 未写明.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::By(date) => date.deadline_text(),
            Self::Every(rhythm) => rhythm.label().to_owned(),
            Self::Within(from, to) if from == to => format!("{to}年内"),
            Self::Within(from, to) => format!("{from}—{to}年内"),
            Self::Ongoing => terms::ONGOING.to_owned(),
            Self::Unstated => terms::UNSTATED.to_owned(),
        }
    }
}

/// How often something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rhythm {
    /// Once a month (每月).
    Month,
    /// Once a quarter (每季度).
    Quarter,
    /// Once in half a year (每半年).
    HalfYear,
    /// Once a year (每年).
    Year,
}

impl Rhythm {
    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Month => "每月",
            Self::Quarter => "每季度",
            Self::HalfYear => "每半年",
            Self::Year => "每年",
        }
    }
}
