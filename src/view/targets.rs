//! The targets of a sheet, with the bodies that answer for them.

use super::Sheet;
use super::search::Query;
use super::spec::DueFilter;
use std::sync::LazyLock;

use crate::model::workspace::{Actors, AgencyIx, Duty, PlanIx, SectionIx, TaskIx, Workspace};
use crate::model::{Amount, Role, Target};
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
    /// The [`nth`](Self::nth) that stands for the deadline of a task as a whole.
    const DEADLINE: u32 = u32::MAX;

    /// The deadline of a task as a whole, which is due like a target and is not counted as one.
    #[must_use]
    pub fn deadline(task: TaskIx) -> Self {
        Self {
            owner: TargetOwner::Task(task),
            nth: Self::DEADLINE,
        }
    }

    /// Whether it is the deadline of a task as a whole and no target of it.
    #[must_use]
    pub fn is_deadline(self) -> bool {
        self.nth == Self::DEADLINE
    }

    /// The task that has it; `None` for a goal of a chapter.
    #[must_use]
    pub fn task(self) -> Option<TaskIx> {
        match self.owner {
            TargetOwner::Task(task) => Some(task),
            TargetOwner::Section(_) => None,
        }
    }

    /// The target that is meant.
    #[must_use]
    pub fn target(self, workspace: &Workspace) -> &Target {
        static NOTHING: LazyLock<Target> = LazyLock::new(Target::default);
        if let (true, TargetOwner::Task(ix)) = (self.is_deadline(), self.owner) {
            return workspace.task(ix).deadline.as_deref().unwrap_or(&NOTHING);
        }
        let targets = match self.owner {
            TargetOwner::Section(ix) => &workspace.section(ix).targets,
            TargetOwner::Task(ix) => &workspace.task(ix).task.targets,
        };
        &targets[self.nth as usize]
    }

    /// Who is to reach it, and to whom it is reported, where the document says.
    #[must_use]
    pub fn actors(self, workspace: &Workspace) -> Option<&Actors> {
        let actors = match self.owner {
            TargetOwner::Section(ix) => &workspace.section(ix).actors,
            TargetOwner::Task(ix) => &workspace.task(ix).actors,
        };
        actors.get(self.nth as usize)
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
    rows(sheet, Wanted::Targets)
}

/// The same with the deadlines of the shown tasks as a whole, each before the targets of its task:
/// everything that is due.
#[must_use]
pub fn due_rows(sheet: &Sheet) -> Vec<TargetRow<'_>> {
    rows(sheet, Wanted::AllThatIsDue)
}

#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    Targets,
    AllThatIsDue,
}

fn rows(sheet: &Sheet, wanted: Wanted) -> Vec<TargetRow<'_>> {
    let workspace = sheet.workspace();
    let spec = &sheet.spec;
    let due_fits = |target: &Target| {
        let mut dues = target.dues();
        spec.due.is_empty() || dues.any(|due| spec.due.contains(&DueFilter::of(due)))
    };
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
        let deadline = entry.deadline.as_deref();
        let deadline = deadline.filter(|_| wanted == Wanted::AllThatIsDue);
        let targets = entry.task.targets.iter().zip(0..);
        let targets = deadline
            .map(|deadline| (deadline, TargetId::DEADLINE))
            .into_iter()
            .chain(targets)
            .filter(|(target, _)| due_fits(target));
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

/// A target in one line: `制造业单项冠军 20 家（力争）`, `工作进展 按季度上报`, `制订实施细则`.
#[must_use]
pub fn target_text(target: &Target) -> String {
    let amount = target.amount.text(&target.unit);
    let mut text = target.indicator.clone();
    if let Amount::Deliverable(verb) = &target.amount {
        text.insert_str(0, verb);
    } else if !amount.is_empty() {
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
    let rhythm = target.due.rhythm().map_or("", |(rhythm, _)| rhythm.label());
    if let Amount::Deliverable(_) = target.amount {
        return format!("{stretch}{rhythm}{amount}");
    }
    format!("{stretch}{rhythm} {amount}").trim().to_owned()
}

/// The duties of a task that a target of it concerns: those of the bodies that are to reach it
/// where the document says who, and else all of them.
///
/// Each with the place of its assignment. A body that is to reach it and has no part in the task
/// (`check` says so) comes last, as one that answers for it, without a place.
pub(crate) fn concerned_duties<'a>(
    actors: Option<&'a Actors>,
    duties: &'a [Duty],
) -> impl Iterator<Item = (Option<usize>, Duty)> + 'a {
    let by: &[AgencyIx] = actors.map_or(&[], |actors| &actors.by);
    let is_actor = move |agency: AgencyIx| by.is_empty() || by.contains(&agency);
    let others = by
        .iter()
        .filter(|&&agency| !duties.iter().any(|duty| duty.agency == agency))
        .map(|&agency| {
            let role = Role::Responsible;
            let (mended, own) = (false, None);
            (
                None,
                Duty {
                    agency,
                    role,
                    mended,
                    own,
                },
            )
        });
    let named = duties.iter().enumerate();
    let named = named.filter(move |(_, duty)| is_actor(duty.agency));
    named.map(|(nth, duty)| (Some(nth), *duty)).chain(others)
}

