//! The matrix: a painter over the visible rectangle, with the header, the task column, the totals
//! and the foot standing still.

mod access;
mod body;
mod edges;
mod keys;
mod layout;
mod menus;
mod range;

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::{
    self, Pos2, Rect, ScrollArea, Sense, Ui, pos2, scroll_area::ScrollBarVisibility, vec2,
};

pub use layout::Layout;
pub use menus::{assignment_text, only_agency, task_menu};
pub use range::sense;

use super::theme::Look;
use super::{Actions, theme};
use crate::app::{Action, App, Selection};
use crate::view::search::Query;
use crate::view::{CellRange, RowKind, Sheet};
use layout::{COLUMN, TOTAL};

/// What the matrix remembers between frames.
#[derive(Default)]
pub struct Matrix {
    layout: Option<Arc<Layout>>,
    /// Where to scroll in the next frame.
    go_to: Option<egui::Vec2>,
    /// Where it was scrolled to in the last frame.
    offset: egui::Vec2,
    /// Follow the cursor into sight.
    follow: bool,
    query: Query,
}

/// What one frame of the matrix is painted with.
struct Frame<'a> {
    app: &'a App,
    sheet: &'a Sheet,
    layout: &'a Layout,
    look: &'a Look,
    query: &'a Query,
    /// Top left of the marks, moved by scrolling.
    origin: Pos2,
    /// The rectangle of the marks.
    body: Rect,
    /// The visible rows and columns.
    rows: Range<usize>,
    columns: Range<usize>,
    /// Under the pointer.
    hovered: Hovered,
    /// The cell cursor: a visible row and a column.
    cursor: (Option<usize>, Option<usize>),
    /// The marked cells, and their visible rows.
    marked: Option<(Range<usize>, CellRange)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Hovered {
    row: Option<usize>,
    column: Option<usize>,
}

impl Frame<'_> {
    fn row_rect(&self, nth: usize, x: egui::Rangef) -> Rect {
        let row = self.layout.rows.span(nth);
        Rect::from_x_y_ranges(x, self.origin.y + row.start..=self.origin.y + row.end)
    }

    fn column_x(&self, nth: usize) -> egui::Rangef {
        #[expect(clippy::cast_precision_loss, reason = "thousands of columns at most")]
        let left = self.origin.x + nth as f32 * COLUMN;
        egui::Rangef::new(left, left + COLUMN)
    }
}

impl Matrix {
    /// The geometry of a sheet, made anew only when the sheet or the width class changed.
    fn layout_for(&mut self, sheet: &Arc<Sheet>, wide: bool, most: usize) -> Arc<Layout> {
        if let Some(layout) = &self.layout
            && Arc::ptr_eq(&layout.sheet, sheet)
            && (layout.tasks > layout::TASKS) == wide
            && layout.stacked == most
        {
            return Arc::clone(layout);
        }
        let layout = Arc::new(Layout::new(sheet, wide, most));
        let new_data = self
            .layout
            .as_ref()
            .is_none_or(|old| !Arc::ptr_eq(&old.sheet.data, &sheet.data));
        let new_text = self
            .layout
            .as_ref()
            .is_some_and(|old| old.sheet.spec.text != sheet.spec.text);
        if new_data || new_text {
            self.go_to = Some(egui::Vec2::ZERO);
        }
        self.follow |= !new_text;
        self.query = Query::new(&sheet.spec.text);
        self.layout = Some(Arc::clone(&layout));
        layout
    }

    /// Scrolls the cell cursor into sight in the next frame.
    pub fn follow_cursor(&mut self) {
        self.follow = true;
    }

