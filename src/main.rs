//! Outcome → exit code, nothing else.

// A double click opens the window and no black one beside it. From a console the command line
// still prints: see `cli`.
#![cfg_attr(
    all(windows, feature = "gui", not(debug_assertions)),
    windows_subsystem = "windows"
)]

use std::path::PathBuf;
use std::process::ExitCode;

use zeren::cli::{self, Outcome, Status};
use zeren::view::run::Meeting;

fn main() -> ExitCode {
    zeren::ending::watch();
    let status = match cli::run(std::env::args_os().skip(1)) {
        Outcome::Done(status) => status,
        Outcome::Window(files) => open_window(files, None),
        Outcome::Present(files, meeting) => open_window(files, Some(*meeting)),
    };
    ExitCode::from(status.code())
}

#[cfg(feature = "gui")]
fn open_window(files: Vec<PathBuf>, meeting: Option<Meeting>) -> Status {
    match zeren::ui::run(files, meeting) {
        Ok(()) => Status::Fine,
        Err(error) => {
            let status = cli::report(&error);
            zeren::ui::tell(&error);
            status
        }
    }
}

#[cfg(not(feature = "gui"))]
fn open_window(_files: Vec<PathBuf>, _meeting: Option<Meeting>) -> Status {
    cli::report_no_window()
}
