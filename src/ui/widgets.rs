//! Small parts that several screen parts share.

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::accesskit::Live;
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    self, Align2, Button, Color32, CornerRadius, FontId, Galley, Painter, Pos2, Rect, Response,
    RichText, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use eframe::epaint::text::ByteRangeExt as _;

use super::theme::{Look, font};
use crate::num;
use crate::view::search::Query;

/// The ring around what has the focus, and how far outside of it.
const RING: f32 = 1.5;
const RING_OUTSIDE: f32 = 2.0;

/// Notes whether the pointer or the keys were used last.
pub fn note_input(ctx: &egui::Context) {
    let (keys, pointer) = ctx.input(|input| {
        let events = || input.events.iter();
        let is_key = |event: &egui::Event| matches!(event, egui::Event::Key { pressed: true, .. });
        let is_pointer = |event: &egui::Event| {
            use egui::Event::{MouseWheel, PointerButton, PointerMoved};
            matches!(
                event,
                MouseWheel { .. } | PointerButton { .. } | PointerMoved(_)
            )
        };
        (events().any(is_key), events().any(is_pointer))
    });
    if keys || pointer {
        ctx.data_mut(|data| data.insert_temp(egui::Id::unique("keys used last"), !pointer));
    }
}

/// Whether a hover text may show what lies under the pointer: not while the keys are used, when the
/// pointer only happens to rest there.
pub fn is_pointing(ctx: &egui::Context) -> bool {
    let by_keys = ctx.data(|data| data.get_temp(egui::Id::unique("keys used last")));
    !by_keys.unwrap_or(false)
}

/// The ring around what has the focus of the keys, so that nobody has to look for it. Call it once
/// all of a frame was painted.
pub fn ring(ctx: &egui::Context, look: &Look) {
    let focused = ctx.memory(egui::Memory::focused);
    let Some(known) = focused.and_then(|id| ctx.read_response(id)) else {
        return;
    };
    // A press of the pointer shows by itself where one is, and a field has a frame of its own.
    if is_pointing(ctx) || ctx.text_edit_focused() || !known.interact_rect.is_positive() {
        return;
    }
    let rect = known.interact_rect.expand(RING_OUTSIDE);
    let painter = ctx.layer_painter(known.layer_id);
    let stroke = Stroke::new(RING, look.accent);
    painter.rect_stroke(rect, CornerRadius::same(4), stroke, StrokeKind::Inside);
}

/// Names a field whose hint alone says what it is for: a screen reader does not take that for a name.
pub fn named(field: &Response, name: &str) {
    field
        .ctx
        .accesskit_node_builder(field.id, |node| node.set_label(name));
}

/// The cursor is on what has this id: a screen reader reads it while no field has the keys.
pub fn read_here(ctx: &egui::Context, id: egui::Id) {
    ctx.accesskit_node_builder(egui::accesskit_root_id(), |window| {
        window.set_active_descendant(id.accesskit_id());
    });
}

/// A screen reader says the words of a label when they appear or change.
pub fn announce(label: &Response) {
    label
        .ctx
        .accesskit_node_builder(label.id, |node| node.set_live(Live::Polite));
}

/// Where a search found something, in small type: the field, then the words around it.
pub fn found(field: &str, words: &str, query: &Query, look: &Look) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.append(field, 0.0, TextFormat::simple(font(12.0), look.faint));
    let ranges = query.highlights(words, true);
    let said = highlighted(words, &ranges, font(12.0), look.dim, look);
    for (nth, section) in said.sections.into_iter().enumerate() {
        let before = if nth == 0 { 6.0 } else { 0.0 };
        job.append(
            &words[section.byte_range.as_usize()],
            before,
            section.format,
        );
    }
    job
}

