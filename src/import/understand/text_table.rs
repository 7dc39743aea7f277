//! Tables inside plain text: cells parted by bars or tabs, or each on a line of its own.

mod stacked;

use std::ops::Range;

use super::flow::Flow;
use super::lines::Line;
use super::marks;
use super::names;
use super::table::{Field, Table};
use super::words::{self, Label};
use crate::import::Document;

/// The tables of a text, and the parts of the text that they take.
pub(super) fn tables(document: &Document, lines: &[Line]) -> (Vec<Table>, Vec<Range<usize>>) {
    let text = &document.text;
    let mut tables = Vec::new();
    let mut taken = Vec::new();
    let bar = |line: &Line| {
        let words = &text[line.span.clone()];
        words.contains('|') || words.contains('｜')
    };
    let mut nth = 0;
    while nth < lines.len() {
        if let Some(end) = tabbed(text, lines, nth) {
            tables.push(by_tabs(text, &lines[nth..end]));
            taken.push(lines[nth].span.start..lines[end - 1].span.end);
            nth = end;
            continue;
        }
        if let Some((table, end)) = stacked::table(text, lines, nth) {
            tables.push(table);
            taken.push(lines[nth].span.start..lines[end - 1].span.end);
            nth = end;
            continue;
        }
        if !bar(&lines[nth]) {
            nth += 1;
            continue;
        }
        // The lines up to the last one with a bar; a cell may go over two lines.
        let start = nth;
        let mut end = nth + 1;
        let mut since = 0;
        for (at, line) in lines.iter().enumerate().skip(nth + 1) {
            if bar(line) {
                end = at + 1;
                since = 0;
            } else {
                since += 1;
                if since > 3 {
                    break;
                }
            }
        }
        let span = lines[start].span.start..lines[end - 1].span.end;
        if let Some(table) = barred(text, &lines[start..end]) {
            tables.push(table);
            taken.push(span);
        }
        nth = end;
    }
    (tables, taken)
}

/// Where a table ends whose cells are parted by tabs, if its head begins here: it names bodies.
fn tabbed(text: &str, lines: &[Line], nth: usize) -> Option<usize> {
    let tabs = |line: &Line| text[line.span.clone()].matches('\t').count();
    let head = lines.get(nth).filter(|line| tabs(line) >= 2)?;
    let names_bodies = text[head.span.clone()].split('\t').any(|cell| {
        let flow = Flow::of(cell, 0);
        matches!(words::label(&flow.key), Some(Label::Bodies(_)))
    });
    let rows = lines[nth + 1..].iter().take_while(|line| tabs(line) >= 1);
    let rows = rows.count();
    (names_bodies && rows > 0).then_some(nth + 1 + rows)
}

/// A row on each line, its cells parted by tabs.
fn by_tabs(text: &str, lines: &[Line]) -> Table {
    let mut table = Table::default();
    for (row, line) in lines.iter().enumerate() {
        let mut at = line.span.start;
        for (column, part) in text[line.span.clone()].split('\t').enumerate() {
            table.push(field(row, column, part, at));
            at += part.len() + 1;
        }
    }
    table
}

/// A table whose cells are parted by bars.
fn barred(text: &str, lines: &[Line]) -> Option<Table> {
    let whole = lines.first()?.span.start..lines.last()?.span.end;
    let full = lines.iter().filter(|line| {
        let words = &text[line.span.clone()];
        words.matches(['|', '｜']).count() >= 2 && words.chars().any(char::is_alphanumeric)
    });
    if full.count() * 2 > lines.len() {
        return Some(by_lines(text, lines));
    }
    flattened(text, whole)
}

/// A row on each line: | 序号 | 任务 | 责任单位 |.
fn by_lines(text: &str, lines: &[Line]) -> Table {
    let mut table = Table::default();
    let mut row = 0;
    for line in lines {
        let words = &text[line.span.clone()];
        let ruler = words.chars().all(|c| "|｜-:+— =".contains(c));
        if ruler {
            continue;
        }
        let from = usize::from(words.starts_with(['|', '｜']));
        let mut at = line.span.start;
        let parts: Vec<&str> = words.split(['|', '｜']).collect();
        let last =
            parts.len() - usize::from(parts.last().is_some_and(|part| part.trim().is_empty()));
        for (nth, part) in parts.iter().enumerate() {
            if nth >= from && nth < last {
                table.push(field(row, nth - from, part, at));
            }
            let bar = text[at + part.len()..]
                .chars()
                .next()
                .map_or(0, char::len_utf8);
            at += part.len() + bar;
        }
        row += 1;
    }
    table
}

