//! The built-in data, checked against counts and readings taken from the documents by hand.

mod agencies;
mod assignments;
#[path = "../common/mod.rs"]
mod common;
mod duties;
mod plans;
mod targets;
mod wording;

use std::collections::BTreeSet;

use zeren::model::{Assignment, Dataset, Plan, Role, Section, Target, Task};

const TEXT: &str = include_str!("../../data/wuhan-manufacturing.ron");
const README: &str = include_str!("../../data/README.md");

fn parse(text: &str) -> Dataset {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str(text)
        .unwrap_or_else(|error| panic!("{error}"))
}

fn data() -> Dataset {
    parse(TEXT)
}

fn plan<'a>(data: &'a Dataset, id: &str) -> &'a Plan {
    data.plans
        .iter()
        .find(|plan| plan.id == id)
        .unwrap_or_else(|| panic!("no plan {id}"))
}

fn sections(plan: &Plan) -> Vec<&Section> {
    fn walk<'a>(sections: &'a [Section], all: &mut Vec<&'a Section>) {
        for section in sections {
            all.push(section);
            walk(&section.sections, all);
        }
    }
    let mut all = Vec::new();
    walk(&plan.sections, &mut all);
    all
}

fn tasks(plan: &Plan) -> Vec<&Task> {
    sections(plan)
        .into_iter()
        .flat_map(|section| &section.tasks)
        .collect()
}

fn task<'a>(data: &'a Dataset, plan_id: &str, key: &str) -> &'a Task {
    tasks(plan(data, plan_id))
        .into_iter()
        .find(|task| task.key() == key)
        .unwrap_or_else(|| panic!("no task {plan_id} {key}"))
}

fn targets(plan: &Plan) -> Vec<&Target> {
    sections(plan)
        .into_iter()
        .flat_map(|section| {
            section
                .targets
                .iter()
                .chain(section.tasks.iter().flat_map(|task| &task.targets))
        })
        .collect()
}

fn all_targets(data: &Dataset) -> Vec<&Target> {
    data.plans.iter().flat_map(targets).collect()
}

fn assignments(plan: &Plan) -> Vec<&Assignment> {
    tasks(plan)
        .into_iter()
        .flat_map(|task| &task.assignments)
        .collect()
}

fn count(plan: &Plan, role: Role) -> usize {
    assignments(plan)
        .into_iter()
        .filter(|assignment| assignment.role == role)
        .count()
}

fn written(task: &Task, role: Role) -> Vec<&str> {
    task.assignments
        .iter()
        .filter(|assignment| assignment.role == role)
        .filter_map(|assignment| assignment.written.as_deref())
        .collect()
}

/// Whether every item comes once.
fn distinct<T: Ord>(items: impl IntoIterator<Item = T>) -> bool {
    let mut seen = BTreeSet::new();
    items.into_iter().all(|item| seen.insert(item))
}
