//! Hover texts and context menus of rows and columns.

use eframe::egui::{RichText, Ui};

use super::Frame;
use crate::app::command::Command;
use crate::app::{Action, App, Selection};
use crate::model::workspace::{AgencyIx, TaskIx};
use crate::terms;
use crate::ui::grid::Hit;
use crate::ui::theme::{Look, bold, size};
use crate::ui::{Actions, compare};
use crate::view::{ColumnOrder, RowKind, Sheet};

impl Frame<'_> {
    /// The whole title, and what the cell under the pointer says.
    pub fn row_tooltip(&self, ui: &mut Ui, hit: Hit) {
        let row = self.row(hit.row);
        let workspace = self.sheet.workspace();
        ui.set_max_width(size::TOOLTIP);
        match row.kind {
            RowKind::Plan(ix) => {
                ui.label(RichText::new(&workspace.plan(ix).plan.title).font(bold(size::TEXT)));
                ui.label(format!("显示 {} 项，共 {} 项任务", row.shown, row.all));
            }
            RowKind::Section(ix) => {
                let section = workspace.section(ix);
                let title = format!("{} {}", section.number, section.title);
                ui.label(RichText::new(title.trim()).font(bold(size::TEXT)));
                ui.label(format!("显示 {} 项，共 {} 项任务", row.shown, row.all));
            }
            RowKind::Task(ix) => {
                let entry = workspace.task(ix);
                let title = format!("{} {}", entry.task.key(), entry.task.title);
                ui.label(RichText::new(title).font(bold(size::TEXT)));
                let Some(column) = hit.column else {
                    if row.shown != row.all {
                        ui.label(format!("显示 {} 个，共 {} 个机构", row.shown, row.all));
                    }
                    return;
                };
                let body = workspace.agency(self.sheet.columns[column].agency);
                let mut any = false;
                let mut named = Vec::new();
                for nth in self.sheet.assignments_in(ix, column) {
                    any = true;
                    named.push(entry.duties[nth].agency);
                    ui.label(assignment_text(self.sheet, ix, nth));
                }
                if !any {
                    for nth in self.sheet.through_in(ix, self.sheet.columns[column].agency) {
                        any = true;
                        ui.label(through_text(self.sheet, ix, nth, body.label()));
                    }
                }
                if let Some(folded) = self.sheet.folded_text(&named) {
                    ui.label(folded);
                }
                if !any {
                    ui.label(RichText::new(body.label()).color(self.look.dim));
                }
            }
        }
    }

    /// The full name and the counts of the body under the pointer.
    pub fn column_tooltip(&self, ui: &mut Ui, column: usize) {
        let column = &self.sheet.columns[column];
        let workspace = self.sheet.workspace();
        ui.set_max_width(size::TOOLTIP);
        let agency = workspace.agency(column.agency);
        ui.label(RichText::new(&agency.name).font(bold(size::TEXT)));
        ui.label(column.counts_text());
        if let Some(folded) = self.sheet.folded_text(&column.folded) {
            ui.label(folded);
        }
    }

    /// What can be done with the column under the pointer.
    pub fn column_menu(&self, ui: &mut Ui, actions: &mut Actions) {
        let Some(agency) = self.app.selection().agency else {
            return;
        };
        let Some(nth) = self.sheet.column_of(agency) else {
            return;
        };
        let workspace = self.sheet.workspace();
        let view = self.app.view();
        let label = workspace.agency(agency).label();
        if ui.button(format!("只看{label}的任务")).clicked() {
            actions.push(Action::View(view.only_agency(self.id(agency))));
        }
        if ui
            .button(format!("只看{label}的任务，不列其他机构"))
            .clicked()
        {
            actions.push(Action::View(view.only_column(self.id(agency))));
        }
        if ui.button("在机构页查看").clicked() {
            crate::ui::agencies::show_profile(agency, actions);
        }
        if self.sheet.collectives.is_collective(agency) {
            let id = self.id(agency);
            let words = if view.unfolded.contains(&id) {
                "成员单位并回一列"
            } else {
                "按成员单位展开"
            };
            if ui.button(words).clicked() {
                actions.push(Action::View(view.toggle_unfolded(&id)));
            }
        }
        ui.separator();
        let ids = self.column_ids();
        let mut move_to = |ui: &mut Ui, words: &str, to: Option<usize>| {
            let button = ui.add_enabled(to.is_some(), eframe::egui::Button::new(words));
            if let Some(to) = to.filter(|_| button.clicked()) {
                actions.push(Action::View(view.move_column(ids.clone(), nth, to)));
            }
        };
        move_to(ui, "移到最前", (nth > 0).then_some(0));
        move_to(ui, "左移一列", nth.checked_sub(1));
        move_to(ui, "右移一列", (nth + 1 < ids.len()).then_some(nth + 1));
        if matches!(view.column_order, ColumnOrder::ByHand(_))
            && ui.button("恢复按任务数排列").clicked()
        {
            actions.push(Action::View(view.columns_ordered_by(ColumnOrder::Load)));
        }
    }

    /// Marks a column.
    pub fn click_column(&self, column: usize, actions: &mut Actions) {
        actions.push(Action::Select(Selection {
            agency: Some(self.sheet.columns[column].agency),
            ..Selection::default()
        }));
        actions.open_detail();
    }

    /// The agencies of the columns, from the left.
    pub fn column_ids(&self) -> Vec<String> {
        let columns = self.sheet.columns.iter();
        columns.map(|column| self.id(column.agency)).collect()
    }

    fn id(&self, agency: AgencyIx) -> String {
        self.sheet.workspace().agency(agency).id.clone()
    }
}

