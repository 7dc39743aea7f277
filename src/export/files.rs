//! Exports as files: whole or not at all, several pages as several files.

use std::io;
use std::path::{Path, PathBuf};

use super::pages::{page_file, pages};
use super::{ExportError, Format, Options, Painter, Progress, Subject, write_with};
use crate::num;
use crate::store::{Batch, Replacing, Staged};

/// Writes view data to a file, in place of an old one, which stays whole until the new one is
/// complete.
///
/// # Errors
/// As [`write()`](super::write()), and when the file cannot be written.
pub fn export_to(
    path: &Path,
    subject: Subject<'_>,
    format: Format,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    let replacing = Replacing::Always;
    export_files(path, subject, format, subject.into(), replacing, progress).map(|_| ())
}

/// Writes view data to a file, or to a file for every page where a file holds one page only
/// ([`page_names`]). Gives the files back. They take their names when all are complete, and all of
/// them do or none: what fails changes nothing.
///
/// # Errors
/// As [`export_to`].
pub fn export_files(
    path: &Path,
    subject: Subject<'_>,
    format: Format,
    options: Options,
    replacing: Replacing,
    progress: &dyn Progress,
) -> Result<Vec<PathBuf>, ExportError> {
    if !format.is_one_page() {
        write_file(path, replacing, |out| {
            write_with(subject, format, options, out, progress)
        })?;
        return Ok(vec![path.to_owned()]);
    }
    let pages = pages(subject, options.setup).ok_or(ExportError::NotOffered {
        layout: subject.layout(),
        format,
    })?;
    let names = page_names(path, pages.count());
    let mut painter = Painter::default();
    let mut batch = Batch::default();
    for (nth, name) in names.iter().enumerate() {
        if progress.is_cancelled() {
            return Err(ExportError::Cancelled);
        }
        progress.report(num::float(nth) / num::float(names.len()));
        let bytes = page_file(pages.as_ref(), nth, format, options, &mut painter)?;
        let added = batch.add(name, |out| out.write_all(&bytes));
        added.map_err(ExportError::File)?;
    }
    batch.commit(replacing).map_err(ExportError::File)?;
    progress.report(1.0);
    Ok(names)
}

/// The files that pages become: `责任矩阵.png`, or `责任矩阵-1.png`, `责任矩阵-2.png` … where there
/// are several. The numbers have as many digits as the last one, so that lists keep their order.
#[must_use]
pub fn page_names(path: &Path, count: usize) -> Vec<PathBuf> {
    if count <= 1 {
        return vec![path.to_owned()];
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let digits = count.to_string().len();
    (1..=count)
        .map(|nth| {
            let name = match path.extension() {
                Some(ending) => format!("{stem}-{nth:0digits$}.{}", ending.to_string_lossy()),
                None => format!("{stem}-{nth:0digits$}"),
            };
            path.with_file_name(name)
        })
        .collect()
}

/// Writes a file whole or not at all.
pub(super) fn write_file(
    path: &Path,
    replacing: Replacing,
    write: impl FnOnce(&mut dyn io::Write) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let mut failure = None;
    let staged = Staged::write(path, |out| {
        write(out).map_err(|error| match error {
            // The file's own trouble keeps its kind, so that the reason can be named.
            ExportError::Io(error) => error,
            other => {
                failure = Some(other);
                io::Error::other("export stopped")
            }
        })
    });
    if let Some(error) = failure {
        return Err(error);
    }
    let written = staged.and_then(|staged| staged.commit(replacing));
    written.map_err(ExportError::File)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_keeps_the_name_and_several_are_numbered() {
        let names = |count| -> Vec<String> {
            page_names(Path::new("甲/责任矩阵.2026.png"), count)
                .iter()
                .map(|path| path.display().to_string())
                .collect()
        };
        assert_eq!(names(1), ["甲/责任矩阵.2026.png"]);
        assert_eq!(names(0), ["甲/责任矩阵.2026.png"]);
        assert_eq!(
            names(2),
            ["甲/责任矩阵.2026-1.png", "甲/责任矩阵.2026-2.png"]
        );
        assert_eq!(names(12)[8], "甲/责任矩阵.2026-09.png");
    }
}
