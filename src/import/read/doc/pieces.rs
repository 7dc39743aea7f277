//! The pieces that the text of a Word document lies in.

use encoding_rs::WINDOWS_1252;

use super::{u16_at, u32_at};

/// The most characters that are read.
const MOST: usize = 20_000_000;

/// A run of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// From which character to which, counted from the beginning of all text.
    from: usize,
    to: usize,
    /// Where it begins in the file, in bytes.
    place: usize,
    /// One byte a character, not two.
    narrow: bool,
}

/// The text of a document, in pieces.
pub struct Pieces<'a> {
    main: &'a [u8],
    pieces: Vec<Piece>,
}

impl<'a> Pieces<'a> {
    /// Reads the table of pieces.
    pub fn new(main: &'a [u8], table: &[u8]) -> Option<Self> {
        let at = u32_at(main, 0x01A2)? as usize;
        let len = u32_at(main, 0x01A6)? as usize;
        let mut rest = table.get(at..at.checked_add(len)?)?;
        // Properties of pieces stand before the table itself.
        while rest.first() == Some(&1) {
            let skip = usize::from(u16_at(rest, 1)?);
            rest = rest.get(skip + 3..)?;
        }
        if rest.first() != Some(&2) {
            return None;
        }
        let size = u32_at(rest, 1)? as usize;
        let plc = rest.get(5..5_usize.checked_add(size)?)?;
        let count = plc.len().checked_sub(4)? / 12;
        let mut pieces = Vec::with_capacity(count);
        for nth in 0..count {
            let from = u32_at(plc, nth * 4)? as usize;
            let to = u32_at(plc, (nth + 1) * 4)? as usize;
            let place = u32_at(plc, (count + 1) * 4 + nth * 8 + 2)?;
            let narrow = place & 0x4000_0000 != 0;
            let bare = (place & 0x3FFF_FFFF) as usize;
            if to < from || to > MOST {
                return None;
            }
            let place = if narrow { bare / 2 } else { bare };
            pieces.push(Piece {
                from,
                to,
                place,
                narrow,
            });
        }
        Some(Self { main, pieces })
    }

    /// The characters from one to another, each with its place in the file.
    pub fn characters(&self, from: usize, to: usize) -> impl Iterator<Item = (char, usize)> + '_ {
        self.pieces.iter().flat_map(move |piece| {
            let begin = piece.from.max(from);
            let end = piece.to.min(to).max(begin);
            let width = if piece.narrow { 1 } else { 2 };
            let start = (begin.min(piece.to) - piece.from) * width + piece.place;
            let bytes = self.main.get(start..).unwrap_or_default();
            let bytes = &bytes[..bytes.len().min((end - begin) * width)];
            characters(bytes, piece.narrow).map(move |(c, at)| (c, start + at))
        })
    }
}

fn characters(bytes: &[u8], narrow: bool) -> Box<dyn Iterator<Item = (char, usize)> + '_> {
    if narrow {
        return Box::new(bytes.iter().enumerate().map(|(at, byte)| {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(byte));
            (text.chars().next().unwrap_or('\u{FFFD}'), at)
        }));
    }
    let units = bytes
        .chunks_exact(2)
        .map(|two| u16::from_le_bytes([two[0], two[1]]));
    let mut at = 0;
    Box::new(char::decode_utf16(units).map(move |c| {
        let c = c.unwrap_or('\u{FFFD}');
        let here = at;
        at += c.len_utf16() * 2;
        (c, here)
    }))
}
