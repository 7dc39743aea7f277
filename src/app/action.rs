//! What a person does, and what comes of it outside of the program's state.

use std::path::PathBuf;

use super::command::Command;
use super::compare::CompareForm;
use super::distribute::DistributeForm;
use super::export::ExportForm;
use super::jobs::Ask;
use super::preview::PreviewRequest;
use crate::diagnostic::Item;
use crate::export::{Clip, Picture};
use crate::model::workspace::{AgencyIx, PlanIx, TaskIx};
use crate::view::{Corner, TargetId, ViewSpec};

/// What a person did.
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
    /// Dropped or chose files to open.
    OpenFiles {
        /// The files.
        files: Vec<PathBuf>,
        /// Beside the present ones.
        add: bool,
    },
    /// Opened a dialog or closed it.
    Dialog(Option<Dialog>),
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
    /// Closed the notice with this number in the list.
    DismissNotice(usize),
    /// Opened a file with the system's program for it.
    OpenWithSystem(PathBuf),
    /// Opened the folder of a file.
    Reveal(PathBuf),
    /// Followed a finding to its place.
    GoTo(Item),
    /// Put a text on the clipboard.
    Copy(String),
    /// Opened or closed a side panel, in a window too narrow for both.
    Fold {
        /// Whether the filter side bar is meant, not the detail panel.
        filters: bool,
        /// Whether it is open now.
        open: bool,
    },
    /// Left presenting, a dialog or the search, whatever is in front.
    Back,
}

/// What only the window system can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Show a file dialog.
    Ask(Ask),
    /// Show the program's own file dialog: the desktop has none.
    AskOwn(Ask),
    /// Open a file with the system's program for it.
    OpenWithSystem(PathBuf),
    /// Open a PDF file with the system's reader, to be printed from there; the answer goes to
    /// [`App::reader_opened`](super::App::reader_opened).
    OpenToPrint(PathBuf),
    /// Show a file in the system's file manager.
    Reveal(PathBuf),
    /// Put a text on the clipboard.
    Copy(String),
    /// Put a table on the clipboard.
    CopyTable(Clip),
    /// Put a picture on the clipboard, of the first of so many pages; the answer goes to
    /// [`App::picture_copied`](super::App::picture_copied).
    CopyPicture(Picture, usize),
    /// Turn full screen on or off.
    FullScreen(bool),
    /// Put the cursor into the search box.
    FocusSearch,
    /// End the program.
    Quit,
}

/// What the window is used for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Looking around.
    #[default]
    Browse,
    /// Full screen with the projector theme.
    Present,
}

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
}

/// The cell cursor: a task, a body, or both; with an anchor all cells between it and the cursor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The plan whose row is marked, where no task is.
    pub plan: Option<PlanIx>,
    /// The task.
    pub task: Option<TaskIx>,
    /// One target of the task, or of the plan where no task is.
    pub target: Option<TargetId>,
    /// The body.
    pub agency: Option<AgencyIx>,
    /// Where marking several cells began.
    pub anchor: Option<Corner>,
}

impl Selection {
    /// The cell of the cursor.
    #[must_use]
    pub fn corner(self) -> Corner {
        Corner {
            task: self.task,
            agency: self.agency,
        }
    }

    /// The cursor on a cell.
    #[must_use]
    pub fn at(cell: Corner) -> Self {
        Self {
            task: cell.task,
            agency: cell.agency,
            ..Self::default()
        }
    }

    /// Whether neither a task nor a body is chosen, nor all cells.
    #[must_use]
    pub fn is_nothing(self) -> bool {
        self.corner() == Corner::default() && self.anchor.is_none()
    }

    /// The cursor moved to a cell, with all cells from the anchor on, or from where it was.
    #[must_use]
    pub fn extended(self, to: Corner) -> Self {
        let here = self.corner();
        let begins = if here == Corner::default() { to } else { here };
        Self {
            task: to.task,
            agency: to.agency,
            anchor: Some(self.anchor.unwrap_or(begins)),
            ..Self::default()
        }
    }
}
