//! Changes of the data that can be taken back: each gives the change that undoes it.
//!
//! An [`Edit`] holds what is new and nothing else; carried out, it gives its inverse, which holds
//! what was there. No copy of the data is kept. What is made of several steps (a body that becomes
//! part of another) is planned in `bodies` as one [`Edit::Several`].

mod bodies;
mod history;
mod marks;
mod place;

pub use bodies::{merge, split, split_to};
pub use history::{History, HistoryState};
pub use marks::{clear_mark, set_mark};
pub use place::{SectionAt, TaskAt, at, count, number, task, tasks};

use place::{section_mut, task_mut, tasks_mut};

use super::{Agency, Assignment, Checked, Dataset, Due, Plan, Section, Succession, Target, Task};
use crate::terms;

/// A change of a data file. Places are those in the data as it is when the change is carried out.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Another title of a task.
    Title(TaskAt, String),
    /// Another clause of a task, with the part of it.
    Clause(TaskAt, String, Option<u16>),
    /// Another summary of a task, in own words.
    Summary(TaskAt, String),
    /// Another wording of a task's clause, or none.
    Wording(TaskAt, Option<String>),
    /// Another note of a task, or none.
    Note(TaskAt, Option<String>),
    /// Whether a task was held against the document, by whom and when.
    Checked(TaskAt, Option<Checked>),
    /// Other deadlines of a task.
    Dues(TaskAt, Dues),
    /// Other targets of a task.
    Targets(TaskAt, Vec<Target>),
    /// A body more for a task, in this place of the list.
    PutMark(TaskAt, usize, Assignment),
    /// A body less for a task.
    TakeMark(TaskAt, usize),
    /// Another body or role in a place of the list.
    ChangeMark(TaskAt, usize, Assignment),
    /// A new task in this place; those from there on go one further.
    AddTask(TaskAt, Box<Task>),
    /// A task less.
    RemoveTask(TaskAt),
    /// A task goes from a place to another, counted without it.
    MoveTask(TaskAt, TaskAt),
    /// Another number and heading of a section.
    Heading(SectionAt, String, String),
    /// Other goals of a section.
    Goals(SectionAt, Vec<Target>),
    /// A new section in this place.
    AddSection(SectionAt, Box<Section>),
    /// A section less, with all that is in it.
    RemoveSection(SectionAt),
    /// Another title of a plan.
    PlanTitle(usize, String),
    /// A plan as a later version of its document has it.
    Plan(usize, Box<Plan>),
    /// What a body is called, its kind, and where it belongs; its id stays.
    Body(usize, Box<Agency>),
    /// A new body in this place of the list.
    AddBody(usize, Box<Agency>),
    /// A body less, which nothing may name any more.
    RemoveBody(usize),
    /// Other successions.
    Successions(Vec<Succession>),
    /// Several changes as one, each carried out on what the one before left. All of them are made,
    /// or none.
    Several(String, Vec<Edit>),
}

/// The deadlines of a task.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dues {
    /// The first one.
    pub due: Due,
    /// Further ones.
    pub also_due: Vec<Due>,
    /// Their wording in the document.
    pub words: Vec<String>,
}

/// Why a change cannot be carried out. The data is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditError {
    /// There is nothing at the place.
    NoPlace,
    /// The body is named somewhere, or its id would change or come twice.
    BodyInUse,
}

impl EditError {
    /// What happened, in Chinese.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::NoPlace => "要修改的地方已经不在",
            Self::BodyInUse => "这个机构的代号已有，或数据中还有地方提到它",
        }
    }

    /// What to do, in Chinese.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::NoPlace => "重新选择任务，再修改",
            Self::BodyInUse => "把它的分工改给别的机构，再删除",
        }
    }
}

impl Edit {
    /// The task that the change is about, where it changes nothing else and leaves it in its place.
    #[must_use]
    pub fn only_task(&self) -> Option<&TaskAt> {
        match self {
            Self::Title(at, ..)
            | Self::Clause(at, ..)
            | Self::Summary(at, ..)
            | Self::Wording(at, ..)
            | Self::Note(at, ..)
            | Self::Checked(at, ..)
            | Self::Dues(at, ..)
            | Self::Targets(at, ..)
            | Self::PutMark(at, ..)
            | Self::TakeMark(at, ..)
            | Self::ChangeMark(at, ..) => Some(at),
            Self::Several(_, edits) => {
                let (first, rest) = edits.split_first()?;
                let at = first.only_task()?;
                rest.iter()
                    .all(|edit| edit.only_task() == Some(at))
                    .then_some(at)
            }
            Self::AddTask(..)
            | Self::RemoveTask(..)
            | Self::MoveTask(..)
            | Self::Heading(..)
            | Self::Goals(..)
            | Self::AddSection(..)
            | Self::RemoveSection(..)
            | Self::PlanTitle(..)
            | Self::Plan(..)
            | Self::Body(..)
            | Self::AddBody(..)
            | Self::RemoveBody(..)
            | Self::Successions(..) => None,
        }
    }

