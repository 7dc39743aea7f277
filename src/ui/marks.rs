//! The marks of the roles, drawn: shape first, colour second.

use eframe::egui::{
    Align2, Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2,
};

use super::theme::{Look, bold, font};
use crate::model::{OwnRole, Role};
use crate::view::{Cell, MarkStyle, Sign};
use crate::{num, terms};

/// The radius of a mark, in points.
pub const RADIUS: f32 = 6.0;
const STROKE: f32 = 1.7;
/// The corners of a ring that is no larger than a mark.
const CORNERS: usize = 20;
/// The radius of marks that share a cell, and from one to the next.
const SMALL_RADIUS: f32 = 4.5;
const STEP: f32 = 11.5;
/// The broken ring of what a collective brings: its points, its line, dashes and gaps, and the
/// radius of a mark inside.
const RING: usize = 24;
const THIN: f32 = 1.3;
const DASH: f32 = 2.6;
const GAP: f32 = 2.0;
const INSIDE: f32 = 3.0;
/// From 经 to the mark behind it, and its size.
const THROUGH: f32 = 12.0;
const THROUGH_SIZE: f32 = 11.0;
/// From the middle of a mark: the dot of a damaged source, how many assignments share it.
const DOT_AT: Vec2 = Vec2::new(9.0, -8.0);
const DOT: f32 = 2.0;
const COUNT_AT: Vec2 = Vec2::new(10.5, 7.0);
const COUNT: f32 = 9.0;
/// The sizes of ① and of a role's word or letter.
const FIRST: f32 = 15.0;
const LETTER: f32 = 13.0;
/// The size of the mark of a file's own role where there is little room.
const OWN_SMALL: f32 = 10.0;

/// Paints the mark of a role with a radius of its own.
pub fn paint_sized(painter: &Painter, centre: Pos2, role: Role, colour: Color32, radius: f32) {
    paint_stroked(painter, centre, role, radius, Stroke::new(STROKE, colour));
}

/// The same with a stroke of its own, for what is read from afar.
pub fn paint_stroked(painter: &Painter, centre: Pos2, role: Role, radius: f32, stroke: Stroke) {
    let colour = stroke.color;
    let ring = radius - stroke.width / 2.0;
    match role {
        Role::Lead => {
            painter.circle_filled(centre, radius, colour);
        }
        Role::Responsible => {
            paint_ring(painter, centre, ring, stroke);
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

/// Paints a ring. A small one has as many corners as the eye needs, and not half as many more as a
/// circle of the painter: with hundreds of them on the screen that is a megabyte.
fn paint_ring(painter: &Painter, centre: Pos2, radius: f32, stroke: Stroke) {
    if radius > RADIUS {
        painter.circle_stroke(centre, radius, stroke);
        return;
    }
    // As the line of a circle, it lies outside.
    let middle = radius + stroke.width / 2.0;
    let corners = (0..CORNERS).map(|nth| {
        let angle = std::f32::consts::TAU * num::float(nth) / num::float(CORNERS);
        centre + Vec2::angled(angle) * middle
    });
    painter.add(Shape::closed_line(corners.collect(), stroke));
}

/// Paints the mark of what a body has through a collective: the role's, paler, in a broken ring.
pub fn paint_through(painter: &Painter, centre: Pos2, role: Role, look: &Look) {
    let point = |nth: usize| {
        let angle = std::f32::consts::TAU * num::float(nth) / num::float(RING);
        centre + Vec2::angled(angle) * (RADIUS - STROKE / 2.0)
    };
    let ring: Vec<Pos2> = (0..=RING).map(point).collect();
    let stroke = Stroke::new(THIN, look.dim);
    painter.extend(Shape::dashed_line(&ring, stroke, DASH, GAP));
    // 责任 is a ring by itself.
    if role != Role::Responsible {
        paint_sized(painter, centre, role, look.dim, INSIDE);
    }
}

/// Paints the dot beside a mark that the source, damaged there, was read to mean.
pub fn paint_mended(painter: &Painter, centre: Pos2, look: &Look) {
    painter.circle_filled(centre + DOT_AT, DOT, look.warning);
}

/// Paints the small figure beside a mark: how many assignments share it.
pub fn paint_count(painter: &Painter, centre: Pos2, count: u16, look: &Look) {
    painter.text(
        centre + COUNT_AT,
        Align2::CENTER_CENTER,
        count.to_string(),
        font(COUNT),
        look.dim,
    );
}

/// Paints a cell's marks in the chosen style, side by side where a body has several roles. What it
/// has through a collective is paler, with 经 before it.
pub fn paint_cell(
    painter: &Painter,
    centre: Pos2,
    (cell, own): (&Cell, &[OwnRole]),
    style: MarkStyle,
    look: &Look,
) {
    let own = if style == MarkStyle::Raci { &[] } else { own };
    let signs: Vec<Sign<'_>> = if own.is_empty() {
        let roles = cell.roles.iter();
        roles.map(|role| Sign { role, own: None }).collect()
    } else {
        cell.signs(own).collect()
    };
    let count = signs.len();
    if let [Sign { role, own: None }] = signs.as_slice()
        && cell.through
        && style == MarkStyle::Symbols
    {
        paint_through(painter, centre, *role, look);
        return;
    }
    let step = if count > 1 { STEP } else { 0.0 };
    let colour = |role| {
        if cell.through {
            look.dim
        } else {
            look.role(role)
        }
    };
    let mut at = centre - Vec2::new(step * num::float(count.saturating_sub(1)) / 2.0, 0.0);
    if cell.through {
        at.x += THROUGH / 2.0;
        let word = at - Vec2::new(THROUGH, 0.0);
        let font = font(THROUGH_SIZE);
        painter.text(
            word,
            Align2::CENTER_CENTER,
            terms::THROUGH_MARK,
            font,
            look.dim,
        );
    }
    for Sign { role, own } in signs {
        if let Some(own) = own {
            // Two characters have the room of one.
            let wide = own.mark.chars().count() > 1 || count > 2;
            let font = if wide { bold(OWN_SMALL) } else { bold(LETTER) };
            painter.text(at, Align2::CENTER_CENTER, &own.mark, font, colour(role));
        } else if cell.is_first(role) {
            painter.text(at, Align2::CENTER_CENTER, "①", font(FIRST), colour(role));
        } else if style == MarkStyle::Symbols {
            let small = count > 1 || cell.through;
            let radius = if small { SMALL_RADIUS } else { RADIUS };
            paint_sized(painter, at, role, colour(role), radius);
        } else {
            let font = if role == Role::Lead && !cell.through {
                bold(LETTER)
            } else {
                font(LETTER)
            };
            painter.text(
                at,
                Align2::CENTER_CENTER,
                style.text(role),
                font,
                colour(role),
            );
        }
        at.x += step;
    }
}
