//! What is due, by year, quarter and month, in a grid with rows as high as their texts.

mod access;
mod body;
mod layout;
mod row;

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::{RichText, Ui, vec2};

use super::grid::{Frozen, Grid, Hit, Place, Press, Shape, Steer, Tracks, headings};
use super::theme::{Look, size};
use super::{Actions, matrix};
use crate::app::{Action, App, Selection};
use crate::model::Role;
use crate::view::search::Query;
use crate::view::{Corner, DueLineKind, TaskRowMaker};
use layout::{HEADER, Layout};
use row::{SetRow, Typesetter};

/// What it remembers between frames.
#[derive(Default)]
pub struct DueView {
    layout: Option<Layout>,
    grid: Grid,
    query: Query,
    /// The row of the cursor, and the selection that it was found for: a task may have several.
    cursor: (Selection, Option<usize>),
}

/// What one frame is painted with.
struct Frame<'a> {
    app: &'a App,
    layout: Layout,
    look: &'a Look,
    typesetter: Typesetter<'a>,
    /// The rows in sight, laid out, by their visible lines.
    set: Vec<(usize, SetRow)>,
    /// The line of the cursor.
    cursor: Option<usize>,
    /// The entry that was chosen in this frame.
    chosen: Option<usize>,
}

impl DueView {
    /// How far it is scrolled, and the way back to there.
    pub(crate) fn scroll(&mut self) -> &mut Grid {
        &mut self.grid
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
            let is_same = Arc::ptr_eq(&known.data, &sheet.data)
                && known.spec.fold_only(sheet.spec.folded.iter().cloned()) == sheet.spec;
            let layout = Layout::new(sheet, Arc::clone(app.due_list()), width);
            if !is_same {
                self.show_present(&layout);
            }
            return self.remember(app, layout);
        }
        let layout = Layout::new(sheet, Arc::clone(app.due_list()), width);
        self.show_present(&layout);
        self.remember(app, layout)
    }

    /// Forgets what was found for other rows.
    fn remember(&mut self, app: &App, layout: Layout) -> Layout {
        self.cursor = (Selection::default(), None);
        self.query = Query::new(&app.view().text);
        layout
    }

    /// Scrolls to where what is not past begins.
    fn show_present(&mut self, layout: &Layout) {
        let nth = layout.place_of(layout.list.present_line()).unwrap_or(0);
        let offset = vec2(0.0, layout.rows.span(nth).start);
        self.grid.scroll_to(offset);
    }

    /// The row of the selection: found again only when it changed.
    fn cursor_for(&mut self, app: &App, layout: &Layout) -> Option<usize> {
        let selection = app.selection();
        if self.cursor.0 != selection {
            let entry = layout.list.find(selection.task, selection.target);
            self.cursor = (selection, entry);
            if entry.is_some() {
                self.grid.follow_cursor();
            }
        }
        self.cursor.1
    }

    /// Shows it in the rest of `ui`.
    pub fn show(&mut self, ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
        let rect = ui.max_rect();
        let sheet = Arc::clone(app.sheet());
        if app.due_list().entries.is_empty() {
            super::empty::show(ui, app, look, actions);
            return;
        }
        let layout = self.prepare(app, rect.width());
        let entry = self.cursor_for(app, &layout);
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        let columns = layout.columns.clone();
        let mut frame = Frame {
            app,
            look,
            typesetter: Typesetter {
                painter: &painter,
                rows: TaskRowMaker::new(&sheet),
                columns: &columns,
                query: &self.query,
                look,
            },
            set: Vec::new(),
            cursor: entry.and_then(|entry| layout.place_of_entry(entry)),
            chosen: None,
            layout,
        };
        let frozen = Frozen {
            top: HEADER,
            ..Frozen::default()
        };
        self.grid.show(ui, app, frozen, &mut frame, actions);
        let Frame { chosen, layout, .. } = frame;
        if let Some(entry) = chosen {
            let selection = selection_of(&layout, entry);
            self.cursor = (selection, Some(entry));
            self.grid.follow_cursor();
            actions.push(Action::Select(selection));
        }
        self.layout = Some(layout);
    }
}

/// What the choice of a row selects.
fn selection_of(layout: &Layout, entry: usize) -> Selection {
    let entry = &layout.list.entries[entry];
    let target = entry.targets.first().copied();
    Selection {
        plan: entry.task().is_none().then_some(entry.plan),
        task: entry.task(),
        target: target.filter(|target| !target.is_deadline()),
        ..Selection::default()
    }
}

