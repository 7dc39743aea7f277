//! Why the program could not start, said to somebody who sees no console.

use crate::diagnostic::Diagnostic;
use crate::terms;

/// The title of the message.
const TITLE: &str = terms::MATRIX;

/// Shows an error in the system's own way, unless there is a console on which it was printed.
///
/// On Windows this is a message box; elsewhere what the desktop has to show messages with, if
/// there is any. Nothing waits for the answer there.
pub fn tell(error: &Diagnostic) {
    if !system::has_console() && !system::show(&words(error)) {
        log::warn!("no way to show why the program could not start");
    }
}

fn words(error: &Diagnostic) -> String {
    match &error.hint {
        Some(hint) => format!("{}\n\n{hint}", error.message),
        None => error.message.clone(),
    }
}

#[cfg(windows)]
mod system {
    pub fn has_console() -> bool {
        crate::windows::attach_console()
    }

    pub fn show(words: &str) -> bool {
        crate::windows::message_box(super::TITLE, words)
    }
}

#[cfg(not(windows))]
mod system {
    use std::io::IsTerminal as _;
    use std::path::Path;
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    use super::TITLE;
    use crate::app::programs;

    /// A program that cannot reach the desktop says so sooner than this.
    const LONG_ENOUGH: Duration = Duration::from_millis(1500);

    /// The programs that show messages, the most visible one first.
    const PROGRAMS: [&str; 3] = ["zenity", "kdialog", "notify-send"];

    pub fn has_console() -> bool {
        std::io::stderr().is_terminal()
    }

    pub fn show(words: &str) -> bool {
        PROGRAMS.into_iter().any(|name| {
            programs::find(name).is_some_and(|path| runs(&path, &arguments(name, words)))
        })
    }

    fn arguments(name: &str, words: &str) -> Vec<String> {
        let list: &[&str] = match name {
            "zenity" => &[
                "--error",
                "--no-markup",
                "--width=420",
                "--title",
                TITLE,
                "--text",
                words,
            ],
            "kdialog" => &["--title", TITLE, "--error", words],
            _ => &[
                "--app-name=zeren",
                "--urgency=critical",
                "--icon=dialog-error",
                TITLE,
                words,
            ],
        };
        list.iter().map(|&argument| argument.to_owned()).collect()
    }

    /// Starts a program, and says whether it did or still does what it was started for.
    fn runs(program: &Path, arguments: &[String]) -> bool {
        let child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut child) = child else {
            return false;
        };
        let begun = Instant::now();
        while begun.elapsed() < LONG_ENOUGH {
            match child.try_wait() {
                Ok(Some(status)) => return status.success(),
                Ok(None) => std::thread::sleep(Duration::from_millis(20)),
                Err(_) => return false,
            }
        }
        // It stands there until it is read, also after this program has ended.
        true
    }
}
