//! Workbooks: Excel since 97 and `OpenDocument`. Every sheet is a table; merged cells are there once,
//! and dates are written as people see them.

mod hidden;

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Data, Dimensions, Range, Reader as _, SheetVisible, Sheets, Xlsx};

use hidden::Hidden;

use super::package::Package;
use crate::diagnostic::Diagnostic;
use crate::import::{BlockKind, Cell, Document, Kind, Place};

/// More cells than these, or columns, are no table of tasks.
const MOST_CELLS: usize = 2_000_000;
const MOST_COLUMNS: usize = 1000;

/// Reads a workbook out of a package, within its bounds.
pub(super) fn read_package(bytes: &[u8], parts: &mut Package<'_>) -> Result<Document, Diagnostic> {
    parts.check()?;
    let hidden = hidden::hidden(parts)?;
    read_with(bytes, &hidden)
}

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Diagnostic> {
    read_with(bytes, &HashMap::new())
}

fn too_large() -> Diagnostic {
    Diagnostic::error("工作簿太大，没有读取").with_hint("把有任务的工作表另存成一份，再读取")
}

fn read_with(bytes: &[u8], hidden: &HashMap<String, Hidden>) -> Result<Document, Diagnostic> {
    let opened = calamine::open_workbook_auto_from_rs(Cursor::new(bytes.to_vec()));
    let mut book = opened.map_err(|error| {
        log::warn!("a workbook cannot be opened: {error}");
        Diagnostic::error("工作簿读不出来，可能已损坏或设了密码")
            .with_hint("在 Excel 或 WPS 中打开，去掉密码，另存为 xlsx 再读取")
    })?;
    let mut document = Document {
        kind: match &book {
            Sheets::Xls(_) => Kind::Xls,
            Sheets::Ods(_) => Kind::Ods,
            Sheets::Xlsx(_) | Sheets::Xlsb(_) => Kind::Xlsx,
        },
        ..Document::default()
    };
    let sheets: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    let mut cells = 0;
    for (nth, (name, visible)) in sheets.iter().enumerate() {
        if !visible {
            let words = format!("隐藏的工作表“{name}”没有读取");
            document.left_out.push(words);
            continue;
        }
        let range = match &mut book {
            // Cell by cell: two cells at far ends would make a grid of all between them.
            Sheets::Xlsx(book) => sparse(book, name)?,
            book => book.worksheet_range(name).ok(),
        };
        let Some(range) = range else {
            let words = format!("工作表“{name}”读不出来");
            document.left_out.push(words);
            continue;
        };
        let nothing = Hidden::default();
        let hidden = hidden.get(name).unwrap_or(&nothing);
        if *hidden != nothing {
            let words = format!("工作表“{name}”中隐藏的行和列没有读取");
            document.left_out.push(words);
        }
        let merged = merged(&mut book, name);
        cells += range.get_size().0 * range.get_size().1;
        if cells > MOST_CELLS {
            return Err(too_large());
        }
        sheet(&mut document, (name, nth), &range, &merged, hidden);
    }
    if document.text.trim().is_empty() {
        return Err(Diagnostic::error("工作簿中没有文字")
            .with_hint("确认内容不是图片，也不在隐藏的工作表里"));
    }
    Ok(document)
}

/// The merged cells of a sheet, where the format tells.
fn merged(book: &mut Sheets<Cursor<Vec<u8>>>, name: &str) -> Vec<Dimensions> {
    match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Ods(_) | Sheets::Xlsb(_) => Vec::new(),
    }
}

/// The cells of a sheet as a grid, unless it is too large; nothing where it cannot be read.
fn sparse(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Result<Option<Range<Data>>, Diagnostic> {
    let Ok(mut reader) = book.worksheet_cells_reader(name) else {
        return Ok(None);
    };
    let mut cells: Vec<calamine::Cell<Data>> = Vec::new();
    let (mut first, mut last) = ((u32::MAX, u32::MAX), (0, 0));
    loop {
        let cell = match reader.next_cell() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            Err(_) => return Ok(None),
        };
        let (row, column) = cell.get_position();
        let value = Data::from(cell.get_value().clone());
        if value == Data::Empty || column as usize >= MOST_COLUMNS {
            continue;
        }
        first = (first.0.min(row), first.1.min(column));
        last = (last.0.max(row), last.1.max(column));
        cells.push(calamine::Cell::new((row, column), value));
        let area = (u64::from(last.0 - first.0) + 1) * (u64::from(last.1 - first.1) + 1);
        if area > MOST_CELLS as u64 || cells.len() > MOST_CELLS {
            return Err(too_large());
        }
    }
    cells.sort_by_key(calamine::Cell::get_position);
    Ok(Some(Range::from_sparse(cells)))
}

