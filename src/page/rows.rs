//! The rows of a table over pages, whatever stands in them: which pages they stand on, which
//! headings are repeated, and what all tables share on paper.

use std::ops::Range;

use super::Bookmark;
use super::colour::{Colour, ink};
use super::flow::{Block, Measures, Stretch, paginate};
use super::foot::{Place, counted};
use super::frame::Frame;
use super::geometry::{Point, Rect};
use super::item::Text;
use super::leaf::Page;
use super::part::Part;
use super::sizes::{HAIR, HEAVY, Sizes};
use crate::num;

/// What a row is to the pages.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// Heads the rows below it, as deep as its source has it, 0 for the outermost.
    Heading { depth: usize, title: String },
    /// One of those that are counted.
    Entry,
    /// Sums the others up.
    Total,
}

/// Which part of what it says a row is: what is too high for a page goes on as further rows.
#[derive(Clone, Copy, Debug, Default)]
struct Piece {
    /// How many pieces stand before it.
    before: usize,
    /// Whether more follow.
    goes_on: bool,
}

/// How many lines a piece has: little enough that no page stays empty at its foot.
pub(super) const PIECE: usize = 4;

/// A row.
#[derive(Clone, Debug)]
pub(super) struct Row<T> {
    pub kind: Kind,
    /// How many lines it is high.
    lines: usize,
    /// Whether it stays with the row after it.
    pub keep: bool,
    height: f32,
    piece: Piece,
    /// What stands in it.
    pub content: T,
}

impl<T> Row<T> {
    /// A row of so many lines. Headings stay with what they head.
    pub fn new(kind: Kind, lines: usize, content: T) -> Self {
        Self {
            keep: matches!(kind, Kind::Heading { .. }),
            kind,
            lines,
            height: 0.0,
            piece: Piece::default(),
            content,
        }
    }

    /// The same, kept with the row after it or not.
    pub fn kept(self, keep: bool) -> Self {
        Self { keep, ..self }
    }

    /// The same as a piece of a row that goes on over pages: how many pieces stand before it, and
    /// whether more follow.
    pub fn piece(mut self, before: usize, goes_on: bool) -> Self {
        self.piece = Piece { before, goes_on };
        self
    }

    /// How high it is with type and room of these sizes.
    pub fn height(&self, sizes: &Sizes) -> f32 {
        let inner = usize::from(self.piece.before > 0) + usize::from(self.piece.goes_on);
        sizes.row(self.lines) - num::float(inner) * sizes.padding / 2.0
    }

    /// Whether it is the first piece of an entry, or all of it.
    fn is_counted(&self) -> bool {
        self.is_entry() && self.piece.before == 0
    }

    pub(crate) fn is_heading(&self) -> bool {
        matches!(self.kind, Kind::Heading { .. })
    }

    pub(crate) fn is_entry(&self) -> bool {
        self.kind == Kind::Entry
    }

    /// What lies behind it.
    fn ground(&self) -> Option<Colour> {
        match self.kind {
            Kind::Heading { depth: 0, .. } => Some(ink::PLAN),
            Kind::Heading { .. } => Some(ink::SECTION),
            Kind::Entry | Kind::Total => None,
        }
    }
}

/// A row where it stands on a page.
pub(super) struct Placed<'a, T> {
    pub row: &'a Row<T>,
    /// Its place in the table; the header row has 0.
    pub nth: usize,
    pub rect: Rect,
    /// Whether it is a heading that stood on an earlier page.
    pub again: bool,
    /// Whether it begins the page with what a row on the page before has left.
    pub resumed: bool,
}

impl<T> Placed<'_, T> {
    /// The baseline of its first line.
    pub fn baseline(&self, sizes: &Sizes) -> f32 {
        // Only the first piece of a row has room above it.
        let above = if self.is_first() {
            0.0
        } else {
            sizes.padding / 2.0
        };
        self.rect.top + sizes.baseline() - above
    }

    /// Whether it is the first piece of a row, or all of it.
    pub fn is_first(&self) -> bool {
        self.row.piece.before == 0
    }
}

/// The table of a page.
pub(super) struct Shown<'a, T> {
    /// Which band of columns, and which part of the rows.
    pub band: usize,
    pub part: usize,
    /// The header row, as wide as the table.
    pub header: Rect,
    pub rows: Vec<Placed<'a, T>>,
    /// Where the rows end, and where the table ends: what lies between them is the layout's own.
    pub tail: f32,
    pub bottom: f32,
}

impl<T> Shown<'_, T> {
    /// Adds the grounds of headings and the lines between rows: what texts stand over.
    pub(crate) fn paint_grounds(&self, page: &mut Page) {
        for placed in &self.rows {
            if let Some(ground) = placed.row.ground() {
                page.fill(placed.rect, ground);
            }
        }
        let between = self.rows.len().saturating_sub(1);
        let last_pieces = self.rows[..between]
            .iter()
            .filter(|it| !it.row.piece.goes_on);
        for Placed { rect, .. } in last_pieces {
            page.hline(rect.left, rect.right, rect.bottom, HAIR);
        }
    }

    /// Says that there is nothing, where there is nothing.
    pub(crate) fn paint_nothing(&self, page: &mut Page, sizes: &Sizes, unit: &str) {
        if self.rows.is_empty() {
            page.part(Part::Paragraph);
            let base = self.header.bottom + sizes.baseline();
            let at = Point::new(self.header.left + sizes.inset, base);
            let words = format!("没有{unit}符合筛选");
            page.text(Text::new(at, sizes.text, ink::DIM, &words));
        }
    }
}

