//! The sheet as a list: a row for every assignment that has a mark.

use std::borrow::Cow;

use super::Sheet;
use super::spec::DueFilter;
use crate::model::workspace::{AgencyIx, SectionIx, TaskIx, Workspace};
use crate::model::{Due, Role, Target};

/// A row of the list of assignments: one assignment, or a task that names nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyRow<'a> {
    /// The task.
    pub task: TaskIx,
    /// The role; `None` at a task that names nobody.
    pub role: Option<Role>,
    /// The source's own term for the role, where it has one.
    pub term: Option<&'a str>,
    /// The body's name as written in the source; empty at a task that names nobody.
    pub written: &'a str,
    /// The body that has its duties today.
    pub today: Option<AgencyIx>,
    /// Doubts about the assignment and its task.
    pub note: Cow<'a, str>,
    /// Why the reading of the body's name had to be mended.
    pub mended: Option<&'a str>,
    /// The collective that the document names, where the body has the task only as a member of it.
    pub through: Option<AgencyIx>,
}

/// The shown assignments, in the order of the rows and, within a task, of the document.
#[must_use]
pub fn duty_rows(sheet: &Sheet) -> Vec<DutyRow<'_>> {
    let workspace = sheet.workspace();
    // A body that is gone, with nobody known to follow it, is none of today.
    let today: Vec<Option<AgencyIx>> = workspace
        .current_bodies(sheet.today)
        .into_iter()
        .map(|body| (!workspace.agency(body).heir_unknown).then_some(body))
        .collect();
    let mut in_sheet = vec![false; workspace.agencies.len()];
    for column in &sheet.columns {
        in_sheet[column.agency.get()] = true;
    }
    let mut rows = Vec::with_capacity(sheet.shown.assignments);
    for ix in sheet.tasks() {
        let entry = workspace.task(ix);
        if entry.duties.is_empty() {
            rows.push(DutyRow {
                task: ix,
                role: None,
                term: None,
                written: "",
                today: None,
                note: Cow::Borrowed(entry.task.note.as_deref().unwrap_or_default()),
                mended: None,
                through: None,
            });
        }
        for (duty, assignment) in entry.duties.iter().zip(&entry.task.assignments) {
            let shown =
                in_sheet[sheet.bodies[duty.agency.get()].get()] && sheet.spec.shows_role(duty.role);
            if !shown {
                continue;
            }
            let note = match (assignment.note.as_deref(), entry.task.note.as_deref()) {
                (Some(of_body), Some(of_task)) => Cow::Owned(join_sentences(&[of_body, of_task])),
                (one, other) => Cow::Borrowed(one.or(other).unwrap_or_default()),
            };
            rows.push(DutyRow {
                task: ix,
                role: Some(duty.role),
                term: assignment.term.as_deref(),
                written: assignment
                    .written
                    .as_deref()
                    .unwrap_or_else(|| workspace.agency(duty.agency).label()),
                today: today[duty.agency.get()],
                note,
                mended: assignment.note.as_deref(),
                through: None,
            });
        }
        add_through(sheet, ix, (&in_sheet, &today), &mut rows);
    }
    rows
}

/// Adds what members of the task's collectives have of it, where the view asks for them.
fn add_through<'a>(
    sheet: &'a Sheet,
    ix: TaskIx,
    (in_sheet, today): (&[bool], &[Option<AgencyIx>]),
    rows: &mut Vec<DutyRow<'a>>,
) {
    let workspace = sheet.workspace();
    let entry = workspace.task(ix);
    for (member, places) in sheet.through_at(ix) {
        if !in_sheet[member.get()] {
            continue;
        }
        for nth in places {
            let (duty, assignment) = (entry.duties[nth], &entry.task.assignments[nth]);
            rows.push(DutyRow {
                task: ix,
                role: Some(duty.role),
                term: assignment.term.as_deref(),
                written: workspace.agency(member).label(),
                today: today[member.get()],
                note: Cow::Borrowed(entry.task.note.as_deref().unwrap_or_default()),
                mended: None,
                through: Some(duty.agency),
            });
        }
    }
}

/// Several remarks in one line: `；` between them, unless the one before ends a sentence.
#[must_use]
pub(crate) fn join_sentences(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if !text.is_empty() && !text.ends_with(['。', '！', '？', '；']) {
            text.push('；');
        }
        text.push_str(part);
    }
    text
}

/// The path of a section's headings, from the chapter down: `二 主要任务 › 二(一) 培育名企`.
#[must_use]
pub(crate) fn section_path(workspace: &Workspace, section: SectionIx) -> String {
    let mut path = Vec::new();
    let mut at = Some(section);
    while let Some(ix) = at {
        let section = workspace.section(ix);
        let text = format!("{} {}", section.number, section.title);
        let text = text.trim();
        if !text.is_empty() {
            path.push(text.to_owned());
        }
        at = section.parent;
    }
    path.reverse();
    path.join(" › ")
}

/// The sections with a row of their own that lead to `section`, from the chapter down. A chapter
/// that only holds sections has none: its number stands in theirs.
pub(super) fn rows_to(workspace: &Workspace, section: SectionIx) -> Vec<SectionIx> {
    let mut path = Vec::new();
    let mut at = Some(section);
    while let Some(ix) = at {
        let section = workspace.section(ix);
        if section.has_tasks {
            path.push(ix);
        }
        at = section.parent;
    }
    path.reverse();
    path
}

/// The earliest deadline of a task, for sorting: dates first, then spans, rhythms, the rest.
pub(super) fn earliest(workspace: &Workspace, ix: TaskIx) -> (DueFilter, Due) {
    let task = &workspace.task(ix).task;
    let targets = task.targets.iter().flat_map(Target::dues);
    targets
        .chain(task.dues())
        .map(|due| (DueFilter::of(due), due))
        .min()
        .map_or((DueFilter::Unstated, Due::Unstated), |(kind, due)| {
            (kind, due.clone())
        })
}
