//! A task: who answers for it, what is to be reached, where it stands.

use eframe::egui::{self, Align, Label, Layout, RichText, Sense, Ui, vec2};

use super::agency::only_button;
use super::targets::targets;
use super::{clause, marked, strike, wrapped};
use crate::app::command::Command;
use crate::app::{Action, App, Selection, Tab};
use crate::model::workspace::TaskIx;
use crate::model::{Agency, Members, PlanStatus, Role, dues_text};
use crate::terms;
use crate::ui::theme::{Look, bold, font};
use crate::ui::{Actions, marks, widgets};
use crate::view::compare::DutyState;
use crate::view::search::Query;
use crate::view::{
    Sheet, TargetId, TargetOwner, actors_text, citation, member_count, recipients_text,
    section_path, target_text,
};

pub(super) fn task_detail(ui: &mut Ui, app: &App, ix: TaskIx, look: &Look, actions: &mut Actions) {
    let workspace = &app.data().workspace;
    let entry = workspace.task(ix);
    let plan = workspace.plan(entry.plan);
    let query = Query::new(&app.view().text);
    crate::ui::compare::of_task(ui, app, ix, look, actions);
    let path = format!(
        "{} › {}",
        plan.plan.label(),
        section_path(workspace, entry.section)
    );
    wrapped(ui, RichText::new(path).font(font(12.0)).color(look.dim));
    marked(ui, &query, &entry.task.title, false, bold(20.0), look);
    if plan.plan.status == PlanStatus::Draft {
        ui.label(
            RichText::new(plan.plan.status.label())
                .font(font(12.0))
                .color(look.warning),
        );
    }
    // Own words are for where the document's are not at hand.
    let has_text = entry.task.text.is_some();
    if !entry.task.summary.is_empty() && !has_text {
        ui.add_space(2.0);
        marked(ui, &query, &entry.task.summary, true, font(14.0), look);
    }
    ui.add_space(6.0);
    super::edit::edit(ui, app, ix, look, actions);
    bodies(ui, app, ix, look, actions);
    if has_text {
        clause::clause(ui, app, ix, look);
        ui.add_space(6.0);
        buttons(ui, app, ix, actions);
    }
    if entry.deadline.is_some() {
        ui.add_space(12.0);
        widgets::caption(ui, terms::TASK_DUE, &dues_text(entry.task.dues()), look);
    }
    let owner = TargetOwner::Task(ix);
    targets(ui, app, owner, &entry.task.targets, look, actions);
    clause::columns(ui, &entry.task.fields, &query, look);
    source(ui, app, ix, look);
    if let Some(note) = &entry.task.note {
        ui.add_space(8.0);
        wrapped(
            ui,
            RichText::new(terms::noted(note))
                .font(font(12.0))
                .color(look.warning),
        );
    }
    if !has_text {
        ui.add_space(10.0);
        buttons(ui, app, ix, actions);
    }
}

fn buttons(ui: &mut Ui, app: &App, ix: TaskIx, actions: &mut Actions) {
    ui.horizontal_wrapped(|ui| {
        if ui
            .button("复制")
            .on_hover_text("复制任务、分工、目标和出处")
            .clicked()
        {
            actions.push(Action::Copy(task_text(app.sheet(), ix)));
        }
        clause::quote_button(ui, app, ix, actions);
        timeline_button(ui, app, ix, actions);
        if let Some(agency) = app.selection().agency {
            only_button(ui, app, agency, actions);
        }
    });
}

/// The bodies by role, in the order of the document.
fn bodies(ui: &mut Ui, app: &App, ix: TaskIx, look: &Look, actions: &mut Actions) {
    let workspace = &app.data().workspace;
    let entry = workspace.task(ix);
    if entry.duties.is_empty() {
        ui.label(RichText::new("原文没有写明责任机构").color(look.dim));
    }
    for role in Role::ALL {
        let duties: Vec<usize> = (0..entry.duties.len())
            .filter(|&nth| entry.duties[nth].role == role)
            .collect();
        if duties.is_empty() {
            continue;
        }
        let left = ui.cursor().left();
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(14.0, 20.0), Sense::hover());
            marks::paint_sized(ui.painter(), rect.center(), role, look.role(role), 5.5);
            ui.add_sized(
                [34.0, 20.0],
                Label::new(RichText::new(role.label()).color(look.dim)),
            );
            let indent = ui.cursor().left() - left;
            ui.allocate_ui_with_layout(
                vec2(ui.available_width().max(80.0), 0.0),
                Layout::left_to_right(Align::Min).with_main_wrap(true),
                |ui| {
                    ui.set_max_width(ui.max_rect().width().min(400.0 - indent));
                    ui.spacing_mut().item_spacing = vec2(12.0, 0.0);
                    for nth in duties {
                        body_name(ui, app, ix, nth, look, actions);
                    }
                },
            );
        });
    }
    through(ui, app, ix, look);
}

