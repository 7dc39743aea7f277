//! Comparing: every change is found, once, and the other way round it is its mirror image.

#![allow(clippy::expect_used, reason = "a test may fail here")]

#[path = "../common/mod.rs"]
mod common;
mod edits;
mod file;

use common::today;
use proptest::prelude::*;
use zeren::export::{self, CHANGE_HEADERS, Format, Silent, Subject};
use zeren::model::workspace::{PlanIx, Source, Workspace};
use zeren::model::{
    Amount, Assignment, Basis, Dataset, Due, Number, Role, Section, Succession, SuccessionKind,
    Target, Task,
};
use zeren::synth;
use zeren::view::compare::{
    Change, ChangeKind, Comparison, DutyState, Side, TaskState, change_rows,
};
use zeren::view::{RowKind, Sheet, SuccessionView, ViewSpec};

fn workspace(dataset: &Dataset) -> std::sync::Arc<Workspace> {
    let source = Source {
        file: None,
        dataset: dataset.clone(),
    };
    Workspace::join(vec![source]).0
}

fn compare_as(old: &Dataset, new: &Dataset, succession: SuccessionView) -> Comparison {
    let (old, new) = (workspace(old), workspace(new));
    let side = |workspace, name: &str| Side {
        workspace,
        plan: None,
        name: name.to_owned(),
    };
    Comparison::new(&side(&old, "旧"), &side(&new, "新"), succession, today())
}

fn compare(old: &Dataset, new: &Dataset) -> Comparison {
    compare_as(old, new, SuccessionView::AsWritten)
}

fn built_in() -> Dataset {
    let loaded = zeren::store::parse(zeren::store::builtin().as_bytes(), None);
    loaded.expect("the built-in data").dataset
}

/// The tasks of a plan with a place to change each.
fn each_task(dataset: &mut Dataset, plan: usize, with: &mut impl FnMut(&mut Section, usize)) {
    fn walk(sections: &mut [Section], with: &mut impl FnMut(&mut Section, usize)) {
        for section in sections {
            for nth in 0..section.tasks.len() {
                with(section, nth);
            }
            walk(&mut section.sections, with);
        }
    }
    walk(&mut dataset.plans[plan].sections, with);
}

/// Changes the task of the 2021 plan under a clause.
fn edit(dataset: &mut Dataset, clause: &str, edit: impl Fn(&mut Task)) {
    let plan = dataset
        .plans
        .iter()
        .position(|plan| plan.id == "made-2021")
        .expect("the plan");
    let mut found = false;
    each_task(dataset, plan, &mut |section, nth| {
        if section.tasks[nth].key() == clause {
            edit(&mut section.tasks[nth]);
            found = true;
        }
    });
    assert!(found, "{clause}");
}

/// Takes out the tasks with this clause.
fn drop_tasks(sections: &mut [Section], clause: &str) {
    for section in sections {
        section.tasks.retain(|task| task.clause != clause);
        drop_tasks(&mut section.sections, clause);
    }
}

/// Kind, item, before, after.
fn said(comparison: &Comparison) -> Vec<(ChangeKind, &str, &str, &str)> {
    let list = comparison.changes.list.iter();
    list.map(|change| {
        (
            change.kind,
            change.item.as_str(),
            change.before.as_str(),
            change.after.as_str(),
        )
    })
    .collect()
}

#[test]
fn the_same_data_has_no_changes() {
    let data = built_in();
    let comparison = compare(&data, &data);
    assert_eq!(said(&comparison), []);
    assert!(comparison.changes.is_empty());
    let counts = comparison.changes.counts();
    assert_eq!(counts.same, comparison.data.workspace.tasks.len());
    assert_eq!(counts.text(), "新增 0 项，删除 0 项，调整 0 项，未变 86 项");
}

#[test]
fn a_body_that_comes_goes_or_changes_its_role_is_named() {
    let old = built_in();
    let mut new = old.clone();
    edit(&mut new, "二(一)2", |task| {
        task.assignments[0].role = Role::Responsible;
        task.assignments[1].role = Role::Lead;
        task.assignments.pop();
        task.assignments.push(Assignment {
            agency: "swj".to_owned(),
            role: Role::Support,
            written: None,
            term: None,
            note: None,
        });
    });
    let comparison = compare(&old, &new);
    assert_eq!(
        said(&comparison),
        [
            (ChangeKind::Bodies, "市科技局", "牵头", "责任"),
            (ChangeKind::Bodies, "市发改委", "责任", "牵头"),
            (ChangeKind::Bodies, "市商务局", "", "配合"),
            (ChangeKind::Bodies, "各区人民政府", "责任", ""),
        ]
    );
    let task = comparison.changes.list[0].task.expect("a task");
    assert_eq!(comparison.changes.state(task), TaskState::Changed);
    let states: Vec<DutyState> = (0..6)
        .map(|nth| comparison.changes.duty(task, nth))
        .collect();
    assert_eq!(
        states,
        [
            DutyState::Changed(Role::Lead),
            DutyState::Changed(Role::Responsible),
            DutyState::Same,
            DutyState::Same,
            DutyState::Added,
            DutyState::Removed,
        ]
    );
    assert_eq!(comparison.data.workspace.task(task).duties.len(), 6);
}

