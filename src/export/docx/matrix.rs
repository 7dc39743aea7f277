//! The matrix: a heading for every plan and section, under it a table with the bodies that have a
//! mark in the plan.
//!
//! What does not fit across the page becomes several tables, each with the task columns at its
//! left. They stand section by section, so that a section is read in one place and its heading
//! stands once.

use std::ops::Range;

use super::xml::{
    Align, Cell, Height, Merge, begin_row, begin_table, end_row, end_table, paragraph,
};
use super::{Document, count_words};
use crate::colour::of_role;
use crate::export::progress::Steps;
use crate::export::{ExportError, column_labels};
use crate::model::Role;
use crate::num;
use crate::terms;
use crate::view::stack::{broken, pieces, steps};
use crate::view::{Row, RowKind, Sheet};

/// Widths in twips: a clause, a task's title at its narrowest, a body at its narrowest
/// and widest, a total.
const CLAUSE: u32 = 1190;
const TITLE: u32 = 3000;
const BODY: [u32; 2] = [408, 567];
const TOTAL: u32 = 660;

/// The height of a character of a vertical name, and what stands above and below.
const CHARACTER: u32 = 190;
const PADDING: u32 = 110;

/// The height of a row.
const ROW: u32 = 320;

/// So many characters stand in one line of a name; longer ones take two.
const LONGEST: f32 = 8.0;

/// The totals of a plan that has several tables.
const TOTALS: &str = "本方案合计";

/// The ground of the totals.
const SHADE: &str = "F2F2F2";

pub(super) fn write(
    document: &mut Document,
    sheet: &Sheet,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    let labels = column_labels(sheet);
    let is_plan = |row: &Row| matches!(row.kind, RowKind::Plan(_));
    // A plan's row begins its rows.
    for rows in sheet.rows.chunk_by(|_, next| !is_plan(next)) {
        let [head, rows @ ..] = rows else { continue };
        let RowKind::Plan(plan) = head.kind else {
            continue;
        };
        let title = &sheet.workspace().plan(plan).plan.title;
        paragraph(
            &mut document.xml,
            "Heading1",
            &format!("{title}（{}）", count_words(head.shown, head.all, "项任务")),
        );
        let columns = columns(sheet, rows);
        let whole = Band::all(sheet, &labels, &columns, rows, document.width);
        // Where all bodies of the plan stand across the page, the tables of its sections have the
        // same columns, one under the other. Where they do not, nothing would line up: a section
        // then has its own bodies only, mostly in one table, and the totals have theirs.
        let line_up = whole.len() == 1;
        // Word's navigation shows no heading that stands in a table: a section's stands above its
        // own one.
        let parts: Vec<&[Row]> = rows.chunk_by(|_, next| !is_section(next)).collect();
        for (nth, part) in parts.iter().enumerate() {
            let (caption, tasks) = match part {
                [head, tasks @ ..] if is_section(head) => {
                    (heading(&mut document.xml, sheet, head), tasks)
                }
                tasks => (title.clone(), *tasks),
            };
            let is_last = nth + 1 == parts.len();
            if line_up || parts.len() == 1 {
                // Under the table of one section they would be read as the section's.
                let label = if parts.len() > 1 {
                    TOTALS
                } else {
                    terms::TOTAL
                };
                for band in &whole {
                    band.write(document, &caption, tasks, is_last.then_some(label), steps)?;
                }
            } else {
                let own = self::columns(sheet, tasks);
                for band in Band::all(sheet, &labels, &own, rows, document.width) {
                    band.write(document, &caption, tasks, None, steps)?;
                }
            }
        }
        if !line_up && parts.len() > 1 {
            for band in &whole {
                band.write(document, TOTALS, &[], Some(TOTALS), steps)?;
            }
        }
    }
    Ok(())
}

fn is_section(row: &Row) -> bool {
    matches!(row.kind, RowKind::Section(_))
}

/// A section's heading, a level below that of the plan or the section around it. Returns its name.
fn heading(xml: &mut String, sheet: &Sheet, row: &Row) -> String {
    let RowKind::Section(ix) = row.kind else {
        return String::new();
    };
    let workspace = sheet.workspace();
    let section = workspace.section(ix);
    let name = format!("{} {}", section.number, section.title);
    let around = std::iter::successors(section.parent, |ix| workspace.section(*ix).parent);
    let is_inner = around.into_iter().any(|ix| workspace.section(ix).has_tasks);
    let style = if is_inner { "Heading3" } else { "Heading2" };
    let count = count_words(row.shown, row.all, "项");
    paragraph(xml, style, &format!("{}（{count}）", name.trim()));
    name.trim().to_owned()
}

/// A name as it stands in its stack. A long one takes two lines, both alike: as every section has
/// the names above it, they may not take half a page.
fn stacked(name: &str) -> String {
    let mut most = LONGEST;
    loop {
        let lines = broken(name, most, steps);
        if lines.len() <= 2 {
            return lines.join("\n");
        }
        most += 0.5;
    }
}

/// How many characters high a line of a name is.
fn height(line: &str) -> u32 {
    let pieces = pieces(line);
    u32::try_from(num::whole(pieces.iter().map(steps).sum::<f32>().ceil())).unwrap_or(u32::MAX)
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
    let room = width.saturating_sub(CLAUSE + TITLE + TOTAL);
    let most = ((room / BODY[0]) as usize).max(1);
    let count = columns.div_ceil(most).max(1);
    let each = columns.div_ceil(count).max(1);
    (0..count)
        .map(|nth| (nth * each).min(columns)..((nth + 1) * each).min(columns))
        .filter(|band| !band.is_empty() || count == 1)
        .collect()
}

