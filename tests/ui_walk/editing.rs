//! Changing open data by keys, taking changes back, and saving them.

use std::path::{Path, PathBuf};

use eframe::egui::{Key, Modifiers};
use zeren::app::ask::{Ask, Outcome};
use zeren::app::{Action, Change};
use zeren::model::{Dataset, Role};

use crate::files::{dataset, write};
use crate::window::Window;

fn opened(folder: &Path, text: &str) -> (Window, PathBuf) {
    let path = write(folder, "甲.ron", text);
    let mut window = Window::open();
    window.app_mut().apply(Action::OpenFiles {
        files: vec![path.clone()],
        add: false,
    });
    window.settle();
    (window, path)
}

/// A window on two tasks, the cursor on the cell of the first, marks set by typing.
fn editing(folder: &Path) -> (Window, PathBuf) {
    let (mut window, path) = opened(folder, &dataset("甲", "水务", &["治水", "节水"]));
    window.press(Key::F2);
    while window.cursor_task().is_none() {
        window.press(Key::ArrowDown);
    }
    window.press(Key::ArrowRight);
    assert!(window.cursor_body().is_some());
    (window, path)
}

fn roles(data: &Dataset) -> Vec<Vec<Role>> {
    let tasks = &data.plans[0].sections[0].tasks;
    let roles = tasks
        .iter()
        .map(|task| task.assignments.iter().map(|mark| mark.role).collect());
    roles.collect()
}

fn on_disk(path: &Path) -> Dataset {
    zeren::store::load(path).unwrap().dataset
}

#[test]
fn a_mark_is_set_by_typing_and_saved_with_the_old_file_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = editing(folder.path());
    let before = std::fs::read(&path).unwrap();
    window.press(Key::P);
    assert_eq!(window.app().unsaved(), Some("对“甲.ron”的修改"));
    assert_eq!(roles(&on_disk(&path)), [[Role::Lead], [Role::Lead]]);
    window.ctrl(Key::S);
    window.settle();
    assert_eq!(window.app().unsaved(), None, "{}", window.text());
    assert_eq!(roles(&on_disk(&path)), [[Role::Support], [Role::Lead]]);
    let kept = folder.path().join("甲.ron.bak");
    assert_eq!(std::fs::read(kept).unwrap(), before);
}

#[test]
fn changes_are_taken_back_and_made_again_by_their_names() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = editing(folder.path());
    window.press(Key::Z);
    window.press(Key::Delete);
    window.click("视图");
    assert!(window.says("撤销：清除标记"), "{}", window.text());
    window.press(Key::Escape);
    window.ctrl(Key::Z);
    window.ctrl(Key::Z);
    assert_eq!(window.app().unsaved(), None, "as it was opened");
    window.press_with(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    assert!(window.app().unsaved().is_some());
}

#[test]
fn the_last_thing_done_is_taken_back_first() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = editing(folder.path());
    window.press(Key::Z);
    window.app_mut().apply(Action::Type("节水".to_owned()));
    window.settle();
    assert_eq!(window.tasks(), 1);
    window.ctrl(Key::Z);
    assert_eq!(window.tasks(), 2, "the filter first");
    assert!(window.app().unsaved().is_some());
    window.ctrl(Key::Z);
    assert_eq!(window.app().unsaved(), None, "then the mark");
}

#[test]
fn comments_stay_where_a_title_changes() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("// 手写的说明\n{}", dataset("甲", "水务", &["治水"]));
    let text = text.replace("title: \"治水\",", "title: \"治水\", /* 原题 */");
    let (mut window, path) = opened(folder.path(), &text);
    let task = window
        .app()
        .data()
        .workspace
        .task_by_key("甲", "1")
        .unwrap();
    let title = Change::Title(task, "治河".to_owned());
    window.app_mut().apply(Action::Change(title));
    window.ctrl(Key::S);
    window.settle();
    assert!(!window.notice("注释"), "{}", window.text());
    let wanted = text.replace("\"治水\"", "\"治河\"");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), wanted);
    assert_eq!(window.app().unsaved(), None);
}

