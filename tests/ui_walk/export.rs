use std::path::{Path, PathBuf};
use std::time::Duration;

use calamine::{Reader, Xlsx, open_workbook};
use eframe::egui::{Key, PointerButton};
use zeren::app::ask::{Answer, Ask, Outcome};
use zeren::app::forms::{ExportForm, Scope};
use zeren::app::printer::Printer;
use zeren::app::settings::Settings;
use zeren::app::{Action, App, Dialog, Effect, Notice};
use zeren::diagnostic::Severity;
use zeren::export::{Format, Layout};

use crate::window::{LAPTOP, Window, app_with};

const SMALL_PLAN: &str = "做响“武汉制造”";
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
    ExportForm::new(layout, format, scope)
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
    window.go_to_search();
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

#[test]
fn pages_are_shown_as_they_will_be_written_and_follow_the_paper() {
    let mut window = Window::open();
    window.click(SMALL_PLAN);
    window.ctrl(Key::E);
    window.click("PDF");
    assert!(window.has("预览，第 1 页，共 1 页"), "{}", window.text());
    window.click("A4 横向");
    assert!(window.has("预览，第 1 页，共 2 页"));
    assert!(!window.is_enabled("上一页"));
    window.click("下一页");
    assert!(window.has("预览，第 2 页，共 2 页"));
    assert!(!window.is_enabled("下一页"));
    window.press(Key::PageUp);
    assert!(window.has("预览，第 1 页，共 2 页"));
    let width = |window: &Window| {
        let preview = window.app().preview().unwrap();
        preview.as_ref().unwrap().picture.width
    };
    let narrow = width(&window);
    window.click("放大页面");
    assert!(window.has("150%"));
    let wide = width(&window);
    assert!(wide > narrow * 14 / 10, "{narrow} {wide}");
    // Closed, the dialog keeps no pictures.
    window.press(Key::Escape);
    assert!(window.app().preview().is_none());
}

#[test]
fn paper_is_remembered_for_each_layout_and_format() {
    let mut window = Window::open();
    window.click(SMALL_PLAN);
    window.ctrl(Key::E);
    window.click("PDF");
    window.click("A4 纵向");
    window.click("图例和筛选条件");
    window.click("导出 PDF…");
    let Ask::Export(form) = window.asked() else {
        panic!("an export");
    };
    assert_eq!(form.format, Format::Pdf);
    assert_eq!(form.options.setup.label(), "A4 纵向");
    assert!(!form.options.setup.notes);
    window.ctrl(Key::E);
    assert_eq!(window.app().dialog(), Some(&Dialog::Export(form)));
    // A picture of the same has its own paper.
    window.click("图片");
    let Some(Dialog::Export(picture)) = window.app().dialog() else {
        panic!("the dialog");
    };
    let usual = zeren::export::Options::of(Layout::Matrix);
    assert_eq!(picture.options.setup, usual.setup);
}

#[test]
fn only_the_selected_task_is_exported_where_that_is_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open();
    window.ctrl(Key::E);
    assert!(!window.is_enabled("选中的任务"));
    window.press(Key::Escape);
    window.click(SMALL_PLAN);
    let row = window.row_of("made-2021", "二(二)1");
    let column = window.column_of("市经信局");
    window.click_cell(row, column, PointerButton::Primary);
    window.ctrl(Key::E);
    window.click("CSV");
    window.click("选中的任务");
    assert!(window.says("预览（共 1 行）"));
    window.press(Key::Enter);
    let ask = window.asked();
    let path = folder.path().join("一项.csv");
    window.answer(ask, Outcome::Picked(vec![path.clone()]));
    let text = std::fs::read_to_string(path).unwrap();
    assert_eq!(text.lines().count(), 2);
    assert!(text.contains("实施分类指导"));
}

#[test]
fn several_pictures_never_take_the_names_of_old_files() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open();
    window.click(SMALL_PLAN);
    window.ctrl(Key::E);
    window.click("图片");
    window.click("PNG 96");
    window.click("A4 横向");
    window.click("导出图片…");
    let ask = window.asked();
    std::fs::write(folder.path().join("矩阵-2.png"), "旧").unwrap();
    let path = folder.path().join("矩阵.png");
    window.answer(ask, Outcome::Picked(vec![path]));
    assert!(
        window.notice("已导出 2 个文件"),
        "{:?}",
        window.app().notices()
    );
    let mut names: Vec<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["矩阵-2.png", "矩阵（2）-1.png", "矩阵（2）-2.png"]);
    assert_eq!(
        std::fs::read(folder.path().join("矩阵-2.png")).unwrap(),
        "旧".as_bytes()
    );
}

/// The PDF file that the system's reader is asked to open.
fn for_reader(window: &mut Window) -> PathBuf {
    let effects = window.effects();
    let [Effect::OpenToPrint(path)] = effects.as_slice() else {
        panic!("asked for {effects:?}");
    };
    path.clone()
}

