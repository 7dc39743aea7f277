//! The presenter's window where the audience has a screen of its own: what it sees, what comes next,
//! notes, the bodies, the time.

use std::sync::Arc;

use eframe::egui::{
    self, Align, Align2, Button, Color32, CornerRadius, Layout, Rect, RichText, ScrollArea, Sense,
    Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::{asked, notes};
use crate::app::{Action, App, Blank, ListStep, Show, StageStep};
use crate::export::Picture;
use crate::model::workspace::AgencyIx;
use crate::num;
use crate::terms;
use crate::ui::theme::{Look, bold, font, size};
use crate::ui::{Actions, widgets};

/// The bar above, the line of keys below, the panel at the right.
const TOP: f32 = 44.0;
const KEYS: f32 = 36.0;
const PANEL: f32 = 300.0;
const MARGIN: f32 = 16.0;
/// The line above a slide.
const CAPTION: f32 = 24.0;
/// The share of the next slide in the width of the left part.
const NEXT: f32 = 0.31;
/// Least height of the notes.
const NOTES: f32 = 120.0;
/// The line of how long the meeting is planned to go on, and its usual length in minutes.
const PLANNED: f32 = 32.0;
const USUAL: u32 = 60;
const BODY_ROW: f32 = 28.0;
const LIST_ROW: f32 = 26.0;

/// Pictures as textures, by what they are of.
pub(super) type Textures<'a> = &'a mut dyn FnMut(&Arc<Picture>) -> egui::TextureId;

/// Shows the console.
pub(super) fn show(
    ui: &mut Ui,
    app: &App,
    show: &Show,
    textures: Textures<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let all = ui.max_rect();
    let painter = ui.painter().clone();
    painter.rect_filled(all, CornerRadius::ZERO, look.background);
    let top = Rect::from_min_max(all.min, pos2(all.right(), all.top() + TOP));
    let keys = Rect::from_min_max(pos2(all.left(), all.bottom() - KEYS), all.max);
    let panel = (all.width() * 0.3).min(PANEL);
    let right = Rect::from_min_max(pos2(all.right() - panel, top.bottom()), keys.right_top());
    let left = Rect::from_min_max(top.left_bottom(), pos2(right.left(), keys.top()));
    for strip in [top, keys, right] {
        painter.rect_filled(strip, CornerRadius::ZERO, look.panel);
    }
    let hair = Stroke::new(1.0, look.hairline);
    painter.hline(all.x_range(), top.bottom() - 0.5, hair);
    painter.hline(all.x_range(), keys.top() + 0.5, hair);
    painter.vline(right.left() + 0.5, right.y_range(), hair);
    bar(
        &mut part(ui, "console top", top.shrink2(vec2(MARGIN, 7.0))),
        app,
        show,
        look,
        actions,
    );
    let inner = left.shrink(MARGIN);
    slides(ui, inner, (app, show), textures, look, actions);
    let inside = right.shrink2(vec2(12.0, MARGIN));
    side(&mut part(ui, "console side", inside), show, look, actions);
    key_line(ui, keys, look);
    if show.asks() {
        asked::show(ui, left, show);
    }
    // The clock goes on.
    ui.ctx()
        .request_repaint_after(std::time::Duration::from_secs(1));
}

pub(super) fn part(ui: &mut Ui, name: &str, rect: Rect) -> Ui {
    let mut part = ui.new_child(
        UiBuilder::new()
            .id_salt(name)
            .max_rect(rect)
            .layout(Layout::top_down(Align::Min)),
    );
    part.set_clip_rect(rect.expand(4.0).intersect(ui.clip_rect()));
    part
}

/// Play, freeze, blank; which display the audience has; the end.
fn bar(ui: &mut Ui, app: &App, show: &Show, look: &Look, actions: &mut Actions) {
    let rect = ui.max_rect();
    let mut step = |step| actions.push(Action::Stage(step));
    ui.horizontal_centered(|ui| {
        ui.label(RichText::new("演示").font(bold(16.0)).color(look.text));
        ui.add_space(8.0);
        let blank = show.blank();
        let plays = blank.is_none() && !show.is_frozen();
        let parts = [
            ("放映", plays),
            ("冻结 F", show.is_frozen()),
            ("黑屏 B", blank == Some(Blank::Black)),
            ("白屏 W", blank == Some(Blank::White)),
        ];
        let mut strip = part(
            ui,
            "console state",
            Rect::from_min_size(ui.cursor().min, vec2(284.0, 28.0)),
        );
        match widgets::segmented(&mut strip, "放映的状态", &parts, look) {
            Some(0) => {
                if let Some(blank) = blank {
                    step(StageStep::Blank(blank));
                }
                if show.is_frozen() {
                    step(StageStep::Letter('f'));
                }
            }
            Some(1) => step(StageStep::Letter('f')),
            Some(2) => step(StageStep::Blank(Blank::Black)),
            Some(3) => step(StageStep::Blank(Blank::White)),
            _ => {}
        }
        ui.add_space(300.0);
        let words = match (blank, show.is_frozen()) {
            (Some(_), _) => "大屏没有画面；翻页只在本机",
            (None, true) => "大屏停在原来的一页；翻页只在本机",
            (None, false) => "",
        };
        ui.label(
            RichText::new(words)
                .font(font(size::SMALL))
                .color(look.warning),
        );
    });
    let mut end = ui.new_child(
        UiBuilder::new()
            .id_salt("console end")
            .max_rect(rect)
            .layout(Layout::right_to_left(Align::Center)),
    );
    if end.button("结束").on_hover_text("Esc").clicked() {
        actions.push(Action::Back);
    }
    let tip = "换一块屏幕放映；轮到本机时，本机全屏放映（F6）";
    if end.button("换屏").on_hover_text(tip).clicked() {
        actions.push(Action::Stage(StageStep::Display));
    }
    if let Some(name) = app.audience_display() {
        let words = RichText::new(format!("大屏 {name}"));
        end.label(words.font(font(size::SMALL)).color(look.dim));
    }
}

/// What the audience sees, what the presenter is at, what comes next, and the notes.
fn slides(
    ui: &mut Ui,
    inner: Rect,
    (app, show): (&App, &Show),
    textures: Textures<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let shape = show.deck(0).map_or(16.0 / 9.0, |pages| {
        pages.screen().width / crate::page::slides::HEIGHT
    });
    let room = inner.height() - CAPTION - NOTES;
    let width = (inner.width() * (1.0 - NEXT) - MARGIN).min(room * shape);
    let big = Rect::from_min_size(inner.min + vec2(0.0, CAPTION), vec2(width, width / shape));
    let left = big.right() + MARGIN;
    let small_width = inner.right() - left;
    let small = Rect::from_min_size(
        pos2(left, big.top()),
        vec2(small_width, small_width / shape),
    );
    // Frozen: the audience keeps its page, and here stands the one that comes when it is let go.
    let (shown, at) = (show.shown(), show.at());
    let next = if show.is_frozen() { at } else { show.after(at) };
    let (is_out, colour) = if show.is_frozen() || show.blank().is_some() {
        (true, look.warning)
    } else {
        (false, look.line)
    };
    caption(ui, big, ("大屏", &show.name_of(shown)), look);
    if is_out {
        let words = if show.is_frozen() {
            "已冻结"
        } else {
            "没有画面"
        };
        ui.painter().text(
            pos2(big.right(), big.top() - 6.0),
            Align2::RIGHT_BOTTOM,
            words,
            font(size::SMALL),
            look.warning,
        );
    }
    let heading = if show.is_frozen() {
        "解冻后"
    } else {
        "下一页"
    };
    caption(ui, small, (heading, &show.name_of(next)), look);
    for (rect, shot, frame, width) in [(big, shown, colour, 2.0), (small, next, look.line, 1.0)] {
        if let Some(picture) = show.picture_at(shot) {
            let texture = textures(picture);
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            ui.painter().image(texture, rect, whole, Color32::WHITE);
        }
        if shot == shown && show.blank().is_some() {
            let veil = match show.blank() {
                Some(Blank::Black) => Color32::from_black_alpha(170),
                _ => Color32::from_white_alpha(170),
            };
            ui.painter().rect_filled(rect, CornerRadius::ZERO, veil);
        }
        let stroke = Stroke::new(width, frame);
        ui.painter()
            .rect_stroke(rect, CornerRadius::ZERO, stroke, StrokeKind::Outside);
    }
    let after = Rect::from_min_max(
        pos2(small.left(), small.bottom() + 12.0),
        pos2(small.right(), big.bottom().max(small.bottom() + 40.0)),
    );
    later(&mut part(ui, "console later", after), show, look, actions);
    let below = big.bottom().max(after.bottom()) + 14.0;
    let notes = Rect::from_min_max(pos2(inner.left(), below), inner.max);
    notes::show(ui, notes, (app, show), look, actions);
}

fn caption(ui: &Ui, rect: Rect, (what, name): (&str, &str), look: &Look) {
    let at = pos2(rect.left(), rect.top() - 6.0);
    let painter = ui.painter();
    let bold = bold(size::TEXT);
    let words = painter.text(at, Align2::LEFT_BOTTOM, what, bold, look.text);
    let job = widgets::highlighted(name, &[], font(size::SMALL), look.dim, look);
    let room = rect.right() - words.right() - 70.0;
    let galley = widgets::cut(painter, job, room, 1);
    widgets::put(
        painter,
        words.right() + 10.0,
        words.center().y,
        galley,
        look.dim,
    );
}

/// The slides after the next one, and the way to each.
fn later(ui: &mut Ui, show: &Show, look: &Look, actions: &mut Actions) {
    ui.label(
        RichText::new("之后")
            .font(font(size::SMALL))
            .color(look.dim),
    );
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical()
        .id_salt("console later")
        .auto_shrink(false)
        .show(ui, |ui| {
            for (nth, name) in show.slides_after(show.at()) {
                let room = vec2(ui.available_width(), LIST_ROW);
                let (rect, response) = ui.allocate_exact_size(room, Sense::click());
                response
                    .widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name.as_str()));
                if response.hovered() || response.has_focus() {
                    let corner = CornerRadius::same(4);
                    ui.painter().rect_filled(rect, corner, look.crosshair);
                }
                let number = (nth + 1).to_string();
                let y = rect.center().y;
                let small = font(size::SMALL);
                let at = pos2(rect.left() + 20.0, y);
                ui.painter()
                    .text(at, Align2::RIGHT_CENTER, number, small, look.dim);
                let job = widgets::highlighted(&name, &[], font(size::TEXT), look.text, look);
                let galley = widgets::cut(ui.painter(), job, rect.width() - 36.0, 1);
                widgets::put(ui.painter(), rect.left() + 32.0, y, galley, look.text);
                if response.clicked() {
                    actions.push(Action::Stage(StageStep::Page(nth)));
                }
            }
        });
}

