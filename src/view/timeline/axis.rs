//! The axis of time as lengths: the same for the screen and for paper.

use std::ops::Range;

use super::Day;
use crate::num;
use crate::view::TimeScale;

/// Points of a year; the average of the calendar.
const DAYS_OF_YEAR: f32 = 365.25;
/// A year that is labelled takes at least this much room.
const YEAR_LABEL: f32 = 40.0;
/// Points of a year at which its quarters have room for their names, and its months for theirs.
const QUARTERS: f32 = 144.0;
const MONTHS: f32 = 400.0;
/// Points of a year at which its quarters get a small line each.
const QUARTER_TICKS: f32 = 48.0;

/// An axis of time: days as distances from its beginning, in points.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The days that it covers, from the beginning of a year to the end of one.
    pub range: Range<Day>,
    /// The length of a year, in points.
    pub per_year: f32,
}

/// How far apart the lines of a division are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// So many years.
    Years(i32),
    /// Quarters.
    Quarter,
    /// Months.
    Month,
}

/// One part of the axis: a year, a quarter or a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The day on which it begins.
    pub from: Day,
    /// The day on which it ends.
    pub to: Day,
    /// Its name: 2023, 一季, 6月.
    pub label: String,
}

impl Axis {
    /// An axis that is `width` long where that leaves the scale's divisions enough room, and longer
    /// where it does not; `zoom` makes it longer still.
    #[must_use]
    pub fn new(range: Range<Day>, scale: TimeScale, width: f32, zoom: f32) -> Self {
        let years = num::signed_float(range.end - range.start) / DAYS_OF_YEAR;
        let least = match scale {
            TimeScale::Year => YEAR_LABEL,
            TimeScale::Quarter => QUARTERS * 1.2,
            TimeScale::Month => MONTHS * 1.2,
        };
        let fit = width / years.max(1.0);
        Self {
            range,
            per_year: (fit.max(least) * zoom).clamp(4.0, 6000.0),
        }
    }

    /// An axis that is exactly `width` points long.
    #[must_use]
    pub(crate) fn fitted(range: Range<Day>, width: f32) -> Self {
        let years = num::signed_float(range.end - range.start) / DAYS_OF_YEAR;
        Self {
            range,
            per_year: width / years.max(1.0),
        }
    }

    /// How far a day is from the beginning, in points.
    #[must_use]
    pub fn x(&self, day: Day) -> f32 {
        num::signed_float(day - self.range.start) * self.per_year / DAYS_OF_YEAR
    }

    /// The day at a distance from the beginning, in points.
    #[must_use]
    pub fn day(&self, x: f32) -> Day {
        let days = num::floor(x * DAYS_OF_YEAR / self.per_year);
        self.range.start.plus(days)
    }

    /// The length of the whole axis, in points.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.x(self.range.end)
    }

    /// The division into years, or into several years each where there is no room for the name of
    /// every one.
    #[must_use]
    pub fn years(&self) -> Step {
        let every = [1, 2, 5, 10, 20, 50, 100, 200, 500]
            .into_iter()
            .find(|&every| num::signed_float(every) * self.per_year >= YEAR_LABEL - 6.0);
        Step::Years(every.unwrap_or(1000))
    }

    /// The finest division of a year whose parts have room for their names; `None` where not even
    /// quarters have.
    #[must_use]
    pub fn parts(&self) -> Option<Step> {
        if self.per_year >= MONTHS {
            Some(Step::Month)
        } else if self.per_year >= QUARTERS {
            Some(Step::Quarter)
        } else {
            None
        }
    }

    /// The division of a year that is marked by lines without names; `None` where there is none.
    #[must_use]
    pub fn small(&self) -> Option<Step> {
        (self.per_year >= QUARTER_TICKS && self.parts().is_none()).then_some(Step::Quarter)
    }

    /// The parts of a division that reach into a stretch of the axis, given in points.
    pub fn ticks(&self, step: Step, from: f32, to: f32) -> impl Iterator<Item = Tick> {
        let months = match step {
            Step::Years(every) => 12 * every,
            Step::Quarter => 3,
            Step::Month => 1,
        };
        let first = self.day(from).max(self.range.start);
        let last = self.day(to).plus(1).min(self.range.end);
        let end = self.range.end;
        (first.month_of().div_euclid(months)..)
            .map(move |nth| (nth * months, Day::month(nth * months)))
            .take_while(move |&(_, day)| day < last)
            .map(move |(month, from)| Tick {
                from,
                to: Day::month(month + months).min(end),
                label: label(step, month),
            })
    }
}

fn label(step: Step, month: i32) -> String {
    match step {
        Step::Years(_) => month.div_euclid(12).to_string(),
        Step::Quarter => {
            let quarter = month.rem_euclid(12) / 3;
            let names = ["一季", "二季", "三季", "四季"];
            names
                .get(usize::try_from(quarter).unwrap_or(0))
                .copied()
                .unwrap_or_default()
                .to_owned()
        }
        Step::Month => format!("{}月", month.rem_euclid(12) + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(from: i32, to: i32, scale: TimeScale, width: f32) -> Axis {
        Axis::new(Day::year(from)..Day::year(to), scale, width, 1.0)
    }

    #[test]
    fn years_fill_the_width_and_never_get_too_narrow() {
        let roomy = axis(2017, 2027, TimeScale::Year, 1000.0);
        assert!((roomy.width() - 1000.0).abs() < 1.0);
        let narrow = axis(2017, 2027, TimeScale::Year, 200.0);
        assert!(narrow.width() >= 10.0 * (YEAR_LABEL - 0.5));
        assert_eq!(narrow.years(), Step::Years(1));
        let zoomed_out = Axis::new(
            Day::year(1900)..Day::year(2100),
            TimeScale::Year,
            100.0,
            0.1,
        );
        assert_eq!(zoomed_out.years(), Step::Years(10));
    }

    #[test]
    fn finer_scales_name_finer_parts() {
        let scales = TimeScale::ALL.map(|scale| axis(2020, 2027, scale, 600.0).parts());
        assert_eq!(scales, [None, Some(Step::Quarter), Some(Step::Month)]);
    }

    #[test]
    fn only_ticks_in_sight_are_made() {
        let axis = axis(2020, 2024, TimeScale::Month, 600.0);
        let from = axis.x(Day::month(2022 * 12 + 4));
        let months: Vec<_> = axis
            .ticks(Step::Month, from + 1.0, from + 90.0)
            .map(|tick| (tick.label, tick.from.text()))
            .collect();
        assert_eq!(
            months,
            [
                ("5月".to_owned(), "2022-05-01".to_owned()),
                ("6月".to_owned(), "2022-06-01".to_owned()),
                ("7月".to_owned(), "2022-07-01".to_owned()),
            ]
        );
        let years: Vec<_> = axis
            .ticks(Step::Years(1), 0.0, axis.width() + 500.0)
            .map(|tick| tick.label)
            .collect();
        assert_eq!(years, ["2020", "2021", "2022", "2023"]);
    }

    #[test]
    fn a_place_on_the_axis_is_a_day_again() {
        let axis = axis(2017, 2027, TimeScale::Quarter, 600.0);
        for year in 2017..2027 {
            let day = Day::year(year);
            assert_eq!(axis.day(axis.x(day) + 0.2), day);
        }
    }
}
