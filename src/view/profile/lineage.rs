//! Where a body comes from and what became of it.

use std::collections::BTreeMap;

use crate::model::workspace::{AgencyIx, PlanIx, Workspace};
use crate::model::{Basis, Date, SuccessionKind};
use crate::view::Sheet;

/// The successions around a body: all that led to it, and all that it led to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lineage {
    /// The bodies, the earliest generation first; the body itself is one of them.
    pub bodies: Vec<LineageBody>,
    /// Renamings and mergers between them.
    pub steps: Vec<LineageStep>,
    /// Transfers of some duties to or from one of them. Both bodies stay apart.
    pub transfers: Vec<LineageStep>,
}

/// A body in a lineage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineageBody {
    /// The body.
    pub agency: AgencyIx,
    /// Its generation, from 0: every step leads to a later one.
    pub generation: usize,
    /// The plans whose tasks name this very body, in document order.
    pub plans: Vec<PlanIx>,
    /// How many of the sheet's tasks name this very body.
    pub tasks: u32,
}

/// A succession.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineageStep {
    /// The earlier body.
    pub from: AgencyIx,
    /// The later body.
    pub to: AgencyIx,
    /// Whether it was renamed, merged, or gave away some of its duties.
    pub how: SuccessionKind,
    /// When it happened, as exactly as it is known.
    pub date: Option<Date>,
    /// What it is known from: one of the plans, or general knowledge.
    pub basis: Basis,
    /// Whether it has taken place by the day of the sheet.
    pub has_begun: bool,
}

impl LineageStep {
    /// When and how: `2019年更名`, `2030年1月将并入`, `部分职责划转`.
    #[must_use]
    pub fn text(&self) -> String {
        let date = self.date.map(Date::text).unwrap_or_default();
        let will = if self.has_begun { "" } else { "将" };
        format!("{date}{will}{}", self.how.label())
    }

    /// What it is known from, in words: the document's, or that it is general knowledge.
    #[must_use]
    pub fn basis_text(&self) -> String {
        match &self.basis {
            Basis::Stated(words) => format!("依据：{words}"),
            Basis::General(words) => format!("常识，非原文：{words}"),
        }
    }
}

impl Lineage {
    /// The lineage of a body, with the plans and tasks of a sheet.
    pub(super) fn new(sheet: &Sheet, agency: AgencyIx) -> Self {
        let workspace = sheet.workspace();
        let mut members = relatives(workspace, agency, |step| (step.to, step.from));
        members.extend(relatives(workspace, agency, |step| (step.from, step.to)));
        members.entry(agency).or_insert(0);
        let mut lineage = Self::default();
        for entry in &workspace.successions {
            let succession = &entry.succession;
            let step = LineageStep {
                from: entry.from,
                to: entry.to,
                how: succession.how,
                date: succession.date,
                basis: succession.basis.clone(),
                has_begun: entry.has_begun(sheet.today),
            };
            let ends = (
                members.contains_key(&entry.from),
                members.contains_key(&entry.to),
            );
            match (succession.how.is_whole(), ends) {
                (true, (true, true)) => lineage.steps.push(step),
                (false, (true, _) | (_, true)) => lineage.transfers.push(step),
                _ => {}
            }
        }
        lineage.sort_generations(&mut members);
        lineage.bodies = members
            .into_iter()
            .map(|(agency, generation)| {
                let (plans, tasks) = named(sheet, agency);
                LineageBody {
                    agency,
                    generation,
                    plans,
                    tasks,
                }
            })
            .collect();
        lineage
            .bodies
            .sort_by_key(|body| (body.generation, body.agency));
        lineage
    }

    /// Whether the body neither came from another nor became one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.transfers.is_empty()
    }

    /// The body of a lineage with this index.
    #[must_use]
    pub fn body(&self, agency: AgencyIx) -> Option<&LineageBody> {
        self.bodies.iter().find(|body| body.agency == agency)
    }

    /// Puts every body right before the one that it became.
    fn sort_generations(&self, members: &mut BTreeMap<AgencyIx, usize>) {
        // First how many steps follow at most. Each round gets one generation right; a circle,
        // which a single file cannot have but several joined ones can, stops with the last round.
        for _ in 0..members.len() {
            let mut grew = false;
            for step in &self.steps {
                let least = members[&step.to] + 1;
                if step.from != step.to && members[&step.from] < least {
                    members.insert(step.from, least);
                    grew = true;
                }
            }
            if !grew {
                break;
            }
        }
        let most = members.values().copied().max().unwrap_or(0);
        for follow in members.values_mut() {
            *follow = most - *follow;
        }
    }
}

/// The ends of a succession, in the direction that is followed.
struct Ends {
    from: AgencyIx,
    to: AgencyIx,
}

/// Everybody that whole successions lead to from a body, the way that `along` points.
fn relatives(
    workspace: &Workspace,
    start: AgencyIx,
    along: impl Fn(&Ends) -> (AgencyIx, AgencyIx),
) -> BTreeMap<AgencyIx, usize> {
    let mut found = BTreeMap::from([(start, 0)]);
    let mut left = vec![start];
    while let Some(at) = left.pop() {
        for entry in &workspace.successions {
            let (here, there) = along(&Ends {
                from: entry.from,
                to: entry.to,
            });
            let is_new =
                entry.succession.how.is_whole() && here == at && !found.contains_key(&there);
            if is_new {
                found.insert(there, 0);
                left.push(there);
            }
        }
    }
    found
}

/// The plans and the number of tasks that name this very body.
fn named(sheet: &Sheet, agency: AgencyIx) -> (Vec<PlanIx>, u32) {
    let workspace = sheet.workspace();
    let mut plans = Vec::new();
    let mut tasks = 0;
    for ix in sheet.tasks() {
        let entry = workspace.task(ix);
        let is_named = entry
            .duties
            .iter()
            .any(|duty| duty.agency == agency && sheet.spec.shows_role(duty.role));
        if is_named {
            tasks += 1;
            if plans.last() != Some(&entry.plan) {
                plans.push(entry.plan);
            }
        }
    }
    (plans, tasks)
}
