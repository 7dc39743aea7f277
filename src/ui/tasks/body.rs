//! The rows, the headings of groups, and the header.

use eframe::egui::text::TextFormat;
use eframe::egui::{
    Align2, Color32, CornerRadius, Painter, Rect, Stroke, StrokeKind, Vec2, pos2, vec2,
};

use super::Frame;
use super::layout::{ColumnKind, PADDING};
use super::row::SetRow;
use crate::model::PlanStatus;
use crate::num;
use crate::ui::grid::{Canvas, Paint, Place, Press as _, Sight};
use crate::ui::theme::{bold, font, size};
use crate::ui::{compare, marks, widgets};
use crate::view::{TaskGroup, TaskGroupKind, TaskLineKind};

/// The bar at the left of the cursor's row.
const CURSOR_BAR: f32 = 3.0;
/// The line around the cursor on a heading, how far inside of it, how round its corners are.
const CURSOR_LINE: f32 = 1.5;
const CURSOR_INSIDE: Vec2 = vec2(2.0, 1.5);
const CURSOR_CORNER: u8 = 4;
/// The sign of what became of a task, from the corner of its row.
const SIGN_AT: Vec2 = vec2(10.0, PADDING + 10.0);
/// Where headings of groups begin: the outer ones, the inner ones, and how much more each deeper.
const OUTER_AT: f32 = size::EDGE;
const INNER_AT: f32 = 26.0;
const DEEPER: f32 = 14.0;
/// From there to the middle of the triangle, and to the words.
const TRIANGLE: f32 = 5.0;
const WORDS: f32 = 16.0;
/// The mark of a role in the header.
const HEAD_MARK: f32 = 4.5;

impl Paint for Frame<'_> {
    fn ground(&self) -> Color32 {
        self.look.background
    }

    fn prepare(&mut self, sight: &Sight) {
        let lines = sight.rows.clone();
        let set = lines.filter_map(|nth| match self.layout.kind(nth) {
            TaskLineKind::Task(task) => Some((nth, self.typesetter.set(task))),
            TaskLineKind::Group(_) => None,
        });
        self.set = set.collect();
    }

    fn paint_row(&self, canvas: &Canvas<'_>, nth: usize, rect: Rect) {
        let rows = &canvas.body;
        let is_marked = self.is_marked(Place {
            row: Some(nth),
            column: None,
        });
        let is_hovered = canvas.sight.hovered.row == Some(nth);
        match self.layout.kind(nth) {
            TaskLineKind::Group(group) => {
                let group = &self.layout.list.groups[group];
                let is_first = rect.top() <= canvas.sight.body.top() + 1.0;
                self.paint_group(rows, nth, group, rect, is_first, is_hovered);
            }
            TaskLineKind::Task(_) => {
                self.paint_task_ground(rows, nth, rect, is_marked, is_hovered);
                if let Some(row) = self.set_row(nth) {
                    self.paint_task(rows, row, rect);
                }
            }
        }
        // On the ground of marked lines a hairline would vanish.
        let line = if is_marked {
            self.look.line
        } else {
            self.look.hairline
        };
        let line = Stroke::new(1.0, line);
        rows.hline(rect.x_range(), rect.bottom() - 0.5, line);
    }

    /// The names of the columns; those of roles with their mark.
    fn paint_edges(&self, canvas: &Canvas<'_>) {
        let (painter, rect) = (&canvas.whole, canvas.sight.rect);
        let header = rect.with_max_y(canvas.sight.body.top());
        painter.rect_filled(header, CornerRadius::ZERO, self.look.background);
        let strong = Stroke::new(1.0, self.look.line);
        painter.hline(rect.x_range(), header.bottom() - 0.5, strong);
        let y = header.center().y;
        let word = |x: f32, align: Align2, heading: &str| {
            let at = pos2(x, y);
            painter.text(at, align, heading, font(size::SMALL), self.look.dim);
        };
        for (kind, heading, x) in &self.layout.columns.list {
            let x = x.min + rect.left()..=x.max + rect.left();
            if *kind == ColumnKind::Clause {
                word(*x.end(), Align2::RIGHT_CENTER, heading);
                continue;
            }
            let mut left = *x.start();
            if let &[role] = kind.roles() {
                let centre = pos2(left + TRIANGLE, y);
                marks::paint_sized(painter, centre, role, self.look.role(role), HEAD_MARK);
                left += WORDS;
            }
            word(left, Align2::LEFT_CENTER, heading);
        }
    }
}

