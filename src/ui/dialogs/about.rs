//! About the program, the data on the screen, and what to send to the maintainers.

use eframe::egui::{Button, Label, RichText, ScrollArea, Ui};

use super::{heading, list_height};
use crate::app::{Action, App};
use crate::journal;
use crate::ui::Actions;
use crate::ui::theme::{Look, font};

/// The height of what stands below the list of documents.
const MORE: f32 = 320.0;

/// Shows the page.
pub fn show(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    ui.set_width(460.0_f32.min(ui.ctx().content_rect().width() - 60.0));
    heading(ui, "责任矩阵 Zeren", look);
    let version = format!("版本 {}，离线运行，不联网", env!("CARGO_PKG_VERSION"));
    ui.label(version);
    ui.add_space(10.0);
    ui.label(RichText::new("数据").font(font(12.0)).color(look.dim));
    ui.label(&app.data().workspace.title);
    ScrollArea::vertical()
        .max_height((list_height(ui) - MORE).max(60.0))
        .show(ui, |ui| {
            for entry in &app.data().workspace.plans {
                let words = RichText::new(crate::view::citation(entry))
                    .font(font(12.0))
                    .color(look.dim);
                ui.add(Label::new(words).wrap());
            }
        });
    ui.add_space(10.0);
    ui.label(RichText::new("许可").font(font(12.0)).color(look.dim));
    ui.add(
        Label::new(
            "程序：MIT 或 Apache-2.0。内置字体：思源黑体（Noto Sans SC）子集，SIL OFL 1.1。",
        )
        .wrap(),
    );
    ui.add_space(10.0);
    log(ui, look, actions);
}

/// Where the log is, and what it is good for.
fn log(ui: &mut Ui, look: &Look, actions: &mut Actions) {
    let dim = |words: &str| RichText::new(words).font(font(12.0)).color(look.dim);
    ui.label(dim("日志"));
    let file = journal::path().filter(|path| path.is_file());
    let words = match file {
        Some(path) => path.display().to_string(),
        None => "没有日志文件：设置所在的文件夹不能写入".to_owned(),
    };
    ui.add(Label::new(words).wrap().selectable(true));
    ui.add(
        Label::new(dim(
            "报告问题时附上：有版本、系统、用过的命令和出现的错误，没有文件的内容。",
        ))
        .wrap(),
    );
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let open = ui.add_enabled(file.is_some(), Button::new("打开所在文件夹"));
        if open.clicked()
            && let Some(path) = file
        {
            actions.push(Action::Reveal(path.to_owned()));
        }
        if ui.button("复制简报").clicked() {
            actions.push(Action::Copy(journal::report()));
        }
    });
}
