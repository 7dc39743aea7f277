//! The chosen target by keyboard.

use eframe::egui::{Key, Modifiers, Rect, Ui};

use super::TimelineView;
use super::layout::{Layout, RowKind};
use crate::app::App;
use crate::ui::Actions;

/// How much one key press changes the scale.
pub(super) const STEP: f32 = 1.25;

impl TimelineView {
    /// Moves the cursor where no text field and no dialog takes the keys.
    ///
    /// Up and down go from row to row, left and right from deadline to deadline.
    pub(super) fn keys(
        &mut self,
        ui: &Ui,
        app: &App,
        layout: &Layout,
        cursor: Option<usize>,
        body: Rect,
        actions: &mut Actions,
    ) {
        let ctx = ui.ctx();
        if actions.keys_taken || ctx.text_edit_focused() || app.dialog().is_some() {
            return;
        }
        let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let with_ctrl = |key| ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, key));
        if pressed(Key::Plus) || pressed(Key::Equals) {
            self.zoom_time(STEP);
        }
        if pressed(Key::Minus) {
            self.zoom_time(1.0 / STEP);
        }
        let lane_at = |row: usize| match layout.kinds[row] {
            RowKind::Lane(lane) => Some(lane),
            RowKind::Group(_) => None,
        };
        let down = |from: usize| (from..layout.kinds.len()).find_map(lane_at);
        let up = |from: usize| (0..from.min(layout.kinds.len())).rev().find_map(lane_at);
        let row = cursor.and_then(|lane| layout.row_of(lane));
        // A page is what fits, less two rows, so that nothing is passed over; rows differ in height.
        let page = (body.height() - 56.0).max(28.0);

        let mut to = None;
        if pressed(Key::Home) || with_ctrl(Key::Home) {
            to = down(0);
        }
        if pressed(Key::End) || with_ctrl(Key::End) {
            to = up(layout.kinds.len());
        }
        if pressed(Key::ArrowDown) {
            to = row.map_or_else(|| down(0), |row| down(row + 1).or(cursor));
        }
        if pressed(Key::ArrowUp) {
            to = row.map_or_else(|| down(0), |row| up(row).or(cursor));
        }
        if pressed(Key::PageDown) {
            let here = row.unwrap_or(0);
            let end = (layout.rows.span(here).end + page).min(layout.rows.height() - 1.0);
            let far = layout.rows.at(end).filter(|far| *far > here);
            to = far
                .and_then(|far| up(far + 1))
                .or(cursor)
                .or_else(|| down(0));
        }
        if pressed(Key::PageUp) {
            let here = row.unwrap_or(0);
            let start = (layout.rows.span(here).start - page).max(0.0);
            to = layout.rows.at(start).and_then(down);
        }
        for (key, later) in [(Key::ArrowRight, true), (Key::ArrowLeft, false)] {
            if pressed(key) {
                to = match cursor {
                    Some(lane) => beside(layout, lane, later).or(cursor),
                    None => down(0),
                };
            }
        }
        if let Some(lane) = to {
            self.choose(&layout.timeline, lane, actions);
        }
        if cursor.is_some() && pressed(Key::Enter) {
            actions.open_detail();
        }
    }
}

/// The next lane by deadline that is not folded away.
fn beside(layout: &Layout, lane: usize, later: bool) -> Option<usize> {
    let mut at = lane;
    loop {
        at = layout.timeline.beside(at, later)?;
        if layout.row_of(at).is_some() {
            return Some(at);
        }
    }
}
