//! A calendar of the targets: deadlines as whole days, rhythms as recurring ones.
//!
//! Only what has a day is in it. A deadline that names a year or month stands on its last day; a
//! span (3—5年内) ends so many years after the plan begins; a rhythm stands on the last day of
//! each of its periods until the plan ends. What was worked out rather than written is said in the
//! event. What is still to come reminds of itself 30 and 7 days before, as far as it comes once.
//!
//! The same target keeps its UID when its figure or deadline changes, so that a newer file
//! replaces what an older one brought.

mod when;

use std::collections::{HashMap, HashSet};
use std::io::Write;

use chrono::TimeDelta;
use icalendar::{Alarm, Calendar, Component, Event, EventLike, EventStatus, Property};

use jiff::civil;

use self::when::When;
use super::progress::Steps;
use super::records::clause;
use super::{ExportError, Progress, Subject};
use crate::model::workspace::{AgencyIx, Duty};
use crate::model::{Due, PlanStatus, Role};
use crate::terms;
use crate::view::{
    Sheet, TargetId, TargetRow, actors_text, citation, concerned_duties, due_rows, recipients_text,
    target_bodies, target_text,
};

/// What a calendar holds of the targets of a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CalendarCounts {
    /// Targets with a deadline.
    pub deadlines: usize,
    /// Targets that are due again and again.
    pub rhythms: usize,
    /// Targets without a day: 持续推进, 未写明.
    pub undated: usize,
    /// Deadlines of tasks as a whole.
    pub tasks: usize,
    /// Targets and deadlines whose days are over, where the calendar is without them.
    pub over: usize,
}

impl CalendarCounts {
    /// What a calendar would hold that has everything.
    #[must_use]
    pub fn of(subject: Subject<'_>) -> Self {
        Self::with(subject, true)
    }

    /// What a calendar would hold, with what is over or without it.
    #[must_use]
    pub fn with(subject: Subject<'_>, past: bool) -> Self {
        let sheet = subject.sheet();
        let mut counts = Self::default();
        for row in rows(subject) {
            counts.add(&row, &kept(sheet, When::all(sheet, &row), past));
        }
        counts
    }

    /// Counts a target once, however many deadlines it has.
    fn add(&mut self, row: &TargetRow<'_>, whens: &[When]) {
        let to_come = |when: &&When| !matches!(when, When::Never | When::Over);
        let over = || whens.iter().find(|when| matches!(when, When::Over));
        let dated = whens.iter().find(to_come).or_else(over);
        match dated {
            Some(When::Over) if row.id.is_deadline() => self.over += 1,
            _ if row.id.is_deadline() => self.tasks += usize::from(dated.is_some()),
            Some(When::Deadline { .. }) => self.deadlines += 1,
            Some(When::Again { .. }) => self.rhythms += 1,
            Some(When::Over) => self.over += 1,
            Some(When::Never) | None => self.undated += 1,
        }
    }

    /// In words: `18 个目标，其中 14 个有时限、2 个定期；2 个没有日期，不在日历中`.
    #[must_use]
    pub fn text(self) -> String {
        let all = self.deadlines + self.rhythms + self.undated + self.over;
        let mut text = format!(
            "{all} 个目标，其中 {} 个有时限、{} 个定期",
            self.deadlines, self.rhythms
        );
        if self.undated > 0 {
            text.push_str(&format!("；{} 个没有日期，不在日历中", self.undated));
        }
        if self.over > 0 {
            text.push_str(&format!("；{} 个已过，没有列入", self.over));
        }
        if self.tasks > 0 {
            text.push_str(&format!("；另有 {} 个{}", self.tasks, terms::TASK_DUE));
        }
        text
    }
}

