//! What a run says of one body: its duties, and its part of the matrix.

use std::collections::HashMap;
use std::sync::Arc;

use super::{clause, year};
use crate::model::Role;
use crate::model::workspace::{AgencyIx, PlanIx, TaskIx};
use crate::terms;
use crate::view::{Profile, RowKind, Sheet, TaskGoals, TaskRowMaker};

/// What a body has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duties {
    /// Its name.
    pub name: String,
    /// Its full name and the count of its tasks.
    pub caption: String,
    /// The large figures, from the left; those that are 0 are left out, but for the targets.
    pub figures: Vec<Figure>,
    /// Its tasks: lead first, then the other roles, then through collectives.
    pub lines: Vec<DutyLine>,
}

/// A large figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// How many.
    pub count: usize,
    /// The role that it counts; none for targets and what comes through collectives.
    pub role: Option<Role>,
    /// What it counts.
    pub label: &'static str,
}

/// A task of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyLine {
    /// The task.
    pub task: TaskIx,
    /// The body's role, or its collective's.
    pub role: Role,
    /// Whether it has the task only as a member of a collective.
    pub through: bool,
    /// The task's title.
    pub title: String,
    /// Its first target and how many there are; may be empty.
    pub targets: String,
    /// The earliest deadline in words; empty where there is none to speak of.
    pub due: String,
    /// Whether there are targets and the source says no deadline.
    pub is_unstated: bool,
    /// The clause, with the plan's year where plans are mixed.
    pub clause: String,
}

/// The plans that name a body or a collective of it, in the order of the sheet.
pub(super) fn plans(profile: &Profile) -> Vec<PlanIx> {
    let workspace = profile.workspace();
    let own = profile.plans.iter().map(|group| group.plan);
    let through = profile.through.iter().flat_map(|group| &group.tasks);
    let known: Vec<PlanIx> = own
        .chain(through.map(|(task, _)| workspace.task(*task).plan))
        .collect();
    profile
        .sheet
        .plans()
        .filter(|plan| known.contains(plan))
        .collect()
}

impl Duties {
    /// What a body has to do, over the tasks of a sheet.
    #[must_use]
    pub fn of(sheet: &Arc<Sheet>, body: AgencyIx) -> Self {
        Self::new(&Profile::new(sheet, body))
    }

    pub(super) fn new(profile: &Profile) -> Self {
        let sheet = &profile.sheet;
        let body = profile.body();
        let mixed = plans(profile).len() > 1;
        let rows = TaskRowMaker::new(sheet);
        let mut lines = Vec::new();
        for role in Role::ALL {
            for group in &profile.plans {
                let tasks = group.tasks.iter().filter(|part| part.role == role);
                lines.extend(tasks.map(|part| line(sheet, &rows, part.task, role, false, mixed)));
            }
        }
        for group in &profile.through {
            let tasks = group.tasks.iter();
            lines.extend(tasks.map(|(task, role)| line(sheet, &rows, *task, *role, true, mixed)));
        }
        let count = |role: Role| profile.roles[role.index()] as usize;
        let mut figures: Vec<Figure> = [Role::Lead, Role::Responsible]
            .into_iter()
            .map(|role| Figure {
                count: count(role),
                role: Some(role),
                label: role.label(),
            })
            .collect();
        figures.push(Figure {
            count: profile.through_tasks(),
            role: None,
            label: terms::THROUGH,
        });
        figures.retain(|figure| figure.count > 0);
        figures.push(Figure {
            count: profile.targets.len(),
            role: None,
            label: terms::TARGET,
        });
        let others: Vec<String> = [Role::Support, Role::Member, Role::Oversee]
            .into_iter()
            .filter(|role| count(*role) > 0)
            .map(|role| format!("{} {} 项", role.label(), count(role)))
            .collect();
        let mut caption = format!("{} 项任务", profile.tasks);
        if !others.is_empty() {
            caption.push_str(&format!("，其中{}", others.join("、")));
        }
        if body.label() != body.name {
            caption = format!("{}　{caption}", body.name);
        }
        Self {
            name: body.label().to_owned(),
            caption,
            figures,
            lines,
        }
    }
}

