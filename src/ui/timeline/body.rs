//! The rows' grounds, the axis's lines, and what stands beside the lanes.

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Color32, CornerRadius, Galley, Painter, Rangef, Rect, Stroke, pos2};

use super::Frame;
use super::layout::{INDICATOR_AT, MARGIN, RowKind};
use crate::model::{Amount, Due};
use crate::ui::grid::{Canvas, Paint, Sight};
use crate::ui::theme::{bold, font, size};
use crate::ui::widgets;
use crate::view::timeline::{Day, Lane, Shape};

/// Between the words at the left and the lanes.
const WORDS_END: f32 = 8.0;
const CLIP_END: f32 = 4.0;
/// Between the lanes and the words at the right.
pub const ASIDE_AT: f32 = 9.0;
/// From the indicator to the task that sets it.
const TASK_AT: f32 = 8.0;
/// The dot of what has a note, from the indicator.
const NOTE_AT: f32 = 10.0;
const NOTE: f32 = 2.0;
/// The line of today, and how far it keeps from texts.
const TODAY: f32 = 1.2;
const AROUND_TODAY: f32 = 2.0;
/// Between a figure and what is said of its deadline.
const DUE_GAP: f32 = 8.0;

impl Paint for Frame<'_> {
    fn ground(&self) -> Color32 {
        self.look.background
    }

    fn prepare(&mut self, sight: &Sight) {
        self.axis.left = sight.origin.x + MARGIN;
    }

    fn paint_ground(&self, canvas: &Canvas<'_>) {
        let sight = canvas.sight;
        let band = |nth: usize, colour: Color32| {
            let y = sight.y(self.layout.rows.span(nth));
            let row = Rect::from_x_y_ranges(sight.rect.x_range(), y);
            canvas.rows.rect_filled(row, CornerRadius::ZERO, colour);
        };
        for nth in sight.rows.clone() {
            if let RowKind::Group(_) = self.layout.kinds[nth] {
                band(nth, self.look.panel);
            }
        }
        for nth in [sight.hovered.row, self.cursor].into_iter().flatten() {
            if sight.rows.contains(&nth) && matches!(self.layout.kinds[nth], RowKind::Lane(_)) {
                band(nth, self.ground(sight, nth));
            }
        }
        self.paint_grid(canvas);
    }

    fn paint_row(&self, canvas: &Canvas<'_>, nth: usize, row: Rect) {
        match self.layout.kinds[nth] {
            RowKind::Group(group) => self.paint_group(canvas, group, row),
            RowKind::Lane(lane) => {
                self.paint_name(canvas, lane, row);
                self.paint_shape(canvas, nth, &self.timeline.lanes[lane], row);
                let aside = self.timeline.aside(&self.timeline.lanes[lane]);
                self.paint_aside(canvas, aside, row);
            }
        }
        // A stronger line stands before the next group.
        let before_group = self
            .layout
            .kinds
            .get(nth + 1)
            .is_none_or(|next| matches!(next, RowKind::Group(_)));
        let colour = if before_group {
            self.look.line
        } else {
            self.look.hairline
        };
        let line = Stroke::new(1.0, colour);
        canvas.rows.hline(row.x_range(), row.bottom() - 0.5, line);
    }

    fn paint_edges(&self, canvas: &Canvas<'_>) {
        self.paint_frame(canvas);
    }
}

