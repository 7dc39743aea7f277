//! Which tasks a view shows, and how many each further choice would leave.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::Data;
use super::collectives::{Collectives, Memberships, Reached, ThroughTally};
use super::compare::{ChangeKind, Changes};
use super::digest::{Digest, Digests};
use super::goals;
use super::own::OwnColumns;
use super::search::{Query, SearchHits};
use super::spec::{AgencyMatch, DueFilter, ViewSpec};
use crate::model::workspace::{AgencyIx, Duty, SectionIx, TaskIx, Workspace};
use crate::model::{Date, Role};

/// Counts beside the choices of the side bar.
///
/// Each count leaves its own choice out: the plans' counts do not depend on which plans are chosen,
/// so that they say what choosing another one would show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// How many tasks each plan would show, by plan index.
    pub plans: Vec<u32>,
    /// How many assignments each role would show, by [`Role::index`].
    pub roles: [u32; 5],
    /// How many tasks each agency would show, and how many that it leads, by agency index.
    pub agencies: Vec<AgencyLoad>,
    /// How many tasks each kind of deadline would show.
    pub due: BTreeMap<DueFilter, u32>,
    /// How many goals that no task has each kind of deadline would show.
    pub goals: BTreeMap<DueFilter, u32>,
    /// How many tasks with a target would be shown.
    pub with_targets: u32,
    /// In a comparison, how many tasks each kind of change would show, by [`ChangeKind::index`].
    pub changes: [u32; 8],
}

/// How many tasks an agency has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AgencyLoad {
    /// How many tasks it takes part in.
    pub tasks: u32,
    /// How many of them it leads.
    pub leads: u32,
    /// How many more it has only as a member of a collective.
    pub through: u32,
}

impl AgencyLoad {
    /// How many tasks choosing the body shows.
    #[must_use]
    pub fn all(self) -> u32 {
        self.tasks + self.through
    }
}

/// A view with its names found in a workspace.
pub(super) struct Filter<'a> {
    data: &'a Data,
    workspace: &'a Workspace,
    digests: &'a Digests,
    spec: &'a ViewSpec,
    changes: Option<&'a Changes>,
    /// For every agency the body it counts as in this view.
    pub bodies: Vec<AgencyIx>,
    plans: Vec<bool>,
    sections: Vec<bool>,
    /// Whether the view wants a kind of deadline, by its place in [`Digests::kinds`].
    due_wanted: Vec<bool>,
    /// For every task whether it is chosen; `None` where none are.
    tasks: Option<Vec<bool>>,
    /// The chosen bodies, without doubles.
    pub chosen: Vec<AgencyIx>,
    is_chosen: Vec<bool>,
    /// The file's own columns, where it has any, and what the view wants of each.
    own: &'a OwnColumns,
    own_wanted: Vec<Vec<u32>>,
    /// What the search text matched; `None` without one.
    pub hits: Option<SearchHits>,
    /// Who belongs to which collective.
    pub collectives: Arc<Collectives>,
    /// The bodies that show what they have through collectives.
    pub reached: Reached,
    /// What does not depend on the filter.
    pub memberships: Arc<Memberships>,
}

/// Which conditions a task fails, a bit each.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Failed(u16);

impl Failed {
    const PLAN: u16 = 1;
    const SECTION: u16 = 2;
    const AGENCY: u16 = 4;
    const DUE: u16 = 8;
    const TEXT: u16 = 16;
    const TARGETS: u16 = 32;
    const EMPTY: u16 = 64;
    const CHANGE: u16 = 128;
    const OWN: u16 = 256;

    /// Whether it fails nothing but, at most, `but`.
    fn only(self, but: u16) -> bool {
        self.0 & !but == 0
    }
}

