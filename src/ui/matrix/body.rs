//! The marks, the rows' bands, and the task column.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    Align2, Color32, CornerRadius, FontId, Painter, Pos2, Rangef, Rect, Stroke, StrokeKind, Vec2,
    pos2, vec2,
};

use super::Frame;
use crate::model::PlanStatus;
use crate::ui::grid::{Canvas, Paint};
use crate::ui::theme::{bold, font, size};
use crate::ui::{compare, marks, widgets};
use crate::view::compare::{DutyState, TaskState};
use crate::view::{Cell, MarkStyle, Row, RowKind};

/// The line around the cursor on a title, and how far inside of it.
const TITLE_LINE: f32 = 1.5;
const TITLE_INSIDE: Vec2 = vec2(2.0, 1.5);
/// The line around the cursor on a mark, and how far inside of it.
const CURSOR_LINE: f32 = 1.7;
const CURSOR_INSIDE: f32 = 1.0;
/// How round their corners are.
const CURSOR_CORNER: u8 = 4;

/// Where the sign of what became of a task stands, and the clause behind it.
const SIGN_AT: f32 = 10.0;
const BEHIND_SIGN: f32 = 22.0;
/// Between clause and title of one side and the edges of their columns on the other.
const TEXT_GAP: f32 = 6.0;
const TITLE_END: f32 = 2.0;
/// Clause numbers shrink to this before they are cut.
const LEAST_CLAUSE: f32 = 9.0;
/// Where the headings of plans begin, their triangles, and those of sections.
const PLAN_AT: f32 = 28.0;
const PLAN_TRIANGLE: f32 = 17.0;
const SECTION_AT: f32 = 26.0;
const SECTION_TRIANGLE: f32 = 5.0;
const SECTION_TITLE: f32 = 14.0;
/// A title that ends closer to the marks than this crosses the line before them.
const CROSSING: f32 = 4.0;

/// From the middle of a mark: the ＋ of a new one, the old role of a changed one, the stroke through
/// one that is gone.
const PLUS_AT: Vec2 = vec2(-9.5, -7.5);
const PLUS: f32 = 3.0;
const OLD_AT: Vec2 = vec2(-11.0, 0.0);
const OLD: f32 = 3.0;
const STRUCK: Vec2 = vec2(9.0, 0.0);
const SIGN_LINE: f32 = 1.5;

impl Paint for Frame<'_> {
    fn ground(&self) -> Color32 {
        self.look.background
    }

    fn paint_ground(&self, canvas: &Canvas<'_>) {
        self.paint_crosshair(canvas);
        self.paint_marked(canvas);
        self.paint_group_lines(canvas);
    }

    fn paint_row(&self, canvas: &Canvas<'_>, nth: usize, rect: Rect) {
        let row = self.row(nth);
        match row.kind {
            RowKind::Task(_) => self.paint_task(canvas, nth, row, rect),
            RowKind::Section(_) => self.paint_section(canvas, row, rect),
            RowKind::Plan(_) => self.paint_plan(canvas, nth, row, rect),
        }
        let line = Stroke::new(1.0, self.look.hairline);
        canvas.rows.hline(rect.x_range(), rect.bottom() - 0.5, line);
    }

    fn paint_over(&self, canvas: &Canvas<'_>) {
        // After all rows: what shares a clip rectangle is drawn in one go, and weak graphics feel
        // every other.
        for nth in canvas.sight.rows.clone() {
            self.paint_marks(canvas, nth);
        }
        self.paint_cursor(canvas);
        self.paint_marked_edge(canvas);
    }

    fn paint_edges(&self, canvas: &Canvas<'_>) {
        self.paint_frame(canvas);
    }
}

