//! The tasks that several bodies share.

use std::collections::HashMap;

use super::{clause, year};
use crate::model::Role;
use crate::model::workspace::TaskIx;
use crate::view::{Profile, Sheet, TaskRowMaker};

/// A body's part in a task: its role, and whether only through a collective.
pub type Part = Option<(Role, bool)>;

/// The tasks that two to four bodies have together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// What is shown: `三家共同承担的任务`.
    pub title: String,
    /// The plan, or how many plans.
    pub caption: String,
    /// The bodies' names, in the order of the run.
    pub names: Vec<String>,
    /// How many tasks all of them have, and how many only two or more but not all.
    pub counts: [usize; 2],
    /// What the counts are called.
    pub labels: [String; 2],
    /// The tasks that all of them have.
    pub lines: Vec<SharedLine>,
}

/// A task that all of the bodies have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedLine {
    /// The task.
    pub task: TaskIx,
    /// Its title.
    pub title: String,
    /// What each body does, in the order of the bodies.
    pub parts: Vec<Part>,
    /// That several lead, or who leads where none of these bodies does; may be empty.
    pub remark: String,
    /// The clause, with the plan's year where plans are mixed.
    pub clause: String,
}

/// A small number in words.
fn word(count: usize) -> &'static str {
    match count {
        2 => "两家",
        3 => "三家",
        4 => "四家",
        _ => "各家",
    }
}

impl Shared {
    pub(super) fn new(sheet: &Sheet, profiles: &[Profile]) -> Self {
        let parts: Vec<HashMap<TaskIx, (Role, bool)>> = profiles.iter().map(parts).collect();
        let mixed = sheet.plans().nth(1).is_some();
        let rows = TaskRowMaker::new(sheet);
        let mut some = 0;
        let mut lines = Vec::new();
        for task in sheet.tasks() {
            let of_task: Vec<Part> = parts.iter().map(|of| of.get(&task).copied()).collect();
            let count = of_task.iter().flatten().count();
            if count < of_task.len() {
                some += usize::from(count >= 2);
                continue;
            }
            let row = rows.row(task);
            let leads = of_task
                .iter()
                .flatten()
                .filter(|(role, through)| *role == Role::Lead && !through)
                .count();
            let remark = match leads {
                0 => match row.bodies_text(Role::Lead) {
                    names if names.is_empty() => String::new(),
                    names => format!("{}：{names}", Role::Lead.label()),
                },
                1 => String::new(),
                several => format!("{}{}", word(several), Role::Lead.label()),
            };
            let words = clause(&row.clause);
            lines.push(SharedLine {
                task,
                title: row.title.to_owned(),
                parts: of_task,
                remark,
                clause: match year(sheet, row.plan).filter(|_| mixed) {
                    Some(year) => format!("{year}年 {words}"),
                    None => words,
                },
            });
        }
        let all = word(profiles.len());
        let fewer = match profiles.len() {
            3 => "只有两家",
            _ => "只有两三家",
        };
        Self {
            title: format!("{all}共同承担的任务"),
            caption: if mixed {
                format!("{} 份方案", sheet.plans().count())
            } else {
                sheet.title()
            },
            names: profiles
                .iter()
                .map(|profile| profile.body().label().to_owned())
                .collect(),
            counts: [lines.len(), some],
            labels: [format!("{all}同在"), fewer.to_owned()],
            lines,
        }
    }
}

fn parts(profile: &Profile) -> HashMap<TaskIx, (Role, bool)> {
    let through = profile.through.iter().flat_map(|group| &group.tasks);
    let own = profile.plans.iter().flat_map(|group| &group.tasks);
    through
        .map(|(task, role)| (*task, (*role, true)))
        .chain(own.map(|part| (part.task, (part.role, false))))
        .collect()
}
