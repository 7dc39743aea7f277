//! Who answered for a task and who does now.

use super::merge::{Bodies, Origin};
use crate::model::workspace::{AgencyIx, TaskEntry, Workspace};
use crate::model::{Assignment, Role};

/// What became of an assignment between the old and the new data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DutyState {
    /// Both the old and the new data have it.
    #[default]
    Same,
    /// Only the new data has it.
    Added,
    /// Only the old data has it.
    Removed,
    /// Both have it, and the agency had this role before.
    Changed(Role),
}

/// An assignment of the merged data.
pub struct MergedDuty {
    /// The agency that the document names, as an index of the merged data.
    pub agency: AgencyIx,
    /// The assignment as written.
    pub assignment: Assignment,
    /// What became of it.
    pub state: DutyState,
}

/// A body that came, went, or changed its role.
pub struct BodyChange {
    /// The agency that it counts as in this comparison, as an index of the merged data.
    pub body: AgencyIx,
    /// Its role before: 责任, 牵头（组长）.
    pub before: Option<String>,
    /// Its role now.
    pub after: Option<String>,
}

/// Makes the assignments of merged tasks.
pub struct Differ<'a> {
    pub old: &'a Workspace,
    pub new: &'a Workspace,
    pub bodies: &'a Bodies,
    /// For every merged agency the body it counts as.
    pub counts_as: &'a [AgencyIx],
}

/// An assignment and its body as it counts.
struct Duty<'a> {
    body: AgencyIx,
    agency: AgencyIx,
    assignment: &'a Assignment,
    state: Option<DutyState>,
}

impl Duty<'_> {
    fn is_same(&self, other: &Self) -> bool {
        self.body == other.body
            && self.assignment.role == other.assignment.role
            && self.assignment.term == other.assignment.term
    }

    fn role_text(&self) -> String {
        let role = self.assignment.role.label();
        match &self.assignment.term {
            Some(term) => format!("{role}（{term}）"),
            None => role.to_owned(),
        }
    }
}

impl<'a> Differ<'a> {
    /// The assignments of a task: the new ones, then those that are gone; and what changed.
    pub fn task(&self, origin: Origin) -> (Vec<MergedDuty>, Vec<BodyChange>) {
        let mut old = match origin.old {
            Some(ix) => self.duties(self.old.task(ix), |ix| self.bodies.of_old(ix)),
            None => Vec::new(),
        };
        let mut new = match origin.new {
            Some(ix) => self.duties(self.new.task(ix), |ix| ix),
            None => Vec::new(),
        };
        // Several assignments may count as one body in one role: one partner is enough for all.
        for duty in &mut new {
            if old.iter().any(|other| other.is_same(duty)) {
                duty.state = Some(DutyState::Same);
            }
        }
        for duty in &mut old {
            if new.iter().any(|other| other.is_same(duty)) {
                duty.state = Some(DutyState::Same);
            }
        }
        let mut changes = Vec::new();
        for nth in 0..new.len() {
            if new[nth].state.is_some() {
                continue;
            }
            // A body that had another role changed it; of several the weightiest first.
            let before = old
                .iter()
                .enumerate()
                .filter(|(_, other)| other.state.is_none() && other.body == new[nth].body)
                .min_by_key(|(_, other)| other.assignment.role)
                .map(|(before, _)| before);
            let state = match before {
                Some(before) => DutyState::Changed(old[before].assignment.role),
                None => DutyState::Added,
            };
            changes.push(BodyChange {
                body: new[nth].body,
                before: before.map(|before| old[before].role_text()),
                after: Some(new[nth].role_text()),
            });
            if let Some(before) = before {
                mark_all(&mut old, before, state);
            }
            mark_all(&mut new, nth, state);
        }
        for nth in 0..old.len() {
            if old[nth].state.is_none() {
                changes.push(BodyChange {
                    body: old[nth].body,
                    before: Some(old[nth].role_text()),
                    after: None,
                });
                mark_all(&mut old, nth, DutyState::Removed);
            }
        }
        let kept = new.into_iter();
        let gone = old
            .into_iter()
            .filter(|duty| duty.state == Some(DutyState::Removed));
        let merged = kept
            .chain(gone)
            .map(|duty| MergedDuty {
                agency: duty.agency,
                assignment: duty.assignment.clone(),
                state: duty.state.unwrap_or_default(),
            })
            .collect();
        (merged, changes)
    }

    fn duties(&self, entry: &'a TaskEntry, place: impl Fn(AgencyIx) -> AgencyIx) -> Vec<Duty<'a>> {
        entry
            .duties
            .iter()
            .zip(&entry.task.assignments)
            .map(|(duty, assignment)| {
                let agency = place(duty.agency);
                Duty {
                    body: self.counts_as[agency.get()],
                    agency,
                    assignment,
                    state: None,
                }
            })
            .collect()
    }
}

/// Marks an assignment and all that count as the same.
fn mark_all(duties: &mut [Duty<'_>], nth: usize, state: DutyState) {
    let same: Vec<usize> = (0..duties.len())
        .filter(|&other| duties[other].is_same(&duties[nth]))
        .collect();
    for other in same {
        duties[other].state = Some(state);
    }
}
