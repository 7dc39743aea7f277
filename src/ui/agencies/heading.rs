//! The head of a profile: names, buttons, and the big figures.

use eframe::egui::{
    Align, Button, Color32, Label, Layout, Rect, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use super::profile::show_in_matrix;
use super::put;
use crate::app::command::Command;
use crate::app::{Action, App, Dialog};
use crate::model::Role as Duty;
use crate::terms;
use crate::ui::theme::{Look, bold, font};
use crate::ui::{Actions, marks, widgets};
use crate::view::Profile;

/// Names and buttons, and a word where a filter could mislead.
pub(super) fn show(ui: &mut Ui, app: &App, profile: &Profile, look: &Look, actions: &mut Actions) {
    let body = profile.body();
    let width = ui.available_width();
    let buttons = 264.0;
    let beside = width > 640.0;
    let room = if beside {
        width - buttons - 16.0
    } else {
        width
    };
    let top = ui.cursor().min;
    let title = RichText::new(&body.name).font(bold(28.0)).color(look.text);
    let mut words = ui.new_child(
        UiBuilder::new()
            .id_salt("title")
            .max_rect(Rect::from_min_size(top, vec2(room, f32::INFINITY))),
    );
    words.spacing_mut().item_spacing.y = 2.0;
    words.add(Label::new(title).wrap().selectable(true));
    let mut facts = vec![body.kind.label().to_owned()];
    if let Some(short) = body.short.as_ref().filter(|short| **short != body.name) {
        facts.push(format!("简称 {short}"));
    }
    if !body.aliases.is_empty() {
        facts.push(format!("又写作 {}", body.aliases.join("、")));
    }
    let facts = RichText::new(facts.join(" · "))
        .font(font(12.0))
        .color(look.dim);
    words.add(Label::new(facts).wrap().selectable(true));
    if let Some(note) = &body.note {
        let note = RichText::new(note).font(font(12.0)).color(look.dim);
        words.add(Label::new(note).wrap().selectable(true));
    }
    let used = words.min_rect();
    let bar = if beside {
        Rect::from_min_size(
            pos2(top.x + width - buttons, top.y + 4.0),
            vec2(buttons, 30.0),
        )
    } else {
        Rect::from_min_size(pos2(top.x, used.bottom() + 10.0), vec2(width, 30.0))
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
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let words = format!(
                "本页不受筛选影响（现有筛选：{}）",
                app.sheet().filter_text()
            );
            let words = RichText::new(words).font(font(12.0)).color(look.warning);
            ui.add(Label::new(words).truncate());
        });
    }
    if let Some(words) = profile.relatives_text() {
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            crate::ui::chip_line::relatives(ui, &words, look, actions);
        });
    }
    ui.add_space(20.0);
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
            let button = Button::new("在矩阵中查看").min_size(vec2(114.0, 30.0));
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
            let button = Button::new("导出…").min_size(vec2(72.0, 30.0));
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
            let button = widgets::primary_button("演示", look).min_size(vec2(58.0, 30.0));
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
        ui.spacing_mut().item_spacing = vec2(36.0, 8.0);
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
    ui.add_space(20.0);
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
    let number = painter.layout_no_wrap(count.to_string(), bold(28.0), colour);
    let label = painter.layout_no_wrap(words.to_owned(), font(12.0), look.dim);
    let mark = if role.is_some() { 16.0 } else { 0.0 };
    let width = number.size().x.max(label.size().x + mark);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 50.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{words} {count}")));
    let painter = ui.painter();
    put(painter, rect.left(), rect.top() + 16.0, number, colour);
    let y = rect.bottom() - 9.0;
    if let Some(role) = role {
        let centre = pos2(rect.left() + 6.0, y);
        marks::paint_sized(painter, centre, role, look.role(role), 5.0);
    }
    put(painter, rect.left() + mark, y, label, look.dim);
}
