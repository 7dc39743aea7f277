//! Bodies are changed once for all their places: merged, split, renamed, by keys and with the
//! mouse, in a review and in any open file.

use std::path::{Path, PathBuf};

use eframe::egui::{Key, Modifiers};
use zeren::app::ask::Outcome;
use zeren::app::{Acquaintance, Action, Selection};
use zeren::model::workspace::AgencyIx;
use zeren::model::{Agency, AgencyKind, Dataset};

use crate::files::{dataset, write};
use crate::window::Window;

const DOCUMENT: &str = "示例市节水行动方案

一、主要任务
（一）加强节水。严格管理。（责任单位：市水务局、市财政局）
（二）加强治水。治理河道。（责任单位：市水利局、市水务局）
（三）加强供水。保障供水。（责任单位：市水利局）
";

fn open(files: Vec<PathBuf>) -> Window {
    let mut window = Window::open();
    window
        .app_mut()
        .apply(Action::OpenFiles { files, add: false });
    window.settle();
    window
}

fn body(window: &Window, name: &str) -> Option<AgencyIx> {
    let workspace = &window.app().data().workspace;
    let named = |ix: &AgencyIx| workspace.agency(*ix).label() == name;
    (0..workspace.agencies.len()).map(AgencyIx::new).find(named)
}

/// Chooses a body, as a click on its column does.
fn choose(window: &mut Window, name: &str) {
    let agency = body(window, name);
    assert!(agency.is_some(), "{name}");
    let selection = Selection {
        agency,
        ..Selection::default()
    };
    window.app_mut().apply(Action::Select(selection));
    window.settle();
}

/// Every body with what the tasks write of it.
fn written(data: &Dataset, name: &str) -> Vec<String> {
    let of = agency(data, name).id.clone();
    let sections = data.plans[0].sections.iter();
    let tasks = sections.flat_map(|section| &section.tasks);
    let marks = tasks.flat_map(|task| &task.assignments);
    marks
        .filter(|mark| mark.agency == of)
        .map(|mark| mark.written.clone().unwrap_or_default())
        .collect()
}

fn agency<'d>(data: &'d Dataset, name: &str) -> &'d Agency {
    let mut agencies = data.agencies.iter();
    agencies.find(|agency| agency.label() == name).unwrap()
}

fn save_as(window: &mut Window, folder: &Path, name: &str) -> Dataset {
    window.press_with(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
    let ask = window.asked();
    let target = folder.join(name);
    window.answer(ask, Outcome::Picked(vec![target.clone()]));
    zeren::store::load(&target).unwrap().dataset
}

#[test]
fn a_body_of_a_draft_becomes_part_of_another_by_keys_and_what_is_written_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = open(vec![write(folder.path(), "节水 方案.txt", DOCUMENT)]);
    window.press(Key::F7);
    // The second task: its first body is 市水利局.
    window.press(Key::J);
    window.press(Key::B);
    assert!(window.says("修改机构“市水利局”"), "{}", window.text());
    window.focus_field("并入：名称、拼音");
    window.type_text("shuiwu");
    // What it does to the counts is said before: one task has both in the same role.
    assert!(window.says("并入市水务局（2 → 3 处）"), "{}", window.text());
    window.press(Key::Enter);
    assert!(window.notice("已把“市水利局”并入“市水务局”；Ctrl+Z 撤销"));
    assert!(window.says("修改机构“市水务局”"), "{}", window.text());
    window.press(Key::Escape);
    assert!(!window.says("修改机构"));
    assert!(window.app().review().is_some(), "Esc left the body only");
    let merged = save_as(&mut window, folder.path(), "一.ron");
    assert_eq!(merged.agencies.len(), 2);
    assert_eq!(
        written(&merged, "市水务局"),
        ["市水务局", "市水务局", "市水利局"]
    );
    assert!(
        agency(&merged, "市水务局")
            .aliases
            .contains(&"市水利局".to_owned())
    );
    window.ctrl(Key::Z);
    assert!(body(&window, "市水利局").is_some());
    window.press_with(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    assert!(body(&window, "市水利局").is_none());
}

#[test]
fn b_goes_through_the_bodies_of_a_reading_and_ends_behind_the_last() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = open(vec![write(folder.path(), "节水 方案.txt", DOCUMENT)]);
    window.press(Key::F7);
    for name in ["市水务局", "市财政局"] {
        window.press(Key::B);
        let words = format!("修改机构“{name}”");
        assert!(window.says(&words), "{words}: {}", window.text());
    }
    window.press(Key::B);
    assert!(!window.says("修改机构"));
    // With the mouse: the name itself.
    window.click("市财政局");
    assert!(window.says("修改机构“市财政局”"));
    window.press(Key::J);
    assert!(!window.says("修改机构"), "another place, another body");
}

