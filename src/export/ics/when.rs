//! The days of a deadline.

use icalendar::{Component, Event, Property, ValueType};
use jiff::civil;

use crate::model::workspace::PlanEntry;
use crate::model::{Date, Due, Rhythm};
use crate::view::timeline::PlanBar;
use crate::view::{Sheet, TargetRow};

/// When a target is due.
pub(super) enum When {
    /// Once.
    Deadline {
        /// The day.
        day: civil::Date,
        /// How the day was worked out, where the source does not give it.
        basis: Option<String>,
    },
    /// Again and again.
    Again {
        /// The last day of the first period.
        first: civil::Date,
        /// The last day: that of the plan, where it has one, or the one that the document names.
        until: Option<civil::Date>,
        /// Whether the document names it.
        said: bool,
        /// How often.
        rhythm: Rhythm,
    },
    /// On no day.
    Never,
    /// On days that are over, where the calendar is without them.
    Over,
}

impl When {
    /// One for each deadline of a target.
    pub(super) fn all(sheet: &Sheet, row: &TargetRow<'_>) -> Vec<Self> {
        let entry = sheet.workspace().plan(row.plan);
        let of = |due| Self::of(entry, due, sheet.today).unwrap_or(Self::Never);
        row.target.dues().map(of).collect()
    }

    fn of(entry: &PlanEntry, due: &Due, today: Date) -> Option<Self> {
        match due {
            Due::By(date) => {
                let day = date.last_day().civil()?;
                Some(Self::Deadline { day, basis: None })
            }
            Due::Between(_, to) => Some(Self::Deadline {
                day: to.last_day().civil()?,
                basis: Some(format!("时限是{}，日期取最后一天", due.text())),
            }),
            Due::Within(..) | Due::WithinMonths(..) | Due::WithinDays(..) => span_end(entry, due),
            Due::Every(rhythm) => again(entry, *rhythm, None, today),
            Due::EveryUntil(rhythm, until) => again(entry, *rhythm, Some(*until), today),
            Due::When(_) | Due::Ongoing | Due::Unstated => None,
        }
    }

    /// Whether its last day is before this one.
    pub(super) fn is_over(&self, today: civil::Date) -> bool {
        match self {
            Self::Deadline { day, .. } => *day < today,
            Self::Again { until, .. } => until.is_some_and(|until| until < today),
            Self::Never | Self::Over => false,
        }
    }

    pub(super) fn event(&self) -> Option<Event> {
        let mut event = Event::new();
        match self {
            Self::Never | Self::Over => return None,
            Self::Deadline { day, .. } => {
                event.append_property(date_property("DTSTART", *day));
                if let Ok(next) = day.tomorrow() {
                    event.append_property(date_property("DTEND", next));
                }
            }
            Self::Again {
                first,
                until,
                rhythm,
                ..
            } => {
                event.append_property(date_property("DTSTART", *first));
                if let Ok(next) = first.tomorrow() {
                    event.append_property(date_property("DTEND", next));
                }
                let mut rule = match rhythm {
                    Rhythm::Week => "FREQ=WEEKLY;BYDAY=SU".to_owned(),
                    Rhythm::Year => "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1".to_owned(),
                    Rhythm::Month => "FREQ=MONTHLY;BYMONTHDAY=-1".to_owned(),
                    rhythm => {
                        format!("FREQ=MONTHLY;INTERVAL={};BYMONTHDAY=-1", rhythm.months())
                    }
                };
                if let Some(until) = until {
                    rule.push_str(&format!(";UNTIL={}", until.strftime("%Y%m%d")));
                }
                event.add_property("RRULE", rule);
            }
        }
        Some(event)
    }

    /// What a reader should know about the day.
    pub(super) fn basis(&self) -> Option<String> {
        match self {
            Self::Never | Self::Over => None,
            Self::Deadline { basis, .. } => basis.clone(),
            Self::Again { until, said, .. } => Some(match until {
                Some(_) if *said => "原文写明频次和止期；日期取每期最后一天".to_owned(),
                Some(_) => "原文只写频次；日期取每期最后一天，到方案期末为止".to_owned(),
                None => "原文只写频次，方案没有写明实施期；日期取每期最后一天".to_owned(),
            }),
        }
    }
}

/// The end of a time that counts from a plan's start, as exact as that is. A plan without a
/// period begins when it is issued.
fn span_end(entry: &PlanEntry, due: &Due) -> Option<When> {
    let plan = &entry.plan;
    let from = PlanBar::counts_from(plan, due)?;
    let basis = format!("原文没有写明日期，按方案从{}起算推定", from.text());
    Some(When::Deadline {
        day: due.end(Some(from))?.last_day().civil()?,
        basis: Some(basis),
    })
}

