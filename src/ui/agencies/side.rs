//! Beside the tasks of a profile: its targets, its company, its members, and how it is written.

use eframe::egui::{
    Align2, Button, CornerRadius, Rect, RichText, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2,
    vec2,
};

use super::{HALF_LINE, LINE, ROW, ground, hairline, one_line, put, select, strip, tasks, tip};
use crate::app::App;
use crate::model::workspace::AgencyIx;
use crate::model::{Amount, Members};
use crate::num;
use crate::terms;
use crate::ui::theme::{Look, bold, font, size};
use crate::ui::{Actions, widgets};
use crate::view::Profile;

/// The column of deadlines, and the widest that one of them becomes.
const DUE: f32 = 66.0;
const MOST_DUE: f32 = 100.0;
/// The widest part of a row that an amount takes, and the gap between what stands beside another.
const MOST_AMOUNT: f32 = 0.45;
const COLUMN_GAP: f32 = 8.0;
/// The dot of a target with a note: how far behind its row, and how large.
const DOT_AT: f32 = 5.0;
const DOT: f32 = 2.0;
/// A body that shares tasks: its row, the part of it where the bar begins, the gap before that, the
/// room of the count behind it, and how far text stands from the edges.
const PEER_ROW: f32 = 24.0;
const BAR_AT: f32 = 0.4;
const NAME_GAP: f32 = 10.0;
const PEER_COUNT: f32 = 40.0;
const INSET: f32 = 2.0;
/// The shortest bar, and half the height of one.
const BAR_LEAST: f32 = 1.5;
const BAR_HALF: f32 = 2.0;
/// Below a list, and below a caption without one.
const LIST_GAP: f32 = 16.0;
const CAPTION_GAP: f32 = 12.0;
/// Above what asks for the rest of a list.
const ABOVE_LINK: f32 = 4.0;
/// Names of bodies: above them, and between them across and down.
const ABOVE_NAMES: f32 = 6.0;
const NAMES_GAP: Vec2 = vec2(12.0, 4.0);
/// The same for the ways in which a name is written.
const ABOVE_WRITTEN: f32 = 4.0;
const WRITTEN_GAP: Vec2 = vec2(8.0, 2.0);

/// How many targets and bodies are shown until all are asked for.
const FEW: usize = 8;

/// Which of its lists are shown whole.
#[derive(Default)]
pub(super) struct Side {
    all_targets: bool,
    all_peers: bool,
}

impl Side {
    /// Shows targets, company and members in the rest of `ui`.
    pub fn show(
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
            widgets::caption(ui, &format!("目标 {count}"), "按时限", look);
            hairline(ui, look);
            strip::show(ui, profile, look, actions);
            let shown = if self.all_targets { count } else { FEW };
            for nth in 0..count.min(shown) {
                target(ui, app, profile, nth, look, actions);
            }
            more(ui, count, "项目标", &mut self.all_targets, look);
            ui.add_space(LIST_GAP);
        }
        let count = profile.peers.len();
        if count > 0 {
            widgets::caption(ui, "共事最多", "共同任务", look);
            hairline(ui, look);
            let shown = if self.all_peers { count } else { FEW };
            for nth in 0..count.min(shown) {
                peer(ui, profile, nth, look, actions);
            }
            more(ui, count, "个机构", &mut self.all_peers, look);
            ui.add_space(LIST_GAP);
        }
        members(ui, profile, look, actions);
        collectives(ui, profile, look, actions);
        names(ui, profile, look);
        ui.add_space(LIST_GAP);
        ui.spacing_mut().item_spacing.y = ABOVE_WRITTEN;
        crate::ui::detail::edit_body_or_say(ui, app, profile.agency, look, actions);
    }
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
    let due = of.due_text();
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
    let due = one_line(painter, &due, font(size::SMALL), look.dim, MOST_DUE);
    let due_left = rect.right() - due.size().x;
    put(painter, due_left, y, due, look.dim);
    let is_wording = matches!(of.amount, Amount::Wording(_));
    let (face, colour) = if is_wording {
        (font(size::SMALL), look.dim)
    } else {
        (bold(size::TEXT), look.text)
    };
    let right = (rect.right() - DUE).min(due_left - COLUMN_GAP);
    let amount = one_line(painter, &amount, face, colour, width * MOST_AMOUNT);
    let amount_left = right - amount.size().x;
    put(painter, amount_left, y, amount, colour);
    let room = amount_left - COLUMN_GAP - rect.left();
    let name = one_line(painter, &of.indicator, font(size::TEXT), look.text, room);
    put(painter, rect.left(), y, name, look.text);
    if of.note.is_some() {
        let dot = pos2(rect.right() + DOT_AT, y);
        painter.circle_filled(dot, DOT, look.warning);
    }
    let hair = Stroke::new(LINE, look.hairline);
    painter.hline(rect.x_range(), rect.bottom() - HALF_LINE, hair);
    if response.clicked() {
        tasks::go_to(app, profile, row.task, Some(row.id), actions);
    }
    tip(response, actions, |ui| {
        ui.set_max_width(size::TOOLTIP);
        let entry = workspace.task(row.task);
        ui.label(RichText::new(crate::view::target_text(of)).font(bold(size::TEXT)));
        ui.label(format!(
            "{}，{}",
            of.due_text(),
            workspace.plan(row.plan).plan.label()
        ));
        ui.label(format!(
            "{} {}，本机构{}",
            entry.task.key(),
            entry.task.title,
            row.role.label()
        ));
        if let Some(note) = &of.note {
            ui.label(terms::noted(note));
        }
    });
}

