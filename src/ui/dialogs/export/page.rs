//! A page of what will be written, as it will look: flip, enlarge.

use std::sync::Arc;

use eframe::egui::{
    Align, Align2, Button, Color32, ColorImage, CornerRadius, Key, Layout as Direction, Modifiers,
    Rect, Response, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, TextureHandle,
    TextureOptions, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use crate::app::forms::ExportForm;
use crate::app::forms::PreviewRequest;
use crate::app::previews::PreviewPage;
use crate::app::{Action, App};
use crate::num;
use crate::ui::Actions;
use crate::ui::theme::{Look, font};

/// The height of the line with the page number.
const FOOT: f32 = 36.0;
/// The finest picture, in dots across: what a page of A3 has at 300 dpi.
const MOST_DOTS: f32 = 4960.0;
/// How much larger than the room a page may be shown.
const ZOOMS: [u16; 5] = [100, 150, 200, 300, 400];

/// The page in sight.
pub(super) struct PageView {
    page: usize,
    zoom: u16,
    texture: Option<(Arc<PreviewPage>, TextureHandle)>,
}

impl Default for PageView {
    fn default() -> Self {
        Self {
            page: 0,
            zoom: ZOOMS[0],
            texture: None,
        }
    }
}

impl PageView {
    /// Goes back to the first page: another form has other pages.
    pub fn rewind(&mut self) {
        self.page = 0;
    }

    /// Shows the page and asks for the one that is to be seen.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        app: &App,
        form: &ExportForm,
        look: &Look,
        actions: &mut Actions,
    ) {
        let all = ui.max_rect();
        let room = Rect::from_min_max(all.min, pos2(all.right(), all.bottom() - FOOT));
        let paper = form.options.setup.size();
        let margin = vec2(20.0, 14.0);
        let fit = ((room.width() - 2.0 * margin.x) / paper.width)
            .min((room.height() - 2.0 * margin.y) / paper.height);
        let scale = fit * f32::from(self.zoom) / 100.0;
        let size = vec2(paper.width * scale, paper.height * scale);
        let request = PreviewRequest {
            form: form.clone(),
            page: self.page,
            dots: dots(size.x * ui.ctx().pixels_per_point()),
        };
        if app.is_new_preview(&request) {
            actions.push(Action::Preview(request));
        }
        self.take(ui, app);

        ui.painter()
            .rect_filled(room, CornerRadius::same(6), look.panel);
        let mut view = ui.new_child(UiBuilder::new().id_salt("page").max_rect(room));
        ScrollArea::both()
            .id_salt("page view")
            .auto_shrink(false)
            .show(&mut view, |ui| {
                let wanted = Vec2::max(room.size(), size + 2.0 * margin);
                let (area, response) = ui.allocate_exact_size(wanted, Sense::hover());
                let sheet = Rect::from_center_size(area.center(), size);
                self.paint(ui, app, sheet, &response, look);
            });
        let foot = Rect::from_min_max(pos2(all.left(), room.bottom()), all.max);
        let mut foot = ui.new_child(
            UiBuilder::new()
                .id_salt("flip")
                .max_rect(foot)
                .layout(Direction::left_to_right(Align::Center)),
        );
        self.foot(&mut foot, look);
    }

    /// How many pages there are, as far as is known.
    fn count(&self) -> Option<usize> {
        self.texture.as_ref().map(|(page, _)| page.count)
    }

    /// Takes over a page that was painted.
    fn take(&mut self, ui: &Ui, app: &App) {
        let Some(Ok(page)) = app.preview() else {
            return;
        };
        let is_known = self
            .texture
            .as_ref()
            .is_some_and(|(known, _)| Arc::ptr_eq(known, page));
        if is_known {
            return;
        }
        let size = [page.picture.width as usize, page.picture.height as usize];
        let image = ColorImage::from_rgb(size, &page.picture.rgb);
        let texture = ui
            .ctx()
            .load_texture("page preview", image, TextureOptions::LINEAR);
        self.page = self.page.min(page.count - 1);
        self.texture = Some((Arc::clone(page), texture));
    }

    fn paint(&self, ui: &Ui, app: &App, sheet: Rect, response: &Response, look: &Look) {
        let painter = ui.painter();
        if let Some(Err(reason)) = app.preview() {
            painter.text(
                sheet.center(),
                Align2::CENTER_CENTER,
                reason,
                font(14.0),
                look.warning,
            );
            return;
        }
        let Some((page, texture)) = &self.texture else {
            painter.text(
                sheet.center(),
                Align2::CENTER_CENTER,
                "正在排版…",
                font(14.0),
                look.dim,
            );
            return;
        };
        // Another paper is on its way: the old page keeps its own shape meanwhile.
        let shape = texture.size_vec2();
        let factor = (sheet.width() / shape.x).min(sheet.height() / shape.y);
        let sheet = Rect::from_center_size(sheet.center(), shape * factor);
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        painter.image(texture.id(), sheet, whole, Color32::WHITE);
        painter.rect_stroke(
            sheet,
            CornerRadius::ZERO,
            Stroke::new(1.0, look.line),
            StrokeKind::Outside,
        );
        response.widget_info(|| {
            let words = format!("预览，第 {} 页，共 {} 页", page.page + 1, page.count);
            WidgetInfo::labeled(Role::Image, true, words)
        });
    }

    /// Page number, flipping, zoom.
    fn foot(&mut self, ui: &mut Ui, look: &Look) {
        let count = self.count().unwrap_or(1);
        let words = match self.count() {
            Some(count) => format!("第 {} 页，共 {count} 页", self.page.min(count - 1) + 1),
            None => String::new(),
        };
        let words_width = 150.0;
        let width = words_width + 4.0 * 28.0 + 56.0 + 48.0;
        ui.add_space(((ui.available_width() - width) / 2.0).max(0.0));
        let (back, on) = ui.input_mut(|input| {
            let mut key = |key| input.consume_key(Modifiers::NONE, key);
            (key(Key::PageUp), key(Key::PageDown))
        });
        if step(ui, "‹", "上一页", self.page > 0).clicked() || (back && self.page > 0) {
            self.page -= 1;
        }
        let label = RichText::new(words).font(font(12.0)).color(look.dim);
        ui.allocate_ui_with_layout(
            vec2(words_width, 28.0),
            Direction::centered_and_justified(eframe::egui::Direction::LeftToRight),
            |ui| ui.label(label),
        );
        let has_next = self.page + 1 < count;
        if step(ui, "›", "下一页", has_next).clicked() || (on && has_next) {
            self.page += 1;
        }
        ui.add_space(24.0);
        let nth = ZOOMS
            .iter()
            .position(|zoom| *zoom == self.zoom)
            .unwrap_or(0);
        if step(ui, "−", "缩小页面", nth > 0).clicked() {
            self.zoom = ZOOMS[nth - 1];
        }
        let zoom = RichText::new(format!("{}%", self.zoom))
            .font(font(12.0))
            .color(look.dim);
        ui.allocate_ui_with_layout(
            vec2(44.0, 28.0),
            Direction::centered_and_justified(eframe::egui::Direction::LeftToRight),
            |ui| ui.label(zoom),
        );
        if step(ui, "+", "放大页面", nth + 1 < ZOOMS.len()).clicked() {
            self.zoom = ZOOMS[nth + 1];
        }
    }
}

/// A small button with a sign for its face and a name for its hover text.
fn step(ui: &mut Ui, sign: &str, name: &'static str, enabled: bool) -> Response {
    let button = Button::new(RichText::new(sign).font(font(16.0)))
        .frame_when_inactive(false)
        .min_size(vec2(28.0, 28.0));
    let response = ui.add_enabled(enabled, button).on_hover_text(name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    response
}

fn dots(width: f32) -> usize {
    num::whole(width.round().clamp(1.0, MOST_DOTS))
}
