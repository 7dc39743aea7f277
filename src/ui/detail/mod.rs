//! The detail panel: a task with its bodies, targets and source; or a body; or a plan.

mod agency;
mod bodies;
mod body;
mod clause;
mod edit;
mod plan;
mod targets;
mod task;

use eframe::egui::{self, Label, RichText, ScrollArea, Sense, Ui, UiBuilder, vec2};

use crate::app::command::Command;
use crate::app::{Action, App};
use crate::ui::theme::{Look, bold, font};
use crate::ui::{Actions, widgets};
use crate::view::search::Query;

use agency::agency_detail;
pub(super) use body::{edit as edit_body, edit_or_say as edit_body_or_say};
pub(super) use edit::fields as edit_fields;
use plan::plan_detail;
use task::task_detail;
pub use task::task_text;

/// How far into the right margin the panel scrolls.
const BAR: f32 = 12.0;

/// Shows the panel.
pub fn show(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    let rect = ui.max_rect().shrink2(vec2(16.0, 0.0));
    // The scroll bar stands in the margin, not on the fields.
    let with_bar = rect.with_max_x(rect.right() + BAR);
    let mut panel = ui.new_child(UiBuilder::new().max_rect(with_bar));
    let selection = app.selection();
    ScrollArea::vertical()
        .id_salt(("detail", selection.task, selection.plan, selection.agency))
        .auto_shrink(false)
        .show(&mut panel, |ui| {
            ui.set_max_width(rect.width());
            ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
            ui.add_space(16.0);
            match (selection.task, selection.plan, selection.agency) {
                (Some(task), ..) => task_detail(ui, app, task, look, actions),
                (None, Some(plan), _) => plan_detail(ui, app, plan, look, actions),
                (None, None, Some(agency)) => agency_detail(ui, app, agency, look, actions),
                (None, None, None) => nothing(ui, app, look, actions),
            }
            ui.add_space(16.0);
        });
}

fn nothing(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    title(ui, "详情", look);
    wrapped(
        ui,
        RichText::new("点一项任务、一个标记或一个机构，这里显示它的分工、目标和出处。")
            .color(look.dim),
    );
    ui.add_space(12.0);
    for (command, words) in [
        (Command::Ask, "查机构、任务、目标，可用拼音 sjxj"),
        (Command::Export, "导出现在显示的内容"),
        (Command::Open, "打开自己的数据文件"),
        (Command::Keys, "查看全部快捷键"),
    ] {
        let keys = command.shortcut_text().unwrap_or_default();
        ui.horizontal(|ui| {
            let link = widgets::link(ui, &keys, look.accent);
            if link.clicked() && app.lacks(command).is_none() {
                actions.push(Action::Run(command));
            }
            let words = RichText::new(words).font(font(12.0)).color(look.dim);
            ui.add(Label::new(words).wrap());
        });
    }
}

/// Strikes a text through.
pub(crate) fn strike(job: &mut egui::text::LayoutJob, look: &Look) {
    for section in &mut job.sections {
        section.format.strikethrough = egui::Stroke::new(1.0, look.warning);
    }
}

fn title(ui: &mut Ui, words: &str, look: &Look) {
    wrapped(ui, RichText::new(words).font(bold(20.0)).color(look.text));
}

fn wrapped(ui: &mut Ui, words: RichText) {
    ui.add(Label::new(words).wrap().selectable(true));
}

fn marked(ui: &mut Ui, query: &Query, words: &str, running: bool, face: egui::FontId, look: &Look) {
    let ranges = query.highlights(words, running);
    let job = widgets::highlighted(words, &ranges, face, look.text, look);
    ui.add(Label::new(job).wrap().selectable(true));
}

fn line(ui: &mut Ui, look: &Look) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    let stroke = egui::Stroke::new(1.0, look.hairline);
    ui.painter().hline(rect.x_range(), rect.center().y, stroke);
}
