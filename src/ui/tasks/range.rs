//! Several tasks marked at once: by dragging or with Shift.

use eframe::egui::{Pos2, Response};

use super::Frame;
use crate::app::Action;
use crate::model::workspace::TaskIx;
use crate::ui::{Actions, marking};
use crate::view::{Corner, TaskLineKind};

/// So far beyond the edge the pointer still takes tasks in: the next one.
const BEYOND: f32 = 16.0;

impl Frame<'_> {
    /// Whether a visible line is marked.
    pub fn is_marked(&self, nth: usize) -> bool {
        self.marked.as_ref().is_some_and(|rows| rows.contains(&nth))
    }

    /// The task at a place, or the nearest one: on a heading the one above.
    fn task_at(&self, at: Pos2) -> Option<TaskIx> {
        let (top, bottom) = (self.body.top() - BEYOND, self.body.bottom() + BEYOND);
        let last = self.layout.visible.len().checked_sub(1)?;
        let y = (at.y.clamp(top, bottom) - self.origin.y).max(0.0);
        let row = self.layout.rows.at(y).unwrap_or(last);
        let task = |nth| match self.layout.kind(nth) {
            TaskLineKind::Task(task) => Some(task),
            TaskLineKind::Group(_) => None,
        };
        let is_below_edge = at.y > self.body.bottom();
        marking::nearest_task(row, last, is_below_edge, task)
    }

    /// The corner of marked tasks at a place: whole rows.
    fn corner_at(&self, at: Pos2) -> Corner {
        Corner {
            task: self.task_at(at),
            agency: None,
        }
    }

    /// Marks the tasks from the chosen one to that at a place.
    pub fn extend_to(&self, at: Pos2, actions: &mut Actions) {
        let selection = self.app.selection();
        actions.push(Action::Select(selection.extended(self.corner_at(at))));
    }

    /// Marks what the pointer is dragged over, and says whether it is.
    pub fn drag(&self, rows: &Response, actions: &mut Actions) -> bool {
        let corner = |at, _| self.corner_at(at);
        marking::drag(rows, self.app, self.body, corner, actions)
    }
}
