//! `zeren present`: what the window remembers of itself outlives the meeting.

use eframe::egui::Key;
use zeren::app::settings::Settings;
use zeren::view::run::Meeting;
use zeren::view::{RowOrder, ViewSpec};

use crate::files::{dataset, write};
use crate::window::{LAPTOP, Window, app_with};

/// The view that was remembered: one body, tasks by name.
fn remembered() -> ViewSpec {
    ViewSpec::default()
        .only_agency("水务")
        .ordered_by(RowOrder::Name)
}

#[test]
fn a_meeting_over_the_files_of_the_last_time_leaves_their_filter() {
    let folder = tempfile::tempdir().unwrap();
    let data = dataset("甲", "水务", &["治水", "节水"]);
    let path = write(folder.path(), "甲.ron", &data);
    let settings = Settings {
        files: vec![path.clone()],
        view: remembered(),
        ..Settings::default()
    };
    let mut app = app_with(settings.clone());
    app.present_at_start(vec![path], Meeting::default());
    let mut window = Window::with(app, LAPTOP, 1.0);
    window.wait("slides", |app| {
        app.show().is_some_and(|show| show.deck(0).is_some())
    });
    let now = window.app().remembered();
    assert_eq!((now.files, now.view), (settings.files, remembered()));
    window.press(Key::Escape);
    window.settle();
    assert!(window.app().show().is_none());
    assert_eq!(window.app().view(), &remembered(), "as it was left");
}

#[test]
fn a_meeting_over_other_data_leaves_what_was_open_and_how() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("甲.ron");
    let settings = Settings {
        files: vec![path.clone()],
        view: remembered(),
        ..Settings::default()
    };
    let of_one = ViewSpec::default().only_agency("jxj");
    let meeting = Meeting {
        view: of_one,
        ..Meeting::default()
    };
    let mut app = app_with(settings);
    app.present_at_start(Vec::new(), meeting);
    let mut window = Window::with(app, LAPTOP, 1.0);
    window.wait("slides", |app| {
        app.show().is_some_and(|show| show.deck(0).is_some())
    });
    let show = window.app().show().unwrap();
    let bodies = show.deck(0).unwrap().run().slides.iter();
    let mut bodies: Vec<_> = bodies.filter_map(|slide| slide.body).collect();
    bodies.dedup();
    assert_eq!(
        bodies.len(),
        1,
        "the run is about the body that was asked for"
    );
    window.press(Key::Escape);
    window.settle();
    assert_eq!(window.app().view(), &ViewSpec::default());
    let now = window.app().remembered();
    assert_eq!((now.files, now.view), (vec![path], remembered()));
    // Who goes on working here is at home here.
    window.click("有目标");
    let now = window.app().remembered();
    assert!(now.files.is_empty());
    assert_eq!(&now.view, window.app().view());
}
