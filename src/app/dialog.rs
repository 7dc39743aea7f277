//! What can stand in front of the window.

use std::path::PathBuf;

use super::forms::{CompareForm, DistributeForm, ExportForm};
use super::unsaved::Leaving;

/// What stands in front of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The export form.
    Export(ExportForm),
    /// Who gets a file.
    Distribute(DistributeForm),
    /// Files that a distribution would replace.
    Replace {
        /// Who gets a file.
        form: DistributeForm,
        /// The folder.
        folder: PathBuf,
        /// The files.
        existing: Vec<PathBuf>,
    },
    /// The print preview.
    Print(ExportForm),
    /// The list of findings.
    Diagnostics,
    /// The key help.
    Keys,
    /// The list of commands, with what was typed and the marked line.
    Palette(String, usize),
    /// What to compare.
    Compare(CompareForm),
    /// About the program.
    About,
    /// Whether to give up what is not saved.
    Unsaved(Leaving),
}
