//! The way back: through tabs, filters, cursor and scrolling.

use eframe::egui::{Event, Key, Modifiers, PointerButton, pos2, vec2};
use zeren::app::{Action, Tab};
use zeren::view::ViewSpec;

use crate::window::Window;

fn alt(window: &mut Window, key: Key) {
    window.press_with(Modifiers::ALT, key);
}

#[test]
fn one_comes_back_to_where_one_was_and_forward_again() {
    let mut window = Window::open();
    let start = window.view().clone();
    window
        .app_mut()
        .apply(Action::View(start.only_agency("jxj")));
    window.settle();
    window.press(Key::ArrowDown);
    let cursor = window.app().selection();
    window.ctrl(Key::Num3);
    window.ctrl(Key::Num4);
    assert_eq!(window.app().tab(), Tab::Tasks);
    alt(&mut window, Key::ArrowLeft);
    assert_eq!(window.app().tab(), Tab::Agencies);
    alt(&mut window, Key::ArrowLeft);
    assert_eq!(window.app().tab(), Tab::Matrix);
    assert_eq!(window.app().selection().task, cursor.task);
    assert_eq!(window.view().agencies, ["jxj"]);
    alt(&mut window, Key::ArrowLeft);
    assert_eq!(*window.view(), start);
    // At the end nothing happens.
    alt(&mut window, Key::ArrowLeft);
    assert_eq!(*window.view(), start);
    for _ in 0..3 {
        alt(&mut window, Key::ArrowRight);
    }
    assert_eq!(window.app().tab(), Tab::Tasks);
    assert_eq!(window.view().agencies, ["jxj"]);
    // Filters are taken back by themselves, and the tab stays.
    window.ctrl(Key::Z);
    assert_eq!(*window.view(), start);
    assert_eq!(window.app().tab(), Tab::Tasks);
}

#[test]
fn the_buttons_of_the_mouse_and_the_scrolling_come_back() {
    let mut window = Window::open();
    window.harness.hover_at(pos2(700.0, 500.0));
    window.harness.event(Event::MouseWheel {
        unit: eframe::egui::MouseWheelUnit::Point,
        delta: vec2(0.0, -600.0),
        phase: eframe::egui::TouchPhase::Move,
        source: eframe::egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    window.settle();
    let seen =
        |window: &Window| window.says("三(一)1 精准培育商标品牌") || window.has("精准培育商标品牌");
    let before = (seen(&window), window.text());
    let narrow = ViewSpec::default().with_text("jaq");
    window.app_mut().apply(Action::View(narrow));
    window.settle();
    assert_ne!(window.text(), before.1);
    window.click_at(pos2(700.0, 500.0), PointerButton::Extra1);
    assert_eq!(window.tasks(), 86);
    assert_eq!(seen(&window), before.0);
    let rows = |text: &str| -> Vec<String> {
        let rows = text.lines().filter(|line| line.starts_with("Row"));
        rows.map(str::to_owned).collect()
    };
    assert_eq!(rows(&window.text()), rows(&before.1));
    window.click_at(pos2(700.0, 500.0), PointerButton::Extra2);
    assert_eq!(window.tasks(), 39);
}

#[test]
fn a_page_of_another_agency_is_a_step_and_other_data_have_no_way_back() {
    let mut window = Window::open();
    window.ctrl(Key::Num3);
    let choose = |window: &mut Window, id: &str| {
        let ix = window.sheet().workspace().agency_by_id(id);
        let selection = zeren::app::Selection {
            agency: ix,
            ..zeren::app::Selection::default()
        };
        window.app_mut().apply(Action::Select(selection));
        window.settle();
        ix
    };
    let first = choose(&mut window, "jxj");
    choose(&mut window, "kjj");
    alt(&mut window, Key::ArrowLeft);
    assert_eq!(window.app().selection().agency, first);
    window
        .app_mut()
        .apply(Action::Run(zeren::app::command::Command::OpenBuiltIn));
    window.settle();
    let here = (window.app().tab(), window.view().clone());
    alt(&mut window, Key::ArrowLeft);
    assert_eq!((window.app().tab(), window.view().clone()), here);
}
