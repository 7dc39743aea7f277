//! The visible part of the list as an accessible table.

use eframe::egui::accesskit::{self, Role as NodeRole};
use eframe::egui::{Id, Rect, Ui};

use super::Frame;
use super::layout::ColumnKind;
use crate::ui::Actions;
use crate::ui::access::Nodes;
use crate::view::{TaskLineKind, TaskRow};

impl Frame<'_> {
    /// Gives every visible heading and cell a node, while somebody listens. Lines can be pressed
    /// there as with the pointer.
    pub fn describe(&self, ui: &mut Ui, rect: Rect, actions: &mut Actions) {
        let layout = self.layout;
        let columns = &layout.columns.list;
        let nodes = Nodes::begin(ui, "task table", rect, |node| {
            node.set_role(NodeRole::Table);
            node.set_label("任务分解表");
            node.set_row_count(layout.visible.len());
            node.set_column_count(columns.len());
        });
        let Some(nodes) = nodes else {
            return;
        };
        for (nth, (_, heading, x)) in columns.iter().enumerate() {
            let x = x.min + rect.left()..=x.max + rect.left();
            let area = Rect::from_x_y_ranges(x, rect.top()..=self.body.top());
            nodes.add(Id::unique(("task column", nth)), area, |node| {
                node.set_role(NodeRole::ColumnHeader);
                node.set_label(heading.as_str());
                node.set_column_index(nth);
            });
        }
        let mut set = self.set.iter();
        for nth in self.rows.clone() {
            let line = layout.visible[nth] as usize;
            let area = self.row_rect(nth);
            let is_cursor = self.cursor == Some(nth) || self.is_marked(nth);
            let id = Id::unique(("task line", line));
            if nodes.is_pressed(id) {
                self.press(nth, None, actions);
            }
            match layout.kind(nth) {
                TaskLineKind::Group(group) => {
                    let group = &layout.list.groups[group];
                    let label = group.label(self.sheet.workspace());
                    nodes.add(id, area, |node| {
                        node.set_role(NodeRole::RowHeader);
                        node.add_action(accesskit::Action::Click);
                        node.set_label(label.as_str());
                        node.set_value(group.count_text());
                        node.set_row_index(nth);
                        node.set_expanded(!group.folded);
                        node.set_selected(is_cursor);
                    });
                }
                TaskLineKind::Task(_) => {
                    let Some((_, row)) = set.next() else { continue };
                    let row = &row.row;
                    nodes.add(id, area, |node| {
                        node.set_role(NodeRole::RowHeader);
                        node.add_action(accesskit::Action::Click);
                        node.set_label(format!("{} {}", row.clause, row.title));
                        let state = self.sheet.data.changes();
                        let state = state.map_or("", |changes| changes.state(row.task).label());
                        if !(state.is_empty() && row.summary.is_empty()) {
                            node.set_description(format!("{state} {}", row.summary).trim());
                        }
                        node.set_row_index(nth);
                        node.set_selected(is_cursor);
                    });
                    for (column, (kind, _, x)) in columns.iter().enumerate() {
                        let Some(value) = cell_text(row, *kind) else {
                            continue;
                        };
                        let x = x.min + rect.left()..=x.max + rect.left();
                        let area = Rect::from_x_y_ranges(x, area.y_range());
                        let id = Id::unique(("task cell", line, column));
                        nodes.add(id, area, |node| {
                            node.set_role(NodeRole::Cell);
                            node.set_value(value.as_str());
                            node.set_row_index(nth);
                            node.set_column_index(column);
                        });
                    }
                }
            }
        }
    }
}

/// What a cell says; clause and title stand in the row's own name.
fn cell_text(row: &TaskRow<'_>, kind: ColumnKind) -> Option<String> {
    match kind {
        ColumnKind::Clause | ColumnKind::Task => None,
        ColumnKind::Lead | ColumnKind::Responsible => Some(row.bodies_text(kind.roles()[0])),
        ColumnKind::Others => Some(row.others_text()),
        ColumnKind::Goals => Some(row.goals_text()),
    }
}
