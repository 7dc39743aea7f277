//! The list and the targets as worksheets.

use std::collections::HashSet;

use rust_xlsxwriter::{
    ColNum, Format, Note, RowNum, Table as ExcelTable, TableColumn, TableStyle, Worksheet,
};

use super::matrix::caption;
use super::style::Styles;
use super::text::{fitting, lines, units};
use super::{MOST_DRAWN, captioned, set_up_page};
use crate::export::progress::Steps;
use crate::export::records::{
    self, BOUND_HEADERS, LIST_AGENCY, LIST_HEADERS, OwnColumns, TARGET_FIGURE, TARGET_HEADERS,
};
use crate::export::{ExportError, Layout, Silent};
use crate::terms;
use crate::view::{Sheet, target_rows};

/// Title, caption, headings.
const HEAD: RowNum = 2;
const FIRST: RowNum = 3;

/// The highest row in points, and the widest column in its units, that a workbook can have.
const HIGHEST: u32 = 409;
const WIDEST: u32 = 255;

/// Rows beside those of the table.
pub(super) const EXTRA_ROWS: usize = 4;

/// The widest that each column becomes; longer texts take several lines.
const LIST_WIDTHS: [u32; 12] = [24, 22, 56, 16, 36, 16, 30, 24, 18, 40, 44, 24];
const TARGET_WIDTHS: [u32; 15] = [24, 16, 36, 36, 8, 10, 12, 16, 10, 52, 52, 30, 24, 10, 10];

/// The widest that a column of the file's own becomes.
const OWN_WIDTH: u32 = 48;

pub(super) fn fill_list(
    page: &mut Worksheet,
    sheet: &Sheet,
    styles: &Styles,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    let own = OwnColumns::new(sheet).headers();
    let headers = [&LIST_HEADERS[..], &own].concat();
    let mut most = LIST_WIDTHS.to_vec();
    most.resize(headers.len(), OWN_WIDTH);
    let mut table = Table::new(page, styles, sheet.shown.assignments, &most);
    if table.drawn {
        let mut widths = Measure::new(&headers);
        records::list(sheet, &mut Steps::new(&Silent, 0), |record| {
            widths.add(&[&short(record.cells, record.plan), record.own].concat());
            Ok(())
        })?;
        table.widths = widths.at_most(&most);
        records::list(sheet, &mut Steps::new(&Silent, 0), |record| {
            table.widen(&[&short(record.cells, record.plan), record.own].concat());
            Ok(())
        })?;
    }
    table.head(sheet, terms::ASSIGNMENT, &headers)?;
    records::list(sheet, steps, |record| {
        let cells = [&short(record.cells, record.plan), record.own].concat();
        for (column, text) in (0..).zip(&cells) {
            table.text(column, text)?;
        }
        if let Some(words) = record.mended {
            let column = ColNum::try_from(LIST_AGENCY).unwrap_or_default();
            // Nobody's name: the note says what was mended, not who says so.
            let note = Note::new(fitting(words)).add_author_prefix(false);
            table.page.insert_note(table.at, column, &note)?;
        }
        table.next(&cells)
    })?;
    table.finish(sheet, true)
}

pub(super) fn fill_targets(
    page: &mut Worksheet,
    sheet: &Sheet,
    styles: &Styles,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    let mut table = Table::new(page, styles, target_rows(sheet).len(), &TARGET_WIDTHS);
    let headers: Vec<&str> = TARGET_HEADERS.into_iter().chain(BOUND_HEADERS).collect();
    if table.drawn {
        let mut widths = Measure::new(&headers);
        records::targets(sheet, &mut Steps::new(&Silent, 0), |record| {
            widths.add(&short(record.cells, record.plan));
            Ok(())
        })?;
        table.widths = widths.at_most(&TARGET_WIDTHS);
        records::targets(sheet, &mut Steps::new(&Silent, 0), |record| {
            table.widen(&short(record.cells, record.plan));
            Ok(())
        })?;
    }
    table.head(sheet, Layout::Targets.document(), &headers)?;
    let place = |nth: usize| ColNum::try_from(nth).unwrap_or_default();
    let (figure, bound) = (place(TARGET_FIGURE), place(TARGET_HEADERS.len()));
    for column in [figure, bound, bound + 1] {
        table.over_figures(usize::from(column));
    }
    records::targets(sheet, steps, |record| {
        let cells = short(record.cells, record.plan);
        for (column, text) in (0..).zip(cells) {
            match text.parse::<f64>() {
                // A figure that Excel can add up; the bounds are numbers, too.
                Ok(number) if column == figure => table.number(column, number)?,
                _ if column == figure => table.figure(column, text)?,
                _ => table.text(column, text)?,
            }
        }
        for (column, number) in (bound..).zip(record.bounds) {
            match number {
                Some(number) => table.number(column, number)?,
                None => table.text(column, "")?,
            }
        }
        table.next(&cells)
    })?;
    table.finish(sheet, true)
}