    /// Shows the matrix in the rest of `ui`.
    pub fn show(&mut self, ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
        let rect = ui.max_rect();
        let wide = ui.ctx().content_rect().width() >= theme::size::WIDE;
        let layout = self.layout_for(app.sheet(), wide, layout::names_most(rect.height()));
        let sheet = app.sheet();
        if sheet.shown.tasks == 0 {
            super::empty::show(ui, app, look, actions);
            return;
        }
        // In a low window the header gives way first.
        let header = layout.header.min(rect.height() * 0.5);
        let body = Rect::from_min_max(
            pos2(rect.left() + layout.tasks, rect.top() + header),
            pos2(rect.right() - TOTAL, rect.bottom() - layout.foot),
        );
        if body.width() < COLUMN || body.height() < 28.0 {
            return;
        }
        let cursor = cursor(app, &layout);
        // Where keys move it now, the cursor is in the next frame.
        if std::mem::take(&mut self.follow) {
            self.bring_into_sight(&layout, cursor, body);
        }
        self.keys(ui, app, &layout, cursor, body, actions);

        // The scrolled area spans the task column too, so that the wheel works there.
        let scrolled = Rect::from_min_max(pos2(rect.left(), body.top()), body.max);
        let mut area = ScrollArea::both()
            .id_salt("matrix")
            .auto_shrink(false)
            .scroll_source(egui::scroll_area::ScrollSource {
                drag: egui::scroll_area::DragScroll::OnTouch,
                ..egui::scroll_area::ScrollSource::ALL
            })
            .scroll_bar_visibility(ScrollBarVisibility::VisibleWhenNeeded)
            .scroll_bar_rect(body);
        if let Some(offset) = self.go_to.take() {
            area = area.scroll_offset(offset);
        }
        let mut content = ui.new_child(egui::UiBuilder::new().max_rect(scrolled));
        content.set_clip_rect(scrolled.intersect(ui.clip_rect()));
        let painter = ui.painter().clone();
        let marked = app
            .marked_cells()
            .map(|range| (range::rows(&layout, &range), range));
        let mut dragging = false;
        let output = area.show_viewport(&mut content, |ui, viewport| {
            // The last row and column can be scrolled clear of the bars.
            let size = vec2(layout.tasks + layout.width(), layout.rows.height()) + vec2(10.0, 10.0);
            let (_, all) = ui.allocate_space(size);
            let origin = all.min + vec2(layout.tasks, 0.0);
            let hovered = hovered(ui, &layout, origin, body, rect);
            let frame = Frame {
                app,
                sheet,
                layout: &layout,
                look,
                query: &self.query,
                origin,
                body,
                rows: layout
                    .rows
                    .between(viewport.top(), viewport.top() + body.height()),
                columns: layout.columns(viewport.left(), viewport.left() + body.width()),
                hovered,
                cursor,
                marked,
            };
            let screen = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
            frame.paint_body(&screen);
            frame.paint_edges(&screen, rect);
            frame.describe(ui, rect, actions);
            // The header does not scroll: it stands outside of what the scrolled part may touch.
            let mut whole = ui.new_child(egui::UiBuilder::new().id_salt("whole").max_rect(rect));
            whole.set_clip_rect(screen.clip_rect());
            dragging = frame.interact(&mut whole, rect, actions);
        });
        self.offset = output.state.clamped_offset();
        self.follow |= dragging;
    }

    fn bring_into_sight(
        &mut self,
        layout: &Layout,
        (row, column): (Option<usize>, Option<usize>),
        body: Rect,
    ) {
        let mut offset = self.go_to.unwrap_or(self.offset);
        let before = offset;
        if let Some(row) = row {
            let row = layout.rows.span(row);
            offset.y = offset.y.min(row.start).max(row.end - body.height());
        }
        if let Some(column) = column {
            #[expect(clippy::cast_precision_loss, reason = "thousands of columns at most")]
            let left = column as f32 * COLUMN;
            offset.x = offset.x.min(left).max(left + COLUMN - body.width());
        }
        if offset != before {
            self.go_to = Some(offset);
        }
    }
}

/// The cell cursor as a visible row and a column.
fn cursor(app: &App, layout: &Layout) -> (Option<usize>, Option<usize>) {
    let selection = app.selection();
    let sheet = &layout.sheet;
    let row = if selection.task.is_none() && selection.plan.is_none() {
        None
    } else {
        layout.visible.iter().position(|&ix| {
            match sheet.rows.get(ix as usize).map(|row| row.kind) {
                Some(RowKind::Task(task)) => selection.task == Some(task),
                Some(RowKind::Plan(plan)) => {
                    selection.task.is_none() && selection.plan == Some(plan)
                }
                _ => false,
            }
        })
    };
    let column = selection.agency.and_then(|agency| sheet.column_of(agency));
    (row, column)
}

