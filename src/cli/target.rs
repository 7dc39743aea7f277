//! Where files may go: not over one that is there unless that is asked for, and never over what is
//! read.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use super::output;
use crate::diagnostic::Diagnostic;
use crate::export::{self, ExportError, Format, Options, Silent, Subject};
use crate::store::{Replacing, WriteErrorKind};

/// Names of the output stream: our own, and the system's, which some systems give to files too.
const STREAM: [&str; 4] = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

/// Where an export goes.
pub(super) enum Out {
    /// To a file, or to several that are named after it.
    File {
        /// The file.
        path: PathBuf,
        /// Whether it takes the place of one that is there.
        replacing: Replacing,
    },
    /// To the standard output.
    Stream,
}

impl Out {
    /// What was typed behind `-o`.
    ///
    /// # Errors
    /// When it is a terminal and the format is none for people's eyes.
    pub(super) fn of(path: PathBuf, format: Format, force: bool) -> Result<Self, Diagnostic> {
        if !STREAM.iter().any(|name| path.as_os_str() == *name) {
            let replacing = replacing(force);
            return Ok(Self::File { path, replacing });
        }
        if !format.is_text() && io::stdout().is_terminal() {
            return Err(
                Diagnostic::error(format!("{} 文件不能显示在终端里", format.extension()))
                    .with_hint("用 > 或 | 把输出交给文件或程序，或用 -o 写出文件名"),
            );
        }
        Ok(Self::Stream)
    }

    /// Refuses early what could not be written anyway: nobody should wait for that.
    ///
    /// # Errors
    /// When the file is one of the inputs, or is there and is not to be replaced.
    pub(super) fn refuse(&self, inputs: &[PathBuf]) -> Result<(), Diagnostic> {
        match self {
            Self::Stream => Ok(()),
            Self::File { path, replacing } => {
                refuse_input(path, inputs)?;
                match replacing {
                    Replacing::Always => Ok(()),
                    Replacing::Never => refuse_existing(path),
                }
            }
        }
    }

    /// Writes, and gives the files.
    ///
    /// # Errors
    /// When it cannot be written, or would replace what is not to be replaced.
    pub(super) fn write(
        &self,
        subject: Subject<'_>,
        format: Format,
        options: Options,
    ) -> Result<Vec<PathBuf>, Diagnostic> {
        match self {
            Self::Stream => {
                let mut bytes = Vec::new();
                export::write_with(subject, format, options, &mut bytes, &Silent)
                    .map_err(described)?;
                output::write_bytes(&bytes).map_err(|error| described(error.into()))?;
                Ok(Vec::new())
            }
            Self::File { path, replacing } => {
                if *replacing == Replacing::Never
                    && format.is_one_page()
                    && let Some(pages) = export::pages(subject, options.setup)
                {
                    for name in export::page_names(path, pages.count()) {
                        refuse_existing(&name)?;
                    }
                }
                export::export_files(path, subject, format, options, *replacing, &Silent)
                    .map_err(described)
            }
        }
    }
}

/// What `--force` asks for.
pub(super) fn replacing(force: bool) -> Replacing {
    if force {
        Replacing::Always
    } else {
        Replacing::Never
    }
}

fn described(error: ExportError) -> Diagnostic {
    match &error {
        // Another program was faster.
        ExportError::File(known) if known.kind == WriteErrorKind::TargetExists => {
            existing(&known.path)
        }
        // The message names the file already.
        _ => Diagnostic::error(error.to_string()).with_hint(error.hint()),
    }
}

fn existing(path: &Path) -> Diagnostic {
    Diagnostic::error(format!("已有文件 {}，没有替换它", path.display()))
        .with_hint("换一个文件名，或加上 --force 替换")
}

/// Refuses to replace a file that is there.
///
/// # Errors
/// When it is.
pub(super) fn refuse_existing(path: &Path) -> Result<(), Diagnostic> {
    if path.is_file() {
        return Err(existing(path));
    }
    Ok(())
}

/// Refuses to write over one of the files that are read, however both are named.
///
/// # Errors
/// When it is one of them.
pub(super) fn refuse_input(target: &Path, inputs: &[PathBuf]) -> Result<(), Diagnostic> {
    // A name without a file is nobody's input.
    let Ok(place) = target.canonicalize() else {
        return Ok(());
    };
    let is_input = |input: &PathBuf| input.canonicalize().is_ok_and(|input| input == place);
    if inputs.iter().any(is_input) {
        return Err(Diagnostic::error(format!(
            "{} 是要读取的文件，不能写到它上面",
            target.display()
        ))
        .with_hint("换一个文件名"));
    }
    Ok(())
}
