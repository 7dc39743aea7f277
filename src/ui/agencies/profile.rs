//! The profile of one agency: names, succession, counts, tasks, targets, company.

use eframe::egui::{
    Align, Align2, Button, CornerRadius, Label, Layout, Rect, RichText, Role, ScrollArea, Sense,
    Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::{diagram, ground, one_line, put, select, strip, tasks, tip};
use crate::app::command::Command;
use crate::app::{Action, App, Dialog, Selection};
use crate::model::workspace::AgencyIx;
use crate::model::{Amount, Members, Role as Duty};
use crate::ui::theme::{Look, bold, font};
use crate::ui::{Actions, marks, widgets};
use crate::view::{Profile, ViewSpec};

/// Between the window's edge, the list and the text.
const MARGIN: f32 = 24.0;
/// The column of targets and company, and the gap before it.
const SIDE: f32 = 300.0;
const GAP: f32 = 28.0;
/// From this width on targets and company stand beside the tasks.
const ROOM_FOR_SIDE: f32 = 720.0;
/// The widest that the tasks become.
const WIDEST: f32 = 1000.0;
const ROW: f32 = 26.0;
/// So many targets and bodies are shown until all are asked for.
const FEW: usize = 8;

/// What the profile remembers between frames.
#[derive(Default)]
pub(super) struct Page {
    /// The body of the last frame: another one is shown from its top, with short lists.
    last: Option<AgencyIx>,
    all_targets: bool,
    all_peers: bool,
}

impl Page {
    /// Shows a profile in the rest of `ui`.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        app: &App,
        profile: &Profile,
        look: &Look,
        actions: &mut Actions,
    ) {
        let mut area = ScrollArea::vertical().id_salt("profile").auto_shrink(false);
        if self.last != Some(profile.agency) {
            *self = Self {
                last: Some(profile.agency),
                ..Self::default()
            };
            area = area.vertical_scroll_offset(0.0);
        }
        let rect = ui.max_rect();
        let margin = if rect.width() < 560.0 { 16.0 } else { MARGIN };
        area.show(ui, |ui| {
            let width = (rect.width() - 2.0 * margin).min(WIDEST + GAP + SIDE);
            let inner = Rect::from_min_size(
                ui.max_rect().min + vec2(margin, 0.0),
                vec2(width, f32::INFINITY),
            );
            let mut page = ui.new_child(UiBuilder::new().id_salt("inner").max_rect(inner));
            page.spacing_mut().item_spacing = vec2(8.0, 0.0);
            page.add_space(20.0);
            heading(&mut page, app, profile, look, actions);
            diagram::show(&mut page, profile, look, actions);
            counts(&mut page, profile, look);
            self.columns(&mut page, app, profile, look, actions);
            page.add_space(24.0);
            let used = page.min_rect();
            ui.allocate_rect(used, Sense::hover());
        });
    }

    fn columns(
        &mut self,
        ui: &mut Ui,
        app: &App,
        profile: &Profile,
        look: &Look,
        actions: &mut Actions,
    ) {
        let top = ui.cursor().top();
        let all = Rect::from_min_size(
            pos2(ui.max_rect().left(), top),
            vec2(ui.available_width(), f32::INFINITY),
        );
        if all.width() < ROOM_FOR_SIDE {
            tasks::show(ui, app, profile, look, actions);
            ui.add_space(24.0);
            self.side(ui, app, profile, look, actions);
            return;
        }
        let split = all.right() - SIDE;
        let mut left = ui.new_child(
            UiBuilder::new()
                .id_salt("tasks")
                .max_rect(all.with_max_x(split - GAP)),
        );
        tasks::show(&mut left, app, profile, look, actions);
        let mut right = ui.new_child(
            UiBuilder::new()
                .id_salt("side")
                .max_rect(all.with_min_x(split)),
        );
        self.side(&mut right, app, profile, look, actions);
        let used = left.min_rect().union(right.min_rect());
        ui.allocate_rect(used, Sense::hover());
    }

    /// Targets, company, members.
    fn side(
        &mut self,
        ui: &mut Ui,
        app: &App,
        profile: &Profile,
        look: &Look,
        actions: &mut Actions,
    ) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let count = profile.targets.len();
        if count > 0 {
            widgets::caption(ui, &format!("目标 {count}"), "按期限", look);
            line(ui, look);
            strip::show(ui, profile, look, actions);
            let shown = if self.all_targets { count } else { FEW };
            for nth in 0..count.min(shown) {
                target(ui, app, profile, nth, look, actions);
            }
            more(ui, count, "项目标", &mut self.all_targets, look);
            ui.add_space(16.0);
        }
        let count = profile.peers.len();
        if count > 0 {
            widgets::caption(ui, "共事最多", "共同任务", look);
            line(ui, look);
            let shown = if self.all_peers { count } else { FEW };
            for nth in 0..count.min(shown) {
                peer(ui, profile, nth, look, actions);
            }
            more(ui, count, "个机构", &mut self.all_peers, look);
            ui.add_space(16.0);
        }
        members(ui, profile, look, actions);
        collectives(ui, profile, look, actions);
        names(ui, profile, look);
    }
}