impl Frame<'_> {
    fn paint_crosshair(&self, canvas: &Canvas<'_>) {
        let sight = canvas.sight;
        let band = |rect: Rect| {
            let colour = self.look.crosshair;
            canvas.rows.rect_filled(rect, CornerRadius::ZERO, colour);
        };
        let columns = [sight.hovered.column, self.cursor.column];
        for nth in columns.into_iter().flatten() {
            if sight.columns.contains(&nth) {
                let x = self.column_x(sight, nth).intersection(sight.body.x_range());
                band(Rect::from_x_y_ranges(x, sight.body.y_range()));
            }
        }
        for nth in [sight.hovered.row, self.cursor.row].into_iter().flatten() {
            if sight.rows.contains(&nth) {
                let y = sight.y(self.layout.rows.span(nth));
                band(Rect::from_x_y_ranges(sight.rect.x_range(), y));
            }
        }
    }

    fn paint_group_lines(&self, canvas: &Canvas<'_>) {
        let sight = canvas.sight;
        let line = Stroke::new(1.0, self.look.hairline);
        for group in &self.sheet.groups {
            let end = group.columns.end;
            if end < self.sheet.columns.len() && sight.columns.contains(&end) {
                let x = self.column_x(sight, end).min;
                canvas.body.vline(x, sight.body.y_range(), line);
            }
        }
    }

    fn paint_task(&self, canvas: &Canvas<'_>, nth: usize, row: &Row, rect: Rect) {
        let RowKind::Task(ix) = row.kind else { return };
        let entry = self.sheet.workspace().task(ix);
        let (rows, body) = (&canvas.rows, canvas.sight.body);
        let left = rect.left();
        if self.cursor.row == Some(nth) && self.cursor.column.is_none() {
            let cell = rect.with_max_x(body.left());
            rows.rect_stroke(
                cell.shrink2(TITLE_INSIDE),
                CornerRadius::same(CURSOR_CORNER),
                Stroke::new(TITLE_LINE, self.look.accent),
                StrokeKind::Inside,
            );
        }
        self.paint_left_edge(canvas, rect);
        let changes = self.sheet.data.changes();
        let state = changes.map_or(TaskState::Same, |changes| changes.state(ix));
        let sign_at = pos2(left + SIGN_AT, rect.center().y);
        compare::paint_sign(rows, sign_at, state, self.look);
        // The sign has the room of the first characters.
        let clause_from = match compare::sign(state) {
            Some(_) => left + BEHIND_SIGN,
            None => left,
        };
        let clause_end = left + size::TITLE_AT - size::CLAUSE_GAP;
        let clause_room = Rect::from_x_y_ranges(clause_from..=clause_end, rect.y_range());
        self.paint_clause(rows, &entry.task.key(), clause_room);
        let is_gone = state == TaskState::Removed;
        let title_room = rect
            .with_min_x(left + size::TITLE_AT)
            .with_max_x(body.left() - TEXT_GAP);
        self.paint_title(rows, &entry.task.title, title_room, is_gone);
        self.paint_total(rows, row, rect);
    }

    /// The marks of a row in sight.
    fn paint_marks(&self, canvas: &Canvas<'_>, nth: usize) {
        let row = self.row(nth);
        let RowKind::Task(ix) = row.kind else { return };
        let y = canvas.sight.y(self.layout.rows.span(nth)).center();
        let changes = self.sheet.data.changes();
        let state = changes.map_or(TaskState::Same, |changes| changes.state(ix));
        for cell in self.sheet.cells(row) {
            let column = cell.column as usize;
            if column < canvas.sight.columns.start {
                continue;
            }
            if column >= canvas.sight.columns.end {
                break;
            }
            let x = self.column_x(canvas.sight, column);
            let became = changes.map_or(DutyState::Same, |changes| {
                let nths = self.sheet.assignments_in(ix, column);
                compare::together(nths.map(|nth| changes.duty(ix, nth)))
            });
            let centre = pos2(x.center(), y);
            self.paint_mark(&canvas.body, cell, centre, became);
            if !(state == TaskState::Added && became == DutyState::Added) {
                self.paint_became(&canvas.body, centre, became);
            }
        }
    }

    fn paint_mark(&self, marks: &Painter, cell: &Cell, centre: Pos2, became: DutyState) {
        let style = self.sheet.spec.marks;
        let is_plain = !cell.first && cell.own == 0 && cell.roles.len() == 1;
        let one_symbol = style == MarkStyle::Symbols && is_plain;
        if became == DutyState::Removed && one_symbol {
            let colour = self.look.dim;
            marks::paint_sized(marks, centre, cell.role, colour, marks::RADIUS);
        } else {
            let own = self.sheet.own_roles();
            marks::paint_cell(marks, centre, (cell, own), style, self.look);
        }
        if cell.mended {
            marks::paint_mended(marks, centre, self.look);
        }
        // Roles are marks of their own; a number says that assignments share one.
        if cell.repeats() > 0 && !cell.through {
            marks::paint_count(marks, centre, cell.count, self.look);
        }
    }

    /// What became of a mark: ＋ above at the left, the old role small beside it, or struck through.
    fn paint_became(&self, marks: &Painter, centre: Pos2, became: DutyState) {
        match became {
            DutyState::Same => {}
            DutyState::Added => {
                let at = centre + PLUS_AT;
                let stroke = Stroke::new(SIGN_LINE, self.look.accent);
                marks.hline(at.x - PLUS..=at.x + PLUS, at.y, stroke);
                marks.vline(at.x, at.y - PLUS..=at.y + PLUS, stroke);
            }
            DutyState::Removed => {
                let stroke = Stroke::new(SIGN_LINE, self.look.warning);
                marks.line_segment([centre - STRUCK, centre + STRUCK], stroke);
            }
            DutyState::Changed(role) => {
                marks::paint_sized(marks, centre + OLD_AT, role, self.look.dim, OLD);
            }
        }
    }

    /// The number of a task's marks; of how many, where a filter leaves some out.
    fn paint_total(&self, rows: &Painter, row: &Row, rect: Rect) {
        let (words, size) = if row.shown == row.all {
            (row.shown.to_string(), size::TEXT)
        } else {
            (format!("{}/{}", row.shown, row.all), size::SMALL)
        };
        paint_at_right(rows, words, size, self.look.text, rect);
    }

    /// The line between titles and marks, beside one row.
    fn paint_left_edge(&self, canvas: &Canvas<'_>, rect: Rect) {
        let line = Stroke::new(1.0, self.look.hairline);
        let x = canvas.sight.body.left() - 0.5;
        canvas.rows.vline(x, rect.y_range(), line);
    }

    /// Clause numbers stand against the titles; long ones shrink before they are cut.
    fn paint_clause(&self, painter: &Painter, clause: &str, room: Rect) {
        let ranges = self.query.highlights(clause, false);
        let mut size = size::SMALL;
        loop {
            let job = self.highlighted(clause, &ranges, font(size), self.look.faint);
            let galley = painter.layout_job(job);
            let fits = galley.size().x <= room.width() - TEXT_GAP;
            if fits || size <= LEAST_CLAUSE {
                let left = room.right() - galley.size().x;
                let y = room.center().y;
                if fits {
                    widgets::put(painter, left, y, galley, self.look.faint);
                } else {
                    let inside = painter.with_clip_rect(room.intersect(painter.clip_rect()));
                    widgets::put(&inside, left, y, galley, self.look.faint);
                }
                return;
            }
            size -= 1.0;
        }
    }

    fn paint_title(&self, painter: &Painter, title: &str, room: Rect, is_gone: bool) {
        let ranges = self.query.highlights(title, false);
        let colour = if is_gone {
            self.look.dim
        } else {
            self.look.text
        };
        let mut job = self.highlighted(title, &ranges, font(size::TEXT), colour);
        if is_gone {
            crate::ui::detail::strike(&mut job, self.look);
        }
        for section in &mut job.sections {
            section.format.line_height = Some(size::ROW_LINE);
        }
        let galley = widgets::cut(painter, job, room.width() - TITLE_END, 2);
        widgets::put(
            painter,
            room.left(),
            room.center().y,
            galley,
            self.look.text,
        );
    }

    /// A text with what matched the search on a coloured ground.
    fn highlighted(
        &self,
        text: &str,
        ranges: &[std::ops::Range<usize>],
        font: FontId,
        colour: Color32,
    ) -> LayoutJob {
        widgets::highlighted(text, ranges, font, colour, self.look)
    }

    fn paint_section(&self, canvas: &Canvas<'_>, row: &Row, rect: Rect) {
        let RowKind::Section(ix) = row.kind else {
            return;
        };
        let rows = &canvas.rows;
        let section = self.sheet.workspace().section(ix);
        let left = rect.left() + SECTION_AT;
        let triangle = pos2(left + SECTION_TRIANGLE, rect.center().y);
        widgets::triangle(rows, triangle, row.folded, self.look.dim);
        let title = format!("{} {}", section.number, section.title);
        let title = title.trim();
        // No marks stand in this row: a long title runs on over the columns.
        let room = Rangef::new(left, canvas.sight.body.right() - TEXT_GAP);
        let ranges = self.query.highlights(title, false);
        let job = self.highlighted(title, &ranges, font(size::FIGURE), self.look.dim);
        let galley = widgets::cut(rows, job, room.span() - SECTION_TITLE, 1);
        let title_at = left + SECTION_TITLE;
        if title_at + galley.size().x < canvas.sight.body.left() - CROSSING {
            self.paint_left_edge(canvas, rect);
        }
        widgets::put(rows, title_at, rect.center().y, galley, self.look.dim);
        if row.folded || row.shown != row.all {
            self.paint_share(rows, row, rect);
        }
    }

    fn paint_plan(&self, canvas: &Canvas<'_>, nth: usize, row: &Row, rect: Rect) {
        let RowKind::Plan(ix) = row.kind else { return };
        let rows = &canvas.rows;
        rows.rect_filled(rect, CornerRadius::ZERO, self.look.panel);
        if self.cursor.row == Some(nth) {
            rows.rect_filled(rect, CornerRadius::ZERO, self.look.selection);
        }
        if rect.top() > canvas.sight.body.top() + 1.0 {
            let line = Stroke::new(1.0, self.look.line);
            rows.hline(rect.x_range(), rect.top() - 0.5, line);
        }
        let triangle = pos2(rect.left() + PLAN_TRIANGLE, rect.center().y);
        widgets::triangle(rows, triangle, row.folded, self.look.text);
        let plan = &self.sheet.workspace().plan(ix).plan;
        let ranges = self.query.highlights(&plan.title, false);
        let mut job = self.highlighted(&plan.title, &ranges, bold(size::TEXT), self.look.text);
        if plan.status != PlanStatus::InForce {
            let colour = match plan.status {
                PlanStatus::Draft => self.look.warning,
                PlanStatus::InForce | PlanStatus::Ended => self.look.dim,
            };
            let format = TextFormat::simple(font(size::SMALL), colour);
            job.append(plan.status.label(), size::STATE_GAP, format);
        }
        let galley = widgets::cut(rows, job, rect.width() - size::ROOM_FOR_COUNTS, 1);
        let x = rect.left() + PLAN_AT;
        widgets::put(rows, x, rect.center().y, galley, self.look.text);
        self.paint_share(rows, row, rect);
    }

    /// `15 / 20`: tasks shown and all tasks.
    fn paint_share(&self, rows: &Painter, row: &Row, rect: Rect) {
        let words = format!("{} / {}", row.shown, row.all);
        paint_at_right(rows, words, size::SMALL, self.look.dim, rect);
    }

    fn paint_cursor(&self, canvas: &Canvas<'_>) {
        let (Some(row), Some(column)) = (self.cursor.row, self.cursor.column) else {
            return;
        };
        let sight = canvas.sight;
        if !sight.rows.contains(&row) || !sight.columns.contains(&column) {
            return;
        }
        canvas.body.rect_stroke(
            self.cell_rect(sight, row, column).shrink(CURSOR_INSIDE),
            CornerRadius::same(CURSOR_CORNER),
            Stroke::new(CURSOR_LINE, self.look.accent),
            StrokeKind::Inside,
        );
    }
}

/// Words at the right end of a row.
fn paint_at_right(rows: &Painter, words: String, size: f32, colour: Color32, row: Rect) {
    let at = pos2(row.right() - size::EDGE_RIGHT, row.center().y);
    rows.text(at, Align2::RIGHT_CENTER, words, font(size), colour);
}