impl Shape for Frame<'_> {
    const NAME: &'static str = "due";

    fn rows(&self) -> &Tracks {
        &self.layout.rows
    }

    fn columns(&self) -> Option<&Tracks> {
        Some(&self.layout.tracks)
    }

    fn cursor(&self) -> Place {
        Place {
            row: self.cursor,
            column: None,
        }
    }

    fn is_stop(&self, row: usize) -> bool {
        matches!(self.layout.kind(row), DueLineKind::Entry(_))
    }

    /// The year, and its part.
    fn headings(&self, row: usize) -> Vec<usize> {
        headings(row, |nth| match self.layout.kind(nth) {
            DueLineKind::Group(group) => Some(self.layout.list.groups[group].depth()),
            DueLineKind::Entry(_) => None,
        })
    }

    fn is_measured(&self, row: usize) -> bool {
        self.layout.is_measured(row)
    }

    fn measure(&mut self, rows: Range<usize>) {
        let list = Arc::clone(&self.layout.list);
        let typesetter = &self.typesetter;
        self.layout
            .measure(rows, |entry| typesetter.set(&list.entries[entry]).height);
    }
}

impl Steer for Frame<'_> {
    /// The first key goes to what is due next, not to what was due years ago.
    fn move_to(&mut self, to: Place, _extends: bool, _actions: &mut Actions) {
        let next = || {
            let list = &self.layout.list;
            let mut lines = list.lines[list.present_line()..].iter();
            lines.find_map(|line| match line.kind {
                DueLineKind::Entry(entry) if !line.hidden => Some(entry),
                _ => None,
            })
        };
        let there = to.row.and_then(|row| self.entry_at(row));
        self.chosen = match self.cursor {
            Some(_) => there,
            None => next().or(there),
        };
    }

    /// Left folds the group around the cursor, right unfolds it.
    fn sideways(&mut self, right: bool, actions: &mut Actions) -> bool {
        if let Some(group) = self.cursor.and_then(|nth| self.layout.group_of(nth))
            && self.layout.list.groups[group].folded == right
        {
            self.toggle_fold(group, actions);
        }
        true
    }
}

impl Press for Frame<'_> {
    const MENU: bool = true;

    fn click(&mut self, hit: Hit, actions: &mut Actions) {
        self.press_line(hit.row, actions);
    }

    fn corner(&self, place: Place) -> Corner {
        let entry = place.row.and_then(|row| self.entry_at(row));
        let task = entry.and_then(|entry| self.layout.list.entries[entry].task());
        Corner { task, agency: None }
    }

    fn choose(&mut self, place: Place, _actions: &mut Actions) {
        self.chosen = place.row.and_then(|row| self.entry_at(row));
    }

    fn menu(&self, ui: &mut Ui, actions: &mut Actions) {
        matrix::task_menu(ui, self.app, self.look, actions);
    }

    fn has_tooltip(&self, hit: Hit) -> bool {
        self.set_row(hit.row).is_some_and(|set| set.is_cut)
    }

    /// All bodies, where not all have room.
    fn tooltip(&self, ui: &mut Ui, hit: Hit) {
        let Some(set) = self.set_row(hit.row) else {
            return;
        };
        ui.set_max_width(size::TOOLTIP);
        let role = set.words.role.map_or("", Role::label);
        ui.label(RichText::new(role).color(self.look.dim));
        ui.label(&set.words.who);
    }
}

impl Frame<'_> {
    fn set_row(&self, nth: usize) -> Option<&SetRow> {
        let at = self.set.binary_search_by_key(&nth, |(line, _)| *line);
        at.ok().map(|at| &self.set[at].1)
    }

    fn entry_at(&self, row: usize) -> Option<usize> {
        match self.layout.kind(row) {
            DueLineKind::Entry(entry) => Some(entry),
            DueLineKind::Group(_) => None,
        }
    }

    fn toggle_fold(&self, group: usize, actions: &mut Actions) {
        let key = &self.layout.list.groups[group].key;
        actions.push(Action::View(self.app.view().toggle_fold(key)));
    }

    /// What a press on a line does.
    fn press_line(&mut self, nth: usize, actions: &mut Actions) {
        match self.layout.kind(nth) {
            DueLineKind::Group(group) => self.toggle_fold(group, actions),
            DueLineKind::Entry(entry) => {
                self.chosen = Some(entry);
                actions.open_detail();
            }
        }
    }
}
