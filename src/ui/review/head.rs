//! The lines over and under a review: which document, what is done, the keys.

use eframe::egui::{
    Align, CornerRadius, Layout, Rect, Response, RichText, Sense, Stroke, StrokeKind, TextEdit, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::app::command::Command;
use crate::app::{Acquaintance, Action, App, ReadBody, Review, ReviewStep, State};
use crate::num;
use crate::terms;
use crate::ui::theme::{Look, bold, font};
use crate::ui::{Actions, widgets};

/// A cell of the strip: its size, and from one to the next.
const CELL: (f32, f32) = (18.0, 12.0);
const STEP: f32 = 21.0;
/// The strip has so much room at most; where there are more places, cells are narrower.
const STRIP: f32 = 0.42;

/// The line with the way back, the document, and the way on.
pub(super) fn name(ui: &mut Ui, app: &App, review: &Review, look: &Look, actions: &mut Actions) {
    let rect = ui.max_rect().shrink2(vec2(12.0, 8.0));
    ui.scope_builder(
        eframe::egui::UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::right_to_left(Align::Center)),
        |ui| {
            let left = review.left();
            // A data file is written back; a draft becomes one.
            let is_data = review.is_data();
            let command = if is_data {
                Command::SaveEdits
            } else {
                Command::SaveDraft
            };
            let lack = app.lacks(command);
            let text = command.text();
            let button = if left == 0 {
                widgets::primary_button(text, look)
            } else {
                eframe::egui::Button::new(text)
            };
            let save = ui.add_enabled(lack.is_none(), button);
            let save = save.on_hover_text(if is_data {
                "把修改写回数据文件（Ctrl+S）"
            } else {
                "把草稿连同原文存成数据文件（Ctrl+Shift+S）"
            });
            if save
                .on_disabled_hover_text(lack.unwrap_or_default())
                .clicked()
            {
                actions.push(Action::Run(command));
            }
            checker(ui, app, look, actions);
            let words = match left {
                0 => "存疑和未读的都已审阅".to_owned(),
                _ => format!("还有 {left} 处未定"),
            };
            ui.label(RichText::new(words).font(font(12.0)).color(look.dim));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let back = ui.add(eframe::egui::Button::new("‹ 返回").frame(false));
                if back
                    .on_hover_text("回到数据（Esc）；改过的都留着")
                    .clicked()
                {
                    actions.push(Action::Run(Command::Review));
                }
                ui.add_space(6.0);
                let title = match (review.renewal().is_some(), is_data) {
                    (true, _) => "审阅新版",
                    (false, true) => "对照原文审阅",
                    (false, false) => "审阅草稿",
                };
                ui.label(RichText::new(title).font(bold(16.0)).color(look.text));
                ui.add_space(6.0);
                let file = review.opened().file.file_name().unwrap_or_default();
                let name = RichText::new(file.to_string_lossy()).color(look.dim);
                let label = eframe::egui::Label::new(name).truncate();
                ui.add(label)
                    .on_hover_text(review.opened().file.display().to_string());
            });
        },
    );
}

/// The name that goes into 已核.
fn checker(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    let mut name = app.settings().checker.clone();
    let edit = TextEdit::singleline(&mut name)
        .id(super::id("checker"))
        .hint_text("可不填")
        .desired_width(96.0);
    let response = ui.add(edit);
    response.widget_info(|| {
        WidgetInfo::labeled(eframe::egui::Role::TextInput, true, terms::CHECKED_BY)
    });
    if response.changed() {
        actions.push(Action::NameChecker(name));
    }
    ui.label(
        RichText::new(terms::CHECKED_BY)
            .font(font(12.0))
            .color(look.dim),
    );
}

