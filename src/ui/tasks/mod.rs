//! The tasks as a list in a grid, rows as high as their texts.
//!
//! Heights are measured when rows come into sight (`layout`). Where that changes the height of
//! what is above the window's upper edge, the grid scrolls by as much, so that what a person
//! looks at stays where it is.

mod access;
mod body;
mod folding;
mod layout;
mod row;

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::{Rect, RichText, Ui, Vec2};

use super::edge::{Pull, pulled};
use super::grid::{
    Frozen, Grid, Hit, Marks, Place, Press, Shape, Steer, Tracks, headings, selected, text_width,
};
use super::theme::{Look, bold, size};
use super::{Actions, matrix};
use crate::app::{Action, App, Selection};
use crate::model::Role;
use crate::model::workspace::{AgencyIx, TaskIx};
use crate::view::search::Query;
use crate::view::{Corner, Sheet, TaskGroupKind, TaskLineKind, TaskRowMaker};
use layout::{ColumnKind, GAP, HEADER, Layout};
use row::{SetRow, Typesetter};

/// A double click makes a column at most this share of the list.
const MOST_FITTED: f32 = 0.4;

/// What the list remembers between frames.
#[derive(Default)]
pub struct TasksView {
    layout: Option<Layout>,
    grid: Grid,
    /// Bodies that were looked for, by agency.
    matched: Vec<bool>,
    query: Query,
    /// The task of the cursor in the last frame.
    seen: Option<TaskIx>,
}

/// What one frame of the list is painted with.
struct Frame<'a> {
    app: &'a App,
    sheet: &'a Sheet,
    layout: Layout,
    look: &'a Look,
    query: &'a Query,
    typesetter: Typesetter<'a>,
    /// The tasks in sight, laid out, by their visible lines.
    set: Vec<(usize, SetRow<'a>)>,
    /// The line of the cursor.
    cursor: Option<usize>,
    /// The lines that are marked, where that is more than the cursor's.
    marked: Option<Range<usize>>,
}

impl<'a> Frame<'a> {
    fn set_row(&self, nth: usize) -> Option<&SetRow<'a>> {
        let at = self.set.binary_search_by_key(&nth, |(line, _)| *line);
        at.ok().map(|at| &self.set[at].1)
    }

    /// The body named under the pointer.
    fn body_at(&self, hit: Hit) -> Option<(TaskIx, Role, usize)> {
        let row = self.set_row(hit.row)?;
        let top = hit.rect.min.to_vec2();
        let block = row
            .blocks
            .iter()
            .find(|block| block.body.is_some() && block.rect.translate(top).contains(hit.at))?;
        let (role, place) = block.body?;
        Some((row.row.task, role, place))
    }
}

impl TasksView {
    /// How far it is scrolled, and the way back to there.
    pub(crate) fn scroll(&mut self) -> &mut Grid {
        &mut self.grid
    }

    /// Scrolls the cursor into sight in the next frame.
    pub(crate) fn follow_cursor(&mut self) {
        self.grid.follow_cursor();
    }

    /// The geometry of a sheet, made anew only when the sheet or the width changed.
    fn prepare(&mut self, app: &App, width: f32) -> Layout {
        let sheet = app.sheet();
        let old = self.layout.take();
        if let Some(layout) = old {
            #[expect(clippy::float_cmp, reason = "the same width is the same number")]
            let same_width = layout.width == width;
            let same_columns = layout.chosen == app.settings().widths.list;
            if Arc::ptr_eq(&layout.sheet, sheet) && same_width && same_columns {
                return layout;
            }
            let known = &layout.sheet;
            let is_new = !Arc::ptr_eq(&known.data, &sheet.data)
                || known.spec.text != sheet.spec.text
                || known.spec.grouping != sheet.spec.grouping
                || known.spec.row_order != sheet.spec.row_order;
            if is_new {
                self.grid.scroll_to(Vec2::ZERO);
            } else {
                self.grid.follow_cursor();
            }
        } else {
            self.grid.follow_cursor();
        }
        let mut matched = vec![false; sheet.workspace().agencies.len()];
        for column in sheet.columns.iter().filter(|column| column.matched) {
            matched[column.agency.get()] = true;
        }
        self.matched = matched;
        self.query = Query::new(&sheet.spec.text);
        let chosen = &app.settings().widths;
        Layout::new(sheet, Arc::clone(app.task_list()), width, chosen)
    }

