//! Forms that offices hand in, as worksheets: 任务分解表 to be printed, 督办台账 to be filled in and
//! sent back.

mod ledger;

use rust_xlsxwriter::{
    ColNum, Color, Format, FormatAlign, FormatBorder, RowNum, Workbook, Worksheet,
};

use super::text::fitting;
use crate::export::ExportError;
use crate::export::progress::{Progress, Steps};
use crate::num;
use crate::page::{MM, form_lines, form_widths};
use crate::view::forms::{
    ColumnChoice, FormCell, FormColumn, FormKind, FormPart, FormRow, FormTable,
};

const A4: u8 = 9;
const A3: u8 = 8;

/// How many points of a page become a unit of Excel's column widths. A unit has 5.25 in Excel and
/// over 6 where its typeface is missing: what is set a little narrower is shrunk by neither.
const UNIT: f32 = 6.0;
/// How wide a column then is in Excel, of the width on the page.
const NARROWER: f32 = 0.87;
/// From one line of a cell to the next, and what a row has beside its lines, in points.
const LEADING: f32 = 15.5;
const BESIDE: f32 = 7.0;
/// The highest row, in points.
const HIGHEST: f32 = 409.0;

/// The head of the hidden column by which rows that come back are matched.
const KEY: &str = "行标识";
pub(super) fn fill(
    workbook: &mut Workbook,
    table: &FormTable,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    let page = workbook.add_worksheet();
    page.set_name(table.spec.kind.label())?;
    let mut steps = Steps::new(progress, table.entries().count());
    match table.spec.kind {
        FormKind::Division
        | FormKind::Duties
        | FormKind::Goals
        | FormKind::Due
        | FormKind::Changes => division(page, table, &mut steps),
        FormKind::Ledger => ledger::fill(page, table, &mut steps),
    }
}

/// The formats of a form.
struct Formats {
    label: Format,
    secrecy: Format,
    title: Format,
    under: Format,
    by: Format,
    head: Format,
    plan: Format,
    chapter: Format,
    section: Format,
    text: Format,
    centred: Format,
    strong: Format,
    date: Format,
    open: Format,
    open_date: Format,
    remark: Format,
}

impl Formats {
    fn new() -> Self {
        let face = |name: &str, size: f64| Format::new().set_font_name(name).set_font_size(size);
        let framed = |format: Format| {
            format
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::RGB(0))
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap()
        };
        let text = framed(face("仿宋", 10.5));
        let open = text
            .clone()
            .set_unlocked()
            .set_background_color(Color::RGB(0xfd_f8ec));
        Self {
            label: face("黑体", 16.0),
            secrecy: face("黑体", 16.0).set_align(FormatAlign::Right),
            title: face("方正小标宋简体", 22.0)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            under: face("楷体", 14.0)
                .set_align(FormatAlign::Center)
                .set_text_wrap(),
            by: face("仿宋", 10.5),
            head: framed(face("黑体", 11.0)).set_align(FormatAlign::Center),
            plan: framed(face("黑体", 12.0)).set_align(FormatAlign::Center),
            chapter: framed(face("黑体", 11.0)),
            section: framed(face("楷体", 11.0)).set_bold(),
            centred: text.clone().set_align(FormatAlign::Center),
            date: text
                .clone()
                .set_align(FormatAlign::Center)
                .set_num_format("yyyy-mm-dd"),
            open_date: open
                .clone()
                .set_align(FormatAlign::Center)
                .set_num_format("yyyy-mm-dd"),
            strong: face("黑体", 10.5),
            remark: face("仿宋", 10.5).set_text_wrap(),
            text,
            open,
        }
    }
}

