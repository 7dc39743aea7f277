//! The marks of the roles, drawn: shape first, colour second.

use eframe::egui::{
    Align2, Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2,
};

use super::theme::{Look, bold, font};
use crate::model::Role;
use crate::view::MarkStyle;

/// The radius of a mark, in points.
pub const RADIUS: f32 = 6.0;
const STROKE: f32 = 1.7;

/// Paints the mark of a role around a centre.
pub fn paint(painter: &Painter, centre: Pos2, role: Role, look: &Look) {
    paint_sized(painter, centre, role, look.role(role), RADIUS);
}

/// Paints the mark of a role with a radius of its own.
pub fn paint_sized(painter: &Painter, centre: Pos2, role: Role, colour: Color32, radius: f32) {
    let stroke = Stroke::new(STROKE, colour);
    let ring = radius - STROKE / 2.0;
    match role {
        Role::Lead => {
            painter.circle_filled(centre, radius, colour);
        }
        Role::Responsible => {
            painter.circle_stroke(centre, ring, stroke);
        }
        Role::Support => {
            let corner = |x: f32, y: f32| centre + Vec2::new(x, y) * ring;
            painter.add(Shape::closed_line(
                vec![corner(0.0, -1.0), corner(1.0, 0.8), corner(-1.0, 0.8)],
                stroke,
            ));
        }
        Role::Member => {
            let reach = ring * 1.12;
            painter.add(Shape::closed_line(
                vec![
                    pos2(centre.x, centre.y - reach),
                    pos2(centre.x + reach, centre.y),
                    pos2(centre.x, centre.y + reach),
                    pos2(centre.x - reach, centre.y),
                ],
                stroke,
            ));
        }
        Role::Oversee => {
            painter.rect_stroke(
                Rect::from_center_size(centre, Vec2::splat(2.0 * ring - 1.0)),
                CornerRadius::ZERO,
                stroke,
                StrokeKind::Middle,
            );
        }
    }
}

/// Paints a cell's mark in the chosen style; `first` stands for ①.
pub fn paint_cell(
    painter: &Painter,
    centre: Pos2,
    role: Role,
    style: MarkStyle,
    first: bool,
    look: &Look,
) {
    if first {
        let text = "①";
        painter.text(
            centre,
            Align2::CENTER_CENTER,
            text,
            font(15.0),
            look.role(role),
        );
        return;
    }
    match style {
        MarkStyle::Symbols => paint(painter, centre, role, look),
        MarkStyle::Words | MarkStyle::Raci => {
            let font = if role == Role::Lead {
                bold(13.0)
            } else {
                font(13.0)
            };
            let text = style.text(role);
            painter.text(centre, Align2::CENTER_CENTER, text, font, look.role(role));
        }
    }
}
