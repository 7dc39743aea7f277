//! A table for the clipboard: as text for whoever takes text, and as HTML, which office programs
//! paste as a table.

use std::collections::BTreeSet;
use std::ops::Range;

use super::agency::{self, AGENCY_HEADERS};
use super::columns::{TargetColumn, TargetLine, TaskColumn};
use super::{ExportError, Format, Subject, guard};
use crate::model::workspace::TaskIx;
use crate::terms;
use crate::view::forms::{FormCell, FormRow};
use crate::view::{
    CellRange, Row, RowKind, Sheet, TaskLine, TaskLineKind, TaskList, TaskRowMaker, column_labels,
    target_rows, task_rows,
};
use crate::xml::escape;

/// More than this no office program pastes in reasonable time.
const MOST_CELLS: usize = 200_000;

/// A table for the clipboard, as plain text and as HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clip {
    /// Cells with tabs between them, rows on lines.
    pub text: String,
    /// The same table as HTML.
    pub html: String,
    /// How many rows it has, headings left out.
    pub rows: usize,
}

/// What is shown of a subject: folded rows stay out.
///
/// # Errors
/// When there are more cells than a clipboard is good for.
pub fn clip(subject: Subject<'_>) -> Result<Clip, ExportError> {
    let sheet = subject.sheet();
    let mut table = Table::default();
    match subject {
        Subject::Matrix(_) => {
            return clip_cells(sheet, &CellRange::all(sheet));
        }
        Subject::List(_) => {
            let list = TaskList::new(sheet);
            return clip_lines(sheet, &list, 0..list.lines.len());
        }
        Subject::Form(form) => {
            let cells = form.entries().map(|entry| entry.cells.len()).sum();
            check(cells)?;
            for part in &form.parts {
                let heads = part.columns.iter().map(|choice| choice.head().to_owned());
                table.head(&heads.collect::<Vec<_>>());
                if let Some(heading) = &part.heading {
                    table.group(heading);
                }
                for row in &part.rows {
                    match row {
                        FormRow::Heading { text, .. } => table.group(text),
                        FormRow::Entry(entry) => {
                            let cells = entry.cells.iter().map(FormCell::text);
                            table.row(&cells.collect::<Vec<_>>());
                        }
                    }
                }
            }
        }
        Subject::Agency(profile) => {
            let records = agency::records(profile);
            check(records.len() * AGENCY_HEADERS.len())?;
            table.head(&AGENCY_HEADERS.map(str::to_owned));
            for record in &records {
                table.row(&record.cells().map(str::to_owned));
            }
        }
        // Slides are no table.
        Subject::Slides(_) => {
            let (layout, format) = (subject.layout(), Format::Csv);
            return Err(ExportError::NotOffered { layout, format });
        }
        Subject::Targets(_) | Subject::Timeline(_) => {
            let rows = target_rows(sheet);
            check(rows.len() * 7)?;
            let lines: Vec<_> = rows.iter().map(|row| TargetLine::new(sheet, row)).collect();
            targets(sheet, &lines, &mut table);
        }
    }
    Ok(table.finish())
}

/// Some cells of the matrix, with the names of their tasks and bodies.
///
/// # Errors
/// When there are more cells than a clipboard is good for.
pub fn clip_cells(sheet: &Sheet, range: &CellRange) -> Result<Clip, ExportError> {
    check(range.rows.len() * (range.columns.len() + 3))?;
    let mut table = Table::default();
    let rows = sheet.rows.get(range.rows.clone()).unwrap_or_default();
    let rows = rows.iter().filter(|row| !row.hidden);
    matrix(sheet, rows, &range.columns, &mut table);
    Ok(table.finish())
}

