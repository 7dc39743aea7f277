//! Places in the data: a section by its path, a task by its section and its number there.

use super::EditError;
use crate::model::{Dataset, Section, Task};

/// Where a section is: the plan, and from the outside the number of each section in the one around
/// it, from 0.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SectionAt {
    /// The plan, from 0.
    pub plan: usize,
    /// The path; never empty where there is a section.
    pub path: Vec<usize>,
}

/// Where a task is: its section, and its number there from 0.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TaskAt {
    /// The section.
    pub section: SectionAt,
    /// The number.
    pub nth: usize,
}

impl TaskAt {
    /// The first task of the first section of the first plan.
    #[must_use]
    pub fn first() -> Self {
        Self {
            section: SectionAt {
                plan: 0,
                path: vec![0],
            },
            nth: 0,
        }
    }
}

/// The task at a place.
#[must_use]
pub fn task<'d>(data: &'d Dataset, at: &TaskAt) -> Option<&'d Task> {
    let mut sections = &data.plans.get(at.section.plan)?.sections;
    let (last, outer) = at.section.path.split_last()?;
    for nth in outer {
        sections = &sections.get(*nth)?.sections;
    }
    sections.get(*last)?.tasks.get(at.nth)
}

/// All tasks with their places, in the order of the data.
#[must_use]
pub fn tasks(data: &Dataset) -> Vec<(TaskAt, &Task)> {
    let mut found = Vec::new();
    for (at, section) in sections(data) {
        for (nth, task) in section.tasks.iter().enumerate() {
            let section = at.clone();
            found.push((TaskAt { section, nth }, task));
        }
    }
    found
}

/// How many tasks there are.
#[must_use]
pub fn count(data: &Dataset) -> usize {
    let sections = data.plans.iter().flat_map(|plan| &plan.sections);
    sections.map(within).sum()
}

/// How many tasks there are in a section and in those inside it.
fn within(section: &Section) -> usize {
    let inner: usize = section.sections.iter().map(within).sum();
    section.tasks.len() + inner
}

/// The place of the task with this number, from 0 in the order of the data.
#[must_use]
pub fn at(data: &Dataset, nth: usize) -> Option<TaskAt> {
    /// Takes off `left` the tasks before it, or leads `path` to it.
    fn find(sections: &[Section], left: &mut usize, path: &mut Vec<usize>) -> bool {
        for (nth, section) in sections.iter().enumerate() {
            path.push(nth);
            if *left < section.tasks.len() {
                return true;
            }
            *left -= section.tasks.len();
            if find(&section.sections, left, path) {
                return true;
            }
            path.pop();
        }
        false
    }
    let (mut left, mut path) = (nth, Vec::new());
    for (plan, of_plan) in data.plans.iter().enumerate() {
        if find(&of_plan.sections, &mut left, &mut path) {
            let section = SectionAt { plan, path };
            return Some(TaskAt { section, nth: left });
        }
    }
    None
}

/// The number of the task at a place, from 0 in the order of the data.
#[must_use]
pub fn number(data: &Dataset, at: &TaskAt) -> Option<usize> {
    task(data, at)?;
    let plans = data.plans.get(..at.section.plan)?;
    let of_plans = plans.iter().flat_map(|plan| &plan.sections);
    let mut number: usize = of_plans.map(within).sum();
    let mut sections = &data.plans.get(at.section.plan)?.sections;
    for (depth, &nth) in at.section.path.iter().enumerate() {
        number += sections.get(..nth)?.iter().map(within).sum::<usize>();
        if depth + 1 < at.section.path.len() {
            // The tasks of a section stand before those of the sections inside it.
            number += sections[nth].tasks.len();
            sections = &sections[nth].sections;
        }
    }
    Some(number + at.nth)
}

/// All sections with their places, each before those inside it.
pub(super) fn sections(data: &Dataset) -> Vec<(SectionAt, &Section)> {
    fn walk<'d>(
        plan: usize,
        path: &[usize],
        sections: &'d [Section],
        found: &mut Vec<(SectionAt, &'d Section)>,
    ) {
        for (nth, section) in sections.iter().enumerate() {
            let mut path = path.to_vec();
            path.push(nth);
            let at = SectionAt {
                plan,
                path: path.clone(),
            };
            found.push((at, section));
            walk(plan, &path, &section.sections, found);
        }
    }
    let mut found = Vec::new();
    for (plan, of_plan) in data.plans.iter().enumerate() {
        walk(plan, &[], &of_plan.sections, &mut found);
    }
    found
}

/// The list that a section stands in, or would, and its number there.
pub(super) fn sections_mut<'d>(
    data: &'d mut Dataset,
    at: &SectionAt,
) -> Result<(&'d mut Vec<Section>, usize), EditError> {
    let (last, outer) = at.path.split_last().ok_or(EditError::NoPlace)?;
    let plan = data.plans.get_mut(at.plan).ok_or(EditError::NoPlace)?;
    let mut sections = &mut plan.sections;
    for nth in outer {
        let section = sections.get_mut(*nth).ok_or(EditError::NoPlace)?;
        sections = &mut section.sections;
    }
    Ok((sections, *last))
}

/// The section at a place.
pub(super) fn section_mut<'d>(
    data: &'d mut Dataset,
    at: &SectionAt,
) -> Result<&'d mut Section, EditError> {
    let (sections, nth) = sections_mut(data, at)?;
    sections.get_mut(nth).ok_or(EditError::NoPlace)
}

/// The tasks of the section that a task stands in.
pub(super) fn tasks_mut<'d>(
    data: &'d mut Dataset,
    at: &TaskAt,
) -> Result<&'d mut Vec<Task>, EditError> {
    Ok(&mut section_mut(data, &at.section)?.tasks)
}

/// The task at a place.
pub(super) fn task_mut<'d>(data: &'d mut Dataset, at: &TaskAt) -> Result<&'d mut Task, EditError> {
    let tasks = tasks_mut(data, at)?;
    tasks.get_mut(at.nth).ok_or(EditError::NoPlace)
}

/// Puts something into a list, at its end at most.
pub(super) fn insert<T>(list: &mut Vec<T>, nth: usize, new: T) -> Result<(), EditError> {
    if nth > list.len() {
        return Err(EditError::NoPlace);
    }
    list.insert(nth, new);
    Ok(())
}

/// Takes something out of a list.
pub(super) fn remove<T>(list: &mut Vec<T>, nth: usize) -> Result<T, EditError> {
    if nth >= list.len() {
        return Err(EditError::NoPlace);
    }
    Ok(list.remove(nth))
}
