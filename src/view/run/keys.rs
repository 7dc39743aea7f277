//! What slides are known by over changed data: `duties:jxj`, `slice:jxj:made-2021`.

use std::sync::Arc;

use super::Wanted;
use crate::model::workspace::{AgencyIx, PlanIx, TaskIx, Workspace};
use crate::view::{Sheet, TargetId, TargetOwner};

pub(super) const COVER: &str = "cover";
pub(super) const SHARED: &str = "shared";
pub(super) const DUE: &str = "due";
pub(super) const CHANGED: &str = "changed";
pub(super) const OVERVIEW: &str = "overview";

pub(super) fn duties(workspace: &Workspace, body: AgencyIx) -> String {
    format!("duties:{}", workspace.agency(body).id)
}

pub(super) fn schedule(workspace: &Workspace, body: AgencyIx) -> String {
    format!("schedule:{}", workspace.agency(body).id)
}

pub(super) fn slice(workspace: &Workspace, body: AgencyIx, plan: PlanIx) -> String {
    let (body, plan) = (workspace.agency(body), workspace.plan(plan));
    format!("slice:{}:{}", body.id, plan.plan.id)
}

pub(super) fn beside(workspace: &Workspace, one: AgencyIx, other: AgencyIx) -> String {
    let (one, other) = (workspace.agency(one), workspace.agency(other));
    format!("beside:{}:{}", one.id, other.id)
}

pub(super) fn task(workspace: &Workspace, task: TaskIx) -> String {
    let entry = workspace.task(task);
    let plan = &workspace.plan(entry.plan).plan.id;
    format!("task:{plan}:{}", entry.task.key())
}

pub(super) fn plan(workspace: &Workspace, plan: PlanIx) -> String {
    format!("plan:{}", workspace.plan(plan).plan.id)
}

pub(super) fn goal(workspace: &Workspace, id: TargetId) -> String {
    let section = match id.owner {
        TargetOwner::Section(section) => workspace.section_key(section),
        TargetOwner::Task(owner) => task(workspace, owner),
    };
    let indicator = &id.target(workspace).indicator;
    format!("goal:{section}:{indicator}")
}

impl Wanted {
    /// What a slide with this key answers in other data; none for slides of a run itself, and where
    /// the data has nothing of the kind.
    #[must_use]
    pub fn of_key(key: &str, sheet: &Arc<Sheet>) -> Option<Self> {
        let workspace = sheet.workspace();
        let (kind, rest) = key.split_once(':')?;
        // Names may hold colons themselves: every place to cut is tried.
        let cuts = || {
            let places = rest.match_indices(':');
            places.map(|(at, _)| (&rest[..at], &rest[at + 1..]))
        };
        match kind {
            "duties" | "schedule" => workspace.agency_by_id(rest).map(Self::Body),
            "slice" => cuts().find_map(|(body, _)| workspace.agency_by_id(body).map(Self::Body)),
            "beside" => cuts().find_map(|(one, other)| {
                let (one, other) = (workspace.agency_by_id(one)?, workspace.agency_by_id(other)?);
                Some(Self::Beside(one, other))
            }),
            "task" => cuts().find_map(|(plan, task)| {
                let known = workspace.task_by_key(plan, task)?;
                Some(Self::Task(known))
            }),
            "plan" => {
                let mut plans = workspace.plans.iter();
                let nth = plans.position(|entry| entry.plan.id == rest)?;
                Some(Self::Plan(PlanIx::new(nth)))
            }
            "goal" => {
                let rows = crate::view::target_rows(sheet);
                let mut goals = rows.iter().filter(|row| row.task.is_none());
                let found = goals.find(|row| goal(workspace, row.id) == key)?;
                Some(Self::Target(found.id))
            }
            _ => None,
        }
    }
}
