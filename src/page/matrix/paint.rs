//! The matrix drawn: names, marks and figures, and what each of them is in the table.

use std::ops::Range;

use super::super::colour::{Pen, ink};
use super::super::geometry::{Point, Rect};
use super::super::item::{Align, Text};
use super::super::leaf::Page;
use super::super::measure::{Weight, fitted, text_width};
use super::super::part::{Cell, CellKind, Part};
use super::super::rows::{Kind, Placed, Shown, continued};
use super::super::sizes::{GROUP, HAIR, HEAVY, UNDER_HEAD};
use super::breaks::Band;
use super::columns::factor;
use super::tables::Table;
use super::{Laid, MatrixPages, PartOf, What};
use crate::model::Role;
use crate::num;
use crate::terms;
use crate::view::{self, MarkStyle, RowKind};

/// The columns before those of the bodies: clause and title.
const BEFORE: usize = 2;
/// Of the radius of a mark: that of marks which stand side by side in a cell, and from one to the
/// next.
pub(super) const SIDE_BY_SIDE: f32 = 0.78;
pub(super) const MARK_STEP: f32 = 1.72;
/// From the edges of a group of columns to its name.
const INSIDE: f32 = 3.0;
/// Of the size of the text: that of 经 and the mark behind it.
const THROUGH: f32 = 0.8;

/// Where on the pages something is painted.
#[derive(Clone, Copy)]
struct At<'a> {
    /// Which part of the rows, and which page of it.
    part: usize,
    band: usize,
    of: &'a PartOf,
    columns: &'a Band,
    table: &'a Table,
    /// The left edge of the table.
    left: f32,
}

impl At<'_> {
    /// Whether the totals of the rows stand here.
    fn is_last(&self) -> bool {
        self.band + 1 == self.of.bands.len()
    }

    /// The left edge of a column, counted from 0 on this page.
    fn edge(&self, nth: usize) -> f32 {
        self.left + self.columns.begin + num::float(nth) * self.columns.width
    }

    fn middle(&self, nth: usize) -> f32 {
        self.edge(nth) + self.columns.width / 2.0
    }
}

