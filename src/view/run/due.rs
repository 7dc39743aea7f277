//! What is due this year and in the quarter of the day.

use super::clause;
use crate::model::workspace::TaskIx;
use crate::model::{Date, Role};
use crate::view::{Sheet, TargetOwner, TaskRowMaker, due_rows, target_text};

/// What is due in the year of the meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueSlide {
    /// What is shown: `2026年到期`.
    pub title: String,
    /// What it means, and how much is due in the quarter.
    pub caption: String,
    /// How many are due in the year.
    pub count: usize,
    /// How many of them are due in the quarter of the day.
    pub in_quarter: usize,
    /// What is due, the earliest first.
    pub lines: Vec<DueLine>,
}

/// Something that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueLine {
    /// Its task; none for a goal of a chapter.
    pub task: Option<TaskIx>,
    /// The target, or the task whose deadline it is.
    pub title: String,
    /// Who leads its task, or who else is named; may be empty.
    pub bodies: String,
    /// The deadline in words.
    pub due: String,
    /// The clause.
    pub clause: String,
    /// Whether it is due in the quarter of the day.
    pub is_soon: bool,
}

impl DueSlide {
    pub(super) fn new(sheet: &Sheet) -> Self {
        let workspace = sheet.workspace();
        let year = sheet.today.year();
        let quarter = |date: Date| date.last_day().month().map(|month| (month - 1) / 3);
        let this_quarter = sheet.today.month().map(|month| (month - 1) / 3);
        let makers = TaskRowMaker::new(sheet);
        let mut lines: Vec<(Date, DueLine)> = Vec::new();
        for row in due_rows(sheet) {
            let start = workspace.plan(row.plan).plan.issued;
            for due in row.target.dues() {
                let Some(end) = due.end(start).filter(|end| end.year() == year) else {
                    continue;
                };
                let task = match row.id.owner {
                    TargetOwner::Task(task) => Some(makers.row(task)),
                    TargetOwner::Section(_) => None,
                };
                let title = if row.id.is_deadline() {
                    task.as_ref().map(|row| row.title.to_owned())
                } else {
                    Some(target_text(row.target))
                };
                let bodies = task.as_ref().and_then(|task| {
                    [Role::Lead, Role::Responsible]
                        .into_iter()
                        .map(|role| task.bodies_text(role))
                        .find(|names| !names.is_empty())
                });
                let end = end.last_day();
                lines.push((
                    end,
                    DueLine {
                        task: task.as_ref().map(|row| row.task),
                        title: title.unwrap_or_default(),
                        bodies: bodies.unwrap_or_default(),
                        due: due.text(),
                        clause: clause(row.clause),
                        is_soon: quarter(end) == this_quarter,
                    },
                ));
            }
        }
        lines.sort_by_key(|(end, _)| *end);
        let lines: Vec<DueLine> = lines.into_iter().map(|(_, line)| line).collect();
        let in_quarter = lines.iter().filter(|line| line.is_soon).count();
        Self {
            title: format!("{year}年到期"),
            caption: if lines.is_empty() {
                "所选方案中没有今年到期的目标和任务".to_owned()
            } else {
                "目标和任务的时限，最早的在前".to_owned()
            },
            count: lines.len(),
            in_quarter,
            lines,
        }
    }
}