/// What the bodies that are asked for have only through a collective: `各区人民政府 → 江岸区`.
fn through(ui: &mut Ui, app: &App, ix: TaskIx, look: &Look) {
    /// More than these are read in the matrix.
    const MOST: usize = 3;
    let sheet = app.sheet();
    let workspace = sheet.workspace();
    let mut found = sheet.through_at(ix);
    if found.len() > MOST {
        found.retain(|(body, _)| app.selection().agency == Some(*body));
    }
    for (body, places) in found {
        for nth in places {
            let duty = workspace.task(ix).duties[nth];
            ui.horizontal_top(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(14.0, 20.0), Sense::hover());
                marks::paint_through(ui.painter(), rect.center(), duty.role, look);
                ui.add_sized(
                    [34.0, 20.0],
                    Label::new(RichText::new(terms::THROUGH_MARK).color(look.dim)),
                );
                let collective = workspace.agency(duty.agency).label();
                let body = workspace.agency(body).label();
                ui.label(RichText::new(format!("{collective} → {body}")).color(look.text));
            });
        }
    }
}

fn body_name(ui: &mut Ui, app: &App, ix: TaskIx, nth: usize, look: &Look, actions: &mut Actions) {
    let workspace = &app.data().workspace;
    let entry = workspace.task(ix);
    let duty = entry.duties[nth];
    let assignment = &entry.task.assignments[nth];
    let agency = workspace.agency(duty.agency);
    let query = Query::new(&app.view().text);
    let ranges = query.highlights(agency.label(), false);
    let mut job = widgets::highlighted(agency.label(), &ranges, font(14.0), look.text, look);
    let mut small = |words: String, colour| {
        job.append(&words, 3.0, egui::TextFormat::simple(font(12.0), colour));
    };
    if let Some(term) = &assignment.term {
        small(term.clone(), look.dim);
    }
    // Members may have come or gone since.
    let members = member_count(workspace, duty.agency, entry.plan);
    if let Some(words) = members_words(agency, members) {
        small(words, look.dim);
    }
    let today = app.sheet().bodies[duty.agency.get()];
    if today != duty.agency {
        small(format!("→ {}", workspace.agency(today).label()), look.dim);
    }
    if assignment.note.is_some() {
        small("※".to_owned(), look.warning);
    }
    let state = app.changes().map(|changes| changes.duty(ix, nth));
    let state = state.unwrap_or_default();
    if state != DutyState::Same {
        small(crate::ui::compare::duty_words(state), look.warning);
    }
    if state == DutyState::Removed {
        strike(&mut job, look);
    }
    // A name is never broken: it goes to the next line as a whole.
    let response = ui.add(Label::new(job).extend().sense(Sense::click()));
    let response = response.on_hover_ui(|ui| {
        ui.set_max_width(340.0);
        body_tooltip(ui, app, ix, nth);
    });
    if response.clicked() {
        actions.push(Action::Select(Selection {
            task: Some(ix),
            agency: Some(today),
            ..Selection::default()
        }));
    }
}

pub(super) fn members_words(agency: &Agency, members: usize) -> Option<String> {
    match &agency.members {
        Some(Members::Listed(_)) => Some(format!("{members} 个成员")),
        Some(Members::ListedAndOthers(_)) => Some(format!("{members} 个成员等")),
        Some(Members::Open) => Some("未列明".to_owned()),
        None => None,
    }
}

fn body_tooltip(ui: &mut Ui, app: &App, ix: TaskIx, nth: usize) {
    let workspace = &app.data().workspace;
    let entry = workspace.task(ix);
    let assignment = &entry.task.assignments[nth];
    let agency_entry = &workspace.agencies[entry.duties[nth].agency.get()];
    let agency = &agency_entry.agency;
    ui.label(RichText::new(&agency.name).font(bold(14.0)));
    if let Some(written) = &assignment.written {
        ui.label(format!("原文写作“{written}”"));
    }
    if let Some(note) = &assignment.note {
        ui.label(terms::noted(note));
    }
    if !agency_entry.members.is_empty() {
        let names: Vec<&str> = agency_entry
            .members
            .iter()
            .map(|&member| workspace.agency(member).label())
            .collect();
        ui.label(names.join("、"));
    }
    if let Some(note) = &agency.note {
        ui.label(RichText::new(note).font(font(12.0)));
    }
}

