//! Writes down what changed, plan by plan and task by task.

use super::change::{Change, ChangeKind};
use super::duties::{BodyChange, DutyState};
use super::matching;
use super::merge::{Bodies, Origin, PlanPair};
use super::{Changes, Side, TaskChanges, TaskState};
use crate::likeness::normal;
use crate::model::workspace::{AgencyIx, PlanIx, TaskIx, Workspace};
use crate::model::{Date, Plan, Role, Superior, Target, Task, dues_text};
use crate::terms;
use crate::view::target_text;

/// Writes down what changed.
pub struct Writer<'a> {
    pub old: &'a Side<'a>,
    pub new: &'a Side<'a>,
    pub merged: &'a Workspace,
    pub bodies: &'a Bodies,
    /// For every merged agency the body it counts as.
    pub counts_as: &'a [AgencyIx],
    pub changes: Changes,
}

impl Writer<'_> {
    /// The plan itself, and the goals that its sections set for nobody in particular.
    pub fn plan(&mut self, ix: PlanIx, (old, new): PlanPair) {
        let facts = |workspace: &Workspace, plan: Option<PlanIx>| {
            plan.map(|plan| facts(&workspace.plan(plan).plan))
        };
        let before = facts(self.old.workspace, old);
        let after = facts(self.new.workspace, new);
        let mut push = |item: &str, before: String, after: String| {
            self.changes.list.push(Change {
                kind: ChangeKind::Plan,
                plan: ix,
                task: None,
                agency: None,
                item: item.to_owned(),
                before,
                after,
            });
        };
        match (before, after) {
            (Some(before), Some(after)) => {
                for ((item, before), (_, after)) in before.into_iter().zip(after) {
                    if before != after {
                        push(item, before, after);
                    }
                }
            }
            (Some([(_, title), ..]), None) => push(terms::PLAN, title, String::new()),
            (None, Some([(_, title), ..])) => push(terms::PLAN, String::new(), title),
            (None, None) => {}
        }
        let old = goals(self.old.workspace, old);
        let new = goals(self.new.workspace, new);
        self.targets(ix, None, &old, &new);
    }

    /// A task, with what became of its bodies.
    pub fn task(
        &mut self,
        ix: TaskIx,
        origin: Origin,
        bodies: Vec<BodyChange>,
        duties: Vec<DutyState>,
    ) {
        let from = self.changes.list.len();
        let plan = self.merged.task(ix).plan;
        let old = origin.old.map(|ix| &self.old.workspace.task(ix).task);
        let new = origin.new.map(|ix| &self.new.workspace.task(ix).task);
        match (old, new) {
            (Some(old), Some(new)) => self.both(plan, ix, old, new, bodies),
            (None, Some(_)) => {
                let words = self.in_words(ix);
                self.push(
                    plan,
                    ix,
                    ChangeKind::Added,
                    terms::TASK,
                    String::new(),
                    words,
                );
            }
            (Some(_), None) => {
                let words = self.in_words(ix);
                self.push(
                    plan,
                    ix,
                    ChangeKind::Removed,
                    terms::TASK,
                    words,
                    String::new(),
                );
            }
            (None, None) => {}
        }
        let kinds = self.changes.list[from..]
            .iter()
            .fold(0, |kinds, change| kinds | 1 << change.kind.index());
        let state = match (old, new) {
            (None, _) => TaskState::Added,
            (_, None) => TaskState::Removed,
            _ if kinds == 0 => TaskState::Same,
            _ => TaskState::Changed,
        };
        self.changes.tasks.push(TaskChanges {
            state,
            kinds,
            duties,
        });
    }

    fn both(&mut self, plan: PlanIx, ix: TaskIx, old: &Task, new: &Task, bodies: Vec<BodyChange>) {
        let (before, after) = (old.key(), new.key());
        if normal(&before) != normal(&after) {
            self.push(plan, ix, ChangeKind::Moved, terms::CLAUSE, before, after);
        }
        // Data without the wording of its clauses says nothing about what the wording was.
        let wording = match (&old.text, &new.text) {
            (Some(old), Some(new)) => Some((terms::CLAUSE_TEXT, old, new)),
            _ => None,
        };
        let own = [
            (terms::TITLE, &old.title, &new.title),
            (terms::SUMMARY, &old.summary, &new.summary),
        ];
        for (item, before, after) in own.into_iter().chain(wording) {
            if before.trim() != after.trim() {
                let (before, after) = (before.clone(), after.clone());
                self.push(plan, ix, ChangeKind::Content, item, before, after);
            }
        }
        for name in own_columns(old, new) {
            let text = |task: &Task| task.fields.get(name).unwrap_or_default().trim().to_owned();
            let (before, after) = (text(old), text(new));
            if before != after {
                self.push(plan, ix, ChangeKind::Content, name, before, after);
            }
        }
        if !old.dues().eq(new.dues()) {
            let (before, after) = (dues_text(old.dues()), dues_text(new.dues()));
            self.push(plan, ix, ChangeKind::Due, terms::TASK_DUE, before, after);
        }
        for change in bodies {
            let name = self.merged.agency(change.body).label().to_owned();
            self.changes.list.push(Change {
                kind: ChangeKind::Bodies,
                plan,
                task: Some(ix),
                agency: Some(change.body),
                item: name,
                before: change.before.unwrap_or_default(),
                after: change.after.unwrap_or_default(),
            });
        }
        let old: Vec<&Target> = old.targets.iter().collect();
        let new: Vec<&Target> = new.targets.iter().collect();
        self.targets(plan, Some(ix), &old, &new);
    }

    fn targets(&mut self, plan: PlanIx, task: Option<TaskIx>, old: &[&Target], new: &[&Target]) {
        let pairing = matching::targets(old, new);
        let actors = Actors::of(self);
        let list = &mut self.changes.list;
        let mut push = |kind, item: &str, before: String, after: String| {
            list.push(Change {
                kind,
                plan,
                task,
                agency: None,
                item: item.to_owned(),
                before,
                after,
            });
        };
        for (nth, target) in new.iter().enumerate() {
            let item = target.indicator.as_str();
            let Some(old) = pairing.of_new(nth).map(|nth| old[nth]) else {
                push(ChangeKind::Targets, item, String::new(), with_due(target));
                continue;
            };
            if !old.dues().eq(target.dues()) {
                push(ChangeKind::Due, item, old.due_text(), target.due_text());
            }
            for (what, before, after) in [
                (terms::ACTORS, &old.by, &target.by),
                (terms::RECIPIENTS, &old.to, &target.to),
            ] {
                let (before, after) = (actors.of_old(before), actors.of_new(after));
                if before != after {
                    let item = format!("{item}的{what}");
                    push(
                        ChangeKind::Targets,
                        &item,
                        before.join("、"),
                        after.join("、"),
                    );
                }
            }
            if normal(&old.indicator) != normal(item) {
                push(
                    ChangeKind::Targets,
                    item,
                    target_text(old),
                    target_text(target),
                );
            } else if !matching::is_same_amount(old, target) {
                push(ChangeKind::Targets, item, figure(old), figure(target));
            }
        }
        for nth in pairing.left_old() {
            let target = old[nth];
            let item = target.indicator.as_str();
            push(ChangeKind::Targets, item, with_due(target), String::new());
        }
    }

    fn push(
        &mut self,
        plan: PlanIx,
        task: TaskIx,
        kind: ChangeKind,
        item: &str,
        before: String,
        after: String,
    ) {
        self.changes.list.push(Change {
            kind,
            plan,
            task: Some(task),
            agency: None,
            item: item.to_owned(),
            before,
            after,
        });
    }

    /// Who answers for a task, by role: `牵头 市经信局；责任 市发改委、市科技局`.
    fn in_words(&self, ix: TaskIx) -> String {
        let entry = self.merged.task(ix);
        let parts: Vec<String> = Role::ALL
            .into_iter()
            .filter_map(|role| {
                let names: Vec<&str> = entry
                    .duties
                    .iter()
                    .filter(|duty| duty.role == role)
                    .map(|duty| self.merged.agency(duty.agency).label())
                    .collect();
                (!names.is_empty()).then(|| format!("{} {}", role.label(), names.join("、")))
            })
            .collect();
        if parts.is_empty() {
            "未写明责任机构".to_owned()
        } else {
            parts.join("；")
        }
    }
}

