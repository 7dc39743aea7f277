//! The review of a draft: what keys and buttons do to it. Every decision is a change of the data,
//! so that it is taken back, kept and saved as any other.

use super::reviewing::{Place, Review, ReviewStep, State, What, of_task};
use super::stage::Stage;
use super::state::App;
use crate::import::understand::Confidence;
use crate::model::edit::{self, Edit, TaskAt};
use crate::model::workspace::TaskIx;
use crate::model::{Checked, Task};

/// The title of a task that is made of words of the document has at most so many characters.
const TITLE: usize = 30;

impl App {
    /// The review on the screen.
    #[must_use]
    pub fn review(&self) -> Option<&Review> {
        match &self.stage {
            Stage::Review(review) => Some(review),
            Stage::Browse | Stage::Compare(_) | Stage::Present(_) => None,
        }
    }

    pub(super) fn review_mut(&mut self) -> Option<&mut Review> {
        match &mut self.stage {
            Stage::Review(review) => Some(review),
            Stage::Browse | Stage::Compare(_) | Stage::Present(_) => None,
        }
    }

    /// Finds every place of the review in the data again, after that changed. A review whose draft
    /// is not open any more ends.
    pub(super) fn refresh_review(&mut self) {
        let Stage::Review(review) = &mut self.stage else {
            return;
        };
        let Some(nth) = self.editing.nth(&review.file) else {
            self.stage = Stage::Browse;
            return;
        };
        let before: usize = self.editing.files[..nth]
            .iter()
            .map(|edited| edit::count(&edited.dataset))
            .sum();
        let dataset = &self.editing.files[nth].dataset;
        let plan = review.plan_in(dataset);
        let tasks = edit::tasks(dataset);
        // Of several plans in one file each has clauses of its own.
        let several = !review.opened.reading.more.is_empty();
        let of_plan = |plan: usize| if several { plan } else { 0 };
        let keys: std::collections::HashMap<(usize, String), usize> = tasks
            .iter()
            .enumerate()
            .filter(|(_, (at, _))| plan.is_none_or(|plan| at.section.plan == plan))
            .map(|(nth, (at, task))| ((of_plan(at.section.plan), task.key()), nth))
            .collect();
        let passed: Vec<usize> = review.passed.iter().map(|(nth, _)| *nth).collect();
        let news: Vec<bool> = (0..review.places.len())
            .map(|nth| review.has_news(nth))
            .collect();
        let reading = &review.opened.reading;
        for (number, place) in review.places.iter_mut().enumerate() {
            let mut known = place.keys.iter().rev();
            let of = of_plan(reading.plan_at(place.at));
            let found = known.find_map(|key| keys.get(&(of, key.clone()))).copied();
            place.task = found.map(|nth| TaskIx::new(before + nth));
            let is_checked = found.is_some_and(|nth| tasks[nth].1.checked.is_some());
            place.state = match (place.what, found) {
                _ if is_checked => State::Checked,
                (What::Task(_), Some(_)) if news[number] => State::Doubtful,
                (What::Task(task), Some(_)) => of_task(reading, task),
                (What::Task(_), None) => State::Out,
                (What::Unread(_) | What::Gone(_), Some(_)) => State::Read,
                (_, None) if passed.contains(&number) => State::Out,
                (What::Unread(_), None) => State::Unread,
                (What::Gone(_), None) => State::Doubtful,
            };
        }
        review.sort();
    }

    /// The task of the place that is looked at is the chosen one.
    pub(super) fn select_reviewed(&mut self) {
        let Some(review) = self.review() else {
            return;
        };
        let task = review
            .places
            .get(review.cursor)
            .and_then(|place| place.task);
        self.selection.task = task;
    }