/// The targets of a view; of one agency those of its tasks, through collectives too.
fn rows(subject: Subject<'_>) -> Vec<TargetRow<'_>> {
    let mut rows = due_rows(subject.sheet());
    if let Subject::Agency(profile) = subject {
        let mut own: HashSet<TargetId> = profile.targets.iter().map(|target| target.id).collect();
        let tasks = profile.plans.iter().flat_map(|plan| &plan.tasks);
        let through = profile.through.iter().flat_map(|group| &group.tasks);
        let tasks = tasks
            .map(|part| part.task)
            .chain(through.map(|(task, _)| *task));
        own.extend(tasks.map(TargetId::deadline));
        rows.retain(|row| own.contains(&row.id));
    }
    rows
}

/// The deadlines of a target, those that are over marked where they are not wanted.
fn kept(sheet: &Sheet, whens: Vec<When>, past: bool) -> Vec<When> {
    let today = sheet.today.first_day().civil();
    let whens = whens.into_iter();
    let kept = whens.map(|when| match today {
        Some(today) if !past && when.is_over(today) => When::Over,
        _ => when,
    });
    kept.collect()
}

pub(super) fn write(
    subject: Subject<'_>,
    past: bool,
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
        let whens = kept(sheet, When::all(sheet, row), past);
        counts.add(row, &whens);
        // Taken also for what has no day: a deadline that is added later moves no other UID.
        let uid = uids.take(sheet, row);
        for (nth, (when, due)) in whens.iter().zip(row.target.dues()).enumerate() {
            if let Some(mut event) = when.event() {
                describe(&mut event, subject, row, due, when);
                remind(&mut event, sheet, when);
                events.push(event.uid(&of_due(&uid, nth)).done());
            }
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

/// Title, description, plan, and the day of the export.
fn describe(event: &mut Event, subject: Subject<'_>, row: &TargetRow<'_>, due: &Due, when: &When) {
    let sheet = subject.sheet();
    let workspace = sheet.workspace();
    let plan = workspace.plan(row.plan);
    let entry = row.task.map(|ix| workspace.task(ix));
    // In its own calendar a body needs no name.
    let who = match (subject, row.task) {
        (Subject::Agency(_), _) => None,
        (_, Some(_)) => Some(who(sheet, row)),
        (_, None) => Some(plan.plan.label().to_owned()),
    };
    let what = target_text(row.target);
    // Several tasks may have a milestone of the same name.
    let task = entry.map(|entry| entry.task.title.as_str());
    let task = task.filter(|title| !row.id.is_deadline() && *title != row.target.indicator);
    let parts = [who.as_deref(), task, Some(what.as_str())];
    let title = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let mut lines = Vec::new();
    if !row.id.is_deadline() {
        lines.push(format!("{}　{what}", terms::TARGET));
    }
    lines.push(format!("{}　{}", terms::DUE, due.text()));
    lines.extend(when.basis().map(|basis| format!("{}　{basis}", terms::DAY)));
    match entry {
        Some(entry) => {
            let key = entry.task.key();
            lines.push(format!("{}　{key} {}", terms::TASK, entry.task.title));
            let clause = clause(row, Some(entry));
            if clause != key {
                lines.push(format!("{}　{clause}", terms::CLAUSE));
            }
            lines.push(format!("{}　{}", terms::AGENCY, target_bodies(sheet, row)));
            if let Some(collective) = through(subject, row) {
                lines.push(format!("{}　{collective}", terms::THROUGH));
            }
            if !row.id.is_deadline() {
                let actors = actors_text(workspace, row.id);
                lines.push(format!("{}　{actors}", terms::ACTORS));
            }
        }
        None => lines.push(format!("{}　{}，没有指定机构", terms::CLAUSE, row.clause)),
    }
    let to = recipients_text(workspace, row.id);
    if !to.is_empty() {
        lines.push(format!("{}　{to}", terms::RECIPIENTS));
    }
    lines.push(format!("{}　{}", terms::PLAN, citation(plan)));
    let note = row.target.note.as_ref();
    lines.extend(note.map(|note| format!("{}　{note}", terms::NOTE)));
    let lines: Vec<String> = lines.iter().map(|line| in_a_line(line)).collect();
    let stamp = format!("{}T000000Z", sheet.today.to_string().replace('-', ""));
    event
        .summary(&in_a_line(&title))
        .description(&lines.join("\n"))
        .categories([in_a_line(plan.plan.label())])
        // A whole day that blocks nobody's diary.
        .add_property("TRANSP", "TRANSPARENT")
        .add_property("DTSTAMP", stamp.clone())
        .add_property("LAST-MODIFIED", stamp)
        // A newer file replaces what an older one brought.
        .add_property("SEQUENCE", sequence(sheet).to_string());
    let status = match plan.plan.status {
        PlanStatus::Draft => EventStatus::Tentative,
        PlanStatus::InForce | PlanStatus::Ended => EventStatus::Confirmed,
    };
    event.status(status);
}

/// A number that grows with the day of the export: the days since 2000.
fn sequence(sheet: &Sheet) -> i32 {
    let day = sheet.today.first_day().civil();
    let days = day.and_then(|day| civil::date(2000, 1, 1).until(day).ok());
    days.map_or(0, |span| span.get_days().max(0))
}

/// Reminds of a deadline that is still to come, as far before as there is time.
fn remind(event: &mut Event, sheet: &Sheet, when: &When) {
    let (When::Deadline { day, .. }, Some(today)) = (when, sheet.today.first_day().civil()) else {
        return;
    };
    for before in [30, 7] {
        let left = today.until(*day).map_or(0, |span| span.get_days());
        if left >= before {
            let words = format!("{}还有 {before} 天", terms::DUE);
            let ahead = -TimeDelta::days(i64::from(before));
            let mut alarm = Alarm::display(&words, ahead);
            // In days, as people set it and as every calendar reads it; it is written in seconds.
            alarm.append_property(Property::new("TRIGGER", format!("-P{before}D")));
            event.alarm(alarm);
        }
    }
}

/// The collective through which the agency of a sheet has a target.
fn through<'a>(subject: Subject<'a>, row: &TargetRow<'_>) -> Option<&'a str> {
    let Subject::Agency(profile) = subject else {
        return None;
    };
    let mut targets = profile.targets.iter();
    let collective = targets.find(|target| target.id == row.id)?.through?;
    Some(profile.workspace().agency(collective).label())
}

/// For whom a target is due: the chosen bodies, else who is to reach it, else the leads, else
/// everybody of the weightiest role, in short.
fn who(sheet: &Sheet, row: &TargetRow<'_>) -> String {
    let workspace = sheet.workspace();
    let actors = row.id.actors(workspace);
    let duties = row.task.map_or(&[][..], |ix| &workspace.task(ix).duties);
    let duties: Vec<Duty> = concerned_duties(actors, duties)
        .map(|(_, duty)| duty)
        .collect();
    let body = |agency: AgencyIx| sheet.bodies[agency.get()];
    let chosen: Vec<AgencyIx> = sheet
        .spec
        .agencies
        .iter()
        .filter_map(|id| workspace.agency_by_id(id))
        .map(body)
        .collect();
    // All who are named for this very target, whatever their role in the task.
    let is_said = actors.is_some_and(|actors| !actors.by.is_empty());
    let weightiest = duties.iter().map(|duty| duty.role).min();
    let pick = |wanted: &dyn Fn(AgencyIx, Role) -> bool| {
        let mut names: Vec<&str> = Vec::new();
        for duty in &duties {
            for body in sheet.shares_of(*duty, row.plan) {
                let name = workspace.agency(body).label();
                if wanted(body, duty.role) && !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names
    };
    let mut names = pick(&|body, _| chosen.contains(&body));
    if names.is_empty() {
        names = pick(&|_, role| is_said || Some(role) == weightiest);
    }
    match names.as_slice() {
        [] => workspace.plan(row.plan).plan.label().to_owned(),
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
        let kind = if row.id.is_deadline() {
            terms::TASK_DUE
        } else {
            ""
        };
        let parts = [&plan.id, &plan.title, &owner, &row.target.indicator].map(String::as_str);
        let kind = Some(kind).filter(|kind| !kind.is_empty());
        let parts = parts.into_iter().chain(kind);
        let hash = parts.fold(FNV_BASIS, |hash, part| {
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

/// The UID of one of a target's deadlines: the first one has that of the target.
fn of_due(uid: &str, nth: usize) -> String {
    match uid.split_once('@') {
        Some((id, name)) if nth > 0 => format!("{id}.{nth}@{name}"),
        _ => uid.to_owned(),
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
