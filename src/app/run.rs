//! What each command does.

use super::command::Command;
use super::jobs::{Ask, LoadPurpose};
use super::{App, Dialog, Effect, Mode, NoticeKind, Tab, ThemeChoice};
use crate::diagnostic::Severity;
use crate::view::{ChipKind, RowKind, TaskGrouping, ViewSpec};

impl App {
    pub(super) fn run(&mut self, command: Command) {
        crate::journal::command(&format!("{command:?}"));
        if let Some(reason) = command.unavailable(self) {
            self.say(Severity::Note, reason, None, NoticeKind::Plain);
            return;
        }
        match command {
            Command::Open => self.effects.push(Effect::Ask(Ask::Data { add: false })),
            Command::AddFiles => self.effects.push(Effect::Ask(Ask::Data { add: true })),
            Command::OpenBuiltIn => self.open_built_in(),
            Command::Reload => {
                let files = self.files.clone();
                self.load(files, LoadPurpose::Reload);
            }
            Command::OpenView => self.effects.push(Effect::Ask(Ask::View)),
            Command::SaveView => self.effects.push(Effect::Ask(Ask::SaveView)),
            Command::Compare => self.compare_dialog(),
            Command::EndCompare => self.end_compare(),
            Command::Quit => self.effects.push(Effect::Quit),
            Command::CopyCells => self.copy_cells(),
            Command::CopyTable => self.copy_table(),
            Command::CopyPicture => self.copy_picture(),
            Command::Export => self.dialog = Some(Dialog::Export(self.export_form())),
            Command::Distribute => {
                self.dialog = Some(Dialog::Distribute(self.distribute_form()));
            }
            Command::PrintPreview => self.dialog = Some(Dialog::Print(self.print_form())),
            Command::ShowMatrix => self.settings.tab = Tab::Matrix,
            Command::ShowTimeline => self.settings.tab = Tab::Timeline,
            Command::ShowAgencies => self.settings.tab = Tab::Agencies,
            Command::ShowTasks => self.settings.tab = Tab::Tasks,
            Command::Search => self.effects.push(Effect::FocusSearch),
            Command::Palette => self.dialog = Some(Dialog::Palette(String::new(), 0)),
            Command::ClearFilter => self.change(ViewSpec::without_filter),
            Command::Undo => {
                if let Some(view) = self.history.undo(&self.view) {
                    self.replace_view(view);
                }
            }
            Command::Redo => {
                if let Some(view) = self.history.redo(&self.view) {
                    self.replace_view(view);
                }
            }
            Command::FoldAll => self.fold_all(),
            Command::UnfoldAll => self.change(ViewSpec::unfold_all),
            Command::ToggleEmptyRows => self.change(ViewSpec::toggle_empty_rows),
            Command::ToggleEmptyColumns => self.change(ViewSpec::toggle_empty_columns),
            Command::ToggleSuccession => self.change(ViewSpec::toggle_succession),
            Command::ToggleFirst => self.change(ViewSpec::toggle_first),
            Command::ToggleFilters => self.settings.filters_open = !self.settings.filters_open,
            Command::ToggleDetail => self.settings.detail_open = !self.settings.detail_open,
            Command::ZoomIn => self.zoom(1.1),
            Command::ZoomOut => self.zoom(1.0 / 1.1),
            Command::ZoomReset => self.settings.zoom = 1.0,
            Command::ThemeLight => self.settings.theme = ThemeChoice::Light,
            Command::ThemeDark => self.settings.theme = ThemeChoice::Dark,
            Command::ThemeProjector => self.settings.theme = ThemeChoice::Projector,
            Command::ThemeSystem => self.settings.theme = ThemeChoice::System,
            Command::FullScreen => self.set_full_screen(!self.full_screen),
            Command::Present => {
                self.mode = match self.mode {
                    Mode::Browse => Mode::Present,
                    Mode::Present => Mode::Browse,
                };
                self.dialog = None;
                self.set_full_screen(self.mode == Mode::Present);
                if self.mode == Mode::Present {
                    let text = "演示中：按 Esc 返回，Ctrl+滚轮放大";
                    self.say(Severity::Note, text, None, NoticeKind::Plain);
                }
            }
            Command::Diagnostics => self.dialog = Some(Dialog::Diagnostics),
            Command::Keys => self.dialog = Some(Dialog::Keys),
            Command::About => self.dialog = Some(Dialog::About),
        }
    }

    /// Changes the zoom by a factor, within what stays usable.
    pub fn zoom(&mut self, factor: f32) {
        let zoom = (self.settings.zoom * factor).clamp(0.5, 3.0);
        // Steps of 10 % that were rounded on the way come back to 100 %.
        self.settings.zoom = (zoom * 100.0).round() / 100.0;
    }

    /// Makes a change of the view that can be taken back.
    pub(super) fn change(&mut self, change: impl FnOnce(&ViewSpec) -> ViewSpec) {
        self.set_view(change(&self.view), false);
    }

    fn fold_all(&mut self) {
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

    fn set_full_screen(&mut self, on: bool) {
        self.full_screen = on;
        self.effects.push(Effect::FullScreen(on));
    }

    pub(super) fn back(&mut self) {
        if self.dialog.take().is_some() {
            return;
        }
        if self.selection.anchor.take().is_some() {
            return;
        }
        if self.full_screen || self.mode == Mode::Present {
            self.mode = Mode::Browse;
            self.set_full_screen(false);
            return;
        }
        if !self.view.text.is_empty() {
            self.change(|view| view.without(ChipKind::Text));
        }
    }
}
