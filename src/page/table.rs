//! A table of texts as pages: cells wrap, the header row stands on every page.
//!
//! The tasks as a list (任务分解表), the targets, and whatever else has rows and columns of words.

use super::colour::{Colour, ink};
use super::frame::Frame;
use super::geometry::Point;
use super::item::{Align, Text};
use super::leaf::Page;
use super::measure::{Weight, cut, text_width, wrapped};
use super::part::{Cell, CellKind, Part};
use super::rows::{Kind, PIECE, Placed, Row, Rows, Shown, continued};
use super::sizes::{HEAVY, Sizes, UNDER_HEAD};
use super::{Bookmark, Pages};
use crate::num;

/// A column of a table of texts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Column {
    /// Its heading.
    pub head: &'static str,
    /// How much of the width that exact columns leave it takes, in proportion to the others.
    pub share: f32,
    /// The width in points, where it does not depend on the others.
    pub exact: Option<f32>,
    /// On which side its texts stand.
    pub align: Align,
}

impl Column {
    pub const fn new(head: &'static str, share: f32) -> Self {
        Self {
            head,
            share,
            exact: None,
            align: Align::Left,
        }
    }

    /// A column of this width in points.
    pub const fn exact(head: &'static str, width: f32) -> Self {
        Self {
            exact: Some(width),
            ..Self::new(head, 0.0)
        }
    }

    pub const fn right(self) -> Self {
        Self {
            align: Align::Right,
            ..self
        }
    }
}

/// A paragraph of a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Words {
    pub text: String,
    pub weight: Weight,
    pub colour: Colour,
    /// Whether it is the first line of its paragraph.
    begins: bool,
}

impl Words {
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            weight: Weight::Regular,
            colour: ink::TEXT,
            begins: true,
        }
    }

    pub fn bold(self) -> Self {
        Self {
            weight: Weight::Bold,
            ..self
        }
    }

    pub(crate) fn dim(self) -> Self {
        Self {
            colour: ink::DIM,
            ..self
        }
    }
}

/// A row of a table of texts.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Line {
    /// The heading of a group, with a count at its right.
    Group {
        text: String,
        count: String,
        /// 0 for the outermost.
        level: usize,
    },
    /// A cell for each column.
    Cells(Vec<Vec<Words>>),
}

/// The pages of a table.
pub struct TablePages {
    frame: Frame,
    columns: Vec<Column>,
    /// The left edges of the columns, and the right edge of the last.
    edges: Vec<f32>,
    rows: Rows<Laid>,
    /// What a row is: 任务.
    unit: &'static str,
}

/// What stands in a row, broken into lines.
enum Laid {
    /// A heading, how far it is indented, and the count at its right.
    Group(Vec<Words>, f32, String),
    /// A cell for each column, and what its first column says where the row goes on.
    Cells(Vec<Vec<Words>>, String),
}

impl TablePages {
    pub(super) fn new(
        mut frame: Frame,
        columns: Vec<Column>,
        lines: Vec<Line>,
        unit: &'static str,
    ) -> Self {
        let shares: f32 = columns.iter().map(|column| column.share).sum();
        let exact: f32 = columns.iter().filter_map(|column| column.exact).sum();
        let rest = frame.width() - exact;
        let mut reached = frame.table_room(true).left;
        let mut edges = vec![reached];
        for column in &columns {
            let share = rest * column.share / shares.max(1.0);
            reached += column.exact.unwrap_or(share);
            edges.push(reached);
        }
        let header = |sizes: &Sizes| sizes.row(1);
        let most = most_lines(&frame, header(&frame.sizes));
        let lines = lines.into_iter();
        let rows = lines
            .flat_map(|line| lay(line, &frame, &edges, most))
            .collect();
        Self {
            rows: Rows::new(rows, &mut frame, header),
            frame,
            columns,
            edges,
            unit,
        }
    }

    fn left(&self) -> f32 {
        self.edges[0]
    }

    fn right(&self) -> f32 {
        self.edges[self.columns.len()]
    }

    /// The columns with the place that their texts begin or end at.
    fn places(&self) -> impl Iterator<Item = (usize, &Column, f32)> {
        let sizes = self.frame.sizes;
        let edges = self.columns.iter().zip(self.edges.windows(2));
        edges.enumerate().map(move |(nth, (column, edge))| {
            let x = match column.align {
                Align::Left => edge[0] + sizes.inset,
                Align::Centre => f32::midpoint(edge[0], edge[1]),
                Align::Right => edge[1] - sizes.inset - sizes.text * 0.7,
            };
            (nth, column, x)
        })
    }

