//! The visible part of the timeline as an accessible tree.

use eframe::egui::accesskit::{Node, Rect as Bounds, Role as NodeRole};
use eframe::egui::{Id, Rect, Sense, Ui, UiBuilder, pos2};

use super::Frame;
use super::layout::RowKind;

impl Frame<'_> {
    /// Gives every visible group and target a node, while somebody listens.
    pub fn describe(&self, ui: &mut Ui, rect: Rect) {
        let ctx = ui.ctx().clone();
        let listening = ctx.accesskit_node_builder(ui.unique_id(), |_| ()).is_some();
        if !listening {
            return;
        }
        let mut tree = ui.new_child(UiBuilder::new().id_salt("tree").max_rect(rect));
        let node = |ui: &Ui, id: Id, rect: Rect, fill: &dyn Fn(&mut Node)| {
            ui.interact(rect, id, Sense::hover());
            ctx.accesskit_node_builder(id, |node| {
                node.set_bounds(Bounds {
                    x0: rect.min.x.into(),
                    y0: rect.min.y.into(),
                    x1: rect.max.x.into(),
                    y1: rect.max.y.into(),
                });
                node.set_role(NodeRole::TreeItem);
                fill(node);
            });
        };
        ctx.accesskit_node_builder(tree.unique_id(), |node| {
            node.set_role(NodeRole::Tree);
            node.set_label("时间轴");
            node.set_row_count(self.layout.rows.len());
        });
        for nth in self.rows.clone() {
            let area = self.row_rect(nth, rect.x_range());
            match self.layout.rows[nth] {
                RowKind::Group(group) => {
                    let group = &self.timeline.groups[group];
                    let label = self.timeline.heading(group);
                    let value = self.timeline.heading_aside(group);
                    let id = Id::unique(("lanes of", group.kind.clone()));
                    node(&tree, id, area, &|node| {
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
                    node(&tree, Id::unique(("lane", lane)), area, &|node| {
                        node.set_label(label.as_str());
                        node.set_value(value.as_str());
                        node.set_level(2);
                        node.set_row_index(nth);
                        node.set_selected(here);
                    });
                }
            }
        }
        tree.advance_cursor_after_rect(Rect::from_min_max(rect.min, pos2(rect.left(), rect.top())));
    }
}
