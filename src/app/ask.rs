//! What a file dialog is asked for, and what it answers.

use std::path::PathBuf;

use super::forms::{CompareForm, DistributeForm, ExportForm};

/// What a file dialog is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Data files to open or to add.
    Data {
        /// Whether they are added to the open ones, not put in their place.
        add: bool,
    },
    /// A view file to open.
    View,
    /// A data file to compare with.
    Compare(CompareForm),
    /// A name for the view file to save.
    SaveView,
    /// A name for the data file that drafts of documents become.
    SaveDraft {
        /// Whether it holds the wording of the documents.
        with_text: bool,
    },
    /// A name for the file to export to.
    Export(ExportForm),
    /// The folder that gets a file for every agency.
    Folder(DistributeForm),
    /// The folder that gets the changes for every body that they touch.
    NotesFolder(ExportForm),
}

/// The answer to a file dialog.
#[derive(Debug)]
pub struct Answer {
    /// What was asked.
    pub ask: Ask,
    /// What came back.
    pub outcome: Outcome,
}

/// How a file dialog ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The person picked these files, or this folder.
    Picked(Vec<PathBuf>),
    /// The person cancelled.
    Cancelled,
    /// The desktop has no dialog to offer.
    NoDialog,
}
