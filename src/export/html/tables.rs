//! The list of tasks and the targets as tables.

use std::io::Write;

use super::data::Tasks;
use crate::export::ExportError;
use crate::export::columns::{TargetColumn, TargetLine, TaskColumn, due_key};
use crate::export::progress::Steps;
use crate::model::Task;
use crate::terms;
use crate::view::{Sheet, TaskLineKind, TaskList, TaskRowMaker, target_rows, task_rows};
use crate::xml::escape;

pub(super) fn list(
    sheet: &Sheet,
    tasks: &Tasks,
    out: &mut dyn Write,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    let workspace = sheet.workspace();
    let columns = TaskColumn::needed(&task_rows(sheet));
    let headers: Vec<&str> = columns.iter().map(|column| column.header()).collect();
    begin(out, &sheet.titled(terms::TASK_LIST), &headers)?;
    let list = TaskList::new(sheet);
    let rows = TaskRowMaker::new(sheet);
    let mut open = false;
    for line in &list.lines {
        steps.step()?;
        match line.kind {
            TaskLineKind::Group(nth) => {
                let group = &list.groups[nth];
                if group.depth == 0 {
                    if open {
                        out.write_all(b"</tbody>\n")?;
                    }
                    out.write_all(b"<tbody>")?;
                    open = true;
                }
                let (class, depth) = match group.depth {
                    0 => ("p", 0),
                    depth => ("s", depth.min(4) - 1),
                };
                writeln!(
                    out,
                    "<tr class=\"{class} d{depth}\"><th colspan=\"{}\" scope=\"rowgroup\"><span>{}</span> <small>{}</small></th></tr>",
                    columns.len(),
                    escape(&group.label(workspace)),
                    group.count_text()
                )?;
            }
            TaskLineKind::Task(ix) => {
                if !open {
                    out.write_all(b"<tbody>")?;
                    open = true;
                }
                let row = rows.row(ix);
                let number = tasks.number(ix).unwrap_or_default();
                write!(out, "<tr class=\"t\" data-t=\"{number}\" id=\"t{number}\">")?;
                for column in &columns {
                    let text = column.text(&row);
                    let text = escape(&text);
                    match column {
                        TaskColumn::Clause => {
                            write!(out, "<th class=\"k\" scope=\"row\">{text}</th>")?;
                        }
                        TaskColumn::Title => {
                            write!(out, "<th class=\"w\" scope=\"row\">{text}")?;
                            if !row.summary.is_empty() {
                                write!(out, "<small>{}</small>", escape(row.summary))?;
                            }
                            wording(out, &workspace.task(ix).task, row.summary)?;
                            out.write_all(b"</th>")?;
                        }
                        TaskColumn::Goals => {
                            let first = row.goals.first().map(|goals| &goals.due);
                            write!(out, "<td data-k=\"{}\">{text}</td>", due_key(first))?;
                        }
                        TaskColumn::Note => write!(out, "<td class=\"o\">{text}</td>")?,
                        _ => write!(out, "<td>{text}</td>")?,
                    }
                }
                out.write_all(b"</tr>\n")?;
            }
        }
    }
    end(out, open, columns.len())
}

/// The wording of a task's clause and where it stands, to be unfolded.
fn wording(out: &mut dyn Write, task: &Task, summary: &str) -> Result<(), ExportError> {
    let text = task.text.as_deref().filter(|text| *text != summary);
    if text.is_none() && task.place.is_none() {
        return Ok(());
    }
    write!(
        out,
        "<details><summary>{} {}</summary>{}</details>",
        terms::CLAUSE_TEXT,
        escape(task.place.as_deref().unwrap_or_default()),
        escape(text.unwrap_or_default())
    )?;
    Ok(())
}

