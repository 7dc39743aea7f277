//! A calendar of the targets: deadlines as whole days, rhythms as recurring ones.
//!
//! Only what has a day is in it. A deadline that names a year or month stands on its last day; a
//! span (3—5年内) ends so many years after the plan begins; a rhythm stands on the last day of
//! each of its periods until the plan ends. What was worked out rather than written is said in the
//! event. There are no alarms: each calendar has its own, and most deadlines of old plans are over.
//!
//! The same target keeps its UID when its figure or deadline changes, so that a newer file
//! replaces what an older one brought.

use std::collections::{HashMap, HashSet};
use std::io::Write;

use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property, ValueType};
use jiff::civil;

use super::progress::Steps;
use super::records::clause;
use super::{ExportError, Progress, Subject};
use crate::model::workspace::{AgencyIx, PlanEntry, TaskEntry, TaskIx};
use crate::model::{Date, Due, PlanStatus, Rhythm, Role};
use crate::terms;
use crate::view::{Sheet, TargetId, TargetRow, citation, target_bodies, target_rows, target_text};

/// What a calendar holds of the targets of a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CalendarCounts {
    /// Targets with a deadline.
    pub deadlines: usize,
    /// Targets that are due again and again.
    pub rhythms: usize,
    /// Targets without a day: 持续推进, 未写明.
    pub undated: usize,
}

impl CalendarCounts {
    /// What a calendar would hold.
    #[must_use]
    pub fn of(subject: Subject<'_>) -> Self {
        let mut counts = Self::default();
        for row in rows(subject) {
            counts.add(&When::of(subject.sheet(), &row));
        }
        counts
    }

    fn add(&mut self, when: &When) {
        match when {
            When::Deadline { .. } => self.deadlines += 1,
            When::Again { .. } => self.rhythms += 1,
            When::Never => self.undated += 1,
        }
    }

    /// In words: `18 个目标，其中 14 个有时限、2 个定期；2 个没有日期，不在日历中`.
    #[must_use]
    pub fn text(self) -> String {
        let all = self.deadlines + self.rhythms + self.undated;
        let mut text = format!(
            "{all} 个目标，其中 {} 个有时限、{} 个定期",
            self.deadlines, self.rhythms
        );
        if self.undated > 0 {
            text.push_str(&format!("；{} 个没有日期，不在日历中", self.undated));
        }
        text
    }
}

/// The targets of a view; of one agency those of its own tasks.
fn rows(subject: Subject<'_>) -> Vec<TargetRow<'_>> {
    let mut rows = target_rows(subject.sheet());
    if let Subject::Agency(profile) = subject {
        let own: HashSet<TargetId> = profile.targets.iter().map(|target| target.id).collect();
        rows.retain(|row| own.contains(&row.id));
    }
    rows
}

pub(super) fn write(
    subject: Subject<'_>,
    out: &mut dyn Write,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    let sheet = subject.sheet();
    let rows = rows(subject);
    let mut steps = Steps::new(progress, rows.len());
    let mut counts = CalendarCounts::default();
    let mut uids = Uids::default();
    let mut events = Vec::with_capacity(rows.len());
    for row in &rows {
        steps.step()?;
        let when = When::of(sheet, row);
        counts.add(&when);
        // Taken also for what has no day: a deadline that is added later moves no other UID.
        let uid = uids.take(sheet, row);
        if let Some(mut event) = when.event() {
            describe(&mut event, subject, row, &when);
            events.push(event.uid(&uid).done());
        }
    }
    let about = format!(
        "{}。{}。{}制表。",
        sheet.filter_text(),
        counts.text(),
        sheet.today.text()
    );
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Zeren//责任矩阵//ZH"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    let of = match subject {
        Subject::Agency(profile) => profile.body().label().to_owned(),
        _ => sheet.short_title(),
    };
    calendar.name(&in_a_line(&format!("{of} 目标时限")));
    calendar.description(&in_a_line(&about));
    calendar.extend(events);
    out.write_all(calendar.to_string().as_bytes())?;
    progress.report(1.0);
    Ok(())
}

/// When a target is due.
enum When {
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
        /// The plan's last day, where it has one.
        until: Option<civil::Date>,
        /// How often.
        rhythm: Rhythm,
    },
    /// On no day.
    Never,
}

