//! The lanes, the groups' rows, and what stands beside them.

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    Align2, Color32, CornerRadius, Galley, Painter, Rangef, Rect, Stroke, pos2, vec2,
};

use super::layout::{DayMark, INDICATOR_AT, RowKind};
use super::{Frame, shapes};
use crate::model::{Amount, Due};
use crate::ui::theme::{bold, font};
use crate::ui::widgets;
use crate::view::timeline::labels::{self, Mark, Room, Side};
use crate::view::timeline::{Day, Group, Lane, LaneGroup, PlanBar, Shape, Standing, months, ticks};

/// Between a mark and its figure.
const GAP: f32 = 8.0;
/// Ticks that stand closer than this become a line.
const CLOSEST_TICKS: f32 = 7.0;
/// Figures of a thread that stand side by side on one day.
const MOST_FIGURES: usize = 3;

impl Frame<'_> {
    /// Paints all that scrolls, and the columns beside it.
    pub fn paint_body(&self, painter: &Painter, rect: Rect) {
        let rows = painter.with_clip_rect(
            Rect::from_x_y_ranges(rect.x_range(), self.body.y_range())
                .intersect(painter.clip_rect()),
        );
        let lanes = painter.with_clip_rect(self.body.intersect(painter.clip_rect()));
        for nth in self.rows.clone() {
            if let RowKind::Group(_) = self.layout.kinds[nth] {
                let row = self.row_rect(nth, rect.x_range());
                rows.rect_filled(row, CornerRadius::ZERO, self.look.panel);
            }
        }
        for nth in [self.hovered, self.cursor].into_iter().flatten() {
            if self.rows.contains(&nth) && matches!(self.layout.kinds[nth], RowKind::Lane(_)) {
                let row = self.row_rect(nth, rect.x_range());
                let colour = if Some(nth) == self.cursor {
                    self.look.selection
                } else {
                    self.look.crosshair
                };
                rows.rect_filled(row, CornerRadius::ZERO, colour);
            }
        }
        self.paint_grid(&lanes);
        for nth in self.rows.clone() {
            let row = self.row_rect(nth, rect.x_range());
            match self.layout.kinds[nth] {
                RowKind::Group(group) => self.paint_group(&rows, &lanes, group, row),
                RowKind::Lane(lane) => self.paint_lane(&rows, &lanes, lane, row),
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
            rows.hline(rect.x_range(), row.bottom() - 0.5, Stroke::new(1.0, colour));
        }
    }

    /// Lines where years begin, and quarters and months where they have names.
    fn paint_grid(&self, lanes: &Painter) {
        let axis = &self.axis.axis;
        let stroke = Stroke::new(1.0, self.look.hairline);
        let (from, to) = (
            self.body.left() - self.axis.left,
            self.body.right() - self.axis.left,
        );
        for step in [Some(axis.years()), axis.parts()].into_iter().flatten() {
            for tick in axis.ticks(step, from, to) {
                lanes.vline(self.axis.x(tick.from), self.body.y_range(), stroke);
            }
        }
        lanes.vline(self.axis.x(axis.range.end), self.body.y_range(), stroke);
    }

    /// Today through one row, but not through a text.
    fn paint_today(&self, lanes: &Painter, row: Rect, text: Option<Rangef>) {
        if !self.timeline.shows_today() {
            return;
        }
        let x = self.axis.x(Day::start(self.timeline.today));
        if text.is_none_or(|text| !text.expand(2.0).contains(x)) {
            lanes.vline(x, row.y_range(), Stroke::new(1.2, self.look.warning));
        }
    }

    fn paint_group(&self, rows: &Painter, lanes: &Painter, nth: usize, row: Rect) {
        let group = &self.timeline.groups[nth];
        let left = row.left();
        widgets::triangle(
            rows,
            pos2(left + 17.0, row.center().y),
            group.folded,
            self.look.text,
        );
        let heading = self.timeline.heading(group);
        let title = Rect::from_x_y_ranges(left + 28.0..=self.body.left() - 6.0, row.y_range());
        let ranges = self.query.highlights(&heading, false);
        let job = widgets::highlighted(&heading, &ranges, bold(14.0), self.look.text, self.look);
        paint_line(rows, job, title, self.look.text);
        self.paint_today(lanes, row, None);
        if let Some(bar) = &group.bar {
            let x = Rangef::new(self.axis.x(bar.from), self.axis.x(bar.to));
            shapes::plan_bar(lanes, x, row.center().y, bar_look(bar), self.look);
        }
        self.paint_marks(lanes, group, &self.layout.marks[nth], row);
        let aside = self.timeline.heading_aside(group);
        self.paint_aside(rows, aside, row);
    }

    /// The deadlines of a group in its own row: figures, or counts where they crowd.
    fn paint_marks(&self, lanes: &Painter, group: &Group, marks: &[DayMark], row: Rect) {
        let clip = self.body.x_range().expand(400.0);
        let first = marks.partition_point(|mark| self.axis.x(mark.day) < clip.min);
        let end = marks.partition_point(|mark| self.axis.x(mark.day) <= clip.max);
        let marks = &marks[first..end];
        if marks.is_empty() {
            return;
        }
        let count_text = |count: usize| {
            let words = format!("{count} 项");
            lanes.layout_no_wrap(words, font(12.0), self.look.dim)
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
            to: self.axis.x(self.axis.axis.range.end) + 200.0,
            half: shapes::DIAMOND,
            gap: GAP - 2.0,
            count: 44.0,
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
            let behind = Rect::from_min_size(at, text.size()).expand2(vec2(3.0, 0.0));
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
                let x = Rangef::new(at.x - 6.0, at.x + 6.0);
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
                job.append("、", 0.0, TextFormat::simple(font(12.0), self.look.dim));
            }
            job.append(&self.timeline.figure(lane), 0.0, self.figure_format(lane));
        }
        lanes.layout_job(job)
    }

    fn paint_lane(&self, rows: &Painter, lanes: &Painter, nth: usize, row: Rect) {
        let lane = &self.timeline.lanes[nth];
        let target = self.timeline.target(lane);
        let ranges = self.query.highlights(&target.indicator, false);
        let mut job = widgets::highlighted(
            &target.indicator,
            &ranges,
            font(14.0),
            self.look.text,
            self.look,
        );
        let left = row.left() + INDICATOR_AT;
        job.wrap.max_width = self.body.left() - 8.0 - left;
        job.wrap.max_rows = 2;
        for section in &mut job.sections {
            section.format.line_height = Some(18.0);
        }
        let clip = Rect::from_x_y_ranges(row.left()..=self.body.left() - 4.0, row.y_range());
        let name = rows.with_clip_rect(clip.intersect(rows.clip_rect()));
        let galley = name.layout_job(job);
        let at = pos2(left, row.center().y - galley.size().y / 2.0);
        name.galley(at, galley, self.look.text);
        if target.note.is_some() {
            let dot = pos2(row.left() + INDICATOR_AT - 10.0, row.center().y);
            name.circle_filled(dot, 2.0, self.look.warning);
        }
        self.paint_shape(lanes, lane, row);
        self.paint_aside(rows, self.timeline.aside(lane), row);
    }

    /// What stands beside the axis, cut where it is too long.
    fn paint_aside(&self, rows: &Painter, words: String, row: Rect) {
        if self.layout.columns.right == 0.0 {
            return;
        }
        let area =
            Rect::from_x_y_ranges(self.body.right() + 9.0..=row.right() - 8.0, row.y_range());
        let format = TextFormat::simple(font(12.0), self.look.dim);
        let job = LayoutJob::single_section(words, format);
        paint_line(rows, job, area, self.look.dim);
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
            job.append(&due, 8.0, TextFormat::simple(font(12.0), self.look.dim));
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
            TextFormat::simple(font(12.0), self.look.dim)
        } else {
            TextFormat::simple(bold(13.0), self.look.text)
        }
    }

    fn paint_shape(&self, lanes: &Painter, lane: &Lane, row: Rect) {
        let y = row.center().y;
        let figure = self.figure(lanes, lane);
        let marks = self.extent(lane);
        if !self.paint_away(lanes, lane, marks, row) {
            return;
        }
        let text = self.place(marks, figure.size().x);
        self.paint_today(lanes, row, Some(text));
        match lane.shape {
            Shape::Point(at) => {
                let at = pos2(self.axis.x(at), y);
                self.paint_approach(lanes, lane, y, text, marks.min - 2.0);
                let hollow = self.timeline.target(lane).stretch;
                let ground = self.ground(row);
                shapes::diamond(lanes, at, hollow, self.look.accent, ground);
            }
            Shape::Words(at) => {
                self.paint_approach(lanes, lane, y, text, text.min);
                let stroke = Stroke::new(1.6, self.look.faint);
                lanes.vline(self.axis.x(at), y - 5.0..=y + 5.0, stroke);
            }
            Shape::Chain(first, last, rhythm) => {
                let x = marks.shrink(shapes::DIAMOND / 2.0);
                self.paint_chain(lanes, (first, last), rhythm, x, y, lane.words);
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
            let behind = Rect::from_min_size(at, figure.size()).expand2(vec2(4.0, 0.0));
            lanes.rect_filled(behind, CornerRadius::ZERO, self.ground(row));
        }
        lanes.galley(at, figure, self.look.text);
    }

    /// Where all marks of a lane are out of sight: on which side they are, and when. Says whether
    /// any is in sight.
    fn paint_away(&self, lanes: &Painter, lane: &Lane, marks: Rangef, row: Rect) -> bool {
        let sight = self.body.x_range();
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
            (sight.min + 6.0, Align2::LEFT_CENTER, words)
        } else if marks.min > sight.max {
            let words = format!("{} →", words(lane.shape.from().before()));
            (sight.max - 14.0, Align2::RIGHT_CENTER, words)
        } else {
            return true;
        };
        self.paint_today(lanes, row, None);
        let at = pos2(x, row.center().y);
        let galley = lanes.layout_no_wrap(words, font(12.0), self.look.faint);
        let area = align.anchor_size(at, galley.size());
        if matches!(lane.shape, Shape::Point(_) | Shape::Words(_)) {
            self.paint_approach(lanes, lane, at.y, area.x_range(), marks.min);
        }
        lanes.rect_filled(
            area.expand2(vec2(4.0, 0.0)),
            CornerRadius::ZERO,
            self.ground(row),
        );
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
            stretch((text.max + 4.0).max(start), to);
        } else {
            stretch(start, to.min(text.min - GAP));
        }
    }

    fn paint_chain(
        &self,
        lanes: &Painter,
        (first, last): (Day, Day),
        rhythm: crate::model::Rhythm,
        line: Rangef,
        y: f32,
        words: bool,
    ) {
        let colour = self.look.accent;
        #[expect(clippy::cast_precision_loss, reason = "twelve at most")]
        let step = self.axis.axis.per_year * months(rhythm) as f32 / 12.0;
        if step < CLOSEST_TICKS {
            // Too close to be told apart: a line as thick as they are high.
            lanes.hline(line, y, Stroke::new(4.0, colour));
            return;
        }
        lanes.hline(line, y, Stroke::new(1.2, colour));
        let seen = self.body.x_range().expand(step + 4.0);
        let from = self.axis.axis.day(seen.min - self.axis.left).max(first);
        for day in ticks(rhythm, from, last) {
            let x = self.axis.x(day);
            if x > seen.max {
                break;
            }
            shapes::tick(lanes, pos2(x, y), words, colour);
        }
    }

    /// Where a figure stands.
    fn place(&self, marks: Rangef, width: f32) -> Rangef {
        let room = self.body.x_range().shrink(4.0);
        let left = labels::beside(marks.min..marks.max, width, GAP, room.min..room.max);
        Rangef::new(left, left + width)
    }

    /// What a row is painted on.
    fn ground(&self, row: Rect) -> Color32 {
        let at = |nth: Option<usize>| {
            nth.is_some_and(|nth| (self.row_rect(nth, row.x_range()).top() - row.top()).abs() < 0.5)
        };
        if at(self.cursor) {
            self.look.selection
        } else if at(self.hovered) {
            self.look.crosshair
        } else {
            self.look.background
        }
    }

    /// The parts of the axis in sight, from its beginning.
    pub fn in_sight(&self) -> Range<f32> {
        self.body.left() - self.axis.left..self.body.right() - self.axis.left
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

/// One line of text in the middle of an area.
fn paint_line(painter: &Painter, mut job: LayoutJob, area: Rect, colour: Color32) {
    job.wrap.max_width = area.width();
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let galley = painter.layout_job(job);
    let at = pos2(area.left(), area.center().y - galley.size().y / 2.0);
    painter.galley(at, galley, colour);
}
