//! The sheet as a list of tasks: a row for every shown task, in groups and in an order.

mod row;

use std::collections::HashMap;

pub use row::{TaskBody, TaskGoals, TaskRow, TaskRowMaker};

use super::Sheet;
use super::list::earliest;
use super::list::rows_to;
use super::spec::{DueFilter, RowOrder, TaskGrouping};
use crate::model::Role;
use crate::model::workspace::{AgencyIx, PlanIx, SectionIx, TaskIx, Workspace};

/// What stands between several bodies.
const AND: &str = "、";

/// The tasks of a sheet in groups, each task once. Only the order: rows are made when they are
/// asked for, so that a long list costs what is seen of it.
#[derive(Clone, Debug, Default)]
pub struct TaskList {
    /// The groups, in the order of their lines.
    pub groups: Vec<TaskGroup>,
    /// Groups and tasks, from the top. What is folded away is in it too.
    pub lines: Vec<TaskLine>,
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskLine {
    /// Whether it is the heading of a group or a task.
    pub kind: TaskLineKind,
    /// Whether it is hidden inside a folded group.
    pub hidden: bool,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskLineKind {
    /// The heading of a group, by its place in [`TaskList::groups`].
    Group(usize),
    /// A task.
    Task(TaskIx),
}

/// A group of tasks. Sections stand inside their plan, nothing else nests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskGroup {
    /// What the tasks of the group have in common.
    pub kind: TaskGroupKind,
    /// How deep it stands: 0 for a group in none.
    pub depth: usize,
    /// How many tasks of it the list has.
    pub shown: u32,
    /// How many tasks the plan or section has, whatever the filter; `None` for other groups.
    pub all: Option<u32>,
    /// Whether it is folded.
    pub folded: bool,
    /// Its key in [`ViewSpec::folded`](super::ViewSpec::folded).
    pub key: String,
}

/// What the tasks of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TaskGroupKind {
    /// The plan.
    Plan(PlanIx),
    /// The section.
    Section(SectionIx),
    /// The bodies that lead, in the order of the document; none where no lead is named.
    Leads(Vec<AgencyIx>),
    /// The earliest deadline.
    Due(DueFilter),
}

impl TaskGroup {
    /// The heading.
    #[must_use]
    pub fn label(&self, workspace: &Workspace) -> String {
        match &self.kind {
            TaskGroupKind::Plan(ix) => workspace.plan(*ix).plan.title.clone(),
            TaskGroupKind::Section(ix) => {
                let section = workspace.section(*ix);
                let text = format!("{} {}", section.number, section.title);
                text.trim().to_owned()
            }
            TaskGroupKind::Leads(bodies) if bodies.is_empty() => "未写明牵头机构".to_owned(),
            TaskGroupKind::Leads(bodies) => {
                let names: Vec<&str> = bodies
                    .iter()
                    .map(|&ix| workspace.agency(ix).label())
                    .collect();
                match names.as_slice() {
                    [one] => format!("{one} 牵头"),
                    several => format!("{} 共同牵头", several.join(AND)),
                }
            }
            TaskGroupKind::Due(DueFilter::Unstated) => "未写明时限".to_owned(),
            TaskGroupKind::Due(due) => due.label(),
        }
    }

    /// How many tasks: `15 / 20 项`, or `20 项` where all are shown.
    #[must_use]
    pub fn count_text(&self) -> String {
        match self.all {
            Some(all) if all != self.shown => format!("{} / {all} 项", self.shown),
            _ => format!("{} 项", self.shown),
        }
    }
}

/// All shown tasks, in the order and grouping of the view.
#[must_use]
pub fn task_rows(sheet: &Sheet) -> Vec<TaskRow<'_>> {
    let list = TaskList::new(sheet);
    let rows = TaskRowMaker::new(sheet);
    list.tasks().map(|task| rows.row(task)).collect()
}