fn hovered(ui: &Ui, layout: &Layout, origin: Pos2, body: Rect, rect: Rect) -> Hovered {
    let Some(pointer) = ui.ctx().pointer_hover_pos() else {
        return Hovered::default();
    };
    let free = ui
        .ctx()
        .layer_id_at(pointer)
        .is_none_or(|layer| layer == ui.layer_id());
    if !free || !rect.contains(pointer) {
        return Hovered::default();
    }
    let in_rows = body.y_range().contains(pointer.y);
    let in_columns = body.x_range().contains(pointer.x);
    Hovered {
        row: in_rows
            .then(|| layout.rows.at(pointer.y - origin.y))
            .flatten(),
        column: in_columns
            .then(|| layout.column_at(pointer.x - origin.x))
            .flatten(),
    }
}

impl Frame<'_> {
    /// Clicks and hover texts of everything that was painted. Says whether the pointer marks
    /// cells.
    fn interact(&self, ui: &mut Ui, rect: Rect, actions: &mut Actions) -> bool {
        let all = ui.interact(
            Rect::from_min_max(pos2(rect.left(), self.body.top()), self.body.max),
            ui.scope_id().with("rows"),
            sense(ui),
        );
        let dragging = self.drag(&all, actions);
        let extends = ui.input(|input| input.modifiers.shift);
        if let Some(pointer) = all.interact_pointer_pos().filter(|_| all.clicked()) {
            if extends {
                let to = self.corner_at(pointer, false);
                actions.push(Action::Select(self.app.selection().extended(to)));
            } else {
                self.click_row(pointer, rect, actions);
            }
        }
        let on_marked = match (self.hovered.row, self.hovered.column) {
            (Some(row), Some(column)) => self.is_marked(row, column),
            (Some(row), None) => self.marks_titles(row),
            _ => false,
        };
        // On marked cells the menu is about them.
        if all.secondary_clicked() && self.hovered.row.is_some() && !on_marked {
            self.select_hovered(actions);
        }
        all.context_menu(|ui| task_menu(ui, self.app, self.look, actions));
        if all.hovered() && !dragging {
            all.on_hover_ui_at_pointer(|ui| self.row_tooltip(ui));
        }
        let header = Rect::from_min_max(
            pos2(self.body.left(), rect.top()),
            pos2(self.body.right(), self.body.top()),
        );
        let head = ui.interact(header, ui.scope_id().with("header"), Sense::click());
        if head.clicked() && extends {
            self.extend_columns(actions);
        } else if head.clicked() || head.secondary_clicked() {
            self.click_column(actions);
        }
        head.context_menu(|ui| self.column_menu(ui, actions));
        if head.hovered() && self.hovered.column.is_some() {
            head.on_hover_ui_at_pointer(|ui| self.column_tooltip(ui));
        }
        dragging
    }

    fn click_row(&self, pointer: Pos2, rect: Rect, actions: &mut Actions) {
        let Some(nth) = self.layout.rows.at(pointer.y - self.origin.y) else {
            return;
        };
        let ix = self.layout.visible[nth] as usize;
        match self.sheet.rows[ix].kind {
            RowKind::Task(task) => {
                let agency = self
                    .hovered
                    .column
                    .map(|column| self.sheet.columns[column].agency);
                actions.push(Action::Select(Selection {
                    task: Some(task),
                    agency,
                    ..Selection::default()
                }));
                actions.open_detail();
            }
            RowKind::Plan(plan) if pointer.x > rect.left() + 30.0 => {
                actions.push(Action::Select(Selection {
                    plan: Some(plan),
                    ..Selection::default()
                }));
                actions.open_detail();
            }
            RowKind::Plan(_) | RowKind::Section(_) => self.toggle_fold(ix, actions),
        }
    }

    fn select_hovered(&self, actions: &mut Actions) {
        let Some(nth) = self.hovered.row else { return };
        if let RowKind::Task(task) = self.sheet.rows[self.layout.visible[nth] as usize].kind {
            actions.push(Action::Select(Selection {
                task: Some(task),
                agency: self
                    .hovered
                    .column
                    .map(|column| self.sheet.columns[column].agency),
                ..Selection::default()
            }));
        }
    }

    fn toggle_fold(&self, row: usize, actions: &mut Actions) {
        let workspace = self.sheet.workspace();
        let key = match self.sheet.rows[row].kind {
            RowKind::Plan(ix) => workspace.plan(ix).plan.id.clone(),
            RowKind::Section(ix) => workspace.section_key(ix),
            RowKind::Task(_) => return,
        };
        let mut view = self.app.view().clone();
        if view.folded.contains(&key) {
            view.folded.retain(|known| *known != key);
        } else {
            view.folded.push(key);
        }
        actions.push(Action::View(view));
    }
}
