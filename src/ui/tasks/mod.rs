//! The tasks as a list: a painter over the visible rectangle, rows as high as their texts.
//!
//! Heights are measured when rows come into sight (`layout`). Where that changes the height of
//! what is above the window's upper edge, the list is scrolled by as much, so that what a person
//! looks at stays where it is.

mod access;
mod body;
mod keys;
mod layout;
mod range;
mod row;

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::{self, Painter, Pos2, Rect, ScrollArea, Ui, pos2, vec2};

use super::theme::Look;
use super::{Actions, matrix};
use crate::app::{Action, App, Selection};
use crate::model::Role;
use crate::model::workspace::{AgencyIx, TaskIx};
use crate::view::search::Query;
use crate::view::{Sheet, TaskGroupKind, TaskLineKind, TaskRowMaker};
use layout::{HEADER, Layout};
use row::{SetRow, Typesetter};

/// Rows are measured so far beyond what is in sight when the list jumps to one.
const AHEAD: f32 = 1200.0;

/// What the list remembers between frames.
#[derive(Default)]
pub struct TasksView {
    layout: Option<Layout>,
    /// Bodies that were looked for, by agency.
    matched: Vec<bool>,
    query: Query,
    /// Where to scroll in the next frame.
    go_to: Option<f32>,
    /// Where it was scrolled to in the last frame.
    offset: f32,
    /// Follow the cursor into sight.
    follow: bool,
    /// The task of the cursor in the last frame.
    seen: Option<TaskIx>,
}

/// What one frame of the list is painted with.
struct Frame<'a> {
    app: &'a App,
    sheet: &'a Sheet,
    layout: &'a Layout,
    look: &'a Look,
    query: &'a Query,
    /// Top left of the first row, moved by scrolling.
    origin: Pos2,
    /// The rectangle of the rows.
    body: Rect,
    /// The visible lines.
    rows: Range<usize>,
    /// The tasks among them, laid out.
    set: Vec<(usize, SetRow<'a>)>,
    /// The line under the pointer.
    hovered: Option<usize>,
    /// The line of the cursor.
    cursor: Option<usize>,
    /// The marked lines.
    marked: Option<Range<usize>>,
}

impl Frame<'_> {
    fn row_rect(&self, nth: usize) -> Rect {
        let row = self.layout.rows.span(nth);
        let y = self.origin.y;
        Rect::from_x_y_ranges(self.body.x_range(), y + row.start..=y + row.end)
    }

    /// The body named at a place of a row.
    fn body_at(&self, nth: usize, pointer: Pos2) -> Option<(TaskIx, Role, usize)> {
        let (_, row) = self.set.iter().find(|(known, _)| *known == nth)?;
        let top = pos2(self.body.left(), self.row_rect(nth).top());
        let block = row.blocks.iter().find(|block| {
            block.body.is_some() && block.rect.translate(top.to_vec2()).contains(pointer)
        })?;
        let (role, place) = block.body?;
        Some((row.row.task, role, place))
    }
}

impl TasksView {
    /// Scrolls the cursor into sight in the next frame.
    pub fn follow_cursor(&mut self) {
        self.follow = true;
    }

    /// The geometry of a sheet, made anew only when the sheet or the width changed.
    fn prepare(&mut self, app: &App, width: f32) -> Layout {
        let sheet = app.sheet();
        let old = self.layout.take();
        if let Some(layout) = old {
            #[expect(clippy::float_cmp, reason = "the same width is the same number")]
            let same_width = layout.width == width;
            if Arc::ptr_eq(&layout.sheet, sheet) && same_width {
                return layout;
            }
            let known = &layout.sheet;
            let is_new = !Arc::ptr_eq(&known.data, &sheet.data)
                || known.spec.text != sheet.spec.text
                || known.spec.grouping != sheet.spec.grouping
                || known.spec.row_order != sheet.spec.row_order;
            if is_new {
                self.go_to = Some(0.0);
            } else {
                self.follow = true;
            }
        } else {
            self.follow = true;
        }
        let mut matched = vec![false; sheet.workspace().agencies.len()];
        for column in sheet.columns.iter().filter(|column| column.matched) {
            matched[column.agency.get()] = true;
        }
        self.matched = matched;
        self.query = Query::new(&sheet.spec.text);
        Layout::new(sheet, Arc::clone(app.task_list()), width)
    }

