//! Why a file was not written or pages were not printed.

use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::export::ExportError;

/// Why there is no exported file.
#[derive(Debug)]
pub enum ExportFailure {
    /// The person cancelled.
    Cancelled,
    /// Something went wrong.
    Failed(Diagnostic),
}

impl ExportFailure {
    /// Why a file could not be exported.
    pub(super) fn of(error: ExportError, path: &Path) -> Self {
        match error {
            ExportError::Cancelled => Self::Cancelled,
            error => Self::Failed(error.into_diagnostic(path)),
        }
    }

    /// The agency of the form is in the data no more.
    pub(super) fn no_agency() -> Self {
        Self::Failed(
            Diagnostic::error("没有要导出的机构").with_hint("数据已经换过；在机构页重新选一个机构"),
        )
    }
}