fn line(
    sheet: &Sheet,
    rows: &TaskRowMaker<'_>,
    task: TaskIx,
    role: Role,
    through: bool,
    mixed: bool,
) -> DutyLine {
    let row = rows.row(task);
    let targets: Vec<&String> = row.goals.iter().flat_map(|goals| &goals.targets).collect();
    let due = row.goals.iter().map(TaskGoals::due_text);
    let due = due.into_iter().find(|due| !due.is_empty());
    let year = year(sheet, row.plan).filter(|_| mixed);
    DutyLine {
        task,
        role,
        through,
        title: row.title.to_owned(),
        targets: match targets.as_slice() {
            [] => String::new(),
            [one] => (*one).clone(),
            [first, ..] => format!("{first}等 {} 项目标", targets.len()),
        },
        is_unstated: due.is_none() && !row.goals.is_empty(),
        due: due.unwrap_or_default(),
        clause: match year {
            Some(year) => format!("{year}年 {}", clause(&row.clause)),
            None => clause(&row.clause),
        },
    }
}

/// The part of the matrix where a body has a mark, of one plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// The body's name.
    pub name: String,
    /// What is shown of how much: the plan, its tasks.
    pub captions: Vec<String>,
    /// The bodies that take part, this body first, then in the order of the matrix.
    pub columns: Vec<SliceColumn>,
    /// The tasks, in the order of the document.
    pub lines: Vec<SliceLine>,
}

/// A body that takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SliceColumn {
    /// The body.
    pub agency: AgencyIx,
    /// Its name.
    pub name: String,
    /// Which group of the matrix it stands in, from the left; 0 where there are none.
    pub group: usize,
}

/// A task of the slice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SliceLine {
    /// The task.
    pub task: TaskIx,
    /// Its title.
    pub title: String,
    /// Its targets with the deadline, for the spotlight; may be empty.
    pub targets: String,
    /// The clause.
    pub clause: String,
    /// The marks: the place of the column, the role, and whether only through a collective.
    pub marks: Vec<(usize, Role, bool)>,
}

impl Slice {
    pub(super) fn new(profile: &Profile, plan: PlanIx) -> Self {
        let sheet = &profile.sheet;
        let workspace = sheet.workspace();
        let through: HashMap<TaskIx, Role> = profile
            .through
            .iter()
            .flat_map(|group| group.tasks.iter().copied())
            .collect();
        let own: HashMap<TaskIx, Role> = profile
            .plans
            .iter()
            .flat_map(|group| &group.tasks)
            .map(|part| (part.task, part.role))
            .collect();
        let rows = TaskRowMaker::new(sheet);
        let mut wanted = Vec::new();
        let mut used = vec![false; sheet.columns.len()];
        for row in &sheet.rows {
            let RowKind::Task(task) = row.kind else {
                continue;
            };
            let is_part = own.contains_key(&task) || through.contains_key(&task);
            if workspace.task(task).plan == plan && is_part {
                for cell in sheet.cells(row) {
                    used[cell.column as usize] = true;
                }
                wanted.push((task, row));
            }
        }
        let mut columns = vec![SliceColumn {
            agency: profile.agency,
            name: profile.body().label().to_owned(),
            group: 0,
        }];
        let group = |nth: usize| {
            let mut groups = sheet.groups.iter();
            groups.position(|group| group.columns.contains(&nth))
        };
        let mut place = vec![0; used.len()];
        for (nth, column) in sheet.columns.iter().enumerate() {
            if used[nth] && column.agency != profile.agency {
                place[nth] = columns.len();
                columns.push(SliceColumn {
                    agency: column.agency,
                    name: workspace.agency(column.agency).label().to_owned(),
                    group: group(nth).unwrap_or(0),
                });
            }
        }
        let leads = wanted
            .iter()
            .filter(|(task, _)| own.get(task) == Some(&Role::Lead))
            .count();
        let lines: Vec<SliceLine> = wanted
            .into_iter()
            .map(|(task, row)| {
                let mut marks: Vec<(usize, Role, bool)> = sheet
                    .cells(row)
                    .iter()
                    .map(|cell| (place[cell.column as usize], cell.role, cell.through))
                    .collect();
                if let Some(role) = through.get(&task).filter(|_| !own.contains_key(&task)) {
                    marks.retain(|(column, ..)| *column != 0);
                    marks.insert(0, (0, *role, true));
                }
                let line = line(sheet, &rows, task, Role::Lead, false, false);
                let parts = [line.targets, line.due];
                let parts: Vec<String> =
                    parts.into_iter().filter(|part| !part.is_empty()).collect();
                SliceLine {
                    task,
                    title: line.title,
                    targets: parts.join("，"),
                    clause: line.clause,
                    marks,
                }
            })
            .collect();
        let mut counts = format!("{} 项任务", lines.len());
        if leads > 0 {
            counts.push_str(&format!("，{} {leads} 项", Role::Lead.label()));
        }
        Self {
            name: profile.body().label().to_owned(),
            captions: vec![workspace.plan(plan).plan.label().to_owned(), counts],
            columns,
            lines,
        }
    }
}
