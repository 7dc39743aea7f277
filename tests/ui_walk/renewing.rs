//! A document is imported again after a change: what was confirmed stays, what changed comes first.

use std::path::{Path, PathBuf};

use eframe::egui::{Key, Modifiers};
use zeren::app::ask::Outcome;
use zeren::app::{Action, Review, State, What};
use zeren::model::{Dataset, Task};

use crate::files::write;
use crate::window::Window;

const OLD: &str = "示例市节水行动方案

一、主要任务
（一）加强节水。严格管理。（责任单位：市水务局）
（二）加强治水。2026年底前整治河道20条以上。（责任单位：市水利局）
（三）宣传引导。广泛宣传。（责任单位：市教育局）
";

const NEW: &str = "示例市节水行动方案

一、主要任务
（一）健全标准。制定用水定额。（责任单位：市水务局）
（二）加强节水。严格管理。（责任单位：市水务局）
（三）加强治水。2027年底前整治河道20条以上。（责任单位：市水利局）
";

fn open(window: &mut Window, file: PathBuf, add: bool) {
    window.app_mut().apply(Action::OpenFiles {
        files: vec![file],
        add,
    });
    window.settle();
}

/// A window on the data of the old version, all of it confirmed and saved.
fn reviewed(folder: &Path) -> (Window, PathBuf) {
    let old = write(folder, "节水 方案.txt", OLD);
    let mut window = Window::open();
    open(&mut window, old, false);
    window.press(Key::F7);
    window.ctrl(Key::Enter);
    window.press_with(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
    let ask = window.asked();
    let target = folder.join("节水.ron");
    window.answer(ask, Outcome::Picked(vec![target.clone()]));
    window.press(Key::Escape);
    assert!(window.app().review().is_none());
    (window, target)
}

fn review(window: &Window) -> &Review {
    window.app().review().unwrap()
}

fn here(window: &Window) -> What {
    let review = review(window);
    review.places()[review.cursor()].what
}

fn counts(window: &Window) -> [usize; 5] {
    State::ALL.map(|state| review(window).count(state))
}

fn tasks(data: &Dataset) -> Vec<&Task> {
    let sections = data.plans[0].sections.iter();
    sections.flat_map(|section| &section.tasks).collect()
}

#[test]
fn what_changed_comes_first_and_what_is_the_same_stays_confirmed() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, data) = reviewed(folder.path());
    let new = write(folder.path(), "节水 方案 新.txt", NEW);
    open(&mut window, new, false);
    assert!(window.says("这份文件已经打开过"), "{}", window.text());
    assert!(window.says("原文未变的任务照原样保留（已核 3 项）"));
    window.press(Key::Enter);
    window.settle();
    assert!(window.says("审阅新版"), "{}", window.text());
    assert_eq!(window.app().files(), std::slice::from_ref(&data));
    assert!(window.notice("未变 1 项（已核 1 项），改动 1 项，新增 1 项，删去 1 项"));
    assert_eq!(counts(&window), [3, 0, 0, 1, 0]);
    // The new one, the changed one, the one that is gone, each with its reason.
    assert_eq!(here(&window), What::Task(0));
    assert!(window.says("新版新增的任务"));
    window.press(Key::Enter);
    assert_eq!(here(&window), What::Task(2));
    assert!(
        window.says("时限由2026年底前改为2027年底前"),
        "{}",
        window.text()
    );
    assert!(window.says("原来已核（2026-11-22），改动后要再核"));
    window.press(Key::Enter);
    assert_eq!(here(&window), What::Gone(0));
    assert!(window.says("新版中没有这一项"), "{}", window.text());
    window.press(Key::Enter);
    assert_eq!(counts(&window), [0, 0, 0, 3, 1]);
    window.ctrl(Key::S);
    window.settle();
    let saved = zeren::store::load(&data).unwrap().dataset;
    let titles: Vec<&str> = tasks(&saved).iter().map(|task| &*task.title).collect();
    assert_eq!(titles, ["健全标准", "加强节水", "加强治水"]);
    assert!(tasks(&saved).iter().all(|task| task.checked.is_some()));
    assert_eq!(saved.plans.len(), 1);
}

#[test]
fn the_whole_is_one_change_and_a_task_that_is_gone_can_stay() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, data) = reviewed(folder.path());
    let before = std::fs::read_to_string(&data).unwrap();
    let new = write(folder.path(), "节水 方案 新.txt", NEW);
    open(&mut window, new, true);
    window.click("对照更新");
    window.settle();
    // The last place is the one that is gone.
    window.press(Key::J);
    window.press(Key::J);
    assert_eq!(here(&window), What::Gone(0));
    window.click("仍保留");
    assert_eq!(counts(&window), [2, 0, 1, 1, 0]);
    assert_eq!(window.app().data().workspace.tasks.len(), 4);
    window.ctrl(Key::Z);
    assert_eq!(window.app().data().workspace.tasks.len(), 3);
    window.press(Key::Escape);
    window.click("视图");
    assert!(window.says("撤销：按“节水 方案"), "{}", window.text());
    window.press(Key::Escape);
    window.ctrl(Key::Z);
    assert_eq!(window.app().unsaved(), None);
    assert_eq!(std::fs::read_to_string(&data).unwrap(), before);
}

#[test]
fn it_may_be_another_document_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, data) = reviewed(folder.path());
    let new = write(folder.path(), "节水 方案 新.txt", NEW);
    open(&mut window, new.clone(), true);
    window.click("取消");
    assert_eq!(window.app().files(), std::slice::from_ref(&data));
    open(&mut window, new.clone(), true);
    window.click("另作一份方案");
    window.settle();
    assert_eq!(window.app().files(), [data, new]);
    assert_eq!(window.app().data().workspace.plans.len(), 2);
}

#[test]
fn data_that_keeps_its_source_is_reviewed_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let (mut saved, data) = reviewed(folder.path());
    drop(saved.effects());
    let mut window = Window::open();
    open(&mut window, data.clone(), false);
    window.press(Key::F7);
    assert!(window.says("对照原文审阅"), "{}", window.text());
    assert_eq!(counts(&window), [0, 0, 0, 3, 0], "as it was confirmed");
    let text = &review(&window).opened().document.text;
    assert!(text.contains("（二）加强治水。2026年底前整治河道20条以上。"));
    // A change of it is a change of the file.
    window.press(Key::E);
    window.focus_field("任务名称");
    window.ctrl(Key::A);
    window.type_text("加强节约用水");
    window.press(Key::Enter);
    window.ctrl(Key::S);
    window.settle();
    let after = zeren::store::load(&data).unwrap().dataset;
    assert_eq!(tasks(&after)[0].title, "加强节约用水");
    window.press(Key::Escape);
    window.press(Key::Escape);
    assert!(window.app().review().is_none());
}
