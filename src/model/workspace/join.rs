//! Files become one workspace.

use std::path::PathBuf;
use std::sync::Arc;

use super::local::{Local, Relations, add_roles, deadline};
use super::{
    AgencyEntry, AgencyIx, Duty, PlanEntry, PlanIx, SectionEntry, SectionIx, Source,
    SuccessionEntry, TaskEntry, Workspace, names,
};
use crate::diagnostic::{Diagnostic, Item, Severity};
use crate::model::key_map::OwnedKeyMap;
use crate::model::{Agency, Assignment, Dataset, Plan, Section, is_lead};

/// Joins files into one workspace, with what was noticed while joining.
pub(super) fn join(sources: Vec<Source>) -> (Arc<Workspace>, Vec<Diagnostic>) {
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

#[derive(Default)]
struct Joiner {
    workspace: Workspace,
    diagnostics: Vec<Diagnostic>,
    titles: Vec<String>,
    by_id: OwnedKeyMap<AgencyIx>,
    by_name: OwnedKeyMap<AgencyIx>,
}

impl Joiner {
    fn add(&mut self, source: Source) {
        let Source { file, dataset } = source;
        let Dataset {
            title,
            note,
            roles,
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
        let mut local = Local {
            own: add_roles(&mut self.workspace.own_roles, &roles),
            roles,
            ..Local::default()
        };
        let warning = local.roles_left_out();
        self.diagnostics
            .extend(warning.map(|warning| with_file(warning, file.as_ref())));
        let mut relations: Vec<(AgencyIx, Relations)> = Vec::new();
        let first_file = self.workspace.files.is_empty();
        for agency in agencies {
            let id = agency.id.clone();
            let related = Relations::of(&agency);
            let ix = self.add_agency(agency, file.as_ref(), first_file);
            relations.extend(related.map(|related| (ix, related)));
            local.bodies.insert(id, ix);
        }
        for (ix, related) in relations {
            related.add_to(&mut self.workspace.agencies[ix.get()], ix, &local);
        }
        for succession in successions {
            if let (Some(from), Some(to)) =
                (local.body(&succession.from), local.body(&succession.to))
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
        self.workspace
            .tasks
            .reserve(plans.iter().map(|plan| count(&plan.sections)).sum());
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
                member_periods: Vec::new(),
                parent: None,
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

    fn add_plan(&mut self, mut plan: Plan, file: Option<&PathBuf>, local: &Local) {
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
        // A head of a leading group or a 链长 does not lead the task.
        let knows_leads = self.workspace.tasks[tasks.clone()].iter().any(|entry| {
            let assignments = &entry.task.assignments;
            assignments
                .iter()
                .any(|assignment| is_lead(assignment, &local.roles))
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
        sections: Vec<Section>,
        plan: PlanIx,
        parent: Option<SectionIx>,
        depth: usize,
        local: &Local,
    ) {
        for section in sections {
            let ix = SectionIx::new(self.workspace.sections.len());
            self.workspace.sections.push(SectionEntry {
                plan,
                parent,
                depth,
                number: section.number,
                title: section.title,
                actors: local.actors(&section.targets),
                targets: section.targets,
                task_count: 0,
                has_tasks: !section.tasks.is_empty(),
            });
            let tasks_before = self.workspace.tasks.len();
            for mut task in section.tasks {
                let duty = |assignment: &Assignment| {
                    Some(Duty {
                        agency: local.body(&assignment.agency)?,
                        role: assignment.role,
                        mended: assignment.note.is_some(),
                        own: local.own(assignment),
                    })
                };
                let duties: Box<[Duty]> = task.assignments.iter().filter_map(duty).collect();
                if duties.len() < task.assignments.len() {
                    // `check` has reported ids that nobody has; what is left of the task stays
                    // usable.
                    task.assignments
                        .retain(|assignment| local.body(&assignment.agency).is_some());
                }
                self.workspace.tasks.push(TaskEntry {
                    plan,
                    section: ix,
                    duties,
                    actors: local.actors(&task.targets),
                    deadline: deadline(&task),
                    task,
                });
            }
            self.add_sections(section.sections, plan, Some(ix), depth + 1, local);
            self.workspace.sections[ix.get()].task_count =
                self.workspace.tasks.len() - tasks_before;
        }
    }
}

/// How many tasks there are in sections.
fn count(sections: &[Section]) -> usize {
    sections
        .iter()
        .map(|section| section.tasks.len() + count(&section.sections))
        .sum()
}

fn with_file(diagnostic: Diagnostic, file: Option<&PathBuf>) -> Diagnostic {
    match file {
        Some(file) => diagnostic.in_file(file),
        None => diagnostic,
    }
}
