//! The lists of an old Word file: the shapes of lists, the lists that paragraphs name, and what
//! styles say of both.

use std::collections::HashMap;

use super::{u16_at, u32_at};
use crate::import::read::numbering::{LEVELS, Level, List, Numbering, Part};

/// Where the head of the file says that these stand.
const STYLES: usize = 0x00A2;
const SHAPES: usize = 0x02E2;
const LISTS: usize = 0x02EA;

/// The size of what is known of a shape, of a list and of a level.
const SHAPE: usize = 28;
const LIST: usize = 16;
const LEVEL: usize = 28;

/// Styles that build on each other in a circle are damaged.
const MOST_STEPS: usize = 16;

/// Reads the lists. What is damaged is left out.
pub(super) fn lists(main: &[u8], table: &[u8]) -> Numbering {
    let mut made = Numbering::default();
    let ids = shapes(main, table, &mut made).unwrap_or_default();
    let _ = read_lists(main, table, &ids, &mut made);
    made
}

/// A stretch of the table that the head names: where it begins, and how long it is.
fn stretch(main: &[u8], head: usize) -> Option<(usize, usize)> {
    let at = u32_at(main, head)? as usize;
    let len = u32_at(main, head + 4)? as usize;
    (len > 0).then_some((at, len))
}

/// Reads the shapes; gives for each shape its id in the file, in their order.
fn shapes(main: &[u8], table: &[u8], made: &mut Numbering) -> Option<Vec<u32>> {
    let (at, len) = stretch(main, SHAPES)?;
    let count = usize::from(u16_at(table, at)?);
    let mut ids = Vec::new();
    // The levels stand behind all shapes, and are not counted with them.
    let mut next = at.checked_add(len)?;
    for nth in 0..count {
        let from = at + 2 + nth * SHAPE;
        let (Some(id), Some(flags)) = (u32_at(table, from), table.get(from + 26)) else {
            break;
        };
        let is_simple = flags & 1 != 0;
        let mut levels = Vec::new();
        for _ in 0..if is_simple { 1 } else { LEVELS } {
            let Some((level, end)) = level(table, next) else {
                break;
            };
            levels.push(level);
            next = end;
        }
        made.shapes.insert(id, levels);
        ids.push(id);
    }
    Some(ids)
}

/// Reads a level and where it ends.
fn level(table: &[u8], at: usize) -> Option<(Level, usize)> {
    let head = table.get(at..at.checked_add(LEVEL)?)?;
    let start = u32_at(head, 0)?;
    let legal = head[5] & 0x04 != 0;
    let marks = &head[6..15];
    let properties = usize::from(head[24]) + usize::from(head[25]);
    let words = at + LEVEL + properties;
    let count = usize::from(u16_at(table, words)?);
    let end = words + 2 + count * 2;
    let shown = table.get(words + 2..end)?;
    let (mut text, mut parts) = (Vec::new(), Vec::new());
    for (nth, unit) in shown.chunks_exact(2).enumerate() {
        let unit = u16::from_le_bytes([unit[0], unit[1]]);
        // Where the number of a level stands its own number is in its place, counted from 0.
        if marks.iter().any(|mark| usize::from(*mark) == nth + 1) {
            parts.push(Part::Text(String::from_utf16_lossy(&text)));
            parts.push(Part::Count(usize::from(unit)));
            text.clear();
        } else {
            text.push(unit);
        }
    }
    parts.push(Part::Text(String::from_utf16_lossy(&text)));
    let level = Level {
        start,
        format: form(head[4]).to_owned(),
        text: parts,
        legal,
        suffix: if head[15] == 1 { " " } else { "" },
    };
    Some((level, end))
}

/// Reads the lists that paragraphs name by their place, from 1.
fn read_lists(main: &[u8], table: &[u8], ids: &[u32], made: &mut Numbering) -> Option<()> {
    let (at, _) = stretch(main, LISTS)?;
    let count = u32_at(table, at)? as usize;
    let from = at + 4;
    // What is a list's own stands behind all lists.
    let mut next = count.checked_mul(LIST)?.checked_add(from)?;
    for nth in 0..count {
        let head = from + nth * LIST;
        let shape = u32_at(table, head)?;
        let own = usize::from(*table.get(head + 12)?);
        let mut list = List {
            shape,
            ..List::default()
        };
        next += 4;
        for _ in 0..own {
            let flags = u32_at(table, next + 4)?;
            let of = (flags & 0x0F) as usize;
            let (begins, looks) = (flags & 0x10 != 0, flags & 0x20 != 0);
            let start = u32_at(table, next)?;
            next += 8;
            if looks {
                let (level, end) = level(table, next)?;
                next = end;
                list.levels.insert(of, level);
            }
            if begins {
                list.starts.insert(of, start);
            }
        }
        if ids.contains(&shape) {
            made.lists.insert(u32::try_from(nth + 1).ok()?, list);
        }
    }
    Some(())
}

