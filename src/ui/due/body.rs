//! The rows, the headings of groups, and the header.

use eframe::egui::{
    Align2, Color32, CornerRadius, Painter, Rect, Stroke, StrokeKind, Vec2, pos2, vec2,
};

use super::Frame;
use super::row::SetRow;
use crate::ui::grid::{Canvas, Paint, Sight};
use crate::ui::theme::{bold, font, size};
use crate::ui::widgets;
use crate::view::{DueGroup, DueLineKind, DueState};

/// The bar at the left of the cursor's row.
const CURSOR_BAR: f32 = 3.0;
/// The line around the cursor on a heading, how far inside of it, how round its corners are.
const CURSOR_LINE: f32 = 1.5;
const CURSOR_INSIDE: Vec2 = vec2(2.0, 1.5);
const CURSOR_CORNER: u8 = 4;
/// Where the headings of parts of a year begin.
const INNER_AT: f32 = 26.0;
/// From there to the middle of the triangle, and to the words.
const TRIANGLE: f32 = 5.0;
const WORDS: f32 = 16.0;

impl Paint for Frame<'_> {
    fn ground(&self) -> Color32 {
        self.look.background
    }

    fn prepare(&mut self, sight: &Sight) {
        let lines = sight.rows.clone();
        let set = lines.filter_map(|nth| match self.layout.kind(nth) {
            DueLineKind::Entry(entry) => {
                let entry = &self.layout.list.entries[entry];
                Some((nth, self.typesetter.set(entry)))
            }
            DueLineKind::Group(_) => None,
        });
        self.set = set.collect();
    }

    fn paint_row(&self, canvas: &Canvas<'_>, nth: usize, rect: Rect) {
        let rows = &canvas.body;
        let is_hovered = canvas.sight.hovered.row == Some(nth);
        match self.layout.kind(nth) {
            DueLineKind::Group(group) => {
                let group = &self.layout.list.groups[group];
                let is_first = rect.top() <= canvas.sight.body.top() + 1.0;
                self.paint_group(rows, nth, group, rect, (is_first, is_hovered));
            }
            DueLineKind::Entry(_) => {
                if let Some(row) = self.set_row(nth) {
                    self.paint_entry(rows, nth, row, rect, is_hovered);
                }
            }
        }
        let line = Stroke::new(1.0, self.look.hairline);
        rows.hline(rect.x_range(), rect.bottom() - 0.5, line);
    }

    fn paint_edges(&self, canvas: &Canvas<'_>) {
        let (painter, rect) = (&canvas.whole, canvas.sight.rect);
        let header = rect.with_max_y(canvas.sight.body.top());
        painter.rect_filled(header, CornerRadius::ZERO, self.look.background);
        let strong = Stroke::new(1.0, self.look.line);
        painter.hline(rect.x_range(), header.bottom() - 0.5, strong);
        for (head, x) in &self.layout.columns.list {
            let at = pos2(rect.left() + x.min, header.center().y);
            let face = font(size::SMALL);
            painter.text(at, Align2::LEFT_CENTER, *head, face, self.look.dim);
        }
    }
}

impl Frame<'_> {
    fn paint_entry(&self, rows: &Painter, nth: usize, row: &SetRow, rect: Rect, is_hovered: bool) {
        if self.cursor == Some(nth) {
            rows.rect_filled(rect, CornerRadius::ZERO, self.look.selection);
            let bottom = pos2(rect.left() + CURSOR_BAR, rect.bottom() - 1.0);
            let edge = Rect::from_min_max(rect.min, bottom);
            rows.rect_filled(edge, CornerRadius::ZERO, self.look.accent);
        } else if is_hovered {
            rows.rect_filled(rect, CornerRadius::ZERO, self.look.crosshair);
        }
        for (at, galley, colour) in &row.blocks {
            rows.galley(rect.min + *at, galley.clone(), *colour);
        }
    }

    fn paint_group(
        &self,
        rows: &Painter,
        nth: usize,
        group: &DueGroup,
        rect: Rect,
        (is_first, is_hovered): (bool, bool),
    ) {
        let is_outer = group.depth() == 0;
        if is_outer {
            rows.rect_filled(rect, CornerRadius::ZERO, self.look.panel);
            if !is_first {
                let line = Stroke::new(1.0, self.look.line);
                rows.hline(rect.x_range(), rect.top() - 0.5, line);
            }
        }
        if is_hovered {
            rows.rect_filled(rect, CornerRadius::ZERO, self.look.crosshair);
        }
        if self.cursor == Some(nth) {
            let stroke = Stroke::new(CURSOR_LINE, self.look.accent);
            let corner = CornerRadius::same(CURSOR_CORNER);
            let inner = rect.shrink2(CURSOR_INSIDE);
            rows.rect_stroke(inner, corner, stroke, StrokeKind::Inside);
        }
        let (indent, face, colour) = if is_outer {
            (size::EDGE, bold(size::TEXT), self.look.text)
        } else {
            (INNER_AT, font(size::TEXT), self.look.text)
        };
        let y = rect.center().y;
        let left = rect.left() + indent;
        let centre = pos2(left + TRIANGLE, y);
        widgets::triangle(rows, centre, group.folded, self.look.dim);
        let label = rows.layout_no_wrap(group.label(), face, colour);
        let end = left + WORDS + label.size().x;
        widgets::put(rows, left + WORDS, y, label, colour);
        let state_colour = match group.state {
            DueState::Now => self.look.accent,
            DueState::Past | DueState::Later => self.look.dim,
        };
        let small = font(size::SMALL);
        rows.text(
            pos2(end + size::STATE_GAP, y),
            Align2::LEFT_CENTER,
            group.state_text(),
            small.clone(),
            state_colour,
        );
        rows.text(
            pos2(rect.right() - size::EDGE, y),
            Align2::RIGHT_CENTER,
            group.count_text(),
            small,
            self.look.dim,
        );
    }
}
