//! What is in sight as an accessible table or tree.

use eframe::egui::accesskit::{Action, Node, NodeId, Rect as Bounds, Role};
use eframe::egui::{Event, Id, Rangef, Rect, Sense, Ui, UiBuilder};

use super::{Place, Sight, Speak, Steer, Tracks};
use crate::ui::{Actions, widgets};

/// Gives every head, row and cell in sight a node, while somebody listens.
pub fn describe<V: Speak + Steer>(ui: &mut Ui, view: &mut V, sight: &Sight, actions: &mut Actions) {
    let Some(nodes) = Nodes::begin(ui, view, sight.rect) else {
        return;
    };
    let columns = sight.columns.clone();
    let cursor = view.cursor();
    let counts = (view.rows().count(), view.columns().map_or(0, Tracks::count));
    for column in columns.clone() {
        let x = column_x(view, sight, column);
        let area = Rect::from_x_y_ranges(x, sight.rect.top()..=sight.body.top());
        nodes.add(Id::unique((nodes.whole, "head", column)), area, |node| {
            node.set_role(Role::ColumnHeader);
            node.set_column_index(column);
            view.describe_head(column, node);
            say_place(node, ("列", column, counts.1));
        });
    }
    // Where cells stand beside titles, a row is called by its title.
    let has_titles = view.columns().is_some() && sight.body.left() > sight.rect.left();
    let titles = if has_titles {
        Rangef::new(sight.rect.left(), sight.body.left())
    } else {
        sight.rect.x_range()
    };
    for row in sight.rows.clone() {
        let y = sight.y(view.rows().span(row));
        let id = view.row_id(row);
        nodes.add(id, Rect::from_x_y_ranges(titles, y), |node| {
            node.set_row_index(row);
            node.add_action(Action::Click);
            view.describe_row(row, node);
            say_place(node, ("行", row, counts.0));
        });
        let here = |column| Place {
            row: Some(row),
            column,
        };
        if cursor == here(None) {
            nodes.is_at(id);
        }
        if nodes.is_pressed(id) {
            view.press(row, None, actions);
        }
        for column in columns.clone() {
            if !view.has_cell(row, column) {
                continue;
            }
            let id = id.with(column);
            let area = Rect::from_x_y_ranges(column_x(view, sight, column), y);
            nodes.add(id, area, |node| {
                node.set_role(Role::Cell);
                node.set_row_index(row);
                node.set_column_index(column);
                node.add_action(Action::Click);
                view.describe_cell(row, column, node);
            });
            if cursor == here(Some(column)) {
                nodes.is_at(id);
            }
            if nodes.is_pressed(id) {
                view.press(row, Some(column), actions);
            }
        }
    }
}

fn column_x(view: &impl Speak, sight: &Sight, column: usize) -> Rangef {
    let span = view.columns().map(|columns| columns.span(column));
    sight.x(span.unwrap_or_default())
}

/// Says where a row or a column stands among all: numbers of rows and columns do not reach every
/// screen reader.
fn say_place(node: &mut Node, (what, nth, of): (&str, usize, usize)) {
    let place = format!("第 {} {what}，共 {of} {what}", nth + 1);
    let words = match node.description() {
        Some(known) => format!("{known}，{place}"),
        None => place,
    };
    node.set_description(words);
}

/// The nodes of a table or a tree.
struct Nodes {
    ui: Ui,
    whole: Id,
    pressed: Vec<NodeId>,
}

impl Nodes {
    /// Begins a table or a tree. `None` while nobody listens: then there is no reason to put words
    /// together.
    fn begin<V: Speak>(ui: &mut Ui, view: &V, rect: Rect) -> Option<Self> {
        let ctx = ui.ctx().clone();
        ctx.accesskit_node_builder(ui.unique_id(), |_| ())?;
        let pressed = pressed(ui);
        let ui = ui.new_child(UiBuilder::new().id_salt("nodes").max_rect(rect));
        let whole = ui.unique_id();
        ctx.accesskit_node_builder(whole, |node| {
            node.set_row_count(view.rows().count());
            if let Some(columns) = view.columns() {
                node.set_column_count(columns.count());
            }
            view.describe(node);
        });
        Some(Self { ui, whole, pressed })
    }

    /// Adds a node where something is painted.
    fn add(&self, id: Id, rect: Rect, describe: impl FnOnce(&mut Node)) {
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

    /// The cursor is on a node: a screen reader reads it while no field has the keys.
    fn is_at(&self, id: Id) {
        widgets::read_here(self.ui.ctx(), id);
    }

    /// Whether a screen reader pressed a node since the last frame.
    fn is_pressed(&self, id: Id) -> bool {
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
