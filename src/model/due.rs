//! By when something is due, or how often.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::Date;
use crate::terms;

/// By when, or how often. Deadlines sort by their last day, then spans, rhythms, the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Due {
    /// By the end of a year, a half-year, a quarter or a month, or by a day.
    By(Date),
    /// From the begin of the first date to the end of the second: 2024—2026年.
    Between(Date, Date),
    /// Again and again, once in each such stretch of time.
    Every(Rhythm),
    /// The same, for the last time in this year, month …: 到2020年每年.
    EveryUntil(Rhythm, Date),
    /// Within so many years of the plan's start: `Within(3, 5)` is 3–5 年内.
    Within(u8, u8),
    /// Within so many months of the plan's start.
    WithinMonths(u16, u16),
    /// Within so many days of the plan's start.
    WithinDays(u16, u16),
    /// When something has happened, in words: 验收后30日内. On no day that anybody knows.
    When(String),
    /// All the time, with no end (持续推进).
    Ongoing,
    /// The document does not say (未写明).
    #[default]
    Unstated,
}

impl Ord for Due {
    fn cmp(&self, other: &Self) -> Ordering {
        // What ends on the same day is told apart by the date itself.
        let end = |date: &Date| (date.last_day(), *date);
        match (self, other) {
            (Self::By(a), Self::By(b)) => end(a).cmp(&end(b)),
            (Self::Between(a, b), Self::Between(c, d)) => (end(b), a).cmp(&(end(d), c)),
            (Self::Every(a), Self::Every(b)) => a.cmp(b),
            (Self::EveryUntil(a, b), Self::EveryUntil(c, d)) => (a, end(b)).cmp(&(c, end(d))),
            (Self::Within(a, b), Self::Within(c, d)) => (b, a).cmp(&(d, c)),
            (Self::WithinMonths(a, b), Self::WithinMonths(c, d))
            | (Self::WithinDays(a, b), Self::WithinDays(c, d)) => (b, a).cmp(&(d, c)),
            (Self::When(a), Self::When(b)) => a.cmp(b),
            _ => self.rank().cmp(&other.rank()),
        }
    }
}

impl PartialOrd for Due {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Due {
    fn rank(&self) -> u8 {
        match self {
            Self::By(_) => 0,
            Self::Between(..) => 1,
            Self::WithinDays(..) => 2,
            Self::WithinMonths(..) => 3,
            Self::Within(..) => 4,
            Self::Every(_) => 5,
            Self::EveryUntil(..) => 6,
            Self::When(_) => 7,
            Self::Ongoing => 8,
            Self::Unstated => 9,
        }
    }

    /// The text on the screen: 2023年底, 2024—2026年, 每季度, 3—5年内, 持续推进, 未写明.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::By(date) => date.deadline_text(),
            Self::Between(from, to) => from.span_text(*to),
            Self::Every(rhythm) => rhythm.label().to_owned(),
            Self::EveryUntil(rhythm, until) => {
                format!("{}，到{}", rhythm.label(), until.deadline_text())
            }
            Self::Within(from, to) => within(u16::from(*from), u16::from(*to), "年内"),
            Self::WithinMonths(from, to) => within(*from, *to, "个月内"),
            Self::WithinDays(from, to) => within(*from, *to, "日内"),
            Self::When(words) => words.clone(),
            Self::Ongoing => terms::ONGOING.to_owned(),
            Self::Unstated => terms::UNSTATED.to_owned(),
        }
    }

    /// Whether the document does not say.
    #[must_use]
    pub fn is_unstated(&self) -> bool {
        matches!(self, Self::Unstated)
    }

    /// How often, and the last time where there is one; `None` for what is due once.
    #[must_use]
    pub fn rhythm(&self) -> Option<(Rhythm, Option<Date>)> {
        match self {
            Self::Every(rhythm) => Some((*rhythm, None)),
            Self::EveryUntil(rhythm, until) => Some((*rhythm, Some(*until))),
            _ => None,
        }
    }

    /// From when to when, both as exact as the plan's start is, for what counts from that start or
    /// names both ends itself; `None` for the rest, and where the start is needed and not known.
    #[must_use]
    pub fn span(&self, start: Option<Date>) -> Option<(Date, Date)> {
        match self {
            Self::Between(from, to) => Some((*from, *to)),
            Self::Within(from, to) => {
                let start = start?;
                Some((start.plus_years(*from), start.plus_years(*to)))
            }
            Self::WithinMonths(from, to) => {
                let start = start?;
                Some((start.plus_months(*from), start.plus_months(*to)))
            }
            Self::WithinDays(from, to) => {
                let start = start?;
                Some((start.plus_days(*from), start.plus_days(*to)))
            }
            _ => None,
        }
    }

    /// Whether it counts from the plan's start.
    #[must_use]
    pub fn counts_from_start(&self) -> bool {
        matches!(
            self,
            Self::Within(..) | Self::WithinMonths(..) | Self::WithinDays(..)
        )
    }

    /// The date that ends it, where the document names one or the plan's start gives one.
    #[must_use]
    pub fn end(&self, start: Option<Date>) -> Option<Date> {
        match self {
            Self::By(date) => Some(*date),
            Self::EveryUntil(_, until) => Some(*until),
            due => due.span(start).map(|(_, to)| to),
        }
    }
}

