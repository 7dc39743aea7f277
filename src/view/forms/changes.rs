//! The rows of 修改对照表: what a comparison found, in the order of the document, each change with
//! what was and what is, and whom it touches.

use super::cells::stated_or;
use super::rows::Maker;
use super::words::{sentence, tight};
use super::{EntryOf, FormCell, FormColumn, FormEntry, FormPart, FormRow, FormTable, NOT_STATED};
use crate::model::workspace::{AgencyIx, PlanIx, SectionIx};
use crate::terms;
use crate::view::Sheet;
use crate::view::compare::{Change, ChangeKind, Changes, shown_changes};

/// The table of a comparison; nothing where the sheet is none.
pub(super) fn parts(maker: &Maker<'_>) -> Vec<FormPart> {
    let sheet = maker.sheet;
    let Some(changes) = sheet.data.changes() else {
        return Vec::new();
    };
    let mut shown = shown_changes(sheet);
    shown.sort_unstable();
    let chosen = chosen(sheet);
    let mut of_plans: Vec<(PlanIx, Vec<usize>)> = Vec::new();
    for nth in shown {
        let change = &changes.list[nth];
        if !chosen.is_empty() && !touched(sheet, change).iter().any(|it| chosen.contains(it)) {
            continue;
        }
        match of_plans.last_mut() {
            Some((plan, places)) if *plan == change.plan => places.push(nth),
            _ => of_plans.push((change.plan, vec![nth])),
        }
    }
    // The title names a plan only where the data has no other.
    let several = maker.workspace.plans.len() > 1;
    let mut number = 0;
    let parts = of_plans.into_iter().map(|(plan, places)| {
        let mut rows = Vec::new();
        let mut open: Vec<SectionIx> = Vec::new();
        for nth in places {
            let change = &changes.list[nth];
            // Facts of the plan and overall goals come first, under no heading.
            if let Some(task) = change.task {
                let section = maker.workspace.task(task).section;
                maker.open(section, &mut open, &mut rows);
            }
            number += 1;
            rows.push(maker.change(change, nth, number));
        }
        let title = several.then(|| tight(&maker.workspace.plan(plan).plan.title));
        maker.part(title, rows)
    });
    parts.collect()
}

/// The bodies that a view asks for, as they count in it.
fn chosen(sheet: &Sheet) -> Vec<AgencyIx> {
    let workspace = sheet.workspace();
    let ids = sheet.spec.agencies.iter();
    let known = ids.filter_map(|id| workspace.agency_by_id(id));
    known.map(|ix| sheet.bodies[ix.get()]).collect()
}

/// The bodies that a change touches, as they count in the view: the one that came, went or has
/// another role, else all of its task.
fn touched(sheet: &Sheet, change: &Change) -> Vec<AgencyIx> {
    let workspace = sheet.workspace();
    let mut bodies: Vec<AgencyIx> = Vec::new();
    let duties = change.task.map(|task| &workspace.task(task).duties);
    let all = match change.agency {
        Some(body) => vec![body],
        None => duties
            .into_iter()
            .flatten()
            .map(|duty| duty.agency)
            .collect(),
    };
    for body in all {
        let body = sheet.bodies[body.get()];
        if !bodies.contains(&body) {
            bodies.push(body);
        }
    }
    bodies
}

/// The bodies that the changes of a view touch, in the order of the document.
#[must_use]
pub fn touched_bodies(sheet: &Sheet) -> Vec<AgencyIx> {
    let Some(changes) = sheet.data.changes() else {
        return Vec::new();
    };
    let mut shown = shown_changes(sheet);
    shown.sort_unstable();
    let mut bodies: Vec<AgencyIx> = Vec::new();
    for nth in shown {
        for body in touched(sheet, &changes.list[nth]) {
            if !bodies.contains(&body) {
                bodies.push(body);
            }
        }
    }
    bodies
}

