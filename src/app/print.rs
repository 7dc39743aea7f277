//! Printing: the pages as PDF go to the system's own command.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::jobs::ExportFailure;
use crate::diagnostic::Diagnostic;
use crate::export::{self, ExportError, Format, Options, Progress, Subject, default_file_name};

/// The system's print command: `lp` or `lpr`, where there is one.
///
/// Windows has none that takes a PDF, and its shell's print verb depends on the reader that is
/// installed: there people export a PDF and print it from their reader.
#[must_use]
pub fn find() -> Option<PathBuf> {
    if cfg!(windows) {
        return None;
    }
    let folders = std::env::var_os("PATH")?;
    ["lp", "lpr"].into_iter().find_map(|name| {
        std::env::split_paths(&folders)
            .map(|folder| folder.join(name))
            .find(|path| path.is_file())
    })
}

/// Why printing is not offered.
pub const NO_PRINTER: &str = if cfg!(windows) {
    "导出 PDF，再用阅读器打印"
} else {
    "系统没有打印命令（lp）：导出 PDF，再用阅读器打印"
};

/// Prints pages with a command that takes a file. It has read the file when it returns.
///
/// # Errors
/// When the pages cannot be made, and when the command refuses them.
pub fn print(
    command: &Path,
    subject: Subject<'_>,
    options: Options,
    progress: &dyn Progress,
) -> Result<(), ExportFailure> {
    let failed = |message: String, hint: &str| {
        ExportFailure::Failed(Diagnostic::error(message).with_hint(hint))
    };
    let mut bytes = Vec::new();
    export::write_with(subject, Format::Pdf, options, &mut bytes, progress).map_err(|error| {
        match error {
            ExportError::Cancelled => ExportFailure::Cancelled,
            error => failed(error.to_string(), error.hint()),
        }
    })?;
    let no_file = |error: std::io::Error| {
        failed(
            format!("打印用的临时文件写不出来，系统报告：{error}"),
            "清理磁盘后再试，或导出 PDF 再打印",
        )
    };
    let mut file = tempfile::Builder::new()
        .prefix("zeren-")
        .suffix(".pdf")
        .tempfile()
        .map_err(no_file)?;
    file.write_all(&bytes).map_err(no_file)?;
    file.flush().map_err(no_file)?;
    // Both know a title for the list of waiting jobs, by different letters.
    let is_lpr = command.file_stem().is_some_and(|name| name == "lpr");
    let output = Command::new(command)
        .arg(if is_lpr { "-T" } else { "-t" })
        .arg(default_file_name(subject, Format::Pdf))
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
