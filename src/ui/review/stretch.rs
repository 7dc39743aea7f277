//! A stretch of the document that the pointer marks, and what it can be made.

use std::ops::Range;

use eframe::egui::{
    Area, Button, CornerRadius, Frame, Galley, Id, Margin, Order, Painter, Pos2, Rect, RichText,
    Stroke, Ui, pos2,
};

use super::rows::cursor_of;
use crate::app::{Action, Review, StretchAs};
use crate::model::Role;
use crate::terms;
use crate::ui::Actions;
use crate::ui::theme::{Look, font};

/// Marked words of a row.
pub(super) struct Stretch {
    /// The row.
    pub(super) row: usize,
    from: usize,
    /// Where the pointer is, in bytes of the document.
    pub(super) to: usize,
    /// Whether the button was let go.
    pub(super) is_done: bool,
    /// Where that was.
    pub(super) pointer: Option<Pos2>,
}

impl Stretch {
    pub(super) fn new(row: usize, at: usize) -> Self {
        Self {
            row,
            from: at,
            to: at,
            is_done: false,
            pointer: None,
        }
    }

    /// The words, in bytes of the document.
    pub(super) fn span(&self) -> Range<usize> {
        self.from.min(self.to)..self.from.max(self.to)
    }
}

/// Paints the ground of what is marked in a piece of a row.
pub(super) fn paint(
    painter: &Painter,
    origin: Pos2,
    galley: &Galley,
    span: &Range<usize>,
    stretch: &Stretch,
    look: &Look,
) {
    let marked = stretch.span();
    if marked.end <= span.start || marked.start >= span.end {
        return;
    }
    let from = galley.pos_from_cursor(cursor_of(galley, span, marked.start));
    let to = galley.pos_from_cursor(cursor_of(galley, span, marked.end));
    for row in &galley.rows {
        let rect = row.rect();
        let middle = rect.center().y;
        if middle < from.top() || middle > to.bottom() {
            continue;
        }
        let is_first = (from.center().y - middle).abs() < rect.height() / 2.0;
        let is_last = (to.center().y - middle).abs() < rect.height() / 2.0;
        let left = if is_first { from.left() } else { rect.left() };
        let right = if is_last { to.left() } else { rect.right() };
        let ground = Rect::from_x_y_ranges(left..=right, rect.y_range());
        let ground = ground.translate(origin.to_vec2());
        painter.rect_filled(ground, CornerRadius::ZERO, look.highlight);
    }
}

/// Offers what the marked words can be made. Says whether something was chosen or given up.
pub(super) fn offer(
    ui: &Ui,
    review: &Review,
    stretch: &Stretch,
    pane: Rect,
    look: &Look,
    actions: &mut Actions,
) -> bool {
    let span = stretch.span();
    let (true, Some(pointer)) = (stretch.is_done, stretch.pointer) else {
        return false;
    };
    let text = review.opened().document.text.get(span.clone());
    let words = text.unwrap_or_default().trim();
    if words.is_empty() {
        return true;
    }
    let mut is_done = false;
    let at = pos2(
        pointer.x.min(pane.right() - 330.0).max(pane.left() + 8.0),
        (pointer.y + 14.0).min(pane.bottom() - 80.0),
    );
    let area = Area::new(Id::unique("review stretch"))
        .order(Order::Foreground)
        .fixed_pos(at)
        .show(ui.ctx(), |ui| {
            let frame = Frame::new()
                .fill(look.background)
                .stroke(Stroke::new(1.0, look.line))
                .corner_radius(8)
                .inner_margin(Margin::same(8));
            frame.show(ui, |ui| {
                ui.set_max_width(310.0);
                let short = crate::view::short_name(words);
                ui.label(
                    RichText::new(format!("“{short}”作为"))
                        .font(font(12.0))
                        .color(look.dim),
                );
                ui.horizontal_wrapped(|ui| {
                    let roles = Role::ALL.map(|role| (role.label(), StretchAs::Body(role)));
                    let others = [
                        (terms::DUE, StretchAs::Due),
                        (terms::TARGET, StretchAs::Target),
                        ("新任务", StretchAs::Task),
                    ];
                    for (name, kind) in roles.into_iter().chain(others) {
                        if ui.add(Button::new(name)).clicked() {
                            let span = span.clone();
                            actions.push(Action::ReadStretch { span, kind });
                            is_done = true;
                        }
                    }
                });
            });
        });
    is_done || area.response.clicked_elsewhere()
}