impl<'a> Filter<'a> {
    pub fn new(data: &'a Data, spec: &'a ViewSpec, today: Date) -> Self {
        let workspace: &Workspace = &data.workspace;
        let memberships = data.memberships(spec.succession, today);
        let bodies = memberships.bodies.clone();
        let ids: HashMap<&str, AgencyIx> = if spec.agencies.is_empty() {
            HashMap::new()
        } else {
            workspace
                .agencies
                .iter()
                .enumerate()
                .map(|(ix, entry)| (entry.agency.id.as_str(), AgencyIx::new(ix)))
                .collect()
        };
        let mut chosen: Vec<AgencyIx> = Vec::new();
        let mut is_chosen = vec![false; workspace.agencies.len()];
        for id in &spec.agencies {
            if let Some(&ix) = ids.get(id.as_str()) {
                let body = bodies[ix.get()];
                if !std::mem::replace(&mut is_chosen[body.get()], true) {
                    chosen.push(body);
                }
            }
        }
        let query = Query::new(&spec.text);
        let hits = (!query.is_empty()).then(|| {
            let mut hits = data.search_index().search(&query);
            for term in &mut hits.terms {
                term.spread(&bodies);
            }
            hits
        });
        let collectives = Arc::clone(&memberships.collectives);
        let reached = Reached::new(workspace, &collectives, spec, &is_chosen, hits.as_ref());
        let kinds = data.digests.kinds().iter();
        Self {
            data,
            workspace,
            digests: &data.digests,
            due_wanted: kinds.map(|kind| spec.due.contains(kind)).collect(),
            spec,
            changes: data.changes().map(|changes| &**changes),
            plans: chosen_plans(workspace, spec),
            sections: chosen_sections(workspace, spec),
            tasks: chosen_tasks(workspace, spec),
            bodies,
            chosen,
            is_chosen,
            own: data.own_columns(),
            own_wanted: data.own_columns().wanted(&spec.own),
            hits,
            collectives,
            reached,
            memberships,
        }
    }

    /// The body that an agency counts as.
    pub fn body(&self, ix: AgencyIx) -> AgencyIx {
        self.bodies[ix.get()]
    }

    pub(crate) fn is_chosen(&self, body: AgencyIx) -> bool {
        self.is_chosen[body.get()]
    }

    /// The list of members that a duty reaches, in [`Collectives::lists`], where the view asks for
    /// any.
    fn list_of(&self, task: Digest<'_>, duty: Duty) -> Option<usize> {
        if task.by_collective && self.reached.any {
            self.collectives.place(duty.agency, task.plan)
        } else {
            None
        }
    }

    fn failed(&self, ix: usize, task: Digest<'_>) -> Failed {
        let mut failed = 0;
        if !self.plans[task.plan.get()] {
            failed |= Failed::PLAN;
        }
        if !self.sections[task.section.get()] {
            failed |= Failed::SECTION;
        }
        if self.tasks.as_ref().is_some_and(|tasks| !tasks[ix]) {
            failed |= Failed::SECTION;
        }
        let all_roles = self.spec.roles.is_empty();
        let mut marks = task
            .duties
            .iter()
            .filter(|duty| all_roles || self.spec.roles.contains(&duty.role));
        if !self.chosen.is_empty() {
            let fits = match self.spec.agency_match {
                AgencyMatch::Any => marks.clone().any(|duty| {
                    self.is_chosen[self.body(duty.agency).get()]
                        || self
                            .list_of(task, *duty)
                            .is_some_and(|place| self.reached.chosen[place])
                }),
                AgencyMatch::All => self.chosen.iter().all(|&wanted| {
                    marks.clone().any(|duty| {
                        self.body(duty.agency) == wanted
                            || self
                                .list_of(task, *duty)
                                .is_some_and(|place| self.collectives.lists()[place].has(wanted))
                    })
                }),
            };
            if !fits {
                failed |= Failed::AGENCY;
            }
        }
        // A filter by role asks for marks; without one a task that names nobody is still a task.
        if !all_roles && self.spec.hide_empty_rows && marks.next().is_none() {
            failed |= Failed::EMPTY;
        }
        if !self.spec.due.is_empty() {
            let mut kinds = task.dues.iter();
            if !kinds.any(|&kind| self.due_wanted[usize::from(kind)]) {
                failed |= Failed::DUE;
            }
        }
        if !self.own_wanted.is_empty() {
            let has = self.own.of_task(ix);
            let mut columns = self.own_wanted.iter();
            if !columns.all(|any| any.iter().any(|value| has.contains(value))) {
                failed |= Failed::OWN;
            }
        }
        if self.spec.only_with_targets && !task.has_targets {
            failed |= Failed::TARGETS;
        }
        if let Some(changes) = self.changes.filter(|_| !self.spec.changes.is_empty()) {
            let task = TaskIx::new(ix);
            let mut kinds = self.spec.changes.iter();
            if !kinds.any(|&kind| changes.has(task, kind)) {
                failed |= Failed::CHANGE;
            }
        }
        if let Some(hits) = &self.hits {
            let fits = hits.terms.iter().enumerate().all(|(nth, term)| {
                !term.tasks[ix].is_empty()
                    || task.duties.iter().any(|duty| {
                        term.has_agency(self.body(duty.agency))
                            || self
                                .list_of(task, *duty)
                                .is_some_and(|place| self.reached.by_term[nth][place])
                    })
            });
            if !fits {
                failed |= Failed::TEXT;
            }
        }
        Failed(failed)
    }

