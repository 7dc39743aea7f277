//! What a filter asks of every task, side by side in memory.
//!
//! A task's own lists are spread over the heap, and a keystroke goes through all tasks: fetching
//! their memory would take most of its time.

use std::collections::BTreeMap;

use super::collectives::is_listed;
use super::spec::DueFilter;
use crate::model::Target;
use crate::model::workspace::{AgencyIx, Duty, PlanIx, SectionIx, TaskIx, Workspace};

/// The digests of all tasks.
#[derive(Clone, Debug, Default)]
pub struct Digests {
    tasks: Vec<Stored>,
    duties: Vec<Duty>,
    /// Kinds of deadlines, by their places in `kinds`.
    dues: Vec<u16>,
    kinds: Vec<DueFilter>,
    goals: Vec<Goal>,
}

/// A goal that a section sets for no task.
#[derive(Clone, Debug)]
pub struct Goal {
    /// Its plan.
    pub plan: PlanIx,
    /// Its section.
    pub section: SectionIx,
    /// Where it stands among the goals of the section.
    pub nth: u32,
    /// The kinds of its deadlines, each once, by their places in [`Digests::kinds`].
    pub dues: Vec<u16>,
}

#[derive(Clone, Debug)]
struct Stored {
    plan: PlanIx,
    section: SectionIx,
    /// The ends of its runs of `duties` and `dues`, which begin where those of the task before end.
    duties_end: u32,
    dues_end: u32,
    has_targets: bool,
    by_collective: bool,
}

/// The digest of one task.
#[derive(Clone, Copy)]
pub struct Digest<'a> {
    /// Its plan.
    pub plan: PlanIx,
    /// Its section.
    pub section: SectionIx,
    /// Its bodies and roles, as in the task.
    pub duties: &'a [Duty],
    /// The kinds of the deadlines of its targets and of its own, each once, by their places in
    /// [`Digests::kinds`].
    pub dues: &'a [u16],
    /// Whether it has a target.
    pub has_targets: bool,
    /// Whether one of its bodies is a collective with known members.
    pub by_collective: bool,
}

impl Digests {
    /// The digests of a workspace.
    pub fn new(workspace: &Workspace) -> Self {
        let mut digests = Self {
            tasks: Vec::with_capacity(workspace.tasks.len()),
            ..Self::default()
        };
        let listed: Vec<bool> = (0..workspace.agencies.len())
            .map(|ix| is_listed(workspace, AgencyIx::new(ix)))
            .collect();
        let mut kinds = Kinds::default();
        for entry in &workspace.tasks {
            let from = digests.dues.len();
            let targets = entry.task.targets.iter().flat_map(Target::dues);
            for due in targets.chain(entry.task.dues()) {
                let kind = kinds.place(DueFilter::of(due));
                if !digests.dues[from..].contains(&kind) {
                    digests.dues.push(kind);
                }
            }
            digests.duties.extend_from_slice(&entry.duties);
            digests.tasks.push(Stored {
                plan: entry.plan,
                section: entry.section,
                duties_end: end(digests.duties.len()),
                dues_end: end(digests.dues.len()),
                has_targets: !entry.task.targets.is_empty(),
                by_collective: entry.duties.iter().any(|duty| listed[duty.agency.get()]),
            });
        }
        for (ix, section) in workspace.sections.iter().enumerate() {
            for (nth, goal) in (0..).zip(&section.targets) {
                let mut dues: Vec<u16> = goal
                    .dues()
                    .map(|due| kinds.place(DueFilter::of(due)))
                    .collect();
                dues.sort_unstable();
                dues.dedup();
                digests.goals.push(Goal {
                    plan: section.plan,
                    section: SectionIx::new(ix),
                    nth,
                    dues,
                });
            }
        }
        digests.kinds = kinds.all;
        digests
    }

    /// The digests after a change of one task. `None` where it is due otherwise than before: which
    /// kinds of deadlines occur at all is found by going through all tasks.
    pub fn with_task(&self, workspace: &Workspace, ix: TaskIx) -> Option<Self> {
        let before = self.get(ix.get());
        let entry = workspace.task(ix);
        let targets = entry.task.targets.iter().flat_map(Target::dues);
        let mut kinds: Vec<DueFilter> = Vec::new();
        for due in targets.chain(entry.task.dues()) {
            let kind = DueFilter::of(due);
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let known = before
            .dues
            .iter()
            .map(|&kind| self.kinds[usize::from(kind)]);
        if !known.eq(kinds) {
            return None;
        }
        let mut new = self.clone();
        let from = match ix.get().checked_sub(1) {
            Some(before) => self.tasks[before].duties_end as usize,
            None => 0,
        };
        let (was, is) = (before.duties.len(), entry.duties.len());
        let run = from..from + was;
        new.duties.splice(run, entry.duties.iter().copied());
        for stored in &mut new.tasks[ix.get()..] {
            stored.duties_end = end(stored.duties_end as usize + is - was);
        }
        let stored = &mut new.tasks[ix.get()];
        stored.has_targets = !entry.task.targets.is_empty();
        let mut duties = entry.duties.iter();
        stored.by_collective = duties.any(|duty| is_listed(workspace, duty.agency));
        Some(new)
    }

    /// The kinds of deadlines that occur.
    pub fn kinds(&self) -> &[DueFilter] {
        &self.kinds
    }

    /// The goals of all sections, in their order.
    pub fn goals(&self) -> &[Goal] {
        &self.goals
    }

    /// How many assignments all tasks have together.
    pub fn assignments(&self) -> usize {
        self.duties.len()
    }

    /// The digest of a task.
    pub fn get(&self, task: usize) -> Digest<'_> {
        let stored = &self.tasks[task];
        let (duties, dues) = match task.checked_sub(1) {
            Some(before) => {
                let before = &self.tasks[before];
                (before.duties_end, before.dues_end)
            }
            None => (0, 0),
        };
        Digest {
            plan: stored.plan,
            section: stored.section,
            duties: &self.duties[duties as usize..stored.duties_end as usize],
            dues: &self.dues[dues as usize..stored.dues_end as usize],
            has_targets: stored.has_targets,
            by_collective: stored.by_collective,
        }
    }

    /// The digests in the order of the tasks.
    pub fn iter(&self) -> impl Iterator<Item = Digest<'_>> {
        (0..self.tasks.len()).map(|task| self.get(task))
    }
}

/// Gives every kind of deadline a place.
#[derive(Default)]
struct Kinds {
    all: Vec<DueFilter>,
    places: BTreeMap<DueFilter, u16>,
}

impl Kinds {
    fn place(&mut self, kind: DueFilter) -> u16 {
        *self.places.entry(kind).or_insert_with(|| {
            self.all.push(kind);
            u16::try_from(self.all.len() - 1).unwrap_or(u16::MAX)
        })
    }
}

/// More than `u32::MAX` assignments do not fit into memory.
fn end(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
