//! The matrix as a worksheet.

use rust_xlsxwriter::{ColNum, Format, RowNum, Worksheet};

use super::style::{Styles, name_height};
use super::text::{fitting, lines, units};
use super::{MOST_DRAWN, set_up_page};
use crate::export::labels::column_labels;
use crate::export::progress::Steps;
use crate::export::{ExportError, MATRIX_HEADERS};
use crate::model::workspace::{PlanIx, SectionIx};
use crate::view::{Row, RowKind, Sheet, citation};

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

/// The height of the filter's button below a name, in points.
const BUTTON: f64 = 17.0;

/// What is printed on an A3 page, in points; a unit of column width; the rows above the table.
const PAGE_WIDTH: f64 = 1118.0;
const PAGE_HEIGHT: f64 = 745.0;
const UNIT: f64 = 5.6;
const TOP: f64 = 27.0 + 16.0 + 18.0 + 16.0;

/// So many units of width fit across an A3 page at a size that can be read.
const PAGE_UNITS: u32 = 330;

/// Excel's outlines nest no deeper.
const MOST_LEVELS: usize = 7;

pub(super) fn fill(
    page: &mut Worksheet,
    sheet: &Sheet,
    styles: &Styles,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    let mut matrix = Matrix::new(page, sheet, styles);
    matrix.head()?;
    matrix.body(steps)?;
    matrix.foot()?;
    // Last: while the library knows of columns, it looks them up for every cell.
    matrix.columns()?;
    matrix.print()
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

    fn head(&mut self) -> Result<(), ExportError> {
        let (page, styles) = (&mut *self.page, self.styles);
        let title = format!("{}责任矩阵", self.sheet.title());
        page.write_string_with_format(0, 0, title, &styles.title)?;
        page.set_row_height(0, 27)?;
        page.write_string_with_format(1, 0, source(self.sheet), &styles.caption)?;
        page.write_string_with_format(2, 0, caption(self.sheet), &styles.caption)?;
        page.set_row_height(1, 16)?.set_row_height(2, 18)?;

        page.set_row_height(GROUPS, 16)?;
        page.write_blank(GROUPS, 0, &styles.corner)?;
        page.write_blank(GROUPS, 1, &styles.corner_edge)?;
        let total = Self::column(self.labels.len());
        for group in &self.sheet.groups {
            let (first, last) = (group.columns.start, group.columns.end - 1);
            let width = u32::try_from(group.columns.len()).unwrap_or(u32::MAX) * COLUMN;
            let label = group.kind.label();
            let label = if units(label) < width {
                label
            } else {
                group.kind.short()
            };
            let format = styles.group.at(true);
            if first == last {
                page.write_string_with_format(GROUPS, Self::column(first), label, format)?;
            } else {
                let (first, last) = (Self::column(first), Self::column(last));
                page.merge_range(GROUPS, first, GROUPS, last, label, format)?;
            }
        }
        if self.sheet.groups.is_empty() {
            for ix in 0..self.labels.len() {
                let format = styles.group.at(self.edges[ix]);
                page.write_blank(GROUPS, Self::column(ix), format)?;
            }
        }
        page.write_blank(GROUPS, total, &styles.corner)?;

        let heights = self
            .labels
            .iter()
            .map(|name| name_height(name.chars().count()));
        // Excel's rows are no higher than 409 points.
        let height = (heights.fold(0.0, f64::max) + BUTTON).clamp(60.0, 409.0);
        page.set_row_height(NAMES, height)?;
        self.height += TOP + height;
        let [_, clause, task] = MATRIX_HEADERS;
        page.write_string_with_format(NAMES, 0, clause, &styles.head)?;
        page.write_string_with_format(NAMES, 1, task, &styles.head)?;
        for (ix, label) in self.labels.iter().enumerate() {
            let format = styles.name(label.chars().count(), self.edges[ix]);
            page.write_string_with_format(NAMES, Self::column(ix), fitting(label), format)?;
        }
        page.write_string_with_format(NAMES, total, "合计", &styles.head_number)?;
        page.set_freeze_panes(FIRST, LEFT)?;
        Ok(())
    }

    /// Sets the height of the row at hand.
    fn set_height(&mut self, points: u32) -> Result<(), ExportError> {
        self.page.set_row_height(self.at, points)?;
        self.height += f64::from(points);
        Ok(())
    }

    fn body(&mut self, steps: &mut Steps<'_>) -> Result<(), ExportError> {
        let sheet = self.sheet;
        self.page.group_symbols_above(true);
        // The depth of the chapter that is open.
        let mut open: Option<usize> = None;
        for row in &sheet.rows {
            steps.step()?;
            let level = match row.kind {
                RowKind::Plan(ix) => {
                    open = None;
                    self.plan(row, ix)?;
                    0
                }
                RowKind::Section(ix) => {
                    let depth = sheet.workspace().section(ix).depth;
                    open = Some(depth);
                    self.section(ix, depth)?;
                    depth + 1
                }
                RowKind::Task(_) => {
                    self.task(row)?;
                    open.map_or(1, |depth| depth + 2)
                }
            };
            for _ in 0..level.min(MOST_LEVELS) {
                self.page.group_rows(self.at, self.at)?;
            }
            if row.hidden {
                self.page.set_row_hidden(self.at)?;
            }
            self.at += 1;
        }
        if sheet.shown.tasks == 0 {
            let words = "没有任务符合筛选";
            self.page
                .write_string_with_format(self.at, 0, words, &self.styles.caption)?;
            self.at += 1;
        } else {
            let (last, total) = (self.at - 1, self.total_column());
            self.page.autofilter(NAMES, 0, last, total)?;
        }
        Ok(())
    }

    fn plan(&mut self, row: &Row, ix: PlanIx) -> Result<(), ExportError> {
        let title = &self.sheet.workspace().plan(ix).plan.title;
        let count = if row.shown == row.all {
            format!("{} 项", row.all)
        } else {
            format!("{} / {} 项", row.shown, row.all)
        };
        self.set_height(22)?;
        self.band(&format!("{title}　{count}"), &self.styles.plan)
    }

    fn section(&mut self, ix: SectionIx, depth: usize) -> Result<(), ExportError> {
        let section = self.sheet.workspace().section(ix);
        let text = format!("{} {}", section.number, section.title);
        self.set_height(19)?;
        self.band(text.trim(), self.styles.section(depth))
    }

    /// A row of one text.
    fn band(&mut self, text: &str, format: &Format) -> Result<(), ExportError> {
        self.page
            .write_string_with_format(self.at, 0, fitting(text), format)?;
        if self.drawn {
            for column in 1..=self.total_column() {
                self.page.write_blank(self.at, column, format)?;
            }
        }
        Ok(())
    }

    fn task(&mut self, row: &Row) -> Result<(), ExportError> {
        let RowKind::Task(ix) = row.kind else {
            return Ok(());
        };
        let (sheet, styles, at) = (self.sheet, self.styles, self.at);
        let task = &sheet.workspace().task(ix).task;
        let total = self.total_column();
        let height = lines(&task.title, self.task_width) * 13 + 6;
        self.set_height(height.clamp(19, 409))?;
        if self.drawn {
            let (clause, title) = (task.key(), fitting(&task.title));
            self.page
                .write_string_with_format(at, 0, clause, &styles.clause)?
                .write_string_with_format(at, 1, title, styles.task.at(true))?
                .write_number_with_format(at, total, row.shown, &styles.total)?;
            let mut cells = sheet.cells(row).iter().peekable();
            for column in 0..self.labels.len() {
                let is_edge = self.edges[column];
                let place = Self::column(column);
                if let Some(cell) = cells.next_if(|cell| cell.column as usize == column) {
                    let format = styles.mark(cell.role, is_edge);
                    self.page
                        .write_string_with_format(at, place, sheet.mark(cell), format)?;
                } else {
                    self.page.write_blank(at, place, styles.blank.at(is_edge))?;
                }
            }
            return Ok(());
        }
        self.page
            .write_string(at, 0, task.key())?
            .write_string(at, 1, fitting(&task.title))?;
        for cell in sheet.cells(row) {
            let place = Self::column(cell.column as usize);
            match styles.bare(cell.role) {
                Some(format) => {
                    self.page
                        .write_string_with_format(at, place, sheet.mark(cell), format)?
                }
                None => self.page.write_string(at, place, sheet.mark(cell))?,
            };
        }
        self.page.write_number(at, total, row.shown)?;
        Ok(())
    }

    /// Totals, legend, sources.
    fn foot(&mut self) -> Result<(), ExportError> {
        let sheet = self.sheet;
        if !sheet.columns.is_empty() && sheet.shown.tasks > 0 {
            let mut rows: Vec<(&str, Vec<u32>)> = vec![
                (
                    "合计",
                    sheet.columns.iter().map(|column| column.tasks).collect(),
                ),
                (
                    "其中牵头",
                    sheet.columns.iter().map(|column| column.leads).collect(),
                ),
            ];
            // Where something is left out, a body's whole load is worth knowing.
            if sheet
                .columns
                .iter()
                .any(|column| column.tasks != column.all_tasks)
            {
                let all = sheet.columns.iter().map(|column| column.all_tasks);
                rows.push(("不筛选时的任务数", all.collect()));
            }
            let last = rows.len() - 1;
            for (nth, (label, counts)) in rows.into_iter().enumerate() {
                let style = if nth == last { 2 } else { nth.min(1) };
                self.totals(label, &counts, style)?;
            }
        }
        self.at += 1;
        let legend = sheet.legend_text();
        let lines = std::iter::once(if legend.is_empty() {
            String::new()
        } else {
            format!("图例　{legend}")
        })
        .chain(
            sheet
                .citations()
                .into_iter()
                .map(|text| format!("来源　{text}")),
        );
        for line in lines.filter(|line| !line.is_empty()) {
            self.page
                .write_string_with_format(self.at, 0, fitting(&line), &self.styles.caption)?;
            self.height += 15.0;
            self.at += 1;
        }
        Ok(())
    }

    fn totals(&mut self, label: &str, counts: &[u32], style: usize) -> Result<(), ExportError> {
        let (styles, at) = (self.styles, self.at);
        self.set_height(19)?;
        self.page
            .write_string_with_format(at, 0, label, &styles.foot_labels[style])?
            .write_blank(at, 1, &styles.foot_labels[style])?;
        for (ix, &count) in counts.iter().enumerate() {
            let format = styles.feet[style].at(self.edges[ix]);
            self.page
                .write_number_with_format(at, Self::column(ix), count, format)?;
        }
        let sum: u64 = counts.iter().copied().map(u64::from).sum();
        #[expect(clippy::cast_precision_loss, reason = "a count of cells")]
        let sum = sum as f64;
        let total = self.total_column();
        self.page
            .write_number_with_format(at, total, sum, &styles.foot_labels[style])?;
        self.at += 1;
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

/// Where the tasks come from, in a line: the plan itself, or how many there are.
fn source(sheet: &Sheet) -> String {
    let mut plans = sheet.plans();
    match (plans.next(), plans.next()) {
        (Some(one), None) => citation(sheet.workspace().plan(one)),
        _ => format!("{} 份方案，出处见表后", sheet.shown.plans),
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
