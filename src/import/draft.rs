//! A reading becomes a draft of the data: plans, chapters, tasks, and the bodies that they name.

use std::collections::{HashMap, HashSet};

use super::document::Document;
use super::known::places::Home;
use super::understand::{ReadGoal, ReadTarget, ReadTask, Reading};
use crate::model::{
    Assignment, Dataset, Due, FORMAT, Fields, Plan, Section, Target, Task, name_key,
};

mod bodies;
mod kind;

pub use bodies::new_body;

/// The chapters inside of each other that a draft keeps.
const MOST_CHAPTERS: usize = 8;

/// Makes a data file of readings, each with the name of its file. Bodies that `known` has keep
/// their ids and names.
#[must_use]
pub fn draft(
    readings: &[(String, &Document, Reading)],
    known: &Dataset,
    with_text: bool,
) -> Dataset {
    let mut draft = Draft {
        dataset: Dataset {
            format: FORMAT,
            ..known.clone()
        },
        bodies: HashMap::new(),
        of_home: HashMap::new(),
        home: None,
        is_national: false,
    };
    let new = known.agencies.len();
    for (nth, agency) in known.agencies.iter().enumerate() {
        let names = [Some(&agency.name), agency.short.as_ref()];
        for name in names.into_iter().flatten().chain(&agency.aliases) {
            draft
                .bodies
                .entry(name_key(name).into_owned())
                .or_insert(nth);
        }
    }
    for (file, _, reading) in readings {
        for reading in reading.each() {
            let issuer = reading.issuer.as_deref();
            draft.is_national = issuer.is_some_and(|issuer| issuer.starts_with("国务院"));
            draft.home = Home::of(issuer, reading.title.as_deref());
            draft.of_home.clear();
            draft.plan(file, &reading, with_text);
        }
    }
    draft.home = None;
    draft.reforms();
    draft.parents(new);
    if draft.dataset.title.is_empty() {
        draft.dataset.title = match draft.dataset.plans.as_slice() {
            [plan] => plan.title.clone(),
            plans => format!("{} 份文件的职责分工", plans.len()),
        };
    }
    draft.dataset
}

struct Draft {
    dataset: Dataset,
    /// The agencies by the keys of all their names.
    bodies: HashMap<String, usize>,
    /// The agencies by the keys of names that leave the place of the document at hand out.
    of_home: HashMap<String, usize>,
    /// Where the document at hand comes from.
    home: Option<Home>,
    /// Whether the State Council issued the document at hand.
    is_national: bool,
}

impl Draft {
    fn plan(&mut self, file: &str, reading: &Reading, with_text: bool) {
        let title = reading.title.clone().unwrap_or_else(|| file.to_owned());
        let mut plan = Plan {
            id: self.free_plan_id(),
            title,
            number: reading.number.clone(),
            issuer: reading.issuer.clone(),
            issued: reading.issued,
            status: reading.status,
            period: reading.period,
            based_on: reading.based_on.clone(),
            note: Some(format!("从文件“{file}”读取的草稿，应与原文核对。")),
            ..Plan::default()
        };
        let mut goals = reading.goals.iter().peekable();
        for (nth, read) in reading.tasks.iter().enumerate() {
            while let Some(goal) = goals.next_if(|goal| goal.at < read.at) {
                self.set_goals(&mut plan, goal);
            }
            let task = self.task(read, with_text);
            let mut chapters = read.chapters.clone();
            // A task whose steps are tasks, too, stands at the head of its own chapter.
            let next = reading.tasks.get(nth + 1);
            let inside = next.and_then(|next| next.chapters.get(chapters.len()));
            chapters.extend(inside.filter(|(number, _)| *number == read.clause).cloned());
            chapters.truncate(MOST_CHAPTERS);
            section(&mut plan.sections, &chapters).tasks.push(task);
        }
        for goal in goals {
            self.set_goals(&mut plan, goal);
        }
        self.dataset.plans.push(plan);
    }

    fn free_plan_id(&self) -> String {
        let mut number = self.dataset.plans.len() + 1;
        loop {
            let id = format!("plan-{number}");
            if self.dataset.plans.iter().all(|plan| plan.id != id) {
                return id;
            }
            number += 1;
        }
    }