impl MatrixPages<'_> {
    pub(super) fn paint(&self, page: &mut Page, table: &Shown<'_, Laid>) {
        // Grounds and lines first: texts stand over them.
        table.paint_grounds(page);
        let at = self.place_of(table);
        self.paint_columns(page, table, at);
        self.paint_header(page, table, at);
        for placed in &table.rows {
            self.paint_row(page, at, placed);
        }
        self.paint_tail(page, table, at);
        table.paint_nothing(page, &self.frame.sizes, terms::TASK);
    }

    fn place_of(&self, table: &Shown<'_, Laid>) -> At<'_> {
        let part = &self.parts[table.part];
        At {
            part: table.part,
            band: table.band,
            of: part,
            columns: &part.bands[table.band],
            table: &self.tables[part.table],
            left: table.header.left,
        }
    }

    /// The place of the totals among the columns.
    fn total_column(&self) -> usize {
        BEFORE + self.columns.iter().flatten().count()
    }

    /// The place of a column of the sheet among the columns.
    fn column(&self, column: usize) -> usize {
        BEFORE + self.columns[column].map_or(0, |first| first.number)
    }

    /// Whether a column stood on pages of an earlier part.
    fn stood(&self, column: usize, part: usize) -> bool {
        self.columns[column].is_some_and(|first| first.part < part)
    }

    fn paint_header(&self, page: &mut Page, table: &Shown<'_, Laid>, at: At<'_>) {
        let sizes = self.frame.sizes;
        let Rect {
            left,
            top,
            right,
            bottom,
        } = table.header;
        page.hline(left, right, top, HEAVY);
        page.hline(left, right, bottom, UNDER_HEAD);
        self.paint_groups(page, top, at);
        let base = bottom - sizes.small * 0.6;
        // Of the heads on every page each is said once.
        let again = at.part > 0;
        for (nth, (x, words)) in [
            (sizes.inset, terms::CLAUSE),
            (self.widths.title_at, terms::TASK),
        ]
        .into_iter()
        .enumerate()
        {
            page.part(Part::from(Cell::head(nth)).unless(again || at.band > 0));
            let point = Point::new(left + x, base);
            page.text(Text::new(point, sizes.small, ink::DIM, words));
        }
        for (nth, column) in at.columns.columns.iter().copied().enumerate() {
            let head = Part::from(Cell::head(self.column(column)));
            page.part(head.unless(self.stood(column, at.part)));
            self.paint_name(page, column, at.middle(nth), base);
        }
        if at.is_last() {
            page.part(Part::from(Cell::head(self.total_column())).unless(again));
            let point = Point::new(right - sizes.inset, base);
            page.text(Text::new(point, sizes.small, ink::DIM, terms::TOTAL).aligned(Align::Right));
        }
        page.part(Part::Ornament);
    }

    /// The names of the groups of columns, as on the screen: the whole one where there is room.
    fn paint_groups(&self, page: &mut Page, top: f32, at: At<'_>) {
        let size = self.frame.sizes.small;
        page.part(Part::Repeated);
        for (group, range) in self.groups(at) {
            let width = num::float(range.len()) * at.columns.width;
            let fits = |words: &str, beside: f32| {
                text_width(words, size, Weight::Regular) + beside <= width
            };
            let label = group.kind.label();
            let words = if fits(label, 2.0 * INSIDE) {
                label
            } else {
                group.kind.short()
            };
            // Two Hanzi stand in a single column, closer to its edges.
            let beside = if fits(words, 2.0 * INSIDE) {
                INSIDE
            } else {
                let room = width - text_width(words, size, Weight::Regular);
                room.max(0.0) / 2.0
            };
            let factor = (width / text_width(words, size, Weight::Regular)).min(1.0);
            let point = Point::new(at.edge(range.start) + beside, top + size * 1.35);
            page.text(Text::new(point, size * factor, ink::DIM, words));
        }
        page.part(Part::Ornament);
    }

    /// The groups that have columns on a page, and which of its columns those are.
    fn groups<'a>(
        &'a self,
        at: At<'a>,
    ) -> impl Iterator<Item = (&'a view::ColumnGroup, Range<usize>)> {
        let columns = &at.columns.columns;
        let groups = self.sheet.groups.iter().map(move |group| {
            let from = columns.partition_point(|column| *column < group.columns.start);
            let to = columns.partition_point(|column| *column < group.columns.end);
            (group, from..to)
        });
        groups.filter(|(_, range)| !range.is_empty())
    }

    /// The name of a body, its last character at `base`.
    fn paint_name(&self, page: &mut Page, column: usize, x: f32, base: f32) {
        let name = &self.names.all[column];
        let (size, step) = (name.size, name.step);
        let first = base - (name.length - step).max(0.0);
        let sheet_column = &self.sheet.columns[column];
        if !sheet_column.folded.is_empty() {
            // A bar over the name says that several bodies were folded into it.
            let y = first - size * 1.05;
            let reach = size * 0.5 + name.aside(0);
            page.hline(x - reach, x + reach, y, Pen::new(1.2, ink::ACCENT));
        }
        let colour = if sheet_column.matched {
            ink::ACCENT
        } else {
            ink::TEXT
        };
        for (nth, line) in name.lines.iter().enumerate() {
            let at = Point::new(x + name.aside(nth), first);
            let text = Text::new(at, size, colour, line)
                .aligned(Align::Centre)
                .stacked(step);
            page.text(if sheet_column.matched {
                text.bold()
            } else {
                text
            });
        }
    }

    /// Lines between columns, from the names to the foot, and between groups, from the head.
    fn paint_columns(&self, page: &mut Page, table: &Shown<'_, Laid>, at: At<'_>) {
        let Rect { top, .. } = table.header;
        let count = at.columns.columns.len();
        let starts: Vec<usize> = self.groups(at).map(|(_, range)| range.start).collect();
        for nth in 0..=count {
            let is_group = nth > 0 && starts.contains(&nth);
            let (pen, from) = if is_group || nth == 0 || nth == count {
                (if is_group { GROUP } else { HAIR }, top)
            } else {
                (HAIR, top + self.names.top)
            };
            page.vline(at.edge(nth), from, table.bottom, pen);
        }
    }

    fn paint_row(&self, page: &mut Page, at: At<'_>, placed: &Placed<'_, Laid>) {
        self.paint_words(page, at.band, placed);
        let Laid { what, .. } = placed.row.content;
        match what {
            What::Row(nth) => {
                let row = &self.sheet.rows[nth];
                match row.kind {
                    RowKind::Task(_) => self.paint_marks(page, at, placed, row),
                    RowKind::Plan(_) => {
                        let words = format!("{} / {} 项", row.shown, row.all);
                        self.paint_total(page, at, placed, &words);
                    }
                    RowKind::Section(_) => {}
                }
            }
            What::More(_) => {}
            What::Totals(nth) => {
                let line = TotalLine {
                    nth,
                    number: placed.nth,
                    middle: placed.rect.centre().y,
                    again: false,
                };
                self.paint_totals(page, at, line);
            }
        }
        page.part(Part::Ornament);
    }

    /// What stands at the left of a row; in other bands than the first it is said again.
    fn paint_words(&self, page: &mut Page, band: usize, placed: &Placed<'_, Laid>) {
        let sizes = self.frame.sizes;
        let laid = &placed.row.content;
        let again = band > 0 || placed.again;
        let left = placed.rect.left;
        let mut base = placed.baseline(&sizes);
        let row = match laid.what {
            What::Row(nth) => Some(&self.sheet.rows[nth]),
            // Which task goes on at the head of a page.
            What::More(nth) => placed.resumed.then(|| &self.sheet.rows[nth]),
            What::Totals(_) => None,
        };
        if let Some(RowKind::Task(ix)) = row.map(|row| row.kind) {
            page.part(Part::from(Cell::data(placed.nth, 0)).unless(again || placed.resumed));
            let key = self.sheet.workspace().task(ix).task.key();
            let room = self.widths.title_at - sizes.inset - sizes.text * 0.4;
            let words = fitted(&key, sizes.small, Weight::Regular, room);
            let at = Point::new(left + sizes.inset, base);
            page.text(Text::new(at, sizes.small, ink::FAINT, &words));
        }
        let head = |column, kind| Cell::new(placed.nth, column, kind);
        let cell = match placed.row.kind {
            Kind::Heading { .. } => {
                let level = self.rows.level(placed.nth);
                head(0, CellKind::Heading(level)).across(self.total_column())
            }
            Kind::Entry => head(1, CellKind::RowHead),
            Kind::Total => head(0, CellKind::RowHead).across(BEFORE),
        };
        page.part(Part::from(cell).unless(again));
        let is_total = matches!(laid.what, What::Totals(_));
        let is_strong = !placed.row.is_entry() && (!is_total || laid.what == What::TASKS);
        for (nth, line) in laid.lines.iter().enumerate() {
            let words = continued(line, placed.again && nth + 1 == laid.lines.len());
            let at = Point::new(left + laid.indent, base);
            let text = Text::new(at, sizes.text, ink::TEXT, &words);
            page.text(if is_strong { text.bold() } else { text });
            base += sizes.leading;
        }
    }

    fn paint_marks(&self, page: &mut Page, at: At<'_>, placed: &Placed<'_, Laid>, row: &view::Row) {
        for cell in self.sheet.cells(row) {
            let column = cell.column as usize;
            if let Ok(nth) = at.columns.columns.binary_search(&column) {
                let says = Cell::data(placed.nth, self.column(column));
                page.part(says.spoken(cell.label(self.sheet.own_roles())));
                let centre = Point::new(at.middle(nth), placed.rect.centre().y);
                self.paint_mark(page, centre, cell);
            }
        }
        self.paint_total(page, at, placed, &row.shown.to_string());
    }

    fn paint_mark(&self, page: &mut Page, centre: Point, cell: &view::Cell) {
        let sizes = self.frame.sizes;
        let is_plain = !cell.first && !cell.through && cell.own == 0;
        let drawn = self.sheet.spec.marks == MarkStyle::Symbols && is_plain;
        if drawn {
            // Several roles stand side by side.
            let count = cell.roles.len();
            let size = sizes.mark * factor(count);
            let radius = size * if count > 1 { SIDE_BY_SIDE } else { 1.0 };
            let step = size * MARK_STEP;
            let mut at = centre.x - step * num::float(count.saturating_sub(1)) / 2.0;
            for role in cell.roles.iter() {
                page.mark(Point::new(at, centre.y), radius, role);
                at += step;
            }
            return;
        }
        let ink = if cell.through {
            ink::DIM
        } else {
            ink::role(cell.role)
        };
        // 经 and a mark have the room of one.
        let size = sizes.text * if cell.through { THROUGH } else { 1.0 };
        let at = Point::new(centre.x, centre.y + size * 0.38);
        let mark = self.sheet.mark(cell);
        let text = Text::new(at, size, ink, &mark).aligned(Align::Centre);
        page.text(if cell.role == Role::Lead && !cell.through {
            text.bold()
        } else {
            text
        });
    }

    /// The totals below a part of a table whose parts have other columns.
    fn paint_tail(&self, page: &mut Page, table: &Shown<'_, Laid>, at: At<'_>) {
        if at.table.is_whole || table.rows.is_empty() {
            return;
        }
        let sizes = self.frame.sizes;
        let Rect { left, right, .. } = table.header;
        // They are rows of their own behind all others, those of each table.
        let before = self.tables[..at.of.table].iter();
        let before: usize = before.map(|table| table.totals.len()).sum();
        let again = !at.of.is_first;
        let mut top = table.tail;
        for (nth, total) in at.table.totals.iter().enumerate() {
            page.part(Part::Ornament);
            page.hline(left, right, top, if nth == 0 { UNDER_HEAD } else { HAIR });
            let number = self.rows.count() + 1 + before + nth;
            let head = Cell::new(number, 0, CellKind::RowHead).across(BEFORE);
            page.part(Part::from(head).unless(again || at.band > 0));
            let base = Point::new(left + sizes.inset, top + sizes.baseline());
            let words = Text::new(base, sizes.text, ink::TEXT, total.words);
            page.text(if nth == 0 { words.bold() } else { words });
            let line = TotalLine {
                nth,
                number,
                middle: top + sizes.row(1) / 2.0,
                again,
            };
            self.paint_totals(page, at, line);
            top += sizes.row(1);
        }
        page.part(Part::Ornament);
    }

    fn paint_totals(&self, page: &mut Page, at: At<'_>, line: TotalLine) {
        let totals = &at.table.totals[line.nth];
        for (nth, column) in at.columns.columns.iter().copied().enumerate() {
            let place = at.table.place(column);
            let count = place.map_or(0, |place| totals.counts[place]);
            if count > 0 {
                let cell = Part::from(Cell::data(line.number, self.column(column)));
                page.part(cell.unless(line.again && self.said(column, at)));
                let x = at.middle(nth);
                page.text(self.figure(line.middle, x, Align::Centre, &count.to_string()));
            }
        }
        if let Some(all) = totals.all
            && at.is_last()
        {
            let cell = Cell::data(line.number, self.total_column());
            page.part(Part::from(cell).unless(line.again));
            let figure = self.row_total(line.middle, &all.to_string());
            page.text(if line.nth == 0 { figure.bold() } else { figure });
        }
    }

    /// Whether a column stood in an earlier part of the same table.
    fn said(&self, column: usize, at: At<'_>) -> bool {
        let before = self.parts[..at.part].iter().rev();
        let mut before = before.take_while(|part| part.table == at.of.table);
        before.any(|part| {
            let mut bands = part.bands.iter();
            bands.any(|band| band.columns.binary_search(&column).is_ok())
        })
    }

    /// The figure of a row's last column, which the last band has.
    fn paint_total(&self, page: &mut Page, at: At<'_>, placed: &Placed<'_, Laid>, words: &str) {
        if at.is_last() {
            let cell = Cell::data(placed.nth, self.total_column());
            page.part(Part::from(cell).unless(placed.again));
            page.text(self.row_total(placed.rect.centre().y, words));
        }
    }

    fn row_total(&self, middle: f32, words: &str) -> Text {
        let right = self.frame.area.right - self.frame.sizes.inset;
        self.figure(middle, right, Align::Right, words)
    }

    fn figure(&self, middle: f32, x: f32, align: Align, words: &str) -> Text {
        let size = self.frame.sizes.small;
        let at = Point::new(x, middle + size * 0.36);
        Text::new(at, size, ink::TEXT, words).aligned(align)
    }
}

/// A line of totals as it is painted.
#[derive(Clone, Copy)]
struct TotalLine {
    /// Which of its table.
    nth: usize,
    /// Its place in the table of the document.
    number: usize,
    /// The middle of its height.
    middle: f32,
    /// Whether it stood on an earlier page.
    again: bool,
}
