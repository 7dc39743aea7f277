//! What is asked of Windows itself.
//!
//! It uses nothing else of the program, so that other systems can check that it compiles: the
//! example `windows` in Cargo.toml is this file as a library, which nobody links or runs.

use winsafe::prelude::Handle as _;
use winsafe::{AttachConsole, HKEY, HWND, PidParent, RegistryValue, co};

/// Belongs from now on to the console that the program was started from, and says whether there
/// is one.
///
/// A program of the window subsystem has none of its own, so that a double click opens no black
/// window. Output that goes to a file or a pipe needs none.
#[must_use]
pub fn attach_console() -> bool {
    // Refused where it belongs to one already.
    matches!(
        AttachConsole(PidParent::Parent),
        Ok(()) | Err(co::ERROR::ACCESS_DENIED)
    )
}

/// Shows an error in a message box and waits until it is read; says whether it could be shown.
#[must_use]
pub fn message_box(title: &str, words: &str) -> bool {
    HWND::NULL
        .MessageBox(words, title, co::MB::ICONERROR)
        .is_ok()
}

/// The name and build of the system: `Windows 10 Pro 22H2 19045`. From build 22000 on it is
/// Windows 11, whatever the name says.
#[must_use]
pub fn name() -> String {
    let read = |value: &str| {
        let key = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion";
        match HKEY::LOCAL_MACHINE.RegGetValue(Some(key), Some(value), co::RRF::RT_REG_SZ) {
            Ok(RegistryValue::Sz(text)) => text,
            _ => String::new(),
        }
    };
    let mut words = ["ProductName", "DisplayVersion", "CurrentBuild"]
        .map(read)
        .to_vec();
    words.retain(|word| !word.is_empty());
    if words.is_empty() {
        "Windows".to_owned()
    } else {
        words.join(" ")
    }
}
