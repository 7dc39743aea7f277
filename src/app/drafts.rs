//! Documents that were opened in place of data: their drafts, and saving these as data.

use std::path::PathBuf;
use std::sync::Arc;

use super::ask::Ask;
use super::jobs::Job;
use super::loading::LoadPurpose;
use super::naming::file_name;
use super::notice::NoticeKind;
use super::state::App;
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::opened::{self, Opened};
use crate::store;

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
        self.set_unsaved(self.drafts_words());
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
            let hint = "与原文核对后，用“文件”菜单中的“保存为 RON…”存成数据文件";
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

    pub(super) fn lacks_drafts(&self) -> Option<&'static str> {
        let lack = "没有未保存的草稿：打开一份 Word、PDF 等政策文件，读出的草稿可以保存";
        self.drafts.is_empty().then_some(lack)
    }

    /// The name that the data file of the drafts is offered under.
    pub(super) fn draft_name(&self) -> String {
        let first = self.drafts.first();
        let name = first.map_or_else(|| "草稿".to_owned(), |first| first.name());
        format!("{name}.ron")
    }

    /// Writes the drafts as one data file and opens it in their place.
    pub(super) fn save_drafts(&mut self, path: PathBuf, with_text: bool) {
        let drafts = self.drafts.clone();
        let job = Job::new("zeren-save", "保存数据");
        self.jobs.start(job, move |_| {
            let written = write(&path, &drafts, with_text);
            move |app: &mut App| app.take_saved_drafts(path, &drafts, written)
        });
    }

    fn take_saved_drafts(
        &mut self,
        path: PathBuf,
        saved: &[Arc<Opened>],
        written: Result<(), Diagnostic>,
    ) {
        if let Err(error) = written {
            self.report(error);
            return;
        }
        let text = format!("数据已保存：{}", path.display());
        let kind = NoticeKind::Written(path.clone());
        self.say(Severity::Note, text, None, kind);
        let is_saved = |file: &PathBuf| saved.iter().any(|opened| opened.file == *file);
        // Other files may have been opened while it was written.
        if !saved.iter().all(|opened| self.files.contains(&opened.file)) {
            return;
        }
        let others = self.files.iter().filter(|file| !is_saved(file));
        let mut files: Vec<PathBuf> = others.cloned().collect();
        files.push(path);
        self.load(files, LoadPurpose::Reload);
    }
}

/// Writes the file, after making sure that it can be read again.
fn write(path: &PathBuf, drafts: &[Arc<Opened>], with_text: bool) -> Result<(), Diagnostic> {
    let dataset = opened::drafts(drafts, with_text);
    let text = store::to_ron(&dataset).map_err(|error| error.in_file(path))?;
    store::parse(text.as_bytes(), Some(path)).map_err(|reasons| {
        let gravest = crate::diagnostic::gravest(&reasons).cloned();
        gravest.unwrap_or_else(|| Diagnostic::error("草稿不能存成数据文件").in_file(path))
    })?;
    store::save(path, &dataset)
}