/// Whether a target of a task concerns a body: it is to reach the target, or nobody says who is
/// and it has a part in the task. `is_body` says which agencies count as the body.
pub(crate) fn concerns(
    actors: Option<&Actors>,
    duties: &[Duty],
    mut is_body: impl FnMut(AgencyIx) -> bool,
) -> bool {
    concerned_duties(actors, duties).any(|(_, duty)| is_body(duty.agency))
}

/// Everybody who answers for a target of a task, the leads first: `市经信局（牵头）、市发改委（责任）`.
///
/// A filter by body does not shorten it: who else answers for a target is part of it.
#[must_use]
pub(crate) fn target_bodies(sheet: &Sheet, row: &TargetRow<'_>) -> String {
    let workspace = sheet.workspace();
    let actors = row.id.actors(workspace);
    let entry = row.task.map(|ix| workspace.task(ix));
    let duties = entry.map_or(&[][..], |entry| &entry.duties);
    let mut parts: Vec<(Duty, String)> = concerned_duties(actors, duties)
        .map(|(place, duty)| {
            let assignment = entry.and_then(|entry| entry.task.assignments.get(place?));
            let name = assignment
                .and_then(|assignment| assignment.written.as_deref())
                .unwrap_or_else(|| workspace.agency(duty.agency).label());
            let term = assignment.and_then(|assignment| assignment.term.as_deref());
            let text = match (assignment, term) {
                (None, _) => name.to_owned(),
                (_, Some(term)) => format!("{name}（{}，{term}）", duty.role.label()),
                (_, None) => format!("{name}（{}）", duty.role.label()),
            };
            (duty, text)
        })
        .collect();
    parts.sort_by_key(|(duty, _)| duty.role);
    let texts: Vec<String> = parts.into_iter().map(|(_, text)| text).collect();
    texts.join("、")
}

/// Who answers for a target and to whom it is reported: `市统计局（责任）；报送 工作专班`.
#[must_use]
pub(crate) fn target_actors(sheet: &Sheet, row: &TargetRow<'_>) -> String {
    let bodies = target_bodies(sheet, row);
    let to = recipients_text(sheet.workspace(), row.id);
    match (bodies.is_empty(), to.is_empty()) {
        (_, true) => bodies,
        (true, false) => format!("报送 {to}"),
        (false, false) => format!("{bodies}；报送 {to}"),
    }
}

/// To whom a target is reported: `工作专班、市政府`; empty where the document does not say.
#[must_use]
pub(crate) fn recipients_text(workspace: &Workspace, id: TargetId) -> String {
    let to: &[AgencyIx] = id.actors(workspace).map_or(&[], |actors| &actors.to);
    let names: Vec<&str> = to.iter().map(|&ix| workspace.agency(ix).label()).collect();
    names.join("、")
}

/// Who is to reach a target: `市统计局`, or that the document does not say: `未写明由谁，任务各机构`.
/// Empty for a goal that is set for nobody in particular.
#[must_use]
pub(crate) fn actors_text(workspace: &Workspace, id: TargetId) -> String {
    let by: &[AgencyIx] = id.actors(workspace).map_or(&[], |actors| &actors.by);
    let names: Vec<&str> = by.iter().map(|&ix| workspace.agency(ix).label()).collect();
    match (names.is_empty(), id.owner) {
        (false, _) => names.join("、"),
        (true, TargetOwner::Section(_)) => String::new(),
        (true, TargetOwner::Task(ix)) if workspace.task(ix).duties.is_empty() => String::new(),
        (true, TargetOwner::Task(_)) => "未写明由谁，任务各机构".to_owned(),
    }
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
