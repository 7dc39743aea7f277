//! A meeting by keys alone: turning, blanking, asking, and back as if nothing had been.

use eframe::egui::{self, Key, Modifiers};
use zeren::app::App;

use crate::stage::State;
use crate::window::{LAPTOP, Window};

/// A window before an audience, its slides laid out.
fn on_stage() -> (Window, State) {
    let mut window = Window::open();
    let before = State::of(window.app());
    window.press(Key::F5);
    window.wait("slides", |app| {
        app.show().is_some_and(|show| show.deck(0).is_some())
    });
    (window, before)
}

fn page(window: &Window) -> usize {
    window.app().show().unwrap().at().page
}

fn is_aside(app: &App) -> bool {
    app.show().is_some_and(zeren::app::Show::is_aside)
}

#[test]
fn a_meeting_goes_by_keys_alone_and_leaves_no_trace() {
    let (mut window, before) = on_stage();
    window.press(Key::ArrowRight);
    window.press(Key::PageDown);
    assert_eq!(page(&window), 2);
    window.press(Key::Backspace);
    assert_eq!(page(&window), 1);
    window.type_text(" ");
    assert_eq!(page(&window), 2);
    window.press(Key::PageUp);
    // Number and Enter, the ends.
    window.type_text("4");
    window.press(Key::Enter);
    assert_eq!(page(&window), 3);
    window.press(Key::End);
    let last = page(&window);
    assert!(last > 10);
    window.press(Key::Home);
    assert_eq!(page(&window), 0);
    window.press(Key::Tab);
    assert_eq!(page(&window), last, "back with one key");
    window.press(Key::Tab);
    window.press(Key::ArrowRight);
    // Five keys answer a question, and one leads back.
    for letter in ["s", "c", "z", "j"] {
        window.type_text(letter);
    }
    assert_eq!(window.app().show().unwrap().typed(), "sczj");
    assert!(window.says("提问 sczj　市财政局"), "{}", window.text());
    window.press(Key::Enter);
    window.wait("the body asked for", |app| {
        is_aside(app) || app.show().is_some_and(|show| show.at().page > 1)
    });
    assert!(window.says("市财政局"));
    window.press(Key::Tab);
    assert_eq!((page(&window), is_aside(window.app())), (1, false));
    // A letter that is a command was taken back when a name followed.
    assert_eq!(window.app().show().unwrap().at().lit, None);
    for (key, other) in [("b", "b"), (".", "。"), ("w", "w")] {
        window.type_text(key);
        assert!(window.app().show().unwrap().blank().is_some(), "{key}");
        window.type_text(other);
        assert!(window.app().show().unwrap().blank().is_none(), "{key}");
    }
    for help in ["?", "？"] {
        window.type_text(help);
        assert!(window.app().show().unwrap().helps());
        window.press(Key::F1);
        assert!(!window.app().show().unwrap().helps());
    }
    window.type_text("f");
    window.press(Key::ArrowRight);
    let show = window.app().show().unwrap();
    assert!(show.is_frozen() && show.shown().page == 1 && show.at().page == 2);
    window.type_text("f");
    assert!(!window.app().show().unwrap().is_frozen());
    window.type_text("+");
    assert!(window.app().show().unwrap().zoom().0 > 1.0);
    window.type_text("-");
    assert!(window.app().show().unwrap().zoom().0 <= 1.0);
    window.press(Key::Escape);
    assert_eq!(State::of(window.app()), before);
}

