//! The form that a deadline has on the axis.

use std::ops::Range;

use super::bar::PlanBar;
use super::{Axis, Day};
use crate::model::{Date, Due, Rhythm};

/// What is drawn for a target on the axis, and from which day to which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A figure by a deadline: a diamond where the deadline ends.
    Point(Day),
    /// Words by a deadline: only words that end there, no diamond.
    Words(Day),
    /// Again and again while the plan runs; the ticks are where each turn ends.
    Chain(Day, Day, Rhythm),
    /// A capsule from one time to another.
    Span(Day, Day),
    /// A line that is open at its end: all the time while the plan runs.
    Open(Day, Day),
    /// No place in particular, as long as the plan runs: no deadline, beside other targets of a
    /// thread; a condition that may come true on any day; or a time that counts from a start that
    /// nobody knows.
    Undated(Day, Day),
}

impl Shape {
    /// The shape of a deadline of a plan, `words` where there is no figure to reach by it; `None`
    /// where the document sets no time.
    #[must_use]
    pub fn of(due: &Due, words: bool, bar: &PlanBar) -> Option<Self> {
        Some(match due {
            Due::By(date) if words => Self::Words(Day::end(*date)),
            Due::By(date) => Self::Point(Day::end(*date)),
            Due::Every(rhythm) => Self::Chain(bar.from, bar.to, *rhythm),
            Due::EveryUntil(rhythm, until) => {
                let from = bar.from.min(Day::start(*until));
                Self::Chain(from, Day::end(*until), *rhythm)
            }
            Due::Between(..) | Due::Within(..) | Due::WithinMonths(..) | Due::WithinDays(..) => {
                match bar.span(due) {
                    Some((from, to)) => Self::Span(Day::start(from), Day::end(to)),
                    None => Self::Undated(bar.from, bar.to),
                }
            }
            Due::When(_) => Self::Undated(bar.from, bar.to),
            Due::Ongoing => Self::Open(bar.from, bar.to),
            Due::Unstated => return None,
        })
    }

    /// The day on which it begins.
    #[must_use]
    pub fn from(self) -> Day {
        match self {
            Self::Point(at) | Self::Words(at) => at,
            Self::Chain(from, ..)
            | Self::Span(from, _)
            | Self::Open(from, _)
            | Self::Undated(from, _) => from,
        }
    }

    /// The day on which it ends.
    #[must_use]
    pub fn to(self) -> Day {
        match self {
            Self::Point(at) | Self::Words(at) => at,
            Self::Chain(_, to, _)
            | Self::Span(_, to)
            | Self::Open(_, to)
            | Self::Undated(_, to) => to,
        }
    }

    /// The stretch of an axis that its marks take, in points; a point reaches `half` to both sides.
    #[must_use]
    pub(crate) fn extent(self, axis: &Axis, half: f32) -> Range<f32> {
        let (from, to) = (axis.x(self.from()), axis.x(self.to()));
        match self {
            Self::Point(_) => to - half..to + half,
            Self::Words(_) => to - 1.0..to + 1.0,
            Self::Chain(first, last, rhythm) => {
                let first = ticks(rhythm, first, last).next();
                let from = first.map_or(from, |day| axis.x(day));
                from.min(to) - half / 2.0..to + half / 2.0
            }
            // However short the time, it can be seen as one.
            Self::Span(..) => from.min(to - 2.0 * half)..to,
            Self::Open(..) | Self::Undated(..) => from..to,
        }
    }

    /// What is known of its time, on a day.
    #[must_use]
    pub fn state(self, today: Date) -> DueState {
        match self {
            Self::Open(..) | Self::Undated(..) => DueState::Standing,
            _ if self.to() <= Day::start(today) => DueState::Reached,
            _ => DueState::Coming,
        }
    }
}

/// Whether a deadline is over. Nothing is said of what came of the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DueState {
    /// The deadline is still to come (时限未到).
    Coming,
    /// The deadline is over (时限已到).
    Reached,
    /// There is no deadline to reach.
    Standing,
}

impl DueState {
    /// The Chinese words; none where there is no deadline.
    #[must_use]
    pub fn label(self) -> Option<&'static str> {
        match self {
            Self::Coming => Some("时限未到"),
            Self::Reached => Some("时限已到"),
            Self::Standing => None,
        }
    }
}

/// The days on which the turns of a rhythm end, after `from` and up to `to`.
pub fn ticks(rhythm: Rhythm, from: Day, to: Day) -> impl Iterator<Item = Day> {
    let months = i32::from(rhythm.months());
    // Weeks have no place in months: their turns are counted in days.
    let first = match months {
        0 => from.week_of() + 1,
        months => from.month_of().div_euclid(months) + 1,
    };
    (first..)
        .map(move |turn| match months {
            0 => Day::week(turn),
            months => Day::month(turn * months),
        })
        .take_while(move |day| *day <= to)
}

/// How many years a turn has, or which part of one.
#[must_use]
pub(crate) fn turn(rhythm: Rhythm) -> f32 {
    match rhythm {
        Rhythm::Week => 7.0 / 365.25,
        rhythm => f32::from(rhythm.months()) / 12.0,
    }
}
