//! Where files may go: not over one that is there unless that is asked for, and never over what is
//! read.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;

/// Refuses to replace a file that is there.
///
/// # Errors
/// When it is.
pub(super) fn refuse_existing(path: &Path) -> Result<(), Diagnostic> {
    if path.is_file() {
        return Err(
            Diagnostic::error(format!("已有文件 {}，没有替换它", path.display()))
                .with_hint("换一个文件名，或加上 --force 替换"),
        );
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
