//! The run as people arrange it: by keys, by mouse, kept, opened again.

use eframe::egui::{Key, Modifiers};
use zeren::app::{Action, App};
use zeren::view::run::{RunPlan, Standing};

use crate::files::dataset;
use crate::window::Window;

fn laid(app: &App) -> bool {
    app.show().is_some_and(|show| !show.slides().0.is_empty())
}

/// A window on a file with two tasks, before an audience, with the list of slides open.
fn listing(folder: &std::path::Path) -> Window {
    let path = folder.join("数 据.ron");
    std::fs::write(&path, dataset("甲", "水务", &["治水", "节水"])).unwrap();
    let mut window = Window::open();
    window.app_mut().apply(Action::OpenFiles {
        files: vec![path],
        add: false,
    });
    window.settle();
    present(&mut window);
    window
}

fn present(window: &mut Window) {
    window.press(Key::F5);
    window.wait("slides", laid);
    window.press(Key::F2);
    window.settle();
    assert!(window.app().show().unwrap().lists());
}

/// Puts the cursor into a field by its name.
fn focus(window: &mut Window, name: &str) {
    window.node(name).focus();
    window.settle();
}

/// The keys of the slides that are shown, in their order.
fn shown(window: &Window) -> Vec<String> {
    let show = window.app().show().unwrap();
    let slides = &show.deck(0).unwrap().run().slides;
    slides.iter().map(|slide| slide.key.clone()).collect()
}

const PLAIN: [&str; 5] = ["cover", "duties:水务", "slice:水务:甲", "due", "overview"];

#[test]
fn slides_are_moved_left_out_and_named_by_keys() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = listing(folder.path());
    assert_eq!(shown(&window), PLAIN);
    // The marked one is that before the audience: the cover.
    window.press(Key::ArrowDown);
    window.press_with(Modifiers::ALT, Key::ArrowDown);
    window.settle();
    let moved = ["cover", "slice:水务:甲", "duties:水务", "due", "overview"];
    assert_eq!(shown(&window), moved);
    window.press(Key::ArrowDown);
    window.press(Key::Delete);
    window.settle();
    assert_eq!(
        shown(&window),
        ["cover", "slice:水务:甲", "duties:水务", "overview"]
    );
    assert!(window.says("不放映"), "{}", window.text());
    window.press(Key::Delete);
    window.settle();
    assert_eq!(shown(&window), moved, "and put in again");
    // Enter shows the marked slide and closes the list.
    window.press(Key::Enter);
    window.settle();
    let show = window.app().show().unwrap();
    assert!(!show.lists());
    let page = show.at().page;
    let slide = show.deck(0).unwrap().place(page).unwrap().slide;
    assert_eq!(show.deck(0).unwrap().run().slides[slide].key, "due");
    // The stage has its keys back.
    window.press(Key::Home);
    assert_eq!(window.app().show().unwrap().at().page, 0);
    window.press(Key::Escape);
    assert!(!window.app().stage().is_presenting());
}

#[test]
fn titles_and_notes_are_typed_and_the_audience_sees_no_note() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = listing(folder.path());
    window.press(Key::ArrowDown);
    focus(&mut window, "本页的标题");
    window.type_text("水务局先讲");
    focus(&mut window, "本页的备注");
    window.type_text("问进度");
    window.settle();
    let show = window.app().show().unwrap();
    let slides = &show.deck(0).unwrap().run().slides;
    assert_eq!(slides[1].title(), "水务局先讲");
    assert_eq!(slides[1].note, "问进度");
    let words = |page: usize| {
        use zeren::page::Pages;
        format!("{:?}", show.deck(0).unwrap().page(page))
    };
    assert!(words(1).contains("水务局先讲"));
    let pages = show.deck(0).map_or(0, |pages| {
        use zeren::page::Pages;
        pages.count()
    });
    assert!((0..pages).all(|page| !words(page).contains("问进度")));
    // It survives the end of the meeting.
    window.press(Key::Escape);
    window.press(Key::Escape);
    assert!(!window.app().stage().is_presenting());
    present(&mut window);
    let (slides, _) = window.app().show().unwrap().slides();
    assert_eq!(slides[1].0.title, "水务局先讲");
    assert_eq!(slides[1].0.note, "问进度");
    window.click("恢复原样");
    window.settle();
    assert_eq!(shown(&window), PLAIN);
    let (slides, _) = window.app().show().unwrap().slides();
    assert!(slides.iter().all(|(slide, _)| slide.title.is_empty()));
}

#[test]
fn one_slide_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = listing(folder.path());
    for _ in 0..PLAIN.len() {
        window.press(Key::Delete);
        window.press(Key::ArrowDown);
        window.settle();
    }
    assert_eq!(shown(&window).len(), 1);
    assert!(window.has("至少留一张"), "{}", window.text());
}

#[test]
fn all_of_a_kind_are_left_out_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = listing(folder.path());
    window.press(Key::ArrowDown);
    window.click("这个机构都不放映");
    window.settle();
    assert_eq!(shown(&window), ["cover", "due", "overview"]);
    window.click("这个机构都放映");
    window.settle();
    assert_eq!(shown(&window), PLAIN);
}

