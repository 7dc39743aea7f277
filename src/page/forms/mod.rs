//! Forms that offices hand in (任务分解表, 督办台账) as pages: one table that goes on, section rows
//! inside it, names of bodies unbroken, page numbers as GB/T 9704 has them.

mod head;
mod paint;
mod rows;
mod wrap;

use std::ops::Range;

use head::Head;
use rows::{Block, Content};

use super::flow;
use super::paper::{MM, PageSetup};
use super::{Bookmark, Page, Pages, Rect};
use crate::num;
use crate::view::forms::{FormCell, FormTable};

/// The white edge of a form's page on every side, in points.
pub(crate) const FORM_EDGE: f32 = EDGE;

/// How wide the columns of every part of a form are, in points, where the table has this room.
pub(crate) fn form_widths(table: &FormTable, room: f32) -> Vec<Vec<f32>> {
    let parts = table.parts.iter();
    parts.map(|part| rows::widths(part, room)).collect()
}

/// The lines of a form's cell in a column of this width, in points: what stands out in each, and
/// the rest.
pub(crate) fn form_lines(cell: &FormCell, width: f32, names: bool) -> Vec<(String, String)> {
    let lines = wrap::lines(cell, width - 2.0 * BESIDE, names).into_iter();
    lines.map(|line| (line.strong, line.text)).collect()
}

/// 五号, in which tables are set.
pub(super) const TEXT: f32 = 10.5;
/// From one line to the next.
const LEADING: f32 = 15.5;
/// Above and below the lines of a cell.
const ABOVE: f32 = 3.4;
/// Left and right of them.
const BESIDE: f32 = 4.5;
/// The white edge of the page on every side.
const EDGE: f32 = 20.0 * MM;
/// The last page holds at least so many lines: a page of one line looks like a mistake.
const FEWEST: usize = 5;

/// The pages of a form.
pub struct FormPages {
    setup: PageSetup,
    area: Rect,
    head: Head,
    /// The columns of every part: their heads and the lines between them.
    parts: Vec<Part>,
    blocks: Vec<Block>,
    pages: Vec<Range<usize>>,
}

/// The columns of a part of the table.
struct Part {
    heads: Vec<Column>,
    /// Where the columns begin, and where the last one ends.
    edges: Vec<f32>,
    /// How high the row of heads is, and the lines of each head.
    height: f32,
}

/// The head of a column.
struct Column {
    lines: Vec<String>,
    centred: bool,
    /// Whether what the row is about stands in it.
    is_task: bool,
}

impl FormPages {
    /// Lays a form out on paper.
    #[must_use]
    pub fn new(table: &FormTable, setup: PageSetup) -> Self {
        let size = setup.size();
        let area = Rect::new(EDGE, EDGE, size.width - EDGE, size.height - EDGE);
        let head = Head::new(table, area);
        let parts = rows::columns(table, area);
        let blocks = rows::blocks(table, &parts, area);
        let mut pages = Self {
            setup,
            area,
            head,
            parts,
            blocks,
            pages: Vec::new(),
        };
        pages.paginate();
        pages
    }

    fn room(&self, nth: usize) -> f32 {
        self.area.bottom - self.top(nth)
    }

    /// Where the table begins on a page.
    fn top(&self, nth: usize) -> f32 {
        if nth == 0 {
            self.head.bottom
        } else {
            self.area.top
        }
    }

    /// The height of the heads that a page repeats where it begins with this block.
    fn repeated(&self, at: usize) -> f32 {
        match self.blocks[at].content {
            Content::Section { part, .. } | Content::Entry { part, .. } => self.parts[part].height,
            Content::Plan { .. } | Content::Heads { .. } | Content::Remark { .. } => 0.0,
        }
    }

    /// Breaks the pages: headings stay with what they head, and the last page is not left with a
    /// line or two.
    fn paginate(&mut self) {
        let blocks: Vec<flow::Block> = self
            .blocks
            .iter()
            .map(|block| flow::Block {
                height: block.height,
                keep: block.keep,
            })
            .collect();
        self.pages = flow::paginate(&blocks, self.room(0), self.room(1), |at| self.repeated(at));
        self.fill_last();
    }

    /// Moves rows of the page before to the last one where that holds too few lines.
    fn fill_last(&mut self) {
        let [.., before, last] = self.pages.as_mut_slice() else {
            return;
        };
        let lines = |range: Range<usize>| -> usize {
            let blocks = self.blocks[range].iter();
            blocks.map(|block| block.lines).sum()
        };
        let (first, mut begin) = (before.start, last.start);
        while lines(begin..last.end) < FEWEST && begin > first + 1 {
            begin -= 1;
            // Headings go with what they head.
            while begin > first + 1 && self.blocks[begin - 1].keep {
                begin -= 1;
            }
        }
        let height: f32 = self.blocks[begin..last.end]
            .iter()
            .map(|block| block.height)
            .sum();
        let room = self.area.height() - self.parts.first().map_or(0.0, |part| part.height);
        if begin > first && height <= room && !self.blocks[begin - 1].keep {
            before.end = begin;
            last.start = begin;
        }
    }
}

impl Pages for FormPages {
    fn title(&self) -> &str {
        &self.head.title
    }

    fn count(&self) -> usize {
        self.pages.len()
    }

    fn page(&self, nth: usize) -> Page {
        let mut page = Page::new(self.setup.size());
        if nth == 0 {
            self.head.paint(&mut page);
        }
        if let Some(range) = self.pages.get(nth) {
            self.paint(&mut page, nth, range.clone());
        }
        self.number(&mut page, nth);
        page
    }

    fn bookmarks(&self) -> Vec<Bookmark> {
        let mut bookmarks: Vec<Bookmark> = Vec::new();
        for (page, range) in self.pages.iter().enumerate() {
            let mut top = self.top(page);
            if let Some(first) = range.clone().next() {
                top += self.repeated(first) * f32::from(u8::from(page > 0));
            }
            for block in &self.blocks[range.clone()] {
                if let Content::Plan { level, title, .. } | Content::Section { level, title, .. } =
                    &block.content
                {
                    let deepest = bookmarks.last().map_or(0, |last| last.level + 1);
                    bookmarks.push(Bookmark {
                        level: (*level).min(deepest),
                        title: title.clone(),
                        page,
                        top,
                    });
                }
                top += block.height;
            }
        }
        bookmarks
    }
}

/// The height of a row with so many lines.
fn row_height(lines: usize) -> f32 {
    num::float(lines.max(1)) * LEADING + 2.0 * ABOVE
}
