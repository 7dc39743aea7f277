//! The document as its reader sees it, with what was read on coloured ground and a gutter that
//! says what came of it. Only the rows in sight are laid out; the others have the height that their
//! characters need.

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::text::LayoutJob;
use eframe::egui::{
    Align2, Color32, CornerRadius, Painter, Rangef, Rect, Response, ScrollArea, Sense, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};

use super::gutter::{gutter, new_page};
use super::rows::{Laid, PAD, PAGE, at_pointer, lay, of_mark, reckoned};
use super::stretch::{self, Stretch};
use crate::app::{Action, Review, ReviewStep, What};
use crate::import::passages::{MarkKind, Passage, PassageKind};
use crate::model::Role;
use crate::terms;
use crate::ui::Actions;
use crate::ui::theme::{Look, font};

/// Where the text begins, and how far from the right it ends.
pub(super) const GUTTER: f32 = 66.0;
pub(super) const RIGHT: f32 = 22.0;

/// The pane and what it remembers between frames.
#[derive(Default)]
pub(super) struct Source {
    /// The heights of all rows for a width: as laid out, or as reckoned.
    heights: Vec<f32>,
    width: f32,
    /// The rows in sight, for the head.
    seen: Range<usize>,
    /// For so many frames the place that is looked at is brought into sight: what was reckoned
    /// becomes what is laid out meanwhile.
    follow: u8,
    /// How far the pane is scrolled.
    offset: f32,
    /// What the pointer marks.
    stretch: Option<Stretch>,
}