/// What stands above the table; gives the row of its heads.
fn head(
    page: &mut Worksheet,
    table: &FormTable,
    formats: &Formats,
    last: ColNum,
) -> Result<RowNum, ExportError> {
    let heading = &table.spec.heading;
    let mut at: RowNum = 0;
    if !heading.attachment.is_empty() || !heading.secrecy.is_empty() {
        let attachment = fitting(&heading.attachment);
        page.write_string_with_format(at, 0, attachment, &formats.label)?;
        page.write_string_with_format(at, last, fitting(&heading.secrecy), &formats.secrecy)?;
        page.set_row_height(at, 24)?;
        at += 1;
    }
    across(page, at, last, &table.title, &formats.title)?;
    page.set_row_height(at, 36)?;
    at += 1;
    for words in table.under() {
        across(page, at, last, words, &formats.under)?;
        page.set_row_height(at, 21)?;
        at += 1;
    }
    let by = heading.handed_in_by();
    if !by.is_empty() || !heading.date.is_empty() {
        page.write_string_with_format(at, 0, fitting(&by), &formats.by)?;
        let date = formats.by.clone().set_align(FormatAlign::Right);
        page.write_string_with_format(at, last, fitting(&heading.date), &date)?;
        at += 1;
    }
    Ok(at)
}

/// A text across all columns.
fn across(
    page: &mut Worksheet,
    at: RowNum,
    last: ColNum,
    words: &str,
    format: &Format,
) -> Result<(), ExportError> {
    if last == 0 {
        page.write_string_with_format(at, 0, fitting(words), format)?;
    } else {
        page.merge_range(at, 0, at, last, &fitting(words), format)?;
    }
    Ok(())
}

/// The widths of some columns, in points: those of the widest part, and the tasks take the rest.
fn widths(table: &FormTable, columns: &[ColumnChoice], room: f32) -> Vec<f32> {
    let of_parts = form_widths(table, room);
    let mut widths: Vec<f32> = columns
        .iter()
        .map(|wanted| {
            let of_part = table
                .parts
                .iter()
                .zip(&of_parts)
                .filter_map(|(part, widths)| {
                    let at = part.columns.iter().position(|choice| choice == wanted)?;
                    widths.get(at).copied()
                });
            match of_part.fold(0.0, f32::max) {
                // No part, no rows: as wide as usual.
                0.0 => wanted.column.width() * MM,
                widest => widest,
            }
        })
        .collect();
    let is_task = |choice: &ColumnChoice| choice.column == FormColumn::Task;
    let others = columns.iter().zip(&widths);
    let others: f32 = others
        .filter(|(choice, _)| !is_task(choice))
        .map(|(_, width)| *width)
        .sum();
    if let Some(at) = columns.iter().position(is_task) {
        widths[at] = (room - others).max(room / 3.0);
    }
    widths
}

/// 任务分解表: headings of sections between the rows, as it is printed.
fn division(
    page: &mut Worksheet,
    table: &FormTable,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    let formats = Formats::new();
    let columns = table.all_columns();
    let last = place(columns.len().saturating_sub(1));
    let widths = widths(table, &columns, 257.0 * MM);
    let head_at = head(page, table, &formats, last)?;
    heads(
        page,
        head_at,
        columns.iter().map(ColumnChoice::head),
        &formats,
    )?;
    let key = last + 1;
    page.write_string(head_at, key, KEY)?;
    let mut at = head_at + 1;
    for part in &table.parts {
        if let Some(heading) = &part.heading {
            across(page, at, last, heading, &formats.plan)?;
            page.set_row_height(at, 24)?;
            at += 1;
        }
        for row in &part.rows {
            match row {
                FormRow::Heading { level, text } => {
                    let format = if *level == 0 {
                        &formats.chapter
                    } else {
                        &formats.section
                    };
                    across(page, at, last, text, format)?;
                    page.set_row_height(at, 22)?;
                }
                FormRow::Entry(entry) => {
                    steps.step()?;
                    let cells: Vec<&FormCell> = columns
                        .iter()
                        .map(|wanted| part_cell(part, &entry.cells, wanted))
                        .collect();
                    for ((column, choice), cell) in (0..).zip(&columns).zip(&cells) {
                        write_cell(page, (at, column), choice, cell, entry.number, &formats)?;
                    }
                    page.write_string(at, key, fitting(&entry.key))?;
                    let cells = cells.iter().zip(&columns).zip(&widths);
                    set_height(
                        page,
                        at,
                        cells.map(|((cell, choice), width)| {
                            (*cell, choice.column.has_names(), *width)
                        }),
                    )?;
                }
            }
            at += 1;
        }
    }
    finish(page, table, &formats, (head_at, at, last))?;
    for (column, width) in (0..).zip(&widths) {
        page.set_column_width(column, f64::from(width / UNIT))?;
    }
    page.set_column_hidden(key)?;
    page.set_paper_size(A4);
    Ok(())
}

