//! The side bar: plans, roles, deadlines, agencies, each with how many tasks it would show.

use std::collections::{BTreeMap, BTreeSet};

use eframe::egui::{
    Button, Rangef, Rect, RichText, Role as ARole, ScrollArea, Sense, TextEdit, Ui, UiBuilder,
    WidgetInfo, pos2, text::LayoutJob, text::TextFormat, vec2,
};

use super::theme::{Look, font};
use super::widgets::{CheckRow, caption, highlighted};
use super::{Actions, marks, widgets};
use crate::app::{Action, App};
use crate::model::workspace::{AgencyIx, PlanIx};
use crate::model::{PlanStatus, Role};
use crate::num;
use crate::terms;
use crate::view::search::Query;
use crate::view::{AgencyMatch, DueFilter, SuccessionView};

mod menus;
mod named;
mod own;

const ROW: f32 = 24.0;

/// What the side bar remembers between frames.
#[derive(Default)]
pub struct Filters {
    find: String,
    named: named::Named,
}

impl Filters {
    /// Shows the side bar.
    pub fn show(&mut self, ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
        let rect = ui.max_rect().shrink2(vec2(12.0, 12.0));
        let mut bar = ui.new_child(UiBuilder::new().max_rect(rect));
        bar.spacing_mut().item_spacing.y = 0.0;
        // In a low window everything scrolls; otherwise only the agencies do.
        let plans = num::float(app.data().workspace.plans.len());
        let least = ROW * plans + 410.0 + own::height(app) + named::height(app);
        if rect.height() < least {
            // The scroll bar stands in the margin, beside the counts.
            let wider = rect.with_max_x(rect.right() + 9.0);
            let mut bar = ui.new_child(UiBuilder::new().id_salt("low").max_rect(wider));
            bar.spacing_mut().item_spacing.y = 0.0;
            ScrollArea::vertical()
                .id_salt("filters")
                .auto_shrink(false)
                .show(&mut bar, |ui| {
                    ui.set_max_width(rect.width());
                    self.named.show(ui, app, look, actions);
                    upper(ui, app, look, actions);
                    self.agencies(ui, app, look, actions, Some(12.0));
                });
        } else {
            self.named.show(&mut bar, app, look, actions);
            upper(&mut bar, app, look, actions);
            self.agencies(&mut bar, app, look, actions, None);
        }
    }

    fn agencies(
        &mut self,
        ui: &mut Ui,
        app: &App,
        look: &Look,
        actions: &mut Actions,
        most: Option<f32>,
    ) {
        let view = app.view();
        let list = self.listed(app);
        agency_caption(ui, app, look, actions, list.len());
        ui.add_space(4.0);
        let edit = TextEdit::singleline(&mut self.find)
            .hint_text(RichText::new("查找机构").color(look.faint))
            .margin(eframe::egui::Margin::symmetric(8, 4))
            .desired_width(f32::INFINITY);
        widgets::named(&ui.add(edit), "查找机构");
        ui.add_space(6.0);
        if list.is_empty() {
            ui.label(
                RichText::new(if self.find.is_empty() {
                    "没有机构"
                } else {
                    "没有匹配的机构"
                })
                .color(look.dim),
            );
            return;
        }
        let heaviest = list
            .iter()
            .map(|(_, load)| load.tasks)
            .max()
            .unwrap_or(0)
            .max(1);
        let query = Query::new(&self.find);
        let height = match most {
            Some(most) => ROW * most,
            None => ui.available_height(),
        };
        // The scroll bar stands in the margin, beside the counts.
        let area = Rect::from_min_max(
            ui.cursor().min,
            pos2(ui.max_rect().right() + 9.0, ui.cursor().top() + height),
        );
        let width = ui.available_width();
        let mut list_ui = ui.new_child(UiBuilder::new().max_rect(area));
        ScrollArea::vertical()
            .id_salt("agencies")
            .auto_shrink([false, true])
            .max_height(height)
            .show_rows(&mut list_ui, ROW, list.len(), |ui, range| {
                ui.set_max_width(width);
                ui.spacing_mut().item_spacing.y = 0.0;
                for (ix, load) in &list[range] {
                    let agency = app.data().workspace.agency(*ix);
                    let on = view.agencies.contains(&agency.id);
                    // What a chosen body has through a collective is counted apart.
                    let asked = app.sheet().asked_member();
                    let asked = asked.is_some_and(|asked| asked.body == *ix);
                    let is_split = (on || asked) && load.through > 0;
                    let ranges = query.highlights(agency.label(), false);
                    let row = CheckRow {
                        on,
                        label: highlighted(agency.label(), &ranges, font(14.0), look.text, look),
                        name: agency.label(),
                        count: if is_split {
                            let mark = terms::THROUGH_MARK;
                            format!("直接 {} · {mark} {}", load.tasks, load.through)
                        } else {
                            load.all().to_string()
                        },
                        reserve: 84.0,
                        lead: 0.0,
                    };
                    let (response, rect) = row.show(ui, look);
                    menus::of_body(&response, *ix, app, actions);
                    if !is_split {
                        bar(ui, rect, load.tasks, load.leads, heaviest, look);
                    }
                    let hover = if load.through > 0 {
                        format!(
                            "{}\n直接 {} · {} {}",
                            agency.name,
                            load.tasks,
                            terms::THROUGH,
                            load.through
                        )
                    } else {
                        agency.name.clone()
                    };
                    if response.on_hover_text(hover).clicked() {
                        actions.push(Action::View(view.toggle_agency(&agency.id)));
                    }
                }
            });
        ui.allocate_space(vec2(width, list_ui.min_rect().height()));
    }