/// Shows the task's targets on the timeline, where their group is not folded away.
pub(super) fn timeline_button(ui: &mut Ui, app: &App, ix: TaskIx, actions: &mut Actions) {
    let entry = app.data().workspace.task(ix);
    let is_due = !entry.task.targets.is_empty() || entry.deadline.is_some();
    if !is_due || app.tab() == Tab::Timeline {
        return;
    }
    let button = ui.button(terms::TIMELINE);
    if button.on_hover_text("在时间轴上看它的目标").clicked() {
        let plan = &app.data().workspace.plan(entry.plan).plan.id;
        actions.push(Action::View(app.view().unfold(plan)));
        actions.push(Action::Select(Selection {
            task: Some(ix),
            agency: app.selection().agency,
            ..Selection::default()
        }));
        actions.push(Action::Run(Command::ShowTimeline));
    }
}

fn source(ui: &mut Ui, app: &App, ix: TaskIx, look: &Look) {
    let workspace = &app.data().workspace;
    let entry = workspace.task(ix);
    ui.add_space(14.0);
    widgets::caption(ui, terms::SOURCE, "", look);
    let words = clause::source_words(workspace, ix);
    wrapped(ui, RichText::new(words).color(look.text));
    if let Some(checked) = &entry.task.checked {
        let words = format!("{} {}", terms::CHECKED, checked.text());
        wrapped(ui, RichText::new(words).font(font(12.0)).color(look.dim));
    }
    let written = written_text(app.sheet(), ix);
    if !written.is_empty() {
        wrapped(
            ui,
            RichText::new(format!("原文写作 {written}"))
                .font(font(12.0))
                .color(look.dim),
        );
    }
    for (assignment, duty) in entry.task.assignments.iter().zip(&entry.duties) {
        if let Some(note) = &assignment.note {
            let words = format!("※ {}：{note}", workspace.agency(duty.agency).label());
            wrapped(
                ui,
                RichText::new(words).font(font(12.0)).color(look.warning),
            );
        }
    }
}

/// The bodies as the source writes them, by role: `牵头 市经信局；责任 市发改委、市科技局`.
pub(super) fn written_text(sheet: &Sheet, ix: TaskIx) -> String {
    let entry = sheet.workspace().task(ix);
    let parts: Vec<String> = Role::ALL
        .into_iter()
        .filter_map(|role| {
            let names: Vec<&str> = entry
                .task
                .assignments
                .iter()
                .filter(|assignment| assignment.role == role)
                .filter_map(|assignment| assignment.written.as_deref())
                .collect();
            (!names.is_empty()).then(|| format!("{} {}", role.label(), names.join("、")))
        })
        .collect();
    parts.join("；")
}

/// A task as text for the clipboard.
pub fn task_text(sheet: &Sheet, ix: TaskIx) -> String {
    let workspace = sheet.workspace();
    let entry = workspace.task(ix);
    let plan = workspace.plan(entry.plan);
    let mut lines = vec![format!("{} {}", entry.task.key(), entry.task.title)];
    if !entry.task.summary.is_empty() {
        lines.push(entry.task.summary.clone());
    }
    let written = written_text(sheet, ix);
    if !written.is_empty() {
        lines.push(written);
    }
    if let Some(text) = &entry.task.text {
        lines.push(format!("{}：{text}", terms::CLAUSE_TEXT));
    }
    if entry.deadline.is_some() {
        let due = dues_text(entry.task.dues());
        lines.push(format!("{}：{due}", terms::TASK_DUE));
    }
    for (name, text) in entry.task.fields.iter() {
        lines.push(format!("{name}：{text}"));
    }
    for (target, nth) in entry.task.targets.iter().zip(0..) {
        let id = TargetId {
            owner: TargetOwner::Task(ix),
            nth,
        };
        let by = id.actors(workspace).filter(|actors| !actors.by.is_empty());
        let by = by.map(|_| actors_text(workspace, id)).unwrap_or_default();
        let to = recipients_text(workspace, id);
        let mut actors = String::new();
        for (name, text) in [(terms::ACTORS, by), (terms::RECIPIENTS, to)] {
            if !text.is_empty() {
                actors.push_str(&format!("，{name} {text}"));
            }
        }
        lines.push(format!(
            "目标：{}（{}{actors}）",
            target_text(target),
            target.due_text()
        ));
    }
    lines.push(format!("出处：{}，{}", citation(plan), entry.task.key()));
    if let Some(changes) = sheet.data.changes() {
        let of_task: Vec<String> = changes
            .of_task(ix)
            .map(|change| format!("{} {}", change.kind.label(), change.text()))
            .collect();
        if !of_task.is_empty() {
            lines.push(format!("对比 {}：{}", changes.title(), of_task.join("；")));
        }
    }
    lines.join("\n")
}
