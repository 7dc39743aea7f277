//! Where input methods are told that one writes.

use eframe::egui::Key;
use zeren::ui::ime::{self, Told};

use crate::window::Window;

const SEARCH: &str = "搜索任务、机构、指标，可用拼音";
const FIND: &str = "查找机构";
const COMMANDS: &str = "查机构、任务、目标、方案、命令";

/// The field of a hint has the keys: its rectangle, the cursor's that input methods are told, and
/// where they are told that the text is.
fn check(window: &mut Window, told: Told, hint: &str) {
    window.type_text("经信");
    window.harness.step();
    let field = window.field(hint).rect();
    let known = window.harness.output().platform_output.ime.unwrap();
    let area = known.cursor_rect;
    assert!(field.contains_rect(known.rect), "{hint}: {known:?}");
    assert!(field.x_range().contains(area.left()), "{hint}: {known:?}");
    let top = match told {
        Told::Area => field.top(),
        Told::Place => field.bottom(),
    };
    assert!((area.top() - top).abs() < 0.5, "{hint}: {field:?} {area:?}");
    let bottom = field.bottom();
    assert!((area.bottom() - bottom).abs() < 0.5, "{hint}: {area:?}");
}

#[test]
fn candidates_have_their_place_below_the_field_or_beside_all_of_it() {
    for told in [Told::Area, Told::Place] {
        let mut window = Window::open();
        ime::install(&window.harness.ctx, told);
        window.go_to_search();
        check(&mut window, told, SEARCH);
        window.ctrl(Key::Num3);
        window.focus_field(FIND);
        check(&mut window, told, FIND);
        window.ctrl(Key::K);
        check(&mut window, told, COMMANDS);
    }
}

#[test]
fn where_nobody_writes_input_methods_are_told_nothing() {
    let mut window = Window::open();
    ime::install(&window.harness.ctx, Told::Place);
    window.press(Key::ArrowDown);
    window.harness.step();
    assert_eq!(window.harness.output().platform_output.ime, None);
}
