//! The system's file dialog: one at a time, found again, and ended with the program.

use crate::ZENITY;
use crate::desk::{Desk, Start};
use crate::programs::until;

fn dialogs(desk: &Desk) -> Vec<String> {
    desk.windows("--class", "zenity")
}

#[test]
fn there_is_one_dialog_at_a_time_and_asking_again_brings_it_to_the_front() {
    let Some(mut desk) = Desk::new("one_dialog", &[ZENITY]) else {
        return;
    };
    desk.start(Start::default());
    desk.key("ctrl+o");
    let dialog = desk.dialog();
    desk.front();
    for keys in ["ctrl+o", "ctrl+shift+s", "ctrl+shift+o"] {
        desk.front();
        desk.key(keys);
        until("the dialog in front", || {
            (desk.active() == dialog).then_some(())
        });
        assert_eq!(dialogs(&desk), std::slice::from_ref(&dialog), "{keys}");
    }
    // Closed, the next one comes.
    desk.key("Escape");
    desk.gone(&dialog);
    desk.key("ctrl+shift+s");
    let next = desk.dialog();
    desk.key("Escape");
    desk.gone(&next);
    assert!(desk.quit().success());
}

#[test]
fn no_dialog_outlives_the_program() {
    let Some(mut desk) = Desk::new("dialog_ends", &[ZENITY]) else {
        return;
    };
    for signal in [None, Some("TERM"), Some("HUP")] {
        desk.start(Start::default());
        desk.key("ctrl+o");
        desk.dialog();
        match signal {
            None => {
                desk.front();
                assert!(desk.quit().success());
            }
            Some(signal) => assert!(!desk.end_by(signal).success()),
        }
        until("the end of the dialog", || {
            dialogs(&desk).is_empty().then_some(())
        });
    }
}
