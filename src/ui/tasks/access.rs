//! What a screen reader is told of the list.

use eframe::egui::Id;
use eframe::egui::accesskit::{Node, Role as NodeRole};

use super::Frame;
use super::layout::ColumnKind;
use crate::terms;
use crate::ui::Actions;
use crate::ui::grid::{Place, Press as _, Speak};
use crate::view::{TaskLineKind, TaskRow};

impl Speak for Frame<'_> {
    fn describe(&self, node: &mut Node) {
        node.set_role(NodeRole::Table);
        node.set_label(terms::TASK_LIST);
    }

    fn describe_head(&self, column: usize, node: &mut Node) {
        let (_, heading, _) = &self.layout.columns.list[column];
        node.set_label(heading.as_str());
    }

    fn row_id(&self, nth: usize) -> Id {
        Id::unique(("task line", self.layout.visible[nth]))
    }

    fn describe_row(&self, nth: usize, node: &mut Node) {
        let row = Some(nth);
        let place = Place { row, column: None };
        node.set_role(NodeRole::RowHeader);
        node.set_selected(self.cursor == row || self.is_marked(place));
        match self.layout.kind(nth) {
            TaskLineKind::Group(group) => {
                let group = &self.layout.list.groups[group];
                node.set_label(group.label(self.sheet.workspace()));
                node.set_value(group.count_text());
                node.set_expanded(!group.folded);
            }
            TaskLineKind::Task(_) => {
                let Some(row) = self.set_row(nth).map(|set| &set.row) else {
                    return;
                };
                node.set_label(format!("{} {}", row.clause, row.title));
                let state = self.sheet.data.changes();
                let state = state.map_or("", |changes| changes.state(row.task).label());
                let found = self.typesetter.found(row);
                let found = found.map(|(field, words)| format!(" {} {words}", field.label()));
                let found = found.unwrap_or_default();
                let said = format!("{state} {}{found}", row.summary);
                if !said.trim().is_empty() {
                    node.set_description(said.trim());
                }
            }
        }
    }

    fn has_cell(&self, row: usize, column: usize) -> bool {
        // Clause and title stand in the row's own name.
        let (kind, ..) = self.layout.columns.list[column];
        let is_name = matches!(kind, ColumnKind::Clause | ColumnKind::Task);
        !is_name && self.set_row(row).is_some()
    }

    fn describe_cell(&self, row: usize, column: usize, node: &mut Node) {
        let (kind, heading, _) = &self.layout.columns.list[column];
        if let Some(set) = self.set_row(row) {
            let text = cell_text(&set.row, *kind);
            let said = if text.is_empty() { "无" } else { &text };
            node.set_label(format!("{heading}，{}，{said}", set.row.title));
            node.set_value(text);
        }
    }

    fn press(&mut self, row: usize, _column: Option<usize>, actions: &mut Actions) {
        self.press_line(row, None, actions);
    }
}

/// What a cell says.
pub(super) fn cell_text(row: &TaskRow<'_>, kind: ColumnKind) -> String {
    match kind {
        ColumnKind::Clause | ColumnKind::Task => String::new(),
        ColumnKind::Lead | ColumnKind::Responsible => row.bodies_text(kind.roles()[0]),
        ColumnKind::Others => row.others_text(),
        ColumnKind::Goals => row.goals_text(),
        ColumnKind::Fields => row.fields_text(),
    }
}