impl Source {
    /// Shows the pane; says from where to where the place that is looked at goes.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        review: &Review,
        look: &Look,
        actions: &mut Actions,
        has_moved: bool,
    ) -> Option<Rangef> {
        let rect = ui.max_rect();
        let width = rect.width() - GUTTER - RIGHT;
        let rows = &review.passages().rows;
        if (self.width - width).abs() > 0.5 || self.heights.len() != rows.len() {
            self.width = width;
            self.heights = rows
                .iter()
                .map(|row| reckoned(review, row, width))
                .collect();
        }
        if has_moved {
            self.follow = 2;
            self.stretch = None;
        }
        let chosen = chosen_rows(review);
        let total: f32 = self.heights.iter().sum();
        let mut area = ScrollArea::vertical()
            .id_salt("review source")
            .auto_shrink(false);
        if self.follow > 0 {
            self.follow -= 1;
            if let Some(offset) = self.offset_for(&chosen, rect.height(), total) {
                area = area.vertical_scroll_offset(offset);
                ui.ctx().request_repaint();
            }
        }
        let mut found = None;
        let output = area.show_viewport(ui, |ui, view| {
            ui.set_height(total);
            ui.set_width(rect.width());
            let top = ui.min_rect().top();
            found = self.rows(ui, review, look, actions, (top, view), &chosen);
        });
        self.offset = output.state.clamped_offset().y;
        if let Some(stretch) = &self.stretch {
            let done = stretch::offer(ui, review, stretch, rect, look, actions);
            if done {
                self.stretch = None;
            }
        }
        found
    }

    /// How far to scroll so that the chosen rows are in sight; `None` where they are.
    fn offset_for(&self, chosen: &Range<usize>, height: f32, total: f32) -> Option<f32> {
        let now = self.offset;
        let end = chosen.end.min(self.heights.len());
        let start = chosen.start.min(end);
        let top: f32 = self.heights[..start].iter().sum();
        let size: f32 = self.heights[start..end].iter().sum();
        let is_seen = top >= now && top + size.min(height) <= now + height;
        // Something of what stands before it is seen, too.
        let wanted = (top - (height - size).max(0.0) * 0.3).min(total - height);
        (!is_seen).then_some(wanted.max(0.0))
    }

    fn rows(
        &mut self,
        ui: &Ui,
        review: &Review,
        look: &Look,
        actions: &mut Actions,
        (top, view): (f32, Rect),
        chosen: &Range<usize>,
    ) -> Option<Rangef> {
        let rows = &review.passages().rows;
        let left = ui.max_rect().left();
        let mut y = 0.0;
        let mut nth = 0;
        // What is above the pane.
        while nth < rows.len() && y + self.heights[nth] < view.top() {
            y += self.heights[nth];
            nth += 1;
        }
        let first = nth;
        let before: f32 = y - self.heights[chosen.start.min(nth)..nth].iter().sum::<f32>();
        let mut found: Option<Rangef> =
            (!chosen.is_empty() && chosen.contains(&nth) && chosen.start < nth)
                .then(|| Rangef::new(top + before, top + y));
        while nth < rows.len() && y < view.bottom() {
            let row = &rows[nth];
            let is_chosen = chosen.contains(&nth);
            let laid = lay(ui.painter(), review, row, self.width, look);
            let page = if row.new_page.is_some() { PAGE } else { 0.0 };
            let height = laid.height + page;
            if (self.heights[nth] - height).abs() > 0.5 {
                self.heights[nth] = height;
                ui.ctx().request_repaint();
            }
            let rect = Rect::from_min_size(
                pos2(left, top + y),
                vec2(self.width + GUTTER + RIGHT, height),
            );
            if let Some(page) = row.new_page {
                new_page(ui.painter(), rect.with_max_y(rect.top() + PAGE), page, look);
            }
            let body = rect.with_min_y(rect.top() + page);
            self.row(
                ui,
                review,
                (nth, row),
                &laid,
                body,
                is_chosen,
                look,
                actions,
            );
            if is_chosen {
                let range = found.get_or_insert(Rangef::new(body.top(), body.bottom()));
                range.max = body.bottom();
            }
            y += height;
            nth += 1;
        }
        self.seen = first..nth;
        // The rest of it is below the pane.
        if let Some(range) = found.as_mut()
            && chosen.end > nth
        {
            range.max += self.heights[nth..chosen.end.min(rows.len())]
                .iter()
                .sum::<f32>();
        }
        found
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "a row is painted of all of these"
    )]
    fn row(
        &mut self,
        ui: &Ui,
        review: &Review,
        (nth, row): (usize, &Passage),
        laid: &Laid,
        rect: Rect,
        is_chosen: bool,
        look: &Look,
        actions: &mut Actions,
    ) {
        let painter = ui.painter();
        if is_chosen {
            painter.rect_filled(rect, CornerRadius::ZERO, look.selection);
        }
        gutter(painter, review, row, rect, is_chosen, look);
        if let PassageKind::Cells(..) = row.kind {
            let line = Stroke::new(1.0, look.hairline);
            painter.hline(
                rect.left() + GUTTER..=rect.right() - RIGHT,
                rect.bottom() - 0.5,
                line,
            );
        }
        let origin = rect.min + vec2(GUTTER, PAD);
        if let Some(stretch) = self.stretch.as_ref().filter(|stretch| stretch.row == nth) {
            for (offset, galley, span) in &laid.pieces {
                stretch::paint(painter, origin + *offset, galley, span, stretch, look);
            }
        }
        for (offset, galley, _) in &laid.pieces {
            painter.galley(origin + *offset, Arc::clone(galley), look.text);
        }
        let id = ui.scope_id().with(("source row", nth));
        let response = ui.interact(rect, id, Sense::click_and_drag());
        response.widget_info(|| {
            let text = review.opened().document.text.get(row.span.clone());
            let text = text.unwrap_or_default().to_owned();
            WidgetInfo::labeled(eframe::egui::Role::Label, true, text)
        });
        if response.hovered() {
            ui.ctx().set_cursor_icon(eframe::egui::CursorIcon::Text);
        }
        let at = |response: &Response| {
            let here = response.interact_pointer_pos()?;
            at_pointer(laid, origin, here)
        };
        if response.drag_started()
            && let Some(here) = ui.input(|input| input.pointer.press_origin())
            && let Some(at) = at_pointer(laid, origin, here)
        {
            self.stretch = Some(Stretch::new(nth, at));
        } else if response.dragged()
            && let Some(at) = at(&response)
            && let Some(stretch) = self.stretch.as_mut().filter(|stretch| stretch.row == nth)
        {
            stretch.to = at;
        }
        if response.drag_stopped()
            && let Some(stretch) = self.stretch.as_mut()
        {
            stretch.is_done = true;
            stretch.pointer = response.interact_pointer_pos();
            if stretch.span().is_empty() {
                self.stretch = None;
            }
        }
        if response.clicked() {
            self.stretch = None;
            let at = at(&response).unwrap_or(row.span.start);
            if let Some(nth) = place_at(review, row, at) {
                actions.push(Action::Review(ReviewStep::Go(nth)));
            }
        }
    }

    /// The head over the pane: which clauses are in sight, and what the colours mean.
    pub(super) fn head(&self, painter: &Painter, rect: Rect, review: &Review, look: &Look) {
        let y = rect.center().y;
        let rows = &review.passages().rows;
        let tasks = rows[self.seen.start.min(rows.len())..self.seen.end.min(rows.len())]
            .iter()
            .filter_map(|row| row.task);
        let all = review.opened().reading.tasks.len();
        let (from, to) = (tasks.clone().min(), tasks.max());
        let words = match (from, to) {
            (Some(from), Some(to)) if from == to => format!("第 {} 项，共 {all} 项", from + 1),
            (Some(from), Some(to)) => format!("第 {}—{} 项，共 {all} 项", from + 1, to + 1),
            _ => format!("共 {all} 项"),
        };
        let left = |x: f32, words: &str| {
            let at = pos2(rect.left() + x, y);
            painter.text(at, Align2::LEFT_CENTER, words, font(12.0), look.dim)
        };
        let title = left(16.0, terms::CLAUSE_TEXT);
        let place = left(16.0 + title.width() + 12.0, &words);
        let mut x = rect.right() - RIGHT;
        let mut roles: Vec<Role> = Vec::new();
        let mut extra: Vec<(&str, Color32)> = Vec::new();
        for mark in &review.passages().marks {
            match mark.kind {
                MarkKind::Body(role) | MarkKind::Doubtful(role) if !roles.contains(&role) => {
                    roles.push(role);
                }
                MarkKind::Due if extra.iter().all(|(words, _)| *words != terms::DUE) => {
                    extra.push((terms::DUE, look.dim));
                }
                MarkKind::Target if extra.iter().all(|(words, _)| *words != terms::TARGET) => {
                    extra.push((terms::TARGET, look.accent));
                }
                _ => {}
            }
        }
        let has_doubts = review
            .passages()
            .marks
            .iter()
            .any(|mark| matches!(mark.kind, MarkKind::Doubtful(_) | MarkKind::Unread(_)));
        if has_doubts {
            extra.push(("存疑", look.warning));
        }
        let mut legend: Vec<(&str, Color32)> = Role::ALL
            .into_iter()
            .filter(|role| roles.contains(role))
            .map(|role| (role.label(), look.role(role)))
            .collect();
        legend.extend(extra);
        for (words, colour) in legend.into_iter().rev() {
            let format = of_mark(words, colour, font(12.0), look);
            let mut job = LayoutJob::default();
            job.append(words, 0.0, format);
            let galley = painter.layout_job(job);
            x -= galley.size().x;
            if x < place.right() + 12.0 {
                return;
            }
            painter.galley(pos2(x, y - galley.size().y / 2.0), galley, look.text);
            x -= 12.0;
        }
    }
}

/// The rows of the place that is looked at.
fn chosen_rows(review: &Review) -> Range<usize> {
    let Some(place) = review.places().get(review.cursor()) else {
        return 0..0;
    };
    let passages = review.passages();
    let row = passages.row_at(place.at).unwrap_or_default();
    match place.what {
        What::Task(task) => {
            let rows = &passages.rows[row.min(passages.rows.len())..];
            let end = rows.iter().position(|row| row.task != Some(task));
            row..row + end.unwrap_or(rows.len()).max(1)
        }
        What::Unread(_) | What::Gone(_) => row..row + 1,
    }
}

/// The place that is meant by a click: words that were not read, or the task of the row.
fn place_at(review: &Review, row: &Passage, at: usize) -> Option<usize> {
    let marks = review.passages().marks_in(&row.span);
    let on_unread = marks.iter().find_map(|mark| match mark.kind {
        MarkKind::Unread(finding) if mark.span.contains(&at) => Some(finding),
        _ => None,
    });
    if let Some(finding) = on_unread {
        return review.place_of_finding(finding);
    }
    row.task.and_then(|task| review.place_of(task))
}
