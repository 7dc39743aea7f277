//! The timeline's part of the line of chips: what lanes are grouped by, the scale, the legend.

use eframe::egui::{
    self, Button, CornerRadius, Rangef, RichText, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::shapes;
use crate::app::{Action, App};
use crate::terms;
use crate::ui::Actions;
use crate::ui::theme::{Look, font, size};
use crate::view::{LaneBy, TimeScale};

/// Between choices, and between the parts of the legend.
const GAP: f32 = 2.0;
const LEGEND_GAP: f32 = 12.0;
/// A choice is at least so large, with so much around its word, and as round as high.
const CHOICE: Vec2 = vec2(24.0, 20.0);
const CHOICE_PADDING: Vec2 = vec2(7.0, 1.0);
const CHOICE_CORNER: u8 = 10;
/// A mark of the legend, and where its word begins.
const MARK: f32 = 14.0;
const WORDS_AT: f32 = 19.0;

/// What the lanes are grouped by.
pub fn groupings(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.x = GAP;
    caption(ui, "按", look);
    let view = app.view();
    for by in LaneBy::ALL {
        let tip = match by {
            LaneBy::Plan => "每份方案的目标放在一起",
            LaneBy::Indicator => "几份方案中的同一指标放在一起",
            LaneBy::Agency => "每个机构的目标放在一起",
            LaneBy::Role => "按机构的角色分组；选定一个机构时，只看它的角色",
        };
        if choice(ui, by.label(), "按", view.lanes == by, tip, look) {
            actions.push(Action::View(view.with_lanes(by)));
        }
    }
}

/// The scale, from the right, under its name, with what each means.
pub fn scales(
    ui: &mut Ui,
    (name, tip): (&str, fn(TimeScale) -> &'static str),
    app: &App,
    look: &Look,
    actions: &mut Actions,
) {
    ui.spacing_mut().item_spacing.x = GAP;
    let view = app.view();
    for scale in TimeScale::ALL.into_iter().rev() {
        let on = view.time_scale == scale;
        if choice(ui, scale.label(), name, on, tip(scale), look) {
            actions.push(Action::View(view.with_time_scale(scale)));
        }
    }
    caption(ui, name, look);
}

/// What the scale of the timeline does.
pub fn of_axis(scale: TimeScale) -> &'static str {
    match scale {
        TimeScale::Year => "一眼看完各年；按 + 和 - 细调",
        TimeScale::Quarter => "分到季度；按 + 和 - 细调",
        TimeScale::Month => "分到月份；按 + 和 - 细调",
    }
}

/// What it does where what is due stands in groups.
pub fn of_groups(scale: TimeScale) -> &'static str {
    match scale {
        TimeScale::Year => "一年一组",
        TimeScale::Quarter => "每年再分季度",
        TimeScale::Month => "每年再分月份",
    }
}

fn caption(ui: &mut Ui, words: &str, look: &Look) {
    ui.label(RichText::new(words).font(font(size::SMALL)).color(look.dim));
    ui.add_space(GAP);
}

/// One of several words; the chosen one lies on a ground of its own.
fn choice(ui: &mut Ui, words: &str, group: &str, on: bool, tip: &str, look: &Look) -> bool {
    let colour = if on { look.text } else { look.dim };
    let fill = if on {
        look.selection
    } else {
        egui::Color32::TRANSPARENT
    };
    let button = Button::new(RichText::new(words).font(font(size::SMALL)).color(colour))
        .fill(fill)
        .stroke(Stroke::NONE)
        .corner_radius(CornerRadius::same(CHOICE_CORNER))
        .min_size(CHOICE);
    let padding = std::mem::replace(&mut ui.spacing_mut().button_padding, CHOICE_PADDING);
    let response = ui.add(button);
    ui.spacing_mut().button_padding = padding;
    let name = format!("{group}{words}");
    response.widget_info(|| WidgetInfo::selected(egui::Role::RadioButton, true, on, &name));
    response.on_hover_text(tip).clicked() && !on
}

/// What the marks mean, from the right.
pub fn legend(ui: &mut Ui, look: &Look) {
    ui.spacing_mut().item_spacing.x = LEGEND_GAP;
    for (nth, words) in [terms::DUE, terms::STRETCH, terms::REGULARLY, terms::WITHIN]
        .into_iter()
        .enumerate()
        .rev()
    {
        let galley = ui
            .painter()
            .layout_no_wrap(words.to_owned(), font(size::SMALL), look.dim);
        let room = vec2(galley.size().x + WORDS_AT, CHOICE.y);
        let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
        let painter = ui.painter();
        let centre = rect.left_center() + vec2(MARK / 2.0, 0.0);
        match nth {
            0 | 1 => {
                let ground = look.background;
                shapes::diamond(painter, centre, nth == 1, look.accent, ground);
            }
            2 => shapes::tick(painter, centre, false, look.accent),
            _ => {
                let x = Rangef::new(rect.left(), rect.left() + MARK);
                shapes::capsule(painter, x, centre.y, look.accent, look.selection);
            }
        }
        let at = pos2(rect.left() + WORDS_AT, centre.y - galley.size().y / 2.0);
        painter.galley(at, galley, look.dim);
        response.on_hover_text(match nth {
            0 => "写明的时限",
            1 => "原文写“力争”的目标",
            2 => "每年、每季度或每月都要做到；没有数字的画成短线",
            _ => "原文只写若干年内达到的目标",
        });
    }
}
