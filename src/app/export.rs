//! The export dialog's form, and the jobs that write and print.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::jobs::{Ask, ExportFailure, JobOutput};
use super::print;
use super::{App, Effect, Tab};
use crate::diagnostic::Diagnostic;
use crate::export::{self, Content, ExportError, Format, Layout, Options, Subject};
use crate::model::workspace::AgencyIx;
use crate::page::PageSetup;
use crate::view::{Sheet, ViewSpec};

/// What to export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportForm {
    /// The layout.
    pub layout: Layout,
    /// The format.
    pub format: Format,
    /// How much of the data. One agency's sheet always has all plans.
    pub scope: Scope,
    /// The agency of a layout that shows one, by id.
    pub agency: Option<String>,
    /// Paper and dots, for formats that have them.
    pub options: Options,
}

/// How much of the data to export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// What the window shows.
    #[default]
    Shown,
    /// The chosen tasks.
    Selected,
    /// Everything, in the window's order and form.
    All,
}

/// Options as they are remembered, for each layout and format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedOptions {
    /// Paper and orientation.
    pub setup: PageSetup,
    /// Dots per inch.
    pub dpi: u16,
}

impl ExportForm {
    /// A form with what suits the layout.
    #[must_use]
    pub fn new(layout: Layout, format: Format, scope: Scope) -> Self {
        Self {
            layout,
            format,
            scope,
            agency: None,
            options: Options::of(layout),
        }
    }

    /// What the form asks for, from a sheet of its view; `None` where its agency is not in the
    /// data.
    #[must_use]
    pub fn content(&self, sheet: Arc<Sheet>) -> Option<Content> {
        let agency = self.agency.as_deref();
        let agency = agency.and_then(|id| sheet.workspace().agency_by_id(id));
        Content::new(sheet, self.layout, agency)
    }

    /// The key that its options are remembered under: `matrix.pdf`.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}.{}", self.layout.key(), self.format.key())
    }
}

impl App {
    /// The export dialog's form as it was used last.
    pub(super) fn export_form(&self) -> ExportForm {
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
    pub(super) fn print_form(&self) -> ExportForm {
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

    pub(super) fn ask_where(&mut self, form: ExportForm) {
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
                let name = content
                    .map(|content| export::default_file_name(content.subject(), form.format));
                (
                    self.settings.export_folder.as_deref(),
                    name.unwrap_or_default(),
                )
            }
        }
    }

    /// The view that a form asks for.
    #[must_use]
    pub fn export_spec(&self, form: &ExportForm) -> ViewSpec {
        match (form.layout, form.scope) {
            (Layout::Agency, _) => self.view.for_profiles(),
            (_, Scope::Shown) => self.view.clone(),
            (_, Scope::All) => self.view.without_filter(),
            (_, Scope::Selected) => self.view.only_tasks(self.selected_keys()),
        }
    }

    /// The sheet that a form asks for: the window's own where it shows the same.
    #[must_use]
    pub fn sheet_for(&self, form: &ExportForm) -> Arc<Sheet> {
        self.export_sheet(form.layout, self.export_spec(form))
    }

    /// The chosen tasks, as a view names them.
    fn selected_keys(&self) -> Vec<String> {
        let workspace = &self.data.workspace;
        let tasks = self.selected_tasks().into_iter();
        tasks
            .map(|task| {
                let entry = workspace.task(task);
                let plan = &workspace.plan(entry.plan).plan.id;
                format!("{plan}/{}", entry.task.key())
            })
            .collect()
    }

    /// The options that were used last for a layout in a format.
    #[must_use]
    pub fn export_options(&self, layout: Layout, format: Format) -> Options {
        let form = ExportForm::new(layout, format, Scope::Shown);
        match self.settings.export_options.get(&form.key()) {
            Some(saved) => Options {
                setup: saved.setup,
                dpi: saved.dpi,
            },
            None => form.options,
        }
    }

