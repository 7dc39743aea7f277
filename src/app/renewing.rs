//! A document whose plan is open already: asking whether it is a later version, making the plan
//! follow it, and reviewing what changed.

use std::sync::Arc;

use super::dialog::Dialog;
use super::jobs::Job;
use super::loading::{LoadPurpose, Read};
use super::naming::file_name;
use super::on_disk::Attempt;
use super::question::RenewForm;
use super::reviewing::{Reviewed, What};
use super::state::App;
use crate::import::renew::{self, Renewal};
use crate::model::edit::{self, Edit, TaskAt};
use crate::model::{Dataset, Task};

impl App {
    /// Asks whether a document that was read is a later version of an open plan. Says whether it
    /// does: then nothing is opened until the answer is there.
    pub(super) fn offers_renewal(&mut self, attempt: &Attempt, read: &Read) -> bool {
        let add = match attempt.purpose {
            LoadPurpose::Add => true,
            LoadPurpose::Open => false,
            LoadPurpose::Start | LoadPurpose::Reload => return false,
        };
        let declined = self.renewals.declined.take();
        let [file] = attempt.files.as_slice() else {
            return false;
        };
        let mut drafts = read.drafts.iter();
        let Some(opened) = drafts.find(|opened| opened.file == *file) else {
            return false;
        };
        if declined.as_ref() == Some(file) || self.dialog.is_some() || self.files.contains(file) {
            return false;
        }
        let is_draft = |of: &std::path::Path| self.drafts.iter().any(|draft| draft.file == of);
        let found = self.editing.files.iter().find_map(|edited| {
            let of = edited.file.clone().filter(|of| !is_draft(of))?;
            let plan = renew::same_plan(&edited.dataset, &opened.reading)?;
            let title = edited.dataset.plans.get(plan)?.title.clone();
            let tasks = edit::tasks(&edited.dataset).into_iter();
            let tasks =
                tasks.filter(|(at, task)| at.section.plan == plan && task.checked.is_some());
            Some((of, title, tasks.count()))
        });
        let Some((of, plan, checked)) = found else {
            return false;
        };
        self.renewals.waiting = Some(Arc::clone(opened));
        self.open_dialog(Dialog::Renew(RenewForm {
            document: file.clone(),
            file: of,
            plan,
            checked,
            add,
        }));
        true
    }

    /// Takes the answer to that question.
    pub(super) fn answer_renewal(&mut self, form: RenewForm, is_version: bool) {
        self.close_dialog();
        let waiting = self.renewals.waiting.take();
        if !is_version {
            self.renewals.declined = Some(form.document.clone());
            let purpose = if form.add {
                LoadPurpose::Add
            } else {
                LoadPurpose::Open
            };
            self.load(vec![form.document], purpose);
            return;
        }
        let Some(opened) = waiting.filter(|opened| opened.file == form.document) else {
            return;
        };
        let Some(nth) = self.editing.nth(&form.file) else {
            return;
        };
        let known = Arc::clone(&self.editing.files[nth].dataset);
        let before = self.editing.states();
        let job = Job::new("zeren-renew", "正在与原来的版本对照");
        self.jobs.start(job, move |_| {
            let renewal = renewed(&known, &opened);
            move |app: &mut App| {
                if app.editing.states() != before {
                    app.note("对照时数据又有修改，没有更新：再打开一次这份文件");
                } else if let Some(renewal) = renewal {
                    let edit = renewal.edit(&known, name(&form));
                    let of = Reviewed {
                        file: form.file,
                        plan: known.plans.get(renewal.plan).map(|plan| plan.id.clone()),
                        opened,
                        renewal: Some(Arc::new(renewal)),
                    };
                    app.take_renewal(nth, edit, of);
                }
            }
        });
    }

    fn take_renewal(&mut self, nth: usize, edit: Edit, of: Reviewed) {
        if let Err(error) = self.editing.make_in(nth, edit) {
            self.report_edit(error);
            return;
        }
        self.stage.set_comparing(None);
        let said = of.renewal.as_ref().map(|renewal| renewal.text());
        self.renewals.done = Some(of.clone());
        // The review looks for its tasks in the files at once.
        self.begin_review(of);
        self.show_edited();
        if let Some(review) = self.review_mut() {
            review.cursor = review.first();
        }
        self.select_reviewed();
        if let Some(said) = said {
            self.note(said);
        }
    }

    /// Puts a task back that the document does not have any more, where it stood.
    pub(super) fn put_back(&mut self, cursor: usize) {
        let Some(review) = self.review() else {
            return;
        };
        let place = review
            .places()
            .get(cursor)
            .map(|place| (place.at, place.what));
        let Some((at, What::Gone(gone))) = place else {
            return;
        };
        let (Some(gone), Some(nth)) = (review.gone(gone), self.editing.nth(&review.file)) else {
            return;
        };
        let dataset = &self.editing.files[nth].dataset;
        let behind = self.task_before(at);
        let behind = behind.and_then(|task| Some(self.editing.place(task)?.1));
        let place = match behind {
            Some(behind) => TaskAt {
                nth: behind.nth + 1,
                ..behind
            },
            None => self.first_of_review(dataset),
        };
        let mut task: Task = gone.task.clone();
        task.checked = None;
        let tasks = edit::tasks(dataset);
        let is_taken = |part: Option<u16>| {
            let mut of_plan = tasks
                .iter()
                .filter(|(at, _)| at.section.plan == place.section.plan);
            of_plan.any(|(_, other)| other.clause == task.clause && other.part == part)
        };
        let mut parts = std::iter::once(task.part).chain((2..=u16::MAX).map(Some));
        let part = parts.find(|part| !is_taken(*part)).flatten();
        task.part = part;
        let key = task.key();
        self.decide(Edit::AddTask(place, Box::new(task)), false);
        if let Some(review) = self.review_mut() {
            review.places[cursor].keys.push(key);
            review.cursor = cursor;
        }
        self.refresh_review();
    }

    /// The first place of the plan that is reviewed.
    pub(super) fn first_of_review(&self, dataset: &Dataset) -> TaskAt {
        let plan = self.review().and_then(|review| review.plan_in(dataset));
        let mut first = TaskAt::first();
        first.section.plan = plan.unwrap_or_default();
        first
    }
}

/// What becomes of a plan; with the wording of its tasks where the data has any.
fn renewed(known: &Dataset, opened: &crate::import::opened::Opened) -> Option<Renewal> {
    let plan = renew::same_plan(known, &opened.reading)?;
    let tasks = edit::tasks(known);
    let mut of_plan = tasks.iter().filter(|(at, _)| at.section.plan == plan);
    let with_text = of_plan.any(|(_, task)| task.text.is_some());
    let read = (&*opened.name(), &opened.document, &opened.reading);
    renew::renew(known, plan, read, with_text)
}

fn name(form: &RenewForm) -> String {
    format!("按“{}”更新方案", file_name(&form.document))
}
