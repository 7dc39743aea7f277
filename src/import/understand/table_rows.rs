//! Rows of tables become tasks, whatever the heads of their columns are called.

use super::assemble;
use super::deadlines;
use super::flow::{Flow, holds};
use super::marks;
use super::note::{self, Duty, Note};
use super::outline;
use super::reading::{Confidence, Finding, ReadTask, Reading};
use super::table::{Field, Table};
use super::table_head::{Column, Head, goes_on, head};
use super::words;
use crate::import::{Document, Kind};
use crate::model::Role;

/// Reads all tables of a document.
pub(super) fn read(
    document: &Document,
    tables: Vec<Table>,
    year: Option<i16>,
    reading: &mut Reading,
) {
    // A table that goes on over a page has the head of the one before it.
    let mut last: Option<(Head, usize)> = None;
    let mut chapters: Vec<Chapter> = Vec::new();
    let tables = without_repeats(document, tables);
    for table in tables {
        let Some(places) = table.places() else {
            continue;
        };
        let head = match head(&table, &places) {
            Some(head) => Some(head),
            None => last
                .clone()
                .filter(|(head, width)| *width == table.width && goes_on(head, &table, &places))
                .map(|(head, _)| Head { below: 0, ..head }),
        };
        let Some(head) = head else {
            last = None;
            continue;
        };
        if last
            .as_ref()
            .is_none_or(|(known, _)| known.names != head.names)
        {
            chapters.clear();
        }
        let mut rows = Rows {
            document,
            table: &table,
            places: &places,
            head: &head,
            year,
            reading,
        };
        if rows.names_bodies() {
            rows.read(&mut chapters);
        }
        last = Some((head, table.width));
    }
}

/// A workbook with a table that has a row for each duty holds all of them there: its other sheets
/// show the same again, as a matrix or in groups.
fn without_repeats(document: &Document, tables: Vec<Table>) -> Vec<Table> {
    if document.kind != Kind::Xlsx {
        return tables;
    }
    let is_whole = |table: &Table| {
        let head = table.places().and_then(|places| head(table, &places));
        head.is_some_and(|head| head.columns.contains(&Column::Role))
    };
    if tables.iter().any(is_whole) {
        return tables.into_iter().filter(is_whole).collect();
    }
    tables
}

/// A heading that stands over rows.
#[derive(Clone, Debug, PartialEq)]
struct Chapter {
    style: Option<marks::Style>,
    number: String,
    title: String,
}

struct Rows<'a> {
    document: &'a Document,
    table: &'a Table,
    places: &'a [Option<usize>],
    head: &'a Head,
    year: Option<i16>,
    reading: &'a mut Reading,
}

impl<'a> Rows<'a> {
    fn field(&self, row: usize, column: usize) -> Option<(usize, &'a Field)> {
        let place = self.places.get(row * self.table.width + column)?;
        let nth = (*place)?;
        self.table.fields.get(nth).map(|field| (nth, field))
    }

    /// The cells of a row that hold something, each once.
    fn filled(&self, row: usize) -> Vec<(usize, &'a Field)> {
        let mut filled: Vec<(usize, &Field)> = Vec::new();
        for column in 0..self.table.width {
            if let Some((nth, field)) = self.field(row, column)
                && !field.flow.key.is_empty()
                && filled.last().is_none_or(|(last, _)| *last != nth)
            {
                filled.push((nth, field));
            }
        }
        filled
    }

    /// Whether any cell under the heads of bodies holds more than marks and counts, as those of a
    /// matrix do.
    fn names_bodies(&self) -> bool {
        (self.head.below..self.table.height).any(|row| {
            let mut cells = self.bodies(row).into_iter();
            cells.any(|(_, field, _)| field.flow.key.iter().any(|c| c.is_alphabetic()))
        })
    }

    fn bodies(&self, row: usize) -> Vec<(usize, &'a Field, Role)> {
        let columns = self.head.columns.iter().enumerate();
        columns
            .filter_map(|(column, kind)| match kind {
                Column::Bodies(role) => self
                    .field(row, column)
                    .map(|(nth, field)| (nth, field, *role)),
                _ => None,
            })
            .collect()
    }

    fn read(&mut self, chapters: &mut Vec<Chapter>) {
        let mut row = self.head.below;
        while row < self.table.height {
            let filled = self.filled(row);
            if filled.is_empty() || self.is_head_again(row) {
                row += 1;
                continue;
            }
            if let [(_, field)] = filled.as_slice()
                && self.is_chapter(field)
            {
                chapter(chapters, &field.flow);
                row += 1;
                continue;
            }
            let end = self.group_end(row);
            self.task(row, end, chapters);
            row = end;
        }
    }