/// Whether a cell is a running number and nothing else.
fn is_number(key: &[char]) -> bool {
    (1..=4).contains(&key.len()) && key.iter().all(char::is_ascii_digit)
}

fn field(row: usize, column: usize, text: &str, at: usize) -> Field {
    Field {
        row,
        column,
        rows: 1,
        columns: 1,
        flow: Flow::of(text, at),
        at,
    }
}

/// A cell on each line, each closed by a bar; rows are told by what the columns hold.
fn flattened(text: &str, whole: Range<usize>) -> Option<Table> {
    let mut cells: Vec<Flow> = Vec::new();
    let mut at = whole.start;
    for part in text[whole].split(['|', '｜']) {
        cells.push(Flow::of(part, at));
        let bar = text[at + part.len()..]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        at += part.len() + bar;
    }
    let label = |flow: &Flow| words::label(&flow.key);
    let bodies = cells
        .iter()
        .position(|cell| matches!(label(cell), Some(Label::Bodies(_))))?;
    // The head begins at the first cell and goes up to the first that is numbered, long or empty.
    let is_head = |flow: &Flow| {
        (2..=14).contains(&flow.len())
            && marks::at_line_start(&flow.key).is_none()
            && !is_number(&flow.key)
    };
    let start = (0..bodies)
        .rev()
        .take_while(|nth| is_head(&cells[*nth]))
        .last()
        .unwrap_or(bodies);
    let width = (start..cells.len())
        .take_while(|nth| is_head(&cells[*nth]))
        .count();
    if width < 2 {
        return None;
    }
    let kinds: Vec<Option<Label>> = cells[start..start + width].iter().map(label).collect();
    let mut table = Table::default();
    for (column, cell) in cells[start..start + width].iter().enumerate() {
        table.push(placed(0, column, cell.clone()));
    }
    let mut row = 1;
    let mut nth = start + width;
    while nth < cells.len() {
        let rest = &cells[nth..];
        let skipped = (0..width)
            .max_by_key(|skip| (fit(&kinds, rest, *skip), width - skip))
            .unwrap_or(0);
        let alone = rest.len() > 1
            && !rest[0].key.is_empty()
            && rest[1..]
                .iter()
                .take(width - 1)
                .all(|cell| cell.key.is_empty());
        let skipped = if alone { 0 } else { skipped };
        let count = (width - skipped).min(rest.len());
        for (column, cell) in rest[..count].iter().enumerate() {
            if !cell.key.is_empty() {
                table.push(placed(row, column + skipped, cell.clone()));
            }
        }
        row += 1;
        nth += count.max(1);
    }
    fill_down(&mut table, &kinds);
    Some(table)
}

fn placed(row: usize, column: usize, flow: Flow) -> Field {
    let at = flow.place(0);
    Field {
        row,
        column,
        rows: 1,
        columns: 1,
        flow,
        at,
    }
}

/// How well the next cells fit under the head, if the first columns are missing in their row.
fn fit(kinds: &[Option<Label>], rest: &[Flow], skip: usize) -> i32 {
    let mut fit = 0;
    for (kind, cell) in kinds[skip..].iter().zip(rest) {
        if cell.key.is_empty() {
            continue;
        }
        let list = names::split(cell, cell.all());
        let bodies = list
            .names
            .iter()
            .all(|(name, _)| names::is_body(&cell.key[name.clone()]));
        let time = cell.len() <= 24
            && cell.key.iter().any(char::is_ascii_digit)
            && cell.key.iter().any(|c| "年月日季".contains(*c));
        let marked = marks::at_line_start(&cell.key).is_some();
        fit += match kind {
            Some(Label::Bodies(_)) if bodies && !time => 3,
            Some(Label::Bodies(_)) => -3,
            Some(Label::Time) if time => 3,
            Some(Label::Time) if marked || bodies && !list.names.is_empty() => -2,
            None if marked => 1,
            None if time => -1,
            _ => 0,
        };
    }
    fit
}

/// What stands once for several rows goes down to them.
fn fill_down(table: &mut Table, kinds: &[Option<Label>]) {
    let texts: Vec<usize> = (0..kinds.len())
        .take_while(|column| kinds[*column].is_none())
        .collect();
    let Some(first) = texts.first().copied().filter(|_| texts.len() > 1) else {
        return;
    };
    let height = table.height;
    let starts: Vec<usize> = table
        .fields
        .iter()
        .filter(|field| field.column == first)
        .map(|field| field.row)
        .collect();
    for field in table
        .fields
        .iter_mut()
        .filter(|field| field.column == first)
    {
        let next = starts
            .iter()
            .find(|row| **row > field.row)
            .copied()
            .unwrap_or(height);
        if field.row > 0 {
            field.rows = next - field.row;
        }
    }
}
