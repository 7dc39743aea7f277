//! The tasks as a list (任务清单) and the targets, as tables.

use super::frame::Frame;
use super::paper::PageSetup;
use super::table::{Column, Line, TablePages, Words, fitting, without_empty};
use crate::model::Role;
use crate::model::workspace::Workspace;
use crate::terms;
use crate::view::{
    Sheet, TargetRow, TaskLineKind, TaskList, TaskRowMaker, join_sentences, target_actors,
    target_rows,
};

/// The pages of the tasks as a list: a row for every task, in the groups and order of the view.
#[must_use]
pub(crate) fn list_pages(sheet: &Sheet, setup: PageSetup) -> TablePages {
    let frame = Frame::of_sheet(
        setup,
        sheet,
        terms::TASK_LIST,
        &sheet.counts_text(),
        Vec::new(),
        &[],
    );
    let workspace = sheet.workspace();
    let list = TaskList::new(sheet);
    let maker = TaskRowMaker::new(sheet);
    // The title of the page is the plan's.
    let one_plan = sheet.shown.plans <= 1;
    let mut clauses: Vec<String> = Vec::new();
    let mut lines: Vec<Line> = Vec::with_capacity(list.lines.len());
    for line in &list.lines {
        match line.kind {
            TaskLineKind::Group(nth) => {
                let group = &list.groups[nth];
                if one_plan && matches!(group.kind, crate::view::TaskGroupKind::Plan(_)) {
                    continue;
                }
                lines.push(Line::Group {
                    text: group.label(workspace),
                    count: group.count_text(),
                    level: group.depth,
                });
            }
            TaskLineKind::Task(ix) => {
                let row = maker.row(ix);
                let mut task = vec![Words::new(row.title).bold()];
                if !row.summary.is_empty() {
                    task.push(Words::new(row.summary));
                }
                lines.push(Line::Cells(vec![
                    vec![Words::new(&row.clause).dim()],
                    task,
                    vec![Words::new(row.goals_text())],
                    vec![Words::new(row.bodies_text(Role::Lead))],
                    vec![Words::new(row.bodies_text(Role::Responsible))],
                    vec![Words::new(row.others_text())],
                    vec![Words::new(row.fields_text())],
                    vec![Words::new(&row.note).dim()],
                ]));
                clauses.push(row.clause);
            }
        }
    }
    let clauses = clauses.iter().map(String::as_str);
    let columns = [
        fitting(terms::CLAUSE, clauses, &frame),
        Column::new(terms::TASK, 26.0),
        Column::new(terms::GOALS, 20.0),
        Column::new(terms::LEAD, 10.0),
        Column::new(terms::RESPONSIBLE, 16.0),
        Column::new(terms::OTHER_ROLES, 12.0),
        Column::new(terms::FIELDS, 10.0),
        Column::new(terms::NOTE, 10.0),
    ];
    let columns = without_empty(&columns, &mut lines, 2);
    TablePages::new(frame, columns, lines, terms::TASK)
}

/// The pages of the targets: a row for every target, under its plan.
#[must_use]
pub(crate) fn target_pages(sheet: &Sheet, setup: PageSetup) -> TablePages {
    let rows = target_rows(sheet);
    let counts = format!("{} 个目标 · {}", rows.len(), sheet.counts_text());
    let frame = Frame::of_sheet(setup, sheet, terms::TARGET_LIST, &counts, Vec::new(), &[]);
    let workspace = sheet.workspace();
    let mut lines: Vec<Line> = Vec::with_capacity(rows.len() + 8);
    for of_plan in rows.chunk_by(|a, b| a.plan == b.plan) {
        let plan = &workspace.plan(of_plan[0].plan).plan;
        if sheet.shown.plans > 1 {
            lines.push(Line::Group {
                text: plan.title.clone(),
                count: format!("{} 个", of_plan.len()),
                level: 0,
            });
        }
        lines.extend(of_plan.iter().map(|row| target_line(sheet, workspace, row)));
    }
    let clauses = rows.iter().map(|row| row.clause);
    let columns = [
        fitting(terms::CLAUSE, clauses, &frame),
        Column::new(terms::INDICATOR, 20.0),
        Column::new(terms::AMOUNT, 10.0).right(),
        Column::new(terms::DUE, 9.0),
        Column::new(terms::TASK, 18.0),
        Column::new(terms::BODIES, 24.0),
        Column::new(terms::NOTE, 14.0),
    ];
    let columns = without_empty(&columns, &mut lines, 4);
    TablePages::new(frame, columns, lines, terms::TARGET)
}

fn target_line(sheet: &Sheet, workspace: &Workspace, row: &TargetRow<'_>) -> Line {
    let target = row.target;
    let entry = row.task.map(|ix| workspace.task(ix));
    let notes: Vec<&str> = target
        .stretch
        .then_some(terms::STRETCH)
        .into_iter()
        .chain(target.note.as_deref())
        .collect();
    Line::Cells(vec![
        vec![Words::new(row.clause).dim()],
        vec![Words::new(&target.indicator)],
        vec![Words::new(target.amount.text(&target.unit))],
        vec![Words::new(target.due_text())],
        vec![Words::new(
            entry.map_or("", |entry| entry.task.title.as_str()),
        )],
        vec![Words::new(target_actors(sheet, row))],
        vec![Words::new(join_sentences(&notes)).dim()],
    ])
}