    fn paint(&self, page: &mut Page, table: &Shown<'_, Laid>) {
        table.paint_grounds(page);
        self.paint_header(page, table);
        // The pieces of a row are read column by column, as a whole row is.
        for pieces in table.rows.chunk_by(|a, b| a.nth == b.nth) {
            let placed = &pieces[0];
            match &placed.row.content {
                Laid::Group(lines, indent, count) => {
                    self.paint_group(page, placed, lines, *indent, count);
                }
                Laid::Cells(cells, first) => {
                    self.paint_cells(page, pieces);
                    if placed.resumed {
                        self.paint_resumed(page, placed, first, cells);
                    }
                }
            }
        }
        table.paint_nothing(page, &self.frame.sizes, self.unit);
    }

    fn paint_header(&self, page: &mut Page, table: &Shown<'_, Laid>) {
        let sizes = self.frame.sizes;
        let header = table.header;
        page.hline(self.left(), self.right(), header.top, HEAVY);
        page.hline(self.left(), self.right(), header.bottom, UNDER_HEAD);
        for (nth, column, x) in self.places() {
            page.part(Part::from(Cell::head(nth)).unless(table.part > 0));
            let at = Point::new(x, header.top + sizes.baseline());
            let text = Text::new(at, sizes.text, ink::TEXT, column.head);
            page.text(text.bold().aligned(column.align));
        }
    }

    fn paint_group(
        &self,
        page: &mut Page,
        placed: &Placed<'_, Laid>,
        lines: &[Words],
        indent: f32,
        count: &str,
    ) {
        let sizes = self.frame.sizes;
        let first = placed.rect.top + sizes.baseline();
        let last = self.columns.len().saturating_sub(1);
        let level = self.rows.level(placed.nth);
        let cell = Cell::new(placed.nth, 0, CellKind::Heading(level)).across(last);
        page.part(Part::from(cell).unless(placed.again));
        let mut base = first;
        for (nth, line) in lines.iter().enumerate() {
            let again = placed.again && nth + 1 == lines.len();
            let words = continued(&line.text, again);
            let at = Point::new(self.left() + indent, base);
            page.text(Text::new(at, sizes.text, ink::TEXT, &words).bold());
            base += sizes.leading;
        }
        page.part(Part::from(Cell::data(placed.nth, last)).unless(placed.again));
        let at = Point::new(self.right() - sizes.inset, first);
        page.text(Text::new(at, sizes.small, ink::DIM, count).aligned(Align::Right));
    }

    fn paint_cells(&self, page: &mut Page, pieces: &[Placed<'_, Laid>]) {
        let sizes = self.frame.sizes;
        for (nth, column, x) in self.places() {
            // After the clause stands what the row is about.
            let kind = if nth == 1 {
                CellKind::RowHead
            } else {
                CellKind::Data
            };
            let mut is_first = true;
            for placed in pieces {
                let Laid::Cells(cells, _) = &placed.row.content else {
                    continue;
                };
                let mut base = placed.baseline(&sizes);
                for line in cells.get(nth).into_iter().flatten() {
                    // What a row goes on with is more of the same cell.
                    if line.begins || is_first {
                        page.part(Cell::new(placed.nth, nth, kind));
                    }
                    is_first = false;
                    let text = Text {
                        weight: line.weight,
                        ..Text::new(Point::new(x, base), sizes.text, line.colour, &line.text)
                    };
                    page.text(text.aligned(column.align));
                    base += sizes.leading;
                }
            }
        }
    }
}

impl TablePages {
    /// Says at the head of a page which row goes on there.
    fn paint_resumed(
        &self,
        page: &mut Page,
        placed: &Placed<'_, Laid>,
        first: &str,
        cells: &[Vec<Words>],
    ) {
        let sizes = self.frame.sizes;
        let room = self.edges[1] - self.edges[0] - margins(&sizes);
        let mut lines = wrapped(first, sizes.text, Weight::Regular, room);
        let again = continued("", true);
        let fits = text_width(&again, sizes.text, Weight::Regular) <= room;
        lines.push(if fits { again } else { "续".to_owned() });
        let most = cells.iter().map(Vec::len).max().unwrap_or(1);
        page.part(Part::Repeated);
        let mut base = placed.baseline(&sizes);
        for line in lines.into_iter().take(most) {
            let at = Point::new(self.left() + sizes.inset, base);
            page.text(Text::new(at, sizes.text, ink::DIM, &line));
            base += sizes.leading;
        }
    }
}

impl Pages for TablePages {
    fn title(&self) -> &str {
        &self.frame.title
    }

    fn count(&self) -> usize {
        self.rows.pages()
    }

    fn page(&self, nth: usize) -> Page {
        let words = |table: &Shown<'_, Laid>| self.rows.counted(table.part, self.unit);
        self.rows
            .page(&self.frame, nth, false, words, |page, table| {
                self.paint(page, table);
            })
    }