    /// Shows the list in the rest of `ui`.
    pub fn show(&mut self, ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
        let rect = ui.max_rect();
        let sheet = Arc::clone(app.sheet());
        if sheet.shown.tasks == 0 {
            super::empty::show(ui, app, look, actions);
            return;
        }
        let body = rect.with_min_y(rect.top() + HEADER);
        if body.height() < 28.0 {
            return;
        }
        let mut layout = self.prepare(app, rect.width());
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        let columns = layout.columns.clone();
        let typesetter = Typesetter {
            painter: &painter,
            sheet: &sheet,
            rows: TaskRowMaker::new(&sheet),
            columns: &columns,
            query: &self.query,
            look,
            matched: &self.matched,
            chosen: app.selection().agency,
        };
        if app.selection().task != self.seen {
            self.seen = app.selection().task;
            self.follow = true;
        }
        let cursor = app.selection().task.and_then(|task| layout.place_of(task));
        let mut grown = false;
        // Where keys move it now, the cursor is in the next frame.
        if std::mem::take(&mut self.follow)
            && let Some(cursor) = cursor
        {
            let offset = self.go_to.unwrap_or(self.offset);
            let before = layout.rows.height();
            self.go_to = Some(into_sight(&mut layout, &typesetter, cursor, offset, body));
            // Beyond the height that the scrolled area knows of, it would spring back.
            grown = layout.rows.height() > before;
        }
        keys::show(ui, app, &layout, cursor, body, actions);

        let mut area = ScrollArea::vertical()
            .id_salt("tasks")
            .auto_shrink(false)
            .scroll_source(egui::scroll_area::ScrollSource {
                drag: egui::scroll_area::DragScroll::OnTouch,
                ..egui::scroll_area::ScrollSource::ALL
            });
        if grown {
            ui.ctx().request_repaint();
        } else if let Some(offset) = self.go_to.take() {
            area = area.vertical_scroll_offset(offset);
        }
        let marked = app.marked_lines().map(|lines| layout.visible_of(lines));
        let mut dragging = false;
        let mut content = ui.new_child(egui::UiBuilder::new().max_rect(body));
        content.set_clip_rect(body.intersect(ui.clip_rect()));
        let mut moved = 0.0;
        let output = area.show_viewport(&mut content, |ui, viewport| {
            moved = measure(&mut layout, &typesetter, viewport.top(), body.height());
            // The last row can be scrolled clear of the window's edge.
            let size = vec2(body.width(), layout.rows.height() + 10.0);
            let (_, all) = ui.allocate_space(size);
            let origin = all.min - vec2(0.0, moved);
            let from = viewport.top() + moved;
            let rows = layout.rows.between(from, from + body.height());
            let set = rows
                .clone()
                .filter_map(|nth| match layout.kind(nth) {
                    TaskLineKind::Task(task) => Some((nth, typesetter.set(task))),
                    TaskLineKind::Group(_) => None,
                })
                .collect();
            let frame = Frame {
                app,
                sheet: &sheet,
                layout: &layout,
                look,
                query: &self.query,
                origin,
                body,
                hovered: hovered(ui, &layout, origin, body),
                rows,
                set,
                cursor,
                marked: marked.clone(),
            };
            frame.paint(&painter, rect);
            frame.describe(ui, rect, actions);
            dragging = frame.interact(ui, actions);
        });
        self.offset = output.state.clamped_offset().y + moved;
        self.follow |= dragging;
        if moved != 0.0 {
            self.go_to.get_or_insert(self.offset);
            ui.ctx().request_repaint();
        }
        self.layout = Some(layout);
    }
}

/// Measures the rows in sight and gives back how far the list has to be scrolled for them to stay
/// where they are.
fn measure(layout: &mut Layout, typesetter: &Typesetter<'_>, top: f32, height: f32) -> f32 {
    let mut moved = 0.0;
    // Rows that turn out lower than guessed bring others into sight.
    for _ in 0..8 {
        let rows = layout.rows.between(top + moved, top + moved + height);
        if rows.clone().all(|nth| layout.is_measured(nth)) {
            break;
        }
        // What was in sight before stays; when scrolling up that is what stands below.
        let anchor = rows
            .clone()
            .find(|&nth| layout.is_measured(nth))
            .unwrap_or(rows.start);
        let before = layout.rows.span(anchor).start;
        layout.measure(rows, |task| typesetter.height(task));
        moved += layout.rows.span(anchor).start - before;
    }
    moved
}

