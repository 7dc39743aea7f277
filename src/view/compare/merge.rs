//! Both data sets as one: the new one, with what only the old one has put in where it stood.

use std::collections::{HashMap, HashSet};

use super::matching;
use crate::likeness::{Shape, normal};
use crate::model::workspace::{
    Actors, AgencyIx, PlanIx, SectionEntry, SectionIx, TaskIx, Workspace,
};
use crate::model::{
    Agency, Assignment, Dataset, FORMAT, MemberPeriod, Members, OwnRole, Plan, Section, Succession,
    Target, Task,
};

/// From this likeness on two headings under one number are one chapter.
const SAME_CHAPTER: f64 = 0.3;

/// Where a task of the merged data comes from; at least one of the two is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    pub old: Option<TaskIx>,
    pub new: Option<TaskIx>,
}

/// The bodies of both data sets, each once.
pub struct Bodies {
    /// The agencies, those of the new data first.
    agencies: Vec<Agency>,
    successions: Vec<Succession>,
    /// For every agency of the old data the merged one.
    old: Vec<AgencyIx>,
}

impl Bodies {
    /// Joins the bodies as files are joined: by full name, short name or alias.
    pub fn new(old: &Workspace, new: &Workspace) -> Self {
        let mut agencies: Vec<Agency> = new
            .agencies
            .iter()
            .map(|entry| entry.agency.clone())
            .collect();
        if std::ptr::eq(old, new) {
            let old = (0..agencies.len()).map(AgencyIx::new).collect();
            let successions = Vec::new();
            let mut bodies = Self {
                agencies,
                successions,
                old,
            };
            bodies.relate(new, |ix| ix);
            return bodies;
        }
        let mut by_name: HashMap<&str, usize> = HashMap::new();
        for (ix, entry) in new.agencies.iter().enumerate() {
            for name in entry.names() {
                by_name.entry(name).or_insert(ix);
            }
        }
        let mut ids: HashSet<String> = agencies.iter().map(|agency| agency.id.clone()).collect();
        let mut of_old = Vec::with_capacity(old.agencies.len());
        for entry in &old.agencies {
            if let Some(&ix) = entry.names().find_map(|name| by_name.get(name)) {
                of_old.push(AgencyIx::new(ix));
                continue;
            }
            let mut agency = entry.agency.clone();
            if !ids.insert(agency.id.clone()) {
                agency.id = free(&agency.id, &ids);
                ids.insert(agency.id.clone());
            }
            of_old.push(AgencyIx::new(agencies.len()));
            agencies.push(agency);
        }
        let mut bodies = Self {
            agencies,
            successions: Vec::new(),
            old: of_old,
        };
        bodies.relate(new, |ix| ix);
        let places = bodies.old.clone();
        bodies.relate(old, |ix| places[ix.get()]);
        bodies
    }

    /// Takes over members, parents and successions of a workspace whose agencies stand at these places.
    fn relate(&mut self, workspace: &Workspace, place: impl Fn(AgencyIx) -> AgencyIx) {
        for (ix, entry) in workspace.agencies.iter().enumerate() {
            let id = |body: AgencyIx| self.agencies[place(body).get()].id.clone();
            let members = (!entry.members.is_empty()).then(|| {
                let ids = entry.members.iter().copied().map(id).collect();
                match &entry.agency.members {
                    Some(Members::ListedAndOthers(_)) => Members::ListedAndOthers(ids),
                    _ => Members::Listed(ids),
                }
            });
            let periods: Vec<MemberPeriod> = entry
                .member_periods
                .iter()
                .map(|time| MemberPeriod {
                    member: id(time.member),
                    from: time.from,
                    to: time.to,
                })
                .collect();
            let parent = entry.parent.map(id);
            let agency = &mut self.agencies[place(AgencyIx::new(ix)).get()];
            if let Some(members) = members {
                agency.members = Some(members);
                agency.member_periods = periods;
            }
            if parent.is_some() {
                agency.parent = parent;
            }
        }
        for entry in &workspace.successions {
            let succession = Succession {
                from: self.agencies[place(entry.from).get()].id.clone(),
                to: self.agencies[place(entry.to).get()].id.clone(),
                ..entry.succession.clone()
            };
            let is_known = self
                .successions
                .iter()
                .any(|known| (&known.from, &known.to) == (&succession.from, &succession.to));
            if !is_known {
                self.successions.push(succession);
            }
        }
    }

    /// The merged body of an agency of the old data.
    pub(crate) fn of_old(&self, ix: AgencyIx) -> AgencyIx {
        self.old[ix.get()]
    }

    /// The agencies, those of the new data first.
    pub fn agencies(&self) -> &[Agency] {
        &self.agencies
    }

    /// The successions of both.
    pub fn successions(&self) -> &[Succession] {
        &self.successions
    }

    fn id(&self, ix: AgencyIx) -> String {
        self.agencies[ix.get()].id.clone()
    }

