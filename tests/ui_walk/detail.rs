use eframe::egui::accesskit::Role;
use eframe::egui::{Key, PointerButton};
use egui_kittest::kittest::Queryable;
use zeren::app::Effect;

use crate::window::{Window, app};

fn at(plan: &str, key: &str) -> Window {
    let mut window = Window::open();
    let label = match plan {
        "made-2021" => "做响“武汉制造”",
        "double-2024" => "“双千”（草案）",
        _ => "品牌引领供需升级",
    };
    window.click(label);
    // By keys, so that the row comes into sight wherever it is.
    window.press(Key::ArrowDown);
    for _ in 0..40 {
        if window.cursor_task().as_deref() == Some(key) {
            break;
        }
        window.press(Key::ArrowDown);
    }
    assert_eq!(window.cursor_task().as_deref(), Some(key));
    window
}

#[test]
fn a_task_shows_bodies_targets_and_source() {
    let window = at("made-2021", "二(二)1");
    for words in [
        "实施分类指导",
        "牵头",
        "责任",
        "市经信局",
        "各区人民政府16 个成员",
        "目标 2023年底",
        "高端装备名品 30 项",
        "出处",
        "2021年10月15日印发，二(二)1，正文第14段",
        "原文写作 牵头 市经信局；责任 市市场监管局、市发改委、市科技局、各区人民政府",
    ] {
        assert!(window.has(words), "{words:?} is not in\n{}", window.text());
    }
}

#[test]
fn bodies_stand_in_the_order_of_the_document() {
    let window = at("made-2021", "二(二)1");
    let places: Vec<f32> = ["市市场监管局", "市发改委", "市科技局"]
        .into_iter()
        .map(|body| {
            let label = window
                .harness
                .query_all_by_role_and_label(Role::Label, body);
            let rect = label.last().unwrap().rect();
            // Reading order: lines first.
            rect.top() * 10_000.0 + rect.left()
        })
        .collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn a_mended_reading_is_shown_with_the_wording_of_the_source() {
    let window = at("double-2024", "二(四)12");
    assert!(window.says("※ 市财政局：原文有缺字，读作市财政局。"));
    assert!(window.says("注：责任单位一句“财政市委金融办发改委”有缺字"));
    assert!(window.says("征求意见稿"));
    assert!(window.says("2024年7月23日公布"));
}

#[test]
fn only_this_body_is_one_press_away() {
    let mut window = at("made-2021", "二(二)1");
    window.press(Key::ArrowRight);
    window.click("只看市经信局");
    assert_eq!(window.view().agencies, ["jxj"]);
    assert_eq!(
        window.cursor_task().as_deref(),
        Some("二(二)1"),
        "the task stays"
    );
}

#[test]
fn a_task_is_copied_as_text() {
    let mut window = at("made-2021", "二(二)1");
    window.click("复制");
    let effects = window.effects();
    let [Effect::Copy(text)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert!(text.contains("目标：高端装备名品"));
    assert!(text.contains("出处：《"));
}

#[test]
fn a_body_shows_names_counts_and_succession() {
    let mut window = Window::open();
    let header = window
        .harness
        .get_by_role_and_label(Role::ColumnHeader, "市经信局");
    let at = header.rect().center();
    window.click_at(at, PointerButton::Primary);
    assert!(window.has("显示 25 项任务，牵头 9 项；全部 25 项"));
    assert!(window.says("武汉市经济和信息化局"));
    assert!(window.says("市经信委 → 市经信局"));
    assert!(window.says("常识，非原文") || window.says("依据："));
}

#[test]
fn a_click_on_a_body_moves_the_cursor_to_its_column() {
    let mut window = at("made-2021", "二(二)1");
    window.click_role(Role::Label, "市发改委");
    assert_eq!(window.cursor_body().as_deref(), Some("市发改委"));
    assert_eq!(window.cursor_task().as_deref(), Some("二(二)1"));
}

#[test]
fn no_name_of_a_body_is_broken_between_lines() {
    let window = at("made-2021", "二(二)1");
    let label = window
        .harness
        .query_all_by_role_and_label(Role::Label, "市科技局");
    let rect = label.last().unwrap().rect();
    assert!(rect.height() < 24.0, "{rect:?}");
}

#[test]
fn without_a_selection_the_panel_says_what_to_do() {
    let mut window = Window::open();
    assert!(window.says("点一项任务、一个标记或一个机构"));
    window.click("Ctrl+E");
    assert!(window.app().dialog().is_some());
}

#[test]
fn a_chosen_target_shows_its_note() {
    // High enough for the wording of a clause and what comes under it.
    let mut window = Window::with(app(), (1920.0, 1200.0), 1.0);
    window.click("做响“武汉制造”");
    let row = window.row_of("made-2021", "二(二)1");
    window.click_cell(row, 0, PointerButton::Primary);
    let workspace = &window.app().data().workspace;
    let task = workspace.task(workspace.task_by_key("made-2021", "二(二)1").unwrap());
    let target = &task.task.targets[0];
    let label = format!("{} {}", target.indicator, target.amount.text(&target.unit));
    let note = format!("注：{}", target.note.as_ref().unwrap());
    assert!(!window.has(&note));
    window.click(&label);
    assert!(window.has(&note));
}
