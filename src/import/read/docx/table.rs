//! Tables of Word: cells over several columns and rows are there once.

use roxmltree::Node;

use super::{MOST_DEPTH, Named as _, Reader, child};
use crate::import::{BlockKind, Cell};

/// A cell as the file has it.
struct Found {
    column: usize,
    columns: usize,
    rows: usize,
    text: String,
    /// Whether it goes on with the cell above.
    continues: bool,
}

/// Columns beyond these are no table that anybody reads.
const MOST_COLUMNS: usize = 1000;

impl Reader {
    pub(super) fn table(&mut self, node: Node<'_, '_>, depth: usize) {
        if depth > MOST_DEPTH {
            return;
        }
        let table = self.tables;
        self.tables += 1;
        let mut rows: Vec<Vec<Found>> = Vec::new();
        let mut nodes = Vec::new();
        wrapped(node, "tr", &mut nodes, 0);
        for row in nodes {
            let deleted = child(row, "trPr").is_some_and(|it| child(it, "del").is_some());
            if deleted {
                self.deleted += 1;
                continue;
            }
            let found = self.row(row, depth);
            rows.push(found);
        }
        // What goes on with the cell above makes that one higher.
        for at in (1..rows.len()).rev() {
            let (above, below) = rows.split_at_mut(at);
            let Some(last) = above.last_mut() else {
                continue;
            };
            for cell in below[0].iter().filter(|cell| cell.continues) {
                if let Some(over) = last.iter_mut().find(|over| over.column == cell.column) {
                    over.rows = 1 + cell.rows;
                }
            }
        }
        let first_row = |cells: &[Found], column: usize| cells.iter().any(|it| it.column == column);
        for at in 0..rows.len() {
            for nth in 0..rows[at].len() {
                let cell = &rows[at][nth];
                let has_above = at > 0 && first_row(&rows[at - 1], cell.column);
                if cell.continues && has_above {
                    continue;
                }
                let kind = BlockKind::Cell(Cell {
                    table,
                    row: at,
                    column: cell.column,
                    rows: cell.rows,
                    columns: cell.columns,
                });
                let place = self.place();
                self.document.push(&cell.text, kind, place);
            }
        }
    }

    fn row(&mut self, row: Node<'_, '_>, depth: usize) -> Vec<Found> {
        let before = child(row, "trPr").and_then(|it| child(it, "gridBefore")?.value("val"));
        let mut column: usize = before.and_then(|it| it.parse().ok()).unwrap_or(0);
        let mut cells = Vec::new();
        wrapped(row, "tc", &mut cells, 0);
        let mut found = Vec::with_capacity(cells.len());
        for cell in cells {
            if column > MOST_COLUMNS {
                break;
            }
            let properties = child(cell, "tcPr");
            let value = |name: &str| properties.and_then(|it| child(it, name));
            let columns = value("gridSpan").and_then(|it| it.value("val")?.parse().ok());
            let columns = columns.unwrap_or(1).clamp(1, MOST_COLUMNS);
            let continues = value("vMerge")
                .is_some_and(|it| it.value("val").is_none_or(|how| how == "continue"));
            self.paragraphs += 1;
            found.push(Found {
                column,
                columns,
                rows: 1,
                text: self.text_of(cell, depth + 1),
                continues,
            });
            column += columns;
        }
        found
    }
}

/// The children of a name, also inside of content controls and insertions.
fn wrapped<'a, 'i>(parent: Node<'a, 'i>, name: &str, found: &mut Vec<Node<'a, 'i>>, depth: usize) {
    if depth > MOST_DEPTH {
        return;
    }
    for node in parent.children() {
        if node.has_tag_name_of(name) {
            found.push(node);
        } else if matches!(
            node.tag_name().name(),
            "sdt" | "sdtContent" | "ins" | "customXml" | "moveTo"
        ) {
            wrapped(node, name, found, depth + 1);
        }
    }
}
