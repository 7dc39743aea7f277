//! The edge of a part of the window, which people drag to make it wider or narrower. A double click
//! fits it to what it holds, or makes it as wide as usual.

use std::ops::RangeInclusive;

use eframe::egui::{CursorIcon, Rect, Sense, Stroke, Ui, pos2};

use super::Actions;
use super::theme::Look;
use crate::app::{Action, Resizable, Widths};

/// So far beside the line the pointer takes hold of it.
const REACH: f32 = 4.0;
/// The line while it is held.
const LINE: f32 = 2.0;

/// The edge of a part.
#[derive(Clone, Debug)]
pub struct Edge {
    /// Whose edge it is.
    pub part: Resizable,
    /// Where it stands.
    pub x: f32,
    /// From where to where it can be taken hold of.
    pub y: RangeInclusive<f32>,
    /// The other edge of the part.
    pub from: f32,
}

impl Edge {
    /// Lets it be dragged. `fitting` is the width that a double click gives.
    pub fn show(self, ui: &Ui, look: &Look, fitting: impl FnOnce() -> f32, actions: &mut Actions) {
        let Self { part, x, y, from } = self;
        let rect = Rect::from_min_max(pos2(x - REACH, *y.start()), pos2(x + REACH, *y.end()));
        let id = ui.scope_id().with(("edge", part));
        let held = ui.interact(rect, id, Sense::click_and_drag());
        if held.hovered() || held.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
            let line = Stroke::new(LINE, look.accent);
            ui.painter().vline(x, y.clone(), line);
        }
        let limits = Widths::limits(part);
        let within = |width: f32| width.clamp(*limits.start(), *limits.end()).round();
        if held.double_clicked() {
            actions.push(Action::Resize(part, Some(within(fitting()))));
        } else if let Some(pointer) = held.interact_pointer_pos().filter(|_| held.dragged()) {
            let width = within((pointer.x - from).abs());
            actions.push(Action::Resize(part, Some(width)));
        }
    }
}
