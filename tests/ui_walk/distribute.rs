use std::fs;
use std::path::{Path, PathBuf};

use eframe::egui::Key;
use zeren::app::ask::{Ask, Outcome};
use zeren::app::command::Command;
use zeren::app::settings::Settings;
use zeren::app::{Action, Dialog, Effect};

use crate::window::{LAPTOP, Window, app, app_with};

/// Chooses two bodies and presses the button; gives what is asked for.
fn two_chosen(window: &mut Window) -> Ask {
    window.click("导出");
    window.click("按机构分发… Ctrl+Shift+E");
    assert!(
        window.says("已选 76 个"),
        "all offices with tasks are chosen at first"
    );
    window.click("含经集合机构的");
    assert!(!window.says("已选 84 个"), "the districts are among them");
    window.click("有任务的机构");
    assert!(window.says("已选 84 个"));
    window.click("全不选");
    assert!(!window.is_enabled("选择文件夹…"));
    window.focus_field("名称、简称或拼音");
    window.type_text("sjxj");
    window.click_role(eframe::egui::accesskit::Role::CheckBox, "市经信局");
    window.focus_field("名称、简称或拼音");
    window.ctrl(Key::A);
    window.type_text("江岸");
    window.click_role(eframe::egui::accesskit::Role::CheckBox, "江岸区");
    assert!(window.says("已选 2 个"));
    window.click("选择文件夹…");
    assert_eq!(window.app().dialog(), None);
    window.asked()
}

/// The folder of the day inside the one that was picked.
fn of_day(folder: &Path) -> PathBuf {
    folder.join("责任清单_2026-11-22")
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn the_form_is_there_at_once_and_fills_when_the_agencies_are_known() {
    let mut app = app();
    app.apply(Action::Run(Command::Distribute));
    let Some(Dialog::Distribute(form)) = app.dialog() else {
        panic!("no form");
    };
    assert!(form.agencies.is_empty(), "nothing was waited for");
    let mut window = Window::with(app, LAPTOP, 1.0);
    assert!(window.says("已选 76 个"));
    // With today's bodies there are fewer.
    window.app_mut().apply(Action::Dialog(None));
    window.ctrl(Key::J);
    window.app_mut().apply(Action::Run(Command::Distribute));
    window.settle();
    let Some(Dialog::Distribute(form)) = window.app().dialog() else {
        panic!("no form");
    };
    assert!(!form.agencies.is_empty() && form.agencies.len() < 76);
    // Closed in the meantime, it stays closed.
    let mut app = crate::window::app();
    app.apply(Action::Run(Command::Distribute));
    app.apply(Action::Dialog(None));
    let window = Window::with(app, LAPTOP, 1.0);
    assert_eq!(window.app().dialog(), None);
}

#[test]
fn chosen_bodies_get_a_file_each_and_a_summary_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open();
    let ask = two_chosen(&mut window);
    let Ask::Folder(form) = &ask else {
        panic!("asked for {ask:?}");
    };
    let ending = form.format.extension();
    let picked = Outcome::Picked(vec![folder.path().to_owned()]);
    window.answer(ask.clone(), picked);
    let mut wanted = vec![
        format!("01_市经信局_责任清单_2026-11-22.{ending}"),
        format!("02_江岸区_责任清单_2026-11-22.{ending}"),
        "分发核对单_2026-11-22.docx".to_owned(),
        "责任清单汇总_2026-11-22.xlsx".to_owned(),
    ];
    wanted.sort();
    assert_eq!(names(&of_day(folder.path())), wanted);
    assert!(window.notice("已分发 4 个文件"));
    assert_eq!(
        window.app().settings().export_folder.as_deref(),
        Some(folder.path())
    );
    // 打开 opens the summary.
    window.click("打开");
    let summary = of_day(folder.path()).join("责任清单汇总_2026-11-22.xlsx");
    assert!(window.effects().contains(&Effect::OpenWithSystem(summary)));
}

#[test]
fn files_that_are_there_are_named_before_they_are_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open();
    let ask = two_chosen(&mut window);
    fs::create_dir(of_day(folder.path())).unwrap();
    let summary = of_day(folder.path()).join("责任清单汇总_2026-11-22.xlsx");
    fs::write(&summary, "旧").unwrap();
    let picked = || Outcome::Picked(vec![folder.path().to_owned()]);
    window.answer(ask.clone(), picked());
    assert!(matches!(
        window.app().dialog(),
        Some(Dialog::Replace { .. })
    ));
    assert!(window.has("责任清单汇总_2026-11-22.xlsx"));
    window.click("取消");
    assert_eq!(fs::read_to_string(&summary).unwrap(), "旧");
    assert_eq!(
        names(&of_day(folder.path())).len(),
        1,
        "nothing was written"
    );
    window.answer(ask.clone(), picked());
    window.click("替换");
    assert_eq!(names(&of_day(folder.path())).len(), 4);
    assert_ne!(fs::read(&summary).unwrap(), "旧".as_bytes());
}

#[test]
fn a_file_in_the_way_is_reported_and_the_others_are_whole() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open();
    let ask = two_chosen(&mut window);
    let Ask::Folder(form) = &ask else {
        panic!("asked for {ask:?}");
    };
    let blocked = format!("02_江岸区_责任清单_2026-11-22.{}", form.format.extension());
    fs::create_dir_all(of_day(folder.path()).join(&blocked)).unwrap();
    window.answer(ask.clone(), Outcome::Picked(vec![folder.path().to_owned()]));
    window.click("替换");
    assert!(window.notice("已有同名的文件夹"));
    assert!(window.notice("已分发 3 个文件"));
}

#[test]
fn without_a_system_dialog_the_programs_own_picks_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings {
        export_folder: Some(folder.path().to_owned()),
        ..Settings::default()
    };
    let mut window = Window::with(app_with(settings), LAPTOP, 1.0);
    let ask = two_chosen(&mut window);
    window.answer(ask, Outcome::NoDialog);
    window.focus_field("新文件夹的名字，或完整路径；不写就是现在的文件夹");
    window.type_text("分发 给各家");
    window.click("选这个文件夹");
    window.settle();
    let made: PathBuf = folder.path().join("分发 给各家");
    assert_eq!(names(&of_day(&made)).len(), 4);
}
