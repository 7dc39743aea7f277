//! Without a script, in the dark, on paper, and with texts that would like to be markup.

use std::time::Instant;

use serde_json::json;
use zeren::export::Layout;
use zeren::model::workspace::{Source, Workspace};
use zeren::store;
use zeren::view::{Data, Sheet, ViewSpec};

use crate::{Desk, common};

const ATTACK: &str = "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1>\"'&amp;<!--]]>${x}`";

/// Every text of it would like to be markup.
fn hostile() -> Sheet {
    let attack = ron::to_string(ATTACK).expect("a text");
    let data = format!(
        r#"(format: 1, title: {attack}, note: {attack},
            agencies: [(id: "a", name: {attack}, short: {attack}, kind: Department)],
            plans: [(id: "p", title: {attack}, short: {attack}, number: {attack}, issuer: {attack}, note: {attack},
                sections: [(number: "一", title: {attack}, tasks: [(
                    clause: "一(一)", title: {attack}, summary: {attack}, note: {attack},
                    assignments: [(agency: "a", role: Lead, term: {attack}, written: {attack}, note: {attack})],
                    targets: [(indicator: {attack}, amount: Wording({attack}), unit: {attack}, note: {attack})],
                )])],
            )])"#
    );
    let loaded = store::parse(data.as_bytes(), None).expect("data");
    let source = Source {
        file: None,
        dataset: loaded.dataset,
    };
    let data = Data::new(Workspace::join(vec![source]).0);
    Sheet::new(&data, &ViewSpec::default(), common::today())
}

#[test]
fn no_text_becomes_markup() {
    let Some(mut desk) = Desk::new() else { return };
    desk.open(&hostile(), Layout::Matrix);
    let b = &mut desk.browser;
    assert_eq!(b.value("window.hacked === undefined"), json!(true));
    assert_eq!(b.value("document.images.length"), json!(0));
    assert_eq!(b.value("document.scripts.length"), json!(2));
    for selector in [
        "h1",
        "#matrix .t .w",
        "#matrix .h th",
        "#matrix .p span",
        "#targets .t .i",
    ] {
        let text = b.text(&format!("document.querySelector('{selector}').textContent"));
        assert_eq!(text, ATTACK, "{selector}");
    }
    assert!(b.text("document.title").starts_with(ATTACK));
    assert!(
        b.text("document.getElementById('agency').textContent")
            .contains(ATTACK)
    );
    // The script knows the texts as they are.
    b.value("document.getElementById('q').focus()");
    b.insert("</script><script>window.hacked=1</script>");
    assert_eq!(desk.rows("matrix").len(), 1);
    assert!(desk.browser.errors.is_empty(), "{:?}", desk.browser.errors);
    assert_eq!(
        desk.browser.requests.len(),
        1,
        "{:?}",
        desk.browser.requests
    );
}

#[test]
fn without_a_script_all_tables_are_there() {
    let Some(mut desk) = Desk::new() else { return };
    desk.browser.ask(
        "Emulation.setScriptExecutionDisabled",
        json!({"value": true}),
    );
    desk.open(
        &common::sheet(&common::views::named("one plan")),
        Layout::Matrix,
    );
    assert_eq!(desk.browser.seen("caption").len(), 3);
    assert_eq!(
        desk.browser.seen("form"),
        [""; 0],
        "no control that does nothing"
    );
    assert_eq!(desk.rows("matrix").len(), 20);
    assert_eq!(desk.rows("list").len(), 20);
    assert_eq!(desk.rows("targets").len(), 24);
    desk.browser.picture("no-script");
}

#[test]
fn the_page_is_dark_where_the_system_is() {
    let Some(mut desk) = Desk::new() else { return };
    desk.browser.prefer("dark");
    desk.open(
        &common::sheet(&common::views::named("one plan")),
        Layout::Matrix,
    );
    let ground = "getComputedStyle(document.documentElement).backgroundColor";
    assert_eq!(desk.browser.text(ground), "rgb(21, 24, 28)");
    desk.browser.picture("dark");
    desk.browser.prefer("light");
    assert_eq!(desk.browser.text(ground), "rgb(255, 255, 255)");
}

#[test]
fn the_page_prints_on_a3_with_all_that_it_shows() {
    let Some(mut desk) = Desk::new() else { return };
    desk.browser.prefer("dark");
    desk.open(
        &common::sheet(&common::views::named("one plan")),
        Layout::Matrix,
    );
    let pdf = desk.browser.print();
    assert!(pdf.starts_with(b"%PDF"));
    if let Some(folder) = std::env::var_os("ZEREN_PICTURES") {
        std::fs::write(std::path::Path::new(&folder).join("print.pdf"), &pdf).unwrap();
    }
    let text = String::from_utf8_lossy(&pdf);
    let pages = text.matches("/Type /Page\n").count();
    assert_eq!(pages, 1, "twenty tasks fit on one page");
    assert!(text.contains("/MediaBox [0 0 1191"), "A3 across");
}

