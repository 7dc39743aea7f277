//! What a screen reader hears of the real window, through the desktop's own interface.

use crate::desk::hearing::{Said, can_hear};
use crate::desk::{Desk, Start};

/// Roles of what can be reached, pressed or filled in.
const ACTIVE: [&str; 13] = [
    "push button",
    "toggle button",
    "check box",
    "radio button",
    "page tab",
    "entry",
    "table cell",
    "column header",
    "row header",
    "tree item",
    "list item",
    "link",
    "menu item",
];

fn desk(name: &'static str) -> Option<Desk> {
    can_hear(name).then(|| Desk::new(name, &[("dbus-daemon", "dbus-daemon")]))?
}

fn named<'s>(tree: &'s [Said], role: &str, name: &str) -> Option<&'s Said> {
    tree.iter()
        .find(|said| said.role == role && said.name == name)
}

#[test]
fn every_view_is_read_by_names() {
    let Some(mut desk) = desk("heard-views") else {
        return;
    };
    let mut reader = desk.start_reader();
    desk.start(Start::default());
    for (keys, role, name) in [
        ("ctrl+1", "table cell", "市发改委，精准培育商标品牌，责任"),
        ("ctrl+2", "tree item", ""),
        ("ctrl+3", "list item", "市发改委，37 项任务"),
        ("ctrl+4", "table cell", "责任，精准培育商标品牌，市工商局"),
        ("F8", "push button", ""),
    ] {
        desk.key(keys);
        let tree = reader.tree();
        let window = tree.iter().find(|said| said.role == "frame").unwrap();
        assert!(window.name.contains("责任"), "{keys}: {window:?}");
        for said in &tree {
            let is_active = ACTIVE.contains(&said.role.as_str());
            assert!(!is_active || !said.name.is_empty(), "{keys}: {said:?}");
        }
        let mut of_role = tree.iter().filter(|said| said.role == role);
        assert!(
            of_role.any(|said| said.name.starts_with(name)),
            "{keys}: no {role} {name}: {tree:#?}"
        );
    }
    desk.key("F8");
    desk.key("ctrl+1");
    let tree = reader.tree();
    let head = named(&tree, "column header", "市发改委").unwrap();
    assert!(head.description.contains("第 1 列，共 "), "{head:?}");
    let row = named(&tree, "row header", "三(一)1 精准培育商标品牌").unwrap();
    assert!(row.description.contains("第 3 行，共 "), "{row:?}");
    assert!(desk.quit().success());
}

#[test]
fn the_cursor_is_read_where_it_goes() {
    let Some(mut desk) = desk("heard-cursor") else {
        return;
    };
    let mut reader = desk.start_reader();
    desk.start(Start::default());
    for (key, name) in [
        ("ctrl+Home", "三(一)1 精准培育商标品牌"),
        ("Down", "三(一)2 引进外来知名品牌"),
        ("Right", "市发改委，引进外来知名品牌，责任"),
        ("Right", "市经信局，引进外来知名品牌，没有分工"),
        ("Down", "市经信局，推进质量管理提升，没有分工"),
    ] {
        desk.key(key);
        reader.wait_for("focused", name);
    }
    let tree = reader.tree();
    let cell = named(&tree, "table cell", "市经信局，推进质量管理提升，没有分工").unwrap();
    assert!(
        cell.states.iter().any(|state| state == "focused"),
        "{cell:?}"
    );
    desk.key("ctrl+3");
    desk.key("ctrl+Home");
    reader.wait_for("focused", "各区人民政府，39 项任务");
    desk.key("Down");
    reader.wait_for("focused", "市发改委，37 项任务");
    assert!(desk.quit().success());
}

#[test]
fn counts_and_notices_are_said_when_they_change() {
    let Some(mut desk) = desk("heard-changes") else {
        return;
    };
    let mut reader = desk.start_reader();
    desk.start(Start::default());
    desk.key("ctrl+shift+f");
    reader.wait_for("focused", "搜索");
    desk.type_text("sjxj");
    reader.wait_for("announced", "项任务");
    desk.key("Escape");
    desk.key("Escape");
    desk.key("ctrl+shift+c");
    reader.wait_for("announced", "已复制");
    assert!(desk.quit().success());
}

/// Everything active that has no name.
fn unnamed(tree: &[Said]) -> Vec<&Said> {
    tree.iter()
        .filter(|said| ACTIVE.contains(&said.role.as_str()) && said.name.is_empty())
        .collect()
}

#[test]
fn dialogs_the_review_and_what_is_due_are_read_by_names() {
    let Some(mut desk) = desk("heard-dialogs") else {
        return;
    };
    let mut reader = desk.start_reader();
    let document = desk.temp().join("节水 方案.txt");
    let text =
        "示例市节水行动方案\n\n一、主要任务\n（一）加强节水。严格管理。（责任单位：市水务局）\n";
    std::fs::write(&document, text).unwrap();
    desk.start(Start::default().file(&document));
    desk.settle();
    for (keys, name) in [
        ("ctrl+e", "关闭对话框"),
        ("ctrl+p", "关闭对话框"),
        ("F1", "关闭对话框"),
        ("ctrl+k", "搜索"),
    ] {
        desk.key(keys);
        desk.settle();
        let tree = reader.tree();
        assert_eq!(unnamed(&tree).len(), 0, "{keys}: {:#?}", unnamed(&tree));
        let is_there = tree.iter().any(|said| said.name.contains(name));
        assert!(is_there, "{keys}: no {name}: {tree:#?}");
        desk.key("Escape");
        desk.settle();
    }
    desk.key("ctrl+5");
    desk.settle();
    let tree = reader.tree();
    assert_eq!(unnamed(&tree).len(), 0, "{:#?}", unnamed(&tree));
    desk.key("ctrl+1");
    desk.key("F7");
    desk.settle();
    let tree = reader.tree();
    assert_eq!(unnamed(&tree).len(), 0, "{:#?}", unnamed(&tree));
    for words in ["接受", "拒绝", "修改"] {
        assert!(named(&tree, "push button", words).is_some(), "{tree:#?}");
    }
    // The draft is not saved: who quits would be asked.
}