impl Frame<'_> {
    /// Lines where years begin, and quarters and months where they have names.
    fn paint_grid(&self, canvas: &Canvas<'_>) {
        let (lanes, axis) = (&canvas.body, &self.axis.axis);
        let stroke = Stroke::new(1.0, self.look.hairline);
        let y = canvas.sight.body.y_range();
        let Range { start, end } = self.in_sight(canvas.sight);
        for step in [Some(axis.years()), axis.parts()].into_iter().flatten() {
            for tick in axis.ticks(step, start, end) {
                lanes.vline(self.axis.x(tick.from), y, stroke);
            }
        }
        lanes.vline(self.axis.x(axis.range.end), y, stroke);
    }

    /// Today through one row, but not through a text.
    pub fn paint_today(&self, lanes: &Painter, row: Rect, text: Option<Rangef>) {
        if !self.timeline.shows_today() {
            return;
        }
        let x = self.axis.x(Day::start(self.timeline.today));
        if text.is_none_or(|text| !text.expand(AROUND_TODAY).contains(x)) {
            lanes.vline(x, row.y_range(), Stroke::new(TODAY, self.look.warning));
        }
    }

    fn paint_name(&self, canvas: &Canvas<'_>, nth: usize, row: Rect) {
        let target = self.timeline.target(&self.timeline.lanes[nth]);
        let colour = self.look.text;
        let ranges = self.query.highlights(&target.indicator, false);
        let name = &target.indicator;
        let mut job = widgets::highlighted(name, &ranges, font(size::TEXT), colour, self.look);
        let left = row.left() + INDICATOR_AT;
        job.wrap.max_width = canvas.sight.body.left() - WORDS_END - left;
        job.wrap.max_rows = 2;
        let lane = &self.timeline.lanes[nth];
        if let Some(task) = self.timeline.task_title(lane.task, target) {
            let format = TextFormat::simple(font(size::SMALL), self.look.dim);
            job.append(task, TASK_AT, format);
        }
        for section in &mut job.sections {
            section.format.line_height = Some(size::ROW_LINE);
        }
        let clip = row.with_max_x(canvas.sight.body.left() - CLIP_END);
        let name = canvas
            .rows
            .with_clip_rect(clip.intersect(canvas.rows.clip_rect()));
        let galley = name.layout_job(job);
        widgets::put(&name, left, row.center().y, galley, colour);
        if target.note.is_some() {
            let dot = pos2(left - NOTE_AT, row.center().y);
            name.circle_filled(dot, NOTE, self.look.warning);
        }
    }

    /// What stands beside the axis, cut where it is too long.
    pub fn paint_aside(&self, canvas: &Canvas<'_>, words: String, row: Rect) {
        if self.layout.columns.right == 0.0 {
            return;
        }
        let colour = self.look.dim;
        let format = TextFormat::simple(font(size::SMALL), colour);
        let job = LayoutJob::single_section(words, format);
        let x = canvas.sight.body.right() + ASIDE_AT;
        let room = row.right() - size::EDGE_RIGHT - x;
        let galley = widgets::cut(&canvas.rows, job, room, 1);
        widgets::put(&canvas.rows, x, row.center().y, galley, colour);
    }

    /// The figure of a lane as it stands on the axis.
    pub fn figure(&self, lanes: &Painter, lane: &Lane) -> Arc<Galley> {
        let mut figure = self.timeline.figure(lane);
        let of_lane = self.timeline.due(lane);
        if let Shape::Undated(..) = lane.shape {
            let mut job = LayoutJob::single_section(figure, self.figure_format(lane));
            let due = match of_lane {
                Due::Unstated => "未写明时限".to_owned(),
                due => due.text(),
            };
            job.append(
                &due,
                DUE_GAP,
                TextFormat::simple(font(size::SMALL), self.look.dim),
            );
            return lanes.layout_job(job);
        }
        // A rhythm of words says how often by itself; one of a single word would not say what.
        if lane.words && matches!(of_lane, Due::Ongoing) {
            figure = format!("{figure}（持续）");
        }
        lanes.layout_job(LayoutJob::single_section(figure, self.figure_format(lane)))
    }

    pub fn figure_format(&self, lane: &Lane) -> TextFormat {
        if matches!(self.timeline.target(lane).amount, Amount::Wording(_)) {
            TextFormat::simple(font(size::SMALL), self.look.dim)
        } else {
            TextFormat::simple(bold(size::FIGURE), self.look.text)
        }
    }

    /// What a row is painted on.
    pub fn ground(&self, sight: &Sight, nth: usize) -> Color32 {
        if self.cursor == Some(nth) {
            self.look.selection
        } else if sight.hovered.row == Some(nth) {
            self.look.crosshair
        } else {
            self.look.background
        }
    }

    /// The parts of the axis in sight, from its beginning.
    pub fn in_sight(&self, sight: &Sight) -> Range<f32> {
        sight.body.left() - self.axis.left..sight.body.right() - self.axis.left
    }
}
