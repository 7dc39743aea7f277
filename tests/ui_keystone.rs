//! What the window shows is what the sheet says: every cell, for every kind of view.
#![cfg(feature = "gui")]

#[path = "common/raster.rs"]
mod raster;
#[path = "common/views.rs"]
#[allow(dead_code, reason = "other tests ask for a view by name")]
mod views;
#[path = "common/window/mod.rs"]
mod window;

use std::collections::BTreeMap;

use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use window::{LAPTOP, Window, app};
use zeren::app::Action;
use zeren::view::{RowKind, Sheet, ViewSpec};

/// Room for all rows and columns of the built-in data.
const HUGE: (f32, f32) = (4000.0, 7000.0);

/// A matrix: the names at its edges, and the marks by row and column.
#[derive(Debug, Default, PartialEq, Eq)]
struct Table {
    rows: BTreeMap<usize, (String, String)>,
    columns: BTreeMap<usize, (String, String)>,
    cells: BTreeMap<(usize, usize), String>,
}

/// What the sheet says is to be seen.
fn wanted(sheet: &Sheet) -> Table {
    let workspace = sheet.workspace();
    let mut table = Table::default();
    for (ix, column) in sheet.columns.iter().enumerate() {
        let label = workspace.agency(column.agency).label().to_owned();
        let counts = column.counts_text();
        table.columns.insert(ix, (label, counts));
    }
    let in_sight = sheet.rows.iter().filter(|row| !row.hidden);
    for (ix, row) in in_sight.enumerate() {
        let label = match row.kind {
            RowKind::Plan(plan) => workspace.plan(plan).plan.title.clone(),
            RowKind::Section(section) => {
                let section = workspace.section(section);
                format!("{} {}", section.number, section.title)
            }
            RowKind::Task(task) => {
                let task = &workspace.task(task).task;
                format!("{} {}", task.key(), task.title)
            }
        };
        let counts = format!("{} / {}", row.shown, row.all);
        table.rows.insert(ix, (label.trim().to_owned(), counts));
        if matches!(row.kind, RowKind::Task(_)) {
            for column in 0..sheet.columns.len() {
                let mark = sheet.mark_at(row, column);
                table.cells.insert((ix, column), mark.into_owned());
            }
        }
    }
    table
}

/// Adds what can be read in the window now.
fn read(window: &Window, table: &mut Table) {
    let node = window
        .harness
        .get_by_role_and_label(Role::Table, "责任矩阵");
    for node in node.children_recursive() {
        let node = node.accesskit_node();
        let row = node.data().row_index();
        let column = node.data().column_index();
        let value = node.value().unwrap_or_default();
        match (node.role(), row, column) {
            (Role::Cell, Some(row), Some(column)) => {
                table.cells.insert((row, column), value);
            }
            (Role::RowHeader, Some(row), _) => {
                table
                    .rows
                    .insert(row, (node.label().unwrap_or_default(), value));
            }
            (Role::ColumnHeader, _, Some(column)) => {
                table
                    .columns
                    .insert(column, (node.label().unwrap_or_default(), value));
            }
            other => panic!("{other:?} in the matrix"),
        }
    }
}

fn show(window: &mut Window, spec: &ViewSpec) {
    window.app_mut().apply(Action::View(spec.clone()));
    window.settle();
}

#[test]
fn every_cell_on_the_screen_is_the_sheets() {
    let mut window = Window::with(app(), HUGE, 1.0);
    for (name, spec) in views::all() {
        show(&mut window, &spec);
        let mut table = Table::default();
        if window.tasks() > 0 {
            read(&window, &mut table);
        }
        let wanted = wanted(window.sheet());
        assert!(window.tasks() == 0 || !wanted.cells.is_empty(), "{name}");
        assert_eq!(table.columns, wanted.columns, "columns of {name}");
        assert_eq!(table.rows, wanted.rows, "rows of {name}");
        for (place, mark) in &wanted.cells {
            let got = table.cells.get(place);
            assert_eq!(got, Some(mark), "row and column {place:?} of {name}");
        }
        assert_eq!(table.cells.len(), wanted.cells.len(), "cells of {name}");
    }
}

#[test]
fn scrolling_through_a_small_window_shows_the_same() {
    let mut window = Window::with(app(), LAPTOP, 1.0);
    let mut table = Table::default();
    let columns = window.sheet().columns.len();
    window.press(Key::ArrowDown);
    for _ in 0..=columns.div_ceil(8) {
        window.ctrl(Key::Home);
        read(&window, &mut table);
        let mut task = None;
        while window.cursor_task() != task {
            task = window.cursor_task();
            window.press(Key::PageDown);
            read(&window, &mut table);
        }
        for _ in 0..8 {
            window.press(Key::ArrowRight);
        }
    }
    let wanted = wanted(window.sheet());
    assert_eq!(table.columns, wanted.columns);
    assert_eq!(table.rows, wanted.rows);
    let missing: Vec<_> = wanted
        .cells
        .iter()
        .filter(|(place, mark)| table.cells.get(place) != Some(mark))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_table_says_how_big_it_is() {
    let window = Window::open();
    let node = window
        .harness
        .get_by_role_and_label(Role::Table, "责任矩阵");
    let node = node.accesskit_node();
    assert_eq!(node.data().row_count(), Some(window.sheet().rows.len()));
    assert_eq!(
        node.data().column_count(),
        Some(window.sheet().columns.len())
    );
}
