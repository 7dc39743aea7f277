//! A table of texts as pages: cells wrap, the header row stands on every page.
//!
//! The tasks as a list (任务分解表), the targets, and whatever else has rows and columns of words.

use std::ops::Range;

use super::flow::{Block, paginate};
use super::frame::{Frame, HAIR, HEAVY, Place, Sizes, UNDER_HEAD, counted};
use super::item::{Align, Colour, Page, Point, Rect, Text, ink};
use super::matrix::cut;
use super::measure::{Weight, text_width, wrapped};
use super::{Bookmark, Pages};

/// A column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Column {
    /// Its heading.
    pub head: &'static str,
    /// Its part of the width, beside those of the others.
    pub share: f32,
    /// On which side its texts stand.
    pub align: Align,
}

impl Column {
    pub const fn new(head: &'static str, share: f32) -> Self {
        Self {
            head,
            share,
            align: Align::Left,
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
}

impl Words {
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            weight: Weight::Regular,
            colour: ink::TEXT,
        }
    }

    pub fn bold(self) -> Self {
        Self {
            weight: Weight::Bold,
            ..self
        }
    }

    pub fn dim(self) -> Self {
        Self {
            colour: ink::DIM,
            ..self
        }
    }
}

/// A row.
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
    lines: Vec<Laid>,
    parts: Vec<Range<usize>>,
    /// What a row is: 任务.
    unit: &'static str,
    header: f32,
    note_pages: usize,
}

/// A row with its cells broken into lines.
struct Laid {
    group: Option<(usize, String)>,
    cells: Vec<Vec<Words>>,
    height: f32,
}

impl TablePages {
    pub(super) fn new(
        frame: Frame,
        columns: Vec<Column>,
        lines: Vec<Line>,
        unit: &'static str,
    ) -> Self {
        let shares: f32 = columns.iter().map(|column| column.share).sum();
        let left = frame.body(true).left;
        let mut edges = vec![left];
        let mut reached = 0.0;
        for column in &columns {
            reached += column.share;
            edges.push(left + frame.width() * reached / shares.max(1.0));
        }
        let header = frame.sizes.row(1);
        let mut pages = Self {
            frame,
            columns,
            edges,
            lines: Vec::new(),
            parts: Vec::new(),
            unit,
            header,
            note_pages: 0,
        };
        pages.lines = lines.into_iter().map(|line| pages.lay(line)).collect();
        let fewest = pages
            .frame
            .arrangements()
            .into_iter()
            .map(|(sizes, with_notes)| {
                pages.arrange(sizes, with_notes);
                (pages.count(), sizes, with_notes)
            })
            // The first of several that are as good.
            .reduce(|best, next| if next.0 < best.0 { next } else { best });
        if let Some((_, sizes, with_notes)) = fewest {
            pages.arrange(sizes, with_notes);
        }
        pages
    }

    /// Breaks the pages; `with_notes` keeps the notes with the last row.
    fn arrange(&mut self, sizes: Sizes, with_notes: bool) {
        self.frame.sizes = sizes;
        self.header = sizes.row(1);
        for laid in &mut self.lines {
            laid.height = sizes.row(laid.cells.iter().map(Vec::len).max().unwrap_or(1));
        }
        self.break_pages(with_notes);
    }

