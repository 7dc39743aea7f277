//! The cell cursor by keyboard.

use eframe::egui::{Key, Modifiers, Rect, Ui};

use super::{Layout, Matrix};
use crate::app::{Action, App, Selection};
use crate::ui::Actions;
use crate::view::{Corner, RowKind};

impl Matrix {
    /// Moves the cursor where no text field and no dialog takes the keys.
    pub(super) fn keys(
        &mut self,
        ui: &Ui,
        app: &App,
        layout: &Layout,
        (row, column): (Option<usize>, Option<usize>),
        body: Rect,
        actions: &mut Actions,
    ) {
        let ctx = ui.ctx();
        if actions.keys_taken || ctx.text_edit_focused() || app.dialog().is_some() {
            return;
        }
        if ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::A)) {
            actions.push(Action::Select(Selection {
                anchor: Some(Corner::default()),
                ..Selection::default()
            }));
            return;
        }
        let extends = ctx.input(|input| input.modifiers.shift);
        let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let with_ctrl = |key| ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, key));
        let sheet = &layout.sheet;
        let task_at = |nth: usize| match sheet.rows[layout.visible[nth] as usize].kind {
            RowKind::Task(task) => Some(task),
            RowKind::Plan(_) | RowKind::Section(_) => None,
        };
        let down = |from: usize| (from..layout.visible.len()).find(|&nth| task_at(nth).is_some());
        let up = |from: usize| (0..from).rev().find(|&nth| task_at(nth).is_some());
        // A page is what fits, less two rows, so that nothing is passed over; rows differ in height.
        let page = (body.height() - 56.0).max(28.0);

        let mut new_row = row;
        let mut new_column = column;
        let mut moved = false;
        if with_ctrl(Key::Home) {
            (new_row, moved) = (down(0), true);
        } else if with_ctrl(Key::End) {
            (new_row, moved) = (up(layout.visible.len()), true);
        }
        if pressed(Key::ArrowDown) {
            new_row = match row {
                Some(row) => down(row + 1).or(new_row),
                None => down(0),
            };
            moved = true;
        }
        if pressed(Key::ArrowUp) {
            new_row = row.and_then(up).or_else(|| down(0));
            moved = true;
        }
        if pressed(Key::PageDown) {
            let here = row.unwrap_or(0);
            let end = (layout.rows.span(here).end + page).min(layout.rows.height() - 1.0);
            let far = layout.rows.at(end).and_then(|nth| up(nth + 1));
            new_row = far.filter(|nth| *nth > here).or_else(|| down(here + 1));
            new_row = new_row.or(row);
            moved = true;
        }
        if pressed(Key::PageUp) {
            let here = row.unwrap_or(0);
            let start = (layout.rows.span(here).start - page).max(0.0);
            let far = layout.rows.at(start).and_then(down);
            new_row = far.filter(|nth| *nth < here).or_else(|| up(here));
            new_row = new_row.or(row);
            moved = true;
        }
        if pressed(Key::ArrowRight) {
            new_column = match column {
                Some(column) => Some((column + 1).min(sheet.columns.len().saturating_sub(1))),
                None => Some(0),
            };
            moved = true;
        }
        if pressed(Key::ArrowLeft) {
            new_column = column.and_then(|column| column.checked_sub(1));
            moved = true;
        }
        if pressed(Key::Home) {
            (new_column, moved) = (None, true);
        }
        if pressed(Key::End) {
            (new_column, moved) = (sheet.columns.len().checked_sub(1), true);
        }
        if moved {
            let new_row = new_row.or_else(|| down(0));
            let to = Corner {
                task: new_row.and_then(task_at),
                agency: new_column
                    .and_then(|column| sheet.columns.get(column))
                    .map(|column| column.agency),
            };
            actions.push(Action::Select(if extends {
                app.selection().extended(to)
            } else {
                Selection::at(to)
            }));
            self.follow_cursor();
        }
        if row.is_some() && pressed(Key::Enter) {
            actions.open_detail();
        }
    }
}
