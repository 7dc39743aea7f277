//! The bodies of the draft in the place of its tasks: doubtful ones first, then new ones, each with its
//! places, changed once for all of them.

use std::sync::Arc;

use eframe::egui::text::LayoutJob;
use eframe::egui::{
    Align, Align2, CornerRadius, Label, Layout, Painter, Rect, RichText, ScrollArea, Sense, Stroke,
    Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use crate::app::{Acquaintance, Action, App, ReadBody, Review, ReviewStep};
use crate::model::workspace::AgencyIx;
use crate::terms;
use crate::ui::theme::{Look, bold, font, size};
use crate::ui::{Actions, detail, widgets};
use crate::view::Data;

/// A heading of a group and a row.
const GROUP: f32 = 30.0;
const ROW: f32 = size::ROW;
/// Where the columns begin: from the left, and from the right.
const NAME: f32 = 17.0;
const KIND: f32 = 420.0;
const REASON: f32 = 332.0;
const COUNT: f32 = 24.0;
/// So many places are named; the others are reached one after the other.
const MOST_PLACES: usize = 40;

/// The pane and what it remembers between frames.
#[derive(Default)]
pub(super) struct Bodies {
    /// The bodies, and what they were found in.
    known: Option<(Arc<Data>, usize, Vec<ReadBody>)>,
    /// The body that was looked at.
    seen: Option<usize>,
}

impl Bodies {
    /// The bodies of the reading, found anew only after the data or a decision changed.
    pub(super) fn list(&mut self, app: &App, review: &Review) -> &[ReadBody] {
        let left = review.left();
        let holds = self
            .known
            .as_ref()
            .is_some_and(|(data, then, _)| Arc::ptr_eq(data, app.data()) && *then == left);
        if !holds {
            self.known = None;
        }
        let found = || (Arc::clone(app.data()), left, app.read_bodies());
        &self.known.get_or_insert_with(found).2
    }

    /// Shows the pane.
    pub(super) fn show(&mut self, ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
        let Some(review) = app.review() else { return };
        let chosen = review.body(&app.data().workspace);
        let has_moved = self.seen != chosen.map(AgencyIx::get);
        self.seen = chosen.map(AgencyIx::get);
        let bodies = self.list(app, review).to_vec();
        let width = ui.max_rect().width();
        ScrollArea::vertical()
            .id_salt("review bodies")
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 0.0;
                let mut group = None;
                for known in &bodies {
                    if group.replace(known.state) != Some(known.state) {
                        let same = bodies.iter().filter(|other| other.state == known.state);
                        heading(ui, known.state, same.count(), look);
                    }
                    let is_chosen = chosen == Some(known.body);
                    row(ui, app, known, is_chosen, look, actions);
                    if is_chosen {
                        if has_moved {
                            ui.scroll_to_cursor(None);
                        }
                        opened(ui, app, review, known, look, actions);
                    }
                }
            });
    }
}

/// The heads of the columns.
pub(super) fn head(painter: &Painter, rect: Rect, look: &Look) {
    let y = rect.center().y;
    let put = |x: f32, words: &str| {
        painter.text(pos2(x, y), Align2::LEFT_CENTER, words, font(12.0), look.dim);
    };
    put(rect.left() + NAME, terms::AGENCY);
    put(rect.right() - KIND, terms::KIND);
    put(rect.right() - REASON, terms::BASIS);
    let at = pos2(rect.right() - COUNT, y);
    painter.text(at, Align2::RIGHT_CENTER, "处数", font(12.0), look.dim);
}

fn heading(ui: &mut Ui, state: Acquaintance, count: usize, look: &Look) {
    let room = vec2(ui.available_width(), GROUP);
    let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
    let words = format!("{} {count}", state.label());
    response.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::Label, true, &words));
    let colour = match state {
        Acquaintance::Doubtful => look.warning,
        Acquaintance::New => look.text,
        Acquaintance::Known => look.dim,
    };
    let at = pos2(rect.left() + NAME, rect.center().y + 2.0);
    let painter = ui.painter();
    painter.text(at, Align2::LEFT_CENTER, words, bold(12.0), colour);
    let line = Stroke::new(1.0, look.hairline);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, line);
}

