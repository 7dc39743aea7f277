//! What the program has to say about a file: how bad, where, what, and what to do.

use std::fmt;
use std::path::PathBuf;

use crate::visible::visible_line;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; the data may be quite right (a task that names no lead).
    Note,
    /// Probably an oversight; everything still works.
    Warning,
    /// The file, or a part of it, cannot be used.
    Error,
}

impl Severity {
    /// The Chinese word shown to people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Note => "提示",
            Self::Warning => "注意",
            Self::Error => "错误",
        }
    }
}

/// A place in a text file. Lines and columns count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Where a finding is: a file, a position in it, and the data item it speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file; `None` for the built-in data.
    pub file: Option<PathBuf>,
    /// The position in the file, where it is known.
    pub position: Option<Position>,
    /// The agency, plan or task that it is about, so that the window can lead to it.
    pub item: Item,
}

/// The data item that a finding is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Item {
    /// The file as a whole.
    #[default]
    File,
    /// An agency, by id.
    Agency(String),
    /// A plan, by id.
    Plan(String),
    /// A task, by plan id and key (see [`crate::model::Task::key`]).
    Task {
        /// The plan's id.
        plan: String,
        /// The task's key inside the plan.
        task: String,
    },
}

/// The line of a file that a finding stands in, as people may see it: control characters are spelt
/// out, and of a long line only what is near is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The line without its indent.
    pub line: String,
    /// How many of its characters stand before the one that is meant.
    pub mark: usize,
}

/// One finding: what happened, where, and what to do about it. All texts are Chinese.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What was found, in one sentence without a full stop.
    pub message: String,
    /// What to do, where there is something to do.
    pub hint: Option<String>,
    /// The line that it stands in, where it has a place in a text.
    pub quote: Option<Quote>,
}

impl Diagnostic {
    /// A finding without place and hint.
    #[must_use]
    pub fn new(severity: Severity, message: impl Into<String>) -> Self {
        Self {
            severity,
            place: Place::default(),
            message: message.into(),
            hint: None,
            quote: None,
        }
    }

    /// A finding of severity [`Severity::Error`], without place and hint.
    #[must_use]
    pub fn error(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, message)
    }

    /// The same finding with a hint.
    #[must_use]
    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same finding in a file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<PathBuf>) -> Self {
        self.place.file = Some(file.into());
        self
    }

    /// The same finding at a position.
    #[must_use]
    pub fn at(mut self, position: Position) -> Self {
        self.place.position = Some(position);
        self
    }

    /// The same finding about an item.
    #[must_use]
    pub fn about(mut self, item: Item) -> Self {
        self.place.item = item;
        self
    }
}

/// The finding that says why a file cannot be used: the first error, whatever notes stand before
/// it. Of findings that are none, the first of the gravest.
#[must_use]
pub fn gravest(findings: &[Diagnostic]) -> Option<&Diagnostic> {
    // Of equal ones `max_by_key` gives the last.
    findings.iter().rev().max_by_key(|finding| finding.severity)
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.file {
            Some(file) => write!(f, "{}", visible_line(&file.to_string_lossy()))?,
            None => write!(f, "内置数据")?,
        }
        if let Some(position) = self.position {
            write!(f, ":{}:{}", position.line, position.column)?;
        }
        Ok(())
    }
}

/// The command line's form: `error: …`, `  --> file.ron:12:4`, `hint: …`.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        // Names are the file's own words: they end no line and command no terminal.
        let message = visible_line(&self.message);
        write!(f, "{level}: {message}\n  --> {}", self.place)?;
        if let Some(Quote { line, mark }) = &self.quote {
            let before: String = line.chars().take(*mark).map(blank).collect();
            write!(f, "\n   | {line}\n   | {before}^")?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\nhint: {}", visible_line(hint))?;
        }
        Ok(())
    }
}

/// What stands below a character in the line of the mark: a blank as wide as it.
fn blank(c: char) -> char {
    if u32::from(c) < 0x1100 {
        ' '
    } else {
        '\u{3000}'
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_error_is_the_reason_whatever_stands_before_it() {
        let all = [
            Diagnostic::new(Severity::Note, "说明"),
            Diagnostic::new(Severity::Warning, "注意"),
            Diagnostic::error("第一"),
            Diagnostic::new(Severity::Note, "说明"),
            Diagnostic::error("第二"),
        ];
        let first = |all: &[Diagnostic]| gravest(all).map(|it| it.message.clone());
        assert_eq!(first(&all).as_deref(), Some("第一"));
        assert_eq!(first(&all[..2]).as_deref(), Some("注意"));
        assert_eq!(first(&[]), None);
    }

    #[test]
    fn names_command_no_terminal_and_end_no_line() {
        let error = Diagnostic::error("没有“\u{1b}[2J\nerror: x”")
            .in_file("a\u{7}\nb.ron")
            .with_hint("改“\u{202e}”");
        assert_eq!(
            error.to_string(),
            "error: 没有“U+001B[2JU+000Aerror: x”\n  --> aU+0007U+000Ab.ron\nhint: 改“U+202E”"
        );
    }
}
