//! What stands still: the axis, the headings of the columns, today's flag.

use eframe::egui::{Align2, CornerRadius, Painter, Rangef, Rect, Stroke, pos2, vec2};

use super::Frame;
use super::body::ASIDE_AT;
use crate::terms;
use crate::ui::grid::{Canvas, Sight};
use crate::ui::theme::{font, size};
use crate::view::LaneBy;
use crate::view::timeline::{Day, Step};

/// From the captions of columns to the rows.
const CAPTION_BOTTOM: f32 = 8.0;
/// The middle of the names of years, alone or above the names of their parts, and of these.
const YEARS_AT: f32 = 16.0;
const YEARS_AT_FIRST: f32 = 13.0;
const PARTS_AT: f32 = 30.0;
/// Where several years share a line, each name has so much room.
const YEAR: f32 = 44.0;
/// A name is left out where it has less room beside it.
const NAME_ROOM: f32 = 4.0;
/// How long the lines of years, of their parts and of the smallest parts are.
const YEAR_TICK: f32 = 9.0;
const PART_TICK: f32 = 5.0;
const SMALL_TICK: f32 = 4.0;
/// The flag of today: beside its word, and how round its corners are.
const FLAG_PADDING: f32 = 5.0;
const FLAG_CORNER: u8 = 3;

impl Frame<'_> {
    /// Paints the axis, the headings and the lines around the lanes.
    pub fn paint_frame(&self, canvas: &Canvas<'_>) {
        let (painter, sight) = (&canvas.whole, canvas.sight);
        let (rect, body) = (sight.rect, sight.body);
        let strong = Stroke::new(1.0, self.look.line);
        let hair = Stroke::new(1.0, self.look.hairline);
        let header = rect.with_max_y(body.top());
        let beside = rect.top()..=body.bottom();
        let bottom = header.bottom() - CAPTION_BOTTOM;
        let caption = |x: f32, words: &str| {
            let at = pos2(x, bottom);
            painter.text(
                at,
                Align2::LEFT_BOTTOM,
                words,
                font(size::SMALL),
                self.look.dim,
            );
        };
        let first = match self.timeline.lane_by {
            LaneBy::Plan => format!("{} / 指标", terms::PLAN),
            LaneBy::Indicator => terms::INDICATOR.to_owned(),
            LaneBy::Agency => format!("{} / 指标", terms::AGENCY),
            LaneBy::Role => format!("{} / 指标", terms::ROLE),
        };
        caption(header.left() + size::EDGE, &first);
        if self.layout.columns.right > 0.0 {
            caption(body.right() + ASIDE_AT, self.timeline.aside_title());
            painter.vline(body.right() + 0.5, beside.clone(), hair);
        }
        painter.vline(body.left() - 0.5, beside, hair);
        let axis = Rect::from_x_y_ranges(body.x_range(), header.y_range());
        let clip = painter.with_clip_rect(axis.intersect(painter.clip_rect()));
        self.paint_axis(&clip, axis, sight);
        painter.hline(rect.x_range(), body.top() - 0.5, strong);
        self.paint_flag(painter, axis);
    }

    fn paint_axis(&self, painter: &Painter, header: Rect, sight: &Sight) {
        let axis = &self.axis.axis;
        let sight = self.in_sight(sight);
        let hair = Stroke::new(1.0, self.look.line);
        let bottom = header.bottom();
        let parts = axis.parts();
        let name = |x: Rangef, y: f32, words: &str| {
            // The name of a year stays in sight while it scrolls by.
            let seen = Rangef::new(x.min.max(header.left()), x.max.min(header.right()));
            let galley = painter.layout_no_wrap(words.to_owned(), font(size::SMALL), self.look.dim);
            let width = galley.size().x;
            if seen.span() < width + NAME_ROOM {
                return;
            }
            let at = pos2(seen.center() - width / 2.0, y - galley.size().y / 2.0);
            painter.galley(at, galley, self.look.dim);
        };
        let years = axis.years();
        for tick in axis.ticks(years, sight.start, sight.end) {
            let x = Rangef::new(self.axis.x(tick.from), self.axis.x(tick.to));
            let y = if parts.is_some() {
                YEARS_AT_FIRST
            } else {
                YEARS_AT
            };
            // Several years share a line: each is named where it begins.
            let x = if years == Step::Years(1) {
                x
            } else {
                Rangef::new(x.min, x.min + YEAR)
            };
            name(x, header.top() + y, &tick.label);
            painter.vline(x.min, bottom - YEAR_TICK..=bottom, hair);
        }
        if let Some(parts) = parts {
            for tick in axis.ticks(parts, sight.start, sight.end) {
                let x = Rangef::new(self.axis.x(tick.from), self.axis.x(tick.to));
                name(x, header.top() + PARTS_AT, &tick.label);
                painter.vline(x.min, bottom - PART_TICK..=bottom, hair);
            }
        }
        if let Some(small) = axis.small() {
            for tick in axis.ticks(small, sight.start, sight.end) {
                let x = self.axis.x(tick.from);
                painter.vline(x, bottom - SMALL_TICK..=bottom, hair);
            }
        }
        let end = self.axis.x(axis.range.end);
        painter.vline(end, bottom - YEAR_TICK..=bottom, hair);
    }

    /// The flag of today, at the foot of the axis.
    fn paint_flag(&self, painter: &Painter, header: Rect) {
        if !self.timeline.shows_today() {
            return;
        }
        let x = self.axis.x(Day::start(self.timeline.today));
        if !header.x_range().contains(x) {
            return;
        }
        let galley =
            painter.layout_no_wrap("今天".to_owned(), font(size::SMALL), self.look.background);
        let size = galley.size() + vec2(2.0 * FLAG_PADDING, 0.0);
        let flag = Rect::from_center_size(pos2(x, header.bottom() - 1.0 - size.y / 2.0), size);
        painter.rect_filled(flag, CornerRadius::same(FLAG_CORNER), self.look.warning);
        painter.galley(
            flag.min + vec2(FLAG_PADDING, 0.0),
            galley,
            self.look.background,
        );
    }
}
