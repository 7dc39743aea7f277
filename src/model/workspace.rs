//! Several open files as one body of data, flat and indexed.
//!
//! Agencies that share an id and a name, or only a name, short name or alias, are the same body.
//! What cannot be joined without a guess stays apart and is reported.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Agency, Assignment, Dataset, Members, Plan, Role, Succession, Target, Task};
use crate::diagnostic::{Diagnostic, Item, Severity};

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

/// One opened file.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The file; `None` for the built-in data.
    pub file: Option<PathBuf>,
    /// What it holds.
    pub dataset: Dataset,
}

/// An agency of the workspace.
#[derive(Clone, Debug)]
pub struct AgencyEntry {
    /// The agency; several files' aliases are joined in it. Its id is unique in the workspace.
    pub agency: Agency,
    /// Its listed members, for a collective.
    pub members: Vec<AgencyIx>,
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
    /// Whether any of its tasks names a lead by that word. Where none does, the first body leads by convention.
    pub knows_leads: bool,
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
    /// The task.
    pub task: Task,
    /// Its bodies and roles, in the order of `task.assignments`.
    pub duties: Box<[Duty]>,
}

/// An assignment with its agency found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duty {
    /// The body.
    pub agency: AgencyIx,
    /// Its role.
    pub role: Role,
    /// Whether the reading was mended: its assignment has a note.
    pub mended: bool,
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
    /// The files, in the order opened; `None` for the built-in data.
    pub files: Vec<Option<PathBuf>>,
    /// The agencies.
    pub agencies: Vec<AgencyEntry>,
    /// The plans.
    pub plans: Vec<PlanEntry>,
    /// The sections of all plans, in document order.
    pub sections: Vec<SectionEntry>,
    /// The tasks of all plans, in document order.
    pub tasks: Vec<TaskEntry>,
    /// The successions.
    pub successions: Vec<SuccessionEntry>,
    /// Which roles occur, by [`Role::index`].
    pub roles: [bool; 5],
}

