//! What is not saved when the program is killed is there at the next start.

use std::path::{Path, PathBuf};

use eframe::egui::Key;
use zeren::app::settings::Settings;
use zeren::app::{Action, App, Change};

use crate::files::{dataset, write};
use crate::window::{LAPTOP, Window};

fn app_in(folder: &Path) -> App {
    let settings = folder.join("设 置").join("settings.ron");
    let today = "2026-11-22".parse().unwrap();
    App::new(Settings::default(), Some(settings), today)
}

pub fn window_in(folder: &Path) -> Window {
    let mut window = Window::with(app_in(folder), LAPTOP, 1.0);
    window.settle();
    window
}

/// The recovery files of a folder.
fn kept(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder.join("设 置"));
    let files = entries
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path());
    files
        .filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            name.starts_with("recovery-") && name.contains(".ron")
        })
        .collect()
}

/// A window with a file whose first task has another title, not saved.
pub fn changed(folder: &Path) -> (Window, PathBuf) {
    let path = write(folder, "甲.ron", &dataset("甲", "水务", &["治水", "节水"]));
    let mut window = window_in(folder);
    window.app_mut().apply(Action::OpenFiles {
        files: vec![path.clone()],
        add: false,
    });
    window.settle();
    let workspace = &window.app().data().workspace;
    let task = workspace.task_by_key("甲", "1").unwrap();
    let title = Change::Title(task, "治河".to_owned());
    window.app_mut().apply(Action::Change(title));
    window.settle();
    (window, path)
}

#[test]
fn changes_are_kept_until_they_are_saved() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = changed(folder.path());
    let files = kept(folder.path());
    assert_eq!(files.len(), 1, "{}", window.text());
    let text = std::fs::read_to_string(&files[0]).unwrap();
    assert!(text.contains("治河") && text.contains("甲.ron"), "{text}");
    window.ctrl(Key::S);
    window.settle();
    assert_eq!(kept(folder.path()), [] as [PathBuf; 0]);
}

#[test]
fn what_was_taken_back_and_what_ends_as_it_should_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = changed(folder.path());
    window.ctrl(Key::Z);
    window.settle();
    assert_eq!(kept(folder.path()).len(), 0);
    window.press_with(eframe::egui::Modifiers::COMMAND, Key::Y);
    window.settle();
    assert_eq!(kept(folder.path()).len(), 1);
    drop(window);
    assert_eq!(kept(folder.path()).len(), 0);
}

#[test]
fn after_a_crash_the_changes_are_offered_and_recovered_beside_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let (window, path) = changed(folder.path());
    let before = std::fs::read(&path).unwrap();
    // As a program that was killed leaves it: the file, and nobody who holds its lock.
    let file = kept(folder.path()).remove(0);
    let left = file.with_file_name("recovery-1.ron");
    std::fs::copy(&file, &left).unwrap();
    // While the program runs its own file is nobody's to recover.
    let other = window_in(folder.path());
    assert_eq!(other.text().matches("上次没有正常结束").count(), 1);
    drop(other);
    drop(window);
    let mut window = window_in(folder.path());
    assert!(
        window.notice("上次没有正常结束，对“甲.ron”的修改还在"),
        "{}",
        window.text()
    );
    window.click("恢复");
    window.settle();
    let recovered = folder.path().join("甲（恢复）.ron");
    assert_eq!(window.app().files(), std::slice::from_ref(&recovered));
    assert_eq!(window.app().data().workspace.tasks[0].task.title, "治河");
    assert_eq!(
        std::fs::read(&path).unwrap(),
        before,
        "the file itself stays"
    );
    assert_eq!(kept(folder.path()).len(), 0);
    drop(window);
    assert!(!window_in(folder.path()).notice("上次没有正常结束"));
}

#[test]
fn what_is_not_wanted_is_gone_and_what_is_torn_breaks_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (window, _) = changed(folder.path());
    let file = kept(folder.path()).remove(0);
    let text = std::fs::read(&file).unwrap();
    drop(window);
    std::fs::write(file.with_file_name("recovery-1.ron"), &text).unwrap();
    std::fs::write(
        file.with_file_name("recovery-2.ron"),
        &text[..text.len() / 2],
    )
    .unwrap();
    let mut window = window_in(folder.path());
    assert!(window.notice("上次没有正常结束"));
    window.click("不要了");
    window.settle();
    let names: Vec<PathBuf> = kept(folder.path());
    // The torn one stays for whoever can make something of it.
    assert_eq!(names, [file.with_file_name("recovery-2.ron")]);
    assert!(!window.notice("上次没有正常结束"));
}

#[test]
fn a_process_of_the_same_number_writes_over_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("设 置");
    std::fs::create_dir_all(&settings).unwrap();
    let left = settings.join(format!("recovery-{}.ron", std::process::id()));
    std::fs::write(&left, "别的程序留下的").unwrap();
    let (window, _) = changed(folder.path());
    assert_eq!(kept(folder.path()).len(), 2, "{}", window.text());
    drop(window);
    assert_eq!(std::fs::read_to_string(&left).unwrap(), "别的程序留下的");
    assert_eq!(kept(folder.path()), [left]);
}
