//! The changes that a view shows.

use super::{Change, ChangeKind};
use crate::model::workspace::TaskIx;
use crate::view::{Sheet, section_path};

/// One change with where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRow<'a> {
    /// The change.
    pub change: &'a Change,
    /// The plan's title.
    pub plan: &'a str,
    /// The headings that lead to the task; empty where there is none.
    pub path: String,
    /// The clause as it is now, or as it was for a task that is gone.
    pub clause: String,
    /// The task's title; empty where there is none.
    pub title: &'a str,
}

/// The changes of the shown tasks, by kind and then in the order of the document; none where the
/// sheet is no comparison.
///
/// What belongs to no task (facts of a plan, overall goals) is shown where nothing asks for one.
#[must_use]
pub fn change_rows(sheet: &Sheet) -> Vec<ChangeRow<'_>> {
    let Some(changes) = sheet.data.changes() else {
        return Vec::new();
    };
    let workspace = sheet.workspace();
    shown_changes(sheet)
        .into_iter()
        .map(|nth| {
            let change = &changes.list[nth];
            let of_task = |task: TaskIx| {
                let entry = workspace.task(task);
                let path = section_path(workspace, entry.section);
                (path, entry.task.key(), entry.task.title.as_str())
            };
            let (path, clause, title) = change.task.map_or_else(Default::default, of_task);
            ChangeRow {
                change,
                plan: &workspace.plan(change.plan).plan.title,
                path,
                clause,
                title,
            }
        })
        .collect()
}

/// The same as places in [`Changes::list`](super::Changes::list): a long list costs what is seen
/// of it.
#[must_use]
pub(crate) fn shown_changes(sheet: &Sheet) -> Vec<usize> {
    let Some(changes) = sheet.data.changes() else {
        return Vec::new();
    };
    let workspace = sheet.workspace();
    let spec = &sheet.spec;
    let mut shown = vec![false; workspace.tasks.len()];
    for task in sheet.tasks() {
        shown[task.get()] = true;
    }
    let asks_for_tasks = !(spec.sections.is_empty()
        && spec.agencies.is_empty()
        && spec.roles.is_empty()
        && spec.due.is_empty()
        && spec.text.trim().is_empty());
    let is_shown = |change: &Change| match change.task {
        Some(task) => shown[task.get()],
        None => {
            let id = &workspace.plan(change.plan).plan.id;
            !asks_for_tasks && (spec.plans.is_empty() || spec.plans.contains(id))
        }
    };
    let wanted = |kind: ChangeKind| spec.changes.is_empty() || spec.changes.contains(&kind);
    let mut places: Vec<usize> = (0..changes.list.len())
        .filter(|&nth| {
            let change = &changes.list[nth];
            wanted(change.kind) && is_shown(change)
        })
        .collect();
    places.sort_by_key(|&nth| changes.list[nth].kind);
    places
}