/// The line with what is done: a cell for every place, and how many are doubtful or unread.
pub(super) fn done(
    ui: &mut Ui,
    review: &Review,
    bodies: &[ReadBody],
    look: &Look,
    actions: &mut Actions,
) {
    let rect = ui.max_rect();
    let painter = ui.painter().clone();
    let y = rect.center().y;
    let places = review.places();
    let unread = review.count(State::Unread);
    let read = places.len() - unread;
    let words = format!("已读 {read} / {}", places.len());
    let galley = painter.layout_no_wrap(words, bold(14.0), look.text);
    let mut x = widgets::put(&painter, rect.left() + 16.0, y, galley, look.text) + 14.0;

    let room = rect.width() * STRIP;
    let count = num::float(places.len().max(1));
    let step = STEP.min(room / count);
    let width = (CELL.0 * step / STEP).max(1.0);
    // More cells than points of the screen are no cells any more: one wide one stands for several.
    let strip = Rect::from_min_size(pos2(x, y - CELL.1 / 2.0), vec2(step * count, CELL.1));
    let stride = (1.0 / step).ceil().max(1.0);
    let stride = num::whole(stride).max(1);
    for (nth, place) in places.iter().enumerate().step_by(stride) {
        let at = pos2(strip.left() + num::float(nth) * step, strip.top());
        let cell = Rect::from_min_size(at, vec2(width, CELL.1));
        let shown = places[nth..(nth + stride).min(places.len())]
            .iter()
            .min_by_key(|place| place.state)
            .unwrap_or(place);
        let corner = CornerRadius::same(if width > 6.0 { 3 } else { 0 });
        match shown.state {
            State::Doubtful => painter.rect_filled(cell, corner, look.doubt),
            State::Read => painter.rect_filled(cell, corner, look.read),
            State::Checked => painter.rect_filled(cell, corner, look.accent),
            State::Unread | State::Out => {
                let colour = if shown.state == State::Unread {
                    look.doubt
                } else {
                    look.line
                };
                let stroke = Stroke::new(1.0, colour);
                painter.rect_stroke(cell, corner, stroke, StrokeKind::Inside)
            }
        };
    }
    let cursor = review.cursor();
    if cursor < places.len() {
        let at = pos2(strip.left() + num::float(cursor) * step, strip.top());
        let cell = Rect::from_min_size(at, vec2(width.max(3.0), CELL.1));
        let stroke = Stroke::new(2.0, look.accent);
        painter.rect_stroke(cell.expand(2.0), 4, stroke, StrokeKind::Outside);
    }
    let response = ui.interact(
        strip.expand2(vec2(0.0, 6.0)),
        super::id("strip"),
        Sense::click(),
    );
    response.widget_info(|| {
        let words = format!("{read} 处已读，{unread} 处未读，按原文先后");
        WidgetInfo::labeled(eframe::egui::Role::Label, true, words)
    });
    if let Some(at) = response
        .interact_pointer_pos()
        .filter(|_| response.clicked())
    {
        let nth = num::whole(((at.x - strip.left()) / step).floor().max(0.0));
        let nth = nth.min(places.len().saturating_sub(1));
        actions.push(Action::Review(ReviewStep::Go(nth)));
    }
    x = strip.right() + 16.0;
    for state in [State::Doubtful, State::Unread] {
        let count = review.count(state);
        let words = format!("{} {count}", state.label());
        let response = jump(ui, x, y, &words, count > 0, look);
        if response.clicked()
            && let Some(nth) = review
                .order()
                .iter()
                .copied()
                .find(|nth| places[*nth].state == state)
        {
            actions.push(Action::Review(ReviewStep::Go(nth)));
        }
        x = response.rect.right() + 16.0;
    }
    let end = list_of_bodies(ui, (x, y), review, bodies, look, actions);
    let reading = &review.opened().reading;
    let duties: usize = reading.tasks.iter().map(|task| task.duties.len()).sum();
    let checked = review.count(State::Checked);
    let words = match review.renewal() {
        Some(renewal) => {
            let [same, changed, new, gone] = renewal.counts();
            format!(
                "未变 {same} · 改动 {changed} · 新增 {new} · 删去 {gone} · {} {checked}",
                terms::CHECKED
            )
        }
        None => format!(
            "{} 项任务 · {duties} 处分工 · {} {checked}",
            reading.tasks.len(),
            terms::CHECKED
        ),
    };
    let galley = painter.layout_no_wrap(words, font(12.0), look.dim);
    let left = rect.right() - 12.0 - galley.size().x;
    // In a narrow window what can be pressed comes first.
    if left > end + 12.0 {
        widgets::put(&painter, left, y, galley, look.dim);
    }
}