/// A text with what matched the search on a coloured ground.
pub fn highlighted(
    text: &str,
    ranges: &[Range<usize>],
    font: FontId,
    colour: Color32,
    look: &Look,
) -> LayoutJob {
    let plain = TextFormat::simple(font.clone(), colour);
    let mut job = LayoutJob::default();
    let mut at = 0;
    for range in ranges {
        if range.start > at {
            job.append(&text[at..range.start], 0.0, plain.clone());
        }
        let marked = TextFormat {
            background: look.highlight,
            ..TextFormat::simple(font.clone(), look.text)
        };
        job.append(&text[range.clone()], 0.0, marked);
        at = range.end;
    }
    if at < text.len() || text.is_empty() {
        job.append(&text[at..], 0.0, plain);
    }
    job
}

/// Lays out a text in at most so many lines of a width; more of it is cut, anywhere, and ends in ….
pub fn cut(painter: &Painter, mut job: LayoutJob, width: f32, lines: usize) -> Arc<Galley> {
    job.wrap.max_width = width;
    job.wrap.max_rows = lines;
    job.wrap.break_anywhere = true;
    painter.layout_job(job)
}

/// Paints a text whose left end and middle are given. Says where it ends.
pub fn put(painter: &Painter, x: f32, y: f32, galley: Arc<Galley>, colour: Color32) -> f32 {
    let end = x + galley.size().x;
    let at = pos2(x, y - galley.size().y / 2.0);
    painter.galley(at, galley, colour);
    end
}

/// The button that a dialog is about.
pub fn primary(ui: &mut Ui, text: &str, look: &Look) -> Response {
    ui.add(primary_button(text, look))
}

/// The same, to be added with a size or disabled.
pub fn primary_button(text: &str, look: &Look) -> Button<'static> {
    Button::new(RichText::new(text.to_owned()).color(look.on_accent))
        .fill(look.accent)
        .stroke(Stroke::new(1.0, look.accent))
        .corner_radius(CornerRadius::same(6))
}

/// Words that can be pressed, without a frame.
pub fn link(ui: &mut Ui, text: &str, colour: Color32) -> Response {
    ui.add(Button::new(RichText::new(text).font(font(12.0)).color(colour)).frame(false))
}

/// The caption of a group of choices, with a word at the right.
pub fn caption(ui: &mut Ui, text: &str, right: &str, look: &Look) {
    let size = vec2(ui.available_width(), 24.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| {
        let words = format!("{text} {right}");
        WidgetInfo::labeled(egui::Role::Label, true, words.trim())
    });
    let painter = ui.painter();
    let y = rect.center().y;
    painter.text(
        pos2(rect.left(), y),
        Align2::LEFT_CENTER,
        text,
        font(12.0),
        look.dim,
    );
    painter.text(
        pos2(rect.right(), y),
        Align2::RIGHT_CENTER,
        right,
        font(12.0),
        look.dim,
    );
}

/// A line of the side bar that can be switched on and off.
pub struct CheckRow<'a> {
    /// Whether it is switched on.
    pub on: bool,
    /// What it says, laid out.
    pub label: LayoutJob,
    /// The same as plain text, for screen readers.
    pub name: &'a str,
    /// The count at the right.
    pub count: String,
    /// The room that the right side takes beside the count.
    pub reserve: f32,
    /// The room between the box and the words.
    pub lead: f32,
}

impl CheckRow<'_> {
    /// Shows the line and says where its right side may be painted.
    pub fn show(self, ui: &mut Ui, look: &Look) -> (Response, Rect) {
        let size = vec2(ui.available_width(), 24.0);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let Self {
            on,
            label,
            name,
            count,
            reserve,
            lead,
        } = self;
        // Who comes here by Tab sees all of it.
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        response.widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, true, on, name));
        let painter = ui.painter();
        let ground = rect.expand2(vec2(6.0, 0.0));
        if on && lead == 0.0 && reserve > 40.0 {
            painter.rect_filled(ground, CornerRadius::same(4), look.selection);
        } else if response.hovered() || response.has_focus() {
            painter.rect_filled(ground, CornerRadius::same(4), look.crosshair);
        }
        let square =
            Rect::from_center_size(pos2(rect.left() + 8.0, rect.center().y), vec2(13.0, 13.0));
        check_box(ui, square, on, look);
        let x = rect.left() + 22.0 + lead;
        let mut job = label;
        job.wrap.max_width = rect.right() - reserve - x;
        job.wrap.max_rows = 1;
        job.wrap.break_anywhere = true;
        let galley = painter.layout_job(job);
        let at = pos2(x, rect.center().y - galley.size().y / 2.0);
        painter.galley(at, galley, look.text);
        let right = pos2(rect.right() - 2.0, rect.center().y);
        painter.text(right, Align2::RIGHT_CENTER, count, font(12.0), look.dim);
        (response, rect)
    }
}