/// The cells with the plan's short name: the page of explanations has the title beside it.
fn short<'a, const N: usize>(mut cells: [&'a str; N], plan: &'a str) -> [&'a str; N] {
    cells[0] = plan;
    cells
}

/// How wide the texts of a table are.
pub(super) struct Measure(Vec<u32>);

impl Measure {
    pub fn new(headers: &[&str]) -> Self {
        // The filter's button takes two units beside a heading.
        Self(headers.iter().map(|header| units(header) + 4).collect())
    }

    pub fn add(&mut self, cells: &[&str]) {
        for (width, text) in self.0.iter_mut().zip(cells) {
            *width = (*width).max(units(text) + 4);
        }
    }

    pub(crate) fn at_most(mut self, most: &[u32]) -> Vec<u32> {
        for (width, most) in self.0.iter_mut().zip(most) {
            *width = (*width).min(*most);
        }
        self.0
    }
}

/// A worksheet of title, caption, headings and rows of texts.
pub(super) struct Table<'a> {
    pub page: &'a mut Worksheet,
    pub styles: &'a Styles,
    /// Whether all lines are drawn, which takes a cell also where there is no text.
    pub drawn: bool,
    /// How wide the columns are.
    pub widths: Vec<u32>,
    /// The next free row.
    pub at: RowNum,
    /// The height of a line of text, in points.
    pub line: u32,
    /// The headings of the columns, and how each looks.
    headers: Vec<(String, Format)>,
}

impl<'a> Table<'a> {
    pub fn new(page: &'a mut Worksheet, styles: &'a Styles, rows: usize, widths: &[u32]) -> Self {
        Self {
            page,
            styles,
            drawn: rows * widths.len() <= MOST_DRAWN,
            widths: widths.to_vec(),
            at: FIRST,
            line: 13,
            headers: Vec::new(),
        }
    }

    /// Title, caption and the headings of the columns.
    pub fn head(
        &mut self,
        sheet: &Sheet,
        document: &str,
        headers: &[&str],
    ) -> Result<(), ExportError> {
        let title = sheet.titled(document);
        let caption = captioned(sheet, document, &caption(sheet));
        let (page, styles) = (&mut *self.page, self.styles);
        page.write_string_with_format(0, 0, fitting(&title), &styles.title)?
            .write_string_with_format(1, 0, fitting(&caption), &styles.caption)?
            .set_row_height(0, 27)?
            .set_row_height(1, 18)?
            .set_row_height(HEAD, 20)?;
        for header in headers {
            self.headers
                .push(((*header).to_owned(), styles.head.clone()));
        }
        page.set_freeze_panes(FIRST, 0)?;
        Ok(())
    }

    pub fn text(&mut self, column: ColNum, text: &str) -> Result<(), ExportError> {
        let text = fitting(text);
        match (self.drawn, text.is_empty()) {
            (true, true) => self.page.write_blank(self.at, column, &self.styles.cell)?,
            (true, false) => {
                let format = &self.styles.cell;
                self.page
                    .write_string_with_format(self.at, column, text, format)?
            }
            (false, true) => return Ok(()),
            (false, false) => self.page.write_string(self.at, column, text)?,
        };
        Ok(())
    }

    /// A figure that is no single number.
    fn figure(&mut self, column: ColNum, text: &str) -> Result<(), ExportError> {
        if self.drawn && !text.is_empty() {
            let format = &self.styles.number;
            self.page
                .write_string_with_format(self.at, column, text, format)?;
            return Ok(());
        }
        self.text(column, text)
    }

    fn number(&mut self, column: ColNum, number: f64) -> Result<(), ExportError> {
        if self.drawn {
            let format = &self.styles.number;
            self.page
                .write_number_with_format(self.at, column, number, format)?;
        } else {
            self.page.write_number(self.at, column, number)?;
        }
        Ok(())
    }

    /// The row is complete. Not every program makes rows as high as their texts when it opens a
    /// file, so the height is ours to say.
    pub fn next(&mut self, cells: &[&str]) -> Result<(), ExportError> {
        if self.drawn {
            let most = cells
                .iter()
                .zip(&self.widths)
                .map(|(text, width)| lines(text, *width));
            let height = most.max().unwrap_or(1).saturating_mul(self.line) + 5;
            self.page
                .set_row_height(self.at, height.clamp(19, HIGHEST))?;
        }
        self.at += 1;
        Ok(())
    }

