//! A sheet as plain text, for snapshots.

use std::fmt::Write;

use zeren::view::{RowKind, Sheet};

/// Title, filter and counts; the columns by number; every row with its marks; the totals.
pub fn render(sheet: &Sheet) -> String {
    let workspace = sheet.workspace();
    let mut text = String::new();
    let mut line = |words: &str| writeln!(text, "{words}").expect("a text");
    line(&sheet.title());
    line(&sheet.filter_text());
    line(&sheet.counts_text());
    line(&sheet.legend_text());
    line("");
    for (nth, column) in sheet.columns.iter().enumerate() {
        let group = sheet
            .groups
            .iter()
            .find(|group| group.columns.start == nth)
            .map_or(String::new(), |group| format!("  [{}]", group.kind.label()));
        line(&format!(
            "{nth:>2} {} {}/{} 牵头 {}{group}",
            workspace.agency(column.agency).label(),
            column.tasks,
            column.all_tasks,
            column.leads
        ));
    }
    line("");
    for row in &sheet.rows {
        let state = match (row.hidden, row.folded) {
            (true, _) => "·",
            (false, true) => "+",
            (false, false) => " ",
        };
        match row.kind {
            RowKind::Plan(ix) => line(&format!(
                "{state}# {} {}/{}",
                workspace.plan(ix).plan.label(),
                row.shown,
                row.all
            )),
            RowKind::Section(ix) => {
                let section = workspace.section(ix);
                line(&format!(
                    "{state}{}{} {} {}/{}",
                    "=".repeat(section.depth + 1),
                    section.number,
                    section.title,
                    row.shown,
                    row.all
                ));
            }
            RowKind::Task(ix) => {
                let task = &workspace.task(ix).task;
                let marks: Vec<String> = sheet
                    .cells(row)
                    .iter()
                    .map(|cell| {
                        let count = match cell.count {
                            1 => String::new(),
                            count => format!("×{count}"),
                        };
                        let mended = if cell.mended { "*" } else { "" };
                        format!("{}{}{count}{mended}", cell.column, sheet.mark(cell))
                    })
                    .collect();
                line(&format!(
                    "{state}  {} {} | {} | {}",
                    task.key(),
                    task.title,
                    marks.join(" "),
                    row.shown
                ));
            }
        }
    }
    text
}
