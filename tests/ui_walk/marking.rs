//! Several cells at once: marked by keys, clicks and dragging, copied, exported, let go of.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, PointerButton, vec2};
use egui_kittest::kittest::Queryable;
use zeren::app::command::Command;
use zeren::app::forms::Scope;
use zeren::app::{Action, Dialog, Effect};
use zeren::export::Clip;

use crate::window::Window;

const PLAN: &str = "做响“武汉制造”";

fn one_plan() -> Window {
    let mut window = Window::open();
    window.click(PLAN);
    window
}

/// Presses the keys of copying as the window system tells them: as an event of its own.
fn copy(window: &mut Window) -> Clip {
    window.effects();
    window.harness.event(Event::Copy);
    window.settle();
    let effects = window.effects();
    let [Effect::CopyTable(clip)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    clip.clone()
}

fn lines(clip: &Clip) -> Vec<Vec<&str>> {
    let lines = clip.text.lines();
    lines.map(|line| line.split('\t').collect()).collect()
}

#[test]
fn shift_and_arrows_mark_a_rectangle_that_is_copied_with_its_names() {
    let mut window = one_plan();
    window.press(Key::ArrowDown);
    window.press(Key::ArrowRight);
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowRight] {
        window.press_with(Modifiers::SHIFT, key);
    }
    let first = window.row_of("made-2021", "二(一)1");
    let marked: Vec<_> = (first..first + 3)
        .flat_map(|row| [(row, 0), (row, 1)])
        .collect();
    assert_eq!(window.marked(), marked);
    assert_eq!(window.cursor_task().as_deref(), Some("二(一)3"));

    let clip = copy(&mut window);
    assert_eq!(clip.rows, 3);
    let lines = lines(&clip);
    let sheet = window.sheet();
    let labels = zeren::view::column_labels(sheet);
    assert_eq!(lines[0], ["条款", "任务", &labels[0], &labels[1]]);
    for (nth, line) in lines[1..].iter().enumerate() {
        let row = &sheet.rows[first + nth];
        let marks = [0, 1].map(|column| sheet.mark_at(row, column));
        assert_eq!(line[2..], marks, "row {nth}");
    }
    assert!(window.notice("已复制 3 项任务 × 2 个机构，可贴到 Word 和 Excel"));
    assert!(window.says("已选 3 项任务 × 2 个机构"));

    // Back the way it came, then a plain arrow: only the cursor is left.
    window.press_with(Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(window.marked().len(), 3);
    window.press(Key::ArrowUp);
    assert_eq!(window.marked().len(), 1);
    assert!(!window.says("已选"));
}

#[test]
fn whole_rows_whole_columns_and_everything_can_be_marked() {
    let mut window = one_plan();
    let columns = window.sheet().columns.len();
    // Titles: whole rows, with the totals.
    window.press(Key::ArrowDown);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    let clip = copy(&mut window);
    let rows = lines(&clip);
    assert_eq!((rows.len(), rows[0].len()), (3, columns + 3));
    assert_eq!(rows[0].last(), Some(&"合计"));

    // Heads: whole columns.
    let head = |window: &Window, nth: usize| {
        let sheet = window.sheet();
        let label = sheet.workspace().agency(sheet.columns[nth].agency).label();
        let heads = &window.harness;
        let node = heads.get_by_role_and_label(Role::ColumnHeader, label);
        node.rect().center() + vec2(0.0, 20.0)
    };
    let (from, to) = (head(&window, 1), head(&window, 4));
    window.click_at(from, PointerButton::Primary);
    window.click_with(Modifiers::SHIFT, to, PointerButton::Primary);
    let clip = copy(&mut window);
    assert_eq!((clip.rows, lines(&clip)[0].len()), (20, 2 + 4));

    window.ctrl(Key::A);
    let clip = copy(&mut window);
    assert_eq!((clip.rows, lines(&clip)[0].len()), (20, columns + 3));
    window.app_mut().apply(Action::Run(Command::CopyTable));
    window.settle();
    let effects = window.effects();
    assert_eq!(effects, [Effect::CopyTable(clip)], "the same as the table");
}

#[test]
fn one_cell_alone_is_copied_with_its_names() {
    let mut window = one_plan();
    let row = window.row_of("made-2021", "二(一)1");
    window.click_cell(row, 0, PointerButton::Primary);
    let clip = copy(&mut window);
    let label = zeren::view::column_labels(window.sheet())[0].clone();
    assert_eq!(lines(&clip)[0], ["条款", "任务", label.as_str()]);
    assert_eq!(lines(&clip)[1], ["二(一)1", "加强梯次培育", "●"]);
}

#[test]
fn dragging_marks_cells_and_goes_on_beyond_the_edge() {
    let mut window = one_plan();
    let (from, to) = (
        window.row_of("made-2021", "二(一)2"),
        window.row_of("made-2021", "二(一)5"),
    );
    let (a, b) = (window.cell_at(from, 1), window.cell_at(to, 4));
    window.drag(b, a, 1);
    assert_eq!(window.marked().len(), 4 * 4);
    assert!(window.says("已选 4 项任务 × 4 个机构"));
    assert_eq!(window.cursor_task().as_deref(), Some("二(一)2"));

    // A drag below the table brings in what stands further down.
    let mut window = Window::open();
    let row = window.row_of("brand-2017", "三(一)1");
    let cells = window.cells();
    let lowest = cells.iter().map(|cell| cell.0).max();
    let from = window.cell_at(row, 0);
    window.drag(from, from + vec2(60.0, 420.0), 30);
    let cells = window.cells();
    assert!(cells.iter().map(|cell| cell.0).max() > lowest, "scrolled");
    let tasks = window.app().selected_tasks().len();
    assert!(tasks > 20, "{tasks} tasks are marked");
    // The titles are no column: a drag over them marks whole rows.
    let mut window = one_plan();
    let title = window.cell_at(from_row(&window, "二(一)2"), 0) - vec2(120.0, 0.0);
    window.drag(title, title + vec2(0.0, 56.0), 1);
    let columns = window.sheet().columns.len();
    assert!(window.says(&format!("已选 3 项任务 × {columns} 个机构")));
}

fn from_row(window: &Window, key: &str) -> usize {
    window.row_of("made-2021", key)
}

#[test]
fn a_click_by_a_hand_that_trembles_is_a_click() {
    let mut window = Window::with(crate::window::app(), (910.0, 700.0), 1.0);
    window.app_mut().apply(Action::View(zeren::view::ViewSpec {
        plans: vec!["made-2021".to_owned()],
        ..zeren::view::ViewSpec::default()
    }));
    window.settle();
    let row = from_row(&window, "二(一)1");
    let at = window.cell_at(row, 0) - vec2(5.0, 5.0);
    window.drag(at, at + vec2(9.0, 9.0), 1);
    assert_eq!(window.app().selection().anchor, None);
    assert_eq!(window.cursor_task().as_deref(), Some("二(一)1"));
    assert!(window.has("出处"), "the details come as for any click");
}

#[test]
fn shift_and_a_click_mark_up_to_there_and_escape_lets_go() {
    let mut window = one_plan();
    let (from, to) = (from_row(&window, "二(一)2"), from_row(&window, "二(一)4"));
    window.click_cell(from, 0, PointerButton::Primary);
    let at = window.cell_at(to, 2);
    window.click_with(Modifiers::SHIFT, at, PointerButton::Primary);
    assert_eq!(window.marked().len(), 9);
    // The menu of marked cells is about them.
    let inside = window.cell_at(from + 1, 1);
    window.click_at(inside, PointerButton::Secondary);
    assert_eq!(window.marked().len(), 9);
    window.effects();
    window.click("复制所选");
    let effects = window.effects();
    assert!(matches!(effects.as_slice(), [Effect::CopyTable(clip)] if clip.rows == 3));

    window.go_to_search();
    window.type_text("经信");
    window.press(Key::Escape);
    window.press(Key::Escape);
    window.press(Key::Escape);
    assert!(window.marked().len() <= 1, "let go of");
}

#[test]
fn what_is_filtered_away_is_not_marked_any_more() {
    let mut window = one_plan();
    window.press(Key::ArrowDown);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    assert!(window.app().marked_cells().is_some());
    window.click("湖北 链长制");
    window.click(PLAN);
    assert_eq!(window.app().marked_cells(), None);
    assert_eq!(window.app().selection().anchor, None);
}

#[test]
fn marked_tasks_of_the_list_are_copied_and_exported() {
    let mut window = one_plan();
    window.ctrl(Key::Num4);
    window.press(Key::ArrowDown);
    for _ in 0..3 {
        window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    }
    assert!(window.says("已选 4 项任务"));
    let clip = copy(&mut window);
    assert_eq!(clip.rows, 4);
    assert_eq!(lines(&clip)[0][..2], ["条款", "任务"]);
    assert!(clip.text.contains("二(一)4\t"), "{}", clip.text);

    window.ctrl(Key::E);
    window.click("选中的任务");
    assert!(window.says("4 项"));
    let Some(Dialog::Export(form)) = window.app().dialog() else {
        panic!("the dialog");
    };
    assert_eq!(form.scope, Scope::Selected);
    let form = form.clone();
    assert_eq!(window.app().sheet_for(&form).shown.tasks, 4);
    window.press(Key::Escape);

    window.ctrl(Key::A);
    assert!(window.says("已选 20 项任务"));
    window.press(Key::Escape);
    assert!(!window.says("已选"));
    // Dragging, too; the rows differ in height.
    let place = |window: &Window, key: &str| {
        let row = &window.sheet().rows[from_row(window, key)];
        let zeren::view::RowKind::Task(task) = row.kind else {
            panic!("a task");
        };
        let title = &window.sheet().workspace().task(task).task.title;
        window.node(&format!("{key} {title}")).rect().center()
    };
    let (first, third) = (place(&window, "二(一)1"), place(&window, "二(一)3"));
    window.drag(first, third, 1);
    assert!(window.says("已选 3 项任务"), "{}", window.text());
}

#[test]
fn there_is_a_word_where_nothing_can_be_copied() {
    let mut window = one_plan();
    window.harness.event(Event::Copy);
    window.settle();
    assert!(window.notice("先选单元格"));
    assert_eq!(window.effects(), []);
    window.ctrl(Key::Num2);
    window.harness.event(Event::Copy);
    window.settle();
    assert!(window.notice("在矩阵或任务中选择单元格"));
    // A text field copies its own text.
    window.ctrl(Key::Num1);
    window.press(Key::ArrowDown);
    window.effects();
    window.go_to_search();
    window.type_text("经信");
    window.harness.event(Event::Copy);
    window.settle();
    let effects = window.effects();
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::CopyTable(_))),
        "{effects:?}"
    );
}