    /// Carries out what was pressed in the review.
    pub(super) fn step_review(&mut self, step: ReviewStep) {
        if self.step_bodies(step) {
            self.select_reviewed();
            return;
        }
        let Some(review) = self.review_mut() else {
            return;
        };
        let cursor = review.cursor;
        let of_bodies = matches!(step, ReviewStep::Body(_) | ReviewStep::NextBody);
        if !of_bodies && !review.lists_bodies {
            review.body = None;
        }
        match step {
            ReviewStep::Go(nth) if nth < review.places.len() => {
                review.cursor = nth;
                review.is_editing &= nth == cursor;
            }
            ReviewStep::Go(_) => {}
            ReviewStep::Move(steps) => {
                if let Some(next) = review.next(steps, false) {
                    (review.cursor, review.is_editing) = (next, false);
                }
            }
            ReviewStep::Open(steps) => match review.next(steps, true) {
                Some(next) => (review.cursor, review.is_editing) = (next, false),
                None if review.left() == 0 => self.note("存疑和未读的都已审阅"),
                None => {}
            },
            ReviewStep::Edit => {
                let place = review.places.get(cursor);
                let can = place.is_some_and(|place| place.task.is_some());
                review.is_editing = can && !review.is_editing;
            }
            ReviewStep::Otherwise => self.read_otherwise(),
            ReviewStep::Body(body) => self.look_at_body(body),
            ReviewStep::NextBody => self.look_at_next_body(),
            ReviewStep::ListBodies => self.list_bodies(),
            ReviewStep::Accept => {
                if self.is_gone(cursor) {
                    self.refuse(cursor);
                } else {
                    self.accept(&[cursor], true);
                }
            }
            ReviewStep::AcceptAlike => {
                let alike = self.alike(cursor);
                self.accept(&alike, true);
            }
            ReviewStep::AcceptAll => {
                let places = review.places.iter().enumerate();
                let read = places.filter(|(_, place)| place.state == State::Read);
                let read: Vec<usize> = read.map(|(nth, _)| nth).collect();
                self.accept(&read, false);
            }
            ReviewStep::Refuse => self.refuse(cursor),
            ReviewStep::AddRead => self.add_read(cursor),
        }
        self.select_reviewed();
    }

    /// The places of the same kind: read by the same rule, as sure.
    fn alike(&self, cursor: usize) -> Vec<usize> {
        let Some(review) = self.review() else {
            return Vec::new();
        };
        let kind = |nth: usize| {
            let place = &review.places[nth];
            let What::Task(task) = place.what else {
                return None;
            };
            let duties = review.opened.reading.tasks[task].duties.iter();
            let mut rules: Vec<(&str, Confidence)> = duties
                .map(|duty| (duty.rule.as_str(), duty.confidence))
                .filter(|(_, sure)| place.state != State::Doubtful || *sure == Confidence::Doubtful)
                .collect();
            rules.sort_unstable_by_key(|(rule, _)| *rule);
            rules.dedup();
            Some((place.state, rules))
        };
        let Some(own) = review.places.get(cursor).and_then(|_| kind(cursor)) else {
            return Vec::new();
        };
        let all = 0..review.places.len();
        all.filter(|&nth| kind(nth).as_ref() == Some(&own))
            .collect()
    }

    /// How many places are of the kind of the one that is looked at.
    #[must_use]
    pub fn count_alike(&self) -> usize {
        self.review()
            .map_or(0, |review| self.alike(review.cursor).len())
    }

    /// Confirms the readings of places.
    fn accept(&mut self, places: &[usize], goes_on: bool) {
        let checked = Checked {
            on: self.today,
            by: self.settings.checker.trim().to_owned(),
        };
        let Some(review) = self.review() else {
            return;
        };
        let is_to_check = |place: &&Place| place.state != State::Checked;
        let wanted: Vec<TaskIx> = places
            .iter()
            .filter_map(|nth| review.places.get(*nth).filter(is_to_check)?.task)
            .collect();
        let edits: Vec<Edit> = wanted
            .iter()
            .filter_map(|task| Some(self.editing.place(*task)?.1))
            .map(|at| Edit::Checked(at, Some(checked.clone())))
            .collect();
        let count = edits.len();
        let edit = match <[Edit; 1]>::try_from(edits) {
            Ok([one]) => one,
            Err(edits) if edits.is_empty() => {
                self.note("这里没有可接受的读法：T 记作任务，Del 略过");
                return;
            }
            Err(edits) => Edit::Several(format!("{count} 项标为{}", crate::terms::CHECKED), edits),
        };
        self.decide(edit, goes_on);
    }