/// The names of the bodies of targets on both sides, as they count in the comparison.
struct Actors<'a> {
    old: &'a Workspace,
    new: &'a Workspace,
    merged: &'a Workspace,
    bodies: &'a Bodies,
    counts_as: &'a [AgencyIx],
}

impl<'a> Actors<'a> {
    fn of(writer: &Writer<'a>) -> Self {
        Self {
            old: writer.old.workspace,
            new: writer.new.workspace,
            merged: writer.merged,
            bodies: writer.bodies,
            counts_as: writer.counts_as,
        }
    }

    fn of_old(&self, ids: &[String]) -> Vec<&'a str> {
        let ids = ids.iter().filter_map(|id| self.old.agency_by_id(id));
        self.names(ids.map(|ix| self.bodies.of_old(ix)))
    }

    /// The agencies of the new data keep their places in the merged data.
    fn of_new(&self, ids: &[String]) -> Vec<&'a str> {
        self.names(ids.iter().filter_map(|id| self.new.agency_by_id(id)))
    }

    /// In the order of the data, each once: another order is no change.
    fn names(&self, bodies: impl Iterator<Item = AgencyIx>) -> Vec<&'a str> {
        let mut bodies: Vec<AgencyIx> = bodies.map(|ix| self.counts_as[ix.get()]).collect();
        bodies.sort_unstable();
        bodies.dedup();
        let merged = self.merged;
        bodies
            .into_iter()
            .map(|ix| merged.agency(ix).label())
            .collect()
    }
}

/// The names of the files' own columns that either task has, in the order of the new one.
fn own_columns<'a>(old: &'a Task, new: &'a Task) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in new.fields.iter().chain(old.fields.iter()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// What is said of a plan as a whole.
fn facts(plan: &Plan) -> [(&'static str, String); 7] {
    let based_on: Vec<String> = plan.based_on.iter().map(Superior::text).collect();
    let period = plan
        .period
        .map(|period| format!("{} 至 {}", period.from.text(), period.to.text()));
    [
        (terms::TITLE, plan.title.clone()),
        (terms::NUMBER, plan.number.clone().unwrap_or_default()),
        (terms::ISSUER, plan.issuer.clone().unwrap_or_default()),
        (
            terms::ISSUED,
            plan.issued.map(Date::text).unwrap_or_default(),
        ),
        (terms::STATUS, plan.status.label().to_owned()),
        (terms::PERIOD, period.unwrap_or_default()),
        (terms::BASED_ON, based_on.join("、")),
    ]
}

/// The goals that a plan sets for nobody in particular.
fn goals(workspace: &Workspace, plan: Option<PlanIx>) -> Vec<&Target> {
    let sections = plan.map_or(0..0, |plan| workspace.plan(plan).sections.clone());
    workspace.sections[sections]
        .iter()
        .flat_map(|section| &section.targets)
        .collect()
}

fn figure(target: &Target) -> String {
    let mut text = target.amount.text(&target.unit);
    if target.stretch {
        text.push_str("（力争）");
    }
    text
}

fn with_due(target: &Target) -> String {
    format!("{}，{}", figure(target), target.due_text())
}
