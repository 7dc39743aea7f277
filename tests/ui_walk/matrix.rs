use eframe::egui::accesskit::Role;
use eframe::egui::{Key, PointerButton};
use egui_kittest::kittest::Queryable;
use zeren::app::{Action, Effect};
use zeren::diagnostic::Item;
use zeren::model::Role as Duty;
use zeren::view::{ColumnOrder, MarkStyle};

use crate::window::{LAPTOP, Window};

const PLAN: &str = "做响“武汉制造”";

fn one_plan() -> Window {
    let mut window = Window::open();
    window.click(PLAN);
    window
}

fn bodies(window: &Window) -> Vec<String> {
    let workspace = window.sheet().workspace();
    let columns = window.sheet().columns.iter();
    columns
        .map(|column| workspace.agency(column.agency).label().to_owned())
        .collect()
}

fn in_sight(window: &Window, row: usize, column: usize) -> bool {
    let cells = window.cells();
    cells.iter().any(|cell| (cell.0, cell.1) == (row, column))
}

#[test]
fn arrows_move_the_cell_cursor_from_task_to_task() {
    let mut window = one_plan();
    window.press(Key::ArrowDown);
    assert_eq!(window.cursor_task().as_deref(), Some("二(一)1"));
    assert_eq!(window.cursor_body(), None);
    window.press(Key::ArrowRight);
    assert_eq!(window.cursor_body().as_deref(), Some("市经信局"));
    for _ in 0..6 {
        window.press(Key::ArrowDown);
    }
    assert_eq!(window.cursor_task().as_deref(), Some("二(二)1"));
    window.press(Key::ArrowUp);
    assert_eq!(window.cursor_task().as_deref(), Some("二(一)6"));
    window.press(Key::ArrowLeft);
    assert_eq!(window.cursor_body(), None);
}

#[test]
fn the_cursor_jumps_to_the_ends() {
    let mut window = one_plan();
    window.ctrl(Key::End);
    assert_eq!(window.cursor_task().as_deref(), Some("三(四)"));
    window.press(Key::End);
    let last = bodies(&window).last().cloned();
    assert_eq!(window.cursor_body(), last);
    let row = window.row_of("made-2021", "三(四)");
    let column = window.sheet().columns.len() - 1;
    assert!(
        in_sight(&window, row, column),
        "the view follows the cursor"
    );
    window.ctrl(Key::Home);
    assert_eq!(window.cursor_task().as_deref(), Some("二(一)1"));
    window.press(Key::Home);
    assert_eq!(window.cursor_body(), None);
}

#[test]
fn pages_go_down_and_come_back() {
    let mut window = Window::open();
    window.press(Key::ArrowDown);
    let first = window.cursor_task();
    window.press(Key::PageDown);
    window.press(Key::PageDown);
    let task = window.app().selection().task.unwrap();
    let row = window.sheet().tasks().position(|shown| shown == task);
    assert!(row.unwrap() > 10);
    window.press(Key::PageUp);
    window.press(Key::PageUp);
    window.press(Key::PageUp);
    assert_eq!(window.cursor_task(), first);
}

#[test]
fn enter_opens_the_detail_of_the_cursor() {
    let mut window = one_plan();
    window.ctrl(Key::D);
    assert!(!window.says("出处"));
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    assert!(window.app().settings().detail_open);
    assert!(window.says("出处"));
}

#[test]
fn keys_pressed_in_the_search_box_do_not_move_the_cursor() {
    let mut window = one_plan();
    window.go_to_search();
    window.press(Key::End);
    window.press(Key::ArrowRight);
    assert_eq!(window.cursor_body(), None);
    assert_eq!(window.cursor_task(), None);
}

#[test]
fn a_click_on_a_mark_selects_task_and_body() {
    let mut window = one_plan();
    let row = window.row_of("made-2021", "二(一)2");
    let column = window.column_of("市科技局");
    window.click_cell(row, column, PointerButton::Primary);
    assert_eq!(window.cursor_task().as_deref(), Some("二(一)2"));
    assert_eq!(window.cursor_body().as_deref(), Some("市科技局"));
    assert!(window.has("提升创新能力"));
    assert!(window.has("只看市科技局"));
}

#[test]
fn a_click_on_a_section_folds_it_and_another_unfolds_it() {
    let mut window = one_plan();
    let first = window.row_of("made-2021", "二(一)1");
    assert!(in_sight(&window, first, 0));
    let label = "二(一) 培育名企，打造“武汉制造”新主体";
    window.click_role(Role::RowHeader, label);
    assert_eq!(window.view().folded, ["made-2021/二(一)"]);
    assert!(!in_sight(&window, first, 0));
    assert_eq!(window.tasks(), 20, "folding hides, it does not filter");
    window.click_role(Role::RowHeader, label);
    assert!(window.view().folded.is_empty());
    assert!(in_sight(&window, first, 0));
}

