//! What a comparison found: counts, kinds to choose from, and the changes of the shown tasks.

use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{
    Align2, Color32, CornerRadius, Painter, Pos2, RichText, Role as NodeRole, ScrollArea, Sense,
    Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::theme::{Look, bold, font};
use super::{Actions, widgets, wordings};
use crate::app::command::Command;
use crate::app::{Action, App, Dialog, Selection};
use crate::model::workspace::TaskIx;
use crate::terms;
use crate::view::compare::{Change, ChangeKind, DutyState, TaskState, shown_changes};
use crate::view::{ChipKind, Sheet};

/// The height of a line of the list.
const LINE: f32 = 44.0;

/// What it remembers between frames.
#[derive(Default)]
pub struct ComparePanel {
    made_for: Option<Arc<Sheet>>,
    lines: Vec<Line>,
}

enum Line {
    /// A kind and how many changes of it follow.
    Kind(ChangeKind, usize),
    /// A change, by its place among all.
    Change(usize),
}

impl ComparePanel {
    /// Shows the panel.
    pub fn show(&mut self, ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
        let Some(changes) = app.changes() else {
            return;
        };
        self.update(app);
        let rect = ui.max_rect().shrink2(vec2(16.0, 0.0));
        let mut panel = ui.new_child(UiBuilder::new().max_rect(rect));
        let ui = &mut panel;
        ui.set_max_width(rect.width());
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        ui.add_space(16.0);
        ui.horizontal(|ui| {
            ui.label(
                RichText::new(terms::COMPARE)
                    .font(bold(20.0))
                    .color(look.text),
            );
            let right = eframe::egui::Layout::right_to_left(eframe::egui::Align::Center);
            ui.with_layout(right, |ui| {
                for command in [Command::EndCompare, Command::Export] {
                    if app.lacks(command).is_none()
                        && widgets::link(ui, command.text(), look.accent).clicked()
                    {
                        actions.push(Action::Run(command));
                    }
                }
            });
        });
        wrapped(ui, RichText::new(changes.title()).color(look.text));
        let counts = RichText::new(changes.counts().text());
        wrapped(ui, counts.font(font(12.0)).color(look.dim));
        ui.add_space(8.0);
        kinds(ui, app, look, actions);
        ui.add_space(8.0);
        legend(ui, look);
        ui.add_space(8.0);
        if self.lines.is_empty() {
            let words = if changes.is_empty() {
                "没有变化：两者说的一样"
            } else {
                "没有符合条件的变化"
            };
            ui.label(RichText::new(words).color(look.dim));
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical()
            .id_salt("changes")
            .auto_shrink(false)
            .show_rows(ui, LINE, self.lines.len(), |ui, range| {
                for nth in range {
                    match &self.lines[nth] {
                        Line::Kind(kind, count) => kind_line(ui, *kind, *count, look),
                        Line::Change(nth) => {
                            change_line(ui, app, &changes.list[*nth], look, actions);
                        }
                    }
                }
            });
    }

    /// Makes the lines anew when the sheet changed.
    fn update(&mut self, app: &App) {
        let sheet = app.sheet();
        let same = self
            .made_for
            .as_ref()
            .is_some_and(|known| Arc::ptr_eq(known, sheet));
        if same {
            return;
        }
        self.made_for = Some(Arc::clone(sheet));
        self.lines.clear();
        let Some(changes) = sheet.data.changes() else {
            return;
        };
        let kind = |nth: &usize| changes.list[*nth].kind;
        let shown = shown_changes(sheet);
        for of_kind in shown.chunk_by(|a, b| kind(a) == kind(b)) {
            self.lines
                .push(Line::Kind(kind(&of_kind[0]), of_kind.len()));
            self.lines.extend(of_kind.iter().copied().map(Line::Change));
        }
    }
}

/// The kinds of changes with the number of tasks, to be switched on and off.
fn kinds(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    let view = app.view();
    let facets = &app.sheet().facets.changes;
    let found = |kind: &ChangeKind| {
        let mut list = app.changes().into_iter().flat_map(|changes| &changes.list);
        // Facts of plans belong to no task.
        list.any(|change| change.kind == *kind && change.task.is_some())
    };
    let kinds: Vec<ChangeKind> = ChangeKind::ALL.into_iter().filter(found).collect();
    if kinds.is_empty() {
        return;
    }
    widgets::caption(ui, "变化", "任务数", look);
    for kind in kinds {
        let on = view.changes.is_empty() || view.changes.contains(&kind);
        let label = LayoutJob::single_section(
            kind.label().to_owned(),
            TextFormat::simple(font(14.0), look.text),
        );
        let row = widgets::CheckRow {
            on,
            label,
            name: kind.label(),
            count: facets[kind.index()].to_string(),
            reserve: 40.0,
            lead: 0.0,
        };
        let (response, _) = row.show(ui, look);
        if response.clicked() {
            actions.push(Action::View(view.toggle_change_kind(kind)));
        }
    }
    let only = !view.changes.is_empty();
    let words = if only {
        "也显示没有变化的任务"
    } else {
        "只显示有变化的任务"
    };
    if widgets::link(ui, words, look.accent).clicked() {
        actions.push(Action::View(if only {
            view.without(ChipKind::Changes)
        } else {
            view.only_changed()
        }));
    }
}

/// What the signs in the matrix mean.
fn legend(ui: &mut Ui, look: &Look) {
    let words =
        "行首 新 新增、删 删除、改 调整；标记左上＋为增加，划线为减少，左边小标记为原来的角色";
    wrapped(ui, RichText::new(words).font(font(12.0)).color(look.dim));
}

fn kind_line(ui: &mut Ui, kind: ChangeKind, count: usize, look: &Look) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let words = format!("{} {count} 处", kind.label());
    response.widget_info(|| WidgetInfo::labeled(NodeRole::Label, true, &words));
    let y = rect.bottom() - 14.0;
    let painter = ui.painter();
    let at = pos2(rect.left(), y);
    painter.text(at, Align2::LEFT_CENTER, kind.label(), bold(14.0), look.text);
    let at = pos2(rect.right() - 8.0, y);
    let count = format!("{count} 处");
    painter.text(at, Align2::RIGHT_CENTER, count, font(12.0), look.dim);
    let line = Stroke::new(1.0, look.hairline);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, line);
}

