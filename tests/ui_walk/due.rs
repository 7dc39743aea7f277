//! What is due, by year, quarter and month.

use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use zeren::view::{DueFilter, TimeScale};

use crate::window::Window;

fn open() -> Window {
    let mut window = Window::open();
    window.ctrl(Key::Num5);
    window
}

/// Headings and rows in sight, from the top, with the value of headings behind them.
fn lines(window: &Window) -> Vec<String> {
    let headers = window.harness.query_all_by_role(Role::RowHeader);
    headers
        .map(|node| {
            let node = node.accesskit_node();
            let value = node.value().unwrap_or_default();
            let line = format!("{} {value}", node.label().unwrap_or_default());
            line.trim().to_owned()
        })
        .collect()
}

#[test]
fn it_opens_at_this_year_and_counts_as_the_chips_do() {
    let window = open();
    let lines = lines(&window);
    assert_eq!(lines[0], "2026年 今年 8 项", "{lines:#?}");
    // Eight overall goals and no task: the filter by that year shows the same.
    let sheet = window.sheet();
    let year = DueFilter::Year(2026);
    let tasks = sheet.facets.due.get(&year).copied().unwrap_or_default();
    assert_eq!(tasks + sheet.facets.goals[&year], 8);
    assert!(lines[1].starts_with("2026年底，"), "{lines:#?}");
    for head in ["时限", "目标和任务", "牵头或责任", "条款"] {
        assert!(window.has_role(Role::ColumnHeader, head), "{head}");
    }
}

#[test]
fn years_are_divided_and_folded() {
    let mut window = open();
    window.click("按季");
    assert_eq!(window.view().time_scale, TimeScale::Quarter);
    let quarters = lines(&window);
    assert!(quarters[1].starts_with("四季度 本季度"), "{quarters:#?}");
    window.click("按月");
    let months = lines(&window);
    assert!(months[1].starts_with("12月"), "{months:#?}");
    window.click("按年");
    window.press(Key::ArrowDown);
    let goal = window.app().selection();
    assert!(
        goal.target.is_some(),
        "the first key goes to what is due next"
    );
    window.press(Key::ArrowLeft);
    let folded = lines(&window);
    assert!(
        folded.contains(&"2026年 今年 8 项".to_owned()),
        "{folded:#?}"
    );
    assert!(!folded.iter().any(|line| line.starts_with("2026年底，")));
    window.ctrl(Key::Z);
    assert!(
        lines(&window)
            .iter()
            .any(|line| line.starts_with("2026年底，"))
    );
}

#[test]
fn a_body_s_deadlines_lead_to_their_tasks_and_into_a_calendar() {
    let mut window = open();
    window.click_role(Role::CheckBox, "市经信局");
    window.press(Key::Home);
    window.press(Key::Home);
    let first = window.app().selection();
    assert!(first.task.is_some(), "{:#?}", lines(&window));
    window.press(Key::ArrowDown);
    assert_ne!(window.app().selection(), first);
    window.click("导出日历…");
    assert!(window.has("导出日历…"), "{}", window.text());
    window.press(Key::Escape);
    window.ctrl(Key::E);
    assert!(window.has("到期清单"), "{}", window.text());
}
