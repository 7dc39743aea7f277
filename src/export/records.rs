//! The tables of the exports, cell by cell. Their headings are a stable interface.

use std::borrow::Cow;
use std::collections::HashSet;

use super::ExportError;
use super::progress::Steps;
use crate::model::workspace::{TaskEntry, TaskIx};
use crate::model::{Due, Target, Task};
use crate::terms;
use crate::view::{
    DutyRow, Sheet, TargetRow, actors_text, duty_rows, join_sentences, recipients_text,
    section_path, target_bodies, target_rows, target_text,
};

/// The headings of the list of assignments: a row for every assignment, one for a task that names
/// nobody, and where the view asks for members of collectives a row for what each has through one,
/// with the collective in the last column.
pub(crate) const LIST_HEADERS: [&str; 12] = [
    terms::PLAN,
    terms::NUMBER,
    terms::SECTION,
    terms::CLAUSE,
    terms::TASK,
    terms::ROLE,
    terms::AGENCY,
    terms::CURRENT_AGENCY,
    terms::DUE,
    terms::TARGET,
    terms::NOTE,
    terms::THROUGH,
];

/// The headings of the list of targets.
pub(crate) const TARGET_HEADERS: [&str; 13] = [
    terms::PLAN,
    terms::CLAUSE,
    terms::TASK,
    terms::INDICATOR,
    terms::COMPARISON,
    terms::VALUE,
    terms::UNIT,
    terms::DUE,
    terms::RHYTHM,
    terms::BODIES,
    terms::NOTE,
    terms::ACTORS,
    terms::RECIPIENTS,
];

/// The headings of the figures that a workbook has besides, as numbers to reckon with.
pub(super) const BOUND_HEADERS: [&str; 2] = [terms::LOWER_BOUND, terms::UPPER_BOUND];

/// The first headings of the matrix; a column for every body follows.
pub(crate) const MATRIX_HEADERS: [&str; 3] = [terms::PLAN, terms::CLAUSE, terms::TASK];

/// The place of 条款 among [`LIST_HEADERS`].
pub(super) const LIST_CLAUSE: usize = 3;

/// The place of 时限 among [`LIST_HEADERS`].
pub(super) const LIST_DUE: usize = 8;

/// The place of 机构 among [`LIST_HEADERS`].
pub(super) const LIST_AGENCY: usize = 6;

/// The place of 数值 among [`TARGET_HEADERS`].
pub(super) const TARGET_FIGURE: usize = 5;

/// What stands between several things in one cell.
const AND: &str = "；";

/// A row of the list.
pub(super) struct ListRecord<'a> {
    /// The cells, under [`LIST_HEADERS`].
    pub cells: [&'a str; 12],
    /// The clause as the document numbers it, without the note of it that the task is.
    pub clause: &'a str,
    /// Which note of its clause the task is.
    pub part: Option<u16>,
    /// The plan's name on the screen, where its title takes too much room.
    pub plan: &'a str,
    /// Why the reading of the body's name had to be mended.
    pub mended: Option<&'a str>,
    /// What stands under [`OwnColumns`].
    pub own: &'a [&'a str],
}

/// What the file says of tasks beyond the headings of the list: its own columns, and the wording
/// of clauses with its place. Only what any shown task has.
pub(crate) struct OwnColumns<'a> {
    names: Vec<&'a str>,
    has_text: bool,
    has_place: bool,
    /// Whether any clause carries several tasks.
    pub(super) has_parts: bool,
}

impl<'a> OwnColumns<'a> {
    /// The columns of the shown tasks, in the order in which they come up.
    pub(crate) fn new(sheet: &'a Sheet) -> Self {
        let workspace = sheet.workspace();
        let mut columns = Self {
            names: Vec::new(),
            has_text: false,
            has_place: false,
            has_parts: false,
        };
        let mut known = HashSet::new();
        for ix in sheet.tasks() {
            let task = &workspace.task(ix).task;
            let names = task.fields.iter().map(|(name, _)| name);
            columns
                .names
                .extend(names.filter(|name| known.insert(*name)));
            columns.has_text |= task.text.is_some();
            columns.has_place |= task.place.is_some();
            columns.has_parts |= task.part.is_some();
        }
        columns
    }

    /// The headings, which stand behind [`LIST_HEADERS`].
    pub(crate) fn headers(&self) -> Vec<&'a str> {
        let mut headers = self.names.clone();
        headers.extend(self.has_text.then_some(terms::CLAUSE_TEXT));
        headers.extend(self.has_place.then_some(terms::PLACE));
        headers
    }

    fn cells(&self, task: &'a Task) -> Vec<&'a str> {
        let names = self.names.iter();
        let mut cells: Vec<&str> = names
            .map(|name| task.fields.get(name).unwrap_or_default())
            .collect();
        let text = self.has_text.then_some(task.text.as_deref());
        cells.extend(text.map(Option::unwrap_or_default));
        let place = self.has_place.then_some(task.place.as_deref());
        cells.extend(place.map(Option::unwrap_or_default));
        cells
    }
}

