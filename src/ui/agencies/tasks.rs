//! The tasks of a profile: by plan, the ones that it leads first; and apart from them those that
//! reach it only through a collective.

use eframe::egui::{Align2, RichText, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{HALF_LINE, LINE, MARK, MARK_AT, ROW, ground, hairline, one_line, put, tip};
use crate::app::command::Command;
use crate::app::{Action, App, Selection};
use crate::diagnostic::Item;
use crate::model::Role as Duty;
use crate::model::workspace::{PlanIx, TaskIx};
use crate::terms;
use crate::ui::theme::{Look, bold, font, size};
use crate::ui::{Actions, marks, widgets};
use crate::view::{Profile, ProfileTask, TargetId};

/// Where a clause begins, behind the mark, and a title behind the clause and this gap.
const CLAUSE_AT: f32 = 22.0;
const CLAUSE_GAP: f32 = 6.0;
const TITLE_AT: f32 = 92.0;
/// The widest part behind there that the words at the right take.
const MOST_WORDS: f32 = 0.45;
/// The room of the count behind the name of a plan, and the gap before it.
const PLAN_COUNT: f32 = 60.0;
const COUNT_GAP: f32 = 14.0;
/// Below the tasks of a plan.
const PLAN_GAP: f32 = 10.0;
/// Above the tasks that come only through a collective.
const ABOVE_THROUGH: f32 = 6.0;
/// Around the word that there are none.
const ABOVE_WORDS: f32 = 8.0;
const BELOW_WORDS: f32 = 12.0;
/// As wide as a citation under the pointer gets.
const WIDE_TOOLTIP: f32 = 420.0;
/// Rows so far out of sight still take the focus of the keys, which brings them into sight.
const NEAR: f32 = 300.0;

/// Shows the tasks in the rest of `ui`.
pub(super) fn show(ui: &mut Ui, app: &App, profile: &Profile, look: &Look, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let succession = profile.sheet.spec.succession.label();
    if profile.tasks == 0 {
        widgets::caption(ui, terms::TASK, succession, look);
        hairline(ui, look);
        ui.add_space(ABOVE_WORDS);
        let words = if profile.through_tasks() > 0 {
            "没有任务直接写到它，下面的任务写的是它所属的集合机构"
        } else {
            "没有任务写到它"
        };
        ui.label(RichText::new(words).color(look.dim));
        ui.add_space(BELOW_WORDS);
    } else {
        let caption = format!("任务 {} · 先牵头 · 全部方案", profile.tasks);
        widgets::caption(ui, &caption, succession, look);
        for group in &profile.plans {
            plan_line(ui, profile, group.plan, group.tasks.len(), look, actions);
            for part in &group.tasks {
                let own = Line::own(profile, part);
                task_line(ui, app, profile, &own, look, actions);
            }
            ui.add_space(PLAN_GAP);
        }
    }
    duplicates(ui, profile, look, actions);
    for group in &profile.through {
        let label = profile.workspace().agency(group.collective).label();
        ui.add_space(ABOVE_THROUGH);
        let caption = format!("只经{label} {}", group.tasks.len());
        widgets::caption(ui, &caption, "不计入上面的任务", look);
        let mut plan = None;
        for &(task, role) in &group.tasks {
            let of = profile.workspace().task(task).plan;
            if plan != Some(of) {
                plan = Some(of);
                let in_plan = |(ix, _): &&(TaskIx, Duty)| profile.workspace().task(*ix).plan == of;
                let count = group.tasks.iter().filter(in_plan).count();
                plan_line(ui, profile, of, count, look, actions);
            }
            let through = Line {
                task,
                role,
                words: String::new(),
                dim: true,
            };
            task_line(ui, app, profile, &through, look, actions);
        }
    }
}

/// Goes to a task in the matrix, with the profile's body marked.
pub(super) fn go_to(
    app: &App,
    profile: &Profile,
    task: TaskIx,
    target: Option<TargetId>,
    actions: &mut Actions,
) {
    let workspace = &app.data().workspace;
    let entry = workspace.task(task);
    actions.push(Action::Run(Command::ShowMatrix));
    // Takes away a filter that hides the task, and unfolds what it stands in.
    actions.push(Action::GoTo(Item::Task {
        plan: workspace.plan(entry.plan).plan.id.clone(),
        task: entry.task.key(),
    }));
    actions.push(Action::Select(Selection {
        task: Some(task),
        target,
        agency: Some(profile.agency),
        ..Selection::default()
    }));
    actions.open_detail();
}

/// A row of the list: a task, the role of the body, and the words at the right.
struct Line {
    task: TaskIx,
    role: Duty,
    /// At the right: the source's own term, and who the task names where it is not the body itself.
    words: String,
    dim: bool,
}

impl Line {
    fn own(profile: &Profile, part: &ProfileTask) -> Self {
        let workspace = profile.workspace();
        let entry = workspace.task(part.task);
        let mut words: Vec<String> = Vec::new();
        for &nth in &part.places {
            let agency = entry.duties[nth].agency;
            let assignment = &entry.task.assignments[nth];
            let role = if assignment.role == part.role {
                ""
            } else {
                assignment.role.label()
            };
            let role = assignment.term.as_deref().unwrap_or(role);
            let name = if agency == profile.agency {
                ""
            } else {
                workspace.agency(agency).label()
            };
            let text = [name, role].join(" ").trim().to_owned();
            if !text.is_empty() {
                words.push(text);
            }
        }
        Self {
            task: part.task,
            role: part.role,
            words: words.join("、"),
            dim: false,
        }
    }
}

fn plan_line(
    ui: &mut Ui,
    profile: &Profile,
    plan: PlanIx,
    count: usize,
    look: &Look,
    actions: &Actions,
) {
    let entry = profile.workspace().plan(plan);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
    let label = entry.plan.label();
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{label} {count} 项")));
    let painter = ui.painter();
    let y = rect.center().y;
    let mut name = label.to_owned();
    // Many short names tell the years already.
    if let Some(period) = entry.plan.period
        && !label.contains(|c: char| c.is_ascii_digit())
    {
        let (from, to) = (period.from.year(), period.to.year());
        name.push_str(&if from == to {
            format!("　{from}")
        } else {
            format!("　{from}—{to}")
        });
    }
    let name = one_line(
        painter,
        &name,
        bold(size::TEXT),
        look.text,
        rect.width() - PLAN_COUNT,
    );
    let end = put(painter, rect.left(), y, name, look.text);
    let at = pos2(end + COUNT_GAP, y);
    painter.text(
        at,
        Align2::LEFT_CENTER,
        count.to_string(),
        font(size::SMALL),
        look.dim,
    );
    let strong = Stroke::new(LINE, look.line);
    painter.hline(rect.x_range(), rect.bottom() - HALF_LINE, strong);
    tip(response, actions, |ui| {
        ui.set_max_width(WIDE_TOOLTIP);
        ui.label(crate::view::citation(entry));
    });
}

fn task_line(
    ui: &mut Ui,
    app: &App,
    profile: &Profile,
    row: &Line,
    look: &Look,
    actions: &mut Actions,
) {
    let size = vec2(ui.available_width(), ROW);
    let near = ui.clip_rect().expand(NEAR);
    let next = eframe::egui::Rect::from_min_size(ui.cursor().min, size);
    if !next.intersects(near) {
        ui.add_space(ROW);
        return;
    }
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let entry = profile.workspace().task(row.task);
    let key = entry.task.key();
    response.widget_info(|| {
        let words = format!(
            "{} {key} {} {}",
            row.role.label(),
            entry.task.title,
            row.words
        );
        WidgetInfo::labeled(Role::Button, true, words.trim_end())
    });
    ground(ui, rect, &response, look);
    let painter = ui.painter();
    let y = rect.center().y;
    let centre = pos2(rect.left() + MARK_AT, y);
    marks::paint_sized(painter, centre, row.role, look.role(row.role), MARK);
    let clause = one_line(
        painter,
        &key,
        font(size::SMALL),
        look.faint,
        TITLE_AT - CLAUSE_AT - CLAUSE_GAP,
    );
    put(painter, rect.left() + CLAUSE_AT, y, clause, look.faint);
    let most = (rect.width() - TITLE_AT) * MOST_WORDS;
    let words = one_line(painter, &row.words, font(size::SMALL), look.dim, most);
    let words_left = rect.right() - words.size().x;
    put(painter, words_left, y, words, look.dim);
    let x = rect.left() + TITLE_AT;
    let colour = if row.dim { look.dim } else { look.text };
    let title = one_line(
        painter,
        &entry.task.title,
        font(size::TEXT),
        colour,
        words_left - size::CLAUSE_GAP - x,
    );
    put(painter, x, y, title, colour);
    let hair = Stroke::new(LINE, look.hairline);
    painter.hline(rect.x_range(), rect.bottom() - HALF_LINE, hair);
    if response.clicked() {
        go_to(app, profile, row.task, None, actions);
    }
    tip(response, actions, |ui| {
        ui.set_max_width(size::TOOLTIP);
        ui.label(RichText::new(format!("{key} {}", entry.task.title)).font(bold(size::TEXT)));
        if !entry.task.summary.is_empty() {
            ui.label(&entry.task.summary);
        }
        if !row.words.is_empty() {
            ui.label(RichText::new(&row.words).color(look.dim));
        }
        ui.label(
            RichText::new("在矩阵中查看这项任务")
                .font(font(size::SMALL))
                .color(look.dim),
        );
    });
}

/// Where several assignments fell into one, so that the counts can be reckoned.
fn duplicates(ui: &mut Ui, profile: &Profile, look: &Look, actions: &Actions) {
    let Some(words) = profile.folding_text() else {
        return;
    };
    let label = RichText::new(&words)
        .font(font(size::SMALL))
        .color(look.dim);
    let response = ui.add(eframe::egui::Label::new(label).wrap());
    tip(response, actions, |ui| {
        ui.set_max_width(WIDE_TOOLTIP);
        let workspace = profile.workspace();
        for duplicate in &profile.duplicates {
            let entry = workspace.task(duplicate.task);
            let names: Vec<String> = duplicate
                .places
                .iter()
                .map(|&nth| {
                    let label = workspace.agency(entry.duties[nth].agency).label();
                    format!("{} {label}", entry.task.assignments[nth].role.label())
                })
                .collect();
            ui.label(format!("{} {}", entry.task.key(), names.join("、")));
        }
    });
    ui.add_space(PLAN_GAP);
}
