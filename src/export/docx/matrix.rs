//! The matrix: a table for every plan, with the bodies that have a mark in it.
//!
//! What does not fit across the page becomes several tables, each with the task columns at its
//! left.

use std::ops::Range;

use super::xml::{
    Align, Cell, Height, Merge, begin_row, begin_table, end_row, end_table, paragraph,
};
use super::{Document, count_words};
use crate::export::progress::Steps;
use crate::export::{ExportError, column_labels};
use crate::model::Role;
use crate::model::workspace::PlanIx;
use crate::view::{Row, RowKind, Sheet};

/// Widths in twips: a clause, a task's title at its narrowest and widest, a body at its narrowest
/// and widest, a total.
const CLAUSE: u32 = 1190;
const TITLE: [u32; 2] = [3000, 7200];
const BODY: [u32; 2] = [408, 567];
const TOTAL: u32 = 660;

/// The height of a character of a vertical name, and what stands above and below.
const CHARACTER: u32 = 220;
const PADDING: u32 = 130;

/// The height of a row: 20 tasks with their sections fit on a page of A3.
const ROW: u32 = 320;

/// So many characters stand in one line of a name; longer ones take two.
const LONGEST: usize = 12;

/// The grounds of a section's row and of the totals.
const SHADE: &str = "F2F2F2";

pub(super) fn write(
    document: &mut Document,
    sheet: &Sheet,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    let labels = column_labels(sheet);
    let mut starts: Vec<(PlanIx, usize)> = Vec::new();
    for (nth, row) in sheet.rows.iter().enumerate() {
        if let RowKind::Plan(ix) = row.kind {
            starts.push((ix, nth));
        }
    }
    for (nth, (plan, start)) in starts.iter().enumerate() {
        let end = starts
            .get(nth + 1)
            .map_or(sheet.rows.len(), |(_, end)| *end);
        let rows = &sheet.rows[start + 1..end];
        let head = &sheet.rows[*start];
        let title = &sheet.workspace().plan(*plan).plan.title;
        paragraph(
            &mut document.xml,
            "Heading1",
            &format!("{title}（{}）", count_words(head.shown, head.all, "项任务")),
        );
        let columns = columns(sheet, rows);
        let bands = bands(columns.len(), document.width);
        let whole = columns.len();
        for (nth, band) in bands.iter().enumerate() {
            if bands.len() > 1 {
                let words = format!("机构 {}—{} / {whole}", band.start + 1, band.end);
                paragraph(&mut document.xml, "Note", &words);
            }
            let part = Band {
                sheet,
                labels: &labels,
                columns: &columns[band.clone()],
                rows,
                is_last: nth + 1 == bands.len(),
            };
            part.write(document, title, steps)?;
        }
    }
    Ok(())
}

/// The columns that have a mark in these rows; all where the view keeps empty ones.
fn columns(sheet: &Sheet, rows: &[Row]) -> Vec<usize> {
    let mut used = vec![!sheet.spec.hide_empty_columns; sheet.columns.len()];
    for row in rows {
        for cell in sheet.cells(row) {
            used[cell.column as usize] = true;
        }
    }
    (0..used.len()).filter(|column| used[*column]).collect()
}

/// Columns in as few tables as fit, each about as wide as the others.
fn bands(columns: usize, width: u32) -> Vec<Range<usize>> {
    let room = width.saturating_sub(CLAUSE + TITLE[0] + TOTAL);
    let most = ((room / BODY[0]) as usize).max(1);
    let count = columns.div_ceil(most).max(1);
    let each = columns.div_ceil(count).max(1);
    (0..count)
        .map(|nth| (nth * each).min(columns)..((nth + 1) * each).min(columns))
        .filter(|band| !band.is_empty() || count == 1)
        .collect()
}

/// Some of a plan's columns.
struct Band<'a> {
    sheet: &'a Sheet,
    labels: &'a [String],
    columns: &'a [usize],
    rows: &'a [Row],
    is_last: bool,
}

