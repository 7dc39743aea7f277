//! A dataset as RON that people can go on writing by hand.
//!
//! The `ron` crate writes the values; only the line breaks are ours. Its own pretty form puts
//! every field on a line of its own, which makes ten lines of one agency.

use super::token::Trust;
use super::tree::{Form, Node, Tree};
use crate::diagnostic::Diagnostic;
use crate::model::{Dataset, Section};

/// Columns of a line; a Hanzi takes two.
pub(super) const LINE: usize = 120;
const INDENT: usize = 4;

/// Chapters inside chapters that the reader of the `ron` crate follows.
pub(super) const MOST_CHAPTERS: usize = 24;

/// Writes a dataset as RON, with a line for whatever fits on one. Reading it gives an equal one.
///
/// # Errors
///
/// If chapters are nested more deeply than [`parse`](super::parse) would read again.
pub fn to_ron(dataset: &Dataset) -> Result<String, Diagnostic> {
    let compact = compact(dataset)?;
    let tree = Tree::read(&compact, Trust::Sound);
    let mut layout = Layout {
        text: String::with_capacity(compact.len() * 3 / 2),
    };
    if let Some(root) = tree.root() {
        layout.broken(root, 0);
    }
    layout.text.push('\n');
    Ok(layout.text)
}

/// A dataset as RON on one line.
///
/// # Errors
/// As [`to_ron`].
pub(super) fn compact(dataset: &Dataset) -> Result<String, Diagnostic> {
    let too_deep = || {
        Diagnostic::error(format!("章节嵌套太深，最多 {MOST_CHAPTERS} 层"))
            .with_hint("把最深的几层章节并入上一层")
    };
    let chapters = dataset.plans.iter().map(|plan| depth(&plan.sections));
    if chapters.max().unwrap_or(0) > MOST_CHAPTERS {
        return Err(too_deep());
    }
    // Depth is the only thing that the writer of the crate refuses.
    super::dialect().to_string(dataset).map_err(|_| too_deep())
}

/// A value, a field or an entry that begins in this column, its further lines as far in as its
/// first one.
pub(super) fn laid_out(node: Node, column: usize) -> String {
    let mut layout = Layout::default();
    match (node.form(), node.inner()) {
        (Form::Field, Some(value)) => {
            layout.text.push_str(node.text());
            layout.text.push_str(": ");
            layout.value(value, 0, column + width(node.text()) + 2);
        }
        _ => layout.value(node, 0, column),
    }
    layout.text
}

/// A value, a field or an entry on one line.
pub(super) fn flat(node: Node) -> String {
    let mut layout = Layout::default();
    layout.flat(node);
    layout.text
}

fn depth(sections: &[Section]) -> usize {
    let inner = sections.iter().map(|section| 1 + depth(&section.sections));
    inner.max().unwrap_or(0)
}

#[derive(Default)]
struct Layout {
    text: String,
}

impl Layout {
    /// Writes a value that starts at `column`, on one line if it fits.
    fn value(&mut self, node: Node, indent: usize, column: usize) {
        // A comma follows.
        if flat_width(node, LINE.saturating_sub(column + 1)).is_some() {
            self.flat(node);
        } else {
            self.broken(node, indent);
        }
    }

    fn flat(&mut self, node: Node) {
        let (open, close) = brackets(node.form());
        match node.form() {
            Form::Field => {
                self.text.push_str(node.text());
                self.text.push_str(": ");
            }
            Form::Named => self.text.push_str(node.text()),
            Form::Group | Form::List | Form::Map | Form::Entry => {}
            _ => return self.leaf(node),
        }
        let between = if node.form() == Form::Entry {
            ": "
        } else {
            ", "
        };
        self.text.push_str(open);
        for (nth, child) in node.children().enumerate() {
            if nth > 0 {
                self.text.push_str(between);
            }
            self.flat(child);
        }
        self.text.push_str(close);
    }