    /// The row is complete, and may be higher than a row can be: then its cells go over several
    /// rows, as one cell each.
    pub fn next_joined(&mut self, cells: &[&str]) -> Result<(), ExportError> {
        let most = cells
            .iter()
            .zip(&self.widths)
            .map(|(text, width)| lines(text, *width));
        let height = most.max().unwrap_or(1).saturating_mul(self.line) + 5;
        let rows = height.div_ceil(HIGHEST);
        if !self.drawn || rows <= 1 {
            return self.next(cells);
        }
        let last = self.at + rows - 1;
        for row in self.at..=last {
            self.page.set_row_height(row, height.div_ceil(rows))?;
        }
        for (column, text) in (0..).zip(cells) {
            let format = &self.styles.tall;
            self.page
                .merge_range(self.at, column, last, column, &fitting(text), format)?;
        }
        self.at = last + 1;
        Ok(())
    }

    /// Widens the columns whose texts would need a higher row than there is, as far as columns go.
    pub fn widen(&mut self, cells: &[&str]) {
        let most = HIGHEST / self.line - 1;
        for (text, width) in cells.iter().zip(&mut self.widths) {
            while lines(text, *width) > most && *width < WIDEST {
                *width = (*width + *width / 4 + 1).min(WIDEST);
            }
        }
    }

    /// A row of one text across the table: the heading of a group.
    pub fn band(&mut self, text: &str, format: &Format, height: u32) -> Result<(), ExportError> {
        self.page.set_row_height(self.at, height)?;
        self.page
            .write_string_with_format(self.at, 0, fitting(text), format)?;
        let columns = ColNum::try_from(self.widths.len()).unwrap_or(ColNum::MAX);
        for column in 1..columns {
            self.page.write_blank(self.at, column, format)?;
        }
        self.at += 1;
        Ok(())
    }

    /// A heading that stands over figures.
    fn over_figures(&mut self, column: usize) {
        if let Some((_, format)) = self.headers.get_mut(column) {
            *format = self.styles.head_number.clone();
        }
    }

    /// Whether Excel takes it for a table: one with two headings alike is a damaged file to it.
    fn is_table(&self) -> bool {
        let mut known: HashSet<String> = HashSet::new();
        let mut names = self.headers.iter().map(|(name, _)| name);
        names.all(|name| !name.trim().is_empty() && known.insert(name.to_lowercase()))
    }

    /// Makes the rows a table that Excel knows as one.
    fn as_table(&mut self, last: ColNum) -> Result<(), ExportError> {
        let columns = self.headers.iter().map(|(name, format)| {
            TableColumn::new()
                .set_header(name.as_str())
                .set_header_format(format)
        });
        let columns: Vec<TableColumn> = columns.collect();
        let table = ExcelTable::new()
            .set_columns(&columns)
            .set_style(TableStyle::None);
        self.page.add_table(HEAD, 0, self.at - 1, last, &table)?;
        Ok(())
    }

    /// Widths, page, and a filter where the rows can be filtered.
    pub fn finish(&mut self, sheet: &Sheet, filter: bool) -> Result<(), ExportError> {
        let last = ColNum::try_from(self.widths.len() - 1).unwrap_or_default();
        // Last: while the library knows of columns, it looks them up for every cell.
        for (column, width) in (0..).zip(&self.widths) {
            self.page.set_column_width(column, *width)?;
        }
        let is_table = self.at > FIRST && filter && self.is_table();
        if !is_table {
            for (column, (name, format)) in (0..).zip(&self.headers) {
                self.page
                    .write_string_with_format(HEAD, column, name, format)?;
            }
        }
        if is_table {
            self.as_table(last)?;
        } else if self.at > FIRST && !filter {
            // Headings of groups stand between the rows: nothing to filter or sort.
        } else if self.at > FIRST {
            self.page.autofilter(HEAD, 0, self.at - 1, last)?;
        } else {
            let words = "没有内容符合筛选";
            self.page
                .write_string_with_format(FIRST, 0, words, &self.styles.caption)?;
        }
        set_up_page(self.page, sheet);
        self.page
            .set_print_fit_to_pages(1, 0)
            .set_repeat_rows(HEAD, HEAD)?;
        if self.drawn {
            self.page.set_screen_gridlines(false);
        } else {
            self.page.set_print_gridlines(true);
        }
        Ok(())
    }
}
