//! Every text that the window may show: which characters the type must have.

use super::Workspace;
use crate::model::{Due, Fields, PlanSource, Target};

impl Workspace {
    /// Calls `with` for every text that the window may show.
    pub fn each_text<'a>(&'a self, mut with: impl FnMut(&'a str)) {
        with(&self.title);
        for role in &self.own_roles {
            with(&role.name);
            with(&role.mark);
        }
        for entry in &self.agencies {
            entry.names().for_each(&mut with);
            fields(&entry.agency.fields, &mut with);
            if let Some(text) = &entry.agency.note {
                with(text);
            }
        }
        for entry in &self.plans {
            let plan = &entry.plan;
            with(&plan.title);
            for text in [&plan.short, &plan.number, &plan.issuer, &plan.note]
                .into_iter()
                .flatten()
            {
                with(text);
            }
            for superior in &plan.based_on {
                with(&superior.title);
                if let Some(number) = &superior.number {
                    with(number);
                }
            }
            if let Some(PlanSource {
                publisher,
                address,
                completeness,
                ..
            }) = &plan.source
            {
                for text in [publisher, address, completeness].into_iter().flatten() {
                    with(text);
                }
            }
        }
        for section in &self.sections {
            with(&section.number);
            with(&section.title);
            targets(&section.targets, &mut with);
        }
        for entry in &self.tasks {
            let task = &entry.task;
            with(&task.clause);
            with(&task.title);
            with(&task.summary);
            for text in [&task.text, &task.place, &task.note].into_iter().flatten() {
                with(text);
            }
            task.dues().for_each(|due| words(due, &mut with));
            fields(&task.fields, &mut with);
            for assignment in &task.assignments {
                for text in [&assignment.written, &assignment.term, &assignment.note]
                    .into_iter()
                    .flatten()
                {
                    with(text);
                }
            }
            targets(&task.targets, &mut with);
        }
    }
}

fn targets<'a>(targets: &'a [Target], with: &mut impl FnMut(&'a str)) {
    for target in targets {
        with(&target.indicator);
        with(&target.unit);
        if let Some(words) = target.amount.words() {
            with(words);
        }
        target.dues().for_each(|due| words(due, with));
        for text in [&target.thread, &target.note].into_iter().flatten() {
            with(text);
        }
    }
}

fn words<'a>(due: &'a Due, with: &mut impl FnMut(&'a str)) {
    if let Due::When(words) = due {
        with(words);
    }
}

fn fields<'a>(fields: &'a Fields, with: &mut impl FnMut(&'a str)) {
    for (name, text) in fields.iter() {
        with(name);
        with(text);
    }
}
