//! The marks of deadlines, drawn: shape first, colour second.

use eframe::egui::{
    Color32, CornerRadius, Painter, Pos2, Rangef, Rect, Shape, Stroke, StrokeKind, pos2, vec2,
};

use crate::ui::theme::Look;

/// Half the width of a diamond.
pub const DIAMOND: f32 = 6.5;
/// Half the height of a capsule.
const CAPSULE: f32 = 4.0;
const DOT: f32 = 3.0;
const STROKE: f32 = 1.6;

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
        let y = Rangef::new(centre.y - 4.0, centre.y + 4.0);
        painter.vline(centre.x, y, Stroke::new(STROKE, colour));
    } else {
        painter.circle_filled(centre, DOT, colour);
    }
}

/// The time between two years.
pub fn capsule(painter: &Painter, x: Rangef, y: f32, colour: Color32, ground: Color32) {
    // However short the time, the capsule can be seen as one.
    let x = if x.span() < 12.0 {
        Rangef::new(x.max - 12.0, x.max)
    } else {
        x
    };
    let rect = Rect::from_x_y_ranges(x, y - CAPSULE..=y + CAPSULE);
    painter.rect(
        rect,
        CornerRadius::same(4),
        ground,
        Stroke::new(1.3, colour),
        StrokeKind::Inside,
    );
}

/// All the time: a bar that is open at its end.
pub fn open_bar(painter: &Painter, x: Rangef, y: f32, colour: Color32) {
    let stroke = Stroke::new(STROKE, colour);
    painter.hline(x, y, stroke);
    let start = Rangef::new(y - 4.0, y + 4.0);
    painter.vline(x.min, start, stroke);
    let tip = pos2(x.max, y);
    for side in [-1.0, 1.0] {
        painter.line_segment([tip, tip + vec2(-5.0, 4.0 * side)], stroke);
    }
}

/// A time that nobody set: a row of dots.
pub fn dotted(painter: &Painter, x: Rangef, y: f32, colour: Color32) {
    let clip = painter.clip_rect().x_range();
    let (from, to) = (x.min.max(clip.min - 6.0), x.max.min(clip.max));
    let mut at = x.min + ((from - x.min) / 6.0).floor().max(0.0) * 6.0;
    while at <= to {
        painter.hline(at..=(at + 2.0).min(x.max), y, Stroke::new(1.2, colour));
        at += 6.0;
    }
}

/// How strongly a plan's bar is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarLook {
    /// It binds.
    Full,
    /// Its time is over.
    Pale,
    /// A draft.
    Hatched,
}

/// The time of a plan.
pub fn plan_bar(painter: &Painter, x: Rangef, y: f32, how: BarLook, look: &Look) {
    let rect = Rect::from_x_y_ranges(x, y - 5.0..=y + 5.0);
    let corner = CornerRadius::same(2);
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
            let mut at = rect.left() + ((seen.min - rect.left()) / 6.0).floor() * 6.0 - height;
            while at < seen.max {
                let line = [pos2(at, rect.bottom()), pos2(at + height, rect.top())];
                inside.line_segment(line, Stroke::new(1.0, look.faint));
                at += 6.0;
            }
        }
    }
}