    /// Carries out a decision and looks at the next place.
    pub(super) fn decide(&mut self, edit: Edit, goes_on: bool) {
        let Some(review) = self.review() else {
            return;
        };
        let Some(nth) = self.editing.nth(&review.file) else {
            return;
        };
        let after = self.after_cursor();
        match self.editing.make_in(nth, edit) {
            Ok(()) => {
                if let Some(review) = self.review_mut() {
                    review.again.clear();
                }
                self.show_edited();
            }
            Err(error) => {
                self.report_edit(error);
                return;
            }
        }
        if goes_on {
            self.go_on(after);
        }
    }

    /// Where the list goes on behind the cursor, nearest first.
    fn after_cursor(&self) -> Vec<usize> {
        let Some(review) = self.review() else {
            return Vec::new();
        };
        let order = review.order();
        let here = order.iter().position(|nth| *nth == review.cursor);
        let (before, after) = order.split_at(here.unwrap_or_default());
        after.iter().skip(1).chain(before).copied().collect()
    }

    fn go_on(&mut self, after: Vec<usize>) {
        let Some(review) = self.review_mut() else {
            return;
        };
        let state = |nth: &usize| review.places[*nth].state;
        let open = after.iter().find(|nth| state(nth).is_open());
        let next = open.or_else(|| after.iter().find(|nth| state(nth) == State::Read));
        if let Some(next) = next {
            review.cursor = *next;
        }
        review.is_editing = false;
        self.select_reviewed();
    }

    /// Takes a task out of the draft, or passes over what was not read.
    fn refuse(&mut self, cursor: usize) {
        let Some(place) = self.review().and_then(|review| review.places.get(cursor)) else {
            return;
        };
        match (place.what, place.task) {
            (_, Some(task)) => {
                if let Some((_, at)) = self.editing.place(task) {
                    self.decide(Edit::RemoveTask(at), true);
                }
            }
            (What::Unread(_) | What::Gone(_), None) if place.state.is_open() => {
                let changes = self.editing.count();
                let after = self.after_cursor();
                if let Some(review) = self.review_mut() {
                    review.passed.push((cursor, changes));
                    review.again.clear();
                }
                self.refresh_review();
                self.go_on(after);
            }
            _ => {}
        }
    }

    /// Whether a place is a task that is gone and was not put back.
    fn is_gone(&self, nth: usize) -> bool {
        let place = self.review().and_then(|review| review.places.get(nth));
        place.is_some_and(|place| matches!(place.what, What::Gone(_)) && place.task.is_none())
    }

    /// Makes a task of words that were not read, with the paragraph that they stand in; or puts a
    /// task back that the document does not have any more.
    fn add_read(&mut self, cursor: usize) {
        if self.is_gone(cursor) {
            self.put_back(cursor);
            return;
        }
        let place = self.review().and_then(|review| review.places.get(cursor));
        let Some(Place {
            what: What::Unread(_),
            task: None,
            at,
            ..
        }) = place
        else {
            self.note("这里已读作任务：E 修改，Del 拒绝");
            return;
        };
        let at = *at;
        let Some(key) = self.add_task_at(at, "") else {
            return;
        };
        if let Some(review) = self.review_mut() {
            review.cursor = cursor;
            review.places[cursor].keys.push(key);
            // It has a wording and nobody who answers for it: that is for its reviewer to fill in.
            review.is_editing = true;
        }
        self.refresh_review();
    }

