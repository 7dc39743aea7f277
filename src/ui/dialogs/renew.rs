//! Whether a document is a later version of a plan that is open.

use eframe::egui::{Align, Button, Key, Label, Layout, Modifiers, RichText, Ui};

use super::heading;
use crate::app::{Action, RenewForm};
use crate::terms;
use crate::ui::theme::Look;
use crate::ui::{Actions, widgets};

/// Shows the question.
pub fn show(ui: &mut Ui, form: &RenewForm, look: &Look, actions: &mut Actions) {
    ui.set_width(460.0_f32.min(ui.ctx().content_rect().width() - 60.0));
    heading(ui, "这份文件已经打开过", look);
    let name = |path: &std::path::Path| {
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    };
    let words = format!(
        "“{}”是《{}》，它在“{}”中。",
        name(&form.document),
        form.plan,
        name(&form.file)
    );
    ui.add(Label::new(RichText::new(words).color(look.text)).wrap());
    ui.add_space(6.0);
    let kept = match form.checked {
        0 => String::new(),
        checked => format!("（{} {checked} 项）", terms::CHECKED),
    };
    let words = format!(
        "对照更新：原文未变的任务照原样保留{kept}，改动、新增和删去的排在前面审阅；可撤销，保存前不动文件。"
    );
    ui.add(Label::new(RichText::new(words).color(look.dim)).wrap());
    ui.add_space(14.0);
    let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let answer = |actions: &mut Actions, is_version: bool| {
            let form = form.clone();
            actions.push(Action::Renew { form, is_version });
        };
        if widgets::primary(ui, "对照更新", look).clicked() || enter {
            answer(actions, true);
        }
        let other = if form.add {
            "另作一份方案"
        } else {
            "只打开这份文件"
        };
        if ui.add(Button::new(other)).clicked() {
            answer(actions, false);
        }
        if ui.add(Button::new("取消")).clicked() {
            actions.push(Action::Dialog(None));
        }
    });
}
