//! The findings, and the way to where they are.

use eframe::egui::{Label, RichText, ScrollArea, Sense, Ui};

use super::{heading, list_height};
use crate::app::{Action, App};
use crate::diagnostic::{Item, Severity};
use crate::ui::Actions;
use crate::ui::theme::{Look, font};

/// Shows the list.
pub fn show(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    ui.set_width(640.0_f32.min(ui.ctx().content_rect().width() - 60.0));
    heading(ui, "诊断", look);
    let findings = app.diagnostics();
    let words = "这些地方值得留意，数据不一定有错；点一条可以看到它在矩阵中的位置。";
    ui.label(RichText::new(words).font(font(12.0)).color(look.dim));
    ui.add_space(8.0);
    let height = list_height(ui);
    ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for finding in findings {
                let colour = match finding.severity {
                    Severity::Note => look.dim,
                    Severity::Warning | Severity::Error => look.warning,
                };
                ui.horizontal_top(|ui| {
                    let label = RichText::new(finding.severity.label())
                        .font(font(12.0))
                        .color(colour);
                    ui.add_sized([36.0, 20.0], Label::new(label));
                    ui.vertical(|ui| {
                        let leads = finding.place.item != Item::File;
                        let sense = if leads {
                            Sense::click()
                        } else {
                            Sense::hover()
                        };
                        let message = RichText::new(&finding.message).color(look.text);
                        let response = ui.add(Label::new(message).wrap().sense(sense));
                        let place = finding.place.to_string();
                        let small = RichText::new(place).font(font(12.0)).color(look.faint);
                        ui.add(Label::new(small).wrap().selectable(true));
                        if let Some(hint) = &finding.hint {
                            let hint = RichText::new(hint).font(font(12.0)).color(look.dim);
                            ui.add(Label::new(hint).wrap());
                        }
                        if leads && response.on_hover_text("在矩阵中查看").clicked() {
                            actions.push(Action::GoTo(finding.place.item.clone()));
                        }
                    });
                });
                ui.separator();
            }
        });
}
