//! Where the program stands: what happens behind dialogs, and what asks before it is lost.

use std::mem::discriminant;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::Key;
use zeren::app::ask::{Ask, Outcome};
use zeren::app::command::Command;
use zeren::app::settings::{Settings, ThemeChoice};
use zeren::app::{Action, App, Dialog, Effect, Leaving, Refusal, RenewForm, Selection, Step, Tab};
use zeren::model::workspace::TaskIx;
use zeren::view::ViewSpec;

use crate::files::{dataset, write};
use crate::window::{LAPTOP, Window, app, app_with};

/// Every dialog with commands that open it, and those that other steps open.
fn dialogs(window: &mut Window) -> Vec<Dialog> {
    let mut dialogs = Vec::new();
    for command in [
        Command::Export,
        Command::Distribute,
        Command::PrintPreview,
        Command::Diagnostics,
        Command::Keys,
        Command::Palette,
        Command::Compare,
        Command::About,
    ] {
        window.app_mut().apply(Action::Run(command));
        dialogs.extend(window.app().dialog().cloned());
        window.app_mut().apply(Action::Dialog(None));
    }
    assert_eq!(dialogs.len(), 7);
    let form = dialogs.iter().find_map(|dialog| match dialog {
        Dialog::Distribute(form) => Some(form.clone()),
        _ => None,
    });
    dialogs.push(Dialog::Replace {
        form: form.unwrap(),
        folder: PathBuf::from("分发"),
        existing: vec![PathBuf::from("分发/甲.xlsx")],
    });
    dialogs.push(Dialog::Renew(RenewForm {
        document: PathBuf::from("新版.docx"),
        file: PathBuf::from("甲.ron"),
        plan: "方案".to_owned(),
        checked: 2,
        add: true,
    }));
    dialogs.push(Dialog::Wordings(TaskIx::new(0)));
    dialogs.push(Dialog::Unsaved(Leaving::Quit));
    // A dialog that is added must be tried here, too: this does not compile without it.
    for dialog in &dialogs {
        match dialog {
            Dialog::Export(_)
            | Dialog::Distribute(_)
            | Dialog::Replace { .. }
            | Dialog::Print(_)
            | Dialog::Keys
            | Dialog::Ask(_)
            | Dialog::NameView(_)
            | Dialog::Compare(_)
            | Dialog::About
            | Dialog::Renew(_)
            | Dialog::Wordings(_)
            | Dialog::Unsaved(_) => {}
        }
    }
    dialogs
}

/// What no command may change behind a dialog.
#[derive(Debug, PartialEq)]
pub struct State {
    view: ViewSpec,
    tab: Tab,
    selection: Selection,
    data: usize,
    files: Vec<PathBuf>,
    panels: (bool, bool),
    theme: ThemeChoice,
    is_presenting: bool,
    notices: usize,
}

impl State {
    pub fn of(app: &App) -> Self {
        Self {
            view: app.view().clone(),
            tab: app.tab(),
            selection: app.selection(),
            data: Arc::as_ptr(app.data()) as usize,
            files: app.files().to_vec(),
            panels: (app.settings().filters_open, app.settings().detail_open),
            theme: app.settings().theme,
            is_presenting: app.stage().is_presenting(),
            notices: app.notices().len(),
        }
    }
}

#[test]
fn no_command_does_anything_behind_a_dialog() {
    let mut window = Window::open();
    // Something to take back, to clear and to copy.
    window.click("有目标");
    window.press(Key::ArrowDown);
    for dialog in dialogs(&mut window) {
        window.app_mut().apply(Action::Dialog(Some(dialog.clone())));
        window.settle();
        window.effects();
        let before = State::of(window.app());
        for &command in Command::ALL {
            if command.passes_dialogs() {
                continue;
            }
            assert_eq!(window.app().allows(command), Err(Refusal::BehindDialog));
            window.app_mut().apply(Action::Run(command));
            for shortcut in command.shortcuts() {
                window.press_with(shortcut.modifiers, shortcut.logical_key);
            }
            let what = format!("{command:?} behind {dialog:?}");
            assert_eq!(State::of(window.app()), before, "{what}");
            assert_eq!(window.effects(), [], "{what}");
            let open = window.app().dialog().map(discriminant);
            assert_eq!(open, Some(discriminant(&dialog)), "{what}");
        }
        window.app_mut().apply(Action::Dialog(None));
    }
}

#[test]
fn size_and_the_way_out_stay_at_hand_before_a_dialog() {
    let mut window = Window::open();
    window.press(Key::F1);
    window.ctrl(Key::Plus);
    assert!(window.app().settings().zoom > 1.0);
    window.press(Key::F11);
    assert_eq!(window.effects(), [Effect::FullScreen(true)]);
    window.ctrl(Key::Q);
    assert_eq!(window.effects(), [Effect::Quit]);
    assert_eq!(window.app().dialog(), Some(&Dialog::Keys));
}

