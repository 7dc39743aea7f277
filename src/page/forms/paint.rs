//! A page of a form: frame, lines, texts and its number.

use std::ops::Range;

use super::rows::{Block, Content, HEAD};
use super::wrap::Line;
use super::{ABOVE, BESIDE, EDGE, FormPages, LEADING, TEXT};
use crate::num;
use crate::page::colour::{Pen, ink};
use crate::page::geometry::{Point, Rect};
use crate::page::item::{Align, Text};
use crate::page::measure::{Weight, text_width};
use crate::page::paper::MM;
use crate::page::{Cell, CellKind, Page, Part};
use crate::view::forms::NOT_STATED;

/// The lines between rows and columns.
const RULE: Pen = Pen::new(0.5, ink::TEXT);
/// The frame around the table.
const FRAME: Pen = Pen::new(1.0, ink::TEXT);
/// 四号, in which page numbers are set.
const NUMBER: f32 = 14.0;

impl FormPages {
    /// Adds the table of a page.
    pub(super) fn paint(&self, page: &mut Page, nth: usize, range: Range<usize>) {
        let mut top = self.top(nth);
        let begin = top;
        if nth > 0
            && let Some(Content::Section { part, .. } | Content::Entry { part, .. }) =
                self.blocks.get(range.start).map(|block| &block.content)
        {
            let height = self.parts[*part].height;
            self.heads(page, *part, (top, height), None);
            top += height;
            page.part(Part::Ornament);
            page.hline(self.area.left, self.area.right, top, RULE);
        }
        let blocks = &self.blocks[range.clone()];
        let mut at = 0;
        let mut bottom = top;
        while at < blocks.len() {
            let count = pieces(&blocks[at..]);
            let run = &blocks[at..at + count];
            let height: f32 = run.iter().map(|block| block.height).sum();
            self.block(page, run, (top, height));
            top += height;
            at += count;
            let is_remark = matches!(run[0].content, Content::Remark { .. });
            if is_remark {
                continue;
            }
            bottom = top;
            let more = blocks.get(at);
            if more.is_some_and(|next| !matches!(next.content, Content::Remark { .. })) {
                page.part(Part::Ornament);
                page.hline(self.area.left, self.area.right, top, RULE);
            }
        }
        page.part(Part::Ornament);
        if bottom > begin {
            let frame = Rect::new(self.area.left, begin, self.area.right, bottom);
            let corners = [
                (frame.left, frame.top, frame.right, frame.top),
                (frame.left, frame.bottom, frame.right, frame.bottom),
                (frame.left, frame.top, frame.left, frame.bottom),
                (frame.right, frame.top, frame.right, frame.bottom),
            ];
            for (x, y, to_x, to_y) in corners {
                page.line(Point::new(x, y), Point::new(to_x, to_y), FRAME);
            }
        }
    }

    fn block(&self, page: &mut Page, run: &[Block], (top, height): (f32, f32)) {
        match &run[0].content {
            Content::Plan {
                level, lines, row, ..
            } => {
                let last = self.columns();
                let cell = Cell::new(*row, 0, CellKind::Heading(*level)).across(last);
                page.part(cell);
                self.wide(page, lines, (top, height), true);
            }
            Content::Section {
                level,
                depth,
                lines,
                row,
                ..
            } => {
                let last = self.columns();
                let cell = Cell::new(*row, 0, CellKind::Heading(*level)).across(last);
                page.part(cell);
                self.wide(page, lines, (top, height), *depth > 0);
            }
            Content::Heads { part, row } => self.heads(page, *part, (top, height), Some(*row)),
            Content::Entry { part, row, .. } => {
                self.entry(page, (*part, *row), run, (top, height));
            }
            Content::Remark { words, begins } => {
                if *begins {
                    page.part(Part::Paragraph);
                }
                let base = Point::new(self.area.left + BESIDE, top + LEADING - 1.0);
                page.text(Text::new(base, TEXT, ink::TEXT, words));
            }
        }
    }

    /// How many columns the widest part has.
    fn columns(&self) -> usize {
        let counts = self.parts.iter().map(|part| part.heads.len());
        counts.max().unwrap_or(1)
    }

    /// A row of one text across the table.
    fn wide(&self, page: &mut Page, lines: &[String], (top, height): (f32, f32), bold: bool) {
        let used = num::float(lines.len()) * LEADING;
        let mut base = top + (height - used) / 2.0 + LEADING / 2.0 + HEAD * 0.36;
        for line in lines {
            let at = Point::new(self.area.left + BESIDE, base);
            let text = Text::new(at, HEAD, ink::TEXT, line);
            page.text(if bold { text.bold() } else { text });
            base += LEADING;
        }
    }

