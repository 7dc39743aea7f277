//! What stands still: the header with the agencies' names, the totals at the right and the foot.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Align, Align2, CornerRadius, Painter, Rect, Stroke, pos2, vec2};

use super::Frame;
use super::layout::{GROUPS, STEP, TITLE_AT, stacked};
use crate::ui::theme::{bold, font};
use crate::view::Column;

/// The highest bar at the foot.
const BAR: f32 = 18.0;

impl Frame<'_> {
    /// Paints the header, the foot and the lines between them and the body.
    pub fn paint_edges(&self, painter: &Painter, rect: Rect) {
        let strong = Stroke::new(1.0, self.look.line);
        let hair = Stroke::new(1.0, self.look.hairline);
        self.paint_corner(painter, rect);
        self.paint_header(painter, rect);
        self.paint_foot(painter, rect);
        painter.hline(rect.x_range(), self.body.top() - 0.5, strong);
        painter.hline(rect.x_range(), self.body.bottom() + 0.5, strong);
        painter.vline(self.body.right() + 0.5, rect.y_range(), hair);
        // Beside the rows each draws its own piece: long titles of plans and sections cross it.
        let left = self.body.left() - 0.5;
        painter.vline(left, rect.top()..=self.body.top(), hair);
        painter.vline(left, self.body.bottom()..=rect.bottom(), hair);
    }

    fn paint_corner(&self, painter: &Painter, rect: Rect) {
        let corner = Rect::from_min_max(
            rect.min,
            pos2(self.body.left() - 1.0, self.body.top() - 1.0),
        );
        let clip = painter.with_clip_rect(corner.intersect(painter.clip_rect()));
        let shown = &self.sheet.shown;
        let left = corner.left() + 12.0;
        clip.text(
            pos2(left, corner.top() + 16.0),
            Align2::LEFT_TOP,
            format!("{} 项任务 × {} 个机构", shown.tasks, shown.agencies),
            bold(16.0),
            self.look.text,
        );
        clip.text(
            pos2(left, corner.top() + 43.0),
            Align2::LEFT_TOP,
            match self.sheet.data.changes() {
                Some(_) => format!("{}，含已删除的", self.sheet.assignments_text()),
                None => self.sheet.assignments_text(),
            },
            font(12.0),
            self.look.dim,
        );
        let bottom = corner.bottom() - 5.0;
        for (x, words) in [
            (corner.left() + TITLE_AT - 10.0, "条款"),
            (corner.left() + TITLE_AT, "任务"),
        ] {
            let align = if words == "条款" {
                Align2::RIGHT_BOTTOM
            } else {
                Align2::LEFT_BOTTOM
            };
            clip.text(pos2(x, bottom), align, words, font(12.0), self.look.dim);
        }
    }

    fn paint_header(&self, painter: &Painter, rect: Rect) {
        let header = Rect::from_min_max(
            pos2(self.body.left(), rect.top()),
            pos2(self.body.right(), self.body.top()),
        );
        let clip = painter.with_clip_rect(header.intersect(painter.clip_rect()));
        self.paint_groups(&clip, header);
        for nth in self.columns.clone() {
            let column = &self.sheet.columns[nth];
            let is_cursor = self.cursor.1 == Some(nth);
            let is_hovered = self.hovered.column == Some(nth);
            let x = self.column_x(nth);
            if is_cursor || is_hovered {
                let band = Rect::from_x_y_ranges(x, header.top() + GROUPS..=header.bottom());
                clip.rect_filled(band, CornerRadius::ZERO, self.look.crosshair);
            }
            self.paint_name(
                &clip,
                column,
                pos2(x.center(), header.bottom() - 7.0),
                is_cursor,
            );
        }
        painter.text(
            pos2(rect.right() - 8.0, header.bottom() - 5.0),
            Align2::RIGHT_BOTTOM,
            "合计",
            font(12.0),
            self.look.dim,
        );
    }

    fn paint_groups(&self, clip: &Painter, header: Rect) {
        for group in &self.sheet.groups {
            let range = &group.columns;
            if range.end <= self.columns.start || range.start >= self.columns.end {
                continue;
            }
            let from = self.column_x(range.start).min;
            let to = self.column_x(range.end).min;
            if range.start > 0 {
                let y = header.top()..=header.bottom();
                clip.vline(from, y, Stroke::new(1.0, self.look.hairline));
            }
            // The name of a group stays in sight while its columns scroll by.
            let x = from.max(header.left()) + 6.0;
            let room = to - x - 2.0;
            let width = |words: &str| {
                let galley = clip.layout_no_wrap(words.to_owned(), font(12.0), self.look.dim);
                galley.size().x
            };
            let words = [group.kind.label(), group.kind.short()]
                .into_iter()
                .find(|words| width(words) <= room);
            let (x, words) = match words {
                Some(words) => (x, words),
                // One column: two Hanzi fit between its lines.
                None if to - from <= 31.0 => (from + 3.0, group.kind.short()),
                None => continue,
            };
            let at = pos2(x, header.top() + 3.0);
            clip.text(at, Align2::LEFT_TOP, words, font(12.0), self.look.dim);
        }
    }

    fn paint_name(
        &self,
        clip: &Painter,
        column: &Column,
        foot: eframe::egui::Pos2,
        is_cursor: bool,
    ) {
        let label = self.sheet.workspace().agency(column.agency).label();
        let strong = is_cursor || column.matched;
        let (face, colour) = if strong {
            (bold(13.0), self.look.accent)
        } else {
            (font(13.0), self.look.text)
        };
        let mut text = String::new();
        for c in stacked(label, self.layout.stacked) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push(c);
        }
        let mut job = LayoutJob::default();
        job.append(
            &text,
            0.0,
            TextFormat {
                line_height: Some(STEP),
                ..TextFormat::simple(face, colour)
            },
        );
        job.halign = Align::Center;
        let galley = clip.layout_job(job);
        let at = foot - vec2(0.0, galley.size().y);
        clip.galley(at, galley, colour);
        if !column.folded.is_empty() {
            // A bar over the name says that several bodies were folded into it.
            let y = at.y - 3.0;
            let stroke = Stroke::new(2.0, self.look.accent);
            clip.hline(foot.x - 6.0..=foot.x + 6.0, y, stroke);
        }
    }

    fn paint_foot(&self, painter: &Painter, rect: Rect) {
        let foot = Rect::from_min_max(pos2(rect.left(), self.body.bottom() + 1.0), rect.max);
        // Names and counts line up whether or not a second line follows.
        let floor = foot.top() + 4.0 + BAR;
        let y = floor + 17.0;
        let caption = painter.with_clip_rect(
            Rect::from_x_y_ranges(rect.left()..=self.body.left() - 4.0, foot.y_range())
                .intersect(painter.clip_rect()),
        );
        caption.text(
            pos2(rect.left() + 12.0, foot.center().y),
            Align2::LEFT_CENTER,
            match (self.sheet.shown.leads > 0, self.layout.of_all) {
                (true, false) => "每个机构的任务数（深色为牵头）",
                (true, true) => "每个机构的任务数 / 全部（深色为牵头）",
                (false, false) => "每个机构的任务数",
                (false, true) => "每个机构的任务数 / 全部",
            },
            font(12.0),
            self.look.dim,
        );
        let most = self.sheet.columns.iter().map(|column| column.tasks).max();
        let most = most.unwrap_or(0).max(1);
        let clip = painter.with_clip_rect(
            Rect::from_x_y_ranges(self.body.x_range(), foot.y_range())
                .intersect(painter.clip_rect()),
        );
        for nth in self.columns.clone() {
            let column = &self.sheet.columns[nth];
            let x = self.column_x(nth);
            if self.cursor.1 == Some(nth) || self.hovered.column == Some(nth) {
                let band = Rect::from_x_y_ranges(x, foot.y_range());
                clip.rect_filled(band, CornerRadius::ZERO, self.look.crosshair);
            }
            let bar = |tasks: u32, colour| {
                #[expect(clippy::cast_precision_loss, reason = "a height of 18 points")]
                let height =
                    (BAR * tasks as f32 / most as f32).max(if tasks > 0 { 1.5 } else { 0.0 });
                let bar = Rect::from_x_y_ranges(
                    x.center() - 6.0..=x.center() + 6.0,
                    floor - height..=floor,
                );
                clip.rect_filled(bar, CornerRadius::ZERO, colour);
            };
            bar(column.tasks, self.look.bar);
            bar(column.leads, self.look.accent);
            let at = pos2(x.center(), y);
            let count = column.tasks.to_string();
            let colour = if self.layout.of_all {
                self.look.text
            } else {
                self.look.dim
            };
            clip.text(at, Align2::CENTER_BOTTOM, count, font(12.0), colour);
            if self.layout.of_all {
                let at = pos2(x.center(), y + 14.0);
                let all = format!("/{}", column.all_tasks);
                clip.text(at, Align2::CENTER_BOTTOM, all, font(12.0), self.look.faint);
            }
        }
        painter.text(
            pos2(rect.right() - 8.0, y),
            Align2::RIGHT_BOTTOM,
            self.sheet.shown.assignments.to_string(),
            bold(if self.sheet.shown.assignments > 9999 {
                11.0
            } else {
                13.0
            }),
            self.look.text,
        );
        if self.layout.of_all {
            painter.text(
                pos2(rect.right() - 8.0, y + 14.0),
                Align2::RIGHT_BOTTOM,
                format!("/{}", self.sheet.all.assignments),
                font(12.0),
                self.look.faint,
            );
        }
    }
}
