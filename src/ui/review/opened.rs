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
            bodies(ui, app, ix, look, actions);
            if let Some(body) = review.body(&app.data().workspace) {
                detail::edit_body(ui, app, body, look, actions);
                ui.add_space(6.0);
            }
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

/// Who answers for a task, by role, as the draft has it. A body that is pressed is changed.
fn bodies(ui: &mut Ui, app: &App, ix: TaskIx, look: &Look, actions: &mut Actions) {
    let workspace = &app.data().workspace;
    let entry = workspace.task(ix);
    let shown = app.review().and_then(|review| review.body(workspace));
    for role in Role::ALL {
        let of_role = || entry.duties.iter().filter(|duty| duty.role == role);
        if of_role().next().is_none() {
            continue;
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let (rect, _) = ui.allocate_exact_size(vec2(12.0, 18.0), Sense::hover());
            marks::paint_sized(ui.painter(), rect.center(), role, look.role(role), 5.0);
            let words = RichText::new(role.label()).font(font(13.0)).color(look.dim);
            ui.label(words);
            for duty in of_role() {
                let is_shown = shown == Some(duty.agency);
                let name = workspace.agency(duty.agency).label();
                let text = RichText::new(name).font(font(13.0)).color(look.text);
                let text = if is_shown { text.underline() } else { text };
                let label = ui.add(Label::new(text).sense(Sense::click()));
                label.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::Button, true, name));
                let label = label.on_hover_text("改这个机构，所有出处一起改（B）");
                if label.clicked() {
                    let body = (!is_shown).then_some(duty.agency);
                    actions.push(Action::Review(ReviewStep::Body(body)));
                }
            }
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
            if let Some(other) = app.other_reading() {
                let words = format!("另一种读法：“{}”是一个机构", other.name);
                offer(ui, &words, "2", false, ReviewStep::Otherwise);
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
        (None, State::Doubtful) => {
            offer(ui, "确认删去", "Enter", true, ReviewStep::Accept);
            offer(ui, "仍保留", "T", false, ReviewStep::AddRead);
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
