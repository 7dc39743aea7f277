//! How pages come onto paper: as PDF they go to the system's own command, or to the person's PDF
//! reader.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use super::failure::ExportFailure;
use crate::diagnostic::Diagnostic;
use crate::export::{self, ExportError, Format, Options, Progress, Subject, default_file_name};

/// How the names of the folders for the PDF reader begin.
const FOLDER: &str = "zeren-print-";

/// A reader may show its file all day long.
const DONE_WITH: Duration = Duration::from_hours(24);

/// How pages come onto paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Printer {
    /// The system's print command takes a PDF file.
    Command(PathBuf),
    /// The PDF reader shows a temporary file, and the person prints from there. So it is on
    /// Windows, which has no command that takes a PDF, and whose shell's print verb depends on the
    /// reader that is installed.
    #[default]
    Reader,
}

impl Printer {
    /// What the button says.
    #[must_use]
    pub fn button(&self) -> &'static str {
        match self {
            Self::Command(_) => "打印",
            Self::Reader => "用阅读器打印",
        }
    }

    /// What will happen, in a few more words.
    #[must_use]
    pub fn tooltip(&self) -> &'static str {
        match self {
            Self::Command(_) => "交给系统的默认打印机",
            Self::Reader => "在 PDF 阅读器中打开排好的页面，在那里按 Ctrl+P 打印",
        }
    }
}

/// What became of the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Printed {
    /// The print command took them.
    Sent,
    /// They are in this file, which the PDF reader is to open.
    ForReader(PathBuf),
}

/// The system's print command, `lp` or `lpr`, or where there is none the PDF reader.
#[must_use]
pub fn find() -> Printer {
    if cfg!(windows) {
        return Printer::Reader;
    }
    ["lp", "lpr"]
        .into_iter()
        .find_map(super::programs::find)
        .map_or(Printer::Reader, Printer::Command)
}

/// Prints pages, or makes the file for the PDF reader.
///
/// # Errors
/// When the pages cannot be made, and when the print command refuses them.
pub fn print(
    printer: &Printer,
    subject: Subject<'_>,
    options: Options,
    progress: &dyn Progress,
) -> Result<Printed, ExportFailure> {
    let mut bytes = Vec::new();
    export::write_with(subject, Format::Pdf, options, &mut bytes, progress).map_err(|error| {
        match error {
            ExportError::Cancelled => ExportFailure::Cancelled,
            error => failed(error.to_string(), error.hint()),
        }
    })?;
    let name = default_file_name(subject, Format::Pdf);
    match printer {
        Printer::Command(command) => send(command, &name, &bytes).map(|()| Printed::Sent),
        Printer::Reader => for_reader(&std::env::temp_dir(), &name, &bytes)
            .map(Printed::ForReader)
            .map_err(no_file),
    }
}

fn failed(message: String, hint: &str) -> ExportFailure {
    ExportFailure::Failed(Diagnostic::error(message).with_hint(hint))
}

fn no_file(error: io::Error) -> ExportFailure {
    failed(
        format!("打印用的临时文件写不出来，系统报告：{error}"),
        "清理磁盘后再试，或导出 PDF 再打印",
    )
}

/// Writes a file with a readable name, which the reader shows in its title. It stays when the
/// program ends: the reader may still have it open. [`clear_away`] removes it another day.
fn for_reader(temp: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let folder = tempfile::Builder::new().prefix(FOLDER).tempdir_in(temp)?;
    let path = folder.path().join(name);
    fs::write(&path, bytes)?;
    // Now that the file is whole, the folder is no longer removed when this function is left.
    let _ = folder.keep();
    Ok(path)
}

/// Removes the PDF reader's files of earlier days from the system's temporary folder.
pub(crate) fn clear_away() {
    clear_away_in(&std::env::temp_dir(), SystemTime::now());
}

/// It is only a courtesy: what somebody still has open, or what is not ours, stays.
fn clear_away_in(temp: &Path, now: SystemTime) {
    let Ok(entries) = fs::read_dir(temp) else {
        return;
    };
    let is_done_with = |entry: &fs::DirEntry| {
        let name = entry.file_name();
        // As the entry itself is: a link to a folder is none of ours.
        let meta = entry.metadata().ok().filter(fs::Metadata::is_dir);
        let modified = meta.and_then(|meta| meta.modified().ok());
        let age = modified.and_then(|at| now.duration_since(at).ok());
        name.to_string_lossy().starts_with(FOLDER) && age.is_some_and(|age| age > DONE_WITH)
    };
    for entry in entries.flatten().filter(is_done_with) {
        if let Err(error) = fs::remove_dir_all(entry.path()) {
            log::warn!("{}: {error}", entry.path().display());
        }
    }
}

/// Gives a PDF to a command that takes a file. It has read the file when it returns.
fn send(command: &Path, name: &str, bytes: &[u8]) -> Result<(), ExportFailure> {
    let mut file = tempfile::Builder::new()
        .prefix("zeren-")
        .suffix(".pdf")
        .tempfile()
        .map_err(no_file)?;
    file.write_all(bytes).map_err(no_file)?;
    file.flush().map_err(no_file)?;
    // Both know a title for the list of waiting jobs, by different letters.
    let is_lpr = command.file_stem().is_some_and(|name| name == "lpr");
    let output = Command::new(command)
        .arg(if is_lpr { "-T" } else { "-t" })
        .arg(name)
        .arg(file.path())
        .stdin(Stdio::null())
        .output()
        .map_err(|error| {
            failed(
                format!("打印命令运行不了，系统报告：{error}"),
                "导出 PDF，再用阅读器打印",
            )
        })?;
    if output.status.success() {
        return Ok(());
    }
    let words = String::from_utf8_lossy(&output.stderr);
    let words = words.lines().next().unwrap_or_default().trim();
    Err(failed(
        format!("打印命令没有接受，它说：{words}"),
        "检查打印机是否已连接并设为默认，或导出 PDF 再打印",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readers_files_have_readable_names_and_go_a_day_later() {
        let temp = tempfile::tempdir().unwrap();
        let other = temp.path().join("zeren-other");
        fs::create_dir(&other).unwrap();
        let paths = [1, 2].map(|_| for_reader(temp.path(), "责任矩阵.pdf", b"%PDF").unwrap());
        // The same name again does not touch what the reader has open.
        assert_ne!(paths[0], paths[1]);
        let today = SystemTime::now();
        clear_away_in(temp.path(), today);
        for path in &paths {
            assert!(path.ends_with("责任矩阵.pdf"));
            assert_eq!(fs::read(path).unwrap(), b"%PDF");
        }
        clear_away_in(temp.path(), today + Duration::from_hours(25));
        assert!(paths.iter().all(|path| !path.exists()));
        let left: Vec<_> = fs::read_dir(temp.path()).unwrap().collect();
        assert_eq!(left.len(), 1);
        assert!(other.exists());
    }
}
