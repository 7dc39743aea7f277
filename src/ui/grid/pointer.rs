//! Pressing, marking by dragging, and what lies under the pointer.

use std::time::Duration;

use eframe::egui::{InputState, PointerButton, Pos2, Rect, Response, Sense, Ui, pos2};

use super::{Delegate, Hit, Marks, Place, Press, Shape, Sight};
use crate::app::{Action, App, Selection};
use crate::ui::theme::size;
use crate::ui::{Actions, widgets};
use crate::view::Corner;

/// So far beyond the edge the pointer still takes cells in: the next row or column.
const BEYOND: f32 = 24.0;
/// Rows go on coming in while the pointer rests beyond the edge.
const COMING_IN: Duration = Duration::from_millis(50);

/// What is under the pointer, unless something else lies over it.
pub fn hovered(ui: &Ui, view: &impl Shape, rect: Rect, body: Rect, origin: Pos2) -> Place {
    let Some(pointer) = ui.ctx().pointer_hover_pos() else {
        return Place::default();
    };
    let free = ui
        .ctx()
        .layer_id_at(pointer)
        .is_none_or(|layer| layer == ui.layer_id());
    if !free || !rect.contains(pointer) {
        return Place::default();
    }
    let at = pointer - origin;
    Place {
        row: view
            .rows()
            .at(at.y)
            .filter(|_| body.y_range().contains(pointer.y)),
        column: view
            .columns()
            .and_then(|columns| columns.at(at.x))
            .filter(|_| body.x_range().contains(pointer.x)),
    }
}

/// Clicks, menus and hover texts of everything that was painted. Says whether the pointer marks
/// cells.
pub fn interact<V: Delegate>(
    ui: &mut Ui,
    app: &App,
    view: &mut V,
    sight: &Sight,
    actions: &mut Actions,
) -> bool {
    let all = ui.interact(
        Rect::from_x_y_ranges(sight.rect.x_range(), sight.body.y_range()),
        ui.scope_id().with("rows"),
        sense(ui, V::MARKS),
    );
    let dragging = V::MARKS != Marks::Nothing && drag(&all, app, view, sight, actions);
    let extends = V::MARKS != Marks::Nothing && ui.input(|input| input.modifiers.shift);
    if let Some(pointer) = all.interact_pointer_pos().filter(|_| all.clicked()) {
        if extends {
            let to = corner(view, sight, pointer, false);
            actions.push(Action::Select(app.selection().extended(to)));
        } else if let Some(hit) = hit(view, sight, pointer) {
            view.click(hit, actions);
        }
    }
    // On what is marked the menu is about all of it.
    if all.secondary_clicked() && sight.hovered.row.is_some() && !view.is_marked(sight.hovered) {
        view.choose(sight.hovered, actions);
    }
    if V::MENU {
        all.context_menu(|ui| view.menu(ui, actions));
    }
    if all.hovered()
        && !dragging
        && widgets::is_pointing(ui.ctx())
        && let Some(pointer) = ui.ctx().pointer_hover_pos()
        && let Some(hit) = hit(view, sight, pointer)
        && view.has_tooltip(hit)
    {
        all.on_hover_ui_at_pointer(|ui| view.tooltip(ui, hit));
    }
    if V::HEADS {
        heads(ui, view, sight, extends, actions);
    }
    dragging
}

fn heads(ui: &Ui, view: &mut impl Press, sight: &Sight, extends: bool, actions: &mut Actions) {
    let area = Rect::from_min_max(
        pos2(sight.body.left(), sight.rect.top()),
        pos2(sight.body.right(), sight.body.top()),
    );
    let head = ui.interact(area, ui.scope_id().with("heads"), Sense::click());
    let column = sight.hovered.column;
    if let Some(column) = column.filter(|_| head.clicked() || head.secondary_clicked()) {
        view.click_head(column, extends && head.clicked(), actions);
    }
    head.context_menu(|ui| view.head_menu(ui, actions));
    if let Some(column) = column.filter(|_| head.hovered() && widgets::is_pointing(ui.ctx())) {
        head.on_hover_ui_at_pointer(|ui| view.head_tooltip(ui, column));
    }
}

/// Dragging marks cells; a finger scrolls.
fn sense(ui: &Ui, marks: Marks) -> Sense {
    if marks == Marks::Nothing || ui.input(InputState::any_touches) {
        Sense::click()
    } else {
        Sense::click_and_drag()
    }
}

fn hit(view: &impl Shape, sight: &Sight, at: Pos2) -> Option<Hit> {
    let row = view.rows().at(at.y - sight.origin.y)?;
    let y = sight.y(view.rows().span(row));
    Some(Hit {
        at,
        row,
        column: sight.hovered.column,
        rect: Rect::from_x_y_ranges(sight.rect.x_range(), y),
        on_triangle: at.x <= sight.rect.left() + size::TRIANGLE,
    })
}

/// The cell at a place, or the nearest one: between rows that the cursor rests on the one above.
/// Left of the body stand the titles, unless the pointer came from the body and this is scrolled
/// under them.
fn corner<V: Press>(view: &V, sight: &Sight, at: Pos2, from_body: bool) -> Corner {
    let body = sight.body;
    let y = at.y.clamp(body.top() - BEYOND, body.bottom() + BEYOND);
    let count = view.rows().count();
    let row = view.rows().at((y - sight.origin.y).max(0.0));
    let row = row.unwrap_or(count.saturating_sub(1));
    let above = || {
        (0..(row + 1).min(count))
            .rev()
            .find(|&row| view.is_stop(row))
    };
    let below = || (row..count).find(|&row| view.is_stop(row));
    let row = if at.y > body.bottom() {
        // The next one comes in.
        below().or_else(above)
    } else {
        above().or_else(below)
    };
    let is_scrolled = sight.origin.x < body.left();
    let on_titles = at.x < body.left() && !(from_body && is_scrolled);
    let columns = view
        .columns()
        .filter(|_| V::MARKS == Marks::Cells && !on_titles);
    let column = columns.and_then(|columns| {
        let x = at.x.clamp(body.left() - BEYOND, body.right() + BEYOND);
        let column = columns.at((x - sight.origin.x).max(0.0));
        column.or(columns.count().checked_sub(1))
    });
    view.corner(Place { row, column })
}

/// Marks what the pointer is dragged over, and says whether it is dragged.
fn drag(
    rows: &Response,
    app: &App,
    view: &impl Press,
    sight: &Sight,
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
    let nearest = |at: Pos2, from: Option<Corner>| {
        let from_body = from.is_some_and(|from| from.agency.is_some());
        corner(view, sight, at, from_body)
    };
    let selection = if rows.drag_started() {
        let (origin, extends) =
            ctx.input(|input| (input.pointer.press_origin(), input.modifiers.shift));
        let from = nearest(origin.unwrap_or(pointer), None);
        let begins = if extends {
            known
        } else {
            Selection {
                anchor: Some(from),
                ..Selection::default()
            }
        };
        begins.extended(nearest(pointer, Some(from)))
    } else {
        known.extended(nearest(pointer, known.anchor))
    };
    if selection != known {
        actions.push(Action::Select(selection));
    }
    if !sight.body.contains(pointer) {
        ctx.request_repaint_after(COMING_IN);
    }
    true
}
