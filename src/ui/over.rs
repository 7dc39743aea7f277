//! The side panel over the matrix of a narrow window.

use eframe::egui::{self, Id, Key, Modifiers, Rect, Ui, pos2};

use super::theme::{Look, size};
use super::{Actions, Screen, Side, right_side, within};
use crate::app::{App, Tab};

impl Screen {
    /// Shows it, where one was opened.
    pub(super) fn overlay(
        &mut self,
        ui: &mut Ui,
        middle: Rect,
        app: &App,
        look: &Look,
        actions: &mut Actions,
    ) {
        let Some(side) = self.over.filter(|_| app.tab() != Tab::Agencies) else {
            return;
        };
        let width = match side {
            Side::Filters => size::FILTERS,
            Side::Detail => size::DETAIL,
        }
        .min(middle.width());
        let panel = match side {
            Side::Filters => {
                Rect::from_min_max(middle.min, pos2(middle.left() + width, middle.bottom()))
            }
            Side::Detail => {
                Rect::from_min_max(pos2(middle.right() - width, middle.top()), middle.max)
            }
        };
        let area = egui::Area::new(Id::unique("side panel over"))
            .order(egui::Order::Middle)
            .fixed_pos(panel.min)
            .show(ui.ctx(), |ui| {
                ui.set_min_size(panel.size());
                ui.set_max_size(panel.size());
                let painter = ui.painter();
                painter.rect_filled(panel, egui::CornerRadius::ZERO, look.panel);
                let line = egui::Stroke::new(1.0, look.line);
                painter.rect_stroke(
                    panel,
                    egui::CornerRadius::ZERO,
                    line,
                    egui::StrokeKind::Inside,
                );
                within(ui, "over", panel, |ui| match side {
                    Side::Filters => self.filters.show(ui, app, look, actions),
                    Side::Detail => right_side(&mut self.compare, ui, app, look, actions),
                });
            });
        let escape = !actions.keys_taken
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if escape || area.response.clicked_elsewhere() {
            self.over = None;
        }
    }
}