#[test]
fn printing_and_exporting_are_refused_alike() {
    let mut window = Window::open();
    window.go_to_search();
    window.type_text("没有这样的任务");
    for tab in [
        Command::ShowMatrix,
        Command::ShowTimeline,
        Command::ShowTasks,
    ] {
        window.app_mut().apply(Action::Run(tab));
        for command in [Command::Export, Command::PrintPreview, Command::CopyPicture] {
            let reason = window.app().lacks(command);
            assert!(
                reason.is_some_and(|reason| reason.contains("放宽筛选")),
                "{command:?}"
            );
        }
    }
    // An agency's sheet does not depend on the search.
    window.app_mut().apply(Action::Run(Command::ShowAgencies));
    let agency = window.sheet().workspace().agency_by_id("jxj");
    window.app_mut().apply(Action::Select(Selection {
        agency,
        ..Selection::default()
    }));
    for command in [Command::Export, Command::PrintPreview, Command::CopyPicture] {
        assert_eq!(window.app().lacks(command), None, "{command:?}");
    }
}

/// A data file with one task.
fn file(folder: &Path, name: &str) -> PathBuf {
    write(folder, name, &dataset("甲", "林业", &["造林"]))
}

/// A window on a file, with something in it that no file holds.
fn with_unsaved(folder: &Path) -> (Window, PathBuf) {
    let path = file(folder, "甲 数据.ron");
    let mut app = app();
    app.open_at_start(vec![path.clone()]);
    let mut window = Window::with(app, LAPTOP, 1.0);
    assert_eq!(window.app().files(), std::slice::from_ref(&path));
    window
        .app_mut()
        .set_unsaved(Some("审校到一半的草稿".to_owned()));
    (window, path)
}

/// Whether the question stands in front, the data as it was; answers it by going back.
fn asks_and_goes_back(window: &mut Window, before: usize) {
    let is_asking = matches!(window.app().dialog(), Some(Dialog::Unsaved(_)));
    assert!(is_asking, "no question in\n{}", window.text());
    assert!(window.says("审校到一半的草稿"));
    assert_eq!(window.effects(), []);
    window.click("返回");
    assert_eq!(window.app().dialog(), None);
    assert_eq!(window.app().unsaved(), Some("审校到一半的草稿"));
    assert_eq!(Arc::as_ptr(window.app().data()) as usize, before);
}

#[test]
fn quitting_asks_before_something_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = with_unsaved(folder.path());
    let data = Arc::as_ptr(window.app().data()) as usize;
    window.ctrl(Key::Q);
    asks_and_goes_back(&mut window, data);
    // The cross of the window and the end of the session.
    assert!(!window.app_mut().may_close());
    window.settle();
    asks_and_goes_back(&mut window, data);
    window.ctrl(Key::Q);
    window.click("不保存，退出");
    assert_eq!(window.effects(), [Effect::Quit]);
    assert!(window.app_mut().may_close());
}

#[test]
fn opening_asks_before_something_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = with_unsaved(folder.path());
    let data = Arc::as_ptr(window.app().data()) as usize;
    let other = file(folder.path(), "乙 数据.ron");
    for add in [false, true] {
        window.answer(Ask::Data { add }, Outcome::Picked(vec![other.clone()]));
        asks_and_goes_back(&mut window, data);
    }
    window.answer(
        Ask::Data { add: false },
        Outcome::Picked(vec![other.clone()]),
    );
    window.click("不保存，打开");
    assert_eq!(window.app().files(), [other]);
    assert_eq!(window.app().unsaved(), None);
}

#[test]
fn dropping_a_file_asks_before_something_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = with_unsaved(folder.path());
    let data = Arc::as_ptr(window.app().data()) as usize;
    let drop = Action::OpenFiles {
        files: vec![path],
        add: false,
    };
    window.app_mut().apply(drop.clone());
    window.settle();
    asks_and_goes_back(&mut window, data);
    // Behind a dialog nothing is dropped at all.
    window.app_mut().set_unsaved(None);
    window.press(Key::F1);
    window.app_mut().apply(drop);
    window.settle();
    assert_eq!(window.app().dialog(), Some(&Dialog::Keys));
    assert!(window.notice("先关闭前面的对话框"));
    assert_eq!(Arc::as_ptr(window.app().data()) as usize, data);
}

