//! A web page: one file that holds everything and asks the network for nothing.
//!
//! The three layouts stand in it as plain tables; the script only hides, sorts and counts, so that
//! the page is whole without it. A policy inside the page forbids every connection.

mod agency;
mod data;
mod forms;
mod matrix;
mod slides;
mod tables;
mod text;

use std::io::{BufWriter, Write};

use super::progress::Steps;
use super::{ExportError, Layout, Progress, Subject};
use crate::colour::{Colour, ROLES, ROLES_ON_DARK};
use crate::model::workspace::PlanIx;
use crate::terms;
use crate::view::{MarkStyle, Sheet, target_rows};
use crate::xml::escape;
use data::Tasks;

const STYLE: &str = include_str!("page.css");
const ADDRESS: &str = include_str!("address.js");
const SCRIPT: &str = include_str!("page.js");
const PRINT: &str = include_str!("print.js");

/// No connection, no picture from elsewhere, no frame, no form.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

pub(super) fn write(
    subject: Subject<'_>,
    out: &mut dyn Write,
    progress: &dyn Progress,
) -> Result<(), ExportError> {
    if let Subject::Form(table) = subject {
        return forms::write(table, out, progress);
    }
    if let Subject::Agency(profile) = subject {
        return agency::write(profile, out, progress);
    }
    if let Subject::Slides(deck) = subject {
        return slides::write(deck, out, progress);
    }
    let (sheet, layout) = (subject.sheet(), subject.layout());
    let tasks = Tasks::new(sheet);
    let rows = sheet.rows.len() * 2 + target_rows(sheet).len();
    let mut steps = Steps::new(progress, rows);
    let mut out = BufWriter::new(out);
    let out: &mut dyn Write = &mut out;
    head(sheet, layout, out)?;
    tools(sheet, layout, out)?;
    out.write_all(b"<main tabindex=\"0\">\n")?;
    for shown in Layout::TABLES {
        writeln!(
            out,
            "<section id=\"{}\" aria-label=\"{}\">",
            shown.key(),
            shown.document()
        )?;
        match shown {
            Layout::Matrix => matrix::write(sheet, &tasks, out, &mut steps)?,
            Layout::List => tables::list(sheet, &tasks, out, &mut steps)?,
            Layout::Targets => tables::targets(sheet, &tasks, out, &mut steps)?,
            // Not among them: the page shows the tables of data, not what became of them, nor one
            // agency.
            Layout::Timeline
            | Layout::Changes
            | Layout::Agency
            | Layout::Division
            | Layout::Slides
            | Layout::Ledger
            | Layout::Goals
            | Layout::Due
            | Layout::Duties => {}
        }
        out.write_all(b"</section>\n")?;
    }
    foot(sheet, out)?;
    out.write_all(b"</main>\n<script type=\"application/json\" id=\"data\">")?;
    out.write_all(data::json(sheet).as_bytes())?;
    write!(
        out,
        "</script>\n<script>\n{PRINT}{ADDRESS}{SCRIPT}</script>\n</body>\n</html>\n"
    )?;
    out.flush()?;
    progress.report(1.0);
    Ok(())
}

fn head(sheet: &Sheet, layout: Layout, out: &mut dyn Write) -> Result<(), ExportError> {
    let title = sheet.titled(layout.document());
    let heading = sheet.heading(layout.document());
    // The page has several tables under one title, unless it was given another.
    let shown = match heading.title.trim() {
        "" => sheet.title(),
        title => title.to_owned(),
    };
    // What is chosen in the page is said on paper together with what the export was limited to.
    let whole = if sheet.chips().is_empty() {
        String::new()
    } else {
        sheet.filter_text()
    };
    let keep = if sheet.spec.hide_empty_columns {
        ""
    } else {
        " data-keep"
    };
    let wide = matrix::wide_page(sheet);
    let loading = if matrix::is_big(sheet) {
        "<script>document.documentElement.className = \"loading\"</script>\n"
    } else {
        ""
    };
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"Zeren {}\">\n\
         <meta name=\"author\" content=\"{}\">\n\
         <title>{}</title>\n<style>\n{STYLE}{}</style>\n{wide}{loading}</head>\n\
         <body data-first=\"{}\"{keep}>\n<header>\n{}<h1>{}</h1>\n{}\
         <p><span class=\"whole\"><span>{}</span> · <span>{}</span> · </span><span>{}制表</span></p>\n\
         <p id=\"scope\" data-whole=\"{}\"></p>\n{}</header>\n",
        env!("CARGO_PKG_VERSION"),
        escape(heading.maker().unwrap_or_default()),
        escape(&title),
        role_colors(),
        layout.key(),
        at_both_ends("ends", &heading.attachment, &heading.secrecy),
        escape(&shown),
        under(&heading.number),
        escape(&sheet.filter_text()),
        escape(&sheet.counts_text()),
        sheet.today.text(),
        escape(&whole),
        at_both_ends("ends", &heading.handed_in_by(), &heading.date)
    )?;
    Ok(())
}

/// A line with words at its left and others at its right; nothing where there are none.
fn at_both_ends(class: &str, left: &str, right: &str) -> String {
    if left.is_empty() && right.is_empty() {
        return String::new();
    }
    format!(
        "<p class=\"{class}\"><span>{}</span><span>{}</span></p>\n",
        escape(left),
        escape(right)
    )
}