    /// Makes a task of the paragraph at a place of the document, under this title or the first
    /// sentence of it; gives its key.
    pub(super) fn add_task_at(&mut self, at: usize, title: &str) -> Option<String> {
        let review = self.review()?;
        let nth = self.editing.nth(&review.file)?;
        let passages = review.passages();
        let row = &passages.rows[passages.row_at(at)?];
        let document = &review.opened.document;
        let text = document.text.get(row.span.clone())?.trim();
        let sentence = text.split(['。', '；', '\n']).next().unwrap_or_default();
        let title = if title.is_empty() { sentence } else { title };
        let block = document
            .blocks
            .iter()
            .find(|block| block.span.contains(&at));
        let dataset = &self.editing.files[nth].dataset;
        let behind = self.task_before(at).and_then(|task| {
            let (_, at) = self.editing.place(task)?;
            Some((edit::task(dataset, &at)?.clause.clone(), at))
        });
        let (clause, place) = match behind {
            Some((clause, at)) => (
                clause,
                TaskAt {
                    nth: at.nth + 1,
                    ..at
                },
            ),
            None => ("1".to_owned(), self.first_of_review(dataset)),
        };
        let tasks = edit::tasks(dataset);
        let is_free = |part: &Option<u16>| {
            let is_it = |task: &Task| task.clause == clause && task.part == *part;
            tasks.iter().all(|(_, task)| !is_it(task))
        };
        let mut parts = std::iter::once(None).chain((2..=u16::MAX).map(Some));
        let task = Task {
            part: parts.find(is_free).flatten(),
            title: title.chars().take(TITLE).collect(),
            text: Some(text.to_owned()),
            place: block
                .map(|block| block.place.text())
                .filter(|place| !place.is_empty()),
            clause,
            ..Task::default()
        };
        let key = task.key();
        let plan = dataset.plans.get(place.section.plan);
        let has_section = plan.is_some_and(|plan| !plan.sections.is_empty());
        let add = Edit::AddTask(place.clone(), Box::new(task));
        let edit = if has_section {
            add
        } else {
            let section = Edit::AddSection(place.section, Box::default());
            Edit::Several(add.name(), vec![section, add])
        };
        self.decide(edit, false);
        Some(key)
    }

    /// The task of the draft that stands last before a place of the document.
    pub(super) fn task_before(&self, at: usize) -> Option<TaskIx> {
        let places = self.review()?.places.iter();
        let before = places.filter(|place| place.at <= at);
        before.filter_map(|place| place.task).next_back()
    }

    /// Takes back the last decision of the review, or makes it again. Says whether it was one that
    /// the data knows nothing of.
    pub(super) fn turn_review(&mut self, back: bool) -> bool {
        let changes = self.editing.count();
        let Some(review) = self.review_mut() else {
            return false;
        };
        let (from, to) = if back {
            (&mut review.passed, &mut review.again)
        } else {
            (&mut review.again, &mut review.passed)
        };
        let Some(turn) = from.pop_if(|(_, then)| *then == changes) else {
            return false;
        };
        to.push(turn);
        review.cursor = turn.0;
        self.refresh_review();
        self.select_reviewed();
        true
    }

    /// Keeps hold of a task whose clause was changed.
    pub(super) fn follow_clause(&mut self, task: TaskIx) {
        let found = self.editing.place(task).and_then(|(nth, at)| {
            let task = edit::task(&self.editing.files[nth].dataset, &at)?;
            Some(task.key())
        });
        let Some(key) = found else {
            return;
        };
        if let Some(review) = self.review_mut()
            && let Some(place) = review
                .places
                .iter_mut()
                .find(|place| place.task == Some(task))
            && place.keys.last() != Some(&key)
        {
            place.keys.push(key);
        }
    }

    /// The draft of the review has this file now.
    pub(super) fn rename_reviewed(&mut self, old: &std::path::Path, new: &std::path::Path) {
        if let Some(review) = self.review_mut()
            && review.file == old
        {
            new.clone_into(&mut review.file);
        }
    }
}