/// Goes to the matrix, which shows all tasks of the body and nothing else.
pub(super) fn show_in_matrix(app: &App, agency: AgencyIx, actions: &mut Actions) {
    let id = app.data().workspace.agency(agency).id.clone();
    actions.push(Action::View(ViewSpec {
        agencies: vec![id],
        ..app.view().without_filter()
    }));
    actions.push(Action::Run(Command::ShowMatrix));
    actions.push(Action::Select(Selection {
        agency: Some(agency),
        ..Selection::default()
    }));
}

fn heading(ui: &mut Ui, app: &App, profile: &Profile, look: &Look, actions: &mut Actions) {
    let body = profile.body();
    let width = ui.available_width();
    let buttons = 264.0;
    let beside = width > 640.0;
    let room = if beside {
        width - buttons - 16.0
    } else {
        width
    };
    let top = ui.cursor().min;
    let title = RichText::new(&body.name).font(bold(28.0)).color(look.text);
    let mut words = ui.new_child(
        UiBuilder::new()
            .id_salt("title")
            .max_rect(Rect::from_min_size(top, vec2(room, f32::INFINITY))),
    );
    words.spacing_mut().item_spacing.y = 2.0;
    words.add(Label::new(title).wrap().selectable(true));
    let mut facts = vec![body.kind.label().to_owned()];
    if let Some(short) = body.short.as_ref().filter(|short| **short != body.name) {
        facts.push(format!("简称 {short}"));
    }
    if !body.aliases.is_empty() {
        facts.push(format!("又写作 {}", body.aliases.join("、")));
    }
    let facts = RichText::new(facts.join(" · "))
        .font(font(12.0))
        .color(look.dim);
    words.add(Label::new(facts).wrap().selectable(true));
    if let Some(note) = &body.note {
        let note = RichText::new(note).font(font(12.0)).color(look.dim);
        words.add(Label::new(note).wrap().selectable(true));
    }
    let used = words.min_rect();
    let bar = if beside {
        Rect::from_min_size(
            pos2(top.x + width - buttons, top.y + 4.0),
            vec2(buttons, 30.0),
        )
    } else {
        Rect::from_min_size(pos2(top.x, used.bottom() + 10.0), vec2(width, 30.0))
    };
    let layout = if beside {
        Layout::right_to_left(Align::Center)
    } else {
        Layout::left_to_right(Align::Center)
    };
    let mut right = ui.new_child(UiBuilder::new().id_salt("do").max_rect(bar).layout(layout));
    let mut parts = [Do::Present, Do::Export, Do::Matrix];
    if !beside {
        parts.reverse();
    }
    for part in parts {
        button(&mut right, app, profile, part, look, actions);
    }
    ui.allocate_rect(used.union(bar), Sense::hover());
    if app.view().is_filtered() {
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let words = format!(
                "本页不受筛选影响（现有筛选：{}）",
                app.sheet().filter_text()
            );
            let words = RichText::new(words).font(font(12.0)).color(look.warning);
            ui.add(Label::new(words).truncate());
        });
    }
    ui.add_space(20.0);
}

/// What the buttons of a profile do.
#[derive(Clone, Copy)]
enum Do {
    Matrix,
    Export,
    Present,
}

fn button(ui: &mut Ui, app: &App, profile: &Profile, part: Do, look: &Look, actions: &mut Actions) {
    match part {
        Do::Matrix => {
            let button = Button::new("在矩阵中查看").min_size(vec2(114.0, 30.0));
            let can = profile.tasks > 0;
            let response = ui
                .add_enabled(can, button)
                .on_hover_text("矩阵只显示它参与的任务（Enter）")
                .on_disabled_hover_text("没有任务直接写到它");
            if response.clicked() {
                show_in_matrix(app, profile.agency, actions);
            }
        }
        Do::Export => {
            let button = Button::new("导出…").min_size(vec2(72.0, 30.0));
            if ui
                .add(button)
                .on_hover_text("导出这个机构的责任清单")
                .clicked()
            {
                let form = app.agency_form(profile.agency);
                actions.push(Action::Dialog(Some(Dialog::Export(form))));
            }
        }
        Do::Present => {
            let button = widgets::primary_button("演示", look).min_size(vec2(58.0, 30.0));
            let response = ui.add(button).on_hover_text(Command::Present.tooltip());
            if response.clicked() {
                actions.push(Action::Run(Command::Present));
            }
        }
    }
}