/// Gives every row of the list to `write`.
pub(super) fn list(
    sheet: &Sheet,
    steps: &mut Steps<'_>,
    mut write: impl FnMut(&ListRecord<'_>) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let workspace = sheet.workspace();
    let own = OwnColumns::new(sheet);
    let mut known: Option<(TaskIx, TaskCells<'_>)> = None;
    for row in duty_rows(sheet) {
        steps.step()?;
        let entry = workspace.task(row.task);
        // A task's rows follow each other: what they share is made once.
        let (_, task) = match known.take_if(|(ix, _)| *ix == row.task) {
            Some(same) => known.insert(same),
            None => known.insert((row.task, TaskCells::new(sheet, entry, &own))),
        };
        let plan = &workspace.plan(entry.plan).plan;
        let role = role_text(&row);
        write(&ListRecord {
            cells: [
                &plan.title,
                plan.number.as_deref().unwrap_or_default(),
                &task.section,
                &task.clause,
                &entry.task.title,
                &role,
                row.written,
                row.today.map_or("", |ix| workspace.agency(ix).label()),
                &task.due,
                &task.targets,
                &row.note,
                row.through.map_or("", |ix| workspace.agency(ix).label()),
            ],
            clause: &entry.task.clause,
            part: entry.task.part,
            plan: plan.label(),
            mended: row.mended,
            own: &task.own,
        })?;
    }
    Ok(())
}

/// The cells that all rows of a task share.
struct TaskCells<'a> {
    section: String,
    clause: String,
    due: String,
    targets: String,
    own: Vec<&'a str>,
}

impl<'a> TaskCells<'a> {
    fn new(sheet: &Sheet, entry: &'a TaskEntry, own: &OwnColumns<'a>) -> Self {
        let mut due: Vec<String> = entry.task.due_wordings().collect();
        // Where the task has a deadline, a target without one of its own is not without any.
        let is_told = !due.is_empty();
        let targets = entry.task.targets.iter().flat_map(Target::dues);
        let targets = targets.filter(|of| !is_told || !matches!(of, Due::Unstated));
        for of in targets.filter(|of| entry.task.dues().all(|due| due != *of)) {
            let text = of.text();
            if !due.contains(&text) {
                due.push(text);
            }
        }
        let targets: Vec<String> = entry.task.targets.iter().map(target_text).collect();
        Self {
            section: section_path(sheet.workspace(), entry.section),
            clause: entry.task.key(),
            due: due.join(AND),
            targets: targets.join(AND),
            own: own.cells(&entry.task),
        }
    }
}

fn role_text(row: &DutyRow<'_>) -> Cow<'static, str> {
    match (row.role, row.term) {
        (None, _) => Cow::Borrowed(""),
        (Some(role), None) => Cow::Borrowed(role.label()),
        (Some(role), Some(term)) => Cow::Owned(format!("{}（{term}）", role.label())),
    }
}

/// A row of the targets.
pub(super) struct TargetRecord<'a> {
    /// The cells, under [`TARGET_HEADERS`].
    pub cells: [&'a str; 13],
    /// The plan's name on the screen.
    pub plan: &'a str,
    /// The lowest and the highest figure, under [`BOUND_HEADERS`].
    pub bounds: [Option<f64>; 2],
}

/// Gives every row of the targets to `write`.
pub(super) fn targets(
    sheet: &Sheet,
    steps: &mut Steps<'_>,
    mut write: impl FnMut(&TargetRecord<'_>) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let workspace = sheet.workspace();
    for row in target_rows(sheet) {
        steps.step()?;
        let target = row.target;
        let entry = row.task.map(|ix| workspace.task(ix));
        let (by, every) = time_cells(target);
        let plan = &workspace.plan(row.plan).plan;
        let cells = [
            plan.title.as_str(),
            &clause(&row, entry),
            entry.map_or("", |entry| entry.task.title.as_str()),
            &target.indicator,
            target.amount.comparator(),
            &target.amount.figure(),
            &target.unit,
            &by,
            &every,
            &target_bodies(sheet, &row),
            &remarks(target),
            &actors_text(workspace, row.id),
            &recipients_text(workspace, row.id),
        ];
        write(&TargetRecord {
            cells,
            plan: plan.label(),
            bounds: target.amount.bounds().into(),
        })?;
    }
    Ok(())
}

/// By when and how often: a rhythm that ends has both.
fn time_cells(target: &Target) -> (String, String) {
    let (mut by, mut every) = (Vec::new(), Vec::new());
    for due in target.dues() {
        match due.rhythm() {
            Some((rhythm, until)) => {
                every.push(rhythm.label());
                by.extend(until.map(|until| Due::By(until).text()));
            }
            None => by.push(due.text()),
        }
    }
    every.dedup();
    (by.join(AND), every.join(AND))
}

/// The clause as the list has it, unless the target stands in another one.
pub(super) fn clause(row: &TargetRow<'_>, entry: Option<&TaskEntry>) -> String {
    match entry {
        Some(entry) if row.target.clause.is_none() => entry.task.key(),
        _ => row.clause.to_owned(),
    }
}

/// What the other columns cannot hold: 力争, a wording instead of a figure, doubts.
pub(super) fn remarks(target: &Target) -> String {
    let wording = target.amount.words();
    let words: Vec<&str> = target
        .stretch
        .then_some(terms::STRETCH)
        .into_iter()
        .chain(wording)
        .chain(target.note.as_deref())
        .collect();
    join_sentences(&words)
}