/// The rows of some tasks of the matrix, under the headings that they stand under.
///
/// # Errors
/// When there are more cells than a clipboard is good for.
pub fn clip_rows(sheet: &Sheet, tasks: &BTreeSet<TaskIx>) -> Result<Clip, ExportError> {
    check(tasks.len() * (sheet.columns.len() + 3))?;
    let rows = sheet.rows.iter().filter(|row| !row.hidden);
    let rows = under_headings(rows, |row| match row.kind {
        RowKind::Plan(_) => Part::Heading(0),
        RowKind::Section(_) => Part::Heading(1),
        RowKind::Task(task) => Part::Row(tasks.contains(&task)),
    });
    let mut table = Table::default();
    matrix(
        sheet,
        rows.into_iter(),
        &(0..sheet.columns.len()),
        &mut table,
    );
    Ok(table.finish())
}

/// Some lines of the task list, folded ones left out.
///
/// # Errors
/// When there are more cells than a clipboard is good for.
pub fn clip_lines(
    sheet: &Sheet,
    list: &TaskList,
    lines: Range<usize>,
) -> Result<Clip, ExportError> {
    let lines = list.lines.get(lines).unwrap_or_default();
    clip_list(sheet, list, lines.iter().filter(|line| !line.hidden))
}

/// The lines of some tasks of the list, under the headings that they stand under.
///
/// # Errors
/// When there are more cells than a clipboard is good for.
pub fn clip_tasks(
    sheet: &Sheet,
    list: &TaskList,
    tasks: &BTreeSet<TaskIx>,
) -> Result<Clip, ExportError> {
    let lines = list.lines.iter().filter(|line| !line.hidden);
    let lines = under_headings(lines, |line| match line.kind {
        TaskLineKind::Group(nth) => Part::Heading(list.groups[nth].depth),
        TaskLineKind::Task(task) => Part::Row(tasks.contains(&task)),
    });
    clip_list(sheet, list, lines.into_iter())
}

/// What a row is for a choice of rows.
enum Part {
    /// A heading, so deep.
    Heading(usize),
    /// A row, and whether it is chosen.
    Row(bool),
}

/// The chosen rows, each after the headings that it stands under.
fn under_headings<'a, R>(
    rows: impl Iterator<Item = &'a R>,
    part: impl Fn(&R) -> Part,
) -> Vec<&'a R> {
    let mut headings: Vec<(usize, &R)> = Vec::new();
    let mut chosen = Vec::new();
    for row in rows {
        match part(row) {
            Part::Heading(depth) => {
                headings.retain(|(above, _)| *above < depth);
                headings.push((depth, row));
            }
            Part::Row(true) => {
                chosen.extend(headings.drain(..).map(|(_, heading)| heading));
                chosen.push(row);
            }
            Part::Row(false) => {}
        }
    }
    chosen
}

fn clip_list<'a>(
    sheet: &Sheet,
    list: &TaskList,
    lines: impl Iterator<Item = &'a TaskLine>,
) -> Result<Clip, ExportError> {
    let lines: Vec<&TaskLine> = lines.collect();
    check(lines.len() * 8)?;
    let mut table = Table::default();
    let columns = TaskColumn::needed(&task_rows(sheet));
    let header = columns.iter().map(|column| column.header().to_owned());
    table.head(&header.collect::<Vec<_>>());
    let rows = TaskRowMaker::new(sheet);
    for line in lines {
        match line.kind {
            TaskLineKind::Group(nth) => table.group(&list.groups[nth].label(sheet.workspace())),
            TaskLineKind::Task(ix) => {
                let row = rows.row(ix);
                let cells = columns.iter().map(|column| match column {
                    TaskColumn::Title if !row.summary.is_empty() => {
                        format!("{}\n{}", row.title, row.summary)
                    }
                    column => column.text(&row),
                });
                table.row(&cells.collect::<Vec<_>>());
            }
        }
    }
    Ok(table.finish())
}

fn check(cells: usize) -> Result<(), ExportError> {
    if cells > MOST_CELLS {
        return Err(ExportError::Crowded {
            cells,
            most: MOST_CELLS,
        });
    }
    Ok(())
}

