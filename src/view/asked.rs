//! The one member of a collective that a view asks for: what it has of its own and through whom.

use super::Sheet;
use super::collectives::Collectives;
use crate::model::workspace::{AgencyIx, PlanIx, Workspace};

/// The only body that a view asks for, where it is a member of a collective.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedMember {
    /// The body.
    pub body: AgencyIx,
    /// How many shown tasks name it.
    pub direct: u32,
    /// How many shown tasks it has only through collectives.
    pub through: u32,
    /// The collectives that have tasks, in the order of the workspace.
    pub via: Vec<AgencyIx>,
    /// How many members the first of them has, at least and at most: members come and go.
    pub members: (usize, usize),
    /// The other members of the first of them, in the order of the workspace.
    pub others: Vec<AgencyIx>,
}

impl AskedMember {
    /// In words: `经 各区人民政府，17 个成员之一`.
    #[must_use]
    pub fn via_text(&self, workspace: &Workspace) -> String {
        let names: Vec<&str> = self
            .via
            .iter()
            .map(|&ix| workspace.agency(ix).label())
            .collect();
        match names.as_slice() {
            [] => String::new(),
            [one] => {
                let members = match self.members {
                    (least, most) if least == most => most.to_string(),
                    (least, most) => format!("{least}—{most}"),
                };
                format!("经 {one}，{members} 个成员之一")
            }
            [one, other] => format!("经 {one}、{other}"),
            [one, ..] => format!("经 {one}等 {} 个集合机构", names.len()),
        }
    }
}

impl Sheet {
    /// The member of a collective that the view asks for alone.
    #[must_use]
    pub fn asked_member(&self) -> Option<&AskedMember> {
        self.asked.as_ref()
    }

    /// Finds it: a view asks for one body where one column is chosen or found.
    pub(super) fn find_asked_member(&self) -> Option<AskedMember> {
        let mut matched = self.columns.iter().filter(|column| column.matched);
        let column = matched.next().filter(|_| matched.next().is_none())?;
        let workspace = self.workspace();
        let body = column.agency;
        let has_tasks = |ix: AgencyIx| {
            let load = self.facets.agencies.get(self.bodies[ix.get()].get());
            load.is_some_and(|load| load.tasks > 0)
        };
        let via: Vec<AgencyIx> = (0..workspace.agencies.len())
            .map(AgencyIx::new)
            .filter(|&ix| {
                self.collectives.is_collective(ix)
                    && has_tasks(ix)
                    && plans(workspace).any(|plan| self.collectives.has(ix, plan, body))
            })
            .collect();
        let first = *via.first()?;
        Some(AskedMember {
            body,
            direct: column.tasks,
            through: column.through,
            members: sizes(&self.collectives, workspace, first, body),
            others: others(&self.collectives, workspace, first, body),
            via,
        })
    }
}

fn plans(workspace: &Workspace) -> impl Iterator<Item = PlanIx> {
    (0..workspace.plans.len()).map(PlanIx::new)
}

/// How many bodies a collective means in the plans for which a body belongs to it.
fn sizes(
    collectives: &Collectives,
    workspace: &Workspace,
    collective: AgencyIx,
    body: AgencyIx,
) -> (usize, usize) {
    let counts = plans(workspace)
        .filter(|&plan| collectives.has(collective, plan, body))
        .map(|plan| collectives.members(collective, plan).len());
    let (least, most) = counts.fold((usize::MAX, 0), |(least, most), count| {
        (least.min(count), most.max(count))
    });
    (least.min(most), most)
}

/// The members beside a body, whenever they belonged; collectives among them left out.
fn others(
    collectives: &Collectives,
    workspace: &Workspace,
    collective: AgencyIx,
    body: AgencyIx,
) -> Vec<AgencyIx> {
    let mut found: Vec<AgencyIx> = plans(workspace)
        .flat_map(|plan| collectives.members(collective, plan).iter().copied())
        .filter(|&ix| ix != body && !collectives.is_collective(ix))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}
