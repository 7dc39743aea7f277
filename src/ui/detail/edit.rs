//! Changing a task while 修改标记 is on: its title, clause, summary, deadlines and note, the mark of
//! the chosen body, and whether there is such a task at all.

use eframe::egui::{Id, RichText, TextEdit, Ui};

use crate::app::{Action, App, Change, target_words, understood, understood_target};
use crate::model::Role;
use crate::model::workspace::TaskIx;
use crate::terms;
use crate::ui::Actions;
use crate::ui::theme::{Look, font};
use crate::ui::widgets;
use crate::view::figure_text;

/// What a field for a target says while it is empty.
const ADD_TARGET: &str = "单项冠军 2026年底前 ≥20家";

/// What a field changes.
type Field = fn(TaskIx, String) -> Change;

/// Shows the fields and the marks that can be set.
pub(super) fn edit(ui: &mut Ui, app: &App, ix: TaskIx, look: &Look, actions: &mut Actions) {
    if app.is_editing() {
        fields(ui, app, ix, look, actions);
        marks(ui, app, ix, look, actions);
    }
}

/// Shows the fields of a task, to be changed.
pub(in crate::ui) fn fields(
    ui: &mut Ui,
    app: &App,
    ix: TaskIx,
    look: &Look,
    actions: &mut Actions,
) {
    let task = &app.data().workspace.task(ix).task;
    let dues: Vec<String> = task.due_wordings().collect();
    let fields: [(&str, &str, String, Field); 5] = [
        ("任务名称", "任务名称", task.title.clone(), Change::Title),
        (
            terms::CLAUSE,
            "二(一)3",
            task.clause.clone(),
            Change::Clause,
        ),
        (
            terms::SUMMARY,
            "没有概要",
            task.summary.clone(),
            Change::Summary,
        ),
        (
            terms::TASK_DUE,
            "2026年底前；每季度",
            dues.join("；"),
            Change::Due,
        ),
        (
            terms::NOTE,
            "没有注",
            task.note.clone().unwrap_or_default(),
            Change::Note,
        ),
    ];
    for (name, hint, text, change) in fields {
        widgets::caption(ui, &format!("修改{name}"), "", look);
        let (done, typed) = field(ui, (name, ix), &text, hint);
        // What is typed is shown as it is understood, at once.
        if let Some(typed) = typed.filter(|_| name == terms::TASK_DUE) {
            say_understood(ui, &understood(&typed), look);
        }
        if let Some(new) = done {
            actions.push(Action::Change(change(ix, new)));
        }
    }
    targets(ui, app, ix, look, actions);
    super::bodies::bodies(ui, app, ix, look, actions);
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        if ui.button("在后面添加任务").clicked() {
            actions.push(Action::Change(Change::AddBehind(ix)));
        }
        if ui.button("删除任务").clicked() {
            actions.push(Action::Change(Change::Remove(ix)));
        }
    });
}

fn say_understood(ui: &mut Ui, words: &str, look: &Look) {
    let words = format!("理解为：{words}");
    ui.label(RichText::new(words).font(font(12.0)).color(look.dim));
}

/// Shows the targets of a task in words, to be changed, and a field for one more.
fn targets(ui: &mut Ui, app: &App, ix: TaskIx, look: &Look, actions: &mut Actions) {
    let known = &app.data().workspace.task(ix).task.targets;
    widgets::caption(ui, &format!("修改{}", terms::TARGET), "", look);
    let mut line = |ui: &mut Ui, nth: Option<usize>, text: &str| {
        let (name, hint) = match nth {
            Some(nth) => (format!("{} {}", terms::TARGET, nth + 1), "清空即删除"),
            None => (format!("添加{}", terms::TARGET), ADD_TARGET),
        };
        let (done, typed) = field(ui, (&name, ix), text, hint);
        if let Some(typed) = typed.filter(|typed| !typed.trim().is_empty()) {
            let read = understood_target(&typed);
            say_understood(ui, read.as_deref().unwrap_or("还没有读懂"), look);
        }
        if let Some(words) = done {
            actions.push(Action::Change(Change::Target(ix, nth, words)));
        }
    };
    let mut gone = None;
    for (nth, target) in known.iter().enumerate() {
        match target_words(target) {
            Some(words) => line(ui, Some(nth), &words),
            // What these words cannot say stays as it is, or goes.
            None => {
                ui.label(format!("{} {}", target.indicator, figure_text(target)));
            }
        }
        let words = format!("删除{} {}", terms::TARGET, nth + 1);
        if widgets::link(ui, &words, look.dim).clicked() {
            gone = Some(nth);
        }
    }
    line(ui, None, "");
    if gone.is_some() {
        actions.push(Action::Change(Change::Target(ix, gone, String::new())));
    }
}

/// Shows the marks that the chosen body can have in a task.
fn marks(ui: &mut Ui, app: &App, ix: TaskIx, look: &Look, actions: &mut Actions) {
    let Some(agency) = app.selection().agency else {
        return;
    };
    let name = app.data().workspace.agency(agency).label();
    widgets::caption(ui, &format!("{name}的标记"), "", look);
    ui.horizontal_wrapped(|ui| {
        let roles = Role::ALL.map(|role| (role.label(), Some(role)));
        let roles = roles.map(|(name, role)| (format!("标为{name}"), role));
        for (words, role) in roles.into_iter().chain([("清除标记".to_owned(), None)]) {
            if ui.button(words).clicked() {
                let change = Change::Mark {
                    task: ix,
                    agency,
                    role,
                };
                actions.push(Action::Change(change));
            }
        }
    });
    ui.add_space(6.0);
}

/// A field with a text; gives the new one once it is done with, and what is typed meanwhile.
pub(super) fn field(
    ui: &mut Ui,
    of: (&str, impl std::hash::Hash + std::fmt::Debug),
    text: &str,
    hint: &str,
) -> (Option<String>, Option<String>) {
    let name = of.0;
    let id = Id::unique(("edit", of));
    let kept = ui.data_mut(|data| data.get_temp::<String>(id));
    let mut typed = kept.unwrap_or_else(|| text.to_owned());
    let edit = TextEdit::singleline(&mut typed).id(id).hint_text(hint);
    let response = ui.add(edit.desired_width(f32::INFINITY));
    widgets::named(&response, name);
    if response.lost_focus() {
        ui.data_mut(|data| data.remove::<String>(id));
        return ((typed != text).then_some(typed), None);
    }
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(id, typed.clone()));
        return (None, Some(typed));
    }
    (None, None)
}