    fn lay(&self, line: Line) -> Laid {
        let sizes = self.frame.sizes;
        let room = self.frame.body(false).height() - self.header;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not negative"
        )]
        let most = ((room * 0.8 - sizes.padding) / sizes.leading).max(1.0) as usize;
        let wrap = |words: Words, room: f32| -> Vec<Words> {
            wrapped(&words.text, sizes.body, words.weight, room)
                .into_iter()
                .map(|text| Words {
                    text,
                    ..words.clone()
                })
                .collect()
        };
        let (group, cells) = match line {
            Line::Group { text, count, level } => {
                let room = self.frame.width() - sizes.body * 8.0 - self.indent(level);
                let words = Words::new(text).bold();
                (
                    Some((level, count)),
                    vec![cut_words(wrap(words, room), most)],
                )
            }
            Line::Cells(cells) => {
                let cells = cells.into_iter().zip(self.edges.windows(2));
                let cells = cells.map(|(paragraphs, edge)| {
                    let room = edge[1] - edge[0] - 2.0 * sizes.inset - sizes.body * 0.7;
                    let lines = paragraphs.into_iter().flat_map(|words| wrap(words, room));
                    cut_words(lines.collect(), most)
                });
                (None, cells.collect())
            }
        };
        Laid {
            group,
            cells,
            height: 0.0,
        }
    }

    fn indent(&self, level: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "groups are not deep")]
        let level = level.saturating_sub(1).min(4) as f32;
        self.frame.sizes.inset + level * self.frame.sizes.body
    }

    /// The heading that a page repeats where it begins with this row.
    fn carried(&self, at: usize) -> Option<&Laid> {
        let is_row = self.lines.get(at).is_some_and(|laid| laid.group.is_none());
        if at == 0 || !is_row {
            return None;
        }
        self.lines[..at]
            .iter()
            .rev()
            .find(|laid| laid.group.is_some())
    }

    fn break_pages(&mut self, with_notes: bool) {
        let mut blocks: Vec<Block> = self
            .lines
            .iter()
            .map(|laid| Block {
                height: laid.height,
                keep: laid.group.is_some(),
            })
            .collect();
        let room = |first| self.frame.body(first).height() - self.header;
        let notes = self.frame.notes_height();
        if let Some(last) = blocks.last_mut()
            && with_notes
            && notes + last.height < room(false) / 2.0
        {
            last.height += notes;
        }
        self.parts = paginate(&blocks, room(true), room(false), |at| {
            self.carried(at).map_or(0.0, |laid| laid.height)
        });
        let last = self.parts.last().cloned().unwrap_or_default();
        let used: f32 = self.lines[last.clone()]
            .iter()
            .map(|laid| laid.height)
            .sum();
        let carried = self.carried(last.start).map_or(0.0, |laid| laid.height);
        let left = room(self.parts.len() == 1) - used - carried;
        self.note_pages = self.frame.note_pages(left);
    }

    fn paint_header(&self, page: &mut Page, top: f32) {
        let sizes = self.frame.sizes;
        let (left, right) = (self.edges[0], self.edges[self.columns.len()]);
        page.hline(left, right, top, HEAVY);
        page.hline(left, right, top + self.header, UNDER_HEAD);
        for (column, edge) in self.columns.iter().zip(self.edges.windows(2)) {
            let base = top + sizes.baseline();
            let x = match column.align {
                Align::Left => edge[0] + sizes.inset,
                Align::Centre => f32::midpoint(edge[0], edge[1]),
                Align::Right => edge[1] - sizes.inset - sizes.body * 0.7,
            };
            let text = Text::new(Point::new(x, base), sizes.body, ink::TEXT, column.head);
            page.text(text.bold().aligned(column.align));
        }
    }

    fn paint_line(&self, page: &mut Page, laid: &Laid, top: f32, again: bool) {
        let sizes = self.frame.sizes;
        if let Some((level, count)) = &laid.group {
            let x = self.edges[0] + self.indent(*level);
            let mut base = top + sizes.baseline();
            let lines = &laid.cells[0];
            for (nth, line) in lines.iter().enumerate() {
                let words = if again && nth + 1 == lines.len() {
                    format!("{}（续）", line.text)
                } else {
                    line.text.clone()
                };
                let text = Text::new(Point::new(x, base), sizes.body, ink::TEXT, &words);
                page.text(text.bold());
                base += sizes.leading;
            }
            let right = self.edges[self.columns.len()] - sizes.inset;
            let at = Point::new(right, top + sizes.baseline());
            page.text(Text::new(at, sizes.small, ink::DIM, count).aligned(Align::Right));
            return;
        }
        for ((column, edge), cell) in self
            .columns
            .iter()
            .zip(self.edges.windows(2))
            .zip(&laid.cells)
        {
            let x = match column.align {
                Align::Left => edge[0] + sizes.inset,
                Align::Centre => f32::midpoint(edge[0], edge[1]),
                Align::Right => edge[1] - sizes.inset - sizes.body * 0.7,
            };
            let mut base = top + sizes.baseline();
            for line in cell {
                let text = Text {
                    weight: line.weight,
                    ..Text::new(Point::new(x, base), sizes.body, line.colour, &line.text)
                };
                page.text(text.aligned(column.align));
                base += sizes.leading;
            }
        }
    }

    fn rows_in(&self, range: Range<usize>) -> usize {
        let lines = self.lines[range].iter();
        lines.filter(|laid| laid.group.is_none()).count()
    }

    fn place(&self, part: usize) -> Option<(Place, String)> {
        if self.parts.len() == 1 {
            return None;
        }
        let range = self.parts[part].clone();
        let before = self.rows_in(0..range.start);
        let here = self.rows_in(range);
        let all = self.rows_in(0..self.lines.len());
        let words = counted(self.unit, before..before + here, all);
        let place = Place {
            band: 0,
            bands: 1,
            part,
            parts: self.parts.len(),
        };
        Some((place, words))
    }
}

