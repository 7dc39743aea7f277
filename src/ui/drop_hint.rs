//! What dropping a file will do, while one hovers over the window.

use eframe::egui::{self, Id, Rect};

use super::theme::{self, Look};

/// Says what dropping a file will do while one hovers over the window.
pub fn show(ctx: &egui::Context, look: &Look) {
    if ctx.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let painter = ctx.layer_painter(egui::LayerId::new(
        egui::Order::Foreground,
        Id::unique("drop hint"),
    ));
    let all = ctx.content_rect();
    painter.rect_filled(all, egui::CornerRadius::ZERO, look.backdrop);
    let area = Rect::from_center_size(all.center(), egui::vec2(440.0, 96.0));
    painter.rect_filled(area, egui::CornerRadius::same(8), look.background);
    painter.text(
        area.center(),
        egui::Align2::CENTER_CENTER,
        "松开即打开数据或政策文件；按住 Shift 则添加到现有数据",
        theme::font(14.0),
        look.text,
    );
}
