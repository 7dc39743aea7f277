//! Every text that the window may show, and where it stands: which characters the type must have.

use super::{AgencyIx, PlanIx, SectionIx, TaskIx, Workspace};
use crate::model::{Due, Fields, PlanSource, Target};
use crate::terms;

/// What a text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextOwner {
    /// The data as a whole: its title and its own roles.
    Data,
    /// An agency.
    Agency(AgencyIx),
    /// A plan.
    Plan(PlanIx),
    /// A section of a plan.
    Section(SectionIx),
    /// A task.
    Task(TaskIx),
}

/// A text of the data.
#[derive(Clone, Copy, Debug)]
pub struct TextOf<'a> {
    /// What it belongs to.
    pub owner: TextOwner,
    /// The word for the field it stands in: 标题, 概要.
    pub field: &'a str,
    /// The text.
    pub text: &'a str,
}

impl Workspace {
    /// Calls `with` for every text that the window may show.
    pub fn each_text<'a>(&'a self, mut with: impl FnMut(&'a str)) {
        self.each_text_of(|found| with(found.text));
    }

    /// Calls `with` for every text that the window may show, with the place where it stands.
    pub fn each_text_of<'a>(&'a self, mut with: impl FnMut(TextOf<'a>)) {
        let mut of = Texts {
            owner: TextOwner::Data,
            with: &mut with,
        };
        of.text(terms::TITLE, &self.title);
        for role in &self.own_roles {
            of.text(terms::ROLE, &role.name);
            of.text(terms::ROLE, &role.mark);
        }
        for (nth, entry) in self.agencies.iter().enumerate() {
            of.owner = TextOwner::Agency(AgencyIx::new(nth));
            entry.names().for_each(|name| of.text(terms::NAME, name));
            of.fields(&entry.agency.fields);
            of.some(terms::NOTE, entry.agency.note.as_ref());
        }
        for (nth, entry) in self.plans.iter().enumerate() {
            of.owner = TextOwner::Plan(PlanIx::new(nth));
            let plan = &entry.plan;
            of.text(terms::TITLE, &plan.title);
            of.some(terms::TITLE, plan.short.as_ref());
            of.some(terms::NUMBER, plan.number.as_ref());
            of.some(terms::ISSUER, plan.issuer.as_ref());
            of.some(terms::NOTE, plan.note.as_ref());
            for superior in &plan.based_on {
                of.text(terms::BASED_ON, &superior.title);
                of.some(terms::BASED_ON, superior.number.as_ref());
            }
            if let Some(PlanSource {
                publisher,
                address,
                completeness,
                ..
            }) = &plan.source
            {
                for text in [publisher, address, completeness] {
                    of.some(terms::SOURCE, text.as_ref());
                }
            }
        }
        for (nth, section) in self.sections.iter().enumerate() {
            of.owner = TextOwner::Section(SectionIx::new(nth));
            of.text(terms::NUMBER, &section.number);
            of.text(terms::TITLE, &section.title);
            of.targets(&section.targets);
        }
        for (nth, entry) in self.tasks.iter().enumerate() {
            of.owner = TextOwner::Task(TaskIx::new(nth));
            let task = &entry.task;
            of.text(terms::CLAUSE, &task.clause);
            of.text(terms::TITLE, &task.title);
            of.text(terms::SUMMARY, &task.summary);
            of.some(terms::CLAUSE_TEXT, task.text.as_ref());
            of.some(terms::SOURCE, task.place.as_ref());
            of.some(terms::NOTE, task.note.as_ref());
            task.dues().for_each(|due| of.due(due));
            for words in &task.due_words {
                of.text(terms::DUE, words);
            }
            of.fields(&task.fields);
            for assignment in &task.assignments {
                of.some(terms::WRITTEN, assignment.written.as_ref());
                of.some(terms::ROLE, assignment.term.as_ref());
                of.some(terms::NOTE, assignment.note.as_ref());
            }
            of.targets(&task.targets);
        }
    }
}

/// Hands on the texts of one owner after the other.
struct Texts<'w, W> {
    owner: TextOwner,
    with: &'w mut W,
}

impl<'a, W: FnMut(TextOf<'a>)> Texts<'_, W> {
    fn text(&mut self, field: &'a str, text: &'a str) {
        (self.with)(TextOf {
            owner: self.owner,
            field,
            text,
        });
    }

    fn some(&mut self, field: &'a str, text: Option<&'a String>) {
        if let Some(text) = text {
            self.text(field, text);
        }
    }

    fn targets(&mut self, targets: &'a [Target]) {
        for target in targets {
            self.text(terms::INDICATOR, &target.indicator);
            self.text(terms::TARGET, &target.unit);
            if let Some(words) = target.amount.words() {
                self.text(terms::TARGET, words);
            }
            target.dues().for_each(|due| self.due(due));
            self.some(terms::INDICATOR, target.thread.as_ref());
            self.some(terms::NOTE, target.note.as_ref());
        }
    }

    fn due(&mut self, due: &'a Due) {
        if let Due::When(words) = due {
            self.text(terms::DUE, words);
        }
    }

    fn fields(&mut self, fields: &'a Fields) {
        for (name, text) in fields.iter() {
            self.text(name, name);
            self.text(name, text);
        }
    }
}