fn change_line(ui: &mut Ui, app: &App, change: &Change, look: &Look, actions: &mut Actions) {
    let workspace = &app.data().workspace;
    let task = change.task;
    let place = match task {
        Some(task) => {
            let task = &workspace.task(task).task;
            format!("{} {}", task.key(), task.title)
        }
        None => workspace.plan(change.plan).plan.title.clone(),
    };
    // A summary may have lines of its own.
    let words = change.text().replace(['\r', '\n'], " ");
    let sense = if task.is_some() {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), sense);
    let role = if task.is_some() {
        NodeRole::Button
    } else {
        NodeRole::Label
    };
    response.widget_info(|| WidgetInfo::labeled(role, true, format!("{place} {words}")));
    let painter = ui.painter();
    if task.is_some() && (response.hovered() || response.has_focus()) {
        let ground = rect.expand2(vec2(6.0, 0.0));
        painter.rect_filled(ground, CornerRadius::same(4), look.crosshair);
    }
    let text = |words: &str, size: f32, colour: Color32| {
        let mut job =
            LayoutJob::single_section(words.to_owned(), TextFormat::simple(font(size), colour));
        job.wrap = TextWrapping::truncate_at_width(rect.width() - 10.0);
        painter.layout_job(job)
    };
    let at = rect.min + vec2(0.0, 3.0);
    painter.galley(at, text(&place, 14.0, look.text), look.text);
    let at = rect.min + vec2(0.0, 23.0);
    painter.galley(at, text(&words, 12.0, look.dim), look.dim);
    let line = Stroke::new(1.0, look.hairline);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, line);
    if response.clicked() {
        actions.push(Action::Select(Selection {
            task,
            agency: change.agency,
            ..Selection::default()
        }));
        actions.open_detail();
    }
    response.on_hover_ui(|ui| {
        ui.set_max_width(380.0);
        ui.label(RichText::new(place).font(bold(14.0)));
        ui.label(words);
    });
}

fn wrapped(ui: &mut Ui, words: RichText) {
    ui.add(eframe::egui::Label::new(words).wrap());
}

/// What became of a chosen task, above what is said of it; and the way back to the list.
pub fn of_task(ui: &mut Ui, app: &App, task: TaskIx, look: &Look, actions: &mut Actions) {
    let Some(changes) = app.changes() else {
        return;
    };
    if widgets::link(ui, "‹ 全部变化", look.accent).clicked() {
        actions.push(Action::Select(Selection::default()));
    }
    let state = changes.state(task);
    if state == TaskState::Same {
        ui.label(RichText::new("没有变化").font(font(12.0)).color(look.dim));
    }
    for change in changes.of_task(task) {
        if wordings::is_wording(change) {
            wordings::below(ui, change, look);
            continue;
        }
        ui.horizontal_top(|ui| {
            let label = RichText::new(change.kind.label()).font(font(12.0));
            ui.label(label.color(look.warning));
            let words = RichText::new(change.text()).font(font(12.0));
            ui.add(eframe::egui::Label::new(words.color(look.text)).wrap());
        });
    }
    let has_wordings = changes.of_task(task).any(wordings::is_wording);
    if has_wordings && widgets::link(ui, "两版并排对照…", look.accent).clicked() {
        actions.push(Action::Dialog(Some(Dialog::Wordings(task))));
    }
    ui.add_space(6.0);
}

/// The sign before a task: a word, so that nothing rests on its colour.
pub fn sign(state: TaskState) -> Option<&'static str> {
    match state {
        TaskState::Same => None,
        TaskState::Added => Some("新"),
        TaskState::Removed => Some("删"),
        TaskState::Changed => Some("改"),
    }
}

/// Paints the sign before a task.
pub fn paint_sign(painter: &Painter, at: Pos2, state: TaskState, look: &Look) {
    let Some(word) = sign(state) else { return };
    painter.text(
        at,
        Align2::LEFT_CENTER,
        word,
        bold(12.0),
        sign_colour(state, look),
    );
}

/// The colour of a sign.
pub fn sign_colour(state: TaskState, look: &Look) -> Color32 {
    match state {
        TaskState::Added => look.accent,
        TaskState::Removed | TaskState::Changed => look.warning,
        TaskState::Same => look.dim,
    }
}

/// What became of the assignments that stand in one place together.
pub fn together(states: impl IntoIterator<Item = DutyState>) -> DutyState {
    let mut all = states.into_iter();
    let Some(first) = all.next() else {
        return DutyState::Same;
    };
    // Where some stay and others go, what stays is shown.
    all.fold(first, |known, state| match (known, state) {
        (one, other) if one == other => one,
        (DutyState::Removed, other) | (other, DutyState::Removed) => other,
        _ => DutyState::Same,
    })
}

/// What became of an assignment, in words; empty where nothing did.
pub fn duty_words(state: DutyState) -> String {
    match state {
        DutyState::Same => String::new(),
        DutyState::Added => "增加".to_owned(),
        DutyState::Removed => "减少".to_owned(),
        DutyState::Changed(role) => format!("原为{}", role.label()),
    }
}
