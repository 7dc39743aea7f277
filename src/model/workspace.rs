//! Several open files as one body of data, flat and indexed.
//!
//! Agencies of several files with the same full name are the same body, and those where one goes by
//! the full name of the other. What cannot be joined without a guess stays apart and is reported.

mod join;
mod local;
mod patch;
mod tasks;
mod texts;

use std::path::PathBuf;
use std::sync::Arc;

pub use self::tasks::Tasks;
pub use self::texts::{TextOf, TextOwner};

use self::local::Local;
use super::key_map::KeyMap;
use super::{Agency, Dataset, Date, OwnRole, Plan, Role, Succession, Target, Task, name_key};
use crate::diagnostic::Diagnostic;

macro_rules! index_types {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The index of a place in a list.
            ///
            /// Lists beyond `u32::MAX` do not fit into memory; the last index stands for them.
            #[must_use]
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// The place in the list.
            #[must_use]
            pub fn get(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

index_types! {
    /// An agency of a [`Workspace`].
    AgencyIx,
    /// A plan of a [`Workspace`].
    PlanIx,
    /// A section of a [`Workspace`].
    SectionIx,
    /// A task of a [`Workspace`].
    TaskIx,
}

/// One opened file, before it is joined with others.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Where the file is; `None` for the built-in data.
    pub file: Option<PathBuf>,
    /// The data that was read from it.
    pub dataset: Dataset,
}

/// An agency of the workspace.
#[derive(Clone, Debug)]
pub struct AgencyEntry {
    /// The agency as the file has it, with the aliases of all files. Its id is unique in the
    /// workspace.
    pub agency: Agency,
    /// Its listed members, for a collective.
    pub members: Vec<AgencyIx>,
    /// The members that belong to it for a time only.
    pub member_periods: Vec<MemberTime>,
    /// The body that it belongs to.
    pub parent: Option<AgencyIx>,
}

/// From when to when a body is a member of a collective, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemberTime {
    /// The member.
    pub member: AgencyIx,
    /// Since when; `None` from the beginning.
    pub from: Option<Date>,
    /// Until when; `None` to this day.
    pub to: Option<Date>,
}

impl AgencyEntry {
    /// Every name the body goes by: full name, short name, aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        names(&self.agency)
    }
}

fn names(agency: &Agency) -> impl Iterator<Item = &str> {
    std::iter::once(agency.name.as_str())
        .chain(agency.short.as_deref())
        .chain(agency.aliases.iter().map(String::as_str))
}

impl MemberTime {
    /// The time in words: `2022年2月起`, `至2026年`, `2022年至2026年`; empty for all the time.
    #[must_use]
    pub fn text(&self) -> String {
        match (self.from, self.to) {
            (None, None) => String::new(),
            (Some(from), None) => format!("{}起", from.text()),
            (None, Some(to)) => format!("至{}", to.text()),
            (Some(from), Some(to)) => from.span_text(to),
        }
    }
}

/// A plan of the workspace. Its tasks and sections are runs of the workspace's lists.
#[derive(Clone, Debug)]
pub struct PlanEntry {
    /// The plan without its sections. Its id is unique in the workspace.
    pub plan: Plan,
    /// The file it came from.
    pub file: Option<PathBuf>,
    /// Its sections, in document order.
    pub sections: std::ops::Range<usize>,
    /// Its tasks, in document order.
    pub tasks: std::ops::Range<usize>,
    /// How many of its tasks name a lead by that word. Where none does, the first body leads by
    /// convention.
    pub tasks_with_lead: usize,
}

impl PlanEntry {
    /// Whether any of its tasks names a lead by that word.
    #[must_use]
    pub fn knows_leads(&self) -> bool {
        self.tasks_with_lead > 0
    }
}

/// A section of a plan.
#[derive(Clone, Debug)]
pub struct SectionEntry {
    /// Its plan.
    pub plan: PlanIx,
    /// The section it stands in.
    pub parent: Option<SectionIx>,
    /// 0 for a chapter of the plan itself.
    pub depth: usize,
    /// Its number: 二(一).
    pub number: String,
    /// Its heading.
    pub title: String,
    /// Goals set for nobody in particular.
    pub targets: Vec<Target>,
    /// Who is to reach each of `targets`, and to whom it is reported; empty where none of them says.
    pub actors: Box<[Actors]>,
    /// How many tasks it has, those of the sections inside it included.
    pub task_count: usize,
    /// Whether any task stands directly in it. A chapter that only holds sections has no row.
    pub has_tasks: bool,
}

/// A task of a plan.
#[derive(Clone, Debug)]
pub struct TaskEntry {
    /// Its plan.
    pub plan: PlanIx,
    /// Its section.
    pub section: SectionIx,
    /// The task as the file has it.
    pub task: Task,
    /// Its agencies and their roles, in the order of `task.assignments`.
    pub duties: Box<[Duty]>,
    /// Who is to reach each target of the task, and to whom it is reported; empty where none of
    /// them says.
    pub actors: Box<[Actors]>,
    /// The deadlines of the task as a whole, as a target of its own that has no figure; `None`
    /// where it has none. It is due like a target and is not counted as one.
    pub deadline: Option<Box<Target>>,
}

/// Who is to reach a target, and to whom it is reported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actors {
    /// Who is to reach it; empty where the document does not say.
    pub by: Box<[AgencyIx]>,
    /// To whom it is reported.
    pub to: Box<[AgencyIx]>,
}

/// An assignment with its agency found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duty {
    /// The body.
    pub agency: AgencyIx,
    /// Its role.
    pub role: Role,
    /// Whether the name was mended when the document was transcribed: its assignment has a note.
    pub mended: bool,
    /// The role of the file's own that it is, as a place in [`Workspace::own_roles`].
    pub own: Option<u8>,
}

