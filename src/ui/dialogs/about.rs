//! About the program and the data on the screen.

use eframe::egui::{Label, RichText, Ui};

use super::heading;
use crate::app::App;
use crate::ui::theme::{Look, font};

/// Shows the page.
pub fn show(ui: &mut Ui, app: &App, look: &Look) {
    ui.set_width(460.0_f32.min(ui.ctx().content_rect().width() - 60.0));
    heading(ui, "责任矩阵 Zeren", look);
    let version = format!("版本 {}，离线运行，不联网", env!("CARGO_PKG_VERSION"));
    ui.label(version);
    ui.add_space(10.0);
    ui.label(RichText::new("数据").font(font(12.0)).color(look.dim));
    ui.label(&app.data().workspace.title);
    for entry in &app.data().workspace.plans {
        let words = RichText::new(crate::view::citation(entry))
            .font(font(12.0))
            .color(look.dim);
        ui.add(Label::new(words).wrap());
    }
    ui.add_space(10.0);
    ui.label(RichText::new("许可").font(font(12.0)).color(look.dim));
    ui.add(
        Label::new(
            "程序：MIT 或 Apache-2.0。内置字体：思源黑体（Noto Sans SC）子集，SIL OFL 1.1。",
        )
        .wrap(),
    );
}
