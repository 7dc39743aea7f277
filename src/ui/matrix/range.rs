//! Several cells marked at once: by dragging, with Shift, or all of them.

use std::ops::Range;

use eframe::egui::{
    CornerRadius, InputState, Painter, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, pos2,
};

use super::{Frame, Layout};
use crate::app::{Action, Selection};
use crate::ui::{Actions, marking};
use crate::view::{CellRange, Corner, RowKind};

/// So far beyond the edge the pointer still takes cells in: the next row or column.
const BEYOND: f32 = 24.0;

/// Dragging marks cells; a finger scrolls.
pub fn sense(ui: &Ui) -> Sense {
    if ui.input(InputState::any_touches) {
        Sense::click()
    } else {
        Sense::click_and_drag()
    }
}

/// The visible rows of marked cells.
pub fn rows(layout: &Layout, range: &CellRange) -> Range<usize> {
    let nth = |row| {
        let visible = &layout.visible;
        visible.partition_point(|&visible| (visible as usize) < row)
    };
    nth(range.rows.start)..nth(range.rows.end)
}

impl Frame<'_> {
    /// Whether a visible row and a column are marked.
    pub fn is_marked(&self, nth: usize, column: usize) -> bool {
        let marked = self.marked.as_ref();
        marked.is_some_and(|(rows, range)| rows.contains(&nth) && range.columns.contains(&column))
    }

    /// Whether a visible row is marked with its title.
    pub fn marks_titles(&self, nth: usize) -> bool {
        let marked = self.marked.as_ref();
        self.app.selection().agency.is_none()
            && marked.is_some_and(|(rows, range)| rows.contains(&nth) && range.is_wide(self.sheet))
    }

    /// Marks the columns from the chosen one to that under the pointer.
    pub fn extend_columns(&self, actions: &mut Actions) {
        if let Some(column) = self.hovered.column {
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
    }

    /// The cell at a place, or the nearest one: between tasks the one above. Left of the marks
    /// stand the titles, unless the pointer came from the marks and these are scrolled under them.
    pub fn corner_at(&self, at: Pos2, from_marks: bool) -> Corner {
        let y =
            at.y.clamp(self.body.top() - BEYOND, self.body.bottom() + BEYOND);
        let last = self.layout.visible.len().saturating_sub(1);
        let row = self.layout.rows.at((y - self.origin.y).max(0.0));
        let row = row.unwrap_or(last);
        let task_at = |nth: usize| match self.sheet.rows[self.layout.visible[nth] as usize].kind {
            RowKind::Task(task) => Some(task),
            RowKind::Plan(_) | RowKind::Section(_) => None,
        };
        let is_below_edge = at.y > self.body.bottom();
        let task = marking::nearest_task(row, last, is_below_edge, task_at);
        let is_scrolled = self.origin.x < self.body.left();
        if at.x < self.body.left() && !(from_marks && is_scrolled) {
            return Corner { task, agency: None };
        }
        let x =
            at.x.clamp(self.body.left() - BEYOND, self.body.right() + BEYOND);
        let columns = &self.sheet.columns;
        let column = self.layout.column_at((x - self.origin.x).max(0.0));
        let column = column.and_then(|nth| columns.get(nth)).or(columns.last());
        Corner {
            task,
            agency: column.map(|column| column.agency),
        }
    }

    /// Marks what the pointer is dragged over, and says whether it is.
    pub fn drag(&self, rows: &Response, actions: &mut Actions) -> bool {
        let corner = |at, from: Option<Corner>| {
            let from_marks = from.is_some_and(|from| from.agency.is_some());
            self.corner_at(at, from_marks)
        };
        marking::drag(rows, self.app, self.body, corner, actions)
    }

    /// Where the marked cells are painted, and by which painter: whole rows with their titles.
    fn marked_rect<'a>(
        &self,
        rows: &'a Painter,
        marks: &'a Painter,
    ) -> Option<(Rect, &'a Painter)> {
        let (marked, range) = self.marked.as_ref()?;
        let last = marked.end.checked_sub(1).filter(|_| !marked.is_empty())?;
        let top = self.origin.y + self.layout.rows.span(marked.start).start;
        let bottom = self.origin.y + self.layout.rows.span(last).end;
        let has_titles = self.app.selection().agency.is_none() && range.is_wide(self.sheet);
        let painter = if has_titles { rows } else { marks };
        let left = if has_titles {
            painter.clip_rect().left()
        } else {
            self.column_x(range.columns.start).min
        };
        let right = self.column_x(range.columns.end).min;
        let rect = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
        // What lies far outside of the window is not painted: numbers get too coarse there.
        let rect = rect.intersect(painter.clip_rect().expand(8.0));
        rect.is_positive().then_some((rect, painter))
    }

    /// Paints the ground of the marked cells.
    pub fn paint_marked(&self, rows: &Painter, marks: &Painter) {
        if let Some((rect, painter)) = self.marked_rect(rows, marks) {
            painter.rect_filled(rect, CornerRadius::ZERO, self.look.selection);
        }
    }

    /// Paints the line around the marked cells, over everything else.
    pub fn paint_marked_edge(&self, rows: &Painter, marks: &Painter) {
        if let Some((rect, painter)) = self.marked_rect(rows, marks) {
            let stroke = Stroke::new(1.5, self.look.accent);
            painter.rect_stroke(rect, CornerRadius::same(2), stroke, StrokeKind::Inside);
        }
    }
}