    /// Shows the list in the rest of `ui`.
    pub fn show(&mut self, ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
        let rect = ui.max_rect();
        let sheet = Arc::clone(app.sheet());
        if sheet.shown.tasks == 0 {
            super::empty::show(ui, app, look, actions);
            return;
        }
        let layout = self.prepare(app, rect.width());
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        let columns = layout.columns.clone();
        let selection = app.selection();
        if selection.task != self.seen {
            self.seen = selection.task;
            self.grid.follow_cursor();
        }
        let mut frame = Frame {
            app,
            sheet: &sheet,
            look,
            query: &self.query,
            typesetter: Typesetter {
                painter: &painter,
                sheet: &sheet,
                rows: TaskRowMaker::new(&sheet),
                columns: &columns,
                query: &self.query,
                look,
                matched: &self.matched,
                chosen: selection.agency,
            },
            set: Vec::new(),
            cursor: selection.task.and_then(|task| layout.place_of(task)),
            marked: app.marked_lines().map(|lines| layout.visible_of(lines)),
            layout,
        };
        let frozen = Frozen {
            top: HEADER,
            ..Frozen::default()
        };
        self.grid.show(ui, app, frozen, &mut frame, actions);
        edges(ui, rect, &frame, actions);
        self.layout = Some(frame.layout);
    }
}

/// Lets the edges of the columns be dragged; a double click fits a column to the rows in sight.
fn edges(ui: &Ui, rect: Rect, frame: &Frame<'_>, actions: &mut Actions) {
    let columns = &frame.layout.columns;
    let y = rect.top()..=rect.top() + HEADER;
    // The clause stands before its task; the last column ends with the window.
    for nth in 1..columns.list.len().saturating_sub(1) {
        let span = columns.tracks.span(nth);
        let kind = columns.list[nth].0;
        let from = rect.left() + span.start;
        let x = rect.left() + span.end - GAP / 2.0;
        let width = match pulled(ui, frame.look, ("edge of list", kind), x, &y) {
            Some(Pull::To(x)) => x + GAP / 2.0 - from,
            Some(Pull::Fit) => {
                let texts = frame.set.iter().map(|(_, set)| match kind {
                    ColumnKind::Task => set.row.title.to_owned(),
                    kind => access::cell_text(&set.row, kind),
                });
                let widest = texts.map(|text| text_width(&text)).fold(0.0, f32::max);
                widest.min(rect.width() * MOST_FITTED) + GAP
            }
            None => continue,
        };
        actions.push(Action::ResizeList(columns.resized(nth, width.round())));
    }
}

impl Shape for Frame<'_> {
    const NAME: &'static str = "tasks";
    const MARKS: Marks = Marks::Rows;

    fn rows(&self) -> &Tracks {
        &self.layout.rows
    }

    fn columns(&self) -> Option<&Tracks> {
        Some(&self.layout.columns.tracks)
    }

    fn cursor(&self) -> Place {
        Place {
            row: self.cursor,
            column: None,
        }
    }

    fn is_stop(&self, row: usize) -> bool {
        matches!(self.layout.kind(row), TaskLineKind::Task(_))
    }

    /// The outermost group, and the innermost.
    fn headings(&self, row: usize) -> Vec<usize> {
        headings(row, |nth| match self.layout.kind(nth) {
            TaskLineKind::Group(group) => Some(self.layout.list.groups[group].depth),
            TaskLineKind::Task(_) => None,
        })
    }

    fn is_measured(&self, row: usize) -> bool {
        self.layout.is_measured(row)
    }

    fn measure(&mut self, rows: Range<usize>) {
        let typesetter = &self.typesetter;
        self.layout.measure(rows, |task| typesetter.height(task));
    }
}

