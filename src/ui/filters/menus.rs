//! The menus of the side bar's lines.

use eframe::egui::Response;

use crate::app::command::Command;
use crate::app::{Action, App, Selection, Tab};
use crate::model::Role;
use crate::model::workspace::{AgencyIx, PlanIx};
use crate::ui::{Actions, agencies, menu};
use crate::view::{ChipKind, DueFilter};

/// What can be done with a plan.
pub fn of_plan(row: &Response, plan: PlanIx, app: &App, actions: &mut Actions) {
    let (view, id) = (app.view(), &app.data().workspace.plan(plan).plan.id);
    menu::of(row, actions, |ui, actions| {
        if ui.button("只看本方案").clicked() {
            actions.push(Action::View(view.only_plan(id)));
        }
        if !view.plans.is_empty() && ui.button("显示全部方案").clicked() {
            actions.push(Action::View(view.without(ChipKind::Plans)));
        }
        ui.separator();
        if ui.button("查看方案详情").clicked() {
            actions.push(Action::Select(Selection {
                plan: Some(plan),
                ..Selection::default()
            }));
            actions.open_detail();
        }
    });
}

/// What can be done with a role.
pub fn of_role(row: &Response, role: Role, app: &App, actions: &mut Actions) {
    let view = app.view();
    menu::of(row, actions, |ui, actions| {
        if ui.button(format!("只看{}", role.label())).clicked() {
            actions.push(Action::View(view.only_role(role)));
        }
        if !view.roles.is_empty() && ui.button("显示全部角色").clicked() {
            actions.push(Action::View(view.without(ChipKind::Roles)));
        }
    });
}

/// What can be done with a kind of deadline.
pub fn of_due(chip: &Response, due: DueFilter, app: &App, actions: &mut Actions) {
    let view = app.view();
    menu::of(chip, actions, |ui, actions| {
        if ui.button(format!("只看{}", due.label())).clicked() {
            actions.push(Action::View(view.only_due(due)));
        }
        if ui.button(format!("在{}页查看", Tab::Due.label())).clicked() {
            actions.push(Action::View(view.only_due(due)));
            actions.push(Action::Run(Command::ShowDue));
        }
        if !view.due.is_empty() && ui.button("显示全部时限").clicked() {
            actions.push(Action::View(view.without(ChipKind::Due)));
        }
    });
}

/// What can be done with a body.
pub fn of_body(row: &Response, body: AgencyIx, app: &App, actions: &mut Actions) {
    let (view, agency) = (app.view(), app.data().workspace.agency(body));
    menu::of(row, actions, |ui, actions| {
        if ui.button(format!("只看{}的任务", agency.label())).clicked() {
            actions.push(Action::View(view.only_agency(&agency.id)));
        }
        if !view.agencies.is_empty() && ui.button("显示全部机构").clicked() {
            actions.push(Action::View(view.without(ChipKind::Agencies)));
        }
        ui.separator();
        if ui.button("在机构页查看").clicked() {
            agencies::show_profile(body, actions);
        }
        if ui.button("复制名称").clicked() {
            actions.push(Action::Copy(agency.name.clone()));
        }
    });
}
