use eframe::egui::Key;
use egui_kittest::kittest::NodeT;
use zeren::view::SuccessionView;

use crate::window::Window;

const HINT: &str = "搜索任务、机构、指标，可用拼音";

fn search(text: &str) -> Window {
    let mut window = Window::open();
    window.go_to_search();
    window.type_text(text);
    window
}

/// The plans of the shown tasks, by id.
fn plans(window: &Window) -> Vec<String> {
    let workspace = window.sheet().workspace();
    let plans = window.sheet().plans();
    plans.map(|ix| workspace.plan(ix).plan.id.clone()).collect()
}

#[test]
fn initials_find_the_tasks_of_the_body() {
    let window = search("sjxj");
    assert_eq!(window.tasks(), 25);
    assert!(window.says("显示 25 / 86 项任务"));
    assert!(window.has("取消筛选：sjxj → 机构 市经信局"));
    let workspace = window.sheet().workspace();
    let body = workspace.agency_by_id("jxj").unwrap();
    for task in window.sheet().tasks() {
        let mut duties = workspace.task(task).duties.iter();
        assert!(duties.any(|duty| duty.agency == body));
    }
    assert_eq!(
        window.column_of("市经信局"),
        0,
        "what was found comes first"
    );
}

#[test]
fn with_todays_bodies_the_tasks_of_the_predecessor_are_found_too() {
    let mut window = search("sjxj");
    window.ctrl(Key::J);
    assert_eq!(window.view().succession, SuccessionView::Current);
    assert_eq!(window.tasks(), 46);
    assert_eq!(
        plans(&window),
        ["brand-2017", "wanqianbai-2018", "made-2021", "double-2024"]
    );
    assert!(window.has("按现机构"), "the status bar says which bodies");
    window.click("按现机构");
    assert_eq!(window.tasks(), 25);
}

#[test]
fn hanzi_full_pinyin_and_clause_numbers_find_as_well() {
    assert_eq!(search("市经信局").tasks(), 25);
    assert_eq!(search("shijingxinju").tasks(), 25);
    assert!(search("单项冠军").tasks() > 0);
    assert!(search("二(一)1").tasks() > 0);
}

#[test]
fn ctrl_shift_f_puts_the_cursor_into_the_search_box() {
    let mut window = Window::open();
    assert!(!window.field(HINT).is_focused());
    window.go_to_search();
    assert!(window.field(HINT).is_focused());
    assert!(window.effects().contains(&zeren::app::Effect::FocusSearch));
}

#[test]
fn the_cross_empties_the_search_box() {
    let mut window = search("sjxj");
    window.click("清除搜索");
    assert_eq!(window.view().text, "");
    assert_eq!(window.tasks(), 86);
    assert!(!window.has("清除搜索"));
}

#[test]
fn escape_empties_the_search_box_first_and_then_leaves_it() {
    let mut window = search("sjxj");
    window.press(Key::Escape);
    assert_eq!(window.view().text, "");
    assert!(window.field(HINT).is_focused());
    window.press(Key::Escape);
    assert!(!window.field(HINT).is_focused());
}

#[test]
fn arrow_down_goes_from_the_search_box_to_the_matrix() {
    let mut window = search("sjxj");
    window.press(Key::ArrowDown);
    assert!(!window.field(HINT).is_focused());
    window.press(Key::ArrowDown);
    assert_eq!(window.cursor_task().as_deref(), Some("二(一)1"));
}

#[test]
fn letters_typed_in_the_search_box_are_no_commands() {
    let mut window = search("ab");
    window.ctrl(Key::A);
    window.type_text("x");
    assert_eq!(window.view().text, "x");
    window.ctrl(Key::Z);
    assert_ne!(
        window.view().text,
        "x",
        "the text field takes back its own changes"
    );
}

#[test]
fn a_run_of_typing_is_taken_back_at_once() {
    let mut window = search("sjxj");
    window.press(Key::ArrowDown);
    window.ctrl(Key::Z);
    assert_eq!(window.view().text, "");
    window.ctrl(Key::Y);
    assert_eq!(window.view().text, "sjxj");
}

#[test]
fn nothing_found_says_so_and_offers_the_way_out() {
    let mut window = search("没有这样的任务");
    assert_eq!(window.tasks(), 0);
    assert!(window.has("没有符合条件的任务"));
    assert!(window.has("搜索　没有这样的任务 → 没有匹配"));
    assert!(!window.is_enabled("导出…"));
    window.click("清除筛选");
    assert_eq!(window.tasks(), 86);
    assert!(!window.has("没有符合条件的任务"));
}

#[test]
fn a_match_in_a_title_names_the_field_on_its_chip() {
    let window = search("营商环境");
    assert!(window.tasks() > 0);
    assert!(window.says("取消筛选：营商环境 → 任务"));
}

/// A task whose clause has words that its title and summary have not.
fn with_source() -> (Window, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let text = crate::files::dataset("甲", "水务", &["治水", "节水"]).replace(
        "title: \"节水\",",
        "title: \"节水\", summary: \"管好用水\", text: \"（二）节水。严格管理，对高耗水行业实行定额管理。\",",
    );
    let path = crate::files::write(folder.path(), "甲.ron", &text);
    let mut window = Window::open();
    window.app_mut().apply(zeren::app::Action::OpenFiles {
        files: vec![path],
        add: false,
    });
    window.settle();
    (window, folder)
}

#[test]
fn words_of_the_source_are_found_and_said_to_be_of_it() {
    let (mut window, _folder) = with_source();
    window.go_to_search();
    window.type_text("高耗水");
    assert_eq!(window.tasks(), 1);
    assert!(window.has("取消筛选：高耗水 → 原文 1"), "{}", window.text());
    window.ctrl(Key::Num4);
    window.settle();
    let said = window.node("2 节水").accesskit_node().description();
    let words = "管好用水 原文 …严格管理，对高耗水行业实行定额管理。";
    assert!(
        said.as_ref().is_some_and(|said| said.starts_with(words)),
        "{said:?}"
    );
    // The answer box says it, too.
    let (mut window, _folder) = with_source();
    window.ctrl(Key::F);
    window.type_text("高耗水");
    window.settle();
    assert!(
        window.says("原文 …严格管理，对高耗水行业实行定额管理。"),
        "{}",
        window.text()
    );
}
