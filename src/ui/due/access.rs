//! What a screen reader is told of what is due.

use eframe::egui::Id;
use eframe::egui::accesskit::{Node, Role as NodeRole};

use super::Frame;
use crate::model::Role;
use crate::terms;
use crate::ui::Actions;
use crate::ui::grid::Speak;
use crate::view::DueLineKind;

impl Speak for Frame<'_> {
    fn describe(&self, node: &mut Node) {
        node.set_role(NodeRole::Table);
        node.set_label(terms::DUE_TAB);
    }

    fn describe_head(&self, column: usize, node: &mut Node) {
        node.set_label(self.layout.columns.list[column].0);
    }

    fn row_id(&self, nth: usize) -> Id {
        Id::unique(("due line", self.layout.line(nth)))
    }

    fn describe_row(&self, nth: usize, node: &mut Node) {
        node.set_role(NodeRole::RowHeader);
        node.set_selected(self.cursor == Some(nth));
        match self.layout.kind(nth) {
            DueLineKind::Group(group) => {
                let group = &self.layout.list.groups[group];
                let label = format!("{} {}", group.label(), group.state_text());
                node.set_label(label.trim());
                node.set_value(group.count_text());
                node.set_expanded(!group.folded);
            }
            DueLineKind::Entry(entry) => {
                if let Some(set) = self.set_row(nth) {
                    let due = &self.layout.list.entries[entry].due;
                    node.set_label(format!("{due}，{}", set.words.sentence()));
                }
            }
        }
    }

    fn has_cell(&self, row: usize, column: usize) -> bool {
        // The first two columns are the row's own name.
        column >= 2 && self.set_row(row).is_some()
    }

    fn describe_cell(&self, row: usize, column: usize, node: &mut Node) {
        let (Some(set), DueLineKind::Entry(entry)) = (self.set_row(row), self.layout.kind(row))
        else {
            return;
        };
        let (head, _) = self.layout.columns.list[column];
        let text = if column == 2 {
            let role = set.words.role.map_or("", Role::label);
            format!("{role} {}", set.words.who).trim().to_owned()
        } else {
            self.layout.list.entries[entry].clause.clone()
        };
        let said = if text.is_empty() { "无" } else { &text };
        node.set_label(format!("{head}，{}，{said}", set.words.what.join("；")));
        node.set_value(text);
    }

    fn press(&mut self, row: usize, _column: Option<usize>, actions: &mut Actions) {
        self.press_line(row, actions);
    }
}