#[test]
fn some_tasks_of_a_body_become_another_ones_with_the_mouse() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(
        folder.path(),
        "甲.ron",
        &dataset("甲", "水务", &["治水", "节水", "供水"]),
    );
    let mut window = open(vec![path.clone()]);
    choose(&mut window, "水务局");
    window.click("修改这个机构…");
    window.click("2 节水");
    window.click("3 供水");
    window.focus_field("分给：机构名称");
    window.type_text("示例街道");
    window.click("分出 2 项任务");
    assert_eq!(
        window
            .sheet()
            .column_of(body(&window, "示例街道").unwrap())
            .map(|nth| window.sheet().columns[nth].tasks),
        Some(2)
    );
    window.ctrl(Key::S);
    window.settle();
    let data = zeren::store::load(&path).unwrap().dataset;
    assert_eq!(written(&data, "示例街道").len(), 2);
    assert_eq!(written(&data, "水务局").len(), 1);
    window.ctrl(Key::Z);
    assert!(body(&window, "示例街道").is_none());
}

#[test]
fn names_kind_and_parent_of_a_body_are_changed_and_taken_back_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let text = dataset("甲", "水务", &["治水"]).replace(
        "    ],\n    plans",
        "        (id: \"zf\", name: \"示例市人民政府\", short: \"市政府\", kind: Department),\n    ],\n    plans",
    );
    let path = write(folder.path(), "甲.ron", &text);
    let mut window = open(vec![path.clone()]);
    choose(&mut window, "水务局");
    window.press(Key::F2);
    window.focus_field("不能为空");
    window.ctrl(Key::A);
    window.type_text("示例市水务和湖泊局");
    window.press(Key::Enter);
    window.focus_field("没有简称，显示全称");
    window.ctrl(Key::A);
    window.type_text("水务湖泊局");
    window.press(Key::Enter);
    window.click("类型　政府部门");
    window.click("中央驻地方单位");
    window.focus_field("上级：名称、拼音");
    window.type_text("szf");
    window.press(Key::Enter);
    window.ctrl(Key::S);
    window.settle();
    let data = zeren::store::load(&path).unwrap().dataset;
    let body = agency(&data, "水务湖泊局");
    assert_eq!(body.name, "示例市水务和湖泊局");
    assert_eq!(body.kind, AgencyKind::Central);
    assert_eq!(body.parent.as_deref(), Some("zf"));
    assert!(window.says("上级机构　市政府"), "{}", window.text());
    for name in ["“水务湖泊局”归属“市政府”", "“水务湖泊局”的类型改为"]
    {
        window.click("视图");
        assert!(window.says(&format!("撤销：{name}")), "{}", window.text());
        window.press(Key::Escape);
        window.ctrl(Key::Z);
    }
    window.ctrl(Key::Z);
    window.ctrl(Key::Z);
    window.ctrl(Key::S);
    window.settle();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn bodies_of_two_files_become_one_with_one_change() {
    let folder = tempfile::tempdir().unwrap();
    let first = write(folder.path(), "甲.ron", &dataset("甲", "水务", &["治水"]));
    let second = write(folder.path(), "乙.ron", &dataset("乙", "水利", &["节水"]));
    let mut window = open(vec![first, second]);
    choose(&mut window, "水利局");
    window.press(Key::F2);
    window.focus_field("并入：名称、拼音");
    window.type_text("水务");
    window.click("并入水务局（1 → 2 处）");
    assert!(body(&window, "水利局").is_none());
    let one = body(&window, "水务局").unwrap();
    assert_eq!(window.app().selection().agency, Some(one));
    let column = window.sheet().column_of(one).unwrap();
    assert_eq!(window.sheet().columns[column].tasks, 2);
    window.ctrl(Key::Z);
    assert!(body(&window, "水利局").is_some());
    assert_eq!(window.app().unsaved(), None);
}

