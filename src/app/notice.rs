//! Messages that stay until they are closed or done with.

use crate::diagnostic::Severity;
use std::path::{Path, PathBuf};

/// A message that stays until it is closed or done with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub severity: Severity,
    /// What happened.
    pub text: String,
    /// What the person can do about it.
    pub hint: Option<String>,
    /// Which buttons it has.
    pub kind: NoticeKind,
    /// The file whose state it tells: there is one notice of a file, the newest.
    pub file: Option<PathBuf>,
}

/// What a notice offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Nothing but to be read.
    Plain,
    /// A file was written: 打开, 打开所在文件夹.
    Written(PathBuf),
    /// An open file changed: 重新读取.
    Changed(PathBuf),
    /// An open file was moved away or deleted.
    Removed(PathBuf),
    /// A file cannot be used: 查看诊断.
    Findings(PathBuf),
    /// Files of the start are gone: 重试, 选择文件….
    Gone,
    /// Changes that a crash left in this recovery file: 恢复, 不要了.
    Recovery(PathBuf),
}

impl NoticeKind {
    /// Whether it is about the files that are open, and means nothing for others.
    pub(super) fn is_about_files(&self) -> bool {
        match self {
            Self::Changed(_) | Self::Removed(_) | Self::Findings(_) | Self::Gone => true,
            Self::Plain | Self::Written(_) | Self::Recovery(_) => false,
        }
    }

    /// Whether it says that a file on the disk is not what the screen shows.
    pub(super) fn is_of_disk(&self) -> bool {
        matches!(self, Self::Changed(_) | Self::Removed(_))
    }

    /// The file that it is about, where it is about one.
    pub(super) fn file(&self) -> Option<&Path> {
        match self {
            Self::Written(file)
            | Self::Changed(file)
            | Self::Removed(file)
            | Self::Findings(file) => Some(file),
            Self::Plain | Self::Gone | Self::Recovery(_) => None,
        }
    }
}

/// How many notices are kept.
const MOST: usize = 4;

impl Notice {
    /// Whether it is only to be read: nothing went wrong, and nothing is to be decided.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        self.kind == NoticeKind::Plain && self.severity == Severity::Note
    }

    /// Puts it behind the others, in place of one with the same words or about the same file. The
    /// oldest make room for it; what asks for a decision stays.
    pub(super) fn join(self, notices: &mut Vec<Self>) {
        let is_other = |known: &Self| known.file.is_none() || known.file != self.file;
        notices.retain(|known| known.text != self.text && is_other(known));
        notices.push(self);
        while notices.len() > MOST {
            let mut kinds = notices.iter().map(|notice| &notice.kind);
            let nth = kinds.position(|kind| *kind == NoticeKind::Plain);
            notices.remove(nth.unwrap_or(0));
        }
    }
}
