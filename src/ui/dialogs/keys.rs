//! The key help, made from the list of commands.

use eframe::egui::{Grid, RichText, ScrollArea, Ui};

use super::{heading, list_height};
use crate::app::command::{Command, Menu, shortcut_text};
use crate::ui::theme::{Look, bold, font};

/// Keys that are no commands: they move in what is shown.
const MOVES: [(&str, &str); 15] = [
    ("Ctrl+滚轮", "放大或缩小"),
    ("↑ ↓ ← →", "在矩阵中移动"),
    ("← / →", "在任务表中折叠、展开分组"),
    ("← / →", "在时间轴上到前一个、后一个时限"),
    ("+ / -", "放大、缩小时间轴的刻度"),
    ("Page Up / Page Down", "上下翻页"),
    ("Home / End", "行首 / 行尾"),
    ("Ctrl+Home / Ctrl+End", "首行 / 末行"),
    ("Shift+方向键", "选多个单元格"),
    ("拖动、Shift+单击", "选多个单元格"),
    ("Ctrl+单击", "加选、减选一行"),
    ("Ctrl+A", "全选"),
    ("Enter、空格", "查看所在任务"),
    ("Shift+F10", "打开所在单元格的菜单"),
    ("Esc", "关闭、返回、取消选择或清除搜索"),
];

/// Beside one another the two columns need so much room.
const TWO: f32 = 760.0;
/// One column alone.
const ONE: f32 = 430.0;

/// Shows the page: the commands by their menus, then what moves in tables.
pub fn show(ui: &mut Ui, look: &Look) {
    let room = ui.ctx().content_rect().width() - 60.0;
    let width = if room < TWO { ONE.min(room) } else { TWO };
    ui.set_width(width);
    heading(ui, "快捷键", look);
    let height = list_height(ui);
    ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            if width < TWO {
                menus(ui, &[Menu::File, Menu::View, Menu::Theme], look);
                menus(ui, &[Menu::Output, Menu::Help], look);
                tables(ui, look);
                return;
            }
            ui.columns(2, |sides| {
                menus(&mut sides[0], &[Menu::File, Menu::View, Menu::Theme], look);
                menus(&mut sides[1], &[Menu::Output, Menu::Help], look);
                tables(&mut sides[1], look);
            });
        });
}

fn menus(ui: &mut Ui, menus: &[Menu], look: &Look) {
    for &menu in menus {
        let commands = Command::in_menu(menu).map(|(command, _)| command);
        let lines = commands.filter_map(|command| {
            let keys: Vec<String> = command.shortcuts().iter().map(shortcut_text).collect();
            let name = command.text().trim_end_matches('…');
            (!keys.is_empty()).then(|| (keys.join("　"), name))
        });
        let lines: Vec<(String, &str)> = lines.collect();
        if !lines.is_empty() {
            group(ui, menu.label(), lines.into_iter(), look);
        }
    }
}

fn tables(ui: &mut Ui, look: &Look) {
    let elsewhere = Command::ALL.iter().filter(|command| {
        let mut menus = Menu::BAR.into_iter().chain([Menu::Theme]);
        !menus.any(|menu| Command::in_menu(menu).any(|(known, _)| known == **command))
    });
    let elsewhere = elsewhere.filter_map(|command| {
        let keys: Vec<String> = command.shortcuts().iter().map(shortcut_text).collect();
        (!keys.is_empty()).then(|| (keys.join("　"), command.text()))
    });
    let moves = MOVES
        .into_iter()
        .map(|(keys, words)| (keys.to_owned(), words));
    group(ui, "在表中", elsewhere.chain(moves), look);
}

fn group(
    ui: &mut Ui,
    name: &str,
    lines: impl Iterator<Item = (String, &'static str)>,
    look: &Look,
) {
    ui.add_space(6.0);
    ui.label(RichText::new(name).font(bold(13.0)).color(look.dim));
    Grid::new(("keys", name))
        .num_columns(2)
        .min_col_width(140.0)
        .spacing([16.0, 6.0])
        .show(ui, |ui| {
            for (keys, words) in lines {
                ui.label(RichText::new(keys).font(font(13.0)).color(look.accent));
                ui.label(words);
                ui.end_row();
            }
        });
}
