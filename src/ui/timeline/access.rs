//! What a screen reader is told of the timeline: a tree.

use eframe::egui::Id;
use eframe::egui::accesskit::{Node, Role as NodeRole};

use super::Frame;
use super::layout::RowKind;
use crate::terms;
use crate::ui::Actions;
use crate::ui::grid::Speak;

impl Speak for Frame<'_> {
    fn describe(&self, node: &mut Node) {
        node.set_role(NodeRole::Tree);
        node.set_label(terms::TIMELINE);
    }

    fn row_id(&self, nth: usize) -> Id {
        match self.layout.kinds[nth] {
            RowKind::Group(group) => {
                Id::unique(("lanes of", self.timeline.groups[group].kind.clone()))
            }
            RowKind::Lane(lane) => Id::unique(("lane", lane)),
        }
    }

    fn describe_row(&self, nth: usize, node: &mut Node) {
        node.set_role(NodeRole::TreeItem);
        match self.layout.kinds[nth] {
            RowKind::Group(group) => {
                let group = &self.timeline.groups[group];
                node.set_label(self.timeline.heading(group));
                node.set_value(self.timeline.heading_aside(group));
                node.set_level(1);
                node.set_expanded(!group.folded);
            }
            RowKind::Lane(lane) => {
                let lane = &self.timeline.lanes[lane];
                node.set_label(self.timeline.sentence(lane));
                node.set_value(self.timeline.aside(lane));
                node.set_level(2);
                node.set_selected(self.cursor == Some(nth));
            }
        }
    }

    fn press(&mut self, row: usize, _column: Option<usize>, actions: &mut Actions) {
        self.press_row(row, false, actions);
    }
}
