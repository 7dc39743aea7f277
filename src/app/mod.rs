//! The program behind the window: its state, and the only place that changes it.
//!
//! Screen parts read the state and push [`Action`]s; [`App::apply`] carries them out. What only
//! the window system can do comes out as [`Effect`]s, so that all of this runs without a window.

pub mod command;
pub mod compare;
pub mod coverage;
pub mod distribute;
pub mod export;
mod files;
mod history;
pub mod jobs;
pub mod preview;
pub mod print;
pub mod settings;
mod tab;

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Item, Severity};
use crate::export::{Clip, Subject, clip};
use crate::model::Date;
use crate::model::workspace::{AgencyIx, PlanIx, TaskIx};
use crate::store::watch::Watch;
use crate::view::{Data, RowKind, Sheet, TargetId, TaskGrouping, TaskList, Timeline, ViewSpec};
use command::Command;
use compare::{CompareForm, Comparing};
use coverage::{Coverage, SystemFont};
use distribute::DistributeForm;
use export::{ExportForm, Scope};
use history::History;
use jobs::{Ask, Jobs, LoadPurpose, Waker};
use preview::{PreviewRequest, Previews};
use settings::{Settings, ThemeChoice};
pub use tab::Tab;

/// What a person did.
#[derive(Clone, Debug)]
pub enum Action {
    /// Chose a command.
    Run(Command),
    /// Changed the filter, the order or the form.
    View(ViewSpec),
    /// Typed in the search box. Follow-up keys are one change to take back.
    Type(String),
    /// Moved the cell cursor to a task and a body.
    Select(Selection),
    /// Dropped or chose files to open.
    OpenFiles {
        /// The files.
        files: Vec<PathBuf>,
        /// Beside the present ones.
        add: bool,
    },
    /// Opened a dialog or closed it.
    Dialog(Option<Dialog>),
    /// Pressed the export dialog's button.
    Export(ExportForm),
    /// Chose another file to compare with: the form waits behind the file dialog.
    PickCompared(CompareForm),
    /// Pressed the button that compares.
    Compare(CompareForm),
    /// Chose who gets a file.
    Distribute(DistributeForm),
    /// Wants these files in this folder, in place of those that are there.
    DistributeTo {
        /// Who gets a file.
        form: DistributeForm,
        /// The folder.
        folder: PathBuf,
    },
    /// Pressed the print button.
    Print(ExportForm),
    /// Wants to see a page of what would be exported.
    Preview(PreviewRequest),
    /// Stopped the job with this number in the list.
    CancelJob(usize),
    /// Closed the notice with this number in the list.
    DismissNotice(usize),
    /// Opened a file with the system's program for it.
    OpenWithSystem(PathBuf),
    /// Opened the folder of a file.
    Reveal(PathBuf),
    /// Followed a finding to its place.
    GoTo(Item),
    /// Put a text on the clipboard.
    Copy(String),
    /// Opened or closed a side panel, in a window too narrow for both.
    Fold {
        /// Whether the filter side bar is meant, not the detail panel.
        filters: bool,
        /// Whether it is open now.
        open: bool,
    },
    /// Left presenting, a dialog or the search, whatever is in front.
    Back,
}

/// What only the window system can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Show a file dialog.
    Ask(Ask),
    /// Show the program's own file dialog: the desktop has none.
    AskOwn(Ask),
    /// Open a file with the system's program for it.
    OpenWithSystem(PathBuf),
    /// Show a file in the system's file manager.
    Reveal(PathBuf),
    /// Put a text on the clipboard.
    Copy(String),
    /// Put a table on the clipboard.
    CopyTable(Clip),
    /// Turn full screen on or off.
    FullScreen(bool),
    /// Put the cursor into the search box.
    FocusSearch,
    /// End the program.
    Quit,
}

/// What the window is used for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Looking around.
    #[default]
    Browse,
    /// Full screen with the projector theme.
    Present,
}

/// What stands in front of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The export form.
    Export(ExportForm),
    /// Who gets a file.
    Distribute(DistributeForm),
    /// Files that a distribution would replace.
    Replace {
        /// Who gets a file.
        form: DistributeForm,
        /// The folder.
        folder: PathBuf,
        /// The files.
        existing: Vec<PathBuf>,
    },
    /// The print preview.
    Print(ExportForm),
    /// The list of findings.
    Diagnostics,
    /// The key help.
    Keys,
    /// The list of commands, with what was typed and the marked line.
    Palette(String, usize),
    /// What to compare.
    Compare(CompareForm),
    /// About the program.
    About,
}

/// The cell cursor: a task, a body, or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The plan whose row is marked, where no task is.
    pub plan: Option<PlanIx>,
    /// The task.
    pub task: Option<TaskIx>,
    /// One target of the task, or of the plan where no task is.
    pub target: Option<TargetId>,
    /// The body.
    pub agency: Option<AgencyIx>,
}