fn row(
    ui: &mut Ui,
    app: &App,
    known: &ReadBody,
    is_chosen: bool,
    look: &Look,
    actions: &mut Actions,
) {
    let body = app.data().workspace.agency(known.body);
    let room = vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(room, Sense::click());
    response.widget_info(|| {
        let count = known.places.len();
        let words = format!("{}，{}，{count} 处", body.label(), known.state.label());
        WidgetInfo::selected(eframe::egui::Role::Button, true, is_chosen, words)
    });
    let painter = ui.painter().clone();
    if is_chosen {
        painter.rect_filled(rect, CornerRadius::ZERO, look.selection);
    } else if response.hovered() || response.has_focus() {
        painter.rect_filled(rect, CornerRadius::ZERO, look.crosshair);
    }
    let y = rect.center().y;
    let mut is_cut = false;
    let mut put = |x: f32, end: f32, words: &str, face, colour| {
        let job = LayoutJob::simple_singleline(words.to_owned(), face, colour);
        let galley = widgets::cut(&painter, job, end - x - 8.0, 1);
        is_cut |= galley.elided;
        widgets::put(&painter, x, y, galley, colour);
    };
    let (kind, reason, count) = (
        rect.right() - KIND,
        rect.right() - REASON,
        rect.right() - COUNT,
    );
    let face = if is_chosen { bold(14.0) } else { font(14.0) };
    put(rect.left() + NAME, kind, body.label(), face, look.text);
    put(kind, reason, body.kind.label(), font(12.0), look.dim);
    let colour = match known.state {
        Acquaintance::Doubtful => look.warning,
        Acquaintance::New | Acquaintance::Known => look.dim,
    };
    put(reason, count - 30.0, &known.reason, font(12.0), colour);
    let at = pos2(count, y);
    let words = known.places.len().to_string();
    painter.text(at, Align2::RIGHT_CENTER, words, font(14.0), look.text);
    let line = Stroke::new(1.0, look.hairline);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, line);
    let response = if is_cut || body.name != body.label() {
        response.on_hover_text(format!("{}\n{}", body.name, known.reason).trim().to_owned())
    } else {
        response
    };
    if response.clicked() {
        let body = (!is_chosen).then_some(known.body);
        actions.push(Action::Review(ReviewStep::Body(body)));
        if body.is_some()
            && let Some(&first) = known.places.first()
        {
            actions.push(Action::Review(ReviewStep::Go(first)));
        }
    }
}

/// What stands under the body that is looked at: its places, and what can be changed.
fn opened(
    ui: &mut Ui,
    app: &App,
    review: &Review,
    known: &ReadBody,
    look: &Look,
    actions: &mut Actions,
) {
    let left = ui.cursor().left() + NAME;
    let area = Rect::from_min_max(
        pos2(left, ui.cursor().top() + 6.0),
        pos2(ui.max_rect().right() - 16.0, f32::INFINITY),
    );
    let mut inside = ui.new_child(
        UiBuilder::new()
            .id_salt(("opened body", known.body.get()))
            .max_rect(area)
            .layout(Layout::top_down(Align::Min)),
    );
    inside.set_max_width(area.width());
    inside.spacing_mut().item_spacing.y = 4.0;
    if !known.reason.is_empty() {
        let words = RichText::new(&known.reason).font(font(13.0));
        inside.add(Label::new(words.color(look.text)).wrap());
    }
    inside.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        for &nth in known.places.iter().take(MOST_PLACES) {
            let task = review.places().get(nth).and_then(|place| place.task);
            let Some(task) = task else { continue };
            let task = &app.data().workspace.task(task).task;
            let colour = if nth == review.cursor() {
                look.text
            } else {
                look.accent
            };
            let link = widgets::link(ui, &task.key(), colour);
            if link.on_hover_text(&task.title).clicked() {
                actions.push(Action::Review(ReviewStep::Go(nth)));
            }
        }
        let more = known.places.len().saturating_sub(MOST_PLACES);
        if more > 0 {
            let words = format!("还有 {more} 处，按 Enter 逐处查看");
            ui.label(RichText::new(words).font(font(12.0)).color(look.dim));
        }
    });
    detail::edit_body(&mut inside, app, known.body, look, actions);
    let height = inside.min_rect().height() + 16.0;
    ui.allocate_space(vec2(ui.available_width(), height));
}
