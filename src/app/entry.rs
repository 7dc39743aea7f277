//! What there is to say of a command: an entry of the table of commands, and the menus.

use eframe::egui::KeyboardShortcut;

use super::state::App;

/// A menu of the window's bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// The menu 文件.
    File,
    /// The menu 视图.
    View,
    /// The menu 界面, inside 视图.
    Theme,
    /// The menu 导出.
    Output,
    /// The menu 帮助.
    Help,
}

impl Menu {
    /// The menus of the bar, from the left.
    pub const BAR: [Self; 4] = [Self::File, Self::View, Self::Output, Self::Help];

    /// The Chinese name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "文件",
            Self::View => "视图",
            Self::Theme => "界面",
            Self::Output => "导出",
            Self::Help => "帮助",
        }
    }
}

/// Where a command stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In this menu, in a group of lines, counted from the top. A rule divides groups; inside a
    /// group lines stand in the order of the table.
    Line(Menu, u8),
    /// In no menu: it has a place of its own on the screen.
    Elsewhere,
}

/// All there is to know of a command.
pub(super) struct Entry {
    pub(super) text: &'static str,
    pub(super) tooltip: &'static str,
    pub(super) keys: &'static [KeyboardShortcut],
    pub(super) place: Place,
    pub(super) run: fn(&mut App),
    pub(super) lacks: fn(&App) -> Option<&'static str>,
    pub(super) is_on: fn(&App) -> Option<bool>,
    pub(super) passes_dialogs: bool,
    pub(super) is_of_text: bool,
}

impl Entry {
    pub(super) const fn new(
        text: &'static str,
        tooltip: &'static str,
        keys: &'static [KeyboardShortcut],
        place: Place,
        run: fn(&mut App),
    ) -> Self {
        Self {
            text,
            tooltip,
            keys,
            place,
            run,
            lacks: |_| None,
            is_on: |_| None,
            passes_dialogs: false,
            is_of_text: false,
        }
    }

    /// It cannot always be used: gives why not.
    pub(super) const fn unless(mut self, lacks: fn(&App) -> Option<&'static str>) -> Self {
        self.lacks = lacks;
        self
    }

    /// It is a switch: gives whether it is on.
    pub(super) const fn switch(mut self, is_on: fn(&App) -> Option<bool>) -> Self {
        self.is_on = is_on;
        self
    }

    /// It changes nothing that a dialog is about, and works behind it.
    pub(super) const fn past_dialogs(mut self) -> Self {
        self.passes_dialogs = true;
        self
    }

    /// Its keys mean something else in a text field.
    pub(super) const fn not_in_text(mut self) -> Self {
        self.is_of_text = true;
        self
    }
}
