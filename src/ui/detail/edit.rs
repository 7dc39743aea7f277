//! Changing a task while 修改标记 is on: its title, its note, and the mark of the chosen body.

use eframe::egui::{Id, TextEdit, Ui};

use crate::app::{Action, App, Change};
use crate::model::Role;
use crate::model::workspace::TaskIx;
use crate::ui::Actions;
use crate::ui::theme::Look;
use crate::ui::widgets;

/// Shows the fields and the marks that can be set.
pub(super) fn edit(ui: &mut Ui, app: &App, ix: TaskIx, look: &Look, actions: &mut Actions) {
    if !app.is_editing() {
        return;
    }
    let task = &app.data().workspace.task(ix).task;
    widgets::caption(ui, "修改任务名称", "", look);
    if let Some(title) = field(ui, ("edit title", ix), &task.title, "任务名称") {
        actions.push(Action::Change(Change::Title(ix, title)));
    }
    widgets::caption(ui, "修改任务的注", "", look);
    let note = task.note.as_deref().unwrap_or_default();
    if let Some(note) = field(ui, ("edit note", ix), note, "没有注") {
        actions.push(Action::Change(Change::Note(ix, note)));
    }
    let Some(agency) = app.selection().agency else {
        return;
    };
    let name = app.data().workspace.agency(agency).label();
    widgets::caption(ui, &format!("{name}的标记"), "", look);
    ui.horizontal_wrapped(|ui| {
        let roles = Role::ALL.map(|role| (role.label(), Some(role)));
        for (words, role) in roles.into_iter().chain([("清除标记", None)]) {
            if ui
                .button(format!("标为{words}").replace("标为清除", "清除标记"))
                .clicked()
            {
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

/// A field with a text; gives the new one once it is done with.
fn field(ui: &mut Ui, of: (&str, TaskIx), text: &str, hint: &str) -> Option<String> {
    let id = Id::unique(of);
    let kept = ui.data_mut(|data| data.get_temp::<String>(id));
    let mut typed = kept.unwrap_or_else(|| text.to_owned());
    let edit = TextEdit::singleline(&mut typed).id(id).hint_text(hint);
    let response = ui.add(edit.desired_width(f32::INFINITY));
    if response.lost_focus() {
        ui.data_mut(|data| data.remove::<String>(id));
        return (typed != text).then_some(typed);
    }
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(id, typed));
    }
    None
}
