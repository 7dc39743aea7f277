//! What paragraphs and characters of a Word document are.

use super::lists::{Numbered, Styles};
use super::{u16_at, u32_at};

/// A page of properties has this many bytes.
const PAGE: usize = 512;

/// The codes of the properties that are read.
mod code {
    pub const IN_TABLE: u16 = 0x2416;
    pub const ROW_END: u16 = 0x2417;
    pub const LIST: u16 = 0x460B;
    pub const LEVEL: u16 = 0x260A;
    pub const OUTLINE: u16 = 0x2640;
    pub const ROW: u16 = 0xD608;
    pub const TABS: u16 = 0xC615;
    pub const DELETED: u16 = 0x0800;
    pub const HIDDEN: u16 = 0x083C;
}

/// What a paragraph is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Whether it stands in a table.
    pub in_table: bool,
    /// Whether it is no text but the end of a row.
    pub row_end: bool,
    /// Its level, where it is a heading.
    pub heading: Option<u8>,
    /// The list that numbers it, and its level there.
    pub number: Option<(u32, usize)>,
    /// At the end of a row: the row.
    pub row: Row,
}

/// How a row is cut into cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The edges of its cells, from the left, in twentieths of a point.
    pub edges: Vec<i16>,
    /// For each cell: whether it belongs to the one before it, and to the one above.
    pub merged: Vec<(bool, bool)>,
}

/// The properties of all paragraphs and characters.
#[derive(Debug, Default)]
pub struct Properties {
    /// Where paragraphs end in the file, rising, each with what it is.
    paragraphs: Vec<(usize, Paragraph)>,
    /// Stretches of the file that people do not see.
    hidden: Vec<(usize, usize)>,
    styles: Styles,
}

impl Properties {
    /// Reads them. What is damaged is left out: text without properties is text.
    pub fn new(main: &[u8], table: &[u8]) -> Self {
        let mut all = Self {
            styles: Styles::new(main, table, numbered),
            ..Self::default()
        };
        for page in pages(main, table, 0x0102) {
            all.paragraph_page(page);
        }
        for page in pages(main, table, 0x00FA) {
            all.character_page(page);
        }
        all.paragraphs.sort_by_key(|(end, _)| *end);
        all.hidden.sort_unstable();
        all
    }

    /// What the paragraph is that ends with the character at a place of the file.
    pub fn paragraph(&self, place: usize) -> Paragraph {
        let nth = self.paragraphs.partition_point(|(end, _)| *end <= place);
        self.paragraphs
            .get(nth)
            .map(|(_, known)| known.clone())
            .unwrap_or_default()
    }

    /// Whether the character at a place of the file is hidden or deleted.
    pub fn is_hidden(&self, place: usize) -> bool {
        let nth = self.hidden.partition_point(|(from, _)| *from <= place);
        nth.checked_sub(1)
            .is_some_and(|nth| place < self.hidden[nth].1)
    }

    fn paragraph_page(&mut self, page: &[u8]) {
        let count = usize::from(page[PAGE - 1]);
        for nth in 0..count {
            let Some(end) = u32_at(page, (nth + 1) * 4) else {
                return;
            };
            let at = page
                .get((count + 1) * 4 + nth * 13)
                .map(|at| usize::from(*at) * 2);
            let mut known = Paragraph::default();
            if let Some(at) = at.filter(|at| *at > 0) {
                self.fill(&mut known, page, at);
            }
            self.paragraphs.push((end as usize, known));
        }
    }