pub(super) fn targets(
    sheet: &Sheet,
    tasks: &Tasks,
    out: &mut dyn Write,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    let rows = target_rows(sheet);
    let lines: Vec<TargetLine<'_>> = rows.iter().map(|row| TargetLine::new(sheet, row)).collect();
    let columns = TargetColumn::needed(&lines);
    let headers: Vec<&str> = columns.iter().map(|column| column.header()).collect();
    begin(out, &sheet.titled(terms::TARGET_LIST), &headers)?;
    let mut plan = None;
    for line in &lines {
        steps.step()?;
        if plan != Some(line.plan) {
            if plan.is_some() {
                out.write_all(b"</tbody>\n")?;
            }
            plan = Some(line.plan);
            let count = lines.iter().filter(|other| other.plan == line.plan).count();
            writeln!(
                out,
                "<tbody><tr class=\"p d0\"><th colspan=\"{}\" scope=\"rowgroup\"><span>{}</span> <small>{count} 个目标</small></th></tr>",
                columns.len(),
                escape(&sheet.workspace().plan(line.plan).plan.title)
            )?;
        }
        match line.task.and_then(|ix| tasks.number(ix)) {
            Some(number) => write!(out, "<tr class=\"t\" data-t=\"{number}\">")?,
            None => write!(out, "<tr class=\"t\" data-p=\"{}\">", line.plan.get())?,
        }
        for &column in &columns {
            let text = line.text(column);
            let text = escape(&text);
            match column {
                TargetColumn::Clause => write!(out, "<th class=\"k\" scope=\"row\">{text}</th>")?,
                TargetColumn::Task => write!(out, "<td class=\"w\">{text}</td>")?,
                TargetColumn::Indicator => {
                    write!(out, "<th class=\"i\" scope=\"row\">{text}</th>")?;
                }
                TargetColumn::Due => {
                    write!(
                        out,
                        "<td class=\"u\" data-k=\"{}\">{text}</td>",
                        due_key(Some(line.due))
                    )?;
                }
                TargetColumn::Amount => write!(out, "<td class=\"b\">{text}</td>")?,
                TargetColumn::Note => write!(out, "<td class=\"o\">{text}</td>")?,
                TargetColumn::Bodies => write!(out, "<td>{text}</td>")?,
            }
        }
        out.write_all(b"</tr>\n")?;
    }
    end(out, plan.is_some(), columns.len())
}

fn begin(out: &mut dyn Write, caption: &str, headers: &[&str]) -> Result<(), ExportError> {
    write!(
        out,
        "<table class=\"l\"><caption>{}</caption>\n<colgroup>",
        escape(caption)
    )?;
    for header in headers {
        // Names of bodies take what the others leave.
        let width = match *header {
            terms::CLAUSE => "92px",
            terms::TASK => "244px",
            terms::LEAD => "10%",
            terms::OTHER_ROLES => "14%",
            terms::GOALS => "22%",
            terms::NOTE => "16%",
            terms::INDICATOR => "17%",
            terms::AMOUNT => "13%",
            terms::DUE => "88px",
            _ => "auto",
        };
        write!(out, "<col style=\"width:{width}\">")?;
    }
    out.write_all(b"</colgroup>\n<thead><tr>")?;
    for (nth, header) in headers.iter().enumerate() {
        let place = match (nth, *header) {
            (0, _) => " class=\"k\"",
            (1, terms::TASK) => " class=\"w\"",
            _ => "",
        };
        write!(
            out,
            "<th{place} scope=\"col\"><button type=\"button\">{header}</button></th>"
        )?;
    }
    out.write_all(b"</tr></thead>\n")?;
    Ok(())
}

fn end(out: &mut dyn Write, open: bool, columns: usize) -> Result<(), ExportError> {
    if open {
        out.write_all(b"</tbody></table>\n")?;
    } else {
        writeln!(
            out,
            "<tbody><tr><td colspan=\"{columns}\">没有内容符合筛选</td></tr></tbody></table>"
        )?;
    }
    Ok(())
}
