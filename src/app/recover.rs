//! Keeping changes that are not saved, and offering what a crash left behind.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::jobs::Job;
use super::naming::file_name;
use super::notice::NoticeKind;
use super::recovery::{discard, orphans, put_back, read, write};
use super::state::App;
use super::unsaved::Leaving;
use crate::diagnostic::Severity;
use crate::model::Dataset;

impl App {
    /// Keeps what is not saved, or forgets it when all is. One at a time is written; what changed
    /// meanwhile is written next.
    pub(super) fn keep_recovery(&mut self) {
        let kept: Vec<(PathBuf, Arc<Dataset>)> = self
            .editing
            .unsaved()
            .map(|edited| {
                let file = edited.file.clone().unwrap_or_default();
                (file, Arc::clone(&edited.dataset))
            })
            .collect();
        if kept.is_empty() {
            self.recovery.is_outdated = false;
            if !self.recovery.is_under_way {
                self.recovery.forget();
            }
            return;
        }
        if self.recovery.is_under_way {
            self.recovery.is_outdated = true;
            return;
        }
        let Some(place) = self.recovery.own() else {
            return;
        };
        self.recovery.is_under_way = true;
        let job = Job::new("zeren-recovery", "留底").if_lost(Self::end_keeping);
        self.jobs.start(job, move |_| {
            let written = write(&place, &kept);
            if let Err(error) = &written {
                log::warn!("recovery file not written: {}", error.message);
            }
            move |app: &mut App| {
                app.tell_not_kept(written.is_err());
                app.end_keeping();
            }
        });
    }

    /// Says once that a crash would now lose what is not saved, until it can be kept again.
    fn tell_not_kept(&mut self, has_failed: bool) {
        let was_told = std::mem::replace(&mut self.recovery.is_told, has_failed);
        if has_failed && !was_told {
            let text = "没有保存的修改留不了底，意外中止时会丢失".to_owned();
            let hint = "尽快按 Ctrl+S 保存；检查设置文件夹的权限和磁盘空间".to_owned();
            self.say(Severity::Warning, text, Some(hint), NoticeKind::Plain);
        }
    }

    /// Nothing is being written any more, whatever came of it: what changed meanwhile is next.
    fn end_keeping(&mut self) {
        self.recovery.is_under_way = false;
        let is_saved = self.editing.unsaved().next().is_none();
        if std::mem::take(&mut self.recovery.is_outdated) || is_saved {
            self.keep_recovery();
        }
    }

    /// Offers what programs left behind that did not end as they should.
    pub(super) fn look_for_recovery(&mut self) {
        let Some(folder) = self.recovery.folder.clone() else {
            return;
        };
        let left = orphans(&folder);
        if left.is_empty() {
            return;
        }
        // How long it takes to read them grows with the data.
        self.jobs
            .start(Job::new("zeren-recovery", "查看留底"), move |_| {
                let mut found: Vec<(PathBuf, String)> = Vec::new();
                for file in left {
                    match read(&file) {
                        Ok(kept) => {
                            let names = kept.files.iter().map(|it| named(&it.file));
                            found.push((file, names.collect::<Vec<_>>().join("、")));
                        }
                        Err(error) => log::warn!("recovery file not read: {}", error.message),
                    }
                }
                move |app: &mut App| {
                    for (file, names) in found {
                        let text = format!("上次没有正常结束，对{names}的修改还在");
                        let hint = "恢复时另存成一份并打开，原来的文件不动".to_owned();
                        let kind = NoticeKind::Recovery(file);
                        app.say(Severity::Warning, text, Some(hint), kind);
                    }
                }
            });
    }

    /// Writes what was left behind beside its files, under names of its own, and opens it.
    pub(super) fn recover(&mut self, file: PathBuf) {
        let fallback = self.recovery.folder.clone();
        let job = Job::new("zeren-recover", "正在恢复修改");
        self.jobs.start(job, move |_| {
            let done = put_back(&file, fallback.as_deref());
            move |app: &mut App| match done {
                Ok(files) => {
                    discard(&file);
                    let names: Vec<String> = files
                        .iter()
                        .map(|file| format!("“{}”", file_name(file)))
                        .collect();
                    app.note(format!("已恢复到{}", names.join("、")));
                    app.leave(Leaving::Open { files, add: false });
                }
                Err(error) => app.report(error),
            }
        });
    }
}

fn named(file: &Path) -> String {
    if file.as_os_str().is_empty() {
        "数据".to_owned()
    } else {
        format!("“{}”", file_name(file))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::editing::{Change, Editing};
    use crate::app::jobs::Change as Came;
    use crate::app::settings::Settings;
    use crate::model::workspace::TaskIx;

    fn app_in(folder: &Path) -> App {
        let settings = folder.join("settings.ron");
        let today = "2026-11-22".parse().unwrap();
        let mut app = App::new(Settings::default(), Some(settings), today);
        app.settle();
        let data = crate::store::parse(crate::store::builtin().as_bytes(), None).unwrap();
        let file = folder.join("甲.ron");
        app.editing = Editing::of(vec![(Some(file), data.dataset)]);
        app
    }

    fn change(app: &mut App, title: &str) {
        let workspace = Arc::clone(&app.data.workspace);
        let change = Change::Title(TaskIx::new(0), title.to_owned());
        assert!(app.editing.make(&workspace, &change).unwrap());
        app.keep_recovery();
    }

    #[test]
    fn what_cannot_be_kept_is_said_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut app = app_in(folder.path());
        std::fs::create_dir(app.recovery.own().unwrap()).unwrap();
        for title in ["治河", "治湖"] {
            change(&mut app, title);
            app.settle();
            let notices = app.notices.iter();
            let said = notices.filter(|notice| notice.text.contains("留不了底"));
            assert_eq!(said.count(), 1);
        }
    }

    #[test]
    fn what_changes_while_a_lost_job_kept_the_rest_is_kept_after_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut app = app_in(folder.path());
        app.recovery.is_under_way = true;
        change(&mut app, "治河");
        let job = Job::new("zeren-recovery", "留底").if_lost(App::end_keeping);
        app.jobs
            .start(job, |_| -> Came<App> { panic!("index out of bounds") });
        app.settle();
        let kept = read(&app.recovery.own().unwrap()).unwrap();
        assert!(kept.files[0].text.contains("治河"));
    }
}
