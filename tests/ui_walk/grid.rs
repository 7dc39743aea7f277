//! Habits of tables: headings that stay, heads that are dragged, edges, menus by keys.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2, pos2};
use egui_kittest::kittest::Queryable;
use zeren::ui::theme::size;
use zeren::view::ColumnOrder;

use crate::window::Window;

/// What a screen reader calls the heading of a column, as far as the name of the body goes.
fn head<'a>(window: &'a Window, label: &'a str) -> egui_kittest::Node<'a> {
    let heads = window.harness.query_all_by_role(Role::ColumnHeader);
    let mut heads = heads.filter(|node| {
        use egui_kittest::kittest::NodeT;
        let name = node.accesskit_node().label().unwrap_or_default();
        name.starts_with(label)
    });
    heads.next().unwrap_or_else(|| panic!("no column {label}"))
}

fn columns(window: &Window) -> Vec<String> {
    let workspace = window.sheet().workspace();
    let columns = window.sheet().columns.iter();
    columns
        .map(|column| workspace.agency(column.agency).label().to_owned())
        .collect()
}

#[test]
fn a_head_that_is_dragged_takes_its_column_along() {
    let mut window = Window::open();
    window.click("做响“武汉制造”");
    let before = columns(&window);
    let from = head(&window, &before[1]).rect().center();
    let to = head(&window, &before[4]).rect().center();
    window.drag(from, to, 2);
    let mut wanted = before.clone();
    let moved = wanted.remove(1);
    wanted.insert(4, moved);
    assert_eq!(columns(&window), wanted);
    assert!(matches!(window.view().column_order, ColumnOrder::ByHand(_)));
    window.ctrl(Key::Z);
    assert_eq!(columns(&window), before, "a step to take back");
    // A hand that trembles moves nothing.
    let at = head(&window, &before[2]).rect().center();
    window.drag(at, at + eframe::egui::vec2(3.0, 0.0), 1);
    assert_eq!(columns(&window), before);
}

