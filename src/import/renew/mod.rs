//! A document that was imported again after a change: its plan in the data follows it and keeps
//! what somebody decided: 已核, bodies, and all readings of tasks whose wording is the same.

mod matching;
mod task;

use std::collections::HashMap;

use super::document::Document;
use super::draft::draft;
use super::understand::Reading;
use crate::likeness::{normal, plain_title};
use crate::model::edit::{self, Edit, TaskAt};
use crate::model::{Dataset, Plan, Section, Task};

/// What became of a plan whose document was imported again.
#[derive(Clone, Debug)]
pub struct Renewal {
    /// The data with the plan as it is now.
    pub dataset: Dataset,
    /// Which of its plans that is.
    pub plan: usize,
    /// What became of each task of the reading.
    pub tasks: Vec<News>,
    /// The tasks that the document does not have any more.
    pub gone: Vec<Gone>,
}

/// What became of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Its wording is the same, and all that was decided of it stays. With another clause, a
    /// sentence says so.
    Same(Option<String>),
    /// Its wording changed, a sentence each.
    Changed(Vec<String>),
    /// Nothing like it was there.
    New,
}

/// A task that is gone.
#[derive(Clone, Debug)]
pub struct Gone {
    /// The task as it was.
    pub task: Task,
    /// The task of the reading behind which it stood.
    pub behind: Option<usize>,
}

/// The plan of the data that a document is a version of: by its number, else by its title. A file
/// with several plans is none of one.
#[must_use]
pub fn same_plan(data: &Dataset, reading: &Reading) -> Option<usize> {
    if !reading.more.is_empty() {
        return None;
    }
    let number = reading.number.as_deref().map(normal);
    let by_number = |plan: &Plan| number.is_some() && plan.number.as_deref().map(normal) == number;
    let title = reading.title.as_deref().map(plain_title);
    let by_title = |plan: &Plan| title.as_ref() == Some(&plain_title(&plan.title));
    let plans = &data.plans;
    let found = plans.iter().position(by_number);
    found.or_else(|| plans.iter().position(by_title))
}

/// Makes a plan of the data follow a document that was read again.
///
/// `None` where there is no such plan.
#[must_use]
pub fn renew(
    known: &Dataset,
    plan: usize,
    read: (&str, &Document, &Reading),
    with_text: bool,
) -> Option<Renewal> {
    let old = known.plans.get(plan)?;
    let (file, document, reading) = read;
    let readings = [(file.to_owned(), document, reading.clone())];
    let mut dataset = draft(&readings, known, with_text);
    let mut fresh = dataset.plans.pop()?;
    let before: Vec<(TaskAt, &Task)> = of_plan(known, plan);
    let pairs = matching::pairs(&before, &reading.tasks);

    let mut news = vec![News::New; reading.tasks.len()];
    let numbers = reading.tasks.iter().enumerate();
    let numbers: HashMap<(&str, Option<u16>), usize> = numbers
        .map(|(nth, read)| ((read.clause.as_str(), read.part), nth))
        .collect();
    for task in all_tasks(&mut fresh.sections) {
        let Some(&nth) = numbers.get(&(task.clause.as_str(), task.part)) else {
            continue;
        };
        let Some(old) = pairs.of_new(nth) else {
            continue;
        };
        news[nth] = task::follow(before[old].1, &reading.tasks[nth], task, known);
    }
    keep_goals(&old.sections, &mut fresh.sections);
    keep_facts(old, &mut fresh);

    let mut behind = None;
    let mut gone = Vec::new();
    for (nth, (_, task)) in before.iter().enumerate() {
        match pairs.of_old(nth) {
            Some(new) => behind = Some(new),
            None => gone.push(Gone {
                task: (*task).clone(),
                behind,
            }),
        }
    }
    dataset.plans[plan] = fresh;
    Some(Renewal {
        dataset,
        plan,
        tasks: news,
        gone,
    })
}

