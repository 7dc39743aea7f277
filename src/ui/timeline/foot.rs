//! What has no deadline: a line at the foot that unfolds into a list.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    self, Align, CornerRadius, Layout, Painter, Rect, RichText, ScrollArea, Sense, Stroke, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use super::TimelineView;
use super::body::ASIDE_AT;
use super::layout::{Columns, FOOT, FOOT_ROW, INDICATOR_AT};
use crate::app::{Action, App, Selection};
use crate::ui::theme::{Look, bold, font, size};
use crate::ui::{Actions, widgets};
use crate::view::timeline::Undated;
use crate::view::{Timeline, figure_text};

/// Between the caption of the line and its words.
const CAPTION_GAP: f32 = 24.0;
/// Between texts beside one another.
const GAP: f32 = 8.0;
/// Where figures begin, from the indicators' column.
const FIGURE_AT: f32 = 12.0;
/// The figures take this share of what is left, but no less and no more than so much.
const FIGURES: f32 = 0.4;
const LEAST_FIGURES: f32 = 80.0;
const MOST_FIGURES: f32 = 180.0;

impl TimelineView {
    /// Shows the foot in its rectangle, if there is anything without a deadline.
    pub(super) fn show_foot(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        app: &App,
        look: &Look,
        actions: &mut Actions,
    ) {
        let timeline = app.timeline();
        let Some(words) = timeline.undated_text() else {
            return;
        };
        let painter = ui.painter().clone();
        painter.rect_filled(rect, CornerRadius::ZERO, look.panel);
        painter.hline(
            rect.x_range(),
            rect.top() + 0.5,
            Stroke::new(1.0, look.line),
        );
        let line = Rect::from_min_max(rect.min, pos2(rect.right(), rect.top() + FOOT));
        let inner = line.shrink2(vec2(size::EDGE, 0.0));
        let mut right = ui.new_child(
            UiBuilder::new()
                .id_salt("foot right")
                .max_rect(inner)
                .layout(Layout::right_to_left(Align::Center)),
        );
        let (text, tip) = if self.foot_open {
            ("收起", "只留这一行")
        } else {
            ("展开", "列出没有写明时限的目标")
        };
        let button = widgets::link(&mut right, text, look.accent).on_hover_text(tip);
        if button.clicked() {
            self.foot_open = !self.foot_open;
        }
        let end = right.min_rect().left();
        let mut left = ui.new_child(
            UiBuilder::new()
                .id_salt("foot left")
                .max_rect(inner.with_max_x(end - GAP))
                .layout(Layout::left_to_right(Align::Center)),
        );
        left.spacing_mut().item_spacing.x = CAPTION_GAP;
        for words in ["未写明时限", &words] {
            let words = RichText::new(words).font(font(size::SMALL)).color(look.dim);
            left.add(egui::Label::new(words).truncate());
        }
        if self.foot_open {
            let list = rect.with_min_y(line.bottom());
            show_list(ui, list, app, look, actions);
        }
    }
}

fn show_list(ui: &mut Ui, rect: Rect, app: &App, look: &Look, actions: &mut Actions) {
    let timeline = app.timeline();
    let columns = Columns::of(rect.width(), ui.ctx().content_rect().width());
    let mut list = ui.new_child(UiBuilder::new().id_salt("foot list").max_rect(rect));
    list.set_clip_rect(rect.intersect(ui.clip_rect()));
    list.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical()
        .id_salt("undated")
        .auto_shrink(false)
        .show_rows(&mut list, FOOT_ROW, timeline.undated.len(), |ui, rows| {
            for nth in rows {
                let target = timeline.undated[nth];
                let chosen = app.selection().target == Some(target.id);
                let room = vec2(ui.available_width(), FOOT_ROW);
                let (row, response) = ui.allocate_exact_size(room, Sense::click());
                let name = format!(
                    "{} {}",
                    target.id.target(timeline.workspace()).indicator,
                    figure_text(target.id.target(timeline.workspace()))
                );
                response
                    .widget_info(|| WidgetInfo::selected(egui::Role::Button, true, chosen, &name));
                let ground = if chosen {
                    look.selection
                } else if response.hovered() || response.has_focus() {
                    look.crosshair
                } else {
                    look.panel
                };
                ui.painter().rect_filled(row, CornerRadius::ZERO, ground);
                paint_row(ui.painter(), row, timeline, target, columns, look);
                if response.clicked() {
                    actions.push(Action::Select(Selection {
                        plan: target.task.is_none().then_some(target.plan),
                        task: target.task,
                        target: Some(target.id),
                        agency: None,
                        anchor: None,
                    }));
                    actions.open_detail();
                }
            }
        });
}

/// Indicator, figure, plan, and who answers for it.
fn paint_row(
    painter: &Painter,
    row: Rect,
    timeline: &Timeline,
    target: Undated,
    columns: Columns,
    look: &Look,
) {
    let workspace = timeline.workspace();
    let written = target.id.target(workspace);
    let y = row.center().y;
    let text = |words: &str, face, colour, from: f32, to: f32| {
        let format = TextFormat::simple(face, colour);
        let job = LayoutJob::single_section(words.to_owned(), format);
        widgets::put(
            painter,
            from,
            y,
            widgets::cut(painter, job, to - from, 1),
            colour,
        );
    };
    let left = row.left() + columns.left;
    let right = row.right() - columns.right;
    let indicator = row.left() + INDICATOR_AT;
    text(
        &written.indicator,
        font(size::TEXT),
        look.text,
        indicator,
        left - GAP,
    );
    let (face, colour) = if target.words {
        (font(size::SMALL), look.dim)
    } else {
        (bold(size::FIGURE), look.text)
    };
    let middle = left + ((right - left) * FIGURES).clamp(LEAST_FIGURES, MOST_FIGURES);
    text(
        &figure_text(written),
        face,
        colour,
        left + FIGURE_AT,
        middle - GAP,
    );
    let plan = workspace.plan(target.plan).plan.label();
    text(plan, font(size::SMALL), look.dim, middle, right - GAP);
    if columns.right > 0.0 {
        let bodies = timeline.bodies(target.id);
        text(
            &bodies,
            font(size::SMALL),
            look.dim,
            right + ASIDE_AT,
            row.right() - size::EDGE_RIGHT,
        );
    }
    let line = Stroke::new(1.0, look.hairline);
    painter.hline(row.x_range(), row.top() + 0.5, line);
}
