//! Data files: RON text and the model.
//!
//! Reading takes the short way as long as all is well: bytes → text → [`Dataset`] by its types →
//! [`check`]. Only when there is something to say does anything ask for lines
//! and columns: the findings of the check are looked up in the text (of a large file on a thread,
//! while the data goes on its way), and a file that is no dataset
//! is read as a tree and held against the shape of one, so that everything wrong in it is said at
//! once.

#![allow(
    clippy::result_large_err,
    reason = "errors are made once per file, and callers get the diagnostics that they show"
)]

mod atomic;
mod backup;
mod builtin;
mod comments;
mod decode;
mod dialect;
mod document;
#[cfg(test)]
mod documented;
mod explain;
mod fields;
mod foreign;
mod free_name;
mod layout;
mod locate;
mod problem;
mod quote;
mod remarks;
mod rewrite;
mod ron_error;
mod scan;
mod schema;
mod syntax;
mod temporary;
mod through;
mod token;
mod tree;
mod validate;
#[cfg(feature = "gui")]
pub mod watch;
mod wording;
mod write;
mod write_error;

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

pub(crate) use atomic::{Batch, Staged};
pub use atomic::{Replacing, write_atomic};
pub use backup::keep_beside;
pub use builtin::builtin;
pub use comments::count_comments;
pub use dialect::dialect;
pub(crate) use dialect::pretty;
pub use document::is_document;
pub use fields::fields;
pub use free_name::{free_name, in_brackets};
pub use remarks::Remarks;
pub use rewrite::{Rewritten, rewrite};
pub use write::to_ron;
pub use write_error::{WriteError, WriteErrorKind};

use crate::diagnostic::{Diagnostic, Severity, gravest};
use crate::model::{Dataset, check};

/// The largest file that is read, in bytes (256 MiB). The plans of a ministry fit in a hundredth.
pub const MOST_BYTES: usize = 256 << 20;

/// From this size on, in bytes, the places of findings are looked for on a thread: going through
/// the whole text once more would keep the data waiting.
const LARGE: usize = 1 << 20;

/// A dataset, and what there is to say about it.
#[derive(Debug)]
pub struct Loaded {
    /// The data.
    pub dataset: Dataset,
    /// Warnings and notes.
    pub remarks: Remarks,
}

/// Reads a dataset. `file` is the name that diagnostics carry.
///
/// # Errors
///
/// What keeps the bytes from being a dataset, in the order of the text and never empty: no text,
/// no RON, not the fields of a data file, or a rule of [`check`] of severity
/// [`Severity::Error`]. Warnings and notes are among them.
pub fn parse(bytes: &[u8], file: Option<&Path>) -> Result<Loaded, Vec<Diagnostic>> {
    read(Cow::Borrowed(bytes), file)
}

/// Gives every diagnostic the name of its file.
fn in_file(diagnostics: Vec<Diagnostic>, file: Option<&Path>) -> Vec<Diagnostic> {
    let Some(file) = file else { return diagnostics };
    let name = |diagnostic: Diagnostic| diagnostic.in_file(file);
    diagnostics.into_iter().map(name).collect()
}

fn read(bytes: Cow<'_, [u8]>, file: Option<&Path>) -> Result<Loaded, Vec<Diagnostic>> {
    read_nameless(bytes, file).map_err(|diagnostics| in_file(diagnostics, file))
}

/// As [`read`], but what is wrong does not say in which file.
fn read_nameless(bytes: Cow<'_, [u8]>, file: Option<&Path>) -> Result<Loaded, Vec<Diagnostic>> {
    if bytes.len() > MOST_BYTES {
        return Err(vec![too_large()]);
    }
    let decode::Decoded { text, notice } = decode::decode(&bytes).map_err(|error| vec![error])?;
    let mut diagnostics = Vec::from_iter(notice);
    match dialect().from_str::<Dataset>(&text) {
        Ok(dataset) => {
            let mut findings = check::check(&dataset);
            // What else a file of another format seems to break may be right there.
            if findings
                .iter()
                .any(|finding| finding.rule == check::Rule::Format)
            {
                findings.retain(|finding| finding.rule == check::Rule::Format);
            }
            let unusable = findings
                .iter()
                .any(|finding| finding.severity == Severity::Error);
            if unusable || text.len() < LARGE {
                diagnostics.extend(explain::findings(&text, findings));
                quote::add(&text, &mut diagnostics);
                if unusable {
                    return Err(diagnostics);
                }
                let remarks = Remarks::ready(in_file(diagnostics, file));
                return Ok(Loaded { dataset, remarks });
            }
            drop(text);
            let remarks = Remarks::seek(diagnostics, bytes.into_owned(), findings, file);
            Ok(Loaded { dataset, remarks })
        }
        Err(error) => {
            diagnostics.extend(explain::failure(&text, &error));
            quote::add(&text, &mut diagnostics);
            Err(diagnostics)
        }
    }
}