#[test]
fn reading_again_and_the_built_in_data_ask_before_something_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = with_unsaved(folder.path());
    let data = Arc::as_ptr(window.app().data()) as usize;
    window.ctrl(Key::R);
    asks_and_goes_back(&mut window, data);
    window.app_mut().apply(Action::Run(Command::OpenBuiltIn));
    window.settle();
    asks_and_goes_back(&mut window, data);
    window.ctrl(Key::R);
    window.click("不保存，重新读取");
    assert!(window.notice("已重新读取"));
    window
        .app_mut()
        .set_unsaved(Some("审校到一半的草稿".to_owned()));
    window.app_mut().apply(Action::Run(Command::OpenBuiltIn));
    window.settle();
    window.click("不保存，打开内置数据");
    assert_eq!(window.tasks(), 86);
}

#[test]
fn a_file_of_the_last_session_that_is_gone_is_named_and_nothing_stands_in_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("移走的 数据.ron");
    let settings = Settings {
        files: vec![path.clone()],
        ..Settings::default()
    };
    let mut app = app_with(settings);
    app.open_at_start(Vec::new());
    let mut window = Window::with(app, LAPTOP, 1.0);
    assert_eq!(window.app().start().step, Step::Failed);
    assert_eq!(window.sheet().all.tasks, 0);
    assert!(window.says("文件不在原来的位置") && window.says("移走的 数据.ron"));
    assert!(window.app().notices().is_empty());
    // The next start looks for it again.
    assert_eq!(window.app().remembered().files, std::slice::from_ref(&path));
    window.click("选择文件…");
    assert_eq!(window.asked(), Ask::Data { add: false });
    window.click("重试");
    assert_eq!(window.app().start().step, Step::Failed);
    file(folder.path(), "移走的 数据.ron");
    window.click("重试");
    assert!(window.says("造林"));
    assert_eq!(window.app().files(), [path]);
    assert_eq!(window.app().start().step, Step::Done);
}

#[test]
fn the_files_that_are_still_there_are_shown_and_the_others_named() {
    let folder = tempfile::tempdir().unwrap();
    let there = file(folder.path(), "甲.ron");
    let gone = folder.path().join("乙.ron");
    let settings = Settings {
        files: vec![there.clone(), gone.clone()],
        ..Settings::default()
    };
    let mut app = app_with(settings);
    app.open_at_start(Vec::new());
    let mut window = Window::with(app, LAPTOP, 1.0);
    assert_eq!(window.app().files(), std::slice::from_ref(&there));
    assert!(window.notice("“乙.ron”不在原来的位置"));
    assert_eq!(window.app().remembered().files, [there, gone]);
    window.click("选择文件…");
    assert_eq!(window.asked(), Ask::Data { add: false });
    window.app_mut().apply(Action::Run(Command::OpenBuiltIn));
    window.settle();
    assert!(window.app().remembered().files.is_empty());
    assert!(!window.notice("不在原来的位置"));
}

#[test]
fn a_start_that_is_cancelled_offers_to_try_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "甲.ron");
    let mut app = app();
    app.open_at_start(vec![path]);
    assert_eq!(app.start().step, Step::Reading);
    assert_eq!(app.jobs().running().count(), 1);
    app.apply(Action::CancelJob(0));
    assert_eq!(app.jobs().running().count(), 0);
    let mut window = Window::with(app, LAPTOP, 1.0);
    assert_eq!(window.app().start().step, Step::Failed);
    assert!(window.says("没有读出数据"));
    window.click("重试");
    assert!(window.says("造林"));
}

#[test]
fn presenting_and_back_leaves_everything_as_it_was() {
    let mut window = Window::open();
    window.click("有目标");
    let before = State::of(window.app());
    window.press(Key::F5);
    assert!(window.app().stage().is_presenting());
    window.press(Key::Escape);
    let after = State::of(window.app());
    assert_eq!(
        State {
            notices: before.notices,
            ..after
        },
        before
    );
}

#[test]
fn the_program_can_start_straight_into_a_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(
        folder.path(),
        "甲.ron",
        &dataset("甲", "水务", &["治水", "节水"]),
    );
    let view = ViewSpec::default();
    // Over the built-in data at once, over files as soon as they are read.
    let mut window = Window::open();
    window
        .app_mut()
        .present_at_start(Vec::new(), of_view(view.clone()));
    window.settle();
    assert!(window.app().show().is_some());
    let mut window = Window::open();
    window
        .app_mut()
        .present_at_start(vec![path.clone()], of_view(view));
    window.wait("the stage", |app| app.show().is_some());
    assert_eq!(window.app().files(), [path]);
    // Esc leads to the window with that data, and nothing begins again.
    window.press(Key::Escape);
    window.settle();
    assert!(window.app().show().is_none());
}

fn of_view(view: ViewSpec) -> zeren::view::run::Meeting {
    zeren::view::run::Meeting {
        view,
        ..Default::default()
    }
}
