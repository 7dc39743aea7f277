//! A document that is opened in place of data: its draft, and the data file that it becomes.

use std::path::{Path, PathBuf};

use eframe::egui::{Key, Modifiers};
use zeren::app::ask::{Ask, Outcome};
use zeren::app::{Action, Dialog, Leaving};

use crate::files::{dataset, write};
use crate::window::Window;

const NOTICE: &str = "示例市节水行动方案

二、主要任务
（一）加强用水管理。严格用水定额。（责任单位：市水务局、市发改委）
（二）推进管网改造。2025年底前完成老旧管网改造。（牵头单位：市水务局；责任单位：市城建局、各区人民政府）
";

fn dropped(folder: &Path, add: bool, window: &mut Window) -> PathBuf {
    let path = write(folder, "节水方案.txt", NOTICE);
    window.app_mut().apply(Action::OpenFiles {
        files: vec![path.clone()],
        add,
    });
    window.settle();
    path
}

#[test]
fn a_document_opens_as_a_draft_that_is_not_saved() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open();
    let path = dropped(folder.path(), false, &mut window);
    assert_eq!(window.app().files(), [path]);
    assert_eq!(window.tasks(), 2);
    assert!(window.has("未审阅草稿"), "{}", window.text());
    assert!(window.notice("2 项任务，5 处分工，是未审阅草稿"));
    assert!(window.app().unsaved().is_some());
    window.ctrl(Key::Q);
    assert_eq!(
        window.app().dialog(),
        Some(&Dialog::Unsaved(Leaving::Quit)),
        "it asks before it is lost"
    );
}

#[test]
fn the_findings_of_a_draft_stand_at_the_foot_and_lead_to_its_tasks() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(
        folder.path(),
        "方案.txt",
        "工作方案\n\n一、任务\n（一）治水。治理河湖。（责任单位：市水务局\n（二）节水。加强管理。（责任单位：市水务局）\n",
    );
    let mut window = Window::open();
    window.app_mut().apply(Action::OpenFiles {
        files: vec![path.clone()],
        add: false,
    });
    window.settle();
    let found = window.app().diagnostics();
    assert!(!found.is_empty());
    assert!(
        found
            .iter()
            .all(|said| said.place.file.as_ref() == Some(&path))
    );
    assert!(window.app().shows_findings());
}

#[test]
fn a_document_stands_beside_data_that_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let data = write(folder.path(), "甲.ron", &dataset("甲", "水务", &["治水"]));
    let mut window = Window::open();
    window.app_mut().apply(Action::OpenFiles {
        files: vec![data],
        add: false,
    });
    window.settle();
    dropped(folder.path(), true, &mut window);
    assert_eq!(window.sheet().shown.plans, 2);
    assert_eq!(window.tasks(), 3);
    // A draft is no reason to ask before another file comes beside it.
    let other = write(folder.path(), "乙.ron", &dataset("乙", "城建", &["修路"]));
    window.app_mut().apply(Action::OpenFiles {
        files: vec![other],
        add: true,
    });
    window.settle();
    assert_eq!(window.tasks(), 4);
    assert!(window.app().unsaved().is_some(), "the draft is still there");
}

#[test]
fn a_draft_becomes_a_data_file_and_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open();
    let source = dropped(folder.path(), false, &mut window);
    window.press_with(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
    let ask = window.asked();
    assert_eq!(ask, Ask::SaveDraft { with_text: true });
    assert_eq!(window.app().suggestion(&ask).1, "节水方案.ron");
    let target = folder.path().join("存好.ron");
    window.answer(ask, Outcome::Picked(vec![target.clone()]));
    assert_eq!(window.app().files(), std::slice::from_ref(&target));
    assert_eq!(window.app().unsaved(), None);
    assert!(!window.has("未审阅草稿"));
    assert_eq!(window.tasks(), 2);
    let saved = zeren::store::load(&target).unwrap().dataset;
    let task = &saved.plans[0].sections[0].tasks[0];
    assert!(task.text.as_ref().unwrap().contains("严格用水定额"));
    assert_eq!(std::fs::read_to_string(&source).unwrap(), NOTICE);
}

#[test]
fn the_wording_of_a_document_can_be_left_out_of_the_data_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open();
    dropped(folder.path(), false, &mut window);
    window.click("文件");
    window.click("存为无原文 RON…");
    let ask = window.asked();
    let target = folder.path().join("不含.ron");
    window.answer(ask, Outcome::Picked(vec![target.clone()]));
    let text = std::fs::read_to_string(&target).unwrap();
    assert!(text.contains("加强用水管理") && !text.contains("严格用水定额"));
}

#[test]
fn a_document_that_cannot_be_read_says_why_and_leaves_the_data() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("坏.docx");
    std::fs::write(&path, b"PK\x03\x04 no package").unwrap();
    let mut window = Window::open();
    window.app_mut().apply(Action::OpenFiles {
        files: vec![path],
        add: false,
    });
    window.settle();
    assert_eq!(window.tasks(), 86);
    assert!(window.app().drafts().is_empty() && window.app().unsaved().is_none());
    assert!(!window.app().notices().is_empty());
}
