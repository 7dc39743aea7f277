//! The marked cells: what they are, and how they get on the clipboard.

use std::ops::Range;

use super::effect::Effect;
use super::notice::NoticeKind;
use super::state::App;
use super::tab::Tab;
use crate::diagnostic::Severity;
use crate::export::{Clip, Content, ExportError, Layout, Subject, clip, clip_cells, clip_lines};
use crate::model::workspace::TaskIx;
use crate::view::{CellRange, Sheet};

impl App {
    /// The cells of the matrix that are marked, where that is more than the cursor's.
    #[must_use]
    pub fn marked_cells(&self) -> Option<CellRange> {
        let anchor = self.selection.anchor?;
        CellRange::between(&self.sheet, anchor, self.selection.corner())
    }

    /// The lines of the task list that are marked, where that is more than the cursor's.
    #[must_use]
    pub fn marked_lines(&self) -> Option<Range<usize>> {
        let anchor = self.selection.anchor?;
        self.task_list().between(anchor.task, self.selection.task)
    }

    /// The chosen tasks, as the tab in front shows them: the cursor's, or all that are marked.
    #[must_use]
    pub fn selected_tasks(&self) -> Vec<TaskIx> {
        let marked = match self.tab() {
            Tab::Matrix => self
                .marked_cells()
                .map(|range| range.tasks(&self.sheet).collect()),
            Tab::Tasks => self
                .marked_lines()
                .map(|lines| self.task_list().tasks_in(lines).collect()),
            Tab::Timeline | Tab::Agencies => None,
        };
        let mut tasks: Vec<TaskIx> =
            marked.unwrap_or_else(|| self.selection.task.into_iter().collect());
        // By who leads, a task can stand in several groups.
        let mut seen = std::collections::HashSet::new();
        tasks.retain(|task| seen.insert(*task));
        tasks
    }

    /// What is marked in words; `None` where it is no more than the cursor's cell.
    #[must_use]
    pub fn marked_text(&self) -> Option<String> {
        match self.tab() {
            Tab::Matrix => {
                let range = self.marked_cells()?;
                let tasks = range.tasks(&self.sheet).count();
                let marks = range.marks(&self.sheet);
                let agencies = range.columns.len();
                Some(format!(
                    "已选 {tasks} 项任务 × {agencies} 个机构，{marks} 处分工"
                ))
            }
            Tab::Tasks => {
                let lines = self.marked_lines()?;
                let tasks = self.task_list().tasks_in(lines).count();
                Some(format!("已选 {tasks} 项任务"))
            }
            Tab::Timeline | Tab::Agencies => None,
        }
    }

    /// Lets go of an anchor that is not shown any more.
    pub(super) fn check_anchor(&mut self) {
        let is_gone = |sheet: &Sheet, anchor| CellRange::between(sheet, anchor, anchor).is_none();
        if let Some(anchor) = self.selection.anchor
            && is_gone(&self.sheet, anchor)
        {
            self.selection.anchor = None;
        }
    }

    /// Puts the marked cells on the clipboard, or the cursor's alone.
    pub(super) fn copy_cells(&mut self) {
        let sheet = &self.sheet;
        let here = self.selection.corner();
        let anchor = self.selection.anchor.unwrap_or(here);
        let copied = match self.tab() {
            Tab::Tasks => {
                let list = self.task_list();
                let lines = list.between(anchor.task, here.task);
                lines.map(|lines| (clip_lines(sheet, list, lines), String::new()))
            }
            _ => CellRange::between(sheet, anchor, here).map(|range| {
                let agencies = format!(" × {} 个机构", range.columns.len());
                (clip_cells(sheet, &range), agencies)
            }),
        };
        let Some((clip, agencies)) = copied else {
            let text = "选中的单元格不在表中：先展开分组或放宽筛选";
            self.say(Severity::Note, text, None, NoticeKind::Plain);
            return;
        };
        self.give(clip, |rows| format!("{rows} 项任务{agencies}"));
    }

    /// Puts the table in front on the clipboard.
    pub(super) fn copy_table(&mut self) {
        let sheet = &*self.sheet;
        let clip = match self.tab() {
            // A matrix with what is gone in it would be taken for the data.
            _ if self.changes().is_some() => clip(Subject::Changes(sheet)),
            Tab::Matrix => clip(Subject::Matrix(sheet)),
            Tab::Timeline => clip(Subject::Targets(sheet)),
            Tab::Tasks => clip(Subject::List(sheet)),
            Tab::Agencies => {
                let sheet = self.export_sheet(Layout::Agency, self.view.for_profiles());
                match Content::new(sheet, Layout::Agency, self.selection.agency) {
                    Some(content) => clip(content.subject()),
                    None => return,
                }
            }
        };
        self.give(clip, |rows| format!("{rows} 行"));
    }

    fn give(&mut self, clip: Result<Clip, ExportError>, words: impl Fn(usize) -> String) {
        match clip {
            Ok(clip) => {
                let text = format!("已复制 {}，可贴到 Word 和 Excel", words(clip.rows));
                self.want(Effect::CopyTable(clip));
                self.say(Severity::Note, text, None, NoticeKind::Plain);
            }
            Err(error) => {
                let hint = Some(error.hint().to_owned());
                self.say(Severity::Error, error.to_string(), hint, NoticeKind::Plain);
            }
        }
    }
}
