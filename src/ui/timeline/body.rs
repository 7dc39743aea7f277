//! The lanes, the groups' rows, and what stands beside them.

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    Align2, Color32, CornerRadius, Galley, Painter, Rangef, Rect, Stroke, pos2, vec2,
};

use super::layout::{DayMark, INDICATOR_AT, MARGIN, RowKind};
use super::{Frame, shapes};
use crate::model::{Amount, Due};
use crate::ui::grid::{Canvas, Paint, Sight};
use crate::ui::theme::{bold, font, size};
use crate::ui::widgets;
use crate::view::timeline::labels::{self, Mark, Room, Side};
use crate::view::timeline::{Day, Group, Lane, LaneGroup, PlanBar, Shape, Standing, months, ticks};

/// Between a mark and its figure.
const GAP: f32 = 8.0;
/// The same in the row of a group.
const GROUP_GAP: f32 = 6.0;
/// Ticks that stand closer than this become a line.
const CLOSEST_TICKS: f32 = 7.0;
/// A tick reaches so far to its sides.
const TICK: f32 = 4.0;
/// Figures of a thread that stand side by side on one day.
const MOST_FIGURES: usize = 3;

/// The triangle of a group, and where its words begin.
const TRIANGLE_AT: f32 = 17.0;
const GROUP_AT: f32 = 28.0;
const GROUP_END: f32 = 6.0;
/// Between the words at the left and the lanes.
const WORDS_END: f32 = 8.0;
const CLIP_END: f32 = 4.0;
/// Between the lanes and the words at the right.
pub const ASIDE_AT: f32 = 9.0;
/// The dot of what has a note, from the indicator.
const NOTE_AT: f32 = 10.0;
const NOTE: f32 = 2.0;
/// Today.
const TODAY: f32 = 1.2;
const AROUND_TODAY: f32 = 2.0;
/// Marks so far out of sight may still have their figures in sight.
const FIGURE_REACH: f32 = 400.0;
/// Behind the end of the axis figures have so much room.
const BEHIND_AXIS: f32 = 200.0;
/// About as wide is a count: `12 项`.
const COUNT: f32 = 44.0;
/// The ground of a text over lines: wider by.
const GROUND: f32 = 3.0;
const GROUND_WIDE: f32 = 4.0;
/// A capsule in a group's row, half.
const CAPSULE: f32 = 6.0;
/// Between a figure and what is said of its deadline.
const DUE_GAP: f32 = 8.0;
/// What has no figure: half as high as.
const WORDS_MARK: f32 = 5.0;
const WORDS_LINE: f32 = 1.6;
/// From the edges of the lanes to where marks are said to be out of sight.
const AWAY_LEFT: f32 = 6.0;
const AWAY_RIGHT: f32 = 14.0;
/// The line of a rhythm, and where its turns are too close to be told apart.
const CHAIN: f32 = 1.2;
const CHAIN_DENSE: f32 = 4.0;
/// Between what is painted of a mark and the line that leads to it.
const APPROACH: f32 = 2.0;
/// Figures keep so far from the edges of the lanes.
const FIGURE_EDGE: f32 = 4.0;