fn matrix<'a>(
    sheet: &Sheet,
    rows: impl Iterator<Item = &'a Row>,
    shown: &Range<usize>,
    table: &mut Table,
) {
    let workspace = sheet.workspace();
    let mut header = vec![terms::CLAUSE.to_owned(), terms::TASK.to_owned()];
    let labels = column_labels(sheet);
    header.extend_from_slice(labels.get(shown.clone()).unwrap_or_default());
    // Beside some of the columns a total over all of them would be taken for theirs.
    let has_total = *shown == (0..sheet.columns.len());
    if has_total {
        header.push(terms::TOTAL.to_owned());
    }
    table.head(&header);
    for row in rows {
        match row.kind {
            RowKind::Plan(ix) => table.group(&workspace.plan(ix).plan.title),
            RowKind::Section(ix) => {
                let section = workspace.section(ix);
                table.group(format!("{} {}", section.number, section.title).trim());
            }
            RowKind::Task(ix) => {
                let task = &workspace.task(ix).task;
                let mut cells = vec![task.key(), task.title.clone()];
                cells.resize(shown.len() + 2, String::new());
                for cell in sheet.cells(row) {
                    let column = cell.column as usize;
                    if shown.contains(&column) {
                        let nth = column - shown.start;
                        cells[nth + 2] = sheet.mark(cell).into_owned();
                    }
                }
                if has_total {
                    cells.push(row.shown.to_string());
                }
                table.row(&cells);
            }
        }
    }
}

fn targets(sheet: &Sheet, lines: &[TargetLine<'_>], table: &mut Table) {
    let columns = TargetColumn::needed(lines);
    let header = columns.iter().map(|column| column.header().to_owned());
    table.head(&header.collect::<Vec<_>>());
    for of_plan in lines.chunk_by(|a, b| a.plan == b.plan) {
        table.group(&sheet.workspace().plan(of_plan[0].plan).plan.title);
        for line in of_plan {
            let cells = columns.iter().map(|column| line.text(*column));
            table.row(&cells.collect::<Vec<_>>());
        }
    }
}

/// A table as it grows.
#[derive(Default)]
struct Table {
    text: String,
    markup: String,
    columns: usize,
    rows: usize,
}

impl Table {
    fn head(&mut self, cells: &[String]) {
        self.columns = cells.len();
        self.line(cells, "th");
    }

    fn row(&mut self, cells: &[String]) {
        self.rows += 1;
        self.line(cells, "td");
    }

    fn line(&mut self, cells: &[String], tag: &str) {
        self.markup.push_str("<tr>");
        for (nth, cell) in cells.iter().enumerate() {
            if nth > 0 {
                self.text.push('\t');
            }
            self.push_text(cell);
            self.markup.push_str(&format!(
                "<{tag}>{}</{tag}>",
                escape(cell).replace('\n', "<br>")
            ));
        }
        self.text.push('\n');
        self.markup.push_str("</tr>\n");
    }

    /// A line across all columns.
    fn group(&mut self, words: &str) {
        self.push_text(words);
        self.text.push('\n');
        self.markup.push_str(&format!(
            "<tr><th colspan=\"{}\" align=\"left\">{}</th></tr>\n",
            self.columns,
            escape(words)
        ));
    }

    /// A cell of the text: one line without tabs, and nothing that a spreadsheet would run.
    fn push_text(&mut self, cell: &str) {
        let line: String = cell
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        self.text.push_str(&guard(&line));
    }

    fn finish(self) -> Clip {
        Clip {
            text: self.text,
            // Excel takes cells of this number format as text: 1—2 stays, and nothing runs.
            html: format!(
                "<meta charset=\"utf-8\"><style>th,td{{mso-number-format:\"\\@\";vertical-align:top}}</style>\
                 <table border=\"1\" cellspacing=\"0\" cellpadding=\"3\" style=\"border-collapse:collapse\">\n{}</table>",
                self.markup
            ),
            rows: self.rows,
        }
    }
}
