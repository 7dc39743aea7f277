//! Everything a person can tell the program to do without further words.
//!
//! Menus, the command palette and the key help are made from this list.

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::App;

/// A command. Has no payload: what it acts on is the state of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// Opens files in place of the present ones.
    Open,
    /// Opens files beside the present ones.
    AddFiles,
    /// Goes back to the built-in data.
    OpenBuiltIn,
    /// Reads the open files again.
    Reload,
    /// Loads a saved view.
    OpenView,
    /// Saves the view.
    SaveView,
    /// Opens the form to compare two versions.
    Compare,
    /// Ends comparing.
    EndCompare,
    /// Ends the program.
    Quit,
    /// Opens the export dialog.
    Export,
    /// Puts the table in front on the clipboard.
    CopyTable,
    /// Puts the marked cells on the clipboard.
    CopyCells,
    /// Puts a picture of what is in front on the clipboard.
    CopyPicture,
    /// Opens the dialog for a file for every agency.
    Distribute,
    /// Shows the pages as they would be printed.
    PrintPreview,
    /// Shows tasks × agencies.
    ShowMatrix,
    /// Shows the targets over the years.
    ShowTimeline,
    /// Shows one agency at a time.
    ShowAgencies,
    /// Shows the tasks as a list.
    ShowTasks,
    /// Puts the cursor into the search box.
    Search,
    /// Opens the list of commands.
    Palette,
    /// Clears all filters.
    ClearFilter,
    /// Takes back the last change of the view.
    Undo,
    /// Makes the change again.
    Redo,
    /// Folds all sections.
    FoldAll,
    /// Unfolds everything.
    UnfoldAll,
    /// Shows or hides tasks without marks.
    ToggleEmptyRows,
    /// Shows or hides agencies without marks.
    ToggleEmptyColumns,
    /// Switches between the documents' bodies and today's.
    ToggleSuccession,
    /// Marks the first body where no lead is named.
    ToggleFirst,
    /// Shows or hides the filter side bar.
    ToggleFilters,
    /// Shows or hides the detail panel.
    ToggleDetail,
    /// Bigger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// 100 %.
    ZoomReset,
    /// The light theme.
    ThemeLight,
    /// The dark theme.
    ThemeDark,
    /// The projector theme.
    ThemeProjector,
    /// As the system does.
    ThemeSystem,
    /// Full screen.
    FullScreen,
    /// Full screen with the projector theme.
    Present,
    /// Opens the list of findings.
    Diagnostics,
    /// Opens the key help.
    Keys,
    /// Opens the page about the program.
    About,
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

impl Command {
    /// All commands, in the order of the palette.
    pub const ALL: [Self; 44] = [
        Self::Open,
        Self::AddFiles,
        Self::OpenBuiltIn,
        Self::Reload,
        Self::OpenView,
        Self::SaveView,
        Self::Compare,
        Self::EndCompare,
        Self::Export,
        Self::CopyCells,
        Self::CopyTable,
        Self::CopyPicture,
        Self::Distribute,
        Self::PrintPreview,
        Self::ShowMatrix,
        Self::ShowTimeline,
        Self::ShowAgencies,
        Self::ShowTasks,
        Self::Search,
        Self::Palette,
        Self::ClearFilter,
        Self::Undo,
        Self::Redo,
        Self::FoldAll,
        Self::UnfoldAll,
        Self::ToggleEmptyRows,
        Self::ToggleEmptyColumns,
        Self::ToggleSuccession,
        Self::ToggleFirst,
        Self::ToggleFilters,
        Self::ToggleDetail,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::ThemeSystem,
        Self::ThemeLight,
        Self::ThemeDark,
        Self::ThemeProjector,
        Self::FullScreen,
        Self::Present,
        Self::Diagnostics,
        Self::Keys,
        Self::About,
        Self::Quit,
    ];

