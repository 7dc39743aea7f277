//! Changing the open data, taking changes back, and saving them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::editing::{Change, Editing};
use super::jobs::Job;
use super::naming::file_name;
use super::notice::NoticeKind;
use super::state::App;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::edit::EditError;
use crate::model::workspace::Workspace;
use crate::model::{Dataset, check};
use crate::store::{self, watch};
use crate::view::{Data, Sheet, SuccessionView};

impl App {
    /// Whether marks are set by typing on a cell.
    #[must_use]
    pub fn is_editing(&self) -> bool {
        self.editing.is_on && self.lacks_editing().is_none()
    }

    /// Why the open data cannot be changed.
    pub(super) fn lacks_editing(&self) -> Option<&'static str> {
        if self.stage.comparing().is_some() {
            return Some("对比时不能修改：请先结束对比");
        }
        let lack = "内置数据先用“保存为 RON…”另存一份，再修改";
        self.files.is_empty().then_some(lack)
    }

    /// Changes the data, so that it can be taken back.
    pub(super) fn change_data(&mut self, change: &Change) {
        if let Some(lack) = self.lacks_editing() {
            self.note(lack);
            return;
        }
        // A column stands for several bodies then, and nobody knows which of them is meant.
        let is_folded = self.view.succession == SuccessionView::Current
            && !self.data.workspace.successions.is_empty();
        if is_folded && matches!(change, Change::Mark { .. }) {
            self.note("按现机构归并时不能改标记：先用 Ctrl+J 改回按原文显示");
            return;
        }
        let workspace = Arc::clone(&self.data.workspace);
        match self.editing.make(&workspace, change) {
            Ok(true) => {
                if matches!(change, Change::Clause(..)) {
                    self.follow_clause(change.task());
                }
                self.show_edited();
            }
            Ok(false) => {}
            Err(error) => self.report_edit(error),
        }
    }

    /// Takes back the last change of the data; says whether there was one.
    pub(super) fn undo_edit(&mut self) -> bool {
        let done = self.editing.undo();
        self.take_turn(done)
    }

    /// Makes the change of the data again that was taken back last.
    pub(super) fn redo_edit(&mut self) -> bool {
        let done = self.editing.redo();
        self.take_turn(done)
    }

    fn take_turn(&mut self, done: Result<Option<String>, EditError>) -> bool {
        match done {
            Ok(None) => false,
            Ok(Some(_)) => {
                self.show_edited();
                true
            }
            Err(error) => {
                self.report_edit(error);
                true
            }
        }
    }

    pub(super) fn report_edit(&mut self, error: EditError) {
        self.report_failure(error.message(), error.hint());
    }

    /// Puts the data on the screen as it is now. Filter, cursor and the way back stay.
    pub(super) fn show_edited(&mut self) {
        let id = |app: &Self| {
            let agency = app.selection.agency?;
            Some(app.data.workspace.agency(agency).id.clone())
        };
        let id = id(self);
        let (workspace, mut diagnostics) = Workspace::join(self.editing.sources());
        for edited in &self.editing.files {
            diagnostics.extend(self.said_of(edited.file.as_deref(), &edited.dataset));
        }
        diagnostics.sort_by_key(|said| std::cmp::Reverse(said.severity));
        self.diagnostics = diagnostics;
        let before = std::mem::replace(&mut self.data, Data::new(workspace));
        self.put_away(before);
        self.refresh_review();
        self.selection.agency = id.and_then(|id| self.data.workspace.agency_by_id(&id));
        self.view = self.view.known_to(&self.data.workspace);
        let sheet = Sheet::new(&self.data, &self.view, self.today);
        self.take_sheet(Arc::new(sheet));
        self.is_warm = false;
        self.note_unsaved();
    }

    /// What there is to say about a file as it is now.
    fn said_of(&self, file: Option<&Path>, dataset: &Dataset) -> Vec<Diagnostic> {
        let mut drafts = self.drafts.iter();
        if let Some(opened) = drafts.find(|opened| Some(opened.file.as_path()) == file) {
            return opened.findings(dataset);
        }
        let found = check::check(dataset).into_iter().map(|finding| {
            let said = Diagnostic::new(finding.severity, finding.message).about(finding.item);
            let said = match finding.hint {
                Some(hint) => said.with_hint(hint),
                None => said,
            };
            match file {
                Some(file) => said.in_file(file),
                None => said,
            }
        });
        found.collect()
    }

    /// Notes what would be lost now.
    pub(super) fn note_unsaved(&mut self) {
        let changed: Vec<PathBuf> = self
            .editing
            .unsaved()
            .filter_map(|edited| edited.file.clone())
            .collect();
        let words = match changed.as_slice() {
            [] => self.drafts_words(),
            [one] => Some(format!("对“{}”的修改", file_name(one))),
            [first, ..] => Some(format!(
                "对“{}”等 {} 份文件的修改",
                file_name(first),
                changed.len()
            )),
        };
        self.set_unsaved(words);
        self.keep_recovery();
    }

    pub(super) fn lacks_edits(&self) -> Option<&'static str> {
        let is_saved = self.editing.unsaved().next().is_none() && self.drafts.is_empty();
        is_saved.then_some("没有要保存的修改")
    }

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

    fn save_file(&mut self, file: PathBuf) {
        let Some(nth) = self.editing.nth(&file) else {
            return;
        };
        let shown = self.on_disk.shown_content(&file);
        let is_warned = std::mem::replace(&mut self.editing.files[nth].is_warned, true);
        let dataset = self.editing.files[nth].dataset.clone();
        let turn = self.editing.turn;
        let job = Job::new("zeren-save", "保存修改");
        self.jobs.start(job, move |_| {
            let written = write_back(&file, &dataset, shown, is_warned);
            move |app: &mut App| app.take_saved(&file, turn, written)
        });
    }

    fn take_saved(&mut self, file: &Path, turn: u64, written: Result<Written, Diagnostic>) {
        let (content, kept) = match written {
            Ok(Written::Saved { content, kept }) => (content, kept),
            Ok(Written::WouldLose(count)) => {
                let text = format!(
                    "保存会丢掉“{}”中的 {count} 处注释，还没有保存",
                    file_name(file)
                );
                let hint = "再按一次 Ctrl+S 保存，原来的文件留作 .bak；或用“保存为 RON…”另存一份";
                let hint = Some(hint.to_owned());
                self.say(Severity::Warning, text, hint, NoticeKind::Plain);
                return;
            }
            Err(error) => {
                self.report(error);
                return;
            }
        };
        let is_of_it = |kind: &NoticeKind| kind.is_of_disk() && kind.file() == Some(file);
        self.notices.retain(|notice| !is_of_it(&notice.kind));
        for (shown, held) in &mut self.on_disk.shown {
            if shown == file {
                *held = content;
            }
        }
        // What changed while it was written is not in the file.
        if turn == self.editing.turn
            && let Some(nth) = self.editing.nth(file)
        {
            self.editing.files[nth].history.note_saved();
        }
        self.note_unsaved();
        let text = format!("修改已保存：{}", file.display());
        let hint = format!("原来的文件留作 {}", kept.display());
        let kind = NoticeKind::Written(file.to_owned());
        self.say(Severity::Note, text, Some(hint), kind);
    }

    /// Forgets changes: other data was opened.
    pub(super) fn take_sources(&mut self, files: Vec<(Option<PathBuf>, Dataset)>) {
        let is_on = self.editing.is_on;
        self.editing = Editing::of(files);
        self.editing.is_on = is_on;
    }
}

