//! The marks, the rows' bands, and the task column.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    Align2, Color32, CornerRadius, FontId, Painter, Pos2, Rangef, Rect, Stroke, StrokeKind, pos2,
    vec2,
};

use super::Frame;
use super::layout::TITLE_AT;
use crate::model::PlanStatus;
use crate::ui::theme::{bold, font};
use crate::ui::{compare, marks, widgets};
use crate::view::compare::{DutyState, TaskState};
use crate::view::{MarkStyle, Row, RowKind};

impl Frame<'_> {
    /// Paints all that scrolls: bands, marks, and the task column beside them.
    pub fn paint_body(&self, painter: &Painter) {
        let rows = painter.with_clip_rect(
            Rect::from_x_y_ranges(painter.clip_rect().x_range(), self.body.y_range())
                .intersect(painter.clip_rect()),
        );
        let marks = painter.with_clip_rect(self.body.intersect(painter.clip_rect()));
        let all = painter.clip_rect().x_range();
        self.paint_crosshair(&rows, all);
        self.paint_marked(&rows, &marks);
        self.paint_group_lines(&marks);
        for nth in self.rows.clone() {
            let row = &self.sheet.rows[self.layout.visible[nth] as usize];
            let rect = self.row_rect(nth, all);
            match row.kind {
                RowKind::Task(_) => self.paint_task(&rows, &marks, nth, row, rect),
                RowKind::Section(_) => self.paint_section(&rows, row, rect),
                RowKind::Plan(_) => self.paint_plan(&rows, nth, row, rect),
            }
            let line = Stroke::new(1.0, self.look.hairline);
            rows.hline(all, rect.bottom() - 0.5, line);
        }
        self.paint_cursor(&marks);
        self.paint_marked_edge(&rows, &marks);
    }

    fn paint_crosshair(&self, rows: &Painter, all: Rangef) {
        let (row, column) = self.cursor;
        let band = |rect: Rect, colour: Color32| {
            rows.rect_filled(rect, CornerRadius::ZERO, colour);
        };
        let columns = [
            (self.hovered.column, self.look.crosshair),
            (column, self.look.crosshair),
        ];
        for (nth, colour) in columns {
            if let Some(nth) = nth.filter(|nth| self.columns.contains(nth)) {
                let x = self.column_x(nth);
                let x = Rangef::new(x.min.max(self.body.left()), x.max.min(self.body.right()));
                band(Rect::from_x_y_ranges(x, self.body.y_range()), colour);
            }
        }
        for nth in [self.hovered.row, row].into_iter().flatten() {
            if self.rows.contains(&nth) {
                band(self.row_rect(nth, all), self.look.crosshair);
            }
        }
    }

    fn paint_group_lines(&self, marks: &Painter) {
        for group in &self.sheet.groups {
            let end = group.columns.end;
            if end < self.sheet.columns.len() && self.columns.contains(&end) {
                let x = self.column_x(end).min;
                marks.vline(x, self.body.y_range(), Stroke::new(1.0, self.look.hairline));
            }
        }
    }

    fn paint_task(&self, rows: &Painter, marks: &Painter, nth: usize, row: &Row, rect: Rect) {
        let RowKind::Task(ix) = row.kind else { return };
        let entry = self.sheet.workspace().task(ix);
        let left = rows.clip_rect().left();
        let is_cursor = self.cursor.0 == Some(nth);
        if is_cursor && self.cursor.1.is_none() {
            let cell = Rect::from_x_y_ranges(left..=self.body.left(), rect.y_range());
            rows.rect_stroke(
                cell.shrink2(vec2(2.0, 1.5)),
                CornerRadius::same(4),
                Stroke::new(1.5, self.look.accent),
                StrokeKind::Inside,
            );
        }
        self.paint_left_edge(rows, rect);
        let clip = Rect::from_x_y_ranges(left..=self.body.left() - 6.0, rect.y_range());
        let text = rows.with_clip_rect(clip.intersect(rows.clip_rect()));
        let clause = entry.task.key();
        let changes = self.sheet.data.changes();
        let state = changes.map_or(TaskState::Same, |changes| changes.state(ix));
        compare::paint_sign(&text, pos2(left + 10.0, rect.center().y), state, self.look);
        // The sign has the room of the first characters.
        let room = match compare::sign(state) {
            Some(_) => clip.with_min_x(left + 22.0),
            None => clip,
        };
        let narrow = rows.with_clip_rect(room.intersect(rows.clip_rect()));
        self.paint_clause(&narrow, &clause, left + TITLE_AT - 10.0, rect);
        let is_gone = state == TaskState::Removed;
        self.paint_title(&text, &entry.task.title, left + TITLE_AT, rect, is_gone);
        for cell in self.sheet.cells(row) {
            let column = cell.column as usize;
            if column < self.columns.start {
                continue;
            }
            if column >= self.columns.end {
                break;
            }
            let centre = pos2(self.column_x(column).center(), rect.center().y);
            let first = cell.first && cell.role == crate::model::Role::Responsible;
            let became = changes.map_or(DutyState::Same, |changes| {
                let nths = self.sheet.assignments_in(ix, column);
                compare::together(nths.map(|nth| changes.duty(ix, nth)))
            });
            let is_gone = became == DutyState::Removed;
            if is_gone && self.sheet.spec.marks == MarkStyle::Symbols && !first {
                let colour = self.look.dim;
                marks::paint_sized(marks, centre, cell.role, colour, marks::RADIUS);
            } else {
                let style = self.sheet.spec.marks;
                marks::paint_cell(marks, centre, cell.role, style, first, self.look);
            }
            if !(state == TaskState::Added && became == DutyState::Added) {
                self.paint_became(marks, centre, became);
            }
            if cell.mended {
                let dot = centre + vec2(9.0, -8.0);
                marks.circle_filled(dot, 2.0, self.look.warning);
            }
            if cell.count > 1 {
                marks.text(
                    centre + vec2(10.5, 7.0),
                    Align2::CENTER_CENTER,
                    cell.count.to_string(),
                    font(9.0),
                    self.look.dim,
                );
            }
        }
        let total = pos2(rows.clip_rect().right() - 8.0, rect.center().y);
        let words = if row.shown == row.all {
            row.shown.to_string()
        } else {
            format!("{}/{}", row.shown, row.all)
        };
        let size = if row.shown == row.all { 14.0 } else { 12.0 };
        rows.text(
            total,
            Align2::RIGHT_CENTER,
            words,
            font(size),
            self.look.text,
        );
    }

    /// What became of a mark: ＋ above at the left, the old role small beside it, or struck through.
    fn paint_became(&self, marks: &Painter, centre: Pos2, became: DutyState) {
        match became {
            DutyState::Same => {}
            DutyState::Added => {
                let at = centre + vec2(-9.5, -7.5);
                let stroke = Stroke::new(1.5, self.look.accent);
                marks.hline(at.x - 3.0..=at.x + 3.0, at.y, stroke);
                marks.vline(at.x, at.y - 3.0..=at.y + 3.0, stroke);
            }
            DutyState::Removed => {
                let stroke = Stroke::new(1.5, self.look.warning);
                marks.line_segment([centre + vec2(-9.0, 0.0), centre + vec2(9.0, 0.0)], stroke);
            }
            DutyState::Changed(role) => {
                let at = centre + vec2(-11.0, 0.0);
                marks::paint_sized(marks, at, role, self.look.dim, 3.0);
            }
        }
    }

    /// The line between titles and marks, beside one row.
    fn paint_left_edge(&self, rows: &Painter, rect: Rect) {
        let line = Stroke::new(1.0, self.look.hairline);
        rows.vline(self.body.left() - 0.5, rect.y_range(), line);
    }

    /// Clause numbers stand against the titles; long ones shrink before they are cut.
    fn paint_clause(&self, painter: &Painter, clause: &str, right: f32, rect: Rect) {
        let ranges = self.query.highlights(clause, false);
        let mut size = 12.0;
        let room = right - painter.clip_rect().left() - 6.0;
        loop {
            let job = self.highlighted(clause, &ranges, font(size), self.look.faint);
            let galley = painter.layout_job(job);
            if galley.size().x <= room || size <= 9.0 {
                let at = pos2(
                    right - galley.size().x,
                    rect.center().y - galley.size().y / 2.0,
                );
                painter.galley(at, galley, self.look.faint);
                return;
            }
            size -= 1.0;
        }
    }

    fn paint_title(&self, painter: &Painter, title: &str, x: f32, rect: Rect, is_gone: bool) {
        let ranges = self.query.highlights(title, false);
        let colour = if is_gone {
            self.look.dim
        } else {
            self.look.text
        };
        let mut job = self.highlighted(title, &ranges, font(14.0), colour);
        if is_gone {
            crate::ui::detail::strike(&mut job, self.look);
        }
        job.wrap.max_width = painter.clip_rect().right() - x - 2.0;
        job.wrap.max_rows = 2;
        job.wrap.break_anywhere = true;
        for section in &mut job.sections {
            section.format.line_height = Some(18.0);
        }
        let galley = painter.layout_job(job);
        let at = pos2(x, rect.center().y - galley.size().y / 2.0);
        painter.galley(at, galley, self.look.text);
    }

    /// A text with what matched the search on a coloured ground.
    pub fn highlighted(
        &self,
        text: &str,
        ranges: &[std::ops::Range<usize>],
        font: FontId,
        colour: Color32,
    ) -> LayoutJob {
        widgets::highlighted(text, ranges, font, colour, self.look)
    }

    fn paint_section(&self, rows: &Painter, row: &Row, rect: Rect) {
        let RowKind::Section(ix) = row.kind else {
            return;
        };
        let section = self.sheet.workspace().section(ix);
        let indent = rows.clip_rect().left() + 26.0;
        widgets::triangle(
            rows,
            pos2(indent + 5.0, rect.center().y),
            row.folded,
            self.look.dim,
        );
        let title = format!("{} {}", section.number, section.title);
        // No marks stand in this row: a long title runs on over the columns.
        let clip = Rect::from_x_y_ranges(indent..=self.body.right() - 6.0, rect.y_range());
        let painter = rows.with_clip_rect(clip.intersect(rows.clip_rect()));
        let ranges = self.query.highlights(title.trim(), false);
        let mut job = self.highlighted(title.trim(), &ranges, font(13.0), self.look.dim);
        job.wrap.max_width = clip.right() - indent - 14.0;
        job.wrap.max_rows = 1;
        job.wrap.break_anywhere = true;
        let galley = painter.layout_job(job);
        let at = pos2(indent + 14.0, rect.center().y - galley.size().y / 2.0);
        if at.x + galley.size().x < self.body.left() - 4.0 {
            self.paint_left_edge(rows, rect);
        }
        painter.galley(at, galley, self.look.dim);
        if row.folded || row.shown != row.all {
            self.paint_share(rows, row, rect);
        }
    }

    fn paint_plan(&self, rows: &Painter, nth: usize, row: &Row, rect: Rect) {
        let RowKind::Plan(ix) = row.kind else { return };
        rows.rect_filled(rect, CornerRadius::ZERO, self.look.panel);
        if self.cursor.0 == Some(nth) {
            rows.rect_filled(rect, CornerRadius::ZERO, self.look.selection);
        }
        let line = Stroke::new(1.0, self.look.line);
        if rect.top() > self.body.top() + 1.0 {
            rows.hline(rows.clip_rect().x_range(), rect.top() - 0.5, line);
        }
        let left = rows.clip_rect().left();
        widgets::triangle(
            rows,
            pos2(left + 17.0, rect.center().y),
            row.folded,
            self.look.text,
        );
        let plan = &self.sheet.workspace().plan(ix).plan;
        let ranges = self.query.highlights(&plan.title, false);
        let mut job = self.highlighted(&plan.title, &ranges, bold(14.0), self.look.text);
        if plan.status != PlanStatus::InForce {
            let colour = match plan.status {
                PlanStatus::Draft => self.look.warning,
                PlanStatus::InForce | PlanStatus::Ended => self.look.dim,
            };
            job.append(
                plan.status.label(),
                16.0,
                TextFormat::simple(font(12.0), colour),
            );
        }
        job.wrap.max_width = rows.clip_rect().width() - 110.0;
        job.wrap.max_rows = 1;
        job.wrap.break_anywhere = true;
        let galley = rows.layout_job(job);
        let at = pos2(left + 28.0, rect.center().y - galley.size().y / 2.0);
        rows.galley(at, galley, self.look.text);
        self.paint_share(rows, row, rect);
    }

    /// `15 / 20`: tasks shown and all tasks.
    fn paint_share(&self, rows: &Painter, row: &Row, rect: Rect) {
        rows.text(
            pos2(rows.clip_rect().right() - 8.0, rect.center().y),
            Align2::RIGHT_CENTER,
            format!("{} / {}", row.shown, row.all),
            font(12.0),
            self.look.dim,
        );
    }

    fn paint_cursor(&self, marks: &Painter) {
        let (Some(row), Some(column)) = self.cursor else {
            return;
        };
        if !self.rows.contains(&row) || !self.columns.contains(&column) {
            return;
        }
        marks.rect_stroke(
            self.row_rect(row, self.column_x(column)).shrink(1.0),
            CornerRadius::same(4),
            Stroke::new(1.7, self.look.accent),
            StrokeKind::Inside,
        );
    }
}
