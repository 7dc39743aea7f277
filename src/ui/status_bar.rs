//! Counts, the legend, jobs under way, and the way to the findings.

use eframe::egui::{Align, Label, Layout, ProgressBar, RichText, Ui, UiBuilder, vec2};

use super::theme::{Look, font};
use super::{Actions, legend, widgets};
use crate::app::command::Command;
use crate::app::{Action, App, Tab};
use crate::diagnostic::Severity;
use crate::terms;

/// With less room the title stands in the window's own bar only.
const LEAST_TITLE: f32 = 48.0;

/// Shows the bar.
pub fn show(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    let rect = ui.max_rect().shrink2(vec2(12.0, 0.0));
    let sheet = app.sheet();
    let mut right = ui.new_child(
        UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::right_to_left(Align::Center)),
    );
    right.spacing_mut().item_spacing.x = 14.0;
    findings(&mut right, app, look, actions);
    let succession = widgets::link(&mut right, app.view().succession.label(), look.dim);
    if succession
        .on_hover_text(Command::ToggleSuccession.tooltip())
        .clicked()
    {
        actions.push(Action::Run(Command::ToggleSuccession));
    }
    draft(&mut right, app, look, actions);
    editing(&mut right, app, look, actions);
    jobs(&mut right, app, look, actions);
    let end = right.min_rect().left();

    let mut left = ui.new_child(
        UiBuilder::new()
            .max_rect(rect.with_max_x(end - 12.0))
            .layout(Layout::left_to_right(Align::Center)),
    );
    left.set_clip_rect(rect.with_max_x(end - 8.0).intersect(ui.clip_rect()));
    left.spacing_mut().item_spacing.x = 20.0;
    if let Some(words) = app.marked_text() {
        let words = RichText::new(words).font(font(12.0)).color(look.accent);
        left.label(words);
        let copy = widgets::link(&mut left, "复制", look.accent);
        if copy.on_hover_text(Command::CopyCells.tooltip()).clicked() {
            actions.push(Action::Run(Command::CopyCells));
        }
        legend::show(&mut left, app, look);
        return;
    }
    let counts = if app.tab() == Tab::Timeline {
        let timeline = app.timeline();
        let (shown, all) = (timeline.shown, timeline.all);
        vec![
            format!("显示 {} / {} 个目标", shown.targets, all.targets),
            format!("{} / {} 份方案", shown.plans, all.plans),
        ]
    } else if app.tab() == Tab::Agencies {
        // This page is not filtered.
        let bodies = sheet.bodies.iter().enumerate();
        let bodies = bodies.filter(|(ix, body)| body.get() == *ix).count();
        vec![
            format!("{bodies} 个机构"),
            format!("{} 项任务", sheet.all.tasks),
            format!("{} 份方案", sheet.all.plans),
        ]
    } else {
        vec![
            format!("显示 {} / {} 项任务", sheet.shown.tasks, sheet.all.tasks),
            format!("{} / {} 个机构", sheet.shown.agencies, sheet.all.agencies),
            format!("{} 份方案", sheet.all.plans),
        ]
    };
    for words in counts {
        let said = left.label(RichText::new(words).font(font(12.0)).color(look.dim));
        widgets::announce(&said);
    }
    legend::show(&mut left, app, look);
    if left.available_width() < LEAST_TITLE {
        return;
    }
    let title = &app.data().workspace.title;
    let title = RichText::new(title).font(font(12.0)).color(look.faint);
    left.add(Label::new(title).truncate());
}

/// That letters set marks now, and how to end it.
fn editing(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    if !app.is_editing() {
        return;
    }
    let end = widgets::link(ui, "修改中 · F2 结束", look.warning);
    if end.on_hover_text(Command::EditMarks.tooltip()).clicked() {
        actions.push(Action::Run(Command::EditMarks));
    }
}

/// That what is shown was read from a document and nobody has checked it.
fn draft(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    if app.drafts().is_empty() {
        return;
    }
    let link = widgets::link(ui, terms::UNREVIEWED, look.warning);
    if link.on_hover_text(Command::SaveDraft.tooltip()).clicked() {
        actions.push(Action::Run(Command::SaveDraft));
    }
}

fn findings(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    let (count, most) = app.count_findings();
    let words = if count == 0 {
        "无诊断".to_owned()
    } else {
        format!("诊断 {count}")
    };
    let grave = most > Some(Severity::Note);
    let colour = if grave { look.warning } else { look.dim };
    let link = widgets::link(ui, &words, colour);
    if link.on_hover_text(Command::Diagnostics.tooltip()).clicked() {
        actions.push(Action::Run(Command::Diagnostics));
    }
}

fn jobs(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    for (nth, (what, progress)) in app.jobs().running().enumerate() {
        if widgets::link(ui, "取消", look.accent).clicked() {
            actions.push(Action::CancelJob(nth));
        }
        let bar = ProgressBar::new(progress.fraction())
            .desired_width(120.0)
            .desired_height(6.0)
            .fill(look.accent);
        ui.add(bar);
        ui.label(RichText::new(what).font(font(12.0)).color(look.dim));
        // The bar moves while the job runs; nothing else asks for frames then.
        ui.ctx()
            .request_repaint_after(std::time::Duration::from_millis(100));
    }
}
