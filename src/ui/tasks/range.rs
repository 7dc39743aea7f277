//! Several tasks marked at once: by dragging or with Shift.

use std::time::Duration;

use eframe::egui::{PointerButton, Pos2, Response};

use super::Frame;
use crate::app::{Action, Selection};
use crate::model::workspace::TaskIx;
use crate::ui::Actions;
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
        let row = self.layout.row_at(y).unwrap_or(last);
        let task = |nth| match self.layout.kind(nth) {
            TaskLineKind::Task(task) => Some(task),
            TaskLineKind::Group(_) => None,
        };
        let above = || (0..=row).rev().find_map(task);
        let below = || (row..=last).find_map(task);
        // Below the edge headings are passed over: the next task comes in.
        if at.y > self.body.bottom() {
            below().or_else(above)
        } else {
            above().or_else(below)
        }
    }

    /// Marks the tasks from the chosen one to that at a place.
    pub fn extend_to(&self, at: Pos2, actions: &mut Actions) {
        let to = Corner {
            task: self.task_at(at),
            agency: None,
        };
        let selection = self.app.selection();
        actions.push(Action::Select(selection.extended(to)));
    }

    /// Marks what the pointer is dragged over, and says whether it is.
    pub fn drag(&self, rows: &Response, actions: &mut Actions) -> bool {
        let ctx = &rows.ctx;
        let pointer = rows.interact_pointer_pos();
        let Some(pointer) = pointer.filter(|_| rows.dragged_by(PointerButton::Primary)) else {
            return false;
        };
        let at = |place| Corner {
            task: self.task_at(place),
            agency: None,
        };
        let (origin, extends) =
            ctx.input(|input| (input.pointer.press_origin(), input.modifiers.shift));
        let begins = if rows.drag_started() && !extends {
            Selection {
                anchor: Some(at(origin.unwrap_or(pointer))),
                ..Selection::default()
            }
        } else {
            self.app.selection()
        };
        let selection = begins.extended(at(pointer));
        if selection != self.app.selection() {
            actions.push(Action::Select(selection));
        }
        if !self.body.contains(pointer) {
            // Tasks go on coming in while the pointer rests beyond the edge.
            ctx.request_repaint_after(Duration::from_millis(50));
        }
        true
    }
}