    fn task(&mut self, read: &ReadTask, with_text: bool) -> Task {
        let mut dues: Vec<Due> = Vec::new();
        let mut words: Vec<String> = Vec::new();
        for (wording, due) in &read.dues {
            if let Some(known) = dues.iter().position(|known| known == due) {
                // The same day in two wordings.
                if !words[known].contains(wording.as_str()) {
                    dues.push(Due::When(wording.clone()));
                    words.push(wording.clone());
                }
                continue;
            }
            dues.push(due.clone());
            words.push(wording.clone());
        }
        let exact = dues
            .iter()
            .zip(&words)
            .all(|(due, words)| due.text() == *words);
        let mut dues = dues.into_iter();
        let mut assignments = Vec::new();
        for duty in &read.duties {
            let means = duty.means.as_ref();
            assignments.push(Assignment {
                agency: self.body(duty.meant()),
                role: duty.role,
                written: Some(duty.written.clone()),
                note: means
                    .filter(|means| **means != duty.written)
                    .map(|means| format!("原文写作“{}”，读作{means}。", duty.written)),
                ..Assignment::default()
            });
        }
        let targets = read.targets.iter();
        let targets = targets
            .map(|read| self.target(read, &assignments))
            .collect();
        Task {
            clause: read.clause.clone(),
            part: read.part,
            title: read.title.clone(),
            assignments,
            due: dues.next().unwrap_or_default(),
            also_due: dues.collect(),
            due_words: if exact { Vec::new() } else { words },
            targets,
            fields: read.fields.iter().cloned().collect::<Fields>(),
            text: (with_text && !read.text.is_empty()).then(|| read.text.clone()),
            place: (!read.place.is_empty()).then(|| read.place.clone()),
            note: (!read.notes.is_empty()).then(|| read.notes.concat()),
            ..Task::default()
        }
    }

    /// Puts the goals of a chapter where it stands.
    fn set_goals(&mut self, plan: &mut Plan, goal: &ReadGoal) {
        let chapters = &goal.chapters[..goal.chapters.len().min(MOST_CHAPTERS)];
        let targets = goal.targets.iter().map(|read| self.target(read, &[]));
        let section = section(&mut plan.sections, chapters);
        section.targets.extend(targets);
    }

    /// A target with the clause that says it, and the bodies that its sentence names. `of_task` are
    /// those of its task.
    fn target(&mut self, read: &ReadTarget, of_task: &[Assignment]) -> Target {
        let mut note = format!("原文“{}”。", read.written);
        let mut by: Vec<String> = Vec::new();
        for written in &read.by {
            let id = match self.of_department(written, of_task) {
                Some((id, name)) => {
                    note.push_str(&format!("由“{written}”承担，读作{name}。"));
                    id
                }
                None => self.body(written),
            };
            by.push(id);
        }
        let to = read.to.iter().map(|written| self.body(written));
        let mut to: Vec<String> = to.collect();
        for ids in [&mut by, &mut to] {
            let mut seen = HashSet::new();
            ids.retain(|id| seen.insert(id.clone()));
        }
        Target {
            note: Some(note),
            by,
            to,
            ..read.target.clone()
        }
    }
}

/// The section with these chapters around it, which are made where they are missing.
fn section<'a>(sections: &'a mut Vec<Section>, chapters: &[(String, String)]) -> &'a mut Section {
    let none = (String::new(), String::new());
    let (number, title) = chapters.first().unwrap_or(&none);
    let is_last = sections
        .last()
        .is_some_and(|last| last.number == *number && last.title == *title);
    if !is_last {
        sections.push(Section {
            number: number.clone(),
            title: title.clone(),
            ..Section::default()
        });
    }
    let nth = sections.len() - 1;
    let section_here = &mut sections[nth];
    if chapters.len() <= 1 {
        if section_here.sections.is_empty() {
            return section_here;
        }
        // Behind a chapter inside; the order of the document is kept.
        return section(&mut section_here.sections, &[]);
    }
    section(&mut section_here.sections, &chapters[1..])
}

#[cfg(test)]
mod tests;
