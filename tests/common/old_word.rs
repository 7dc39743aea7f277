//! Word files of before 2007, as small as they can be: a text, paragraphs, and one list.

use std::io::{Cursor, Write as _};

/// The text begins here in its stream.
const TEXT: usize = 0x800;
/// Properties stand on pages of this size.
const PAGE: usize = 512;
/// What stands for the number of each level of the list.
const LEVELS: [(u8, &str); 3] = [(37, "\0、"), (37, "（\u{1}）"), (0, "\u{2}．")];

/// A paragraph, with the list that numbers it and its level there.
pub struct Paragraph<'a> {
    text: &'a str,
    number: Option<(u16, u8)>,
}

impl<'a> Paragraph<'a> {
    pub fn of(text: &'a str, number: Option<(u16, u8)>) -> Self {
        Self { text, number }
    }
}

/// A file of these paragraphs. Its second list begins anew at every level, in the shape of the first.
pub fn file(paragraphs: &[Paragraph<'_>]) -> Vec<u8> {
    let mut main = vec![0; TEXT];
    let mut ends = Vec::new();
    for paragraph in paragraphs {
        let units = paragraph.text.encode_utf16().chain([0x0D]);
        main.extend(units.flat_map(u16::to_le_bytes));
        ends.push(main.len());
    }
    let text = main.len();
    main.resize(text.next_multiple_of(PAGE), 0);
    let number = main.len() / PAGE;
    main.extend(page(paragraphs, &ends));

    let mut table = Vec::new();
    let characters = (text - TEXT) / 2;
    let pieces = [
        &[2][..],
        &le(16),
        &le(0),
        &le(characters),
        &[0, 0],
        &le(TEXT),
        &[0, 0],
    ];
    put(&mut main, &mut table, 0x01A2, &pieces.concat());
    let pages = [le(TEXT), le(text), le(number)].concat();
    put(&mut main, &mut table, 0x0102, &pages);
    let shape = [&[1, 0][..], &le(7), &[0; 24]].concat();
    put(&mut main, &mut table, 0x02E2, &shape);
    // The levels stand behind the shape, and are not counted with it.
    for nth in 0..9 {
        let (form, shown) = LEVELS.get(nth).copied().unwrap_or((255, ""));
        table.extend(level(form, shown));
    }
    let own = |begins: u8| [&le(7)[..], &[0; 8], &[begins, 0, 0, 0]].concat();
    let anew: Vec<u8> = (0..3)
        .flat_map(|nth| [le(1), le(nth | 0x10)].concat())
        .collect();
    let lists = [&le(2)[..], &own(0), &own(3), &[0xFF; 4], &[0xFF; 4], &anew].concat();
    put(&mut main, &mut table, 0x02EA, &lists);

    main[..2].copy_from_slice(&[0xEC, 0xA5]);
    main[2] = 193;
    main[0x0B] = 0x02;
    main[0x4C..0x50].copy_from_slice(&le(characters));
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a compound file");
    for (name, bytes) in [("WordDocument", main), ("1Table", table)] {
        let mut stream = file.create_stream(name).expect("a stream");
        stream.write_all(&bytes).expect("a stream");
    }
    file.flush().expect("a compound file");
    file.into_inner().into_inner()
}

fn le(value: usize) -> [u8; 4] {
    u32::try_from(value).expect("a small file").to_le_bytes()
}

/// Puts something into the table, and its place into the head.
fn put(main: &mut [u8], table: &mut Vec<u8>, head: usize, bytes: &[u8]) {
    main[head..head + 4].copy_from_slice(&le(table.len()));
    main[head + 4..head + 8].copy_from_slice(&le(bytes.len()));
    table.extend(bytes);
}

/// The page with the properties of the paragraphs.
fn page(paragraphs: &[Paragraph<'_>], ends: &[usize]) -> Vec<u8> {
    let mut page = vec![0; PAGE];
    let count = paragraphs.len();
    page[..4].copy_from_slice(&le(TEXT));
    let mut free = PAGE - 2;
    for (nth, (paragraph, end)) in paragraphs.iter().zip(ends).enumerate() {
        page[(nth + 1) * 4..(nth + 2) * 4].copy_from_slice(&le(*end));
        let Some((list, level)) = paragraph.number else {
            continue;
        };
        free -= 10;
        let [low, high] = list.to_le_bytes();
        let own = [5, 0, 0, 0x0B, 0x46, low, high, 0x0A, 0x26, level];
        page[free..free + 10].copy_from_slice(&own);
        page[(count + 1) * 4 + nth * 13] = u8::try_from(free / 2).expect("a page");
    }
    page[PAGE - 1] = u8::try_from(count).expect("few paragraphs");
    page
}

fn level(form: u8, shown: &str) -> Vec<u8> {
    let units: Vec<u16> = shown.encode_utf16().collect();
    let mark = units
        .iter()
        .position(|unit| *unit < 9)
        .map_or(0, |at| at + 1);
    let mut level = vec![
        1,
        0,
        0,
        0,
        form,
        0,
        u8::try_from(mark).expect("a short number"),
    ];
    level.extend([0; 8]);
    // Nothing stands between the number and the text.
    level.push(2);
    level.extend([0; 12]);
    level.extend(
        u16::try_from(units.len())
            .expect("a short number")
            .to_le_bytes(),
    );
    level.extend(units.into_iter().flat_map(u16::to_le_bytes));
    level
}
