//! A body: its names, how much it has to do, what it was and became.

use eframe::egui::{RichText, Sense, Ui, vec2};

use super::{title, wrapped};
use crate::app::{Action, App};
use crate::model::workspace::AgencyIx;
use crate::model::{Basis, Role};
use crate::terms;
use crate::ui::theme::{Look, font};
use crate::ui::{Actions, marks, widgets};

pub(super) fn agency_detail(
    ui: &mut Ui,
    app: &App,
    ix: AgencyIx,
    look: &Look,
    actions: &mut Actions,
) {
    let workspace = &app.data().workspace;
    let entry = &workspace.agencies[ix.get()];
    let agency = &entry.agency;
    ui.label(
        RichText::new(agency.kind.label())
            .font(font(12.0))
            .color(look.dim),
    );
    title(ui, agency.label(), look);
    if agency.name != agency.label() {
        wrapped(ui, RichText::new(&agency.name).color(look.dim));
    }
    if !agency.aliases.is_empty() {
        let words = format!("又写作 {}", agency.aliases.join("、"));
        wrapped(ui, RichText::new(words).font(font(12.0)).color(look.dim));
    }
    ui.add_space(8.0);
    if let Some(nth) = app.sheet().column_of(ix) {
        let column = &app.sheet().columns[nth];
        wrapped(ui, RichText::new(column.counts_text()));
        for role in Role::ALL {
            let count = column.roles[role.index()];
            if count > 0 {
                ui.horizontal(|ui| {
                    let (rect, _) = ui.allocate_exact_size(vec2(14.0, 20.0), Sense::hover());
                    marks::paint_sized(ui.painter(), rect.center(), role, look.role(role), 5.5);
                    ui.label(RichText::new(role.label()).color(look.dim));
                    ui.label(format!("{count} 处"));
                });
            }
        }
    }
    successions(ui, app, ix, look);
    if !entry.members.is_empty() {
        ui.add_space(8.0);
        widgets::caption(
            ui,
            terms::MEMBERS,
            &format!("{} 个", entry.members.len()),
            look,
        );
        let names: Vec<&str> = entry
            .members
            .iter()
            .map(|&member| workspace.agency(member).label())
            .collect();
        wrapped(ui, RichText::new(names.join("、")).color(look.text));
    }
    if let Some(note) = &agency.note {
        ui.add_space(8.0);
        wrapped(ui, RichText::new(note).font(font(12.0)).color(look.dim));
    }
    ui.add_space(10.0);
    ui.horizontal_wrapped(|ui| {
        only_button(ui, app, ix, actions);
        let button = ui.button("在机构页查看");
        if button.on_hover_text("任务、目标、共事机构和沿革").clicked() {
            crate::ui::agencies::show_profile(ix, actions);
        }
    });
}

pub(super) fn only_button(ui: &mut Ui, app: &App, agency: AgencyIx, actions: &mut Actions) {
    let body = app.data().workspace.agency(agency);
    let only = format!("只看{}", body.label());
    if ui
        .button(only)
        .on_hover_text("只显示它参与的任务")
        .clicked()
    {
        actions.push(Action::View(app.view().only_agency(&body.id)));
    }
}

fn successions(ui: &mut Ui, app: &App, ix: AgencyIx, look: &Look) {
    let workspace = &app.data().workspace;
    let mut any = false;
    for entry in &workspace.successions {
        if entry.from != ix && entry.to != ix {
            continue;
        }
        if !std::mem::replace(&mut any, true) {
            ui.add_space(8.0);
            widgets::caption(ui, terms::SUCCESSION, "", look);
        }
        let succession = &entry.succession;
        let date = succession
            .date
            .map(crate::model::Date::text)
            .unwrap_or_default();
        let words = format!(
            "{date} {} → {}，{}",
            workspace.agency(entry.from).label(),
            workspace.agency(entry.to).label(),
            succession.how.label()
        );
        wrapped(ui, RichText::new(words.trim()).color(look.text));
        let basis = match &succession.basis {
            Basis::Stated(words) => format!("依据：{words}"),
            Basis::General(words) => format!("常识，非原文：{words}"),
        };
        wrapped(ui, RichText::new(basis).font(font(12.0)).color(look.dim));
    }
}