    /// Carries the change out and gives the one that takes it back.
    ///
    /// # Errors
    /// When its place is not there, or a body is still named; the data is as it was.
    pub fn carry_out(self, data: &mut Dataset) -> Result<Self, EditError> {
        use std::mem::replace;
        Ok(match self {
            Self::Title(at, title) => {
                let before = replace(&mut task_mut(data, &at)?.title, title);
                Self::Title(at, before)
            }
            Self::Clause(at, clause, part) => {
                let task = task_mut(data, &at)?;
                let clause = replace(&mut task.clause, clause);
                let part = replace(&mut task.part, part);
                Self::Clause(at, clause, part)
            }
            Self::Summary(at, summary) => {
                let before = replace(&mut task_mut(data, &at)?.summary, summary);
                Self::Summary(at, before)
            }
            Self::Wording(at, text) => {
                let before = replace(&mut task_mut(data, &at)?.text, text);
                Self::Wording(at, before)
            }
            Self::Note(at, note) => {
                let before = replace(&mut task_mut(data, &at)?.note, note);
                Self::Note(at, before)
            }
            Self::Checked(at, checked) => {
                let before = replace(&mut task_mut(data, &at)?.checked, checked);
                Self::Checked(at, before)
            }
            Self::Dues(at, dues) => {
                let task = task_mut(data, &at)?;
                let before = Dues {
                    due: replace(&mut task.due, dues.due),
                    also_due: replace(&mut task.also_due, dues.also_due),
                    words: replace(&mut task.due_words, dues.words),
                };
                Self::Dues(at, before)
            }
            Self::Targets(at, targets) => {
                let before = replace(&mut task_mut(data, &at)?.targets, targets);
                Self::Targets(at, before)
            }
            Self::PutMark(..) | Self::TakeMark(..) | Self::ChangeMark(..) => self.mark(data)?,
            Self::AddTask(..) | Self::RemoveTask(..) | Self::MoveTask(..) => self.of_task(data)?,
            Self::Heading(at, number, title) => {
                let section = section_mut(data, &at)?;
                let number = replace(&mut section.number, number);
                let title = replace(&mut section.title, title);
                Self::Heading(at, number, title)
            }
            Self::Goals(at, targets) => {
                let before = replace(&mut section_mut(data, &at)?.targets, targets);
                Self::Goals(at, before)
            }
            Self::AddSection(at, section) => {
                let (around, nth) = place::sections_mut(data, &at)?;
                place::insert(around, nth, *section)?;
                Self::RemoveSection(at)
            }
            Self::RemoveSection(at) => {
                let (around, nth) = place::sections_mut(data, &at)?;
                let section = place::remove(around, nth)?;
                Self::AddSection(at, Box::new(section))
            }
            Self::PlanTitle(nth, title) => {
                let plan = data.plans.get_mut(nth).ok_or(EditError::NoPlace)?;
                Self::PlanTitle(nth, replace(&mut plan.title, title))
            }
            Self::Plan(nth, new) => {
                let plan = data.plans.get_mut(nth).ok_or(EditError::NoPlace)?;
                Self::Plan(nth, Box::new(replace(plan, *new)))
            }
            Self::Body(..) | Self::AddBody(..) | Self::RemoveBody(..) => self.of_body(data)?,
            Self::Successions(successions) => {
                Self::Successions(replace(&mut data.successions, successions))
            }
            Self::Several(name, edits) => several(name, edits, data)?,
        })
    }

    fn mark(self, data: &mut Dataset) -> Result<Self, EditError> {
        Ok(match self {
            Self::PutMark(at, nth, mark) => {
                place::insert(&mut task_mut(data, &at)?.assignments, nth, mark)?;
                Self::TakeMark(at, nth)
            }
            Self::TakeMark(at, nth) => {
                let mark = place::remove(&mut task_mut(data, &at)?.assignments, nth)?;
                Self::PutMark(at, nth, mark)
            }
            Self::ChangeMark(at, nth, mark) => {
                let marks = &mut task_mut(data, &at)?.assignments;
                let here = marks.get_mut(nth).ok_or(EditError::NoPlace)?;
                let before = std::mem::replace(here, mark);
                Self::ChangeMark(at, nth, before)
            }
            other => other,
        })
    }

