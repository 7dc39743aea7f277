use std::path::{Path, PathBuf};

use eframe::egui::Key;
use zeren::app::ask::{Ask, Outcome};
use zeren::app::{Action, App, NoticeKind};

use crate::window::{Window, app};

/// A data file with one plan, one agency and these tasks, in which the agency leads.
pub fn dataset(plan: &str, agency: &str, tasks: &[&str]) -> String {
    let tasks: Vec<String> = tasks
        .iter()
        .enumerate()
        .map(|(nth, title)| {
            format!(
                "(clause: \"{}\", title: \"{title}\", assignments: [(agency: \"{agency}\", role: Lead)]),\n",
                nth + 1
            )
        })
        .collect();
    let tasks = tasks.concat();
    format!(
        "(
    format: 1,
    title: \"{plan}的数据\",
    agencies: [
        (id: \"{agency}\", name: \"示例市{agency}局\", short: \"{agency}局\", kind: Department),
    ],
    plans: [
        (id: \"{plan}\", title: \"{plan}\", status: InForce, sections: [
            (number: \"一\", title: \"任务\", tasks: [
{tasks}            ]),
        ]),
    ],
)
"
    )
}

pub fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn open(window: &mut Window, files: Vec<PathBuf>, add: bool) {
    window.app_mut().apply(Action::OpenFiles { files, add });
    window.settle();
}

/// A window on a file of two tasks.
fn opened(folder: &Path) -> (Window, PathBuf) {
    let path = write(
        folder,
        "甲 数据.ron",
        &dataset("甲", "水务", &["治水", "节水"]),
    );
    let mut window = Window::open();
    open(&mut window, vec![path.clone()], false);
    assert_eq!(window.tasks(), 2);
    (window, path)
}

/// Waits for a notice of a changed file. It is found by the system's events or by looking.
fn changed(app: &App) -> bool {
    let mut notices = app.notices().iter();
    notices.any(|notice| matches!(notice.kind, NoticeKind::Changed(_)))
}

/// The notices about a file, oldest first.
fn about<'a>(app: &'a App, path: &Path) -> Vec<&'a NoticeKind> {
    let notices = app.notices().iter();
    notices
        .filter(|notice| notice.file.as_deref() == Some(path))
        .map(|notice| &notice.kind)
        .collect()
}

const BROKEN: &str = "(\n    format: 1,\n    title: “坏”,\n)\n";

#[test]
fn a_file_takes_the_place_of_the_built_in_data_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = opened(folder.path());
    assert!(window.has("甲的数据"));
    assert_eq!(window.app().files(), [path]);
    assert!(window.says("治水"));
    window.click("文件");
    window.click("打开内置数据");
    assert_eq!(window.tasks(), 86);
    assert!(window.app().files().is_empty());
}

#[test]
fn a_second_file_is_joined_with_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = opened(folder.path());
    let second = write(folder.path(), "乙.ron", &dataset("乙", "水务", &["供水"]));
    window.press_with(
        eframe::egui::Modifiers::COMMAND.plus(eframe::egui::Modifiers::SHIFT),
        Key::O,
    );
    let ask = window.asked();
    assert_eq!(ask, Ask::Data { add: true });
    window.answer(ask, Outcome::Picked(vec![second]));
    assert_eq!(window.tasks(), 3);
    assert_eq!(window.sheet().shown.plans, 2);
    assert_eq!(window.sheet().columns.len(), 1, "the same body in both");
    assert_eq!(window.app().files().len(), 2);
}

#[test]
fn a_broken_file_leaves_the_data_and_says_where_it_is_broken() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = opened(folder.path());
    let broken = write(
        folder.path(),
        "坏.ron",
        "(\n    format: 1,\n    title: “坏”,\n)\n",
    );
    window.ctrl(Key::O);
    let ask = window.asked();
    assert_eq!(ask, Ask::Data { add: false });
    window.answer(ask, Outcome::Picked(vec![broken]));
    assert_eq!(window.tasks(), 2);
    assert!(window.has("甲的数据"));
    assert!(window.notice("无法使用这份数据"));
    assert!(window.says("屏幕上仍是原来的数据"));
    window.click("查看诊断");
    assert!(window.says("坏.ron:3:"), "{}", window.text());
}