/// Columns that stand across the page.
struct Band<'a> {
    sheet: &'a Sheet,
    labels: &'a [String],
    columns: &'a [usize],
    /// Which of the plan's columns these are, where they are not all.
    place: Option<String>,
    /// All rows of the plan.
    rows: &'a [Row],
    is_last: bool,
}

impl<'a> Band<'a> {
    /// These columns in as few bands as fit.
    fn all(
        sheet: &'a Sheet,
        labels: &'a [String],
        columns: &'a [usize],
        rows: &'a [Row],
        width: u32,
    ) -> Vec<Self> {
        let ranges = bands(columns.len(), width);
        let last = ranges.len() - 1;
        let band = |(nth, range): (usize, Range<usize>)| Self {
            sheet,
            labels,
            columns: &columns[range.clone()],
            place: (last > 0).then(|| {
                let (from, to, all) = (range.start + 1, range.end, columns.len());
                format!("机构 {from}—{to}（共 {all} 个）")
            }),
            rows,
            is_last: nth == last,
        };
        ranges.into_iter().enumerate().map(band).collect()
    }

    /// A table of these tasks, with the totals of the plan under this label.
    fn write(
        &self,
        document: &mut Document,
        caption: &str,
        tasks: &[Row],
        totals: Option<&str>,
        steps: &mut Steps<'_>,
    ) -> Result<(), ExportError> {
        // A section may hold only others.
        if tasks.is_empty() && totals.is_none() {
            return Ok(());
        }
        let widths = self.widths(document.width);
        let xml = &mut document.xml;
        if let Some(place) = &self.place {
            paragraph(xml, "TableNote", place);
        }
        begin_table(xml, &widths, caption);
        self.head(xml, &widths);
        for (nth, row) in tasks.iter().enumerate() {
            steps.step()?;
            // No page begins or ends with a single task of a table, or with the totals alone.
            let left = tasks.len() - nth - 1;
            let keep = match left {
                0 => totals.is_some(),
                1 => true,
                _ => nth == 0,
            };
            self.task(xml, row, &widths, keep);
        }
        if let Some(label) = totals {
            self.foot(xml, &widths, label);
        }
        end_table(xml);
        Ok(())
    }

    /// Clause, title, bodies and, in the last table, the total.
    fn widths(&self, page: u32) -> Vec<u32> {
        let count = u32::try_from(self.columns.len()).unwrap_or(u32::MAX);
        let total = if self.is_last { TOTAL } else { 0 };
        let room = page.saturating_sub(CLAUSE + TITLE + total);
        let body = (room / count.max(1)).clamp(BODY[0], BODY[1]);
        let left = page.saturating_sub(CLAUSE + total + body * count);
        // Tables end at the same edge, however few bodies they have.
        let title = left.max(TITLE);
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
            begin_row(xml, true, Height::AtLeast(280));
            corner(widths[0], terms::CLAUSE, merge(true)).push(xml);
            corner(widths[1], terms::TASK, merge(true)).push(xml);
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
                self.total_head(xml, terms::TOTAL, merge(true));
            }
            end_row(xml);
        }
        let names: Vec<String> = self
            .columns
            .iter()
            .map(|column| stacked(&self.labels[*column]))
            .collect();
        let lines = names.iter().flat_map(|name| name.lines());
        let high = lines.map(height).max().unwrap_or(0).max(3);
        begin_row(
            xml,
            true,
            Height::Exact(high.saturating_mul(CHARACTER) + PADDING),
        );
        let text = |text| if groups.is_empty() { text } else { "" };
        corner(widths[0], text(terms::CLAUSE), merge(false)).push(xml);
        corner(widths[1], text(terms::TASK), merge(false)).push(xml);
        for (nth, name) in names.iter().enumerate() {
            Cell {
                align: Align::End,
                vertical: true,
                edge: self.is_edge(nth),
                style: "TableName",
                text: name,
                ..Cell::new(widths[2 + nth])
            }
            .push(xml);
        }
        if self.is_last {
            self.total_head(xml, text(terms::TOTAL), merge(false));
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

    /// A task's row; one to `keep` stands on the page of the next.
    fn task(&self, xml: &mut String, row: &Row, widths: &[u32], keep: bool) {
        let RowKind::Task(ix) = row.kind else {
            return;
        };
        let task = &self.sheet.workspace().task(ix).task;
        begin_row(xml, false, Height::AtLeast(ROW));
        Cell {
            style: "TableSmall",
            keep,
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
            let mark = cell.map(|cell| self.sheet.mark(cell));
            Cell {
                align: Align::Center,
                edge: self.is_edge(nth),
                style: "TableMark",
                color: cell.map(|cell| of_role(cell.role)),
                text: mark.as_deref().unwrap_or_default(),
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
    fn foot(&self, xml: &mut String, widths: &[u32], label: &str) {
        let mut tasks = vec![0_u32; self.sheet.columns.len()];
        let (mut leads, mut through) = (tasks.clone(), tasks.clone());
        for row in self.rows {
            for cell in self.sheet.cells(row) {
                let column = cell.column as usize;
                if cell.through {
                    through[column] += 1;
                    continue;
                }
                tasks[column] += 1;
                leads[column] += u32::from(cell.role == Role::Lead);
            }
        }
        let mut rows = vec![(label, tasks)];
        if leads.iter().any(|count| *count > 0) {
            rows.push((terms::OF_THEM_LED, leads));
        }
        if through.iter().any(|count| *count > 0) {
            rows.push((terms::THROUGH, through));
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
                    assert!(CLAUSE + TITLE + TOTAL + count * BODY[0] <= width);
                }
                assert!(columns == 0 || bands.iter().all(|band| !band.is_empty()));
            }
        }
    }
}