#[test]
fn without_a_print_command_the_pages_open_in_the_pdf_reader() {
    let mut window = Window::open();
    window.click(SMALL_PLAN);
    window.ctrl(Key::P);
    assert!(window.has("打印预览"));
    let words = window.hover("用阅读器打印");
    assert!(words.contains("在 PDF 阅读器中打开排好的页面，在那里按 Ctrl+P 打印"));
    window.effects();
    window.click("用阅读器打印");
    let first = for_reader(&mut window);
    assert!(std::fs::read(&first).unwrap().starts_with(b"%PDF"));
    let name = first.file_name().unwrap().to_string_lossy().into_owned();
    assert!(name == "做响武汉制造_责任矩阵_2026-11-22.pdf", "{name}");
    assert!(!window.notice("已在 PDF 阅读器中打开"), "not before it is");
    window.app_mut().reader_opened(true);
    assert!(window.notice("已在 PDF 阅读器中打开，按 Ctrl+P 打印"));

    // Enter does the same; what the reader has open is left alone.
    window.ctrl(Key::P);
    window.press(Key::Enter);
    let second = for_reader(&mut window);
    assert_ne!(first, second);
    assert!(first.exists() && second.exists());
    window.app_mut().reader_opened(false);
    let notices = window.app().notices();
    let failure = notices
        .iter()
        .find(|notice| notice.severity == Severity::Error);
    let failure = failure.unwrap();
    assert_eq!(failure.text, "系统没有能打开 PDF 的程序，无法打印");
    assert!(failure.hint.as_deref().unwrap().starts_with("导出 PDF"));

    // The export dialog has the same button beside its own.
    window.ctrl(Key::E);
    window.click("PDF");
    window.click("用阅读器打印");
    let third = for_reader(&mut window);
    for path in [first, second, third] {
        std::fs::remove_dir_all(path.parent().unwrap()).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn pages_go_to_the_print_command_as_pdf_and_its_refusal_is_reported() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let command = folder.path().join("lp");
    let printed = folder.path().join("印.pdf");
    let script = |body: String| {
        std::fs::write(&command, format!("#!/bin/sh\n{body}\n")).unwrap();
        std::fs::set_permissions(&command, std::fs::Permissions::from_mode(0o755)).unwrap();
    };
    script(format!("cp \"$3\" '{}'", printed.display()));
    let mut app = app_with(Settings::default());
    app.set_printer(Printer::Command(command.clone()));
    let mut window = Window::with(app, LAPTOP, 1.0);
    window.click(SMALL_PLAN);
    window.ctrl(Key::P);
    window.click("打印");
    assert!(
        window.notice("已交给打印机"),
        "{:?}",
        window.app().notices()
    );
    assert!(std::fs::read(&printed).unwrap().starts_with(b"%PDF"));

    script("echo 没有默认打印机 >&2; exit 1".to_owned());
    window.ctrl(Key::P);
    window.press(Key::Enter);
    assert!(window.notice("打印命令没有接受，它说：没有默认打印机"));
}

#[test]
fn the_print_preview_shows_what_is_in_front_of_the_window() {
    let mut window = Window::open();
    for (tab, wanted) in [
        (Key::Num1, Layout::Matrix),
        (Key::Num2, Layout::Timeline),
        (Key::Num4, Layout::List),
    ] {
        window.ctrl(tab);
        window.ctrl(Key::P);
        let Some(Dialog::Print(form)) = window.app().dialog() else {
            panic!("the print preview");
        };
        assert_eq!((form.layout, form.format), (wanted, Format::Pdf));
        assert!(window.says("预览，第 1 页"), "{wanted:?}");
        window.press(Key::Escape);
    }
    window.click(SMALL_PLAN);
    let row = window.row_of("made-2021", "二(二)1");
    window.ctrl(Key::Num1);
    window.click_cell(row, window.column_of("市经信局"), PointerButton::Primary);
    window.ctrl(Key::Num3);
    window.ctrl(Key::P);
    let Some(Dialog::Print(form)) = window.app().dialog() else {
        panic!("the print preview");
    };
    assert_eq!(form.layout, Layout::Agency);
    assert_eq!(form.agency.as_deref(), Some("jxj"));
    assert!(window.says("预览，第 1 页"));
}

/// Without a window: its tests do not paint boxes.
#[test]
fn characters_without_type_are_named_with_their_place_before_and_after() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("数据.ron");
    let hostile = include_str!("../extraction/hostile.ron");
    std::fs::write(&file, hostile.replace("加快㵲阳", "加快\u{10fffd}阳")).unwrap();
    let mut app = app_with(Settings::default());
    let settle = |app: &mut App| {
        while app.jobs().is_busy() {
            app.poll();
            std::thread::sleep(Duration::from_millis(5));
        }
        app.poll();
    };
    app.apply(Action::OpenFiles {
        files: vec![file],
        add: false,
    });
    settle(&mut app);
    let place = "U+10FFFD，通道“一”方案 任务 一(一)的标题";
    for (format, effect) in [
        (Format::Xlsx, "文件里的字不缺"),
        (Format::Pdf, "在文件中显示为方框"),
    ] {
        let form = form(Layout::Matrix, format, Scope::Shown);
        app.apply(Action::Dialog(Some(Dialog::Export(form.clone()))));
        settle(&mut app);
        let words = &app.lacking().expect("a warning").message;
        assert!(words.contains(place) && words.contains(effect), "{words}");
        app.apply(Action::Export(form.clone()));
        let path = folder.path().join(format!("矩阵.{}", format.extension()));
        app.take_answer(Answer {
            ask: Ask::Export(form),
            outcome: Outcome::Picked(vec![path.clone()]),
        });
        settle(&mut app);
        assert!(path.exists(), "nothing is blocked");
        let said = |notice: &Notice| notice.text.contains(effect);
        assert!(app.notices().iter().any(said));
        assert_eq!(app.lacking(), None, "it belongs to the form");
    }
}
