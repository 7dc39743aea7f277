//! A body: its names, how much it has to do, what it was and became.

use eframe::egui::{RichText, Sense, Ui, vec2};

use super::{clause, title, wrapped};
use crate::app::{Action, App};
use crate::model::workspace::{AgencyIx, MemberTime};
use crate::model::{Basis, Members, Role};
use crate::terms;
use crate::ui::theme::{Look, font};
use crate::ui::{Actions, marks, widgets};
use crate::view::search::Query;

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
    if let Some(parent) = entry.parent {
        let words = format!("{}　{}", terms::PARENT, workspace.agency(parent).label());
        wrapped(ui, RichText::new(words).color(look.text));
    }
    let below: Vec<&str> = workspace
        .agencies
        .iter()
        .filter(|other| other.parent == Some(ix))
        .map(|other| other.agency.label())
        .collect();
    if !below.is_empty() {
        let words = format!("{}　{}", terms::BELOW, below.join("、"));
        wrapped(ui, RichText::new(words).color(look.text));
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
        let names: Vec<String> = entry
            .members
            .iter()
            .map(|&member| {
                let label = workspace.agency(member).label();
                let times = entry.member_periods.iter();
                let times = times
                    .filter(|time| time.member == member)
                    .map(MemberTime::text);
                let times: Vec<String> = times.filter(|text| !text.is_empty()).collect();
                if times.is_empty() {
                    label.to_owned()
                } else {
                    format!("{label}（{}）", times.join("，"))
                }
            })
            .collect();
        let more = agency.members.as_ref().is_some_and(Members::has_others);
        let more = if more { "等" } else { "" };
        let words = format!("{}{more}", names.join("、"));
        wrapped(ui, RichText::new(words).color(look.text));
    }
    let query = Query::new(&app.view().text);
    clause::columns(ui, &agency.fields, &query, look);
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
    ui.add_space(10.0);
    super::body::edit_or_say(ui, app, ix, look, actions);
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