/// The big figures, and apart from them what only reaches it through a collective.
fn counts(ui: &mut Ui, profile: &Profile, look: &Look) {
    let mut figures: Vec<(Option<Duty>, String, usize)> = Duty::ALL
        .into_iter()
        .filter(|role| profile.roles[role.index()] > 0)
        .map(|role| {
            let count = profile.roles[role.index()] as usize;
            (Some(role), role.label().to_owned(), count)
        })
        .collect();
    let (words, count) = if profile.tasks == 0 {
        ("任务", 0)
    } else {
        ("方案", profile.plans.len())
    };
    figures.push((None, words.to_owned(), count));
    if !profile.targets.is_empty() {
        figures.push((None, "目标".to_owned(), profile.targets.len()));
    }
    if !profile.peers.is_empty() {
        figures.push((None, "共事机构".to_owned(), profile.peers.len()));
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(36.0, 8.0);
        for (role, words, count) in figures {
            figure(ui, role, &words, count, look.text, look);
        }
        if profile.through_tasks() > 0 {
            let words = "只经集合机构";
            figure(ui, None, words, profile.through_tasks(), look.dim, look);
        }
    });
    ui.add_space(20.0);
}

fn figure(
    ui: &mut Ui,
    role: Option<Duty>,
    words: &str,
    count: usize,
    colour: eframe::egui::Color32,
    look: &Look,
) {
    let painter = ui.painter();
    let number = painter.layout_no_wrap(count.to_string(), bold(28.0), colour);
    let label = painter.layout_no_wrap(words.to_owned(), font(12.0), look.dim);
    let mark = if role.is_some() { 16.0 } else { 0.0 };
    let width = number.size().x.max(label.size().x + mark);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 50.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{words} {count}")));
    let painter = ui.painter();
    put(painter, rect.left(), rect.top() + 16.0, number, colour);
    let y = rect.bottom() - 9.0;
    if let Some(role) = role {
        let centre = pos2(rect.left() + 6.0, y);
        marks::paint_sized(painter, centre, role, look.role(role), 5.0);
    }
    put(painter, rect.left() + mark, y, label, look.dim);
}

fn target(
    ui: &mut Ui,
    app: &App,
    profile: &Profile,
    nth: usize,
    look: &Look,
    actions: &mut Actions,
) {
    let workspace = profile.workspace();
    let row = &profile.targets[nth];
    let of = row.id.target(workspace);
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::click());
    let due = of.due.text();
    let mut amount = of.amount.text(&of.unit);
    if of.stretch {
        amount = format!("力争 {amount}");
    }
    response.widget_info(|| {
        let words = format!("{} {amount} {due}", of.indicator);
        WidgetInfo::labeled(Role::Button, true, words)
    });
    ground(ui, rect, &response, look);
    let painter = ui.painter();
    let y = rect.center().y;
    let due = one_line(painter, &due, font(12.0), look.dim, 100.0);
    let due_left = rect.right() - due.size().x;
    put(painter, due_left, y, due, look.dim);
    let is_wording = matches!(of.amount, Amount::Wording(_));
    let (face, colour) = if is_wording {
        (font(12.0), look.dim)
    } else {
        (bold(14.0), look.text)
    };
    let right = (rect.right() - 66.0).min(due_left - 8.0);
    let amount = one_line(painter, &amount, face, colour, width * 0.45);
    let amount_left = right - amount.size().x;
    put(painter, amount_left, y, amount, colour);
    let room = amount_left - 8.0 - rect.left();
    let name = one_line(painter, &of.indicator, font(14.0), look.text, room);
    put(painter, rect.left(), y, name, look.text);
    if of.note.is_some() {
        let dot = pos2(rect.right() + 5.0, y);
        painter.circle_filled(dot, 2.0, look.warning);
    }
    let hair = Stroke::new(1.0, look.hairline);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, hair);
    if response.clicked() {
        tasks::go_to(app, profile, row.task, Some(row.id), actions);
    }
    tip(response, actions, |ui| {
        ui.set_max_width(360.0);
        let entry = workspace.task(row.task);
        ui.label(RichText::new(crate::view::target_text(of)).font(bold(14.0)));
        ui.label(format!(
            "{}，{}",
            of.due.text(),
            workspace.plan(row.plan).plan.label()
        ));
        ui.label(format!(
            "{} {}，本机构{}",
            entry.task.key(),
            entry.task.title,
            row.role.label()
        ));
        if let Some(note) = &of.note {
            ui.label(format!("注：{note}"));
        }
    });
}

