//! The matrix as a table.

use std::io::Write;

use super::data::Tasks;
use crate::export::progress::Steps;
use crate::export::{ExportError, column_labels};
use crate::terms;
use crate::view::stack::{Standing, broken, pieces, steps};
use crate::view::{RowKind, Sheet};
use crate::xml::escape;

/// Up to so many cells each crossing is a cell of its own. Beyond, a run of empty ones is one wide
/// cell: a browser would take minutes over millions of them.
const MOST_DRAWN: usize = 200_000;

/// The longest line of a name that runs down, in characters.
const LONGEST: f32 = 11.0;

/// From one of its characters to the next, in pixels.
const STEP: f32 = 14.2;

/// So many columns stand on A3 across beside the tasks; the script says the same.
const MOST_ACROSS: usize = 34;

/// Clause and title.
const LEFT: usize = 2;

/// Whether the matrix has more crossings than a browser draws with ease.
pub(super) fn is_big(sheet: &Sheet) -> bool {
    sheet.rows.len() * sheet.columns.len() > MOST_DRAWN
}

/// Paper as wide as the table, for a browser without scripts: with them the page is printed in
/// blocks of columns.
pub(super) fn wide_page(sheet: &Sheet) -> String {
    if sheet.columns.len() <= MOST_ACROSS {
        return String::new();
    }
    // Columns of the style sheet in pixels, 96 to the inch, and the margins of the page.
    let pixels = 92 + 244 + 30 * sheet.columns.len() + 52 + 16;
    let width = pixels * 254 / 960 + 24;
    let height = width * 297 / 420;
    format!(
        "<noscript><style>@media print {{ @page {{ size: {width}mm {height}mm; }} }}</style></noscript>\n"
    )
}

pub(super) fn write(
    sheet: &Sheet,
    tasks: &Tasks,
    out: &mut dyn Write,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    let labels = column_labels(sheet);
    let columns = labels.len();
    let all = LEFT + columns + 1;
    let drawn = !is_big(sheet);
    edges(sheet, drawn, out)?;
    write!(
        out,
        "<table class=\"m\"{}><caption>{}</caption>\n<colgroup><col class=\"k\"><col class=\"w\">",
        if drawn { "" } else { " data-big" },
        escape(&sheet.titled(terms::MATRIX))
    )?;
    for _ in 0..columns {
        out.write_all(b"<col class=\"a\">")?;
    }
    out.write_all(b"<col class=\"n\"></colgroup>\n")?;
    head(sheet, &labels, out)?;

    let workspace = sheet.workspace();
    let mut open = false;
    for row in &sheet.rows {
        steps.step()?;
        match row.kind {
            RowKind::Plan(ix) => {
                if open {
                    out.write_all(b"</tbody>\n")?;
                }
                open = true;
                let plan = &workspace.plan(ix).plan;
                let count = if row.shown == row.all {
                    format!("{} 项", row.all)
                } else {
                    format!("{} / {} 项", row.shown, row.all)
                };
                writeln!(
                    out,
                    "<tbody><tr class=\"p\"><th colspan=\"{all}\" scope=\"rowgroup\"><span>{}</span> <small>{count}</small></th></tr>",
                    escape(&plan.title)
                )?;
            }
            RowKind::Section(ix) => {
                let section = workspace.section(ix);
                let text = format!("{} {}", section.number, section.title);
                writeln!(
                    out,
                    "<tr class=\"s d{}\"><th colspan=\"{all}\" scope=\"rowgroup\"><span>{}</span></th></tr>",
                    section.depth.min(3),
                    escape(text.trim())
                )?;
            }
            RowKind::Task(ix) => {
                let number = tasks.number(ix).unwrap_or_default();
                let task = &workspace.task(ix).task;
                write!(
                    out,
                    "<tr class=\"t\" data-t=\"{number}\"><th class=\"k\" scope=\"row\">{}</th><th class=\"w\" scope=\"row\"><a href=\"#t{number}\">{}</a></th>",
                    escape(&task.key()),
                    escape(&task.title)
                )?;
                let mut next = 0;
                for cell in sheet.cells(row) {
                    let column = cell.column as usize;
                    blanks(out, column - next, drawn)?;
                    let mut class = format!("r{}", cell.role.index());
                    for role in cell.roles.iter().filter(|role| *role != cell.role) {
                        class.push_str(&format!(" h{}", role.index()));
                    }
                    if cell.through {
                        class.push_str(" v");
                    }
                    let says = escape(&cell.label(sheet.own_roles())).into_owned();
                    let mut title = "";
                    if cell.mended {
                        class.push_str(" x");
                        title = " title=\"原文读法有补正，见任务清单的备注\"";
                    }
                    write!(
                        out,
                        "<td class=\"{class}\"{title} aria-label=\"{says}\">{}</td>",
                        escape(&sheet.mark(cell))
                    )?;
                    next = column + 1;
                }
                blanks(out, columns - next, drawn)?;
                writeln!(out, "<td class=\"n\">{}</td></tr>", row.shown)?;
            }
        }
    }
    if open {
        out.write_all(b"</tbody>\n")?;
    } else {
        writeln!(
            out,
            "<tbody><tr><td colspan=\"{all}\">没有任务符合筛选</td></tr></tbody>"
        )?;
    }
    foot(sheet, out)?;
    out.write_all(b"</table>\n")?;
    Ok(())
}

