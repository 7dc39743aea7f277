//! What the commands do, where it is a step or two.

use super::dialog::Dialog;
use super::effect::Effect;
use super::question::{AnswerKind, AskForm};
use super::state::App;
use super::tab::Tab;
use crate::export::Layout;
use crate::view::{ChipKind, RowKind, TaskGrouping, ViewSpec};

/// How much text and tables can be enlarged, 1 for 100 %. A zoom that was remembered may stand
/// between two of them.
pub const ZOOM_STEPS: [f32; 7] = [0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0];

impl App {
    /// Takes back what was done last: a change of the data or of the view.
    pub(super) fn undo(&mut self) {
        if self.turn_review(true) {
            return;
        }
        if (self.editing.is_last || self.review().is_some()) && self.undo_edit() {
            return;
        }
        if self.review().is_some() {
            return;
        }
        if let Some(view) = self.history.undo(&self.view) {
            self.replace_view(view);
        } else {
            self.undo_edit();
        }
    }

    /// Makes again what was taken back last.
    pub(super) fn redo(&mut self) {
        if self.turn_review(false) {
            return;
        }
        if (self.editing.is_last || self.review().is_some()) && self.redo_edit() {
            return;
        }
        if self.review().is_some() {
            return;
        }
        if let Some(view) = self.history.redo(&self.view) {
            self.replace_view(view);
        } else {
            self.redo_edit();
        }
    }

    /// Goes on to a larger or a smaller step of `ZOOM_STEPS`; at the last one nothing changes.
    pub fn zoom(&mut self, larger: bool) {
        const CLOSE: f32 = 0.005;
        let now = self.settings.zoom;
        let next = if larger {
            ZOOM_STEPS.into_iter().find(|step| *step > now + CLOSE)
        } else {
            ZOOM_STEPS.into_iter().rfind(|step| *step < now - CLOSE)
        };
        if let Some(step) = next {
            self.settings.zoom = step;
            self.touch();
        }
    }

    pub(super) fn fold_all(&mut self) {
        if self.tab() == Tab::Tasks && self.view.grouping != TaskGrouping::Sections {
            let list = self.task_list();
            let keys: Vec<String> = list.groups.iter().map(|group| group.key.clone()).collect();
            self.change(|view| view.fold_also(keys));
            return;
        }
        let workspace = &self.data.workspace;
        if self.tab() == Tab::Due {
            let groups = self.due_list().groups.iter();
            let keys: Vec<String> = groups.map(|group| group.key.clone()).collect();
            self.change(|view| view.fold_also(keys));
            return;
        }
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

    /// Counts bodies as they are today, or as the documents name them, and says what that did.
    pub(super) fn toggle_succession(&mut self) {
        let before = self.sheet.shown.agencies;
        self.change(ViewSpec::toggle_succession);
        let after = self.sheet.shown.agencies;
        let how = self.view.succession.label();
        self.note(if before == after {
            format!("{how}：所列仍是 {after} 个机构")
        } else {
            format!("{how}：所列机构由 {before} 个变为 {after} 个")
        });
    }

    /// Opens the answer box on a kind of answers, or on all. The text of the search stands in it.
    pub(super) fn ask_box(&mut self, only: Option<AnswerKind>) {
        let text = match only {
            None => self.view.text.clone(),
            Some(_) => String::new(),
        };
        self.open_dialog(Dialog::Ask(AskForm {
            text,
            marked: 0,
            only,
        }));
    }

    pub(super) fn toggle_full_screen(&mut self) {
        self.set_full_screen(!self.full_screen);
    }

    pub(super) fn toggle_presenting(&mut self) {
        if self.stage.is_presenting() {
            self.stage.set_presenting(false);
            self.set_full_screen(false);
        } else {
            let view = self.view.clone();
            self.present(&view);
        }
    }

    /// Begins to present the run of a view.
    pub(super) fn present(&mut self, view: &ViewSpec) {
        let view = view.for_run().with_agencies(view.agencies.clone());
        let known = self.known_run(&view);
        self.stage.set_presenting(true);
        if let Some(show) = self.stage.show_mut() {
            show.view = view;
            show.plan = known.unwrap_or_default();
            show.begun = Some(std::time::Instant::now());
        }
        self.choose_display();
        // The slides are laid out once the window says how large it is.
    }

    fn set_full_screen(&mut self, on: bool) {
        self.full_screen = on;
        self.want(Effect::FullScreen(on));
    }

    /// Goes back from what is in front: a dialog, marked cells, full screen, the search.
    pub(super) fn back(&mut self) {
        if self.close_dialog().is_some()
            || self.selection.anchor.take().is_some()
            || self.let_go_of_rows()
        {
            return;
        }
        if self.close_on_stage() {
            return;
        }
        if let Some(review) = self.review_mut() {
            if review.body.take().is_some() || std::mem::take(&mut review.lists_bodies) {
                return;
            }
            if review.is_editing {
                review.is_editing = false;
            } else {
                self.end_review();
            }
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
        if matches!(self.tab(), Tab::Timeline | Tab::Agencies | Tab::Due) {
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
