//! The export dialog's form, and the job that writes the file.

use std::path::PathBuf;
use std::sync::Arc;

use super::jobs::{ExportFailure, JobOutput, Jobs};
use crate::diagnostic::Diagnostic;
use crate::export::{Content, Format, Layout};
use crate::view::{Data, Sheet, ViewSpec};

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
}

/// How much of the data to export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// What the window shows.
    #[default]
    Shown,
    /// Everything, in the window's order and form.
    All,
}

impl ExportForm {
    /// The view that the form asks for.
    #[must_use]
    pub fn spec(&self, view: &ViewSpec) -> ViewSpec {
        match (self.layout, self.scope) {
            (Layout::Agency, _) => view.for_profiles(),
            (_, Scope::Shown) => view.clone(),
            (_, Scope::All) => view.without_filter(),
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
}

/// Starts writing a file. It comes back as [`JobOutput::Exported`].
pub fn start(
    jobs: &mut Jobs,
    data: &Arc<Data>,
    spec: ViewSpec,
    today: crate::model::Date,
    form: &ExportForm,
    path: PathBuf,
) {
    let data = Arc::clone(data);
    let form = form.clone();
    let label = format!("正在导出{}", form.layout.label());
    jobs.start("zeren-export", Some(label), move |progress| {
        let sheet = Arc::new(Sheet::new(&data, &spec, today));
        let Some(content) = form.content(sheet) else {
            let error = Diagnostic::error("没有要导出的机构")
                .with_hint("数据已经换过；在机构页重新选一个机构");
            return JobOutput::Exported(Err(ExportFailure::Failed(error)));
        };
        let result = crate::export::export_to(&path, content.subject(), form.format, progress);
        JobOutput::Exported(match result {
            Ok(()) => Ok(path),
            Err(crate::export::ExportError::Cancelled) => Err(ExportFailure::Cancelled),
            Err(error) => Err(ExportFailure::Failed(error.into_diagnostic(&path))),
        })
    });
}
