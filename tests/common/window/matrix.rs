//! The matrix in a window: its rows, columns, cells and cursor.

use eframe::egui::accesskit::Role;
use eframe::egui::{PointerButton, Pos2};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};
use zeren::view::RowKind;

use super::Window;

impl Window {
    /// The place of a row of the sheet among those that are not folded away.
    fn place_of(&self, row: usize) -> usize {
        let before = self.sheet().rows[..row].iter();
        before.filter(|row| !row.hidden).count()
    }

    /// Cells of the matrix in sight: place of the row, column and mark.
    pub fn cells(&self) -> Vec<(usize, usize, String)> {
        let table = self.harness.get_by_role_and_label(Role::Table, "责任矩阵");
        table
            .children_recursive()
            .filter_map(|node| {
                let node = node.accesskit_node();
                (node.role() == Role::Cell).then(|| {
                    let row = node.data().row_index().expect("a row");
                    let column = node.data().column_index().expect("a column");
                    (row, column, node.value().unwrap_or_default())
                })
            })
            .collect()
    }

    /// The cell of the matrix at a row and a column of the sheet.
    fn cell(&self, row: usize, column: usize) -> Node<'_> {
        let place = self.place_of(row);
        let found = self.harness.root().children_recursive().find(|node| {
            let node = node.accesskit_node();
            node.role() == Role::Cell
                && node.data().row_index() == Some(place)
                && node.data().column_index() == Some(column)
        });
        found.expect("a cell in sight there")
    }

    /// Where the cell of the matrix at a row and a column of the sheet is.
    pub fn cell_at(&self, row: usize, column: usize) -> Pos2 {
        self.cell(row, column).rect().center()
    }

    /// The cells of the matrix that are marked, in sight: place of the row, and column.
    pub fn marked(&self) -> Vec<(usize, usize)> {
        let nodes = self.harness.root();
        let cells = nodes.children_recursive().filter_map(|node| {
            let node = node.accesskit_node();
            let data = node.data();
            let is_marked = node.role() == Role::Cell && data.is_selected() == Some(true);
            is_marked.then(|| Some((data.row_index()?, data.column_index()?)))?
        });
        cells.collect()
    }

    /// Clicks the cell of the matrix at a row and a column of the sheet.
    pub fn click_cell(&mut self, row: usize, column: usize, button: PointerButton) {
        let at = self.cell(row, column).rect().center();
        self.click_at(at, button);
    }

    /// Presses the cell of the matrix as a screen reader does.
    pub fn press_cell(&mut self, row: usize, column: usize) {
        self.cell(row, column).click_accesskit();
        self.settle();
    }

    /// Presses the title of a row of the matrix as a screen reader does.
    pub fn press_row(&mut self, label: &str) {
        self.harness
            .get_by_role_and_label(Role::RowHeader, label)
            .click_accesskit();
        self.settle();
    }

    /// The row of a task in the sheet.
    pub fn row_of(&self, plan: &str, key: &str) -> usize {
        let task = self.sheet().workspace().task_by_key(plan, key).unwrap();
        self.sheet()
            .rows
            .iter()
            .position(|row| row.kind == RowKind::Task(task))
            .expect("a shown task")
    }

    /// The column of a body in the sheet, by its short name.
    pub fn column_of(&self, label: &str) -> usize {
        let workspace = self.sheet().workspace();
        self.sheet()
            .columns
            .iter()
            .position(|column| workspace.agency(column.agency).label() == label)
            .expect("a shown body")
    }

    /// The task of the cell cursor, by key.
    pub fn cursor_task(&self) -> Option<String> {
        let task = self.app().selection().task?;
        Some(self.sheet().workspace().task(task).task.key())
    }

    /// The body of the cell cursor, by short name.
    pub fn cursor_body(&self) -> Option<String> {
        let agency = self.app().selection().agency?;
        Some(self.sheet().workspace().agency(agency).label().to_owned())
    }
}
