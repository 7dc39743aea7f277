//! Keys and the buttons of the mouse that go back and forward become commands.

use eframe::egui::{self, Key};

use super::Actions;
use crate::app::command::Command;
use crate::app::{Action, App, AskForm, Change, Dialog, Refusal, Tab};
use crate::model::Role;

/// Whether text is marked in a label.
fn has_marked_text(ctx: &egui::Context) -> bool {
    use egui::text_selection::LabelSelectionState;
    let marked = ctx.with_plugin(|labels: &mut LabelSelectionState| labels.has_selection());
    marked.unwrap_or_default()
}

/// Letters that are typed where no field has the cursor: they are a question.
fn question(ctx: &egui::Context, app: &App, actions: &Actions, typing: bool) -> Option<String> {
    let in_front = app.dialog().is_some() || actions.keys_taken || egui::Popup::is_any_open(ctx);
    // In the matrix they set marks while that is wanted.
    let is_mark = app.is_editing() && app.tab() == Tab::Matrix;
    if typing || in_front || is_mark || app.allows(Command::Ask).is_err() {
        return None;
    }
    let text: String = ctx.input(|input| {
        let texts = input.events.iter().filter_map(|event| match event {
            egui::Event::Text(text) => Some(text.as_str()),
            _ => None,
        });
        texts.collect()
    });
    text.starts_with(char::is_alphanumeric).then_some(text)
}

/// Letters that set the mark of a cell, by the role's pinyin.
const MARKS: [(Key, Option<Role>); 6] = [
    (Key::Q, Some(Role::Lead)),
    (Key::Z, Some(Role::Responsible)),
    (Key::P, Some(Role::Support)),
    (Key::C, Some(Role::Member)),
    (Key::D, Some(Role::Oversee)),
    (Key::Delete, None),
];

/// Keys that set or clear the mark of the cell with the cursor.
fn marks(ctx: &egui::Context, app: &App, actions: &mut Actions, typing: bool) {
    let in_front = app.dialog().is_some() || actions.keys_taken || egui::Popup::is_any_open(ctx);
    let (Some(task), Some(agency)) = (app.selection().task, app.selection().agency) else {
        return;
    };
    if typing || in_front || !app.is_editing() || app.tab() != Tab::Matrix {
        return;
    }
    for (key, role) in MARKS {
        if ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key)) {
            actions.push(Action::Change(Change::Mark { task, agency, role }));
        }
    }
}

/// Turns pressed shortcuts into commands.
pub fn shortcuts(ctx: &egui::Context, app: &App, actions: &mut Actions) {
    let typing = ctx.text_edit_focused();
    // Ctrl+O would take Ctrl+Shift+O too: what asks for more keys comes first.
    for with_shift in [true, false] {
        for &command in Command::ALL {
            if app.allows(command) == Err(Refusal::BehindDialog) {
                continue;
            }
            for shortcut in command.shortcuts() {
                // In a text field some belong to the text.
                let is_taken = typing && command.is_of_text();
                if shortcut.modifiers.shift != with_shift || is_taken {
                    continue;
                }
                if ctx.input_mut(|input| input.consume_shortcut(shortcut)) {
                    actions.push(Action::Run(command));
                }
            }
        }
    }
    marks(ctx, app, actions, typing);
    if let Some(text) = question(ctx, app, actions, typing) {
        let form = AskForm {
            text,
            ..AskForm::default()
        };
        actions.push(Action::Dialog(Some(Dialog::Ask(form))));
    }
    let pressed = |button| ctx.input(|input| input.pointer.button_pressed(button));
    for (button, command) in [
        (egui::PointerButton::Extra1, Command::GoBack),
        (egui::PointerButton::Extra2, Command::GoForward),
    ] {
        if pressed(button) && app.allows(command).is_ok() {
            actions.push(Action::Run(command));
        }
    }
    // Copying is an event of its own. Text that is marked in a label or a field comes first.
    let copies = !typing
        && app.dialog().is_none()
        && ctx.input(|input| input.events.contains(&egui::Event::Copy))
        && !has_marked_text(ctx);
    if copies {
        actions.push(Action::Run(Command::CopyCells));
    }
    let overlay_open = app.dialog().is_none() && egui::Popup::is_any_open(ctx);
    if !overlay_open
        && app.dialog().is_none()
        && !typing
        && ctx.input_mut(|input| input.key_pressed(Key::Escape))
    {
        actions.push(Action::Back);
    }
}
