//! Changing the open data, and taking changes back.

use std::path::PathBuf;
use std::sync::Arc;

use super::editing::{Change, Editing};
use super::naming::file_name;
use super::state::App;
use super::target_words::understood_target;
use crate::model::Dataset;
use crate::model::edit::EditError;
use crate::view::SuccessionView;

impl App {
    /// Whether marks are set by typing on a cell.
    #[must_use]
    pub fn is_editing(&self) -> bool {
        self.editing.is_on && self.lacks_editing().is_none()
    }

    /// Why the open data cannot be changed.
    pub(super) fn lacks_editing(&self) -> Option<&'static str> {
        if self.stage.comparing().is_some() {
            return Some("对比时不能修改：请先结束对比");
        }
        let lack = "内置数据先用“保存为 RON…”另存一份，再修改";
        self.files.is_empty().then_some(lack)
    }

    /// Changes the data, so that it can be taken back.
    pub(super) fn change_data(&mut self, change: &Change) {
        if let Some(lack) = self.lacks_editing() {
            self.note(lack);
            return;
        }
        // A column stands for several bodies then, and nobody knows which of them is meant.
        let is_folded = self.view.succession == SuccessionView::Current
            && !self.data.workspace.successions.is_empty();
        if is_folded && matches!(change, Change::Mark { .. }) {
            self.note("按现机构归并时不能改标记：先用 Ctrl+J 改回按原文显示");
            return;
        }
        let workspace = Arc::clone(&self.data.workspace);
        if self.editing.joining.is_waited_for {
            self.want_later(change);
            return;
        }
        match self.editing.make(&workspace, change) {
            Ok(true) => {
                if matches!(change, Change::Clause(..)) {
                    self.follow_clause(change.task());
                }
                self.show_edited();
            }
            Ok(false) => self.say_not_read(change),
            Err(error) => self.report_edit(error),
        }
    }

    /// Says that words are no target: nothing was changed.
    fn say_not_read(&mut self, change: &Change) {
        if let Change::Target(_, _, words) = change
            && !words.trim().is_empty()
            && understood_target(words).is_none()
        {
            self.note("没有读懂这个目标，没有改动：写作“单项冠军 2026年底前 ≥20家”");
        }
    }

    /// Takes back the last change of the data; says whether there was one.
    pub(super) fn undo_edit(&mut self) -> bool {
        let done = self.editing.undo();
        self.take_turn(done)
    }

    /// Makes the change of the data again that was taken back last.
    pub(super) fn redo_edit(&mut self) -> bool {
        let done = self.editing.redo();
        self.take_turn(done)
    }

    fn take_turn(&mut self, done: Result<Option<String>, EditError>) -> bool {
        match done {
            Ok(None) => false,
            Ok(Some(_)) => {
                self.show_edited();
                true
            }
            Err(error) => {
                self.report_edit(error);
                true
            }
        }
    }

    pub(super) fn report_edit(&mut self, error: EditError) {
        self.report_failure(error.message(), error.hint());
    }

    /// Notes what would be lost now.
    pub(super) fn note_unsaved(&mut self) {
        let changed: Vec<PathBuf> = self
            .editing
            .unsaved()
            .filter_map(|edited| edited.file.clone())
            .collect();
        let words = match changed.as_slice() {
            [] => self.drafts_words(),
            [one] => Some(format!("对“{}”的修改", file_name(one))),
            [first, ..] => Some(format!(
                "对“{}”等 {} 份文件的修改",
                file_name(first),
                changed.len()
            )),
        };
        self.set_unsaved(words);
        self.keep_recovery();
    }

    pub(super) fn lacks_edits(&self) -> Option<&'static str> {
        let is_saved = self.editing.unsaved().next().is_none() && self.drafts.is_empty();
        is_saved.then_some("没有要保存的修改")
    }

    /// Forgets changes: other data was opened.
    pub(super) fn take_sources(&mut self, files: Vec<(Option<PathBuf>, Dataset)>) {
        let new = Editing::of(files);
        let before = std::mem::replace(&mut self.editing, new);
        self.editing.is_on = before.is_on;
        self.editing.generation = before.generation + 1;
        self.editing.saves = before.saves;
        self.note_unsaved();
    }
}