#[test]
fn deadlines_and_targets_are_told_apart() {
    let old = built_in();
    let mut new = old.clone();
    edit(&mut new, "二(二)1", |task| {
        task.targets[0].due = Due::By("2025".parse().expect("a year"));
        task.targets[1].amount = Amount::AtLeast(Number::new(40.0).expect("a number"));
        task.targets.remove(4);
        task.targets.push(Target {
            indicator: "轻工名品".to_owned(),
            ..task.targets[2].clone()
        });
    });
    assert_eq!(
        said(&compare(&old, &new)),
        [
            (ChangeKind::Due, "高端装备名品", "2023年底", "2025年底"),
            (ChangeKind::Targets, "电子信息名品", "30 项", "≥ 40 项"),
            (ChangeKind::Targets, "轻工名品", "", "20 项，2023年底"),
            (ChangeKind::Targets, "新材料名品", "10 项，2023年底", ""),
        ]
    );
}

#[test]
fn a_new_clause_that_moves_the_others_changes_nothing_but_their_clauses() {
    let old = built_in();
    let mut new = old.clone();
    let plan = new
        .plans
        .iter()
        .position(|plan| plan.id == "made-2021")
        .expect("the plan");
    let mut done = false;
    each_task(&mut new, plan, &mut |section, nth| {
        if std::mem::replace(&mut done, true) || nth > 0 {
            return;
        }
        let mut task = section.tasks[0].clone();
        task.title = "建立监测制度".to_owned();
        task.summary = "每月汇总数据。".to_owned();
        section.tasks.insert(0, task);
        for (nth, task) in section.tasks.iter_mut().enumerate() {
            task.clause = format!("二(一){}", nth + 1);
        }
    });
    let comparison = compare(&old, &new);
    let counts = comparison.changes.counts();
    assert_eq!((counts.added, counts.removed, counts.changed), (1, 0, 6));
    let kinds: Vec<ChangeKind> = comparison.changes.list.iter().map(|c| c.kind).collect();
    assert_eq!(kinds[0], ChangeKind::Added);
    assert!(kinds[1..].iter().all(|kind| *kind == ChangeKind::Moved));
    assert_eq!(comparison.changes.list[1].before, "二(一)1");
    assert_eq!(comparison.changes.list[1].after, "二(一)2");
}

#[test]
fn a_reworded_task_is_the_same_task_and_a_new_one_under_its_clause_is_not() {
    let old = built_in();
    let mut new = old.clone();
    edit(&mut new, "二(一)2", |task| {
        task.title = "着力提升企业创新能力".to_owned();
    });
    edit(&mut new, "二(一)4", |task| {
        task.title = "建立监测制度".to_owned();
        task.summary = "每月汇总。".to_owned();
    });
    let comparison = compare(&old, &new);
    let kinds: Vec<ChangeKind> = comparison.changes.list.iter().map(|c| c.kind).collect();
    assert_eq!(
        kinds,
        [ChangeKind::Content, ChangeKind::Removed, ChangeKind::Added]
    );
}

#[test]
fn a_deleted_task_stands_where_it_stood() {
    let old = built_in();
    let mut new = old.clone();
    let plan = new
        .plans
        .iter()
        .position(|plan| plan.id == "made-2021")
        .expect("the plan");
    each_task(&mut new, plan, &mut |section, nth| {
        if section.tasks[nth].key() == "二(一)3" {
            section.tasks[nth].clause = "删".to_owned();
        }
    });
    drop_tasks(&mut new.plans[plan].sections, "删");
    // A whole section goes too.
    for section in &mut new.plans[plan].sections {
        section.sections.retain(|inner| inner.number != "二(三)");
    }
    let comparison = compare(&old, &new);
    assert_eq!(comparison.changes.counts().removed, 5);
    let keys = |workspace: &Workspace| -> Vec<String> {
        let tasks = workspace.tasks.iter();
        let mut keys: Vec<String> = tasks.map(|entry| entry.task.key()).collect();
        keys.sort();
        keys
    };
    assert_eq!(keys(&comparison.data.workspace), keys(&workspace(&old)));
    let sheet = Sheet::new(
        &comparison.data,
        &ViewSpec {
            plans: vec!["made-2021".to_owned()],
            ..ViewSpec::default()
        },
        today(),
    );
    let shown: Vec<String> = sheet
        .rows
        .iter()
        .filter_map(|row| match row.kind {
            RowKind::Task(ix) => Some(sheet.workspace().task(ix).task.key()),
            _ => None,
        })
        .collect();
    assert_eq!(
        shown[..6],
        [
            "二(一)1",
            "二(一)2",
            "二(一)3",
            "二(一)4",
            "二(一)5",
            "二(一)6"
        ]
    );
    let third = sheet.tasks().nth(2).expect("a task");
    assert_eq!(comparison.changes.state(third), TaskState::Removed);
}

