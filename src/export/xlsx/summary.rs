//! The summary of a distribution: a line for every agency, and how it adds up to the matrix.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet};

use super::set_up_page;
use super::style::Styles;
use super::text::fitting;
use crate::export::ExportError;
use crate::export::distribute::{Line, reconciled};
use crate::model::Role;
use crate::terms;
use crate::view::Sheet;

/// Title, caption, what the columns mean, headings.
const HEAD: RowNum = 3;

/// How wide each column is.
const WIDTHS: [f64; 13] = [
    6.0, 22.0, 34.0, 7.0, 7.0, 7.0, 7.0, 7.0, 8.0, 8.0, 11.0, 8.0, 56.0,
];

/// The last column: a text.
const FILE: ColNum = 12;

pub(super) fn fill(
    page: &mut Worksheet,
    sheet: &Sheet,
    lines: &[Line],
    styles: &Styles,
) -> Result<(), ExportError> {
    page.set_name("汇总")?;
    let title = format!("{}责任清单汇总", sheet.title());
    let caption = format!(
        "{} 个机构 · {} · {}制表",
        lines.len(),
        sheet.spec.succession.label(),
        sheet.today.text()
    );
    let added_up = format!(
        "{}；几个机构共同承担的任务在各自名下各计一次，“经集合机构”不计入其他各栏",
        reconciled(sheet, lines)
    );
    page.write_string_with_format(0, 0, fitting(&title), &styles.title)?
        .write_string_with_format(1, 0, fitting(&caption), &styles.caption)?
        .write_string_with_format(2, 0, &added_up, &styles.caption)?
        .set_row_height(0, 27)?
        .set_row_height(HEAD, 20)?;
    let roles = Role::ALL.map(Role::label);
    let mut headers = vec![terms::SEQUENCE, terms::AGENCY, terms::FULL_NAME];
    headers.extend(roles);
    headers.extend([terms::TASK, "分工", terms::THROUGH, terms::TARGET, "文件"]);
    for ((column, header), width) in (0..).zip(headers).zip(WIDTHS) {
        let format = if (3..FILE).contains(&column) {
            &styles.head_number
        } else {
            &styles.head
        };
        page.write_string_with_format(HEAD, column, header, format)?
            .set_column_width(column, width)?;
    }
    // Beside a column of figures it would seem to be one of them.
    let file = styles.cell.clone().set_indent(1);
    let mut at = HEAD + 1;
    for (nth, line) in (1_u32..).zip(lines) {
        page.write_number_with_format(at, 0, nth, &styles.number)?
            .write_string_with_format(at, 1, fitting(&line.label), &styles.cell)?
            .write_string_with_format(at, 2, fitting(&line.name), &styles.cell)?
            .write_string_with_format(at, FILE, fitting(&line.file), &file)?;
        for (column, figure) in (3..).zip(figures(line)) {
            page.write_number_with_format(at, column, figure, &styles.number)?;
        }
        at += 1;
    }
    page.write_string_with_format(at, 1, terms::TOTAL, &styles.label)?;
    let sums = lines.iter().map(figures).fold([0.0; 9], |mut sums, line| {
        for (sum, figure) in sums.iter_mut().zip(line) {
            *sum += figure;
        }
        sums
    });
    for (column, sum) in (3..).zip(sums) {
        page.write_number_with_format(at, column, sum, &styles.number)?;
    }
    page.set_freeze_panes(HEAD + 1, 2)?;
    if at > HEAD + 1 {
        page.autofilter(HEAD, 0, at - 1, FILE)?;
    }
    set_up_page(page, sheet);
    page.set_print_fit_to_pages(1, 0)
        .set_repeat_rows(HEAD, HEAD)?
        .set_screen_gridlines(false);
    Ok(())
}

fn figures(line: &Line) -> [f64; 9] {
    let [lead, responsible, support, member, oversee] = line.roles.map(f64::from);
    let count = |count: usize| u32::try_from(count).map_or(f64::MAX, f64::from);
    [
        lead,
        responsible,
        support,
        member,
        oversee,
        f64::from(line.tasks),
        f64::from(line.assignments),
        count(line.through),
        count(line.targets),
    ]
}
