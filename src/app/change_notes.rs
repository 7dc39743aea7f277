//! 修改对照表 for every body that changes touch, in a folder of their own.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::forms::ExportForm;
use super::jobs::Job;
use super::notice::NoticeKind;
use super::state::App;
use crate::diagnostic::{Diagnostic, Severity};
use crate::export::{ChangeNotes, Content, Distributed};
use crate::store::{self, Replacing};
use crate::terms;

impl App {
    /// Writes the files on a thread, into a new folder inside the one that was asked for: nothing
    /// that is there is replaced.
    pub(super) fn start_change_notes(&mut self, form: &ExportForm, folder: PathBuf) {
        let make = self.content_maker(form);
        let (format, options) = (form.format, form.options);
        let job = Job::new(
            "zeren-notes",
            format!("正在按机构导出{}", terms::CHANGE_TABLE),
        );
        let job = job.with_bar().reports_cancel();
        self.jobs.start(job, move |progress| {
            let Some(Content::Form(table)) = make() else {
                return Box::new(|_: &mut App| {}) as Box<dyn FnOnce(&mut App) + Send>;
            };
            let name = format!("{}_{}", terms::CHANGE_TABLE, table.sheet.today);
            let wanted = folder.join(name);
            let free = store::free_name(&wanted, store::in_brackets, |path| !path.exists());
            let folder = free.unwrap_or(wanted);
            let sheet = Arc::clone(&table.sheet);
            let files = ChangeNotes::new(sheet, table.spec, &[], (format, options), &folder);
            let begun = if files.files.is_empty() {
                Ok(())
            } else {
                std::fs::create_dir_all(&folder)
            };
            let ended = match begun {
                Ok(()) => Ok(files.run(Replacing::Never, progress)),
                Err(error) => Err(no_folder(&folder, &error)),
            };
            Box::new(move |app: &mut App| match ended {
                Ok(ended) => app.take_change_notes(&ended, &folder),
                Err(error) => app.report(error),
            })
        });
    }

    /// Says how it ended.
    fn take_change_notes(&mut self, ended: &Distributed, folder: &Path) {
        let kind = match ended.written.first() {
            Some(first) => NoticeKind::Written(first.clone()),
            None => NoticeKind::Plain,
        };
        let (count, place) = (ended.written.len(), folder.display());
        let text = match (ended.cancelled, count) {
            (true, _) => format!("已取消导出，已写出的 {count} 个文件留在 {place}"),
            (false, 0) if ended.failed.is_empty() => "没有修改涉及机构，没有写出文件".to_owned(),
            (false, _) => format!("已导出 {count} 个机构的{}：{place}", terms::CHANGE_TABLE),
        };
        if count > 0 || ended.failed.is_empty() {
            self.say(Severity::Note, text, None, kind);
        }
        for failure in ended.failures() {
            self.report(failure);
        }
    }
}

fn no_folder(folder: &Path, error: &std::io::Error) -> Diagnostic {
    let words = format!("无法建立文件夹 {}，系统报告：{error}", folder.display());
    Diagnostic::error(words).with_hint("换一个位置，或先建立这个文件夹")
}
