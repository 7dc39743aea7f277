//! 督办台账: a row for every record, with lists to choose from and open cells to be filled in.

use rust_xlsxwriter::{
    DataValidation, DataValidationRule, ExcelDateTime, ProtectionOptions, Worksheet,
};

use super::{A3, Formats, KEY, NARROWER, UNIT, finish, head, heads, height, place, widths};
use crate::export::ExportError;
use crate::export::progress::Steps;
use crate::export::xlsx::text::fitting;
use crate::model::Date;
use crate::num;
use crate::page::{MM, form_lines};
use crate::view::forms::{ColumnChoice, FormCell, FormColumn, FormTable};

/// The widths of a plan's or section's name and of a date, in points.
const PLACE: f32 = 32.0 * MM;
const DAY: f32 = 22.0 * MM;

/// What a ledger's column 完成状态 can say.
const STATES: [&str; 5] = ["未启动", "推进中", "已完成", "滞后", "已调整"];

/// The head of the column of dates.
const DATE: &str = "截止日期";

/// Fills the worksheet.
pub(super) fn fill(
    page: &mut Worksheet,
    table: &FormTable,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    let formats = Formats::new();
    let form = table.records();
    let asked: Vec<ColumnChoice> = form.columns.iter().flatten().cloned().collect();
    // Plan, section and date, which the form has not, take their room.
    let own = form
        .columns
        .iter()
        .filter(|choice| choice.is_none())
        .count();
    let room = 355.0 * MM - num::float(own) * PLACE - DAY;
    let of_asked = widths(table, &asked, room);
    let mut of_asked = of_asked.into_iter();
    let mut wide: Vec<f32> = form
        .columns
        .iter()
        .map(|choice| match choice {
            Some(_) => of_asked.next().unwrap_or(60.0),
            None => PLACE,
        })
        .collect();
    // The date stands behind the wording of the deadline.
    let is_due = |choice: &Option<ColumnChoice>| {
        choice
            .as_ref()
            .is_some_and(|it| it.column == FormColumn::Due)
    };
    let due = form.columns.iter().position(is_due);
    let date_at = due.map_or(form.heads.len(), |at| at + 1);
    let mut heads_all: Vec<&str> = form.heads.iter().map(String::as_str).collect();
    heads_all.insert(date_at, DATE);
    wide.insert(date_at, DAY);
    let last = place(heads_all.len() - 1);
    let key = last + 1;
    let head_at = head(page, table, &formats, last)?;
    heads(page, head_at, heads_all.into_iter(), &formats)?;
    page.write_string(head_at, key, KEY)?;
    // Where the columns of the form stand now that there is one more.
    let shifted = |nth: usize| place(if nth < date_at { nth } else { nth + 1 });
    let mut at = head_at + 1;
    for record in &form.records {
        steps.step()?;
        let cells = record.cells.iter().zip(&form.columns).enumerate();
        for (nth, (text, choice)) in cells {
            let column = shifted(nth);
            let format = match choice.as_ref().map(|choice| &choice.column) {
                Some(FormColumn::Number) => {
                    let number = f64::from(num::short(record.entry.number));
                    page.write_number_with_format(at, column, number, &formats.centred)?;
                    continue;
                }
                Some(FormColumn::Reported) => &formats.open_date,
                Some(column) if column.is_blank() => &formats.open,
                Some(column) if column.is_centred() => &formats.centred,
                _ => &formats.text,
            };
            let text = fitting(text);
            if text.is_empty() {
                page.write_blank(at, column, format)?;
            } else {
                page.write_string_with_format(at, column, text, format)?;
            }
        }
        match record.entry.until.and_then(excel_date) {
            Some(day) => {
                page.write_datetime_with_format(at, place(date_at), &day, &formats.date)?;
            }
            None => {
                page.write_blank(at, place(date_at), &formats.date)?;
            }
        }
        page.write_string(at, key, fitting(&record.entry.key))?;
        let widths = (0..record.cells.len()).map(|nth| wide[usize::from(shifted(nth))]);
        let texts = record.cells.iter().zip(widths);
        let most = texts.map(|(text, width)| lines_of(text, width)).max();
        page.set_row_height(at, height(most.unwrap_or(1)))?;
        at += 1;
    }
    if at > head_at + 1 {
        for (nth, choice) in form.columns.iter().enumerate() {
            if let Some(rule) = choice.as_ref().and_then(|it| rule(&it.column)) {
                let column = shifted(nth);
                page.add_data_validation(head_at + 1, column, at - 1, column, &rule)?;
            }
        }
        page.autofilter(head_at, 0, at - 1, last)?;
    }
    // Without a word to open it: it keeps hands off what the plan says, not people out.
    page.protect_with_options(&ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        use_autofilter: true,
        sort: true,
        ..ProtectionOptions::new()
    });
    finish(page, table, &formats, (head_at, at, last))?;
    for (column, width) in (0..).zip(&wide) {
        page.set_column_width(column, f64::from(width / UNIT))?;
    }
    page.set_column_hidden(key)?;
    page.set_paper_size(A3);
    Ok(())
}

/// What may be typed into a column of a ledger.
fn rule(column: &FormColumn) -> Option<DataValidation> {
    match column {
        FormColumn::Status => {
            let rule = DataValidation::new().allow_list_strings(&STATES).ok()?;
            let rule = rule.set_error_title("完成状态").ok()?;
            rule.set_error_message("请从下拉列表中选择").ok()
        }
        FormColumn::Reported => {
            let first = ExcelDateTime::from_ymd(2000, 1, 1).ok()?;
            let rule = DataValidationRule::GreaterThanOrEqualTo(first);
            let rule = DataValidation::new().allow_date(rule);
            let rule = rule.set_error_title("填报日期").ok()?;
            rule.set_error_message("请填写日期，例如 2026-11-26").ok()
        }
        _ => None,
    }
}

fn lines_of(text: &str, width: f32) -> usize {
    let cell = FormCell::of_text(text);
    form_lines(&cell, width * NARROWER, false).len()
}

fn excel_date(date: Date) -> Option<ExcelDateTime> {
    let day = date.last_day();
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, day.month()?, day.day_of_month()?).ok()
}