#[test]
fn a_plan_folds_by_its_triangle_and_opens_its_page_by_its_title() {
    let mut window = one_plan();
    let title = "做响“武汉制造”品牌三年行动计划（2021—2023年）";
    let row = window.harness.get_by_role_and_label(Role::RowHeader, title);
    let triangle = row.rect().left_center() + eframe::egui::vec2(17.0, 0.0);
    window.click_role(Role::RowHeader, title);
    assert!(window.app().selection().plan.is_some());
    assert!(window.has("2021 至 2023") || window.says("实施期"));
    window.click_at(triangle, PointerButton::Primary);
    assert_eq!(window.view().folded, ["made-2021"]);
    assert!(window.cells().is_empty());
}

#[test]
fn everything_folds_and_unfolds_at_once() {
    let mut window = Window::open();
    window.click("视图");
    window.click("全部折叠");
    assert!(window.cells().is_empty());
    window.press(Key::ArrowDown);
    assert_eq!(window.cursor_task(), None, "there is no task to go to");
    window.click("视图");
    window.click("全部展开");
    assert!(!window.cells().is_empty());
}

#[test]
fn a_column_is_moved_by_hand_and_back() {
    let mut window = one_plan();
    assert_eq!(
        bodies(&window)[..3],
        ["市经信局", "市发改委", "市市场监管局"]
    );
    let open_menu = |window: &mut Window, body: &str| {
        let header = window
            .harness
            .get_by_role_and_label(Role::ColumnHeader, body);
        let at = header.rect().center();
        window.click_at(at, PointerButton::Secondary);
    };
    open_menu(&mut window, "市发改委");
    window.click("左移一列");
    assert_eq!(
        bodies(&window)[..3],
        ["市发改委", "市经信局", "市市场监管局"]
    );
    assert!(matches!(window.view().column_order, ColumnOrder::ByHand(_)));
    assert!(window.has("列：手工"));
    open_menu(&mut window, "市市场监管局");
    window.click("移到最前");
    assert_eq!(
        bodies(&window)[..3],
        ["市市场监管局", "市发改委", "市经信局"]
    );
    assert!(window.sheet().groups.is_empty());
    open_menu(&mut window, "市发改委");
    window.click("右移一列");
    assert_eq!(
        bodies(&window)[..3],
        ["市市场监管局", "市经信局", "市发改委"]
    );
    open_menu(&mut window, "市市场监管局");
    assert!(!window.is_enabled("左移一列"));
    window.click("恢复按任务数排列");
    assert_eq!(
        bodies(&window)[..3],
        ["市经信局", "市发改委", "市市场监管局"]
    );
}

#[test]
fn the_menu_of_a_column_narrows_the_matrix_to_it() {
    let mut window = one_plan();
    let header = window
        .harness
        .get_by_role_and_label(Role::ColumnHeader, "市科技局");
    let at = header.rect().center();
    window.click_at(at, PointerButton::Secondary);
    window.click("只看市科技局的任务，不列其他机构");
    assert_eq!(bodies(&window), ["市科技局"]);
    assert_eq!(window.tasks(), 9);
}

#[test]
fn the_menu_of_a_row_narrows_to_its_section_and_copies_the_task() {
    let mut window = Window::open();
    window.click(PLAN);
    let row = window.row_of("made-2021", "二(一)1");
    window.click_cell(row, 0, PointerButton::Secondary);
    window.click("复制任务");
    let effects = window.effects();
    let [Effect::Copy(text)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert!(text.starts_with("二(一)1 加强梯次培育\n"));
    assert!(text.contains("牵头 市经信局"));
    assert!(window.notice("已复制"));
    window.click_cell(row, 0, PointerButton::Secondary);
    window.click("只看本章节");
    assert_eq!(window.view().sections, ["made-2021/二(一)"]);
    assert_eq!(window.tasks(), 6);
}

#[test]
fn marks_can_be_words_or_letters() {
    let mut window = one_plan();
    let row = window.row_of("made-2021", "二(一)1");
    let mark = |window: &Window| {
        let cells = window.cells();
        let cell = cells.iter().find(|cell| (cell.0, cell.1) == (row, 0));
        cell.unwrap().2.clone()
    };
    assert_eq!(mark(&window), "●");
    for (style, word) in [(MarkStyle::Words, "牵"), (MarkStyle::Raci, "A")] {
        window.click("视图");
        window.click("标记");
        window.click(style.label());
        assert_eq!(window.view().marks, style);
        let wanted = style.text(Duty::Lead);
        assert_eq!(mark(&window), wanted);
        assert!(style == MarkStyle::Raci || wanted == word);
    }
}

#[test]
fn the_first_body_is_marked_only_on_request() {
    let mut window = Window::open();
    window.click("“双千”（草案）");
    let marks = |window: &Window| {
        let cells = window.cells();
        cells.iter().filter(|cell| cell.2 == "①").count()
    };
    assert_eq!(marks(&window), 0);
    window.click("视图");
    window.click("　标出首位责任单位 ①");
    assert!(marks(&window) > 0);
}

#[test]
fn a_big_matrix_scrolls_without_trouble() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("示例.ron");
    let data = zeren::synth::dataset(4000, 300, 7);
    std::fs::write(&path, zeren::store::to_ron(&data).unwrap()).unwrap();
    let mut window = Window::open();
    window.app_mut().apply(Action::OpenFiles {
        files: vec![path],
        add: false,
    });
    window.settle();
    assert_eq!(window.tasks(), 4000);
    for key in [Key::ArrowRight, Key::PageDown, Key::End, Key::PageDown] {
        window.press(key);
    }
    window.ctrl(Key::End);
    let row = window.sheet().rows.len() - 1;
    let column = window.sheet().columns.len() - 1;
    assert!(in_sight(&window, row, column));
    let at = eframe::egui::pos2(700.0, 500.0);
    window.harness.hover_at(at);
    for _ in 0..20 {
        window.harness.event(eframe::egui::Event::MouseWheel {
            unit: eframe::egui::MouseWheelUnit::Line,
            delta: eframe::egui::vec2(3.0, 40.0),
            phase: eframe::egui::TouchPhase::Move,
            source: eframe::egui::MouseWheelSource::Wheel,
            modifiers: eframe::egui::Modifiers::NONE,
        });
        window.harness.run_steps(2);
    }
    assert!(!in_sight(&window, row, column), "the wheel scrolls back");
    window.ctrl(Key::Home);
    assert!(window.cells().iter().any(|cell| cell.0 < 5));
}

