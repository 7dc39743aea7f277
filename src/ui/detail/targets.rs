//! Targets, grouped by deadline, with the same indicator in other plans.

use eframe::egui::{self, Align, RichText, Sense, Ui, pos2, vec2};

use super::{line, wrapped};
use crate::app::{Action, App, Selection};
use crate::model::{Due, Target, dues_text};
use crate::terms;
use crate::ui::theme::{Look, bold, font};
use crate::ui::{Actions, widgets};
use crate::view::timeline::thread_of;
use crate::view::{TargetId, TargetOwner, actors_text, figure_text, recipients_text};

/// Targets, grouped by deadline, the figures at the right, and what other plans say of the same
/// indicator.
pub(super) fn targets(
    ui: &mut Ui,
    app: &App,
    owner: TargetOwner,
    targets: &[Target],
    look: &Look,
    actions: &mut Actions,
) {
    if targets.is_empty() {
        return;
    }
    ui.add_space(12.0);
    let gap = std::mem::take(&mut ui.spacing_mut().item_spacing.y);
    let mut dues: Vec<Vec<&Due>> = targets.iter().map(|it| it.dues().collect()).collect();
    dues.sort_unstable();
    dues.dedup();
    for (nth, due) in dues.into_iter().enumerate() {
        if nth > 0 {
            ui.add_space(8.0);
        }
        widgets::caption(
            ui,
            if nth == 0 { terms::TARGET } else { "" },
            &dues_text(due.iter().copied()),
            look,
        );
        line(ui, look);
        for (target, nth) in targets.iter().zip(0..) {
            if target.dues().eq(due.iter().copied()) {
                let id = TargetId { owner, nth };
                let chosen = app.selection().target == Some(id);
                let row = target_row(ui, target, chosen, look);
                if chosen {
                    bring_into_sight(ui, id, &row);
                }
                if row.clicked() {
                    actions.push(Action::Select(selection_of(app, id)));
                }
                if let Some(note) = target.note.as_ref().filter(|_| chosen) {
                    let words = RichText::new(terms::noted(note)).font(font(12.0));
                    wrapped(ui, words.color(look.warning));
                }
                actors(ui, app, id, chosen, look);
                thread(ui, app, id, look, actions);
                line(ui, look);
            }
        }
    }
    ui.spacing_mut().item_spacing.y = gap;
}

/// Who is to reach a target and to whom it is reported, where the document says; of a chosen one
/// also that it does not.
fn actors(ui: &mut Ui, app: &App, id: TargetId, chosen: bool, look: &Look) {
    let workspace = &app.data().workspace;
    let is_said = id
        .actors(workspace)
        .is_some_and(|actors| !actors.by.is_empty());
    let by = actors_text(workspace, id);
    let lines = [
        (
            terms::ACTORS,
            if is_said || chosen { by } else { String::new() },
        ),
        (terms::RECIPIENTS, recipients_text(workspace, id)),
    ];
    for (name, text) in lines.into_iter().filter(|(_, text)| !text.is_empty()) {
        let words = RichText::new(format!("{name}　{text}")).font(font(12.0));
        wrapped(ui, words.color(look.dim));
    }
}

/// Scrolls a target that was chosen just now into sight.
fn bring_into_sight(ui: &Ui, id: TargetId, row: &egui::Response) {
    let key = egui::Id::unique("target in sight");
    let before = ui.data_mut(|data| {
        let before = data.get_temp::<TargetId>(key);
        data.insert_temp(key, id);
        before
    });
    if before != Some(id) {
        row.scroll_to_me(None);
    }
}

/// The figures that other plans set for the same indicator.
pub(super) fn thread(ui: &mut Ui, app: &App, id: TargetId, look: &Look, actions: &mut Actions) {
    let workspace = &app.data().workspace;
    for other in thread_of(workspace, id) {
        let target = other.target(workspace);
        let words = format!(
            "同一指标　{} {}，{}",
            workspace.plan(other.plan(workspace)).plan.label(),
            figure_text(target),
            if target.is_undated() {
                "未写明时限".to_owned()
            } else {
                target.due_text()
            }
        );
        let words = RichText::new(words).font(font(12.0)).color(look.accent);
        let button = egui::Button::new(words).frame(false).truncate();
        let response = ui.add(button).on_hover_text(&target.indicator);
        if response.clicked() {
            actions.push(Action::Select(selection_of(app, other)));
        }
    }
}

pub(super) fn selection_of(app: &App, id: TargetId) -> Selection {
    match id.owner {
        TargetOwner::Task(task) => Selection {
            task: Some(task),
            target: Some(id),
            agency: app.selection().agency,
            ..Selection::default()
        },
        TargetOwner::Section(_) => Selection {
            plan: Some(id.plan(&app.data().workspace)),
            target: Some(id),
            ..Selection::default()
        },
    }
}

pub(super) fn target_row(
    ui: &mut Ui,
    target: &Target,
    chosen: bool,
    look: &Look,
) -> egui::Response {
    let width = ui.available_width();
    let mut figure = target.amount.text(&target.unit);
    if target.stretch {
        figure = format!("力争 {figure}");
    }
    let words = format!("{} {figure}", target.indicator);
    let is_wording = matches!(target.amount, crate::model::Amount::Wording(_));
    let (type_face, colour) = if is_wording {
        (font(12.0), look.dim)
    } else {
        (bold(14.0), look.text)
    };
    let mut job =
        egui::text::LayoutJob::single_section(figure, egui::TextFormat::simple(type_face, colour));
    job.wrap.max_width = width * 0.5;
    job.halign = Align::Max;
    let figure = ui.painter().layout_job(job);
    let mut name = egui::text::LayoutJob::single_section(
        target.indicator.clone(),
        egui::TextFormat::simple(font(14.0), look.text),
    );
    name.wrap.max_width = width - figure.size().x - 16.0;
    name.wrap.break_anywhere = true;
    let name = ui.painter().layout_job(name);
    let height = name.size().y.max(figure.size().y) + 6.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, &words));
    let ground = rect.expand2(vec2(8.0, 0.0));
    if chosen {
        ui.painter()
            .rect_filled(ground, egui::CornerRadius::same(4), look.selection);
        // Not by colour alone: a bar at its side.
        let bar = egui::Stroke::new(3.0, look.accent);
        ui.painter()
            .vline(ground.left() + 1.5, ground.y_range(), bar);
    } else if response.hovered() || response.has_focus() {
        ui.painter()
            .rect_filled(ground, egui::CornerRadius::same(4), look.crosshair);
    }
    let at = pos2(rect.left(), rect.center().y - name.size().y / 2.0);
    ui.painter().galley(at, name, look.text);
    let at = pos2(rect.right() - 2.0, rect.center().y - figure.size().y / 2.0);
    ui.painter().galley(at, figure, look.text);
    match &target.note {
        Some(note) => {
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_description(terms::noted(note));
            });
            let dot = pos2(rect.right() + 6.0, rect.center().y);
            ui.painter().circle_filled(dot, 2.5, look.warning);
            response.on_hover_text(terms::noted(note))
        }
        None => response,
    }
}