impl TaskList {
    /// The list of a sheet.
    #[must_use]
    pub fn new(sheet: &Sheet) -> Self {
        let mut list = Self {
            groups: Vec::new(),
            lines: Vec::with_capacity(sheet.rows.len()),
        };
        let mut tasks: Vec<TaskIx> = sheet.tasks().collect();
        // The document's order first: every other one is a stable sort of it.
        tasks.sort_unstable();
        match sheet.spec.grouping {
            TaskGrouping::Sections => list.add_sections(sheet, &tasks),
            TaskGrouping::Leads => list.add_groups(sheet, by_leads(sheet, &tasks)),
            TaskGrouping::Due => list.add_groups(sheet, by_due(sheet, &tasks)),
            TaskGrouping::Flat => {
                sort(sheet, &mut tasks);
                list.push_tasks(&tasks, false);
            }
        }
        list
    }

    /// The tasks, from the top.
    pub fn tasks(&self) -> impl Iterator<Item = TaskIx> {
        self.lines.iter().filter_map(|line| match line.kind {
            TaskLineKind::Task(ix) => Some(ix),
            TaskLineKind::Group(_) => None,
        })
    }

    fn push_tasks(&mut self, tasks: &[TaskIx], hidden: bool) {
        let lines = tasks.iter().map(|&task| TaskLine {
            kind: TaskLineKind::Task(task),
            hidden,
        });
        self.lines.extend(lines);
    }

    fn push_group(&mut self, sheet: &Sheet, kind: TaskGroupKind, depth: usize, hidden: bool) {
        let workspace = sheet.workspace();
        let all = match kind {
            TaskGroupKind::Plan(ix) => Some(workspace.plan(ix).tasks.len()),
            TaskGroupKind::Section(ix) => Some(workspace.section(ix).task_count),
            TaskGroupKind::Leads(_) | TaskGroupKind::Due(_) => None,
        };
        let key = key(workspace, &kind);
        self.lines.push(TaskLine {
            kind: TaskLineKind::Group(self.groups.len()),
            hidden,
        });
        self.groups.push(TaskGroup {
            kind,
            depth,
            shown: 0,
            all: all.map(small),
            folded: sheet.is_folded(&key),
            key,
        });
    }

    fn add_groups(&mut self, sheet: &Sheet, groups: Vec<(TaskGroupKind, Vec<TaskIx>)>) {
        for (kind, mut tasks) in groups {
            sort(sheet, &mut tasks);
            let nth = self.groups.len();
            self.push_group(sheet, kind, 0, false);
            self.groups[nth].shown = small(tasks.len());
            self.push_tasks(&tasks, self.groups[nth].folded);
        }
    }

    /// Plans and, inside them, sections. Tasks of a section follow each other in the document.
    fn add_sections(&mut self, sheet: &Sheet, tasks: &[TaskIx]) {
        let workspace = sheet.workspace();
        let of = |task: &TaskIx| {
            let entry = workspace.task(*task);
            (entry.plan, entry.section)
        };
        // The groups that the run at hand stands in: the plan, then sections.
        let mut open: Vec<usize> = Vec::new();
        for run in tasks.chunk_by(|a, b| of(a) == of(b)) {
            let (plan, section) = of(&run[0]);
            let path: Vec<TaskGroupKind> = std::iter::once(TaskGroupKind::Plan(plan))
                .chain(
                    rows_to(workspace, section)
                        .into_iter()
                        .map(TaskGroupKind::Section),
                )
                .collect();
            let same = open
                .iter()
                .zip(&path)
                .take_while(|(nth, wanted)| self.groups[**nth].kind == **wanted)
                .count();
            open.truncate(same);
            for kind in path.into_iter().skip(same) {
                let hidden = self.any_folded(&open);
                let depth = open.len();
                open.push(self.groups.len());
                self.push_group(sheet, kind, depth, hidden);
            }
            let mut run = run.to_vec();
            sort(sheet, &mut run);
            self.push_tasks(&run, self.any_folded(&open));
            for &nth in &open {
                self.groups[nth].shown += small(run.len());
            }
        }
    }

