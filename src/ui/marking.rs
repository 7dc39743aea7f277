//! Marking by dragging, for the views that paint their own rows.

use std::time::Duration;

use eframe::egui::{PointerButton, Pos2, Rect, Response};

use super::Actions;
use crate::app::{Action, App, Selection};
use crate::model::workspace::TaskIx;
use crate::view::Corner;

/// Marks what the pointer is dragged over, and says whether it is dragged.
///
/// `corner` finds the cell at a place, given the one that the dragging began on; `None` is for the
/// first of them.
pub fn drag(
    rows: &Response,
    app: &App,
    body: Rect,
    corner: impl Fn(Pos2, Option<Corner>) -> Corner,
    actions: &mut Actions,
) -> bool {
    let ctx = &rows.ctx;
    let known = app.selection();
    if rows.drag_stopped_by(PointerButton::Primary) && known.anchor == Some(known.corner()) {
        // It ended where it began: a click by a hand that trembled.
        actions.push(Action::Select(Selection::at(known.corner())));
        actions.open_detail();
        return false;
    }
    let pointer = rows.interact_pointer_pos();
    let Some(pointer) = pointer.filter(|_| rows.dragged_by(PointerButton::Primary)) else {
        return false;
    };
    let selection = if rows.drag_started() {
        let (origin, extends) =
            ctx.input(|input| (input.pointer.press_origin(), input.modifiers.shift));
        let from = corner(origin.unwrap_or(pointer), None);
        let begins = if extends {
            known
        } else {
            Selection {
                anchor: Some(from),
                ..Selection::default()
            }
        };
        begins.extended(corner(pointer, Some(from)))
    } else {
        known.extended(corner(pointer, known.anchor))
    };
    if selection != known {
        actions.push(Action::Select(selection));
    }
    if !body.contains(pointer) {
        // Rows go on coming in while the pointer rests beyond the edge.
        ctx.request_repaint_after(Duration::from_millis(50));
    }
    true
}

/// The task of a row, or the nearest one: on a heading the one above, and below the edge the next
/// one, which comes in.
pub fn nearest_task(
    row: usize,
    last: usize,
    is_below_edge: bool,
    task_at: impl Fn(usize) -> Option<TaskIx>,
) -> Option<TaskIx> {
    let above = || (0..=row).rev().find_map(&task_at);
    let below = || (row..=last).find_map(&task_at);
    if is_below_edge {
        below().or_else(above)
    } else {
        above().or_else(below)
    }
}