/// How many bodies the draft has and how many of them nobody knows; a press lists them.
fn list_of_bodies(
    ui: &Ui,
    (x, y): (f32, f32),
    review: &Review,
    bodies: &[ReadBody],
    look: &Look,
    actions: &mut Actions,
) -> f32 {
    let count = |state| bodies.iter().filter(|body| body.state == state).count();
    let words = if review.lists_bodies() {
        "回到任务".to_owned()
    } else {
        let mut words = format!("{} {}", terms::AGENCY, bodies.len());
        for (state, short) in [(Acquaintance::Doubtful, "存疑"), (Acquaintance::New, "新")] {
            if count(state) > 0 {
                words.push_str(&format!(" · {short} {}", count(state)));
            }
        }
        words
    };
    let galley = ui
        .painter()
        .layout_no_wrap(words.clone(), font(14.0), look.accent);
    let size = galley.size();
    let rect = Rect::from_min_size(pos2(x, y - size.y / 2.0), size);
    let response = ui.interact(
        rect.expand(4.0),
        super::id("list of bodies"),
        Sense::click(),
    );
    response.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::Button, true, &words));
    ui.painter().galley(rect.min, galley, look.accent);
    let tip = "列出草稿中的机构，一次改好所有出处（L）";
    if response.on_hover_text(tip).clicked() {
        actions.push(Action::Review(ReviewStep::ListBodies));
    }
    rect.right()
}

/// Words that lead to the first place of a kind.
fn jump(ui: &Ui, x: f32, y: f32, words: &str, any: bool, look: &Look) -> Response {
    let colour = if any { look.warning } else { look.dim };
    let galley = ui
        .painter()
        .layout_no_wrap(words.to_owned(), font(14.0), colour);
    let size = galley.size();
    let rect = Rect::from_min_size(pos2(x, y - size.y / 2.0), size);
    let response = ui.interact(rect.expand(4.0), ui.scope_id().with(words), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::Button, any, words));
    ui.painter().galley(rect.min, galley, colour);
    let response = response.on_hover_text("转到第一处");
    response.with_new_rect(rect)
}

/// The line of keys.
pub(super) fn keys(ui: &mut Ui, look: &Look) {
    const HINTS: [(&[&str], &str); 11] = [
        (&["J", "K"], "下一处、上一处"),
        (&["N"], "下一处未定"),
        (&["Enter"], "接受"),
        (&["A"], "同类都接受"),
        (&["E"], "修改"),
        (&["2"], "另一种读法"),
        (&["B"], "改机构"),
        (&["L"], "机构表"),
        (&["Del"], "拒绝、略过"),
        (&["Ctrl Enter"], "已读的都接受"),
        (&["Ctrl Z"], "撤销"),
    ];
    let rect = ui.max_rect();
    let painter = ui.painter().clone();
    let y = rect.center().y;
    let mut x = rect.left() + 12.0;
    for (keys, words) in HINTS {
        for key in keys {
            x = cap(&painter, x, y, key, look) + 4.0;
        }
        let galley = painter.layout_no_wrap(words.to_owned(), font(12.0), look.dim);
        if x + galley.size().x > rect.right() - 12.0 {
            return;
        }
        x = widgets::put(&painter, x, y, galley, look.dim) + 18.0;
    }
    let galley = painter.layout_no_wrap("Esc 返回".to_owned(), font(12.0), look.dim);
    let at = rect.right() - 12.0 - galley.size().x;
    if at > x {
        widgets::put(&painter, at, y, galley, look.dim);
    }
}

/// A key as it looks on a keyboard. Says where it ends.
pub(super) fn cap(painter: &eframe::egui::Painter, x: f32, y: f32, key: &str, look: &Look) -> f32 {
    let galley = painter.layout_no_wrap(key.to_owned(), font(12.0), look.text);
    let size = galley.size();
    let rect = Rect::from_min_size(
        pos2(x, y - size.y / 2.0 - 1.0),
        vec2((size.x + 10.0).max(20.0), size.y + 2.0),
    );
    painter.rect(
        rect,
        4,
        look.background,
        Stroke::new(1.0, look.line),
        StrokeKind::Inside,
    );
    painter.galley(rect.center() - size / 2.0, galley, look.text);
    rect.right()
}
