//! The state of the program, and the few steps that every change of it is made of.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::census::Census;
use super::coverage::SystemFont;
use super::dialog::Dialog;
use super::displays::Display;
use super::editing::Editing;
use super::effect::Effect;
use super::history::History;
use super::jobs::{Jobs, Waker};
use super::loading;
use super::notice::{Notice, NoticeKind};
use super::on_disk::OnDisk;
use super::previews::Previews;
use super::printer::Printer;
use super::recovery::Recovery;
use super::renewals::Renewals;
use super::selection::{Picked, Selection};
use super::session::Session;
use super::settings::Settings;
use super::stage::Stage;
use super::start::Start;
use super::trail::{Scrolls, Trail};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::opened::Opened;
use crate::model::Date;
use crate::view::{Data, DueList, Sheet, TaskList, Timeline, ViewSpec, step_name};

/// The state of the program.
pub struct App {
    pub(super) data: Arc<Data>,
    /// What the window is used for.
    pub(super) stage: Stage,
    pub(super) files: Vec<PathBuf>,
    /// What is written while changes are not saved.
    pub(super) recovery: Recovery,
    /// What the open files hold, as it was changed.
    pub(super) editing: Editing,
    /// The documents among the open files, whose data is a draft that no file holds yet.
    pub(super) drafts: Vec<Arc<Opened>>,
    /// Later versions of documents.
    pub(super) renewals: Renewals,
    /// What became of the files of the start.
    pub(super) start: Start,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The open files as they are on the screen, and those that could not be used.
    pub(super) on_disk: OnDisk,
    pub(super) view: ViewSpec,
    pub(super) history: History,
    /// The places that lead back.
    pub(super) trail: Trail,
    /// How far the tables are scrolled.
    pub(super) scrolls: Scrolls,
    /// How far they are to be scrolled.
    pub(super) returned: Option<Scrolls>,
    pub(super) sheet: Arc<Sheet>,
    /// The timeline of the sheet, made when it is first looked at.
    pub(super) timeline: OnceCell<Arc<Timeline>>,
    /// The list of the sheet, likewise.
    pub(super) task_list: OnceCell<Arc<TaskList>>,
    /// What is due in the sheet, likewise.
    pub(super) due_list: OnceCell<Arc<DueList>>,
    pub(super) today: Date,
    pub(super) selection: Selection,
    /// Rows that were chosen one by one.
    pub(super) picked: Picked,
    pub(super) full_screen: bool,
    pub(super) dialog: Option<Dialog>,
    /// Whether a file dialog is open.
    pub(super) is_asking: bool,
    pub(super) jobs: Jobs<App>,
    pub(super) notices: Vec<Notice>,
    pub(super) settings: Settings,
    pub(super) session: Session,
    pub(super) effects: Vec<Effect>,
    pub(super) font: Option<Arc<SystemFont>>,
    pub(super) previews: Previews,
    /// What every agency has to do, as it was counted last.
    pub(super) census: Option<Arc<Census>>,
    /// Whether that is being counted.
    pub(super) is_counting: bool,
    /// Whether the form of 按机构分发 waits for it.
    pub(super) lacks_recipients: bool,
    pub(super) printer: Printer,
    /// Data that is not on the screen any more, until nothing else holds it.
    pub(super) former: Vec<Arc<Data>>,
    /// Whether what other tabs show is being made.
    pub(super) is_ahead: bool,
    /// Whether the search of the data is prepared, or being so.
    pub(super) is_warm: bool,
    /// The displays of the desktop, in the system's order.
    pub(super) displays: Vec<Display>,
    /// Whether the panel of findings is open.
    pub(super) findings_open: bool,
    /// What a person made and no file holds yet.
    pub(super) unsaved: Option<String>,
}

/// What the window shows first. It is made while the system opens the window, which takes longer.
#[derive(Debug)]
pub struct FirstData {
    data: Arc<Data>,
    diagnostics: Vec<Diagnostic>,
    sheet: Arc<Sheet>,
    today: Date,
}

impl FirstData {
    /// The built-in data in the plain view of a day.
    #[must_use]
    pub fn built_in(today: Date) -> Self {
        let (data, diagnostics) = loading::built_in();
        let sheet = Arc::new(Sheet::new(&data, &ViewSpec::default(), today));
        Self {
            data,
            diagnostics,
            sheet,
            today,
        }
    }
}

impl App {
    /// The program on its built-in data.
    ///
    /// `today` is the day for deadlines and successions. Settings are written to `settings_path`;
    /// without one nothing is remembered.
    #[must_use]
    pub fn new(settings: Settings, settings_path: Option<PathBuf>, today: Date) -> Self {
        Self::on(FirstData::built_in(today), settings, settings_path)
    }