    fn is_head_again(&self, row: usize) -> bool {
        let mut same = 0;
        for (column, name) in self.head.names.iter().enumerate() {
            if let Some((_, field)) = self.field(row, column)
                && !name.is_empty()
                && field.flow.text(field.flow.all()) == *name
            {
                same += 1;
            }
        }
        same >= 2
    }

    /// A single cell in a row is a heading, unless it is only the rest of one column.
    fn is_chapter(&self, field: &Field) -> bool {
        let wide = field.columns * 2 > self.table.width;
        let marked = marks::at_line_start(&field.flow.key).is_some();
        field.rows == 1 && field.flow.key.len() <= 80 && (wide || marked || field.column == 0)
    }

    /// Rows that share their number and all bodies are one task.
    fn group_end(&self, row: usize) -> usize {
        if self.head.columns.contains(&Column::Role) {
            return self.duties_end(row);
        }
        let key = |row: usize| {
            let bodies: Vec<usize> = self.bodies(row).iter().map(|(nth, _, _)| *nth).collect();
            let number = self
                .head
                .columns
                .iter()
                .position(|column| *column == Column::Number);
            let number = number
                .and_then(|column| self.field(row, column))
                .map(|(nth, _)| nth);
            (bodies, number)
        };
        let first = key(row);
        let shared = |nth: &usize| self.table.fields[*nth].rows > 1;
        let joined = !first.0.is_empty()
            && first.0.iter().all(shared)
            && first.1.as_ref().is_none_or(shared);
        let mut end = row + 1;
        while joined && end < self.table.height && key(end) == first {
            end += 1;
        }
        end
    }

    /// Where each duty has a row: rows with the same number and texts are one task.
    fn duties_end(&self, row: usize) -> usize {
        let key = |row: usize| -> Vec<&[char]> {
            let columns = self.head.columns.iter().enumerate();
            let own = columns.filter(|(_, kind)| matches!(kind, Column::Number | Column::Text));
            own.map(|(column, _)| {
                self.field(row, column)
                    .map_or(&[][..], |(_, field)| &field.flow.key)
            })
            .collect()
        };
        let first = key(row);
        let mut end = row + 1;
        while end < self.table.height && key(end) == first {
            end += 1;
        }
        end
    }

    /// The role that a row names, where rows do.
    fn role(&self, row: usize) -> Option<Role> {
        let column = self
            .head
            .columns
            .iter()
            .position(|kind| *kind == Column::Role)?;
        let (_, field) = self.field(row, column)?;
        words::role_of(&field.flow.key)
    }

    /// The cells of one column in some rows, each once.
    fn cells(&self, column: usize, row: usize, end: usize) -> Vec<(usize, &'a Field)> {
        let mut cells: Vec<(usize, &Field)> = Vec::new();
        for at in row..end {
            if let Some((nth, field)) = self.field(at, column)
                && !field.flow.key.is_empty()
                && cells.iter().all(|(known, _)| *known != nth)
            {
                cells.push((nth, field));
            }
        }
        cells
    }

