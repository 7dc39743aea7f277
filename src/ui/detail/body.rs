//! Changing a body for all its places: its names, its kind, whom it belongs to; making it part of
//! another, and another of some of its tasks.

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui::{Id, Key, RichText, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::bodies::found;
use super::edit::field;
use crate::app::command::Command;
use crate::app::{Action, App, BodyChange};
use crate::model::AgencyKind;
use crate::model::workspace::{AgencyIx, TaskIx};
use crate::terms;
use crate::ui::theme::{Look, font};
use crate::ui::{Actions, widgets};

/// What a field for a name changes.
type Naming = fn(AgencyIx, String) -> BodyChange;

/// The list of places is so high at most.
const PLACES: f32 = 180.0;

/// Shows the fields while 修改标记 is on, else how to turn it on.
pub(in crate::ui) fn edit_or_say(
    ui: &mut Ui,
    app: &App,
    ix: AgencyIx,
    look: &Look,
    actions: &mut Actions,
) {
    if app.is_editing() {
        edit(ui, app, ix, look, actions);
        return;
    }
    let lack = app.lacks(Command::EditMarks);
    let link = ui.add_enabled_ui(lack.is_none(), |ui| {
        widgets::link(ui, "修改这个机构…", look.accent)
    });
    let link = link.inner;
    let link = link.on_hover_text("改名、改类型、并入别的机构、分出一部分任务（F2）");
    let link = link.on_disabled_hover_text(lack.unwrap_or_default());
    if link.clicked() && lack.is_none() {
        actions.push(Action::Run(Command::EditMarks));
    }
}

/// Shows the fields.
pub(in crate::ui) fn edit(
    ui: &mut Ui,
    app: &App,
    ix: AgencyIx,
    look: &Look,
    actions: &mut Actions,
) {
    let body = app.data().workspace.agency(ix);
    let places = places(app, ix);
    let words = format!("{} 处", places.len());
    widgets::caption(ui, &format!("修改机构“{}”", body.label()), &words, look);
    if let Some(lack) = app.lacks_body_changes() {
        let words = RichText::new(lack).font(font(12.0)).color(look.warning);
        ui.add(eframe::egui::Label::new(words).wrap());
        return;
    }
    names(ui, app, ix, actions, look);
    kind(ui, body.kind, ix, actions);
    parent(ui, app, ix, look, actions);
    merge(ui, app, ix, places.len(), look, actions);
    split(ui, app, ix, &places, look, actions);
}

fn names(ui: &mut Ui, app: &App, ix: AgencyIx, actions: &mut Actions, look: &Look) {
    let body = app.data().workspace.agency(ix);
    let short = body.short.clone().unwrap_or_default();
    let fields: [(&str, &str, String, Naming); 2] = [
        ("机构全称", "不能为空", body.name.clone(), BodyChange::Name),
        ("机构简称", "没有简称，显示全称", short, BodyChange::Short),
    ];
    for (name, hint, text, change) in fields {
        ui.label(RichText::new(name).font(font(12.0)).color(look.dim));
        if let (Some(new), _) = field(ui, (name, ix), &text, hint) {
            actions.push(Action::Body(change(ix, new)));
        }
    }
}

fn kind(ui: &mut Ui, now: AgencyKind, ix: AgencyIx, actions: &mut Actions) {
    let words = format!("{}　{}", terms::KIND, now.label());
    ui.menu_button(words, |ui| {
        for kind in AgencyKind::ALL {
            if ui.selectable_label(kind == now, kind.label()).clicked() {
                actions.push(Action::Body(BodyChange::Kind(ix, kind)));
                ui.close();
            }
        }
    });
}

fn parent(ui: &mut Ui, app: &App, ix: AgencyIx, look: &Look, actions: &mut Actions) {
    let workspace = &app.data().workspace;
    let now = workspace.agencies[ix.get()].parent;
    ui.horizontal_wrapped(|ui| {
        let name = now.map_or("无", |parent| workspace.agency(parent).label());
        let words = format!("{}　{name}", terms::PARENT);
        ui.label(RichText::new(words).color(look.text));
        if now.is_some() && widgets::link(ui, "去掉上级", look.dim).clicked() {
            actions.push(Action::Body(BodyChange::Parent(ix, None)));
        }
    });
    // Nobody belongs to a body that belongs to it.
    let fits = |other: AgencyIx| {
        let mut above = Some(other);
        for _ in 0..workspace.agencies.len() {
            match above {
                Some(body) if body == ix => return false,
                Some(body) => above = workspace.agencies[body.get()].parent,
                None => break,
            }
        }
        now != Some(other)
    };
    let offer = |other: AgencyIx| workspace.agency(other).label().to_owned();
    let chosen = pick(ui, app, (ix, "上级"), "上级：名称、拼音", fits, offer);
    if let Some(parent) = chosen {
        actions.push(Action::Body(BodyChange::Parent(ix, Some(parent))));
    }
}

fn merge(ui: &mut Ui, app: &App, ix: AgencyIx, own: usize, look: &Look, actions: &mut Actions) {
    let workspace = &app.data().workspace;
    let words = "并入别的机构：原文写法不变，这个名称成为它的别名";
    ui.label(RichText::new(words).font(font(12.0)).color(look.dim));
    let offer = |other: AgencyIx| {
        let name = workspace.agency(other).label();
        let before = places(app, other);
        // A task that has both in one role has it once then.
        let is_twice = |(task, role): &&(TaskIx, usize)| before.contains(&(*task, *role));
        let twice = places(app, ix).iter().filter(is_twice).count();
        let after = before.len() + own - twice;
        format!("并入{name}（{} → {after} 处）", before.len())
    };
    let fits = |other: AgencyIx| other != ix;
    let chosen = pick(ui, app, (ix, "并入"), "并入：名称、拼音", fits, offer);
    if let Some(into) = chosen {
        actions.push(Action::Body(BodyChange::Merge { gone: ix, into }));
    }
}

/// A field for another body, and what it may mean. Enter takes the first one.
fn pick(
    ui: &mut Ui,
    app: &App,
    of: (AgencyIx, &str),
    hint: &str,
    fits: impl Fn(AgencyIx) -> bool,
    offer: impl Fn(AgencyIx) -> String,
) -> Option<AgencyIx> {
    let id = Id::unique(("body to choose", of));
    let mut typed: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let edit = TextEdit::singleline(&mut typed)
        .id(id.with("field"))
        .hint_text(hint)
        .desired_width(240.0);
    let response = ui.add(edit);
    widgets::named(&response, hint);
    let takes_first = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let mut chosen = None;
    let found = found(app, typed.trim(), fits);
    if !found.is_empty() {
        ui.horizontal_wrapped(|ui| {
            for (nth, other) in found.into_iter().enumerate() {
                if ui.button(offer(other)).clicked() || (takes_first && nth == 0) {
                    chosen = Some(other);
                }
            }
        });
    }
    if chosen.is_some() {
        typed.clear();
    }
    ui.data_mut(|data| data.insert_temp(id, typed));
    chosen
}

/// The tasks of a body with the role in each, as numbers.
fn places(app: &App, ix: AgencyIx) -> Vec<(TaskIx, usize)> {
    let tasks = app.data().workspace.tasks.iter().enumerate();
    let places = tasks.flat_map(|(nth, entry)| {
        let duties = entry.duties.iter().filter(move |duty| duty.agency == ix);
        duties.map(move |duty| (TaskIx::new(nth), duty.role.index()))
    });
    places.collect()
}

/// What is marked of a list of places, and of which data.
type Marked = (usize, BTreeSet<TaskIx>);

/// Chooses tasks that another body gets.
fn split(
    ui: &mut Ui,
    app: &App,
    ix: AgencyIx,
    places: &[(TaskIx, usize)],
    look: &Look,
    actions: &mut Actions,
) {
    if places.is_empty() {
        return;
    }
    let words = "分出：选一部分任务，改归另一个机构";
    ui.label(RichText::new(words).font(font(12.0)).color(look.dim));
    let id = Id::unique(("tasks to split off", ix));
    let of = Arc::as_ptr(app.data()).addr();
    let kept: Option<Marked> = ui.data(|data| data.get_temp(id));
    let kept = kept.filter(|(data, _)| *data == of);
    let mut marked = kept.map(|(_, marked)| marked).unwrap_or_default();
    let workspace = &app.data().workspace;
    let mut tasks: Vec<TaskIx> = places.iter().map(|(task, _)| *task).collect();
    tasks.dedup();
    let row = 20.0;
    ScrollArea::vertical()
        .id_salt(id)
        .max_height(PLACES)
        .auto_shrink([false, true])
        .show_rows(ui, row, tasks.len(), |ui, shown| {
            for task in &tasks[shown] {
                let mut is_marked = marked.contains(task);
                let words = place_text(app, *task, ix);
                let of_task = &workspace.task(*task).task;
                ui.scope_builder(eframe::egui::UiBuilder::new().id_salt(task.get()), |ui| {
                    ui.set_max_height(row);
                    let words = RichText::new(&words).font(font(13.0));
                    let check = eframe::egui::Checkbox::new(&mut is_marked, words);
                    ui.horizontal(|ui| ui.add(check))
                        .inner
                        .on_hover_text(of_task.text.as_ref().unwrap_or(&of_task.title));
                });
                if is_marked {
                    marked.insert(*task);
                } else {
                    marked.remove(task);
                }
            }
        });
    let named = id.with("name");
    let mut typed: String = ui.data(|data| data.get_temp(named)).unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        let edit = TextEdit::singleline(&mut typed)
            .id(named.with("field"))
            .hint_text("分给：机构名称")
            .desired_width(170.0);
        let response = ui.add(edit);
        widgets::named(&response, "分给：机构名称");
        let takes = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let name = typed.trim().to_owned();
        let words = format!("分出 {} 项任务", marked.len());
        let can = !marked.is_empty() && !name.is_empty();
        let button = ui.add_enabled(can, eframe::egui::Button::new(&words));
        button.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::Button, can, &words));
        let button = button.on_disabled_hover_text("先选任务，再写另一个机构的名称");
        if can && (button.clicked() || takes) {
            actions.push(Action::Body(BodyChange::Split {
                from: ix,
                name,
                tasks: marked.iter().copied().collect(),
            }));
            typed.clear();
            marked.clear();
        }
    });
    ui.data_mut(|data| {
        data.insert_temp(named, typed);
        data.insert_temp::<Marked>(id, (of, marked));
    });
}

/// A task of a body in a line: its clause and title, and how the body is written there.
fn place_text(app: &App, task: TaskIx, ix: AgencyIx) -> String {
    let entry = app.data().workspace.task(task);
    let duties = entry.duties.iter().zip(&entry.task.assignments);
    let of_body = duties.filter(|(duty, _)| duty.agency == ix);
    let written: Vec<String> = of_body
        .filter_map(|(_, mark)| mark.written.as_ref())
        .map(|written| format!("“{written}”"))
        .collect();
    let (clause, title) = (&entry.task.clause, &entry.task.title);
    let mut words = format!("{clause} {title}");
    if !written.is_empty() {
        words.push_str(" · 写作");
        words.push_str(&written.join("、"));
    }
    words
}