fn peer(ui: &mut Ui, profile: &Profile, nth: usize, look: &Look, actions: &mut Actions) {
    let workspace = profile.workspace();
    let peer = profile.peers[nth];
    let label = workspace.agency(peer.agency).label();
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 24.0), Sense::click());
    response.widget_info(|| {
        let words = format!("{label}，共同任务 {} 项", peer.tasks);
        WidgetInfo::labeled(Role::Button, true, words)
    });
    ground(ui, rect, &response, look);
    let painter = ui.painter();
    let y = rect.center().y;
    let bar = width * 0.4;
    let room = bar - 10.0;
    let name = one_line(painter, label, font(14.0), look.text, room);
    put(painter, rect.left() + 2.0, y, name, look.text);
    let most = profile.peers.first().map_or(1, |first| first.tasks.max(1));
    #[expect(clippy::cast_precision_loss, reason = "a bar of a hundred points")]
    let length = (width - bar - 40.0) * peer.tasks as f32 / most as f32;
    let x = rect.left() + bar;
    painter.rect_filled(
        Rect::from_x_y_ranges(x..=x + length.max(1.5), y - 2.0..=y + 2.0),
        CornerRadius::ZERO,
        look.bar,
    );
    let at = pos2(rect.right() - 2.0, y);
    let count = peer.tasks.to_string();
    painter.text(at, Align2::RIGHT_CENTER, count, font(12.0), look.text);
    if response.clicked() {
        actions.push(select(peer.agency));
    }
    let words = format!(
        "{}，共同任务 {} 项",
        workspace.agency(peer.agency).name,
        peer.tasks
    );
    tip(response, actions, |ui| {
        ui.label(words);
    });
}

/// Asks for the rest of a list, or puts it away again.
fn more(ui: &mut Ui, count: usize, unit: &str, all: &mut bool, look: &Look) {
    if count <= FEW {
        return;
    }
    let words = if *all {
        format!("只列前 {FEW} {unit}")
    } else {
        format!("全部 {count} {unit}")
    };
    ui.add_space(4.0);
    if widgets::link(ui, &words, look.accent).clicked() {
        *all = !*all;
    }
}

/// Who belongs to a collective or a group.
fn members(ui: &mut Ui, profile: &Profile, look: &Look, actions: &mut Actions) {
    let workspace = profile.workspace();
    let entry = &workspace.agencies[profile.agency.get()];
    if entry.agency.members == Some(Members::Open) {
        widgets::caption(ui, "成员", "原文未列明", look);
        ui.add_space(12.0);
        return;
    }
    if entry.members.is_empty() {
        return;
    }
    let count = format!("{} 个", entry.members.len());
    bodies(ui, profile, "成员", &count, &entry.members, look, actions);
}

/// The collectives and groups that list it as a member.
fn collectives(ui: &mut Ui, profile: &Profile, look: &Look, actions: &mut Actions) {
    let agencies = profile.workspace().agencies.iter().enumerate();
    let holding: Vec<AgencyIx> = agencies
        .filter(|(_, entry)| entry.members.contains(&profile.agency))
        .map(|(ix, _)| AgencyIx::new(ix))
        .collect();
    if !holding.is_empty() {
        bodies(ui, profile, "属于", "", &holding, look, actions);
    }
}

/// Names that lead to the profiles of their bodies.
fn bodies(
    ui: &mut Ui,
    profile: &Profile,
    caption: &str,
    right: &str,
    bodies: &[AgencyIx],
    look: &Look,
    actions: &mut Actions,
) {
    widgets::caption(ui, caption, right, look);
    line(ui, look);
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(12.0, 4.0);
        for &body in bodies {
            let label = profile.workspace().agency(body).label();
            let words = RichText::new(label).color(look.text);
            if ui.add(Button::new(words).frame(false)).clicked() {
                actions.push(select(body));
            }
        }
    });
    ui.add_space(16.0);
}

/// How the documents write its name, where they write it in several ways.
fn names(ui: &mut Ui, profile: &Profile, look: &Look) {
    let label = profile.body().label();
    let differs = profile.written.len() > 1
        || profile
            .written
            .first()
            .is_some_and(|name| name.text != label);
    if !differs {
        return;
    }
    let workspace = profile.workspace();
    widgets::caption(ui, "原文写法", "", look);
    line(ui, look);
    ui.add_space(4.0);
    for name in &profile.written {
        let plans: Vec<&str> = name
            .plans
            .iter()
            .map(|&ix| workspace.plan(ix).plan.label())
            .collect();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
            ui.label(RichText::new(&name.text).color(look.text));
            let words = RichText::new(plans.join("、"))
                .font(font(12.0))
                .color(look.dim);
            ui.label(words);
        });
    }
    ui.add_space(16.0);
}

fn line(ui: &mut Ui, look: &Look) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    let stroke = Stroke::new(1.0, look.hairline);
    ui.painter().hline(rect.x_range(), rect.center().y, stroke);
}
