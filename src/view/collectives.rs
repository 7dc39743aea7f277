//! Who has a share in the duties of a collective: 江岸区 in what 各区人民政府 has to do.

use std::sync::Arc;

use super::digest::Digests;
use super::search::SearchHits;
use super::spec::ViewSpec;
use crate::model::workspace::{AgencyIx, PlanIx, Workspace};
use crate::model::{AgencyKind, Date};

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

/// What does not depend on a filter: whom each body counts as, who belongs to which collective, and
/// how much each has through one. It is kept for the next keystroke.
#[derive(Debug)]
pub struct Memberships {
    /// For every agency the body it counts as.
    pub bodies: Vec<AgencyIx>,
    /// Who belongs to which collective.
    pub collectives: Arc<Collectives>,
    /// Tasks that every body has through a collective alone, whatever the filter.
    pub tasks: Vec<u32>,
}

impl Memberships {
    /// Those of a workspace whose tasks have these digests.
    pub fn new(workspace: &Workspace, digests: &Digests, bodies: Vec<AgencyIx>) -> Self {
        let collectives = Collectives::new(workspace, &bodies);
        let mut tally = ThroughTally::new(&collectives);
        for (nth, task) in (1..).zip(digests.iter()) {
            if !task.by_collective {
                continue;
            }
            let duties = task.duties.iter();
            tally.count(
                &collectives.lists,
                duties
                    .clone()
                    .filter_map(|duty| collectives.place(duty.agency, task.plan)),
                duties.map(|duty| bodies[duty.agency.get()]),
                nth,
            );
        }
        Self {
            tasks: tally.tasks(&collectives.lists),
            collectives: Arc::new(collectives),
            bodies,
        }
    }
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

/// The day that decides who belonged: that of the document, or the beginning of what it covers.
fn plan_date(workspace: &Workspace, plan: PlanIx) -> Option<Date> {
    let plan = &workspace.plan(plan).plan;
    plan.issued.or(plan.period.map(|period| period.from))
}

/// Which bodies show what they have through collectives: the chosen ones, those that were looked
/// for, and the members of unfolded collectives. The others are in it with their collective.
#[derive(Clone, Debug, Default)]
pub struct Reached {
    /// For every agency whether it is one of them.
    bodies: Vec<bool>,
    /// Whether there is any such body.
    pub any: bool,
    /// For every list of members whether any of these bodies is in it.
    pub in_list: Vec<bool>,
    /// For every list of members whether a chosen body is in it.
    pub chosen: Vec<bool>,
    /// For every term of the search and every list, whether the term tells a member apart.
    pub by_term: Vec<Vec<bool>>,
}

impl Reached {
    /// The bodies that a view asks for.
    pub fn new(
        workspace: &Workspace,
        collectives: &Collectives,
        spec: &ViewSpec,
        is_chosen: &[bool],
        hits: Option<&SearchHits>,
    ) -> Self {
        let mut reached = Self {
            bodies: vec![false; is_chosen.len()],
            any: false,
            in_list: Vec::new(),
            chosen: Vec::with_capacity(collectives.lists.len()),
            by_term: Vec::new(),
        };
        for list in &collectives.lists {
            let mut any = false;
            for member in list.members.iter().filter(|ix| is_chosen[ix.get()]) {
                reached.bodies[member.get()] = true;
                any = true;
            }
            reached.chosen.push(any);
        }
        for term in hits.into_iter().flat_map(|hits| &hits.terms) {
            let mut of_term = Vec::with_capacity(collectives.lists.len());
            for list in &collectives.lists {
                let is_hit = |member: &&AgencyIx| term.has_agency(**member);
                let single = |member: &&AgencyIx| !collectives.is_collective(**member);
                let (all, count) = list
                    .members
                    .iter()
                    .filter(single)
                    .fold((0, 0), |(all, count), member| {
                        (all + 1, count + usize::from(is_hit(&member)))
                    });
                // What all members match (市, 区) tells none of them apart.
                let tells = count > 0 && (count < all || all == 1);
                if tells {
                    for member in list.members.iter().filter(is_hit) {
                        reached.bodies[member.get()] = true;
                    }
                }
                of_term.push(tells);
            }
            reached.by_term.push(of_term);
        }
        for (ix, entry) in workspace.agencies.iter().enumerate() {
            if !spec.unfolded.contains(&entry.agency.id) {
                continue;
            }
            let places: Vec<usize> = match &collectives.of[ix] {
                Lists::None => continue,
                Lists::Always(place) => vec![*place],
                Lists::ByPlan(places) => places.iter().flatten().copied().collect(),
            };
            for member in places
                .iter()
                .flat_map(|&place| &collectives.lists[place].members)
            {
                reached.bodies[member.get()] = true;
            }
        }
        let any = |list: &MemberList| list.members.iter().any(|ix| reached.bodies[ix.get()]);
        reached.in_list = collectives.lists.iter().map(any).collect();
        reached.any = reached.in_list.contains(&true);
        reached
    }

    /// Whether a body is one of them.
    pub fn has(&self, body: AgencyIx) -> bool {
        self.bodies.get(body.get()).copied().unwrap_or(false)
    }
}

/// How many tasks every member has through a collective alone.
///
/// Collectives are named in most tasks and have many members: going through all members at every
/// task would take most of a search. So a task that names one collective counts for its list, and
/// the few members that it names by themselves are taken off.
#[derive(Clone, Debug)]
pub struct ThroughTally {
    /// Tasks that name one collective alone, by the place of its list.
    whole: Vec<u32>,
    /// What else each body has, and what is too much in `whole`.
    apart: Vec<i32>,
    /// The last task that was counted for each body.
    last: Vec<u32>,
}

impl ThroughTally {
    /// Nothing counted yet.
    pub fn new(collectives: &Collectives) -> Self {
        let bodies = collectives.of.len();
        Self {
            whole: vec![0; collectives.lists.len()],
            apart: vec![0; bodies],
            last: vec![0; bodies],
        }
    }

    /// Counts a task, which is told from others by a number above 0: the lists of its collectives,
    /// and the bodies that it names themselves.
    pub fn count(
        &mut self,
        lists: &[MemberList],
        places: impl Iterator<Item = usize> + Clone,
        named: impl Iterator<Item = AgencyIx>,
        task: u32,
    ) {
        let mut rest = places.clone();
        let Some(first) = rest.next() else { return };
        if rest.all(|place| place == first) {
            self.whole[first] += 1;
            for body in named.filter(|&body| lists[first].has(body)) {
                if std::mem::replace(&mut self.last[body.get()], task) != task {
                    self.apart[body.get()] -= 1;
                }
            }
            return;
        }
        for body in named {
            self.last[body.get()] = task;
        }
        for &member in places.flat_map(|place| &lists[place].members) {
            if std::mem::replace(&mut self.last[member.get()], task) != task {
                self.apart[member.get()] += 1;
            }
        }
    }

    /// The tasks of every body, by its index.
    pub fn tasks(&self, lists: &[MemberList]) -> Vec<u32> {
        let mut tasks = self.apart.clone();
        for (list, &whole) in lists.iter().zip(&self.whole) {
            for member in &list.members {
                tasks[member.get()] += i32::try_from(whole).unwrap_or(i32::MAX);
            }
        }
        tasks
            .into_iter()
            .map(|count| u32::try_from(count).unwrap_or(0))
            .collect()
    }
}
