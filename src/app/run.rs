//! What the commands do, where it is a step or two.

use super::effect::Effect;
use super::state::App;
use super::tab::Tab;
use crate::export::Layout;
use crate::view::{ChipKind, RowKind, TaskGrouping};

impl App {
    pub(super) fn undo(&mut self) {
        if let Some(view) = self.history.undo(&self.view) {
            self.replace_view(view);
        }
    }

    pub(super) fn redo(&mut self) {
        if let Some(view) = self.history.redo(&self.view) {
            self.replace_view(view);
        }
    }

    /// Changes the zoom by a factor, within what stays usable.
    pub fn zoom(&mut self, factor: f32) {
        let zoom = (self.settings.zoom * factor).clamp(0.5, 3.0);
        // Steps of 10 % that were rounded on the way come back to 100 %.
        self.settings.zoom = (zoom * 100.0).round() / 100.0;
        self.touch();
    }

    pub(super) fn fold_all(&mut self) {
        if self.tab() == Tab::Tasks && self.view.grouping != TaskGrouping::Sections {
            let list = self.task_list();
            let keys: Vec<String> = list.groups.iter().map(|group| group.key.clone()).collect();
            self.change(|view| view.fold_also(keys));
            return;
        }
        let workspace = &self.data.workspace;
        if self.tab() == Tab::Timeline {
            let groups = self.timeline().groups.iter();
            let keys: Vec<String> = groups.map(|group| group.kind.key(workspace)).collect();
            self.change(|view| view.fold_also(keys));
            return;
        }
        let folded: Vec<String> = self
            .sheet
            .rows
            .iter()
            .filter_map(|row| match row.kind {
                RowKind::Section(ix) => Some(workspace.section_key(ix)),
                RowKind::Plan(_) | RowKind::Task(_) => None,
            })
            .collect();
        self.change(|view| view.fold_only(folded));
    }

    pub(super) fn toggle_full_screen(&mut self) {
        self.set_full_screen(!self.full_screen);
    }

    pub(super) fn toggle_presenting(&mut self) {
        let on = !self.stage.is_presenting();
        self.stage.set_presenting(on);
        self.set_full_screen(on);
        if on {
            self.note("演示中：按 Esc 返回，Ctrl+滚轮放大");
        }
    }

    fn set_full_screen(&mut self, on: bool) {
        self.full_screen = on;
        self.want(Effect::FullScreen(on));
    }

    /// Goes back from what is in front: a dialog, marked cells, full screen, the search.
    pub(super) fn back(&mut self) {
        if self.close_dialog().is_some() || self.selection.anchor.take().is_some() {
            return;
        }
        if self.full_screen || self.stage.is_presenting() {
            self.stage.set_presenting(false);
            self.set_full_screen(false);
            return;
        }
        if !self.view.text.is_empty() {
            self.change(|view| view.without(ChipKind::Text));
        }
    }

    /// Whether what is in front has nothing to export, print or copy.
    pub(super) fn lacks_content(&self) -> bool {
        // One agency's sheet does not depend on the filter.
        self.sheet.shown.tasks == 0 && self.front_layout() != Layout::Agency
    }

    pub(super) fn lacks_cells(&self) -> Option<&'static str> {
        if matches!(self.tab(), Tab::Timeline | Tab::Agencies) {
            return Some("在矩阵或任务中选择单元格；Ctrl+Shift+C 复制整张表");
        }
        let nothing = "先选单元格：点一个，再按住 Shift 点另一个，或拖动；Ctrl+A 全选";
        self.selection.is_nothing().then_some(nothing)
    }

    pub(super) fn lacks_table(&self) -> Option<&'static str> {
        if self.tab() == Tab::Agencies {
            return (self.selection.agency.is_none()).then_some("先在左边选一个机构");
        }
        (self.sheet.shown.tasks == 0).then_some("没有可复制的任务：请先放宽筛选")
    }
}