    /// Reads the properties of a paragraph, which begin at a place of their page.
    fn fill(&self, known: &mut Paragraph, page: &[u8], at: usize) -> Option<()> {
        let size = usize::from(*page.get(at)?);
        let (from, len) = if size == 0 {
            (at + 2, usize::from(*page.get(at + 1)?) * 2)
        } else {
            (at + 1, (size * 2).checked_sub(1)?)
        };
        let bytes = page.get(from..(from + len).min(PAGE - 1))?;
        // The first nine styles behind the plain one are the headings.
        let style = u16_at(bytes, 0)?;
        known.heading = u8::try_from(style)
            .ok()
            .filter(|style| (1..=9).contains(style));
        let own = numbered(bytes.get(2..)?);
        known.number = own.or(self.styles.of(style)).number();
        for (code, value) in changes(bytes.get(2..)?) {
            match code {
                code::IN_TABLE => known.in_table = value.first() == Some(&1),
                code::ROW_END => known.row_end = value.first() == Some(&1),
                code::OUTLINE => {
                    known.heading = value
                        .first()
                        .filter(|level| **level < 9)
                        .map(|level| level + 1);
                }
                code::ROW => known.row = row(value).unwrap_or_default(),
                _ => {}
            }
        }
        Some(())
    }

    fn character_page(&mut self, page: &[u8]) {
        let count = usize::from(page[PAGE - 1]);
        for nth in 0..count {
            let (Some(from), Some(to)) = (u32_at(page, nth * 4), u32_at(page, (nth + 1) * 4))
            else {
                return;
            };
            let at = page
                .get((count + 1) * 4 + nth)
                .map_or(0, |at| usize::from(*at) * 2);
            let size = page.get(at).map_or(0, |size| usize::from(*size));
            let Some(bytes) = page.get(at + 1..at + 1 + size).filter(|_| at > 0) else {
                continue;
            };
            let is_gone = |(code, value): (u16, &[u8])| {
                matches!(code, code::DELETED | code::HIDDEN) && value.first() == Some(&1)
            };
            if changes(bytes).any(is_gone) {
                self.hidden.push((from as usize, to as usize));
            }
        }
    }
}

/// The pages of properties that a table at a place of the head names.
fn pages<'a>(main: &'a [u8], table: &[u8], head: usize) -> Vec<&'a [u8]> {
    let read = || {
        let at = u32_at(main, head)? as usize;
        let len = u32_at(main, head + 4)? as usize;
        let plc = table.get(at..at.checked_add(len)?)?;
        let count = plc.len().checked_sub(4)? / 8;
        let page = |nth: usize| {
            let number = u32_at(plc, (count + 1) * 4 + nth * 4)? & 0x003F_FFFF;
            let from = (number as usize).checked_mul(PAGE)?;
            main.get(from..from.checked_add(PAGE)?)
        };
        Some((0..count).filter_map(page).collect())
    };
    read().unwrap_or_default()
}

/// What a list of properties says of the number of a paragraph.
fn numbered(bytes: &[u8]) -> Numbered {
    let mut found = Numbered::default();
    for (code, value) in changes(bytes) {
        match code {
            // Negative numbers keep a list that was taken away.
            code::LIST => {
                let list = u16_at(value, 0).map(u16::cast_signed);
                found.list = list.map(|list| u32::try_from(list).unwrap_or(0));
            }
            code::LEVEL => found.level = value.first().map(|level| usize::from(*level)),
            _ => {}
        }
    }
    found
}

/// The changes in a list of properties, each with its value.
fn changes(bytes: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let code = u16_at(bytes, at)?;
        at += 2;
        let (skip, len) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ if code == code::ROW => (2, usize::from(u16_at(bytes, at)?).checked_sub(1)?),
            _ => match usize::from(*bytes.get(at)?) {
                // So many tabs that their number does not fit: nothing behind them can be read.
                255 if code == code::TABS => return None,
                len => (1, len),
            },
        };
        let value = bytes.get(at + skip..at + skip + len)?;
        at += skip + len;
        Some((code, value))
    })
}

fn row(value: &[u8]) -> Option<Row> {
    let count = usize::from(*value.first()?);
    let edge = |nth: usize| u16_at(value, 1 + nth * 2).map(u16::cast_signed);
    let edges: Option<Vec<i16>> = (0..=count).map(edge).collect();
    let cells = 1 + (count + 1) * 2;
    let merged = (0..count).map(|nth| {
        let flags = u16_at(value, cells + nth * 20).unwrap_or_default();
        (flags & 0x0002 != 0, flags & 0x0060 == 0x0020)
    });
    Some(Row {
        edges: edges?,
        merged: merged.collect(),
    })
}
