//! 按机构分发: which agencies get a file, in which format; and which files would be replaced.

use std::path::{Path, PathBuf};

use eframe::egui::{
    Align, Button, Key, Label, Layout as Direction, Modifiers, RichText, ScrollArea, TextEdit, Ui,
    vec2,
};

use super::{heading, list_height};
use crate::app::forms::DistributeForm;
use crate::app::{Action, App, Dialog};
use crate::export::{Layout, with_any_tasks, with_tasks};
use crate::terms;
use crate::ui::Actions;
use crate::ui::theme::{Look, font};
use crate::ui::widgets::{self, CheckRow};
use crate::view::search::Query;
use crate::view::{AgencyList, AgencyOrder};

/// The height of the field above the bodies, with the space around it.
const FIND_HEIGHT: f32 = 36.0;

/// Shows the form.
pub fn show(ui: &mut Ui, app: &App, form: &DistributeForm, look: &Look, actions: &mut Actions) {
    let mut new = form.clone();
    ui.set_width(460.0_f32.min(ui.ctx().content_rect().width() - 60.0));
    heading(ui, "按机构分发", look);
    let words = "每个机构一份责任清单：牵头、责任、其他任务，经集合机构的任务，目标和时限，出处；另有汇总和供签收的核对单，数目与责任矩阵对得上。写进所选文件夹中带日期的文件夹。";
    ui.add(Label::new(RichText::new(words).font(font(12.0)).color(look.dim)).wrap());
    ui.add_space(10.0);
    widgets::caption(ui, "格式", "", look);
    let formats = Layout::Agency.formats();
    let parts: Vec<(&str, bool)> = formats
        .iter()
        .map(|format| (format.label(), *format == form.format))
        .collect();
    if let Some(nth) = widgets::segmented(ui, "格式", &parts, look) {
        new.format = formats[nth];
    }
    ui.add_space(10.0);
    match app.census() {
        Some(census) => bodies(ui, app, &census.list, &mut new, look),
        None => {
            widgets::caption(ui, terms::AGENCY, "", look);
            // As high as the list that comes: the dialog does not jump.
            ui.scope(|ui| {
                ui.set_min_height(bodies_height(ui) + FIND_HEIGHT);
                ui.label(RichText::new("正在统计各机构的任务").color(look.dim));
            });
        }
    }
    ui.add_space(12.0);
    foot(ui, form, look, actions);
    if new != *form {
        actions.push(Action::Dialog(Some(Dialog::Distribute(new))));
    }
}

/// The height that the list of bodies may take.
fn bodies_height(ui: &Ui) -> f32 {
    (list_height(ui) - 170.0).max(120.0)
}

