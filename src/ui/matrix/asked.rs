//! The corner where a view asks for one member of a collective: what it has of its own, what it has
//! through whom, and the ways to see only the one, or another member.

use eframe::egui::containers::menu::MenuButton;
use eframe::egui::{
    Align, Align2, Button, Label, Layout, Painter, Pos2, Rect, RichText, ScrollArea, Stroke,
    StrokeKind, Ui, UiBuilder, pos2, vec2,
};

use super::Actions;
use crate::app::{Action, App};
use crate::model::AgencyKind;
use crate::terms;
use crate::ui::theme::{Look, bold, font, size};
use crate::ui::widgets;
use crate::view::AskedMember;

/// From the top of the corner to the lines, and the height that they need.
const LINES_AT: f32 = 44.0;
const LINE: f32 = 19.0;
/// The least height of a header with these lines in its corner, in points.
pub const HEADER: f32 = LINES_AT + 3.0 * LINE + 26.0;
/// The box around 经 above the name of a column, and from it to the name.
const PILL: f32 = 18.0;
const PILL_GAP: f32 = 4.0;
const DASH: f32 = 2.6;
const GAP: f32 = 2.0;
/// The room that it takes above a name, in points.
pub const PILL_ROOM: f32 = PILL + PILL_GAP;
/// The most rows of the menu of members without scrolling.
const MENU: f32 = 360.0;

/// The three lines in the corner.
pub fn show(
    ui: &mut Ui,
    corner: Rect,
    app: &App,
    asked: &AskedMember,
    look: &Look,
    actions: &mut Actions,
) {
    let view = app.view();
    let workspace = app.sheet().workspace();
    let agency = workspace.agency(asked.body);
    let left = corner.left() + size::EDGE;
    let line = |ui: &mut Ui, nth: f32| {
        let top = corner.top() + LINES_AT + nth * LINE;
        let rect = Rect::from_min_max(pos2(left, top), pos2(corner.right() - 4.0, top + LINE));
        let mut line = ui.new_child(
            UiBuilder::new()
                .id_salt(("asked", nth.to_bits()))
                .max_rect(rect)
                .layout(Layout::left_to_right(Align::Center)),
        );
        line.set_clip_rect(corner.intersect(ui.clip_rect()));
        line.spacing_mut().item_spacing.x = 6.0;
        line
    };
    let mut first = line(ui, 0.0);
    let words = RichText::new(agency.label()).font(bold(size::FIGURE));
    first.add(Label::new(words.color(look.text)).truncate());
    let small = |text: String| RichText::new(text).font(font(size::SMALL)).color(look.dim);
    first.label(small(format!("直接 {}", asked.direct)));
    if !view.direct_only {
        first.label(small(format!("· {} {}", terms::THROUGH, asked.through)));
    }
    let via = asked.via_text(workspace);
    line(ui, 1.0)
        .add(Label::new(small(via.clone())).truncate())
        .on_hover_text(via);
    let mut links = line(ui, 2.0);
    links.spacing_mut().button_padding.x = 0.0;
    links.spacing_mut().item_spacing.x = 12.0;
    let (words, hint) = if view.direct_only {
        ("含经集合机构", "集合机构的任务也列出来，另行计数")
    } else {
        (terms::DIRECT_ONLY, "只列文件直接写明这个机构的任务")
    };
    if widgets::link(&mut links, words, look.accent)
        .on_hover_text(hint)
        .clicked()
    {
        actions.push(Action::View(view.toggle_direct_only()));
    }
    if asked.others.is_empty() {
        return;
    }
    let words = match agency.kind {
        AgencyKind::District => "换一个区…",
        _ => "换一个成员…",
    };
    let words = RichText::new(words)
        .font(font(size::SMALL))
        .color(look.accent);
    let button = Button::new(words).frame_when_inactive(false);
    MenuButton::from_button(button).ui(&mut links, |ui| {
        ScrollArea::vertical().max_height(MENU).show(ui, |ui| {
            for &other in &asked.others {
                let other = workspace.agency(other);
                if ui.button(other.label()).clicked() {
                    actions.push(Action::View(view.only_agency(&other.id)));
                    ui.close();
                }
            }
        });
    });
}

/// 经 in a broken box above the name of a column.
pub fn pill(painter: &Painter, bottom: Pos2, look: &Look) {
    let rect = Rect::from_center_size(
        bottom - vec2(0.0, PILL_GAP + PILL / 2.0),
        vec2(PILL, PILL - 2.0),
    );
    let stroke = Stroke::new(1.0, look.dim);
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    painter.rect(rect, 4.0, look.background, Stroke::NONE, StrokeKind::Inside);
    painter.extend(eframe::egui::Shape::dashed_line(
        &corners, stroke, DASH, GAP,
    ));
    painter.text(
        rect.center(),
        Align2::CENTER_CENTER,
        terms::THROUGH_MARK,
        font(11.0),
        look.dim,
    );
}
