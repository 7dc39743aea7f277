//! What a view is called.

use eframe::egui::{Align, Button, Id, Key, Layout, Modifiers, RichText, TextEdit, Ui};

use super::heading;
use crate::app::{Action, App, Dialog, NameForm, ViewStep};
use crate::ui::theme::Look;
use crate::ui::{Actions, widgets};

/// Shows the form.
pub fn show(ui: &mut Ui, app: &App, form: &NameForm, look: &Look, actions: &mut Actions) {
    ui.set_width(380.0_f32.min(ui.ctx().content_rect().width() - 60.0));
    let words = if form.of.is_some() {
        "视图改名"
    } else {
        "记住此视图"
    };
    heading(ui, words, look);
    let mut text = form.text.clone();
    let edit = TextEdit::singleline(&mut text)
        .id(Id::unique("view name"))
        .hint_text(RichText::new("视图的名称").color(look.faint))
        .desired_width(f32::INFINITY);
    let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let field = ui.add(edit);
    widgets::named(&field, "视图的名称");
    if !field.has_focus() {
        field.request_focus();
    }
    let name = text.trim().to_owned();
    let mut others = app.named_views().iter().enumerate();
    let taken = others.any(|(nth, known)| known.name == name && Some(nth) != form.of);
    ui.add_space(6.0);
    let note = match (taken, form.of) {
        (true, None) => "已有同名的视图，会改为现在的筛选",
        (true, Some(_)) => "已有同名的视图",
        (false, _) => "",
    };
    ui.label(RichText::new(note).color(look.warning));
    ui.add_space(8.0);
    let refused = taken && form.of.is_some();
    let fits = !(name.is_empty() || refused);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let button = widgets::primary_button("确定", look);
        let pressed = ui.add_enabled(fits, button).clicked();
        if ui.add(Button::new("取消")).clicked() {
            actions.push(Action::Dialog(None));
        } else if fits && (pressed || enter) {
            actions.push(Action::Views(match form.of {
                None => ViewStep::Keep(name),
                Some(nth) => ViewStep::Rename(nth, name),
            }));
        } else if text != form.text {
            let form = NameForm { text, of: form.of };
            actions.push(Action::Dialog(Some(Dialog::NameView(form))));
        }
    });
}
