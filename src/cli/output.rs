//! What a command says, and the streams that it goes to.

use std::io::{self, Write};
use std::path::Path;

use super::Status;
use crate::diagnostic::Diagnostic;
use crate::visible::{visible, visible_line};

/// What a command says, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    /// For the output stream: what was asked for.
    pub out: String,
    /// For the error stream: what went wrong or needs care.
    pub err: String,
    /// How it ended.
    pub status: Status,
}

impl Answer {
    /// All is well.
    pub(crate) fn fine(out: String) -> Self {
        Self {
            out,
            err: String::new(),
            status: Status::Fine,
        }
    }

    /// It could not be done, for one reason.
    pub(crate) fn could_not(error: &Diagnostic) -> Self {
        Self {
            out: String::new(),
            err: render(error),
            status: Status::CouldNot,
        }
    }
}

/// The name of a file as a message of one line shows it.
pub(super) fn shown(path: &Path) -> String {
    visible_line(&path.to_string_lossy()).into_owned()
}

/// A diagnostic in the command line's form, with a line end. One without a file has no place.
pub(super) fn render(diagnostic: &Diagnostic) -> String {
    let text = diagnostic.to_string();
    if diagnostic.place.file.is_some() {
        return text + "\n";
    }
    let mut lines = String::new();
    for line in text.lines().filter(|line| !line.starts_with("  --> ")) {
        lines.push_str(line);
        lines.push('\n');
    }
    lines
}

/// Prints an answer and gives back how it ended.
pub(super) fn print(answer: &Answer) -> Status {
    console::attach();
    let err = put(io::stderr().lock(), visible(&answer.err).as_bytes());
    let out = put(io::stdout().lock(), visible(&answer.out).as_bytes());
    if err.and(out).is_ok() {
        answer.status
    } else {
        Status::CouldNot
    }
}

/// Writes a file to the output stream.
///
/// # Errors
/// When the stream cannot take it; a reader that has seen enough is none.
pub(super) fn write_bytes(bytes: &[u8]) -> io::Result<()> {
    console::attach();
    put(io::stdout().lock(), bytes)
}

fn put(mut stream: impl Write, bytes: &[u8]) -> io::Result<()> {
    let written = stream.write_all(bytes).and_then(|()| stream.flush());
    match written {
        // The reader has seen enough: `zeren check … | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// On Windows the program with a window belongs to no console, so that a double click opens no
/// black window. Started from one, it has to ask for it before it can print there. Output that
/// goes to a file or a pipe needs none of this.
mod console {
    #[cfg(all(windows, feature = "gui"))]
    pub(crate) fn attach() {
        // Where there is none, nobody reads what is printed there.
        let _ = crate::windows::attach_console();
    }

    #[cfg(not(all(windows, feature = "gui")))]
    pub(crate) fn attach() {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_finding_in_a_file_has_a_place() {
        let error = Diagnostic::error("没有说明导出到哪里").with_hint("用 -o 给出文件名");
        assert_eq!(
            render(&error),
            "error: 没有说明导出到哪里\nhint: 用 -o 给出文件名\n"
        );
        assert_eq!(
            render(&error.in_file("甲 乙.ron")),
            "error: 没有说明导出到哪里\n  --> 甲 乙.ron\nhint: 用 -o 给出文件名\n"
        );
    }

    #[test]
    fn a_closed_pipe_is_no_failure() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        assert!(put(Closed, b"x").is_ok());
    }
}
