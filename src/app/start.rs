//! The files that the program was started with, or that were open when it ended.

use std::path::PathBuf;

use super::loading::{LoadPurpose, Read};
use crate::view::run::Meeting;

/// What became of the files of the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// Whether there is data on the screen.
    pub step: Step,
    /// All of them, as long as one of them is not on the screen: the next start tries again.
    pub wanted: Vec<PathBuf>,
    /// Those that are not where they were.
    pub gone: Vec<PathBuf>,
    /// Whether the remembered view is theirs.
    pub keeps_view: bool,
    /// The run of slides that begins as soon as there is data.
    pub meeting: Option<Box<Meeting>>,
    /// The display that was asked for, by its place among all.
    pub display: Option<usize>,
    /// Whether the data is there for a meeting alone: until somebody goes on working with it, what
    /// was open before and how it was looked at stays remembered.
    pub is_for_meeting: bool,
}

/// How far the start is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// There is data on the screen: of files, or the built-in.
    #[default]
    Done,
    /// The files are being read; there is nothing on the screen yet.
    Reading,
    /// None of them could be used, and the built-in data is not shown in their place.
    Failed,
}

impl Start {
    /// Follows files that were read: the start is over when all of its files are on the screen, or
    /// when others were opened in their place.
    pub(super) fn follow(&mut self, purpose: LoadPurpose, read: &Read, is_shown: bool) {
        let is_over = match purpose {
            LoadPurpose::Open => is_shown,
            LoadPurpose::Start => read.bad.is_empty(),
            LoadPurpose::Add | LoadPurpose::Reload => false,
        };
        if is_over {
            *self = Self {
                meeting: self.meeting.take(),
                display: self.display,
                is_for_meeting: self.is_for_meeting && purpose == LoadPurpose::Start,
                ..Self::default()
            };
            return;
        }
        if purpose == LoadPurpose::Start {
            self.gone.clone_from(&read.gone);
        }
        self.step = match (is_shown, self.step) {
            (true, _) | (false, Step::Done) => Step::Done,
            (false, Step::Reading | Step::Failed) => Step::Failed,
        };
    }
}
