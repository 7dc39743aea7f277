//! The rows, the headings of groups, and the header.

use eframe::egui::text::TextFormat;
use eframe::egui::{Align2, CornerRadius, Painter, Rect, Stroke, StrokeKind, pos2, vec2};

use super::Frame;
use super::layout::ColumnKind;
use super::row::SetRow;
use crate::model::PlanStatus;
use crate::ui::theme::{bold, font};
use crate::ui::{compare, marks, widgets};
use crate::view::{TaskGroup, TaskGroupKind, TaskLineKind};

impl Frame<'_> {
    /// Paints all that scrolls.
    pub fn paint_rows(&self, painter: &Painter) {
        let rows = painter.with_clip_rect(self.body.intersect(painter.clip_rect()));
        let mut set = self.set.iter();
        for nth in self.rows.clone() {
            let rect = self.row_rect(nth);
            match self.layout.kind(nth) {
                TaskLineKind::Group(group) => {
                    self.paint_group(&rows, nth, &self.layout.list.groups[group], rect);
                }
                TaskLineKind::Task(_) => {
                    if let Some((_, row)) = set.next() {
                        self.paint_task(&rows, nth, row, rect);
                    }
                }
            }
            // On the ground of marked lines a hairline would vanish.
            let line = if self.is_marked(nth) {
                self.look.line
            } else {
                self.look.hairline
            };
            let line = Stroke::new(1.0, line);
            rows.hline(rect.x_range(), rect.bottom() - 0.5, line);
        }
    }

    fn paint_task(&self, rows: &Painter, nth: usize, row: &SetRow<'_>, rect: Rect) {
        if self.is_marked(nth) {
            rows.rect_filled(rect, CornerRadius::ZERO, self.look.selection);
        }
        if self.cursor == Some(nth) {
            if !self.is_marked(nth) {
                rows.rect_filled(rect, CornerRadius::ZERO, self.look.crosshair);
            }
            let edge = Rect::from_min_max(rect.min, pos2(rect.left() + 3.0, rect.bottom() - 1.0));
            rows.rect_filled(edge, CornerRadius::ZERO, self.look.accent);
        } else if self.hovered == Some(nth) && !self.is_marked(nth) {
            rows.rect_filled(rect, CornerRadius::ZERO, self.look.crosshair);
        }
        if let Some(changes) = self.sheet.data.changes() {
            let at = rect.min + vec2(10.0, super::layout::PADDING + 10.0);
            compare::paint_sign(rows, at, changes.state(row.row.task), self.look);
        }
        for block in &row.blocks {
            let at = rect.min + block.rect.min.to_vec2();
            rows.galley(at, block.galley.clone(), block.colour);
        }
    }

    fn paint_group(&self, rows: &Painter, nth: usize, group: &TaskGroup, rect: Rect) {
        let is_top = group.depth == 0;
        if is_top {
            rows.rect_filled(rect, CornerRadius::ZERO, self.look.panel);
            if rect.top() > self.body.top() + 1.0 {
                let line = Stroke::new(1.0, self.look.line);
                rows.hline(rect.x_range(), rect.top() - 0.5, line);
            }
        }
        let selection = self.app.selection();
        let is_plan = matches!(group.kind, TaskGroupKind::Plan(plan)
            if selection.task.is_none() && selection.plan == Some(plan));
        if is_plan {
            rows.rect_filled(rect, CornerRadius::ZERO, self.look.selection);
        } else if self.hovered == Some(nth) {
            rows.rect_filled(rect, CornerRadius::ZERO, self.look.crosshair);
        }
        if self.cursor == Some(nth) {
            let stroke = Stroke::new(1.5, self.look.accent);
            let inner = rect.shrink2(vec2(2.0, 1.5));
            rows.rect_stroke(inner, CornerRadius::same(4), stroke, StrokeKind::Inside);
        }
        let (indent, face, colour) = if is_top {
            (12.0, bold(14.0), self.look.text)
        } else {
            #[expect(clippy::cast_precision_loss, reason = "sections nest a few deep")]
            let deeper = (group.depth - 1) as f32 * 14.0;
            (26.0 + deeper, font(14.0), self.look.dim)
        };
        let left = rect.left() + indent;
        let centre = pos2(left + 5.0, rect.center().y);
        widgets::triangle(rows, centre, group.folded, colour);
        let workspace = self.sheet.workspace();
        let label = group.label(workspace);
        let ranges = self.query.highlights(&label, false);
        let mut job = widgets::highlighted(&label, &ranges, face, colour, self.look);
        if let TaskGroupKind::Plan(ix) = group.kind {
            let status = workspace.plan(ix).plan.status;
            if status != PlanStatus::InForce {
                let colour = match status {
                    PlanStatus::Draft => self.look.warning,
                    PlanStatus::InForce | PlanStatus::Ended => self.look.dim,
                };
                job.append(status.label(), 16.0, TextFormat::simple(font(12.0), colour));
            }
        }
        job.wrap.max_width = rect.right() - left - 110.0;
        job.wrap.max_rows = 1;
        job.wrap.break_anywhere = true;
        let galley = rows.layout_job(job);
        let at = pos2(left + 16.0, rect.center().y - galley.size().y / 2.0);
        rows.galley(at, galley, colour);
        rows.text(
            pos2(rect.right() - 12.0, rect.center().y),
            Align2::RIGHT_CENTER,
            group.count_text(),
            font(12.0),
            self.look.dim,
        );
    }

    /// The names of the columns; those of roles with their mark.
    pub fn paint_header(&self, painter: &Painter, rect: Rect) {
        let header = rect.with_max_y(self.body.top());
        painter.rect_filled(header, CornerRadius::ZERO, self.look.background);
        let strong = Stroke::new(1.0, self.look.line);
        painter.hline(rect.x_range(), self.body.top() - 0.5, strong);
        let y = header.center().y;
        for (kind, heading, x) in &self.layout.columns.list {
            let x = x.min + rect.left()..=x.max + rect.left();
            if *kind == ColumnKind::Clause {
                let at = pos2(*x.end(), y);
                painter.text(at, Align2::RIGHT_CENTER, heading, font(12.0), self.look.dim);
                continue;
            }
            let mut left = *x.start();
            if let &[role] = kind.roles() {
                let centre = pos2(left + 5.0, y);
                marks::paint_sized(painter, centre, role, self.look.role(role), 4.5);
                left += 16.0;
            }
            let at = pos2(left, y);
            painter.text(at, Align2::LEFT_CENTER, heading, font(12.0), self.look.dim);
        }
    }
}
