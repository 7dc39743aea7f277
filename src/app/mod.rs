//! The program behind the window: its state, and the only place that changes it.
//!
//! Screen parts read the state and push [`Action`]s; [`App::apply`] carries them out. What only
//! the window system can do comes out as [`Effect`]s, so that all of this runs without a window.

mod action;
pub mod command;
pub mod compare;
pub mod coverage;
pub mod distribute;
pub mod export;
mod files;
mod history;
pub mod jobs;
mod marked;
mod notice;
pub mod preview;
pub mod print;
pub mod programs;
mod run;
pub mod settings;
mod tab;

use std::cell::OnceCell;
use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Item, Severity};
use crate::model::Date;
use crate::store::watch::Watch;
use crate::view::{Data, Sheet, TaskList, Timeline, ViewSpec};
pub use action::{Action, Dialog, Effect, Mode, Selection};
use compare::Comparing;
use coverage::SystemFont;
use history::History;
use jobs::{Jobs, LoadPurpose, Waker};
pub use notice::{Notice, NoticeKind};
use preview::Previews;
use print::Printer;
use settings::{Settings, ThemeChoice};
pub use tab::Tab;

/// The state of the program.
pub struct App {
    data: Arc<Data>,
    comparing: Option<Comparing>,
    files: Vec<PathBuf>,
    diagnostics: Vec<Diagnostic>,
    /// Findings of files that could not be used; the last good data stays.
    rejected: Vec<Diagnostic>,
    view: ViewSpec,
    history: History,
    sheet: Arc<Sheet>,
    /// The timeline of the sheet, made when it is first looked at.
    timeline: OnceCell<Arc<Timeline>>,
    /// The list of the sheet, likewise.
    task_list: OnceCell<Arc<TaskList>>,
    today: Date,
    selection: Selection,
    mode: Mode,
    full_screen: bool,
    dialog: Option<Dialog>,
    jobs: Jobs,
    notices: Vec<Notice>,
    settings: Settings,
    settings_path: Option<PathBuf>,
    watch: Option<Watch>,
    effects: Vec<Effect>,
    font: Option<Arc<SystemFont>>,
    previews: Previews,
    printer: Printer,
}

impl App {
    /// The program on its built-in data.
    ///
    /// `today` is the day for deadlines and successions. Settings are written to `settings_path`;
    /// without one nothing is remembered.
    #[must_use]
    pub fn new(settings: Settings, settings_path: Option<PathBuf>, today: Date) -> Self {
        let (data, diagnostics) = files::built_in();
        let view = ViewSpec::default();
        let sheet = Arc::new(Sheet::new(&data, &view, today));
        let mut app = Self {
            data,
            comparing: None,
            files: Vec::new(),
            diagnostics,
            rejected: Vec::new(),
            view,
            history: History::default(),
            sheet,
            timeline: OnceCell::new(),
            task_list: OnceCell::new(),
            today,
            selection: Selection::default(),
            mode: Mode::Browse,
            full_screen: false,
            dialog: None,
            jobs: Jobs::new(Arc::new(|| {})),
            notices: Vec::new(),
            settings,
            settings_path,
            watch: None,
            effects: Vec::new(),
            font: None,
            previews: Previews::default(),
            printer: Printer::default(),
        };
        app.restore_view();
        app
    }

    /// Sets what wakes the window when a job is done.
    pub fn set_waker(&mut self, waker: Waker) {
        self.jobs.set_waker(waker);
        self.warm_search();
    }

    /// Sets how pages come onto paper; at first the PDF reader does it.
    pub fn set_printer(&mut self, printer: Printer) {
        self.printer = printer;
    }

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