impl Pages for TablePages {
    fn title(&self) -> &str {
        &self.frame.title
    }

    fn count(&self) -> usize {
        self.parts.len() + self.note_pages
    }

    fn page(&self, nth: usize) -> Page {
        let numbers = (nth, self.count());
        if let Some(own) = nth.checked_sub(self.parts.len()) {
            return self.frame.note_page(own, numbers);
        }
        let mut page = self.frame.begin(nth);
        let body = self.frame.body(nth == 0);
        let range = self.parts[nth].clone();
        let carried = self.carried(range.start).map(|laid| (laid, true));
        let rows: Vec<(&Laid, bool)> = carried
            .into_iter()
            .chain(self.lines[range].iter().map(|laid| (laid, false)))
            .collect();
        let first = body.top + self.header;
        let mut y = first;
        for (nth, (laid, _)) in rows.iter().enumerate() {
            if let Some((level, _)) = &laid.group {
                let ground = if *level == 0 { ink::PLAN } else { ink::SECTION };
                let rect = Rect::new(body.left, y, body.right, y + laid.height);
                page.fill(rect, ground);
            }
            y += laid.height;
            if nth + 1 < rows.len() {
                page.hline(body.left, body.right, y, HAIR);
            }
        }
        let bottom = if rows.is_empty() {
            first + self.frame.sizes.row(1)
        } else {
            y
        };
        self.paint_header(&mut page, body.top);
        let mut y = first;
        for (laid, again) in &rows {
            self.paint_line(&mut page, laid, y, *again);
            y += laid.height;
        }
        if rows.is_empty() {
            let sizes = self.frame.sizes;
            let at = Point::new(body.left + sizes.inset, first + sizes.baseline());
            let words = format!("没有{}符合筛选", self.unit);
            page.text(Text::new(at, sizes.body, ink::DIM, &words));
        }
        page.hline(body.left, body.right, bottom, HEAVY);
        let place = self.place(nth);
        let place = place
            .as_ref()
            .map(|(place, words)| (*place, words.as_str()));
        self.frame.end(&mut page, bottom, numbers, place);
        if self.note_pages == 0 && nth + 1 == self.count() {
            self.frame.notes_below(&mut page, bottom, place.is_some());
        }
        page
    }

    fn bookmarks(&self) -> Vec<Bookmark> {
        let mut bookmarks = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for (nth, range) in self.parts.iter().enumerate() {
            let mut y = self.frame.body(nth == 0).top + self.header;
            y += self.carried(range.start).map_or(0.0, |laid| laid.height);
            for laid in &self.lines[range.clone()] {
                if let Some((level, _)) = &laid.group {
                    open.retain(|known| known < level);
                    let lines = laid.cells[0].iter().map(|line| line.text.as_str());
                    bookmarks.push(Bookmark {
                        level: open.len(),
                        title: lines.collect(),
                        page: nth,
                        top: y,
                    });
                    open.push(*level);
                }
                y += laid.height;
            }
        }
        bookmarks
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

/// The share of a column that is just as wide as its widest text, in points.
pub(super) fn widest<'t>(texts: impl Iterator<Item = &'t str>, size: f32) -> f32 {
    texts
        .map(|text| text_width(text, size, Weight::Regular))
        .fold(0.0, f32::max)
}
