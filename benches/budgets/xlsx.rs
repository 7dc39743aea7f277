//! The matrix as an Excel file, beside the bare library writing the same cells.

use std::io::Cursor;
use std::time::Duration;

use calamine::{Data as Value, Reader, Xlsx};
use rust_xlsxwriter::{Workbook, XlsxError};
use zeren::export::{self, Format, Silent, Subject};
use zeren::view::{Sheet, ViewSpec};

use super::table::{Budget, Table};
use super::{Bench, TODAY, data};

pub fn run(bench: &Bench, table: &mut Table) {
    let name = "xlsx: matrix, L";
    if !bench.wants(name) {
        return;
    }
    let sheet = Sheet::new(&data(bench.large()), &ViewSpec::default(), TODAY);
    let ours = || {
        let mut bytes = Vec::new();
        export::write(Subject::Matrix(&sheet), Format::Xlsx, &mut bytes, &Silent).map(|()| bytes)
    };
    // What we write is read back, so that the bare library gets exactly the same cells.
    let cells = match ours().map(Cursor::new).map(Xlsx::new) {
        Ok(Ok(mut book)) => book.worksheets(),
        _ => {
            eprintln!("{name}: the workbook cannot be read back");
            return;
        }
    };
    let pair = bench
        .effort
        .compare(Duration::from_secs(30), ours, || bare(&cells));
    table.add(name, "bare rust_xlsxwriter", &pair, &Budget::Ratio(1.15));
}

fn bare(cells: &[(String, calamine::Range<Value>)]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    for (name, range) in cells {
        let page = workbook.add_worksheet();
        page.set_name(name)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let row = top + u32::try_from(row).unwrap_or(u32::MAX);
            let column = u16::try_from(left as usize + column).unwrap_or(u16::MAX);
            match value {
                Value::String(text) => page.write_string(row, column, text)?,
                Value::Float(number) => page.write_number(row, column, *number)?,
                _ => page,
            };
        }
    }
    workbook.save_to_buffer()
}
