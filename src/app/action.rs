//! What a person does in the window.

use std::ops::Range;
use std::path::PathBuf;

use super::bodies::BodyChange;
use super::command::Command;
use super::dialog::Dialog;
use super::editing::Change;
use super::forms::{CompareForm, DistributeForm, ExportForm, PreviewRequest};
use super::question::{Destination, RenewForm, ViewStep};
use super::reviewing::ReviewStep;
use super::selection::Selection;
use super::show::StageStep;
use super::stretch::StretchAs;
use super::unsaved::Leaving;
use super::widths::{ListColumn, Resizable};
use crate::diagnostic::Item;
use crate::model::workspace::TaskIx;
use crate::view::ViewSpec;

/// What a person did in the window, to be carried out by [`App::apply`](super::App::apply).
#[derive(Clone, Debug)]
pub enum Action {
    /// Chose a command.
    Run(Command),
    /// Changed the filter, the order or the form.
    View(ViewSpec),
    /// Typed in the search box. Follow-up keys are one change to take back.
    Type(String),
    /// Moved the cell cursor to a task and a body.
    Select(Selection),
    /// Added the row of a task to the chosen ones, or took it away.
    Pick(TaskIx),
    /// Wants the changes that a crash left in this recovery file.
    Recover(PathBuf),
    /// Wants them no more.
    DropRecovery(PathBuf),
    /// Changed the data.
    Change(Change),
    /// Changed a body, in all open files.
    Body(BodyChange),
    /// Dropped or chose files to open.
    OpenFiles {
        /// The files.
        files: Vec<PathBuf>,
        /// Whether they are added to the open ones, not put in their place.
        add: bool,
    },
    /// Opened a dialog or closed it.
    Dialog(Option<Dialog>),
    /// Said whether a document is a later version of an open plan.
    Renew {
        /// The question.
        form: RenewForm,
        /// Whether it is one.
        is_version: bool,
    },
    /// Gives up what is not saved, to do this.
    LeaveUnsaved(Leaving),
    /// Pressed the export dialog's button.
    Export(ExportForm),
    /// Chose another file to compare with: the form waits behind the file dialog.
    PickCompared(CompareForm),
    /// Pressed the button that compares.
    Compare(CompareForm),
    /// Chose who gets a file.
    Distribute(DistributeForm),
    /// Wants these files in this folder, in place of those that are there.
    DistributeTo {
        /// Who gets a file.
        form: DistributeForm,
        /// The folder.
        folder: PathBuf,
    },
    /// Pressed the print button.
    Print(ExportForm),
    /// Wants to see a page of what would be exported.
    Preview(PreviewRequest),
    /// Stopped the job with this number in the list.
    CancelJob(usize),
    /// Decided something in a review.
    Review(ReviewStep),
    /// Marked words of the document, a range of its bytes, as what they are.
    ReadStretch {
        /// The words.
        span: Range<usize>,
        /// What they are.
        kind: StretchAs,
    },
    /// Gave the name of whoever holds readings against their documents.
    NameChecker(String),
    /// Pressed a key before the audience.
    Stage(StageStep),
    /// Closed the notice with this number in the list.
    DismissNotice(usize),
    /// Opened a file with the system's program for it.
    OpenWithSystem(PathBuf),
    /// Opened the folder of a file.
    Reveal(PathBuf),
    /// Asked for the panel of findings.
    ShowFindings,
    /// Followed a finding to its place.
    GoTo(Item),
    /// Changed the views that are kept.
    Views(ViewStep),
    /// Went to an answer.
    Visit(Destination),
    /// Wants to see only what belongs to an answer.
    Narrow(Destination),
    /// Put a text on the clipboard.
    Copy(String),
    /// Opened or closed a side panel, in a window too narrow for both.
    Fold {
        /// Whether the filter side bar is meant, not the detail panel.
        filters: bool,
        /// Whether it is open now.
        open: bool,
    },
    /// Made a part of the window so wide, or as wide as usual.
    Resize(Resizable, Option<f32>),
    /// Made columns of the list of tasks wider or narrower: all that are shown, in points.
    ResizeList(Vec<(ListColumn, f32)>),
    /// Left presenting, a dialog or the search, whatever is in front.
    Back,
}