    fn bookmarks(&self) -> Vec<Bookmark> {
        self.rows.bookmarks(&self.frame)
    }
}

/// The most lines of a row that stays in one piece: a page of them, nearly.
fn most_lines(frame: &Frame, header: f32) -> usize {
    let sizes = frame.sizes;
    let room = frame.table_room(false).height() - header;
    num::whole((room * 0.8 - sizes.padding) / sizes.leading).max(1)
}

/// Breaks the texts of a row, and a row that is too high into pieces.
fn lay(line: Line, frame: &Frame, edges: &[f32], most: usize) -> Vec<Row<Laid>> {
    let sizes = frame.sizes;
    let wrap = |words: Words, room: f32| -> Vec<Words> {
        wrapped(&words.text, sizes.text, words.weight, room)
            .into_iter()
            .enumerate()
            .map(|(nth, text)| Words {
                text,
                begins: nth == 0,
                ..words.clone()
            })
            .collect()
    };
    match line {
        Line::Group { text, count, level } => {
            let indent = sizes.inset + num::float(level.saturating_sub(1).min(4)) * sizes.text;
            let room = frame.width() - sizes.text * 8.0 - indent;
            let lines = cut_words(wrap(Words::new(text).bold(), room), most);
            let kind = Kind::Heading {
                depth: level,
                title: lines.iter().map(|line| line.text.as_str()).collect(),
            };
            vec![Row::new(
                kind,
                lines.len(),
                Laid::Group(lines, indent, count),
            )]
        }
        Line::Cells(cells) => {
            let cells = cells.into_iter().zip(edges.windows(2));
            let cells: Vec<Vec<Words>> = cells
                .map(|(paragraphs, edge)| {
                    let room = edge[1] - edge[0] - margins(&sizes);
                    let lines = paragraphs.into_iter().flat_map(|words| wrap(words, room));
                    lines.collect()
                })
                .collect();
            let first = cells
                .first()
                .map(|cell| cell.iter().map(|line| line.text.as_str()));
            let first: String = first.into_iter().flatten().collect();
            let lines = cells.iter().map(Vec::len).max().unwrap_or(1);
            if lines <= most {
                return vec![Row::new(Kind::Entry, lines, Laid::Cells(cells, first))];
            }
            let count = lines.div_ceil(PIECE);
            let piece = |nth: usize| {
                let from = nth * PIECE;
                let cells = cells.iter().map(|cell| {
                    let lines = cell.iter().skip(from).take(PIECE);
                    lines.cloned().collect()
                });
                let laid = Laid::Cells(cells.collect(), first.clone());
                let height = PIECE.min(lines - from);
                Row::new(Kind::Entry, height, laid).piece(nth, nth + 1 < count)
            };
            (0..count).map(piece).collect()
        }
    }
}

fn cut_words(lines: Vec<Words>, most: usize) -> Vec<Words> {
    if lines.len() <= most {
        return lines;
    }
    let texts = lines.iter().map(|line| line.text.clone()).collect();
    let cut = cut(texts, most);
    lines
        .into_iter()
        .zip(cut)
        .map(|(line, text)| Words { text, ..line })
        .collect()
}

/// Columns without those that no row has anything in, but for the first `always` ones.
pub(super) fn without_empty(columns: &[Column], lines: &mut [Line], always: usize) -> Vec<Column> {
    let is_used = |nth: usize| {
        lines.iter().any(|line| match line {
            Line::Cells(cells) => cells[nth].iter().any(|words| !words.text.is_empty()),
            Line::Group { .. } => false,
        })
    };
    let used: Vec<bool> = (0..columns.len())
        .map(|nth| nth < always || is_used(nth))
        .collect();
    for line in lines.iter_mut() {
        if let Line::Cells(cells) = line {
            let mut nth = 0;
            cells.retain(|_| {
                nth += 1;
                used[nth - 1]
            });
        }
    }
    columns
        .iter()
        .zip(&used)
        .filter(|(_, used)| **used)
        .map(|(column, _)| *column)
        .collect()
}

/// A column of short texts that is as wide as its widest, within reason.
pub(super) fn fitting<'t>(
    head: &'static str,
    texts: impl Iterator<Item = &'t str>,
    frame: &Frame,
) -> Column {
    let sizes = frame.sizes;
    let widest = texts
        .map(|text| text_width(text, sizes.text, Weight::Regular))
        .fold(0.0, f32::max);
    let (least, most) = (frame.width() * 0.05, frame.width() * 0.11);
    let width = widest + margins(&sizes) + 0.1;
    Column::exact(head, width.clamp(least, most))
}

/// What a column leaves free at the sides of its texts.
fn margins(sizes: &Sizes) -> f32 {
    2.0 * sizes.inset + sizes.text * 0.7
}
