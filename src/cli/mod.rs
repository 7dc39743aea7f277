//! The command line: `check`, `export`, `diff` and `import` without a window.
//!
//! Arguments as typed (`args`, by the table in `options`) become a command; a command becomes an `Answer`: what goes to
//! the two streams, and how it ended. Nothing is printed before the end, so that the commands
//! stay plain functions.

mod args;
mod check;
mod diff;
mod distribute;
mod export;
mod find;
mod form;
mod help;
mod import;
mod notes;
mod options;
mod output;
mod present;
mod target;

use std::ffi::OsString;
use std::path::PathBuf;

use crate::diagnostic::Diagnostic;
use crate::view::run::Meeting;
use args::Command;
use output::Answer;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// All went well; there may have been notes.
    Fine,
    /// There were findings, or changes, that need attention.
    Findings,
    /// What was asked for could not be done.
    CouldNot,
}

impl Status {
    /// The exit code: 0 fine, 1 findings, 2 could not.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Findings => 1,
            Self::CouldNot => 2,
        }
    }
}

/// What the arguments asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A command was asked for and is done.
    Done(Status),
    /// A window is asked for, with these files; with the built-in data if there are none.
    Window(Vec<PathBuf>),
    /// A window is asked for that begins with a run of slides over these files.
    Present(Vec<PathBuf>, Box<Meeting>),
}

/// Does what the arguments (without the program's name) ask for, except opening the window.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>) -> Outcome {
    let answer = match args::parse(args) {
        Ok(Command::Window { files }) => return Outcome::Window(files),
        Ok(Command::Check { files }) => check::run(&files),
        Ok(Command::Export(typed)) => export::run(*typed),
        Ok(Command::Diff(typed)) => diff::run(*typed),
        Ok(Command::Import(typed)) => import::run(*typed),
        Ok(Command::Present(typed)) => match present::run(*typed) {
            Ok((files, meeting)) => return Outcome::Present(files, Box::new(meeting)),
            Err(answer) => answer,
        },
        Ok(Command::Help(topic)) => Answer::fine(help::text(topic)),
        Ok(Command::Version) => Answer::fine(help::version()),
        Err(error) => Answer::could_not(&error),
    };
    Outcome::Done(output::print(&answer))
}

/// Says on the error stream why there is no window.
#[must_use]
pub fn report(error: &Diagnostic) -> Status {
    output::print(&Answer::could_not(error))
}

/// Says that this build has no window.
#[must_use]
pub fn report_no_window() -> Status {
    report(
        &Diagnostic::error("这个版本没有窗口，只能在命令行中使用")
            .with_hint("zeren check 检查数据文件，zeren export 导出表格，zeren --help 说明用法"),
    )
}
