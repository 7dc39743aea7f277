//! The field of the answer box, and how much there is of each kind.

use eframe::egui::{
    self, Align2, Id, Rect, RichText, Sense, Stroke, TextEdit, Ui, pos2, text::CCursor,
    text::CCursorRange, vec2,
};

use crate::app::AskForm;
use crate::terms;
use crate::ui::theme::{Look, font};
use crate::ui::widgets;
use crate::view::answers::Answers;

/// The height of the field.
pub const HEIGHT: f32 = 48.0;

/// Shows the field. The text is selected as the box opens: the next letter replaces it.
pub fn show(ui: &mut Ui, answers: &Answers, next: &mut AskForm, select_all: bool, look: &Look) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let painter = ui.painter().clone();
    let glass = pos2(rect.left() + 22.0, rect.center().y - 1.5);
    let stroke = Stroke::new(1.6, look.dim);
    painter.circle_stroke(glass, 5.5, stroke);
    painter.line_segment([glass + vec2(4.0, 4.0), glass + vec2(8.5, 8.5)], stroke);
    let edge = super::paint::keycap(ui, pos2(rect.right() - 18.0, rect.center().y), "Esc", look);
    let counts = counts(answers);
    let galley = painter.layout_no_wrap(counts, font(12.0), look.dim);
    let left = edge - 10.0 - galley.size().x;
    painter.galley(
        pos2(left, rect.center().y - galley.size().y / 2.0),
        galley,
        look.dim,
    );
    let id = Id::unique("question");
    let field = Rect::from_min_max(
        pos2(rect.left() + 40.0, rect.top() + 8.0),
        pos2(left - 12.0, rect.bottom() - 8.0),
    );
    let edit = TextEdit::singleline(&mut next.text)
        .id(id)
        .font(font(16.0))
        .frame(egui::Frame::NONE)
        .align(Align2::LEFT_CENTER)
        .hint_text(
            RichText::new("查机构、任务、目标、方案、命令")
                .font(font(16.0))
                .color(look.faint),
        )
        .desired_width(field.width());
    let response = ui.put(field, edit);
    widgets::named(&response, "查找");
    if select_all && !next.text.is_empty() {
        let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
        let all = CCursorRange::two(CCursor::new(0), CCursor::new(next.text.chars().count()));
        state.cursor.set_char_range(Some(all));
        TextEdit::store_state(ui.ctx(), id, state);
    }
    if !response.has_focus() {
        response.request_focus();
    }
    let line = Stroke::new(1.0, look.hairline);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, line);
}

/// `机构 1 · 任务 14 · 目标 6 · 方案 4`.
fn counts(answers: &Answers) -> String {
    let counts = [
        (terms::AGENCY, answers.bodies.len()),
        (terms::TASK, answers.tasks.len()),
        (terms::TARGET, answers.targets.len()),
        (terms::PLAN, answers.plans.len()),
    ];
    let parts = counts.iter().filter(|(_, count)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    parts.join(" · ")
}
