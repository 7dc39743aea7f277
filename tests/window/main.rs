//! The real program in a real window on a display of its own, used by key as a person would.
#![cfg(all(unix, feature = "gui"))]
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test may fail here, and says why it was skipped"
)]

mod clipboard;
mod desk;
mod dialogs;
mod heard;
mod programs;
mod review;
mod screens;
mod session;
mod start;
mod wayland;

use std::io::Cursor;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use calamine::{Data as Value, Range, Reader as _, Xlsx};
use desk::{Desk, INPUT_METHOD, Start, TODAY};
use programs::{read_when_there, until};
use zeren::export::{self, Format, Layout, Silent, Subject};
use zeren::model::workspace::{Source, Workspace};
use zeren::view::{Data, Sheet, SuccessionView, ViewSpec};

const ZENITY: (&str, &str) = ("zenity", "zenity");
const FCITX: [(&str, &str); 3] = [
    ("fcitx5", "fcitx5 and fcitx5-pinyin"),
    ("dbus-daemon", "dbus-daemon"),
    ("xprop", "x11-utils"),
];

/// The lower edge of the search box, from the top of the window.
const SEARCH_BOTTOM: i32 = 37;

/// The built-in data in a view.
fn sheet(spec: &ViewSpec) -> Sheet {
    let loaded = zeren::store::parse(zeren::store::builtin().as_bytes(), None).unwrap();
    let (workspace, _) = Workspace::join(vec![Source {
        file: None,
        dataset: loaded.dataset,
    }]);
    Sheet::new(&Data::new(workspace), spec, TODAY.parse().unwrap())
}

/// What the library writes for a view, without any window.
fn workbook(sheet: &Sheet) -> Vec<u8> {
    let mut bytes = Vec::new();
    export::write(Subject::Matrix(sheet), Format::Xlsx, &mut bytes, &Silent).unwrap();
    bytes
}

/// The matrix of a workbook, as a spreadsheet program reads it.
fn matrix(bytes: &[u8]) -> Range<Value> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    book.worksheet_range(Layout::Matrix.document()).unwrap()
}

/// The titles of the tasks that have a mark in a body's column.
fn tasks_of(range: &Range<Value>, agency: &str, sheet: &Sheet) -> Vec<String> {
    let cell = |row: u32, column: u32| match range.get_value((row, column)) {
        Some(Value::String(text)) => text.as_str(),
        _ => "",
    };
    let (rows, columns) = range.end().unwrap();
    let (top, column) = (0..=rows)
        .flat_map(|row| (0..=columns).map(move |column| (row, column)))
        .find(|&(row, column)| cell(row, column) == agency)
        .unwrap_or_else(|| panic!("no column {agency}"));
    let titles: Vec<&str> = sheet
        .tasks()
        .map(|ix| sheet.workspace().task(ix).task.title.as_str())
        .collect();
    (top + 1..=rows)
        .filter(|&row| titles.contains(&cell(row, 1)) && !cell(row, column).is_empty())
        .map(|row| cell(row, 1).to_owned())
        .collect()
}

/// Opens the export dialog and presses its button.
fn export(desk: &Desk) {
    desk.key("ctrl+e");
    desk.key("Return");
}