/// A line at the left of every group of columns. A rule each is less than a class for every cell.
fn edges(sheet: &Sheet, drawn: bool, out: &mut dyn Write) -> Result<(), ExportError> {
    if !drawn {
        return Ok(());
    }
    let starts = sheet.groups.iter().map(|group| group.columns.start);
    let rules: Vec<String> = starts
        .chain([sheet.columns.len()])
        .filter(|start| *start > 0)
        .map(|start| format!(".m:not(.b) .t>:nth-child({})", start + LEFT + 1))
        .collect();
    if !rules.is_empty() {
        writeln!(
            out,
            "<style>{}{{border-left-color:var(--line)}}</style>",
            rules.join(",")
        )?;
    }
    Ok(())
}

fn head(sheet: &Sheet, labels: &[String], out: &mut dyn Write) -> Result<(), ExportError> {
    let workspace = sheet.workspace();
    write!(
        out,
        "<thead><tr class=\"g\"><th class=\"k\" rowspan=\"2\" scope=\"col\"><button type=\"button\">{}</button></th><th class=\"w\" rowspan=\"2\" scope=\"col\"><button type=\"button\">{}</button></th>",
        terms::CLAUSE,
        terms::TASK
    )?;
    if sheet.groups.is_empty() && !labels.is_empty() {
        write!(
            out,
            "<th colspan=\"{}\" scope=\"colgroup\"></th>",
            labels.len()
        )?;
    }
    for group in &sheet.groups {
        let count = group.columns.len();
        let label = if count < 3 {
            group.kind.short()
        } else {
            group.kind.label()
        };
        write!(
            out,
            "<th colspan=\"{count}\" scope=\"colgroup\"><span data-short=\"{}\" data-long=\"{}\">{label}</span></th>",
            group.kind.short(),
            group.kind.label()
        )?;
    }
    write!(
        out,
        "<th class=\"n\" rowspan=\"2\" scope=\"col\"><button type=\"button\">{}</button></th></tr>\n<tr class=\"h\">",
        terms::TOTAL
    )?;
    for (column, label) in sheet.columns.iter().zip(labels) {
        let folded: Vec<&str> = column
            .folded
            .iter()
            .map(|ix| workspace.agency(*ix).label())
            .collect();
        let mut title = workspace.agency(column.agency).name.clone();
        if !folded.is_empty() {
            title.push_str(&format!("（含原{}）", folded.join("、")));
        }
        write!(
            out,
            "<th scope=\"col\" title=\"{}\"><button type=\"button\">",
            escape(&title)
        )?;
        upright(label, out)?;
        out.write_all(b"</button></th>")?;
    }
    out.write_all(b"</tr></thead>\n")?;
    Ok(())
}

/// A name that runs down, in lines beside each other; words of two letters stand upright.
fn upright(label: &str, out: &mut dyn Write) -> Result<(), ExportError> {
    let lines = broken(label, LONGEST, steps);
    // The browser breaks the lines itself, where the room for them ends.
    let longest = lines
        .iter()
        .map(|line| pieces(line).iter().map(steps).sum());
    let longest: f32 = longest.fold(0.0, f32::max);
    write!(out, "<span class=\"v v{}\"", lines.len().clamp(1, 5))?;
    if lines.len() == 2 || longest > LONGEST {
        let room = (longest * STEP * 1.06).ceil();
        write!(out, " style=\"max-height:{room:.0}px\"")?;
    }
    out.write_all(b">")?;
    for piece in pieces(label) {
        let text = escape(piece.text);
        match piece.standing {
            Standing::Pair => write!(out, "<i>{text}</i>")?,
            _ => out.write_all(text.as_bytes())?,
        }
    }
    out.write_all(b"</span>")?;
    Ok(())
}

fn foot(sheet: &Sheet, out: &mut dyn Write) -> Result<(), ExportError> {
    if sheet.columns.is_empty() || sheet.shown.tasks == 0 {
        return Ok(());
    }
    out.write_all(b"<tfoot>")?;
    for (label, counts) in sheet.totals() {
        write!(
            out,
            "<tr class=\"f\"><th colspan=\"{LEFT}\" scope=\"row\">{label}</th>"
        )?;
        for count in &counts {
            // No zeros: what a body does not lead needs no figure.
            match count {
                0 => out.write_all(b"<td></td>")?,
                count => write!(out, "<td>{count}</td>")?,
            }
        }
        let sum: u64 = counts.into_iter().map(u64::from).sum();
        writeln!(out, "<td class=\"n\">{sum}</td></tr>")?;
    }
    out.write_all(b"</tfoot>")?;
    Ok(())
}

fn blanks(out: &mut dyn Write, count: usize, drawn: bool) -> Result<(), ExportError> {
    if drawn {
        for _ in 0..count {
            out.write_all(b"<td></td>")?;
        }
    } else if count > 0 {
        write!(out, "<td colspan=\"{count}\"></td>")?;
    }
    Ok(())
}
