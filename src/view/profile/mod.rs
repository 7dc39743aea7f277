//! One body at a time: its names, tasks, targets, company and succession, as resolved plain data.
//!
//! A profile and the list of bodies are made from a [`Sheet`], whose filter decides which tasks
//! count and whether bodies count as written or as today's. The window gives the sheet of
//! [`ViewSpec::for_profiles`], which has all tasks, whatever is filtered elsewhere.

mod lineage;
mod list;
mod relations;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

pub use lineage::{Lineage, LineageBody, LineageStep};
pub use list::{AgencyList, AgencyOrder, AgencyRow};

use super::folding::Duplicate;
use super::predecessors::{Relatives, relatives_of};
use super::search::pinyin_key;
use super::{DueFilter, Sheet, TargetId, ViewSpec, concerned_duties, concerns, target_rows};
use crate::model::workspace::{AgencyIx, PlanIx, TaskIx, Workspace};
use crate::model::{Agency, Date, Due, Role};
use crate::terms;

/// What one body has to do.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The sheet that it was made from: its tasks, its filter, its day.
    pub sheet: Arc<Sheet>,
    /// The body. With today's bodies this is the one that has the duties now.
    pub agency: AgencyIx,
    /// Its tasks by plan: the plans where it leads most first, then the latest.
    pub plans: Vec<PlanTasks>,
    /// How many of its tasks it has in which role, by [`Role::index`]. A task counts in the
    /// weightiest of its roles, so that they add up to [`Profile::tasks`].
    pub roles: [u32; 5],
    /// How many tasks name it.
    pub tasks: u32,
    /// How many assignments it has: more than tasks where it has two roles in one, or other bodies
    /// count as it.
    pub assignments: u32,
    /// Tasks that name it only as a member of a collective. None of them is counted above.
    pub through: Vec<ThroughCollective>,
    /// The targets of its tasks, those through collectives among them, the earliest deadline first.
    pub targets: Vec<ProfileTarget>,
    /// The bodies that share its tasks, the most shared first.
    pub peers: Vec<Peer>,
    /// How the documents write its name, in the order of their first use.
    pub written: Vec<WrittenName>,
    /// Where it comes from and what became of it.
    pub lineage: Lineage,
    /// What it has under its earlier or later names, where bodies count as the documents name them.
    pub relatives: Vec<Relatives>,
    /// Tasks where several of its assignments fell into one.
    pub duplicates: Vec<Duplicate>,
}

/// A body's tasks in one plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanTasks {
    /// The plan.
    pub plan: PlanIx,
    /// The tasks, the weightiest role first, then as in the document.
    pub tasks: Vec<ProfileTask>,
}

impl PlanTasks {
    /// How many of them it leads.
    #[must_use]
    pub fn leads(&self) -> usize {
        let leads = self.tasks.iter().filter(|task| task.role == Role::Lead);
        leads.count()
    }
}

/// A body's part in a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileTask {
    /// The task.
    pub task: TaskIx,
    /// The weightiest of its roles.
    pub role: Role,
    /// Its assignments, as positions in the task's list.
    pub places: Vec<usize>,
}

/// Tasks of a collective that the body belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThroughCollective {
    /// The collective.
    pub collective: AgencyIx,
    /// The tasks in document order, with the collective's role. A task that names several
    /// collectives of the body stands under the first one.
    pub tasks: Vec<(TaskIx, Role)>,
}

/// A target of one of a body's tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProfileTarget {
    /// The target.
    pub id: TargetId,
    /// Its plan.
    pub plan: PlanIx,
    /// Its task.
    pub task: TaskIx,
    /// The weightiest of the body's roles in the task.
    pub role: Role,
    /// The collective through which the body has it; `None` where it is the body's own.
    pub through: Option<AgencyIx>,
}

/// A body that shares tasks with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer {
    /// The body.
    pub agency: AgencyIx,
    /// How many tasks they share.
    pub tasks: u32,
}

/// One way to write a body's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenName {
    /// As the documents have it.
    pub text: String,
    /// The plans that write it so.
    pub plans: Vec<PlanIx>,
}

impl ViewSpec {
    /// The view that lists and profiles are made from: all tasks in the order of the documents,
    /// with bodies counted as here.
    #[must_use]
    pub fn for_profiles(&self) -> Self {
        Self {
            succession: self.succession,
            marks: self.marks,
            ..Self::default()
        }
    }
}

