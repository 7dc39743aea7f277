//! Forms that offices hand in, filled in and written from the dialog.

use std::io::Read as _;

use eframe::egui::Key;
use zeren::app::Dialog;
use zeren::app::ask::{Ask, Outcome};
use zeren::app::forms::{ExportForm, Scope};
use zeren::export::{Format, Layout};
use zeren::view::forms::{FormColumn, FormKind};

use crate::window::Window;

#[test]
fn a_form_is_filled_in_written_and_remembered() {
    let folder = tempfile::tempdir().unwrap();
    // High enough for all columns without scrolling.
    let mut window = Window::with(crate::window::app(), (1366.0, 1000.0), 1.0);
    window.click("做响“武汉制造”");
    window.ctrl(Key::E);
    window.click("任务分解表");
    window.click("Word");
    window.click("表头");
    window.focus_field("附件、附件1");
    window.type_text("附件2");
    window.click("表头");
    window.click("栏目");
    window.click("加入栏目 进展情况");
    window.click("完成时限 左移");
    window.click("导出 Word…");
    let ask = window.asked();
    let Ask::Export(form) = &ask else {
        panic!("{ask:?}");
    };
    assert_eq!((form.layout, form.format), (Layout::Division, Format::Docx));
    let spec = form.form.clone().unwrap();
    assert_eq!(spec.kind, FormKind::Division);
    assert_eq!(spec.heading.attachment, "附件2");
    let columns: Vec<&FormColumn> = spec.columns.iter().map(|choice| &choice.column).collect();
    assert_eq!(
        columns,
        [
            &FormColumn::Number,
            &FormColumn::Task,
            &FormColumn::Lead,
            &FormColumn::Due,
            &FormColumn::Responsible,
            &FormColumn::Progress,
        ]
    );
    let (_, name) = window.app().suggestion(&ask);
    assert!(
        name.contains("任务分解表") && name.contains(".docx"),
        "{name}"
    );
    let path = folder.path().join("任务分解表.docx");
    window.answer(ask, Outcome::Picked(vec![path.clone()]));
    assert!(window.notice("已导出"));
    let file = std::fs::File::open(&path).unwrap();
    let mut zip = zip::ZipArchive::new(file).unwrap();
    let mut xml = String::new();
    let mut part = zip.by_name("word/document.xml").unwrap();
    part.read_to_string(&mut xml).unwrap();
    for wanted in ["附件2", "进展情况", "加强梯次培育。", "市市场监管局"] {
        assert!(xml.contains(wanted), "{wanted}");
    }
    // The next time it begins as it was filled in.
    window.ctrl(Key::E);
    window.click("任务分解表");
    assert_eq!(window.app().settings().forms, [spec]);
    window.click("恢复通常的栏目");
    window.click("导出 Word…");
    let Ask::Export(form) = window.asked() else {
        panic!("an export");
    };
    assert_eq!(form.form.unwrap().columns.len(), 5);
}

#[test]
fn the_pages_of_a_form_are_previewed() {
    let mut window = Window::open();
    window.click("做响“武汉制造”");
    window.ctrl(Key::E);
    window.click("督办台账");
    window.click("PDF");
    window.wait("the page", |app| app.preview().is_some());
    let page = window.app().preview().unwrap().as_ref().unwrap();
    assert!(page.count >= 2 && page.page == 0);
    window.click("任务清单");
    window.click("PDF");
    assert!(!window.has("栏目"));
}

#[test]
fn a_list_of_duties_is_that_of_the_chosen_body_whatever_the_range() {
    let mut window = Window::open();
    let form = |scope: Scope| ExportForm {
        agency: Some("jxj".to_owned()),
        ..ExportForm::new(Layout::Duties, Format::Docx, scope)
    };
    let tasks = |window: &Window, scope| window.app().sheet_for(&form(scope)).shown.tasks;
    assert_eq!(tasks(&window, Scope::All), 25);
    assert_eq!(tasks(&window, Scope::Shown), 25);
    window.click("做响“武汉制造”");
    assert_eq!(
        tasks(&window, Scope::Shown),
        15,
        "of the plan that is shown"
    );
    assert_eq!(tasks(&window, Scope::All), 25);
}

#[test]
fn the_matrix_is_handed_in_under_a_heading_that_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open();
    window.ctrl(Key::E);
    window.click("Word");
    window.click("表头");
    window.focus_field("附件、附件1");
    window.type_text("附件3");
    window.focus_field("秘密★1年");
    window.type_text("内部");
    window.click("导出 Word…");
    let ask = window.asked();
    let path = folder.path().join("矩阵.docx");
    window.answer(ask, Outcome::Picked(vec![path.clone()]));
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
    let mut xml = String::new();
    let mut part = zip.by_name("word/document.xml").unwrap();
    part.read_to_string(&mut xml).unwrap();
    assert!(xml.contains("附件3") && xml.contains("内部"));
    // The next time it begins as it was filled in; another layout has its own, bare data none.
    window.ctrl(Key::E);
    let Some(Dialog::Export(form)) = window.app().dialog() else {
        panic!("the dialog");
    };
    assert_eq!(form.heading.attachment, "附件3");
    window.click("任务清单");
    let Some(Dialog::Export(form)) = window.app().dialog() else {
        panic!("the dialog");
    };
    assert!(form.heading.is_empty());
    window.click("CSV");
    assert!(!window.has("表头"));
}
