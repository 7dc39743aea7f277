//! Documents that were opened in place of data: their drafts, and saving these as data.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ask::Ask;
use super::jobs::Job;
use super::naming::file_name;
use super::notice::NoticeKind;
use super::state::App;
use super::unsaved::Leaving;
use super::written::{gravest, unwritten};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::opened::Opened;
use crate::model::edit::HistoryState;
use crate::model::{Dataset, Section};
use crate::store;
use crate::store::watch::{self, Watch};

impl App {
    /// The documents among the open files. What is shown of them is a draft that no file holds.
    #[must_use]
    pub fn drafts(&self) -> &[Arc<Opened>] {
        &self.drafts
    }

    /// What would be lost of the drafts, in words; `None` where there are none.
    pub(super) fn drafts_words(&self) -> Option<String> {
        match self.drafts.as_slice() {
            [] => None,
            [one] => Some(format!("从“{}”读取的草稿", file_name(&one.file))),
            [first, ..] => Some(format!(
                "从“{}”等 {} 份文件读取的草稿",
                file_name(&first.file),
                self.drafts.len()
            )),
        }
    }

    /// Takes over the documents among files that are on the screen now, and says what was read of
    /// the new ones.
    pub(super) fn take_drafts(&mut self, drafts: Vec<Arc<Opened>>) {
        let before = std::mem::replace(&mut self.drafts, drafts);
        self.note_unsaved();
        let is_new = |opened: &&Arc<Opened>| before.iter().all(|old| old.file != opened.file);
        let new: Vec<Arc<Opened>> = self.drafts.iter().filter(is_new).cloned().collect();
        for opened in &new {
            let tasks = &opened.reading.tasks;
            let duties: usize = tasks.iter().map(|task| task.duties.len()).sum();
            let text = format!(
                "已读取“{}”：{} 项任务，{duties} 处分工，是未审阅草稿",
                file_name(&opened.file),
                tasks.len()
            );
            let hint = "按 F7 逐处与原文核对，再用“保存为 RON…”存成数据文件";
            let hint = Some(hint.to_owned());
            self.say(Severity::Note, text, hint, NoticeKind::Plain);
        }
        if !new.is_empty() {
            self.open_findings(true);
        }
    }

    /// Asks for the name of the data file that the drafts become.
    pub(super) fn ask_draft_name(&mut self, with_text: bool) {
        self.ask(Ask::SaveDraft { with_text });
    }

    /// What 保存为 RON… saves: the first draft, or the first file with changes, or the built-in data.
    fn to_save(&self) -> Option<usize> {
        let files = &self.editing.files;
        let draft = self.drafts.first();
        let draft = draft.and_then(|opened| self.editing.nth(&opened.file));
        draft.or_else(|| files.iter().position(|edited| edited.history.is_unsaved()))
    }

    pub(super) fn lacks_drafts(&self) -> Option<&'static str> {
        let lack = "数据文件没有修改，也没有未保存的草稿";
        let can = self.to_save().is_some() || self.files.is_empty();
        (!can).then_some(lack)
    }

    /// The name that the new data file is offered under.
    pub(super) fn draft_name(&self) -> String {
        let file = self
            .to_save()
            .and_then(|nth| self.editing.files[nth].file.as_ref());
        let is_draft = self
            .drafts
            .first()
            .is_some_and(|first| Some(&first.file) == file);
        let stem = file.and_then(|file| file.file_stem());
        match stem.map(|stem| stem.to_string_lossy()) {
            Some(stem) if is_draft => format!("{stem}.ron"),
            Some(stem) => format!("{stem}（修改）.ron"),
            None => "责任矩阵.ron".to_owned(),
        }
    }

    /// Writes a draft or a changed file under a new name, which takes its place on the screen. Of
    /// the built-in data a copy is written and opened.
    pub(super) fn save_drafts(&mut self, path: PathBuf, with_text: bool) {
        let Some(nth) = self.to_save() else {
            self.save_built_in(path);
            return;
        };
        let edited = &self.editing.files[nth];
        let Some(old) = edited.file.clone() else {
            return;
        };
        if self.files.contains(&path) {
            let error = Diagnostic::error("这个文件正打开着，没有替换它");
            self.report(error.with_hint("换一个文件名").in_file(path));
            return;
        }
        let mut dataset = Arc::clone(&edited.dataset);
        if !with_text {
            for plan in &mut Arc::make_mut(&mut dataset).plans {
                drop_text(&mut plan.sections);
            }
        }
        let begun = (self.editing.generation, edited.history.state());
        let job = Job::new("zeren-save", "保存数据");
        self.jobs.start(job, move |_| {
            let written = write(&path, &old, &dataset);
            let content = watch::content(&path).unwrap_or(watch::Content::Gone);
            move |app: &mut App| match written {
                Ok(()) => app.take_saved_as(&old, path, content, begun),
                Err(error) => app.report(error),
            }
        });
    }

    fn save_built_in(&mut self, path: PathBuf) {
        let job = Job::new("zeren-save", "保存数据");
        self.jobs.start(job, move |_| {
            let text = store::builtin();
            let written = store::write_atomic(&path, |out| out.write_all(text.as_bytes()));
            move |app: &mut App| match written {
                Ok(()) => app.leave(Leaving::Open {
                    files: vec![path],
                    add: false,
                }),
                Err(error) => app.report(
                    Diagnostic::error(format!("文件没有保存：{}", error.reason()))
                        .with_hint(error.hint())
                        .in_file(path),
                ),
            }
        });
    }

    /// Puts the new file in the place of the one that it was made of.
    fn take_saved_as(
        &mut self,
        old: &Path,
        path: PathBuf,
        content: watch::Content,
        (generation, state): (u64, HistoryState),
    ) {
        let text = format!("数据已保存：{}", path.display());
        let kind = NoticeKind::Written(path.clone());
        self.say(Severity::Note, text, None, kind);
        // Other files may have been opened while it was written.
        let nth = self.editing.nth(old);
        let Some(nth) = nth.filter(|_| generation == self.editing.generation) else {
            return;
        };
        self.drafts.retain(|opened| opened.file != *old);
        self.rename_reviewed(old, &path);
        let edited = &mut self.editing.files[nth];
        edited.file = Some(path.clone());
        edited.history.note_saved(state);
        edited.agreed = 0;
        for file in &mut self.files {
            if file == old {
                file.clone_from(&path);
            }
        }
        self.on_disk.shown.retain(|(file, _)| file != old);
        self.on_disk.shown.push((path.clone(), content));
        let watched = self.files.clone();
        self.on_disk.watch = Some(Watch::new(watched, self.change_teller()));
        self.session.opened(&path);
        self.settings.remember(&path);
        let is_last = self.editing.is_last;
        self.show_edited();
        self.editing.is_last = is_last;
    }
}

/// Takes the wording out of all tasks.
fn drop_text(sections: &mut [Section]) {
    for section in sections {
        for task in &mut section.tasks {
            task.text = None;
        }
        drop_text(&mut section.sections);
    }
}

/// Writes the file, after making sure that it can be read again. Of a data file that it is made of
/// it keeps the comments.
fn write(path: &Path, old: &Path, dataset: &Dataset) -> Result<(), Diagnostic> {
    let old = store::text(old).unwrap_or_default();
    let new = store::rewrite(old.as_bytes(), dataset).map_err(|error| error.in_file(path))?;
    let text = new.text.as_bytes();
    store::parse(text, Some(path)).map_err(|reasons| gravest(&reasons, path))?;
    store::write_atomic(path, |out| out.write_all(text)).map_err(|error| unwritten(&error, path))
}