impl Renewal {
    /// The change that makes the known data so, under the name that 撤销 shows.
    #[must_use]
    pub fn edit(&self, known: &Dataset, name: String) -> Edit {
        let mut edits = Vec::new();
        for (nth, agency) in self.dataset.agencies.iter().enumerate() {
            match known.agencies.get(nth) {
                Some(before) if before == agency => {}
                Some(_) => edits.push(Edit::Body(nth, Box::new(agency.clone()))),
                None => edits.push(Edit::AddBody(nth, Box::new(agency.clone()))),
            }
        }
        if self.dataset.successions != known.successions {
            edits.push(Edit::Successions(self.dataset.successions.clone()));
        }
        if let Some(plan) = self.dataset.plans.get(self.plan) {
            edits.push(Edit::Plan(self.plan, Box::new(plan.clone())));
        }
        Edit::Several(name, edits)
    }

    /// How many tasks are the same, changed, new and gone.
    #[must_use]
    pub fn counts(&self) -> [usize; 4] {
        let count = |fits: fn(&News) -> bool| self.tasks.iter().filter(|news| fits(news)).count();
        [
            count(|news| matches!(news, News::Same(_))),
            count(|news| matches!(news, News::Changed(_))),
            count(|news| *news == News::New),
            self.gone.len(),
        ]
    }

    /// The counts in words.
    #[must_use]
    pub fn text(&self) -> String {
        let [same, changed, new, gone] = self.counts();
        let tasks = of_plan(&self.dataset, self.plan).into_iter();
        let checked = tasks.filter(|(_, task)| task.checked.is_some()).count();
        let kept = match checked {
            0 => String::new(),
            checked => format!("（{} {checked} 项）", crate::terms::CHECKED),
        };
        format!("未变 {same} 项{kept}，改动 {changed} 项，新增 {new} 项，删去 {gone} 项")
    }
}

impl News {
    /// What is said of the task, a sentence each; none where it is as it was.
    #[must_use]
    pub fn reasons(&self) -> Vec<String> {
        match self {
            Self::Same(said) => said.iter().cloned().collect(),
            Self::Changed(said) => said.clone(),
            Self::New => vec!["新版新增的任务".to_owned()],
        }
    }

    /// Whether somebody has to look at the task again.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !matches!(self, Self::Same(_))
    }
}

/// The tasks of a plan with their places.
fn of_plan(data: &Dataset, plan: usize) -> Vec<(TaskAt, &Task)> {
    let mut tasks = edit::tasks(data);
    tasks.retain(|(at, _)| at.section.plan == plan);
    tasks
}

fn all_tasks(sections: &mut [Section]) -> Vec<&mut Task> {
    let mut found = Vec::new();
    for section in sections {
        found.extend(section.tasks.iter_mut());
        found.extend(all_tasks(&mut section.sections));
    }
    found
}

/// Goals of a chapter whose wording is the same stay as they were mended.
fn keep_goals(old: &[Section], new: &mut [Section]) {
    for section in new {
        let title = normal(&section.title);
        let before = old.iter().find(|old| normal(&old.title) == title);
        let Some(before) = before else { continue };
        task::keep_targets(&before.targets, &mut section.targets);
        keep_goals(&before.sections, &mut section.sections);
    }
}

/// What the document does not say of itself stays as somebody wrote it.
fn keep_facts(old: &Plan, new: &mut Plan) {
    new.id.clone_from(&old.id);
    new.short.clone_from(&old.short);
    new.source.clone_from(&old.source);
    if old.note.is_some() {
        new.note.clone_from(&old.note);
    }
    new.number = new.number.take().or_else(|| old.number.clone());
    new.issuer = new.issuer.take().or_else(|| old.issuer.clone());
    new.issued = new.issued.or(old.issued);
    new.period = new.period.or(old.period);
    if new.based_on.is_empty() {
        new.based_on.clone_from(&old.based_on);
    }
}

#[cfg(test)]
mod tests;
