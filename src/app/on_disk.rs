//! The files of the data as they are on the disk: those on the screen, and those that could not be
//! used.

use std::path::{Path, PathBuf};

use super::loading::LoadPurpose;
use crate::diagnostic::Diagnostic;
use crate::store::watch::{Content, Watch};

/// What is known of the files on the disk.
#[derive(Default)]
pub(super) struct OnDisk {
    /// The files on the screen, with what they held when they were read.
    pub shown: Vec<(PathBuf, Content)>,
    /// The files that could not be used, until they can, or until nobody wants them any more.
    pub failed: Vec<Failed>,
    /// Files that could not be used and have changed since: they are to be tried again.
    pub mended: Vec<PathBuf>,
    /// Tells when one of all these changes.
    pub watch: Option<Watch>,
    /// How many jobs are reading files.
    pub reading: usize,
}

/// Files that somebody wanted to open, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attempt {
    pub purpose: LoadPurpose,
    pub files: Vec<PathBuf>,
}

/// A file that could not be used.
pub(super) struct Failed {
    pub file: PathBuf,
    /// Why; nothing for one that is gone at the start, which is named elsewhere.
    pub reasons: Vec<Diagnostic>,
    /// With which others it was wanted.
    pub attempt: Attempt,
}

impl OnDisk {
    /// What a file on the screen held when it was read.
    pub(crate) fn shown_content(&self, file: &Path) -> Option<Content> {
        let mut shown = self.shown.iter();
        shown
            .find(|(known, _)| known == file)
            .map(|(_, content)| *content)
    }

    /// The entry of a file that could not be used.
    pub fn failed(&self, file: &Path) -> Option<&Failed> {
        self.failed.iter().find(|failed| failed.file == file)
    }
}