#[test]
fn three_steps_lead_from_the_start_to_a_workbook_on_disk() {
    let Some(mut desk) = Desk::new("three_steps", &[ZENITY]) else {
        return;
    };
    desk.start(Start::default());
    desk.key("ctrl+shift+f");
    desk.type_text("sjxj");
    export(&desk);
    let path = desk.home().join("市经信局 责任.xlsx");
    desk.answer_dialog(&path);
    let bytes = read_when_there(&path);

    let spec = ViewSpec {
        text: "sjxj".to_owned(),
        ..ViewSpec::default()
    };
    let sheet = sheet(&spec);
    assert_eq!(bytes, workbook(&sheet), "the window and the library differ");
    let tasks = tasks_of(&matrix(&bytes), "市经信局", &sheet);
    assert_eq!(tasks.len(), 25, "{tasks:#?}");

    // The same place again: the dialog asks, and the new file takes the place of the old one.
    std::fs::write(&path, "旧").unwrap();
    export(&desk);
    let dialog = desk.dialog();
    desk.type_over(&path);
    desk.key("Return");
    let question = until("the question whether to replace", || {
        let windows = desk.windows("--class", "zenity");
        windows.into_iter().find(|window| *window != dialog)
    });
    assert_eq!(std::fs::read(&path).unwrap(), "旧".as_bytes());
    desk.agree_to_replace(&question);
    desk.gone(&dialog);
    until("the new file", || {
        (std::fs::read(&path).unwrap() == bytes).then_some(())
    });
    assert!(desk.quit().success());
}

/// Word and PDF by the same way: what the dialog was used for last is what it offers.
#[test]
fn a_word_document_and_a_pdf_reach_the_disk_through_the_systems_dialog() {
    for format in [Format::Docx, Format::Pdf] {
        let Some(mut desk) = Desk::new("word_and_pdf", &[ZENITY]) else {
            return;
        };
        let settings = desk.settings_path();
        std::fs::create_dir_all(settings.parent().unwrap()).unwrap();
        let text = format!("(export_format: \"{}\")", format.key());
        std::fs::write(&settings, text).unwrap();
        desk.start(Start::default());
        desk.key("ctrl+shift+f");
        desk.type_text("mingpin");
        export(&desk);
        // The ending is the format's, also where nobody types it.
        desk.answer_dialog(&desk.home().join("名品 责任"));
        let bytes = read_when_there(&desk.home().join(format!("名品 责任.{}", format.key())));

        let sheet = sheet(&ViewSpec {
            text: "mingpin".to_owned(),
            ..ViewSpec::default()
        });
        assert!(sheet.shown.tasks > 0);
        let mut wanted = Vec::new();
        export::write(Subject::Matrix(&sheet), format, &mut wanted, &Silent).unwrap();
        assert_eq!(bytes.len(), wanted.len(), "{format:?}");
        assert!(
            bytes == wanted,
            "the window and the library differ in {format:?}"
        );
        assert!(desk.quit().success());
    }
}

#[test]
fn cancelling_the_systems_dialog_writes_nothing() {
    let Some(mut desk) = Desk::new("cancelling", &[ZENITY]) else {
        return;
    };
    desk.start(Start::default());
    export(&desk);
    let dialog = desk.dialog();
    let before = names(&desk.home());
    desk.key("Escape");
    desk.gone(&dialog);
    assert_eq!(names(&desk.home()), before);
    // Nothing stands in front: the keys reach the window, and no second dialog opened.
    assert!(desk.windows("--class", "zenity").is_empty());
    assert!(desk.quit().success());
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    names
}

#[test]
fn an_idle_window_sleeps() {
    let Some(mut desk) = Desk::new("idle", &[]) else {
        return;
    };
    desk.start(Start::default());
    for place in ["the matrix", "the search box"] {
        if place == "the search box" {
            desk.key("ctrl+shift+f");
            desk.type_text("jx");
        }
        // The session is written two seconds after a change; from then on nothing is left to do.
        std::thread::sleep(Duration::from_secs(4));
        // The accessibility bus keeps a thread of the crate `blocking`, whose version 1.7.0 looks
        // for work twice a second, which adds up to a tick now and then.
        let sleeps = || {
            let mut sleeps = desk.sleeps();
            sleeps.retain(|thread, _| !thread.contains(" blocking-"));
            sleeps
        };
        let (ticks, before) = (desk.ticks(), sleeps());
        std::thread::sleep(Duration::from_secs(10));
        assert!(desk.ticks() - ticks <= 1, "works with {place} focused");
        assert_eq!(sleeps(), before, "wakes up with {place} focused");
    }
}

