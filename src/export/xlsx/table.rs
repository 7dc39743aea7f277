//! The list and the targets as worksheets.

use rust_xlsxwriter::{ColNum, Format, Note, RowNum, Worksheet};

use super::matrix::caption;
use super::style::Styles;
use super::text::fitting;
use super::{MOST_DRAWN, set_up_page};
use crate::export::progress::Steps;
use crate::export::records::{self, LIST_AGENCY, LIST_HEADERS, TARGET_FIGURE, TARGET_HEADERS};
use crate::export::{ExportError, Layout};
use crate::view::{Sheet, target_rows};

/// Title, caption, headings.
const HEAD: RowNum = 2;
const FIRST: RowNum = 3;

/// Rows beside those of the table.
pub(super) const EXTRA_ROWS: usize = 4;

const LIST_WIDTHS: [u32; 11] = [24, 20, 30, 11, 30, 10, 20, 18, 13, 40, 34];
const TARGET_WIDTHS: [u32; 11] = [24, 11, 28, 32, 9, 10, 10, 13, 9, 44, 38];

pub(super) fn fill_list(
    page: &mut Worksheet,
    sheet: &Sheet,
    styles: &Styles,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    let rows = sheet.shown.assignments;
    let mut table = Table::new(page, styles, rows);
    table.head(sheet, Layout::List, &LIST_HEADERS, &LIST_WIDTHS)?;
    records::list(sheet, steps, |record| {
        for (column, text) in (0..).zip(record.cells) {
            table.text(column, text)?;
        }
        if let Some(words) = record.mended {
            let column = ColNum::try_from(LIST_AGENCY).unwrap_or_default();
            // Nobody's name: the note says what was mended, not who says so.
            let note = Note::new(fitting(words)).add_author_prefix(false);
            table.page.insert_note(table.at, column, &note)?;
        }
        table.at += 1;
        Ok(())
    })?;
    table.finish(sheet, LIST_HEADERS.len())
}

pub(super) fn fill_targets(
    page: &mut Worksheet,
    sheet: &Sheet,
    styles: &Styles,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    let mut table = Table::new(page, styles, target_rows(sheet).len());
    table.head(sheet, Layout::Targets, &TARGET_HEADERS, &TARGET_WIDTHS)?;
    records::targets(sheet, steps, |cells| {
        for (column, (ix, text)) in (0..).zip(cells.iter().enumerate()) {
            match text.parse::<f64>() {
                // A figure that Excel can add up; 1-2 and 2/3 stay texts.
                Ok(number) if ix == TARGET_FIGURE => table.number(column, number)?,
                _ => table.text(column, text)?,
            }
        }
        table.at += 1;
        Ok(())
    })?;
    table.finish(sheet, TARGET_HEADERS.len())
}

struct Table<'a> {
    page: &'a mut Worksheet,
    styles: &'a Styles,
    /// Whether all lines are drawn, which takes a cell also where there is no text.
    drawn: bool,
    /// The next free row.
    at: RowNum,
}

impl<'a> Table<'a> {
    fn new(page: &'a mut Worksheet, styles: &'a Styles, rows: usize) -> Self {
        Self {
            page,
            styles,
            drawn: rows * LIST_HEADERS.len() <= MOST_DRAWN,
            at: FIRST,
        }
    }

    fn head(
        &mut self,
        sheet: &Sheet,
        layout: Layout,
        headers: &[&str],
        widths: &[u32],
    ) -> Result<(), ExportError> {
        let (page, styles) = (&mut *self.page, self.styles);
        let title = format!("{}{}", sheet.title(), layout.document());
        page.write_string_with_format(0, 0, title, &styles.title)?
            .write_string_with_format(1, 0, caption(sheet), &styles.caption)?
            .set_row_height(0, 27)?
            .set_row_height(1, 18)?
            .set_row_height(HEAD, 20)?;
        for (column, (header, width)) in (0..).zip(headers.iter().zip(widths)) {
            page.write_string_with_format(HEAD, column, *header, &styles.head)?
                .set_column_width(column, *width)?;
            if !self.drawn {
                page.set_column_format(column, &styles.bare_text)?;
            }
        }
        page.set_freeze_panes(FIRST, 0)?;
        Ok(())
    }

    fn text(&mut self, column: ColNum, text: &str) -> Result<(), ExportError> {
        let text = fitting(text);
        match (self.drawn, text.is_empty()) {
            (true, true) => self.page.write_blank(self.at, column, self.format())?,
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

    fn format(&self) -> &'a Format {
        &self.styles.cell
    }

    fn finish(&mut self, sheet: &Sheet, columns: usize) -> Result<(), ExportError> {
        let last = ColNum::try_from(columns - 1).unwrap_or_default();
        if self.at > FIRST {
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