/// The last line of a heading, as it is repeated.
pub(super) fn continued(line: &str, again: bool) -> String {
    if again {
        format!("{line}（续）")
    } else {
        line.to_owned()
    }
}

/// Rows on their pages. Pages go over the bands of columns first, so that the pages of the same
/// rows follow each other.
pub(super) struct Rows<T> {
    all: Vec<Row<T>>,
    /// The level of every heading: 0 for the first, none more than one deeper than that before it.
    levels: Vec<usize>,
    parts: Vec<Stretch>,
    /// The page that every part begins with.
    begins: Vec<usize>,
    note_pages: usize,
}

impl<T> Rows<T> {
    /// Puts the rows of a table whose columns stand on one page on pages.
    pub fn new(rows: Vec<Row<T>>, frame: &mut Frame, header: impl Fn(&Sizes) -> f32) -> Self {
        Self::broken(rows, frame, |measures| {
            let header = header(&measures.sizes);
            let (first, next) = (measures.first - header, measures.next - header);
            let parts = paginate(measures.blocks, first, next, measures.carried);
            let parts = parts.into_iter().map(|rows| Stretch {
                rows,
                bands: 1,
                header,
                tail: 0.0,
            });
            parts.collect()
        })
    }

    /// Puts rows on the pages that `breaks` makes: takes the roomiest arrangement of those that
    /// need the fewest.
    pub fn broken(
        rows: Vec<Row<T>>,
        frame: &mut Frame,
        breaks: impl Fn(&Measures<'_>) -> Vec<Stretch>,
    ) -> Self {
        let mut made = Self {
            levels: levels(&rows),
            all: rows,
            parts: Vec::new(),
            begins: Vec::new(),
            note_pages: 0,
        };
        let arrangements = frame.arrangements();
        let mut best = arrangements[0];
        let mut fewest = usize::MAX;
        for arrangement in arrangements {
            made.arrange(frame, arrangement, &breaks);
            if made.pages() < fewest {
                (best, fewest) = (arrangement, made.pages());
            }
        }
        made.arrange(frame, best, &breaks);
        made
    }

    /// Breaks the pages; `with_notes` keeps the notes with the last row.
    fn arrange(
        &mut self,
        frame: &mut Frame,
        (sizes, with_notes): (Sizes, bool),
        breaks: &impl Fn(&Measures<'_>) -> Vec<Stretch>,
    ) {
        frame.sizes = sizes;
        let mut blocks: Vec<Block> = Vec::with_capacity(self.all.len());
        for row in &mut self.all {
            row.height = row.height(&sizes);
            blocks.push(Block {
                height: row.height,
                keep: row.keep,
            });
        }
        let room = |first| frame.table_room(first).height();
        let notes = frame.notes_height();
        let mut below = 0.0;
        if let Some(last) = blocks.last_mut()
            && with_notes
            && notes + last.height < room(false) / 2.0
        {
            last.height += notes;
            below = notes;
        }
        let parts = breaks(&Measures {
            sizes,
            blocks: &blocks,
            notes: below,
            first: room(true),
            next: room(false),
            carried: &|at| self.carried_height(at),
        });
        self.begins.clear();
        let mut page = 0;
        for part in &parts {
            self.begins.push(page);
            page += part.bands;
        }
        self.parts = parts;
        let Some(last) = self.parts.last() else {
            return;
        };
        let used: f32 = self.all[last.rows.clone()]
            .iter()
            .map(|row| row.height)
            .sum();
        let used = used + last.header + last.tail + self.carried_height(last.rows.start);
        self.note_pages = frame.note_pages(room(page == 1) - used);
    }

    /// The heading that a page repeats where it begins with this row: the nearest one.
    fn carried(&self, at: usize) -> Option<usize> {
        let is_entry = self.all.get(at).is_some_and(Row::is_entry);
        if at == 0 || !is_entry {
            return None;
        }
        self.all[..at].iter().rposition(Row::is_heading)
    }

    fn carried_height(&self, at: usize) -> f32 {
        self.carried(at).map_or(0.0, |nth| self.all[nth].height)
    }

    fn table_pages(&self) -> usize {
        self.parts.iter().map(|part| part.bands).sum()
    }

    /// The part that a page of the table is of.
    fn part_of(&self, page: usize) -> usize {
        let begun = self.begins.partition_point(|begin| *begin <= page);
        begun.saturating_sub(1)
    }

    /// How many pages there are, those of notes included.
    pub fn pages(&self) -> usize {
        self.table_pages() + self.note_pages
    }

    /// The rows of every part.
    pub fn parts(&self) -> impl Iterator<Item = Range<usize>> {
        self.parts.iter().map(|part| part.rows.clone())
    }

    /// How many rows there are; the header row has place 0.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// Which entries a part shows: `任务 1—20 / 88`.
    pub fn counted(&self, part: usize, unit: &str) -> String {
        let entries = |range: Range<usize>| {
            let rows = self.all[range].iter();
            rows.filter(|row| row.is_counted()).count()
        };
        let range = self.parts[part].rows.clone();
        let first = self.all.get(range.start);
        let resumed = first.is_some_and(|row| row.piece.before > 0);
        let before = entries(0..range.start) - usize::from(resumed);
        let here = entries(range) + usize::from(resumed);
        counted(unit, before..before + here, entries(0..self.all.len()))
    }

    /// The level of a heading, for its place in the table.
    pub fn level(&self, nth: usize) -> usize {
        nth.checked_sub(1)
            .and_then(|nth| self.levels.get(nth).copied())
            .unwrap_or(0)
    }

    /// A page: `paint` adds the table, `words` say which part of it this is. `has_legend` says that
    /// `paint` puts a legend below the table.
    pub fn page(
        &self,
        frame: &Frame,
        nth: usize,
        has_legend: bool,
        words: impl FnOnce(&Shown<'_, T>) -> String,
        paint: impl FnOnce(&mut Page, &Shown<'_, T>),
    ) -> Page {
        let numbers = (nth, self.pages());
        if let Some(own) = nth.checked_sub(self.table_pages()) {
            return frame.note_page(own, numbers);
        }
        let mut page = frame.begin(nth);
        let shown = self.shown(frame, nth);
        paint(&mut page, &shown);
        page.part(Part::Ornament);
        let Rect { left, right, .. } = shown.header;
        page.hline(left, right, shown.bottom, HEAVY);
        let place = (self.table_pages() > 1).then(|| Place {
            band: shown.band,
            part: shown.part,
            bands: self.parts.iter().map(|part| part.bands).collect(),
        });
        let place = place.map(|place| (place, words(&shown)));
        let has_line = has_legend || place.is_some() || !frame.legend.is_empty();
        frame.end(&mut page, shown.bottom, numbers, place);
        if self.note_pages == 0 && nth + 1 == self.pages() {
            frame.notes_below(&mut page, shown.bottom, has_line);
        }
        frame.bound(page, nth)
    }

    fn shown(&self, frame: &Frame, nth: usize) -> Shown<'_, T> {
        let part = self.part_of(nth);
        let stretch = &self.parts[part];
        let band = nth - self.begins[part];
        let area = frame.table_room(nth == 0);
        let range = stretch.rows.clone();
        let carried = self.carried(range.start).map(|at| (at, true));
        let mut top = area.top + stretch.header;
        let header = Rect::new(area.left, area.top, area.right, top);
        let begin = range.start;
        let rows: Vec<Placed<'_, T>> = carried
            .into_iter()
            .chain(range.map(|at| (at, false)))
            .map(|(at, again)| {
                let row = &self.all[at];
                let rect = Rect::new(area.left, top, area.right, top + row.height);
                top = rect.bottom;
                Placed {
                    row,
                    nth: at + 1 - row.piece.before,
                    rect,
                    again,
                    resumed: !again && at == begin && row.piece.before > 0,
                }
            })
            .collect();
        let tail = if rows.is_empty() {
            top + frame.sizes.row(1)
        } else {
            top
        };
        Shown {
            band,
            part,
            header,
            rows,
            tail,
            bottom: tail + stretch.tail,
        }
    }

    /// The headings, where they first stand.
    pub fn bookmarks(&self, frame: &Frame) -> Vec<Bookmark> {
        let mut bookmarks = Vec::new();
        for page in self.begins.iter().copied() {
            let (_, down) = frame.setup.turned(page);
            for placed in self.shown(frame, page).rows {
                if let Kind::Heading { title, .. } = &placed.row.kind
                    && !placed.again
                {
                    bookmarks.push(Bookmark {
                        level: self.level(placed.nth),
                        title: title.clone(),
                        page,
                        top: placed.rect.top + down,
                    });
                }
            }
        }
        bookmarks
    }
}

fn levels<T>(rows: &[Row<T>]) -> Vec<usize> {
    // The depths of the headings that are open.
    let mut open: Vec<usize> = Vec::new();
    rows.iter()
        .map(|row| {
            let Kind::Heading { depth, .. } = row.kind else {
                return 0;
            };
            open.retain(|known| *known < depth);
            open.push(depth);
            open.len() - 1
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_heading_is_more_than_one_level_below_the_one_before() {
        let row = |depth| {
            let title = String::new();
            Row::new(Kind::Heading { depth, title }, 1, ())
        };
        let rows = [0, 2, 1, 3, 3, 0].map(row);
        assert_eq!(levels(&rows), [0, 1, 1, 2, 2, 0]);
    }
}
