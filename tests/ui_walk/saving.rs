//! Saving changed files loses nothing, whatever happens meanwhile.

use std::path::{Path, PathBuf};

use zeren::app::command::Command;
use zeren::app::{Action, Change};

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

fn rename(window: &mut Window, title: &str) {
    let workspace = &window.app().data().workspace;
    let task = workspace.task_by_key("甲", "1").unwrap();
    let change = Change::Title(task, title.to_owned());
    window.app_mut().apply(Action::Change(change));
}

fn save(window: &mut Window) {
    window.app_mut().apply(Action::Run(Command::SaveEdits));
}

fn title(path: &Path) -> String {
    let data = zeren::store::load(path).unwrap().dataset;
    data.plans[0].sections[0].tasks[0].title.clone()
}

/// A file whose comment nothing can keep: it stands in a task that is removed.
fn doomed() -> String {
    let text = dataset("甲", "水务", &["治水", "节水"]);
    text.replacen("title: \"治水\"", "/* 手写的说明 */ title: \"治水\"", 1)
}

fn remove(window: &mut Window) {
    let workspace = &window.app().data().workspace;
    let task = workspace.task_by_key("甲", "1").unwrap();
    window.app_mut().apply(Action::Change(Change::Remove(task)));
}

#[test]
fn a_failure_before_it_does_not_stand_for_the_word_about_comments() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = opened(folder.path(), &doomed());
    remove(&mut window);
    std::fs::write(&path, dataset("甲", "水务", &["供水"])).unwrap();
    save(&mut window);
    window.settle();
    assert!(window.notice("已被别的程序修改"), "{}", window.text());
    std::fs::write(&path, doomed()).unwrap();
    save(&mut window);
    window.settle();
    assert!(window.notice("1 处注释"), "{}", window.text());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), doomed());
    save(&mut window);
    window.settle();
    assert_eq!(title(&path), "节水", "it was said, and agreed to");
}

#[test]
fn pressing_twice_is_no_answer_to_what_was_not_said_yet() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = opened(folder.path(), &doomed());
    remove(&mut window);
    save(&mut window);
    save(&mut window);
    window.settle();
    assert!(window.notice("1 处注释"), "{}", window.text());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), doomed());
}

#[test]
fn saving_twice_at_once_blames_nobody_and_saves_what_came_between() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = opened(folder.path(), &dataset("甲", "水务", &["治水"]));
    rename(&mut window, "治河");
    save(&mut window);
    rename(&mut window, "治湖");
    save(&mut window);
    save(&mut window);
    window.settle();
    assert!(window.notice("修改已保存"), "{}", window.text());
    assert!(!window.notice("别的程序"), "{}", window.text());
    assert_eq!(title(&path), "治湖");
    assert_eq!(window.app().unsaved(), None);
}

#[test]
fn what_was_changed_and_taken_back_while_it_was_saved_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = opened(folder.path(), &dataset("甲", "水务", &["治水"]));
    rename(&mut window, "治河");
    save(&mut window);
    window.app_mut().apply(Action::Run(Command::Undo));
    rename(&mut window, "治湖");
    window.settle();
    assert_eq!(title(&path), "治河");
    assert!(window.app().unsaved().is_some(), "治湖 is in no file");
}

#[test]
fn the_file_as_it_was_opened_stays_for_the_whole_session_and_so_does_an_older_one() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "甲.ron.bak", "更早留下的");
    let (mut window, path) = opened(folder.path(), &dataset("甲", "水务", &["治水"]));
    let before = std::fs::read(&path).unwrap();
    for title in ["治河", "治湖", "治海"] {
        rename(&mut window, title);
        save(&mut window);
        window.settle();
        let mut notices = window.app().notices().iter();
        let said = notices.find(|notice| notice.text.contains("修改已保存"));
        let said = said.and_then(|notice| notice.hint.as_deref()).unwrap();
        assert!(said.starts_with("打开时的文件留作"), "{said}");
        assert!(said.ends_with("甲.ron（2）.bak"), "{said}");
    }
    assert_eq!(title(&path), "治海");
    let held = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    assert_eq!(held("甲.ron（2）.bak"), before);
    assert_eq!(held("甲.ron.bak"), "更早留下的".as_bytes());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);
}

#[test]
fn what_is_changed_while_other_files_are_read_is_not_replaced_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = opened(folder.path(), &dataset("甲", "水务", &["治水"]));
    let other = write(folder.path(), "乙.ron", &dataset("乙", "城管", &["扫街"]));
    window.app_mut().apply(Action::OpenFiles {
        files: vec![other.clone()],
        add: false,
    });
    rename(&mut window, "治河");
    window.settle();
    assert_eq!(window.app().files(), std::slice::from_ref(&path));
    assert_eq!(window.app().unsaved(), Some("对“甲.ron”的修改"));
    assert!(window.notice("读取时数据又有修改"), "{}", window.text());
    save(&mut window);
    window.settle();
    assert_eq!(title(&path), "治河");
}

#[test]
fn what_was_given_up_for_files_that_cannot_be_opened_is_still_unsaved() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = opened(folder.path(), &dataset("甲", "水务", &["治水"]));
    let other = write(folder.path(), "乙.ron", "(format: 1,");
    let open = |window: &mut Window| {
        window.app_mut().apply(Action::OpenFiles {
            files: vec![other.clone()],
            add: false,
        });
        window.settle();
        window.click("不保存，打开");
        window.settle();
    };
    rename(&mut window, "治河");
    open(&mut window);
    assert_eq!(window.app().files(), std::slice::from_ref(&path));
    assert_eq!(window.app().unsaved(), Some("对“甲.ron”的修改"));
    std::fs::write(&other, dataset("乙", "城管", &["扫街"])).unwrap();
    open(&mut window);
    assert_eq!(window.app().files(), std::slice::from_ref(&other));
    assert_eq!(window.app().unsaved(), None);
}
