//! The list of tasks (任务清单) and the targets: a heading for every plan and section, a table
//! under each.

use super::xml::{Align, Cell, Height, begin_row, begin_table, end_row, end_table, paragraph};
use super::{Document, count_words};
use crate::export::ExportError;
use crate::export::columns::{TargetColumn, TargetLine, TaskColumn};
use crate::export::progress::Steps;
use crate::terms;
use crate::view::{Sheet, TaskLineKind, TaskList, TaskRowMaker, target_rows, task_rows};

pub(super) fn list(
    document: &mut Document,
    sheet: &Sheet,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    let columns = TaskColumn::needed(&task_rows(sheet));
    let headers: Vec<&str> = columns.iter().map(|column| column.header()).collect();
    let widths = document.share(columns.iter().map(|column| match column {
        TaskColumn::Clause => 9,
        TaskColumn::Title => 26,
        TaskColumn::Lead => 12,
        TaskColumn::Responsible | TaskColumn::Goals => 24,
        TaskColumn::Others => 15,
        TaskColumn::Fields => 16,
        TaskColumn::Note => 14,
    }));
    let list = TaskList::new(sheet);
    let rows = TaskRowMaker::new(sheet);
    let xml = &mut document.xml;
    let mut open = false;
    for line in &list.lines {
        steps.step()?;
        match line.kind {
            TaskLineKind::Group(nth) => {
                if std::mem::take(&mut open) {
                    end_table(xml);
                }
                let group = &list.groups[nth];
                let style = ["Heading1", "Heading2", "Heading3"][group.depth.min(2)];
                let label = group.label(sheet.workspace());
                paragraph(xml, style, &format!("{label}（{}）", group.count_text()));
            }
            TaskLineKind::Task(ix) => {
                if !std::mem::replace(&mut open, true) {
                    begin_table(xml, &widths, terms::TASK_LIST);
                    head(xml, &headers, &widths);
                }
                let row = rows.row(ix);
                begin_row(xml, false, Height::AtLeast(400));
                for (column, width) in columns.iter().zip(&widths) {
                    let text = column.text(&row);
                    let mut cell = Cell {
                        text: &text,
                        ..Cell::new(*width)
                    };
                    match column {
                        TaskColumn::Clause | TaskColumn::Note => cell.style = "TableSmall",
                        TaskColumn::Title => cell.more = row.summary,
                        _ => {}
                    }
                    cell.push(xml);
                }
                end_row(xml);
            }
        }
    }
    if open {
        end_table(xml);
    }
    Ok(())
}

pub(super) fn targets(
    document: &mut Document,
    sheet: &Sheet,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    let rows = target_rows(sheet);
    let lines: Vec<TargetLine<'_>> = rows.iter().map(|row| TargetLine::new(sheet, row)).collect();
    let columns = TargetColumn::needed(&lines);
    let headers: Vec<&str> = columns.iter().map(|column| column.header()).collect();
    let widths = document.share(columns.iter().map(|column| match column {
        TargetColumn::Clause => 9,
        TargetColumn::Task => 18,
        TargetColumn::Indicator => 20,
        TargetColumn::Amount => 13,
        TargetColumn::Due => 11,
        TargetColumn::Bodies => 24,
        TargetColumn::Note => 15,
    }));
    let xml = &mut document.xml;
    for of_plan in lines.chunk_by(|a, b| a.plan == b.plan) {
        let plan = &sheet.workspace().plan(of_plan[0].plan).plan;
        let count = u32::try_from(of_plan.len()).unwrap_or(u32::MAX);
        let words = count_words(count, count, "个目标");
        paragraph(xml, "Heading1", &format!("{}（{words}）", plan.title));
        begin_table(xml, &widths, &plan.title);
        head(xml, &headers, &widths);
        for line in of_plan {
            steps.step()?;
            begin_row(xml, false, Height::AtLeast(400));
            for (column, width) in columns.iter().zip(&widths) {
                let text = line.text(*column);
                let mut cell = Cell {
                    text: &text,
                    ..Cell::new(*width)
                };
                if matches!(column, TargetColumn::Clause | TargetColumn::Note) {
                    cell.style = "TableSmall";
                }
                cell.push(xml);
            }
            end_row(xml);
        }
        end_table(xml);
    }
    Ok(())
}

pub(super) fn head(xml: &mut String, headers: &[&str], widths: &[u32]) {
    begin_row(xml, true, Height::AtLeast(400));
    for (header, width) in headers.iter().zip(widths) {
        Cell {
            style: "TableHead",
            align: Align::Center,
            text: header,
            ..Cell::new(*width)
        }
        .push(xml);
    }
    end_row(xml);
}
