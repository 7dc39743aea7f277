//! Messages at the lower right: what happened, where the file is, what can be done now.

use std::time::{Duration, Instant};

use eframe::egui::{self, Align, Id, Layout, Pos2, RichText, Role, Sense, WidgetInfo, vec2};

use super::theme::{Look, font};
use super::{Actions, widgets};
use crate::app::command::Command;
use crate::app::{Action, App, Notice, NoticeKind};
use crate::diagnostic::Severity;

/// How long a message without buttons stays.
const STAY: Duration = Duration::from_secs(6);
/// How far from the corner they stand.
const ASIDE: f32 = 12.0;

/// When each message was first seen.
#[derive(Default)]
pub struct Notices {
    seen: Vec<(Notice, Instant)>,
}

impl Notices {
    /// Shows the messages and lets those that have been read go.
    ///
    /// `corner` is the lower right end of what they may lie over: totals stay in sight.
    pub fn show(
        &mut self,
        ctx: &egui::Context,
        app: &App,
        corner: Pos2,
        look: &Look,
        actions: &mut Actions,
    ) {
        self.seen
            .retain(|(notice, _)| app.notices().contains(notice));
        let mut lowest = corner - vec2(ASIDE, ASIDE);
        for (nth, notice) in app.notices().iter().enumerate().rev() {
            let since = match self.seen.iter().find(|(known, _)| known == notice) {
                Some((_, since)) => *since,
                None => {
                    self.seen.push((notice.clone(), Instant::now()));
                    Instant::now()
                }
            };
            let fades = notice.is_passing();
            if fades {
                let age = since.elapsed();
                if age >= STAY {
                    actions.push(Action::DismissNotice(nth));
                    continue;
                }
                ctx.request_repaint_after(STAY.saturating_sub(age));
            }
            let shown = egui::Area::new(Id::unique(("notice", &notice.text)))
                .order(egui::Order::Foreground)
                .pivot(egui::Align2::RIGHT_BOTTOM)
                .fixed_pos(lowest)
                .show(ctx, |ui| {
                    // Behind a dialog nothing is done, but what is said can be read and closed.
                    let is_free = app.dialog().is_none();
                    one(ui, (nth, notice), is_free, look, actions);
                });
            lowest.y -= shown.response.rect.height() + 8.0;
        }
    }
}

fn one(
    ui: &mut egui::Ui,
    (nth, notice): (usize, &Notice),
    is_free: bool,
    look: &Look,
    actions: &mut Actions,
) {
    let colour = match notice.severity {
        Severity::Note => look.line,
        Severity::Warning | Severity::Error => look.warning,
    };
    egui::Frame::new()
        .fill(look.background)
        .stroke(egui::Stroke::new(1.0, colour))
        .corner_radius(egui::CornerRadius::same(8))
        .inner_margin(egui::Margin::symmetric(14, 10))
        .show(ui, |ui| {
            ui.set_width(380.0);
            ui.horizontal_top(|ui| {
                let width = ui.available_width() - 30.0;
                ui.vertical(|ui| {
                    ui.set_width(width);
                    let text = RichText::new(&notice.text).color(look.text);
                    widgets::announce(&ui.add(egui::Label::new(text).wrap()));
                    if let Some(hint) = &notice.hint {
                        let hint = RichText::new(hint).font(font(12.0)).color(look.dim);
                        ui.add(egui::Label::new(hint).wrap());
                    }
                });
                let (rect, close) = ui.allocate_exact_size(vec2(22.0, 22.0), Sense::click());
                close.widget_info(|| WidgetInfo::labeled(Role::Button, true, "关闭提示"));
                let colour = if close.hovered() {
                    look.accent
                } else {
                    look.dim
                };
                widgets::cross(ui, rect.center(), colour);
                if close.clicked() {
                    actions.push(Action::DismissNotice(nth));
                }
            });
            if notice.kind != NoticeKind::Plain {
                ui.add_enabled_ui(is_free, |ui| buttons(ui, nth, notice, look, actions));
            }
        });
}

fn buttons(ui: &mut egui::Ui, nth: usize, notice: &Notice, look: &Look, actions: &mut Actions) {
    match &notice.kind {
        NoticeKind::Plain | NoticeKind::Removed(_) => {}
        NoticeKind::Written(path) => {
            ui.add_space(4.0);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                if widgets::primary(ui, "打开", look).clicked() {
                    actions.push(Action::OpenWithSystem(path.clone()));
                }
                if ui.button("打开所在文件夹").clicked() {
                    actions.push(Action::Reveal(path.clone()));
                }
            });
        }
        NoticeKind::Changed(_) => {
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                if widgets::primary(ui, "重新读取", look).clicked() {
                    // It goes when the files are read, and stays when they cannot be.
                    actions.push(Action::Run(Command::Reload));
                }
                if ui.button("暂不").clicked() {
                    actions.push(Action::DismissNotice(nth));
                }
            });
        }
        NoticeKind::Recovery(path) => {
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                if widgets::primary(ui, "恢复", look).clicked() {
                    actions.push(Action::DismissNotice(nth));
                    actions.push(Action::Recover(path.clone()));
                }
                if ui.button("不要了").clicked() {
                    actions.push(Action::DismissNotice(nth));
                    actions.push(Action::DropRecovery(path.clone()));
                }
            });
        }
        NoticeKind::Gone => {
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                if widgets::primary(ui, "重试", look).clicked() {
                    actions.push(Action::Run(Command::Reload));
                }
                if ui.button("选择文件…").clicked() {
                    actions.push(Action::Run(Command::Open));
                }
            });
        }
        NoticeKind::Findings(_) => {
            ui.add_space(4.0);
            if widgets::primary(ui, "查看诊断", look).clicked() {
                actions.push(Action::DismissNotice(nth));
                actions.push(Action::ShowFindings);
            }
        }
    }
}