impl Profile {
    /// The profile of a body over the tasks of a sheet.
    #[must_use]
    pub fn new(sheet: &Arc<Sheet>, agency: AgencyIx) -> Self {
        let workspace = sheet.workspace();
        let agency = sheet.bodies.get(agency.get()).copied().unwrap_or(agency);
        let mut profile = Self {
            sheet: Arc::clone(sheet),
            agency,
            plans: Vec::new(),
            roles: [0; 5],
            tasks: 0,
            assignments: 0,
            through: Vec::new(),
            targets: Vec::new(),
            peers: Vec::new(),
            written: Vec::new(),
            lineage: Lineage::new(sheet, agency),
            relatives: relatives_of(sheet, agency),
            duplicates: Vec::new(),
        };
        let mut shared: HashMap<AgencyIx, u32> = HashMap::new();
        let mut roles: HashMap<TaskIx, Role> = HashMap::new();
        for ix in sheet.tasks() {
            match profile.own(ix) {
                Some(task) => {
                    profile.count(&task, &mut shared);
                    roles.insert(ix, task.role);
                    profile.add(task);
                }
                None => {
                    if let Some(role) = profile.add_through(ix) {
                        roles.insert(ix, role);
                    }
                }
            }
        }
        for plan in &mut profile.plans {
            plan.tasks.sort_by_key(|task| task.role);
        }
        profile.plans.sort_by_key(|plan| {
            let issued = workspace.plan(plan.plan).plan.issued;
            (Reverse(plan.leads()), Reverse(issued), plan.plan)
        });
        profile.peers = shared
            .into_iter()
            .map(|(agency, tasks)| Peer { agency, tasks })
            .collect();
        profile.peers.sort_by_cached_key(|peer| {
            let name = pinyin_key(workspace.agency(peer.agency).label());
            (Reverse(peer.tasks), name, peer.agency)
        });
        profile.targets = targets(sheet, agency, &roles);
        profile.duplicates = sheet.folding().duplicates;
        profile
            .duplicates
            .retain(|duplicate| duplicate.body == agency);
        profile
    }

    /// The agency that the profile is about.
    #[must_use]
    pub fn body(&self) -> &Agency {
        self.workspace().agency(self.agency)
    }

    /// The title of its list of duties.
    #[must_use]
    pub fn title(&self) -> String {
        let document = terms::DUTY_SHEET;
        match self.sheet.heading(document).title.trim() {
            "" => format!("{}{document}", self.body().name),
            title => title.to_owned(),
        }
    }

    /// The workspace that the agency belongs to.
    #[must_use]
    pub fn workspace(&self) -> &Workspace {
        self.sheet.workspace()
    }

    /// The bodies that count as this one, itself left out, as far as any task names them.
    #[must_use]
    pub fn folded(&self) -> &[AgencyIx] {
        match self.sheet.column_of(self.agency) {
            Some(column) => &self.sheet.columns[column].folded,
            None => &[],
        }
    }

    /// How many tasks name it only as a member of a collective.
    #[must_use]
    pub fn through_tasks(&self) -> usize {
        self.through.iter().map(|group| group.tasks.len()).sum()
    }

    /// How many plans name it or a collective of it.
    #[must_use]
    pub fn plan_count(&self) -> usize {
        let own = self.plans.iter().map(|group| group.plan);
        let tasks = self.through.iter().flat_map(|group| &group.tasks);
        let through = tasks.map(|&(task, _)| self.workspace().task(task).plan);
        own.chain(through).collect::<HashSet<_>>().len()
    }

    /// Its counts in a line: `46 项任务（牵头 9、责任 35、成员 2） · 4 份方案 · 12 项目标 · 50 个共事机构`.
    #[must_use]
    pub fn counts_text(&self) -> String {
        let roles: Vec<String> = Role::ALL
            .into_iter()
            .filter(|role| self.roles[role.index()] > 0)
            .map(|role| format!("{} {}", role.label(), self.roles[role.index()]))
            .collect();
        let roles = if roles.is_empty() {
            String::new()
        } else {
            format!("（{}）", roles.join("、"))
        };
        let tasks = match self.through_tasks() {
            0 => format!("{} 项任务{roles}", self.tasks),
            through => format!(
                "直接 {} 项任务{roles} · {} {through} 项",
                self.tasks,
                terms::THROUGH
            ),
        };
        format!(
            "{tasks} · {} 份方案 · {} 项目标 · {} 个共事机构",
            self.plan_count(),
            self.targets.len(),
            self.peers.len()
        )
    }

    /// How its assignments became its tasks, where several fell into one:
    /// `34 处分工，同一任务中的 10 处并为一项，共 24 项任务`.
    #[must_use]
    pub(crate) fn folding_text(&self) -> Option<String> {
        let merged: usize = self.duplicates.iter().map(Duplicate::merged).sum();
        (merged > 0).then(|| {
            format!(
                "{} 处分工，同一任务中的 {merged} 处并为一项，共 {} 项任务",
                self.assignments, self.tasks
            )
        })
    }

