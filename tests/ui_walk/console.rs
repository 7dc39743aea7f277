//! The presenter's window where the audience has a display of its own.

use eframe::egui::Key;
use zeren::app::{Blank, Display, Effect};

use crate::stage::State;
use crate::window::Window;

fn display(name: &str, left: i32, is_own: bool) -> Display {
    Display {
        name: name.to_owned(),
        position: (left, 0),
        size: (1920, 1080),
        is_own,
    }
}

fn laid(window: &mut Window) {
    window.wait("slides", |app| {
        app.show().is_some_and(|show| !show.slides().0.is_empty())
    });
    window.settle();
}

/// A window before an audience that has a display of its own.
fn on_two() -> (Window, State) {
    let mut window = Window::open();
    let displays = vec![display("eDP-1", 0, true), display("HDMI-1", 1920, false)];
    window.app_mut().set_displays(displays);
    let before = State::of(window.app());
    window.press(Key::F5);
    laid(&mut window);
    (window, before)
}

fn page(window: &Window) -> usize {
    window.app().show().unwrap().at().page
}

#[test]
fn the_presenter_has_a_console_and_the_audience_its_own_display() {
    let (mut window, before) = on_two();
    let show = window.app().show().unwrap();
    assert_eq!(show.display(), Some(1));
    for words in [
        "大屏 HDMI-1 1920 × 1080",
        "备注（F2 列表里写；数据中的备注也列出），大屏看不到",
        "之后",
    ] {
        assert!(window.has(words), "{words}: {}", window.text());
    }
    // The window itself is no full screen.
    assert!(
        !window
            .effects()
            .iter()
            .any(|it| matches!(it, Effect::FullScreen(true)))
    );
    window.press(Key::ArrowRight);
    assert_eq!(page(&window), 1);
    // Frozen, the audience keeps its page while the presenter goes on.
    window.click("冻结 F");
    window.press(Key::ArrowRight);
    let show = window.app().show().unwrap();
    assert_eq!((show.shown().page, show.at().page), (1, 2));
    assert!(
        window.has("大屏停在原来的一页；翻页只在本机"),
        "{}",
        window.text()
    );
    window.click("放映");
    let show = window.app().show().unwrap();
    assert_eq!(show.shown().page, 2);
    window.click("黑屏 B");
    assert_eq!(window.app().show().unwrap().blank(), Some(Blank::Black));
    window.click("黑屏 B");
    assert_eq!(window.app().show().unwrap().blank(), None);
    // A body leads to its slides, a slide of the list to its page.
    window.click("市科技局");
    window.settle();
    let show = window.app().show().unwrap();
    let body = show.body().unwrap();
    assert_eq!(
        show.sheet().unwrap().workspace().agency(body).label(),
        "市科技局"
    );
    window.press(Key::Home);
    window.click("市市场监管局　任务");
    window.settle();
    assert!(page(&window) > 1);
    window.click("结束");
    assert!(State::of(window.app()) == before, "as it was before");
}

#[test]
fn a_projector_that_is_pulled_out_does_not_take_the_run_along() {
    let (mut window, _) = on_two();
    window.press(Key::ArrowRight);
    window.effects();
    window
        .app_mut()
        .set_displays(vec![display("eDP-1", 0, true)]);
    window.settle();
    let show = window.app().show().unwrap();
    assert_eq!(show.display(), None);
    assert_eq!(show.at().page, 1, "the page stays");
    assert!(
        window
            .effects()
            .iter()
            .any(|it| matches!(it, Effect::FullScreen(true)))
    );
    // Plugged in again, F6 brings the audience back there.
    let displays = vec![display("eDP-1", 0, true), display("HDMI-1", 1920, false)];
    window.app_mut().set_displays(displays);
    window.settle();
    assert_eq!(
        window.app().show().unwrap().display(),
        None,
        "nothing jumps by itself"
    );
    window.press(Key::F6);
    window.settle();
    let show = window.app().show().unwrap();
    assert_eq!((show.display(), show.at().page), (Some(1), 1));
    window.press(Key::F6);
    assert_eq!(window.app().show().unwrap().display(), None);
}

#[test]
fn an_order_of_displays_that_changes_keeps_the_audience_where_it_is() {
    let (mut window, _) = on_two();
    let displays = vec![display("HDMI-1", 1920, false), display("eDP-1", 0, true)];
    window.app_mut().set_displays(displays);
    assert_eq!(window.app().show().unwrap().display(), Some(0));
}

#[test]
fn questions_are_answered_on_the_console_and_the_room_sees_the_result() {
    let (mut window, _) = on_two();
    window.type_text("sczj");
    assert!(window.says("sczj"), "{}", window.text());
    let shown = window.app().show().unwrap().shown();
    assert_eq!(
        (shown.deck, shown.page),
        (0, 0),
        "the room still sees its page"
    );
    window.press(Key::Enter);
    window.wait("the answer", |app| {
        app.show()
            .is_some_and(|show| show.shown().deck != 0 || show.at().page > 0)
    });
}