    /// The bodies to list with their loads: the heaviest first, chosen ones always among them.
    fn listed(&self, app: &App) -> Vec<(AgencyIx, crate::view::AgencyLoad)> {
        let sheet = app.sheet();
        let view = app.view();
        let query = Query::new(&self.find);
        let workspace = &app.data().workspace;
        let mut list: Vec<_> = sheet
            .facets
            .agencies
            .iter()
            .enumerate()
            .map(|(ix, load)| (AgencyIx::new(ix), *load))
            .filter(|&(ix, load)| {
                let is_body = view.succession == SuccessionView::AsWritten
                    || sheet.bodies.get(ix.get()) == Some(&ix);
                is_body && (load.all() > 0 || view.agencies.contains(&workspace.agency(ix).id))
            })
            .filter(|&(ix, _)| {
                query.is_empty()
                    || workspace.agencies[ix.get()]
                        .names()
                        .any(|name| query.matches(name))
            })
            .collect();
        // What was chosen, or looked for with its share through collectives, is seen at once.
        let first = |ix: AgencyIx| {
            let chosen = view.agencies.contains(&workspace.agency(ix).id);
            chosen || sheet.asked_member().is_some_and(|asked| asked.body == ix)
        };
        list.sort_by_key(|&(ix, load)| {
            let weight = (load.tasks, load.leads, load.through);
            std::cmp::Reverse((first(ix), weight))
        });
        list
    }
}

fn upper(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    plans(ui, app, look, actions);
    ui.add_space(12.0);
    roles(ui, app, look, actions);
    ui.add_space(12.0);
    due(ui, app, look, actions);
    ui.add_space(12.0);
    own::show(ui, app, look, actions);
}

fn plans(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    let workspace = &app.data().workspace;
    let view = app.view();
    let mut words = format!("{} 份", workspace.plans.len());
    if workspace.checked > 0 {
        let (checked, all) = (workspace.checked, workspace.tasks.len());
        words = format!("{} {checked} / {all} · {words}", terms::CHECKED);
    }
    caption(ui, terms::PLAN, &words, look);
    for (ix, entry) in workspace.plans.iter().enumerate() {
        let plan = &entry.plan;
        let on = view.plans.contains(&plan.id);
        let count = app.sheet().facets.plans[ix];
        let mut label = LayoutJob::single_section(
            plan.label().to_owned(),
            TextFormat::simple(font(14.0), look.text),
        );
        if plan.status == PlanStatus::Draft && !plan.label().contains('草') {
            let format = TextFormat::simple(font(12.0), look.warning);
            label.append("草案", 4.0, format);
        }
        let row = CheckRow {
            on,
            label,
            name: plan.label(),
            count: count.to_string(),
            reserve: 66.0,
            lead: 0.0001,
        };
        let (response, rect) = row.show(ui, look);
        menus::of_plan(&response, PlanIx::new(ix), app, actions);
        if let Some(year) = plan.issued.map(crate::model::Date::year) {
            ui.painter().text(
                pos2(rect.right() - 32.0, rect.center().y),
                eframe::egui::Align2::RIGHT_CENTER,
                year.to_string(),
                font(12.0),
                look.dim,
            );
        }
        if response
            .on_hover_text(crate::view::citation(entry))
            .clicked()
        {
            actions.push(Action::View(view.toggle_plan(&plan.id)));
        }
    }
}

fn roles(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    let view = app.view();
    caption(ui, terms::ROLE, "", look);
    for role in Role::ALL {
        let count = app.sheet().facets.roles[role.index()];
        if app.data().workspace.role_counts[role.index()] == 0 {
            continue;
        }
        let on = view.shows_role(role);
        let format = TextFormat::simple(font(14.0), look.text);
        let row = CheckRow {
            on,
            label: LayoutJob::single_section(role.label().to_owned(), format),
            name: role.label(),
            count: count.to_string(),
            reserve: 36.0,
            lead: 20.0,
        };
        let (response, rect) = row.show(ui, look);
        let centre = pos2(rect.left() + 28.0, rect.center().y);
        marks::paint_sized(ui.painter(), centre, role, look.role(role), 5.5);
        menus::of_role(&response, role, app, actions);
        if response.clicked() {
            actions.push(Action::View(view.toggle_role(role)));
        }
    }
}