/// The time, the question, the bodies.
fn side(ui: &mut Ui, show: &Show, look: &Look, actions: &mut Actions) {
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, 52.0), Sense::hover());
    let painter = ui.painter().clone();
    let (now, since) = show.times();
    for (x, align, words, name) in [
        (rect.left(), 0, now, "现在"),
        (rect.right(), 1, since, "已用"),
    ] {
        let (high, low) = match align {
            0 => (Align2::LEFT_TOP, Align2::LEFT_BOTTOM),
            _ => (Align2::RIGHT_TOP, Align2::RIGHT_BOTTOM),
        };
        painter.text(pos2(x, rect.top()), high, words, bold(26.0), look.text);
        let small = font(size::SMALL);
        painter.text(pos2(x, rect.bottom()), low, name, small, look.dim);
    }
    planned(ui, show, look, actions);
    ui.add_space(10.0);
    let (field, response) = ui.allocate_exact_size(vec2(width, 30.0), Sense::click());
    let said = if show.asks() {
        asked::spoken(show)
    } else {
        "查机构、任务".to_owned()
    };
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, said.as_str()));
    let stroke = Stroke::new(1.0, look.line);
    painter.rect(
        field,
        CornerRadius::same(6),
        look.background,
        stroke,
        StrokeKind::Inside,
    );
    let (words, colour) = if show.typed().is_empty() {
        ("输入字母就查机构、任务", look.faint)
    } else {
        (show.typed(), look.text)
    };
    let at = pos2(field.left() + 10.0, field.center().y);
    painter.text(at, Align2::LEFT_CENTER, words, font(size::TEXT), colour);
    if response.clicked() {
        actions.push(Action::Stage(StageStep::Ask));
    }
    ui.add_space(8.0);
    let Some(sheet) = show.sheet() else {
        return;
    };
    let workspace = sheet.workspace();
    let (head, _) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
    for (x, align, words) in [
        (head.left() + 8.0, Align2::LEFT_CENTER, terms::AGENCY),
        (head.right() - 50.0, Align2::RIGHT_CENTER, terms::LEAD),
        (head.right() - 8.0, Align2::RIGHT_CENTER, terms::TASK),
    ] {
        let at = pos2(x, head.center().y);
        painter.text(at, align, words, font(size::SMALL), look.dim);
    }
    let mut bodies: Vec<(AgencyIx, u32, u32)> = sheet
        .columns
        .iter()
        .map(|column| (column.agency, column.leads, column.tasks))
        .collect();
    bodies.sort_by_key(|(_, _, tasks)| std::cmp::Reverse(*tasks));
    let here = show.body();
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical()
        .id_salt("console bodies")
        .auto_shrink(false)
        .show_rows(ui, BODY_ROW, bodies.len(), |ui, rows| {
            for (body, leads, tasks) in &bodies[rows] {
                let name = workspace.agency(*body).label();
                let room = vec2(ui.available_width(), BODY_ROW);
                let (rect, response) = ui.allocate_exact_size(room, Sense::click());
                let is_here = here == Some(*body);
                response.widget_info(|| {
                    WidgetInfo::selected(egui::Role::ListBoxOption, true, is_here, name)
                });
                let ground = match (is_here, response.hovered() || response.has_focus()) {
                    (true, _) => Some(look.selection),
                    (false, true) => Some(look.crosshair),
                    (false, false) => None,
                };
                let painter = ui.painter();
                if let Some(ground) = ground {
                    painter.rect_filled(rect, CornerRadius::same(4), ground);
                }
                let y = rect.center().y;
                let text = |x: f32, align, words: String, colour| {
                    painter.text(pos2(x, y), align, words, font(size::TEXT), colour);
                };
                let job = widgets::highlighted(name, &[], font(size::TEXT), look.text, look);
                let galley = widgets::cut(painter, job, rect.width() - 110.0, 1);
                widgets::put(painter, rect.left() + 8.0, y, galley, look.text);
                if *leads > 0 {
                    let x = rect.right() - 50.0;
                    text(x, Align2::RIGHT_CENTER, leads.to_string(), look.text);
                }
                text(
                    rect.right() - 8.0,
                    Align2::RIGHT_CENTER,
                    tasks.to_string(),
                    look.text,
                );
                if response.clicked() {
                    actions.push(Action::Stage(StageStep::Body(*body)));
                }
            }
        });
}