/// A succession with its bodies found.
#[derive(Clone, Debug)]
pub struct SuccessionEntry {
    /// The earlier body.
    pub from: AgencyIx,
    /// The later body.
    pub to: AgencyIx,
    /// The succession as written.
    pub succession: Succession,
}

/// All open files together. Never changes: a reload makes a new one.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// A name for the whole: the file's title, or the first one's and how many more.
    pub title: String,
    /// What the files say about themselves, in the order opened.
    pub notes: Vec<String>,
    /// The files, in the order in which they were opened; `None` for the built-in data.
    pub files: Vec<Option<PathBuf>>,
    /// All agencies. An [`AgencyIx`] is a position in this list.
    pub agencies: Vec<AgencyEntry>,
    /// All plans. A [`PlanIx`] is a position in this list.
    pub plans: Vec<PlanEntry>,
    /// The sections of all plans, in document order. A [`SectionIx`] is a position in this list.
    pub sections: Vec<SectionEntry>,
    /// The tasks of all plans, in document order. A [`TaskIx`] is a position in this list.
    pub tasks: Tasks,
    /// All successions, with their agencies found.
    pub successions: Vec<SuccessionEntry>,
    /// The roles that the files have of their own. A [`Duty::own`] is a position in this list.
    pub own_roles: Vec<OwnRole>,
    /// How many assignments of all tasks are of each role, by [`Role::index`].
    pub role_counts: [usize; 5],
    /// How many tasks somebody held against their documents.
    pub checked: usize,
    /// What the ids and roles of a plan's file mean here, by [`PlanIx`].
    locals: Vec<Arc<Local>>,
}

impl Workspace {
    /// Joins files into one workspace, with what was noticed while joining.
    #[must_use]
    pub fn join(sources: Vec<Source>) -> (Arc<Self>, Vec<Diagnostic>) {
        join::join(sources)
    }

    /// The agency at an index of this workspace.
    #[must_use]
    pub fn agency(&self, ix: AgencyIx) -> &Agency {
        &self.agencies[ix.get()].agency
    }

    /// The plan at an index of this workspace.
    #[must_use]
    pub fn plan(&self, ix: PlanIx) -> &PlanEntry {
        &self.plans[ix.get()]
    }

    /// The section at an index of this workspace.
    #[must_use]
    pub fn section(&self, ix: SectionIx) -> &SectionEntry {
        &self.sections[ix.get()]
    }

    /// The task at an index of this workspace.
    #[must_use]
    pub fn task(&self, ix: TaskIx) -> &TaskEntry {
        &self.tasks[ix.get()]
    }

    /// The key of a section in a view: `made-2021/二(一)`.
    #[must_use]
    pub(crate) fn section_key(&self, ix: SectionIx) -> String {
        let section = self.section(ix);
        let name = if section.number.is_empty() {
            &section.title
        } else {
            &section.number
        };
        format!("{}/{name}", self.plan(section.plan).plan.id)
    }

    /// The agency with this id.
    #[must_use]
    pub fn agency_by_id(&self, id: &str) -> Option<AgencyIx> {
        self.agencies
            .iter()
            .position(|entry| entry.agency.id == id)
            .map(AgencyIx::new)
    }

    /// The agencies that go by this name, full, short or alias, or have it as their id.
    #[must_use]
    pub fn agencies_named(&self, name: &str) -> Vec<AgencyIx> {
        let key = name_key(name);
        (0..self.agencies.len())
            .filter(|&ix| {
                let entry = &self.agencies[ix];
                entry.agency.id == name.trim() || entry.names().any(|known| name_key(known) == key)
            })
            .map(AgencyIx::new)
            .collect()
    }

    /// The tasks with these keys, as a view names them: `made-2021/二(一)1`. In their order, with
    /// `None` for a key that no task has. Its cost grows with the keys and the tasks, not with one
    /// times the other.
    #[must_use]
    pub fn tasks_by_keys(&self, keys: &[String]) -> Vec<Option<TaskIx>> {
        let mut wanted: KeyMap<'_, KeyMap<'_, usize>> = KeyMap::default();
        // A key that is named twice is looked for once.
        let mut repeated: Vec<(usize, usize)> = Vec::new();
        for (nth, key) in keys.iter().enumerate() {
            if let Some((plan, key)) = key.split_once('/') {
                let first = *wanted.entry(plan).or_default().entry(key).or_insert(nth);
                if first != nth {
                    repeated.push((nth, first));
                }
            }
        }
        let mut found = vec![None; keys.len()];
        for entry in &self.plans {
            let Some(wanted) = wanted.get(entry.plan.id.as_str()) else {
                continue;
            };
            for ix in entry.tasks.clone() {
                let task = &self.tasks[ix].task;
                let found_at = match task.part {
                    Some(_) => wanted.get(task.key().as_str()),
                    None => wanted.get(task.clause.as_str()),
                };
                if let Some(&nth) = found_at {
                    found[nth].get_or_insert(TaskIx::new(ix));
                }
            }
        }
        for (nth, first) in repeated {
            found[nth] = found[first];
        }
        found
    }

    /// The task with this key in the plan with this id.
    #[must_use]
    pub fn task_by_key(&self, plan: &str, key: &str) -> Option<TaskIx> {
        let plan = self.plans.iter().find(|entry| entry.plan.id == plan)?;
        plan.tasks
            .clone()
            .find(|&ix| self.tasks[ix].task.key() == key)
            .map(TaskIx::new)
    }
}
