//! The key help, made from the list of commands.

use eframe::egui::{Grid, RichText, ScrollArea, Ui};

use super::{heading, list_height};
use crate::app::command::{Command, shortcut_text};
use crate::ui::theme::{Look, font};

/// Keys that are no commands: they move in what is shown.
const MOVES: [(&str, &str); 12] = [
    ("↑ ↓ ← →", "在矩阵中移动"),
    ("← / →", "在任务表中折叠、展开分组"),
    ("← / →", "在时间轴上到前一个、后一个时限"),
    ("+ / -", "放大、缩小时间轴的刻度"),
    ("Page Up / Page Down", "上下翻页"),
    ("Home / End", "行首 / 行尾"),
    ("Ctrl+Home / Ctrl+End", "首行 / 末行"),
    ("Shift+方向键", "选多个单元格"),
    ("拖动、Shift+单击", "选多个单元格"),
    ("Ctrl+A", "全选"),
    ("Enter", "查看所在任务"),
    ("Esc", "关闭、返回、取消选择或清除搜索"),
];

/// Shows the page.
pub fn show(ui: &mut Ui, look: &Look) {
    ui.set_width(430.0_f32.min(ui.ctx().content_rect().width() - 60.0));
    heading(ui, "快捷键", look);
    let height = list_height(ui);
    ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            Grid::new("keys")
                .num_columns(2)
                .spacing([24.0, 6.0])
                .show(ui, |ui| {
                    let mut line = |keys: &str, words: &str| {
                        ui.label(RichText::new(keys).font(font(13.0)).color(look.accent));
                        ui.label(words);
                        ui.end_row();
                    };
                    for &command in Command::ALL {
                        let keys: Vec<String> =
                            command.shortcuts().iter().map(shortcut_text).collect();
                        if !keys.is_empty() {
                            line(&keys.join("　"), command.text().trim_end_matches('…'));
                        }
                    }
                    line("Ctrl+滚轮", "放大或缩小");
                    for (keys, words) in MOVES {
                        line(keys, words);
                    }
                });
        });
}
