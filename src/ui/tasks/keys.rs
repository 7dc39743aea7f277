//! The cursor of the list by keyboard.

use eframe::egui::{Key, Modifiers, Rect, Ui};

use super::layout::Layout;
use crate::app::{Action, App, Selection};
use crate::model::workspace::TaskIx;
use crate::ui::Actions;
use crate::view::{Corner, TaskLineKind, ViewSpec};

/// Moves the cursor where no text field and no dialog takes the keys.
pub fn show(
    ui: &Ui,
    app: &App,
    layout: &Layout,
    cursor: Option<usize>,
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
    let task_at = |nth: usize| match layout.kind(nth) {
        TaskLineKind::Task(task) => Some(task),
        TaskLineKind::Group(_) => None,
    };
    let count = layout.visible.len();
    let down = |from: usize| (from..count).find_map(task_at);
    let up = |from: usize| (0..from).rev().find_map(task_at);
    // A page is what fits, less a little, so that nothing is passed over.
    let page = (body.height() - 56.0).max(28.0);

    let mut to: Option<TaskIx> = None;
    if with_ctrl(Key::Home) || pressed(Key::Home) {
        to = down(0);
    } else if with_ctrl(Key::End) || pressed(Key::End) {
        to = up(count);
    } else if pressed(Key::ArrowDown) {
        to = cursor.map_or_else(|| down(0), |at| down(at + 1));
    } else if pressed(Key::ArrowUp) {
        to = cursor.map_or_else(|| down(0), up);
    } else if pressed(Key::PageDown) {
        let at = cursor.unwrap_or(0);
        let end = (layout.rows.span(at).start + page).min(layout.rows.height() - 1.0);
        let far = layout.rows.at(end).filter(|nth| *nth > at);
        to = far.and_then(|nth| up(nth + 1)).or_else(|| down(at + 1));
        // A group's heading alone is no progress.
        if to.is_some() && to == task_at(at) {
            to = down(at + 1);
        }
    } else if pressed(Key::PageUp) {
        let at = cursor.unwrap_or(0);
        let start = (layout.rows.span(at).start - page).max(0.0);
        let far = layout.rows.at(start).filter(|nth| *nth < at);
        to = far.and_then(down).or_else(|| up(at));
        if to.is_some() && to == task_at(at) {
            to = up(at);
        }
    }
    if let Some(task) = to {
        let to = Corner {
            task: Some(task),
            agency: app.selection().agency,
        };
        actions.push(Action::Select(if extends {
            app.selection().extended(to)
        } else {
            Selection::at(to)
        }));
    }
    let Some(cursor) = cursor else { return };
    if pressed(Key::Enter) {
        actions.open_detail();
    }
    if pressed(Key::ArrowLeft) {
        // The innermost group that is still open; a folded one leads on to the one around it.
        if let Some(group) = open_group(layout, cursor) {
            toggle_fold(app, layout, group, actions);
        }
    }
    if pressed(Key::ArrowRight)
        && let TaskLineKind::Group(group) = layout.kind(cursor)
        && layout.list.groups[group].folded
    {
        toggle_fold(app, layout, group, actions);
    }
}

/// The innermost open group around a line.
fn open_group(layout: &Layout, nth: usize) -> Option<usize> {
    let inner = layout.group_of(nth)?;
    let groups = &layout.list.groups;
    if !groups[inner].folded {
        return Some(inner);
    }
    let depth = groups[inner].depth;
    (0..inner)
        .rev()
        .find(|&outer| groups[outer].depth < depth)
        .filter(|&outer| !groups[outer].folded)
}

/// Folds or unfolds a group.
pub fn toggle_fold(app: &App, layout: &Layout, group: usize, actions: &mut Actions) {
    let key = &layout.list.groups[group].key;
    let mut folded = app.view().folded.clone();
    if folded.contains(key) {
        folded.retain(|known| known != key);
    } else {
        folded.push(key.clone());
    }
    actions.push(Action::View(ViewSpec {
        folded,
        ..app.view().clone()
    }));
}
