//! What the state wants from the window system.

use std::path::PathBuf;

use super::ask::Ask;
use crate::export::{Clip, Picture};

/// What only the window system can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Show a file dialog.
    Ask(Ask),
    /// Bring the file dialog that is open to the front: there is one at a time.
    RaiseDialog,
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
