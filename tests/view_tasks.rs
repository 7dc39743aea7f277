//! The list of tasks: each shown task once, whatever the grouping, with all that is said of it.

#![allow(clippy::expect_used, reason = "a test may fail here")]

mod common;

use std::collections::BTreeSet;

use common::{sheet, views};
use zeren::model::Role;
use zeren::view::{
    DueFilter, DueLineKind, DueList, RowOrder, Sheet, SuccessionView, TaskGrouping, TaskLineKind,
    TaskList, TaskRow, TimeScale, ViewSpec, due_rows, duty_rows, task_rows,
};

/// Every view in every grouping and order.
fn every_list() -> Vec<(String, Sheet)> {
    let mut sheets = Vec::new();
    for (name, spec) in views::all() {
        for grouping in TaskGrouping::ALL {
            for row_order in RowOrder::ALL {
                let spec = ViewSpec {
                    grouping,
                    row_order,
                    ..spec.clone()
                };
                sheets.push((format!("{name}, {grouping:?}, {row_order:?}"), sheet(&spec)));
            }
        }
    }
    sheets
}

fn list(grouping: TaskGrouping, row_order: RowOrder, spec: ViewSpec) -> Sheet {
    sheet(&ViewSpec {
        grouping,
        row_order,
        ..spec
    })
}

/// Headings with their counts, and tasks by key.
fn outline(sheet: &Sheet) -> String {
    let workspace = sheet.workspace();
    let list = TaskList::new(sheet);
    let mut text = String::new();
    for line in &list.lines {
        let state = if line.hidden { "·" } else { " " };
        match line.kind {
            TaskLineKind::Group(nth) => {
                let group = &list.groups[nth];
                text.push_str(&format!(
                    "{state}{}{} {} [{}]{}\n",
                    "#".repeat(group.depth + 1),
                    group.label(workspace),
                    group.count_text(),
                    group.key,
                    if group.folded { " +" } else { "" },
                ));
            }
            TaskLineKind::Task(ix) => {
                let task = &workspace.task(ix).task;
                text.push_str(&format!("{state}  {} {}\n", task.key(), task.title));
            }
        }
    }
    text
}

#[test]
fn every_shown_task_stands_in_the_list_once() {
    for (name, sheet) in every_list() {
        let list = TaskList::new(&sheet);
        let listed: Vec<_> = list.tasks().collect();
        let once: BTreeSet<_> = listed.iter().copied().collect();
        let shown: BTreeSet<_> = sheet.tasks().collect();
        assert_eq!(listed.len(), once.len(), "{name}");
        assert_eq!(once, shown, "{name}");
        let in_groups: u32 = list
            .groups
            .iter()
            .filter(|group| group.depth == 0)
            .map(|group| group.shown)
            .sum();
        if !list.groups.is_empty() {
            assert_eq!(in_groups as usize, shown.len(), "{name}");
        }
    }
}

#[test]
fn every_shown_assignment_stands_at_one_body() {
    for (name, spec) in views::all() {
        let sheet = sheet(&spec);
        let mut count = 0;
        for row in task_rows(&sheet) {
            let mut nths: Vec<usize> = row
                .bodies
                .iter()
                .flatten()
                .filter(|body| body.through.is_none())
                .flat_map(|body| body.assignments.clone())
                .collect();
            count += nths.len();
            nths.sort_unstable();
            let all = nths.len();
            nths.dedup();
            assert_eq!(nths.len(), all, "{name}: {}", row.clause);
        }
        assert_eq!(count, sheet.shown.assignments, "{name}");
        let named = duty_rows(&sheet)
            .iter()
            .filter(|row| row.role.is_some() && row.through.is_none())
            .count();
        assert_eq!(count, named, "{name}");
    }
}

#[test]
fn the_list_in_document_order_is_the_rows_of_the_matrix() {
    for (name, spec) in views::all() {
        let sheet = list(TaskGrouping::Sections, RowOrder::Document, spec);
        let tasks: Vec<_> = TaskList::new(&sheet).tasks().collect();
        assert_eq!(tasks, sheet.tasks().collect::<Vec<_>>(), "{name}");
        let lines = TaskList::new(&sheet).lines;
        assert_eq!(lines.len(), sheet.rows.len(), "{name}");
        for (line, row) in lines.iter().zip(&sheet.rows) {
            assert_eq!(line.hidden, row.hidden, "{name}");
        }
    }
}

#[test]
fn tasks_are_grouped_by_who_leads() {
    let sheet = list(
        TaskGrouping::Leads,
        RowOrder::Document,
        views::named("one plan"),
    );
    insta::assert_snapshot!(outline(&sheet));
}

