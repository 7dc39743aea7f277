//! The row of a group: its heading, its plan's bar, its deadlines.

use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Color32, CornerRadius, Galley, Painter, Rangef, Rect, pos2, vec2};

use super::layout::DayMark;
use super::{Frame, shapes};
use crate::ui::grid::Canvas;
use crate::ui::theme::{bold, font, size};
use crate::ui::widgets;
use crate::view::timeline::labels::{self, Mark, Room, Side};
use crate::view::timeline::{Group, LaneGroup, PlanBar, Shape, Standing};

/// The triangle of a group, where its words begin, and how far from the lanes they end.
const TRIANGLE_AT: f32 = 17.0;
const WORDS_AT: f32 = 28.0;
const WORDS_END: f32 = 6.0;
/// Figures of a thread that stand side by side on one day.
const MOST_FIGURES: usize = 3;
/// Between a mark and its figure.
const GAP: f32 = 6.0;
/// Marks so far out of sight may still have their figures in sight.
const FIGURE_REACH: f32 = 400.0;
/// Behind the end of the axis figures have so much room.
const BEHIND_AXIS: f32 = 200.0;
/// About as wide is a count: `12 项`.
const COUNT: f32 = 44.0;
/// So much wider than a text is its ground, at both ends.
const GROUND: f32 = 3.0;
/// Half the height of a capsule that stands for a stretch of time.
const CAPSULE: f32 = 6.0;

impl Frame<'_> {
    /// Paints the row of a group.
    pub fn paint_group(&self, canvas: &Canvas<'_>, nth: usize, row: Rect) {
        let group = &self.timeline.groups[nth];
        let (rows, lanes) = (&canvas.rows, &canvas.body);
        let triangle = pos2(row.left() + TRIANGLE_AT, row.center().y);
        widgets::triangle(rows, triangle, group.folded, self.look.text);
        let heading = self.timeline.heading(group);
        let colour = self.look.text;
        let ranges = self.query.highlights(&heading, false);
        let job = widgets::highlighted(&heading, &ranges, bold(size::TEXT), colour, self.look);
        let x = row.left() + WORDS_AT;
        let room = canvas.sight.body.left() - WORDS_END - x;
        let galley = widgets::cut(rows, job, room, 1);
        widgets::put(rows, x, row.center().y, galley, colour);
        self.paint_today(lanes, row, None);
        if let Some(bar) = &group.bar {
            let x = Rangef::new(self.axis.x(bar.from), self.axis.x(bar.to));
            shapes::plan_bar(lanes, x, row.center().y, bar_look(bar), self.look);
        }
        self.paint_marks(canvas, group, &self.layout.marks[nth], row);
        let aside = self.timeline.heading_aside(group);
        self.paint_aside(canvas, aside, row);
    }

    /// The deadlines of a group in its own row: figures, or counts where they crowd.
    fn paint_marks(&self, canvas: &Canvas<'_>, group: &Group, marks: &[DayMark], row: Rect) {
        let lanes = &canvas.body;
        let clip = canvas.sight.body.x_range().expand(FIGURE_REACH);
        let first = marks.partition_point(|mark| self.axis.x(mark.day) < clip.min);
        let end = marks.partition_point(|mark| self.axis.x(mark.day) <= clip.max);
        let marks = &marks[first..end];
        if marks.is_empty() {
            return;
        }
        let count_text = |count: usize| {
            let words = format!("{count} 项");
            lanes.layout_no_wrap(words, font(size::SMALL), self.look.dim)
        };
        // A thread is there to compare its figures: it does not count them.
        let by_thread = matches!(group.kind, LaneGroup::Thread(_));
        let texts: Vec<Arc<Galley>> = marks
            .iter()
            .map(|mark| match mark.lanes.as_slice() {
                [one] => self.figure(lanes, &self.timeline.lanes[*one]),
                [..] if by_thread && mark.lanes.len() <= MOST_FIGURES => {
                    self.figures(lanes, &mark.lanes)
                }
                all => count_text(all.len()),
            })
            .collect();
        let on_line: Vec<Mark> = marks
            .iter()
            .zip(&texts)
            .map(|(mark, text)| Mark {
                x: self.axis.x(mark.day),
                width: text.size().x,
            })
            .collect();
        let room = Room {
            from: f32::MIN / 2.0,
            to: self.axis.x(self.axis.axis.range.end) + BEHIND_AXIS,
            half: shapes::DIAMOND,
            gap: GAP,
            count: COUNT,
            side: if group.bar.is_some() {
                Side::Behind
            } else {
                Side::Before
            },
        };
        let y = row.center().y;
        let ground = self.look.panel;
        for placed in labels::place(&on_line, room) {
            let members = placed.first..placed.first + placed.count;
            let last = members.end - 1;
            let text = if placed.count == 1 {
                Arc::clone(&texts[last])
            } else {
                let members = marks[members.clone()].iter();
                count_text(members.map(|mark| mark.lanes.len()).sum())
            };
            // A text stands on the ground of its row, not on a bar or on the line of today.
            let at = pos2(placed.text, y - text.size().y / 2.0);
            let behind = Rect::from_min_size(at, text.size()).expand2(vec2(GROUND, 0.0));
            lanes.rect_filled(behind, CornerRadius::ZERO, ground);
            for mark in &marks[members] {
                self.paint_mark(lanes, mark, y, ground);
            }
            lanes.galley(at, text, self.look.text);
        }
    }

    /// A mark in a group's row, drawn as the weightiest of its targets.
    fn paint_mark(&self, lanes: &Painter, mark: &DayMark, y: f32, ground: Color32) {
        let at = pos2(self.axis.x(mark.day), y);
        let lane = &self.timeline.lanes[mark.speaker(self.timeline)];
        let colour = self.look.accent;
        match lane.shape {
            Shape::Point(_) => {
                let stretch = |&lane: &usize| {
                    let lane = &self.timeline.lanes[lane];
                    self.timeline.target(lane).stretch
                };
                let hollow = mark.lanes.iter().all(stretch);
                shapes::diamond(lanes, at, hollow, colour, ground);
            }
            // Its end is what stands here; the whole of it is in its lane.
            Shape::Span(..) => {
                let x = Rangef::new(at.x - CAPSULE, at.x + CAPSULE);
                shapes::capsule(lanes, x, y, colour, self.look.selection);
            }
            Shape::Chain(..) => shapes::tick(lanes, at, lane.words, colour),
            _ => shapes::tick(lanes, at, true, self.look.faint),
        }
    }

    /// The figures of targets that end on one day.
    fn figures(&self, lanes: &Painter, of: &[usize]) -> Arc<Galley> {
        let mut job = LayoutJob::default();
        for (nth, &lane) in of.iter().enumerate() {
            let lane = &self.timeline.lanes[lane];
            if nth > 0 {
                job.append(
                    "、",
                    0.0,
                    TextFormat::simple(font(size::SMALL), self.look.dim),
                );
            }
            job.append(&self.timeline.figure(lane), 0.0, self.figure_format(lane));
        }
        lanes.layout_job(job)
    }
}

/// How a plan's bar is painted.
fn bar_look(bar: &PlanBar) -> shapes::BarLook {
    match bar.standing {
        Standing::Draft => shapes::BarLook::Hatched,
        Standing::InForce => shapes::BarLook::Full,
        Standing::Passed | Standing::Ended => shapes::BarLook::Pale,
    }
}
