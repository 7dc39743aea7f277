//! The review of a draft: the document at the left, what was read of it at the right, each reading
//! beside the sentence that it comes from.

mod bodies;
mod draft;
mod gutter;
mod head;
mod opened;
mod rows;
mod source;
mod stretch;

use eframe::egui::{
    self, CornerRadius, Id, Key, Mesh, Modifiers, Pos2, Rect, Shape, Stroke, Ui, pos2,
};

use super::theme::{Look, size};
use super::{Actions, within};
use crate::app::{Action, App, ReviewStep};
use crate::num;

/// The line with the name of the document, and the one with what is done.
const BAR: f32 = 44.0;
/// The heads over document and draft.
const HEAD: f32 = 32.0;
/// Between document and draft.
const LINK: f32 = 36.0;
/// The part of the width that the document has.
const SOURCE: f32 = 0.45;

/// The review and what it remembers between frames.
#[derive(Default)]
pub struct ReviewView {
    source: source::Source,
    draft: draft::Draft,
    bodies: bodies::Bodies,
    /// The document that was shown, and the place that was looked at.
    shown: Option<(usize, usize)>,
}

/// The keys of a review.
const KEYS: [(Modifiers, Key, ReviewStep); 15] = [
    (Modifiers::NONE, Key::J, ReviewStep::Move(1)),
    (Modifiers::NONE, Key::ArrowDown, ReviewStep::Move(1)),
    (Modifiers::NONE, Key::K, ReviewStep::Move(-1)),
    (Modifiers::NONE, Key::ArrowUp, ReviewStep::Move(-1)),
    (Modifiers::SHIFT, Key::N, ReviewStep::Open(-1)),
    (Modifiers::NONE, Key::N, ReviewStep::Open(1)),
    (Modifiers::COMMAND, Key::Enter, ReviewStep::AcceptAll),
    (Modifiers::NONE, Key::Enter, ReviewStep::Accept),
    (Modifiers::NONE, Key::A, ReviewStep::AcceptAlike),
    (Modifiers::NONE, Key::E, ReviewStep::Edit),
    (Modifiers::NONE, Key::B, ReviewStep::NextBody),
    (Modifiers::NONE, Key::L, ReviewStep::ListBodies),
    (Modifiers::NONE, Key::Num2, ReviewStep::Otherwise),
    (Modifiers::NONE, Key::Delete, ReviewStep::Refuse),
    (Modifiers::NONE, Key::T, ReviewStep::AddRead),
];

impl ReviewView {
    /// Forgets what was shown: there is no review.
    pub(crate) fn close(&mut self) {
        if self.shown.is_some() {
            *self = Self::default();
        }
    }