/// One assignment in words: `牵头 市经信局`, with the wording of the source where it differs.
pub fn assignment_text(sheet: &Sheet, task: TaskIx, nth: usize) -> String {
    let workspace = sheet.workspace();
    let entry = workspace.task(task);
    let assignment = &entry.task.assignments[nth];
    let duty = entry.duties[nth];
    let label = workspace.agency(duty.agency).label();
    let mut text = format!("{} {label}", assignment.role.label());
    if let Some(term) = &assignment.term {
        text.push_str(&format!("（{term}）"));
    }
    let today = sheet.bodies[duty.agency.get()];
    if today != duty.agency {
        text.push_str(&format!(" → 现 {}", workspace.agency(today).label()));
    }
    if let Some(written) = assignment
        .written
        .as_ref()
        .filter(|written| *written != label)
    {
        text.push_str(&format!("，原文“{written}”"));
    }
    if let Some(changes) = sheet.data.changes() {
        let words = compare::duty_words(changes.duty(task, nth));
        if !words.is_empty() {
            text.push_str(&format!("，{words}"));
        }
    }
    if let Some(note) = &assignment.note {
        text.push_str(&format!("\n{}", terms::noted(note)));
    }
    text
}

/// What a body has through a collective, in words: `江岸区 经各区人民政府：责任 各区人民政府`.
pub fn through_text(sheet: &Sheet, task: TaskIx, nth: usize, body: &str) -> String {
    let duty = sheet.workspace().task(task).duties[nth];
    let collective = sheet.workspace().agency(duty.agency).label();
    format!(
        "{body} {}{collective}：{}",
        terms::THROUGH_MARK,
        assignment_text(sheet, task, nth)
    )
}

/// What can be done with the chosen task.
pub fn task_menu(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    let workspace = &app.data().workspace;
    let selection = app.selection();
    let Some(task) = selection.task else {
        if marked_menu(ui, app, actions) {
            return;
        }
        ui.label(RichText::new("先选一项任务").color(look.dim));
        return;
    };
    if marked_menu(ui, app, actions) {
        ui.separator();
    }
    let entry = workspace.task(task);
    if let Some(agency) = selection.agency {
        let body = workspace.agency(agency);
        if ui.button(format!("只看{}", body.label())).clicked() {
            actions.push(Action::View(app.view().only_agency(&body.id)));
        }
    }
    let section = workspace.section_key(entry.section);
    if ui.button("只看本章节").clicked() {
        actions.push(Action::View(app.view().only_section(section)));
    }
    if ui.button("只看本方案").clicked() {
        let plan = &workspace.plan(entry.plan).plan.id;
        actions.push(Action::View(app.view().only_plan(plan)));
    }
    ui.separator();
    if ui.button("复制任务").clicked() {
        actions.push(Action::Copy(crate::ui::detail::task_text(
            app.sheet(),
            task,
        )));
    }
}

/// What can be done with all that is marked, and whether there is something.
fn marked_menu(ui: &mut Ui, app: &App, actions: &mut Actions) -> bool {
    let Some(words) = app.marked_text() else {
        return false;
    };
    let button = ui.button("复制所选");
    if button.on_hover_text(words).clicked() {
        actions.push(Action::Run(Command::CopyCells));
    }
    let count = app.selected_tasks().len();
    if count > 1 && ui.button(format!("只看所选 {count} 项任务")).clicked() {
        let keys = app.selected_keys();
        actions.push(Action::View(app.view().only_tasks(keys)));
    }
    true
}
