use eframe::egui::accesskit::Role;
use eframe::egui::{Key, PointerButton};
use egui_kittest::kittest::{NodeT, Queryable};
use zeren::view::{RowOrder, TaskGrouping};

use crate::window::{Window, app};

const SMALL_PLAN: &str = "做响“武汉制造”";

fn open() -> Window {
    let mut window = Window::open();
    window.ctrl(Key::Num4);
    window
}

/// Cells of the list in sight: row of the list, column, text.
fn cells(window: &Window) -> Vec<(usize, usize, String)> {
    let table = window
        .harness
        .get_by_role_and_label(Role::Table, "任务清单");
    table
        .children_recursive()
        .filter_map(|node| {
            let node = node.accesskit_node();
            (node.role() == Role::Cell).then(|| {
                (
                    node.data().row_index().unwrap(),
                    node.data().column_index().unwrap(),
                    node.value().unwrap_or_default(),
                )
            })
        })
        .collect()
}

/// Tasks and groups in sight, from the top.
fn lines(window: &Window) -> Vec<String> {
    let headers = window.harness.query_all_by_role(Role::RowHeader);
    headers
        .map(|node| node.accesskit_node().label().unwrap_or_default())
        .collect()
}

#[test]
fn the_tab_shows_the_same_tasks_as_the_matrix() {
    let mut window = open();
    for heading in ["条款", "牵头", "责任", "目标和时限"] {
        assert!(
            window.has_role(Role::ColumnHeader, heading),
            "{heading} is not in\n{}",
            window.text()
        );
    }
    window.click(SMALL_PLAN);
    assert_eq!(window.tasks(), 20);
    let shown = lines(&window);
    assert_eq!(shown[0], "做响“武汉制造”品牌三年行动计划（2021—2023年）");
    assert!(
        shown.contains(&"二(一)1 加强梯次培育".to_owned()),
        "{shown:?}"
    );
    assert!(
        cells(&window).iter().any(|(_, _, text)| text == "市经信局"),
        "who leads stands in a cell"
    );
}

#[test]
fn a_column_that_nothing_stands_in_is_left_out() {
    let mut window = open();
    assert!(window.has_role(Role::ColumnHeader, "配合、成员、督办"));
    window.click(SMALL_PLAN);
    assert!(!window.says("配合、成员"));
    window.click_role(Role::CheckBox, "牵头");
    assert!(!window.has_role(Role::ColumnHeader, "牵头"));
    assert!(window.has_role(Role::ColumnHeader, "责任"));
}

#[test]
fn a_click_on_a_task_shows_it_and_a_click_on_a_body_marks_it() {
    let mut window = open();
    window.click(SMALL_PLAN);
    let row = window
        .harness
        .get_by_role_and_label(Role::RowHeader, "二(一)2 提升创新能力")
        .rect();
    let left = eframe::egui::pos2(row.left() + 120.0, row.top() + 14.0);
    window.click_at(left, PointerButton::Primary);
    assert_eq!(window.cursor_task().as_deref(), Some("二(一)2"));
    assert_eq!(window.cursor_body(), None);
    assert!(window.has("出处"));

    let header = window
        .harness
        .get_by_role_and_label(Role::ColumnHeader, "牵头")
        .rect();
    let lead = eframe::egui::pos2(header.left() + 20.0, row.top() + 16.0);
    window.click_at(lead, PointerButton::Primary);
    assert_eq!(window.cursor_body().as_deref(), Some("市科技局"));
}

#[test]
fn the_keys_move_a_row_a_page_and_to_the_ends() {
    let mut window = open();
    window.click(SMALL_PLAN);
    window.press(Key::ArrowDown);
    assert_eq!(window.cursor_task().as_deref(), Some("二(一)1"));
    window.press(Key::ArrowDown);
    assert_eq!(window.cursor_task().as_deref(), Some("二(一)2"));
    window.press(Key::ArrowUp);
    assert_eq!(window.cursor_task().as_deref(), Some("二(一)1"));
    window.press(Key::ArrowUp);
    assert_eq!(
        window.cursor_task().as_deref(),
        Some("二(一)1"),
        "no further"
    );
    window.press(Key::End);
    assert_eq!(window.cursor_task().as_deref(), Some("三(四)"));
    assert!(lines(&window).contains(&"三(四) 强化宣传推广".to_owned()));
    window.press(Key::Home);
    assert_eq!(window.cursor_task().as_deref(), Some("二(一)1"));
    let mut seen = vec![window.cursor_task()];
    for _ in 0..20 {
        window.press(Key::PageDown);
        if seen.last() == Some(&window.cursor_task()) {
            break;
        }
        seen.push(window.cursor_task());
    }
    assert_eq!(window.cursor_task().as_deref(), Some("三(四)"));
    assert!(seen.len() > 2 && seen.len() < 15, "{seen:?}");
    for _ in 0..20 {
        window.press(Key::PageUp);
    }
    assert_eq!(window.cursor_task().as_deref(), Some("二(一)1"));
}