    /// The tasks that fit, in document order, and nothing else: what [`Filter::run`] counts besides
    /// takes most of its time.
    pub fn fitting(&self) -> Vec<usize> {
        let tasks = self.digests.iter().enumerate();
        let fitting = tasks.filter(|(ix, task)| self.failed(*ix, *task).only(0));
        fitting.map(|(ix, _)| ix).collect()
    }

    /// Whether a task fits, whoever is asked for.
    pub fn shows_for_others(&self, task: usize) -> bool {
        let failed = self.failed(task, self.digests.get(task));
        failed.only(Failed::AGENCY | Failed::TEXT)
    }

    /// How many tasks each value of the files' own columns would show, by the value's place in
    /// [`OwnColumns`].
    pub fn own_counts(&self) -> Vec<u32> {
        let mut counts = vec![0; self.own.values()];
        for (ix, task) in self.digests.iter().enumerate() {
            if self.failed(ix, task).only(Failed::OWN) {
                for &value in self.own.of_task(ix) {
                    counts[value as usize] += 1;
                }
            }
        }
        counts
    }

    /// Goes through all tasks once.
    pub fn run(&self) -> Outcome {
        let workspace = self.workspace;
        let mut tallies = vec![Tally::default(); workspace.agencies.len()];
        let mut through = Through {
            tasks: ThroughTally::new(&self.collectives),
            shown: ThroughTally::new(&self.collectives),
        };
        let mut outcome = Outcome {
            tasks: Vec::new(),
            named: vec![false; workspace.agencies.len()],
            loads: Vec::new(),
            all_loads: Vec::new(),
            through: Vec::new(),
            all_through: Vec::new(),
            facets: Facets {
                plans: vec![0; workspace.plans.len()],
                ..Facets::default()
            },
        };
        let mut dues = vec![0; self.digests.kinds().len()];
        for (ix, task) in self.digests.iter().enumerate() {
            let failed = self.failed(ix, task);
            if failed.only(0) {
                outcome.tasks.push(ix);
            }
            outcome.facets.add_task(task, failed, &mut dues);
            if let Some(changes) = self.changes.filter(|_| failed.only(Failed::CHANGE)) {
                for kind in ChangeKind::ALL {
                    let has = changes.has(TaskIx::new(ix), kind);
                    outcome.facets.changes[kind.index()] += u32::from(has);
                }
            }
            // A body counts once a task, so each tally keeps the last task that it counted.
            let nth = u32::try_from(ix).unwrap_or(u32::MAX - 1) + 1;
            let (shown, would_be) = (failed.only(0), failed.only(Failed::AGENCY));
            for duty in if would_be { task.duties } else { &[] } {
                if !self.spec.shows_role(duty.role) {
                    continue;
                }
                let tally = &mut tallies[self.body(duty.agency).get()];
                tally.tasks.count(nth);
                if duty.role == Role::Lead {
                    tally.leads.count(nth);
                }
                if shown {
                    tally.assignments += 1;
                    outcome.named[duty.agency.get()] = true;
                }
            }
            if would_be && task.by_collective && !self.spec.direct_only {
                self.count_through(&mut through, task, nth, shown);
            }
        }
        let chosen = (&self.plans[..], &self.sections[..]);
        let goals = goals::by_due(self.data, self.spec, self.hits.as_ref(), chosen);
        let counted = |counts: Vec<u32>| {
            let kinds = self.digests.kinds().iter().copied().zip(counts);
            kinds.filter(|(_, count)| *count > 0).collect()
        };
        outcome.facets.due = counted(dues);
        outcome.facets.goals = counted(goals);
        let lists = self.collectives.lists();
        outcome.through = through.shown.tasks(lists);
        outcome.all_loads.clone_from(&self.memberships.direct);
        outcome.all_through.clone_from(&self.memberships.tasks);
        let would_be = through.tasks.tasks(lists);
        outcome.loads = tallies.iter().map(|tally| tally.assignments).collect();
        outcome.facets.agencies = tallies
            .iter()
            .zip(would_be)
            .map(|(tally, through)| AgencyLoad {
                tasks: tally.tasks.counted,
                leads: tally.leads.counted,
                through,
            })
            .collect();
        outcome
    }

