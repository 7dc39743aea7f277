//! What stands below a table: legend, page map, notes, page number.

use std::ops::Range;

use super::colour::{Fill, Pen, ink};
use super::frame::Frame;
use super::geometry::{Point, Rect};
use super::item::{Align, Form, Text};
use super::leaf::Page;
use super::measure::{Weight, fitted, text_width};
use super::paper::{MM, Paper};
use super::part::Part;
use super::sizes::Sizes;
use crate::model::Role;
use crate::num;
use crate::terms;
use crate::view::{MarkStyle, Sheet};

/// One explanation of the legend.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Legend {
    /// A drawn mark and its role.
    Mark(Role),
    /// Words only.
    Words(String),
}

/// A line of running text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TextLine {
    pub words: String,
    /// Whether a paragraph begins with it.
    pub begins: bool,
}

/// Where a page is among the pages of a wide table: the bands of columns beside each other, the
/// pages of rows below each other.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    pub band: usize,
    pub part: usize,
    /// How many bands every part has.
    pub bands: Vec<usize>,
}

impl Frame {
    /// The height of what stands below the table on every page.
    pub fn foot(&self) -> f32 {
        self.sizes.small * 2.2
    }

    fn note_line(&self) -> f32 {
        self.sizes.small * 1.6
    }

    /// What is tried to save pages: with the usual room between rows and with less, with the notes
    /// below the table and on a page of their own. The first of those that are as good is taken.
    pub(crate) fn arrangements(&self) -> [(Sizes, bool); 4] {
        let (roomy, close) = (self.sizes, self.sizes.close());
        [(roomy, true), (roomy, false), (close, true), (close, false)]
    }

    /// The height of the notes.
    pub(crate) fn notes_height(&self) -> f32 {
        num::float(self.notes.len()) * self.note_line()
    }

    /// Whether the notes fit below a table that leaves so much room, and how many pages
    /// they take of their own where they do not.
    pub(crate) fn note_pages(&self, left: f32) -> usize {
        if self.notes_height() <= left {
            return 0;
        }
        self.notes.len().div_ceil(self.notes_of_a_page())
    }

    fn notes_of_a_page(&self) -> usize {
        let room = self.table_room(false).height() - 2.0 * self.note_line();
        num::whole(room / self.note_line()).max(1)
    }

    /// Adds what stands below a table that ends at `bottom`: legend, which part of the table this
    /// is, and the page number.
    pub fn end(
        &self,
        page: &mut Page,
        bottom: f32,
        (nth, count): (usize, usize),
        place: Option<(Place, String)>,
    ) {
        page.part(Part::Ornament);
        let size = self.sizes.small;
        let base = bottom + size * 1.7;
        let mut right = self.area.right;
        // What there is room for: the legend goes first.
        let mut texts = Vec::new();
        if let Some((place, words)) = place {
            let grid = self.map(&place, base);
            if let Some((left, shapes)) = grid {
                right = left - size * 0.6;
                page.items.extend(shapes.items);
            }
            let at = Point::new(right, base);
            texts.push(Text::new(at, size, ink::DIM, &words).aligned(Align::Right));
            right -= text_width(&words, size, Weight::Regular) + size;
        }
        page.part(Part::Paragraph.unless(nth > 0));
        let mut x = self.area.left + self.sizes.inset;
        for part in &self.legend {
            let words = match part {
                Legend::Mark(role) => role.label(),
                Legend::Words(words) => words,
            };
            let radius = self.sizes.mark * 0.9;
            let mark = match part {
                Legend::Mark(_) => 2.0 * radius + size * 0.4,
                Legend::Words(_) => 0.0,
            };
            let room = right - x - mark;
            if room < size * 2.0 {
                break;
            }
            if let Legend::Mark(role) = part {
                page.mark(Point::new(x + radius, base - size * 0.36), radius, *role);
            }
            let words = fitted(words, size, Weight::Regular, room);
            let at = Point::new(x + mark, base);
            page.text(Text::new(at, size, ink::TEXT, &words));
            x += mark + text_width(&words, size, Weight::Regular) + size * 1.4;
        }
        page.part(Part::Repeated);
        for text in texts {
            page.text(text);
        }
        self.number(page, nth, count);
    }

    /// Adds the notes below a table that ends at `bottom`; `has_line` says that a legend or a place
    /// stands between them.
    pub(crate) fn notes_below(&self, page: &mut Page, bottom: f32, has_line: bool) {
        let top = bottom + self.sizes.small * if has_line { 2.2 } else { 0.6 };
        self.note_lines(page, top, &self.notes);
    }

    /// A page of notes, counted from 0 among themselves.
    pub(crate) fn note_page(&self, own: usize, (nth, count): (usize, usize)) -> Page {
        let mut page = self.begin(nth.max(1));
        let lines = self.notes_of_a_page();
        let from = (own * lines).min(self.notes.len());
        let to = (from + lines).min(self.notes.len());
        self.note_lines(&mut page, self.table_room(false).top, &self.notes[from..to]);
        self.number(&mut page, nth, count);
        self.bound(page, nth)
    }