    /// All findings: of the data on the screen, and of files that could not be used.
    #[must_use]
    pub fn diagnostics(&self) -> Vec<&Diagnostic> {
        self.rejected.iter().chain(&self.diagnostics).collect()
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
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// What stands in front of the window.
    #[must_use]
    pub fn dialog(&self) -> Option<&Dialog> {
        self.dialog.as_ref()
    }

    /// The jobs under way.
    #[must_use]
    pub fn jobs(&self) -> &Jobs {
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
        self.history.can_undo()
    }

    /// Whether there is a change of the view to make again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// What the window system is to do, each thing once.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Carries out what a person did.
    pub fn apply(&mut self, action: Action) {
        match action {
            Action::Run(command) => self.run(command),
            Action::View(view) => self.set_view(view, false),
            Action::Type(text) => self.set_view(self.view.with_text(text), true),
            Action::Select(selection) => self.selection = selection,
            Action::OpenFiles { files, add } => {
                let purpose = if add {
                    LoadPurpose::Add
                } else {
                    LoadPurpose::Open
                };
                self.load(files, purpose);
            }
            Action::Dialog(Some(dialog)) => self.dialog = Some(dialog),
            Action::Dialog(None) => self.close_dialog(),
            Action::Export(form) => self.ask_where(form),
            Action::Distribute(form) => self.ask_folder(form),
            Action::DistributeTo { form, folder } => self.distribute(form, folder),
            Action::PickCompared(form) => self.pick_compared(form),
            Action::Compare(form) => self.compare(form),
            Action::Print(form) => {
                self.remember_form(&form);
                self.close_dialog();
                self.start_printing(&form);
            }
            Action::Preview(request) => self.start_preview(request),
            Action::CancelJob(nth) => {
                if let Some(job) = self.jobs.running().get(nth) {
                    job.progress.cancel();
                }
            }
            Action::DismissNotice(nth) => {
                if nth < self.notices.len() {
                    self.notices.remove(nth);
                }
            }
            Action::OpenWithSystem(path) => self.effects.push(Effect::OpenWithSystem(path)),
            Action::Reveal(path) => self.effects.push(Effect::Reveal(path)),
            Action::GoTo(item) => self.go_to(&item),
            Action::Copy(text) => {
                self.effects.push(Effect::Copy(text));
                self.say(Severity::Note, "已复制到剪贴板", None, NoticeKind::Plain);
            }
            Action::Fold { filters, open } => {
                if filters {
                    self.settings.filters_open = open;
                } else {
                    self.settings.detail_open = open;
                }
            }
            Action::Back => self.back(),
        }
    }

    fn set_view(&mut self, view: ViewSpec, typing: bool) {
        if view != self.view {
            self.history.push(&self.view, typing);
            self.replace_view(view);
        }
    }

    fn replace_view(&mut self, view: ViewSpec) {
        self.view = view;
        self.refresh();
    }

    fn refresh(&mut self) {
        self.sheet = Arc::new(Sheet::new(&self.data, &self.view, self.today));
        self.timeline = OnceCell::new();
        self.task_list = OnceCell::new();
        // A cursor on what is no longer there would point nowhere; the rest of it stays.
        if let Some(task) = self.selection.task
            && !self.sheet.tasks().any(|shown| shown == task)
        {
            self.selection.task = None;
            self.selection.target = None;
        }
        self.check_anchor();
        self.follow_succession();
    }

    /// The system font behind the embedded type, where the data needs one.
    #[must_use]
    pub fn system_font(&self) -> Option<&Arc<SystemFont>> {
        self.font.as_ref()
    }

    fn go_to(&mut self, item: &Item) {
        let workspace = Arc::clone(&self.data.workspace);
        let mut view = self.view.clone();
        match item {
            Item::File => return,
            Item::Plan(id) => view = view.showing_plan(id),
            Item::Task { plan, task } => {
                let Some(ix) = workspace.task_by_key(plan, task) else {
                    return;
                };
                if !self.sheet.tasks().any(|shown| shown == ix) {
                    view = view.without_filter();
                }
                view = view.unfold_all();
                self.selection = Selection {
                    task: Some(ix),
                    ..Selection::default()
                };
            }
            Item::Agency(id) => {
                let Some(ix) = workspace.agency_by_id(id) else {
                    return;
                };
                if self.sheet.column_of(ix).is_none() {
                    view = view.without_filter();
                }
                self.selection.agency = Some(ix);
            }
        }
        self.dialog = None;
        self.set_view(view, false);
    }

    fn close_dialog(&mut self) {
        self.dialog = None;
        self.drop_previews();
    }

    /// Writes what is remembered. A settings file that cannot be written is no reason to stop.
    pub fn save_settings(&mut self, window: Option<settings::WindowPlace>) {
        self.settings.view = self.base_view().clone();
        self.settings.files.clone_from(&self.files);
        if window.is_some() {
            self.settings.window = window;
        }
        if let Some(path) = &self.settings_path {
            // Nobody is left to tell at the end of the program.
            if let Err(error) = self.settings.save(path) {
                log::warn!("{}: {error}", path.display());
            }
        }
    }
}
