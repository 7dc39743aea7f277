//! What stands still: the header with the agencies' names, the totals at the right and the foot.

use eframe::egui::epaint::TextShape;
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    Align, Align2, Color32, CornerRadius, FontId, Painter, Pos2, Rangef, Rect, Stroke, pos2, vec2,
};

use super::Frame;
use super::asked::pill;
use super::layout::{GROUPS, OF_ALL, STEP, length, name_lines};
use crate::num;
use crate::terms;
use crate::ui::grid::{Canvas, Sight};
use crate::ui::theme::{bold, font, size};
use crate::view::Column;
use crate::view::stack::{Standing, pieces, steps};

/// In the corner: from the top to the two lines that say how much there is.
const COUNT_AT: f32 = 16.0;
const COUNT: f32 = 16.0;
const ASSIGNMENTS_AT: f32 = 43.0;
/// From the captions of columns to the rows.
const CAPTION_BOTTOM: f32 = 5.0;
/// From the names to the rows.
const NAME_BOTTOM: f32 = 7.0;
/// The bar over a name that others were folded into: above it, half as long as, as strong as.
const FOLDED_AT: f32 = 3.0;
const FOLDED: f32 = 6.0;
const FOLDED_LINE: f32 = 2.0;
/// The name of a group of columns: from its line, from the end of its room, from the top. In a
/// group of one column it stands closer.
const GROUP_AT: f32 = 6.0;
const GROUP_END: f32 = 2.0;
const GROUP_TOP: f32 = 3.0;
const GROUP_AT_NARROW: f32 = 3.0;
/// The highest bar at the foot, and where it may rise to.
const BAR: f32 = 18.0;
const BAR_TOP: f32 = 4.0;
/// A bar is at least so high, and half as wide as.
const BAR_LEAST: f32 = 1.5;
const BAR_HALF: f32 = 6.0;
/// Between the caption of the foot and the counts.
const FOOT_CAPTION_END: f32 = 4.0;
/// From the foot of the bars to the foot of the counts, and from there to the line of all.
const COUNTS_AT: f32 = 17.0;
const OF_ALL_AT: f32 = OF_ALL - 1.0;
/// A total of five digits has less room for each.
const MOST_TOTAL: usize = 9999;
const SMALL_TOTAL: f32 = 11.0;