    /// Remembers what a form was filled in with.
    pub(super) fn remember_form(&mut self, form: &ExportForm) {
        // One agency's sheet is asked for where the agency is; elsewhere it is nobody's habit.
        if form.layout != Layout::Agency {
            self.settings.export_layout = Some(form.layout.key().to_owned());
        }
        self.settings.export_format = Some(form.format.key().to_owned());
        if form.format.takes_paper() {
            let saved = SavedOptions {
                setup: form.options.setup,
                dpi: form.options.dpi,
            };
            self.settings.export_options.insert(form.key(), saved);
        }
    }

    /// Starts writing a file. It comes back as [`JobOutput::Exported`].
    pub(super) fn start_export(&mut self, form: &ExportForm, path: PathBuf) {
        let make = self.content_maker(form);
        let (format, options) = (form.format, form.options);
        let label = format!("正在导出{}", form.layout.label());
        self.jobs
            .start("zeren-export", Some(label), move |progress| {
                let Some(content) = make() else {
                    return JobOutput::Exported(Err(no_agency()));
                };
                let subject = content.subject();
                let written = page_path(&path, subject, format, options).and_then(|path| {
                    export::export_files(&path, subject, format, options, progress)
                });
                JobOutput::Exported(written.map_err(|error| failure(error, &path)))
            });
    }

    /// Starts printing. It comes back as [`JobOutput::Printed`].
    pub(super) fn start_printing(&mut self, form: &ExportForm) {
        let printer = self.printer.clone();
        let make = self.content_maker(form);
        let options = form.options;
        let label = "正在打印".to_owned();
        self.jobs
            .start("zeren-print", Some(label), move |progress| {
                JobOutput::Printed(match make() {
                    Some(content) => print::print(&printer, content.subject(), options, progress),
                    None => Err(no_agency()),
                })
            });
    }

    /// Makes what a form asks for on the thread of a job.
    pub(super) fn content_maker(
        &self,
        form: &ExportForm,
    ) -> impl FnOnce() -> Option<Content> + Send + 'static {
        let (data, spec) = self.export_source(form.layout, self.export_spec(form));
        let is_shown = Arc::ptr_eq(&data, &self.data) && spec == self.view;
        let shown = is_shown.then(|| Arc::clone(&self.sheet));
        let today = self.today;
        let form = form.clone();
        move || {
            let sheet = shown.unwrap_or_else(|| Arc::new(Sheet::new(&data, &spec, today)));
            form.content(sheet)
        }
    }
}

fn no_agency() -> ExportFailure {
    ExportFailure::Failed(
        Diagnostic::error("没有要导出的机构").with_hint("数据已经换过；在机构页重新选一个机构"),
    )
}

/// The file to write. The person was asked about this name only: where pages get numbered names
/// and one of them is taken, all of them get another stem.
fn page_path(
    path: &Path,
    subject: Subject<'_>,
    format: Format,
    options: Options,
) -> Result<PathBuf, ExportError> {
    if !format.is_one_page() {
        return Ok(path.to_owned());
    }
    let layout = subject.layout();
    let pages =
        export::pages(subject, options.setup).ok_or(ExportError::NotOffered { layout, format })?;
    let count = pages.count();
    let is_free = |path: &Path| {
        let names = export::page_names(path, count);
        names.iter().all(|name| !name.exists())
    };
    if count == 1 || is_free(path) {
        return Ok(path.to_owned());
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    Ok((2..1000)
        .map(|nth| path.with_file_name(format!("{stem}（{nth}）.{}", format.extension())))
        .find(|path| is_free(path))
        .unwrap_or_else(|| path.to_owned()))
}

fn failure(error: ExportError, path: &Path) -> ExportFailure {
    match error {
        ExportError::Cancelled => ExportFailure::Cancelled,
        error => ExportFailure::Failed(error.into_diagnostic(path)),
    }
}
