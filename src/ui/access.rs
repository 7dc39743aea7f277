//! What a view that paints its own rows tells those who listen to it.

use eframe::egui::accesskit::{Action, Node, NodeId, Rect as Bounds};
use eframe::egui::{Event, Id, Rect, Sense, Ui, UiBuilder};

/// The nodes of a table or a tree.
pub struct Nodes {
    ui: Ui,
    pressed: Vec<NodeId>,
}

impl Nodes {
    /// Begins a table or a tree, which `describe` says more about. `None` while nobody listens:
    /// then there is no reason to put words together.
    pub fn begin(
        ui: &mut Ui,
        salt: &str,
        rect: Rect,
        describe: impl FnOnce(&mut Node),
    ) -> Option<Self> {
        let ctx = ui.ctx().clone();
        ctx.accesskit_node_builder(ui.unique_id(), |_| ())?;
        let pressed = pressed(ui);
        let ui = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect));
        ctx.accesskit_node_builder(ui.unique_id(), describe);
        Some(Self { ui, pressed })
    }

    /// Adds a node where something is painted.
    pub fn add(&self, id: Id, rect: Rect, describe: impl FnOnce(&mut Node)) {
        self.ui.interact(rect, id, Sense::hover());
        self.ui.ctx().accesskit_node_builder(id, |node| {
            node.set_bounds(Bounds {
                x0: rect.min.x.into(),
                y0: rect.min.y.into(),
                x1: rect.max.x.into(),
                y1: rect.max.y.into(),
            });
            describe(node);
        });
    }

    /// Whether a screen reader pressed a node since the last frame.
    pub fn is_pressed(&self, id: Id) -> bool {
        self.pressed.contains(&id.accesskit_id())
    }
}

/// The nodes that a screen reader pressed since the last frame.
fn pressed(ui: &Ui) -> Vec<NodeId> {
    ui.input(|input| {
        let requests = input.events.iter().filter_map(|event| match event {
            Event::AccessKitActionRequest(request) => Some(request),
            _ => None,
        });
        requests
            .filter(|request| request.action == Action::Click)
            .map(|request| request.target_node)
            .collect()
    })
}
