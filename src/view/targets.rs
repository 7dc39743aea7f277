//! The targets of a sheet, with the bodies that answer for them.

use super::Sheet;
use super::search::Query;
use super::spec::DueFilter;
use crate::model::workspace::{PlanIx, SectionIx, TaskEntry, TaskIx, Workspace};
use crate::model::{Amount, Due, Target};
use crate::terms;

/// A reference to one target of a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TargetId {
    /// The section or task that sets it.
    pub owner: TargetOwner,
    /// Its position in the list of targets of that section or task, from 0.
    pub nth: u32,
}

/// What sets a target: a section or a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetOwner {
    /// A goal that a section sets for nobody in particular.
    Section(SectionIx),
    /// A target of this task.
    Task(TaskIx),
}

impl TargetId {
    /// The target that is meant.
    #[must_use]
    pub fn target(self, workspace: &Workspace) -> &Target {
        let targets = match self.owner {
            TargetOwner::Section(ix) => &workspace.section(ix).targets,
            TargetOwner::Task(ix) => &workspace.task(ix).task.targets,
        };
        &targets[self.nth as usize]
    }

    /// The plan that sets it.
    #[must_use]
    pub fn plan(self, workspace: &Workspace) -> PlanIx {
        match self.owner {
            TargetOwner::Section(ix) => workspace.section(ix).plan,
            TargetOwner::Task(ix) => workspace.task(ix).plan,
        }
    }
}

/// A row of the list of targets.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetRow<'a> {
    /// Which target of the workspace it is.
    pub id: TargetId,
    /// Its plan.
    pub plan: PlanIx,
    /// Its section.
    pub section: SectionIx,
    /// Its task; `None` for a goal that is set for nobody in particular.
    pub task: Option<TaskIx>,
    /// The clause it stands in.
    pub clause: &'a str,
    /// The target.
    pub target: &'a Target,
}

/// The targets of the shown tasks, and the overall goals of the shown plans.
///
/// A filter by deadline leaves only the targets that have it. Overall goals belong to no body and
/// no task, so they are shown where nothing asks for one.
#[must_use]
pub fn target_rows(sheet: &Sheet) -> Vec<TargetRow<'_>> {
    let workspace = sheet.workspace();
    let spec = &sheet.spec;
    let due_fits =
        |target: &Target| spec.due.is_empty() || spec.due.contains(&DueFilter::of(target.due));
    let mut rows = Vec::new();
    if spec.agencies.is_empty() && spec.roles.is_empty() && spec.tasks.is_empty() {
        let query = Query::new(&spec.text);
        for (ix, section) in workspace.sections.iter().enumerate() {
            let ix = SectionIx::new(ix);
            let plan_fits =
                spec.plans.is_empty() || spec.plans.contains(&workspace.plan(section.plan).plan.id);
            if !plan_fits || !section_fits(sheet, ix) {
                continue;
            }
            let goals = section
                .targets
                .iter()
                .zip(0..)
                .filter(|(target, _)| due_fits(target))
                .filter(|(target, _)| query.is_empty() || query.matches(&target.indicator));
            rows.extend(goals.map(|(target, nth)| TargetRow {
                id: TargetId {
                    owner: TargetOwner::Section(ix),
                    nth,
                },
                plan: section.plan,
                section: ix,
                task: None,
                clause: target.clause.as_deref().unwrap_or(&section.number),
                target,
            }));
        }
    }
    for ix in sheet.tasks() {
        let entry = workspace.task(ix);
        let targets = entry.task.targets.iter().zip(0..);
        let targets = targets.filter(|(target, _)| due_fits(target));
        rows.extend(targets.map(|(target, nth)| TargetRow {
            id: TargetId {
                owner: TargetOwner::Task(ix),
                nth,
            },
            plan: entry.plan,
            section: entry.section,
            task: Some(ix),
            clause: target.clause.as_deref().unwrap_or(&entry.task.clause),
            target,
        }));
    }
    // Goals stand before the tasks of their plan, plans in document order; the sort is stable.
    rows.sort_by_key(|row| row.plan);
    rows
}

/// A target in one line: `制造业单项冠军 20 家（力争）`, `工作进展 按季度上报`.
#[must_use]
pub fn target_text(target: &Target) -> String {
    let amount = target.amount.text(&target.unit);
    let mut text = target.indicator.clone();
    if !amount.is_empty() {
        text.push(' ');
        text.push_str(&amount);
    }
    if target.stretch {
        text.push_str("（力争）");
    }
    text
}

/// How much a target asks for, and how often: `力争 20 家`, `每年 50 个`, `按季度上报`.
#[must_use]
pub(crate) fn figure_text(target: &Target) -> String {
    let amount = target.amount.text(&target.unit);
    if matches!(target.amount, Amount::Wording(_)) {
        return amount;
    }
    let stretch = if target.stretch { terms::STRETCH } else { "" };
    let rhythm = match target.due {
        Due::Every(rhythm) => rhythm.label(),
        _ => "",
    };
    format!("{stretch}{rhythm} {amount}").trim().to_owned()
}

/// Everybody who answers for a task, the leads first: `市经信局（牵头）、市发改委（责任）`.
///
/// A filter by body does not shorten it: who else answers for a target is part of it.
#[must_use]
pub(crate) fn target_bodies(sheet: &Sheet, entry: &TaskEntry) -> String {
    let mut by_weight: Vec<usize> = (0..entry.duties.len()).collect();
    by_weight.sort_by_key(|&nth| entry.duties[nth].role);
    let texts: Vec<String> = by_weight
        .into_iter()
        .map(|nth| {
            let (duty, assignment) = (entry.duties[nth], &entry.task.assignments[nth]);
            let name = assignment
                .written
                .as_deref()
                .unwrap_or_else(|| sheet.workspace().agency(duty.agency).label());
            match &assignment.term {
                Some(term) => format!("{name}（{}，{term}）", duty.role.label()),
                None => format!("{name}（{}）", duty.role.label()),
            }
        })
        .collect();
    texts.join("、")
}

fn section_fits(sheet: &Sheet, section: SectionIx) -> bool {
    if sheet.spec.sections.is_empty() {
        return true;
    }
    let workspace = sheet.workspace();
    let mut at = Some(section);
    while let Some(ix) = at {
        if sheet.spec.sections.contains(&workspace.section_key(ix)) {
            return true;
        }
        at = workspace.section(ix).parent;
    }
    false
}