    /// The words in menus; `…` where more input follows.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Open => "打开数据…",
            Self::AddFiles => "添加数据…",
            Self::OpenBuiltIn => "打开内置数据",
            Self::Reload => "重新读取",
            Self::OpenView => "打开视图…",
            Self::SaveView => "保存视图…",
            Self::Compare => "对比…",
            Self::EndCompare => "结束对比",
            Self::Quit => "退出",
            Self::Export => "导出…",
            Self::CopyCells => "复制所选",
            Self::CopyTable => "复制整张表",
            Self::CopyPicture => "复制图片",
            Self::Distribute => "按机构分发…",
            Self::PrintPreview => "打印预览…",
            Self::ShowMatrix => "矩阵",
            Self::ShowTimeline => "时间轴",
            Self::ShowAgencies => "机构",
            Self::ShowTasks => "任务",
            Self::Search => "搜索",
            Self::Palette => "全部命令…",
            Self::ClearFilter => "清除筛选",
            Self::Undo => "撤销筛选",
            Self::Redo => "重做筛选",
            Self::FoldAll => "全部折叠",
            Self::UnfoldAll => "全部展开",
            Self::ToggleEmptyRows => "隐藏空行",
            Self::ToggleEmptyColumns => "隐藏空列",
            Self::ToggleSuccession => "按现机构归并",
            Self::ToggleFirst => "标出首位责任单位 ①",
            Self::ToggleFilters => "筛选栏",
            Self::ToggleDetail => "详情栏",
            Self::ZoomIn => "放大",
            Self::ZoomOut => "缩小",
            Self::ZoomReset => "原大",
            Self::ThemeLight => "浅色",
            Self::ThemeDark => "深色",
            Self::ThemeProjector => "投影",
            Self::ThemeSystem => "跟随系统",
            Self::FullScreen => "全屏",
            Self::Present => "演示",
            Self::Diagnostics => "诊断",
            Self::Keys => "快捷键",
            Self::About => "关于",
        }
    }

    /// One sentence for the tooltip.
    #[must_use]
    pub fn tooltip(self) -> &'static str {
        match self {
            Self::Open => "打开 RON 数据文件，代替现在的数据",
            Self::AddFiles => "再打开数据文件，与现有数据合并显示",
            Self::OpenBuiltIn => "回到程序自带的武汉、湖北五份政策文件",
            Self::Reload => "重新读取已打开的文件",
            Self::OpenView => "打开保存过的筛选和排列方式",
            Self::SaveView => "把现在的筛选和排列方式存成文件",
            Self::Compare => "与另一份数据，或两份方案之间，对比新增、删除和调整",
            Self::EndCompare => "回到对比前的数据和筛选",
            Self::Quit => "关闭程序",
            Self::Export => "导出现在显示的内容",
            Self::CopyCells => "复制选中的单元格，连同任务和机构的名称；Shift+方向键或拖动多选",
            Self::CopyTable => "复制现在显示的表，可贴到 Word 和 Excel",
            Self::CopyPicture => "复制排好的页面，可贴到演示文稿和文档",
            Self::Distribute => "每个机构一份责任清单，存到一个文件夹",
            Self::PrintPreview => "看排好的页面，再打印或导出 PDF",
            Self::ShowMatrix => "任务和机构的责任矩阵",
            Self::ShowTimeline => "各项目标的时限",
            Self::ShowAgencies => "一个机构的任务、目标和沿革",
            Self::ShowTasks => "任务分解表",
            Self::Search => "按汉字、拼音或首字母查找任务、机构、指标、条款",
            Self::Palette => "按名称查找命令",
            Self::ClearFilter => "显示全部任务",
            Self::Undo => "回到上一次的筛选",
            Self::Redo => "恢复撤销的筛选",
            Self::FoldAll => "只留方案和章节",
            Self::UnfoldAll => "显示所有任务行",
            Self::ToggleEmptyRows => "隐藏没有标记的任务",
            Self::ToggleEmptyColumns => "隐藏没有标记的机构",
            Self::ToggleSuccession => "把已更名、合并的机构并入现在的机构",
            Self::ToggleFirst => "原文只写责任单位时，标出排在首位的一个",
            Self::ToggleFilters => "显示或隐藏左边的筛选栏",
            Self::ToggleDetail => "显示或隐藏右边的详情栏",
            Self::ZoomIn => "放大文字和表格",
            Self::ZoomOut => "缩小文字和表格",
            Self::ZoomReset => "恢复 100%",
            Self::ThemeLight => "浅色界面",
            Self::ThemeDark => "深色界面",
            Self::ThemeProjector => "高对比度，适合投影",
            Self::ThemeSystem => "随系统切换浅色和深色",
            Self::FullScreen => "占满整个屏幕；按 Esc 或 F11 返回",
            Self::Present => "全屏并换成投影界面；按 Esc 返回",
            Self::Diagnostics => "查看数据中需要留意的地方",
            Self::Keys => "查看所有快捷键",
            Self::About => "版本、数据来源和许可",
        }
    }

    /// Its keys; the first is shown in menus.
    #[must_use]
    pub fn shortcuts(self) -> &'static [KeyboardShortcut] {
        macro_rules! keys {
            ($($modifiers:expr, $key:ident);*) => {
                const { &[$(KeyboardShortcut::new($modifiers, Key::$key)),*] }
            };
        }
        match self {
            Self::Open => keys![CTRL, O],
            Self::AddFiles => keys![CTRL_SHIFT, O],
            Self::Reload => keys![CTRL, R],
            Self::SaveView => keys![CTRL, S],
            Self::Compare => keys![CTRL_SHIFT, D],
            Self::Quit => keys![CTRL, Q],
            Self::Export => keys![CTRL, E],
            Self::CopyCells => keys![CTRL, C],
            Self::CopyTable => keys![CTRL_SHIFT, C],
            Self::CopyPicture => keys![CTRL_SHIFT, G],
            Self::Distribute => keys![CTRL_SHIFT, E],
            Self::PrintPreview => keys![CTRL, P],
            Self::ShowMatrix => keys![CTRL, Num1],
            Self::ShowTimeline => keys![CTRL, Num2],
            Self::ShowAgencies => keys![CTRL, Num3],
            Self::ShowTasks => keys![CTRL, Num4],
            Self::Search => keys![CTRL, F],
            Self::Palette => keys![CTRL, K],
            Self::ClearFilter => keys![CTRL, Backspace],
            Self::Undo => keys![CTRL, Z; Modifiers::ALT, ArrowLeft],
            Self::Redo => keys![CTRL, Y; CTRL_SHIFT, Z; Modifiers::ALT, ArrowRight],
            Self::ToggleSuccession => keys![CTRL, J],
            Self::ToggleFilters => keys![CTRL, B],
            Self::ToggleDetail => keys![CTRL, D],
            Self::ZoomIn => keys![CTRL, Plus; CTRL, Equals],
            Self::ZoomOut => keys![CTRL, Minus],
            Self::ZoomReset => keys![CTRL, Num0],
            Self::FullScreen => keys![Modifiers::NONE, F11],
            Self::Present => keys![Modifiers::NONE, F5],
            Self::Diagnostics => keys![Modifiers::NONE, F8],
            Self::Keys => keys![Modifiers::NONE, F1],
            Self::OpenBuiltIn
            | Self::EndCompare
            | Self::OpenView
            | Self::FoldAll
            | Self::UnfoldAll
            | Self::ToggleEmptyRows
            | Self::ToggleEmptyColumns
            | Self::ToggleFirst
            | Self::ThemeLight
            | Self::ThemeDark
            | Self::ThemeProjector
            | Self::ThemeSystem
            | Self::About => &[],
        }
    }

    /// The first shortcut as people write it: Ctrl+Shift+O.
    #[must_use]
    pub fn shortcut_text(self) -> Option<String> {
        self.shortcuts().first().map(shortcut_text)
    }

    /// Why the command cannot be used now; `None` where it can.
    #[must_use]
    pub fn unavailable(self, app: &App) -> Option<&'static str> {
        match self {
            // One agency's sheet does not depend on the filter.
            Self::Export if app.sheet().shown.tasks == 0 && app.tab() != super::Tab::Agencies => {
                Some("没有可导出的任务：请先放宽筛选")
            }
            Self::CopyCells if matches!(app.tab(), super::Tab::Timeline | super::Tab::Agencies) => {
                Some("在矩阵或任务中选择单元格；Ctrl+Shift+C 复制整张表")
            }
            Self::CopyCells if app.changes().is_some() => {
                Some("对比时表中有已删除的内容：Ctrl+Shift+C 复制变化表")
            }
            Self::CopyCells if app.selection().is_nothing() => {
                Some("先选单元格：点一个，再按住 Shift 点另一个，或拖动；Ctrl+A 全选")
            }
            Self::CopyTable if app.tab() == super::Tab::Agencies => app
                .selection()
                .agency
                .is_none()
                .then_some("先在左边选一个机构"),
            Self::CopyTable if app.sheet().shown.tasks == 0 => {
                Some("没有可复制的任务：请先放宽筛选")
            }
            Self::Distribute if app.base().workspace.roles == [false; 5] => {
                Some("数据中没有责任分工")
            }
            Self::CopyPicture
                if app.sheet().shown.tasks == 0 && app.tab() != super::Tab::Agencies =>
            {
                Some("没有可复制的任务：请先放宽筛选")
            }
            Self::PrintPreview if app.sheet().shown.tasks == 0 => {
                Some("没有可打印的任务：请先放宽筛选")
            }
            Self::ClearFilter if !app.view().is_filtered() => Some("现在没有筛选"),
            Self::Compare if app.base().workspace.tasks.is_empty() => Some("数据中没有任务"),
            Self::EndCompare if app.changes().is_none() => Some("现在没有对比"),
            Self::ShowTimeline | Self::ShowAgencies if app.changes().is_some() => {
                Some("对比时只看矩阵和任务：请先结束对比")
            }
            Self::Undo if !app.can_undo() => Some("没有可撤销的筛选"),
            Self::Redo if !app.can_redo() => Some("没有可重做的筛选"),
            Self::Reload if app.files().is_empty() => Some("内置数据无须重新读取"),
            Self::OpenBuiltIn if app.files().is_empty() => Some("正在显示内置数据"),
            Self::ToggleSuccession if app.data().workspace.successions.is_empty() => {
                Some("数据中没有机构沿革")
            }
            Self::UnfoldAll if app.view().folded.is_empty() => Some("没有折叠的行"),
            Self::Diagnostics if app.diagnostics().is_empty() => Some("没有需要留意的地方"),
            _ => None,
        }
    }

    /// Whether a switch is on; `None` for what is no switch.
    #[must_use]
    pub fn is_on(self, app: &App) -> Option<bool> {
        use super::Tab;
        use super::settings::ThemeChoice;
        use crate::view::SuccessionView;
        let settings = app.settings();
        match self {
            Self::ToggleEmptyRows => Some(app.view().hide_empty_rows),
            Self::ToggleEmptyColumns => Some(app.view().hide_empty_columns),
            Self::ToggleSuccession => Some(app.view().succession == SuccessionView::Current),
            Self::ToggleFirst => Some(app.view().mark_first),
            Self::ToggleFilters => Some(settings.filters_open),
            Self::ToggleDetail => Some(settings.detail_open),
            Self::ShowMatrix => Some(settings.tab == Tab::Matrix),
            Self::ShowTimeline => Some(settings.tab == Tab::Timeline),
            Self::ShowAgencies => Some(settings.tab == Tab::Agencies),
            Self::ShowTasks => Some(settings.tab == Tab::Tasks),
            Self::ThemeLight => Some(settings.theme == ThemeChoice::Light),
            Self::ThemeDark => Some(settings.theme == ThemeChoice::Dark),
            Self::ThemeProjector => Some(settings.theme == ThemeChoice::Projector),
            Self::ThemeSystem => Some(settings.theme == ThemeChoice::System),
            _ => None,
        }
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
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_commands_share_a_shortcut() {
        let mut seen = HashSet::new();
        for command in Command::ALL {
            for shortcut in command.shortcuts() {
                assert!(
                    seen.insert(*shortcut),
                    "{command:?}: {}",
                    shortcut_text(shortcut)
                );
            }
        }
    }

    #[test]
    fn every_command_is_listed_once() {
        let listed: HashSet<Command> = Command::ALL.into_iter().collect();
        assert_eq!(listed.len(), Command::ALL.len());
    }

    #[test]
    fn texts_are_short_and_without_colon() {
        for command in Command::ALL {
            assert!(command.text().chars().count() <= 12, "{command:?}");
            assert!(!command.text().contains('：'), "{command:?}");
            assert!(!command.tooltip().ends_with('。'), "{command:?}");
        }
    }
}
