//! What happens to files on the disk: one on the screen that changes is named, one that could not
//! be used and is mended opens by itself.

use std::path::{Path, PathBuf};

use super::loading::LoadPurpose;
use super::naming::file_name;
use super::notice::NoticeKind;
use super::on_disk::{Attempt, Failed};
use super::state::App;
use super::unsaved::Leaving;
use crate::diagnostic::{Diagnostic, Severity, gravest};
use crate::store::watch::{Change, Content};

/// How many files of one attempt have a notice of their own where they cannot be used.
const MOST_NAMED: usize = 2;

impl App {
    /// What tells of changes, from the thread of a watch.
    pub(super) fn change_teller(&self) -> impl FnMut(Change) + Send + 'static {
        let tell = self.jobs.mailbox();
        move |change| tell(Box::new(move |app: &mut App| app.take_change(&change)))
    }

    /// Takes note of what a file holds now.
    pub(super) fn take_change(&mut self, change: &Change) {
        let file = change.file.as_path();
        if self.on_disk.failed(file).is_some() {
            if !self.on_disk.mended.iter().any(|mended| mended == file) {
                self.on_disk.mended.push(file.to_owned());
            }
            return;
        }
        let Some(shown) = self.on_disk.shown_content(file) else {
            // It is on the screen no more.
            return;
        };
        let file = file.to_owned();
        match change.content {
            now if now == shown => self.notices.retain(|notice| {
                !(notice.kind.is_of_disk() && notice.kind.file() == Some(file.as_path()))
            }),
            Content::There { .. } => {
                let text = format!("“{}”已被修改", file_name(&file));
                let hint = Some("屏幕上仍是修改前的内容".to_owned());
                self.say(Severity::Note, text, hint, NoticeKind::Changed(file));
            }
            Content::Gone => {
                let text = format!("“{}”已被移走或删除", file_name(&file));
                let hint = Some("屏幕上仍是原来的内容，可以继续查看和导出".to_owned());
                self.say(Severity::Warning, text, hint, NoticeKind::Removed(file));
            }
        }
    }

    /// Names what became of files on the screen while they were read.
    pub(super) fn take_early_changes(&mut self) {
        let Some(watch) = &self.on_disk.watch else {
            return;
        };
        let shown = self.on_disk.shown.iter();
        let changed = shown.filter_map(|(file, shown)| {
            let content = watch.begun(file).filter(|now| now != shown)?;
            Some(Change {
                file: file.clone(),
                content,
            })
        });
        for change in changed.collect::<Vec<_>>() {
            self.take_change(&change);
        }
    }

    /// Notes which of the files that were wanted could not be used, and says of each why. Gives
    /// those that could not be used before and can now.
    pub(super) fn take_failed(
        &mut self,
        attempt: &Attempt,
        bad: Vec<(PathBuf, Vec<Diagnostic>)>,
        shown: &[PathBuf],
        is_other: bool,
    ) -> Vec<PathBuf> {
        let before = std::mem::take(&mut self.on_disk.failed);
        let mended = before.iter().map(|failed| &failed.file);
        let mended = mended
            .filter(|file| shown.contains(file))
            .cloned()
            .collect();
        if !bad.is_empty() || !shown.is_empty() {
            // What was wanted before in place of the data is not wanted any more.
            let others = matches!(attempt.purpose, LoadPurpose::Add | LoadPurpose::Reload);
            let is_wanted = |failed: &Failed| {
                others && !attempt.files.contains(&failed.file) && !shown.contains(&failed.file)
            };
            self.on_disk.failed = before.into_iter().filter(is_wanted).collect();
        } else {
            self.on_disk.failed = before;
        }
        let new = bad.into_iter().map(|(file, reasons)| Failed {
            file,
            reasons,
            attempt: attempt.clone(),
        });
        let first_new = self.on_disk.failed.len();
        self.on_disk.failed.extend(new);
        let failed = &self.on_disk.failed;
        self.notices.retain(|notice| match &notice.kind {
            NoticeKind::Findings(file) => failed.iter().any(|failed| failed.file == *file),
            _ => true,
        });
        self.tell_failed(first_new, is_other);
        mended
    }

    /// Says why files cannot be used; `is_other` where the data before is not on the screen.
    fn tell_failed(&mut self, first_new: usize, is_other: bool) {
        let hint = if is_other {
            "改好文件后自动打开"
        } else {
            "屏幕上仍是原来的数据；改好文件后自动打开"
        };
        let said = self.on_disk.failed[first_new..].iter();
        let said: Vec<(PathBuf, String)> = said
            .filter_map(|failed| Some((failed.file.clone(), reason(&failed.reasons)?)))
            .collect();
        for (file, reason) in said.iter().take(MOST_NAMED) {
            let text = format!("无法使用这份数据：{reason}");
            let kind = NoticeKind::Findings(file.clone());
            self.say(Severity::Error, text, Some(hint.to_owned()), kind);
        }
        if let Some((file, _)) = said.get(MOST_NAMED) {
            let text = format!("另有 {} 个文件无法使用", said.len() - MOST_NAMED);
            let kind = NoticeKind::Findings(file.clone());
            self.say(Severity::Error, text, Some(hint.to_owned()), kind);
        }
    }

    /// Tries files again that could not be used and have changed since. Nothing happens behind a
    /// dialog or a comparison, and nothing that is not saved is put away for it: then it waits.
    pub(super) fn retry_mended(&mut self) {
        let is_busy = self.on_disk.reading > 0
            || self.dialog.is_some()
            || self.stage.comparing().is_some()
            || self.unsaved().is_some();
        if is_busy {
            return;
        }
        // The others wait until it is known what became of the first.
        while let Some(file) = self.on_disk.mended.pop() {
            if let Some(leaving) = self.again(&file) {
                return self.leave(leaving);
            }
        }
    }

    /// What opens a file again as it was wanted.
    fn again(&self, file: &Path) -> Option<Leaving> {
        let attempt = &self.on_disk.failed(file)?.attempt;
        let is_partly_shown = attempt.files.iter().any(|file| self.files.contains(file));
        Some(match attempt.purpose {
            LoadPurpose::Start | LoadPurpose::Reload => Leaving::Reload,
            LoadPurpose::Open if is_partly_shown => Leaving::Open {
                files: vec![file.to_owned()],
                add: true,
            },
            LoadPurpose::Open | LoadPurpose::Add => Leaving::Open {
                files: attempt.files.clone(),
                add: attempt.purpose == LoadPurpose::Add,
            },
        })
    }
}

/// Why a file cannot be used, in a line.
fn reason(reasons: &[Diagnostic]) -> Option<String> {
    let first = gravest(reasons)?;
    let more = match reasons.len() - 1 {
        0 => String::new(),
        more => format!("，另有 {more} 处问题"),
    };
    Some(format!("{}（{}）{more}", first.message, first.place))
}
