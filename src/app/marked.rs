//! The marked cells: what they are, and how they get on the clipboard.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::effect::Effect;
use super::jobs::Job;
use super::selection::Picked;
use super::state::App;
use super::tab::Tab;
use crate::export::{
    Clip, Content, ExportError, Layout, clip, clip_cells, clip_lines, clip_rows, clip_tasks,
};
use crate::model::workspace::TaskIx;
use crate::view::{CellRange, Corner, Sheet};

impl App {
    /// The cells of the matrix that are marked, where that is more than the cursor's.
    #[must_use]
    pub fn marked_cells(&self) -> Option<CellRange> {
        let anchor = self.selection.anchor?;
        CellRange::between(&self.sheet, anchor, self.selection.corner())
    }

    /// The lines of the task list that are marked, where that is more than the cursor's.
    #[must_use]
    pub(crate) fn marked_lines(&self) -> Option<Range<usize>> {
        let anchor = self.selection.anchor?;
        self.task_list().between(anchor.task, self.selection.task)
    }

    /// The tasks of rows that were chosen one by one, where there are several.
    #[must_use]
    pub fn picked(&self) -> Option<&BTreeSet<TaskIx>> {
        self.picked.tasks(self.selection)
    }

    /// Adds the row of a task to those that are chosen, or takes it away.
    pub(super) fn pick(&mut self, task: TaskIx) {
        (self.picked, self.selection) = Picked::toggled(self.selected_tasks(), task);
    }

    /// Lets go of rows that were chosen one by one; says whether there were some.
    pub(super) fn let_go_of_rows(&mut self) -> bool {
        let some = self.picked().is_some();
        self.picked = Picked::default();
        some
    }

    /// Those of the rows that were chosen one by one which the tab in front shows, from the top.
    fn picked_tasks(&self) -> Option<Vec<TaskIx>> {
        let picked = self.picked()?;
        let all = Corner::default();
        let shown: Vec<TaskIx> = match self.tab() {
            Tab::Matrix => {
                let all = CellRange::between(&self.sheet, all, all)?;
                all.tasks(&self.sheet).collect()
            }
            Tab::Tasks => {
                let list = self.task_list();
                list.tasks_in(0..list.lines.len()).collect()
            }
            Tab::Timeline | Tab::Agencies | Tab::Due => return None,
        };
        Some(
            shown
                .into_iter()
                .filter(|task| picked.contains(task))
                .collect(),
        )
    }

    /// The chosen tasks, as the tab in front shows them: the cursor's, or all that are marked.
    #[must_use]
    pub fn selected_tasks(&self) -> Vec<TaskIx> {
        let marked = match self.tab() {
            _ if self.picked().is_some() => self.picked_tasks(),
            Tab::Matrix => self
                .marked_cells()
                .map(|range| range.tasks(&self.sheet).collect()),
            Tab::Tasks => self
                .marked_lines()
                .map(|lines| self.task_list().tasks_in(lines).collect()),
            Tab::Timeline | Tab::Agencies | Tab::Due => None,
        };
        let mut tasks: Vec<TaskIx> =
            marked.unwrap_or_else(|| self.selection.task.into_iter().collect());
        // By who leads, a task can stand in several groups.
        let mut seen = HashSet::new();
        tasks.retain(|task| seen.insert(*task));
        tasks
    }

    /// What is marked in words; `None` where it is no more than the cursor's cell.
    #[must_use]
    pub(crate) fn marked_text(&self) -> Option<String> {
        if self.picked_tasks().is_some() {
            let tasks = self.selected_tasks().len();
            return Some(format!("已选 {tasks} 项任务"));
        }
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
            Tab::Timeline | Tab::Agencies | Tab::Due => None,
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

    /// Puts the marked cells on the clipboard, or the cursor's alone. They are written on a thread:
    /// everything may be marked.
    pub(super) fn copy_cells(&mut self) {
        let sheet = Arc::clone(&self.sheet);
        if let Some(picked) = self.picked_tasks() {
            let tasks: BTreeSet<TaskIx> = picked.into_iter().collect();
            let count = tasks.len();
            let list = (self.tab() == Tab::Tasks).then(|| Arc::clone(self.task_list()));
            let make = move || {
                Some(match list {
                    Some(list) => clip_tasks(&sheet, &list, &tasks),
                    None => clip_rows(&sheet, &tasks),
                })
            };
            self.copy(make, move |_| format!("{count} 项任务"));
            return;
        }
        let here = self.selection.corner();
        let anchor = self.selection.anchor.unwrap_or(here);
        if self.tab() == Tab::Tasks {
            let list = Arc::clone(self.task_list());
            match list.between(anchor.task, here.task) {
                Some(lines) => self.copy(
                    move || Some(clip_lines(&sheet, &list, lines)),
                    |rows| format!("{rows} 项任务"),
                ),
                None => self.nothing_to_copy(),
            }
            return;
        }
        match CellRange::between(&sheet, anchor, here) {
            Some(range) => {
                let agencies = range.columns.len();
                self.copy(
                    move || Some(clip_cells(&sheet, &range)),
                    move |rows| format!("{rows} 项任务 × {agencies} 个机构"),
                );
            }
            None => self.nothing_to_copy(),
        }
    }

    fn nothing_to_copy(&mut self) {
        self.note("选中的单元格不在表中：先展开分组或放宽筛选");
    }

    /// Puts the table in front on the clipboard, written on a thread.
    pub(super) fn copy_table(&mut self) {
        let layout = match self.tab() {
            // A matrix with what is gone in it would be taken for the data.
            _ if self.changes().is_some() => Layout::Changes,
            Tab::Matrix => Layout::Matrix,
            Tab::Timeline => Layout::Targets,
            Tab::Due => Layout::Due,
            Tab::Tasks => Layout::List,
            Tab::Agencies => Layout::Agency,
        };
        let sheet = Arc::clone(&self.sheet);
        let (data, spec) = self.export_source(layout, self.view.for_profiles());
        let (today, agency) = (self.today, self.selection.agency);
        let make = move || {
            // An agency's table is made of all tasks, whatever the window shows.
            let sheet = match layout {
                Layout::Agency => Arc::new(Sheet::new(&data, &spec, today)),
                _ => sheet,
            };
            let content = Content::new(sheet, layout, agency)?;
            Some(clip(content.subject()))
        };
        self.copy(make, |rows| format!("{rows} 行"));
    }

    /// Makes a table on a thread, and puts it on the clipboard with words about its rows.
    fn copy(
        &mut self,
        make: impl FnOnce() -> Option<Result<Clip, ExportError>> + Send + 'static,
        words: impl FnOnce(usize) -> String + Send + 'static,
    ) {
        let job = Job::new("zeren-copy", "复制表格");
        self.jobs.start(job, move |_| {
            let written = make();
            move |app: &mut App| match written {
                Some(Ok(clip)) => {
                    let words = words(clip.rows);
                    app.want(Effect::CopyTable(clip));
                    app.note(format!("已复制 {words}，可贴到 Word 和 Excel"));
                }
                Some(Err(error)) => {
                    let hint = error.hint();
                    app.report_failure(&error.to_string(), hint);
                }
                None => {}
            }
        });
    }
}