    fn broken(&mut self, node: Node, indent: usize) {
        match node.form() {
            Form::Named => {
                self.text.push_str(node.text());
                if let Some(group) = node.inner() {
                    self.only_child(group, indent);
                }
            }
            Form::List if node.children().all(|child| is_leaf(child.form())) => {
                self.filled(node, indent);
            }
            Form::Group | Form::List | Form::Map => self.lines(node, indent),
            _ => self.flat(node),
        }
    }

    /// `Listed([`, the lines of the list, `])`: brackets around one value take no lines.
    fn only_child(&mut self, group: Node, indent: usize) {
        let mut children = group.children();
        match (children.next(), children.next()) {
            (Some(child), None) if child.form() != Form::Field => {
                self.text.push('(');
                self.broken(child, indent);
                self.text.push(')');
            }
            _ => self.lines(group, indent),
        }
    }

    fn lines(&mut self, node: Node, indent: usize) {
        let (open, close) = brackets(node.form());
        let inside = indent + INDENT;
        self.text.push_str(open);
        for child in node.children() {
            self.new_line(inside);
            match (child.form(), child.inner()) {
                (Form::Field, Some(value)) => {
                    self.text.push_str(child.text());
                    self.text.push_str(": ");
                    self.value(value, inside, inside + width(child.text()) + 2);
                }
                _ => self.value(child, inside, inside),
            }
            self.text.push(',');
        }
        self.new_line(indent);
        self.text.push_str(close);
    }

    /// As many short values on a line as fit.
    fn filled(&mut self, node: Node, indent: usize) {
        let inside = indent + INDENT;
        let mut column = LINE;
        self.text.push('[');
        for child in node.children() {
            let wide = width(child.text()) + 1;
            if column + 1 + wide > LINE {
                self.new_line(inside);
                column = inside;
            } else {
                self.text.push(' ');
                column += 1;
            }
            self.leaf(child);
            self.text.push(',');
            column += wide;
        }
        self.new_line(indent);
        self.text.push(']');
    }

    fn new_line(&mut self, indent: usize) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n(' ', indent));
    }

    fn leaf(&mut self, node: Node) {
        let text = node.text();
        // The crate escapes more than a person would: every apostrophe, and the ideographic space.
        if node.form() == Form::Text
            && text.contains('\\')
            && let Ok(plain) = ron::from_str::<String>(text)
        {
            self.quoted(&plain);
        } else {
            self.text.push_str(text);
        }
    }

    fn quoted(&mut self, plain: &str) {
        self.text.push('"');
        for c in plain.chars() {
            match c {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                '\r' => self.text.push_str("\\r"),
                '\t' => self.text.push_str("\\t"),
                _ if is_invisible(c) => self.text.extend(c.escape_unicode()),
                _ => self.text.push(c),
            }
        }
        self.text.push('"');
    }
}

/// Characters that an editor would not show, or that would turn the line around.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

fn is_leaf(form: Form) -> bool {
    matches!(
        form,
        Form::Text | Form::Bytes | Form::Char | Form::Number | Form::Word
    )
}

fn brackets(form: Form) -> (&'static str, &'static str) {
    match form {
        Form::Group => ("(", ")"),
        Form::List => ("[", "]"),
        Form::Map => ("{", "}"),
        _ => ("", ""),
    }
}

/// The columns of a value on one line; `None` if there are more than `room`, or if it holds a
/// list of groups: tasks and assignments are easier to move about on lines of their own.
fn flat_width(node: Node, room: usize) -> Option<usize> {
    let own = match node.form() {
        Form::Field => width(node.text()) + 2,
        Form::Entry => 0,
        Form::Group | Form::List | Form::Map => 2,
        _ => width(node.text()),
    };
    let mut total = Some(own).filter(|own| *own <= room)?;
    for (nth, child) in node.children().enumerate() {
        if node.form() == Form::List && child.form() == Form::Group {
            return None;
        }
        total += if nth > 0 { 2 } else { 0 };
        total += flat_width(child, room.checked_sub(total)?)?;
    }
    Some(total)
}

/// Columns on a screen with type of one width.
pub(super) fn width(text: &str) -> usize {
    text.chars()
        .map(|c| if c >= '\u{2E80}' { 2 } else { 1 })
        .sum()
}
