//! The one skeleton of matrix, task list, timeline and list of agencies: rows and columns under
//! frozen edges, of which only what is in sight is painted.
//!
//! The grid scrolls, finds what is under the pointer, keeps the cursor in sight, knows the keys and
//! walks through what is in sight for screen readers. A view tells it what there is, paints it and
//! says what a press means: see [`Delegate`].

mod delegate;
mod keys;
mod pointer;
mod speak;
mod tracks;

use std::ops::Range;

use eframe::egui::scroll_area::{ScrollBarVisibility, ScrollSource};
use eframe::egui::{CornerRadius, Rangef, Rect, ScrollArea, Ui, UiBuilder, Vec2, pos2, vec2};

use super::Actions;
use crate::app::App;

pub use delegate::{
    Canvas, Delegate, Frozen, Hit, Keys, Marks, Paint, Place, Press, Shape, Sight, Speak, Steer,
};
pub use keys::selected;
pub use tracks::{Tracks, text_width};

/// With less room between the frozen edges nothing is shown.
const LEAST_BODY: Vec2 = vec2(30.0, 28.0);
/// Rows are measured so far beyond the cursor when the grid jumps to it.
const AHEAD: f32 = 1200.0;
/// Rows that turn out lower than guessed bring others into sight, which are measured in their turn.
const MOST_MEASURED: usize = 8;
/// An offset that was missed by less is where it should be.
const NEAR: f32 = 0.5;

/// What a grid remembers between frames.
#[derive(Debug, Default)]
pub struct Grid {
    /// Where to scroll in the next frame.
    go_to: Option<Vec2>,
    /// Where somebody was who comes back.
    returns: Option<Vec2>,
    /// Where it was scrolled to in the last frame.
    offset: Vec2,
    /// Whether it could not be scrolled as far as it should in the last frame.
    missed: bool,
    /// Bring the cursor into sight.
    follow: bool,
    /// Keys moved the cursor: it is there in the next frame.
    moved: bool,
    /// They moved it in the last frame: it is brought into sight by the shortest way.
    nudge: bool,
    /// Height of the body in the last frame.
    height: f32,
}

impl Grid {
    /// Brings the cursor into sight in the next frame.
    pub fn follow_cursor(&mut self) {
        self.follow = true;
    }

    /// Scrolls to a place, from the top left, in the next frame.
    pub fn scroll_to(&mut self, offset: Vec2) {
        self.go_to = Some(offset);
    }

    /// Scrolls to where somebody was before, in the next frame that it is shown in, whatever else
    /// it would be scrolled for.
    pub fn return_to(&mut self, offset: Vec2) {
        self.returns = Some(offset);
    }

    /// Where it is scrolled to, or is about to be.
    pub fn offset(&self) -> Vec2 {
        self.go_to.unwrap_or(self.offset)
    }

