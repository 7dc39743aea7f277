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
        "备注（F2 列表里写）和本页任务的牵头、目标、备注，大屏看不到",
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

#[test]
fn the_planned_length_counts_down_and_is_kept_with_the_run() {
    let (mut window, before) = on_two();
    assert!(window.says("预计时长不定"), "{}", window.text());
    assert_eq!(window.app().show().unwrap().planned(), None);
    window.click("预计多 5 分钟");
    window.click("预计多 5 分钟");
    assert!(window.says("预计 65 分钟"), "{}", window.text());
    window.click("预计少 5 分钟");
    let (minutes, left, is_over) = window.app().show().unwrap().planned().unwrap();
    assert_eq!((minutes, is_over), (60, false));
    assert!(left.starts_with("59:") || left == "1:00:00", "{left}");
    // Digits go to the stage, not into a field: the page is 3.
    window.type_text("3");
    window.press(Key::Enter);
    assert_eq!(page(&window), 2);
    // The next meeting about the same is planned alike; a run that was never moved has it, too.
    window.press(Key::Escape);
    assert!(State::of(window.app()) == before, "as it was before");
    window.press(Key::F5);
    laid(&mut window);
    let (minutes, ..) = window.app().show().unwrap().planned().unwrap();
    assert_eq!(minutes, 60);
    assert_eq!(window.app().show().unwrap().plan().minutes, Some(60));
}

#[test]
fn notes_are_as_large_as_the_presenter_wants_and_stay_so() {
    let (mut window, before) = on_two();
    let size = |window: &Window| window.app().settings().note_size;
    let zoom = window.app().settings().zoom;
    let usual = size(&window);
    window.click("备注放大");
    window.ctrl(Key::Equals);
    assert!(size(&window) > usual + 3.0);
    for _ in 0..20 {
        window.ctrl(Key::Minus);
    }
    let least = size(&window);
    assert!((10.0..usual).contains(&least), "{least}");
    assert!(
        (window.app().settings().zoom - zoom).abs() < f32::EPSILON,
        "the window keeps its own"
    );
    assert!((window.app().remembered().note_size - least).abs() < f32::EPSILON);
    window.press(Key::Escape);
    assert!(State::of(window.app()) == before);
}

#[test]
fn the_presenter_reads_what_the_slide_leaves_out_of_the_tasks_on_the_page() {
    let (mut window, _) = on_two();
    window.press(Key::ArrowRight);
    window.settle();
    let show = window.app().show().unwrap();
    let pages = show.deck(0).unwrap();
    let on_page: Vec<String> = pages
        .tasks_of(show.at().page)
        .map(|task| {
            show.sheet()
                .unwrap()
                .workspace()
                .task(task)
                .task
                .title
                .clone()
        })
        .collect();
    let cues = show.cues_of(show.at());
    let of_tasks: Vec<_> = cues.iter().filter(|cue| cue.place != "机构").collect();
    assert!(!of_tasks.is_empty());
    for cue in &of_tasks {
        assert!(on_page.contains(&cue.title), "{cue:?}");
    }
    let (_, said) = of_tasks[0].lines[0].clone();
    assert!(window.says(&said), "{said}: {}", window.text());
}
