//! What stands under the reading that is looked at: why, who answers for it, what can be done.

use eframe::egui::{Button, Label, RichText, Sense, Ui, WidgetInfo, vec2};

use crate::app::{Action, App, Place, Review, ReviewStep, State};
use crate::model::Role;
use crate::model::workspace::TaskIx;
use crate::terms;
use crate::ui::theme::{Look, font};
use crate::ui::{Actions, detail, marks, widgets};

/// What stands under the place that is looked at: why, and what can be done.
pub(super) fn opened(
    ui: &mut Ui,
    app: &App,
    review: &Review,
    nth: usize,
    look: &Look,
    actions: &mut Actions,
) {
    let place = &review.places()[nth];
    ui.spacing_mut().item_spacing.y = 4.0;
    for reason in review.reasons(nth) {
        let words = RichText::new(reason).font(font(13.0)).color(look.text);
        ui.add(Label::new(words).wrap());
    }
    if let Some(ix) = place.task {
        if review.is_editing() {
            ui.add_space(4.0);
            detail::edit_fields(ui, app, ix, look, actions);
        } else {
            bodies(ui, app, ix, look);
        }
        let checked = app.data().workspace.task(ix).task.checked.as_ref();
        if let Some(checked) = checked {
            let words = format!("{}：{}", terms::CHECKED, checked.text());
            ui.label(RichText::new(words).font(font(12.0)).color(look.dim));
        }
    }
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| buttons(ui, app, place, look, actions));
}

/// Who answers for a task, by role, as the draft has it.
fn bodies(ui: &mut Ui, app: &App, ix: TaskIx, look: &Look) {
    let workspace = &app.data().workspace;
    let entry = workspace.task(ix);
    for role in Role::ALL {
        let names: Vec<&str> = entry
            .duties
            .iter()
            .filter(|duty| duty.role == role)
            .map(|duty| workspace.agency(duty.agency).label())
            .collect();
        if names.is_empty() {
            continue;
        }
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(12.0, 18.0), Sense::hover());
            marks::paint_sized(ui.painter(), rect.center(), role, look.role(role), 5.0);
            let words = RichText::new(role.label()).font(font(13.0)).color(look.dim);
            ui.label(words);
            let words = RichText::new(names.join("、"))
                .font(font(13.0))
                .color(look.text);
            ui.add(Label::new(words).wrap());
        });
    }
}

fn buttons(ui: &mut Ui, app: &App, place: &Place, look: &Look, actions: &mut Actions) {
    let mut offer = |ui: &mut Ui, words: &str, key: &str, primary: bool, step: ReviewStep| {
        let text = format!("{words}  {key}");
        let button = if primary {
            widgets::primary_button(&text, look)
        } else {
            Button::new(RichText::new(text).color(look.text))
        };
        let response = ui.add(button);
        response.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::Button, true, words));
        if response.clicked() {
            actions.push(Action::Review(step));
            // Enter is for the next place, not for this button again.
            response.surrender_focus();
        }
    };
    let editing = app.review().is_some_and(Review::is_editing);
    match (place.task, place.state) {
        (Some(_), state) => {
            if state != State::Checked {
                offer(ui, "接受", "Enter", true, ReviewStep::Accept);
                let alike = app.count_alike();
                if alike > 1 {
                    let words = format!("同类 {alike} 处都接受");
                    offer(ui, &words, "A", false, ReviewStep::AcceptAlike);
                }
            }
            let words = if editing { "改好了" } else { "修改" };
            offer(
                ui,
                words,
                if editing { "Esc" } else { "E" },
                false,
                ReviewStep::Edit,
            );
            offer(ui, "拒绝", "Del", false, ReviewStep::Refuse);
        }
        (None, State::Unread) => {
            offer(ui, "记作任务", "T", true, ReviewStep::AddRead);
            offer(ui, "略过", "Del", false, ReviewStep::Refuse);
        }
        (None, _) => {
            let words = RichText::new("不收入草稿；Ctrl+Z 撤销").font(font(12.0));
            ui.label(words.color(look.dim));
        }
    }
}
