//! Files become one workspace.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

use super::local::{Local, Relations, add_roles};
use super::{
    AgencyEntry, AgencyIx, PlanEntry, PlanIx, SectionEntry, SectionIx, Source, SuccessionEntry,
    Workspace, names,
};
use crate::diagnostic::{Diagnostic, Item, Severity};
use crate::model::key_map::OwnedKeyMap;
use crate::model::similar::similar;
use crate::model::{Agency, Assignment, Dataset, Plan, Section, name_key};

/// Joins files into one workspace, with what was noticed while joining.
pub(super) fn join(sources: Vec<Source>) -> (Arc<Workspace>, Vec<Diagnostic>) {
    let mut joiner = Joiner::default();
    for source in sources {
        joiner.add(source);
    }
    joiner.tell_alike();
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
    /// Who goes by a name, as [`name_key`] has it.
    by_name: OwnedKeyMap<Vec<AgencyIx>>,
    /// How many bodies there were before the file at hand.
    known: usize,
    /// For every body the file that it was first met in, from 0.
    origin: Vec<usize>,
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
        self.known = self.workspace.agencies.len();
        for agency in agencies {
            let id = agency.id.clone();
            let related = Relations::of(&agency);
            let ix = self.add_agency(agency, file.as_ref());
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
        let local = Arc::new(local);
        for plan in plans {
            self.add_plan(plan, file.as_ref(), &local);
        }
        self.workspace.files.push(file);
    }

    /// The body of another file that an agency is: one with its full name, or where one of the two
    /// goes by the other's full name. A short name alone makes nobody the same: every city has a
    /// 市财政局.
    fn same_body(&mut self, agency: &Agency, file: Option<&PathBuf>) -> Option<AgencyIx> {
        let full = name_key(&agency.name);
        let keys: Vec<Cow<'_, str>> = names(agency).map(name_key).collect();
        let mut candidates: Vec<AgencyIx> = Vec::new();
        for key in &keys {
            let known = self.by_name.get(key.as_ref()).into_iter().flatten();
            // Within one file every entry is its own body: `check` tells names shared there.
            for &ix in known.filter(|ix| ix.get() < self.known) {
                if !candidates.contains(&ix) {
                    candidates.push(ix);
                }
            }
        }
        let known = |ix: AgencyIx| self.workspace.agency(ix);
        let by_full = |ix: &&AgencyIx| name_key(&known(**ix).name) == full;
        if let Some(&ix) = candidates.iter().find(by_full) {
            return Some(ix);
        }
        let is_named = |ix: &AgencyIx| {
            let other = name_key(&known(*ix).name);
            keys.contains(&other) || names(known(*ix)).any(|name| name_key(name) == full)
        };
        let (same, alike): (Vec<AgencyIx>, Vec<AgencyIx>) =
            candidates.into_iter().partition(is_named);
        if let [one] = same.as_slice() {
            return Some(*one);
        }
        // Nobody knows which of several it is.
        for ix in same.into_iter().chain(alike) {
            let other = known(ix);
            let shared = names(other).find(|name| keys.contains(&name_key(name)));
            let message = format!(
                "“{}”和“{}”都叫“{}”，全称不同，分作两个机构",
                other.name,
                agency.name,
                shared.unwrap_or(other.label())
            );
            let hint = format!(
                "是同一机构时，在“{}”的条目中加上 aliases: [\"{}\"]",
                agency.name, other.name
            );
            self.diagnostics.push(with_file(
                Diagnostic::new(Severity::Warning, message)
                    .with_hint(hint)
                    .about(Item::Agency(agency.id.clone())),
                file,
            ));
        }
        None
    }

    fn add_agency(&mut self, agency: Agency, file: Option<&PathBuf>) -> AgencyIx {
        let found = self.same_body(&agency, file);
        let ix = if let Some(ix) = found {
            let known = &mut self.workspace.agencies[ix.get()].agency;
            let fresh: Vec<String> = names(&agency)
                .filter(|name| !names(known).any(|old| name_key(old) == name_key(name)))
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
            // Two files may use one id for different bodies: that harms nobody.
            if self.by_id.contains_key(&agency.id) {
                entry.id = self.free_id(&agency.id);
            }
            self.origin.push(self.workspace.files.len());
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
            let owners = self.by_name.entry(name_key(name).into_owned()).or_default();
            if !owners.contains(&ix) {
                owners.push(ix);
            }
        }
        ix
    }

    /// Tells names of different files that are hardly told apart. Those of one file are findings of
    /// `check`.
    fn tell_alike(&mut self) {
        if self.workspace.files.len() < 2 {
            return;
        }
        let entries = self.workspace.agencies.iter();
        let agencies: Vec<&Agency> = entries.map(|entry| &entry.agency).collect();
        for found in similar(&agencies) {
            let (one, other) = found.pair;
            if self.origin[one] == self.origin[other] {
                continue;
            }
            let (message, hint) = found.texts();
            self.diagnostics.push(with_file(
                Diagnostic::new(Severity::Note, message)
                    .with_hint(hint)
                    .about(Item::Agency(agencies[other].id.clone())),
                self.workspace.files[self.origin[other]].as_ref(),
            ));
        }
    }

    fn free_id(&self, id: &str) -> String {
        (2..=u32::MAX)
            .map(|n| format!("{id}#{n}"))
            .find(|id| !self.by_id.contains_key(id))
            .unwrap_or_default()
    }

    fn add_plan(&mut self, mut plan: Plan, file: Option<&PathBuf>, local: &Arc<Local>) {
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
        let mut tasks_with_lead = 0;
        for entry in self.workspace.tasks.range(tasks.clone()) {
            for duty in &entry.duties {
                self.workspace.role_counts[duty.role.index()] += 1;
            }
            self.workspace.checked += usize::from(entry.task.checked.is_some());
            tasks_with_lead += usize::from(local.names_lead(&entry.task));
        }
        self.workspace.locals.push(Arc::clone(local));
        self.workspace.plans.push(PlanEntry {
            plan,
            file: file.cloned(),
            sections: first_section..self.workspace.sections.len(),
            tasks,
            tasks_with_lead,
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
                // `check` has reported ids that nobody has; what is left of the task stays usable.
                let is_known = |mark: &Assignment| local.body(&mark.agency).is_some();
                if !task.assignments.iter().all(is_known) {
                    task.assignments.retain(is_known);
                }
                self.workspace.tasks.push(local.entry(plan, ix, task));
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
