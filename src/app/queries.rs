//! What may be asked of the state of the program; nothing here changes it.

use std::path::PathBuf;
use std::sync::Arc;

use super::coverage::SystemFont;
use super::dialog::Dialog;
use super::jobs::Jobs;
use super::notice::Notice;
use super::printer::Printer;
use super::selection::Selection;
use super::settings::Settings;
use super::stage::Stage;
use super::start::Start;
use super::state::App;
use super::tab::Tab;
use crate::model::Date;
use crate::view::compare::Changes;
use crate::view::{Data, DueList, Sheet, TaskList, Timeline, ViewSpec};

impl App {
    /// How pages come onto paper.
    #[must_use]
    pub fn printer(&self) -> &Printer {
        &self.printer
    }

    /// The data on the screen.
    #[must_use]
    pub fn data(&self) -> &Arc<Data> {
        &self.data
    }

    /// The open files; none for the built-in data.
    #[must_use]
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// The view.
    #[must_use]
    pub fn view(&self) -> &ViewSpec {
        &self.view
    }

    /// The sheet of the view.
    #[must_use]
    pub fn sheet(&self) -> &Arc<Sheet> {
        &self.sheet
    }

    /// The timeline of the view.
    #[must_use]
    pub fn timeline(&self) -> &Arc<Timeline> {
        self.timeline
            .get_or_init(|| Arc::new(Timeline::new(&self.sheet)))
    }

    /// The tasks of the view as a list.
    #[must_use]
    pub(crate) fn task_list(&self) -> &Arc<TaskList> {
        self.task_list
            .get_or_init(|| Arc::new(TaskList::new(&self.sheet)))
    }

    /// What is due in the view.
    #[must_use]
    pub(crate) fn due_list(&self) -> &Arc<DueList> {
        self.due_list
            .get_or_init(|| Arc::new(DueList::new(&self.sheet)))
    }

    /// What changed between the two versions that are compared; `None` while none are.
    #[must_use]
    pub fn changes(&self) -> Option<&Arc<Changes>> {
        self.data.changes()
    }

    /// The data that is open, also while it is compared.
    #[must_use]
    pub fn base(&self) -> &Arc<Data> {
        let comparing = self.stage.comparing();
        comparing.map_or(&self.data, |comparing| &comparing.base)
    }

    /// The view of the open data, also while it is compared.
    pub(super) fn base_view(&self) -> &ViewSpec {
        let comparing = self.stage.comparing();
        comparing.map_or(&self.view, |comparing| &comparing.view)
    }

    /// What a person made and no file holds yet, in words; `None` where nothing would be lost.
    #[must_use]
    pub fn unsaved(&self) -> Option<&str> {
        self.unsaved.as_deref()
    }

    /// The day for deadlines and successions.
    #[must_use]
    pub fn today(&self) -> Date {
        self.today
    }

    /// The cell cursor.
    #[must_use]
    pub fn selection(&self) -> Selection {
        self.selection
    }

    /// Which way to look at the data is in front.
    #[must_use]
    pub fn tab(&self) -> Tab {
        self.settings.tab
    }

    /// What the window is used for.
    #[must_use]
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// What became of the files that the program was started with.
    #[must_use]
    pub fn start(&self) -> &Start {
        &self.start
    }

    /// What stands in front of the window.
    #[must_use]
    pub fn dialog(&self) -> Option<&Dialog> {
        self.dialog.as_ref()
    }

    /// The jobs under way.
    #[must_use]
    pub fn jobs(&self) -> &Jobs<Self> {
        &self.jobs
    }

    /// The notices, the oldest first.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// What is remembered.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Whether there is a change of the view to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        let passed = self
            .review()
            .is_some_and(|review| !review.passed.is_empty());
        passed || self.undo_name().is_some()
    }

    /// Whether there is a change of the view to make again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        let again = self.review().is_some_and(|review| !review.again.is_empty());
        again || self.redo_name().is_some()
    }

    /// What the change of the view is called that would be taken back.
    #[must_use]
    pub(crate) fn undo_name(&self) -> Option<&str> {
        let (edit, view) = (self.editing.undo_name(), self.history.undo_name());
        if self.review().is_some() {
            edit
        } else if self.editing.is_last {
            edit.or(view)
        } else {
            view.or(edit)
        }
    }

    /// What the change of the view is called that would be made again.
    #[must_use]
    pub(crate) fn redo_name(&self) -> Option<&str> {
        let (edit, view) = (self.editing.redo_name(), self.history.redo_name());
        if self.review().is_some() {
            edit
        } else if self.editing.is_last {
            edit.or(view)
        } else {
            view.or(edit)
        }
    }

    /// The system font behind the embedded type, where the data needs one.
    #[must_use]
    pub(crate) fn system_font(&self) -> Option<&Arc<SystemFont>> {
        self.font.as_ref()
    }
}
