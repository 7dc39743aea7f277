//! What changed is named: bodies, roles, targets, deadlines, and tasks that went.

use zeren::model::workspace::{PlanIx, Workspace};
use zeren::model::{Amount, Assignment, Due, Number, Role, Target};
use zeren::view::compare::{ChangeKind, Comparison, DutyState, Side, TaskState};
use zeren::view::{RowKind, Sheet, SuccessionView, ViewSpec};

use crate::common::{self, today};
use crate::{built_in, compare, drop_tasks, each_task, edit, said, workspace};

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
fn deadlines_of_tasks_and_documents_of_higher_bodies_are_compared() {
    let mut old = built_in();
    edit(&mut old, "二(二)1", |task| {
        task.due = Due::By("2022-Q3".parse().expect("a quarter"));
    });
    let mut new = old.clone();
    edit(&mut new, "二(二)1", |task| {
        task.due = Due::By("2022-H2".parse().expect("a half-year"));
        task.also_due = vec![Due::When("验收后30日内".to_owned())];
    });
    assert_eq!(
        said(&compare(&old, &new)),
        [(
            ChangeKind::Due,
            "任务时限",
            "2022年三季度末",
            "2022年下半年、验收后30日内"
        )]
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
fn a_view_without_comparison_takes_no_notice_of_changes() {
    let spec = ViewSpec {
        changes: vec![ChangeKind::Added],
        ..ViewSpec::default()
    };
    assert_eq!(common::sheet(&spec).shown.tasks, 86);
}

#[test]
fn who_reaches_a_target_and_to_whom_it_is_reported_is_told() {
    let old = built_in();
    let mut new = old.clone();
    edit(&mut new, "二(一)2", |task| {
        task.targets.push(Target {
            indicator: "研发机构".to_owned(),
            amount: Amount::Exactly(Number::new(5.0).expect("a number")),
            unit: "个".to_owned(),
            ..Target::default()
        });
    });
    let with_target = new.clone();
    edit(&mut new, "二(一)2", |task| {
        let target = task.targets.last_mut().expect("the target");
        target.by = vec!["kjj".to_owned(), "fgw".to_owned()];
        target.to = vec!["jxj".to_owned()];
    });
    let comparison = compare(&with_target, &new);
    assert_eq!(
        said(&comparison),
        [
            (
                ChangeKind::Targets,
                "研发机构的由谁承担",
                "",
                "市发改委、市科技局"
            ),
            (ChangeKind::Targets, "研发机构的报送对象", "", "市经信局"),
        ]
    );
}

#[test]
fn wording_and_own_columns_that_changed_are_told() {
    let mut old = built_in();
    edit(&mut old, "二(一)2", |task| {
        task.text = Some("旧文".to_owned());
        task.fields = [("责任人".to_owned(), "甲".to_owned())]
            .into_iter()
            .collect();
    });
    let mut new = old.clone();
    edit(&mut new, "二(一)2", |task| {
        task.text = Some("新文".to_owned());
        let fields = [("进展", "已启动"), ("责任人", "乙")];
        task.fields = fields
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into_iter()
            .collect();
    });
    let comparison = compare(&old, &new);
    assert_eq!(
        said(&comparison),
        [
            (ChangeKind::Content, "原文", "旧文", "新文"),
            (ChangeKind::Content, "进展", "", "已启动"),
            (ChangeKind::Content, "责任人", "甲", "乙"),
        ]
    );
    // Data without the wording does not say that there is none.
    edit(&mut new, "二(一)2", |task| task.text = None);
    assert!(
        !said(&compare(&old, &new))
            .iter()
            .any(|change| change.1 == "原文")
    );
}
