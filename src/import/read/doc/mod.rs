//! Word 97 to 2003, also as WPS writes it.
//!
//! The text lies in pieces, some in UTF-16 and some in one byte a character; a table of pieces
//! (`pieces`) puts them in order. Marks in the text end paragraphs and cells; what a paragraph is
//! (a heading, the end of a row) and which characters are hidden stands elsewhere (`properties`).

mod lists;
mod pieces;
mod properties;
mod rows;

use std::io::{Cursor, Read as _};

use crate::diagnostic::Diagnostic;
use crate::import::read::numbering::Numbering;
use crate::import::{BlockKind, Document, Kind, Place};
use pieces::Pieces;
use properties::Properties;
use rows::Rows;

/// What stands in the text in place of what is no text.
const CELL: char = '\u{7}';
const PARAGRAPH: char = '\r';
const LINE: char = '\u{B}';
const PAGE: char = '\u{C}';
const FIELD_BEGIN: char = '\u{13}';
const FIELD_RESULT: char = '\u{14}';
const FIELD_END: char = '\u{15}';

/// A compound file.
pub type Compound<'a> = cfb::CompoundFile<Cursor<&'a [u8]>>;

/// Reads a document out of its compound file.
///
/// # Errors
/// When it is damaged, older than 1997, or has a password.
pub fn read(file: &mut Compound<'_>) -> Result<Document, Diagnostic> {
    let main = stream(file, "WordDocument").ok_or_else(damaged)?;
    let flags = u16_at(&main, 0x0A).ok_or_else(damaged)?;
    if flags & 0x0100 != 0 {
        return Err(Diagnostic::error("这份 Word 文档加了密码，读不出来")
            .with_hint("在 Word 或 WPS 中打开，去掉密码，再读取"));
    }
    if u16_at(&main, 2).is_none_or(|version| version < 101) {
        return Err(Diagnostic::error("这份 Word 文档比 Word 97 还早，不能读取")
            .with_hint("在 Word 或 WPS 中另存为 docx，再读取"));
    }
    let table = if flags & 0x0200 != 0 {
        "1Table"
    } else {
        "0Table"
    };
    let table = stream(file, table).ok_or_else(damaged)?;
    let pieces = Pieces::new(&main, &table).ok_or_else(damaged)?;
    let properties = Properties::new(&main, &table);
    let mut document = Document {
        kind: Kind::Doc,
        ..Document::default()
    };
    let mut writer = Writer::new(&mut document, lists::lists(&main, &table));
    let count = |at| u32_at(&main, at).map_or(0, |count| count as usize);
    // Main text, footnotes, heads and feet, macros, comments, endnotes, text boxes: one behind the
    // other.
    let parts = [0x4C, 0x50, 0x54, 0x58, 0x5C, 0x60, 0x64].map(count);
    let begin = |nth: usize| {
        parts[..nth]
            .iter()
            .fold(0, |sum: usize, part| sum.saturating_add(*part))
    };
    for (nth, notes) in [(0, false), (6, false), (1, true), (5, true)] {
        let (from, to) = (begin(nth), begin(nth).saturating_add(parts[nth]));
        writer.part(&pieces, &properties, from, to, notes);
    }
    if writer.unnumbered > 0 {
        let words = format!("{} 个段落的自动编号没有读出", writer.unnumbered);
        document.left_out.push(words);
    }
    if document.text.trim().is_empty() {
        return Err(Diagnostic::error("文档中没有文字").with_hint("确认内容不是图片"));
    }
    Ok(document)
}

fn damaged() -> Diagnostic {
    Diagnostic::error("这份 Word 文档已损坏，读不出来")
        .with_hint("在 Word 或 WPS 中打开并另存为 docx，再读取")
}

fn stream(file: &mut Compound<'_>, name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    file.open_stream(name).ok()?.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// Puts paragraphs and rows of tables into a document.
struct Writer<'a> {
    document: &'a mut Document,
    rows: Rows,
    /// The text of the paragraph so far, and of the cell so far.
    text: String,
    cell: String,
    paragraph: usize,
    numbering: Numbering,
    /// How many paragraphs have a number that the lists do not have.
    unnumbered: usize,
}

impl<'a> Writer<'a> {
    fn new(document: &'a mut Document, numbering: Numbering) -> Self {
        Self {
            document,
            numbering,
            unnumbered: 0,
            rows: Rows::default(),
            text: String::new(),
            cell: String::new(),
            paragraph: 0,
        }
    }

    fn part(
        &mut self,
        pieces: &Pieces,
        properties: &Properties,
        from: usize,
        to: usize,
        notes: bool,
    ) {
        // For every open field whether its result has begun: what stands before is its command.
        let mut fields: Vec<bool> = Vec::new();
        for (c, place) in pieces.characters(from, to) {
            match c {
                FIELD_BEGIN => fields.push(false),
                FIELD_RESULT => {
                    if let Some(result) = fields.last_mut() {
                        *result = true;
                    }
                }
                FIELD_END => {
                    fields.pop();
                }
                _ if fields.iter().any(|result| !result) => {}
                PARAGRAPH | CELL | PAGE => self.end(c, place, properties, notes),
                LINE => self.text.push('\n'),
                '\u{1E}' => self.text.push('-'),
                '\u{A0}' => self.text.push(' '),
                _ if c.is_control() && c != '\t' => {}
                _ if properties.is_hidden(place) => {}
                _ => self.text.push(c),
            }
        }
        self.end(PARAGRAPH, usize::MAX, properties, notes);
        self.flush();
    }

    /// Ends a paragraph, a cell or a row.
    fn end(&mut self, mark: char, place: usize, properties: &Properties, notes: bool) {
        self.paragraph += 1;
        let text = std::mem::take(&mut self.text);
        let known = properties.paragraph(place);
        let number = self.number(known.number.filter(|_| !known.row_end));
        // An empty paragraph shows no number worth having, but counts.
        let number = if text.is_empty() {
            String::new()
        } else {
            number
        };
        if known.row_end && mark == CELL {
            self.rows.end_row(&known.row);
            return;
        }
        if known.in_table || mark == CELL {
            if !self.cell.is_empty() && !text.is_empty() {
                self.cell.push('\n');
            }
            self.cell.push_str(&number);
            self.cell.push_str(&text);
            if mark == CELL {
                self.rows
                    .add(std::mem::take(&mut self.cell), self.paragraph);
            }
            return;
        }
        self.flush();
        let kind = match known.heading {
            _ if notes => BlockKind::Footnote,
            Some(level) => BlockKind::Heading(level),
            None => BlockKind::Paragraph,
        };
        let line = Some(self.paragraph);
        self.document.push_numbered(
            &number,
            &text,
            kind,
            Place {
                line,
                ..Place::default()
            },
        );
    }

    /// The number that a paragraph of a list shows.
    fn number(&mut self, of: Option<(u32, usize)>) -> String {
        let Some((list, level)) = of else {
            return String::new();
        };
        if !self.numbering.lists.contains_key(&list) {
            self.unnumbered += 1;
        }
        self.numbering.next(list, level)
    }

    /// Writes the table that was read, if there is one.
    fn flush(&mut self) {
        if !self.cell.is_empty() {
            self.rows
                .add(std::mem::take(&mut self.cell), self.paragraph);
        }
        self.rows.write(self.document);
    }
}
