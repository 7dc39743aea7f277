//! Pressing, marking by dragging, and what lies under the pointer.

use std::time::Duration;

use eframe::egui::{
    CursorIcon, InputState, Key, Modifiers, PointerButton, Popup, Pos2, Rect, Response, Sense,
    Stroke, Ui, pos2,
};

use super::{Delegate, Hit, Keys, Marks, Place, Press, Shape, Sight};
use crate::app::{Action, App, Selection};
use crate::ui::theme::size;
use crate::ui::{Actions, menu, widgets};
use crate::view::Corner;

/// So far beyond the edge the pointer still takes cells in: the next row or column.
const BEYOND: f32 = 24.0;
/// The line where a dragged column would stand.
const HELD_LINE: f32 = 2.0;
/// Rows go on coming in while the pointer rests beyond the edge.
const COMING_IN: Duration = Duration::from_millis(50);

/// What is under the pointer, unless something else lies over it.
pub fn hovered(ui: &Ui, view: &impl Shape, sight: &Sight) -> Place {
    let (rect, body, origin) = (sight.rect, sight.body, sight.origin);
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
        row: sight
            .row_at(view.rows(), pointer.y)
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
        let adds = V::MARKS != Marks::Nothing && ui.input(|input| input.modifiers.command);
        let added = sight.hovered.row.filter(|_| adds).and_then(|row| {
            let place = Place {
                row: Some(row),
                column: None,
            };
            view.corner(place).task
        });
        if extends {
            let to = corner(view, sight, pointer, false);
            actions.push(Action::Select(app.selection().extended(to)));
        } else if let Some(task) = added {
            actions.push(Action::Pick(task));
        } else if let Some(hit) = hit(view, sight, pointer) {
            view.click(hit, actions);
        }
    }
    // On what is marked the menu is about all of it.
    if all.secondary_clicked() && sight.hovered.row.is_some() && !view.is_marked(sight.hovered) {
        view.choose(sight.hovered, actions);
    }
    if V::MENU {
        show_menu(ui, app, &all, view, sight, actions);
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

fn heads<V: Press>(ui: &Ui, view: &mut V, sight: &Sight, extends: bool, actions: &mut Actions) {
    let area = Rect::from_min_max(
        pos2(sight.body.left(), sight.rect.top()),
        pos2(sight.body.right(), sight.body.top()),
    );
    let sense = if V::MOVES {
        sense(ui, V::MARKS)
    } else {
        Sense::CLICK
    };
    let head = ui.interact(area, ui.scope_id().with("heads"), sense);
    if V::MOVES {
        drag_head(ui, &head, view, sight, actions);
    }
    let column = sight.hovered.column;
    if let Some(column) = column.filter(|_| head.clicked() || head.secondary_clicked()) {
        view.click_head(column, extends && head.clicked(), actions);
    }
    head.context_menu(|ui| {
        // In the frame of the press the column is not chosen yet: what is empty then stays narrow.
        ui.set_min_width(menu::WIDTH);
        view.head_menu(ui, actions);
    });
    if let Some(column) = column.filter(|_| head.hovered() && widgets::is_pointing(ui.ctx())) {
        head.on_hover_ui_at_pointer(|ui| view.head_tooltip(ui, column));
    }
}

/// The menu of what is chosen, at the pointer, or by Shift+F10 at the cursor.
fn show_menu<V: Delegate>(
    ui: &Ui,
    app: &App,
    all: &Response,
    view: &V,
    sight: &Sight,
    actions: &mut Actions,
) {
    let takes_keys = view.keys(ui.ctx()) == Keys::All && !actions.keys_taken;
    let is_free = app.dialog().is_none() && !Popup::is_any_open(ui.ctx());
    let cursor = view.cursor();
    let by_key = cursor.row.filter(|_| {
        takes_keys && is_free && ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::F10))
    });
    let by_key = by_key.map(|row| {
        let y = sight.row_y(view.rows(), row).max;
        let columns = view.columns().filter(|_| V::MARKS == Marks::Cells);
        let x = match columns.zip(cursor.column) {
            Some((columns, column)) => sight.x(columns.span(column)).min,
            None => sight.rect.left() + size::TITLE_AT,
        };
        sight.rect.clamp(pos2(x, y))
    });
    menu::at(all, by_key, actions, |ui, actions| view.menu(ui, actions));
}

/// Moves a column along with the pointer: a line shows where it would stand.
fn drag_head(
    ui: &Ui,
    head: &Response,
    view: &mut impl Press,
    sight: &Sight,
    actions: &mut Actions,
) {
    let is_held = head.dragged_by(PointerButton::Primary);
    let is_let_go = head.drag_stopped_by(PointerButton::Primary);
    let origin = ui.input(|input| input.pointer.press_origin());
    let known = ui.scope_id().with("dragged head");
    if head.drag_started()
        && let Some(origin) = origin
        && let Some(columns) = view.columns()
        && let Some(from) = columns.at(origin.x - sight.origin.x)
    {
        ui.data_mut(|data| data.insert_temp(known, from));
    }
    if !(is_held || is_let_go) {
        return;
    }
    let Some(from) = ui.data(|data| data.get_temp::<usize>(known)) else {
        return;
    };
    let pointer = head.interact_pointer_pos();
    let (Some(pointer), Some(columns)) = (pointer, view.columns()) else {
        return;
    };
    let x = pointer.x.clamp(sight.body.left(), sight.body.right() - 1.0);
    let to = columns.at(x - sight.origin.x);
    let to = to.unwrap_or(columns.count().saturating_sub(1));
    let span = sight.x(columns.span(to));
    if is_let_go {
        ui.data_mut(|data| data.remove::<usize>(known));
        if to != from {
            view.move_head(from, to, actions);
        }
    } else if to != from {
        let x = if to < from { span.min } else { span.max };
        let colour = ui.visuals().selection.stroke.color;
        let line = Stroke::new(HELD_LINE, colour);
        ui.painter()
            .vline(x, sight.rect.top()..=sight.body.bottom(), line);
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    }
}

/// Dragging marks cells; a finger scrolls. The keys reach rows by the cursor: the table is no stop of
/// Tab, where nothing would be seen.
fn sense(ui: &Ui, marks: Marks) -> Sense {
    if marks == Marks::Nothing || ui.input(InputState::any_touches) {
        Sense::CLICK
    } else {
        Sense::CLICK | Sense::DRAG
    }
}

fn hit(view: &impl Shape, sight: &Sight, at: Pos2) -> Option<Hit> {
    let row = sight.row_at(view.rows(), at.y)?;
    let y = sight.row_y(view.rows(), row);
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
