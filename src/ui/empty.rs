//! What stands where the matrix has nothing to show: why, and the way out.

use eframe::egui::{Align, Layout, RichText, Ui, UiBuilder};

use super::theme::{Look, bold};
use super::{Actions, widgets};
use crate::app::command::Command;
use crate::app::{Action, App, Tab};
use crate::view::ChipKind;

/// Shows the words that fit.
pub fn show(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    let rect = ui.max_rect();
    let area = rect.with_min_y(rect.top() + rect.height() * 0.28);
    let mut page = ui.new_child(
        UiBuilder::new()
            .max_rect(area)
            .layout(Layout::top_down(Align::Center)),
    );
    page.spacing_mut().item_spacing.y = 10.0;
    let loading = !app.jobs().running().is_empty();
    let (title, words, command) = if app.sheet().all.tasks == 0 && loading {
        ("正在读取数据", "请稍候", None)
    } else if app.sheet().all.tasks == 0 {
        (
            "这份数据里没有任务",
            "打开另一份数据文件，或把文件拖到窗口里",
            Some(Command::Open),
        )
    } else if app.tab() == Tab::Timeline && app.timeline().all.targets == 0 {
        (
            "这份数据里没有目标",
            "目标写在任务或章节的 targets 里，见数据文件的说明",
            None,
        )
    } else if app.tab() == Tab::Timeline {
        (
            "没有符合条件的目标",
            "可以逐项放宽条件，或清除全部筛选",
            Some(Command::ClearFilter),
        )
    } else {
        (
            "没有符合条件的任务",
            "可以逐项放宽条件，或清除全部筛选",
            Some(Command::ClearFilter),
        )
    };
    page.label(RichText::new(title).font(bold(20.0)).color(look.text));
    page.label(RichText::new(words).color(look.dim));
    if app.sheet().all.tasks > 0 {
        for chip in app.sheet().chips() {
            let words = match chip.kind {
                ChipKind::Text => "搜索",
                ChipKind::Plans => "方案",
                ChipKind::Sections => "章节",
                ChipKind::Tasks => "任务",
                ChipKind::Agencies => "机构",
                ChipKind::Roles => "角色",
                ChipKind::Due => "时限",
                ChipKind::Targets => "目标",
                ChipKind::Changes => "变化",
            };
            page.label(RichText::new(format!("{words}　{}", chip.text)).color(look.text));
        }
    }
    if let Some(command) = command
        && widgets::primary(&mut page, command.text(), look).clicked()
    {
        actions.push(Action::Run(command));
    }
}