    /// The body's part in a task; `None` where the task does not name it.
    fn own(&self, ix: TaskIx) -> Option<ProfileTask> {
        let duties = &self.workspace().task(ix).duties;
        let places: Vec<usize> = (0..duties.len())
            .filter(|&nth| {
                self.sheet.bodies[duties[nth].agency.get()] == self.agency
                    && self.sheet.spec.shows_role(duties[nth].role)
            })
            .collect();
        let role = places.iter().map(|&nth| duties[nth].role).min()?;
        Some(ProfileTask {
            task: ix,
            role,
            places,
        })
    }

    /// Counts roles, names and company of a task.
    fn count(&mut self, task: &ProfileTask, shared: &mut HashMap<AgencyIx, u32>) {
        let sheet = Arc::clone(&self.sheet);
        let entry = sheet.workspace().task(task.task);
        self.tasks += 1;
        self.assignments += u32::try_from(task.places.len()).unwrap_or(u32::MAX);
        self.roles[task.role.index()] += 1;
        let mut others: Vec<AgencyIx> = entry
            .duties
            .iter()
            .filter(|duty| sheet.spec.shows_role(duty.role))
            .map(|duty| sheet.bodies[duty.agency.get()])
            .filter(|&body| body != self.agency)
            .collect();
        others.sort_unstable();
        others.dedup();
        for body in others {
            *shared.entry(body).or_default() += 1;
        }
        for &nth in &task.places {
            let Some(text) = &entry.task.assignments[nth].written else {
                continue;
            };
            match self.written.iter_mut().find(|name| name.text == *text) {
                Some(name) if name.plans.contains(&entry.plan) => {}
                Some(name) => name.plans.push(entry.plan),
                None => self.written.push(WrittenName {
                    text: text.clone(),
                    plans: vec![entry.plan],
                }),
            }
        }
    }

    fn add(&mut self, task: ProfileTask) {
        let plan = self.workspace().task(task.task).plan;
        match self.plans.last_mut() {
            Some(group) if group.plan == plan => group.tasks.push(task),
            _ => self.plans.push(PlanTasks {
                plan,
                tasks: vec![task],
            }),
        }
    }

    /// Adds a task that does not name the body, where it names a collective of it.
    fn add_through(&mut self, ix: TaskIx) -> Option<Role> {
        let sheet = Arc::clone(&self.sheet);
        let duties = &sheet.workspace().task(ix).duties;
        let duty = duties[sheet.through_in(ix, self.agency).next()?];
        let known = self
            .through
            .iter_mut()
            .find(|group| group.collective == duty.agency);
        match known {
            Some(group) => group.tasks.push((ix, duty.role)),
            None => self.through.push(ThroughCollective {
                collective: duty.agency,
                tasks: vec![(ix, duty.role)],
            }),
        }
        Some(duty.role)
    }
}

/// The targets of the tasks with a role here that concern the body, itself or as a member of a
/// collective, the earliest deadline first.
fn targets(sheet: &Sheet, agency: AgencyIx, roles: &HashMap<TaskIx, Role>) -> Vec<ProfileTarget> {
    let workspace = sheet.workspace();
    let mut targets: Vec<ProfileTarget> = target_rows(sheet)
        .into_iter()
        .filter_map(|row| {
            let task = row.task?;
            let duties = &workspace.task(task).duties;
            let actors = row.id.actors(workspace);
            let is_it = |body: AgencyIx| sheet.bodies[body.get()] == agency;
            let through = if concerns(actors, duties, is_it) {
                None
            } else {
                let mut all = concerned_duties(actors, duties).map(|(_, duty)| duty.agency);
                Some(all.find(|&body| sheet.collectives.has(body, row.plan, agency))?)
            };
            // Who is to reach a target and has no other part in its task answers for it.
            let role = roles.get(&task).copied().unwrap_or(Role::Responsible);
            Some(ProfileTarget {
                id: row.id,
                plan: row.plan,
                task,
                role,
                through,
            })
        })
        .collect();
    targets.sort_by_cached_key(|target| {
        let dues = target.id.target(workspace).dues();
        dues.map(deadline_key).min()
    });
    targets
}

/// The order of deadlines: by the day they end, then spans, rhythms, the rest.
fn deadline_key(due: &Due) -> (Date, DueFilter, Due) {
    let last = match due {
        Due::By(date) | Due::Between(_, date) => Some(date.last_day()),
        _ => None,
    };
    // What has no date stands behind all that have one.
    let last = last.unwrap_or(Date::year_only(i16::MAX));
    (last, DueFilter::of(due), due.clone())
}
