//! What was chosen in the page stands in its address, and paper says it.

use std::process::Command;

use serde_json::json;
use zeren::export::Layout;
use zeren::view::ViewSpec;

use crate::Desk;
use crate::common::{office, sheet};

/// The table in front, what is chosen, and what is counted.
fn state(desk: &mut Desk) -> [String; 3] {
    let chosen = desk.browser.text(
        "['q', 'plan', 'agency', 'role'].map(id => document.getElementById(id)).map(e => e.selectedOptions ? e.selectedOptions[0].textContent : e.value).join('|')",
    );
    let front = desk.browser.text(
        "[...document.querySelectorAll('main > section')].filter(e => e.checkVisibility()).map(e => e.id).join()",
    );
    [front, chosen, desk.count()]
}

fn settled(desk: &mut Desk, part: &str) {
    let part = json!(part);
    desk.browser.until(&format!(
        "decodeURIComponent(location.hash).includes({part})"
    ));
}

fn open_at(desk: &mut Desk, address: &str) {
    // From elsewhere: a change of the fragment alone loads nothing.
    for url in ["about:blank", address] {
        desk.browser.ask("Page.navigate", json!({"url": url}));
        desk.browser.until(&format!(
            "location.href.startsWith({}) && document.readyState === 'complete'",
            json!(url.split('#').next())
        ));
    }
}

#[test]
fn a_link_and_a_reload_show_what_was_chosen() {
    let Some(mut desk) = Desk::new() else { return };
    desk.open(&sheet(&ViewSpec::default()), Layout::Matrix);
    assert_eq!(desk.browser.text("location.hash"), "", "nothing is chosen");
    desk.browser.click("nav > a", 1);
    desk.browser.choose("plan", "做响“武汉制造”");
    desk.browser.choose("agency", "市经信局");
    desk.browser.choose("role", "牵头");
    desk.browser.value("document.getElementById('q').focus()");
    desk.browser.insert("名品");
    settled(&mut desk, "q=名品");
    let chosen = state(&mut desk);
    let address = desk.browser.text("location.href");
    assert_eq!(chosen[0], "list");
    assert!(!chosen[2].starts_with("0 /"), "{chosen:?}");

    desk.browser.value("window.was = true");
    desk.browser.ask("Page.reload", json!({}));
    desk.browser
        .until("!window.was && document.readyState === 'complete'");
    assert_eq!(state(&mut desk), chosen, "after a reload");

    open_at(&mut desk, &address);
    assert_eq!(state(&mut desk), chosen, "by a link");
    // As somebody writes it, without a per cent sign.
    let file = address.split('#').next().unwrap();
    open_at(&mut desk, &format!("{file}#list?agency=市经信局"));
    assert!(state(&mut desk)[1].contains("|市经信局 "), "by hand");
    assert_eq!(state(&mut desk)[0], "list");

    // What the page does not know filters by nothing, and a damaged address is none.
    let unknown = "#targets?agency=无此局&plan=7&role=主角&colour=red&q=%E4%BB";
    for end in [unknown, "#%E4%ZZ?role=牵头%"] {
        open_at(&mut desk, &format!("{file}{end}"));
        let [_, seen, _] = state(&mut desk);
        assert!(
            seen.ends_with("全部方案|全部机构|全部角色"),
            "{end}: {seen}"
        );
    }
    assert!(desk.browser.errors.is_empty(), "{:?}", desk.browser.errors);
}

#[test]
fn back_and_forward_lead_to_what_was_chosen_there() {
    let Some(mut desk) = Desk::new() else { return };
    desk.open(&sheet(&ViewSpec::default()), Layout::Matrix);
    desk.browser.choose("agency", "市经信局");
    settled(&mut desk, "agency=市经信局");
    let before = state(&mut desk);
    // A link inside the page keeps what is chosen.
    desk.browser.click("#matrix tr.t:not([hidden]) .w a", 0);
    desk.browser
        .until("document.querySelector('#list tr:target')?.checkVisibility()");
    settled(&mut desk, "agency=市经信局");
    assert_eq!(state(&mut desk)[1], before[1]);
    desk.browser.choose("role", "牵头");
    settled(&mut desk, "role=牵头");
    let after = state(&mut desk);
    desk.browser.value("history.back()");
    desk.browser
        .until("location.hash.startsWith('#matrix') && document.getElementById('matrix').checkVisibility()");
    assert_eq!(state(&mut desk), before);
    desk.browser.value("history.forward()");
    desk.browser
        .until("document.getElementById('list').checkVisibility()");
    assert_eq!(state(&mut desk), after);
}

#[test]
fn paper_says_once_what_is_shown_of_all() {
    let Some(mut desk) = Desk::new() else { return };
    if !office::have(&[("pdftotext", "poppler-utils")]) {
        return;
    }
    desk.open(&sheet(&ViewSpec::default()), Layout::List);
    let text = |desk: &mut Desk| -> String {
        let file = desk.folder.path().join("页.pdf");
        std::fs::write(&file, desk.browser.print()).unwrap();
        let out = Command::new("pdftotext").arg(&file).arg("-").output();
        let text = String::from_utf8(out.unwrap().stdout).unwrap();
        text.split_whitespace().collect()
    };
    assert!(!text(&mut desk).contains("范围："));
    desk.browser.choose("agency", "市经信局");
    desk.browser.choose("role", "牵头");
    let count = desk.browser.seen("#list tr.t").len();
    let words = format!("范围：市经信局牵头的任务，{count}项");
    let printed = text(&mut desk);
    assert_eq!(printed.matches(&words).count(), 1, "{printed}");
    assert!(!printed.contains("86/86"), "{printed}");
    assert_eq!(desk.browser.seen("#scope"), [""; 0], "not on the screen");
}
