//! What stands where the matrix has nothing to show: why, and the way out.

use eframe::egui::{Align, Label, Layout, RichText, Ui, UiBuilder};

use super::theme::{Look, bold};
use super::{Actions, widgets};
use crate::app::command::Command;
use crate::app::{Action, App, Step, Tab};
use crate::terms;
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
    if app.start().step != Step::Done {
        start(&mut page, app, look, actions);
        return;
    }
    let (title, words, command) = if app.sheet().all.tasks == 0 {
        (
            "这份数据里没有任务",
            "打开另一份数据文件，或把文件拖到窗口里",
            Some(Command::Open),
        )
    } else if lacks_tasks(app) {
        (
            "所选方案里没有任务",
            "这份方案没有列出任务；可以换一份方案，或清除筛选",
            Some(Command::ClearFilter),
        )
    } else if app.tab() == Tab::Timeline && app.timeline().all.targets == 0 {
        (
            "这份数据里没有目标",
            "目标写在任务或章节的 targets 里，见数据文件的说明",
            None,
        )
    } else if app.tab() == Tab::Due && app.sheet().shown.tasks > 0 {
        (
            "所列任务没有写明时限",
            "可以看任务清单，或放宽条件",
            Some(Command::of_tab(Tab::Tasks)),
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
                ChipKind::Plans => terms::PLAN,
                ChipKind::Sections => terms::SECTION,
                ChipKind::Tasks => terms::TASK,
                ChipKind::Agencies => terms::AGENCY,
                ChipKind::Roles => terms::ROLE,
                ChipKind::Due => terms::DUE,
                ChipKind::Own => terms::FIELDS,
                ChipKind::Targets => terms::TARGET,
                ChipKind::Direct => terms::THROUGH,
                ChipKind::Changes => "变化",
            };
            page.label(RichText::new(format!("{words}　{}", chip.text)).color(look.text));
        }
    }
    if let Some(words) = app.sheet().relatives_text() {
        super::chip_line::relatives(&mut page, &words, look, actions);
    }
    other_ways(&mut page, app, look, actions);
    if let Some(command) = command
        && widgets::primary(&mut page, command.text(), look).clicked()
    {
        actions.push(Action::Run(command));
    }
}

/// Whether the chosen plans have no tasks at all, whatever else is filtered.
fn lacks_tasks(app: &App) -> bool {
    let workspace = &app.data().workspace;
    let chosen = &app.view().plans;
    let mut plans = workspace.plans.iter();
    !chosen.is_empty()
        && plans.all(|entry| entry.tasks.is_empty() || !chosen.contains(&entry.plan.id))
}

/// What the search finds elsewhere: among the goals that no task has, or by its sound.
fn other_ways(page: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    if app.tab() != Tab::Timeline
        && let Some(words) = app.sheet().goals_text()
        && widgets::link(page, &words, look.accent).clicked()
    {
        actions.push(Action::Run(Command::of_tab(Tab::Timeline)));
    }
    if let Some(alike) = app.sheet().alike() {
        let words = format!("按读音 {} 查找：{}", alike.text, alike.words);
        if widgets::link(page, &words, look.accent).clicked() {
            actions.push(Action::Type(alike.text.clone()));
        }
    }
}

/// What stands in the window until the files of the start are read, and where they cannot be.
fn start(page: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    let start = app.start();
    let (title, words) = match (start.step, start.gone.is_empty()) {
        (Step::Reading, _) => ("正在读取数据", "请稍候"),
        (_, false) => (
            "文件不在原来的位置",
            "可能已移走、改名或删除，或者所在的磁盘没有接上",
        ),
        (_, true) => ("没有读出数据", "文件仍在原来的位置，没有改动"),
    };
    page.label(RichText::new(title).font(bold(20.0)).color(look.text));
    page.label(RichText::new(words).color(look.dim));
    let named = if start.gone.is_empty() {
        &start.wanted
    } else {
        &start.gone
    };
    for file in named {
        let path = RichText::new(file.display().to_string()).color(look.text);
        page.add(Label::new(path).wrap());
    }
    if start.step == Step::Reading {
        return;
    }
    page.add_space(6.0);
    let buttons = [
        (Command::Reload, "重试"),
        (Command::Open, "选择文件…"),
        (Command::OpenBuiltIn, Command::OpenBuiltIn.text()),
    ];
    let mut pushed = None;
    for (nth, (command, text)) in buttons.into_iter().enumerate() {
        let response = if nth == 0 {
            widgets::primary(page, text, look)
        } else {
            page.button(text)
        };
        if response.clicked() {
            pushed = Some(command);
        }
    }
    if let Some(command) = pushed {
        actions.push(Action::Run(command));
    }
}