    /// Counts a task that names a collective for the members of it.
    fn count_through(&self, through: &mut Through, task: Digest<'_>, nth: u32, shown: bool) {
        let lists = self.collectives.lists();
        let places = |duty: &Duty| self.collectives.place(duty.agency, task.plan);
        let named = |duty: &Duty| self.body(duty.agency);
        let duties = task.duties.iter();
        let duties = duties.filter(|duty| self.spec.shows_role(duty.role));
        let count = |tally: &mut ThroughTally| {
            tally.count(
                lists,
                duties.clone().filter_map(places),
                duties.clone().map(named),
                nth,
            );
        };
        count(&mut through.tasks);
        if shown {
            count(&mut through.shown);
        }
    }
}

/// What is counted through collectives.
struct Through {
    /// What choosing a body would show.
    tasks: ThroughTally,
    /// What the view shows.
    shown: ThroughTally,
}

/// What a filter leaves.
pub(super) struct Outcome {
    /// The shown tasks, in document order.
    pub tasks: Vec<usize>,
    /// Whether a shown mark names the agency, by agency index.
    pub named: Vec<bool>,
    /// Shown assignments of every body.
    pub loads: Vec<u32>,
    /// Tasks of every body, whatever the filter.
    pub all_loads: Vec<u32>,
    /// Shown tasks that every body has through a collective alone.
    pub through: Vec<u32>,
    /// The same, whatever the filter.
    pub all_through: Vec<u32>,
    /// The counts of the side bar.
    pub facets: Facets,
}

/// What is counted for one body.
#[derive(Clone, Copy, Default)]
struct Tally {
    tasks: Tasks,
    leads: Tasks,
    assignments: u32,
}

/// A number of different tasks.
#[derive(Clone, Copy, Default)]
struct Tasks {
    counted: u32,
    /// The last one counted, from 1.
    last: u32,
}

impl Tasks {
    fn count(&mut self, task: u32) {
        self.counted += u32::from(self.last != task);
        self.last = task;
    }
}

impl Facets {
    /// Counts a task for every choice that alone keeps it from being shown, or does not.
    fn add_task(&mut self, task: Digest<'_>, failed: Failed, dues: &mut [u32]) {
        if failed.only(Failed::PLAN | Failed::SECTION) {
            self.plans[task.plan.get()] += 1;
        }
        if failed.only(Failed::EMPTY) {
            for duty in task.duties {
                self.roles[duty.role.index()] += 1;
            }
        }
        if failed.only(Failed::DUE) {
            for &kind in task.dues {
                dues[usize::from(kind)] += 1;
            }
        }
        if failed.only(Failed::TARGETS) && task.has_targets {
            self.with_targets += 1;
        }
    }
}

fn chosen_tasks(workspace: &Workspace, spec: &ViewSpec) -> Option<Vec<bool>> {
    if spec.tasks.is_empty() {
        return None;
    }
    let mut chosen = vec![false; workspace.tasks.len()];
    for ix in workspace.tasks_by_keys(&spec.tasks).into_iter().flatten() {
        chosen[ix.get()] = true;
    }
    Some(chosen)
}

fn chosen_plans(workspace: &Workspace, spec: &ViewSpec) -> Vec<bool> {
    workspace
        .plans
        .iter()
        .map(|entry| spec.plans.is_empty() || spec.plans.contains(&entry.plan.id))
        .collect()
}

fn chosen_sections(workspace: &Workspace, spec: &ViewSpec) -> Vec<bool> {
    if spec.sections.is_empty() {
        return vec![true; workspace.sections.len()];
    }
    let mut chosen = vec![false; workspace.sections.len()];
    for (ix, section) in workspace.sections.iter().enumerate() {
        // Sections stand before those inside them, so the parent is decided already.
        let inherited = section.parent.is_some_and(|parent| chosen[parent.get()]);
        let key = workspace.section_key(SectionIx::new(ix));
        chosen[ix] = inherited || spec.sections.contains(&key);
    }
    chosen
}