#[test]
fn a_renamed_body_is_no_change_once_bodies_count_as_todays() {
    let old = built_in();
    let mut new = old.clone();
    assert!(
        new.successions
            .iter()
            .any(|s| (s.from.as_str(), s.to.as_str()) == ("jxw", "jxj"))
    );
    let plan = new
        .plans
        .iter()
        .position(|plan| plan.id == "brand-2017")
        .expect("the plan");
    let mut count = 0;
    each_task(&mut new, plan, &mut |section, nth| {
        for assignment in &mut section.tasks[nth].assignments {
            if assignment.agency == "jxw" {
                assignment.agency = "jxj".to_owned();
                count += 1;
            }
        }
    });
    assert!(count > 0);
    let written = compare(&old, &new);
    assert_eq!(written.changes.list.len(), 2 * count, "one came, one went");
    let current = compare_as(&old, &new, SuccessionView::Current);
    assert_eq!(said(&current), []);
}

#[test]
fn bodies_are_the_same_by_any_of_their_names() {
    let old = built_in();
    let mut new = old.clone();
    for agency in &mut new.agencies {
        agency.id = format!("x-{}", agency.id);
        if let Some(zeren::model::Members::Listed(ids)) = &mut agency.members {
            for id in ids {
                *id = format!("x-{id}");
            }
        }
        if agency.short.is_some() {
            agency.name = format!("湖北省{}", agency.name);
        }
    }
    for Succession { from, to, .. } in &mut new.successions {
        *from = format!("x-{from}");
        *to = format!("x-{to}");
    }
    for plan in 0..new.plans.len() {
        each_task(&mut new, plan, &mut |section, nth| {
            for assignment in &mut section.tasks[nth].assignments {
                assignment.agency = format!("x-{}", assignment.agency);
            }
        });
    }
    assert_eq!(said(&compare(&old, &new)), []);
}

#[test]
fn two_plans_of_one_workspace_can_be_compared() {
    let data = workspace(&built_in());
    let side = |nth: usize| Side {
        workspace: &data,
        plan: Some(PlanIx::new(nth)),
        name: data.plans[nth].plan.label().to_owned(),
    };
    let same = Comparison::new(&side(2), &side(2), SuccessionView::AsWritten, today());
    assert!(same.changes.is_empty());
    let comparison = Comparison::new(&side(0), &side(2), SuccessionView::AsWritten, today());
    assert_eq!(comparison.data.workspace.plans.len(), 1);
    let counts = comparison.changes.counts();
    assert_eq!(
        counts.removed + counts.changed + counts.same,
        data.plans[0].tasks.len()
    );
    assert_eq!(
        counts.added + counts.changed + counts.same,
        data.plans[2].tasks.len()
    );
    assert!(
        comparison
            .changes
            .list
            .iter()
            .any(|change| { change.kind == ChangeKind::Plan && change.item == "标题" })
    );
}

#[test]
fn a_draft_under_another_id_is_the_plan_that_it_became() {
    let mut old = built_in();
    let mut new = old.clone();
    old.plans
        .retain(|plan| plan.id == "made-2021" || plan.id == "brand-2017");
    new.plans
        .retain(|plan| plan.id == "made-2021" || plan.id == "brand-2017");
    for plan in &mut old.plans {
        if plan.id == "made-2021" {
            plan.id = "draft".to_owned();
            plan.title.push_str("（征求意见稿）");
        }
    }
    let comparison = compare(&old, &new);
    let kinds: Vec<ChangeKind> = comparison.changes.list.iter().map(|c| c.kind).collect();
    assert_eq!(kinds, [ChangeKind::Plan]);
}

#[test]
fn a_new_succession_is_known_to_both_sides() {
    let old = built_in();
    let mut new = old.clone();
    new.successions.push(Succession {
        from: "kjj".to_owned(),
        to: "kcj".to_owned(),
        how: SuccessionKind::Renamed,
        date: None,
        basis: Basis::General("试验".to_owned()),
    });
    let comparison = compare_as(&old, &new, SuccessionView::Current);
    assert_eq!(said(&comparison), []);
}

/// A comparison with a change of nearly every kind.
fn changed() -> Comparison {
    let old = built_in();
    let mut new = old.clone();
    edit(&mut new, "二(一)2", |task| {
        "着力提升企业创新能力".clone_into(&mut task.title);
        task.assignments.pop();
    });
    edit(&mut new, "二(二)1", |task| {
        task.targets[0].due = Due::Ongoing;
        task.targets.pop();
    });
    compare(&old, &new)
}

#[test]
fn a_view_without_comparison_takes_no_notice_of_changes() {
    let spec = ViewSpec {
        changes: vec![ChangeKind::Added],
        ..ViewSpec::default()
    };
    assert_eq!(common::sheet(&spec).shown.tasks, 86);
}

// ---- properties ----
