//! Menus of what is under the pointer, or of what the keys are on.

use eframe::egui::{
    FocusDirection, Key, Modifiers, Popup, Pos2, Rect, Response, Sense, SetOpenCommand, Ui, Vec2,
};

use super::Actions;

/// The least width of a menu.
pub const WIDTH: f32 = 176.0;

/// Shows the menu of a line: after a right click, or by Shift+F10 while it has the focus.
pub fn of(line: &Response, actions: &mut Actions, add: impl FnOnce(&mut Ui, &mut Actions)) {
    let asked = line.has_focus() && {
        let ctx = &line.ctx;
        !Popup::is_any_open(ctx)
            && ctx.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::F10))
    };
    let by_key = asked.then(|| line.rect.left_bottom());
    at(line, by_key, actions, add);
}

/// Shows the menu of something: after a right click at the pointer, or where keys asked for it.
pub fn at(
    of: &Response,
    by_key: Option<Pos2>,
    actions: &mut Actions,
    add: impl FnOnce(&mut Ui, &mut Actions),
) {
    let ctx = &of.ctx;
    // Where it stands, and whether its first line had the focus already.
    let known = of.id.with("menu by key");
    if of.secondary_clicked() {
        ctx.data_mut(|data| data.remove::<(Pos2, bool)>(known));
    }
    if let Some(at) = by_key {
        ctx.data_mut(|data| data.insert_temp(known, (at, false)));
    }
    let mut popup = Popup::context_menu(of);
    let opened = ctx.data(|data| data.get_temp::<(Pos2, bool)>(known));
    if let Some((at, _)) = opened {
        popup = popup.at_position(at);
    }
    if by_key.is_some() {
        popup = popup.open_memory(Some(SetOpenCommand::Bool(true)));
    }
    popup.show(|ui| {
        ui.set_min_width(WIDTH);
        if let Some((at, false)) = opened {
            // The first line gets the focus: who opened it by keys goes on by keys.
            let before = ui.scope_id().with("before the first line");
            ui.memory_mut(|memory| {
                memory.request_focus(before);
                memory.move_focus(FocusDirection::Next);
            });
            let nothing = Rect::from_min_size(ui.cursor().min, Vec2::ZERO);
            ui.interact(nothing, before, Sense::focusable_noninteractive());
            if !ui.is_sizing_pass() {
                ui.data_mut(|data| data.insert_temp(known, (at, true)));
            }
        }
        let wanted = actions.count();
        add(ui, actions);
        // A key closes no menu by itself.
        if actions.count() > wanted {
            ui.close();
        }
    });
}