impl Workspace {
    /// Joins files into one workspace, with what was noticed while joining.
    #[must_use]
    pub fn join(sources: Vec<Source>) -> (Arc<Self>, Vec<Diagnostic>) {
        let mut joiner = Joiner::default();
        for source in sources {
            joiner.add(source);
        }
        let Joiner {
            mut workspace,
            diagnostics,
            titles,
            ..
        } = joiner;
        workspace.title = match titles.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [first, rest @ ..] => format!("{first} 等 {} 份数据", rest.len() + 1),
        };
        (Arc::new(workspace), diagnostics)
    }

    /// An agency.
    #[must_use]
    pub fn agency(&self, ix: AgencyIx) -> &Agency {
        &self.agencies[ix.get()].agency
    }

    /// A plan.
    #[must_use]
    pub fn plan(&self, ix: PlanIx) -> &PlanEntry {
        &self.plans[ix.get()]
    }

    /// A section.
    #[must_use]
    pub fn section(&self, ix: SectionIx) -> &SectionEntry {
        &self.sections[ix.get()]
    }

    /// A task.
    #[must_use]
    pub fn task(&self, ix: TaskIx) -> &TaskEntry {
        &self.tasks[ix.get()]
    }

    /// The key of a section in a view: `made-2021/二(一)`.
    #[must_use]
    pub fn section_key(&self, ix: SectionIx) -> String {
        let section = self.section(ix);
        let name = if section.number.is_empty() {
            &section.title
        } else {
            &section.number
        };
        format!("{}/{name}", self.plan(section.plan).plan.id)
    }

    /// Calls `with` for every text that the window may show.
    pub fn each_text<'a>(&'a self, mut with: impl FnMut(&'a str)) {
        fn targets<'a>(targets: &'a [Target], with: &mut impl FnMut(&'a str)) {
            for target in targets {
                with(&target.indicator);
                with(&target.unit);
                if let super::Amount::Wording(words) = &target.amount {
                    with(words);
                }
                for text in [&target.thread, &target.note].into_iter().flatten() {
                    with(text);
                }
            }
        }
        with(&self.title);
        for entry in &self.agencies {
            entry.names().for_each(&mut with);
            if let Some(text) = &entry.agency.note {
                with(text);
            }
        }
        for entry in &self.plans {
            let plan = &entry.plan;
            with(&plan.title);
            for text in [&plan.short, &plan.number, &plan.issuer, &plan.note]
                .into_iter()
                .flatten()
            {
                with(text);
            }
        }
        for section in &self.sections {
            with(&section.number);
            with(&section.title);
            targets(&section.targets, &mut with);
        }
        for entry in &self.tasks {
            let task = &entry.task;
            with(&task.clause);
            with(&task.title);
            with(&task.summary);
            if let Some(text) = &task.note {
                with(text);
            }
            for assignment in &task.assignments {
                for text in [&assignment.written, &assignment.term, &assignment.note]
                    .into_iter()
                    .flatten()
                {
                    with(text);
                }
            }
            targets(&task.targets, &mut with);
        }
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
        let name = name.trim();
        (0..self.agencies.len())
            .filter(|&ix| {
                let entry = &self.agencies[ix];
                entry.agency.id == name || entry.names().any(|known| known == name)
            })
            .map(AgencyIx::new)
            .collect()
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

#[derive(Default)]
struct Joiner {
    workspace: Workspace,
    diagnostics: Vec<Diagnostic>,
    titles: Vec<String>,
    by_id: HashMap<String, AgencyIx>,
    by_name: HashMap<String, AgencyIx>,
}

impl Joiner {
    fn add(&mut self, source: Source) {
        let Source { file, dataset } = source;
        let Dataset {
            title,
            note,
            agencies,
            successions,
            plans,
            ..
        } = dataset;
        self.workspace.notes.extend(note);
        self.titles.push(if title.is_empty() {
            file.as_deref()
                .and_then(|file| file.file_stem())
                .map(|stem| stem.to_string_lossy().into_owned())
                .unwrap_or_default()
        } else {
            title
        });

        // Ids of this file → bodies of the workspace.
        let mut local: HashMap<String, AgencyIx> = HashMap::with_capacity(agencies.len());
        let mut members: Vec<(AgencyIx, Vec<String>)> = Vec::new();
        let first_file = self.workspace.files.is_empty();
        for agency in agencies {
            let id = agency.id.clone();
            let listed = match &agency.members {
                Some(Members::Listed(ids)) => ids.clone(),
                _ => Vec::new(),
            };
            let ix = self.add_agency(agency, file.as_ref(), first_file);
            if !listed.is_empty() {
                members.push((ix, listed));
            }
            local.insert(id, ix);
        }
        for (ix, ids) in members {
            for member in ids.iter().filter_map(|id| local.get(id)) {
                let list = &mut self.workspace.agencies[ix.get()].members;
                if !list.contains(member) {
                    list.push(*member);
                }
            }
        }
        for succession in successions {
            if let (Some(&from), Some(&to)) =
                (local.get(&succession.from), local.get(&succession.to))
            {
                let known = self
                    .workspace
                    .successions
                    .iter()
                    .any(|entry| (entry.from, entry.to) == (from, to));
                if !known {
                    self.workspace.successions.push(SuccessionEntry {
                        from,
                        to,
                        succession,
                    });
                }
            }
        }
        for plan in plans {
            self.add_plan(plan, file.as_ref(), &local);
        }
        self.workspace.files.push(file);
    }

    fn add_agency(&mut self, agency: Agency, file: Option<&PathBuf>, first_file: bool) -> AgencyIx {
        // Within one file every entry is its own body: names shared there are findings of `check`.
        let found = if first_file {
            None
        } else {
            names(&agency).find_map(|name| self.by_name.get(name).copied())
        };
        let ix = if let Some(ix) = found {
            let known = &mut self.workspace.agencies[ix.get()].agency;
            let fresh: Vec<String> = names(&agency)
                .filter(|name| !names(known).any(|old| old == *name))
                .map(str::to_owned)
                .collect();
            known.aliases.extend(fresh);
            if known.members.is_none() {
                known.members.clone_from(&agency.members);
            }
            ix
        } else {
            let ix = AgencyIx::new(self.workspace.agencies.len());
            let mut entry = agency.clone();
            if let Some(&other) = self.by_id.get(&agency.id) {
                let other = self.workspace.agency(other);
                self.diagnostics.push(with_file(
                    Diagnostic::new(
                        Severity::Warning,
                        format!(
                            "代号“{}”在两份文件中指不同的机构：“{}”和“{}”",
                            agency.id, other.name, agency.name
                        ),
                    )
                    .with_hint("如果是同一机构，请把其中一个名称写进另一个的 aliases；否则两者分开显示，无须处理")
                    .about(Item::Agency(agency.id.clone())),
                    file,
                ));
                entry.id = self.free_id(&agency.id);
            }
            self.workspace.agencies.push(AgencyEntry {
                agency: entry,
                members: Vec::new(),
            });
            ix
        };
        let id = self.workspace.agency(ix).id.clone();
        self.by_id.entry(id).or_insert(ix);
        for name in names(&agency) {
            self.by_name.entry(name.to_owned()).or_insert(ix);
        }
        ix
    }

    fn free_id(&self, id: &str) -> String {
        (2..=u32::MAX)
            .map(|n| format!("{id}#{n}"))
            .find(|id| !self.by_id.contains_key(id))
            .unwrap_or_default()
    }

    fn add_plan(
        &mut self,
        mut plan: Plan,
        file: Option<&PathBuf>,
        local: &HashMap<String, AgencyIx>,
    ) {
        let taken = |id: &str, workspace: &Workspace| {
            workspace.plans.iter().any(|entry| entry.plan.id == id)
        };
        if taken(&plan.id, &self.workspace) {
            let id = plan.id.clone();
            plan.id = (2..=u32::MAX)
                .map(|n| format!("{id}#{n}"))
                .find(|id| !taken(id, &self.workspace))
                .unwrap_or_default();
            self.diagnostics.push(with_file(
                Diagnostic::new(
                    Severity::Warning,
                    format!("方案代号“{id}”在两份文件中都有，两份方案都显示"),
                )
                .with_hint("如果是同一方案的两个版本，只打开其中一份即可")
                .about(Item::Plan(plan.id.clone())),
                file,
            ));
        }
        let ix = PlanIx::new(self.workspace.plans.len());
        let (first_section, first_task) =
            (self.workspace.sections.len(), self.workspace.tasks.len());
        let sections = std::mem::take(&mut plan.sections);
        self.add_sections(sections, ix, None, 0, local);
        let tasks = first_task..self.workspace.tasks.len();
        // A head of a leading group or a 链长 has a term of its own; 牵头单位 is written without.
        let knows_leads = self.workspace.tasks[tasks.clone()].iter().any(|entry| {
            let assignments = &entry.task.assignments;
            assignments
                .iter()
                .any(|assignment| assignment.role == Role::Lead && assignment.term.is_none())
        });
        for entry in &self.workspace.tasks[tasks.clone()] {
            for duty in &entry.duties {
                self.workspace.roles[duty.role.index()] = true;
            }
        }
        self.workspace.plans.push(PlanEntry {
            plan,
            file: file.cloned(),
            sections: first_section..self.workspace.sections.len(),
            tasks,
            knows_leads,
        });
    }

    fn add_sections(
        &mut self,
        sections: Vec<super::Section>,
        plan: PlanIx,
        parent: Option<SectionIx>,
        depth: usize,
        local: &HashMap<String, AgencyIx>,
    ) {
        for section in sections {
            let ix = SectionIx::new(self.workspace.sections.len());
            self.workspace.sections.push(SectionEntry {
                plan,
                parent,
                depth,
                number: section.number,
                title: section.title,
                targets: section.targets,
                task_count: 0,
                has_tasks: !section.tasks.is_empty(),
            });
            let tasks_before = self.workspace.tasks.len();
            for mut task in section.tasks {
                // `check` has reported ids that nobody has; what is left of the task stays usable.
                task.assignments
                    .retain(|assignment| local.contains_key(&assignment.agency));
                let duties = task
                    .assignments
                    .iter()
                    .filter_map(|assignment: &Assignment| {
                        Some(Duty {
                            agency: *local.get(&assignment.agency)?,
                            role: assignment.role,
                            mended: assignment.note.is_some(),
                        })
                    })
                    .collect();
                self.workspace.tasks.push(TaskEntry {
                    plan,
                    section: ix,
                    task,
                    duties,
                });
            }
            self.add_sections(section.sections, plan, Some(ix), depth + 1, local);
            self.workspace.sections[ix.get()].task_count =
                self.workspace.tasks.len() - tasks_before;
        }
    }
}

fn with_file(diagnostic: Diagnostic, file: Option<&PathBuf>) -> Diagnostic {
    match file {
        Some(file) => diagnostic.in_file(file),
        None => diagnostic,
    }
}
