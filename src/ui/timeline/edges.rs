//! What stands still: the axis, the headings of the columns, today's flag.

use eframe::egui::{Align2, CornerRadius, Painter, Rangef, Rect, Stroke, pos2, vec2};

use super::Frame;
use crate::ui::theme::font;
use crate::view::LaneBy;
use crate::view::timeline::{Day, Step};

impl Frame<'_> {
    /// Paints the axis, the headings and the lines around the lanes.
    pub fn paint_edges(&self, painter: &Painter, rect: Rect) {
        let strong = Stroke::new(1.0, self.look.line);
        let hair = Stroke::new(1.0, self.look.hairline);
        let header = Rect::from_min_max(rect.min, pos2(rect.right(), self.body.top()));
        let bottom = header.bottom() - 8.0;
        let caption = |x: f32, words: &str| {
            let at = pos2(x, bottom);
            painter.text(at, Align2::LEFT_BOTTOM, words, font(12.0), self.look.dim);
        };
        let first = match self.timeline.lane_by {
            LaneBy::Plan => "方案",
            LaneBy::Indicator => "线索",
            LaneBy::Agency => "机构",
            LaneBy::Role => "角色",
        };
        caption(header.left() + 12.0, &format!("{first} / 指标"));
        if self.layout.columns.right > 0.0 {
            caption(self.body.right() + 9.0, self.timeline.aside_title());
            painter.vline(
                self.body.right() + 0.5,
                rect.top()..=self.body.bottom(),
                hair,
            );
        }
        painter.vline(
            self.body.left() - 0.5,
            rect.top()..=self.body.bottom(),
            hair,
        );
        let axis = Rect::from_x_y_ranges(self.body.x_range(), header.y_range());
        self.paint_axis(
            &painter.with_clip_rect(axis.intersect(painter.clip_rect())),
            axis,
        );
        painter.hline(rect.x_range(), self.body.top() - 0.5, strong);
        self.paint_flag(painter, axis);
    }

    fn paint_axis(&self, painter: &Painter, header: Rect) {
        let axis = &self.axis.axis;
        let sight = self.in_sight();
        let hair = Stroke::new(1.0, self.look.line);
        let bottom = header.bottom();
        let parts = axis.parts();
        let name = |x: Rangef, y: f32, words: &str| {
            // The name of a year stays in sight while it scrolls by.
            let seen = Rangef::new(x.min.max(header.left()), x.max.min(header.right()));
            let galley = painter.layout_no_wrap(words.to_owned(), font(12.0), self.look.dim);
            let width = galley.size().x;
            if seen.span() < width + 4.0 {
                return;
            }
            let at = pos2(seen.center() - width / 2.0, y - galley.size().y / 2.0);
            painter.galley(at, galley, self.look.dim);
        };
        let years = axis.years();
        for tick in axis.ticks(years, sight.start, sight.end) {
            let x = Rangef::new(self.axis.x(tick.from), self.axis.x(tick.to));
            let y = if parts.is_some() { 13.0 } else { 16.0 };
            // Several years share a line: each is named where it begins.
            let x = if years == Step::Years(1) {
                x
            } else {
                Rangef::new(x.min, x.min + 44.0)
            };
            name(x, header.top() + y, &tick.label);
            painter.vline(x.min, bottom - 9.0..=bottom, hair);
        }
        if let Some(parts) = parts {
            for tick in axis.ticks(parts, sight.start, sight.end) {
                let x = Rangef::new(self.axis.x(tick.from), self.axis.x(tick.to));
                name(x, header.top() + 30.0, &tick.label);
                painter.vline(x.min, bottom - 5.0..=bottom, hair);
            }
        }
        if let Some(small) = axis.small() {
            for tick in axis.ticks(small, sight.start, sight.end) {
                painter.vline(self.axis.x(tick.from), bottom - 4.0..=bottom, hair);
            }
        }
        let end = self.axis.x(axis.range.end);
        painter.vline(end, bottom - 9.0..=bottom, hair);
    }

    /// The flag of today, at the foot of the axis.
    fn paint_flag(&self, painter: &Painter, header: Rect) {
        if !self.timeline.shows_today() {
            return;
        }
        let x = self.axis.x(Day::start(self.timeline.today));
        if !self.body.x_range().contains(x) {
            return;
        }
        let galley = painter.layout_no_wrap("今天".to_owned(), font(12.0), self.look.background);
        let size = galley.size() + vec2(10.0, 0.0);
        let flag = Rect::from_center_size(pos2(x, header.bottom() - 1.0 - size.y / 2.0), size);
        painter.rect_filled(flag, CornerRadius::same(3), self.look.warning);
        painter.galley(flag.min + vec2(5.0, 0.0), galley, self.look.background);
    }
}