impl Frame<'_> {
    /// Paints the header, the foot and the lines between them and the body.
    pub fn paint_frame(&self, canvas: &Canvas<'_>) {
        let (painter, rect, body) = (&canvas.whole, canvas.sight.rect, canvas.sight.body);
        let strong = Stroke::new(1.0, self.look.line);
        let hair = Stroke::new(1.0, self.look.hairline);
        self.paint_corner(canvas);
        self.paint_header(canvas);
        self.paint_foot(canvas);
        painter.hline(rect.x_range(), body.top() - 0.5, strong);
        painter.hline(rect.x_range(), body.bottom() + 0.5, strong);
        painter.vline(body.right() + 0.5, rect.y_range(), hair);
        // Beside the rows each draws its own piece: long titles of plans and sections cross it.
        let left = body.left() - 0.5;
        painter.vline(left, rect.top()..=body.top(), hair);
        painter.vline(left, body.bottom()..=rect.bottom(), hair);
    }

    fn paint_corner(&self, canvas: &Canvas<'_>) {
        let (painter, rect, body) = (&canvas.whole, canvas.sight.rect, canvas.sight.body);
        let corner = Rect::from_min_max(rect.min, body.min - vec2(1.0, 1.0));
        let clip = painter.with_clip_rect(corner.intersect(painter.clip_rect()));
        let shown = &self.sheet.shown;
        let left = corner.left() + size::EDGE;
        clip.text(
            pos2(left, corner.top() + COUNT_AT),
            Align2::LEFT_TOP,
            format!("{} 项任务 × {} 个机构", shown.tasks, shown.agencies),
            bold(COUNT),
            self.look.text,
        );
        // One member of a collective says more in these lines.
        if self.sheet.asked_member().is_none() {
            clip.text(
                pos2(left, corner.top() + ASSIGNMENTS_AT),
                Align2::LEFT_TOP,
                match self.sheet.data.changes() {
                    Some(_) => format!("{}，含已删除的", self.sheet.assignments_text()),
                    // Short enough for the corner.
                    None if shown.through > 0 => format!(
                        "{} 处分工，牵头 {}，{} {}",
                        shown.assignments,
                        shown.leads,
                        terms::THROUGH,
                        shown.through
                    ),
                    None => self.sheet.assignments_text(),
                },
                font(size::SMALL),
                self.look.dim,
            );
        }
        let bottom = corner.bottom() - CAPTION_BOTTOM;
        let title = corner.left() + size::TITLE_AT;
        for (x, align, words) in [
            (
                title - size::CLAUSE_GAP,
                Align2::RIGHT_BOTTOM,
                terms::CLAUSE,
            ),
            (title, Align2::LEFT_BOTTOM, terms::TASK),
        ] {
            clip.text(
                pos2(x, bottom),
                align,
                words,
                font(size::SMALL),
                self.look.dim,
            );
        }
    }

    fn paint_header(&self, canvas: &Canvas<'_>) {
        let (painter, sight) = (&canvas.whole, canvas.sight);
        let header = Rect::from_min_max(
            pos2(sight.body.left(), sight.rect.top()),
            pos2(sight.body.right(), sight.body.top()),
        );
        let clip = painter.with_clip_rect(header.intersect(painter.clip_rect()));
        self.paint_groups(&clip, header, sight);
        for nth in sight.columns.clone() {
            let column = &self.sheet.columns[nth];
            let is_cursor = self.cursor.column == Some(nth);
            let is_hovered = sight.hovered.column == Some(nth);
            let x = self.column_x(sight, nth);
            if is_cursor || is_hovered {
                let band = Rect::from_x_y_ranges(x, header.top() + GROUPS..=header.bottom());
                clip.rect_filled(band, CornerRadius::ZERO, self.look.crosshair);
            }
            let foot = pos2(x.center(), header.bottom() - NAME_BOTTOM);
            self.paint_name(&clip, column, foot, is_cursor);
        }
        let right = sight.rect.right() - size::EDGE_RIGHT;
        painter.text(
            pos2(right, header.bottom() - CAPTION_BOTTOM),
            Align2::RIGHT_BOTTOM,
            terms::TOTAL,
            font(size::SMALL),
            self.look.dim,
        );
    }

    fn paint_groups(&self, clip: &Painter, header: Rect, sight: &Sight) {
        for group in &self.sheet.groups {
            let range = &group.columns;
            if range.end <= sight.columns.start || range.start >= sight.columns.end {
                continue;
            }
            let Rangef { min: from, max: to } = sight.x(self.layout.columns.span_of(range));
            if range.start > 0 {
                let y = header.top()..=header.bottom();
                clip.vline(from, y, Stroke::new(1.0, self.look.hairline));
            }
            // The name of a group stays in sight while its columns scroll by.
            let x = from.max(header.left()) + GROUP_AT;
            let room = to - x - GROUP_END;
            let width = |words: &str| {
                let galley =
                    clip.layout_no_wrap(words.to_owned(), font(size::SMALL), self.look.dim);
                galley.size().x
            };
            let words = [group.kind.label(), group.kind.short()]
                .into_iter()
                .find(|words| width(words) <= room);
            let (x, words) = match words {
                Some(words) => (x, words),
                // One column: two Hanzi fit between its lines.
                None if range.len() == 1 => (from + GROUP_AT_NARROW, group.kind.short()),
                None => continue,
            };
            let at = pos2(x, header.top() + GROUP_TOP);
            clip.text(
                at,
                Align2::LEFT_TOP,
                words,
                font(size::SMALL),
                self.look.dim,
            );
        }
    }

    fn paint_name(&self, clip: &Painter, column: &Column, foot: Pos2, is_cursor: bool) {
        let label = self.sheet.workspace().agency(column.agency).label();
        let strong = is_cursor || column.matched;
        let (face, colour) = if strong {
            (bold(size::FIGURE), self.look.accent)
        } else {
            (font(size::FIGURE), self.look.text)
        };
        let lines = name_lines(label, self.layout.stacked);
        // More lines than the column has room for stand in smaller type.
        let factor = (LINES / num::float(lines.len().max(1))).min(1.0);
        let face = FontId::new(face.size * factor, face.family);
        let lengths = lines.iter().map(|line| length(line) * STEP * factor);
        let top = foot.y - lengths.fold(0.0, f32::max);
        let middle = num::float(lines.len().saturating_sub(1)) / 2.0;
        for (nth, line) in lines.iter().enumerate() {
            let aside = (middle - num::float(nth)) * face.size * LINE;
            let at = pos2(foot.x + aside, top);
            paint_line(clip, line, at, &face, STEP * factor, colour);
        }
        if column.through > 0 {
            pill(clip, pos2(foot.x, top), self.look);
        }
        if !column.folded.is_empty() {
            // A bar over the name says that several bodies were folded into it.
            let stroke = Stroke::new(FOLDED_LINE, self.look.accent);
            clip.hline(foot.x - FOLDED..=foot.x + FOLDED, top - FOLDED_AT, stroke);
        }
    }

    fn paint_foot(&self, canvas: &Canvas<'_>) {
        let (painter, sight) = (&canvas.whole, canvas.sight);
        let (rect, body) = (sight.rect, sight.body);
        let foot = Rect::from_min_max(pos2(rect.left(), body.bottom() + 1.0), rect.max);
        // Names and counts line up whether or not a second line follows.
        let floor = foot.top() + BAR_TOP + BAR;
        let y = floor + COUNTS_AT;
        let caption = painter.with_clip_rect(
            Rect::from_x_y_ranges(rect.left()..=body.left() - FOOT_CAPTION_END, foot.y_range())
                .intersect(painter.clip_rect()),
        );
        caption.text(
            pos2(rect.left() + size::EDGE, foot.center().y),
            Align2::LEFT_CENTER,
            match (self.sheet.shown.leads > 0, self.layout.of_all) {
                (true, false) => "每个机构的任务数（深色为牵头）",
                (true, true) => "每个机构的任务数 / 全部（深色为牵头）",
                (false, false) => "每个机构的任务数",
                (false, true) => "每个机构的任务数 / 全部",
            },
            font(size::SMALL),
            self.look.dim,
        );
        let columns = self.sheet.columns.iter();
        let most = columns.map(|column| column.tasks.max(column.through)).max();
        let most = most.unwrap_or(0).max(1);
        let clip = painter.with_clip_rect(
            Rect::from_x_y_ranges(body.x_range(), foot.y_range()).intersect(painter.clip_rect()),
        );
        for nth in sight.columns.clone() {
            let column = &self.sheet.columns[nth];
            let x = self.column_x(sight, nth);
            if self.cursor.column == Some(nth) || sight.hovered.column == Some(nth) {
                let band = Rect::from_x_y_ranges(x, foot.y_range());
                clip.rect_filled(band, CornerRadius::ZERO, self.look.crosshair);
            }
            let bar = |tasks: u32, colour| {
                let height = BAR * num::share(tasks, most);
                let height = height.max(if tasks > 0 { BAR_LEAST } else { 0.0 });
                let bar = Rect::from_x_y_ranges(
                    x.center() - BAR_HALF..=x.center() + BAR_HALF,
                    floor - height..=floor,
                );
                clip.rect_filled(bar, CornerRadius::ZERO, colour);
            };
            bar(column.tasks, self.look.bar);
            bar(column.leads, self.look.accent);
            let at = pos2(x.center(), y);
            // What only a collective brings is counted apart, and paler.
            let only_through = column.tasks == 0 && column.through > 0;
            let count = if only_through {
                format!("{}{}", terms::THROUGH_MARK, column.through)
            } else {
                column.tasks.to_string()
            };
            let colour = if self.layout.of_all {
                self.look.text
            } else {
                self.look.dim
            };
            clip.text(at, Align2::CENTER_BOTTOM, count, font(size::SMALL), colour);
            if self.layout.of_all {
                let at = pos2(x.center(), y + OF_ALL_AT);
                let all = if only_through {
                    format!("/{}", column.all_through)
                } else {
                    format!("/{}", column.all_tasks)
                };
                clip.text(
                    at,
                    Align2::CENTER_BOTTOM,
                    all,
                    font(size::SMALL),
                    self.look.faint,
                );
            }
        }
        painter.text(
            pos2(rect.right() - size::EDGE_RIGHT, y),
            Align2::RIGHT_BOTTOM,
            self.sheet.shown.marks.to_string(),
            bold(if self.sheet.shown.marks > MOST_TOTAL {
                SMALL_TOTAL
            } else {
                size::FIGURE
            }),
            self.look.text,
        );
        if self.layout.of_all {
            painter.text(
                pos2(rect.right() - size::EDGE_RIGHT, y + OF_ALL_AT),
                Align2::RIGHT_BOTTOM,
                format!("/{}", self.sheet.all.marks),
                font(size::SMALL),
                self.look.faint,
            );
        }
    }
}