fn heads<'h>(
    page: &mut Worksheet,
    at: RowNum,
    heads: impl Iterator<Item = &'h str>,
    formats: &Formats,
) -> Result<(), ExportError> {
    page.set_row_height(at, 26)?;
    for (column, head) in (0..).zip(heads) {
        page.write_string_with_format(at, column, fitting(head), &formats.head)?;
    }
    Ok(())
}

/// Remarks, paper, and what is repeated on every page.
fn finish(
    page: &mut Worksheet,
    table: &FormTable,
    formats: &Formats,
    (head, mut at, last): (RowNum, RowNum, ColNum),
) -> Result<(), ExportError> {
    if table.parts.is_empty() {
        across(page, at, last, table.nothing(), &formats.remark)?;
        at += 1;
    }
    for remark in &table.remarks {
        across(page, at, last, remark, &formats.remark)?;
        at += 1;
    }
    page.set_freeze_panes(head + 1, 0)?;
    page.set_repeat_rows(head, head)?;
    page.set_print_area(0, 0, at.max(1) - 1, last)?;
    page.set_landscape()
        .set_margins(0.79, 0.79, 0.79, 0.79, 0.3, 0.5)
        .set_footer("&C&\"宋体\"&14 — &P —")
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_screen_gridlines(false);
    Ok(())
}

static EMPTY: FormCell = FormCell(Vec::new());

fn part_cell<'c>(part: &FormPart, cells: &'c [FormCell], wanted: &ColumnChoice) -> &'c FormCell {
    let at = part.columns.iter().position(|choice| choice == wanted);
    at.and_then(|nth| cells.get(nth)).unwrap_or(&EMPTY)
}

fn write_cell(
    page: &mut Worksheet,
    (at, column): (RowNum, ColNum),
    choice: &ColumnChoice,
    cell: &FormCell,
    number: usize,
    formats: &Formats,
) -> Result<(), ExportError> {
    let format = if choice.column.is_centred() {
        &formats.centred
    } else {
        &formats.text
    };
    if choice.column == FormColumn::Number {
        page.write_number_with_format(at, column, f64::from(num::short(number)), format)?;
        return Ok(());
    }
    if let [words] = cell.0.as_slice()
        && !words.strong.is_empty()
        && !words.text.is_empty()
        && words.whole().len() < 8_000
    {
        let strong = fitting(&words.strong);
        let text = fitting(&words.text);
        let regular = Format::new().set_font_name("仿宋").set_font_size(10.5);
        let parts = [
            (&formats.strong, strong.as_ref()),
            (&regular, text.as_ref()),
        ];
        page.write_rich_string_with_format(at, column, &parts, format)?;
        return Ok(());
    }
    let text = cell.text();
    if text.is_empty() {
        page.write_blank(at, column, format)?;
    } else {
        page.write_string_with_format(at, column, fitting(&text), format)?;
    }
    Ok(())
}

fn set_height<'c>(
    page: &mut Worksheet,
    at: RowNum,
    cells: impl Iterator<Item = (&'c FormCell, bool, f32)>,
) -> Result<(), ExportError> {
    let lines = cells.map(|(cell, names, width)| form_lines(cell, width * NARROWER, names).len());
    page.set_row_height(at, height(lines.max().unwrap_or(1)))?;
    Ok(())
}

fn height(lines: usize) -> f64 {
    f64::from((num::float(lines.max(1)) * LEADING + BESIDE).min(HIGHEST))
}

fn place(nth: usize) -> ColNum {
    ColNum::try_from(nth).unwrap_or(ColNum::MAX)
}
