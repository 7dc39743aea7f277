//! Finished view data becomes a file.
//!
//! Exporters are pure: view data in, bytes out. They look nothing up that the sheet does not say,
//! and never touch a path; [`export_to`] alone opens files, and it leaves an old one whole when
//! something goes wrong. What is exported is a [`Subject`]. Folded rows are in every export: folding is a way to look at the data,
//! and the counts of the sheet include them.

mod csv;
mod error;
mod format;
mod ics;
mod labels;
mod name;
mod progress;
mod records;
mod subject;
mod xlsx;

use std::io::{self, Write};
use std::path::Path;

pub use csv::{guard, unguard};
pub use error::ExportError;
pub use format::{Format, Layout};
pub use ics::CalendarCounts;
pub use labels::column_labels;
pub use name::default_file_name;
pub use progress::{Progress, Silent};
pub use records::{LIST_HEADERS, MATRIX_HEADERS, TARGET_HEADERS};
pub use subject::Subject;

use crate::store;

/// Writes view data to `out`.
///
/// # Errors
/// When `out` does, when the job is cancelled, when the layout does not come in the format, and
/// when a format cannot hold so much.
pub fn write(
    subject: Subject<'_>,
    format: Format,
    out: &mut dyn Write,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    let layout = subject.layout();
    if !layout.formats().contains(&format) {
        return Err(ExportError::NotOffered { layout, format });
    }
    match format {
        Format::Csv => csv::write(subject, out, progress),
        Format::Xlsx => xlsx::write(subject, out, progress),
        Format::Ics => ics::write(subject.sheet(), out, progress),
    }
}

/// Writes view data to a file. The old file stays whole until the new one is complete.
///
/// # Errors
/// As [`write()`], and when the file cannot be written.
pub fn export_to(
    path: &Path,
    subject: Subject<'_>,
    format: Format,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    let mut failure = None;
    let written = store::write_atomic(path, |out| {
        write(subject, format, out, progress).map_err(|error| match error {
            // The file's own trouble keeps its kind, so that the reason can be named.
            ExportError::Io(error) => error,
            other => {
                failure = Some(other);
                io::Error::other("export stopped")
            }
        })
    });
    match (failure, written) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(ExportError::File(error)),
        (None, Ok(())) => Ok(()),
    }
}
