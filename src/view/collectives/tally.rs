//! How much members have through their collectives.

use std::sync::Arc;

use super::{Collectives, MemberList};
use crate::model::workspace::{AgencyIx, Workspace};
use crate::view::digest::Digests;

/// What does not depend on a filter: whom each body counts as, who belongs to which collective, and
/// how much each has through one. It is kept for the next keystroke.
#[derive(Debug)]
pub struct Memberships {
    /// For every agency the body it counts as.
    pub bodies: Vec<AgencyIx>,
    /// Who belongs to which collective.
    pub collectives: Arc<Collectives>,
    /// Tasks that name every body, whatever the filter.
    pub direct: Vec<u32>,
    /// How many bodies every task names.
    pub named: Vec<u32>,
    /// Tasks that every body has through a collective alone, whatever the filter.
    pub tasks: Vec<u32>,
}

impl Memberships {
    /// Those of a workspace whose tasks have these digests.
    pub fn new(workspace: &Workspace, digests: &Digests, bodies: Vec<AgencyIx>) -> Self {
        let collectives = Collectives::new(workspace, &bodies);
        let mut tally = ThroughTally::new(&collectives);
        let mut direct = vec![0; bodies.len()];
        let mut named = Vec::new();
        // A body counts once a task, so each keeps the last task that it was counted for.
        let mut last = vec![0; bodies.len()];
        for (nth, task) in (1..).zip(digests.iter()) {
            let mut different = 0;
            for duty in task.duties {
                let body = bodies[duty.agency.get()].get();
                if std::mem::replace(&mut last[body], nth) != nth {
                    direct[body] += 1;
                    different += 1;
                }
            }
            named.push(different);
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
            direct,
            named,
            tasks: tally.tasks(&collectives.lists),
            collectives: Arc::new(collectives),
            bodies,
        }
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