/// Presses twice, fast.
fn press_twice(window: &mut Window, at: Pos2) {
    window.harness.hover_at(at);
    window.harness.step();
    // A frame of the test takes a quarter of a second.
    let options = |options: &mut eframe::egui::Options| {
        options.input_options.max_double_click_delay = 5.0;
    };
    window.harness.ctx.options_mut(options);
    for pressed in [true, false, true, false] {
        window.harness.event(Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    window.settle();
}

#[test]
fn columns_of_marks_are_dragged_wider_and_keep_their_order() {
    let mut window = Window::open();
    let apart = |window: &Window| {
        let apart = window.cell_at(2, 1).x - window.cell_at(2, 0).x;
        format!("{apart:.0}")
    };
    let before = columns(&window);
    assert_eq!(apart(&window), "30");
    // The edge of the third one is where the pointer leaves it.
    let edge = window.cell_at(2, 2).x + 15.0;
    window.drag(pos2(edge, 150.0), pos2(edge + 30.0, 150.0), 1);
    assert_eq!(apart(&window), "40");
    assert_eq!(columns(&window), before, "the column was not moved");
    let edge = window.cell_at(2, 2).x + 20.0;
    press_twice(&mut window, pos2(edge, 150.0));
    assert_eq!(apart(&window), "30");
}

#[test]
fn columns_of_the_list_are_dragged_and_fit_by_a_double_click() {
    let mut window = Window::open();
    window.ctrl(Key::Num4);
    let head = |window: &Window, label: &str| {
        let heads = &window.harness;
        heads
            .get_by_role_and_label(Role::ColumnHeader, label)
            .rect()
    };
    let (task, lead) = (head(&window, "任务"), head(&window, "牵头"));
    let at = pos2(task.right() - 8.0, task.center().y);
    window.drag(at, at - eframe::egui::vec2(60.0, 0.0), 1);
    assert!((head(&window, "任务").width() - task.width() + 60.0).abs() < 3.0);
    assert!((head(&window, "牵头").width() - lead.width() - 60.0).abs() < 3.0);
    assert!(
        (head(&window, "牵头").right() - lead.right()).abs() < 6.0,
        "the others stay"
    );
    // No column vanishes; a double click gives it what it holds.
    let wide = head(&window, "责任");
    let at = pos2(wide.right() - 8.0, task.center().y);
    window.drag(at, at - eframe::egui::vec2(900.0, 0.0), 1);
    let narrow = head(&window, "责任");
    assert!(
        narrow.width() >= 70.0 && narrow.width() < 80.0,
        "{narrow:?}"
    );
    press_twice(&mut window, pos2(narrow.right() - 8.0, task.center().y));
    assert!(head(&window, "责任").width() > narrow.width() + 100.0);
    // In another window they fill it again.
    window.harness.set_size(eframe::egui::vec2(1600.0, 768.0));
    window.settle();
    let last = window.harness.query_all_by_role(Role::ColumnHeader);
    let last = last.map(|head| head.rect().right()).fold(0.0, f32::max);
    // The details have the rest.
    assert!((1230.0..=1600.0).contains(&last), "{last}");
}

#[test]
fn every_sign_is_explained_where_the_marks_are() {
    let mut window = Window::open();
    window.click("图例");
    assert!(
        window.has("原文有缺损，读法见详情") && window.has("没有写明牵头的方案中，列在首位的单位")
    );
    window.press(Key::Escape);
    assert!(!window.has("原文有缺损，读法见详情"));
    window.ctrl(Key::Num4);
    window.click("图例");
    assert!(window.has("原文有缺损，读法见详情"));
}

#[test]
fn what_is_said_in_passing_leaves_the_totals_in_sight_and_goes_with_its_page() {
    let mut window = Window::open();
    window.ctrl(Key::J);
    assert!(window.notice("按现机构"));
    let notice = window.node("关闭提示").rect();
    let lowest = window.harness.ctx.content_rect().bottom() - size::STATUS;
    assert!(
        notice.bottom() < lowest - 44.0,
        "{notice:?} lies over the totals"
    );
    window.ctrl(Key::Num4);
    assert!(!window.notice("按现机构"));
}

#[test]
fn edges_are_dragged_and_come_back_by_a_double_click() {
    let mut window = Window::open();
    let cell = window.cell_at(2, 0);
    let widths = |window: &Window| window.app().settings().widths.clone();
    assert_eq!(widths(&window).filters, None);
    // The side bar is 232 points wide, clauses and titles 268.
    window.drag(pos2(232.0, 400.0), pos2(300.0, 400.0), 1);
    assert_eq!(widths(&window).filters, Some(300.0));
    assert!((window.cell_at(2, 0).x - cell.x - 68.0).abs() < 1.0);
    window.drag(pos2(300.0 + 268.0, 130.0), pos2(300.0 + 330.0, 130.0), 1);
    assert_eq!(widths(&window).titles, Some(330.0));
    // Nobody makes it vanish, nor take everything.
    window.drag(pos2(300.0, 400.0), pos2(3.0, 400.0), 1);
    assert_eq!(widths(&window).filters, Some(180.0));
    press_twice(&mut window, pos2(180.0, 400.0));
    assert_eq!(widths(&window).filters, Some(232.0));
    let detail = 1366.0 - 304.0;
    window.drag(pos2(detail, 500.0), pos2(detail - 60.0, 500.0), 1);
    assert_eq!(widths(&window).detail, Some(364.0));
}

#[test]
fn the_menu_of_the_cursor_opens_by_keys_and_is_used_by_keys() {
    let mut window = Window::open();
    window.press(Key::ArrowDown);
    window.press(Key::ArrowRight);
    let body = window.cursor_body().unwrap();
    assert!(!window.has("复制任务"));
    window.press_with(Modifiers::SHIFT, Key::F10);
    assert!(window.has("复制任务"), "{}", window.text());
    // The first line has the focus: Enter takes it.
    window.press(Key::Enter);
    let chosen: Vec<String> = window.view().agencies.clone();
    assert_eq!(chosen.len(), 1, "只看{body}\n{}", window.text());
    assert!(!window.has("复制任务"));
}

#[test]
fn space_opens_the_detail_as_enter_does() {
    let mut window = Window::open();
    window.ctrl(Key::D);
    window.press(Key::ArrowDown);
    assert!(!window.app().settings().detail_open);
    window.press(Key::Space);
    assert!(window.app().settings().detail_open);
}

#[test]
fn the_plan_and_the_section_stay_while_their_tasks_scroll() {
    for tab in [Key::Num1, Key::Num4] {
        let mut window = Window::open();
        window.ctrl(tab);
        window.click("做响“武汉制造”");
        for _ in 0..14 {
            window.press(Key::ArrowDown);
        }
        let task = window.app().selection().task.unwrap();
        // A press where the plan's heading stays leads to the plan, not to a task under it.
        let top = table_top(&window);
        window.click_at(pos2(400.0, top + 17.0), PointerButton::Primary);
        let selection = window.app().selection();
        assert!(selection.plan.is_some(), "{selection:?} after {task:?}");
        assert_eq!(selection.task, None);
    }
}

/// Where the rows of the table in front begin.
fn table_top(window: &Window) -> f32 {
    let heads = window.harness.query_all_by_role(Role::ColumnHeader);
    heads.map(|node| node.rect().bottom()).fold(0.0, f32::max)
}

#[test]
fn who_jumps_far_sees_what_stands_around() {
    let mut window = Window::open();
    window.ctrl(Key::Num4);
    window.press(Key::ArrowDown);
    window.ctrl(Key::End);
    let last = window.app().selection().task.unwrap();
    // From the end to a task far above: not at the edge.
    window.ctrl(Key::K);
    window.type_text("加强梯次培育");
    window.press(Key::Enter);
    assert_ne!(window.app().selection().task, Some(last));
    let row = window
        .harness
        .get_all_by_role(Role::RowHeader)
        .find(|node| {
            use egui_kittest::kittest::NodeT;
            node.accesskit_node().data().is_selected() == Some(true)
        })
        .unwrap()
        .rect();
    let top = table_top(&window);
    assert!(row.top() > top + 80.0, "{row:?} is at the edge of {top}");
    assert!(row.bottom() < 700.0, "{row:?}");
}
