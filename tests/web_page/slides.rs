//! The web page of a run of slides, turned by keys.

use std::sync::Arc;

use zeren::export::{self, Deck, DeckShape, Format, Silent, Subject};
use zeren::page::Pages;
use zeren::view::ViewSpec;

use crate::{Desk, common};

#[test]
fn slides_are_turned_by_keys_and_printed_one_a_page() {
    let Some(mut desk) = Desk::new() else {
        return;
    };
    let sheet = Arc::new(common::sheet(&ViewSpec::default()));
    let run = Deck::new(sheet, DeckShape::Wide);
    let count = run.slides().count();
    let path = desk.folder.path().join("幻 灯.html");
    export::export_to(&path, Subject::Slides(&run), Format::Html, &Silent).expect("a file");
    desk.browser.open(&path);
    let shown = |from: &mut Desk| {
        from.browser.text(
            "[...document.querySelectorAll('section')].filter(e => e.checkVisibility()).map(e => e.id).join()",
        )
    };
    assert_eq!(shown(&mut desk), "s1");
    desk.browser.press("ArrowRight", 39);
    assert_eq!(shown(&mut desk), "s2");
    desk.browser.type_keys("7");
    desk.browser.press("Enter", 13);
    assert_eq!(shown(&mut desk), "s7");
    desk.browser.press("End", 35);
    assert_eq!(shown(&mut desk), format!("s{count}"));
    desk.browser.press("ArrowRight", 39);
    assert_eq!(shown(&mut desk), format!("s{count}"), "the last stays");
    desk.browser.press("Home", 36);
    desk.browser.type_keys("b");
    assert_eq!(shown(&mut desk), "", "black");
    desk.browser.type_keys("b");
    assert_eq!(shown(&mut desk), "s1");
    // An address that names no slide leads to the first.
    desk.browser.value("location.hash = '#nowhere'");
    desk.browser
        .until("document.querySelector('section.on') !== null");
    assert_eq!(shown(&mut desk), "s1");
    // The slide fills the window and nothing of it is outside.
    let fits = desk.browser.value(
        "(() => { const r = document.querySelector('section.on svg').getBoundingClientRect(); return r.width <= innerWidth + 1 && r.height <= innerHeight + 1 && r.width > innerWidth * 0.9; })()",
    );
    assert_eq!(fits, true);
    desk.browser.press("Escape", 27);
    let all = desk
        .browser
        .value("[...document.querySelectorAll('section')].filter(e => e.checkVisibility()).length");
    assert_eq!(all, count);
    desk.browser.press("Escape", 27);
    let pdf = desk
        .browser
        .print_with(serde_json::json!({"preferCSSPageSize": true}));
    let text = String::from_utf8_lossy(&pdf);
    let pages = text.matches("/Type /Page\n").count() + text.matches("/Type /Page ").count();
    assert_eq!(pages, count, "a page for every slide");
}
