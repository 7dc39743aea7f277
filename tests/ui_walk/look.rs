//! Theme, zoom, panels, presenting, what is remembered, and rest.

use std::time::Duration;

use eframe::egui::{Event, Key, Theme, ViewportId};
use zeren::app::settings::{Settings, ThemeChoice};
use zeren::app::{App, Effect};

use crate::window::{LAPTOP, Window, app};

fn today() -> zeren::model::Date {
    "2026-11-22".parse().unwrap()
}

#[test]
fn the_theme_is_chosen_in_the_menu() {
    let mut window = Window::open();
    for (line, choice, dark) in [
        ("　深色", ThemeChoice::Dark, true),
        ("　投影", ThemeChoice::Projector, false),
        ("　浅色", ThemeChoice::Light, false),
    ] {
        window.click("视图");
        window.click("界面");
        window.click(line);
        assert_eq!(window.app().settings().theme, choice);
        assert_eq!(window.harness.ctx.theme() == Theme::Dark, dark, "{line}");
    }
}

#[test]
fn presenting_is_full_screen_with_the_projector_theme_until_escape() {
    let mut window = Window::open();
    window.press(Key::F5);
    assert!(window.app().stage().is_presenting());
    assert_eq!(window.effects(), [Effect::FullScreen(true)]);
    assert!(!window.says("点一项任务"), "the detail panel makes room");
    assert_eq!(
        window.app().settings().theme,
        ThemeChoice::System,
        "not remembered"
    );
    window.press(Key::Escape);
    assert!(!window.app().stage().is_presenting());
    assert_eq!(window.effects(), [Effect::FullScreen(false)]);
    window.click("演示");
    assert!(window.app().stage().is_presenting());
    window.press(Key::F5);
    assert!(!window.app().stage().is_presenting());
}

#[test]
fn full_screen_alone_keeps_the_theme() {
    let mut window = Window::open();
    window.press(Key::F11);
    assert_eq!(window.effects(), [Effect::FullScreen(true)]);
    assert!(!window.app().stage().is_presenting());
    window.press(Key::Escape);
    assert_eq!(window.effects(), [Effect::FullScreen(false)]);
}

#[test]
fn zoom_by_keys_and_back_to_100_percent() {
    let mut window = Window::open();
    window.ctrl(Key::Plus);
    window.ctrl(Key::Plus);
    assert!((window.app().settings().zoom - 1.25).abs() < 0.001);
    assert!(window.has("125%"));
    window.click("125%");
    assert!((window.app().settings().zoom - 1.0).abs() < 0.001);
    window.ctrl(Key::Minus);
    assert!(window.app().settings().zoom < 1.0);
    window.ctrl(Key::Num0);
    assert!(window.has("100%"));
}

#[test]
fn panels_are_hidden_and_shown_by_keys() {
    let mut window = Window::open();
    window.ctrl(Key::B);
    assert!(!window.says("查找机构") && !window.has("机构条件：任一"));
    window.ctrl(Key::D);
    assert!(!window.says("点一项任务"));
    window.ctrl(Key::B);
    window.ctrl(Key::D);
    assert!(window.has("机构条件：任一"));
    assert!(window.says("点一项任务"));
}

#[test]
fn in_a_narrow_window_the_detail_lies_over_the_matrix_until_escape() {
    let mut window = Window::with(app(), (910.0, 512.0), 1.5);
    assert!(!window.says("点一项任务"));
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    assert!(window.has("出处"));
    window.press(Key::Escape);
    assert!(!window.has("出处"));
}

#[test]
fn in_the_smallest_window_everything_can_still_be_reached() {
    let mut window = Window::with(app(), (720.0, 480.0), 1.0);
    assert!(!window.has("机构条件：任一"));
    window.ctrl(Key::B);
    assert!(window.has("机构条件：任一"));
    window.press(Key::Escape);
    assert!(!window.has("机构条件：任一"));
    assert!(!window.cells().is_empty());
    for menu in ["文件", "视图", "导出", "帮助", "演示"] {
        assert!(window.has(menu), "{menu}");
    }
    window.ctrl(Key::E);
    assert!(window.has("导出 Excel…"));
}

#[test]
fn what_is_remembered_comes_back_without_the_search_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("设置/settings.ron");
    {
        let app = App::new(Settings::read(&path).0, Some(path.clone()), today());
        let mut window = Window::with(app, LAPTOP, 1.0);
        window.click("视图");
        window.click("界面");
        window.click("　深色");
        window.ctrl(Key::Plus);
        window.ctrl(Key::B);
        window.ctrl(Key::J);
        window.go_to_search();
        window.type_text("sjxj");
        window.app_mut().save_session(None);
    }
    let app = App::new(Settings::read(&path).0, Some(path.clone()), today());
    let window = Window::with(app, LAPTOP, 1.0);
    let settings = window.app().settings();
    assert_eq!(settings.theme, ThemeChoice::Dark);
    assert_eq!(window.harness.ctx.theme(), Theme::Dark);
    assert!((settings.zoom - 1.1).abs() < 0.001);
    assert!(!settings.filters_open);
    assert!(window.has("按现机构"));
    assert_eq!(window.view().text, "");
    assert_eq!(window.tasks(), 86);
}

#[test]
fn a_window_at_rest_asks_for_no_further_frame() {
    for action in ["nothing", "typing", "a selection", "a dialog"] {
        let mut window = Window::open();
        match action {
            "typing" => {
                window.go_to_search();
                window.type_text("sjxj");
            }
            "a selection" => window.press(Key::ArrowDown),
            "a dialog" => window.ctrl(Key::E),
            _ => {}
        }
        window.harness.step();
        let output = &window.harness.output().viewport_output[&ViewportId::ROOT];
        assert_eq!(output.repaint_delay, Duration::MAX, "after {action}");
    }
}

#[test]
fn ctrl_and_the_wheel_change_the_zoom() {
    let mut window = Window::open();
    window.harness.hover_at(eframe::egui::pos2(700.0, 500.0));
    let zoom = |window: &Window| window.app().settings().zoom;
    // One notch is a step, whether it comes at once or in parts.
    window.harness.event(Event::Zoom(0.2_f32.exp()));
    window.settle();
    assert!((zoom(&window) - 1.1).abs() < 0.001);
    for _ in 0..4 {
        window.harness.event(Event::Zoom(0.05_f32.exp()));
        window.harness.step();
    }
    window.settle();
    assert!((zoom(&window) - 1.25).abs() < 0.001);
    for (factor, wanted) in [(0.05_f32, 1.25), (-0.4, 1.0), (-2.0, 0.9), (9.0, 2.0)] {
        window.harness.event(Event::Zoom(factor.exp()));
        window.settle();
        assert!((zoom(&window) - wanted).abs() < 0.001, "{factor}");
    }
}
