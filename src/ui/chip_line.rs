//! The conditions of the view, and how rows and columns are ordered.

use eframe::egui::containers::menu::MenuButton;
use eframe::egui::{Align, Button, Layout, Rect, RichText, Ui, UiBuilder, pos2, vec2};

use super::theme::{Look, font};
use super::{Actions, timeline, widgets};
use crate::app::command::Command;
use crate::app::{Action, App, Dialog, Tab};
use crate::view::{
    ColumnOrder, ColumnScope, MarkStyle, RowOrder, TaskGrouping, TimeScale, ViewSpec,
};

/// Shows the line.
pub fn show(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    let rect = ui.max_rect();
    let on_timeline = app.tab() == Tab::Timeline;
    let orders = match rect.width() {
        ..=560.0 => 0.0,
        ..=700.0 if on_timeline => 120.0,
        _ if on_timeline => 372.0,
        _ => 270.0,
    };
    let left = Rect::from_min_max(
        rect.min + vec2(12.0, 0.0),
        pos2(rect.right() - orders - 8.0, rect.bottom()),
    );
    let mut line = ui.new_child(
        UiBuilder::new()
            .max_rect(left)
            .layout(Layout::left_to_right(Align::Center)),
    );
    line.set_clip_rect(left.intersect(ui.clip_rect()));
    if let Some(changes) = app.changes() {
        let (title, name) = (changes.title(), format!("结束对比：{}", changes.title()));
        let chip = widgets::named_chip(&mut line, &format!("对比 {title}"), &name, look);
        if chip.clicked() {
            actions.push(Action::Run(Command::EndCompare));
        }
    }
    let chips = app.sheet().chips();
    if on_timeline {
        timeline::chips::groupings(&mut line, app, look, actions);
        line.add_space(10.0);
        line.spacing_mut().item_spacing.x = 8.0;
    } else if chips.is_empty() {
        line.label(RichText::new("全部任务").font(font(12.0)).color(look.dim));
    }
    for chip in chips {
        if widgets::chip(&mut line, &chip.text, look).clicked() {
            actions.push(Action::View(app.view().without(chip.kind)));
        }
    }
    if app.view().is_filtered() && widgets::link(&mut line, "清除筛选", look.dim).clicked() {
        actions.push(Action::Run(Command::ClearFilter));
    }
    if let Some(words) = app.sheet().relatives_text() {
        line.add_space(6.0);
        relatives(&mut line, &words, look, actions);
    }
    if orders > 0.0 {
        let right = Rect::from_min_max(
            pos2(rect.right() - orders, rect.top()),
            pos2(rect.right() - 8.0, rect.bottom()),
        );
        let mut line = ui.new_child(
            UiBuilder::new()
                .max_rect(right)
                .layout(Layout::right_to_left(Align::Center)),
        );
        if on_timeline {
            if orders > 200.0 {
                timeline::chips::legend(&mut line, look);
                line.add_space(10.0);
            }
            let scale = ("刻度", timeline::chips::of_axis as fn(TimeScale) -> _);
            timeline::chips::scales(&mut line, scale, app, look, actions);
        } else if app.tab() == Tab::Due {
            if orders > 200.0 {
                calendar(&mut line, app, look, actions);
                line.add_space(10.0);
            }
            let scale = ("按", timeline::chips::of_groups as fn(TimeScale) -> _);
            timeline::chips::scales(&mut line, scale, app, look, actions);
        } else {
            orders_line(&mut line, app, look, actions);
        }
    }
}

/// The way to a calendar of what is due.
fn calendar(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    let link = widgets::link(ui, "导出日历…", look.accent);
    let tip = "把所列的时限导出为日历文件，可导入手机和邮箱";
    if link.on_hover_text(tip).clicked() {
        let form = app.calendar_form();
        actions.push(Action::Dialog(Some(Dialog::Export(form))));
    }
}

/// What the body that was asked for has under another name, and the way to see it.
pub fn relatives(ui: &mut Ui, words: &str, look: &Look, actions: &mut Actions) {
    let command = Command::ToggleSuccession;
    let words = format!("{words}，{}", command.text());
    let link = widgets::link(ui, &words, look.accent);
    if link.on_hover_text(command.tooltip()).clicked() {
        actions.push(Action::Run(command));
    }
}

fn orders_line(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    let view = app.view();
    let small = |text: String| RichText::new(text).font(font(12.0)).color(look.dim);
    let zoom = format!("{:.0}%", app.settings().zoom * 100.0);
    let button = Button::new(small(zoom)).frame(false);
    if ui
        .add(button)
        .on_hover_text("恢复 100%（Ctrl+0）")
        .clicked()
    {
        actions.push(Action::Run(Command::ZoomReset));
    }
    let plain = |text: String| Button::new(small(text)).frame_when_inactive(false);
    if app.tab() == Tab::Tasks {
        let by = plain(format!("排序：{}", view.row_order.label()));
        MenuButton::from_button(by).ui(ui, |ui| row_orders(ui, view, actions));
        let by = plain(format!("分组：{}", view.grouping.label()));
        MenuButton::from_button(by).ui(ui, |ui| {
            for grouping in TaskGrouping::ALL {
                let response = ui.radio(view.grouping == grouping, grouping.label());
                if response.clicked() {
                    actions.push(Action::View(view.grouped_by(grouping)));
                    ui.close();
                }
            }
        });
        return;
    }
    let by = plain(format!("行：{}", view.row_order.label()));
    MenuButton::from_button(by).ui(ui, |ui| row_orders(ui, view, actions));
    let by = plain(format!("列：{}", view.column_order.label()));
    MenuButton::from_button(by).ui(ui, |ui| {
        for order in [ColumnOrder::Load, ColumnOrder::Name, ColumnOrder::File] {
            if ui
                .radio(view.column_order == order, order.label())
                .clicked()
            {
                actions.push(Action::View(view.columns_ordered_by(order)));
                ui.close();
            }
        }
        let by_hand = matches!(view.column_order, ColumnOrder::ByHand(_));
        ui.add_enabled_ui(by_hand, |ui| ui.radio(by_hand, "手工"))
            .response
            .on_disabled_hover_text("在列标题上按右键移动列");
        ui.separator();
        for (scope, label) in [
            (ColumnScope::Involved, "列出所有参与机构"),
            (ColumnScope::Selected, "只列所选机构"),
        ] {
            let can = scope == ColumnScope::Involved || !view.agencies.is_empty();
            let radio = ui.add_enabled_ui(can, |ui| ui.radio(view.columns == scope, label));
            let response = radio.inner.on_disabled_hover_text("请先在左边选择机构");
            if response.clicked() {
                actions.push(Action::View(view.with_columns(scope)));
                ui.close();
            }
        }
    });
}

fn row_orders(ui: &mut Ui, view: &ViewSpec, actions: &mut Actions) {
    for order in RowOrder::ALL {
        if ui.radio(view.row_order == order, order.label()).clicked() {
            actions.push(Action::View(view.ordered_by(order)));
            ui.close();
        }
    }
}

/// How roles are printed, as a menu.
pub fn marks_menu(ui: &mut Ui, app: &App, actions: &mut Actions) {
    let view = app.view();
    ui.menu_button("标记", |ui| {
        for style in MarkStyle::ALL {
            if ui.radio(view.marks == style, style.label()).clicked() {
                actions.push(Action::View(view.with_marks(style)));
                ui.close();
            }
        }
    });
}