impl Paint for Frame<'_> {
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
    fn paint_today(&self, lanes: &Painter, row: Rect, text: Option<Rangef>) {
        if !self.timeline.shows_today() {
            return;
        }
        let x = self.axis.x(Day::start(self.timeline.today));
        if text.is_none_or(|text| !text.expand(AROUND_TODAY).contains(x)) {
            lanes.vline(x, row.y_range(), Stroke::new(TODAY, self.look.warning));
        }
    }

    fn paint_group(&self, canvas: &Canvas<'_>, nth: usize, row: Rect) {
        let group = &self.timeline.groups[nth];
        let (rows, lanes) = (&canvas.rows, &canvas.body);
        let triangle = pos2(row.left() + TRIANGLE_AT, row.center().y);
        widgets::triangle(rows, triangle, group.folded, self.look.text);
        let heading = self.timeline.heading(group);
        let colour = self.look.text;
        let ranges = self.query.highlights(&heading, false);
        let job = widgets::highlighted(&heading, &ranges, bold(size::TEXT), colour, self.look);
        let x = row.left() + GROUP_AT;
        let room = canvas.sight.body.left() - GROUP_END - x;
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
            gap: GROUP_GAP,
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

    fn paint_name(&self, canvas: &Canvas<'_>, nth: usize, row: Rect) {
        let target = self.timeline.target(&self.timeline.lanes[nth]);
        let colour = self.look.text;
        let ranges = self.query.highlights(&target.indicator, false);
        let name = &target.indicator;
        let mut job = widgets::highlighted(name, &ranges, font(size::TEXT), colour, self.look);
        let left = row.left() + INDICATOR_AT;
        job.wrap.max_width = canvas.sight.body.left() - WORDS_END - left;
        job.wrap.max_rows = 2;
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
    fn paint_aside(&self, canvas: &Canvas<'_>, words: String, row: Rect) {
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
    fn figure(&self, lanes: &Painter, lane: &Lane) -> Arc<Galley> {
        let mut figure = self.timeline.figure(lane);
        let target = self.timeline.target(lane);
        if let Shape::Undated(..) = lane.shape {
            let mut job = LayoutJob::single_section(figure, self.figure_format(lane));
            let due = match target.due {
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
        if lane.words && matches!(target.due, Due::Ongoing) {
            figure = format!("{figure}（持续）");
        }
        lanes.layout_job(LayoutJob::single_section(figure, self.figure_format(lane)))
    }

    fn figure_format(&self, lane: &Lane) -> TextFormat {
        if matches!(self.timeline.target(lane).amount, Amount::Wording(_)) {
            TextFormat::simple(font(size::SMALL), self.look.dim)
        } else {
            TextFormat::simple(bold(size::FIGURE), self.look.text)
        }
    }

    fn paint_shape(&self, canvas: &Canvas<'_>, nth: usize, lane: &Lane, row: Rect) {
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
                lanes.vline(self.axis.x(at), y - WORDS_MARK..=y + WORDS_MARK, stroke);
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
            let behind = Rect::from_min_size(at, figure.size()).expand2(vec2(GROUND_WIDE, 0.0));
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
                self.timeline.target(lane).due.text()
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
        let behind = area.expand2(vec2(GROUND_WIDE, 0.0));
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
            stretch((text.max + GROUND_WIDE).max(start), to);
        } else {
            stretch(start, to.min(text.min - GAP));
        }
    }

    fn paint_chain(
        &self,
        canvas: &Canvas<'_>,
        (first, last): (Day, Day),
        rhythm: crate::model::Rhythm,
        line: Rangef,
        y: f32,
        words: bool,
    ) {
        let (lanes, colour) = (&canvas.body, self.look.accent);
        #[expect(clippy::cast_precision_loss, reason = "twelve at most")]
        let step = self.axis.axis.per_year * months(rhythm) as f32 / 12.0;
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

    /// What a row is painted on.
    fn ground(&self, sight: &Sight, nth: usize) -> Color32 {
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

/// How a plan's bar is painted.
fn bar_look(bar: &PlanBar) -> shapes::BarLook {
    match bar.standing {
        Standing::Draft => shapes::BarLook::Hatched,
        Standing::InForce => shapes::BarLook::Full,
        Standing::Passed | Standing::Ended => shapes::BarLook::Pale,
    }
}

/// Where a figure stands.
fn place(sight: &Sight, marks: Rangef, width: f32) -> Rangef {
    let room = sight.body.x_range().shrink(FIGURE_EDGE);
    let left = labels::beside(marks.min..marks.max, width, GAP, room.min..room.max);
    Rangef::new(left, left + width)
}
