//! A text as the grammar reads it: no blanks, no line ends inside sentences, no page numbers; every
//! character knows its place in the source.

use std::ops::Range;

use super::fold::fold;

/// Characters in reading order. Paragraphs end with a line feed.
#[derive(Clone, Debug, Default)]
pub(super) struct Flow {
    /// The characters of the source.
    pub chars: Vec<char>,
    /// The same characters as they are compared.
    pub key: Vec<char>,
    /// Where each stands in the document's text, in bytes.
    pub at: Vec<usize>,
    /// Whether blanks or a line end stood before it in the source.
    pub gap: Vec<bool>,
}

impl Flow {
    /// A flow of one piece of text, such as a cell, which stands at an offset of the document.
    pub(super) fn of(text: &str, offset: usize) -> Self {
        let mut flow = Self::default();
        flow.add(text, offset);
        flow
    }

    /// Adds text behind what is there, in the same paragraph.
    pub(super) fn add(&mut self, text: &str, offset: usize) {
        let mut gap = true;
        for (at, c) in text.char_indices() {
            if c.is_whitespace() || is_nothing(c) {
                gap |= c.is_whitespace();
                continue;
            }
            // Latin words keep one blank between them.
            let latin = |c: char| c.is_ascii_alphanumeric();
            if gap && latin(c) && self.chars.last().copied().is_some_and(latin) {
                self.push(' ', offset + at, false);
            }
            self.push(c, offset + at, gap);
            gap = false;
        }
    }

    /// Ends the paragraph.
    pub(super) fn end_paragraph(&mut self, offset: usize) {
        if self.chars.last().is_some_and(|last| *last != '\n') {
            self.push('\n', offset, true);
        }
    }

    fn push(&mut self, c: char, at: usize, gap: bool) {
        self.chars.push(c);
        self.key.push(fold(c));
        self.at.push(at);
        self.gap.push(gap);
    }

    /// How many characters there are.
    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// All of it.
    pub(super) fn all(&self) -> Range<usize> {
        0..self.len()
    }

    /// The source's characters in a range; none where notes lie in each other so that nothing is
    /// left between them.
    pub(super) fn text(&self, range: Range<usize>) -> String {
        self.chars.get(range).unwrap_or_default().iter().collect()
    }

    /// Where a character stands in the document's text; its end for the one behind the last.
    pub(super) fn place(&self, nth: usize) -> usize {
        match self.at.get(nth) {
            Some(at) => *at,
            None => self.at.last().map_or(0, |at| at + 1),
        }
    }

    /// Whether the characters from here on are these, as they are compared.
    pub(super) fn has(&self, nth: usize, word: &str) -> bool {
        let rest = self.key.get(nth..).unwrap_or_default();
        begins(rest, word)
    }

    /// Whether a paragraph begins here.
    pub(super) fn begins_paragraph(&self, nth: usize) -> bool {
        nth == 0 || self.chars[nth - 1] == '\n'
    }

    /// A range without what may stand around a name or a value.
    pub(super) fn trim(&self, range: Range<usize>, around: &str) -> Range<usize> {
        let Range { mut start, mut end } = range;
        let drop = |c: char| c == '\n' || c == ' ' || around.contains(c);
        while start < end && drop(self.key[start]) {
            start += 1;
        }
        while start < end && drop(self.key[end - 1]) {
            end -= 1;
        }
        start..end
    }
}

/// Marks that show nothing: byte order mark, soft hyphen, zero-width blanks.
fn is_nothing(c: char) -> bool {
    matches!(
        c,
        '\u{FEFF}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'
    )
}

/// The first place of a word in some characters.
pub(super) fn find(key: &[char], word: &str) -> Option<usize> {
    let first = word.chars().next()?;
    let len = word.chars().count();
    (0..key.len().saturating_sub(len - 1))
        .find(|&at| key[at] == first && key[at..at + len].iter().copied().eq(word.chars()))
}

/// Whether a word occurs in some characters.
pub(super) fn holds(key: &[char], word: &str) -> bool {
    find(key, word).is_some()
}

/// Whether some characters begin with a word.
pub(super) fn begins(key: &[char], word: &str) -> bool {
    let mut chars = key.iter();
    word.chars().all(|c| chars.next() == Some(&c))
}

/// Whether some characters end in a word.
pub(super) fn ends(key: &[char], word: &str) -> bool {
    let mut chars = key.iter().rev();
    word.chars().rev().all(|c| chars.next() == Some(&c))
}
