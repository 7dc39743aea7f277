//! The detail panel: a task with its bodies, targets and source; or a body; or a plan.

use eframe::egui::{
    self, Align, Label, Layout, RichText, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2,
};

use super::theme::{Look, bold, font};
use super::{Actions, marks, matrix, widgets};
use crate::app::command::Command;
use crate::app::{Action, App, Selection, Tab};
use crate::model::workspace::{AgencyIx, PlanIx, SectionIx, TaskIx};
use crate::model::{Agency, Basis, Due, Members, PlanStatus, Role, Target};
use crate::view::compare::DutyState;
use crate::view::search::Query;
use crate::view::timeline::thread_of;
use crate::view::{Sheet, TargetId, TargetOwner, citation, figure_text, section_path};

/// Shows the panel.
pub fn show(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    let rect = ui.max_rect().shrink2(vec2(16.0, 0.0));
    let mut panel = ui.new_child(UiBuilder::new().max_rect(rect));
    let selection = app.selection();
    ScrollArea::vertical()
        .id_salt(("detail", selection.task, selection.plan, selection.agency))
        .auto_shrink(false)
        .show(&mut panel, |ui| {
            ui.set_max_width(rect.width());
            ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
            ui.add_space(16.0);
            match (selection.task, selection.plan, selection.agency) {
                (Some(task), ..) => task_detail(ui, app, task, look, actions),
                (None, Some(plan), _) => plan_detail(ui, app, plan, look, actions),
                (None, None, Some(agency)) => agency_detail(ui, app, agency, look, actions),
                (None, None, None) => nothing(ui, app, look, actions),
            }
            ui.add_space(16.0);
        });
}

fn nothing(ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
    title(ui, "详情", look);
    wrapped(
        ui,
        RichText::new("点一项任务、一个标记或一个机构，这里显示它的分工、目标和出处。")
            .color(look.dim),
    );
    ui.add_space(12.0);
    for (command, words) in [
        (Command::Search, "按汉字、拼音或首字母搜索，如 sjxj"),
        (Command::Export, "导出现在显示的内容"),
        (Command::Open, "打开自己的数据文件"),
        (Command::Keys, "查看全部快捷键"),
    ] {
        let keys = command.shortcut_text().unwrap_or_default();
        ui.horizontal(|ui| {
            let link = widgets::link(ui, &keys, look.accent);
            if link.clicked() && command.unavailable(app).is_none() {
                actions.push(Action::Run(command));
            }
            ui.label(RichText::new(words).font(font(12.0)).color(look.dim));
        });
    }
}

fn task_detail(ui: &mut Ui, app: &App, ix: TaskIx, look: &Look, actions: &mut Actions) {
    let workspace = &app.data().workspace;
    let entry = workspace.task(ix);
    let plan = workspace.plan(entry.plan);
    let query = Query::new(&app.view().text);
    super::compare::of_task(ui, app, ix, look, actions);
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
    if !entry.task.summary.is_empty() {
        ui.add_space(2.0);
        marked(ui, &query, &entry.task.summary, true, font(14.0), look);
    }
    ui.add_space(6.0);
    bodies(ui, app, ix, look, actions);
    let owner = TargetOwner::Task(ix);
    targets(ui, app, owner, &entry.task.targets, look, actions);
    source(ui, app, ix, look);
    if let Some(note) = &entry.task.note {
        ui.add_space(8.0);
        wrapped(
            ui,
            RichText::new(format!("注：{note}"))
                .font(font(12.0))
                .color(look.warning),
        );
    }
    ui.add_space(10.0);
    ui.horizontal_wrapped(|ui| {
        if ui
            .button("复制")
            .on_hover_text("复制任务、分工、目标和出处")
            .clicked()
        {
            actions.push(Action::Copy(task_text(app.sheet(), ix)));
        }
        timeline_button(ui, app, ix, actions);
        if let Some(agency) = app.selection().agency {
            only_button(ui, app, agency, actions);
        }
    });
}

fn only_button(ui: &mut Ui, app: &App, agency: AgencyIx, actions: &mut Actions) {
    let body = app.data().workspace.agency(agency);
    let only = format!("只看{}", body.label());
    if ui
        .button(only)
        .on_hover_text("只显示它参与的任务")
        .clicked()
    {
        actions.push(Action::View(matrix::only_agency(
            app.view(),
            body.id.clone(),
        )));
    }
}