#[test]
fn the_first_error_is_the_reason_for_refusing_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = opened(folder.path());
    let text = include_str!("../broken/note_before_error.ron");
    let broken = write(folder.path(), "坏.ron", text);
    let found = zeren::store::load(&broken).unwrap_err();
    let first_error = zeren::diagnostic::gravest(&found).unwrap();
    assert_ne!(
        found[0].severity, first_error.severity,
        "a note stands first"
    );
    open(&mut window, vec![broken], false);
    assert!(window.notice(&first_error.message), "{}", window.text());
}

#[test]
fn the_findings_of_a_large_file_come_after_its_data() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("大.ron");
    let data = zeren::synth::dataset(2_000, 60, 1);
    zeren::store::save(&path, &data).unwrap();
    let mut window = Window::open();
    open(&mut window, vec![path], false);
    assert_eq!(window.sheet().all.tasks, 2_000);
    let findings = zeren::model::check::check(&data).len();
    assert!(findings > 0);
    assert_eq!(window.app().diagnostics().len(), findings);
}

#[test]
fn a_missing_file_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open();
    open(&mut window, vec![folder.path().join("无.ron")], false);
    assert_eq!(window.tasks(), 86);
    assert!(window.notice("无.ron"));
}

#[test]
fn a_changed_file_is_offered_and_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = opened(folder.path());
    let new = dataset("甲", "水务", &["治水", "节水", "供水"]);
    std::fs::write(&path, new).unwrap();
    window.wait("the notice of the change", changed);
    assert!(window.notice("“甲 数据.ron”已被修改"));
    assert_eq!(window.tasks(), 2, "nothing changes unasked");
    window.click("重新读取");
    assert_eq!(window.tasks(), 3);
    assert!(window.notice("已重新读取"));
    assert!(!changed(window.app()));
}

#[test]
fn a_broken_new_version_leaves_the_old_one_on_the_screen() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = opened(folder.path());
    std::fs::write(&path, "(format: 1, title: ").unwrap();
    window.wait("the notice of the change", changed);
    window.click("重新读取");
    assert_eq!(window.tasks(), 2);
    assert!(window.says("治水"));
    assert!(window.notice("无法使用这份数据"));
    assert_eq!(
        about(window.app(), &path),
        [&NoticeKind::Findings(path.clone())],
        "one notice, the newest"
    );
    // Put right again, it is read again.
    std::fs::write(&path, dataset("甲", "水务", &["治水"])).unwrap();
    window.wait("the mended file", |app| app.sheet().shown.tasks == 1);
    assert!(window.notice("已重新读取"));
    assert!(about(window.app(), &path).is_empty());
    assert!(
        window
            .app()
            .diagnostics()
            .iter()
            .all(|finding| finding.severity < zeren::diagnostic::Severity::Error)
    );
}

#[test]
fn a_file_has_one_notice_which_goes_when_it_does_not_hold_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = opened(folder.path());
    let before = std::fs::read(&path).unwrap();
    std::fs::write(&path, dataset("甲", "水务", &["治水"])).unwrap();
    window.wait("the notice of the change", changed);
    std::fs::remove_file(&path).unwrap();
    window.wait("the notice of the removal", |app| !changed(app));
    assert_eq!(
        about(window.app(), &path),
        [&NoticeKind::Removed(path.clone())]
    );
    std::fs::write(&path, before).unwrap();
    window.wait("the end of the notice", |app| app.notices().is_empty());
    assert_eq!(window.tasks(), 2);
}

#[test]
fn a_broken_file_opens_by_itself_once_it_is_mended() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = opened(folder.path());
    let path = write(folder.path(), "坏.ron", BROKEN);
    open(&mut window, vec![path.clone()], false);
    assert_eq!(window.tasks(), 2);
    // Mended badly: what is said is about the newest state.
    let first = window.app().notices().to_vec();
    std::fs::write(&path, "(\n    format: 1,\n\n    title: 坏,\n)\n").unwrap();
    window.wait("the newest state", |app| app.notices() != first);
    assert_eq!(
        about(window.app(), &path),
        [&NoticeKind::Findings(path.clone())]
    );
    assert!(window.notice("坏.ron:4:"), "{}", window.text());
    // Nothing happens behind a dialog.
    window.press(Key::F1);
    std::fs::write(&path, dataset("乙", "林业", &["造林"])).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(800));
    window.settle();
    assert_eq!(window.tasks(), 2);
    window.press(Key::Escape);
    window.wait("the mended file", |app| app.files() == [path.clone()]);
    window.settle();
    assert!(window.says("造林"));
    assert!(window.notice("“坏.ron”已改好，已打开"));
    assert!(about(window.app(), &path).is_empty());
    assert!(window.app().diagnostics().is_empty());
}

