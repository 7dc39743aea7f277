//! Messages that stay until they are closed or done with.

use std::path::PathBuf;
use std::sync::Arc;

use super::App;
use super::coverage::Coverage;
use crate::diagnostic::{Diagnostic, Severity};

/// A message that stays until it is closed or done with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub severity: Severity,
    /// What happened.
    pub text: String,
    /// What to do.
    pub hint: Option<String>,
    /// Buttons to go on with.
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
}

impl App {
    #[track_caller]
    pub(super) fn say(
        &mut self,
        severity: Severity,
        text: impl Into<String>,
        hint: Option<String>,
        kind: NoticeKind,
    ) {
        let notice = Notice {
            severity,
            text: text.into(),
            hint,
            kind,
        };
        crate::journal::shown(severity, &notice.text);
        self.notices.retain(|known| *known != notice);
        self.notices.push(notice);
        // The oldest go first; what asks for a decision stays.
        while self.notices.len() > 4 {
            let nth = self
                .notices
                .iter()
                .position(|notice| notice.kind == NoticeKind::Plain)
                .unwrap_or(0);
            self.notices.remove(nth);
        }
    }

    /// Takes over a font for the data, and reports characters that no font holds.
    pub(super) fn take_coverage(&mut self, coverage: Coverage) {
        self.font = coverage.font.map(Arc::new);
        if coverage.missing.is_empty() {
            return;
        }
        let some: String = coverage.missing.iter().take(30).collect();
        let count = coverage.missing.len();
        self.diagnostics.push(
            Diagnostic::new(
                Severity::Warning,
                format!("有 {count} 个字没有可用的字体，显示为方框：{some}"),
            )
            .with_hint("安装含有这些字的字体后重新打开程序；导出的文件不受影响"),
        );
    }
}