/// The bodies by role, in the order of the document.
fn bodies(ui: &mut Ui, app: &App, ix: TaskIx, look: &Look, actions: &mut Actions) {
    let workspace = &app.data().workspace;
    let entry = workspace.task(ix);
    if entry.duties.is_empty() {
        ui.label(RichText::new("原文没有写明责任单位").color(look.dim));
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
    if let Some(words) = members_words(agency, workspace.agencies[duty.agency.get()].members.len())
    {
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
        small(super::compare::duty_words(state), look.warning);
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

/// Strikes a text through.
pub fn strike(job: &mut egui::text::LayoutJob, look: &Look) {
    for section in &mut job.sections {
        section.format.strikethrough = egui::Stroke::new(1.0, look.warning);
    }
}

fn members_words(agency: &Agency, members: usize) -> Option<String> {
    match &agency.members {
        Some(Members::Listed(_)) => Some(format!("{members} 个成员")),
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
        ui.label(format!("注：{note}"));
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

/// Targets, grouped by deadline, the figures at the right, and what other plans say of the same
/// indicator.
fn targets(
    ui: &mut Ui,
    app: &App,
    owner: TargetOwner,
    targets: &[Target],
    look: &Look,
    actions: &mut Actions,
) {
    if targets.is_empty() {
        return;
    }
    ui.add_space(12.0);
    let gap = std::mem::take(&mut ui.spacing_mut().item_spacing.y);
    let mut dues: Vec<Due> = targets.iter().map(|target| target.due).collect();
    dues.sort_unstable();
    dues.dedup();
    for (nth, due) in dues.into_iter().enumerate() {
        if nth > 0 {
            ui.add_space(8.0);
        }
        widgets::caption(ui, if nth == 0 { "目标" } else { "" }, &due.text(), look);
        line(ui, look);
        for (target, nth) in targets.iter().zip(0..) {
            if target.due == due {
                let id = TargetId { owner, nth };
                let chosen = app.selection().target == Some(id);
                let row = target_row(ui, target, chosen, look);
                if chosen {
                    bring_into_sight(ui, id, &row);
                }
                if row.clicked() {
                    actions.push(Action::Select(selection_of(app, id)));
                }
                thread(ui, app, id, look, actions);
                line(ui, look);
            }
        }
    }
    ui.spacing_mut().item_spacing.y = gap;
}

/// Scrolls a target that was chosen just now into sight.
fn bring_into_sight(ui: &Ui, id: TargetId, row: &egui::Response) {
    let key = egui::Id::unique("target in sight");
    let before = ui.data_mut(|data| {
        let before = data.get_temp::<TargetId>(key);
        data.insert_temp(key, id);
        before
    });
    if before != Some(id) {
        row.scroll_to_me(None);
    }
}

/// The figures that other plans set for the same indicator.
fn thread(ui: &mut Ui, app: &App, id: TargetId, look: &Look, actions: &mut Actions) {
    let workspace = &app.data().workspace;
    for other in thread_of(workspace, id) {
        let target = other.target(workspace);
        let words = format!(
            "同一指标　{} {}，{}",
            workspace.plan(other.plan(workspace)).plan.label(),
            figure_text(target),
            match target.due {
                Due::Unstated => "未写明时限".to_owned(),
                due => due.text(),
            }
        );
        let words = RichText::new(words).font(font(12.0)).color(look.accent);
        let button = egui::Button::new(words).frame(false).truncate();
        let response = ui.add(button).on_hover_text(&target.indicator);
        if response.clicked() {
            actions.push(Action::Select(selection_of(app, other)));
        }
    }
}

fn selection_of(app: &App, id: TargetId) -> Selection {
    match id.owner {
        TargetOwner::Task(task) => Selection {
            task: Some(task),
            target: Some(id),
            agency: app.selection().agency,
            ..Selection::default()
        },
        TargetOwner::Section(_) => Selection {
            plan: Some(id.plan(&app.data().workspace)),
            target: Some(id),
            ..Selection::default()
        },
    }
}

/// Shows the task's targets on the timeline, where their group is not folded away.
fn timeline_button(ui: &mut Ui, app: &App, ix: TaskIx, actions: &mut Actions) {
    let entry = app.data().workspace.task(ix);
    if entry.task.targets.is_empty() || app.tab() == Tab::Timeline {
        return;
    }
    let button = ui.button("时间轴");
    if button.on_hover_text("在时间轴上看它的目标").clicked() {
        let plan = &app.data().workspace.plan(entry.plan).plan.id;
        let mut view = app.view().clone();
        view.folded.retain(|key| key != plan);
        actions.push(Action::View(view));
        actions.push(Action::Select(Selection {
            task: Some(ix),
            agency: app.selection().agency,
            ..Selection::default()
        }));
        actions.push(Action::Run(Command::ShowTimeline));
    }
}

fn target_row(ui: &mut Ui, target: &Target, chosen: bool, look: &Look) -> egui::Response {
    let width = ui.available_width();
    let mut figure = target.amount.text(&target.unit);
    if target.stretch {
        figure = format!("力争 {figure}");
    }
    let words = format!("{} {figure}", target.indicator);
    let is_wording = matches!(target.amount, crate::model::Amount::Wording(_));
    let (type_face, colour) = if is_wording {
        (font(12.0), look.dim)
    } else {
        (bold(14.0), look.text)
    };
    let mut job =
        egui::text::LayoutJob::single_section(figure, egui::TextFormat::simple(type_face, colour));
    job.wrap.max_width = width * 0.5;
    job.halign = Align::Max;
    let figure = ui.painter().layout_job(job);
    let mut name = egui::text::LayoutJob::single_section(
        target.indicator.clone(),
        egui::TextFormat::simple(font(14.0), look.text),
    );
    name.wrap.max_width = width - figure.size().x - 16.0;
    name.wrap.break_anywhere = true;
    let name = ui.painter().layout_job(name);
    let height = name.size().y.max(figure.size().y) + 6.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, &words));
    let ground = rect.expand2(vec2(8.0, 0.0));
    if chosen {
        ui.painter()
            .rect_filled(ground, egui::CornerRadius::same(4), look.selection);
        // Not by colour alone: a bar at its side.
        let bar = egui::Stroke::new(3.0, look.accent);
        ui.painter()
            .vline(ground.left() + 1.5, ground.y_range(), bar);
    } else if response.hovered() || response.has_focus() {
        ui.painter()
            .rect_filled(ground, egui::CornerRadius::same(4), look.crosshair);
    }
    let at = pos2(rect.left(), rect.center().y - name.size().y / 2.0);
    ui.painter().galley(at, name, look.text);
    let at = pos2(rect.right() - 2.0, rect.center().y - figure.size().y / 2.0);
    ui.painter().galley(at, figure, look.text);
    match &target.note {
        Some(note) => {
            let dot = pos2(rect.right() + 6.0, rect.center().y);
            ui.painter().circle_filled(dot, 2.5, look.warning);
            response.on_hover_text(format!("注：{note}"))
        }
        None => response,
    }
}

fn source(ui: &mut Ui, app: &App, ix: TaskIx, look: &Look) {
    let workspace = &app.data().workspace;
    let entry = workspace.task(ix);
    let plan = &workspace.plan(entry.plan).plan;
    ui.add_space(14.0);
    widgets::caption(ui, "出处", "", look);
    let mut words = plan.number.clone().unwrap_or_default();
    if let Some(date) = plan.issued {
        if !words.is_empty() {
            words.push('，');
        }
        let verb = if plan.status == PlanStatus::Draft {
            "公布"
        } else {
            "印发"
        };
        words.push_str(&format!("{}{verb}", date.text()));
    }
    if !words.is_empty() {
        words.push('，');
    }
    words.push_str(&entry.task.key());
    wrapped(ui, RichText::new(words).color(look.text));
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
fn written_text(sheet: &Sheet, ix: TaskIx) -> String {
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
    for target in &entry.task.targets {
        lines.push(format!(
            "目标：{} {}{}（{}）",
            target.indicator,
            if target.stretch { "力争 " } else { "" },
            target.amount.text(&target.unit),
            target.due.text()
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

fn plan_detail(ui: &mut Ui, app: &App, ix: PlanIx, look: &Look, actions: &mut Actions) {
    let workspace = &app.data().workspace;
    let entry = workspace.plan(ix);
    let plan = &entry.plan;
    ui.label(RichText::new("方案").font(font(12.0)).color(look.dim));
    title(ui, &plan.title, look);
    let fact = |ui: &mut Ui, name: &str, words: String| {
        ui.horizontal_top(|ui| {
            ui.add_sized(
                [42.0, 20.0],
                Label::new(RichText::new(name).color(look.dim)),
            );
            ui.add(Label::new(RichText::new(words).color(look.text)).wrap());
        });
    };
    if let Some(number) = &plan.number {
        fact(ui, "文号", number.clone());
    }
    if let Some(issuer) = &plan.issuer {
        fact(ui, "发文", issuer.clone());
    }
    if let Some(date) = plan.issued {
        fact(ui, "日期", date.text());
    }
    if let Some(period) = plan.period {
        let words = format!("{} 至 {}", period.from.text(), period.to.text());
        fact(ui, "期限", words);
    }
    fact(ui, "状态", plan.status.label().to_owned());
    fact(ui, "任务", format!("{} 项", entry.tasks.len()));
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

fn agency_detail(ui: &mut Ui, app: &App, ix: AgencyIx, look: &Look, actions: &mut Actions) {
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
        let words = format!("显示 {} 项任务，全部 {} 项", column.tasks, column.all_tasks);
        ui.label(words);
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
        widgets::caption(ui, "成员", &format!("{} 个", entry.members.len()), look);
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
            super::agencies::show_profile(ix, actions);
        }
    });
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
            widgets::caption(ui, "机构沿革", "", look);
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

fn title(ui: &mut Ui, words: &str, look: &Look) {
    wrapped(ui, RichText::new(words).font(bold(20.0)).color(look.text));
}

fn wrapped(ui: &mut Ui, words: RichText) {
    ui.add(Label::new(words).wrap().selectable(true));
}

fn marked(ui: &mut Ui, query: &Query, words: &str, running: bool, face: egui::FontId, look: &Look) {
    let ranges = query.highlights(words, running);
    let job = widgets::highlighted(words, &ranges, face, look.text, look);
    ui.add(Label::new(job).wrap().selectable(true));
}

fn line(ui: &mut Ui, look: &Look) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    let stroke = egui::Stroke::new(1.0, look.hairline);
    ui.painter().hline(rect.x_range(), rect.center().y, stroke);
}
