//! Words of the document that somebody marked: they become a body, a deadline or a task of the
//! draft.

use std::ops::Range;

use super::editing::dues_of;
use super::known_bodies::named;
use super::reviewing::Review;
use super::state::App;
use crate::import::understand;
use crate::model::edit::{self, Dues, Edit, TaskAt};
use crate::model::{Dataset, Role, Target};

/// What marked words become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StretchAs {
    /// A body that has this role in the task of the paragraph.
    Body(Role),
    /// A deadline of the task of the paragraph.
    Due,
    /// A target of the task of the paragraph, or several.
    Target,
    /// A task, with the paragraph as its wording.
    Task,
}

impl App {
    /// Reads marked words of the document, a range of its bytes, as what somebody says they are.
    pub(super) fn read_stretch(&mut self, span: &Range<usize>, kind: StretchAs) {
        let Some(review) = self.review() else {
            return;
        };
        let text = review.opened().document.text.get(span.clone());
        // A name may be torn by the end of a line.
        let words: String = text
            .unwrap_or_default()
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        let words = words.trim_matches(['、', '，', '。', '；', '：', '（', '）', '(', ')']);
        if words.is_empty() {
            return;
        }
        if kind == StretchAs::Task {
            self.add_task_at(span.start, words);
            return;
        }
        let Some((cursor, nth, at)) = self.task_of(review, span.start) else {
            self.note("这一段不属于任何任务：先选作“新任务”，或在右边接受它");
            return;
        };
        let data = &self.editing.files[nth].dataset;
        let edit = match kind {
            StretchAs::Body(role) => named(data, &at, words, role, Some(words.to_owned())),
            StretchAs::Due => due(data, &at, words),
            StretchAs::Target => targets(data, &at, words),
            StretchAs::Task => None,
        };
        let Some(edit) = edit else {
            self.note(match kind {
                StretchAs::Target => "没有从中读懂目标，或这里已有：连同指标和数字一起拖选",
                _ => "这里已是这样",
            });
            return;
        };
        if let Some(review) = self.review_mut() {
            review.cursor = cursor;
        }
        self.decide(edit, false);
        self.select_reviewed();
    }

    /// The place, the file and the task that a place of the document belongs to.
    fn task_of(&self, review: &Review, at: usize) -> Option<(usize, usize, TaskAt)> {
        let passages = review.passages();
        let row = &passages.rows[passages.row_at(at)?];
        let cursor = review.place_of(row.task?)?;
        let (nth, at) = self.editing.place(review.places()[cursor].task?)?;
        Some((cursor, nth, at))
    }
}

/// The targets of some words more for a task; `None` where it has them or they say none.
fn targets(data: &Dataset, at: &TaskAt, words: &str) -> Option<Edit> {
    let task = edit::task(data, at)?;
    let mut all = task.targets.clone();
    let is_named = |target: &Target| !target.indicator.is_empty();
    let mut read = understand::targets(words);
    read.extend(understand::target(words).filter(|target| read.is_empty() && is_named(target)));
    for target in read {
        let said = |it: &Target| (it.indicator.clone(), it.amount.clone(), it.unit.clone());
        if all.iter().all(|known| said(known) != said(&target)) {
            all.push(Target {
                note: Some(format!("原文“{words}”。")),
                ..target
            });
        }
    }
    (all.len() > task.targets.len()).then(|| Edit::Targets(at.clone(), all))
}

/// A deadline more for a task; `None` where it has it.
fn due(data: &Dataset, at: &TaskAt, words: &str) -> Option<Edit> {
    let task = edit::task(data, at)?;
    let mut all: Vec<String> = task.due_wordings().collect();
    if all.iter().any(|known| known == words) {
        return None;
    }
    all.push(words.to_owned());
    let dues: Dues = dues_of(&all.join("；"));
    Some(Edit::Dues(at.clone(), dues))
}