impl Steer for Frame<'_> {
    fn move_to(&mut self, to: Place, extends: bool, actions: &mut Actions) {
        let corner = self.corner(to);
        if corner.task.is_some() {
            // Which body is chosen stays.
            let agency = self.app.selection().agency;
            let corner = Corner { agency, ..corner };
            actions.push(selected(self.app, corner, extends));
        }
    }

    fn sideways(&mut self, right: bool, actions: &mut Actions) -> bool {
        match self.cursor {
            Some(nth) if right => folding::unfold(self.app, &self.layout, nth, actions),
            Some(nth) => folding::fold_around(self.app, &self.layout, nth, actions),
            None => {}
        }
        true
    }
}

impl Press for Frame<'_> {
    const MENU: bool = true;

    fn click(&mut self, hit: Hit, actions: &mut Actions) {
        let rows = TaskRowMaker::new(self.sheet);
        let agency = self
            .body_at(hit)
            .map(|(task, role, place)| rows.bodies(task)[role.index()][place].agency);
        // As in the matrix: the triangle of a plan folds, its name leads to the plan.
        if let TaskLineKind::Group(group) = self.layout.kind(hit.row)
            && hit.on_triangle
        {
            folding::toggle_fold(self.app, &self.layout, group, actions);
        } else {
            self.press_line(hit.row, agency, actions);
        }
    }

    fn is_marked(&self, place: Place) -> bool {
        let Some(row) = place.row else { return false };
        let is_between = self.marked.as_ref().is_some_and(|rows| rows.contains(&row));
        let picked = self.app.picked().zip(self.corner(place).task);
        is_between || picked.is_some_and(|(tasks, task)| tasks.contains(&task))
    }

    /// A row without a column: whole rows are marked.
    fn corner(&self, place: Place) -> Corner {
        let task = place.row.and_then(|row| match self.layout.kind(row) {
            TaskLineKind::Task(task) => Some(task),
            TaskLineKind::Group(_) => None,
        });
        Corner { task, agency: None }
    }

    fn choose(&mut self, place: Place, actions: &mut Actions) {
        let corner = self.corner(place);
        if corner.task.is_some() {
            actions.push(Action::Select(Selection::at(corner)));
        }
    }

    fn menu(&self, ui: &mut Ui, actions: &mut Actions) {
        matrix::task_menu(ui, self.app, self.look, actions);
    }

    fn has_tooltip(&self, hit: Hit) -> bool {
        self.body_at(hit).is_some()
    }

    /// The whole name of a body, and how the source writes it.
    fn tooltip(&self, ui: &mut Ui, hit: Hit) {
        let Some((task, role, place)) = self.body_at(hit) else {
            return;
        };
        let rows = TaskRowMaker::new(self.sheet);
        let bodies = &rows.bodies(task)[role.index()];
        let Some(body) = bodies.get(place) else {
            return;
        };
        ui.set_max_width(size::TOOLTIP);
        let name = &self.sheet.workspace().agency(body.agency).name;
        ui.label(RichText::new(name).font(bold(size::TEXT)));
        for &nth in &body.assignments {
            let words = match body.through {
                Some(_) => matrix::through_text(self.sheet, task, nth, body.name),
                None => matrix::assignment_text(self.sheet, task, nth),
            };
            ui.label(words);
        }
    }
}

impl Frame<'_> {
    /// What a press on a line does.
    fn press_line(&self, nth: usize, agency: Option<AgencyIx>, actions: &mut Actions) {
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
                _ => return folding::toggle_fold(self.app, &self.layout, group, actions),
            },
        };
        actions.push(Action::Select(selection));
        actions.open_detail();
    }
}