#[test]
fn a_file_that_changed_meanwhile_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = editing(folder.path());
    window.press(Key::Z);
    let theirs = dataset("甲", "水务", &["治水", "节水", "供水"]);
    std::fs::write(&path, &theirs).unwrap();
    window.ctrl(Key::S);
    window.settle();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), theirs);
    assert!(window.app().unsaved().is_some());
    // It can be saved under another name.
    window.press_with(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
    let ask = window.asked();
    let other = folder.path().join("乙.ron");
    window.answer(ask, Outcome::Picked(vec![other.clone()]));
    assert_eq!(roles(&on_disk(&other)), [[Role::Responsible], [Role::Lead]]);
    assert_eq!(window.app().unsaved(), None);
    assert_eq!(window.app().files(), [other]);
}

#[test]
fn the_built_in_data_is_copied_before_it_is_changed() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open();
    window.press(Key::F2);
    assert!(window.notice("另存一份"));
    window.press_with(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
    let ask = window.asked();
    assert_eq!(ask, Ask::SaveDraft { with_text: true });
    let copy = folder.path().join("副本.ron");
    window.answer(ask, Outcome::Picked(vec![copy.clone()]));
    assert_eq!(window.app().files(), std::slice::from_ref(&copy));
    assert_eq!(window.tasks(), 86);
    window.press(Key::F2);
    assert!(window.app().is_editing());
}

/// The first task of the screen's data, as it is now.
fn first(window: &Window) -> zeren::model::Task {
    window.app().data().workspace.tasks[0].task.clone()
}

#[test]
fn a_task_is_changed_in_the_words_that_people_write() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = editing(folder.path());
    let task = window
        .app()
        .data()
        .workspace
        .task_by_key("甲", "1")
        .unwrap();
    for change in [
        Change::Summary(task, " 治好水 ".to_owned()),
        Change::Clause(task, "一(二)".to_owned()),
        Change::Due(task, "2026年底前；每季度".to_owned()),
        Change::Note(task, "待核".to_owned()),
    ] {
        window.app_mut().apply(Action::Change(change.clone()));
        // The same again changes nothing.
        window.app_mut().apply(Action::Change(change));
    }
    window.ctrl(Key::S);
    window.settle();
    let saved = on_disk(&path).plans[0].sections[0].tasks[0].clone();
    assert_eq!(saved, first(&window));
    assert_eq!(
        (saved.summary.as_str(), saved.clause.as_str()),
        ("治好水", "一(二)")
    );
    assert_eq!(saved.note.as_deref(), Some("待核"));
    let dues: Vec<String> = saved.dues().map(zeren::model::Due::text).collect();
    assert_eq!(dues, ["2026年底", "每季度"]);
    // The person's own wording stays.
    assert_eq!(saved.due_words, ["2026年底前", "每季度"]);
    for _ in 0..4 {
        window.ctrl(Key::Z);
    }
    assert_eq!(first(&window).clause, "1");
    assert!(first(&window).note.is_none() && first(&window).dues().next().is_none());
    assert!(
        window.app().unsaved().is_some(),
        "the file holds the changes"
    );
}

#[test]
fn deadlines_are_understood_while_they_are_typed() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = editing(folder.path());
    window.focus_field("2026年底前；每季度");
    window.type_text("2027年6月底前");
    assert!(window.says("理解为：2027年6月底"), "{}", window.text());
    window.press(Key::Enter);
    let dues: Vec<String> = first(&window).dues().map(zeren::model::Due::text).collect();
    assert_eq!(dues, ["2027年6月底"]);
    for (words, wanted) in [
        ("", "未写明"),
        ("长期坚持", "持续推进"),
        ("验收后30日内", "验收后30日内"),
        ("2026年三季度末；每年", "2026年三季度末；每年"),
    ] {
        assert_eq!(zeren::app::understood(words), wanted);
    }
}

