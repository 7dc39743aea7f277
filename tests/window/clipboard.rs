//! Text, tables and pictures on the clipboard, from another program and for it.

use std::process::Stdio;

use zeren::export::{self, Subject};
use zeren::view::ViewSpec;

use super::desk::{Desk, Start};
use super::programs::until;
use super::{sheet, wayland};

#[test]
fn text_of_another_program_is_pasted_into_the_search_box() {
    let Some(mut desk) = Desk::new("pasting", &[]) else {
        return;
    };
    desk.start(Start::default());
    desk.key("ctrl+shift+f");
    desk.paste("市经信局");
    assert!(desk.quit().success());
    let settings = std::fs::read_to_string(desk.settings_path()).unwrap();
    assert!(settings.contains("text: \"市经信局\""), "{settings}");
}

#[test]
fn a_table_is_copied_as_text_and_as_html() {
    let Some(mut desk) = Desk::new("copy", &[]) else {
        return;
    };
    desk.start(Start::default());
    desk.key("ctrl+shift+c");
    let clip = export::clip(Subject::Matrix(&sheet(&ViewSpec::default()))).unwrap();
    for (target, wanted) in [("text/html", &clip.html), ("UTF8_STRING", &clip.text)] {
        let found = until("the table on the clipboard", || {
            let mut reader = desk.command("xclip");
            reader.args(["-selection", "clipboard", "-target", target, "-out"]);
            let out = reader.stdout(Stdio::piped()).stderr(Stdio::null()).output();
            let out = out.unwrap().stdout;
            (!out.is_empty()).then_some(out)
        });
        let found = String::from_utf8(found).unwrap();
        // A window system may frame the fragment.
        assert!(
            found.contains(wanted.as_str()),
            "{target}: {} bytes",
            found.len()
        );
    }
    assert!(desk.quit().success());
}

#[test]
fn a_page_is_copied_as_a_picture() {
    let Some(mut desk) = Desk::new("copy_picture", &[]) else {
        return;
    };
    desk.start(Start::default());
    desk.key("ctrl+shift+g");
    let picture = until("the picture on the clipboard", || {
        let mut reader = desk.command("xclip");
        reader.args(["-selection", "clipboard", "-target", "image/png", "-out"]);
        let out = reader.stdout(Stdio::piped()).stderr(Stdio::null()).output();
        image::load_from_memory(&out.unwrap().stdout).ok()
    });
    // A3 across at 150 dots to the inch.
    assert_eq!((picture.width(), picture.height()), (2480, 1754));
    assert!(desk.quit().success());
}

#[test]
fn under_wayland_a_table_is_copied_as_html_and_a_page_as_a_picture() {
    let Some(mut desktop) = wayland::Desktop::new("wayland_copy") else {
        return;
    };
    desktop.start();
    let clip = export::clip(Subject::Matrix(&sheet(&ViewSpec::default()))).unwrap();
    let html = desktop.press_until("c", "the table on the clipboard", || {
        desktop.clipboard("text/html")
    });
    let html = String::from_utf8(html).unwrap();
    assert!(html.contains(&clip.html), "{} bytes", html.len());
    let text = desktop.clipboard("text/plain;charset=utf-8").unwrap();
    assert_eq!(String::from_utf8(text).unwrap(), clip.text);

    let picture = desktop.press_until("g", "the picture on the clipboard", || {
        desktop.clipboard("image/png")
    });
    let picture = image::load_from_memory(&picture).unwrap();
    // A3 across at 150 dots to the inch.
    assert_eq!((picture.width(), picture.height()), (2480, 1754));
}
