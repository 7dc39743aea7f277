//! The rows of a table, until it ends.

use super::properties::Row;
use crate::import::{BlockKind, Cell, Document, Place};

/// Edges nearer than this, in twentieths of a point, are one.
const NEAR: i16 = 60;

/// The rows of the table that is being read.
#[derive(Default)]
pub struct Rows {
    /// The cells of the row that is being read, each with its paragraph.
    cells: Vec<(String, usize)>,
    done: Vec<(Vec<(String, usize)>, Row)>,
    tables: usize,
}

impl Rows {
    /// Adds a cell to the row.
    pub fn add(&mut self, text: String, paragraph: usize) {
        self.cells.push((text, paragraph));
    }

    /// Ends the row.
    pub fn end_row(&mut self, row: &Row) {
        let cells = std::mem::take(&mut self.cells);
        self.done.push((cells, row.clone()));
    }

    /// Writes the table, and is ready for the next one.
    pub fn write(&mut self, document: &mut Document) {
        if !self.cells.is_empty() {
            self.end_row(&Row::default());
        }
        if self.done.is_empty() {
            return;
        }
        let rows = std::mem::take(&mut self.done);
        let edges = edges(&rows);
        let mut written: Vec<Written> = Vec::new();
        for (nth, (cells, row)) in rows.into_iter().enumerate() {
            add_row(&mut written, &edges, nth, cells, &row);
        }
        for cell in written {
            let kind = BlockKind::Cell(Cell {
                table: self.tables,
                ..cell.cell
            });
            let line = Some(cell.paragraph);
            document.push(
                &cell.text,
                kind,
                Place {
                    line,
                    ..Place::default()
                },
            );
        }
        self.tables += 1;
    }
}

struct Written {
    cell: Cell,
    text: String,
    paragraph: usize,
}

/// The edges of all rows, from the left.
fn edges(rows: &[(Vec<(String, usize)>, Row)]) -> Vec<i16> {
    let mut edges: Vec<i16> = rows
        .iter()
        .flat_map(|(_, row)| row.edges.iter().copied())
        .collect();
    edges.sort_unstable();
    edges.dedup_by(|next, last| next.saturating_sub(*last) < NEAR);
    edges
}

fn add_row(
    written: &mut Vec<Written>,
    edges: &[i16],
    row: usize,
    cells: Vec<(String, usize)>,
    of: &Row,
) {
    let column = |edge: i16| {
        let behind = edges.partition_point(|known| *known <= edge);
        behind.saturating_sub(1)
    };
    let mut last: Option<usize> = None;
    for (nth, (text, paragraph)) in cells.into_iter().enumerate() {
        let (begin, end) = match (of.edges.get(nth), of.edges.get(nth + 1)) {
            (Some(begin), Some(end)) => (column(*begin), column(*end).max(column(*begin) + 1)),
            _ => (nth, nth + 1),
        };
        let (before, above) = of.merged.get(nth).copied().unwrap_or_default();
        if before && let Some(last) = last {
            let cell = &mut written[last].cell;
            cell.columns = cell.columns.max(end - cell.column);
            continue;
        }
        let over = written.iter_mut().rposition(|known| {
            known.cell.column == begin && known.cell.row + known.cell.rows == row
        });
        if above && let Some(over) = over {
            written[over].cell.rows += 1;
            last = Some(over);
            continue;
        }
        last = Some(written.len());
        written.push(Written {
            cell: Cell {
                table: 0,
                row,
                column: begin,
                rows: 1,
                columns: end - begin,
            },
            text,
            paragraph,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_share_their_columns_and_merged_cells_are_there_once() {
        let cells = |texts: &[&str]| texts.iter().map(|text| ((*text).to_owned(), 1)).collect();
        let row = |edges: &[i16], above: &[bool]| Row {
            edges: edges.to_vec(),
            merged: above.iter().map(|above| (false, *above)).collect(),
        };
        let mut rows = Rows {
            done: vec![
                (
                    cells(&["任务", "责任单位"]),
                    row(&[0, 1000, 3000], &[false, false]),
                ),
                (
                    cells(&["甲", "牵头", "配合"]),
                    row(&[0, 1010, 2000, 3000], &[false; 3]),
                ),
                (
                    cells(&["", "市发改委", "市教育局"]),
                    row(&[0, 1000, 2000, 3000], &[true, false, false]),
                ),
            ],
            ..Rows::default()
        };
        let mut document = Document::default();
        rows.write(&mut document);
        let placed: Vec<_> = document
            .blocks
            .iter()
            .map(|block| match block.kind {
                BlockKind::Cell(cell) => (cell.row, cell.column, cell.rows, cell.columns),
                _ => panic!("only cells"),
            })
            .collect();
        assert_eq!(
            placed,
            [
                (0, 0, 1, 1),
                (0, 1, 1, 2),
                (1, 0, 2, 1),
                (1, 1, 1, 1),
                (1, 2, 1, 1),
                (2, 1, 1, 1),
                (2, 2, 1, 1)
            ]
        );
    }
}
