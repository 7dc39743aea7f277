//! `zeren check`: everything there is to say about some files.

use std::cmp::Reverse;
use std::fs;
use std::path::{Path, PathBuf};

use super::Status;
use super::output::{Answer, render};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::workspace::{Source, Workspace};
use crate::{store, view};

/// Checks each file, and how the files go together.
///
/// Findings are the product and go to the output stream; a file that cannot be read at all is a
/// failure and goes to the error stream.
pub(super) fn run(files: &[PathBuf]) -> Answer {
    let mut files = files.to_vec();
    drop_doubles(&mut files);
    let mut tally = Tally::default();
    let (mut out, mut err) = (String::new(), String::new());
    let mut sources = Vec::new();
    for file in &files {
        match store::load(file) {
            Ok(loaded) => {
                tally.list(&mut out, &loaded.remarks.into_diagnostics());
                sources.push(Source {
                    file: Some(file.clone()),
                    dataset: loaded.dataset,
                });
            }
            Err(_) if view::is_view(file) => tally.list(&mut err, &[is_a_view(file)]),
            Err(diagnostics) if is_unreadable(&diagnostics) => {
                tally.list(&mut err, &diagnostics);
            }
            Err(diagnostics) => tally.list(&mut out, &diagnostics),
        }
    }
    let (_, joining) = Workspace::join(sources);
    tally.list(&mut out, &joining);
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(&format!("{} 份文件：{}\n", files.len(), tally.text()));
    Answer {
        out,
        err,
        status: tally.status(),
    }
}

fn is_a_view(file: &Path) -> Diagnostic {
    Diagnostic::error("这是视图文件，不是数据文件")
        .in_file(file)
        .with_hint("在窗口中用“打开视图”打开，或用 zeren export --view 按它导出")
}

/// The same file twice would only clash with itself.
fn drop_doubles(files: &mut Vec<PathBuf>) {
    let mut seen: Vec<PathBuf> = Vec::new();
    files.retain(|file| {
        let real = real(file);
        let is_new = !seen.contains(&real);
        seen.push(real);
        is_new
    });
}

fn real(file: &Path) -> PathBuf {
    fs::canonicalize(file).unwrap_or_else(|_| file.to_owned())
}

/// What was found in a text has a place in it.
fn is_unreadable(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .all(|diagnostic| diagnostic.place.position.is_none())
}

#[derive(Default)]
struct Tally {
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Tally {
    fn list(&mut self, text: &mut String, diagnostics: &[Diagnostic]) {
        // What keeps a file from being used comes first; of one weight, in the order of the file.
        let mut diagnostics: Vec<&Diagnostic> = diagnostics.iter().collect();
        diagnostics.sort_by_key(|diagnostic| Reverse(diagnostic.severity));
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Note => self.notes += 1,
            }
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&render(diagnostic));
        }
    }

    fn text(&self) -> String {
        format!(
            "{} 个错误，{} 处注意，{} 处提示",
            self.errors, self.warnings, self.notes
        )
    }

    /// Errors keep a file from being used at all, so that nothing more could be said about it.
    fn status(&self) -> Status {
        match (self.errors, self.warnings) {
            (0, 0) => Status::Fine,
            (0, _) => Status::Findings,
            _ => Status::CouldNot,
        }
    }
}
