//! The export dialog's form, and the job that writes the file.

use std::path::PathBuf;
use std::sync::Arc;

use super::jobs::{ExportFailure, JobOutput, Jobs};
use crate::export::{Format, Layout, Subject};
use crate::view::{Data, Sheet, ViewSpec};

/// What to export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportForm {
    /// The layout.
    pub layout: Layout,
    /// The format.
    pub format: Format,
    /// How much of the data.
    pub scope: Scope,
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
        match self.scope {
            Scope::Shown => view.clone(),
            Scope::All => view.without_filter(),
        }
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
    let (layout, format) = (form.layout, form.format);
    let label = format!("正在导出{}", layout.label());
    jobs.start("zeren-export", Some(label), move |progress| {
        let sheet = Sheet::new(&data, &spec, today);
        let result =
            crate::export::export_to(&path, Subject::of_sheet(&sheet, layout), format, progress);
        JobOutput::Exported(match result {
            Ok(()) => Ok(path),
            Err(crate::export::ExportError::Cancelled) => Err(ExportFailure::Cancelled),
            Err(error) => Err(ExportFailure::Failed(error.into_diagnostic(&path))),
        })
    });
}
