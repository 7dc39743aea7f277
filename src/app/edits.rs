//! Changing the open data, and taking changes back.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::editing::{Change, Editing};
use super::naming::file_name;
use super::state::App;
use crate::diagnostic::Diagnostic;
use crate::model::edit::EditError;
use crate::model::workspace::Workspace;
use crate::model::{Dataset, check};
use crate::view::{Data, Sheet, SuccessionView};

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
        match self.editing.make(&workspace, change) {
            Ok(true) => {
                if matches!(change, Change::Clause(..)) {
                    self.follow_clause(change.task());
                }
                self.show_edited();
            }
            Ok(false) => {}
            Err(error) => self.report_edit(error),
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

    /// Puts the data on the screen as it is now. Filter, cursor and the way back stay.
    pub(super) fn show_edited(&mut self) {
        let id = |app: &Self| {
            let agency = app.selection.agency?;
            Some(app.data.workspace.agency(agency).id.clone())
        };
        let id = id(self);
        let (workspace, mut diagnostics) = Workspace::join(self.editing.sources());
        for edited in &self.editing.files {
            diagnostics.extend(self.said_of(edited.file.as_deref(), &edited.dataset));
        }
        diagnostics.sort_by_key(|said| std::cmp::Reverse(said.severity));
        self.diagnostics = diagnostics;
        let before = std::mem::replace(&mut self.data, Data::new(workspace));
        self.put_away(before);
        self.refresh_review();
        self.selection.agency = id.and_then(|id| self.data.workspace.agency_by_id(&id));
        self.view = self.view.known_to(&self.data.workspace);
        let sheet = Sheet::new(&self.data, &self.view, self.today);
        self.take_sheet(Arc::new(sheet));
        self.is_warm = false;
        self.note_unsaved();
    }

    /// What there is to say about a file as it is now.
    fn said_of(&self, file: Option<&Path>, dataset: &Dataset) -> Vec<Diagnostic> {
        let mut drafts = self.drafts.iter();
        if let Some(opened) = drafts.find(|opened| Some(opened.file.as_path()) == file) {
            return opened.findings(dataset);
        }
        let found = check::check(dataset).into_iter().map(|finding| {
            let said = Diagnostic::new(finding.severity, finding.message).about(finding.item);
            let said = match finding.hint {
                Some(hint) => said.with_hint(hint),
                None => said,
            };
            match file {
                Some(file) => said.in_file(file),
                None => said,
            }
        });
        found.collect()
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