#[test]
fn tasks_are_grouped_by_their_earliest_deadline() {
    let sheet = list(
        TaskGrouping::Due,
        RowOrder::Name,
        ViewSpec {
            folded: vec!["due:2023".to_owned()],
            ..views::named("one plan")
        },
    );
    insta::assert_snapshot!(outline(&sheet));
}

#[test]
fn sections_keep_their_tasks_in_every_order() {
    let sheet = list(
        TaskGrouping::Sections,
        RowOrder::Load,
        ViewSpec {
            folded: vec!["made-2021/二(一)".to_owned()],
            ..views::named("one plan")
        },
    );
    insta::assert_snapshot!(outline(&sheet));
}

fn row<'a>(rows: &'a [TaskRow<'a>], sheet: &Sheet, plan: &str, key: &str) -> &'a TaskRow<'a> {
    let task = sheet.workspace().task_by_key(plan, key).expect("a task");
    rows.iter().find(|row| row.task == task).expect("a row")
}

#[test]
fn a_row_says_everything_in_words() {
    let sheet = sheet(&ViewSpec::default());
    let rows = task_rows(&sheet);
    let row = row(&rows, &sheet, "made-2021", "二(二)1");
    assert_eq!(row.bodies_text(Role::Lead), "市经信局");
    assert_eq!(
        row.bodies_text(Role::Responsible),
        "市市场监管局、市发改委、市科技局、各区人民政府"
    );
    assert_eq!(row.others_text(), "");
    assert!(
        row.goals_text().starts_with("2023年底　"),
        "{}",
        row.goals_text()
    );
    assert!(row.path.contains(" › "), "{}", row.path);
}

#[test]
fn folded_bodies_are_named_behind_todays() {
    let sheet = sheet(&ViewSpec {
        succession: SuccessionView::Current,
        plans: vec!["brand-2017".to_owned()],
        ..ViewSpec::default()
    });
    let rows = task_rows(&sheet);
    let mut several = 0;
    for row in &rows {
        for body in row.bodies.iter().flatten() {
            for name in &body.folded {
                assert!(body.text().contains(name), "{}", body.text());
            }
            several += usize::from(body.assignments.len() > 1);
        }
    }
    assert!(
        several > 0,
        "three predecessors of one body stand at one task"
    );
    let words: Vec<String> = rows
        .iter()
        .map(|row| row.bodies_text(Role::Responsible))
        .collect();
    assert!(
        words.iter().any(|text| text.contains("市市场监管局（原")),
        "{words:?}"
    );
}

#[test]
fn a_folded_group_hides_its_tasks_and_keeps_its_count() {
    let sheet = list(
        TaskGrouping::Sections,
        RowOrder::Document,
        ViewSpec {
            folded: vec!["made-2021".to_owned()],
            ..ViewSpec::default()
        },
    );
    let list = TaskList::new(&sheet);
    let hidden = list.lines.iter().filter(|line| line.hidden).count();
    let group = list.groups.iter().find(|group| group.key == "made-2021");
    let group = group.expect("the plan");
    assert!(group.folded && group.shown > 0 && hidden > group.shown as usize);
}

/// One number for one question: what is due in a year is counted as the filter by deadline counts.
#[test]
fn what_is_due_counts_as_the_filter_does() {
    for (name, spec) in views::all() {
        for scale in TimeScale::ALL {
            let sheet = sheet(&spec.with_time_scale(scale));
            let list = DueList::new(&sheet);
            let facets = &sheet.facets;
            let kinds: BTreeSet<DueFilter> = facets
                .due
                .keys()
                .chain(facets.goals.keys())
                .copied()
                .collect();
            for kind in kinds {
                if !spec.due.is_empty() && !spec.due.contains(&kind) {
                    continue;
                }
                let of = |counts: &std::collections::BTreeMap<DueFilter, u32>| {
                    counts.get(&kind).copied().unwrap_or_default()
                };
                let wanted = of(&facets.due) + of(&facets.goals);
                assert_eq!(list.count(kind), wanted, "{name}, {kind:?}");
            }
        }
    }
}

#[test]
fn what_is_due_leaves_no_target_out() {
    for (name, spec) in views::all() {
        for scale in TimeScale::ALL {
            let sheet = sheet(&spec.with_time_scale(scale));
            let list = DueList::new(&sheet);
            let mut shown = BTreeSet::new();
            for line in &list.lines {
                if let DueLineKind::Entry(nth) = line.kind {
                    let entry = &list.entries[nth];
                    assert!(!entry.due.is_empty(), "{name}: {}", entry.clause);
                    shown.extend(entry.targets.iter().copied());
                }
            }
            let wanted: BTreeSet<_> = due_rows(&sheet).iter().map(|row| row.id).collect();
            assert_eq!(shown, wanted, "{name}, {scale:?}");
        }
    }
}
