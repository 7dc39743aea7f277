//! The assignments behind a cell.

use super::Sheet;
use super::cell::{Cell, RoleSet, own_bit, plain};
use super::digest::Digest;
use crate::model::workspace::{AgencyIx, Duty, PlanIx, TaskIx};

impl Sheet {
    /// The assignments that stand in a cell, as places in the task's list. A body that has the task
    /// through a collective alone has none.
    pub fn assignments_in(&self, task: TaskIx, column: usize) -> impl Iterator<Item = usize> {
        let wanted = self.columns.get(column).map(|column| column.agency);
        let entry = self.workspace().task(task);
        entry
            .duties
            .iter()
            .enumerate()
            .filter(move |(_, duty)| {
                Some(self.bodies[duty.agency.get()]) == wanted && self.spec.shows_role(duty.role)
            })
            .map(|(nth, _)| nth)
    }

    /// The assignments of collectives through which a body has a task, as places in the task's list.
    pub fn through_in(&self, task: TaskIx, body: AgencyIx) -> impl Iterator<Item = usize> {
        let entry = self.workspace().task(task);
        let duties = entry.duties.iter().enumerate();
        duties
            .filter(move |(_, duty)| {
                self.spec.shows_role(duty.role)
                    && self.collectives.has(duty.agency, entry.plan, body)
            })
            .map(|(nth, _)| nth)
    }

    /// The bodies that have a share in a duty: its own, and those members of it that the view asks
    /// for.
    pub(crate) fn shares_of(&self, duty: Duty, plan: PlanIx) -> impl Iterator<Item = AgencyIx> {
        let members: &[AgencyIx] = if self.reached.any {
            self.collectives.members(duty.agency, plan)
        } else {
            &[]
        };
        let members = members.iter().copied();
        std::iter::once(self.bodies[duty.agency.get()])
            .chain(members.filter(|&member| self.reached.has(member)))
    }

    /// The bodies that have a task only through collectives, as far as the view asks for them, with
    /// the assignments of those collectives, as places in the task's list.
    #[must_use]
    pub fn through_at(&self, task: TaskIx) -> Vec<(AgencyIx, Vec<usize>)> {
        if !self.reached.any {
            return Vec::new();
        }
        let entry = self.workspace().task(task);
        let shown = |nth: &usize| self.spec.shows_role(entry.duties[*nth].role);
        let mut found: Vec<(AgencyIx, Vec<usize>)> = Vec::new();
        for nth in (0..entry.duties.len()).filter(shown) {
            let members = self
                .collectives
                .members(entry.duties[nth].agency, entry.plan);
            for &member in members.iter().filter(|&&member| self.reached.has(member)) {
                match found.iter_mut().find(|(known, _)| *known == member) {
                    Some((_, places)) => places.push(nth),
                    None => found.push((member, vec![nth])),
                }
            }
        }
        let named = |body: AgencyIx| {
            let mut places = (0..entry.duties.len()).filter(shown);
            places.any(|nth| self.bodies[entry.duties[nth].agency.get()] == body)
        };
        found.retain(|(member, _)| !named(*member));
        found
    }

    /// For every list of members the columns of those that show what they have through it, in
    /// order. `of_body` has the column of every body, and none where it has none.
    pub(super) fn share_columns(&self, of_body: &[u32]) -> Vec<Vec<u32>> {
        let lists = self.collectives.lists().iter();
        lists
            .map(|list| {
                let reached = list.members.iter().filter(|&&ix| self.reached.has(ix));
                let mut columns: Vec<u32> = reached
                    .map(|ix| of_body[ix.get()])
                    .filter(|&column| column != u32::MAX)
                    .collect();
                columns.sort_unstable();
                columns
            })
            .collect()
    }

    /// Adds what members of its collectives have of the task that began at `from`.
    pub(super) fn push_through(&mut self, from: usize, task: Digest<'_>, shares: &[Vec<u32>]) {
        for duty in task.duties {
            let Some(place) = self.collectives.place(duty.agency, task.plan) else {
                continue;
            };
            if !self.reached.in_list[place] || !self.spec.shows_role(duty.role) {
                continue;
            }
            let columns = &shares[place];
            if columns.is_empty() {
                continue;
            }
            self.own_shown |= own_bit(*duty);
            let of_column = |column| Cell {
                column,
                role: duty.role,
                roles: RoleSet::of(duty.role),
                plain: plain(*duty),
                own: own_bit(*duty),
                count: 1,
                first: false,
                mended: duty.mended,
                through: true,
            };
            // Both are in the order of the columns: they are merged, not sorted in.
            let known = self.cells.split_off(from);
            let mut known = known.into_iter().peekable();
            for &column in columns {
                while let Some(cell) = known.next_if(|cell| cell.column < column) {
                    self.cells.push(cell);
                }
                let mut cell = of_column(column);
                if let Some(mut named) = known.next_if(|cell| cell.column == column) {
                    named.join(cell);
                    cell = named;
                }
                self.cells.push(cell);
            }
            self.cells.extend(known);
        }
    }
}
