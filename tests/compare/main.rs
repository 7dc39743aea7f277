//! Comparing: every change is found, once, and the other way round it is its mirror image.

#![allow(clippy::expect_used, reason = "a test may fail here")]

mod changes;
#[path = "../common/mod.rs"]
mod common;
mod exported;
mod matching;
mod properties;

use common::today;
use zeren::model::workspace::{Source, Workspace};
use zeren::model::{Dataset, Section, Task};
use zeren::view::SuccessionView;
use zeren::view::compare::{ChangeKind, Comparison, Side};

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
