//! Whether to give up what is not saved.

use eframe::egui::{Align, Button, Label, Layout, RichText, Ui};

use super::heading;
use crate::app::{Action, App, Leaving};
use crate::ui::theme::Look;
use crate::ui::{Actions, widgets};

/// Shows the question.
pub fn show(ui: &mut Ui, app: &App, leaving: &Leaving, look: &Look, actions: &mut Actions) {
    ui.set_width(420.0_f32.min(ui.ctx().content_rect().width() - 60.0));
    heading(ui, "还没有保存", look);
    let what = app.unsaved().unwrap_or_default();
    let words = RichText::new(format!("{what}还没有保存，继续就会丢失。")).color(look.text);
    ui.add(Label::new(words).wrap());
    ui.add_space(14.0);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if widgets::primary(ui, "返回", look).clicked() {
            actions.push(Action::Dialog(None));
        }
        if ui.add(Button::new(leaving.button())).clicked() {
            actions.push(Action::LeaveUnsaved(leaving.clone()));
        }
    });
}