fn sheet(
    document: &mut Document,
    (name, table): (&str, usize),
    range: &Range<Data>,
    merged: &[Dimensions],
    hidden: &Hidden,
) {
    let Some((top, left)) = range.start() else {
        return;
    };
    let (height, width) = range.get_size();
    let width = width.min(MOST_COLUMNS);
    // Which merged cell a place belongs to, by its number and 1.
    let mut of_merged = vec![0_usize; height * width];
    for (nth, area) in merged.iter().enumerate() {
        // Some say that whole columns are merged: what lies outside the sheet is nothing.
        let rows = area.start.0.max(top)..=area.end.0.min(top + last(height));
        for row in rows {
            for column in area.start.1.max(left)..=area.end.1.min(left + last(width)) {
                let (Some(row), Some(column)) = (row.checked_sub(top), column.checked_sub(left))
                else {
                    continue;
                };
                let (row, column) = (row as usize, column as usize);
                if row < height && column < width {
                    of_merged[row * width + column] = nth + 1;
                }
            }
        }
    }
    let mut row_of_table = 0;
    for (row, values) in range.rows().enumerate() {
        let of_row = &of_merged[row * width..(row + 1) * width];
        let is_empty = values.iter().all(|value| *value == Data::Empty);
        let number = top + u32::try_from(row).unwrap_or(u32::MAX);
        if (is_empty && of_row.iter().all(|nth| *nth == 0)) || hidden.has_row(number) {
            continue;
        }
        for (column, value) in values.iter().take(width).enumerate() {
            if hidden.has_column(left + u32::try_from(column).unwrap_or(u32::MAX)) {
                continue;
            }
            let mut size = (1, 1);
            if let Some(area) = of_row[column].checked_sub(1).map(|nth| &merged[nth]) {
                let first = (area.start.0.max(top) - top, area.start.1.max(left) - left);
                if (first.0 as usize, first.1 as usize) != (row, column) {
                    continue;
                }
                size = (
                    (area.end.0 - area.start.0 + 1) as usize,
                    (area.end.1 - area.start.1 + 1) as usize,
                );
            }
            let cell = Cell {
                table,
                row: row_of_table,
                column,
                rows: size.0.min(height - row),
                columns: size.1.min(width - column),
            };
            let place = Place {
                sheet: Some(name.to_owned()),
                cell: Some(address(top as usize + row, left as usize + column)),
                ..Place::default()
            };
            document.push(&text(value), BlockKind::Cell(cell), place);
        }
        row_of_table += 1;
    }
}

/// The last of so many, counted from 0.
fn last(count: usize) -> u32 {
    u32::try_from(count.saturating_sub(1)).unwrap_or(u32::MAX)
}

/// The address of a cell, both counted from 0: `B12`.
fn address(row: usize, column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{}", row + 1)
}

