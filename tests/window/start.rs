//! How the program starts where something is in its way, and what it leaves in its log.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::desk::{Desk, Start, TODAY};
use super::programs::{read_when_there, until};

/// A program that writes down its name and arguments, a line each, and ends like this.
fn recorder(folder: &Path, name: &str, code: i32) -> PathBuf {
    let record = folder.join(format!("{name}.txt"));
    let path = folder.join(name);
    let script = format!(
        "#!/bin/sh\nfor word in \"$@\"; do printf '%s\\n' \"$word\"; done >'{}'\nexit {code}\n",
        record.display()
    );
    std::fs::write(&path, script).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    record
}

/// The program as an icon starts it, without a display: no terminal anywhere.
fn start_blind(folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zeren"))
        .env_clear()
        .env("LANG", "C.UTF-8")
        .env("ZEREN_TODAY", TODAY)
        .env("HOME", folder)
        .env("PATH", folder)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

#[test]
fn a_start_that_fails_is_told_by_the_desktops_own_message() {
    let folder = tempfile::tempdir().unwrap();
    let records = [("zenity", 1), ("kdialog", 0), ("notify-send", 0)]
        .map(|(name, code)| recorder(folder.path(), name, code));
    let output = start_blind(folder.path());
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("error: 没有可用的显示器"), "{said}");

    let told = |record: &Path| std::fs::read_to_string(record).unwrap_or_default();
    let words = "没有可用的显示器，打不开窗口（没有设置 DISPLAY 或 WAYLAND_DISPLAY）\n\n\
                 没有窗口也可以用命令行：zeren check 检查数据，zeren export 导出\n";
    assert_eq!(
        told(&records[0]),
        format!("--error\n--no-markup\n--width=420\n--title\n责任矩阵\n--text\n{words}")
    );
    // The first one could not show it.
    assert_eq!(
        told(&records[1]),
        format!("--title\n责任矩阵\n--error\n{words}")
    );
    assert!(!records[2].exists(), "one message is enough");
    let log = std::fs::read_to_string(folder.path().join(".config/zeren/zeren.log")).unwrap();
    assert!(
        log.contains(" start of Zeren ") && log.contains(" no window: "),
        "{log}"
    );
}

#[test]
fn a_notification_is_the_last_resort_and_nothing_at_all_is_no_trouble() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(start_blind(folder.path()).status.code(), Some(2));
    let record = recorder(folder.path(), "notify-send", 0);
    assert_eq!(start_blind(folder.path()).status.code(), Some(2));
    let told = String::from_utf8(read_when_there(&record)).unwrap();
    assert!(told.contains("责任矩阵\n没有可用的显示器"), "{told}");
}