#[test]
fn what_is_answered_stands_beside_the_run_until_it_is_put_into_it() {
    let (mut window, before) = on_stage();
    let body = window.sheet().workspace().agency_by_id("czj");
    let has_body = |window: &Window| {
        let show = window.app().show().unwrap();
        let run = show.deck(0).unwrap().run();
        body.is_some_and(|body| run.of_body(body).is_some())
    };
    assert!(!has_body(&window), "the run must lack the body");
    window.press(Key::ArrowRight);
    // An input method gives Hanzi, and Ctrl+F opens the field as everywhere.
    window.ctrl(Key::F);
    assert!(window.app().show().unwrap().asks());
    window.type_text("财政局");
    assert!(window.says("市财政局"), "{}", window.text());
    window.press(Key::Enter);
    window.wait("the answer", is_aside);
    assert!(!has_body(&window), "only beside it");
    // Past its end the run goes on where it was left; Esc leads there as well.
    for _ in 0..20 {
        if is_aside(window.app()) {
            window.press(Key::ArrowRight);
        }
    }
    assert_eq!((page(&window), is_aside(window.app())), (1, false));
    window.press(Key::Tab);
    assert!(is_aside(window.app()), "there again with one key");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.wait("the answer in the run", |app| {
        app.show()
            .is_some_and(|show| !show.is_aside() && show.at().page > 1)
    });
    assert!(has_body(&window));
    let show = window.app().show().unwrap();
    assert_eq!(show.body(), body, "it is shown where it was put");
    window.press(Key::Escape);
    assert_eq!(State::of(window.app()), before);
}

#[test]
fn a_task_is_enlarged_by_a_click_and_two_bodies_stand_side_by_side() {
    let (mut window, before) = on_stage();
    window.press(Key::ArrowRight);
    let (width, height) = LAPTOP;
    // A row of the first body's duties, 300 of 1080 down.
    let at = egui::pos2(width / 2.0, height * 0.3);
    window.click_at(at, egui::PointerButton::Primary);
    window.wait("the task", is_aside);
    assert!(window.says("回答"));
    window.press(Key::Escape);
    assert_eq!((page(&window), is_aside(window.app())), (1, false));
    // Beside the rows a click turns the page.
    let below = egui::pos2(width / 2.0, height * 0.98);
    window.click_at(below, egui::PointerButton::Primary);
    assert_eq!(page(&window), 2);
    window.press(Key::ArrowLeft);
    for letter in ["s", "c", "z", "j"] {
        window.type_text(letter);
    }
    window.press_with(Modifiers::SHIFT, Key::Enter);
    window.wait("both", is_aside);
    assert!(window.says("两家共同承担的任务"), "{}", window.text());
    window.press(Key::Backspace);
    assert!(!is_aside(window.app()));
    // What nothing answers leaves the slide as it was.
    window.ctrl(Key::K);
    window.type_text("没有这样的事");
    assert_eq!(window.app().show().unwrap().replies().0, []);
    window.press(Key::Enter);
    assert_eq!((page(&window), is_aside(window.app())), (1, false));
    window.press(Key::Escape);
    assert_eq!(State::of(window.app()), before);
}

#[test]
fn the_pictures_of_the_page_and_its_neighbours_are_kept_and_no_others() {
    let (mut window, _) = on_stage();
    window.settle();
    let has_its_picture = |app: &App| {
        app.show()
            .is_some_and(|show| show.picture_at(show.at()).is_some())
    };
    window.wait("a picture", has_its_picture);
    for _ in 0..12 {
        window.press(Key::ArrowRight);
        window.wait("a picture", has_its_picture);
        let show = window.app().show().unwrap();
        assert!(show.pictures_kept() <= 3, "{}", show.pictures_kept());
    }
    // Once it is at rest, both neighbours are there: a turn of the page has its picture at once.
    window.settle();
    let show = window.app().show().unwrap();
    assert_eq!(show.pictures_kept(), 3);
    assert!(show.picture_at(show.after(show.at())).is_some());
    window.press(Key::Home);
    window.settle();
    assert_eq!(window.app().show().unwrap().pictures_kept(), 2);
    // Frozen, the page of the room stays beside those of the presenter.
    window.type_text("f");
    window.press(Key::End);
    window.settle();
    assert_eq!(window.app().show().unwrap().pictures_kept(), 3);
}
