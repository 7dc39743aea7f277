//! Writing data into the text that it was read from: what did not change stays as somebody wrote
//! it, with its comments, its order and its line breaks.
//!
//! Three trees are held against each other: the old text, what the program would have written of
//! it, and what it would write now. Where the last two differ, the first is changed. The outcome is
//! read again; if it is not the data, the data is written anew as if there were no old text.

mod around;
mod pairs;
mod sync;

use super::token::Trust;
use super::tree::Tree;
use super::{comments, decode, dialect, write};
use crate::diagnostic::Diagnostic;
use crate::model::Dataset;

const MARK: &str = "\u{FEFF}";

/// The new text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewritten {
    /// The text.
    pub text: String,
    /// How many pieces of comment of the old text are not in it.
    pub lost: usize,
}

/// Writes a dataset into the text of a file that holds an older state of it. Reading the outcome
/// gives an equal one.
///
/// # Errors
/// As [`to_ron`](super::to_ron).
pub fn rewrite(old: &[u8], dataset: &Dataset) -> Result<Rewritten, Diagnostic> {
    let plain = write::to_ron(dataset)?;
    let Some((mark, old)) = readable(old) else {
        let text = plain;
        return Ok(Rewritten { text, lost: 0 });
    };
    Ok(match in_place(&old, dataset) {
        Some(text) => Rewritten {
            lost: comments::lost(&old, &text),
            text: format!("{mark}{text}"),
        },
        None => Rewritten {
            lost: comments::count_comments(&old),
            text: plain,
        },
    })
}

/// The text of a file, and the mark in front of it. Line ends stay as they are where the reader
/// and the tree agree on them.
fn readable(bytes: &[u8]) -> Option<(&'static str, String)> {
    let decoded = decode::decode(bytes).ok()?;
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Some(("", decoded.text.into_owned()));
    };
    let (mark, text) = match text.strip_prefix(MARK) {
        Some(text) => (MARK, text),
        None => ("", text),
    };
    let is_odd = text.replace("\r\n", "").contains('\r');
    let text = if is_odd { &*decoded.text } else { text };
    Some((mark, text.to_owned()))
}

fn in_place(old: &str, dataset: &Dataset) -> Option<String> {
    let before = read(old)?;
    let (before, now) = (write::compact(&before).ok()?, write::compact(dataset).ok()?);
    let written = Tree::read(old, Trust::Sound);
    if !written.complete || !written.problems.is_empty() {
        return None;
    }
    let (base, new) = (
        Tree::read(&before, Trust::Sound),
        Tree::read(&now, Trust::Sound),
    );
    let text = sync::sync(old, written.root()?, base.root()?, new.root()?)?;
    (read(&text).as_ref() == Some(dataset)).then_some(text)
}

fn read(text: &str) -> Option<Dataset> {
    let decoded = decode::decode(text.as_bytes()).ok()?;
    dialect().from_str(&decoded.text).ok()
}

#[cfg(test)]
mod tests;
