//! Changing who answers for a task: each body's role, bodies added by name, pinyin or initials.

use eframe::egui::{Id, Key, RichText, TextEdit, Ui, WidgetInfo};

use crate::app::{Action, App, Change};
use crate::model::Role;
use crate::model::workspace::{AgencyIx, TaskIx};
use crate::ui::theme::{Look, font};
use crate::ui::{Actions, widgets};
use crate::view::search::Query;

/// So many bodies are offered for what is typed.
const OFFERED: usize = 5;

/// Shows who answers for a task, to be changed.
pub(super) fn bodies(ui: &mut Ui, app: &App, ix: TaskIx, look: &Look, actions: &mut Actions) {
    let workspace = &app.data().workspace;
    let duties = &workspace.task(ix).duties;
    widgets::caption(ui, "修改机构", "", look);
    ui.horizontal_wrapped(|ui| {
        for duty in duties {
            let name = workspace.agency(duty.agency).label();
            let words = format!("{} {name}", duty.role.label());
            ui.menu_button(words, |ui| {
                for role in Role::ALL {
                    let is_so = role == duty.role;
                    let words = format!("改为{}", role.label());
                    if ui.selectable_label(is_so, words).clicked() {
                        set(actions, ix, duty.agency, Some(role));
                        ui.close();
                    }
                }
                ui.separator();
                if ui.button("去掉").clicked() {
                    set(actions, ix, duty.agency, None);
                    ui.close();
                }
            });
        }
    });
    add(ui, app, ix, look, actions);
}

fn set(actions: &mut Actions, task: TaskIx, agency: AgencyIx, role: Option<Role>) {
    actions.push(Action::Change(Change::Mark { task, agency, role }));
}

/// A field for one body more, and the role that it gets.
fn add(ui: &mut Ui, app: &App, ix: TaskIx, look: &Look, actions: &mut Actions) {
    let workspace = &app.data().workspace;
    let duties = &workspace.task(ix).duties;
    let of_role = Id::unique("role of a body to add");
    let usual = duties.last().map_or(Role::Responsible, |duty| duty.role);
    let kept: Option<(TaskIx, Role)> = ui.data(|data| data.get_temp(of_role));
    let role = kept
        .filter(|(of, _)| *of == ix)
        .map_or(usual, |(_, role)| role);
    let id = Id::unique(("body to add", ix));
    let mut typed: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let response = ui.horizontal_wrapped(|ui| {
        let parts = Role::ALL.map(|it| (it.label(), it == role));
        if let Some(nth) = widgets::segmented(ui, "添加为", &parts, look) {
            ui.data_mut(|data| data.insert_temp(of_role, (ix, Role::ALL[nth])));
        }
        let edit = TextEdit::singleline(&mut typed)
            .id(id.with("field"))
            .hint_text("添加机构：名称、拼音")
            .desired_width(240.0);
        ui.add(edit)
    });
    let response = response.inner;
    widgets::named(&response, "添加机构");
    let name = typed.trim().to_owned();
    let offered = offered(app, ix, &name);
    let takes_first = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let mut chosen: Option<Change> = None;
    if !name.is_empty() {
        ui.horizontal_wrapped(|ui| {
            for (nth, agency) in offered.iter().enumerate() {
                let words = workspace.agency(*agency).label();
                if ui.button(words).clicked() || (takes_first && nth == 0) {
                    chosen = Some(Change::Mark {
                        task: ix,
                        agency: *agency,
                        role: Some(role),
                    });
                }
            }
            let is_known = offered
                .iter()
                .any(|agency| workspace.agency(*agency).label() == name);
            // Letters are pinyin, and no name of a body.
            if !is_known && !name.is_ascii() {
                let words = RichText::new(format!("新机构“{name}”")).font(font(13.0));
                let new = ui.button(words.color(look.accent));
                new.widget_info(|| {
                    let words = format!("新机构“{name}”");
                    WidgetInfo::labeled(eframe::egui::Role::Button, true, words)
                });
                if new.clicked() || (takes_first && offered.is_empty()) {
                    chosen = Some(Change::NewBody {
                        task: ix,
                        name: name.clone(),
                        role,
                    });
                }
            }
        });
    }
    if let Some(change) = chosen {
        actions.push(Action::Change(change));
        typed.clear();
    }
    ui.data_mut(|data| data.insert_temp(id, typed));
}

/// The bodies that what is typed may mean and that the task does not have yet, the nearest first.
fn offered(app: &App, ix: TaskIx, typed: &str) -> Vec<AgencyIx> {
    let duties = &app.data().workspace.task(ix).duties;
    found(app, typed, |agency| {
        duties.iter().all(|duty| duty.agency != agency)
    })
}

/// The bodies that fit and that what is typed may mean, the nearest first.
pub(super) fn found(app: &App, typed: &str, fits: impl Fn(AgencyIx) -> bool) -> Vec<AgencyIx> {
    let query = Query::new(typed);
    if query.is_empty() {
        return Vec::new();
    }
    let workspace = &app.data().workspace;
    let mut found: Vec<(bool, usize, AgencyIx)> = (0..workspace.agencies.len())
        .map(AgencyIx::new)
        .filter(|agency| fits(*agency))
        .filter_map(|agency| {
            let name = workspace.agency(agency).label();
            let begins = query.highlights(name, false);
            let begins = begins.first().is_some_and(|found| found.start == 0);
            query
                .matches(name)
                .then(|| (!begins, name.chars().count(), agency))
        })
        .collect();
    found.sort_by_key(|(begins, length, _)| (*begins, *length));
    let found = found.into_iter().map(|(_, _, agency)| agency);
    found.take(OFFERED).collect()
}