fn check_box(ui: &Ui, square: Rect, on: bool, look: &Look) {
    let painter = ui.painter();
    let corner = CornerRadius::same(3);
    if on {
        painter.rect_filled(square, corner, look.accent);
        let point = |x: f32, y: f32| square.min + vec2(x, y) * square.width();
        painter.line(
            vec![point(0.24, 0.52), point(0.43, 0.7), point(0.77, 0.32)],
            Stroke::new(1.6, look.on_accent),
        );
    } else {
        let stroke = Stroke::new(1.2, look.dim);
        painter.rect_stroke(square, corner, stroke, StrokeKind::Inside);
    }
}

/// One of several choices below each other, with a word at the right.
pub struct RadioRow<'a> {
    /// Whether it is the chosen one.
    pub on: bool,
    /// What it says.
    pub label: &'a str,
    /// What stands at the right.
    pub right: &'a str,
    /// Why it cannot be chosen; `None` where it can.
    pub unavailable: Option<&'a str>,
}

impl RadioRow<'_> {
    /// Shows the choice; the whole line can be clicked.
    pub fn show(self, ui: &mut Ui, look: &Look) -> Response {
        let Self {
            on,
            label,
            right,
            unavailable,
        } = self;
        let size = vec2(ui.available_width(), 24.0);
        let can = unavailable.is_none();
        let sense = if can { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        response.widget_info(|| WidgetInfo::selected(egui::Role::RadioButton, can, on, label));
        let painter = ui.painter();
        if can && (response.hovered() || response.has_focus()) {
            let ground = rect.expand2(vec2(6.0, 0.0));
            painter.rect_filled(ground, CornerRadius::same(4), look.crosshair);
        }
        let centre = pos2(rect.left() + 8.0, rect.center().y);
        let colour = if can { look.text } else { look.faint };
        if on {
            painter.circle_filled(centre, 6.5, look.accent);
            painter.circle_filled(centre, 2.2, look.on_accent);
        } else {
            painter.circle_stroke(centre, 6.0, Stroke::new(1.2, look.dim));
        }
        let (left, y) = (rect.left() + 22.0, rect.center().y);
        painter.text(
            pos2(left, y),
            Align2::LEFT_CENTER,
            label,
            font(14.0),
            colour,
        );
        let end = pos2(rect.right() - 2.0, y);
        painter.text(end, Align2::RIGHT_CENTER, right, font(12.0), look.dim);
        match unavailable {
            Some(reason) => response.on_hover_text(reason),
            None => response,
        }
    }
}