/// What the page is printed as, with these parameters: its text without blanks.
fn printed(desk: &mut Desk, parameters: serde_json::Value) -> String {
    let pdf = desk.browser.print_with(parameters);
    let path = desk.folder.path().join("print.pdf");
    std::fs::write(&path, pdf).unwrap();
    let text = std::process::Command::new("pdftotext")
        .args(["-raw"])
        .arg(&path)
        .arg("-")
        .output()
        .expect("poppler");
    let text = String::from_utf8(text.stdout).unwrap();
    text.split_whitespace().collect()
}

fn count(text: &str) -> std::collections::BTreeMap<char, usize> {
    let mut count = std::collections::BTreeMap::new();
    for c in text.chars() {
        *count.entry(c).or_default() += 1;
    }
    count
}

#[test]
fn a_wide_matrix_is_printed_in_blocks_with_every_body_and_every_total() {
    if !common::office::have(&[("pdftotext", "poppler-utils")]) {
        return;
    }
    let Some(mut desk) = Desk::new() else { return };
    let sheet = Sheet::new(&common::data(), &ViewSpec::default(), common::today());
    let labels = zeren::export::column_labels(&sheet);
    assert!(labels.len() > 70);
    desk.open(&sheet, Layout::Matrix);
    let upright = serde_json::json!({"paperWidth": 8.27, "paperHeight": 11.69});
    let across = serde_json::json!({"paperWidth": 8.27, "paperHeight": 11.69, "landscape": true});
    let as_it_says = serde_json::json!({"preferCSSPageSize": true});
    for paper in [upright, across, as_it_says] {
        let text = printed(&mut desk, paper.clone());
        for block in [
            "1—28个机构，共84个",
            "29—56个机构，共84个",
            "57—84个机构，共84个",
        ] {
            assert!(text.contains(block), "{paper}: {block}");
        }
        // Names stand letter below letter: their letters are all there.
        let (there, wanted) = (count(&text), count(&labels.concat()));
        for (c, count) in wanted {
            assert!(
                there.get(&c).is_some_and(|there| *there >= count),
                "{paper}: {c}"
            );
        }
        // A row of figures ends where the page does, and the number of the page may follow.
        let rows = |label: &str| -> Vec<String> {
            let rows = text.split(label).skip(1);
            rows.map(|row| row.chars().take_while(char::is_ascii_digit).collect())
                .collect()
        };
        let (all, led) = (rows("合计"), rows("其中牵头"));
        for columns in sheet.columns.chunks(28) {
            let figures = |of: fn(u32, u32) -> u32| {
                let counts = columns.iter().map(|it| of(it.tasks, it.leads));
                let counts = counts.filter(|count| *count > 0);
                counts.map(|count| count.to_string()).collect::<String>()
            };
            let (tasks, leads) = (figures(|tasks, _| tasks), figures(|_, leads| leads));
            assert!(
                all.iter().any(|row| row.starts_with(&tasks)),
                "{paper}: {tasks} {all:?}"
            );
            assert!(
                led.iter().any(|row| row.starts_with(&leads)),
                "{paper}: {leads} {led:?}"
            );
        }
    }
    // On the screen it is one table again.
    desk.browser
        .until("document.querySelectorAll('table.m').length === 1");
    assert_eq!(desk.browser.errors, Vec::<String>::new());
}

#[test]
fn what_is_filtered_is_printed_as_it_is_shown() {
    let Some(mut desk) = Desk::new() else { return };
    let sheet = Sheet::new(&common::data(), &ViewSpec::default(), common::today());
    desk.open(&sheet, Layout::Matrix);
    desk.browser.choose("role", "责任");
    let shown = desk.browser.seen("table.m .h th").len();
    desk.browser
        .value("dispatchEvent(new Event('beforeprint'))");
    let texts = |desk: &mut Desk, query: &str| {
        desk.browser.text(&format!(
            "JSON.stringify([...document.querySelectorAll('{query}')].filter(e => !e.hidden && !e.closest('[hidden]')).map(e => e.textContent))"
        ))
    };
    let blocks: Vec<String> = serde_json::from_str(&texts(&mut desk, "table.b .h th")).unwrap();
    let whole: Vec<String> = serde_json::from_str(&texts(&mut desk, "table.split .h th")).unwrap();
    assert_eq!((blocks.len(), &blocks), (shown, &whole));
    let blocks: Vec<String> = serde_json::from_str(&texts(&mut desk, "table.b .f td")).unwrap();
    let whole: Vec<String> = serde_json::from_str(&texts(&mut desk, "table.split .f td")).unwrap();
    let shown: Vec<&String> = whole.iter().filter(|text| !text.is_empty()).collect();
    let mut blocks: Vec<&String> = blocks.iter().filter(|text| !text.is_empty()).collect();
    let mut all = shown.clone();
    blocks.sort();
    all.sort();
    assert_eq!(blocks, all, "every total is in one block");
    desk.browser.value("dispatchEvent(new Event('afterprint'))");
    assert_eq!(
        desk.browser
            .text("document.querySelectorAll('table.m').length"),
        "1"
    );
    desk.browser.click("#matrix thead th.n button", 0);
    assert_eq!(desk.browser.errors, Vec::<String>::new());
}