#[test]
fn graphics_that_cannot_be_used_are_named_with_what_to_do() {
    let Some(desk) = Desk::new("no_graphics", &[]) else {
        return;
    };
    let programs = tempfile::tempdir().unwrap();
    let record = recorder(programs.path(), "zenity", 0);
    let output = desk
        .command(env!("CARGO_BIN_EXE_zeren"))
        // A painter of Mesa that there is not.
        .env("GALLIUM_DRIVER", "none-of-these")
        .env("PATH", programs.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = std::fs::read_to_string(&record).unwrap();
    for words in [
        "显卡驱动不支持 OpenGL",
        "LIBGL_ALWAYS_SOFTWARE=1",
        "zeren check",
    ] {
        assert!(told.contains(words), "no {words} in\n{told}");
    }
    let log = log_of(&desk);
    assert!(log.contains(" ERROR main src/ui/window.rs:"), "{log}");
}

#[test]
fn a_wayland_display_that_is_gone_gives_way_to_x11() {
    let Some(mut desk) = Desk::new("stale_wayland", &[]) else {
        return;
    };
    desk.start(Start::default().env(("WAYLAND_DISPLAY", "wayland-9")));
    assert!(desk.quit().success());
    let log = log_of(&desk);
    assert!(log.contains("no Wayland display at "), "{log}");
}

#[test]
fn a_window_that_was_on_a_screen_that_is_gone_opens_on_one_that_is_there() {
    let Some(mut desk) = Desk::new("off_screen", &[]) else {
        return;
    };
    std::fs::create_dir_all(desk.settings_path().parent().unwrap()).unwrap();
    for ((x, y), (width, height), wanted) in [
        ((50_000, 50_000), (1366, 768), [0, 0, 1366, 768]),
        ((-4_000, 10), (1000, 600), [183, 84, 1000, 600]),
        ((100, 100), (3000, 2000), [0, 0, 1366, 768]),
        // Where it may stay.
        ((120, 90), (1000, 600), [120, 90, 1000, 600]),
    ] {
        let place = format!(
            "(window: (position: ({x}.0, {y}.0), size: ({width}.0, {height}.0), maximized: false))"
        );
        std::fs::write(desk.settings_path(), place).unwrap();
        desk.start(Start::default());
        // The window manager's border of a pixel is counted twice.
        let [left, top, width, height] = desk.place();
        let found = [left - 2, top - 2, width, height];
        assert_eq!(found, wanted, "remembered at {x}, {y}");
        assert!(desk.quit().success());
    }
}

#[test]
fn a_window_that_filled_the_screen_does_so_again() {
    let Some(mut desk) = Desk::new("maximized", &[]) else {
        return;
    };
    std::fs::create_dir_all(desk.settings_path().parent().unwrap()).unwrap();
    let place = "(window: (position: (60.0, 40.0), size: (1000.0, 600.0), maximized: true))";
    std::fs::write(desk.settings_path(), place).unwrap();
    desk.start(Start::default());
    until("the window to fill the screen", || {
        let [_, _, width, height] = desk.place();
        (width > 1350 && height > 750).then_some(())
    });
    assert!(desk.quit().success());
    let kept = std::fs::read_to_string(desk.settings_path()).unwrap();
    assert!(kept.contains("maximized: true"), "{kept}");
    assert!(kept.contains("size: (1000.0, 600.0)"), "{kept}");
}

#[test]
fn a_settings_folder_that_cannot_be_used_is_no_reason_not_to_start() {
    let Some(mut desk) = Desk::new("no_settings", &[]) else {
        return;
    };
    let folder = desk.settings_path().parent().unwrap().to_owned();
    std::fs::create_dir_all(folder.parent().unwrap()).unwrap();
    std::fs::write(&folder, "a file where the folder should be").unwrap();
    desk.start(Start::default());
    desk.key("ctrl+shift+f");
    assert!(desk.quit().success());
    assert!(folder.is_file());
}

#[test]
fn the_log_tells_what_happened_and_nothing_of_what_is_in_the_files() {
    let Some(mut desk) = Desk::new("log", &[]) else {
        return;
    };
    let file = desk.home().join("坏 文件.ron");
    std::fs::write(
        &file,
        "(format: 1, title: \"绝密标题\", agencies: [(id: 绝密编号)])",
    )
    .unwrap();
    desk.start(Start::default().file(&file));
    until("the findings of the file", || {
        log_of(&desk).contains(" shown: ").then_some(())
    });
    desk.key("ctrl+shift+f");
    desk.type_text("juemi");
    desk.key("ctrl+2");
    assert!(desk.quit().success());
    let log = log_of(&desk);
    let wanted = [
        "INFO main src/journal/mod.rs:".to_owned(),
        format!(": start of Zeren {}, ", env!("CARGO_PKG_VERSION")),
        "坏 文件.ron:1:".to_owned(),
        ": shown: 无法使用这份数据".to_owned(),
        ": command Search".to_owned(),
        ": command ShowTimeline".to_owned(),
        ": command Quit".to_owned(),
        ": end".to_owned(),
    ];
    for words in wanted {
        assert!(log.contains(&words), "no {words:?} in\n{log}");
    }
    for words in ["绝密", "juemi"] {
        assert!(!log.contains(words), "{words:?} in\n{log}");
    }
}

fn log_of(desk: &Desk) -> String {
    let path = desk.settings_path().with_file_name("zeren.log");
    std::fs::read_to_string(path).unwrap_or_default()
}
