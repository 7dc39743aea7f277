//! What stands in front of the window, one dialog a file.

mod about;
mod compare;
mod distribute;
mod export;
mod keys;
mod name;
mod renew;
mod unsaved;
mod wordings;

use eframe::egui::{
    self, Id, Key, Modal, Modifiers, Rect, Response, RichText, Sense, Ui, UiBuilder, Vec2,
    WidgetInfo, vec2,
};

use super::Actions;
use super::answer_box::AnswerBox;
use super::theme::{Look, bold};
use super::widgets;
use crate::app::{Action, App, Dialog};

/// The cross of a dialog, and its middle from the upper right corner.
const CROSS: f32 = 18.0;
const CROSS_AT: f32 = 13.0;

/// What the dialogs remember between frames.
#[derive(Default)]
pub struct Dialogs {
    answers: AnswerBox,
    export: export::ExportDialog,
}

impl Dialogs {
    /// Shows the dialog that is open.
    pub fn show(&mut self, ctx: &egui::Context, app: &App, look: &Look, actions: &mut Actions) {
        let Some(dialog) = app.dialog() else {
            self.export = export::ExportDialog::default();
            self.answers.close();
            return;
        };
        if let Dialog::Ask(form) = dialog {
            self.answers.show(ctx, app, form, look, actions);
            return;
        }
        let frame = egui::Frame::new()
            .fill(look.background)
            .stroke(egui::Stroke::new(1.0, look.line))
            .corner_radius(egui::CornerRadius::same(8))
            .inner_margin(egui::Margin::same(20));
        let modal = Modal::new(Id::unique("dialog"))
            .backdrop_color(look.backdrop)
            .frame(frame)
            .show(ctx, |ui| {
                match dialog {
                    Dialog::Export(form) | Dialog::Print(form) => {
                        self.export.show(ui, app, form, look, actions);
                    }
                    Dialog::Distribute(form) => distribute::show(ui, app, form, look, actions),
                    Dialog::Replace {
                        form,
                        folder,
                        existing,
                    } => distribute::replace(ui, form, folder, existing, look, actions),
                    Dialog::Keys => keys::show(ui, look),
                    // It has a frame of its own, and was shown above.
                    Dialog::Ask(_) => {}
                    Dialog::NameView(form) => name::show(ui, app, form, look, actions),
                    Dialog::Compare(form) => compare::show(ui, app, form, look, actions),
                    Dialog::About => about::show(ui, app, look, actions),
                    Dialog::Wordings(task) => wordings::show(ui, app, *task, look),
                    Dialog::Renew(form) => renew::show(ui, form, look, actions),
                    Dialog::Unsaved(leaving) => unsaved::show(ui, app, leaving, look, actions),
                }
            });
        cross(ctx, &modal.response, look, actions);
        let escape = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if escape || modal.backdrop_response.clicked() {
            actions.push(Action::Dialog(None));
        }
    }
}

/// The cross at the upper right, which closes the dialog as Esc does.
fn cross(ctx: &egui::Context, dialog: &Response, look: &Look, actions: &mut Actions) {
    let above = UiBuilder::new()
        .layer_id(dialog.layer_id)
        .max_rect(dialog.rect);
    let ui = Ui::new(ctx.clone(), Id::unique("cross of the dialog"), above);
    // In the margin: what the dialog holds keeps its room.
    let corner = dialog.rect.right_top() + vec2(-CROSS_AT, CROSS_AT);
    let rect = Rect::from_center_size(corner, Vec2::splat(CROSS));
    let close = ui.interact(rect, ui.scope_id().with("cross"), Sense::click());
    close.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, "关闭对话框"));
    let colour = if close.hovered() || close.has_focus() {
        look.accent
    } else {
        look.dim
    };
    if close.has_focus() {
        let stroke = egui::Stroke::new(1.5, look.accent);
        let corner = egui::CornerRadius::same(4);
        let painter = ui.painter();
        painter.rect_stroke(rect, corner, stroke, egui::StrokeKind::Inside);
    }
    widgets::cross(&ui, rect.center(), colour);
    if close.on_hover_text("关闭（Esc）").clicked() {
        actions.push(Action::Dialog(None));
    }
}

/// The heading of a dialog.
fn heading(ui: &mut Ui, words: &str, look: &Look) {
    ui.label(RichText::new(words).font(bold(20.0)).color(look.text));
    ui.add_space(8.0);
}

/// The height that a dialog's list may take.
fn list_height(ui: &Ui) -> f32 {
    (ui.ctx().content_rect().height() - 190.0).clamp(160.0, 560.0)
}