impl Frame<'_> {
    fn paint_task_ground(
        &self,
        rows: &Painter,
        nth: usize,
        rect: Rect,
        is_marked: bool,
        is_hovered: bool,
    ) {
        let is_cursor = self.cursor == Some(nth);
        if is_marked || is_cursor {
            rows.rect_filled(rect, CornerRadius::ZERO, self.look.selection);
        } else if is_hovered {
            rows.rect_filled(rect, CornerRadius::ZERO, self.look.crosshair);
        }
        if is_cursor {
            let bottom = pos2(rect.left() + CURSOR_BAR, rect.bottom() - 1.0);
            let edge = Rect::from_min_max(rect.min, bottom);
            rows.rect_filled(edge, CornerRadius::ZERO, self.look.accent);
        }
    }

    fn paint_task(&self, rows: &Painter, row: &SetRow<'_>, rect: Rect) {
        if let Some(changes) = self.sheet.data.changes() {
            let state = changes.state(row.row.task);
            compare::paint_sign(rows, rect.min + SIGN_AT, state, self.look);
        }
        for block in &row.blocks {
            let at = rect.min + block.rect.min.to_vec2();
            rows.galley(at, block.galley.clone(), block.colour);
        }
    }

    fn paint_group(
        &self,
        rows: &Painter,
        nth: usize,
        group: &TaskGroup,
        rect: Rect,
        is_first: bool,
        is_hovered: bool,
    ) {
        let is_top = group.depth == 0;
        if is_top {
            rows.rect_filled(rect, CornerRadius::ZERO, self.look.panel);
            if !is_first {
                let line = Stroke::new(1.0, self.look.line);
                rows.hline(rect.x_range(), rect.top() - 0.5, line);
            }
        }
        let selection = self.app.selection();
        let is_plan = matches!(group.kind, TaskGroupKind::Plan(plan)
            if selection.task.is_none() && selection.plan == Some(plan));
        if is_plan {
            rows.rect_filled(rect, CornerRadius::ZERO, self.look.selection);
        } else if is_hovered {
            rows.rect_filled(rect, CornerRadius::ZERO, self.look.crosshair);
        }
        if self.cursor == Some(nth) {
            let stroke = Stroke::new(CURSOR_LINE, self.look.accent);
            let corner = CornerRadius::same(CURSOR_CORNER);
            let inner = rect.shrink2(CURSOR_INSIDE);
            rows.rect_stroke(inner, corner, stroke, StrokeKind::Inside);
        }
        let (indent, face, colour) = if is_top {
            (OUTER_AT, bold(size::TEXT), self.look.text)
        } else {
            let deeper = num::float(group.depth - 1) * DEEPER;
            (INNER_AT + deeper, font(size::TEXT), self.look.dim)
        };
        let left = rect.left() + indent;
        let centre = pos2(left + TRIANGLE, rect.center().y);
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
                let format = TextFormat::simple(font(size::SMALL), colour);
                job.append(status.label(), size::STATE_GAP, format);
            }
        }
        let room = rect.right() - left - size::ROOM_FOR_COUNTS;
        let galley = widgets::cut(rows, job, room, 1);
        widgets::put(rows, left + WORDS, rect.center().y, galley, colour);
        rows.text(
            pos2(rect.right() - size::EDGE, rect.center().y),
            Align2::RIGHT_CENTER,
            group.count_text(),
            font(size::SMALL),
            self.look.dim,
        );
    }
}