fn peer(ui: &mut Ui, profile: &Profile, nth: usize, look: &Look, actions: &mut Actions) {
    let workspace = profile.workspace();
    let peer = profile.peers[nth];
    let label = workspace.agency(peer.agency).label();
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, PEER_ROW), Sense::click());
    response.widget_info(|| {
        let words = format!("{label}，共同任务 {} 项", peer.tasks);
        WidgetInfo::labeled(Role::Button, true, words)
    });
    ground(ui, rect, &response, look);
    let painter = ui.painter();
    let y = rect.center().y;
    let bar = width * BAR_AT;
    let room = bar - NAME_GAP;
    let name = one_line(painter, label, font(size::TEXT), look.text, room);
    put(painter, rect.left() + INSET, y, name, look.text);
    let most = profile.peers.first().map_or(1, |first| first.tasks.max(1));
    let length = (width - bar - PEER_COUNT) * num::share(peer.tasks, most);
    let x = rect.left() + bar;
    painter.rect_filled(
        Rect::from_x_y_ranges(x..=x + length.max(BAR_LEAST), y - BAR_HALF..=y + BAR_HALF),
        CornerRadius::ZERO,
        look.bar,
    );
    let at = pos2(rect.right() - INSET, y);
    let count = peer.tasks.to_string();
    painter.text(
        at,
        Align2::RIGHT_CENTER,
        count,
        font(size::SMALL),
        look.text,
    );
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
    ui.add_space(ABOVE_LINK);
    if widgets::link(ui, &words, look.accent).clicked() {
        *all = !*all;
    }
}

/// Who belongs to a collective or a group.
fn members(ui: &mut Ui, profile: &Profile, look: &Look, actions: &mut Actions) {
    let workspace = profile.workspace();
    let entry = &workspace.agencies[profile.agency.get()];
    if entry.agency.members == Some(Members::Open) {
        widgets::caption(ui, terms::MEMBERS, "原文未列明", look);
        ui.add_space(CAPTION_GAP);
        return;
    }
    if entry.members.is_empty() {
        return;
    }
    let has_others = entry.agency.members.as_ref();
    let others = if has_others.is_some_and(Members::has_others) {
        "，原文写“等”"
    } else {
        ""
    };
    let count = format!("{} 个{others}", entry.members.len());
    bodies(
        ui,
        profile,
        terms::MEMBERS,
        &count,
        &entry.members,
        look,
        actions,
    );
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
    hairline(ui, look);
    ui.add_space(ABOVE_NAMES);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = NAMES_GAP;
        for &body in bodies {
            let label = profile.workspace().agency(body).label();
            let words = RichText::new(label).color(look.text);
            if ui.add(Button::new(words).frame(false)).clicked() {
                actions.push(select(body));
            }
        }
    });
    ui.add_space(LIST_GAP);
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
    widgets::caption(ui, terms::WRITTEN, "", look);
    hairline(ui, look);
    ui.add_space(ABOVE_WRITTEN);
    for name in &profile.written {
        let plans: Vec<&str> = name
            .plans
            .iter()
            .map(|&ix| workspace.plan(ix).plan.label())
            .collect();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = WRITTEN_GAP;
            ui.label(RichText::new(&name.text).color(look.text));
            let words = RichText::new(plans.join("、"))
                .font(font(size::SMALL))
                .color(look.dim);
            ui.label(words);
        });
    }
    ui.add_space(LIST_GAP);
}
