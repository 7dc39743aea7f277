//! When a body's targets and tasks are due, along the years.

use crate::model::workspace::TaskIx;
use crate::model::{Date, Due};
use crate::view::{Profile, TargetId, target_text};

/// When a body's targets and tasks are due. Only what is due on a day that is known, or again and
/// again, stands in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule {
    /// The body's name.
    pub name: String,
    /// How much of it there is.
    pub caption: String,
    /// The first and the last year.
    pub years: (i16, i16),
    /// The day of the meeting, in years: 2026.5 is the middle of 2026.
    pub today: f32,
    /// What is due, the earliest first, then what is due again and again.
    pub lines: Vec<ScheduleLine>,
}

/// Something that is due.
#[derive(Clone, Debug, PartialEq)]
pub struct ScheduleLine {
    /// The task.
    pub task: TaskIx,
    /// The target, or the task whose deadline it is.
    pub title: String,
    /// The deadline in words.
    pub due: String,
    /// Where a stretch of time begins, in years; none for what is due on a day.
    pub begin: Option<f32>,
    /// Where it ends, in years; none for what goes on.
    pub end: Option<f32>,
}

/// How many years have room beside one another.
const MOST_YEARS: i16 = 12;

/// The end of a date in years.
fn at(date: Date) -> f32 {
    let last = date.last_day();
    let month = f32::from(last.month().unwrap_or(12));
    f32::from(last.year()) + month / 12.0
}

impl Schedule {
    /// The schedule of a body; none where nothing of it is due on a day that is known.
    pub(super) fn new(profile: &Profile) -> Option<Self> {
        let workspace = profile.workspace();
        let mut found: Vec<(TargetId, TaskIx)> = profile
            .targets
            .iter()
            .map(|target| (target.id, target.task))
            .collect();
        let own = profile.plans.iter().flat_map(|group| &group.tasks);
        let own = own.map(|part| part.task);
        let through = profile.through.iter().flat_map(|group| &group.tasks);
        let mut tasks: Vec<TaskIx> = own.chain(through.map(|(task, _)| *task)).collect();
        tasks.sort_unstable();
        tasks.dedup();
        let with_deadline = tasks.into_iter().filter(|task| {
            let entry = workspace.task(*task);
            entry.deadline.is_some()
        });
        found.extend(with_deadline.map(|task| (TargetId::deadline(task), task)));
        let mut lines: Vec<ScheduleLine> = Vec::new();
        for (id, task) in found {
            let start = workspace.plan(id.plan(workspace)).plan.issued;
            let target = id.target(workspace);
            let title = if id.is_deadline() {
                workspace.task(task).task.title.clone()
            } else {
                target_text(target)
            };
            for due in target.dues() {
                let end = due.end(start).map(at);
                let begin = match due {
                    Due::By(_) => None,
                    due => due.span(start).map(|(from, _)| at(from)),
                };
                let goes_on = matches!(due, Due::Every(_) | Due::EveryUntil(..));
                if end.is_some() || goes_on {
                    lines.push(ScheduleLine {
                        task,
                        title: title.clone(),
                        due: due.text(),
                        begin,
                        end,
                    });
                }
            }
        }
        let dated = lines.iter().filter(|line| line.end.is_some()).count();
        let ends = lines.iter().filter_map(|line| line.end);
        let last = ends.clone().fold(f32::MIN, f32::max);
        let begins = lines.iter().filter_map(|line| line.begin);
        let first = ends.chain(begins).fold(f32::MAX, f32::min);
        if dated == 0 {
            return None;
        }
        // What ends with a year belongs to that year.
        let year = |at: f32| i16::try_from(crate::num::whole(at - 0.01)).unwrap_or(i16::MAX);
        let (first, last) = (year(first), year(last));
        // From the year of the first document on: how long there was says much.
        let issued = lines.iter().filter_map(|line| {
            let plan = workspace.task(line.task).plan;
            workspace.plan(plan).plan.issued.map(Date::year)
        });
        let first = issued.fold(first, i16::min).max(last - MOST_YEARS + 1);
        lines.sort_by(|a, b| {
            let key = |line: &ScheduleLine| line.end.unwrap_or(f32::MAX);
            key(a).total_cmp(&key(b))
        });
        let today = profile.sheet.today;
        Some(Self {
            name: profile.body().label().to_owned(),
            caption: match lines.len() - dated {
                0 => format!("{dated} 处时限"),
                others => format!("{dated} 处时限，另有 {others} 处定期"),
            },
            years: (first, last),
            today: at(today),
            lines,
        })
    }
}
