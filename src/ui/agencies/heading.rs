//! The head of a profile: names, buttons, and the big figures.

use eframe::egui::{
    Align, Button, Color32, Label, Layout, Rect, RichText, Role, Sense, Ui, UiBuilder, Vec2,
    WidgetInfo, pos2, vec2,
};

use super::profile::show_in_matrix;
use super::{MARK, MARK_AT, PART_GAP, put};
use crate::app::command::Command;
use crate::app::{Action, App, Dialog};
use crate::model::Role as Duty;
use crate::terms;
use crate::ui::theme::{Look, bold, font, size};
use crate::ui::{Actions, marks, widgets};
use crate::view::Profile;

/// The name of the body, and the big figures, in points of type.
const LARGE: f32 = 28.0;
/// Between the lines of the names.
const LINE_GAP: f32 = 2.0;
/// The height of a button, and the widths of the three.
const BUTTON: f32 = 30.0;
const MATRIX_BUTTON: f32 = 114.0;
const EXPORT_BUTTON: f32 = 72.0;
const PRESENT_BUTTON: f32 = 58.0;
/// All three side by side; from this width on they stand beside the names, so far from them and
/// from the top.
const BUTTONS: f32 = 264.0;
const ROOM_FOR_BUTTONS: f32 = 640.0;
const BEFORE_BUTTONS: f32 = 16.0;
const BUTTONS_DOWN: f32 = 4.0;
/// Above the buttons where they stand below the names.
const ABOVE_BUTTONS: f32 = 10.0;
/// Above the word about a filter.
const ABOVE_NOTE: f32 = 8.0;
/// A big figure with its label: its height, the middle of the number from above, that of the label
/// from below, and the room of a mark before the label.
const FIGURE_HIGH: f32 = 50.0;
const NUMBER_DOWN: f32 = 16.0;
const LABEL_UP: f32 = 9.0;
const MARK_ROOM: f32 = 16.0;
/// Between big figures, across and down.
const FIGURE_GAP: Vec2 = vec2(36.0, 8.0);

/// Names and buttons, and a word where a filter could mislead.
pub(super) fn show(ui: &mut Ui, app: &App, profile: &Profile, look: &Look, actions: &mut Actions) {
    let body = profile.body();
    let width = ui.available_width();
    let beside = width > ROOM_FOR_BUTTONS;
    let room = if beside {
        width - BUTTONS - BEFORE_BUTTONS
    } else {
        width
    };
    let top = ui.cursor().min;
    let title = RichText::new(&body.name).font(bold(LARGE)).color(look.text);
    let mut words = ui.new_child(
        UiBuilder::new()
            .id_salt("title")
            .max_rect(Rect::from_min_size(top, vec2(room, f32::INFINITY))),
    );
    words.spacing_mut().item_spacing.y = LINE_GAP;
    words.add(Label::new(title).wrap().selectable(true));
    let mut facts = vec![body.kind.label().to_owned()];
    if let Some(short) = body.short.as_ref().filter(|short| **short != body.name) {
        facts.push(format!("简称 {short}"));
    }
    if !body.aliases.is_empty() {
        facts.push(format!("又写作 {}", body.aliases.join("、")));
    }
    facts.extend(profile.relations());
    let facts = RichText::new(facts.join(" · "))
        .font(font(size::SMALL))
        .color(look.dim);
    words.add(Label::new(facts).wrap().selectable(true));
    if let Some(note) = &body.note {
        let note = RichText::new(note).font(font(size::SMALL)).color(look.dim);
        words.add(Label::new(note).wrap().selectable(true));
    }
    let used = words.min_rect();
    let bar = if beside {
        Rect::from_min_size(
            pos2(top.x + width - BUTTONS, top.y + BUTTONS_DOWN),
            vec2(BUTTONS, BUTTON),
        )
    } else {
        Rect::from_min_size(
            pos2(top.x, used.bottom() + ABOVE_BUTTONS),
            vec2(width, BUTTON),
        )
    };
    let layout = if beside {
        Layout::right_to_left(Align::Center)
    } else {
        Layout::left_to_right(Align::Center)
    };
    let mut right = ui.new_child(UiBuilder::new().id_salt("do").max_rect(bar).layout(layout));
    let mut parts = [Do::Present, Do::Export, Do::Matrix];
    if !beside {
        parts.reverse();
    }
    for part in parts {
        button(&mut right, app, profile, part, look, actions);
    }
    ui.allocate_rect(used.union(bar), Sense::hover());
    if app.view().is_filtered() {
        ui.add_space(ABOVE_NOTE);
        ui.horizontal(|ui| {
            let words = format!(
                "本页不受筛选影响（现有筛选：{}）",
                app.sheet().filter_text()
            );
            let words = RichText::new(words)
                .font(font(size::SMALL))
                .color(look.warning);
            ui.add(Label::new(words).truncate());
        });
    }
    if let Some(words) = profile.relatives_text() {
        ui.add_space(ABOVE_NOTE);
        ui.horizontal_wrapped(|ui| {
            crate::ui::chip_line::relatives(ui, &words, look, actions);
        });
    }
    ui.add_space(PART_GAP);
}

