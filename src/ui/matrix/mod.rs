//! The matrix: tasks and agencies in a grid, with the agencies' names, the titles, the totals and
//! the foot standing still.

mod access;
mod asked;
mod body;
mod edges;
mod layout;
mod menus;
mod range;

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::{Rangef, Rect, Ui, Vec2};

pub use layout::Layout;
pub use menus::{assignment_text, task_menu, through_text};

use super::Actions;
use super::edge::{Edge, Pull, nearest, pulled};
use super::grid::{
    Frozen, Grid, Hit, Marks, Place, Press, Shape, Sight, Steer, Tracks, headings, selected,
};
use super::theme::{Look, size};
use crate::app::{Action, App, Resizable, Selection, Widths};
use crate::model::workspace::TaskIx;
use crate::num;
use crate::view::search::Query;
use crate::view::{CellRange, Corner, RowKind, Sheet};
use layout::TOTAL;

/// In a low window the header takes at most this share of the height.
const MOST_HEADER: f32 = 0.5;
/// Clauses and titles take at most this share of the width.
const MOST_TITLES: f32 = 0.6;

/// What the matrix remembers between frames.
#[derive(Default)]
pub struct Matrix {
    layout: Option<Arc<Layout>>,
    grid: Grid,
    query: Query,
}

/// What one frame of the matrix is painted with.
struct Frame<'a> {
    app: &'a App,
    sheet: &'a Sheet,
    layout: &'a Layout,
    look: &'a Look,
    query: &'a Query,
    /// The cell cursor.
    cursor: Place,
    /// The marked cells, and their visible rows.
    marked: Option<(Range<usize>, CellRange)>,
}

impl Frame<'_> {
    /// The row of the sheet that a visible row is.
    fn row(&self, nth: usize) -> &crate::view::Row {
        &self.sheet.rows[self.layout.visible[nth] as usize]
    }

    fn task_at(&self, nth: usize) -> Option<TaskIx> {
        match self.row(nth).kind {
            RowKind::Task(task) => Some(task),
            RowKind::Plan(_) | RowKind::Section(_) => None,
        }
    }

    fn column_x(&self, sight: &Sight, nth: usize) -> Rangef {
        sight.x(self.layout.columns.span(nth))
    }

    fn cell_rect(&self, sight: &Sight, nth: usize, column: usize) -> Rect {
        let y = sight.y(self.layout.rows.span(nth));
        Rect::from_x_y_ranges(self.column_x(sight, column), y)
    }
}

impl Matrix {
    /// The geometry of a sheet, made anew only when the sheet or a width changed.
    fn layout_for(
        &mut self,
        sheet: &Arc<Sheet>,
        tasks: f32,
        column: f32,
        most: usize,
    ) -> Arc<Layout> {
        #[expect(clippy::float_cmp, reason = "the same width is the same number")]
        let same_width = |layout: &Layout| layout.tasks == tasks && layout.column == column;
        if let Some(layout) = &self.layout
            && Arc::ptr_eq(&layout.sheet, sheet)
            && same_width(layout)
            && layout.stacked == most
        {
            return Arc::clone(layout);
        }
        let layout = Arc::new(Layout::new(sheet, tasks, column, most));
        let new_data = self
            .layout
            .as_ref()
            .is_none_or(|old| !Arc::ptr_eq(&old.sheet.data, &sheet.data));
        let new_text = self
            .layout
            .as_ref()
            .is_some_and(|old| old.sheet.spec.text != sheet.spec.text);
        if new_data || new_text {
            self.grid.scroll_to(Vec2::ZERO);
        }
        let same_sheet = self
            .layout
            .as_ref()
            .is_some_and(|old| Arc::ptr_eq(&old.sheet, sheet));
        // Who drags an edge stays where he is.
        if !new_text && !same_sheet {
            self.grid.follow_cursor();
        }
        self.query = Query::new(&sheet.spec.text);
        self.layout = Some(Arc::clone(&layout));
        layout
    }

    /// The width of the totals at the right and the height of those at the foot.
    pub(crate) fn edges(&self) -> Vec2 {
        let layout = self.layout.as_ref();
        layout.map_or(Vec2::ZERO, |layout| Vec2::new(TOTAL, layout.foot))
    }