    /// Shows a view in the rest of `ui`.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        app: &App,
        frozen: Frozen,
        view: &mut impl Delegate,
        actions: &mut Actions,
    ) {
        self.keys(ui, app, view, actions);
        if let Some(offset) = self.returns.take() {
            self.go_to = Some(offset);
            self.follow = false;
        }
        let painter = ui.painter().clone();
        let dragging = self.area(ui, frozen, view, |ui, view, sight| {
            view.prepare(sight);
            let whole = painter.with_clip_rect(sight.rect.intersect(painter.clip_rect()));
            paint(view, sight, whole);
            speak::describe(ui, view, sight, actions);
            // The edges do not scroll: they stand outside of what the scrolled part may touch.
            let whole = UiBuilder::new().id_salt("whole").max_rect(sight.rect);
            let mut whole = ui.new_child(whole);
            whole.set_clip_rect(sight.rect.intersect(painter.clip_rect()));
            pointer::interact(&mut whole, app, view, sight, actions)
        });
        self.follow |= dragging == Some(true);
    }

    /// Moves the cursor where nothing else takes the keys.
    pub fn keys(&mut self, ui: &Ui, app: &App, view: &mut impl Steer, actions: &mut Actions) {
        self.moved |= keys::turn(ui.ctx(), app, view, self.height, actions);
    }

    /// Scrolls, and lets `add` show what is in sight. Without room for anything it does nothing.
    pub fn area<V: Shape, R>(
        &mut self,
        ui: &mut Ui,
        frozen: Frozen,
        view: &mut V,
        add: impl FnOnce(&mut Ui, &mut V, &Sight) -> R,
    ) -> Option<R> {
        let rect = ui.max_rect();
        let body = frozen.body(rect);
        if body.width() < LEAST_BODY.x || body.height() < LEAST_BODY.y {
            return None;
        }
        self.height = body.height();
        let follows = std::mem::take(&mut self.follow);
        let by_keys = std::mem::take(&mut self.nudge);
        if follows || by_keys {
            self.bring_into_sight(view, body, !by_keys);
        }

        // The scrolled area spans the titles of the rows too, so that the wheel works there.
        let scrolled = Rect::from_min_max(pos2(rect.left(), body.top()), body.max);
        let size = |view: &V| {
            let width = match view.width() {
                Some(width) => frozen.left + width,
                None => scrolled.width(),
            };
            vec2(width, view.rows().length() + V::CLEAR)
        };
        // What got shorter than where it was scrolled to would spring back for a while.
        let most = (size(view) - scrolled.size()).max(Vec2::ZERO);
        let offset = self.offset().min(most);
        let sent = self.go_to.take().is_some() || offset != self.offset;
        let mut area = ScrollArea::new([view.width().is_some(), true])
            .id_salt(V::NAME)
            .auto_shrink(false)
            .scroll_source(ScrollSource {
                drag: V::DRAG,
                ..ScrollSource::ALL
            })
            .scroll_bar_visibility(ScrollBarVisibility::VisibleWhenNeeded)
            .scroll_bar_rect(body);
        if sent {
            area = area.scroll_offset(offset);
        }
        let mut content = ui.new_child(UiBuilder::new().max_rect(scrolled));
        content.set_clip_rect(scrolled.intersect(ui.clip_rect()));
        // The edges stand still: nothing may swing past them.
        content.spacing_mut().scroll.kinetic.rubber_band = false;

        let mut shift = Vec2::ZERO;
        let output = area.show_viewport(&mut content, |ui, viewport| {
            shift.y = measure(view, viewport.top(), body.height());
            let (_, all) = ui.allocate_space(size(view));
            let origin = all.min + vec2(frozen.left, 0.0) - shift;
            let top = viewport.top() + shift.y;
            let columns = view.columns();
            let mut sight = Sight {
                rect,
                body,
                origin,
                rows: view.rows().between(top, top + body.height()),
                columns: columns.map_or(0..0, |columns| {
                    columns.between(viewport.left(), viewport.left() + body.width())
                }),
                stuck: stuck(view, top, rect, body),
                hovered: Place::default(),
            };
            sight.hovered = pointer::hovered(ui, view, &sight);
            add(ui, view, &sight)
        });

        let reached = output.state.clamped_offset();
        self.offset = reached + shift;
        // The area keeps within what it held in the frame before: where that was less, once more.
        let missed = sent && (reached - offset).abs().max_elem() > NEAR;
        if missed && !self.missed {
            self.go_to = Some(offset + shift);
            self.follow |= follows;
        } else if shift != Vec2::ZERO {
            self.go_to = Some(self.offset);
        }
        if self.go_to.is_some() {
            ui.ctx().request_repaint();
        }
        self.missed = missed && !self.missed;
        self.nudge = std::mem::take(&mut self.moved);
        Some(output.inner)
    }

    fn bring_into_sight(&mut self, view: &mut impl Shape, body: Rect, jumps: bool) {
        let mut offset = self.offset();
        if let Some(nth) = view.cursor().row {
            let before = view.rows().span(nth);
            let near = view
                .rows()
                .between(before.start - AHEAD, before.end + AHEAD);
            view.measure(near);
            let row = view.rows().span(nth);
            // It stays where it is on the screen, and moves only as far as it must.
            offset.y += row.start - before.start;
            let above: f32 = view
                .headings(nth)
                .into_iter()
                .filter(|&heading| heading != nth)
                .map(|heading| length(&view.rows().span(heading)))
                .sum();
            let highest = (row.start - above).max(0.0);
            let lowest = (row.end - body.height()).min(highest);
            let is_far = row.end < offset.y || row.start > offset.y + body.height();
            offset.y = if is_far && jumps {
                // Somebody who comes from elsewhere sees what stands around it.
                let middle = f32::midpoint(row.start, row.end) - body.height() / 2.0;
                middle.clamp(lowest.max(0.0), highest)
            } else {
                offset.y.min(highest).max(lowest).max(0.0)
            };
        }
        if let Some(x) = view.cursor_x() {
            let is_far = x.end < offset.x || x.start > offset.x + body.width();
            offset.x = if is_far && jumps {
                (f32::midpoint(x.start, x.end) - body.width() / 2.0).max(0.0)
            } else {
                offset.x.min(x.start.max(0.0)).max(x.end - body.width())
            };
        }
        if offset != self.offset() {
            self.go_to = Some(offset);
        }
    }
}