    /// The same on data that was made before, for its day.
    #[must_use]
    pub fn on(first: FirstData, settings: Settings, settings_path: Option<PathBuf>) -> Self {
        let FirstData {
            data,
            diagnostics,
            sheet,
            today,
        } = first;
        let view = ViewSpec::default();
        let mut app = Self {
            data,
            stage: Stage::default(),
            files: Vec::new(),
            recovery: Recovery::new(settings_path.as_deref()),
            editing: Editing::default(),
            drafts: Vec::new(),
            renewals: Renewals::default(),
            start: Start::default(),
            diagnostics,
            on_disk: OnDisk::default(),
            view,
            history: History::default(),
            trail: Trail::default(),
            scrolls: Scrolls::default(),
            returned: None,
            sheet,
            timeline: OnceCell::new(),
            task_list: OnceCell::new(),
            due_list: OnceCell::new(),
            today,
            selection: Selection::default(),
            picked: Picked::default(),
            full_screen: false,
            dialog: None,
            is_asking: false,
            jobs: Jobs::new(Arc::new(|| {})),
            notices: Vec::new(),
            session: Session::new(settings_path, &settings),
            settings,
            effects: Vec::new(),
            font: None,
            previews: Previews::default(),
            census: None,
            is_counting: false,
            lacks_recipients: false,
            printer: Printer::default(),
            former: Vec::new(),
            is_ahead: false,
            is_warm: false,
            displays: Vec::new(),
            findings_open: false,
            unsaved: None,
        };
        app.restore_view();
        app.look_for_recovery();
        app
    }

    /// Sets what wakes the window when a job is done.
    pub fn set_waker(&mut self, waker: Waker) {
        self.jobs.set_waker(waker);
    }

    /// Sets how pages come onto paper; at first the PDF reader does it.
    pub fn set_printer(&mut self, printer: Printer) {
        self.printer = printer;
    }

    /// Notes what a person made and no file holds yet, or that there is nothing of the kind.
    pub fn set_unsaved(&mut self, what: Option<String>) {
        self.unsaved = what;
    }

    /// What the window system is to do, each thing once.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Changes the view, so that it can be taken back. A run of typing is one change.
    pub(super) fn set_view(&mut self, view: ViewSpec, typing: bool) {
        if view != self.view {
            let name = |before: &ViewSpec, after: &ViewSpec| {
                step_name(before, after, &self.data.workspace)
            };
            self.history.push(&self.view, &view, typing, name);
            self.editing.is_last = false;
            self.start.is_for_meeting = false;
            self.replace_view(view);
        }
    }

    /// Makes a change of the view that can be taken back.
    pub(super) fn change(&mut self, change: impl FnOnce(&ViewSpec) -> ViewSpec) {
        self.set_view(change(&self.view), false);
    }

    /// Sets the view without a way back.
    pub(super) fn replace_view(&mut self, view: ViewSpec) {
        self.view = view;
        self.refresh();
    }

    fn refresh(&mut self) {
        let sheet = Sheet::new(&self.data, &self.view, self.today);
        self.take_sheet(Arc::new(sheet));
    }

    pub(super) fn take_sheet(&mut self, sheet: Arc<Sheet>) {
        self.sheet = sheet;
        self.timeline = OnceCell::new();
        self.task_list = OnceCell::new();
        self.due_list = OnceCell::new();
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

    /// Puts other data on the screen, and whatever spoke of the data before away.
    pub(super) fn show_data(&mut self, data: Arc<Data>, view: ViewSpec) {
        let sheet = Arc::new(Sheet::new(&data, &view, self.today));
        self.show_sheet(data, view, sheet);
    }

    /// The same with the sheet of the view, made on another thread.
    pub(super) fn show_sheet(&mut self, data: Arc<Data>, view: ViewSpec, sheet: Arc<Sheet>) {
        self.close_dialog();
        self.stage.set_comparing(None);
        let before = std::mem::replace(&mut self.data, data);
        self.put_away(before);
        self.history = History::default();
        self.trail = Trail::default();
        self.selection = Selection::default();
        self.view = view;
        self.take_sheet(sheet);
        self.is_warm = false;
    }

    /// Puts a dialog in front of the window, in place of the one that is there.
    pub(super) fn open_dialog(&mut self, dialog: Dialog) {
        self.dialog = Some(dialog);
    }

    /// Takes the dialog away, and what was made for it; gives it, if there was one.
    pub(super) fn close_dialog(&mut self) -> Option<Dialog> {
        self.drop_previews();
        self.lacks_recipients = false;
        self.dialog.take()
    }

    /// Wants something of the window system.
    pub(super) fn want(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Says something that stays until it is closed or done with.
    #[track_caller]
    pub(super) fn say(
        &mut self,
        severity: Severity,
        text: impl Into<String>,
        hint: Option<String>,
        kind: NoticeKind,
    ) {
        let file = kind.file().map(Path::to_owned);
        self.put_notice(Notice {
            severity,
            text: text.into(),
            hint,
            kind,
            file,
        });
    }

    #[track_caller]
    fn put_notice(&mut self, notice: Notice) {
        crate::journal::shown(notice.severity, &notice.text);
        notice.join(&mut self.notices);
    }

    /// Says something that needs no answer.
    #[track_caller]
    pub(super) fn note(&mut self, text: impl Into<String>) {
        self.say(Severity::Note, text, None, NoticeKind::Plain);
    }

    /// Shows an error as a notice, and logs it.
    #[track_caller]
    pub fn report(&mut self, error: Diagnostic) {
        let text = match &error.place.file {
            Some(_) => format!("{}（{}）", error.message, error.place),
            None => error.message,
        };
        self.put_notice(Notice {
            severity: error.severity,
            text,
            hint: error.hint,
            kind: NoticeKind::Plain,
            file: error.place.file,
        });
    }

    /// Shows a notice of what the system could not do, and what can be done about it.
    #[track_caller]
    pub(crate) fn report_failure(&mut self, text: &str, hint: &str) {
        let hint = Some(hint.to_owned());
        self.say(Severity::Error, text, hint, NoticeKind::Plain);
    }
}