#[test]
fn a_page_of_many_bodies_stays_small_and_works() {
    let Some(mut desk) = Desk::new() else { return };
    let data = zeren::synth::dataset(2000, 300, 7);
    let source = Source {
        file: None,
        dataset: data,
    };
    let data = Data::new(Workspace::join(vec![source]).0);
    let sheet = Sheet::new(&data, &ViewSpec::default(), common::today());
    let path = desk.open(&sheet, Layout::Matrix);
    let bytes = std::fs::metadata(path).unwrap().len();
    assert!(bytes < 8_000_000, "{bytes}");
    // The rest comes at a click; the counts are of all.
    assert_eq!(desk.rows("matrix").len(), 300);
    assert!(desk.count().starts_with("2000 / 2000 项任务"));
    desk.browser
        .click("#matrix p.empty:not([hidden]) button", 0);
    assert_eq!(desk.rows("matrix"), crate::rows(&sheet)[..600]);
    let id = &sheet.workspace().agency(sheet.columns[0].agency).id;
    let spec = ViewSpec {
        agencies: vec![id.clone()],
        ..ViewSpec::default()
    };
    let wanted = Sheet::new(&data, &spec, common::today());
    let label = format!(
        "{} {}",
        zeren::export::column_labels(&sheet)[0],
        sheet.columns[0].tasks
    );
    desk.browser.choose("agency", &label);
    let rows = crate::rows(&wanted);
    assert_eq!(desk.rows("matrix"), rows[..rows.len().min(300)]);
    desk.browser.picture("many");
    assert!(desk.browser.errors.is_empty(), "{:?}", desk.browser.errors);
}

#[test]
fn a_page_of_twenty_thousand_tasks_is_usable() {
    let Some(mut desk) = Desk::new() else { return };
    let source = Source {
        file: None,
        dataset: zeren::synth::dataset(20_000, 600, 7),
    };
    let data = Data::new(Workspace::join(vec![source]).0);
    let sheet = Sheet::new(&data, &ViewSpec::default(), common::today());
    // Times are told, not asserted: they are the machine's. Laid out as a whole, the page took
    // most of a minute to open and seconds for every key.
    let mut begun = Instant::now();
    let frame = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";
    let mut lap = |desk: &mut Desk, what: &str| {
        desk.browser.value(frame);
        eprintln!("{what}: {:?}", begun.elapsed());
        assert!(
            desk.rows("matrix").len() <= 300,
            "{what}: too many rows at once"
        );
        begun = Instant::now();
    };
    desk.open(&sheet, Layout::Matrix);
    lap(&mut desk, "written and opened");
    desk.browser.value("document.getElementById('q').focus()");
    for key in ["j", "x"] {
        desk.browser.type_keys(key);
        lap(&mut desk, "a key");
    }
    let spec = ViewSpec {
        text: "jx".to_owned(),
        ..ViewSpec::default()
    };
    let found = Sheet::new(&data, &spec, common::today());
    let tasks = format!("{} / 20000 项任务", found.shown.tasks);
    assert!(desk.count().starts_with(&tasks), "{}", desk.count());
    assert_eq!(desk.rows("matrix"), crate::rows(&found)[..300]);
    desk.browser.press("Escape", 27);
    lap(&mut desk, "cleared");
    desk.browser.click("#matrix thead th.n button", 0);
    lap(&mut desk, "sorted");
    desk.browser
        .value("document.querySelector('main').scrollTo(0, 5000)");
    lap(&mut desk, "scrolled");
    desk.browser.click("nav > a", 1);
    lap(&mut desk, "the list");
    assert_eq!(desk.rows("list").len(), 300);
    // A link to a task far below still leads there.
    desk.browser.value("location.hash = '#t1000'");
    desk.browser
        .until("document.getElementById('t1000').checkVisibility()");
    assert!(desk.browser.errors.is_empty(), "{:?}", desk.browser.errors);
}

#[test]
fn the_page_says_what_was_folded() {
    let Some(mut desk) = Desk::new() else { return };
    let sheet = common::sheet(&common::views::named("today's bodies in letters"));
    desk.open(&sheet, Layout::Matrix);
    let words = desk
        .browser
        .text("document.querySelector('footer').textContent");
    let notes = sheet.folding_notes();
    assert!(notes.iter().any(|note| note.contains(" → ")), "{notes:?}");
    for note in notes {
        assert!(words.contains(&format!("归并　{note}")), "{note}");
    }
}