#[test]
fn without_a_display_it_names_the_commands_that_need_none() {
    let run = |display: Option<&str>| {
        let output = Command::new(env!("CARGO_BIN_EXE_zeren"))
            .env_clear()
            .env("LANG", "C.UTF-8")
            .env("ZEREN_TODAY", TODAY)
            .envs(display.map(|display| ("DISPLAY", display)))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        String::from_utf8(output.stderr).unwrap()
    };
    assert_eq!(
        run(None),
        "error: 没有可用的显示器，打不开窗口（没有设置 DISPLAY 或 WAYLAND_DISPLAY）\n\
         hint: 没有窗口也可以用命令行：zeren check 检查数据，zeren export 导出\n"
    );
    // A display that nobody serves.
    assert_eq!(
        run(Some(":59999")),
        "error: 没有可用的显示器，打不开窗口（DISPLAY=:59999）\n\
         hint: 没有窗口也可以用命令行：zeren check 检查数据，zeren export 导出\n"
    );
}

#[test]
fn without_a_system_dialog_the_programs_own_takes_its_place() {
    let Some(mut desk) = Desk::new("own_picker", &[]) else {
        return;
    };
    let nothing = desk.home().join("空");
    std::fs::create_dir(&nothing).unwrap();
    desk.start(Start::default().search_path(&nothing));
    export(&desk);
    let path = desk.home().join("全部 责任.xlsx");
    desk.key("ctrl+a");
    desk.paste(path.to_str().unwrap());
    desk.key("Return");
    let bytes = read_when_there(&path);
    assert_eq!(bytes, workbook(&sheet(&ViewSpec::default())));
    assert!(desk.quit().success());
}

/// A small data file.
fn data_file(title: &str, task: &str) -> String {
    format!(
        r#"(
    format: 1,
    title: "{title}",
    agencies: [(id: "jxj", name: "武汉市经济和信息化局", short: "市经信局", kind: Department)],
    plans: [(
        id: "p", title: "方案", issued: "2026-01-05", status: InForce,
        sections: [(number: "一", title: "总则", tasks: [
            (clause: "一1", title: "{task}", assignments: [(agency: "jxj", role: Lead)]),
        ])],
    )],
)
"#
    )
}

#[test]
fn a_file_that_changes_under_the_window_is_read_again_on_demand() {
    let Some(mut desk) = Desk::new("changed_file", &[ZENITY]) else {
        return;
    };
    let folder = desk.home().join("数据 甲");
    std::fs::create_dir(&folder).unwrap();
    let file = folder.join("责任 表.ron");
    std::fs::write(&file, data_file("旧标题", "旧任务")).unwrap();
    desk.start(Start::default().file(&file));
    let titled = |desk: &Desk, title: &str| {
        until(&format!("the title {title}"), || {
            (desk.title() == format!("{title} - 责任矩阵")).then_some(())
        });
        desk.settle();
    };
    titled(&desk, "旧标题");

    std::fs::write(&file, data_file("新标题", "新任务")).unwrap();
    std::thread::sleep(Duration::from_secs(2));
    desk.settle();
    assert!(desk.lives());
    titled(&desk, "旧标题");
    desk.key("ctrl+r");
    titled(&desk, "新标题");
    export(&desk);
    let path = folder.join("新 表.xlsx");
    desk.answer_dialog(&path);
    let range = matrix(&read_when_there(&path));
    let found = |text: &str| {
        let mut cells = range.used_cells();
        cells.any(|(_, _, value)| matches!(value, Value::String(known) if known == text))
    };
    assert!(found("新任务") && !found("旧任务"));
    assert!(desk.quit().success());
}

