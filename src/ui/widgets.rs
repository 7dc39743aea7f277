//! Small parts that several screen parts share.

use std::ops::Range;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    self, Align2, Button, Color32, CornerRadius, FontId, Painter, Pos2, Rect, Response, RichText,
    Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::theme::{Look, font};

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
    /// Whether it is on.
    pub on: bool,
    /// The words.
    pub label: LayoutJob,
    /// The same, for people who do not see it.
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

/// The nodes that a screen reader pressed since the last frame.
pub fn pressed(ui: &Ui) -> Vec<egui::accesskit::NodeId> {
    ui.input(|input| {
        let requests = input.events.iter().filter_map(|event| match event {
            egui::Event::AccessKitActionRequest(request) => Some(request),
            _ => None,
        });
        requests
            .filter(|request| request.action == egui::accesskit::Action::Click)
            .map(|request| request.target_node)
            .collect()
    })
}