/// Reads a data file.
///
/// # Errors
///
/// As [`parse`]; besides, that the file is not there, may not be read, is a folder or is larger
/// than [`MOST_BYTES`].
pub fn load(path: &Path) -> Result<Loaded, Vec<Diagnostic>> {
    let bytes = bytes(path).map_err(|error| vec![error.in_file(path)])?;
    read(Cow::Owned(bytes), Some(path)).inspect_err(|found| {
        // Where, and not what: the words may repeat what the file says.
        if let Some(first) = gravest(found) {
            log::warn!("{}: {} findings, cannot be used", first.place, found.len());
        }
    })
}

/// Reads a text file of any encoding that data files may have.
///
/// # Errors
///
/// As [`load`], as far as it is about bytes.
pub(crate) fn text(path: &Path) -> Result<String, Diagnostic> {
    let bytes = bytes(path).map_err(|error| error.in_file(path))?;
    match decode::decode(&bytes) {
        Ok(decoded) => Ok(decoded.text.into_owned()),
        Err(error) => Err(error.in_file(path)),
    }
}

/// An error of the `ron` crate in Chinese words, and what to do about it.
pub(crate) fn ron_words(error: &ron::Error) -> (String, Option<String>) {
    ron_error::words(error)
}

fn bytes(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    if path.is_dir() {
        return Err(
            Diagnostic::error("这是文件夹，不是数据文件").with_hint("选择文件夹里的 .ron 文件")
        );
    }
    // A pipe or a device may never end, and opening one may wait for ever.
    if path.metadata().is_ok_and(|known| !known.is_file()) {
        return Err(
            Diagnostic::error("这是管道或设备，不是文件").with_hint("先把内容存成文件，再打开它")
        );
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| {
        // Room for what it holds now, in one piece. It is not read by that length: a device has
        // none, and a file may grow.
        let length = file.metadata().map_or(0, |known| known.len());
        bytes.reserve_exact(usize::try_from(length).unwrap_or(0).min(MOST_BYTES) + 1);
        file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)
    });
    match read {
        Ok(_) if bytes.len() > MOST_BYTES => Err(too_large()),
        Ok(_) => Ok(bytes),
        Err(error) => {
            log::warn!("{}: {error}", path.display());
            Err(unreadable(&error))
        }
    }
}

fn unreadable(error: &io::Error) -> Diagnostic {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            Diagnostic::error("没有找到这个文件")
                .with_hint("它可能已被移动、改名或删除，重新选择文件")
        }
        io::ErrorKind::PermissionDenied => Diagnostic::error("没有读取这个文件的权限")
            .with_hint("检查文件的权限，或把它复制到自己的文件夹中再打开"),
        _ if write_error::is_sharing_violation(error) => {
            Diagnostic::error("文件正被另一个程序使用").with_hint("在另一个程序中关闭它，再打开")
        }
        _ => Diagnostic::error(format!("无法读取这个文件，系统报告：{error}"))
            .with_hint("文件在移动硬盘或网络位置时，检查连接后再打开"),
    }
}

fn too_large() -> Diagnostic {
    Diagnostic::error(format!("文件太大，超过 {} MB", MOST_BYTES >> 20))
        .with_hint("确认这是数据文件；需要时拆成几份文件，一起打开")
}

/// Writes a dataset to a data file. The old file stays whole until the new one is complete.
///
/// # Errors
///
/// As [`to_ron`] and [`write_atomic`].
pub fn save(path: &Path, dataset: &Dataset) -> Result<(), Diagnostic> {
    let text = to_ron(dataset).map_err(|error| error.in_file(path))?;
    write_atomic(path, |out| out.write_all(text.as_bytes())).map_err(|error| {
        Diagnostic::error(format!("文件没有保存：{}", error.reason()))
            .with_hint(error.hint())
            .in_file(path)
    })
}

#[cfg(test)]
mod tests;
