//! One agency's responsibility sheet as a web page: to be read and printed, without a script.

use std::io::{BufWriter, Write};

use super::{at_both_ends, forms};
use crate::export::agency_tables::{self, AgencyTable, Line};
use crate::export::progress::Steps;
use crate::export::{ExportError, Layout, Progress, agency};
use crate::terms;
use crate::view::Profile;
use crate::xml::escape;

pub(super) fn write(
    profile: &Profile,
    out: &mut dyn Write,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    let all = profile.tasks as usize + profile.through_tasks() + profile.targets.len();
    let mut steps = Steps::new(progress, all);
    let tables = agency_tables::tables(profile, &mut steps)?;
    let mut out = BufWriter::new(out);
    let sheet = &profile.sheet;
    let heading = sheet.heading(Layout::Agency.document());
    let title = profile.title();
    forms::begin(&mut out, &title, heading)?;
    writeln!(
        out,
        "{}<h1>{}</h1>",
        at_both_ends("label", &heading.attachment, &heading.secrecy),
        escape(&title)
    )?;
    let counts = format!(
        "{} · {} · {}制表",
        profile.counts_text(),
        sheet.spec.succession.label(),
        sheet.today.text()
    );
    if !heading.number.is_empty() {
        writeln!(out, "<p class=\"under\">{}</p>", escape(&heading.number))?;
    }
    let by = at_both_ends("by", &heading.handed_in_by(), &heading.date);
    out.write_all(by.as_bytes())?;
    remark(&mut out, &counts)?;
    for line in agency_tables::who(profile) {
        remark(&mut out, &line)?;
    }
    if profile.tasks == 0 {
        remark(&mut out, "没有任务直接写到这个机构。")?;
    }
    for table in &tables {
        write_table(table, &mut out)?;
    }
    for (_, words) in agency::sources(profile) {
        remark(&mut out, &format!("{}　{words}", terms::SOURCE))?;
    }
    out.write_all(b"</body>\n</html>\n")?;
    out.flush()?;
    progress.report(1.0);
    Ok(())
}

fn remark(out: &mut dyn Write, words: &str) -> Result<(), ExportError> {
    writeln!(out, "<p class=\"remark\">{}</p>", escape(words))?;
    Ok(())
}

fn write_table(table: &AgencyTable, out: &mut dyn Write) -> Result<(), ExportError> {
    let span = table.headers.len();
    let all: u32 = table.weights.iter().sum();
    writeln!(out, "<h2>{}</h2>", escape(&table.title))?;
    out.write_all(b"<table>\n<colgroup>")?;
    for weight in &table.weights {
        write!(out, "<col style=\"width:{}%\"/>", weight * 100 / all.max(1))?;
    }
    out.write_all(b"</colgroup>\n<thead><tr>")?;
    for head in &table.headers {
        write!(out, "<th scope=\"col\">{}</th>", escape(head))?;
    }
    out.write_all(b"</tr></thead>\n<tbody>\n")?;
    for part in &table.parts {
        if let Some(heading) = &part.heading {
            writeln!(
                out,
                "<tr><th class=\"s1\" colspan=\"{span}\" scope=\"rowgroup\">{}</th></tr>",
                escape(heading)
            )?;
        }
        for line in &part.lines {
            write_line(line, out)?;
        }
    }
    out.write_all(b"</tbody>\n</table>\n")?;
    Ok(())
}

fn write_line(line: &Line, out: &mut dyn Write) -> Result<(), ExportError> {
    out.write_all(b"<tr>")?;
    for (nth, text) in line.cells.iter().enumerate() {
        let text = escape(text).replace('\n', "<br/>");
        match line.summary.as_str() {
            summary if nth == 1 && !summary.is_empty() => {
                write!(out, "<td><b>{text}</b><br/>{}</td>", escape(summary))?;
            }
            _ => write!(out, "<td>{text}</td>")?,
        }
    }
    out.write_all(b"</tr>\n")?;
    Ok(())
}
