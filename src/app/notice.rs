//! Messages that stay until they are closed or done with.

use crate::diagnostic::Severity;
use std::path::PathBuf;

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
}

/// What a notice offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Nothing but to be read.
    Plain,
    /// A file was written: 打开, 打开所在文件夹.
    Written(PathBuf),
    /// An open file changed: 重新读取.
    Changed,
    /// There are findings: 查看诊断.
    Findings,
    /// Files of the start are gone: 重试, 选择文件….
    Gone,
}

impl NoticeKind {
    /// Whether it is about the files that are open, and means nothing for others.
    pub(super) fn is_about_files(&self) -> bool {
        match self {
            Self::Changed | Self::Findings | Self::Gone => true,
            Self::Plain | Self::Written(_) => false,
        }
    }
}

/// How many notices are kept.
const MOST: usize = 4;

impl Notice {
    /// Puts it behind the others, in place of one with the same words. The oldest make room for it; what asks
    /// for a decision stays.
    pub(super) fn join(self, notices: &mut Vec<Self>) {
        notices.retain(|known| known.text != self.text);
        notices.push(self);
        while notices.len() > MOST {
            let mut kinds = notices.iter().map(|notice| &notice.kind);
            let nth = kinds.position(|kind| *kind == NoticeKind::Plain);
            notices.remove(nth.unwrap_or(0));
        }
    }
}
