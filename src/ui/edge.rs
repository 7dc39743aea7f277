//! The edge of a part of the window, which people drag to make it wider or narrower. A double click
//! fits it to what it holds, or makes it as wide as usual.

use std::ops::RangeInclusive;

use eframe::egui::{AsIdSalt, CursorIcon, Rect, Sense, Stroke, Ui, pos2};

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

/// What somebody does with an edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pull {
    /// Drags it to here, from the left of the window.
    To(f32),
    /// Wants it to fit: a double click.
    Fit,
}

impl Edge {
    /// Lets it be dragged. `fitting` is the width that a double click gives.
    pub fn show(self, ui: &Ui, look: &Look, fitting: impl FnOnce() -> f32, actions: &mut Actions) {
        let Self { part, x, y, from } = self;
        let limits = Widths::limits(part);
        let within = |width: f32| width.clamp(*limits.start(), *limits.end()).round();
        let width = match pulled(ui, look, ("edge", part), x, &y) {
            Some(Pull::Fit) => fitting(),
            Some(Pull::To(x)) => (x - from).abs(),
            None => return,
        };
        actions.push(Action::Resize(part, Some(within(width))));
    }
}

/// Lets the line at a place be taken hold of, and says what is done with it.
pub fn pulled(
    ui: &Ui,
    look: &Look,
    salt: impl AsIdSalt,
    x: f32,
    y: &RangeInclusive<f32>,
) -> Option<Pull> {
    let rect = Rect::from_min_max(pos2(x - REACH, *y.start()), pos2(x + REACH, *y.end()));
    let id = ui.scope_id().with(salt);
    // It is no stop of Tab.
    let held = ui.interact(rect, id, Sense::CLICK | Sense::DRAG);
    if held.hovered() || held.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
        let line = Stroke::new(LINE, look.accent);
        ui.painter().vline(x, y.clone(), line);
    }
    if held.double_clicked() {
        return Some(Pull::Fit);
    }
    let pointer = held.interact_pointer_pos().filter(|_| held.dragged());
    pointer.map(|pointer| Pull::To(pointer.x))
}

/// Which of several edges beside one another is taken hold of: the one that is, or the one that the
/// pointer is next to.
pub fn nearest(
    ui: &Ui,
    salt: impl AsIdSalt,
    edges: impl Iterator<Item = (usize, f32)>,
) -> Option<usize> {
    let known = ui.scope_id().with(salt);
    let held = ui.data(|data| data.get_temp::<usize>(known));
    let is_down = ui.input(|input| input.pointer.any_down());
    if let Some(held) = held.filter(|_| is_down) {
        return Some(held);
    }
    let pointer = ui.ctx().pointer_latest_pos()?;
    let distance = |x: f32| (x - pointer.x).abs();
    let near = edges
        .filter(|&(_, x)| distance(x) <= REACH)
        .min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)))
        .map(|(nth, _)| nth);
    ui.data_mut(|data| match near {
        Some(near) => {
            data.insert_temp(known, near);
        }
        None => data.remove::<usize>(known),
    });
    near
}
