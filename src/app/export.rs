//! Exporting: the form as it begins, and the job that writes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ask::Ask;
use super::failure::ExportFailure;
use super::forms::{ExportForm, SavedOptions, Scope};
use super::jobs::Job;
use super::naming::file_name;
use super::notice::NoticeKind;
use super::state::App;
use super::tab::Tab;
use crate::diagnostic::Severity;
use crate::export::{self, Content, ExportError, Format, Layout, Named, Options, Subject};
use crate::model::workspace::{AgencyIx, PlanIx};
use crate::store::{self, Replacing};
use crate::view::forms::{FormHeading, FormSpec};
use crate::view::{ChipKind, Data, Sheet, ViewSpec};

impl App {
    /// The export dialog's form as it was used last.
    pub(super) fn export_form(&self) -> ExportForm {
        let layout = self.settings.export_layout.as_deref();
        let format = self.settings.export_format.as_deref();
        // What is on the screen comes first.
        let layout = match self.front_layout() {
            _ if self.changes().is_some() => Layout::Changes,
            front @ (Layout::Timeline | Layout::List | Layout::Due) => front,
            _ => layout.and_then(Layout::from_key).unwrap_or(Layout::Matrix),
        };
        let formats = layout.formats();
        let format = format
            .and_then(Format::from_key)
            .filter(|format| formats.contains(format))
            .unwrap_or(formats[0]);
        let form = ExportForm {
            options: self.export_options(layout, format),
            form: self.form_spec(layout),
            heading: self.heading(layout),
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
    pub(crate) fn agency_form(&self, agency: AgencyIx) -> ExportForm {
        let format = self.settings.export_format.as_deref();
        let format = format
            .and_then(Format::from_key)
            .filter(|format| Layout::Agency.formats().contains(format))
            .unwrap_or(Format::Xlsx);
        ExportForm {
            agency: Some(self.data.workspace.agency(agency).id.clone()),
            options: self.export_options(Layout::Agency, format),
            heading: self.heading(Layout::Agency),
            ..ExportForm::new(Layout::Agency, format, Scope::All)
        }
    }

    /// The export dialog's form for a calendar of what is shown.
    #[must_use]
    pub(crate) fn calendar_form(&self) -> ExportForm {
        ExportForm {
            options: self.export_options(Layout::Targets, Format::Ics),
            form: self.form_spec(Layout::Targets),
            heading: self.heading(Layout::Targets),
            ..ExportForm::new(Layout::Targets, Format::Ics, Scope::Shown)
        }
    }

    /// The layout of what is in front of the window.
    pub(super) fn front_layout(&self) -> Layout {
        match self.tab() {
            Tab::Tasks => Layout::List,
            Tab::Due => Layout::Due,
            Tab::Timeline => Layout::Timeline,
            Tab::Agencies if self.selection.agency.is_some() => Layout::Agency,
            Tab::Matrix | Tab::Agencies => Layout::Matrix,
        }
    }

    /// The print preview's form: what is in front of the window, as pages.
    pub(super) fn print_form(&self) -> ExportForm {
        let layout = self.front_layout();
        let agency = self.selection.agency;
        let agency = agency.map(|ix| self.data.workspace.agency(ix).id.clone());
        ExportForm {
            agency,
            options: self.export_options(layout, Format::Pdf),
            form: self.form_spec(layout),
            heading: self.heading(layout),
            ..ExportForm::new(layout, Format::Pdf, Scope::Shown)
        }
    }

    pub(super) fn ask_where(&mut self, form: ExportForm) {
        self.remember_form(&form);
        let ask = if form.is_per_body() {
            Ask::NotesFolder(form)
        } else {
            Ask::Export(form)
        };
        if self.ask(ask) {
            self.close_dialog();
        }
    }

    /// The layouts that can be exported now.
    #[must_use]
    pub fn layouts(&self) -> Vec<Layout> {
        let changes = self.changes().map(|_| Layout::Changes);
        changes.into_iter().chain(Layout::OFFERED).collect()
    }

    /// The data and the view that a layout is exported from.
    pub(super) fn export_source(&self, layout: Layout, view: ViewSpec) -> (Arc<Data>, ViewSpec) {
        if layout == Layout::Changes || self.stage.comparing().is_none() {
            return (Arc::clone(&self.data), view);
        }
        let base = Arc::clone(self.base());
        let view = view.known_to(&base.workspace).without(ChipKind::Changes);
        (base, view)
    }

    /// The sheet that a layout is exported from.
    #[must_use]
    pub(crate) fn export_sheet(&self, layout: Layout, view: ViewSpec) -> Arc<Sheet> {
        let (data, view) = self.export_source(layout, view);
        if Arc::ptr_eq(&data, &self.data) && view == self.view {
            return Arc::clone(&self.sheet);
        }
        Arc::new(Sheet::new(&data, &view, self.today))
    }

    /// The view that a form asks for.
    #[must_use]
    pub(crate) fn export_spec(&self, form: &ExportForm) -> ViewSpec {
        let spec = match (form.layout, form.scope) {
            (Layout::Agency, _) => self.view.for_profiles(),
            (_, Scope::Shown) => self.view.clone(),
            (_, Scope::All) => self.view.without_filter(),
            (_, Scope::Selected) => self.view.only_tasks(self.selected_keys()),
        };
        if form.layout != Layout::Duties {
            return spec;
        }
        // A list of duties is somebody's, whatever else is filtered.
        spec.with_agencies(match self.view.agencies.as_slice() {
            [] => form.agency.iter().cloned().collect(),
            chosen => chosen.to_vec(),
        })
    }

    /// The sheet that a form asks for: the window's own where it shows the same.
    #[must_use]
    pub fn sheet_for(&self, form: &ExportForm) -> Arc<Sheet> {
        self.export_sheet(form.layout, self.export_spec(form))
    }

    /// The name that a file begins with: as [`export::default_file_name`], without making a sheet.
    pub(super) fn suggested_name(&self, form: &ExportForm) -> String {
        let (data, spec) = self.export_source(form.layout, self.export_spec(form));
        let workspace = &data.workspace;
        let agency = form.agency.as_deref();
        let agency = agency.and_then(|id| workspace.agency_by_id(id));
        let is_agency = form.layout == Layout::Agency;
        if is_agency && agency.is_none() {
            return String::new();
        }
        let mut plans: Vec<PlanIx> = match form.scope {
            _ if is_agency => Vec::new(),
            Scope::Shown if Arc::ptr_eq(&data, &self.data) => self.sheet.plans().collect(),
            Scope::Selected => {
                let shown = &self.data.workspace;
                let tasks = self.selected_tasks().into_iter();
                let known = tasks.filter_map(|task| {
                    let entry = shown.task(task);
                    let plan = &shown.plan(entry.plan).plan.id;
                    workspace.task_by_key(plan, &entry.task.key())
                });
                known.map(|task| workspace.task(task).plan).collect()
            }
            Scope::Shown | Scope::All => workspace.tasks.iter().map(|task| task.plan).collect(),
        };
        plans.sort_unstable();
        plans.dedup();
        let named = Named {
            workspace,
            spec: &spec,
            plans: &plans,
            layout: form.layout,
            agency: agency.filter(|_| is_agency),
            today: self.today,
        };
        named.file_name(form.format)
    }

    /// The chosen tasks, as a view names them.
    #[must_use]
    pub(crate) fn selected_keys(&self) -> Vec<String> {
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
    pub(crate) fn export_options(&self, layout: Layout, format: Format) -> Options {
        let form = ExportForm::new(layout, format, Scope::Shown);
        match self.settings.export_options.get(&form.key()) {
            Some(saved) => Options {
                setup: saved.setup,
                dpi: saved.dpi,
                past: saved.past,
            },
            None => form.options,
        }
    }

    /// A form that offices hand in, as it was filled in last; `None` for other layouts.
    #[must_use]
    pub(crate) fn form_spec(&self, layout: Layout) -> Option<FormSpec> {
        let kind = layout.form()?;
        let mut known = self.settings.forms.iter();
        let known = known.find(|spec| spec.kind == kind).cloned();
        Some(known.unwrap_or_else(|| FormSpec::new(kind)))
    }

    /// What stood above a layout that is no form when it was exported last.
    #[must_use]
    pub(crate) fn heading(&self, layout: Layout) -> FormHeading {
        let known = self.settings.headings.get(layout.key());
        known.cloned().unwrap_or_default()
    }

    /// Remembers what a form was filled in with.
    pub(super) fn remember_form(&mut self, form: &ExportForm) {
        if let Some(spec) = &form.form {
            self.settings.forms.retain(|known| known.kind != spec.kind);
            self.settings.forms.push(spec.clone());
        }
        if form.layout.has_heading() {
            let key = form.layout.key().to_owned();
            let headings = &mut self.settings.headings;
            drop(headings.insert(key, form.heading.clone()));
            headings.retain(|_, heading| !heading.is_empty());
        }
        // One agency's sheet is asked for where the agency is; elsewhere it is nobody's habit.
        if form.layout != Layout::Agency {
            self.settings.export_layout = Some(form.layout.key().to_owned());
        }
        self.settings.export_format = Some(form.format.key().to_owned());
        if form.format.takes_paper() || form.format == Format::Ics {
            let saved = SavedOptions {
                setup: form.options.setup,
                dpi: form.options.dpi,
                past: form.options.past,
            };
            self.settings.export_options.insert(form.key(), saved);
        }
    }

    /// Writes a file on a thread.
    pub(super) fn start_export(&mut self, form: &ExportForm, path: PathBuf) {
        let make = self.content_maker(form);
        let (format, options) = (form.format, form.options);
        let replacing = agreed(&path);
        let job = Job::new("zeren-export", format!("正在导出{}", form.layout.label()));
        let job = job.with_bar().reports_cancel();
        self.jobs.start(job, move |progress| {
            let mut lacking = None;
            let written = match make() {
                Some(content) => {
                    let subject = content.subject();
                    let lacks = export::lacking(subject, format, options);
                    lacking = export::lacking_words(&lacks, format);
                    page_path(&path, subject, format, options)
                        .and_then(|path| {
                            export::export_files(
                                &path, subject, format, options, replacing, progress,
                            )
                        })
                        .map_err(|error| ExportFailure::of(error, &path))
                }
                None => Err(ExportFailure::no_agency()),
            };
            move |app: &mut App| {
                let done = written.is_ok();
                app.take_exported(written);
                if let Some(lacking) = lacking.filter(|_| done) {
                    app.report(lacking);
                }
            }
        });
    }

    fn take_exported(&mut self, written: Result<Vec<PathBuf>, ExportFailure>) {
        let files = match written {
            Ok(files) => files,
            Err(ExportFailure::Cancelled) => return self.note("已取消导出，原有文件未改动"),
            Err(ExportFailure::Failed(error)) => return self.report(error),
        };
        let text = match files.as_slice() {
            [] => return,
            [one] => format!("已导出：{}", one.display()),
            // Several pages: the names that were made of the chosen one.
            [first, .., last] => format!(
                "已导出 {} 个文件：{} 到 “{}”",
                files.len(),
                first.display(),
                file_name(last)
            ),
        };
        let kind = NoticeKind::Written(files[0].clone());
        self.say(Severity::Note, text, None, kind);
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

/// Whether a file may be replaced: where it is there, the file dialog has asked. One that comes
/// while the export is made, perhaps of another export, is nobody's to replace.
fn agreed(path: &Path) -> Replacing {
    if path.exists() {
        Replacing::Always
    } else {
        Replacing::Never
    }
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
    if count == 1 {
        return Ok(path.to_owned());
    }
    let free = store::free_name(path, store::in_brackets, is_free);
    Ok(free.unwrap_or_else(|| path.to_owned()))
}
