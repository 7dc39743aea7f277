//! The matrix as a worksheet.

mod foot;
mod head;
mod rows;

use std::collections::HashMap;

use rust_xlsxwriter::{ColNum, RowNum, Worksheet};

use super::style::Styles;
use super::text::units;
use super::{Links, MOST_DRAWN, set_up_page};
use crate::export::ExportError;
use crate::export::progress::Steps;
use crate::model::workspace::TaskIx;
use crate::view::column_labels;
use crate::view::{RowKind, Sheet};

/// Title, two captions, groups, names.
const GROUPS: RowNum = 3;
const NAMES: RowNum = 4;
const FIRST: RowNum = 5;

/// Clause and title.
const LEFT: ColNum = 2;

/// Rows beside those of the sheet, apart from a citation per plan.
pub(super) const EXTRA_ROWS: usize = 16;

/// Columns beside those of the sheet.
pub(super) const EXTRA_COLUMNS: usize = 3;

/// The width of a body's column: one Hanzi of the heading and the filter's button.
const COLUMN: u32 = 4;

/// What is printed on an A3 page, and a unit of column width, in points.
const PAGE_WIDTH: f64 = 1118.0;
const PAGE_HEIGHT: f64 = 745.0;
const UNIT: f64 = 5.6;

/// How many units of column width fit across an A3 page at a size that can be read.
const PAGE_UNITS: u32 = 330;

pub(super) fn fill(
    page: &mut Worksheet,
    sheet: &Sheet,
    styles: &Styles,
    (links, steps): (&Links, &mut Steps<'_>),
) -> Result<(), ExportError> {
    let mut matrix = Matrix::new(page, sheet, styles);
    matrix.head()?;
    matrix.rows(links, steps)?;
    matrix.foot()?;
    // Last: while the library knows of columns, it looks them up for every cell.
    matrix.columns()?;
    matrix.print()
}

/// The row of every task.
pub(super) fn places(sheet: &Sheet) -> HashMap<TaskIx, RowNum> {
    let rows = (FIRST..).zip(&sheet.rows);
    rows.filter_map(|(at, row)| match row.kind {
        RowKind::Task(task) => Some((task, at)),
        RowKind::Plan(_) | RowKind::Section(_) => None,
    })
    .collect()
}

struct Matrix<'a> {
    page: &'a mut Worksheet,
    sheet: &'a Sheet,
    styles: &'a Styles,
    labels: Vec<String>,
    /// Whether a column is the last of its group.
    edges: Vec<bool>,
    /// Whether all lines are drawn, which takes a cell for every crossing.
    drawn: bool,
    clause_width: u32,
    task_width: u32,
    /// The next free row.
    at: RowNum,
    /// The height of the rows so far, in points.
    height: f64,
}

impl<'a> Matrix<'a> {
    fn new(page: &'a mut Worksheet, sheet: &'a Sheet, styles: &'a Styles) -> Self {
        let columns = sheet.columns.len();
        let mut edges = vec![false; columns];
        for group in &sheet.groups {
            edges[group.columns.end - 1] = true;
        }
        if let Some(last) = edges.last_mut() {
            *last = true;
        }
        let workspace = sheet.workspace();
        let (mut clause_width, mut task_width) = (0, 0);
        for ix in sheet.tasks() {
            let task = &workspace.task(ix).task;
            clause_width = clause_width.max(units(&task.clause) + 2);
            task_width = task_width.max(units(&task.title) + 2);
        }
        Self {
            page,
            sheet,
            styles,
            labels: column_labels(sheet),
            edges,
            drawn: sheet.rows.len() * columns <= MOST_DRAWN,
            clause_width: clause_width.clamp(10, 18),
            task_width: task_width.clamp(24, 48),
            at: FIRST,
            height: 0.0,
        }
    }

    fn column(ix: usize) -> ColNum {
        // The size was checked before: Excel has no more columns than fit.
        LEFT + ColNum::try_from(ix).unwrap_or(ColNum::MAX - LEFT)
    }

    fn total_column(&self) -> ColNum {
        Self::column(self.labels.len())
    }

    fn columns(&mut self) -> Result<(), ExportError> {
        let total = self.total_column();
        self.page.set_column_width(0, self.clause_width)?;
        self.page.set_column_width(1, self.task_width)?;
        if total > LEFT {
            self.page.set_column_range_width(LEFT, total - 1, COLUMN)?;
        }
        self.page.set_column_width(total, 7)?;
        if !self.drawn {
            self.page
                .set_column_range_format(LEFT, total - 1, &self.styles.bare_mark)?;
        }
        Ok(())
    }

    /// Sets the height of the row at hand.
    fn set_height(&mut self, points: u32) -> Result<(), ExportError> {
        self.page.set_row_height(self.at, points)?;
        self.height += f64::from(points);
        Ok(())
    }

    fn print(&mut self) -> Result<(), ExportError> {
        let total = self.total_column();
        let columns = u32::try_from(self.labels.len()).unwrap_or(u32::MAX);
        let left = self.clause_width + self.task_width;
        let right = columns.saturating_mul(COLUMN).saturating_add(7);
        // A wide matrix takes several pages, each with the task columns at its left.
        let bands = right.div_ceil(PAGE_UNITS - left).max(1);
        // A last page with nothing but the legend helps nobody: what is only a little too high
        // becomes a little smaller.
        let scale = (PAGE_WIDTH / (f64::from(left.saturating_add(right)) * UNIT)).min(1.0);
        let is_one_page = bands == 1 && self.height * scale <= PAGE_HEIGHT * 1.2;
        set_up_page(self.page, self.sheet);
        self.page
            .set_print_fit_to_pages(
                u16::try_from(bands).unwrap_or(u16::MAX),
                u16::from(is_one_page),
            )
            .set_repeat_rows(GROUPS, NAMES)?
            .set_repeat_columns(0, 1)?
            .set_print_area(0, 0, self.at.saturating_sub(1), total)?;
        if self.drawn {
            self.page.set_screen_gridlines(false);
        } else {
            self.page.set_print_gridlines(true);
        }
        Ok(())
    }
}

/// The filter, the counts, the date.
pub(super) fn caption(sheet: &Sheet) -> String {
    format!(
        "{} · {} · {}制表",
        sheet.filter_text(),
        sheet.counts_text(),
        sheet.today.text()
    )
}