    /// Lets the edges of the heads be dragged: all columns of marks are of one width.
    fn column_edges(
        &self,
        ui: &Ui,
        rect: Rect,
        frozen: Frozen,
        look: &Look,
        actions: &mut Actions,
    ) {
        let Some(layout) = &self.layout else { return };
        let body = frozen.body(rect);
        let first = body.left() - self.grid.offset().x;
        let edges = (0..layout.columns.count()).map(|nth| {
            let end = first + layout.columns.span(nth).end;
            (nth, end)
        });
        // The first pixels belong to the edge of the titles.
        let inside = edges.filter(|(_, x)| *x > body.left() + layout::COLUMN / 2.0);
        let inside = inside.filter(|(_, x)| *x <= body.right());
        let y = rect.top()..=body.top();
        let heads = Rangef::new(*y.start(), *y.end());
        let pointer = ui.ctx().pointer_latest_pos();
        let is_down = ui.input(|input| input.pointer.any_down());
        if !is_down && pointer.is_none_or(|pointer| !heads.contains(pointer.y)) {
            return;
        }
        let Some(nth) = nearest(ui, "edge of marks", inside) else {
            return;
        };
        let edge = first + layout.columns.span(nth).end;
        let width = match pulled(ui, look, "width of marks", edge, &y) {
            Some(Pull::To(x)) => (x - first) / num::float(nth + 1),
            Some(Pull::Fit) => layout::COLUMN,
            None => return,
        };
        let limits = Widths::limits(Resizable::Marks);
        let width = width.clamp(*limits.start(), *limits.end());
        actions.push(Action::Resize(Resizable::Marks, Some(width)));
    }

    /// How far it is scrolled, and the way back to there.
    pub(crate) fn scroll(&mut self) -> &mut Grid {
        &mut self.grid
    }

    /// Scrolls the cell cursor into sight in the next frame.
    pub(crate) fn follow_cursor(&mut self) {
        self.grid.follow_cursor();
    }

    /// Shows the matrix in the rest of `ui`.
    pub fn show(&mut self, ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
        let rect = ui.max_rect();
        let usual = if ui.ctx().content_rect().width() >= size::WIDE {
            layout::TASKS_WIDE
        } else {
            layout::TASKS
        };
        let tasks = app.settings().widths.of(Resizable::Titles, usual);
        // However wide the titles were made elsewhere, marks have room, too.
        let tasks = tasks.min((rect.width() * MOST_TITLES).max(layout::TASKS));
        let column = app.settings().widths.of(Resizable::Marks, layout::COLUMN);
        let most = layout::names_most(rect.height());
        let layout = self.layout_for(app.sheet(), tasks, column, most);
        if app.sheet().shown.tasks == 0 {
            super::empty::show(ui, app, look, actions);
            return;
        }
        let frozen = Frozen {
            left: layout.tasks,
            // In a low window the header gives way first.
            top: layout.header.min(rect.height() * MOST_HEADER),
            right: TOTAL,
            bottom: layout.foot,
        };
        let mut frame = Frame {
            app,
            sheet: app.sheet(),
            layout: &layout,
            look,
            query: &self.query,
            cursor: cursor(app, &layout),
            marked: app
                .marked_cells()
                .map(|range| (range::rows(&layout, &range), range)),
        };
        let corner = Rect::from_min_size(rect.min, Vec2::new(frozen.left, frozen.top));
        self.grid.show(ui, app, frozen, &mut frame, actions);
        let edge = Edge {
            part: Resizable::Titles,
            x: rect.left() + frozen.left,
            y: rect.top()..=rect.top() + frozen.top,
            from: rect.left(),
        };
        edge.show(ui, look, || Layout::fitting(app.sheet()), actions);
        self.column_edges(ui, rect, frozen, look, actions);
        // Above the grid, so that its links are pressed and not the corner.
        if let Some(asked) = app.sheet().asked_member() {
            asked::show(ui, corner, app, asked, look, actions);
        }
    }
}

/// The cell cursor as a visible row and a column.
fn cursor(app: &App, layout: &Layout) -> Place {
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
    Place { row, column }
}

