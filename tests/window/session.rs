//! The session survives every end of the program, also one that it is not told of.

use std::path::Path;

use zeren::app::Tab;
use zeren::app::settings::Settings;

use crate::desk::{Desk, Start};
use crate::programs::until;

/// Waits until the settings on disk are as wanted.
fn remembered(path: &Path, what: &str, wanted: impl Fn(&Settings) -> bool) -> Settings {
    until(what, || {
        let (settings, problem) = Settings::read(path);
        assert_eq!(problem, None);
        wanted(&settings).then_some(settings)
    })
}

#[test]
fn no_signal_takes_files_filter_and_tab_away() {
    let Some(mut desk) = Desk::new("session", &[]) else {
        return;
    };
    let file = desk.home().join("数据 一.ron");
    std::fs::write(&file, zeren::store::builtin()).unwrap();
    let settings = desk.settings_path();
    for signal in ["TERM", "HUP", "INT", "KILL"] {
        if settings.exists() {
            std::fs::remove_file(&settings).unwrap();
        }
        desk.start(Start::default().file(&file));
        desk.key("ctrl+4");
        desk.key("ctrl+j");
        desk.key("ctrl+shift+f");
        desk.type_text("mingpin");
        let before = remembered(&settings, "the session on disk", |settings| {
            settings.view.text == "mingpin"
        });
        assert_eq!(before.files, std::slice::from_ref(&file));
        assert_eq!(before.recent, std::slice::from_ref(&file));
        assert_eq!(before.tab, Tab::Tasks);
        assert!(!desk.end_by(signal).success(), "SIG{signal}");

        // What the next start shows is what it writes after the next change.
        desk.start(Start::default());
        desk.key("ctrl+b");
        let after = remembered(&settings, "a change of the next session", |settings| {
            !settings.filters_open
        });
        assert_eq!(after.files, before.files, "SIG{signal}");
        assert_eq!(after.view, before.view, "SIG{signal}");
        assert_eq!(after.tab, before.tab, "SIG{signal}");
        assert!(desk.quit().success());
    }
}

#[test]
fn a_window_at_rest_writes_its_session_once_and_sleeps() {
    let Some(mut desk) = Desk::new("session_at_rest", &[]) else {
        return;
    };
    desk.start(Start::default());
    desk.key("ctrl+b");
    let settings = desk.settings_path();
    remembered(&settings, "the session on disk", |settings| {
        !settings.filters_open
    });
    let written = std::fs::metadata(&settings).unwrap().modified().unwrap();
    std::thread::sleep(std::time::Duration::from_secs(6));
    let now = std::fs::metadata(&settings).unwrap().modified().unwrap();
    assert_eq!(now, written);
    assert!(desk.quit().success());
}
