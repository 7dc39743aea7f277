//! CSV as spreadsheets of Chinese offices read it: UTF-8 with a mark, CRLF.
//!
//! What a spreadsheet would run or convert is made text by [`guard`].

use std::io::Write;

use ::csv::{Terminator, Writer, WriterBuilder};

use super::agency::{self, AGENCY_FIGURE, AGENCY_HEADERS};
use super::guard::{self, guard};
use super::progress::Steps;
use super::records::{
    self, LIST_CLAUSE, LIST_DUE, LIST_HEADERS, MATRIX_HEADERS, OwnColumns, TARGET_FIGURE,
    TARGET_HEADERS,
};
use super::{ExportError, Format, Progress, Subject, column_labels};
use crate::terms;
use crate::view::{RowKind, Sheet};

/// By this mark Excel knows UTF-8; without it Hanzi come out as rubbish.
const MARK: &[u8] = "\u{FEFF}".as_bytes();

pub(super) fn write(
    subject: Subject<'_>,
    out: &mut dyn Write,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    out.write_all(MARK)?;
    let mut csv = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    match subject {
        Subject::Matrix(sheet) => matrix(sheet, &mut csv, progress)?,
        Subject::List(sheet) => {
            for header in LIST_HEADERS {
                csv.write_field(header)?;
            }
            let own = OwnColumns::new(sheet);
            for header in own.headers() {
                field(&mut csv, header)?;
            }
            // Programs that read the table find the document's own number in 条款.
            let has_parts = own.has_parts;
            if has_parts {
                csv.write_field(terms::PART)?;
            }
            csv.write_record(None::<&[u8]>)?;
            let mut steps = Steps::new(progress, sheet.shown.assignments);
            records::list(sheet, &mut steps, |record| {
                for (nth, cell) in record.cells.iter().enumerate() {
                    let cell = if nth == LIST_CLAUSE {
                        record.clause
                    } else {
                        cell
                    };
                    let text = if nth == LIST_DUE {
                        guard::deadline(cell)
                    } else {
                        guard(cell)
                    };
                    csv.write_field(text.as_bytes())?;
                }
                for cell in record.own {
                    field(&mut csv, cell)?;
                }
                if has_parts {
                    csv.write_field(
                        record
                            .part
                            .map_or_else(String::new, |part| part.to_string()),
                    )?;
                }
                Ok(csv.write_record(None::<&[u8]>)?)
            })?;
        }
        Subject::Form(table) => {
            let form = table.records();
            for head in &form.heads {
                field(&mut csv, head)?;
            }
            csv.write_record(None::<&[u8]>)?;
            let mut steps = Steps::new(progress, form.records.len());
            for record in &form.records {
                steps.step()?;
                for cell in &record.cells {
                    field(&mut csv, cell)?;
                }
                csv.write_record(None::<&[u8]>)?;
            }
        }
        // As a table the timeline is its targets.
        Subject::Targets(sheet) | Subject::Timeline(sheet) => {
            csv.write_record(TARGET_HEADERS)?;
            let mut steps = Steps::new(progress, sheet.shown.tasks);
            records::targets(sheet, &mut steps, |record| {
                for (ix, cell) in record.cells.into_iter().enumerate() {
                    figure_or_text(&mut csv, cell, ix == TARGET_FIGURE)?;
                }
                Ok(csv.write_record(None::<&[u8]>)?)
            })?;
        }
        Subject::Slides(_) => {
            let (layout, format) = (subject.layout(), Format::Csv);
            return Err(ExportError::NotOffered { layout, format });
        }
        Subject::Agency(profile) => {
            csv.write_record(AGENCY_HEADERS)?;
            let records = agency::records(profile);
            let mut steps = Steps::new(progress, records.len());
            for record in records {
                steps.step()?;
                for (ix, cell) in record.cells().into_iter().enumerate() {
                    figure_or_text(&mut csv, cell, ix == AGENCY_FIGURE)?;
                }
                csv.write_record(None::<&[u8]>)?;
            }
        }
    }
    csv.flush()?;
    progress.report(1.0);
    Ok(())
}

fn matrix<W: Write>(
    sheet: &Sheet,
    csv: &mut Writer<W>,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    for header in MATRIX_HEADERS {
        csv.write_field(header)?;
    }
    for label in column_labels(sheet) {
        field(csv, &label)?;
    }
    csv.write_record(None::<&[u8]>)?;

    let workspace = sheet.workspace();
    let mut steps = Steps::new(progress, sheet.rows.len());
    for row in &sheet.rows {
        steps.step()?;
        let RowKind::Task(ix) = row.kind else {
            continue;
        };
        let entry = workspace.task(ix);
        field(csv, &workspace.plan(entry.plan).plan.title)?;
        field(csv, &entry.task.key())?;
        field(csv, &entry.task.title)?;
        let mut next = 0;
        for cell in sheet.cells(row) {
            for _ in next..cell.column {
                csv.write_field("")?;
            }
            csv.write_field(sheet.mark(cell).as_bytes())?;
            next = cell.column + 1;
        }
        for _ in next as usize..sheet.columns.len() {
            csv.write_field("")?;
        }
        csv.write_record(None::<&[u8]>)?;
    }
    Ok(())
}

/// A cell, which is a bare number where one is expected and it is one.
fn figure_or_text<W: Write>(
    csv: &mut Writer<W>,
    text: &str,
    is_figure: bool,
) -> Result<(), ExportError> {
    if is_figure && guard::is_figure(text) {
        return Ok(csv.write_field(text)?);
    }
    field(csv, text)
}

fn field<W: Write>(csv: &mut Writer<W>, text: &str) -> Result<(), ExportError> {
    Ok(csv.write_field(guard(text).as_bytes())?)
}
