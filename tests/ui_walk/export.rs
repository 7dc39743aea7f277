use std::path::{Path, PathBuf};

use calamine::{Reader, Xlsx, open_workbook};
use eframe::egui::Key;
use zeren::app::export::{ExportForm, Scope};
use zeren::app::jobs::{Ask, Outcome};
use zeren::app::settings::Settings;
use zeren::app::{Dialog, Effect};
use zeren::export::{Format, Layout};

use crate::window::{LAPTOP, Window, app_with};

const NAME: &str = "文件名，或完整路径";

/// A window that exports into a folder of its own.
fn window_into(folder: &Path) -> Window {
    let settings = Settings {
        export_folder: Some(folder.to_owned()),
        ..Settings::default()
    };
    Window::with(app_with(settings), LAPTOP, 1.0)
}

fn form(layout: Layout, format: Format, scope: Scope) -> ExportForm {
    ExportForm {
        layout,
        format,
        scope,
        agency: None,
    }
}

/// Every text of a workbook.
fn words(path: &Path) -> Vec<String> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let sheets = book.sheet_names();
    let mut words = Vec::new();
    for name in sheets {
        let range = book.worksheet_range(&name).unwrap();
        words.extend(range.used_cells().map(|(_, _, cell)| cell.to_string()));
    }
    words
}

#[test]
fn enter_asks_where_to_and_a_real_workbook_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open();
    window.click("“双千”（草案）");
    window.ctrl(Key::E);
    assert!(window.says("预览（共 20 行）"));
    assert!(window.says("双千"), "the name of the file is shown");
    window.press(Key::Enter);
    assert_eq!(window.app().dialog(), None);
    let ask = window.asked();
    assert_eq!(
        ask,
        Ask::Export(form(Layout::Matrix, Format::Xlsx, Scope::Shown))
    );
    let path = folder.path().join("双千 分工.xlsx");
    window.answer(ask, Outcome::Picked(vec![path.clone()]));
    let words = words(&path);
    for wanted in ["市经信局", "推进“汉企出海”“汉品出境”"] {
        assert!(words.iter().any(|word| word.contains(wanted)), "{wanted}");
    }
    assert!(!words.iter().any(|word| word.contains("加强梯次培育")));
    assert!(window.notice("已导出"));

    window.click("打开所在文件夹");
    assert_eq!(window.effects(), [Effect::Reveal(path.clone())]);
    window.click("打开");
    assert_eq!(window.effects(), [Effect::OpenWithSystem(path)]);
    window.click("关闭提示");
    assert!(!window.notice("已导出"));
    assert_eq!(
        window.app().settings().export_folder.as_deref(),
        Some(folder.path())
    );
}

#[test]
fn layout_format_and_scope_are_chosen_and_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open();
    window.click("湖北 链长制");
    window.click("导出…");
    window.click("任务清单");
    window.click("CSV");
    window.click("全部");
    window.click("导出 CSV…");
    let ask = window.asked();
    assert_eq!(
        ask,
        Ask::Export(form(Layout::List, Format::Csv, Scope::All))
    );
    // The ending is added to a name without one.
    window.answer(ask, Outcome::Picked(vec![folder.path().join("清单")]));
    let text = std::fs::read_to_string(folder.path().join("清单.csv")).unwrap();
    assert!(text.starts_with("\u{feff}方案,文号,章节,条款,任务"));
    assert!(text.contains("加强梯次培育"));
    window.ctrl(Key::E);
    let remembered = form(Layout::List, Format::Csv, Scope::Shown);
    assert_eq!(window.app().dialog(), Some(&Dialog::Export(remembered)));
}

#[test]
fn cancelling_is_silent() {
    let mut window = Window::open();
    window.ctrl(Key::E);
    window.click("取消");
    assert_eq!(window.app().dialog(), None);
    assert!(window.effects().is_empty());
    window.ctrl(Key::E);
    window.press(Key::Enter);
    let ask = window.asked();
    window.answer(ask, Outcome::Cancelled);
    assert!(window.app().notices().is_empty());
    assert!(window.effects().is_empty());
}

#[test]
fn a_desktop_without_dialogs_gets_the_programs_own_which_asks_before_replacing() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window_into(folder.path());
    let path = folder.path().join("我的 分工.xlsx");
    for round in ["new", "old"] {
        window.ctrl(Key::E);
        window.press(Key::Enter);
        let ask = window.asked();
        window.answer(ask.clone(), Outcome::NoDialog);
        assert_eq!(window.effects(), [Effect::AskOwn(ask)]);
        assert!(window.field(NAME).is_focused());
        window.ctrl(Key::A);
        window.type_text(&path.display().to_string());
        window.press(Key::Enter);
        if round == "old" {
            assert!(window.has("替换已有的文件？"));
            window.click("返回");
            assert_eq!(std::fs::read(&path).unwrap(), b"old");
            window.click("保存");
            window.click("替换");
        }
        assert!(window.notice("已导出"), "{round}");
        assert!(words(&path).iter().any(|word| word.contains("市经信局")));
        std::fs::write(&path, "old").unwrap();
    }
}

#[test]
fn escape_leaves_the_programs_own_dialog_without_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window_into(folder.path());
    window.ctrl(Key::E);
    window.press(Key::Enter);
    let ask = window.asked();
    window.answer(ask, Outcome::NoDialog);
    assert!(window.has("保存"));
    window.press(Key::Escape);
    assert!(!window.has("保存"));
    assert!(window.app().notices().is_empty());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn keys_of_the_window_rest_while_the_programs_own_dialog_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window_into(folder.path());
    window.ctrl(Key::E);
    window.press(Key::Enter);
    let ask = window.asked();
    window.answer(ask, Outcome::NoDialog);
    window.press(Key::F1);
    window.ctrl(Key::K);
    assert_eq!(window.app().dialog(), None);
    window.press(Key::ArrowDown);
    assert_eq!(window.cursor_task(), None);
}

#[test]
fn a_folder_that_is_gone_is_reported_and_nothing_breaks() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open();
    window.ctrl(Key::E);
    window.press(Key::Enter);
    let ask = window.asked();
    let path: PathBuf = folder.path().join("无/表.xlsx");
    window.answer(ask, Outcome::Picked(vec![path]));
    assert!(!window.notice("已导出"));
    let [notice] = window.app().notices() else {
        panic!("one notice");
    };
    assert!(notice.hint.is_some(), "{notice:?}");
}

#[test]
fn nothing_to_export_is_said() {
    let mut window = Window::open();
    window.ctrl(Key::F);
    window.type_text("没有这样的任务");
    window.ctrl(Key::E);
    assert_eq!(window.app().dialog(), None);
    assert!(window.notice("没有可导出的任务"));
}

#[test]
fn what_is_folded_on_the_screen_is_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open();
    window.click("视图");
    window.click("全部折叠");
    window.ctrl(Key::E);
    window.press(Key::Enter);
    let ask = window.asked();
    let path = folder.path().join("表.xlsx");
    window.answer(ask, Outcome::Picked(vec![path.clone()]));
    assert!(
        words(&path)
            .iter()
            .any(|word| word.contains("加强梯次培育"))
    );
}