impl When {
    fn of(sheet: &Sheet, row: &TargetRow<'_>) -> Self {
        let entry = sheet.workspace().plan(row.plan);
        match row.target.due {
            Due::By(date) => date
                .last_day()
                .civil()
                .map(|day| Self::Deadline { day, basis: None }),
            Due::Within(_, years) => span_end(entry, years),
            Due::Every(rhythm) => again(entry, rhythm, sheet.today),
            Due::Ongoing | Due::Unstated => None,
        }
        .unwrap_or(Self::Never)
    }

    fn event(&self) -> Option<Event> {
        let mut event = Event::new();
        match self {
            Self::Never => return None,
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
            } => {
                event.append_property(date_property("DTSTART", *first));
                if let Ok(next) = first.tomorrow() {
                    event.append_property(date_property("DTEND", next));
                }
                let mut rule = match rhythm {
                    Rhythm::Year => "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1".to_owned(),
                    Rhythm::Month => "FREQ=MONTHLY;BYMONTHDAY=-1".to_owned(),
                    rhythm => {
                        format!("FREQ=MONTHLY;INTERVAL={};BYMONTHDAY=-1", months(*rhythm))
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
    fn basis(&self) -> Option<String> {
        match self {
            Self::Never => None,
            Self::Deadline { basis, .. } => basis.clone(),
            Self::Again { until, .. } => Some(match until {
                Some(_) => "原文只写频次；日期取每期最后一天，到方案期末为止".to_owned(),
                None => "原文只写频次，方案没有写明实施期；日期取每期最后一天".to_owned(),
            }),
        }
    }
}

/// The end of the years that count from a plan's start, as exact as that is. A plan without a
/// period begins when it is issued.
fn span_end(entry: &PlanEntry, years: u8) -> Option<When> {
    let plan = &entry.plan;
    let from = plan.period.map(|period| period.from).or(plan.issued)?;
    let basis = format!("原文没有写明日期，按方案从{}起算推定", from.text());
    Some(When::Deadline {
        day: from.plus_years(years).last_day().civil()?,
        basis: Some(basis),
    })
}

/// The rhythm from the first period that ends once the plan has begun and is issued. Where the
/// plan has no date at all it begins today.
fn again(entry: &PlanEntry, rhythm: Rhythm, today: Date) -> Option<When> {
    let plan = &entry.plan;
    let begins = plan.period.map(|period| period.from.first_day());
    let issued = plan.issued.map(Date::first_day);
    let from = begins.max(issued).unwrap_or(today).civil()?;
    let step = months(rhythm);
    // Periods are those of the calendar: quarters end in March, June, September and December.
    let month = (from.month() - 1) / step * step + step;
    let first = civil::Date::new(from.year(), month, 1).ok()?;
    let first = first.last_of_month();
    let until = plan.period.and_then(|period| period.to.last_day().civil());
    let in_time = until.is_none_or(|until| first <= until);
    in_time.then_some(When::Again {
        first,
        until,
        rhythm,
    })
}

fn months(rhythm: Rhythm) -> i8 {
    match rhythm {
        Rhythm::Month => 1,
        Rhythm::Quarter => 3,
        Rhythm::HalfYear => 6,
        Rhythm::Year => 12,
    }
}

fn date_property(key: &str, day: civil::Date) -> Property {
    Property::new(key, day.strftime("%Y%m%d").to_string())
        .append_parameter(ValueType::Date)
        .done()
}

/// Title, description, plan, and the day of the export.
fn describe(event: &mut Event, subject: Subject<'_>, row: &TargetRow<'_>, when: &When) {
    let sheet = subject.sheet();
    let workspace = sheet.workspace();
    let plan = workspace.plan(row.plan);
    let entry = row.task.map(|ix| workspace.task(ix));
    let who = match (subject, row.task) {
        (Subject::Agency(profile), _) => profile.body().label().to_owned(),
        (_, Some(task)) => who(sheet, task),
        (_, None) => plan.plan.label().to_owned(),
    };
    let what = target_text(row.target);
    let mut lines = vec![format!("{}　{what}", terms::TARGET)];
    lines.push(format!("{}　{}", terms::DUE, row.target.due.text()));
    lines.extend(when.basis().map(|basis| format!("{}　{basis}", terms::DAY)));
    match entry {
        Some(entry) => {
            let key = entry.task.key();
            lines.push(format!("{}　{key} {}", terms::TASK, entry.task.title));
            let clause = clause(row, Some(entry));
            if clause != key {
                lines.push(format!("{}　{clause}", terms::CLAUSE));
            }
            lines.push(format!(
                "{}　{}",
                terms::AGENCY,
                target_bodies(sheet, entry)
            ));
        }
        None => lines.push(format!("{}　{}，没有指定机构", terms::CLAUSE, row.clause)),
    }
    lines.push(format!("{}　{}", terms::PLAN, citation(plan)));
    let note = row.target.note.as_ref();
    lines.extend(note.map(|note| format!("{}　{note}", terms::NOTE)));
    let lines: Vec<String> = lines.iter().map(|line| in_a_line(line)).collect();
    event
        .summary(&in_a_line(&format!("{who} · {what}")))
        .description(&lines.join("\n"))
        .categories([in_a_line(plan.plan.label())])
        // A whole day that blocks nobody's diary.
        .add_property("TRANSP", "TRANSPARENT")
        .add_property(
            "DTSTAMP",
            format!("{}T000000Z", sheet.today.to_string().replace('-', "")),
        );
    let status = match plan.plan.status {
        PlanStatus::Draft => EventStatus::Tentative,
        PlanStatus::InForce | PlanStatus::Ended => EventStatus::Confirmed,
    };
    event.status(status);
}

/// For whom a target is due: the chosen bodies, else the leads, else everybody of the weightiest
/// role, in short.
fn who(sheet: &Sheet, task: TaskIx) -> String {
    let workspace = sheet.workspace();
    let entry: &TaskEntry = workspace.task(task);
    let body = |agency: AgencyIx| sheet.bodies[agency.get()];
    let chosen: Vec<AgencyIx> = sheet
        .spec
        .agencies
        .iter()
        .filter_map(|id| workspace.agency_by_id(id))
        .map(body)
        .collect();
    let weightiest = entry.duties.iter().map(|duty| duty.role).min();
    let pick = |wanted: &dyn Fn(AgencyIx, Role) -> bool| {
        let mut names: Vec<&str> = Vec::new();
        for duty in &entry.duties {
            let body = body(duty.agency);
            let name = workspace.agency(body).label();
            if wanted(body, duty.role) && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    let mut names = pick(&|body, _| chosen.contains(&body));
    if names.is_empty() {
        names = pick(&|_, role| Some(role) == weightiest);
    }
    match names.as_slice() {
        [] => workspace.plan(entry.plan).plan.label().to_owned(),
        [one] => (*one).to_owned(),
        [one, two] => format!("{one}、{two}"),
        [one, ..] => format!("{one}等 {} 个机构", names.len()),
    }
}

/// UIDs that stay the same from export to export.
#[derive(Default)]
struct Uids {
    taken: HashMap<u64, u32>,
}

impl Uids {
    /// The UID of a target: of its plan, its clause and its indicator, and where a clause asks
    /// twice for the same thing, of its place among these.
    fn take(&mut self, sheet: &Sheet, row: &TargetRow<'_>) -> String {
        let workspace = sheet.workspace();
        let plan = &workspace.plan(row.plan).plan;
        let owner = match row.task {
            Some(ix) => workspace.task(ix).task.key(),
            None => workspace.section_key(row.section),
        };
        let parts = [&plan.id, &plan.title, &owner, &row.target.indicator];
        let hash = parts.iter().fold(FNV_BASIS, |hash, part| {
            let bytes = part.bytes().chain([0xff]);
            bytes.fold(hash, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME)
            })
        });
        let nth = self.taken.entry(hash).or_default();
        *nth += 1;
        format!("{hash:016x}-{nth}@zeren")
    }
}

/// FNV-1a: the same on every machine and in every version of the program.
const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// A text without line breaks and other control characters, which would end its property.
fn in_a_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
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
            knows_leads: true,
        }
    }

    fn empty() -> Plan {
        Plan {
            id: "p".to_owned(),
            title: "某方案".to_owned(),
            short: None,
            number: None,
            issuer: None,
            issued: None,
            status: PlanStatus::InForce,
            period: None,
            note: None,
            sections: Vec::new(),
        }
    }

    fn rhythm(entry: &PlanEntry, rhythm: Rhythm) -> Option<(String, Option<String>)> {
        match again(entry, rhythm, "2026-11-22".parse().unwrap())? {
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
            let Some(When::Deadline { day, basis }) = span_end(&entry, years) else {
                panic!("{from} has an end");
            };
            assert_eq!(day.to_string(), wanted, "{from}");
            assert!(basis.unwrap().contains("推定"));
        }
        assert!(span_end(&plan(None, None), 3).is_none());
    }
}