/// How long the meeting is planned to go on, and what is left of it.
fn planned(ui: &mut Ui, show: &Show, look: &Look, actions: &mut Actions) {
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, PLANNED), Sense::hover());
    let mut line = ui.new_child(
        UiBuilder::new()
            .id_salt("console planned")
            .max_rect(rect)
            .layout(Layout::left_to_right(Align::Center)),
    );
    line.spacing_mut().item_spacing.x = 6.0;
    let planned = show.planned();
    let minutes = planned.as_ref().map_or(0, |(minutes, ..)| *minutes);
    let words = match minutes {
        0 => "预计时长不定".to_owned(),
        minutes => format!("预计 {minutes} 分钟"),
    };
    let mut step = |line: &mut Ui, words: &str, tip: &str, to: u32| {
        let button = Button::new(RichText::new(words).font(font(size::TEXT)));
        let button = line.add(button.min_size(vec2(26.0, 24.0)));
        widgets::named(&button, tip);
        if button.on_hover_text(tip).clicked() {
            let step = StageStep::List(ListStep::Minutes(to));
            actions.push(Action::Stage(step));
        }
    };
    step(&mut line, "−", "预计少 5 分钟", minutes.saturating_sub(5));
    // A meeting that nobody planned begins with the usual length.
    let more = if minutes == 0 { USUAL } else { minutes + 5 };
    step(&mut line, "+", "预计多 5 分钟", more);
    line.label(RichText::new(words).font(font(size::SMALL)).color(look.dim));
    if let Some((_, left, is_over)) = planned {
        let (name, colour) = if is_over {
            ("超时", look.warning)
        } else {
            ("剩余", look.text)
        };
        let painter = line.painter();
        let at = pos2(rect.right(), rect.center().y);
        let clock = painter.text(at, Align2::RIGHT_CENTER, &left, bold(18.0), colour);
        let at = pos2(clock.left() - 6.0, rect.center().y);
        painter.text(at, Align2::RIGHT_CENTER, name, font(size::SMALL), colour);
    }
}

fn key_line(ui: &mut Ui, rect: Rect, look: &Look) {
    let mut line = ui.new_child(
        UiBuilder::new()
            .id_salt("console keys")
            .max_rect(rect.shrink2(vec2(MARGIN, 4.0)))
            .layout(Layout::left_to_right(Align::Center)),
    );
    line.spacing_mut().item_spacing.x = 6.0;
    for (keys, words) in [
        ("→ 空格", "下一页"),
        ("←", "上一页"),
        ("F", "冻结、解冻"),
        ("B  W", "黑屏、白屏"),
        ("S", "聚光"),
        ("字母", "查机构、任务"),
        ("F2", "列表"),
        ("F6", "换屏"),
        ("Esc", "结束"),
    ] {
        let cap = RichText::new(keys).font(font(size::SMALL)).color(look.text);
        line.add_enabled(false, Button::new(cap).small());
        line.label(RichText::new(words).font(font(size::SMALL)).color(look.dim));
        line.add_space(num::float(6_usize));
    }
}
