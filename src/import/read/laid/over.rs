//! Tables that go on over a page: head rows that come again are dropped, rows that were cut are
//! joined.

use super::grid::{Grid, GridCell};

/// Columns whose lines are nearer than this, in points, are the same.
const NEAR: f64 = 4.0;

/// A cell of a whole table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WholeCell {
    /// The page that it begins on, from 1.
    pub page: usize,
    /// The row, from 0.
    pub row: usize,
    /// The column, from 0.
    pub column: usize,
    /// Over how many rows it goes.
    pub rows: usize,
    /// Over how many columns it goes.
    pub columns: usize,
    /// Its text.
    pub text: String,
}

/// A table with all its pages.
#[derive(Debug)]
pub struct Whole {
    /// Which table of the file, from 0.
    pub nth: usize,
    /// The cells, row by row.
    pub cells: Vec<WholeCell>,
    columns: Vec<f64>,
    rows: usize,
    page: usize,
}

/// The tables as they come.
#[derive(Debug, Default)]
pub struct Tables {
    open: Option<Whole>,
    count: usize,
}

impl Tables {
    /// Takes a table of a page: it goes on with the one before, or ends it. Gives the one that
    /// ended.
    pub fn add(&mut self, grid: Grid, page: usize) -> Option<Whole> {
        if let Some(open) = &mut self.open
            && open.goes_on(&grid, page)
        {
            open.go_on(grid, page);
            return None;
        }
        let ended = self.open.take();
        let cells = grid.cells.into_iter().map(|cell| whole(cell, 0, page));
        self.open = Some(Whole {
            nth: self.count,
            cells: cells.collect(),
            columns: grid.columns,
            rows: grid.rows,
            page,
        });
        self.count += 1;
        ended
    }

    /// Something else comes: the open table has ended.
    pub fn end(&mut self) -> Option<Whole> {
        self.open.take()
    }
}

fn whole(cell: GridCell, down: usize, page: usize) -> WholeCell {
    WholeCell {
        page,
        row: cell.row + down,
        column: cell.column,
        rows: cell.rows,
        columns: cell.columns,
        text: cell.text,
    }
}

impl Whole {
    fn goes_on(&self, grid: &Grid, page: usize) -> bool {
        let same = |(one, other): (&f64, &f64)| (one - other).abs() < NEAR;
        page == self.page + 1
            && grid.columns.len() == self.columns.len()
            && grid.columns.iter().zip(&self.columns).all(same)
    }

    fn go_on(&mut self, grid: Grid, page: usize) {
        let mut cells = grid.cells;
        let mut rows = grid.rows;
        // Head rows that come again, as they stand at the beginning.
        while rows > 1 && self.begins_with(&cells) {
            cells.retain(|cell| cell.row > 0);
            for cell in &mut cells {
                cell.row -= 1;
            }
            rows -= 1;
        }
        let mut down = self.rows;
        if self.is_cut(&cells) {
            let last = self.rows - 1;
            let (first, rest): (Vec<GridCell>, _) =
                cells.into_iter().partition(|cell| cell.row == 0);
            for cell in first {
                let column = cell.column;
                let reaches = |known: &&mut WholeCell| {
                    known.column == column && known.row + known.rows > last
                };
                match self.cells.iter_mut().find(reaches) {
                    Some(known) => {
                        known.text.push_str(&cell.text);
                        known.rows = known.rows.max(last + cell.rows - known.row);
                    }
                    None => self.cells.push(whole(cell, last, page)),
                }
            }
            cells = rest;
            down = last;
        }
        self.cells
            .extend(cells.into_iter().map(|cell| whole(cell, down, page)));
        self.rows = down + rows;
        self.page = page;
    }

    fn begins_with(&self, cells: &[GridCell]) -> bool {
        let head: Vec<&str> = self
            .cells
            .iter()
            .filter(|cell| cell.row == 0)
            .map(|cell| cell.text.as_str())
            .collect();
        let first: Vec<&str> = cells
            .iter()
            .filter(|cell| cell.row == 0)
            .map(|cell| cell.text.as_str())
            .collect();
        head == first && head.iter().any(|text| !text.is_empty())
    }

    /// Whether the last row goes on in the first of the next page: the number of one of them is
    /// missing, and a row has its number once.
    fn is_cut(&self, cells: &[GridCell]) -> bool {
        let last = self.rows.saturating_sub(1);
        let before = self
            .cells
            .iter()
            .filter(|cell| cell.row + cell.rows > last && cell.row > 0);
        let number = |column: usize, text: &str| column == 0 && !text.trim().is_empty();
        let first: Vec<&GridCell> = cells.iter().filter(|cell| cell.row == 0).collect();
        let single = first.len() + 1 >= self.columns.len();
        let numbered_before = before.clone().any(|cell| number(cell.column, &cell.text));
        let numbered_behind = first.iter().any(|cell| number(cell.column, &cell.text));
        before.count() > 1 && single && first.len() > 1 && numbered_before != numbered_behind
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[[&str; 3]]) -> Grid {
        let cells = rows.iter().enumerate().flat_map(|(row, texts)| {
            texts
                .iter()
                .enumerate()
                .map(move |(column, text)| GridCell {
                    row,
                    column,
                    rows: 1,
                    columns: 1,
                    text: (*text).to_owned(),
                })
        });
        Grid {
            top: 0.0,
            columns: vec![0.0, 10.0, 20.0, 30.0],
            rows: rows.len(),
            cells: cells.collect(),
        }
    }

    fn texts(whole: &Whole) -> Vec<(usize, &str)> {
        whole
            .cells
            .iter()
            .map(|cell| (cell.row, cell.text.as_str()))
            .collect()
    }

    #[test]
    fn a_head_that_comes_again_is_dropped_and_a_cut_row_is_joined() {
        let mut tables = Tables::default();
        let head = ["序号", "任务", "责任单位"];
        assert!(
            tables
                .add(grid(&[head, ["1", "开展", "市发"]]), 1)
                .is_none()
        );
        assert!(
            tables
                .add(
                    grid(&[head, ["", "试点", "改委"], ["2", "推广", "市教育局"]]),
                    2
                )
                .is_none()
        );
        let whole = tables.end().expect("one table");
        assert_eq!(
            texts(&whole)[3..],
            [
                (1, "1"),
                (1, "开展试点"),
                (1, "市发改委"),
                (2, "2"),
                (2, "推广"),
                (2, "市教育局")
            ]
        );
    }

    #[test]
    fn other_columns_or_a_page_between_make_another_table() {
        let mut tables = Tables::default();
        tables.add(grid(&[["序号", "任务", "责任单位"], ["1", "甲", "乙"]]), 1);
        let first = tables.add(grid(&[["3", "丙", "丁"], ["4", "戊", "己"]]), 3);
        assert_eq!(first.map(|whole| whole.nth), Some(0));
        assert_eq!(tables.end().map(|whole| whole.nth), Some(1));
    }
}
