//! The matrix drawn: names, marks and figures, and what each of them is in the table.

use super::super::colour::{Pen, ink};
use super::super::geometry::{Point, Rect};
use super::super::item::{Align, Text};
use super::super::leaf::Page;
use super::super::measure::{Weight, fitted};
use super::super::part::{Cell, CellKind, Part};
use super::super::rows::{Kind, Placed, Shown, continued};
use super::super::sizes::{GROUP, HAIR, HEAVY, UNDER_HEAD};
use super::{Laid, MatrixPages, What};
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
/// Of the size of the text: that of 经 and the mark behind it.
const THROUGH: f32 = 0.8;

impl MatrixPages<'_> {
    pub(super) fn paint(&self, page: &mut Page, table: &Shown<'_, Laid>) {
        // Grounds and lines first: texts stand over them.
        table.paint_grounds(page);
        self.paint_columns(page, table);
        self.paint_header(page, table);
        for placed in &table.rows {
            self.paint_row(page, table.band, placed);
        }
        table.paint_nothing(page, &self.frame.sizes, terms::TASK);
    }

    /// The place of the totals among the columns.
    fn total_column(&self) -> usize {
        BEFORE + self.sheet.columns.len()
    }

    fn paint_header(&self, page: &mut Page, table: &Shown<'_, Laid>) {
        let sizes = self.frame.sizes;
        let Rect {
            left,
            top,
            right,
            bottom,
        } = table.header;
        page.hline(left, right, top, HEAVY);
        page.hline(left, right, bottom, UNDER_HEAD);
        let base = bottom - sizes.small * 0.6;
        // Of the heads on every page each is said once.
        let head = |column| Part::from(Cell::head(column)).unless(table.part > 0);
        for (nth, (x, words)) in [
            (sizes.inset, terms::CLAUSE),
            (self.columns.title_at, terms::TASK),
        ]
        .into_iter()
        .enumerate()
        {
            page.part(head(nth).unless(table.band > 0));
            let at = Point::new(left + x, base);
            page.text(Text::new(at, sizes.small, ink::DIM, words));
        }
        let edges = self.columns.edges(&self.frame, table.band);
        for (nth, column) in self.columns.bands[table.band].clone().enumerate() {
            page.part(head(BEFORE + column));
            let x = f32::midpoint(edges[nth], edges[nth + 1]);
            self.paint_name(page, column, x, base);
        }
        if self.columns.is_last(table.band) {
            page.part(head(self.total_column()));
            let at = Point::new(right - sizes.inset, base);
            page.text(Text::new(at, sizes.small, ink::DIM, terms::TOTAL).aligned(Align::Right));
        }
        page.part(Part::Ornament);
    }

    /// The name of a body, its last character at `base`.
    fn paint_name(&self, page: &mut Page, column: usize, x: f32, base: f32) {
        let name = &self.columns.names[column];
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

    /// Lines between columns, from the header to the foot.
    fn paint_columns(&self, page: &mut Page, table: &Shown<'_, Laid>) {
        let edges = self.columns.edges(&self.frame, table.band);
        let range = &self.columns.bands[table.band];
        for (nth, x) in edges.iter().enumerate() {
            let column = range.start + nth;
            let is_group = nth > 0
                && nth < range.len()
                && self
                    .sheet
                    .groups
                    .iter()
                    .any(|group| group.columns.start == column);
            let pen = if is_group { GROUP } else { HAIR };
            page.vline(*x, table.header.top, table.bottom, pen);
        }
    }

    fn paint_row(&self, page: &mut Page, band: usize, placed: &Placed<'_, Laid>) {
        self.paint_words(page, band, placed);
        let Laid { what, .. } = placed.row.content;
        match what {
            What::Row(nth) => {
                let row = &self.sheet.rows[nth];
                match row.kind {
                    RowKind::Task(_) => self.paint_marks(page, band, placed, row),
                    RowKind::Plan(_) => {
                        let words = format!("{} / {} 项", row.shown, row.all);
                        self.paint_total(page, band, placed, &words);
                    }
                    RowKind::Section(_) => {}
                }
            }
            What::More(_) => {}
            What::Totals(nth) => self.paint_totals(page, band, placed, nth),
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
            let room = self.columns.title_at - sizes.inset - sizes.text * 0.4;
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

    fn paint_marks(
        &self,
        page: &mut Page,
        band: usize,
        placed: &Placed<'_, Laid>,
        row: &view::Row,
    ) {
        let edges = self.columns.edges(&self.frame, band);
        let range = &self.columns.bands[band];
        for cell in self.sheet.cells(row) {
            let column = cell.column as usize;
            if range.contains(&column) {
                let nth = column - range.start;
                let x = f32::midpoint(edges[nth], edges[nth + 1]);
                let says = Cell::data(placed.nth, BEFORE + column);
                page.part(says.spoken(cell.label(self.sheet.own_roles())));
                self.paint_mark(page, Point::new(x, placed.rect.centre().y), cell);
            }
        }
        self.paint_total(page, band, placed, &row.shown.to_string());
    }

    fn paint_mark(&self, page: &mut Page, centre: Point, cell: &view::Cell) {
        let sizes = self.frame.sizes;
        let is_plain = !cell.first && !cell.through && cell.own == 0;
        let drawn = self.sheet.spec.marks == MarkStyle::Symbols && is_plain;
        if drawn {
            // Several roles stand side by side.
            let count = cell.roles.len();
            let radius = sizes.mark * if count > 1 { SIDE_BY_SIDE } else { 1.0 };
            let step = sizes.mark * MARK_STEP;
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

    fn paint_totals(&self, page: &mut Page, band: usize, placed: &Placed<'_, Laid>, nth: usize) {
        let edges = self.columns.edges(&self.frame, band);
        let totals = self.sheet.totals();
        let counts = &totals[nth].1;
        for (nth, column) in self.columns.bands[band].clone().enumerate() {
            let count = counts[column];
            if count > 0 {
                page.part(Cell::data(placed.nth, BEFORE + column));
                let x = f32::midpoint(edges[nth], edges[nth + 1]);
                page.text(self.figure(placed, x, Align::Centre, &count.to_string()));
            }
        }
        let all: u32 = counts.iter().sum();
        self.paint_total(page, band, placed, &all.to_string());
    }

    /// The figure of a row's last column, which the last band has.
    fn paint_total(&self, page: &mut Page, band: usize, placed: &Placed<'_, Laid>, words: &str) {
        if !self.columns.is_last(band) {
            return;
        }
        let cell = Cell::data(placed.nth, self.total_column());
        page.part(Part::from(cell).unless(placed.again));
        let right = placed.rect.right - self.frame.sizes.inset;
        let text = self.figure(placed, right, Align::Right, words);
        page.text(if placed.row.content.what == What::TASKS {
            text.bold()
        } else {
            text
        });
    }

    fn figure(&self, placed: &Placed<'_, Laid>, x: f32, align: Align, words: &str) -> Text {
        let size = self.frame.sizes.small;
        let at = Point::new(x, placed.rect.centre().y + size * 0.36);
        Text::new(at, size, ink::TEXT, words).aligned(align)
    }
}
