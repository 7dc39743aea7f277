//! The log holds what happened, and nothing of what is in the files.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, reason = "a test may fail here")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use zeren::app::command::Command;
use zeren::app::settings::Settings;
use zeren::app::{Action, App};
use zeren::journal;

const SECRET: &str = "绝密词语";

/// What stands between straight quotes in a data file, as far as it is Chinese.
fn texts(file: &str) -> Vec<&str> {
    let parts = file.split('"').skip(1).step_by(2);
    parts
        .filter(|text| text.chars().filter(|c| !c.is_ascii()).count() > 1)
        .collect()
}

fn open(app: &mut App, files: Vec<PathBuf>) {
    app.apply(Action::OpenFiles { files, add: false });
    let end = Instant::now() + Duration::from_secs(30);
    while app.jobs().is_busy() {
        assert!(Instant::now() < end, "the files are never read");
        std::thread::sleep(Duration::from_millis(2));
        app.poll();
    }
}

/// One test, for there is one log in a process.
#[test]
fn the_log_tells_of_panics_commands_and_findings_without_contents() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("记录 夹");
    journal::start(Some(&folder));
    // A second start changes nothing.
    journal::start(None);
    let path = journal::path().unwrap();
    assert_eq!(path, folder.join("zeren.log"));

    let thread = std::thread::Builder::new().name("zeren-worker".to_owned());
    let panicking = thread.spawn(|| {
        // As the standard library quotes a text that is cut in the wrong place.
        assert!(SECRET.is_empty(), "cannot cut `{SECRET}` at 1");
    });
    assert!(panicking.unwrap().join().is_err());
    let log = std::fs::read_to_string(path).unwrap();
    assert!(
        log.contains("] PANIC zeren-worker tests/journal.rs:"),
        "{log}"
    );
    assert!(log.contains(": cannot cut “…” at 1\n"), "{log}");
    // Tests are built with names.
    assert!(log.contains("the_log_tells_of_panics"), "{log}");

    let mut app = App::new(Settings::default(), None, "2026-11-22".parse().unwrap());
    app.apply(Action::Run(Command::ToggleSuccession));
    app.apply(Action::Type(SECRET.to_owned()));
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let mut said = Vec::new();
    for entry in std::fs::read_dir(samples).unwrap() {
        let file = entry.unwrap().path();
        if file.extension().is_some_and(|ending| ending == "ron") {
            said.push(String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned());
            open(&mut app, vec![file]);
        }
    }
    let log = std::fs::read_to_string(path).unwrap();
    assert!(log.contains(": command ToggleSuccession\n"), "{log}");
    let shown = log
        .lines()
        .filter(|line| line.contains(" shown: 无法使用这份数据"));
    assert!(shown.count() >= 1, "{log}");
    let refused = log
        .lines()
        .filter(|line| line.contains("findings, cannot be used"));
    assert!(refused.count() > 30, "{log}");
    assert!(!log.contains(SECRET), "{log}");
    for text in said.iter().flat_map(|file| texts(file)) {
        assert!(!log.contains(text), "{text:?} in\n{log}");
    }

    let report = journal::report();
    let first = format!("责任矩阵 Zeren {}\n系统：", env!("CARGO_PKG_VERSION"));
    assert!(report.starts_with(&first), "{report}");
    assert!(
        report.contains(&format!("日志：{}\n", path.display())),
        "{report}"
    );
    let last = log.lines().last().unwrap();
    assert!(report.ends_with(&format!("{last}\n")), "{report}");
    assert!(report.lines().count() < 40, "{report}");
}