/// The rhythm from the first period that ends once the plan has begun and is issued, to the last
/// one that the document names, or else to the end of the plan. Where the plan has no date at all
/// it begins today.
fn again(entry: &PlanEntry, rhythm: Rhythm, last: Option<Date>, today: Date) -> Option<When> {
    let plan = &entry.plan;
    let begins = plan.period.map(|period| period.from.first_day());
    let issued = plan.issued.map(Date::first_day);
    let from = begins.max(issued).unwrap_or(today).civil()?;
    let first = match i8::try_from(rhythm.months()).ok()? {
        0 => from
            .checked_add(jiff::Span::new().days(7 - from.weekday().to_monday_one_offset()))
            .ok()?,
        // Periods are those of the calendar: quarters end in March, June, September and December.
        step => {
            let month = (from.month() - 1) / step * step + step;
            civil::Date::new(from.year(), month, 1)
                .ok()?
                .last_of_month()
        }
    };
    let until = last.or(plan.period.map(|period| period.to));
    let until = until.and_then(|until| until.last_day().civil());
    let in_time = until.is_none_or(|until| first <= until);
    in_time.then_some(When::Again {
        first,
        until,
        said: last.is_some(),
        rhythm,
    })
}

fn date_property(key: &str, day: civil::Date) -> Property {
    Property::new(key, day.strftime("%Y%m%d").to_string())
        .append_parameter(ValueType::Date)
        .done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Period, Plan};

    fn plan(period: Option<(&str, &str)>, issued: Option<&str>) -> PlanEntry {
        let date = |text: &str| text.parse::<Date>().unwrap();
        PlanEntry {
            plan: Plan {
                period: period.map(|(from, to)| Period {
                    from: date(from),
                    to: date(to),
                }),
                issued: issued.map(date),
                ..empty()
            },
            file: None,
            sections: 0..0,
            tasks: 0..0,
            tasks_with_lead: 1,
        }
    }

    fn empty() -> Plan {
        Plan {
            id: "p".to_owned(),
            title: "某方案".to_owned(),
            ..Plan::default()
        }
    }

    fn rhythm(entry: &PlanEntry, rhythm: Rhythm) -> Option<(String, Option<String>)> {
        match again(entry, rhythm, None, "2026-11-22".parse().unwrap())? {
            When::Again { first, until, .. } => {
                Some((first.to_string(), until.map(|day| day.to_string())))
            }
            _ => None,
        }
    }

    #[test]
    fn rhythms_begin_with_the_first_period_that_ends_after_the_plan_is_issued() {
        let known = plan(Some(("2021", "2023")), Some("2021-10-15"));
        let first = |wanted| rhythm(&known, wanted).unwrap().0;
        assert_eq!(first(Rhythm::Month), "2021-10-31");
        assert_eq!(first(Rhythm::Quarter), "2021-12-31");
        assert_eq!(first(Rhythm::HalfYear), "2021-12-31");
        assert_eq!(first(Rhythm::Year), "2021-12-31");
        let (_, until) = rhythm(&known, Rhythm::Year).unwrap();
        assert_eq!(until.as_deref(), Some("2023-12-31"));
    }

    #[test]
    fn rhythms_of_plans_without_dates_begin_today_and_do_not_end() {
        let unknown = plan(None, None);
        let (first, until) = rhythm(&unknown, Rhythm::Month).unwrap();
        assert_eq!((first.as_str(), until), ("2026-11-30", None));
        // Issued after its own end: there is no period to report on.
        let late = plan(Some(("2021", "2021-06")), Some("2022"));
        assert_eq!(rhythm(&late, Rhythm::Quarter), None);
    }

    #[test]
    fn spans_end_so_many_years_after_the_plan_begins() {
        for (from, years, wanted) in [
            ("2018", 5, "2023-12-31"),
            ("2018-05", 3, "2021-05-31"),
            ("2018-05-20", 3, "2021-05-20"),
            ("2020-02-29", 1, "2021-02-28"),
        ] {
            let entry = plan(None, Some(from));
            let Some(When::Deadline { day, basis }) = span_end(&entry, &Due::Within(years, years))
            else {
                panic!("{from} has an end");
            };
            assert_eq!(day.to_string(), wanted, "{from}");
            assert!(basis.unwrap().contains("推定"));
        }
        assert!(span_end(&plan(None, None), &Due::Within(3, 3)).is_none());
    }

    #[test]
    fn years_are_those_of_the_period_and_days_count_from_the_issue_as_on_the_timeline() {
        let entry = plan(Some(("2018", "2022")), Some("2018-05-20"));
        for (due, wanted) in [
            (Due::Within(3, 3), "2021-12-31"),
            (Due::WithinDays(10, 10), "2018-05-30"),
        ] {
            let Some(When::Deadline { day, .. }) = span_end(&entry, &due) else {
                panic!("it has an end");
            };
            assert_eq!(day.to_string(), wanted);
            let start = PlanBar::counts_from(&entry.plan, &due);
            let (_, to) = due.span(start).unwrap();
            assert_eq!(to.last_day().civil(), Some(day));
        }
    }
}
