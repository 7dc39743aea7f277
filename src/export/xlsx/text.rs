//! Texts in cells: how long, how wide, how many lines.

use std::borrow::Cow;

use crate::xml;

/// The longest text of a cell, in UTF-16 units.
const MOST_UNITS: usize = 32_767;

/// What stands at the end of a text that did not fit.
const CUT: &str = "……（单元格已满，全文见 CSV）";

/// A text as a cell can hold it.
pub(super) fn fitting(text: &str) -> Cow<'_, str> {
    match xml::allowed(text) {
        Cow::Borrowed(text) => cut(text),
        Cow::Owned(text) => Cow::Owned(cut(&text).into_owned()),
    }
}

fn cut(text: &str) -> Cow<'_, str> {
    // Never more UTF-16 units than bytes.
    if text.len() <= MOST_UNITS || text.encode_utf16().count() <= MOST_UNITS {
        return Cow::Borrowed(text);
    }
    let room = MOST_UNITS - CUT.encode_utf16().count();
    let mut used = 0;
    let end = text
        .char_indices()
        .find(|(_, c)| {
            used += c.len_utf16();
            used > room
        })
        .map_or(text.len(), |(at, _)| at);
    Cow::Owned(format!("{}{CUT}", &text[..end]))
}

/// The width of a text in the units of column widths: a Hanzi takes two.
pub(super) fn units(text: &str) -> u32 {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// How many lines a text takes in a column.
pub(super) fn lines(text: &str, width: u32) -> u32 {
    // A little room for the cell's padding, and for lines that break before they are full.
    let width = width.saturating_sub(2 + width / 20).max(2);
    text.lines()
        .map(|line| units(line).div_ceil(width).max(1))
        .sum::<u32>()
        .max(1)
}

#[cfg(test)]
mod tests {
    use super::{CUT, MOST_UNITS, fitting, lines, units};

    #[test]
    fn long_texts_say_that_they_are_cut() {
        for text in ["长".repeat(40_000), "😀".repeat(20_000)] {
            let fits = fitting(&text);
            assert!(fits.encode_utf16().count() <= MOST_UNITS);
            assert!(fits.ends_with(CUT));
        }
        let most = "长".repeat(MOST_UNITS);
        assert_eq!(fitting(&most), most);
    }

    #[test]
    fn widths_count_hanzi_twice() {
        assert_eq!(units("二(一)1 做响"), 12);
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("一二三四五六七八九十", 12), 2);
        assert_eq!(lines("一\n二", 12), 2);
    }
}