#[test]
fn view_theme_and_place_come_back_at_the_next_start() {
    let Some(mut desk) = Desk::new("remembered", &[ZENITY]) else {
        return;
    };
    desk.start(Start::default());
    let place = desk.put([40, 30, 1200, 700]);
    desk.key("ctrl+j");
    desk.key("ctrl+shift+p");
    desk.type_text("touying");
    desk.key("Return");
    assert!(desk.quit().success());
    let settings = std::fs::read_to_string(desk.settings_path()).unwrap();
    assert!(settings.contains("theme: Projector"), "{settings}");
    assert!(settings.contains("succession: Current"), "{settings}");

    desk.start(Start::default());
    assert_eq!(desk.place(), place);
    export(&desk);
    let path = desk.home().join("现机构 责任.xlsx");
    desk.answer_dialog(&path);
    let spec = ViewSpec {
        succession: SuccessionView::Current,
        ..ViewSpec::default()
    };
    assert_eq!(read_when_there(&path), workbook(&sheet(&spec)));
    assert!(desk.quit().success());
}

#[test]
fn an_input_methods_hanzi_reach_the_search_box() {
    let Some(mut desk) = Desk::new("input_method", &FCITX) else {
        return;
    };
    desk.start_input_method();
    desk.start(Start::default().env(INPUT_METHOD));
    desk.key("ctrl+shift+f");
    // Until space takes the first candidate, nothing of it is a search.
    desk.type_text("zhizaoye");
    let candidates = desk.window("--name", "Fcitx5 Input Window");
    let (window, candidates) = (desk.place(), desk.place_of(&candidates));
    let below = window[1] + SEARCH_BOTTOM;
    assert!(candidates[1] >= below, "{candidates:?} covers the field");
    assert!(candidates[1] < below + 40, "{candidates:?} is far away");
    desk.key("space");
    std::thread::sleep(Duration::from_millis(500));
    assert!(desk.quit().success());
    let settings = std::fs::read_to_string(desk.settings_path()).unwrap();
    assert!(settings.contains("text: \"制造业\""), "{settings}");
}

#[test]
fn without_a_print_command_the_pdf_reader_opens_the_pages() {
    let Some(mut desk) = Desk::new("print_in_reader", &[]) else {
        return;
    };
    let programs = desk.home().join("程序");
    std::fs::create_dir(&programs).unwrap();
    // The system's way to open files notes what it was asked for.
    let (opener, asked) = (programs.join("xdg-open"), desk.home().join("asked"));
    let script = format!("#!/bin/sh\nprintf '%s/' \"$1\" > '{}'\n", asked.display());
    std::fs::write(&opener, script).unwrap();
    std::fs::set_permissions(&opener, std::fs::Permissions::from_mode(0o755)).unwrap();
    // What was printed another day is cleared away at the start.
    let earlier = desk.temp().join("zeren-print-earlier");
    std::fs::create_dir(&earlier).unwrap();
    std::fs::write(earlier.join("责任矩阵.pdf"), "%PDF").unwrap();
    let two_days = SystemTime::now() - Duration::from_hours(48);
    let folder = std::fs::File::open(&earlier).unwrap();
    folder.set_modified(two_days).unwrap();

    desk.start(Start::default().search_path(&programs));
    until("the earlier file to go", || {
        (!earlier.exists()).then_some(())
    });
    desk.key("ctrl+p");
    desk.key("Return");
    let file = until("the reader to be asked", || {
        let asked = std::fs::read_to_string(&asked).ok()?;
        asked.strip_suffix('/').map(str::to_owned)
    });
    let file = Path::new(&file);
    assert!(file.starts_with(desk.temp()), "{}", file.display());
    let subject = sheet(&ViewSpec::default());
    let subject = Subject::Matrix(&subject);
    let name = export::default_file_name(subject, Format::Pdf);
    assert_eq!(file.file_name().unwrap().to_str(), Some(name.as_str()));
    let mut wanted = Vec::new();
    export::write(subject, Format::Pdf, &mut wanted, &Silent).unwrap();
    assert!(std::fs::read(file).unwrap() == wanted, "another PDF");
    assert!(desk.quit().success());
    assert!(file.exists(), "the reader may still have it open");
}
