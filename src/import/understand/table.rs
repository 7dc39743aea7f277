//! Tables as the grammar reads them: cells with their texts, whoever made them.

use super::flow::Flow;
use crate::import::{BlockKind, Document};

/// A cell.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// The first row and column.
    pub row: usize,
    /// The first column.
    pub column: usize,
    /// Over how many rows it goes.
    pub rows: usize,
    /// Over how many columns it goes.
    pub columns: usize,
    /// Its text.
    pub flow: Flow,
    /// Where it stands in the document's text, in bytes.
    pub at: usize,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// Its cells, row by row.
    pub fields: Vec<Field>,
    /// How many rows it has.
    pub height: usize,
    /// How many columns.
    pub width: usize,
}

/// Tables with more places than this are not read.
const MOST_PLACES: usize = 8_000_000;

impl Table {
    /// Adds a cell.
    pub(super) fn push(&mut self, field: Field) {
        self.height = self.height.max(field.row.saturating_add(field.rows));
        self.width = self.width.max(field.column.saturating_add(field.columns));
        self.fields.push(field);
    }

    /// Which cell stands at each place, row by row.
    pub(super) fn places(&self) -> Option<Vec<Option<usize>>> {
        let size = self.height.checked_mul(self.width)?;
        if size > MOST_PLACES {
            return None;
        }
        let mut places = vec![None; size];
        for (nth, field) in self.fields.iter().enumerate() {
            for row in field.row..field.row + field.rows {
                for column in field.column..field.column + field.columns {
                    if let Some(place) = places.get_mut(row * self.width + column) {
                        place.get_or_insert(nth);
                    }
                }
            }
        }
        Some(places)
    }
}

/// The tables that the file itself has.
pub(super) fn of(document: &Document) -> Vec<Table> {
    let mut tables: Vec<(usize, Table)> = Vec::new();
    for block in &document.blocks {
        let BlockKind::Cell(cell) = block.kind else {
            continue;
        };
        if tables
            .last()
            .is_none_or(|(number, _)| *number != cell.table)
        {
            tables.push((cell.table, Table::default()));
        }
        let Some((_, table)) = tables.last_mut() else {
            continue;
        };
        table.push(Field {
            row: cell.row,
            column: cell.column,
            rows: cell.rows.max(1),
            columns: cell.columns.max(1),
            flow: Flow::of(document.text_of(block), block.span.start),
            at: block.span.start,
        });
    }
    tables.into_iter().map(|(_, table)| table).collect()
}
