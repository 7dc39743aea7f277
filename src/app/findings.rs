//! What there is to say about the data, and the panel that says it.

use super::notice::{Notice, NoticeKind};
use super::state::App;
use crate::diagnostic::{Diagnostic, Severity};

impl App {
    /// All findings, the weightiest first: of the data on the screen, and of files that could not be used.
    #[must_use]
    pub fn diagnostics(&self) -> Vec<&Diagnostic> {
        let failed = self.on_disk.failed.iter();
        let reasons = failed.flat_map(|failed| &failed.reasons);
        let mut all: Vec<&Diagnostic> = reasons.chain(&self.diagnostics).collect();
        // Stable: of one weight they stay in the order of the files.
        all.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        all
    }

    /// Whether the panel of findings is open and there are any.
    #[must_use]
    pub fn shows_findings(&self) -> bool {
        self.findings_open && !self.stage.is_presenting() && self.count_findings().0 > 0
    }

    /// Opens the panel of findings, or closes it.
    pub(super) fn toggle_findings(&mut self) {
        let open = !self.shows_findings();
        self.open_findings(open);
    }

    /// How many findings there are, and the weightiest of them.
    #[must_use]
    pub(crate) fn count_findings(&self) -> (usize, Option<Severity>) {
        let failed = self.on_disk.failed.iter();
        let (mut count, mut most) = (self.diagnostics.len(), None);
        for failed in failed {
            count += failed.reasons.len();
            let reasons = failed.reasons.iter().map(|reason| reason.severity);
            most = most.max(reasons.max());
        }
        // These are sorted by their weight.
        (
            count,
            most.max(self.diagnostics.first().map(|first| first.severity)),
        )
    }

    /// Opens the panel of findings, or closes it. What a notice says of them stands in it.
    pub(super) fn open_findings(&mut self, open: bool) {
        self.findings_open = open;
        if open {
            let is_there = |notice: &Notice| matches!(notice.kind, NoticeKind::Findings(_));
            self.notices.retain(|notice| !is_there(notice));
        }
    }
}