#[test]
fn a_run_is_kept_beside_the_data_and_opened_over_newer_data() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = listing(folder.path());
    window.click("保存放映");
    window.settle();
    assert!(window.has("先起个名字"), "{}", window.text());
    focus(&mut window, "放映的名称");
    window.type_text("专题会/一");
    window.press(Key::Tab);
    window.click("保存放映");
    window.settle();
    assert!(window.has("已存为“专题会-一.zrun”"), "{}", window.text());
    let path = folder.path().join("专题会-一.zrun");
    assert_eq!(RunPlan::load(&path).unwrap().slides.len(), PLAIN.len());
    // Another run of that name is not replaced unasked.
    window.click("恢复原样");
    window.settle();
    let mut other = listing(folder.path());
    focus(&mut other, "放映的名称");
    other.type_text("专题会/一");
    other.press(Key::Tab);
    other.click("保存放映");
    other.settle();
    assert!(other.says("已有“专题会-一”"), "{}", other.text());
    // Over data that lacks a body and has another one, it says both.
    let data = folder.path().join("数 据.ron");
    std::fs::write(&data, dataset("甲", "园林", &["种树"])).unwrap();
    let mut window = Window::open();
    window.app_mut().present_at_start(
        vec![data],
        zeren::view::run::Meeting {
            view: zeren::view::ViewSpec::default(),
            run: Some((path.clone(), RunPlan::load(&path).unwrap())),
            display: None,
        },
    );
    window.settle();
    window.wait("slides", laid);
    window.press(Key::F2);
    window.settle();
    let show = window.app().show().unwrap();
    let told = show.told().unwrap();
    assert!(
        told.contains("数据中已没有 2 张") && told.contains("新有 2 张"),
        "{told}"
    );
    let gone = show.slides().0.iter();
    let gone = gone.filter(|(_, standing)| *standing == Standing::Gone);
    assert_eq!(gone.count(), 2, "they stay in the list");
    assert!(window.says("数据中已没有"), "{}", window.text());
}

/// A window on a file with two bodies, before an audience, with the list of slides open.
fn listing_two(folder: &std::path::Path) -> Window {
    let first = folder.join("甲.ron");
    let second = folder.join("乙.ron");
    std::fs::write(&first, dataset("甲", "水务", &["治水"])).unwrap();
    std::fs::write(&second, dataset("乙", "园林", &["种树"])).unwrap();
    let mut window = Window::open();
    window.app_mut().apply(Action::OpenFiles {
        files: vec![first, second],
        add: false,
    });
    window.settle();
    present(&mut window);
    window
}

#[test]
fn all_slides_of_a_body_move_together_and_the_change_is_taken_back_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = listing_two(folder.path());
    let natural = shown(&window);
    let bodies = |keys: &[String]| -> Vec<String> {
        let mut bodies: Vec<String> = keys
            .iter()
            .filter(|key| key.starts_with("duties:") || key.starts_with("slice:"))
            .map(|key| key.split(':').nth(1).unwrap().to_owned())
            .collect();
        bodies.dedup();
        bodies
    };
    let before = bodies(&natural);
    assert_eq!(before.len(), 2, "{natural:?}");
    // The first slide of the first body is marked.
    window.press(Key::ArrowDown);
    window.press_with(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowDown);
    window.settle();
    let moved = shown(&window);
    let after: Vec<String> = before.iter().rev().cloned().collect();
    assert_eq!(bodies(&moved), after);
    assert_eq!(moved.len(), natural.len());
    let (slides, marked) = window.app().show().unwrap().slides();
    assert_eq!(slides[marked].0.key, natural[1], "the mark goes along");
    window.ctrl(Key::Z);
    window.settle();
    assert_eq!(shown(&window), natural);
    window.ctrl(Key::Y);
    window.settle();
    assert_eq!(shown(&window), moved);
    window.click("机构上移");
    window.settle();
    assert_eq!(shown(&window), natural);
    window.click("撤销");
    window.settle();
    assert_eq!(shown(&window), moved);
    // What is typed into a field is one change.
    focus(&mut window, "本页的备注");
    window.type_text("记");
    window.type_text("住");
    window.settle();
    let note = |window: &Window| {
        let (slides, marked) = window.app().show().unwrap().slides();
        slides[marked].0.note.clone()
    };
    assert_eq!(note(&window), "记住");
    window.click("撤销");
    window.settle();
    assert_eq!(
        (note(&window).as_str(), shown(&window)),
        ("", moved.clone())
    );
    // A file of it holds the order.
    focus(&mut window, "放映的名称");
    window.type_text("例会");
    window.press(Key::Tab);
    window.click("保存放映");
    window.settle();
    let plan = RunPlan::load(&folder.path().join("例会.zrun")).unwrap();
    let kept: Vec<String> = plan.slides.into_iter().map(|slide| slide.key).collect();
    assert_eq!(kept, moved);
}