/// What stands below the table: which two were compared, and what the sign for nothing means.
pub(super) fn remarks(table: &FormTable) -> Vec<String> {
    let Some(changes) = table.sheet.data.changes() else {
        return Vec::new();
    };
    let is_whole = table.sheet.spec.agencies.is_empty();
    let mut sentences = vec![compared(changes, is_whole)];
    let mut cells = table.entries().flat_map(|entry| &entry.cells);
    if cells.any(FormCell::is_not_stated) {
        sentences.push(format!(
            "{}栏“{dash}”为新增，{}栏“{dash}”为取消。",
            FormColumn::Before.head(),
            FormColumn::After.head(),
            dash = NOT_STATED,
        ));
    }
    sentences
}

/// `原文为“2021行动计划”，现文为“2024行动计划”；任务新增2项，删除1项，调整5项，未变12项。`
fn compared(changes: &Changes, is_whole: bool) -> String {
    let counts = if is_whole {
        format!("；任务{}", changes.counts().text())
    } else {
        String::new()
    };
    tight(&format!(
        "{}为“{}”，{}为“{}”{counts}。",
        FormColumn::Before.head(),
        stem(&changes.old),
        FormColumn::After.head(),
        stem(&changes.new),
    ))
}

/// A side's name; of a file without the ending.
fn stem(name: &str) -> &str {
    name.strip_suffix(".ron").unwrap_or(name)
}

impl Maker<'_> {
    fn change(&self, change: &Change, nth: usize, number: usize) -> FormRow {
        let plan = &self.workspace.plan(change.plan).plan;
        let entry = change.task.map(|task| self.workspace.task(task));
        let clause = entry.map(|entry| entry.task.key()).unwrap_or_default();
        let about = match (entry, change.kind) {
            (Some(entry), _) => tight(&entry.task.title),
            (None, ChangeKind::Plan) => "方案信息".to_owned(),
            (None, _) => terms::OVERALL_GOALS.to_owned(),
        };
        let names = || {
            let bodies = touched(self.sheet, change).into_iter();
            let names = bodies.map(|ix| self.workspace.agency(ix).label());
            names.collect::<Vec<_>>().join("、")
        };
        let summary = entry.map_or("", |entry| entry.task.summary.as_str());
        let cells = self.columns.iter().map(|choice| {
            let cell = match &choice.column {
                FormColumn::Number => FormCell::plain([number.to_string()]),
                FormColumn::Task => FormCell::plain([about.clone()]),
                FormColumn::Clause => FormCell::plain([clause.clone()]),
                FormColumn::Plan => FormCell::plain([tight(plan.label())]),
                FormColumn::Kind => FormCell::plain([change.kind.label().to_owned()]),
                FormColumn::Item => FormCell::plain([tight(&change.item)]),
                FormColumn::Before => said(change.kind, &change.before, summary),
                FormColumn::After => said(change.kind, &change.after, summary),
                FormColumn::Affected => FormCell::plain([names()]),
                // Whatever else is asked for stays to be filled in.
                _ => return FormCell::default(),
            };
            stated_or(choice, cell)
        });
        FormRow::Entry(FormEntry {
            number,
            key: format!("{}/{clause}#{nth}", plan.id),
            plan: change.plan,
            of: EntryOf::Change(nth),
            until: None,
            cells: cells.collect(),
        })
    }
}

/// What either side says, a paragraph for every line; of a whole task what is to be done and who
/// answers for it, a paragraph for every role.
fn said(kind: ChangeKind, text: &str, summary: &str) -> FormCell {
    if text.is_empty() || !matches!(kind, ChangeKind::Added | ChangeKind::Removed) {
        return FormCell::plain(text.lines().map(|line| tight(line.trim())));
    }
    let roles = text.split('；').map(|part| match part.split_once(' ') {
        Some((role, names)) => format!("{role}：{names}"),
        None => part.to_owned(),
    });
    FormCell::plain([sentence(&tight(summary))].into_iter().chain(roles))
}
