//! A form as a web page: one table to be read and printed, without a script.

use std::io::{BufWriter, Write};

use super::at_both_ends;
use crate::export::progress::Steps;
use crate::export::{ExportError, Progress};
use crate::view::forms::{
    ColumnChoice, FormColumn, FormEntry, FormHeading, FormPart, FormRow, FormTable,
};
use crate::xml::escape;

/// No connection of any kind, no script.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE: &str = include_str!("form.css");

pub(super) fn write(
    table: &FormTable,
    out: &mut dyn Write,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    let mut steps = Steps::new(progress, table.entries().count());
    let mut out = BufWriter::new(out);
    let heading = &table.spec.heading;
    begin(&mut out, &table.title, heading)?;
    let label = at_both_ends("label", &heading.attachment, &heading.secrecy);
    out.write_all(label.as_bytes())?;
    writeln!(out, "<h1>{}</h1>", escape(&table.title))?;
    for words in table.under() {
        writeln!(out, "<p class=\"under\">{}</p>", escape(words))?;
    }
    let by = at_both_ends("by", &heading.handed_in_by(), &heading.date);
    out.write_all(by.as_bytes())?;
    for part in &table.parts {
        write_part(part, &mut out, &mut steps)?;
    }
    if table.parts.is_empty() {
        writeln!(out, "<p>{}</p>", table.nothing())?;
    }
    for remark in &table.remarks {
        writeln!(out, "<p class=\"remark\">{}</p>", escape(remark))?;
    }
    out.write_all(b"</body>\n</html>\n")?;
    out.flush()?;
    progress.report(1.0);
    Ok(())
}

/// The page up to its body.
pub(super) fn begin(
    out: &mut dyn Write,
    title: &str,
    heading: &FormHeading,
) -> Result<(), ExportError> {
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"Zeren {}\">\n\
         <meta name=\"author\" content=\"{}\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        env!("CARGO_PKG_VERSION"),
        escape(&heading.author),
        escape(title)
    )?;
    Ok(())
}

fn write_part(
    part: &FormPart,
    out: &mut dyn Write,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    let span = part.columns.len();
    out.write_all(b"<table>\n<colgroup>")?;
    for choice in &part.columns {
        let width = choice.column.width();
        if width > 0.0 {
            write!(out, "<col style=\"width:{width}mm\"/>")?;
        } else {
            out.write_all(b"<col/>")?;
        }
    }
    out.write_all(b"</colgroup>\n<thead>")?;
    if let Some(heading) = &part.heading {
        write!(
            out,
            "<tr><th class=\"plan\" colspan=\"{span}\">{}</th></tr>",
            escape(heading)
        )?;
    }
    out.write_all(b"<tr>")?;
    for choice in &part.columns {
        write!(out, "<th scope=\"col\">{}</th>", escape(choice.head()))?;
    }
    out.write_all(b"</tr></thead>\n<tbody>\n")?;
    for row in &part.rows {
        steps.step()?;
        match row {
            FormRow::Heading { level, text } => writeln!(
                out,
                "<tr><th class=\"s{}\" colspan=\"{span}\" scope=\"rowgroup\">{}</th></tr>",
                (*level).min(1),
                escape(text)
            )?,
            FormRow::Entry(entry) => {
                out.write_all(b"<tr>")?;
                write_cells(&part.columns, entry, out)?;
                out.write_all(b"</tr>\n")?;
            }
        }
    }
    out.write_all(b"</tbody>\n</table>\n")?;
    Ok(())
}

fn write_cells(
    columns: &[ColumnChoice],
    entry: &FormEntry,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    for (choice, cell) in columns.iter().zip(&entry.cells) {
        let class = if choice.column.is_centred() || cell.is_not_stated() {
            " class=\"c\""
        } else {
            ""
        };
        let (begin, end) = match choice.column {
            FormColumn::Task => ("th scope=\"row\"", "th"),
            _ => ("td", "td"),
        };
        write!(out, "<{begin}{class}>")?;
        for (nth, words) in cell.0.iter().enumerate() {
            if nth > 0 {
                out.write_all(b"<br/>")?;
            }
            if !words.strong.is_empty() {
                write!(out, "<b>{}</b>", escape(&words.strong))?;
            }
            if choice.column.has_names() {
                // Names are not broken; a line may end behind each.
                for name in words.text.split_inclusive(['、', '；', '：']) {
                    write!(out, "<span>{}</span><wbr/>", escape(name))?;
                }
            } else {
                write!(out, "{}", escape(&words.text))?;
            }
        }
        write!(out, "</{end}>")?;
    }
    Ok(())
}
