//! Saving changed files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::jobs::Job;
use super::naming::file_name;
use super::notice::NoticeKind;
use super::state::App;
use super::written::{Kept, Order, Written, write_back};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::edit::HistoryState;

/// What was to be saved, as it was when that began.
#[derive(Clone, Copy)]
struct Begun {
    generation: u64,
    state: HistoryState,
}

impl App {
    /// Saves what was changed. A draft is asked a name for; of a file whose comments would be lost
    /// it is told first.
    pub(super) fn save_edits(&mut self) {
        let changed: Vec<PathBuf> = self
            .editing
            .unsaved()
            .filter_map(|edited| edited.file.clone())
            .collect();
        let is_draft = |file: &PathBuf| self.drafts.iter().any(|opened| opened.file == *file);
        let (drafts, files): (Vec<_>, Vec<_>) = changed.into_iter().partition(is_draft);
        if files.is_empty() && (!drafts.is_empty() || !self.drafts.is_empty()) {
            self.ask_draft_name(true);
            return;
        }
        for file in files {
            self.save_file(file);
        }
    }

    /// Saves a file, or notes that it is wanted once more: the answer of the saving under way is
    /// the answer to both.
    fn save_file(&mut self, file: PathBuf) {
        let Some(nth) = self.editing.nth(&file) else {
            return;
        };
        if !self.editing.saves.begin(&file) {
            return;
        }
        let edited = &self.editing.files[nth];
        let begun = Begun {
            generation: self.editing.generation,
            state: edited.history.state(),
        };
        let order = Order {
            dataset: Arc::clone(&edited.dataset),
            shown: self.on_disk.shown_content(&file),
            agreed: edited.agreed,
            kept: self.editing.saves.kept(&file).cloned(),
            file: file.clone(),
        };
        let job = Job::new("zeren-save", "保存修改").if_lost(move |app: &mut Self| {
            app.editing.saves.end(&file);
        });
        self.jobs.start(job, move |_| {
            let written = write_back(&order);
            move |app: &mut App| app.take_saved(&order.file, begun, written)
        });
    }

    fn take_saved(&mut self, file: &Path, begun: Begun, written: Result<Written, Diagnostic>) {
        let again = self.editing.saves.end(file);
        // Files may have been opened or read again while it was written.
        let nth = self.editing.nth(file);
        let nth = nth.filter(|_| begun.generation == self.editing.generation);
        match written {
            Ok(Written::Saved(kept)) => {
                self.note_written(file, nth, begun.state, kept);
                let is_open = nth.is_some_and(|nth| self.editing.files[nth].history.is_unsaved());
                if again && is_open {
                    self.save_file(file.to_owned());
                }
            }
            // Who pressed again had not read it yet.
            Ok(Written::WouldLose(count)) => {
                if let Some(nth) = nth {
                    self.editing.files[nth].agreed = count;
                }
                let text = format!(
                    "保存会丢掉“{}”中的 {count} 处注释，还没有保存",
                    file_name(file)
                );
                let hint = "再按一次 Ctrl+S 保存，打开时的文件留作 .bak；或用“保存为 RON…”另存一份";
                let hint = Some(hint.to_owned());
                self.say(Severity::Warning, text, hint, NoticeKind::Plain);
            }
            Err(error) => self.report(error),
        }
    }

    fn note_written(&mut self, file: &Path, nth: Option<usize>, state: HistoryState, kept: Kept) {
        let text = format!("修改已保存：{}", file.display());
        let what = if kept.is_as_opened {
            "打开时"
        } else {
            "上次保存"
        };
        let hint = format!("{what}的文件留作 {}", kept.at.display());
        if let Some(nth) = nth {
            let is_of_it = |kind: &NoticeKind| kind.is_of_disk() && kind.file() == Some(file);
            self.notices.retain(|notice| !is_of_it(&notice.kind));
            for (shown, held) in &mut self.on_disk.shown {
                if shown == file {
                    *held = kept.wrote;
                }
            }
            // What changed while it was written is not in the file.
            let edited = &mut self.editing.files[nth];
            edited.history.note_saved(state);
            edited.agreed = 0;
        }
        self.editing.saves.keep(file, kept);
        self.note_unsaved();
        let kind = NoticeKind::Written(file.to_owned());
        self.say(Severity::Note, text, Some(hint), kind);
    }
}