    /// A page laid out like the first, moved to where it is bound.
    pub(crate) fn bound(&self, page: Page, nth: usize) -> Page {
        let (x, y) = self.setup.turned(nth);
        if x == 0.0 && y == 0.0 {
            page
        } else {
            page.moved(x, y)
        }
    }

    fn note_lines(&self, page: &mut Page, top: f32, lines: &[TextLine]) {
        let left = self.area.left + self.sizes.inset;
        let mut y = top;
        for (nth, line) in lines.iter().enumerate() {
            if line.begins || nth == 0 {
                page.part(Part::Paragraph);
            }
            y += self.note_line();
            let base = Point::new(left, y - self.sizes.small * 0.3);
            page.text(Text::new(base, self.sizes.small, ink::DIM, &line.words));
        }
    }

    /// 第 x 页 / 共 y 页, 7 mm below the type area, and the day on the other side.
    ///
    /// As in GB/T 9704 the number of an A4 page stands at its outer edge, one character inside:
    /// at the right of odd pages, at the left of even ones. A3 is no size of that standard and
    /// hangs on a wall or is folded in: its number stands in the middle.
    fn number(&self, page: &mut Page, nth: usize, count: usize) {
        let size = self.sizes.small;
        let y = self.area.bottom + 7.0 * MM;
        let (left, right) = (self.area.left + size, self.area.right - size);
        let (number, date) = match (self.setup.paper, nth.is_multiple_of(2)) {
            (Paper::A3, _) => (
                (self.area.centre().x, Align::Centre),
                (self.area.right, Align::Right),
            ),
            (Paper::A4, true) => ((right, Align::Right), (left, Align::Left)),
            (Paper::A4, false) => ((left, Align::Left), (right, Align::Right)),
        };
        let at = |(x, align): (f32, Align), colour, words: &str| {
            Text::new(Point::new(x, y), size, colour, words).aligned(align)
        };
        page.part(Part::Repeated);
        let words = format!("第 {} 页 / 共 {count} 页", nth + 1);
        page.text(at(number, ink::TEXT, &words));
        page.part(Part::Paragraph.unless(nth > 0));
        page.text(at(date, ink::DIM, &self.date));
    }

    /// The page map: a square for every page, this one filled. Gives its left edge.
    fn map(&self, place: &Place, base: f32) -> Option<(f32, Page)> {
        const MOST: usize = 12;
        let parts = place.bands.len();
        let bands = place.bands.iter().copied().max().unwrap_or(1);
        let fits = bands > 1 && bands <= MOST && parts <= MOST;
        if !fits {
            return None;
        }
        let mut page = Page::default();
        let count = num::float;
        // As high as there is room for above notes and page number.
        let square = (self.sizes.small * 1.7 / count(parts)).clamp(2.0, self.sizes.small * 0.7);
        let left = self.area.right - self.sizes.inset - count(bands) * square;
        let top = base - self.sizes.small * 0.9;
        for (y, bands) in place.bands.iter().enumerate() {
            for x in 0..*bands {
                let corner = Point::new(left + count(x) * square, top + count(y) * square);
                let rect = Rect::new(corner.x, corner.y, corner.x + square, corner.y + square);
                let fill = (x == place.band && y == place.part).then_some(Fill::Solid(ink::ACCENT));
                page.shape(
                    Form::Rect(rect, 0.0),
                    fill,
                    Some(Pen::new(0.4, ink::STRONG)),
                );
            }
        }
        Some((left, page))
    }
}

/// Which of how many a page shows: `任务 1—20 / 88`, `任务 20 / 20`.
pub(super) fn counted(unit: &str, range: Range<usize>, all: usize) -> String {
    if range.len() > 1 {
        format!("{unit} {}—{} / {all}", range.start + 1, range.end)
    } else {
        format!("{unit} {} / {all}", range.end)
    }
}

/// The marks of a sheet and what they mean.
pub(super) fn legend_of(sheet: &Sheet) -> Vec<Legend> {
    let marks = sheet.spec.marks;
    let mut legend: Vec<Legend> = sheet
        .roles()
        .into_iter()
        .map(|role| match marks {
            MarkStyle::Symbols => Legend::Mark(role),
            MarkStyle::Words | MarkStyle::Raci => {
                Legend::Words(format!("{} {}", marks.text(role), role.label()))
            }
        })
        .collect();
    if sheet.spec.mark_first {
        legend.push(Legend::Words(terms::FIRST_LISTED.to_owned()));
    }
    legend.extend(sheet.own_legend().into_iter().map(Legend::Words));
    legend.extend(sheet.through_legend().map(Legend::Words));
    legend
}