/// The outermost heading that a row stands under, and the innermost. `depth` says how deep a row that
/// is a heading stands, from 0; of others nothing.
pub fn headings(row: usize, depth: impl Fn(usize) -> Option<usize>) -> Vec<usize> {
    let mut above = (0..=row).rev();
    let inner = above.find(|&nth| depth(nth).is_some());
    let outer = inner.filter(|&nth| depth(nth) == Some(0));
    let outer = outer.or_else(|| above.find(|&nth| depth(nth) == Some(0)));
    let mut headings: Vec<usize> = outer.into_iter().chain(inner).collect();
    headings.dedup();
    headings
}

/// The headings of what stands at the top of the body, where they are scrolled out of it.
fn stuck(view: &impl Shape, top: f32, rect: Rect, body: Rect) -> Vec<(usize, Rect)> {
    let rows = view.rows();
    let mut stuck: Vec<(usize, Rect)> = Vec::new();
    let mut height = 0.0;
    // What lies under those that are stuck already says which stand above it.
    while let Some(row) = rows.at(top + height) {
        let headings = view.headings(row);
        let Some(&heading) = headings.get(stuck.len()) else {
            break;
        };
        let known = headings.iter().zip(&stuck);
        let is_of_those = known.into_iter().all(|(heading, (row, _))| heading == row);
        let span = rows.span(heading);
        if !is_of_those || span.start >= top + height || length(&span) > body.height() / 4.0 {
            break;
        }
        let from = body.top() + height;
        let y = Rangef::new(from, from + length(&span));
        stuck.push((heading, Rect::from_x_y_ranges(rect.x_range(), y)));
        height += length(&span);
    }
    stuck
}

fn length(span: &Range<f32>) -> f32 {
    span.end - span.start
}

/// Measures the rows in sight. Gives back how far the grid has to be scrolled for them to stay where
/// they are.
fn measure(view: &mut impl Shape, top: f32, height: f32) -> f32 {
    let mut shift = 0.0;
    for _ in 0..MOST_MEASURED {
        let rows = view.rows().between(top + shift, top + shift + height);
        if rows.clone().all(|nth| view.is_measured(nth)) {
            break;
        }
        // What was in sight before stays; when scrolling up that is what stands below.
        let anchor = rows
            .clone()
            .find(|&nth| view.is_measured(nth))
            .unwrap_or(rows.start);
        let before = view.rows().span(anchor).start;
        view.measure(rows);
        shift += view.rows().span(anchor).start - before;
    }
    shift
}

fn paint(view: &impl Paint, sight: &Sight, whole: eframe::egui::Painter) {
    let beside = Rect::from_x_y_ranges(sight.rect.x_range(), sight.body.y_range());
    let canvas = Canvas {
        sight,
        rows: whole.with_clip_rect(beside.intersect(whole.clip_rect())),
        body: whole.with_clip_rect(sight.body.intersect(whole.clip_rect())),
        whole,
    };
    view.paint_ground(&canvas);
    for row in sight.rows.clone() {
        let y = sight.y(view.rows().span(row));
        let rect = Rect::from_x_y_ranges(sight.rect.x_range(), y);
        view.paint_row(&canvas, row, rect);
    }
    view.paint_over(&canvas);
    for (row, rect) in &sight.stuck {
        let rows = &canvas.rows;
        rows.rect_filled(*rect, CornerRadius::ZERO, view.ground());
        view.paint_row(&canvas, *row, *rect);
    }
    view.paint_edges(&canvas);
}
