//! What stands around a value in a text: its line, its comma, comments behind it.

use std::ops::Range;

use crate::store::scan::comment_len;
use crate::store::token::{Kind, Lexer};
use crate::store::tree::{Form, Node};

/// The bytes of a node with all that is inside it, also of a field and of an entry.
pub(super) fn span(node: Node) -> Range<usize> {
    let end = match node.form() {
        Form::Field | Form::Named | Form::Entry => {
            let last = node.children().last();
            last.map_or(node.span().end, |last| span(last).end)
        }
        _ => node.span().end,
    };
    node.start()..end
}

/// The comma behind a value that ends here.
pub(super) fn comma(text: &str, end: usize) -> Option<Range<usize>> {
    let token = Lexer::resume(text, end).next().ok()?;
    (token.kind == Kind::Comma).then_some(token.start..token.end)
}

/// Whether a closing bracket is what comes next.
pub(super) fn closes(text: &str, at: usize) -> bool {
    let token = Lexer::resume(text, at).next();
    token.is_ok_and(|token| matches!(token.kind, Kind::Close(_)))
}

/// The blanks at the beginning of the line of a place.
pub(super) fn indent(text: &str, at: usize) -> &str {
    let line = &text[line_start(text, at)..];
    let len = line.len() - line.trim_start_matches([' ', '\t']).len();
    &line[..len]
}

/// Whether only blanks stand before a place on its line.
pub(super) fn is_first(text: &str, at: usize) -> bool {
    line_start(text, at) + indent(text, at).len() == at
}

/// Where the line of a place begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Where the line end before a line begins.
pub(super) fn end_before(text: &str, line_start: usize) -> usize {
    let before = &text[..line_start];
    let before = before.strip_suffix('\n').unwrap_or(before);
    before.strip_suffix('\r').unwrap_or(before).len()
}

/// The place behind the blanks that follow on the same line.
pub(super) fn skip_blanks(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + rest.len() - rest.trim_start_matches([' ', '\t']).len()
}

/// Where the line ends, if nothing but blanks follows on it.
pub(super) fn blank_to_end(text: &str, at: usize) -> Option<usize> {
    let at = skip_blanks(text, at);
    let rest = &text[at..];
    (rest.starts_with('\n') || rest.starts_with("\r\n")).then_some(at)
}

/// Where the line ends, if nothing but blanks and comments follows on it.
pub(super) fn rest_of_line(text: &str, mut at: usize) -> Option<usize> {
    loop {
        if let Some(end) = blank_to_end(text, at) {
            return Some(end);
        }
        at = skip_blanks(text, at);
        let rest = &text[at..];
        if rest.starts_with("//") {
            let end = at + rest.find('\n')?;
            return Some(end_before(text, end + 1));
        }
        if !rest.starts_with("/*") {
            return None;
        }
        let len = comment_len(rest).filter(|len| !rest[..*len].contains('\n'))?;
        at += len;
    }
}

/// Whether a part of a text between values holds a comment.
pub(super) fn has_comment(between: &str) -> bool {
    between.contains("//") || between.contains("/*")
}