impl Band<'_> {
    fn write(
        &self,
        document: &mut Document,
        caption: &str,
        steps: &mut Steps<'_>,
    ) -> Result<(), ExportError> {
        let widths = self.widths(document.width);
        let xml = &mut document.xml;
        begin_table(xml, &widths, caption);
        self.head(xml, &widths);
        for row in self.rows {
            steps.step()?;
            match row.kind {
                RowKind::Plan(_) => {}
                RowKind::Section(ix) => {
                    let section = self.sheet.workspace().section(ix);
                    let text = format!("{} {}", section.number, section.title);
                    begin_row(xml, false, Height::AtLeast(ROW));
                    Cell {
                        span: widths.len(),
                        style: "TableSection",
                        shade: Some(SHADE),
                        text: text.trim(),
                        ..Cell::new(widths.iter().sum())
                    }
                    .push(xml);
                    end_row(xml);
                }
                RowKind::Task(_) => self.task(xml, row, &widths),
            }
        }
        self.foot(xml, &widths);
        end_table(xml);
        Ok(())
    }

    /// Clause, title, bodies and, in the last table, the total.
    fn widths(&self, page: u32) -> Vec<u32> {
        let count = u32::try_from(self.columns.len()).unwrap_or(u32::MAX);
        let total = if self.is_last { TOTAL } else { 0 };
        let room = page.saturating_sub(CLAUSE + TITLE[0] + total);
        let body = (room / count.max(1)).clamp(BODY[0], BODY[1]);
        let left = page.saturating_sub(CLAUSE + total + body * count);
        let title = left.clamp(TITLE[0], TITLE[1]);
        let mut widths = vec![CLAUSE, title];
        widths.extend(std::iter::repeat_n(body, self.columns.len()));
        if self.is_last {
            widths.push(TOTAL);
        }
        widths
    }

    fn head(&self, xml: &mut String, widths: &[u32]) {
        let corner = |width, text, merge| Cell {
            merge,
            style: "TableHead",
            text,
            ..Cell::new(width)
        };
        let groups = self.groups();
        let merge = |begins| match (groups.is_empty(), begins) {
            (true, _) => Merge::None,
            (false, true) => Merge::Begins,
            (false, false) => Merge::GoesOn,
        };
        if !groups.is_empty() {
            begin_row(xml, true, Height::AtLeast(320));
            corner(widths[0], "条款", merge(true)).push(xml);
            corner(widths[1], "任务", merge(true)).push(xml);
            for (label, count) in &groups {
                Cell {
                    span: *count,
                    align: Align::Center,
                    edge: true,
                    style: "TableSmall",
                    text: label,
                    ..Cell::new(widths[2] * u32::try_from(*count).unwrap_or(1))
                }
                .push(xml);
            }
            if self.is_last {
                self.total_head(xml, "合计", merge(true));
            }
            end_row(xml);
        }
        let longest = self.columns.iter().map(|column| {
            let length = self.labels[*column].chars().count();
            length.min(LONGEST.max(length.div_ceil(2)))
        });
        let longest = u32::try_from(longest.max().unwrap_or(2).max(3)).unwrap_or(u32::MAX);
        begin_row(
            xml,
            true,
            Height::Exact(longest.saturating_mul(CHARACTER) + PADDING),
        );
        let text = |text| if groups.is_empty() { text } else { "" };
        corner(widths[0], text("条款"), merge(false)).push(xml);
        corner(widths[1], text("任务"), merge(false)).push(xml);
        for (nth, column) in self.columns.iter().enumerate() {
            Cell {
                align: Align::End,
                vertical: true,
                edge: self.is_edge(nth),
                style: "TableName",
                text: &self.labels[*column],
                ..Cell::new(widths[2 + nth])
            }
            .push(xml);
        }
        if self.is_last {
            self.total_head(xml, text("合计"), merge(false));
        }
        end_row(xml);
    }

    fn total_head(&self, xml: &mut String, text: &str, merge: Merge) {
        Cell {
            merge,
            align: Align::Center,
            edge: !self.columns.is_empty(),
            style: "TableHead",
            text,
            ..Cell::new(TOTAL)
        }
        .push(xml);
    }

    /// The groups of these columns, each with how many it has here.
    fn groups(&self) -> Vec<(&'static str, usize)> {
        let mut groups = Vec::new();
        for group in &self.sheet.groups {
            let inside = |column: &&usize| group.columns.contains(*column);
            let count = self.columns.iter().filter(inside).count();
            match count {
                0 => {}
                1 | 2 => groups.push((group.kind.short(), count)),
                _ => groups.push((group.kind.label(), count)),
            }
        }
        groups
    }

    /// Whether a group begins with the nth of these columns.
    fn is_edge(&self, nth: usize) -> bool {
        let group = |nth: usize| {
            let column = self.columns[nth];
            let mut groups = self.sheet.groups.iter();
            groups.position(|group| group.columns.contains(&column))
        };
        nth == 0 || group(nth) != group(nth - 1)
    }

    fn task(&self, xml: &mut String, row: &Row, widths: &[u32]) {
        let RowKind::Task(ix) = row.kind else {
            return;
        };
        let task = &self.sheet.workspace().task(ix).task;
        begin_row(xml, false, Height::AtLeast(ROW));
        Cell {
            style: "TableSmall",
            text: &task.key(),
            ..Cell::new(widths[0])
        }
        .push(xml);
        Cell {
            text: &task.title,
            ..Cell::new(widths[1])
        }
        .push(xml);
        for (nth, column) in self.columns.iter().enumerate() {
            let cell = self.sheet.cell(row, *column);
            Cell {
                align: Align::Center,
                edge: self.is_edge(nth),
                style: "TableMark",
                color: cell.map(|cell| color(cell.role)),
                text: cell.map_or("", |cell| self.sheet.mark(cell)),
                ..Cell::new(widths[2 + nth])
            }
            .push(xml);
        }
        if self.is_last {
            Cell {
                align: Align::Center,
                edge: !self.columns.is_empty(),
                text: &row.shown.to_string(),
                ..Cell::new(TOTAL)
            }
            .push(xml);
        }
        end_row(xml);
    }

    /// The totals of the plan.
    fn foot(&self, xml: &mut String, widths: &[u32]) {
        let mut tasks = vec![0_u32; self.sheet.columns.len()];
        let mut leads = tasks.clone();
        for row in self.rows {
            for cell in self.sheet.cells(row) {
                tasks[cell.column as usize] += 1;
                leads[cell.column as usize] += u32::from(cell.role == Role::Lead);
            }
        }
        let mut rows = vec![("合计", tasks)];
        if leads.iter().any(|count| *count > 0) {
            rows.push(("其中牵头", leads));
        }
        for (label, counts) in rows {
            begin_row(xml, false, Height::AtLeast(ROW));
            Cell {
                span: 2,
                style: "TableHead",
                text: label,
                shade: Some(SHADE),
                ..Cell::new(widths[0] + widths[1])
            }
            .push(xml);
            for (nth, column) in self.columns.iter().enumerate() {
                let count = match counts[*column] {
                    0 => String::new(),
                    count => count.to_string(),
                };
                Cell {
                    align: Align::Center,
                    edge: self.is_edge(nth),
                    style: "TableSmall",
                    shade: Some(SHADE),
                    text: &count,
                    ..Cell::new(widths[2 + nth])
                }
                .push(xml);
            }
            if self.is_last {
                let sum: u32 = counts.iter().sum();
                Cell {
                    align: Align::Center,
                    edge: !self.columns.is_empty(),
                    style: "TableSmall",
                    shade: Some(SHADE),
                    text: &sum.to_string(),
                    ..Cell::new(TOTAL)
                }
                .push(xml);
            }
            end_row(xml);
        }
    }
}

/// The colour of a role's mark; the shape alone says the role.
fn color(role: Role) -> &'static str {
    match role {
        Role::Lead => "0B66A8",
        Role::Responsible => "262626",
        Role::Support => "B35A00",
        Role::Member => "00795A",
        Role::Oversee => "9C4A7F",
    }
}

#[cfg(test)]
mod tests {
    use super::{BODY, CLAUSE, TITLE, TOTAL, bands};

    #[test]
    fn bands_cover_every_column_once_and_fit_across_the_page() {
        for width in [8_000, 12_700, 20_900] {
            for columns in 0..200 {
                let bands = bands(columns, width);
                let covered: Vec<usize> = bands.iter().cloned().flatten().collect();
                assert_eq!(covered, (0..columns).collect::<Vec<_>>());
                for band in &bands {
                    let count = u32::try_from(band.len()).unwrap();
                    assert!(CLAUSE + TITLE[0] + TOTAL + count * BODY[0] <= width);
                }
                assert!(columns == 0 || bands.iter().all(|band| !band.is_empty()));
            }
        }
    }
}