/// The form of a number, by its name in new files.
fn form(code: u8) -> &'static str {
    match code {
        1 => "upperRoman",
        2 => "lowerRoman",
        3 => "upperLetter",
        4 => "lowerLetter",
        10 => "ideographDigital",
        11 => "japaneseCounting",
        14 => "decimalFullWidth",
        18 => "decimalEnclosedCircle",
        19 => "decimalFullWidth2",
        22 => "decimalZero",
        23 => "bullet",
        28 => "decimalEnclosedCircleChinese",
        30 => "ideographTraditional",
        31 => "ideographZodiac",
        33 => "taiwaneseCounting",
        35 => "taiwaneseCountingThousand",
        37 => "chineseCounting",
        38 => "chineseLegalSimplified",
        39 => "chineseCountingThousand",
        255 => "none",
        _ => "decimal",
    }
}

/// What a style, or a paragraph itself, says of its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbered {
    /// The list, from 1; 0 says that there is none.
    pub list: Option<u32>,
    /// The level in it.
    pub level: Option<usize>,
}

impl Numbered {
    /// What holds where this says nothing.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            list: self.list.or(other.list),
            level: self.level.or(other.level),
        }
    }

    /// The list and the level that a paragraph is numbered by.
    pub(super) fn number(self) -> Option<(u32, usize)> {
        let list = self.list.filter(|list| *list > 0)?;
        Some((list, self.level.unwrap_or(0)))
    }
}

/// What styles say of numbers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By the number of the style: the style that it builds on, and its own word.
    styles: HashMap<u16, (u16, Numbered)>,
}

impl Styles {
    /// Reads the styles; `numbered` reads the properties of paragraphs.
    pub(super) fn new(main: &[u8], table: &[u8], numbered: fn(&[u8]) -> Numbered) -> Self {
        let mut made = Self::default();
        let _ = made.fill(main, table, numbered);
        made
    }

    fn fill(&mut self, main: &[u8], table: &[u8], numbered: fn(&[u8]) -> Numbered) -> Option<()> {
        let (at, len) = stretch(main, STYLES)?;
        let sheet = table.get(at..at.checked_add(len)?)?;
        let size = usize::from(u16_at(sheet, 0)?);
        let count = u16_at(sheet, 2)?;
        let base = usize::from(u16_at(sheet, 4)?);
        let mut next = 2 + size;
        for nth in 0..count {
            let size = usize::from(u16_at(sheet, next)?);
            let style = sheet.get(next + 2..next + 2 + size)?;
            next += 2 + size;
            if let Some(known) = paragraph_style(style, base, numbered) {
                self.styles.insert(nth, known);
            }
        }
        Some(())
    }

    /// What a style and those that it builds on say.
    pub(super) fn of(&self, style: u16) -> Numbered {
        let (mut found, mut at) = (Numbered::default(), style);
        for _ in 0..MOST_STEPS {
            let Some((based_on, own)) = self.styles.get(&at) else {
                break;
            };
            found = found.or(*own);
            at = *based_on;
        }
        found
    }
}

/// The style that a style of paragraphs builds on, and what it says itself.
fn paragraph_style(
    style: &[u8],
    base: usize,
    numbered: fn(&[u8]) -> Numbered,
) -> Option<(u16, Numbered)> {
    let kind = u16_at(style, 2)?;
    if kind & 0x0F != 1 {
        return None;
    }
    let based_on = kind >> 4;
    let name = usize::from(u16_at(style, base)?);
    // Its name ends with a zero; its properties begin at an even place.
    let from = base + 2 + name * 2 + 2;
    let from = from + from % 2;
    let size = usize::from(u16_at(style, from)?);
    let own = style.get(from + 4..from + 2 + size).unwrap_or_default();
    Some((based_on, numbered(own)))
}