fn bodies(ui: &mut Ui, app: &App, list: &AgencyList, form: &mut DistributeForm, look: &Look) {
    let workspace = &app.base().workspace;
    let right = format!("已选 {} 个", form.agencies.len());
    widgets::caption(ui, terms::AGENCY, &right, look);
    ui.horizontal(|ui| {
        let hint = RichText::new("名称、简称或拼音").color(look.faint);
        let field = ui.add(
            TextEdit::singleline(&mut form.find)
                .hint_text(hint)
                .desired_width(200.0)
                .margin(eframe::egui::Margin::symmetric(8, 4)),
        );
        widgets::named(&field, "查找机构");
        if widgets::link(ui, "有任务的机构", look.accent).clicked() {
            let agencies = with_tasks(list).into_iter();
            form.agencies = agencies.map(|ix| workspace.agency(ix).id.clone()).collect();
        }
        // Where a collective gives its members all they have.
        if list
            .rows
            .iter()
            .any(|row| row.tasks == 0 && row.through > 0)
        {
            let words = format!("含{}的", terms::THROUGH);
            if widgets::link(ui, &words, look.accent).clicked() {
                let agencies = with_any_tasks(list).into_iter();
                form.agencies = agencies.map(|ix| workspace.agency(ix).id.clone()).collect();
            }
        }
        if widgets::link(ui, "全不选", look.accent).clicked() {
            form.agencies.clear();
        }
    });
    ui.add_space(4.0);
    let places = list.places(&Query::new(&form.find), AgencyOrder::Load, false);
    if places.is_empty() {
        ui.label(RichText::new("没有匹配的机构").color(look.dim));
    }
    let height = bodies_height(ui);
    ScrollArea::vertical()
        .id_salt("bodies")
        .max_height(height)
        .auto_shrink([false, true])
        .show_rows(ui, 24.0, places.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            // Clear of the scroll bar.
            ui.set_max_width(ui.available_width() - 12.0);
            for &nth in &places[range] {
                let row = &list.rows[nth];
                let agency = workspace.agency(row.agency);
                let on = form.agencies.contains(&agency.id);
                let count = match (row.tasks, row.through) {
                    (0, 0) => "没有任务".to_owned(),
                    (0, through) => format!("经集合机构 {through} 项"),
                    (tasks, _) => format!("{tasks} 项"),
                };
                let line = CheckRow {
                    on,
                    label: widgets::highlighted(agency.label(), &[], font(14.0), look.text, look),
                    name: agency.label(),
                    count,
                    reserve: 120.0,
                    lead: 2.0,
                };
                let (response, _) = line.show(ui, look);
                if response.clicked() {
                    if on {
                        form.agencies.retain(|id| *id != agency.id);
                    } else {
                        form.agencies.push(agency.id.clone());
                    }
                }
            }
        });
}

fn foot(ui: &mut Ui, form: &DistributeForm, look: &Look, actions: &mut Actions) {
    ui.horizontal(|ui| {
        let cancel = ui.add(Button::new("取消").min_size(vec2(58.0, 30.0)));
        if cancel.clicked() {
            actions.push(Action::Dialog(None));
        }
        ui.with_layout(Direction::right_to_left(Align::Center), |ui| {
            let can = !form.agencies.is_empty();
            let button = widgets::primary_button("选择文件夹…", look).min_size(vec2(116.0, 30.0));
            let button = ui
                .add_enabled(can, button)
                .on_disabled_hover_text("请先选择机构");
            let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
            if button.clicked() || (enter && can) {
                actions.push(Action::Distribute(form.clone()));
            }
        });
    });
}

/// Names the files that would be replaced, and asks.
pub fn replace(
    ui: &mut Ui,
    form: &DistributeForm,
    folder: &Path,
    existing: &[PathBuf],
    look: &Look,
    actions: &mut Actions,
) {
    ui.set_width(520.0_f32.min(ui.ctx().content_rect().width() - 60.0));
    heading(ui, "替换已有的文件？", look);
    let words = format!("{} 里已有 {} 个同名文件", folder.display(), existing.len());
    ui.add(Label::new(RichText::new(words).color(look.text)).wrap());
    ui.add_space(6.0);
    ScrollArea::vertical()
        .id_salt("existing")
        .max_height((list_height(ui) - 60.0).max(100.0))
        .auto_shrink([false, true])
        .show_rows(ui, 20.0, existing.len(), |ui, range| {
            for path in &existing[range] {
                let name = path.file_name().unwrap_or(path.as_os_str());
                let name = RichText::new(name.to_string_lossy()).font(font(12.0));
                ui.add(Label::new(name.color(look.dim)).truncate());
            }
        });
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        let back = ui.add(Button::new("取消").min_size(vec2(58.0, 30.0)));
        if back.clicked() {
            actions.push(Action::Dialog(None));
        }
        ui.with_layout(Direction::right_to_left(Align::Center), |ui| {
            let other = ui.add(Button::new("换一个文件夹…").min_size(vec2(116.0, 30.0)));
            if other.clicked() {
                actions.push(Action::Distribute(form.clone()));
            }
            let button = widgets::primary_button("替换", look).min_size(vec2(72.0, 30.0));
            if ui.add(button).clicked() {
                actions.push(Action::DistributeTo {
                    form: form.clone(),
                    folder: folder.to_owned(),
                });
            }
        });
    });
}