#[test]
fn targets_are_typed_as_people_write_them() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = editing(folder.path());
    let said = |task: &zeren::model::Task| -> Vec<String> {
        let of = |it: &zeren::model::Target| {
            let amount = it.amount.text(&it.unit);
            format!("{} {amount} {}", it.indicator, it.due_text())
        };
        task.targets.iter().map(of).collect()
    };
    window.focus_field("单项冠军 2026年底前 ≥20家");
    window.type_text("单项冠军 2026年底前 ≥");
    assert!(window.says("还没有读懂"), "{}", window.text());
    window.type_text("20家");
    assert!(
        window.says("理解为：单项冠军，≥ 20 家，2026年底"),
        "{}",
        window.text()
    );
    window.press(Key::Enter);
    assert_eq!(said(&first(&window)), ["单项冠军 ≥ 20 家 2026年底"]);
    // What is no target changes nothing and is said.
    window.focus_field("单项冠军 2026年底前 ≥20家");
    window.type_text("说不清");
    window.press(Key::Enter);
    assert!(window.says("没有读懂这个目标"), "{}", window.text());
    window.focus_field("清空即删除");
    window.ctrl(Key::A);
    window.type_text("单项冠军 2027年底 约 30 家");
    window.press(Key::Enter);
    assert_eq!(said(&first(&window)), ["单项冠军 约 30 家 2027年底"]);
    window.ctrl(Key::S);
    window.settle();
    let saved = on_disk(&path);
    assert_eq!(
        said(&saved.plans[0].sections[0].tasks[0]),
        ["单项冠军 约 30 家 2027年底"]
    );
    window.click("删除目标 1");
    assert!(first(&window).targets.is_empty());
    window.ctrl(Key::Z);
    assert_eq!(said(&first(&window)), ["单项冠军 约 30 家 2027年底"]);
}

#[test]
fn tasks_are_added_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = editing(folder.path());
    window.click("在后面添加任务");
    let titles = |data: &Dataset| -> Vec<String> {
        let tasks = data.plans[0].sections[0].tasks.iter();
        tasks
            .map(|task| format!("{} {}", task.key(), task.title))
            .collect()
    };
    window.ctrl(Key::S);
    window.settle();
    assert_eq!(
        titles(&on_disk(&path)),
        ["1 治水", "1〔2〕 新任务", "2 节水"]
    );
    window.click("删除任务");
    window.ctrl(Key::S);
    window.settle();
    assert_eq!(titles(&on_disk(&path)), ["1〔2〕 新任务", "2 节水"]);
    // Both are taken back, step by step.
    window.ctrl(Key::Z);
    window.ctrl(Key::Z);
    window.ctrl(Key::S);
    window.settle();
    assert_eq!(titles(&on_disk(&path)), ["1 治水", "2 节水"]);
}

#[test]
fn marks_of_folded_bodies_are_not_guessed() {
    let text = dataset("甲", "水务", &["治水"]).replace(
        "    plans: [",
        "    successions: [(from: \"水利\", to: \"水务\", how: Renamed, basis: General(\"机构改革\"))],
    plans: [",
    );
    let old = "    agencies: [
        (id: \"水利\", name: \"示例市水利局\", short: \"水利局\", kind: Department),";
    let text = text.replace("    agencies: [", old);
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = opened(folder.path(), &text);
    window.press(Key::F2);
    let before = first(&window);
    let workspace = &window.app().data().workspace;
    let mark = Change::Mark {
        task: workspace.task_by_key("甲", "1").unwrap(),
        agency: workspace.agencies_named("水务")[0],
        role: Some(Role::Support),
    };
    window.ctrl(Key::J);
    window.settle();
    window.app_mut().apply(Action::Change(mark.clone()));
    window.settle();
    assert!(
        window.notice("按现机构归并时不能改标记"),
        "{}",
        window.text()
    );
    assert_eq!(first(&window), before);
    window.ctrl(Key::J);
    window.settle();
    window.app_mut().apply(Action::Change(mark));
    assert_ne!(first(&window), before);
}

#[test]
fn letters_still_ask_where_they_set_no_marks() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = editing(folder.path());
    window.press_with(Modifiers::COMMAND, Key::Num4);
    window.type_text("z");
    assert!(window.app().dialog().is_some(), "the answer box");
}