/// A row of choices of which one is on, as wide as there is room. Gives the one that was clicked.
pub fn segmented(ui: &mut Ui, name: &str, parts: &[(&str, bool)], look: &Look) -> Option<usize> {
    let mut clicked = None;
    let (strip, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    // Longer words get more room, so that all have the same beside them.
    let faces = parts
        .iter()
        .map(|(label, _)| {
            ui.painter()
                .layout_no_wrap((*label).to_owned(), font(13.0), look.text)
        })
        .collect::<Vec<_>>();
    let words: f32 = faces.iter().map(|galley| galley.size().x).sum();
    let beside = (strip.width() - words) / num::float(parts.len().max(1));
    let mut left = strip.left();
    for (nth, ((label, on), galley)) in parts.iter().zip(faces).enumerate() {
        let width = galley.size().x + beside;
        let rect = Rect::from_min_size(pos2(left, strip.top()), vec2(width, strip.height()));
        left += width;
        let id = ui.scope_id().with((name, nth));
        let response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| WidgetInfo::selected(egui::Role::RadioButton, true, *on, *label));
        let round = |is_end: bool| if is_end { 6 } else { 0 };
        let (first, last) = (round(nth == 0), round(nth + 1 == parts.len()));
        let ends = CornerRadius {
            nw: first,
            sw: first,
            ne: last,
            se: last,
        };
        let painter = ui.painter();
        let colour = if *on { look.on_accent } else { look.text };
        if *on {
            painter.rect_filled(rect, ends, look.accent);
        } else if response.hovered() {
            painter.rect_filled(rect, ends, look.crosshair);
        }
        if nth > 0 {
            painter.vline(rect.left(), rect.y_range(), Stroke::new(1.0, look.line));
        }
        if response.has_focus() {
            let stroke = Stroke::new(1.5, if *on { look.on_accent } else { look.accent });
            painter.rect_stroke(rect.shrink(2.5), ends, stroke, StrokeKind::Inside);
        }
        let at = rect.center() - galley.size() / 2.0;
        painter.galley_with_override_text_color(at, galley, colour);
        if response.clicked() {
            clicked = Some(nth);
        }
    }
    let corner = CornerRadius::same(6);
    let stroke = Stroke::new(1.0, look.line);
    ui.painter()
        .rect_stroke(strip, corner, stroke, StrokeKind::Inside);
    clicked
}

/// A condition that can be taken off with its cross.
pub fn chip(ui: &mut Ui, text: &str, look: &Look) -> Response {
    named_chip(ui, text, &format!("取消筛选：{text}"), look)
}

/// A chip whose cross does something else.
pub fn named_chip(ui: &mut Ui, text: &str, name: &str, look: &Look) -> Response {
    let shown: String = if text.chars().count() > 40 {
        text.chars().take(39).chain(['…']).collect()
    } else {
        text.to_owned()
    };
    let galley = ui.painter().layout_no_wrap(shown, font(12.0), look.text);
    let size = vec2(galley.size().x + 36.0, 22.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name));
    let painter = ui.painter();
    let fill = if response.hovered() {
        look.selection
    } else {
        look.crosshair
    };
    painter.rect_filled(rect, CornerRadius::same(11), fill);
    if response.has_focus() {
        let stroke = Stroke::new(1.5, look.accent);
        painter.rect_stroke(rect, CornerRadius::same(11), stroke, StrokeKind::Inside);
    }
    painter.galley(
        pos2(rect.left() + 10.0, rect.center().y - galley.size().y / 2.0),
        galley,
        look.text,
    );
    cross(ui, pos2(rect.right() - 14.0, rect.center().y), look.text);
    response.on_hover_text(text)
}

/// A cross to close something.
pub fn cross(ui: &Ui, centre: Pos2, colour: Color32) {
    let stroke = Stroke::new(1.2, colour);
    let reach = 3.5;
    for side in [-1.0, 1.0] {
        let arm = vec2(reach, reach * side);
        ui.painter()
            .line_segment([centre - arm, centre + arm], stroke);
    }
}

/// The triangle before a group of rows: to the right when folded, else down.
pub fn triangle(painter: &Painter, centre: Pos2, folded: bool, colour: Color32) {
    let points = if folded {
        vec![vec2(-3.0, -4.5), vec2(4.0, 0.0), vec2(-3.0, 4.5)]
    } else {
        vec![vec2(-4.5, -3.0), vec2(4.5, -3.0), vec2(0.0, 4.0)]
    };
    let points = points.into_iter().map(|point| centre + point).collect();
    painter.add(Shape::convex_polygon(points, colour, Stroke::NONE));
}