/// A value as people see it.
fn text(value: &Data) -> String {
    match value {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) => text.trim().to_owned(),
        Data::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        Data::DateTime(time) => {
            if !time.is_datetime() {
                return time.as_f64().to_string();
            }
            let (year, month, day, hour, minute, _, _) = time.to_ymd_hms_milli();
            let date = format!("{year}年{month}月{day}日");
            if (hour, minute) == (0, 0) {
                date
            } else {
                format!("{date}{hour}:{minute:02}")
            }
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) => {
            let date = text.split('T').next().unwrap_or(text);
            let mut parts = date.splitn(3, '-').map(str::parse::<u16>);
            match (parts.next(), parts.next(), parts.next()) {
                (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) => {
                    format!("{year}年{month}月{day}日")
                }
                _ => text.clone(),
            }
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

    use super::*;
    use crate::import::read;

    #[test]
    fn hidden_rows_and_columns_are_told_and_not_read() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.set_name("表").unwrap();
        for (row, texts) in [
            ["任务", "底稿", "责任单位"],
            ["甲", "密", "市财政局"],
            ["乙", "密", "市教育局"],
        ]
        .iter()
        .enumerate()
        {
            for (column, text) in texts.iter().enumerate() {
                let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
                sheet.write(row, column, *text).unwrap();
            }
        }
        sheet.set_row_hidden(1).unwrap();
        sheet.set_column_hidden(1).unwrap();
        let document = read::read(&book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(document.text, "任务\n责任单位\n乙\n市教育局");
        assert_eq!(document.left_out, ["工作表“表”中隐藏的行和列没有读取"]);
    }

    #[test]
    fn two_cells_at_the_far_ends_are_too_large_and_whole_merged_columns_are_not() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "任务").unwrap();
        sheet.write(1_048_575, 900, "末").unwrap();
        let error = read::read(&book.save_to_buffer().unwrap()).unwrap_err();
        assert!(error.message.contains("太大"), "{}", error.message);
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let plain = Format::new();
        sheet
            .merge_range(0, 0, 1_048_575, 0, "任务", &plain)
            .unwrap();
        sheet.write(0, 1, "责任单位").unwrap();
        let document = read::read(&book.save_to_buffer().unwrap()).unwrap();
        assert!(document.text.starts_with("任务\n责任单位"));
    }

    #[test]
    fn sheets_are_tables_with_merged_cells_and_dates_as_people_see_them() {
        let mut book = Workbook::new();
        let plain = Format::new();
        let sheet = book.add_worksheet();
        sheet.set_name("分解表").unwrap();
        sheet
            .merge_range(0, 0, 0, 2, "重点任务分解表", &plain)
            .unwrap();
        sheet.write(2, 0, "任务").unwrap();
        sheet.write(2, 1, "牵头单位").unwrap();
        sheet.write(2, 2, "完成时限").unwrap();
        sheet.merge_range(3, 0, 4, 0, "甲", &plain).unwrap();
        sheet.write(3, 1, "市财政局").unwrap();
        let date = ExcelDateTime::from_ymd(2026, 6, 30).unwrap();
        let as_date = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_with_format(3, 2, &date, &as_date).unwrap();
        sheet.write(4, 1, 12).unwrap();
        let hidden = book.add_worksheet();
        hidden.set_name("底稿").unwrap().set_hidden(true);
        hidden.write(0, 0, "密").unwrap();
        let document = read::read(&book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(document.kind, Kind::Xlsx);
        assert_eq!(document.left_out, ["隐藏的工作表“底稿”没有读取"]);
        let cells: Vec<String> = document
            .blocks
            .iter()
            .filter(|block| !document.text_of(block).is_empty())
            .map(|block| {
                let BlockKind::Cell(cell) = &block.kind else {
                    panic!("everything is a cell");
                };
                format!(
                    "{} {}.{} {}x{} {}",
                    block.place.cell.as_deref().unwrap_or_default(),
                    cell.row,
                    cell.column,
                    cell.rows,
                    cell.columns,
                    document.text_of(block)
                )
            })
            .collect();
        assert_eq!(
            cells,
            [
                "A1 0.0 1x3 重点任务分解表",
                "A3 1.0 1x1 任务",
                "B3 1.1 1x1 牵头单位",
                "C3 1.2 1x1 完成时限",
                "A4 2.0 2x1 甲",
                "B4 2.1 1x1 市财政局",
                "C4 2.2 1x1 2026年6月30日",
                "B5 3.1 1x1 12",
            ]
        );
    }

    #[test]
    fn addresses_go_on_behind_z() {
        assert_eq!(address(11, 1), "B12");
        assert_eq!(address(0, 25), "Z1");
        assert_eq!(address(0, 26), "AA1");
        assert_eq!(address(0, 701), "ZZ1");
        assert_eq!(address(0, 702), "AAA1");
    }
}