    fn any_folded(&self, open: &[usize]) -> bool {
        open.iter().any(|&nth| self.groups[nth].folded)
    }
}

fn key(workspace: &Workspace, kind: &TaskGroupKind) -> String {
    match kind {
        TaskGroupKind::Plan(ix) => workspace.plan(*ix).plan.id.clone(),
        TaskGroupKind::Section(ix) => workspace.section_key(*ix),
        TaskGroupKind::Leads(bodies) => {
            let ids: Vec<&str> = bodies
                .iter()
                .map(|&ix| workspace.agency(ix).id.as_str())
                .collect();
            format!("lead:{}", ids.join(","))
        }
        TaskGroupKind::Due(DueFilter::Year(year)) => format!("due:{year}"),
        TaskGroupKind::Due(due) => format!("due:{due:?}"),
    }
}

/// Brings tasks that stand in the order of the document into that of the view.
fn sort(sheet: &Sheet, tasks: &mut [TaskIx]) {
    let workspace = sheet.workspace();
    match sheet.spec.row_order {
        RowOrder::Document => {}
        RowOrder::Load => {
            tasks.sort_by_key(|&ix| std::cmp::Reverse(workspace.task(ix).duties.len()));
        }
        RowOrder::Deadline => tasks.sort_by_cached_key(|&ix| earliest(workspace, ix)),
        RowOrder::Name => {
            let ranks = sheet.data.title_ranks();
            tasks.sort_by_key(|ix| ranks[ix.get()]);
        }
    }
}

/// The tasks by the bodies that lead them, whatever roles are shown. Bodies stand in the order of
/// their columns; who leads together with others comes behind who leads alone.
fn by_leads(sheet: &Sheet, tasks: &[TaskIx]) -> Vec<(TaskGroupKind, Vec<TaskIx>)> {
    let workspace = sheet.workspace();
    let mut groups = Groups::default();
    for &task in tasks {
        let mut leads: Vec<AgencyIx> = Vec::new();
        for duty in &workspace.task(task).duties {
            let body = sheet.bodies[duty.agency.get()];
            if duty.role == Role::Lead && !leads.contains(&body) {
                leads.push(body);
            }
        }
        groups.add(TaskGroupKind::Leads(leads), task);
    }
    let mut column = vec![usize::MAX; workspace.agencies.len()];
    for (nth, shown) in sheet.columns.iter().enumerate() {
        column[shown.agency.get()] = nth;
    }
    let mut groups = groups.list;
    groups.sort_by_cached_key(|(kind, _)| match kind {
        TaskGroupKind::Leads(bodies) if !bodies.is_empty() => {
            let places: Vec<usize> = bodies.iter().map(|body| column[body.get()]).collect();
            (false, places[0], bodies.len(), places, bodies.clone())
        }
        _ => (true, 0, 0, Vec::new(), Vec::new()),
    });
    groups
}

/// The tasks by their earliest deadline.
fn by_due(sheet: &Sheet, tasks: &[TaskIx]) -> Vec<(TaskGroupKind, Vec<TaskIx>)> {
    let mut groups = Groups::default();
    for &task in tasks {
        let (due, _) = earliest(sheet.workspace(), task);
        groups.add(TaskGroupKind::Due(due), task);
    }
    let mut groups = groups.list;
    groups.sort_by_key(|(kind, _)| match kind {
        TaskGroupKind::Due(due) => *due,
        _ => DueFilter::Unstated,
    });
    groups
}

/// Tasks by what they share.
#[derive(Default)]
struct Groups {
    list: Vec<(TaskGroupKind, Vec<TaskIx>)>,
    places: HashMap<TaskGroupKind, usize>,
}

impl Groups {
    fn add(&mut self, kind: TaskGroupKind, task: TaskIx) {
        let nth = *self.places.entry(kind.clone()).or_insert_with(|| {
            self.list.push((kind, Vec::new()));
            self.list.len() - 1
        });
        self.list[nth].1.push(task);
    }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