/// The document's number under the title, where there is one.
fn under(number: &str) -> String {
    match number {
        "" => String::new(),
        number => format!("<p>{}</p>\n", escape(number)),
    }
}

/// The colours of the roles' marks, which the style sheet only names.
fn role_colors() -> String {
    let list = |colours: [Colour; 5]| {
        let all = colours.iter().enumerate();
        let rules: Vec<String> = all
            .map(|(nth, colour)| format!(" --r{nth}: #{};", colour.hex()))
            .collect();
        rules.concat()
    };
    format!(
        ":root {{{} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{{} }} }}\n",
        list(ROLES),
        list(ROLES_ON_DARK)
    )
}

/// Tabs, search and filters. Links to the tables where there is no script.
fn tools(sheet: &Sheet, layout: Layout, out: &mut dyn Write) -> Result<(), ExportError> {
    let workspace = sheet.workspace();
    out.write_all("<nav aria-label=\"表格\">".as_bytes())?;
    for shown in Layout::TABLES {
        let current = if shown == layout {
            " aria-current=\"true\""
        } else {
            ""
        };
        write!(
            out,
            "<a href=\"#{}\"{current}>{}</a>",
            shown.key(),
            shown.document()
        )?;
    }
    write!(
        out,
        "<form hidden>\
         <input type=\"search\" id=\"q\" aria-label=\"搜索\" placeholder=\"搜索任务、机构、指标，可用拼音\" autocomplete=\"off\" spellcheck=\"false\">\
         <select id=\"plan\" aria-label=\"{0}\"><option value=\"\">全部{0}</option>",
        terms::PLAN
    )?;
    let mut plans: Vec<PlanIx> = sheet.plans().collect();
    plans.sort_unstable();
    for ix in plans {
        let label = workspace.plan(ix).plan.label();
        write!(
            out,
            "<option value=\"{}\">{}</option>",
            ix.get(),
            escape(label)
        )?;
    }
    write!(
        out,
        "</select><select id=\"agency\" aria-label=\"{0}\"><option value=\"\">全部{0}</option>",
        terms::AGENCY
    )?;
    let labels = super::column_labels(sheet);
    let option = |out: &mut dyn Write, nth: usize| {
        write!(
            out,
            "<option value=\"{nth}\">{} {}</option>",
            escape(&labels[nth]),
            sheet.columns[nth].tasks
        )
    };
    for group in &sheet.groups {
        write!(out, "<optgroup label=\"{}\">", group.kind.label())?;
        for nth in group.columns.clone() {
            option(out, nth)?;
        }
        out.write_all(b"</optgroup>")?;
    }
    if sheet.groups.is_empty() {
        for nth in 0..labels.len() {
            option(out, nth)?;
        }
    }
    let members = data::members(sheet);
    if !members.is_empty() {
        write!(out, "<optgroup label=\"{}\">", terms::THROUGH)?;
        for (nth, ix) in members.iter().enumerate() {
            write!(
                out,
                "<option value=\"{}\">{} {}</option>",
                sheet.columns.len() + nth,
                escape(workspace.agency(*ix).label()),
                sheet.facets.agencies[ix.get()].through
            )?;
        }
        out.write_all(b"</optgroup>")?;
    }
    write!(
        out,
        "</select><select id=\"role\" aria-label=\"{0}\"><option value=\"\">全部{0}</option>",
        terms::ROLE
    )?;
    for role in sheet.roles() {
        let mark = sheet.spec.marks.text(role);
        write!(
            out,
            "<option value=\"{}\">{mark} {}</option>",
            role.index(),
            role.label()
        )?;
    }
    out.write_all(
        "</select><button type=\"reset\">清除筛选</button><output id=\"count\" aria-live=\"polite\"></output></form></nav>\n"
            .as_bytes(),
    )?;
    Ok(())
}

/// Legend, sources, what a reader should know.
fn foot(sheet: &Sheet, out: &mut dyn Write) -> Result<(), ExportError> {
    out.write_all(b"<footer>\n")?;
    let roles = sheet.roles();
    if !roles.is_empty() {
        write!(out, "<p class=\"legend\">{}", terms::LEGEND)?;
        for role in roles {
            write!(
                out,
                " <span><b class=\"r{}\">{}</b> {}</span>",
                role.index(),
                sheet.spec.marks.text(role),
                role.label()
            )?;
        }
        if sheet.spec.mark_first {
            write!(out, " <span>{}</span>", terms::FIRST_LISTED)?;
        }
        if sheet.spec.marks == MarkStyle::Raci {
            write!(out, " <span>{}</span>", terms::RACI_CAVEAT)?;
        }
        out.write_all(b"</p>\n")?;
    }
    for words in sheet.folding_notes() {
        writeln!(out, "<p>{}　{}</p>", terms::FOLDING, escape(&words))?;
    }
    for citation in sheet.citations() {
        writeln!(out, "<p>{}　{}</p>", terms::SOURCE, escape(&citation))?;
    }
    for note in &sheet.workspace().notes {
        writeln!(out, "<p>数据　{}</p>", escape(note))?;
    }
    out.write_all(
        "<p>条款、机构名称和角色按原文，读法有补正的写在备注里。</p>\n</footer>\n".as_bytes(),
    )?;
    Ok(())
}