fn due(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    let view = app.view();
    let facets = &app.sheet().facets;
    // Deadlines of tasks and of goals that no task has: each year that occurs has its place.
    let mut kinds: BTreeSet<DueFilter> = facets
        .due
        .keys()
        .chain(facets.goals.keys())
        .copied()
        .collect();
    kinds.extend(&view.due);
    if kinds.is_empty() && !view.only_with_targets {
        return;
    }
    caption(
        ui,
        "目标时限",
        &format!("{} 项有目标", facets.with_targets),
        look,
    );
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        ui.spacing_mut().button_padding = vec2(6.0, 1.0);
        for due in kinds {
            let of = |counts: &BTreeMap<DueFilter, u32>| counts.get(&due).copied().unwrap_or(0);
            let (tasks, goals) = (of(&facets.due), of(&facets.goals));
            let on = view.due.contains(&due);
            let words = match due {
                DueFilter::Year(year) => year.to_string(),
                DueFilter::When => "视条件".to_owned(),
                DueFilter::Ongoing => "持续".to_owned(),
                due => due.label(),
            };
            let mut tip = format!("{}：{tasks} 项任务", due.label());
            if goals > 0 {
                tip.push_str(&format!("，{goals} 项{}", terms::OVERALL_GOALS));
            }
            let toggle = small_toggle(ui, &format!("{words} {}", tasks + goals), on, look);
            toggle.widget_info(|| WidgetInfo::selected(ARole::Button, true, on, &words));
            menus::of_due(&toggle, due, app, actions);
            if toggle.on_hover_text(tip).clicked() {
                actions.push(Action::View(view.toggle_due(due)));
            }
        }
        if small_toggle(ui, "有目标", view.only_with_targets, look)
            .on_hover_text("只看写明目标的任务")
            .clicked()
        {
            actions.push(Action::View(view.toggle_only_with_targets()));
        }
    });
}

fn small_toggle(ui: &mut Ui, words: &str, on: bool, look: &Look) -> eframe::egui::Response {
    let (text, fill) = if on {
        (look.on_accent, look.accent)
    } else {
        (look.dim, look.background)
    };
    let stroke = eframe::egui::Stroke::new(1.0, if on { look.accent } else { look.hairline });
    ui.add(
        Button::new(RichText::new(words).font(font(12.0)).color(text))
            .fill(fill)
            .stroke(stroke)
            .selected(on)
            .min_size(vec2(0.0, 20.0)),
    )
}

fn agency_caption(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions, count: usize) {
    let view = app.view();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    let painter = ui.painter().clone();
    let y = rect.center().y;
    let caption = painter.text(
        pos2(rect.left(), y),
        eframe::egui::Align2::LEFT_CENTER,
        "机构 · ",
        font(12.0),
        look.dim,
    );
    // As links are: a press changes it.
    let words = painter.text(
        caption.right_center(),
        eframe::egui::Align2::LEFT_CENTER,
        view.agency_match.label(),
        font(12.0),
        look.accent,
    );
    painter.text(
        pos2(rect.right(), y),
        eframe::egui::Align2::RIGHT_CENTER,
        format!("{count} 个"),
        font(12.0),
        look.dim,
    );
    let response = ui.interact(
        words.expand(3.0),
        ui.scope_id().with("match"),
        Sense::click(),
    );
    response.widget_info(|| {
        WidgetInfo::labeled(
            eframe::egui::Role::Button,
            true,
            format!("机构条件：{}", view.agency_match.label()),
        )
    });
    let hint = match view.agency_match {
        AgencyMatch::Any => "显示任一所选机构参与的任务；点击改为同时参与",
        AgencyMatch::All => "显示所选机构同时参与的任务；点击改为任一参与",
    };
    if response.on_hover_text(hint).clicked() {
        actions.push(Action::View(view.toggle_agency_match()));
    }
}

/// The load of a body as a bar: all its tasks, the led ones darker.
fn bar(ui: &Ui, row: Rect, tasks: u32, leads: u32, heaviest: u32, look: &Look) {
    const FULL: f32 = 46.0;
    let left = row.right() - 80.0;
    let y = Rangef::new(row.center().y - 2.0, row.center().y + 2.0);
    let part = |count: u32| FULL * num::share(count, heaviest);
    let paint = |count: u32, colour| {
        if count > 0 {
            let x = left..=left + part(count).max(1.0);
            let corner = eframe::egui::CornerRadius::ZERO;
            ui.painter()
                .rect_filled(Rect::from_x_y_ranges(x, y), corner, colour);
        }
    };
    paint(tasks, look.bar);
    paint(leads, look.accent);
}