/// What the buttons of a profile do.
#[derive(Clone, Copy)]
enum Do {
    Matrix,
    Export,
    Present,
}

fn button(ui: &mut Ui, app: &App, profile: &Profile, part: Do, look: &Look, actions: &mut Actions) {
    match part {
        Do::Matrix => {
            let button = Button::new("在矩阵中查看").min_size(vec2(MATRIX_BUTTON, BUTTON));
            let can = profile.tasks as usize + profile.through_tasks() > 0;
            let response = ui
                .add_enabled(can, button)
                .on_hover_text("矩阵只显示它参与的任务（Enter）")
                .on_disabled_hover_text("没有任务写到它");
            if response.clicked() {
                show_in_matrix(app, profile.agency, actions);
            }
        }
        Do::Export => {
            let button = Button::new("导出…").min_size(vec2(EXPORT_BUTTON, BUTTON));
            if ui
                .add(button)
                .on_hover_text("导出这个机构的责任清单")
                .clicked()
            {
                let form = app.agency_form(profile.agency);
                actions.push(Action::Dialog(Some(Dialog::Export(form))));
            }
        }
        Do::Present => {
            let button =
                widgets::primary_button("演示", look).min_size(vec2(PRESENT_BUTTON, BUTTON));
            let response = ui.add(button).on_hover_text(Command::Present.tooltip());
            if response.clicked() {
                actions.push(Action::Run(Command::Present));
            }
        }
    }
}

/// The big figures, and apart from them what only reaches it through a collective.
pub(super) fn counts(ui: &mut Ui, profile: &Profile, look: &Look) {
    let mut figures: Vec<(Option<Duty>, String, usize)> = Duty::ALL
        .into_iter()
        .filter(|role| profile.roles[role.index()] > 0)
        .map(|role| {
            let count = profile.roles[role.index()] as usize;
            (Some(role), role.label().to_owned(), count)
        })
        .collect();
    if profile.tasks == 0 {
        let words = if profile.through_tasks() > 0 {
            "直接"
        } else {
            terms::TASK
        };
        figures.push((None, words.to_owned(), 0));
    }
    if profile.plan_count() > 0 {
        figures.push((None, terms::PLAN.to_owned(), profile.plan_count()));
    }
    if !profile.targets.is_empty() {
        figures.push((None, terms::TARGET.to_owned(), profile.targets.len()));
    }
    if !profile.peers.is_empty() {
        figures.push((None, terms::PEERS.to_owned(), profile.peers.len()));
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = FIGURE_GAP;
        for (role, words, count) in figures {
            figure(ui, role, &words, count, look.text, look);
        }
        if profile.through_tasks() > 0 {
            figure(
                ui,
                None,
                terms::THROUGH,
                profile.through_tasks(),
                look.dim,
                look,
            );
        }
    });
    ui.add_space(PART_GAP);
}

fn figure(
    ui: &mut Ui,
    role: Option<Duty>,
    words: &str,
    count: usize,
    colour: Color32,
    look: &Look,
) {
    let painter = ui.painter();
    let number = painter.layout_no_wrap(count.to_string(), bold(LARGE), colour);
    let label = painter.layout_no_wrap(words.to_owned(), font(size::SMALL), look.dim);
    let mark = if role.is_some() { MARK_ROOM } else { 0.0 };
    let width = number.size().x.max(label.size().x + mark);
    let (rect, response) = ui.allocate_exact_size(vec2(width, FIGURE_HIGH), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{words} {count}")));
    let painter = ui.painter();
    put(
        painter,
        rect.left(),
        rect.top() + NUMBER_DOWN,
        number,
        colour,
    );
    let y = rect.bottom() - LABEL_UP;
    if let Some(role) = role {
        let centre = pos2(rect.left() + MARK_AT, y);
        marks::paint_sized(painter, centre, role, look.role(role), MARK);
    }
    put(painter, rect.left() + mark, y, label, look.dim);
}