/// What became of a file that was to be saved.
enum Written {
    /// It holds the data now; the old one is kept beside it.
    Saved {
        content: watch::Content,
        kept: PathBuf,
    },
    /// So many comments would be lost, and nobody knows yet.
    WouldLose(usize),
}

/// Writes a file that was opened, unless somebody else changed it since.
fn write_back(
    file: &Path,
    dataset: &Dataset,
    shown: Option<watch::Content>,
    is_warned: bool,
) -> Result<Written, Diagnostic> {
    let now = watch::content(file).ok();
    if now != shown {
        let error = Diagnostic::error("这个文件已被别的程序修改，没有替换它");
        let hint = "用“保存为 RON…”另存一份，再用“对比…”与它对照";
        return Err(error.with_hint(hint).in_file(file));
    }
    let text = store::to_ron(dataset).map_err(|error| error.in_file(file))?;
    store::parse(text.as_bytes(), Some(file)).map_err(|reasons| gravest(&reasons, file))?;
    if !is_warned {
        let comments = store::text(file).map_or(0, |old| store::count_comments(&old));
        if comments > 0 {
            return Ok(Written::WouldLose(comments));
        }
    }
    let mut kept = file.as_os_str().to_owned();
    kept.push(".bak");
    let kept = PathBuf::from(kept);
    std::fs::copy(file, &kept).map_err(|error| {
        Diagnostic::error(format!("原来的文件留不下来，系统报告：{error}"))
            .with_hint("检查文件夹的权限，或用“保存为 RON…”另存一份")
            .in_file(file)
    })?;
    store::save(file, dataset)?;
    let content = watch::content(file).unwrap_or(watch::Content::Gone);
    Ok(Written::Saved { content, kept })
}

/// The reason why data cannot be saved: it could not be read again.
pub(super) fn gravest(reasons: &[Diagnostic], file: &Path) -> Diagnostic {
    let found = crate::diagnostic::gravest(reasons);
    let error = found.map_or("数据不能保存", |found| found.message.as_str());
    Diagnostic::error(format!("没有保存：{error}"))
        .with_hint("撤销最近的修改，或按诊断改好，再保存")
        .in_file(file)
}
