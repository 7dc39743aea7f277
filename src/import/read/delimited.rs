//! Tables as text: cells parted by commas, semicolons or tabs.

use csv::ReaderBuilder;

use crate::import::{BlockKind, Cell, Document, Kind, Place};

/// How many cells a row has at least, and how many rows there are at least: less is prose.
const CELLS: usize = 3;
const ROWS: usize = 2;
/// The most cells that are read.
const MOST: usize = 2_000_000;

/// Reads a text as a table, if it is one: nearly all its rows have as many cells as the first.
#[must_use]
pub fn read(text: &Document) -> Option<Document> {
    let rows = [b'\t', b',', b';']
        .into_iter()
        .filter_map(|mark| rows(&text.text, mark))
        .max_by_key(|rows| rows[0].cells.len())?;
    let mut document = Document {
        kind: Kind::Csv,
        encoding: text.encoding,
        ..Document::default()
    };
    for (nth, row) in rows.iter().enumerate() {
        for (column, words) in row.cells.iter().enumerate() {
            let cell = Cell {
                table: 0,
                row: nth,
                column,
                rows: 1,
                columns: 1,
            };
            let place = Place {
                line: Some(row.line),
                ..Place::default()
            };
            document.push(words.trim(), BlockKind::Cell(cell), place);
        }
    }
    Some(document)
}

/// A row with the line that it begins in, from 1.
struct Row {
    line: usize,
    cells: Vec<String>,
}

fn rows(text: &str, mark: u8) -> Option<Vec<Row>> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(mark)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut cells = 0;
    for record in reader.records() {
        let record = record.ok()?;
        cells += record.len();
        if cells > MOST {
            return None;
        }
        let line = record.position().map_or(1, csv::Position::line);
        // Lines without anything, as some programs put between rows.
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        rows.push(Row {
            line: usize::try_from(line).unwrap_or(usize::MAX),
            cells: record.iter().map(str::to_owned).collect(),
        });
    }
    // Titles above the head row have fewer cells.
    let wide = rows.iter().map(|row| row.cells.len()).max()?;
    let full = rows.iter().filter(|row| row.cells.len() == wide).count();
    (wide >= CELLS && full >= ROWS && full * 10 >= rows.len() * 8).then_some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read::text;

    fn table(words: &str) -> Option<Vec<(usize, String)>> {
        let document = read(&text::read(words.as_bytes())?)?;
        let cells = document.blocks.iter().map(|block| {
            let BlockKind::Cell(cell) = &block.kind else {
                panic!("only cells");
            };
            (cell.row, document.text_of(block).to_owned())
        });
        Some(cells.collect())
    }

    #[test]
    fn commas_tabs_and_quoted_line_breaks_make_cells() {
        let comma =
            table("序号,任务,责任单位\n1,\"开展试点,\n分两步\",市发改委\n").expect("a table");
        assert_eq!(comma[4], (1, "开展试点,\n分两步".to_owned()));
        let tab = table("序号\t任务\t责任单位\r\n1\t开展试点\t市发改委\r\n").expect("a table");
        assert_eq!(tab[5], (1, "市发改委".to_owned()));
    }

    #[test]
    fn prose_is_no_table() {
        assert!(table("第一段,有逗号,不少\n第二段没有\n第三段也没有\n第四段没有\n").is_none());
        assert!(table("一、任务\n（责任单位：市发改委、市教育局）\n").is_none());
    }
}