#[test]
fn one_of_several_that_was_broken_joins_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let good = write(folder.path(), "甲.ron", &dataset("甲", "水务", &["治水"]));
    let bad = write(folder.path(), "坏.ron", BROKEN);
    for add in [false, true] {
        std::fs::write(&bad, BROKEN).unwrap();
        let mut window = Window::open();
        if add {
            open(&mut window, vec![good.clone()], false);
        }
        open(&mut window, vec![good.clone(), bad.clone()], add);
        assert_eq!(window.tasks(), 1);
        std::fs::write(&bad, dataset("乙", "林业", &["造林", "护林"])).unwrap();
        window.wait("the mended file", |app| app.files().len() == 2);
        window.settle();
        assert_eq!(window.tasks(), 3);
        assert!(window.app().diagnostics().is_empty());
    }
}

#[test]
fn a_file_that_was_given_up_opens_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open();
    let bad = write(folder.path(), "坏.ron", BROKEN);
    open(&mut window, vec![bad.clone()], false);
    let good = write(folder.path(), "甲.ron", &dataset("甲", "水务", &["治水"]));
    open(&mut window, vec![good.clone()], false);
    assert!(
        about(window.app(), &bad).is_empty(),
        "what was said of it goes, too"
    );
    std::fs::write(&bad, dataset("乙", "林业", &["造林"])).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(800));
    window.settle();
    assert_eq!(window.app().files(), [good]);
}

#[test]
fn files_of_the_start_open_once_they_are_mended_or_there_again() {
    let folder = tempfile::tempdir().unwrap();
    let (bad, gone) = (folder.path().join("坏.ron"), folder.path().join("无.ron"));
    std::fs::write(&bad, BROKEN).unwrap();
    let mut app = app();
    app.open_at_start(vec![bad.clone(), gone.clone()]);
    let mut window = Window::with(app, crate::window::LAPTOP, 1.0);
    assert_eq!(window.tasks(), 0);
    std::fs::write(&bad, dataset("甲", "水务", &["治水"])).unwrap();
    window.wait("the mended file", |app| app.sheet().shown.tasks == 1);
    window.settle();
    assert!(window.notice("“无.ron”不在原来的位置"));
    window.ctrl(Key::J);
    let view = window.view().clone();
    std::fs::write(&gone, dataset("乙", "林业", &["造林"])).unwrap();
    window.wait("the file that was gone", |app| app.sheet().shown.tasks == 2);
    window.settle();
    assert_eq!(window.view(), &view, "the view stays");
    assert_eq!(window.app().files(), [bad, gone]);
    assert!(!window.notice("不在原来的位置"));
}

#[test]
fn what_is_not_saved_keeps_a_mended_file_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open();
    let bad = write(folder.path(), "坏.ron", BROKEN);
    open(&mut window, vec![bad.clone()], false);
    window.app_mut().set_unsaved(Some("草稿".to_owned()));
    std::fs::write(&bad, dataset("乙", "林业", &["造林"])).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(800));
    window.settle();
    assert_eq!((window.tasks(), window.app().dialog()), (86, None));
    window.app_mut().set_unsaved(None);
    window.wait("the mended file", |app| app.sheet().shown.tasks == 1);
}

#[test]
fn a_deleted_file_is_noticed_and_its_data_stays() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = opened(folder.path());
    std::fs::remove_file(path).unwrap();
    window.wait("the notice of the removal", |app| {
        let mut notices = app.notices().iter();
        notices.any(|notice| notice.text.contains("已被移走或删除"))
    });
    assert_eq!(window.tasks(), 2);
}

