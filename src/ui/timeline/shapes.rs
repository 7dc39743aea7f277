//! The marks of deadlines, drawn: shape first, colour second.

use eframe::egui::{
    Color32, CornerRadius, Painter, Pos2, Rangef, Rect, Shape, Stroke, StrokeKind, pos2, vec2,
};

use crate::ui::theme::Look;

/// Half the width of a diamond.
pub const DIAMOND: f32 = 6.5;
/// Half the height of a capsule.
const CAPSULE: f32 = 4.0;
/// The shortest capsule, its line, and how round its corners are.
const LEAST_CAPSULE: f32 = 12.0;
const CAPSULE_LINE: f32 = 1.3;
const CAPSULE_CORNER: u8 = 4;
const DOT: f32 = 3.0;
/// Half the height of a small line.
const TICK: f32 = 4.0;
/// How far back the tip of an open bar reaches.
const TIP: f32 = 5.0;
const STROKE: f32 = 1.6;
/// From dot to dot of a dotted line, a dot, its line.
const DOTS: f32 = 6.0;
const DOTTED: f32 = 2.0;
const DOTTED_LINE: f32 = 1.2;
/// Half the height of a plan's bar, how round its corners are, from line to line of its hatching.
const BAR: f32 = 5.0;
const BAR_CORNER: u8 = 2;
const HATCH: f32 = 6.0;

/// A deadline; hollow where the source only strives for it.
pub fn diamond(painter: &Painter, centre: Pos2, hollow: bool, colour: Color32, ground: Color32) {
    let reach = if hollow {
        DIAMOND - STROKE / 2.0
    } else {
        DIAMOND
    };
    let points = vec![
        centre - vec2(0.0, reach),
        centre + vec2(reach, 0.0),
        centre + vec2(0.0, reach),
        centre - vec2(reach, 0.0),
    ];
    let shape = if hollow {
        Shape::convex_polygon(points, ground, Stroke::new(STROKE, colour))
    } else {
        Shape::convex_polygon(points, colour, Stroke::NONE)
    };
    painter.add(shape);
}

/// A turn of a rhythm: a dot, or a small line where it has no figure.
pub fn tick(painter: &Painter, centre: Pos2, words: bool, colour: Color32) {
    if words {
        let y = Rangef::new(centre.y - TICK, centre.y + TICK);
        painter.vline(centre.x, y, Stroke::new(STROKE, colour));
    } else {
        painter.circle_filled(centre, DOT, colour);
    }
}

/// The time between two years.
pub fn capsule(painter: &Painter, x: Rangef, y: f32, colour: Color32, ground: Color32) {
    // However short the time, the capsule can be seen as one.
    let x = if x.span() < LEAST_CAPSULE {
        Rangef::new(x.max - LEAST_CAPSULE, x.max)
    } else {
        x
    };
    let rect = Rect::from_x_y_ranges(x, y - CAPSULE..=y + CAPSULE);
    painter.rect(
        rect,
        CornerRadius::same(CAPSULE_CORNER),
        ground,
        Stroke::new(CAPSULE_LINE, colour),
        StrokeKind::Inside,
    );
}

/// All the time: a bar that is open at its end.
pub fn open_bar(painter: &Painter, x: Rangef, y: f32, colour: Color32) {
    let stroke = Stroke::new(STROKE, colour);
    painter.hline(x, y, stroke);
    let start = Rangef::new(y - TICK, y + TICK);
    painter.vline(x.min, start, stroke);
    let tip = pos2(x.max, y);
    for side in [-1.0, 1.0] {
        painter.line_segment([tip, tip + vec2(-TIP, TICK * side)], stroke);
    }
}

/// A time that nobody set: a row of dots.
pub fn dotted(painter: &Painter, x: Rangef, y: f32, colour: Color32) {
    let clip = painter.clip_rect().x_range();
    let (from, to) = (x.min.max(clip.min - DOTS), x.max.min(clip.max));
    let mut at = x.min + ((from - x.min) / DOTS).floor().max(0.0) * DOTS;
    while at <= to {
        painter.hline(
            at..=(at + DOTTED).min(x.max),
            y,
            Stroke::new(DOTTED_LINE, colour),
        );
        at += DOTS;
    }
}

/// How strongly a plan's bar is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarLook {
    /// Filled: the plan is in force.
    Full,
    /// Pale: its time is over.
    Pale,
    /// Hatched: it is a draft.
    Hatched,
}

/// The time of a plan.
pub fn plan_bar(painter: &Painter, x: Rangef, y: f32, how: BarLook, look: &Look) {
    let rect = Rect::from_x_y_ranges(x, y - BAR..=y + BAR);
    let corner = CornerRadius::same(BAR_CORNER);
    match how {
        BarLook::Full => {
            painter.rect_filled(rect, corner, look.faint);
        }
        BarLook::Pale => {
            painter.rect_filled(rect, corner, look.bar);
        }
        BarLook::Hatched => {
            painter.rect(
                rect,
                corner,
                look.background,
                Stroke::new(1.0, look.faint),
                StrokeKind::Inside,
            );
            let inside = painter.with_clip_rect(rect.shrink(1.0).intersect(painter.clip_rect()));
            let seen = inside.clip_rect().x_range();
            let height = rect.height();
            let mut at = rect.left() + ((seen.min - rect.left()) / HATCH).floor() * HATCH - height;
            while at < seen.max {
                let line = [pos2(at, rect.bottom()), pos2(at + height, rect.top())];
                inside.line_segment(line, Stroke::new(1.0, look.faint));
                at += HATCH;
            }
        }
    }
}
