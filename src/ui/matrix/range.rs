//! Several cells marked at once.

use std::ops::Range;

use eframe::egui::{CornerRadius, Painter, Rect, Stroke, StrokeKind};

use super::{Frame, Layout};
use crate::app::{Action, Selection};
use crate::ui::Actions;
use crate::ui::grid::Canvas;
use crate::view::{CellRange, Corner};

/// The line around marked cells, and how round its corners are.
const LINE: f32 = 1.5;
const CORNER: u8 = 2;
/// At the left of a row that was chosen beside others.
const BAR: f32 = 3.0;
/// What lies farther outside of the window is not painted: numbers get too coarse there.
const OUTSIDE: f32 = 8.0;

/// The visible rows of marked cells.
pub fn rows(layout: &Layout, range: &CellRange) -> Range<usize> {
    let nth = |row| {
        let visible = &layout.visible;
        visible.partition_point(|&visible| (visible as usize) < row)
    };
    nth(range.rows.start)..nth(range.rows.end)
}

impl Frame<'_> {
    /// Whether a visible row was chosen beside others, by Ctrl and a click.
    fn is_picked(&self, nth: usize) -> bool {
        let picked = self.app.picked().zip(self.task_at(nth));
        picked.is_some_and(|(tasks, task)| tasks.contains(&task))
    }

    /// Whether a visible row and a column are marked.
    pub fn marks_cell(&self, nth: usize, column: usize) -> bool {
        let marked = self.marked.as_ref();
        let is_between = marked
            .is_some_and(|(rows, range)| rows.contains(&nth) && range.columns.contains(&column));
        is_between || self.is_picked(nth)
    }

    /// Whether a visible row is marked with its title.
    pub fn marks_titles(&self, nth: usize) -> bool {
        let marked = self.marked.as_ref();
        let is_between = self.app.selection().agency.is_none()
            && marked.is_some_and(|(rows, range)| rows.contains(&nth) && range.is_wide(self.sheet));
        is_between || self.is_picked(nth)
    }

    /// Marks the columns from the chosen one to another.
    pub fn extend_columns(&self, column: usize, actions: &mut Actions) {
        let selection = Selection {
            task: None,
            ..self.app.selection()
        };
        let to = Corner {
            task: None,
            agency: Some(self.sheet.columns[column].agency),
        };
        actions.push(Action::Select(selection.extended(to)));
    }

    /// Where the marked cells are painted, and by which painter: whole rows with their titles.
    fn marked_rect<'c>(&self, canvas: &'c Canvas<'_>) -> Option<(Rect, &'c Painter)> {
        let (rows, range) = self.marked.as_ref()?;
        if rows.is_empty() {
            return None;
        }
        let has_titles = self.app.selection().agency.is_none() && range.is_wide(self.sheet);
        let mut x = canvas.sight.x(self.layout.columns.span_of(&range.columns));
        let painter = if has_titles {
            x.min = canvas.sight.rect.left();
            &canvas.rows
        } else {
            &canvas.body
        };
        let y = canvas.sight.y(self.layout.rows.span_of(rows));
        let outside = painter.clip_rect().expand(OUTSIDE);
        let rect = Rect::from_x_y_ranges(x, y).intersect(outside);
        rect.is_positive().then_some((rect, painter))
    }

    /// Paints the ground of the marked cells.
    pub fn paint_marked(&self, canvas: &Canvas<'_>) {
        if let Some((rect, painter)) = self.marked_rect(canvas) {
            painter.rect_filled(rect, CornerRadius::ZERO, self.look.selection);
        }
        if self.app.picked().is_none() {
            return;
        }
        for nth in canvas.sight.rows.clone().filter(|&nth| self.is_picked(nth)) {
            let y = canvas.sight.y(self.layout.rows.span(nth));
            let row = Rect::from_x_y_ranges(canvas.sight.rect.x_range(), y);
            let rows = &canvas.rows;
            rows.rect_filled(row, CornerRadius::ZERO, self.look.selection);
            let bar = row.with_max_x(row.left() + BAR);
            rows.rect_filled(bar, CornerRadius::ZERO, self.look.accent);
        }
    }

    /// Paints the line around the marked cells, over everything else.
    pub fn paint_marked_edge(&self, canvas: &Canvas<'_>) {
        if let Some((rect, painter)) = self.marked_rect(canvas) {
            let stroke = Stroke::new(LINE, self.look.accent);
            let corner = CornerRadius::same(CORNER);
            painter.rect_stroke(rect, corner, stroke, StrokeKind::Inside);
        }
    }
}