#[test]
fn files_opened_lately_are_in_the_menu() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = opened(folder.path());
    window.click("文件");
    window.click("打开内置数据");
    window.click("文件");
    window.click("最近打开");
    window.click("甲 数据.ron");
    assert_eq!(window.app().files(), [path]);
    assert_eq!(window.tasks(), 2);
}

#[test]
fn a_view_is_saved_and_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open();
    window.click("“双千”（草案）");
    window.click("有目标");
    let shown = window.tasks();
    window.click("文件");
    window.click("保存视图…");
    let ask = window.asked();
    assert_eq!(ask, Ask::SaveView);
    window.answer(ask, Outcome::Picked(vec![folder.path().join("我的视图")]));
    assert!(window.notice("视图已保存"));
    let path = folder.path().join("我的视图.zview");
    window.ctrl(Key::Backspace);
    assert_eq!(window.tasks(), 86);
    window.click("文件");
    window.click("打开视图…");
    let ask = window.asked();
    assert_eq!(ask, Ask::View);
    window.answer(ask, Outcome::Picked(vec![path]));
    assert_eq!(window.tasks(), shown);
    assert!(window.notice("已打开视图"));
}

#[test]
fn a_view_replaces_nothing_but_a_view_and_keeps_that() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, data) = opened(folder.path());
    let before = std::fs::read(&data).unwrap();
    window.answer(Ask::SaveView, Outcome::Picked(vec![data.clone()]));
    assert_eq!(std::fs::read(&data).unwrap(), before);
    // The dialog asked about this name; it is data all the same.
    let named = folder.path().join("数据.zview");
    std::fs::write(&named, &before).unwrap();
    window.answer(Ask::SaveView, Outcome::Picked(vec![named.clone()]));
    assert!(window.notice("它不是视图文件，没有替换它"));
    assert_eq!(std::fs::read(&named).unwrap(), before);

    let view = folder.path().join("视图.zview");
    window.answer(Ask::SaveView, Outcome::Picked(vec![view.clone()]));
    let first = std::fs::read(&view).unwrap();
    window.ctrl(Key::J);
    window.app_mut().apply(Action::Type("甲".to_owned()));
    window.answer(Ask::SaveView, Outcome::Picked(vec![view.clone()]));
    assert_ne!(std::fs::read(&view).unwrap(), first);
    assert_eq!(
        std::fs::read(folder.path().join("视图.zview.bak")).unwrap(),
        first
    );
}

#[test]
fn a_view_that_is_opened_as_data_is_opened_as_a_view() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open();
    window.click("“双千”（草案）");
    let shown = window.tasks();
    let view = folder.path().join("旧视图.ron");
    zeren::view::save(&view, window.view()).unwrap();
    window.ctrl(Key::Backspace);
    assert_eq!(window.tasks(), 86);
    open(&mut window, vec![view], false);
    assert_eq!(window.tasks(), shown);
    assert!(window.notice("“旧视图.ron”是视图文件，已作为视图打开"));
    assert!(window.app().files().is_empty());
    assert!(!window.notice("无法使用这份数据"));
}

#[test]
fn a_data_file_is_no_view_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "甲.ron", &dataset("甲", "水务", &["治水"]));
    let mut window = Window::open();
    window.answer(Ask::View, Outcome::Picked(vec![path]));
    assert!(window.notice("不是有效的视图文件"));
    assert_eq!(window.tasks(), 86);
}

#[test]
fn files_of_the_last_end_are_opened_at_the_start_with_the_view() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, path) = opened(folder.path());
    window.ctrl(Key::J);
    let settings = window.app().remembered();
    assert_eq!(settings.files, std::slice::from_ref(&path));
    let mut app = crate::window::app_with(settings);
    app.open_at_start(Vec::new());
    let window = Window::with(app, crate::window::LAPTOP, 1.0);
    assert_eq!(window.app().files(), [path]);
    assert_eq!(window.tasks(), 2);
}

#[test]
fn files_of_the_command_line_come_before_those_of_the_last_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "乙.ron", &dataset("乙", "林业", &["造林"]));
    let mut app = app();
    app.open_at_start(vec![path.clone()]);
    let window = Window::with(app, crate::window::LAPTOP, 1.0);
    assert_eq!(window.app().files(), [path]);
    assert!(window.says("造林"));
}