#[test]
fn the_cursor_stays_in_sight_on_its_way_through_all_tasks() {
    let mut window = open();
    for _ in 0..window.tasks() {
        window.press(Key::ArrowDown);
        let task = window.app().selection().task.unwrap();
        let task = &window.sheet().workspace().task(task).task;
        let label = format!("{} {}", task.key(), task.title);
        let row = window
            .harness
            .query_all_by_role_and_label(Role::RowHeader, &label)
            .find(|node| node.accesskit_node().is_selected() == Some(true))
            .unwrap_or_else(|| panic!("{label} is out of sight"))
            .rect();
        assert!(
            row.top() >= 111.0 && row.bottom() <= 741.0,
            "{label}: {row:?}"
        );
    }
}

#[test]
fn enter_opens_the_detail_in_a_narrow_window() {
    let mut window = Window::with(app(), (910.0, 512.0), 1.5);
    window.ctrl(Key::Num4);
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    assert!(window.has("出处"));
    window.press(Key::Escape);
    assert!(!window.has("出处"));
}

#[test]
fn groups_fold_by_click_and_by_key() {
    let mut window = open();
    window.click(SMALL_PLAN);
    let before = lines(&window);
    window.click_role(Role::RowHeader, "二(一) 培育名企，打造“武汉制造”新主体");
    assert_eq!(window.view().folded, ["made-2021/二(一)"]);
    assert!(!lines(&window).contains(&"二(一)1 加强梯次培育".to_owned()));
    window.click_role(Role::RowHeader, "二(一) 培育名企，打造“武汉制造”新主体");
    assert_eq!(lines(&window), before);

    window.press(Key::ArrowDown);
    window.press(Key::ArrowLeft);
    assert_eq!(window.view().folded, ["made-2021/二(一)"]);
    window.press(Key::ArrowLeft);
    assert_eq!(window.view().folded.len(), 2, "then the plan around it");
    window.press(Key::ArrowRight);
    window.press(Key::ArrowRight);
    assert!(window.view().folded.is_empty());
    assert_eq!(window.cursor_task().as_deref(), Some("二(一)1"));
}

#[test]
fn tasks_are_grouped_and_sorted_from_the_line_above() {
    let mut window = open();
    window.click(SMALL_PLAN);
    window.click("分组：按方案和章节");
    window.click("按牵头机构");
    assert_eq!(window.view().grouping, TaskGrouping::Leads);
    let shown = lines(&window);
    assert_eq!(shown[0], "市经信局 牵头");
    window.click("排序：按原文");
    window.click("按名称");
    assert_eq!(window.view().row_order, RowOrder::Name);
    assert_eq!(
        lines(&window)[1..4],
        [
            "二(一)1 加强梯次培育",
            "二(三)2 开展企业家培训",
            "三(四) 强化宣传推广"
        ]
    );
    window.click("分组：按牵头机构");
    window.click("不分组");
    let shown = lines(&window);
    assert_eq!(shown[0], "二(二)2 攻关核心技术");
    window.ctrl(Key::Z);
    assert_eq!(
        window.view().grouping,
        TaskGrouping::Leads,
        "a change to take back"
    );
}

#[test]
fn all_groups_fold_and_unfold() {
    let mut window = open();
    window.click(SMALL_PLAN);
    window.click("分组：按方案和章节");
    window.click("按时限");
    window.click("视图");
    window.click("全部折叠");
    assert_eq!(lines(&window), ["2023年", "定期", "持续推进", "未写明时限"]);
    window.click("视图");
    window.click("全部展开");
    assert!(lines(&window).len() > 6);
}

#[test]
fn a_search_leaves_matching_tasks_and_nothing_has_a_way_out() {
    let mut window = open();
    window.go_to_search();
    window.type_text("名品");
    assert!(window.tasks() > 0 && window.tasks() < 86);
    let first = window.sheet().tasks().next().unwrap();
    let task = &window.sheet().workspace().task(first).task;
    let label = format!("{} {}", task.key(), task.title);
    assert!(lines(&window).contains(&label), "{label}");
    window.type_text("没有这样的任务");
    assert!(window.says("没有符合条件的任务"));
    window.click_role(Role::Button, "清除筛选");
    assert_eq!(window.tasks(), 86);
}

#[test]
fn a_screen_reader_presses_lines_as_the_pointer_does() {
    let mut window = open();
    window.click(SMALL_PLAN);
    let press = |window: &mut Window, label: &str| {
        window
            .harness
            .get_by_role_and_label(Role::RowHeader, label)
            .click_accesskit();
        window.settle();
    };
    press(&mut window, "二(一)2 提升创新能力");
    assert_eq!(window.cursor_task().as_deref(), Some("二(一)2"));
    assert!(window.has("出处"));
    press(&mut window, "二(一) 培育名企，打造“武汉制造”新主体");
    assert_eq!(window.view().folded, ["made-2021/二(一)"]);
    press(&mut window, "做响“武汉制造”品牌三年行动计划（2021—2023年）");
    assert!(window.app().selection().plan.is_some());
}