#[test]
fn the_page_of_bodies_has_the_same_fields() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "甲.ron", &dataset("甲", "水务", &["治水"]));
    let mut window = open(vec![path]);
    choose(&mut window, "水务局");
    window.ctrl(Key::Num3);
    window.settle();
    assert!(
        window.says("共事最多") || window.says("在矩阵中查看"),
        "{}",
        window.text()
    );
    window.click("修改这个机构…");
    assert!(window.says("机构全称"), "{}", window.text());
    let mut built_in = Window::open();
    choose(&mut built_in, "市经信局");
    built_in.click("修改这个机构…");
    assert!(!built_in.says("机构全称"), "a copy is made first");
}

const MIXED: &str = "示例市节水行动方案

一、主要任务
（一）加强节水。严格管理。（责任单位：市水务局、市财政局）
（二）加强治水。治理河道。（责任单位：市水务局、白沙洲节水技术服务站）
（三）加强供水。保障供水。（责任单位：市水务局市财政局）
";

#[test]
fn the_bodies_of_a_draft_are_listed_by_what_is_known_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = open(vec![write(folder.path(), "节水 方案.txt", MIXED)]);
    window.press(Key::F7);
    let bodies = window.app().read_bodies();
    let workspace = &window.app().data().workspace;
    let listed: Vec<(&str, Acquaintance, usize)> = bodies
        .iter()
        .map(|known| {
            let name = workspace.agency(known.body).label();
            (name, known.state, known.places.len())
        })
        .collect();
    let wanted = [
        ("市水务局", Acquaintance::Doubtful, 3),
        ("市财政局", Acquaintance::Doubtful, 2),
        ("白沙洲节水技术服务站", Acquaintance::New, 1),
    ];
    assert_eq!(listed, wanted);

    // They are reached by the words over the list, and by a key.
    window.click("机构 3 · 存疑 2 · 新 1");
    assert!(window.says("名称存疑 2") && window.says("新机构 1"));
    window.click("白沙洲节水技术服务站，新机构，1 处");
    assert!(
        window.says("修改机构“白沙洲节水技术服务站”"),
        "{}",
        window.text()
    );
    let at = window.app().review().unwrap().cursor();
    assert_eq!(bodies[2].places, [at], "the document shows the place");
    // Keys go through the bodies and through the places of one.
    window.press(Key::K);
    assert!(window.says("修改机构“市财政局”"));
    window.press(Key::K);
    assert!(window.says("修改机构“市水务局”"));
    window.press(Key::Enter);
    let after = window.app().review().unwrap().cursor();
    assert_ne!(after, at);
    assert!(bodies[0].places.contains(&after));

    // What is changed here is changed for all places.
    window.focus_field("没有简称，显示全称");
    window.type_text("水务");
    window.press(Key::Enter);
    assert!(body(&window, "水务").is_some());
    window.press(Key::Escape);
    window.press(Key::Escape);
    assert!(!window.says("名称存疑 2"), "Esc leads back to the tasks");
    // Once the doubtful place is decided nothing is doubtful; a task is never decided unseen.
    window.press(Key::L);
    window.press(Key::Delete);
    assert_eq!(window.tasks(), 3);
    window.press(Key::L);
    window.press(Key::N);
    window.press(Key::Enter);
    let states = window.app().read_bodies().into_iter();
    let states: Vec<Acquaintance> = states.map(|known| known.state).collect();
    assert_eq!(
        states,
        [Acquaintance::New, Acquaintance::Known, Acquaintance::Known]
    );
    assert!(window.says("机构 3 · 新 1"), "{}", window.text());
}

#[test]
fn a_body_of_other_open_data_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let data = dataset("甲", "白沙洲节水", &["治水"]);
    let data = write(folder.path(), "甲.ron", &data);
    let draft = MIXED.replace("节水技术服务站", "节水局");
    let draft = write(folder.path(), "节水 方案.txt", &draft);
    let mut window = open(vec![data]);
    let files = vec![draft];
    window
        .app_mut()
        .apply(Action::OpenFiles { files, add: true });
    window.settle();
    window.press(Key::F7);
    let bodies = window.app().read_bodies();
    let station = body(&window, "白沙洲节水局");
    let station = bodies.iter().find(|known| Some(known.body) == station);
    let station = station.expect("it is listed");
    assert_eq!(station.state, Acquaintance::Known);
    assert!(station.reason.contains("中有"), "{}", station.reason);
}