    /// Names who is to reach targets, and to whom they are reported, by merged ids. `place` gives
    /// the merged body of one of theirs.
    fn name_actors(
        &self,
        targets: &mut [Target],
        actors: &[Actors],
        place: impl Fn(AgencyIx) -> AgencyIx,
    ) {
        let ids = |bodies: &[AgencyIx]| bodies.iter().map(|&ix| self.id(place(ix))).collect();
        for (target, actors) in targets.iter_mut().zip(actors) {
            target.by = ids(&actors.by);
            target.to = ids(&actors.to);
        }
    }
}

/// The roles that both have of their own; where they differ about a name, the new data decides.
fn roles(old: &Workspace, new: &Workspace) -> Vec<OwnRole> {
    let mut roles = new.own_roles.clone();
    for role in &old.own_roles {
        if !roles.iter().any(|known| known.name == role.name) {
            roles.push(role.clone());
        }
    }
    roles
}

fn free(id: &str, taken: &HashSet<String>) -> String {
    (2..=u32::MAX)
        .map(|n| format!("{id}#{n}"))
        .find(|id| !taken.contains(id))
        .unwrap_or_default()
}

/// A pair of plans, one of which may be missing.
pub type PlanPair = (Option<PlanIx>, Option<PlanIx>);

/// The merged data, before it is known what changed.
pub struct Merged {
    /// The roles that the data has of its own, those of the new data first.
    pub roles: Vec<OwnRole>,
    pub agencies: Vec<Agency>,
    pub successions: Vec<Succession>,
    pub plans: Vec<Plan>,
    /// The origin of every task, in the order in which a workspace will have them.
    pub origins: Vec<Origin>,
}

impl Merged {
    /// Merges pairs of plans. `assignments` says what stands at a task of both.
    pub fn new(
        (old, new): (&Workspace, &Workspace),
        bodies: &Bodies,
        pairs: &[PlanPair],
        mut assignments: impl FnMut(Origin) -> Vec<(AgencyIx, Assignment)>,
    ) -> Self {
        let mut plans = Vec::with_capacity(pairs.len());
        let mut origins = Vec::new();
        let mut ids = HashSet::new();
        for &pair in pairs {
            let tree = Tree::new((old, new), bodies, pair);
            let mut plan = match pair {
                (_, Some(ix)) => new.plan(ix).plan.clone(),
                (Some(ix), None) => old.plan(ix).plan.clone(),
                (None, None) => continue,
            };
            if !ids.insert(plan.id.clone()) {
                plan.id = free(&plan.id, &ids);
                ids.insert(plan.id.clone());
            }
            let mut task_of = |origin: Origin| {
                let mut task = match origin {
                    Origin { new: Some(ix), .. } => {
                        let entry = new.task(ix);
                        let mut task = entry.task.clone();
                        bodies.name_actors(&mut task.targets, &entry.actors, |ix| ix);
                        task
                    }
                    Origin { old: Some(ix), .. } => {
                        let entry = old.task(ix);
                        let mut task = entry.task.clone();
                        let place = |ix| bodies.of_old(ix);
                        bodies.name_actors(&mut task.targets, &entry.actors, place);
                        task
                    }
                    Origin { .. } => return None,
                };
                task.assignments = assignments(origin)
                    .into_iter()
                    .map(|(body, assignment)| Assignment {
                        agency: bodies.id(body),
                        ..assignment
                    })
                    .collect();
                Some(task)
            };
            plan.sections = tree.sections(None, &mut task_of, &mut origins);
            plans.push(plan);
        }
        Self {
            roles: roles(old, new),
            agencies: bodies.agencies.clone(),
            successions: bodies.successions.clone(),
            plans,
            origins,
        }
    }

    /// The data as a file would have it.
    pub(crate) fn into_dataset(self, title: String) -> (Dataset, Vec<Origin>) {
        let dataset = Dataset {
            format: FORMAT,
            title,
            note: None,
            roles: self.roles,
            agencies: self.agencies,
            successions: self.successions,
            plans: self.plans,
        };
        (dataset, self.origins)
    }
}

/// The sections of a merged plan.
struct Tree {
    nodes: Vec<Node>,
}

struct Node {
    parent: Option<usize>,
    section: Section,
    tasks: Vec<Origin>,
}

impl Tree {
    fn new((old, new): (&Workspace, &Workspace), bodies: &Bodies, pair: PlanPair) -> Self {
        let mut tree = Self { nodes: Vec::new() };
        let of_new = |section: &SectionEntry| {
            let mut bare = bare(section);
            bodies.name_actors(&mut bare.targets, &section.actors, |ix| ix);
            bare
        };
        let of_old = |section: &SectionEntry| {
            let mut bare = bare(section);
            bodies.name_actors(&mut bare.targets, &section.actors, |ix| bodies.of_old(ix));
            bare
        };
        let (old_plan, new_plan) = match pair {
            (Some(old_plan), Some(new_plan)) => {
                let matched = matching::tasks((old, old_plan), (new, new_plan));
                let before: HashMap<TaskIx, TaskIx> =
                    matched.into_iter().map(|(old, new)| (new, old)).collect();
                tree.add(new, new_plan, of_new, |ix| Origin {
                    old: before.get(&ix).copied(),
                    new: Some(ix),
                });
                (old_plan, new_plan)
            }
            (None, Some(plan)) => {
                tree.add(new, plan, of_new, |ix| Origin {
                    old: None,
                    new: Some(ix),
                });
                return tree;
            }
            (Some(plan), None) => {
                tree.add(old, plan, of_old, |ix| Origin {
                    old: Some(ix),
                    new: None,
                });
                return tree;
            }
            (None, None) => return tree,
        };
        tree.add_dropped((old, old_plan), (new, new_plan));
        tree
    }