    fn task(&mut self, row: usize, end: usize, chapters: &[Chapter]) {
        let mut task = ReadTask::default();
        let mut texts: Vec<(usize, &Field)> = Vec::new();
        let mut number = String::new();
        let mut times = Vec::new();
        for (column, kind) in self.head.columns.iter().enumerate() {
            for (nth, field) in self.cells(column, row, end) {
                let flow = &field.flow;
                match kind {
                    Column::Number => {
                        // (1) loses its brackets, 四(一) keeps them.
                        let around = if flow.key.first() == Some(&'(') {
                            ".、()"
                        } else {
                            ".、"
                        };
                        number = flow.text(flow.trim(flow.all(), around));
                    }
                    // Where each duty has a row, the text comes again in every one.
                    Column::Text
                        if texts.iter().all(|(known, other)| {
                            *known != nth && (other.column != column || other.flow.key != flow.key)
                        }) =>
                    {
                        texts.push((nth, field));
                    }
                    Column::Text | Column::Role => {}
                    Column::Bodies(role) => {
                        let role = self.role(field.row).unwrap_or(*role);
                        self.add_duties(&mut task, field, role, column);
                    }

                    Column::Time => {
                        times.push((deadlines::whole(flow, flow.all(), self.year), flow));
                    }
                    Column::Other(name) => {
                        let text = flow.text(flow.all());
                        if !name.is_empty() && task.fields.iter().all(|known| known.0 != *name) {
                            task.fields.push((name.clone(), text));
                        }
                    }
                }
            }
        }
        if texts.is_empty() {
            return;
        }
        // What other tasks share stands over this one like a heading.
        let shared = |field: &Field| field.row < row || field.row + field.rows > end;
        let own = texts.iter().position(|(_, field)| !shared(field));
        let own = own.unwrap_or(texts.len() - 1);
        let title_field = texts[own].1;
        let mut around = chapters.to_vec();
        for (_, field) in &texts[..own] {
            chapter(&mut around, &field.flow);
        }
        for (due, flow) in times {
            let words = flow.text(due.words);
            if !matches!(words.as_str(), "/" | "-" | "无" | "") {
                task.dues.push((words, due.due));
            }
        }
        let flow = &title_field.flow;
        let mark = marks::at(flow, 0).filter(|mark| !mark.digits_follow);
        let body = mark.map_or(0, |mark| mark.len);
        task.title = flow.text(outline::title(flow, body..flow.len()));
        let own_texts: Vec<&Field> = texts[own..].iter().map(|(_, field)| *field).collect();
        for field in &own_texts {
            for due in deadlines::scan(&field.flow, field.flow.all(), self.year) {
                let words = field.flow.text(due.words);
                if task.dues.iter().all(|(known, _)| *known != words) {
                    task.dues.push((words, due.due));
                }
            }
        }
        let lines = own_texts
            .iter()
            .map(|field| field.flow.text(field.flow.all()));
        task.text = lines.collect::<Vec<_>>().join("\n");
        task.at = texts
            .iter()
            .map(|(_, field)| field.at)
            .chain([title_field.at])
            .max()
            .unwrap_or(0);
        task.place = assemble::place(self.document, title_field.at);
        let prefix: String = around
            .iter()
            .map(|chapter| chapter.number.as_str())
            .collect();
        task.clause = match (mark, number.as_str()) {
            (_, number) if !number.is_empty() => number.to_owned(),
            (Some(mark), _) => prefix + &outline::label(mark),
            (None, _) => format!("{prefix}{}", row + 1 - self.head.below),
        };
        task.chapters = around
            .into_iter()
            .map(|chapter| (chapter.number, chapter.title))
            .collect();
        if task.duties.is_empty() && task.dues.is_empty() && task.title.chars().count() < 2 {
            return;
        }
        self.reading.tasks.push(task);
    }

    /// Reads a cell of bodies.
    fn add_duties(&mut self, task: &mut ReadTask, field: &Field, role: Role, column: usize) {
        let flow = &field.flow;
        let name = self.head.names.get(column).cloned().unwrap_or_default();
        let read = if self.head.columns.contains(&Column::Role) {
            whole(flow, role)
        } else {
            note::read(flow, flow.all(), Some((role, 0..0)))
        };
        if read
            .duties
            .iter()
            .any(|duty| holds(&flow.key[duty.name.clone()], "。"))
        {
            self.reading.findings.push(Finding {
                at: field.at,
                place: assemble::place(self.document, field.at),
                message: format!("“{name}”一列的这一格没有读作机构"),
                words: flow.text(flow.all()),
            });
            return;
        }
        if read.and_others {
            task.notes
                .push("名单以“等”结尾，未列明的机构没有列入。".to_owned());
        }
        let has_lead = self.head.columns.contains(&Column::Bodies(Role::Lead));
        let leads = self.head.leads.filter(|_| !has_lead);
        for mut duty in assemble::duties(flow, &read, leads) {
            if !read.said {
                duty.rule = format!("“{name}”列");
                duty.confidence = duty.confidence.min(Confidence::Likely);
            }
            let known =
                |known: &super::ReadDuty| known.written == duty.written && known.role == duty.role;
            if !task.duties.iter().any(known) {
                task.duties.push(duty);
            }
        }
        for time in read.times {
            let due = deadlines::whole(flow, time, self.year);
            task.dues.push((flow.text(due.words), due.due));
        }
    }
}

/// A cell that is one name, whatever words it has: 各牵头部门.
fn whole(flow: &Flow, role: Role) -> Note {
    let name = flow.trim(flow.all(), "");
    let duty = Duty {
        literal: name.start..name.start,
        name,
        role,
        open: false,
        group: 0,
    };
    Note {
        duties: vec![duty],
        ..Note::default()
    }
}

/// Puts a heading among those that are open.
fn chapter(chapters: &mut Vec<Chapter>, flow: &Flow) {
    let mark = marks::at(flow, 0).filter(|mark| !mark.digits_follow);
    let body = mark.map_or(0, |mark| mark.len);
    let style = mark.map(|mark| mark.style);
    match style {
        Some(style) => chapters.retain(|open| open.style.is_some_and(|open| open < style)),
        None => chapters.retain(|open| open.style.is_some()),
    }
    chapters.push(Chapter {
        style,
        number: mark.map(outline::label).unwrap_or_default(),
        title: flow.text(flow.trim(body..flow.len(), "。;:、")),
    });
}