/// How many lines of a name stand beside each other in full size, and from one to the next in sizes
/// of the type.
const LINES: f32 = 2.0;
const LINE: f32 = 1.08;

/// A line of a name that runs down from `at`, the middle of its upper edge. Hanzi next to each
/// other are one piece of text.
fn paint_line(clip: &Painter, line: &str, at: Pos2, face: &FontId, step: f32, colour: Color32) {
    let mut y = at.y;
    let mut hanzi = String::new();
    let flush = |hanzi: &mut String, y: f32| {
        if hanzi.is_empty() {
            return;
        }
        let mut job = LayoutJob::default();
        job.append(
            &std::mem::take(hanzi),
            0.0,
            TextFormat {
                line_height: Some(step),
                ..TextFormat::simple(face.clone(), colour)
            },
        );
        job.halign = Align::Center;
        let galley = clip.layout_job(job);
        let top = y - galley.size().y;
        clip.galley(pos2(at.x, top), galley, colour);
    };
    for piece in pieces(line) {
        let needed = steps(&piece) * step;
        match piece.standing {
            Standing::Upright | Standing::Pair => {
                if !hanzi.is_empty() {
                    hanzi.push('\n');
                }
                hanzi.push_str(piece.text);
            }
            Standing::Blank => flush(&mut hanzi, y),
            Standing::Turned => {
                flush(&mut hanzi, y);
                let galley = clip.layout_no_wrap(piece.text.to_owned(), face.clone(), colour);
                let size = galley.size();
                let middle = pos2(at.x, y + needed / 2.0);
                // Turned about its upper left corner, which comes to lie at the upper right.
                let corner = middle + vec2(size.y / 2.0, -size.x / 2.0);
                let text = TextShape::new(corner, galley, colour);
                clip.add(text.with_angle(std::f32::consts::FRAC_PI_2));
            }
        }
        y += needed;
    }
    flush(&mut hanzi, y);
}
