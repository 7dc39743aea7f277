//! Everything a person can tell the program to do without further words, in one table.
//!
//! Menus, keys, the list of commands, the key help and the table in README.md are made from it. To
//! add a command is to add an entry: the compiler asks for all that it needs.

use std::borrow::Cow;

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::ask::Ask;
use super::dialog::Dialog;
use super::effect::Effect;
pub use super::entry::Menu;
use super::entry::{Entry, Place};
use super::question::AnswerKind;
use super::settings::ThemeChoice;
use super::state::App;
use super::tab::Tab;
use super::unsaved::Leaving;
use crate::terms;
use crate::view::{SuccessionView, ViewSpec, short_name};

macro_rules! commands {
    ($($(#[$doc:meta])+ $name:ident: $entry:expr;)+) => {
        /// A command. Has no payload: what it acts on is the state of the program.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command {
            $($(#[$doc])+ $name,)+
        }

        impl Command {
            /// All commands, in the order of the menus.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            fn entry(self) -> &'static Entry {
                match self {
                    $(Self::$name => const { &$entry },)+
                }
            }
        }
    };
}

macro_rules! keys {
    ($($modifiers:expr, $key:ident);*) => {
        const { &[$(KeyboardShortcut::new($modifiers, Key::$key)),*] }
    };
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// Shows one of the five ways to look at the data.
macro_rules! tab {
    ($tab:ident, $tooltip:expr, $key:ident) => {
        Entry::new(
            Tab::$tab.label(),
            $tooltip,
            keys![CTRL, $key],
            Place::Line(Menu::View, 1),
            |app| {
                app.settings.tab = Tab::$tab;
            },
        )
        .switch(|app| Some(app.settings.tab == Tab::$tab))
    };
}

/// Dresses the window.
macro_rules! theme {
    ($theme:ident, $text:literal, $tooltip:literal) => {
        Entry::new($text, $tooltip, &[], Place::Line(Menu::Theme, 1), |app| {
            app.settings.theme = ThemeChoice::$theme;
        })
        .switch(|app| Some(app.settings.theme == ThemeChoice::$theme))
    };
}

commands! {
    /// Opens files in place of the present ones.
    Open: Entry::new("打开数据…", "打开 RON 数据文件，或从政策文件读出草稿，代替现在的数据",
        keys![CTRL, O], Place::Line(Menu::File, 1), |app| { app.ask(Ask::Data { add: false }); });
    /// Opens files beside the present ones.
    AddFiles: Entry::new("添加数据…", "再打开数据文件或政策文件，与现有数据合并显示",
        keys![CTRL_SHIFT, O], Place::Line(Menu::File, 1), |app| { app.ask(Ask::Data { add: true }); });
    /// Goes back to the built-in data.
    OpenBuiltIn: Entry::new("打开内置数据", "回到程序自带的武汉、湖北五份政策文件",
        &[], Place::Line(Menu::File, 1), |app| app.leave(Leaving::BuiltIn))
        .unless(|app| app.wanted_files().is_empty().then_some("正在显示内置数据"));
    /// Reads the open files again.
    Reload: Entry::new("重新读取", "重新读取已打开的文件",
        keys![CTRL, R], Place::Line(Menu::File, 1), |app| app.leave(Leaving::Reload))
        .unless(|app| app.wanted_files().is_empty().then_some("内置数据无须重新读取"));
    /// Saves the drafts of documents as data, with their wording.
    SaveDraft: Entry::new("保存为 RON…", "把从政策文件读取的草稿存成数据文件，连同原文",
        keys![CTRL_SHIFT, S], Place::Line(Menu::File, 1), |app| app.ask_draft_name(true))
        .unless(App::lacks_drafts);
    /// Saves the drafts of documents as data, without their wording.
    SaveDraftBare: Entry::new("存为无原文 RON…", "把从政策文件读取的草稿存成数据文件，不带原文",
        &[], Place::Line(Menu::File, 1), |app| app.ask_draft_name(false))
        .unless(App::lacks_drafts);
    /// Saves what was changed.
    SaveEdits: Entry::new("保存修改", "把修改写回数据文件，打开时的文件留作 .bak",
        keys![CTRL, S], Place::Line(Menu::File, 1), App::save_edits)
        .unless(App::lacks_edits);
    /// Sets marks by typing.
    EditMarks: Entry::new("修改标记", "在矩阵的单元格上按 Q 牵头、Z 责任、P 配合、C 成员、D 督办，Delete 清除",
        keys![Modifiers::NONE, F2], Place::Line(Menu::File, 1), |app| app.editing.is_on ^= true)
        .switch(|app| Some(app.is_editing())).unless(App::lacks_editing);
    /// Holds a draft against its document.
    Review: Entry::new("审阅草稿", "左边原文、右边读出的任务，逐处接受、修改或拒绝",
        keys![Modifiers::NONE, F7], Place::Line(Menu::File, 1), App::toggle_review)
        .switch(|app| Some(app.review().is_some())).unless(App::lacks_review);
    /// Loads a saved view.
    OpenView: Entry::new("打开视图…", "打开保存过的筛选和排列方式",
        &[], Place::Line(Menu::File, 2), |app| { app.ask(Ask::View); });
    /// Keeps the view by name.
    KeepView: Entry::new("记住此视图…", "给现在的筛选和排列方式起个名字，放在左边的筛选栏里",
        keys![CTRL_SHIFT, K], Place::Line(Menu::File, 2), App::ask_name);
    /// Saves the view.
    SaveView: Entry::new("保存视图…", "把现在的筛选和排列方式存成文件",
        &[], Place::Line(Menu::File, 2), |app| { app.ask(Ask::SaveView); });
    /// Opens the form to compare two versions.
    Compare: Entry::new("对比…", "与另一份数据，或两份方案之间，对比新增、删除和调整",
        keys![CTRL_SHIFT, D], Place::Line(Menu::File, 3), App::compare_dialog)
        .unless(|app| app.base().workspace.tasks.is_empty().then_some("数据中没有任务"));
    /// Ends comparing.
    EndCompare: Entry::new("结束对比", "回到对比前的数据和筛选",
        &[], Place::Line(Menu::File, 3), App::end_compare)
        .unless(|app| app.stage.comparing().is_none().then_some("现在没有对比"));
    /// Ends the program.
    Quit: Entry::new("退出", "关闭程序",
        keys![CTRL, Q], Place::Line(Menu::File, 4), |app| app.leave(Leaving::Quit)).past_dialogs();

    /// Shows tasks × agencies.
    ShowMatrix: tab!(Matrix, "任务和机构的责任矩阵", Num1);
    /// Shows the targets over the years.
    ShowTimeline: tab!(Timeline, "各项目标的时限", Num2);
    /// Shows one agency at a time.
    ShowAgencies: tab!(Agencies, "一个机构的任务、目标和沿革", Num3);
    /// Shows the tasks as a list.
    ShowTasks: tab!(Tasks, terms::TASK_LIST, Num4);
    /// Shows what is due.
    ShowDue: tab!(Due, "到期的目标和任务，按年、季、月", Num5);
    /// Goes to the place before this one.
    GoBack: Entry::new("后退", "回到刚才的页面、筛选和位置；鼠标后退键也可以",
        keys![Modifiers::ALT, ArrowLeft], Place::Line(Menu::View, 1), App::go_back)
        .unless(|app| (!app.trail.ends().0).then_some("前面没有别的页面"));
    /// Goes on to the place that was left by going back.
    GoForward: Entry::new("前进", "回到后退之前的地方；鼠标前进键也可以",
        keys![Modifiers::ALT, ArrowRight], Place::Line(Menu::View, 1), App::go_forward)
        .unless(|app| (!app.trail.ends().1).then_some("没有可前进的页面"));
    /// Shows or hides the filter side bar.
    ToggleFilters: Entry::new("筛选栏", "显示或隐藏左边的筛选栏",
        keys![CTRL, B], Place::Line(Menu::View, 2), |app| app.settings.filters_open ^= true)
        .switch(|app| Some(app.settings.filters_open));
    /// Shows or hides the detail panel.
    ToggleDetail: Entry::new("详情栏", "显示或隐藏右边的详情栏",
        keys![CTRL, D], Place::Line(Menu::View, 2), |app| app.settings.detail_open ^= true)
        .switch(|app| Some(app.settings.detail_open));
    /// Switches between the documents' bodies and today's.
    ToggleSuccession: Entry::new("按现机构归并", "把已更名、合并的机构并入现在的机构",
        keys![CTRL, J], Place::Line(Menu::View, 3), App::toggle_succession)
        .switch(|app| Some(app.view.succession == SuccessionView::Current))
        .unless(|app| app.data.workspace.successions.is_empty().then_some("数据中没有机构沿革"));
    /// Marks the first body where no lead is named.
    ToggleFirst: Entry::new("标出首位责任单位 ①", "原文只写责任单位时，标出排在首位的一个",
        &[], Place::Line(Menu::View, 3), |app| app.change(ViewSpec::toggle_first))
        .switch(|app| Some(app.view.mark_first));
    /// Shows or hides tasks without marks.
    ToggleEmptyRows: Entry::new("隐藏空行", "隐藏没有标记的任务",
        &[], Place::Line(Menu::View, 3), |app| app.change(ViewSpec::toggle_empty_rows))
        .switch(|app| Some(app.view.hide_empty_rows));
    /// Shows or hides agencies without marks.
    ToggleEmptyColumns: Entry::new("隐藏空列", "隐藏没有标记的机构",
        &[], Place::Line(Menu::View, 3), |app| app.change(ViewSpec::toggle_empty_columns))
        .switch(|app| Some(app.view.hide_empty_columns));
    /// Folds all sections.
    FoldAll: Entry::new("全部折叠", "只留方案和章节",
        &[], Place::Line(Menu::View, 4), App::fold_all);
    /// Unfolds everything.
    UnfoldAll: Entry::new("全部展开", "显示所有任务行",
        &[], Place::Line(Menu::View, 4), |app| app.change(ViewSpec::unfold_all))
        .unless(|app| app.view.folded.is_empty().then_some("没有折叠的行"));
    /// Clears all filters.
    ClearFilter: Entry::new("清除筛选", "显示全部任务",
        keys![CTRL, Backspace], Place::Line(Menu::View, 4), |app| app.change(ViewSpec::without_filter))
        .unless(|app| (!app.view.is_filtered()).then_some("现在没有筛选")).not_in_text();
    /// Takes back the last change of the view.
    Undo: Entry::new("撤销", "撤销上一次的修改或筛选",
        keys![CTRL, Z], Place::Line(Menu::View, 4), App::undo)
        .unless(|app| (!app.can_undo()).then_some("没有可撤销的修改或筛选")).not_in_text();
    /// Makes the change again.
    Redo: Entry::new("重做", "恢复撤销的修改或筛选",
        keys![CTRL, Y; CTRL_SHIFT, Z], Place::Line(Menu::View, 4), App::redo)
        .unless(|app| (!app.can_redo()).then_some("没有可重做的修改或筛选")).not_in_text();
    /// Makes text and tables bigger.
    ZoomIn: Entry::new("放大", "放大文字和表格",
        keys![CTRL, Plus; CTRL, Equals], Place::Line(Menu::View, 5), |app| app.zoom(true)).past_dialogs();
    /// Makes text and tables smaller.
    ZoomOut: Entry::new("缩小", "缩小文字和表格",
        keys![CTRL, Minus], Place::Line(Menu::View, 5), |app| app.zoom(false)).past_dialogs();
    /// Shows text and tables at 100 %.
    ZoomReset: Entry::new("原大", "恢复 100%",
        keys![CTRL, Num0], Place::Line(Menu::View, 5), |app| app.settings.zoom = 1.0).past_dialogs();
    /// Chooses the light or dark theme as the system does.
    ThemeSystem: theme!(System, "跟随系统", "随系统切换浅色和深色");
    /// Chooses the light theme.
    ThemeLight: theme!(Light, "浅色", "浅色界面");
    /// Chooses the dark theme.
    ThemeDark: theme!(Dark, "深色", "深色界面");
    /// Chooses the theme of high contrast, for projectors.
    ThemeProjector: theme!(Projector, "投影", "高对比度，适合投影");
    /// Turns full screen on or off.
    FullScreen: Entry::new("全屏", "占满整个屏幕；按 Esc 或 F11 返回",
        keys![Modifiers::NONE, F11], Place::Line(Menu::View, 6), App::toggle_full_screen).past_dialogs();
    /// Shows the window in full screen with the projector theme, or goes back from there.
    Present: Entry::new("演示", "全屏演示各机构的任务、矩阵和到期；按 Esc 返回",
        keys![Modifiers::NONE, F5], Place::Line(Menu::View, 6), App::toggle_presenting);

    /// Opens the export dialog.
    Export: Entry::new("导出…", "导出现在显示的内容",
        keys![CTRL, E], Place::Line(Menu::Output, 1), |app| app.open_dialog(Dialog::Export(app.export_form())))
        .unless(|app| app.lacks_content().then_some("没有可导出的任务：请先放宽筛选"));
    /// Shows the pages as they would be printed.
    PrintPreview: Entry::new("打印预览…", "看排好的页面，再打印或导出 PDF",
        keys![CTRL, P], Place::Line(Menu::Output, 1), |app| app.open_dialog(Dialog::Print(app.print_form())))
        .unless(|app| app.lacks_content().then_some("没有可打印的任务：请先放宽筛选"));
    /// Opens the dialog for a file for every agency.
    Distribute: Entry::new("按机构分发…", "每个机构一份责任清单，存到一个文件夹",
        keys![CTRL_SHIFT, E], Place::Line(Menu::Output, 1), App::distribute_dialog)
        .unless(|app| (app.base().workspace.role_counts == [0; 5]).then_some("数据中没有职责分工"));
    /// Puts the marked cells on the clipboard.
    CopyCells: Entry::new("复制所选", "复制选中的单元格，连同任务和机构的名称；Shift+方向键、拖动或 Ctrl+单击多选",
        keys![CTRL, C], Place::Line(Menu::Output, 2), App::copy_cells)
        .unless(App::lacks_cells).not_in_text();
    /// Puts the table in front on the clipboard.
    CopyTable: Entry::new("复制整张表", "复制现在显示的表，可贴到 Word 和 Excel",
        keys![CTRL_SHIFT, C], Place::Line(Menu::Output, 2), App::copy_table)
        .unless(App::lacks_table);
    /// Puts a picture of what is in front on the clipboard.
    CopyPicture: Entry::new("复制图片", "复制排好的页面，可贴到演示文稿和文档",
        keys![CTRL_SHIFT, G], Place::Line(Menu::Output, 2), App::copy_picture)
        .unless(|app| app.lacks_content().then_some("没有可复制的任务：请先放宽筛选"));

    /// Opens the answer box.
    Ask: Entry::new("查找…", "查机构、任务、目标、方案和命令：回车前往，Ctrl+回车只看；汉字、拼音、首字母都行",
        keys![CTRL, F; CTRL, K], Place::Line(Menu::View, 7), |app| app.ask_box(None))
        .unless(|app| app.stage.comparing().is_some().then_some("对比时请用右上的搜索框"));
    /// Puts the cursor into the search box.
    Search: Entry::new("在表中搜索", "边输入边筛选表中的任务：汉字、拼音、首字母、条款都行",
        keys![CTRL_SHIFT, F], Place::Elsewhere, |app| app.want(Effect::FocusSearch));
    /// Opens the list of commands.
    Palette: Entry::new("全部命令…", "按名称查找命令",
        keys![CTRL_SHIFT, P], Place::Line(Menu::Help, 1), |app| app.ask_box(Some(AnswerKind::Commands)));
    /// Opens the key help.
    Keys: Entry::new("快捷键", "查看所有快捷键",
        keys![Modifiers::NONE, F1], Place::Line(Menu::Help, 1), |app| app.open_dialog(Dialog::Keys));
    /// Opens the panel of findings, or closes it.
    Diagnostics: Entry::new("诊断", "数据中需要留意的地方：打开或关闭下面的诊断栏",
        keys![Modifiers::NONE, F8], Place::Line(Menu::Help, 1), App::toggle_findings)
        .unless(|app| (app.count_findings().0 == 0 && !app.shows_findings()).then_some("没有需要留意的地方"));
    /// Opens the page about the program.
    About: Entry::new("关于", "版本、数据来源和许可",
        &[], Place::Line(Menu::Help, 1), |app| app.open_dialog(Dialog::About));
}

impl Command {
    /// The words in menus; `…` where more input follows.
    #[must_use]
    pub fn text(self) -> &'static str {
        self.entry().text
    }

    /// The words in menus now: taking back and making again name the change, cut where it is long.
    #[must_use]
    pub(crate) fn text_now(self, app: &App) -> Cow<'static, str> {
        self.with_step(app, short_name)
            .map_or(Cow::Borrowed(self.text()), Cow::Owned)
    }

    /// The tooltip now: taking back and making again name the change in full.
    #[must_use]
    pub(crate) fn tooltip_now(self, app: &App) -> Cow<'static, str> {
        self.with_step(app, str::to_owned)
            .map_or(Cow::Borrowed(self.tooltip()), Cow::Owned)
    }

    /// A command that takes back or makes again, with the change: `撤销：只看市经信局`.
    fn with_step(self, app: &App, name: impl FnOnce(&str) -> String) -> Option<String> {
        match self {
            Self::Undo => app.undo_name().map(|step| format!("撤销：{}", name(step))),
            Self::Redo => app.redo_name().map(|step| format!("重做：{}", name(step))),
            _ => None,
        }
    }

    /// What the command does, in one sentence for a tooltip.
    #[must_use]
    pub fn tooltip(self) -> &'static str {
        self.entry().tooltip
    }

    /// Its keys; menus show the first of them.
    #[must_use]
    pub fn shortcuts(self) -> &'static [KeyboardShortcut] {
        self.entry().keys
    }

    /// The first shortcut as people write it: Ctrl+Shift+O.
    #[must_use]
    pub fn shortcut_text(self) -> Option<String> {
        self.shortcuts().first().map(shortcut_text)
    }

    /// Whether its keys belong to the text while the cursor is in a text field.
    #[must_use]
    pub(crate) fn is_of_text(self) -> bool {
        self.entry().is_of_text
    }

    /// Whether it works behind a dialog: it changes nothing that a dialog is about.
    #[must_use]
    pub fn passes_dialogs(self) -> bool {
        self.entry().passes_dialogs
    }

    /// Whether a switch is on; `None` for what is no switch.
    #[must_use]
    pub fn is_on(self, app: &App) -> Option<bool> {
        (self.entry().is_on)(app)
    }

    /// Why the command itself cannot be used now, wherever the program stands; `None` where it
    /// can. [`App::lacks`] knows the rest.
    pub(super) fn own_lack(self, app: &App) -> Option<&'static str> {
        (self.entry().lacks)(app)
    }

    /// Carries the command out. Whether it may be done is asked before, by [`App::allows`].
    pub(super) fn carry_out(self, app: &mut App) {
        (self.entry().run)(app);
    }

    /// The command that shows a tab.
    #[must_use]
    pub(crate) fn of_tab(tab: Tab) -> Self {
        match tab {
            Tab::Matrix => Self::ShowMatrix,
            Tab::Timeline => Self::ShowTimeline,
            Tab::Agencies => Self::ShowAgencies,
            Tab::Tasks => Self::ShowTasks,
            Tab::Due => Self::ShowDue,
        }
    }

    /// The commands of a menu, from the top, with the group of lines that each stands in.
    pub fn in_menu(menu: Menu) -> impl Iterator<Item = (Self, u8)> {
        let commands = Self::ALL.iter().copied();
        commands.filter_map(move |command| match command.entry().place {
            Place::Line(its, group) if its == menu => Some((command, group)),
            Place::Line(..) | Place::Elsewhere => None,
        })
    }
}

/// A shortcut as people write it.
#[must_use]
pub fn shortcut_text(shortcut: &KeyboardShortcut) -> String {
    let mut text = String::new();
    let modifiers = shortcut.modifiers;
    if modifiers.command || modifiers.ctrl {
        text.push_str("Ctrl+");
    }
    if modifiers.alt {
        text.push_str("Alt+");
    }
    if modifiers.shift {
        text.push_str("Shift+");
    }
    text.push_str(match shortcut.logical_key {
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::Backspace => "退格",
        Key::Plus => "+",
        Key::Minus => "-",
        Key::Equals => "=",
        key => key.name(),
    });
    text
}

#[cfg(test)]
mod tests;