    fn of_task(self, data: &mut Dataset) -> Result<Self, EditError> {
        Ok(match self {
            Self::AddTask(at, task) => {
                place::insert(tasks_mut(data, &at)?, at.nth, *task)?;
                Self::RemoveTask(at)
            }
            Self::RemoveTask(at) => {
                let task = place::remove(tasks_mut(data, &at)?, at.nth)?;
                Self::AddTask(at, Box::new(task))
            }
            Self::MoveTask(from, to) => {
                let taken = place::remove(tasks_mut(data, &from)?, from.nth)?;
                let fits = tasks_mut(data, &to).is_ok_and(|tasks| to.nth <= tasks.len());
                let target = if fits { &to } else { &from };
                place::insert(tasks_mut(data, target)?, target.nth, taken)?;
                if !fits {
                    return Err(EditError::NoPlace);
                }
                Self::MoveTask(to, from)
            }
            other => other,
        })
    }

    fn of_body(self, data: &mut Dataset) -> Result<Self, EditError> {
        Ok(match self {
            Self::Body(nth, agency) => {
                let here = data.agencies.get_mut(nth).ok_or(EditError::NoPlace)?;
                if here.id != agency.id {
                    return Err(EditError::BodyInUse);
                }
                let before = std::mem::replace(here, *agency);
                Self::Body(nth, Box::new(before))
            }
            Self::AddBody(nth, agency) => {
                if data.agencies.iter().any(|known| known.id == agency.id) {
                    return Err(EditError::BodyInUse);
                }
                place::insert(&mut data.agencies, nth, *agency)?;
                Self::RemoveBody(nth)
            }
            Self::RemoveBody(nth) => {
                let agency = data.agencies.get(nth).ok_or(EditError::NoPlace)?;
                if bodies::is_named(data, &agency.id) {
                    return Err(EditError::BodyInUse);
                }
                let agency = place::remove(&mut data.agencies, nth)?;
                Self::AddBody(nth, Box::new(agency))
            }
            other => other,
        })
    }

    /// What the change is called, as 撤销 names it.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Title(..) => "修改任务名称".to_owned(),
            Self::Clause(..) => "修改条款".to_owned(),
            Self::Summary(..) => "修改任务概要".to_owned(),
            Self::Wording(..) => format!("修改{}", terms::CLAUSE_TEXT),
            Self::Note(..) => "修改任务的注".to_owned(),
            Self::Checked(_, Some(_)) => format!("标为{}", terms::CHECKED),
            Self::Checked(_, None) => format!("取消{}", terms::CHECKED),
            Self::Dues(..) => "修改时限".to_owned(),
            Self::Targets(..) => "修改任务的目标".to_owned(),
            Self::PutMark(_, _, mark) => format!("标为{}", mark.role.label()),
            Self::TakeMark(..) => "清除标记".to_owned(),
            Self::ChangeMark(_, _, mark) => format!("改为{}", mark.role.label()),
            Self::AddTask(_, task) => format!("添加任务“{}”", task.title),
            Self::RemoveTask(..) => "删除任务".to_owned(),
            Self::MoveTask(..) => "移动任务".to_owned(),
            Self::Heading(..) => "修改章节标题".to_owned(),
            Self::Goals(..) => "修改章节的目标".to_owned(),
            Self::AddSection(_, section) => format!("添加章节“{}”", section.title),
            Self::RemoveSection(..) => "删除章节".to_owned(),
            Self::PlanTitle(..) => "修改方案名称".to_owned(),
            Self::Plan(_, plan) => format!("更新“{}”", plan.label()),
            Self::Body(_, agency) => format!("修改机构“{}”", agency.label()),
            Self::AddBody(_, agency) => format!("添加机构“{}”", agency.label()),
            Self::RemoveBody(..) => "删除机构".to_owned(),
            Self::Successions(..) => "修改机构沿革".to_owned(),
            Self::Several(name, _) => name.clone(),
        }
    }
}

fn several(name: String, edits: Vec<Edit>, data: &mut Dataset) -> Result<Edit, EditError> {
    let mut inverses = Vec::with_capacity(edits.len());
    for edit in edits {
        match edit.carry_out(data) {
            Ok(inverse) => inverses.push(inverse),
            Err(error) => {
                // What was just done can be taken back: nothing else happened meanwhile.
                for inverse in inverses.into_iter().rev() {
                    let taken_back = inverse.carry_out(data);
                    debug_assert!(taken_back.is_ok(), "{taken_back:?}");
                }
                return Err(error);
            }
        }
    }
    inverses.reverse();
    Ok(Edit::Several(name, inverses))
}

#[cfg(test)]
mod tests;
