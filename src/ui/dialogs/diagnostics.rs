//! The findings, and the way to where they are.

use eframe::egui::{Label, Rect, RichText, ScrollArea, Sense, Ui, UiBuilder, vec2};

use super::{heading, list_height};
use crate::app::{Action, App};
use crate::diagnostic::{Diagnostic, Item, Severity};
use crate::ui::Actions;
use crate::ui::theme::{Look, font};

/// How high a finding is taken to be until it was seen: a message and a place, a line each.
const GUESS: f32 = 52.0;

/// What the list remembers between frames. There may be thousands of findings, and only those in
/// sight are laid out: the others are as high as they were when last seen, or as a guess has it.
#[derive(Default)]
pub struct Findings {
    heights: Vec<f32>,
}

impl Findings {
    /// Shows the list.
    pub fn show(&mut self, ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
        ui.set_width(640.0_f32.min(ui.ctx().content_rect().width() - 60.0));
        heading(ui, "诊断", look);
        let findings = app.diagnostics();
        let words = "这些地方值得留意，数据不一定有错；点一条可以看到它在矩阵中的位置。";
        ui.label(RichText::new(words).font(font(12.0)).color(look.dim));
        ui.add_space(8.0);
        self.heights.resize(findings.len(), GUESS);
        let height = list_height(ui);
        ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink([false, true])
            .show_viewport(ui, |ui, sight| {
                let all = ui.max_rect();
                let width = all.width();
                let mut top = 0.0;
                for (finding, height) in findings.iter().zip(&mut self.heights) {
                    let in_sight = top <= sight.max.y && top + *height >= sight.min.y;
                    if in_sight {
                        let at = Rect::from_min_size(
                            all.min + vec2(0.0, top),
                            vec2(width, f32::INFINITY),
                        );
                        let mut line = ui.new_child(UiBuilder::new().max_rect(at));
                        show_finding(&mut line, finding, look, actions);
                        *height = line.min_rect().height() + ui.spacing().item_spacing.y;
                    }
                    top += *height;
                }
                ui.allocate_space(vec2(width, top));
            });
    }
}

fn show_finding(ui: &mut Ui, finding: &Diagnostic, look: &Look, actions: &mut Actions) {
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