#[test]
fn text_that_is_marked_in_the_details_is_copied_itself() {
    let mut window = one_plan();
    let row = from_row(&window, "二(一)1");
    window.click_cell(row, 0, PointerButton::Primary);
    let wording = {
        let task = window.app().selection().task.unwrap();
        let task = &window.sheet().workspace().task(task).task;
        task.text.clone().unwrap()
    };
    let rect = window.node(&wording).rect();
    let line = rect.left_top() + vec2(2.0, 8.0);
    window.drag(line, line + vec2(70.0, 0.0), 1);
    window.effects();
    window.harness.event(Event::Copy);
    window.harness.step();
    let commands = window.harness.output().platform_output.commands.clone();
    let [eframe::egui::OutputCommand::CopyText(text)] = commands.as_slice() else {
        panic!("{commands:?}");
    };
    assert!(
        !text.is_empty() && wording.starts_with(text.as_str()),
        "{text}"
    );
    window.settle();
    assert_eq!(window.effects(), [], "the cells are not copied over it");
}

#[test]
fn the_sheet_of_one_agency_is_copied() {
    let mut window = Window::open();
    window.ctrl(Key::Num3);
    window.effects();
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    let effects = window.effects();
    let [Effect::CopyTable(clip)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let lines = lines(clip);
    assert_eq!(lines[0], zeren::export::AGENCY_HEADERS);
    assert!(lines[1..].iter().any(|line| line[0] == "任务"));
    assert_eq!(clip.rows, lines.len() - 1);
}

/// Presses the title of a task, with a key held.
fn press_title(window: &mut Window, key: &str, modifiers: Modifiers) {
    let row = &window.sheet().rows[from_row(window, key)];
    let zeren::view::RowKind::Task(task) = row.kind else {
        panic!("a task");
    };
    let title = &window.sheet().workspace().task(task).task.title;
    let rect = window.node(&format!("{key} {title}")).rect();
    let at = rect.left_center() + vec2(120.0, 0.0);
    window.click_with(modifiers, at, PointerButton::Primary);
}

/// The keys of the chosen tasks, from the top.
fn chosen(window: &Window) -> Vec<String> {
    let workspace = window.sheet().workspace();
    let tasks = window.app().selected_tasks().into_iter();
    tasks.map(|task| workspace.task(task).task.key()).collect()
}

#[test]
fn ctrl_and_a_click_adds_rows_and_takes_them_away_again() {
    for tab in [Key::Num1, Key::Num4] {
        let mut window = one_plan();
        window.ctrl(tab);
        let keys = ["二(一)1", "二(一)3", "二(一)4"];
        press_title(&mut window, keys[1], Modifiers::NONE);
        press_title(&mut window, keys[2], Modifiers::COMMAND);
        press_title(&mut window, keys[0], Modifiers::COMMAND);
        assert_eq!(chosen(&window), keys);
        assert!(window.says("已选 3 项任务"), "{}", window.text());
        let clip = copy(&mut window);
        assert_eq!(clip.rows, 3);
        // Each stands under its headings, and what lies between them is not there.
        let at = |words: &str| clip.text.find(words).unwrap_or_else(|| panic!("{words}"));
        assert!(at(PLAN) < at(keys[0]) && at(keys[0]) < at(keys[1]) && at(keys[1]) < at(keys[2]));
        assert!(!clip.text.contains("二(一)2"), "{}", clip.text);

        // The same once more takes one away; what is exported are those that are left.
        press_title(&mut window, keys[1], Modifiers::COMMAND);
        assert_eq!(chosen(&window), [keys[0], keys[2]]);
        window.ctrl(Key::E);
        window.click("选中的任务");
        let Some(Dialog::Export(form)) = window.app().dialog() else {
            panic!("the dialog");
        };
        let form = form.clone();
        assert_eq!(window.app().sheet_for(&form).shown.tasks, 2);
        window.press(Key::Escape);
        assert_eq!(
            chosen(&window).len(),
            2,
            "a dialog that is closed changes nothing"
        );

        // Esc lets go of the rows, the cursor stays; so does a plain click.
        window.press(Key::Escape);
        assert!(window.app().picked().is_none());
        assert_eq!(chosen(&window), [keys[1]]);
        press_title(&mut window, keys[0], Modifiers::COMMAND);
        press_title(&mut window, keys[2], Modifiers::NONE);
        assert_eq!(chosen(&window), [keys[2]]);

        // The menu is about all of them.
        press_title(&mut window, keys[0], Modifiers::COMMAND);
        let row = &window.sheet().rows[from_row(&window, keys[0])];
        let zeren::view::RowKind::Task(task) = row.kind else {
            panic!("a task");
        };
        let title = window.sheet().workspace().task(task).task.title.clone();
        let rect = window.node(&format!("{} {title}", keys[0])).rect();
        window.click_at(
            rect.left_center() + vec2(120.0, 0.0),
            PointerButton::Secondary,
        );
        window.click("只看所选 2 项任务");
        assert_eq!(window.tasks(), 2);
    }
}