#[test]
fn a_hover_text_goes_while_the_keys_are_used() {
    let mut window = Window::open();
    let at = window
        .node("市发改委，引进外来知名品牌，责任")
        .rect()
        .center();
    let tips = |window: &Window| window.text().matches("三(一)2 引进外来知名品牌").count();
    let before = tips(&window);
    let point = |window: &mut Window, at| {
        window.harness.hover_at(at);
        window.harness.run_steps(6);
    };
    point(&mut window, at);
    assert_eq!(tips(&window), before + 1, "{}", window.text());
    window.press(Key::ArrowDown);
    window.harness.run_steps(6);
    assert_eq!(tips(&window), before, "{}", window.text());
    point(&mut window, at + eframe::egui::vec2(1.0, 0.0));
    assert_eq!(tips(&window), before + 1, "{}", window.text());
}

#[test]
fn rows_and_cells_can_be_pressed_without_a_pointer() {
    let mut window = Window::open();
    window.click("做响“武汉制造”");
    let row = window.row_of("made-2021", "二(一)2");
    let column = window.column_of("市科技局");
    window.press_cell(row, column);
    assert_eq!(window.cursor_task().as_deref(), Some("二(一)2"));
    assert_eq!(window.cursor_body().as_deref(), Some("市科技局"));
    let section = "二(一) 培育名企，打造“武汉制造”新主体";
    let rows = window.cells().len();
    window.press_row(section);
    assert!(window.cells().len() < rows, "the section is folded");
    // Rows are counted as they are seen.
    let below = window.row_of("made-2021", "二(二)1");
    window.press_cell(below, column);
    assert_eq!(window.cursor_task().as_deref(), Some("二(二)1"));
    window.press_row("做响“武汉制造”品牌三年行动计划（2021—2023年）");
    assert_eq!(window.cursor_task(), None);
    assert!(window.app().selection().plan.is_some());
}

#[test]
fn a_task_of_a_folded_plan_is_gone_to_at_once() {
    let mut window = Window::open();
    window.click("视图");
    window.click("全部折叠");
    assert!(window.cells().is_empty());
    let last = window.sheet().tasks().last().unwrap();
    let workspace = window.sheet().workspace();
    let entry = workspace.task(last);
    let plan = workspace.plan(entry.plan).plan.id.clone();
    let task = entry.task.key();
    window.app_mut().apply(Action::GoTo(Item::Task {
        plan: plan.clone(),
        task: task.clone(),
    }));
    window.settle();
    let row = window.row_of(&plan, &task);
    assert!(in_sight(&window, row, 0), "farther than it was long before");
}

#[test]
fn a_press_on_a_total_chooses_its_row() {
    let mut window = one_plan();
    let row = window.row_of("made-2021", "二(一)2");
    let y = window.cell_at(row, 0).y;
    let matrix = LAPTOP.0 - zeren::ui::theme::size::DETAIL;
    let total = eframe::egui::pos2(matrix - 20.0, y);
    window.click_at(total, PointerButton::Primary);
    assert_eq!(window.cursor_task().as_deref(), Some("二(一)2"));
    assert_eq!(window.cursor_body(), None);
}