    /// Adds all sections and tasks of a plan.
    fn add(
        &mut self,
        workspace: &Workspace,
        plan: PlanIx,
        bare: impl Fn(&SectionEntry) -> Section,
        origin: impl Fn(TaskIx) -> Origin,
    ) {
        let entry = workspace.plan(plan);
        let first = entry.sections.start;
        for section in &workspace.sections[entry.sections.clone()] {
            self.nodes.push(Node {
                parent: section.parent.map(|ix| ix.get() - first),
                section: bare(section),
                tasks: Vec::new(),
            });
        }
        for ix in entry.tasks.clone() {
            let section = workspace.tasks[ix].section.get() - first;
            self.nodes[section].tasks.push(origin(TaskIx::new(ix)));
        }
    }

    /// Puts the tasks that only the old plan has where they stood: behind the one before them.
    fn add_dropped(
        &mut self,
        (old, old_plan): (&Workspace, PlanIx),
        (new, new_plan): (&Workspace, PlanIx),
    ) {
        let kept: HashSet<TaskIx> = self
            .nodes
            .iter()
            .flat_map(|node| node.tasks.iter().filter_map(|origin| origin.old))
            .collect();
        let mut places: HashMap<SectionIx, usize> = HashMap::new();
        let entry = old.plan(old_plan);
        for ix in entry.tasks.clone().map(TaskIx::new) {
            if kept.contains(&ix) {
                continue;
            }
            let section = old.task(ix).section;
            let node = self.place(old, section, (new, new_plan), &mut places);
            let tasks = &mut self.nodes[node].tasks;
            // Its neighbours before it, the nearest first.
            let before = (entry.tasks.start..ix.get())
                .rev()
                .map(TaskIx::new)
                .take_while(|&other| old.task(other).section == section)
                .find_map(|other| tasks.iter().position(|known| known.old == Some(other)));
            let origin = Origin {
                old: Some(ix),
                new: None,
            };
            tasks.insert(before.map_or(0, |at| at + 1), origin);
        }
    }

    /// The node for a section of the old plan: the new plan's own, or one made for it.
    fn place(
        &mut self,
        old: &Workspace,
        section: SectionIx,
        (new, new_plan): (&Workspace, PlanIx),
        places: &mut HashMap<SectionIx, usize>,
    ) -> usize {
        if let Some(&node) = places.get(&section) {
            return node;
        }
        let wanted = old.section(section);
        let known = &new.sections[new.plan(new_plan).sections.clone()];
        let title = normal(&wanted.title);
        let same_number = |number: &str| !number.is_empty() && number == wanted.number;
        let same_title = |other: &str| !title.is_empty() && normal(other) == title;
        let found = known
            .iter()
            .position(|other| same_number(&other.number) && normal(&other.title) == title)
            .or_else(|| known.iter().position(|other| same_title(&other.title)))
            .or_else(|| {
                // A chapter of the same number in another document may be about something else.
                let shape = Shape::new(&wanted.title);
                let alike = |other: &str| shape.likeness(&Shape::new(other)) >= SAME_CHAPTER;
                let same = |other: &SectionEntry| same_number(&other.number) && alike(&other.title);
                known.iter().position(same)
            });
        let node = found.unwrap_or_else(|| {
            let parent = wanted
                .parent
                .map(|parent| self.place(old, parent, (new, new_plan), places));
            self.nodes.push(Node {
                parent,
                section: Section {
                    // Its own goals are compared apart from the tasks.
                    targets: Vec::new(),
                    ..bare(wanted)
                },
                tasks: Vec::new(),
            });
            self.nodes.len() - 1
        });
        places.insert(section, node);
        node
    }

    /// The sections below a node, whole; their tasks come out in the order of the document.
    fn sections(
        &self,
        parent: Option<usize>,
        task_of: &mut impl FnMut(Origin) -> Option<Task>,
        origins: &mut Vec<Origin>,
    ) -> Vec<Section> {
        let mut sections = Vec::new();
        for (ix, node) in self.nodes.iter().enumerate() {
            if node.parent != parent {
                continue;
            }
            let mut section = node.section.clone();
            for &origin in &node.tasks {
                if let Some(task) = task_of(origin) {
                    section.tasks.push(task);
                    origins.push(origin);
                }
            }
            section.sections = self.sections(Some(ix), task_of, origins);
            sections.push(section);
        }
        sections
    }
}

/// A section without what stands in it.
fn bare(section: &SectionEntry) -> Section {
    Section {
        number: section.number.clone(),
        title: section.title.clone(),
        targets: section.targets.clone(),
        tasks: Vec::new(),
        sections: Vec::new(),
    }
}