    /// The row of heads; without a number it is repeated.
    fn heads(&self, page: &mut Page, part: usize, (top, height): (f32, f32), row: Option<usize>) {
        let part = &self.parts[part];
        for (nth, (head, edge)) in part.heads.iter().zip(part.edges.windows(2)).enumerate() {
            let cell = Cell::new(row.unwrap_or(0), nth, CellKind::ColumnHead);
            page.part(Part::from(cell).unless(row.is_none()));
            let used = num::float(head.lines.len()) * LEADING;
            let mut base = top + (height - used) / 2.0 + LEADING / 2.0 + HEAD * 0.36;
            for line in &head.lines {
                let at = Point::new(f32::midpoint(edge[0], edge[1]), base);
                let text = Text::new(at, HEAD, ink::TEXT, line).bold();
                page.text(text.aligned(Align::Centre));
                base += LEADING;
            }
        }
        uprights(page, &part.edges, (top, height));
    }

    /// A row, or those of its pieces that stand on this page.
    fn entry(
        &self,
        page: &mut Page,
        (part, row): (usize, usize),
        run: &[Block],
        (top, height): (f32, f32),
    ) {
        let part = &self.parts[part];
        let pieces = run.iter().filter_map(|block| match &block.content {
            Content::Entry { cells, ends, .. } => Some((cells, *ends)),
            _ => None,
        });
        let pieces: Vec<_> = pieces.collect();
        let is_whole = pieces.len() == 1 && pieces[0].1 == (true, true);
        let begins = pieces.first().is_some_and(|(_, ends)| ends.0);
        for (nth, (head, edge)) in part.heads.iter().zip(part.edges.windows(2)).enumerate() {
            let lines: Vec<&Line> = pieces
                .iter()
                .flat_map(|(cells, _)| cells.get(nth).into_iter().flatten())
                .collect();
            let kind = if head.is_task {
                CellKind::RowHead
            } else {
                CellKind::Data
            };
            let used = num::float(lines.len()) * LEADING;
            // What stands on one page has its texts in the middle, what goes on begins at the top.
            let above = match (is_whole, begins) {
                (true, _) => (height - used) / 2.0,
                (false, true) => ABOVE,
                (false, false) => 0.0,
            };
            let mut base = top + above + LEADING / 2.0 + TEXT * 0.36;
            for (place, line) in lines.iter().enumerate() {
                if place == 0 || line.begins {
                    page.part(Cell::new(row, nth, kind));
                }
                let centred = head.centred || line.text == NOT_STATED;
                put_line(page, line, edge, (centred, base));
                base += LEADING;
            }
        }
        uprights(page, &part.edges, (top, height));
    }

    /// The page's number between dashes, at the outer edge, one character inside.
    pub(super) fn number(&self, page: &mut Page, nth: usize) {
        page.part(Part::Repeated);
        let y = self.setup.size().height - EDGE + 6.0 * MM;
        let (x, align) = if nth.is_multiple_of(2) {
            (self.area.right - NUMBER, Align::Right)
        } else {
            (self.area.left + NUMBER, Align::Left)
        };
        let words = format!("— {} —", nth + 1);
        let text = Text::new(Point::new(x, y), NUMBER, ink::TEXT, &words);
        page.text(text.aligned(align));
    }
}

/// How many blocks at the beginning are pieces of one row.
fn pieces(blocks: &[Block]) -> usize {
    let row = |block: &Block| match block.content {
        Content::Entry { row, .. } => Some(row),
        _ => None,
    };
    match row(&blocks[0]) {
        Some(first) => blocks
            .iter()
            .take_while(|block| row(block) == Some(first))
            .count(),
        None => 1,
    }
}

/// The lines between the columns of a row.
fn uprights(page: &mut Page, edges: &[f32], (top, height): (f32, f32)) {
    page.part(Part::Ornament);
    for x in edges.get(1..edges.len() - 1).unwrap_or_default() {
        page.vline(*x, top, top + height, RULE);
    }
}

/// A line of a cell, in the middle of its column or at its left.
fn put_line(page: &mut Page, line: &Line, edge: &[f32], (centred, base): (bool, f32)) {
    if centred {
        let at = Point::new(f32::midpoint(edge[0], edge[1]), base);
        let words = format!("{}{}", line.strong, line.text);
        page.text(Text::new(at, TEXT, ink::TEXT, &words).aligned(Align::Centre));
        return;
    }
    let left = edge[0] + BESIDE;
    let strong = Text::new(Point::new(left, base), TEXT, ink::TEXT, &line.strong).bold();
    page.text(strong);
    let x = left + text_width(&line.strong, TEXT, Weight::Bold);
    page.text(Text::new(Point::new(x, base), TEXT, ink::TEXT, &line.text));
}
