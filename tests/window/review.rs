//! A document opened in the real window is reviewed by keys and saved as data that holds.

use std::process::Command;

use crate::ZENITY;
use crate::desk::{Desk, Start};
use crate::programs::until;

#[test]
fn a_word_document_ends_as_a_data_file_that_is_sound() {
    let Some(mut desk) = Desk::new("review", &[ZENITY]) else {
        return;
    };
    let zeren = env!("CARGO_BIN_EXE_zeren");
    let document = desk.temp().join("分解表 草稿.docx");
    let written = Command::new(zeren)
        .args(["export", "--form", "division", "-o"])
        .arg(&document)
        .status();
    assert!(written.unwrap().success());
    desk.start(Start::default().file(&document));
    desk.settle();
    desk.key("F7");
    // What is doubtful one by one, then all that is clear.
    desk.key("Return");
    desk.key("ctrl+Return");
    let saved = desk.temp().join("审阅 好了.ron");
    desk.key("ctrl+shift+s");
    desk.answer_dialog(&saved);
    until("the saved file", || saved.is_file().then_some(()));
    let checked = Command::new(zeren).arg("check").arg(&saved).output();
    let checked = checked.unwrap();
    assert_ne!(checked.status.code(), Some(2), "{checked:?}");
    let text = std::fs::read_to_string(&saved).unwrap();
    let count = text.matches("checked: (").count();
    assert!(count > 80, "{count} tasks were confirmed");
    assert!(desk.quit().success());
}