fn within(from: u16, to: u16, unit: &str) -> String {
    if from == to {
        format!("{to}{unit}")
    } else {
        format!("{from}—{to}{unit}")
    }
}

/// How often something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rhythm {
    /// Once a week (每周).
    Week,
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
            Self::Week => "每周",
            Self::Month => "每月",
            Self::Quarter => "每季度",
            Self::HalfYear => "每半年",
            Self::Year => "每年",
        }
    }

    /// How many months a turn has; 0 for a week.
    #[must_use]
    pub fn months(self) -> u8 {
        match self {
            Self::Week => 0,
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn deadlines_read_as_people_write_them() {
        let between = |from, to| Due::Between(date(from), date(to));
        for (due, wanted) in [
            (Due::By(date("2023")), "2023年底"),
            (Due::By(date("2026-06")), "2026年6月底"),
            (Due::By(date("2026-Q3")), "2026年三季度末"),
            (Due::By(date("2026-H1")), "2026年上半年"),
            (Due::By(date("2026-06-30")), "2026年6月30日"),
            (between("2024", "2026"), "2024—2026年"),
            (between("2024", "2024"), "2024年"),
            (between("2024-03", "2024-06"), "2024年3—6月"),
            (between("2024-03", "2025-06"), "2024年3月至2025年6月"),
            (between("2024-Q1", "2024-Q3"), "2024年一季度至三季度"),
            (between("2024-03-05", "2024-06-30"), "2024年3月5日至6月30日"),
            (Due::Every(Rhythm::Week), "每周"),
            (
                Due::EveryUntil(Rhythm::Year, date("2020")),
                "每年，到2020年底",
            ),
            (Due::Within(3, 5), "3—5年内"),
            (Due::WithinMonths(6, 6), "6个月内"),
            (Due::WithinDays(10, 30), "10—30日内"),
            (Due::When("验收后30日内".to_owned()), "验收后30日内"),
            (Due::Ongoing, "持续推进"),
            (Due::Unstated, "未写明"),
        ] {
            assert_eq!(due.text(), wanted);
        }
    }

    #[test]
    fn deadlines_sort_by_the_day_they_end() {
        let sorted = [
            Due::By(date("2024-06")),
            Due::By(date("2024-Q3")),
            Due::By(date("2024")),
            Due::By(date("2024-12-31")),
            Due::By(date("2025-H1")),
            Due::Between(date("2023"), date("2024")),
            Due::Between(date("2024"), date("2025")),
            Due::WithinDays(1, 30),
            Due::WithinMonths(1, 3),
            Due::Within(3, 5),
            Due::Every(Rhythm::Week),
            Due::Every(Rhythm::Year),
            Due::EveryUntil(Rhythm::Month, date("2020")),
            Due::When("验收后".to_owned()),
            Due::Ongoing,
            Due::Unstated,
        ];
        assert!(sorted.is_sorted());
        let different: std::collections::BTreeSet<&Due> = sorted.iter().collect();
        assert_eq!(different.len(), sorted.len());
    }

    #[test]
    fn what_counts_from_the_start_needs_one() {
        let start = Some(date("2021-11-30"));
        let span = |due: Due| due.span(start).map(|(a, b)| (a.to_string(), b.to_string()));
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(span(Due::Within(1, 2)), pair("2022-11-30", "2023-11-30"));
        assert_eq!(
            span(Due::WithinMonths(3, 6)),
            pair("2022-02-28", "2022-05-30")
        );
        assert_eq!(
            span(Due::WithinDays(30, 32)),
            pair("2021-12-30", "2022-01-01")
        );
        assert_eq!(Due::WithinMonths(3, 6).span(None), None);
        let between = Due::Between(date("2024"), date("2026"));
        assert_eq!(between.end(None), Some(date("2026")));
        assert_eq!(span(Due::Ongoing), None);
    }

    #[test]
    fn a_start_that_is_not_a_day_is_counted_from_its_end() {
        let end = |due: Due, start: &str| due.end(Some(date(start))).map(|end| end.to_string());
        assert_eq!(
            end(Due::WithinMonths(6, 6), "2021").as_deref(),
            Some("2022-06")
        );
        assert_eq!(
            end(Due::WithinMonths(6, 6), "2021-05").as_deref(),
            Some("2021-11")
        );
        assert_eq!(
            end(Due::WithinDays(30, 30), "2021-05").as_deref(),
            Some("2021-06-30")
        );
        // Twelve months are a year.
        assert_eq!(
            Due::WithinMonths(12, 12)
                .end(Some(date("2021")))
                .map(Date::last_day),
            Due::Within(1, 1)
                .end(Some(date("2021")))
                .map(Date::last_day)
        );
    }
}
