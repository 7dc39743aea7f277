//! What the marks mean: those of the roles at the foot of the window, and all others in a box that
//! opens there.

use eframe::egui::{
    Align2, Painter, Popup, PopupCloseBehavior, Pos2, RichText, Sense, Stroke, Ui, vec2,
};

use super::theme::{Look, bold, font, size};
use super::{compare, marks, widgets};
use crate::app::{App, Tab};
use crate::model::Role;
use crate::terms;
use crate::view::MarkStyle;
use crate::view::compare::TaskState;

/// Before the word of a role its mark has so much room.
const MARK: f32 = 17.0;
/// The radius of a mark at the foot of the window.
const SMALL: f32 = 5.0;
/// The room of a sign in the box, and the width of its words.
const SIGN: f32 = 30.0;
const WORDS: f32 = 300.0;

/// Shows the marks of the roles, and the way to all others.
pub fn show(ui: &mut Ui, app: &App, look: &Look) {
    let style = app.view().marks;
    ui.spacing_mut().item_spacing.x = 14.0;
    for role in Role::ALL {
        let word = match style {
            MarkStyle::Symbols => role.label().to_owned(),
            MarkStyle::Words | MarkStyle::Raci => format!("{} {}", style.text(role), role.label()),
        };
        let galley = ui.painter().layout_no_wrap(word, font(12.0), look.dim);
        let mark = if style == MarkStyle::Symbols {
            MARK
        } else {
            0.0
        };
        let size = vec2(galley.size().x + mark, 20.0);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let centre = rect.left_center() + vec2(SMALL, 0.0);
        if style == MarkStyle::Symbols {
            marks::paint_sized(ui.painter(), centre, role, look.role(role), SMALL);
        }
        let at = rect.left_center() + vec2(mark, -galley.size().y / 2.0);
        ui.painter().galley(at, galley, look.dim);
        response.on_hover_text(origin(role));
    }
    own_roles(ui, app, look);
    through(ui, app, look);
    if matches!(app.tab(), Tab::Matrix | Tab::Tasks) {
        let link = widgets::link(ui, terms::LEGEND, look.dim).on_hover_text("所有符号的含义");
        Popup::from_toggle_button_response(&link)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| all(ui, app, look));
    }
}

/// How a document writes a role.
fn origin(role: Role) -> &'static str {
    match role {
        Role::Lead => "原文写作“牵头单位”，或领导小组组长等",
        Role::Responsible => "原文写作“责任单位”",
        Role::Support => "原文写作“配合单位”",
        Role::Member => "领导小组成员单位",
        Role::Oversee => "督查督办单位",
    }
}

/// What a broken ring means, while one is shown.
fn through(ui: &mut Ui, app: &App, look: &Look) {
    if app.sheet().shown.through == 0 {
        return;
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if app.view().marks == MarkStyle::Symbols {
            let (rect, _) = ui.allocate_exact_size(vec2(13.0, 20.0), Sense::hover());
            marks::paint_through(ui.painter(), rect.center(), Role::Responsible, look);
        }
        ui.label(
            RichText::new(terms::THROUGH)
                .font(font(12.0))
                .color(look.dim),
        );
    });
}

/// The marks of the file's own roles.
fn own_roles(ui: &mut Ui, app: &App, look: &Look) {
    for words in app.sheet().own_legend() {
        ui.label(RichText::new(words).font(font(12.0)).color(look.dim));
    }
}

/// Every sign of the table in front, each with its meaning.
fn all(ui: &mut Ui, app: &App, look: &Look) {
    // Here and not in the lines: there it would set the words back over the signs.
    ui.set_max_width(SIGN + WORDS);
    let is_matrix = app.tab() == Tab::Matrix;
    let symbols = app.view().marks == MarkStyle::Symbols;
    for role in Role::ALL {
        let words = format!("{}：{}", role.label(), origin(role));
        line(ui, &words, |painter, at| {
            if symbols || !is_matrix {
                marks::paint_sized(painter, at, role, look.role(role), marks::RADIUS);
            } else {
                word(painter, at, app.view().marks.text(role), look);
            }
        });
    }
    if is_matrix {
        line(
            ui,
            "没有写明牵头的方案中，列在首位的单位",
            |painter, at| {
                word(painter, at, "①", look);
            },
        );
        line(
            ui,
            "经集合机构承担（如“各区人民政府”），另行计数",
            |painter, at| {
                if symbols {
                    marks::paint_through(painter, at, Role::Responsible, look);
                } else {
                    word(painter, at, terms::THROUGH_MARK, look);
                }
            },
        );
        line(ui, "原文有缺损，读法见详情", |painter, at| {
            marks::paint_mended(painter, at, look);
        });
        line(
            ui,
            "符号旁的数：同一机构在这项任务中有几处分工",
            |painter, at| {
                marks::paint_sized(
                    painter,
                    at,
                    Role::Responsible,
                    look.role(Role::Responsible),
                    marks::RADIUS,
                );
                marks::paint_count(painter, at, 2, look);
            },
        );
        line(
            ui,
            "机构名上方的横线：由几个机构归并",
            |painter, at| {
                let half = vec2(SMALL, 0.0);
                painter.line_segment([at - half, at + half], Stroke::new(2.0, look.accent));
            },
        );
        line(
            ui,
            "合计：显示的处数 / 全部处数",
            |painter, at| word(painter, at, "3/9", look),
        );
    } else {
        line(ui, "原文有缺损，读法见详情", |painter, at| {
            word(painter, at, "※", look);
        });
    }
    if app.changes().is_some() {
        for state in [TaskState::Added, TaskState::Changed, TaskState::Removed] {
            line(ui, &format!("{}的任务", state.label()), |painter, at| {
                let left = at - vec2(SMALL, 0.0);
                compare::paint_sign(painter, left, state, look);
            });
        }
    }
}

fn word(painter: &Painter, at: Pos2, word: &str, look: &Look) {
    painter.text(
        at,
        Align2::CENTER_CENTER,
        word,
        bold(size::SMALL),
        look.text,
    );
}

/// A sign and its meaning.
fn line(ui: &mut Ui, words: &str, sign: impl FnOnce(&Painter, Pos2)) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(SIGN, 22.0), Sense::hover());
        sign(ui.painter(), rect.center());
        ui.label(words);
    });
}