    /// Shows the review and takes its keys.
    pub(crate) fn show(&mut self, ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
        let Some(review) = app.review() else {
            return;
        };
        let document = std::sync::Arc::as_ptr(review.opened()).addr();
        let shown = (document, review.cursor());
        let is_new = self.shown.is_none_or(|(before, _)| before != document);
        if is_new {
            *self = Self::default();
        }
        let has_moved = self.shown.replace(shown) != Some(shown);
        take_keys(ui, app, actions);

        let all = ui.max_rect();
        let painter = ui.painter().clone();
        painter.rect_filled(all, CornerRadius::ZERO, look.background);
        let row = |top: f32, height: f32| {
            Rect::from_min_max(pos2(all.left(), top), pos2(all.right(), top + height))
        };
        let name = row(all.top(), BAR);
        let done = row(name.bottom(), BAR);
        let status = row(all.bottom() - size::STATUS, size::STATUS);
        let heads = row(done.bottom(), HEAD);
        let body = Rect::from_min_max(heads.left_bottom(), status.right_top());
        let hair = Stroke::new(1.0, look.hairline);
        for panel in [name, status] {
            painter.rect_filled(panel, CornerRadius::ZERO, look.panel);
        }
        painter.hline(all.x_range(), name.bottom() - 0.5, hair);
        painter.hline(all.x_range(), heads.top() - 0.5, hair);
        painter.hline(all.x_range(), heads.bottom() - 0.5, hair);
        painter.hline(all.x_range(), status.top() + 0.5, hair);
        let middle = all.left() + (all.width() * SOURCE).round();
        let (left, right) = (
            body.with_max_x(middle - LINK / 2.0),
            body.with_min_x(middle + LINK / 2.0),
        );
        painter.vline(left.right(), heads.top()..=body.bottom(), hair);
        painter.vline(right.left(), heads.top()..=body.bottom(), hair);

        within(ui, "review name", name, |ui| {
            head::name(ui, app, review, look, actions);
        });
        within(ui, "review done", done, |ui| {
            let bodies = self.bodies.list(app, review);
            head::done(ui, review, bodies, look, actions);
        });
        let of_source = heads.with_max_x(left.right());
        let of_draft = heads.with_min_x(right.left());
        let from = within(ui, "review source", left, |ui| {
            self.source.show(ui, review, look, actions, has_moved)
        });
        let to = within(ui, "review draft", right, |ui| {
            if review.lists_bodies() {
                self.bodies.show(ui, app, look, actions);
                return None;
            }
            self.draft.show(ui, app, look, actions, has_moved)
        });
        self.source.head(&painter, of_source, review, look);
        if review.lists_bodies() {
            bodies::head(&painter, of_draft, look);
        } else {
            draft::head(&painter, of_draft, look);
        }
        if let (Some(from), Some(to)) = (from, to) {
            let painter = painter.with_clip_rect(body);
            band(
                &painter,
                (left.right(), from),
                (right.left(), to),
                body,
                look,
            );
        }
        within(ui, "review keys", status, |ui| head::keys(ui, look));
    }
}

/// Turns keys into decisions, unless a field has the cursor or something stands in front.
fn take_keys(ui: &Ui, app: &App, actions: &mut Actions) {
    let ctx = ui.ctx();
    if app.dialog().is_some()
        || actions.keys_taken
        || ctx.text_edit_focused()
        || egui::Popup::is_any_open(ctx)
    {
        return;
    }
    // Enter on a button that has the focus is for that button.
    let has_focus = ctx.memory(|memory| memory.focused().is_some());
    for (modifiers, key, step) in KEYS {
        if has_focus && key == Key::Enter && modifiers == Modifiers::NONE {
            continue;
        }
        if ctx.input_mut(|input| input.consume_key(modifiers, key)) {
            actions.push(Action::Review(step));
        }
    }
}

/// The band from a sentence to its reading, clipped to what is in sight.
fn band(
    painter: &egui::Painter,
    (left, from): (f32, egui::Rangef),
    (right, to): (f32, egui::Rangef),
    body: Rect,
    look: &Look,
) {
    const STEPS: usize = 24;
    let clip = |y: f32| y.clamp(body.top() - 1.0, body.bottom() + 1.0);
    let line = |start: f32, end: f32| -> Vec<Pos2> {
        let points = (0..=STEPS).map(|step| {
            let t = num::float(step) / num::float(STEPS);
            let eased = t * t * (3.0 - 2.0 * t);
            pos2(
                left + (right - left) * t,
                clip(start) + (clip(end) - clip(start)) * eased,
            )
        });
        points.collect()
    };
    let (top, bottom) = (line(from.min, to.min), line(from.max, to.max));
    let mut mesh = Mesh::default();
    for (above, below) in top.iter().zip(&bottom) {
        mesh.colored_vertex(*above, look.selection);
        mesh.colored_vertex(*below, look.selection);
    }
    for step in 0..num::short(STEPS) {
        let at = step * 2;
        mesh.add_triangle(at, at + 1, at + 2);
        mesh.add_triangle(at + 1, at + 2, at + 3);
    }
    painter.add(Shape::mesh(mesh));
    let stroke = Stroke::new(1.0, look.accent);
    painter.add(Shape::line(top, stroke));
    painter.add(Shape::line(bottom, stroke));
}

/// The id of a part of the review.
fn id(part: &'static str) -> Id {
    Id::unique(("review", part))
}