impl Shape for Frame<'_> {
    const NAME: &'static str = "matrix";
    const MARKS: Marks = Marks::Cells;

    fn rows(&self) -> &Tracks {
        &self.layout.rows
    }

    fn columns(&self) -> Option<&Tracks> {
        Some(&self.layout.columns)
    }

    fn width(&self) -> Option<f32> {
        Some(self.layout.columns.length() + Self::CLEAR)
    }

    fn cursor(&self) -> Place {
        self.cursor
    }

    fn is_stop(&self, row: usize) -> bool {
        self.task_at(row).is_some()
    }

    /// The plan, and the innermost section.
    fn headings(&self, row: usize) -> Vec<usize> {
        headings(row, |nth| match self.row(nth).kind {
            RowKind::Plan(_) => Some(0),
            RowKind::Section(_) => Some(1),
            RowKind::Task(_) => None,
        })
    }
}

impl Steer for Frame<'_> {
    fn move_to(&mut self, to: Place, extends: bool, actions: &mut Actions) {
        actions.push(selected(self.app, self.corner(to), extends));
    }
}

impl Press for Frame<'_> {
    const HEADS: bool = true;
    const MOVES: bool = true;
    const MENU: bool = true;

    fn move_head(&mut self, column: usize, to: usize, actions: &mut Actions) {
        let ids = self.column_ids();
        actions.push(Action::View(self.app.view().move_column(ids, column, to)));
    }

    fn click(&mut self, hit: Hit, actions: &mut Actions) {
        let ix = self.layout.visible[hit.row] as usize;
        match self.sheet.rows[ix].kind {
            RowKind::Task(_) => self.select(hit.place(), actions),
            RowKind::Plan(_) if !hit.on_triangle => self.press_title(ix, actions),
            RowKind::Plan(_) | RowKind::Section(_) => self.toggle_fold(ix, actions),
        }
    }

    fn is_marked(&self, place: Place) -> bool {
        match (place.row, place.column) {
            (Some(row), Some(column)) => self.marks_cell(row, column),
            (Some(row), None) => self.marks_titles(row),
            _ => false,
        }
    }

    fn corner(&self, place: Place) -> Corner {
        Corner {
            task: place.row.and_then(|row| self.task_at(row)),
            agency: place
                .column
                .and_then(|column| self.sheet.columns.get(column))
                .map(|column| column.agency),
        }
    }

    fn choose(&mut self, place: Place, actions: &mut Actions) {
        let corner = self.corner(place);
        if corner.task.is_some() {
            actions.push(Action::Select(Selection::at(corner)));
        }
    }

    fn menu(&self, ui: &mut Ui, actions: &mut Actions) {
        task_menu(ui, self.app, self.look, actions);
    }

    fn has_tooltip(&self, _hit: Hit) -> bool {
        true
    }

    fn tooltip(&self, ui: &mut Ui, hit: Hit) {
        self.row_tooltip(ui, hit);
    }

    fn click_head(&mut self, column: usize, extends: bool, actions: &mut Actions) {
        if extends {
            self.extend_columns(column, actions);
        } else {
            self.click_column(column, actions);
        }
    }

    fn head_menu(&self, ui: &mut Ui, actions: &mut Actions) {
        self.column_menu(ui, actions);
    }

    fn head_tooltip(&self, ui: &mut Ui, column: usize) {
        self.column_tooltip(ui, column);
    }
}

impl Frame<'_> {
    /// What a press on a cell or on the title of a task does.
    fn select(&self, place: Place, actions: &mut Actions) {
        actions.push(Action::Select(Selection::at(self.corner(place))));
        actions.open_detail();
    }

    /// What a press on the title of a row does.
    fn press_title(&self, ix: usize, actions: &mut Actions) {
        let selection = match self.sheet.rows[ix].kind {
            RowKind::Task(task) => Selection {
                task: Some(task),
                ..Selection::default()
            },
            RowKind::Plan(plan) => Selection {
                plan: Some(plan),
                ..Selection::default()
            },
            RowKind::Section(_) => return self.toggle_fold(ix, actions),
        };
        actions.push(Action::Select(selection));
        actions.open_detail();
    }

    fn toggle_fold(&self, row: usize, actions: &mut Actions) {
        let workspace = self.sheet.workspace();
        let key = match self.sheet.rows[row].kind {
            RowKind::Plan(ix) => workspace.plan(ix).plan.id.clone(),
            RowKind::Section(ix) => workspace.section_key(ix),
            RowKind::Task(_) => return,
        };
        actions.push(Action::View(self.app.view().toggle_fold(&key)));
    }
}
