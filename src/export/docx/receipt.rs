//! The receipt of a distribution: which body has which file, that the files add up to the matrix,
//! and room for who takes each and when.

use std::io::Write;

use super::tables::head;
use super::xml::{Align, Cell, Height, begin_row, begin_table, end_row, end_table, paragraph};
use super::{Document, parts, whole};
use crate::export::distribute::{Line, agencies_with_tasks, reconciled};
use crate::export::{ExportError, Layout};
use crate::page::{Orientation, PageSetup, Paper};
use crate::terms;
use crate::view::Sheet;

/// The weights of the columns: number, body, file, tasks, tasks led, assignments, who takes it, and
/// when.
const WEIGHTS: [u32; 8] = [7, 25, 40, 9, 11, 9, 16, 18];

/// The columns of figures.
const FIGURES: std::ops::RangeInclusive<usize> = 3..=5;

/// High enough to be signed by hand.
const ROW: u32 = 480;

/// Writes the receipt of these lines.
pub(in crate::export) fn write_receipt(
    sheet: &Sheet,
    lines: &[Line],
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let setup = PageSetup::new(Paper::A4, Orientation::Portrait);
    let mut document = Document::even(setup);
    let title = format!(
        "{}{}{}",
        sheet.title(),
        Layout::Agency.document(),
        terms::RECEIPT
    );
    let xml = &mut document.xml;
    paragraph(xml, "Title", &title);
    let missing = lines.iter().filter(|line| !line.is_written).count();
    let files = match missing {
        0 => format!("{} 个机构，每个机构一份", lines.len()),
        missing => format!("{} 个机构，其中 {missing} 份没有写出", lines.len()),
    };
    let about = format!(
        "{files} · {} · {}制表",
        sheet.spec.succession.label(),
        sheet.today.text()
    );
    paragraph(xml, "About", &about);
    paragraph(
        xml,
        "Note",
        &format!("核对　{}。", reconciled(sheet, lines)),
    );
    let left = left_out(sheet, lines);
    if !left.is_empty() {
        paragraph(xml, "Note", &format!("没有分发　{}。", left.join("、")));
    }
    let headers = [
        terms::SEQUENCE,
        terms::AGENCY,
        "文件",
        terms::TASK,
        terms::OF_THEM_LED,
        "分工",
        "签收人",
        "签收日期",
    ];
    let widths = document.share(WEIGHTS.into_iter());
    let xml = &mut document.xml;
    begin_table(xml, &widths, &title);
    head(xml, &headers, &widths);
    for (nth, line) in lines.iter().enumerate() {
        let figures = [line.tasks, line.leads(), line.assignments];
        row(
            xml,
            &widths,
            &(nth + 1).to_string(),
            [&line.label, &line.file],
            figures,
        );
    }
    let sum = |count: fn(&Line) -> u32| lines.iter().map(count).sum();
    let sums = [
        sum(|line| line.tasks),
        sum(Line::leads),
        sum(|line| line.assignments),
    ];
    row(xml, &widths, "", [terms::TOTAL, ""], sums);
    end_table(xml);
    paragraph(
        xml,
        "Note",
        "几个机构共同承担的任务在各自名下各计一次；分工按任务和机构计，一项任务一个机构一种角色为一处。",
    );
    let core = parts::core(sheet.today, &title, terms::RECEIPT, terms::MATRIX);
    out.write_all(&whole(document, &core)?)?;
    Ok(())
}

fn row(xml: &mut String, widths: &[u32], number: &str, words: [&str; 2], figures: [u32; 3]) {
    let figures = figures.map(|figure| figure.to_string());
    let texts = [number, words[0], words[1]].into_iter();
    let texts = texts
        .chain(figures.iter().map(String::as_str))
        .chain(["", ""]);
    begin_row(xml, false, Height::AtLeast(ROW));
    for ((nth, text), width) in texts.enumerate().zip(widths) {
        let align = match nth {
            0 => Align::Center,
            nth if FIGURES.contains(&nth) => Align::End,
            _ => Align::Start,
        };
        Cell {
            style: if nth == 2 { "TableSmall" } else { "TableText" },
            align,
            text,
            ..Cell::new(*width)
        }
        .push(xml);
    }
    end_row(xml);
}

/// The bodies with tasks that have no line, with how many tasks each has.
fn left_out(sheet: &Sheet, lines: &[Line]) -> Vec<String> {
    let workspace = sheet.workspace();
    let left = agencies_with_tasks(sheet).into_iter().filter_map(|ix| {
        let label = workspace.agency(ix).label();
        let is_there = lines.iter().any(|line| line.label == label);
        (!is_there).then(|| label.to_owned())
    });
    left.collect()
}
