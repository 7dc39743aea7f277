//! View files: read and written on a thread.

use std::path::PathBuf;

use super::jobs::Job;
use super::naming::file_name;
use super::notice::NoticeKind;
use super::state::App;
use crate::diagnostic::{Diagnostic, Severity};
use crate::view::{self, ChipKind, ViewSpec};

impl App {
    /// Opens a view file.
    pub(super) fn read_view(&mut self, path: PathBuf) {
        self.start_view(path, "已打开视图".to_owned());
    }

    /// Reads a view; once it is there, says so in these words.
    fn start_view(&mut self, path: PathBuf, words: String) {
        let job = Job::new("zeren-view", "打开视图");
        self.jobs.start(job, move |_| {
            let read = view::load(&path);
            move |app: &mut App| app.take_view(read, words)
        });
    }

    /// Opens a view that was chosen as data.
    pub(super) fn read_view_instead(&mut self, path: PathBuf) {
        let words = format!("“{}”是视图文件，已作为视图打开", file_name(&path));
        self.start_view(path, words);
    }

    /// Writes the view to a file.
    pub(super) fn write_view(&mut self, path: PathBuf) {
        let view = self.view.clone();
        let job = Job::new("zeren-view", "保存视图");
        self.jobs.start(job, move |_| {
            let written = view::save(&path, &view);
            move |app: &mut App| app.take_written_view(path, written)
        });
    }

    fn take_view(&mut self, read: Result<ViewSpec, Diagnostic>, words: String) {
        match read {
            Ok(view) => {
                let view = if self.changes().is_some() {
                    view
                } else {
                    // Saved while comparing: a filter that nothing on the screen speaks of.
                    view.without(ChipKind::Changes)
                };
                self.set_view(view, false);
                self.note(words);
            }
            Err(error) => self.report(error),
        }
    }

    fn take_written_view(&mut self, path: PathBuf, written: Result<Option<PathBuf>, Diagnostic>) {
        match written {
            Ok(kept) => {
                let text = format!("视图已保存：{}", path.display());
                let hint = kept.map(|kept| format!("原来的视图留作 {}", kept.display()));
                self.say(Severity::Note, text, hint, NoticeKind::Written(path));
            }
            Err(error) => self.report(error),
        }
    }
}
