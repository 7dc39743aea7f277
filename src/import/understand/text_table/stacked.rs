//! A table that lost its lines on the way into plain text: each cell on a line of its own, as pages
//! of the web are copied. Its head names a running number, and a line with nothing but a number
//! begins a row.

use super::super::flow::Flow;
use super::super::lines::Line;
use super::super::marks;
use super::super::table::{Field, Table};
use super::super::words::{self, Label};
use super::is_number;

/// The heads of a running number.
const NUMBERS: [&str; 4] = ["序号", "编号", "序", "号"];

/// No head has more columns, and no name of one more characters.
const MOST_COLUMNS: usize = 12;
const LONGEST_NAME: usize = 14;

/// The table whose head begins at a line, and the line behind it.
pub(super) fn table(text: &str, lines: &[Line], nth: usize) -> Option<(Table, usize)> {
    let flow = |line: &Line| Flow::of(&text[line.span.clone()], line.span.start);
    let is = |flow: &Flow, word: &str| flow.key.iter().copied().eq(word.chars());
    let first = flow(lines.get(nth)?);
    if !NUMBERS.iter().any(|word| is(&first, word)) {
        return None;
    }
    let mut table = Table::default();
    let mut width = 0;
    let mut names_bodies = false;
    let mut at = nth;
    while let Some(line) = lines.get(at).filter(|_| width < MOST_COLUMNS) {
        let cell = flow(line);
        let is_name = (1..=LONGEST_NAME).contains(&cell.len())
            && marks::at_line_start(&cell.key).is_none()
            && !is_number(&cell.key);
        if !is_name {
            break;
        }
        names_bodies |= matches!(words::label(&cell.key), Some(Label::Bodies(_)));
        table.push(field(0, width, cell));
        width += 1;
        at += 1;
    }
    if width < 3 || !names_bodies {
        return None;
    }
    let (mut row, mut rows_with_numbers) = (1, 0);
    while let Some(line) = lines.get(at) {
        let begins = flow(line);
        if !is_number(&begins.key) {
            // A chapter between two rows.
            let is_chapter = marks::at_line_start(&begins.key).is_some();
            let goes_on = lines[at + 1..].iter().take(2).any(|line| {
                let next = flow(line);
                is_number(&next.key) || marks::at_line_start(&next.key).is_some()
            });
            if !is_chapter || !goes_on {
                break;
            }
            table.push(Field {
                columns: width,
                ..field(row, 0, begins)
            });
            row += 1;
            at += 1;
            continue;
        }
        let cells = cells(&lines[at + 1..], width - 1, &flow);
        if cells.is_empty() {
            break;
        }
        at += 1 + cells.len();
        table.push(field(row, 0, begins));
        // More lines than columns: the task has several paragraphs.
        let more = cells.len().saturating_sub(width - 1);
        for (nth, cell) in cells.into_iter().enumerate() {
            let column = if nth <= more { 1 } else { nth - more + 1 };
            let into = row + if column == 1 { nth } else { 0 };
            table.push(field(into, column, cell));
        }
        row += more + 1;
        rows_with_numbers += 1;
    }
    (rows_with_numbers > 0).then_some((table, at))
}

/// The cells of a row: the lines up to the next number or chapter; of the last row as many as there
/// are columns.
fn cells(lines: &[Line], columns: usize, flow: &impl Fn(&Line) -> Flow) -> Vec<Flow> {
    let all: Vec<Flow> = lines.iter().take(4 * columns).map(flow).collect();
    let next = (0..all.len()).find(|nth| {
        is_number(&all[*nth].key)
            || *nth >= columns && marks::at_line_start(&all[*nth].key).is_some()
    });
    let count = next.unwrap_or(columns.min(all.len()));
    all.into_iter().take(count).collect()
}

fn field(row: usize, column: usize, flow: Flow) -> Field {
    super::placed(row, column, flow)
}
