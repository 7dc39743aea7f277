//! Who has a share in the duties of a collective: 江岸区 in what 各区人民政府 has to do.

mod reached;
mod tally;

use crate::model::workspace::{AgencyIx, PlanIx, Workspace};
use crate::model::{AgencyKind, Date};

pub use reached::Reached;
pub use tally::{Memberships, ThroughTally};

/// The members of the listed collectives, plan by plan, as the bodies of a view.
///
/// Members of members belong as well. A leading group's tasks are its own, not its members', and
/// nobody says who belongs to an open collective.
#[derive(Clone, Debug, Default)]
pub struct Collectives {
    /// Lists of members that differ, each in order.
    lists: Vec<MemberList>,
    /// For every agency, where its lists are.
    of: Vec<Lists>,
}

/// Some members of a collective.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberList {
    /// The members, in the order of the workspace.
    pub members: Vec<AgencyIx>,
    /// For every agency whether it is one of them.
    has: Vec<bool>,
}

impl MemberList {
    /// Whether a body is among them.
    pub fn has(&self, body: AgencyIx) -> bool {
        self.has[body.get()]
    }
}

/// The lists of one agency, as places in [`Collectives::lists`].
#[derive(Clone, Debug, Default)]
enum Lists {
    /// It is no collective with known members.
    #[default]
    None,
    /// The same for every plan.
    Always(usize),
    /// One for each plan: members came or went.
    ByPlan(Vec<Option<usize>>),
}

impl Collectives {
    /// The collectives of a workspace, with every member as the body that it counts as.
    pub fn new(workspace: &Workspace, bodies: &[AgencyIx]) -> Self {
        let mut all = Self {
            lists: Vec::new(),
            of: vec![Lists::None; workspace.agencies.len()],
        };
        for ix in 0..workspace.agencies.len() {
            let ix = AgencyIx::new(ix);
            if !is_listed(workspace, ix) {
                continue;
            }
            all.of[ix.get()] = if has_dates(workspace, ix) {
                let plans = (0..workspace.plans.len()).map(PlanIx::new);
                Lists::ByPlan(
                    plans
                        .map(|plan| all.list(workspace, bodies, ix, plan_date(workspace, plan)))
                        .collect(),
                )
            } else {
                let list = all.list(workspace, bodies, ix, None);
                list.map_or(Lists::None, Lists::Always)
            };
        }
        all
    }

    /// Where the members of an agency on a day are; `None` where there are none.
    fn list(
        &mut self,
        workspace: &Workspace,
        bodies: &[AgencyIx],
        collective: AgencyIx,
        day: Option<Date>,
    ) -> Option<usize> {
        let mut has = vec![false; workspace.agencies.len()];
        let mut seen = vec![false; workspace.agencies.len()];
        let mut left = vec![collective];
        while let Some(at) = left.pop() {
            if std::mem::replace(&mut seen[at.get()], true) {
                continue;
            }
            for &member in &workspace.agencies[at.get()].members {
                if !belonged(workspace, at, member, day) {
                    continue;
                }
                if is_listed(workspace, member) {
                    left.push(member);
                }
                has[bodies[member.get()].get()] = true;
            }
        }
        // A body that stands for a collective is not a member of itself.
        has[bodies[collective.get()].get()] = false;
        let members: Vec<AgencyIx> = (0..has.len())
            .filter(|&ix| has[ix])
            .map(AgencyIx::new)
            .collect();
        if members.is_empty() {
            return None;
        }
        let list = MemberList { members, has };
        let known = self.lists.iter().position(|known| *known == list);
        Some(known.unwrap_or_else(|| {
            self.lists.push(list);
            self.lists.len() - 1
        }))
    }

    /// All lists; an agency's is named by [`Collectives::place`].
    pub fn lists(&self) -> &[MemberList] {
        &self.lists
    }

    /// Which list an agency of a plan has, in [`Collectives::lists`]; `None` where it is no collective with
    /// known members.
    pub fn place(&self, agency: AgencyIx, plan: PlanIx) -> Option<usize> {
        match &self.of[agency.get()] {
            Lists::None => None,
            Lists::Always(place) => Some(*place),
            Lists::ByPlan(places) => places[plan.get()],
        }
    }

    /// The members of an agency as a plan means it; none where it is no collective with known ones.
    pub fn members(&self, agency: AgencyIx, plan: PlanIx) -> &[AgencyIx] {
        self.place(agency, plan)
            .map_or(&[], |place| &self.lists[place].members)
    }

    /// Whether a body belongs to an agency as a plan means it.
    pub fn has(&self, agency: AgencyIx, plan: PlanIx, body: AgencyIx) -> bool {
        self.place(agency, plan)
            .is_some_and(|place| self.lists[place].has(body))
    }

    /// Whether an agency is a collective with known members, in any plan.
    pub fn is_collective(&self, agency: AgencyIx) -> bool {
        !matches!(self.of[agency.get()], Lists::None)
    }
}

/// Whether an agency is a collective whose members are listed.
pub fn is_listed(workspace: &Workspace, agency: AgencyIx) -> bool {
    let entry = &workspace.agencies[agency.get()];
    entry.agency.kind == AgencyKind::Collective && !entry.members.is_empty()
}

/// The ids of the collectives whose members are listed.
#[must_use]
pub fn collective_ids(workspace: &Workspace) -> Vec<String> {
    (0..workspace.agencies.len())
        .map(AgencyIx::new)
        .filter(|&ix| is_listed(workspace, ix))
        .map(|ix| workspace.agency(ix).id.clone())
        .collect()
}

/// Whether any member, or member of a member, came or went.
fn has_dates(workspace: &Workspace, collective: AgencyIx) -> bool {
    let mut seen = vec![false; workspace.agencies.len()];
    let mut left = vec![collective];
    while let Some(at) = left.pop() {
        let entry = &workspace.agencies[at.get()];
        if !entry.member_periods.is_empty() {
            return true;
        }
        if !std::mem::replace(&mut seen[at.get()], true) {
            let listed = entry.members.iter().copied();
            left.extend(listed.filter(|&member| is_listed(workspace, member)));
        }
    }
    false
}

/// Whether a member belonged to a collective on a day; without a day, and without dates, always.
fn belonged(
    workspace: &Workspace,
    collective: AgencyIx,
    member: AgencyIx,
    day: Option<Date>,
) -> bool {
    let Some(day) = day else { return true };
    let mut times = workspace.agencies[collective.get()].member_periods.iter();
    let Some(time) = times.find(|time| time.member == member) else {
        return true;
    };
    let since = time
        .from
        .is_none_or(|from| from.first_day() <= day.last_day());
    let until = time.to.is_none_or(|to| day.first_day() <= to.last_day());
    since && until
}

/// How many bodies a plan means when it names an agency that lists its members.
#[must_use]
pub fn member_count(workspace: &Workspace, agency: AgencyIx, plan: PlanIx) -> usize {
    let day = plan_date(workspace, plan);
    let members = workspace.agencies[agency.get()].members.iter();
    let belongs = |member: &&AgencyIx| belonged(workspace, agency, **member, day);
    members.filter(belongs).count()
}

/// The day that decides who belonged: that of the document, or the beginning of what it covers.
fn plan_date(workspace: &Workspace, plan: PlanIx) -> Option<Date> {
    let plan = &workspace.plan(plan).plan;
    plan.issued.or(plan.period.map(|period| period.from))
}
