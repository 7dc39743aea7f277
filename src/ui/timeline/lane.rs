//! The marks of one target on the axis, and its figure beside them.

use eframe::egui::{Align2, Color32, CornerRadius, Painter, Rangef, Rect, Stroke, pos2, vec2};

use super::{Frame, shapes};
use crate::model::Rhythm;
use crate::ui::grid::{Canvas, Sight};
use crate::ui::theme::{font, size};
use crate::view::timeline::{Day, Lane, Shape, labels, ticks, turn};

/// Between a mark and its figure.
const GAP: f32 = 8.0;
/// Figures keep so far from the edges of the lanes.
const FIGURE_EDGE: f32 = 4.0;
/// The ground of a text is wider than it by.
const GROUND: f32 = 4.0;
/// What has no figure: half as high as, its line.
const WORDS: f32 = 5.0;
const WORDS_LINE: f32 = 1.6;
/// From the edges of the lanes to where marks are said to be out of sight.
const AWAY_LEFT: f32 = 6.0;
const AWAY_RIGHT: f32 = 14.0;
/// The line of a rhythm; ticks that stand closer than this become a line, which is thicker.
const CHAIN: f32 = 1.2;
const CLOSEST_TICKS: f32 = 7.0;
const CHAIN_DENSE: f32 = 4.0;
/// A tick reaches so far to its sides.
const TICK: f32 = 4.0;
/// Between what is painted of a mark and the line that leads to it.
const APPROACH: f32 = 2.0;

impl Frame<'_> {
    /// Paints what stands on the axis of a lane.
    pub fn paint_shape(&self, canvas: &Canvas<'_>, nth: usize, lane: &Lane, row: Rect) {
        let (lanes, sight) = (&canvas.body, canvas.sight);
        let y = row.center().y;
        let figure = self.figure(lanes, lane);
        let marks = self.extent(lane);
        let ground = self.ground(sight, nth);
        if !self.paint_away(canvas, lane, marks, row, ground) {
            return;
        }
        let text = place(sight, marks, figure.size().x);
        self.paint_today(lanes, row, Some(text));
        match lane.shape {
            Shape::Point(at) => {
                let at = pos2(self.axis.x(at), y);
                self.paint_approach(lanes, lane, y, text, marks.min - APPROACH);
                let hollow = self.timeline.target(lane).stretch;
                shapes::diamond(lanes, at, hollow, self.look.accent, ground);
            }
            Shape::Words(at) => {
                self.paint_approach(lanes, lane, y, text, text.min);
                let stroke = Stroke::new(WORDS_LINE, self.look.faint);
                lanes.vline(self.axis.x(at), y - WORDS..=y + WORDS, stroke);
            }
            Shape::Chain(first, last, rhythm) => {
                let x = marks.shrink(shapes::DIAMOND / 2.0);
                self.paint_chain(canvas, (first, last), rhythm, x, y, lane.words);
            }
            Shape::Span(from, to) => {
                let x = Rangef::new(self.axis.x(from), self.axis.x(to));
                shapes::capsule(lanes, x, y, self.look.accent, self.look.selection);
            }
            Shape::Open(..) => shapes::open_bar(lanes, marks, y, self.look.accent),
            Shape::Undated(..) => shapes::dotted(lanes, marks, y, self.look.faint),
        }
        let at = pos2(text.min, y - figure.size().y / 2.0);
        if marks.intersects(text) {
            // Pinned over its own marks: it stands on the ground of its row.
            let behind = Rect::from_min_size(at, figure.size()).expand2(vec2(GROUND, 0.0));
            lanes.rect_filled(behind, CornerRadius::ZERO, ground);
        }
        lanes.galley(at, figure, self.look.text);
    }

    /// Where all marks of a lane are out of sight: on which side they are, and when. Says whether
    /// any is in sight.
    fn paint_away(
        &self,
        canvas: &Canvas<'_>,
        lane: &Lane,
        marks: Rangef,
        row: Rect,
        ground: Color32,
    ) -> bool {
        let lanes = &canvas.body;
        let sight = canvas.sight.body.x_range();
        let undated = matches!(lane.shape, Shape::Undated(..));
        let words = |day: Day| {
            if undated {
                self.timeline.due(lane).text()
            } else {
                format!("{}年", day.year_of())
            }
        };
        let (x, align, words) = if marks.max < sight.min {
            let words = format!("← {}", words(lane.shape.to().before()));
            (sight.min + AWAY_LEFT, Align2::LEFT_CENTER, words)
        } else if marks.min > sight.max {
            let words = format!("{} →", words(lane.shape.from().before()));
            (sight.max - AWAY_RIGHT, Align2::RIGHT_CENTER, words)
        } else {
            return true;
        };
        self.paint_today(lanes, row, None);
        let at = pos2(x, row.center().y);
        let galley = lanes.layout_no_wrap(words, font(size::SMALL), self.look.faint);
        let area = align.anchor_size(at, galley.size());
        if matches!(lane.shape, Shape::Point(_) | Shape::Words(_)) {
            self.paint_approach(lanes, lane, at.y, area.x_range(), marks.min);
        }
        let behind = area.expand2(vec2(GROUND, 0.0));
        lanes.rect_filled(behind, CornerRadius::ZERO, ground);
        lanes.galley(area.min, galley, self.look.faint);
        false
    }

    /// What the marks of a lane take of its line.
    fn extent(&self, lane: &Lane) -> Rangef {
        let extent = lane.shape.extent(&self.axis.axis, shapes::DIAMOND);
        Rangef::new(self.axis.left + extent.start, self.axis.left + extent.end)
    }

    /// The line from the start of a plan to a mark, around the figure before it.
    fn paint_approach(&self, lanes: &Painter, lane: &Lane, y: f32, text: Rangef, to: f32) {
        let start = self.axis.x(lane.start);
        let stretch = |from: f32, to: f32| {
            if to - from > 1.0 {
                lanes.hline(from..=to, y, Stroke::new(1.0, self.look.faint));
            }
        };
        if text.min < to {
            stretch(start, text.min - GAP);
            stretch((text.max + GROUND).max(start), to);
        } else {
            stretch(start, to.min(text.min - GAP));
        }
    }

    fn paint_chain(
        &self,
        canvas: &Canvas<'_>,
        (first, last): (Day, Day),
        rhythm: Rhythm,
        line: Rangef,
        y: f32,
        words: bool,
    ) {
        let (lanes, colour) = (&canvas.body, self.look.accent);
        let step = self.axis.axis.per_year * turn(rhythm);
        if step < CLOSEST_TICKS {
            // Too close to be told apart: a line as thick as they are high.
            lanes.hline(line, y, Stroke::new(CHAIN_DENSE, colour));
            return;
        }
        lanes.hline(line, y, Stroke::new(CHAIN, colour));
        let seen = canvas.sight.body.x_range().expand(step + TICK);
        let from = self.axis.axis.day(seen.min - self.axis.left).max(first);
        for day in ticks(rhythm, from, last) {
            let x = self.axis.x(day);
            if x > seen.max {
                break;
            }
            shapes::tick(lanes, pos2(x, y), words, colour);
        }
    }
}

/// Where the figure of a target stands beside its marks, so that it stays in sight.
fn place(sight: &Sight, marks: Rangef, width: f32) -> Rangef {
    let room = sight.body.x_range().shrink(FIGURE_EDGE);
    let left = labels::beside(marks.min..marks.max, width, GAP, room.min..room.max);
    Rangef::new(left, left + width)
}