/// A message that stays until it is closed or done with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub severity: Severity,
    /// What happened.
    pub text: String,
    /// What to do.
    pub hint: Option<String>,
    /// Buttons to go on with.
    pub kind: NoticeKind,
}

/// What a notice offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Nothing but to be read.
    Plain,
    /// A file was written: 打开, 打开所在文件夹.
    Written(PathBuf),
    /// An open file changed: 重新读取.
    Changed,
    /// There are findings: 查看诊断.
    Findings,
}

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
    printer: Option<PathBuf>,
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
            printer: None,
        };
        app.restore_view();
        app
    }

    /// Sets what wakes the window when a job is done.
    pub fn set_waker(&mut self, waker: Waker) {
        self.jobs.set_waker(waker);
        self.warm_search();
    }

    /// Sets the command that prints a PDF file; without one printing is not offered.
    pub fn set_printer(&mut self, command: Option<PathBuf>) {
        self.printer = command;
    }

    /// Whether there is a command that prints.
    #[must_use]
    pub fn can_print(&self) -> bool {
        self.printer.is_some()
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
            Action::Type(text) => {
                let view = ViewSpec {
                    text,
                    ..self.view.clone()
                };
                self.set_view(view, true);
            }
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

    fn run(&mut self, command: Command) {
        if let Some(reason) = command.unavailable(self) {
            self.say(Severity::Note, reason, None, NoticeKind::Plain);
            return;
        }
        match command {
            Command::Open => self.effects.push(Effect::Ask(Ask::Data { add: false })),
            Command::AddFiles => self.effects.push(Effect::Ask(Ask::Data { add: true })),
            Command::OpenBuiltIn => self.open_built_in(),
            Command::Reload => {
                let files = self.files.clone();
                self.load(files, LoadPurpose::Reload);
            }
            Command::OpenView => self.effects.push(Effect::Ask(Ask::View)),
            Command::SaveView => self.effects.push(Effect::Ask(Ask::SaveView)),
            Command::Compare => self.compare_dialog(),
            Command::EndCompare => self.end_compare(),
            Command::Quit => self.effects.push(Effect::Quit),
            Command::CopyTable => self.copy_table(),
            Command::Export => self.dialog = Some(Dialog::Export(self.export_form())),
            Command::Distribute => {
                self.dialog = Some(Dialog::Distribute(self.distribute_form()));
            }
            Command::PrintPreview => self.dialog = Some(Dialog::Print(self.print_form())),
            Command::ShowMatrix => self.settings.tab = Tab::Matrix,
            Command::ShowTimeline => self.settings.tab = Tab::Timeline,
            Command::ShowAgencies => self.settings.tab = Tab::Agencies,
            Command::ShowTasks => self.settings.tab = Tab::Tasks,
            Command::Search => self.effects.push(Effect::FocusSearch),
            Command::Palette => self.dialog = Some(Dialog::Palette(String::new(), 0)),
            Command::ClearFilter => self.set_view(self.view.without_filter(), false),
            Command::Undo => {
                if let Some(view) = self.history.undo(&self.view) {
                    self.replace_view(view);
                }
            }
            Command::Redo => {
                if let Some(view) = self.history.redo(&self.view) {
                    self.replace_view(view);
                }
            }
            Command::FoldAll => self.fold_all(),
            Command::UnfoldAll => self.change(|view| view.folded.clear()),
            Command::ToggleEmptyRows => {
                self.change(|view| view.hide_empty_rows = !view.hide_empty_rows);
            }
            Command::ToggleEmptyColumns => {
                self.change(|view| view.hide_empty_columns = !view.hide_empty_columns);
            }
            Command::ToggleSuccession => self.change(|view| {
                use crate::view::SuccessionView::{AsWritten, Current};
                view.succession = match view.succession {
                    AsWritten => Current,
                    Current => AsWritten,
                };
            }),
            Command::ToggleFirst => self.change(|view| view.mark_first = !view.mark_first),
            Command::ToggleFilters => self.settings.filters_open = !self.settings.filters_open,
            Command::ToggleDetail => self.settings.detail_open = !self.settings.detail_open,
            Command::ZoomIn => self.zoom(1.1),
            Command::ZoomOut => self.zoom(1.0 / 1.1),
            Command::ZoomReset => self.settings.zoom = 1.0,
            Command::ThemeLight => self.settings.theme = ThemeChoice::Light,
            Command::ThemeDark => self.settings.theme = ThemeChoice::Dark,
            Command::ThemeProjector => self.settings.theme = ThemeChoice::Projector,
            Command::ThemeSystem => self.settings.theme = ThemeChoice::System,
            Command::FullScreen => self.set_full_screen(!self.full_screen),
            Command::Present => {
                self.mode = match self.mode {
                    Mode::Browse => Mode::Present,
                    Mode::Present => Mode::Browse,
                };
                self.dialog = None;
                self.set_full_screen(self.mode == Mode::Present);
                if self.mode == Mode::Present {
                    let text = "演示中：按 Esc 返回，Ctrl+滚轮放大";
                    self.say(Severity::Note, text, None, NoticeKind::Plain);
                }
            }
            Command::Diagnostics => self.dialog = Some(Dialog::Diagnostics),
            Command::Keys => self.dialog = Some(Dialog::Keys),
            Command::About => self.dialog = Some(Dialog::About),
        }
    }

    /// Changes the zoom by a factor, within what stays usable.
    pub fn zoom(&mut self, factor: f32) {
        let zoom = (self.settings.zoom * factor).clamp(0.5, 3.0);
        // Steps of 10 % that were rounded on the way come back to 100 %.
        self.settings.zoom = (zoom * 100.0).round() / 100.0;
    }

    fn change(&mut self, change: impl FnOnce(&mut ViewSpec)) {
        let mut view = self.view.clone();
        change(&mut view);
        self.set_view(view, false);
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
        // A cursor on what is no longer there would point nowhere; the rest of it stays.
        if let Some(task) = self.selection.task
            && !self.sheet.tasks().any(|shown| shown == task)
        {
            self.selection.task = None;
            self.selection.target = None;
        }
        self.follow_succession();
    }

    fn fold_all(&mut self) {
        if self.tab() == Tab::Tasks && self.view.grouping != TaskGrouping::Sections {
            let groups = TaskList::new(&self.sheet).groups;
            self.change(|view| {
                for group in groups.into_iter().filter(|group| !group.folded) {
                    view.folded.push(group.key);
                }
            });
            return;
        }
        let workspace = &self.data.workspace;
        if self.tab() == Tab::Timeline {
            let groups = self.timeline().groups.iter();
            let keys: Vec<String> = groups
                .filter(|group| !group.folded)
                .map(|group| group.kind.key(workspace))
                .collect();
            self.change(|view| view.folded.extend(keys));
            return;
        }
        let folded: Vec<String> = self
            .sheet
            .rows
            .iter()
            .filter_map(|row| match row.kind {
                RowKind::Section(ix) => Some(workspace.section_key(ix)),
                RowKind::Plan(_) | RowKind::Task(_) => None,
            })
            .collect();
        self.change(|view| view.folded = folded);
    }

    fn set_full_screen(&mut self, on: bool) {
        self.full_screen = on;
        self.effects.push(Effect::FullScreen(on));
    }

    fn back(&mut self) {
        if self.dialog.take().is_some() {
            return;
        }
        if self.full_screen || self.mode == Mode::Present {
            self.mode = Mode::Browse;
            self.set_full_screen(false);
            return;
        }
        if !self.view.text.is_empty() {
            self.change(|view| view.text.clear());
        }
    }

    fn say(
        &mut self,
        severity: Severity,
        text: impl Into<String>,
        hint: Option<String>,
        kind: NoticeKind,
    ) {
        let notice = Notice {
            severity,
            text: text.into(),
            hint,
            kind,
        };
        self.notices.retain(|known| *known != notice);
        self.notices.push(notice);
        // The oldest go first; what asks for a decision stays.
        while self.notices.len() > 4 {
            let nth = self
                .notices
                .iter()
                .position(|notice| notice.kind == NoticeKind::Plain)
                .unwrap_or(0);
            self.notices.remove(nth);
        }
    }

    /// The system font behind the embedded type, where the data needs one.
    #[must_use]
    pub fn system_font(&self) -> Option<&Arc<SystemFont>> {
        self.font.as_ref()
    }

    /// Takes over a font for the data, and reports characters that no font holds.
    fn take_coverage(&mut self, coverage: Coverage) {
        self.font = coverage.font.map(Arc::new);
        if coverage.missing.is_empty() {
            return;
        }
        let some: String = coverage.missing.iter().take(30).collect();
        let count = coverage.missing.len();
        self.diagnostics.push(
            Diagnostic::new(
                Severity::Warning,
                format!("有 {count} 个字没有可用的字体，显示为方框：{some}"),
            )
            .with_hint("安装含有这些字的字体后重新打开程序；导出的文件不受影响"),
        );
    }

    fn go_to(&mut self, item: &Item) {
        let workspace = Arc::clone(&self.data.workspace);
        let mut view = self.view.clone();
        match item {
            Item::File => return,
            Item::Plan(id) => view = shown_plan(&view, id),
            Item::Task { plan, task } => {
                let Some(ix) = workspace.task_by_key(plan, task) else {
                    return;
                };
                if !self.sheet.tasks().any(|shown| shown == ix) {
                    view = view.without_filter();
                }
                view.folded.clear();
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

    /// Puts the table in front on the clipboard.
    fn copy_table(&mut self) {
        let sheet = &*self.sheet;
        let subject = match self.tab() {
            // A matrix with what is gone in it would be taken for the data.
            _ if self.changes().is_some() => Subject::Changes(sheet),
            Tab::Matrix | Tab::Agencies => Subject::Matrix(sheet),
            Tab::Timeline => Subject::Targets(sheet),
            Tab::Tasks => Subject::List(sheet),
        };
        match clip(subject) {
            Ok(clip) => {
                let text = format!("已复制 {} 行，可贴到 Word 和 Excel", clip.rows);
                self.effects.push(Effect::CopyTable(clip));
                self.say(Severity::Note, text, None, NoticeKind::Plain);
            }
            Err(error) => {
                let hint = Some(error.hint().to_owned());
                self.say(Severity::Error, error.to_string(), hint, NoticeKind::Plain);
            }
        }
    }

    /// The export dialog's form as it was used last.
    fn export_form(&self) -> ExportForm {
        use crate::export::{Format, Layout};
        let layout = self.settings.export_layout.as_deref();
        let format = self.settings.export_format.as_deref();
        // What is on the screen comes first.
        let layout = match self.settings.tab {
            _ if self.changes().is_some() => Layout::Changes,
            Tab::Timeline => Layout::Timeline,
            _ => layout.and_then(Layout::from_key).unwrap_or(Layout::Matrix),
        };
        let formats = layout.formats();
        let format = format
            .and_then(Format::from_key)
            .filter(|format| formats.contains(format))
            .unwrap_or(formats[0]);
        let form = ExportForm {
            options: self.export_options(layout, format),
            ..ExportForm::new(layout, format, Scope::Shown)
        };
        match self.selection.agency {
            Some(agency) if self.tab() == Tab::Agencies => self.agency_form(agency),
            Some(agency) => ExportForm {
                agency: Some(self.data.workspace.agency(agency).id.clone()),
                ..form
            },
            None => form,
        }
    }

    /// The export dialog's form for one agency, in the format used last.
    #[must_use]
    pub fn agency_form(&self, agency: AgencyIx) -> ExportForm {
        use crate::export::{Format, Layout};
        let format = self.settings.export_format.as_deref();
        let format = format
            .and_then(Format::from_key)
            .filter(|format| Layout::Agency.formats().contains(format))
            .unwrap_or(Format::Xlsx);
        ExportForm {
            agency: Some(self.data.workspace.agency(agency).id.clone()),
            options: self.export_options(Layout::Agency, format),
            ..ExportForm::new(Layout::Agency, format, Scope::All)
        }
    }

    /// The print preview's form: what is in front of the window, as pages.
    fn print_form(&self) -> ExportForm {
        use crate::export::{Format, Layout};
        let agency = self.selection.agency;
        let layout = match self.tab() {
            Tab::Tasks => Layout::List,
            Tab::Timeline => Layout::Timeline,
            Tab::Agencies if agency.is_some() => Layout::Agency,
            Tab::Matrix | Tab::Agencies => Layout::Matrix,
        };
        let agency = agency.map(|ix| self.data.workspace.agency(ix).id.clone());
        ExportForm {
            agency,
            options: self.export_options(layout, Format::Pdf),
            ..ExportForm::new(layout, Format::Pdf, Scope::Shown)
        }
    }

    fn close_dialog(&mut self) {
        self.dialog = None;
        self.drop_previews();
    }

    fn ask_where(&mut self, form: ExportForm) {
        self.remember_form(&form);
        self.close_dialog();
        self.effects.push(Effect::Ask(Ask::Export(form)));
    }

    /// The name and folder that a dialog begins with.
    #[must_use]
    pub fn suggestion(&self, ask: &Ask) -> (Option<&Path>, String) {
        match ask {
            Ask::Data { .. } | Ask::View | Ask::Compare(_) => {
                (self.settings.open_folder.as_deref(), String::new())
            }
            Ask::Folder(_) => (self.settings.export_folder.as_deref(), String::new()),
            Ask::SaveView => (
                self.settings.open_folder.as_deref(),
                "责任矩阵视图.ron".to_owned(),
            ),
            Ask::Export(form) => {
                let content = form.content(self.sheet_for(form));
                let name = content.map(|content| {
                    crate::export::default_file_name(content.subject(), form.format)
                });
                (
                    self.settings.export_folder.as_deref(),
                    name.unwrap_or_default(),
                )
            }
        }
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
            self.settings.save(path).ok();
        }
    }
}

fn shown_plan(view: &ViewSpec, id: &str) -> ViewSpec {
    if view.plans.is_empty() || view.plans.iter().any(|known| known == id) {
        view.clone()
    } else {
        view.without_filter()
    }
}
