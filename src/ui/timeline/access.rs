//! The visible part of the timeline as an accessible tree.

use eframe::egui::accesskit::Role as NodeRole;
use eframe::egui::{Id, Rect, Ui};

use super::Frame;
use super::layout::RowKind;
use crate::ui::access::Nodes;

impl Frame<'_> {
    /// Gives every visible group and target a node, while somebody listens.
    pub fn describe(&self, ui: &mut Ui, rect: Rect) {
        let nodes = Nodes::begin(ui, "tree", rect, |node| {
            node.set_role(NodeRole::Tree);
            node.set_label("时间轴");
            node.set_row_count(self.layout.kinds.len());
        });
        let Some(nodes) = nodes else {
            return;
        };
        for nth in self.rows.clone() {
            let area = self.row_rect(nth, rect.x_range());
            match self.layout.kinds[nth] {
                RowKind::Group(group) => {
                    let group = &self.timeline.groups[group];
                    let label = self.timeline.heading(group);
                    let value = self.timeline.heading_aside(group);
                    let id = Id::unique(("lanes of", group.kind.clone()));
                    nodes.add(id, area, |node| {
                        node.set_role(NodeRole::TreeItem);
                        node.set_label(label.as_str());
                        node.set_value(value.as_str());
                        node.set_level(1);
                        node.set_expanded(!group.folded);
                        node.set_row_index(nth);
                    });
                }
                RowKind::Lane(lane) => {
                    let label = self.timeline.sentence(&self.timeline.lanes[lane]);
                    let value = self.timeline.aside(&self.timeline.lanes[lane]);
                    let here = self.cursor == Some(nth);
                    nodes.add(Id::unique(("lane", lane)), area, |node| {
                        node.set_role(NodeRole::TreeItem);
                        node.set_label(label.as_str());
                        node.set_value(value.as_str());
                        node.set_level(2);
                        node.set_row_index(nth);
                        node.set_selected(here);
                    });
                }
            }
        }
    }
}
