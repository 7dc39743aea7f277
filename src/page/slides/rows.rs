//! Slides of rows that go on over pages. How high rows are is known of all, so that pages are counted;
//! what stands on them is made for one page at a time, however long the slide is.

use super::super::colour::Pen;
use super::super::leaf::Page;
use super::block::{Block, ink, put};
use super::{BOTTOM, MARGIN, Screen, size};
use crate::model::workspace::TaskIx;

/// A slide of rows: a head, the heads of columns, and how its rows are made.
pub(super) struct Laid {
    pub head: Block,
    /// What stands over the rows of every page.
    pub columns: Block,
    /// How many rows there are.
    pub count: usize,
    /// Makes a row, from 0.
    pub row: Box<dyn Fn(usize) -> Block + Send + Sync>,
}

/// A row on a page, or a part of one that is too high for any.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    pub row: usize,
    /// Which part of the row, from 0.
    pub part: usize,
    pub height: f32,
    pub task: Option<TaskIx>,
}

/// The parts that a row has where pages have so much room.
pub(super) fn pieces(nth: usize, row: Block, room: f32) -> impl Iterator<Item = Piece> {
    let task = row.task;
    let parts = row.parts(room).into_iter().enumerate();
    parts.map(move |(part, block)| Piece {
        row: nth,
        part,
        height: block.height,
        task,
    })
}

/// A slide of rows whose pages are counted.
pub(super) struct Rows {
    laid: Laid,
    screen: Screen,
    pieces: Vec<Piece>,
    /// The first piece of each page.
    begins: Vec<usize>,
}

impl Rows {
    /// Counts the pages of a slide; it has one where it has no rows.
    pub fn new(laid: Laid, screen: Screen) -> Self {
        let mut rows = Self {
            laid,
            screen,
            pieces: Vec::new(),
            begins: vec![0],
        };
        let room = BOTTOM - rows.top();
        let mut left = room;
        for nth in 0..rows.laid.count {
            for piece in pieces(nth, (rows.laid.row)(nth), room) {
                let is_begun = rows.begins.last() < Some(&rows.pieces.len());
                if piece.height > left + 0.1 && is_begun {
                    rows.begins.push(rows.pieces.len());
                    left = room;
                }
                left -= piece.height;
                rows.pieces.push(piece);
            }
        }
        rows
    }

    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.begins.len()
    }

    /// Where the rows of a page begin.
    pub fn top(&self) -> f32 {
        self.laid.head.height + self.laid.columns.height
    }

    /// What stands on a page below its head, from the top.
    pub fn pieces(&self, nth: usize) -> &[Piece] {
        let Some(&begin) = self.begins.get(nth) else {
            return &[];
        };
        let end = self.begins.get(nth + 1);
        &self.pieces[begin..end.copied().unwrap_or(self.pieces.len())]
    }

    /// Makes a page.
    pub fn page(&self, nth: usize) -> Page {
        let top = self.top();
        let hair = Pen::new(1.5, ink::HAIRLINE);
        let line = if self.laid.columns.height > 0.0 {
            Pen::new(2.0, ink::LINE)
        } else {
            hair
        };
        let mut page = Page::new(size(self.screen));
        put(&mut page, &self.laid.head, 0.0);
        put(&mut page, &self.laid.columns, self.laid.head.height);
        page.hline(MARGIN, self.screen.right(), top, line);
        let mut y = top;
        for piece in self.pieces(nth) {
            let parts = (self.laid.row)(piece.row).parts(BOTTOM - top);
            if let Some(part) = parts.get(piece.part) {
                put(&mut page, part, y);
            }
            y += piece.height;
            page.hline(MARGIN, self.screen.right(), y, hair);
        }
        page
    }
}
