//! What can stand in front of the window.

use std::path::PathBuf;

use super::forms::{CompareForm, DistributeForm, ExportForm};
use super::question::{AskForm, NameForm, RenewForm};
use super::unsaved::Leaving;
use crate::model::workspace::TaskIx;

/// A dialog in front of the window, with what was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The export form.
    Export(ExportForm),
    /// The form that asks which agencies get a file.
    Distribute(DistributeForm),
    /// The question whether files may be replaced by a distribution.
    Replace {
        /// The form that asked for the distribution.
        form: DistributeForm,
        /// The folder that it writes to.
        folder: PathBuf,
        /// The files that are there already.
        existing: Vec<PathBuf>,
    },
    /// The print preview.
    Print(ExportForm),
    /// The key help.
    Keys,
    /// The answer box.
    Ask(AskForm),
    /// The form that asks for the name of a view.
    NameView(NameForm),
    /// The form that asks what to compare.
    Compare(CompareForm),
    /// The page about the program.
    About,
    /// A task of a comparison as both versions word it.
    Wordings(TaskIx),
    /// The question whether a document is a later version of an open plan.
    Renew(RenewForm),
    /// The question whether to give up what is not saved.
    Unsaved(Leaving),
}
