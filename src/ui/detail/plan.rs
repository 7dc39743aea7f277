//! A plan: what it is, and its overall goals.

use eframe::egui::{Align, Label, Layout, RichText, Ui, vec2};

use super::targets::targets;
use super::{title, wrapped};
use crate::app::App;
use crate::model::Superior;
use crate::model::workspace::{PlanIx, SectionIx};
use crate::terms;
use crate::ui::Actions;
use crate::ui::theme::{Look, font};
use crate::view::TargetOwner;

/// The width of the names of facts: four Hanzi.
const NAMES: f32 = 60.0;

pub(super) fn plan_detail(ui: &mut Ui, app: &App, ix: PlanIx, look: &Look, actions: &mut Actions) {
    let workspace = &app.data().workspace;
    let entry = workspace.plan(ix);
    let plan = &entry.plan;
    ui.label(RichText::new(terms::PLAN).font(font(12.0)).color(look.dim));
    title(ui, &plan.title, look);
    let fact = |ui: &mut Ui, name: &str, words: String| {
        ui.horizontal_top(|ui| {
            let left = Layout::left_to_right(Align::Center);
            ui.allocate_ui_with_layout(vec2(NAMES, 20.0), left, |ui| {
                ui.set_min_width(NAMES);
                ui.label(RichText::new(name).color(look.dim));
            });
            ui.add(Label::new(RichText::new(words).color(look.text)).wrap());
        });
    };
    if let Some(number) = &plan.number {
        fact(ui, terms::NUMBER, number.clone());
    }
    if let Some(issuer) = &plan.issuer {
        fact(ui, terms::ISSUER, issuer.clone());
    }
    if let Some(date) = plan.issued {
        fact(ui, terms::ISSUED, date.text());
    }
    if let Some(period) = plan.period {
        let words = if period.from == period.to {
            period.from.text()
        } else {
            format!("{} 至 {}", period.from.text(), period.to.text())
        };
        fact(ui, terms::PERIOD, words);
    }
    if !plan.based_on.is_empty() {
        let texts: Vec<String> = plan.based_on.iter().map(Superior::text).collect();
        fact(ui, terms::BASED_ON, texts.join("；"));
    }
    if let Some(source) = &plan.source {
        fact(ui, terms::PROVENANCE, source.text());
    }
    fact(ui, terms::STATUS, plan.status.label().to_owned());
    fact(ui, terms::TASK, format!("{} 项", entry.tasks.len()));
    if let Some(file) = &entry.file {
        fact(ui, "文件", file.display().to_string());
    }
    if let Some(note) = &plan.note {
        ui.add_space(8.0);
        wrapped(ui, RichText::new(note).font(font(12.0)).color(look.dim));
    }
    for nth in entry.sections.clone() {
        let section = &workspace.sections[nth];
        if !section.targets.is_empty() {
            ui.add_space(10.0);
            let words = format!("{} {}", section.number, section.title);
            ui.label(RichText::new(words.trim()).font(font(12.0)).color(look.dim));
            let owner = TargetOwner::Section(SectionIx::new(nth));
            targets(ui, app, owner, &section.targets, look, actions);
        }
    }
}
