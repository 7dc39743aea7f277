//! A task of a comparison as both versions word it, side by side, with the words that changed.

use eframe::egui::{Label, RichText, ScrollArea, Ui};

use super::{heading, list_height};
use crate::app::App;
use crate::model::workspace::TaskIx;
use crate::terms;
use crate::ui::theme::{Look, bold, font};
use crate::ui::{widgets, wordings};

/// Between the two.
const GAP: f32 = 28.0;
/// The widest that both become together.
const WIDEST: f32 = 980.0;
/// Room for the bar at the right.
const BAR: f32 = 12.0;

/// Shows both wordings.
pub fn show(ui: &mut Ui, app: &App, task: TaskIx, look: &Look) {
    let Some(changes) = app.changes() else {
        return;
    };
    let Some(entry) = app.data().workspace.tasks.get(task.get()) else {
        return;
    };
    let width = WIDEST.min(ui.ctx().content_rect().width() - 80.0);
    ui.set_width(width);
    let title = format!("{} {}", entry.task.key(), entry.task.title);
    heading(ui, &title, look);
    ui.spacing_mut().item_spacing.x = GAP;
    ui.scope(|ui| {
        ui.set_width(width - BAR);
        ui.columns(2, |columns| {
            for (column, name) in columns.iter_mut().zip([&changes.old, &changes.new]) {
                let words = RichText::new(name).font(bold(14.0)).color(look.text);
                column.add(Label::new(words).truncate());
            }
        });
    });
    ui.add_space(4.0);
    ScrollArea::vertical()
        .id_salt("wordings")
        .max_height(list_height(ui))
        .show(ui, |ui| {
            ui.set_width(width - BAR);
            for change in changes.of_task(task) {
                if !wordings::is_wording(change) {
                    continue;
                }
                widgets::caption(ui, &change.item, "", look);
                let (old, new) = wordings::jobs(change, look);
                ui.columns(2, |columns| {
                    for (column, job) in columns.iter_mut().zip([old, new]) {
                        column.add(Label::new(job).wrap().selectable(true));
                    }
                });
                ui.add_space(10.0);
            }
            if entry.task.text.is_none() {
                let words = format!("数据中没有这一项的{}", terms::CLAUSE_TEXT);
                ui.label(RichText::new(words).font(font(12.0)).color(look.dim));
            }
        });
}
