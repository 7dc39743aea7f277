//! What a comparison found, as a worksheet.

use rust_xlsxwriter::Worksheet;

use super::matrix::caption;
use super::style::Styles;
use super::table::{Measure, Table};
use crate::export::progress::Steps;
use crate::export::records::{self, CHANGE_HEADERS};
use crate::export::{ExportError, Layout, Silent};
use crate::view::Sheet;
use crate::view::compare::shown_changes;

/// The widest that each column becomes; longer texts take several lines.
const WIDTHS: [u32; 8] = [16, 30, 40, 14, 32, 26, 44, 44];

pub(super) fn fill(
    page: &mut Worksheet,
    sheet: &Sheet,
    styles: &Styles,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    let mut table = Table::new(page, styles, shown_changes(sheet).len(), &WIDTHS);
    if table.drawn {
        let mut widths = Measure::new(&CHANGE_HEADERS);
        records::changes(sheet, &mut Steps::new(&Silent, 0), |cells| {
            widths.add(cells);
            Ok(())
        })?;
        table.widths = widths.at_most(&WIDTHS);
    }
    let mut title = Layout::Changes.document().to_owned();
    let mut caption = caption(sheet);
    if let Some(changes) = sheet.data.changes() {
        title = format!("{title}　{}", changes.title());
        caption = format!("{} · {caption}", changes.counts().text());
    }
    table.head(&title, &caption, &CHANGE_HEADERS)?;
    records::changes(sheet, steps, |cells| {
        for (column, text) in (0..).zip(cells) {
            table.text(column, text)?;
        }
        table.next(cells)
    })?;
    table.finish(sheet, true)
}
