//! What changed against another version, where one is compared.

use super::clause;
use crate::model::workspace::TaskIx;
use crate::view::Sheet;
use crate::view::compare::change_rows;

/// What changed between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What is compared: `2021 年版 → 2024 年版`.
    pub caption: String,
    /// How many tasks were added, removed and changed.
    pub counts: [(usize, &'static str); 3],
    /// The changes, by kind and then in the order of the document.
    pub lines: Vec<ChangedLine>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedLine {
    /// Its task, where it is one of a task.
    pub task: Option<TaskIx>,
    /// The task's title, or the plan.
    pub title: String,
    /// What changed, in words; empty where the title says it.
    pub words: String,
    /// The kind of change.
    pub kind: &'static str,
    /// The clause.
    pub clause: String,
}

impl Changed {
    /// The changes of the tasks of a sheet; none where it is no comparison.
    pub(super) fn new(sheet: &Sheet) -> Option<Self> {
        use crate::view::compare::TaskState;
        let changes = sheet.data.changes()?;
        let counts = changes.counts();
        let lines = change_rows(sheet).into_iter().map(|row| {
            let words = row.change.text();
            let title = if row.title.is_empty() {
                row.plan
            } else {
                row.title
            };
            ChangedLine {
                task: row.change.task,
                words: if words == title { String::new() } else { words },
                title: title.to_owned(),
                kind: row.change.kind.label(),
                clause: clause(&row.clause),
            }
        });
        Some(Self {
            caption: changes.title(),
            counts: [
                (counts.added, TaskState::Added.label()),
                (counts.removed, TaskState::Removed.label()),
                (counts.changed, TaskState::Changed.label()),
            ],
            lines: lines.collect(),
        })
    }
}