/// The offset at which a line is in sight, with everything around it measured.
fn into_sight(
    layout: &mut Layout,
    typesetter: &Typesetter<'_>,
    nth: usize,
    offset: f32,
    body: Rect,
) -> f32 {
    let before = layout.rows.span(nth);
    let near = layout
        .rows
        .between(before.start - AHEAD, before.end + AHEAD);
    layout.measure(near, |task| typesetter.height(task));
    let row = layout.rows.span(nth);
    // The line stays where it is on the screen, and moves only as far as it must.
    let offset = offset + row.start - before.start;
    let lowest = (row.end - body.height()).min(row.start);
    offset.min(row.start).max(lowest).max(0.0)
}

fn hovered(ui: &Ui, layout: &Layout, origin: Pos2, body: Rect) -> Option<usize> {
    let pointer = ui.ctx().pointer_hover_pos()?;
    let free = ui
        .ctx()
        .layer_id_at(pointer)
        .is_none_or(|layer| layer == ui.layer_id());
    if !free || !body.contains(pointer) {
        return None;
    }
    layout.rows.at(pointer.y - origin.y)
}

impl Frame<'_> {
    fn paint(&self, painter: &Painter, rect: Rect) {
        self.paint_rows(painter);
        self.paint_header(painter, rect);
    }

    /// Clicks and hover texts of everything that was painted. Says whether the pointer marks
    /// lines.
    fn interact(&self, ui: &mut Ui, actions: &mut Actions) -> bool {
        let id = ui.scope_id().with("task rows");
        let all = ui.interact(self.body, id, matrix::sense(ui));
        let dragging = self.drag(&all, actions);
        if let Some(pointer) = all.interact_pointer_pos().filter(|_| all.clicked()) {
            if ui.input(|input| input.modifiers.shift) {
                self.extend_to(pointer, actions);
            } else {
                self.click(pointer, actions);
            }
        }
        if all.secondary_clicked()
            && let Some(nth) = self.hovered
            && !self.is_marked(nth)
            && let TaskLineKind::Task(task) = self.layout.kind(nth)
        {
            actions.push(Action::Select(Selection {
                task: Some(task),
                ..Selection::default()
            }));
        }
        all.context_menu(|ui| {
            matrix::task_menu(ui, self.app, self.look, actions);
        });
        if all.hovered()
            && let Some(pointer) = ui.ctx().pointer_hover_pos()
            && let Some(nth) = self.hovered
            && let Some((task, role, place)) = self.body_at(nth, pointer)
        {
            all.on_hover_ui_at_pointer(|ui| self.body_tooltip(ui, task, role, place));
        }
        dragging
    }

    fn click(&self, pointer: Pos2, actions: &mut Actions) {
        let Some(nth) = self.layout.rows.at(pointer.y - self.origin.y) else {
            return;
        };
        let rows = TaskRowMaker::new(self.sheet);
        let agency = self
            .body_at(nth, pointer)
            .map(|(task, role, place)| rows.bodies(task)[role.index()][place].agency);
        // As in the matrix: the triangle of a plan folds, its name leads to the plan.
        if let TaskLineKind::Group(group) = self.layout.kind(nth)
            && pointer.x <= self.body.left() + 30.0
        {
            keys::toggle_fold(self.app, self.layout, group, actions);
        } else {
            self.press(nth, agency, actions);
        }
    }

    /// What a press on a line does.
    fn press(&self, nth: usize, agency: Option<AgencyIx>, actions: &mut Actions) {
        let selection = match self.layout.kind(nth) {
            TaskLineKind::Task(task) => Selection {
                task: Some(task),
                agency,
                ..Selection::default()
            },
            TaskLineKind::Group(group) => match self.layout.list.groups[group].kind {
                TaskGroupKind::Plan(plan) => Selection {
                    plan: Some(plan),
                    ..Selection::default()
                },
                _ => return keys::toggle_fold(self.app, self.layout, group, actions),
            },
        };
        actions.push(Action::Select(selection));
        actions.open_detail();
    }

    /// The whole name of a body, and how the source writes it.
    fn body_tooltip(&self, ui: &mut Ui, task: TaskIx, role: Role, place: usize) {
        let rows = TaskRowMaker::new(self.sheet);
        let bodies = &rows.bodies(task)[role.index()];
        let Some(body) = bodies.get(place) else {
            return;
        };
        ui.set_max_width(360.0);
        let name = &self.sheet.workspace().agency(body.agency).name;
        ui.label(egui::RichText::new(name).font(super::theme::bold(14.0)));
        for &nth in &body.assignments {
            ui.label(matrix::assignment_text(self.sheet, task, nth));
        }
    }
}
