//! How a line of the answer box is painted.

use eframe::egui::text::LayoutJob;
use eframe::egui::{
    Align2, CornerRadius, Pos2, Rect, RichText, Sense, Shape, Stroke, StrokeKind, Ui, pos2, vec2,
};

use super::FOOT;
use super::lines::{Line, Lines, Shows};
use crate::app::{AnswerKind, App};
use crate::terms;
use crate::ui::theme::{Look, bold, font};
use crate::ui::{marks, widgets};
use crate::view::answers::{Answers, BodyAnswer, TargetAnswer, TaskAnswer};
use crate::view::search::{Query, snippet};

/// Where texts begin, and where what stands at the right ends, from the left of a line.
const TEXT: f32 = 34.0;
const RIGHT: f32 = 88.0;
/// Half the size of a target's diamond.
const DIAMOND: f32 = 4.5;

/// Paints the name of a key, its right end and middle given. Says where it begins.
pub fn keycap(ui: &Ui, at: Pos2, words: &str, look: &Look) -> f32 {
    let painter = ui.painter();
    let galley = painter.layout_no_wrap(words.to_owned(), font(12.0), look.text);
    let size = vec2(galley.size().x + 12.0, 19.0);
    let rect = Rect::from_min_size(pos2(at.x - size.x, at.y - size.y / 2.0), size);
    let stroke = Stroke::new(1.0, look.line);
    painter.rect(
        rect,
        CornerRadius::same(4),
        look.background,
        stroke,
        StrokeKind::Inside,
    );
    let text = pos2(rect.left() + 6.0, rect.center().y - galley.size().y / 2.0);
    painter.galley(text, galley, look.text);
    rect.left()
}

/// The heading of a group.
pub fn head(ui: &Ui, rect: Rect, lines: &Lines, kind: AnswerKind, look: &Look) {
    let words = match kind {
        AnswerKind::Bodies => terms::AGENCY,
        AnswerKind::Tasks => terms::TASK,
        AnswerKind::Targets => terms::TARGET,
        AnswerKind::Plans => terms::PLAN,
        AnswerKind::Views => "视图",
        AnswerKind::Commands => "命令",
    };
    let y = rect.bottom() - 10.0;
    let small = |at, align, words: &str| {
        ui.painter().text(at, align, words, font(12.0), look.dim);
    };
    small(pos2(rect.left() + 16.0, y), Align2::LEFT_CENTER, words);
    let note = match kind {
        AnswerKind::Tasks => lines.tasks_note.as_str(),
        AnswerKind::Targets => "按时限",
        _ => "",
    };
    small(pos2(rect.right() - 18.0, y), Align2::RIGHT_CENTER, note);
}

/// A line. `state` is whether it is marked, and whether the pointer is over it.
#[expect(clippy::too_many_arguments, reason = "what a line is painted from")]
pub fn line(
    ui: &mut Ui,
    rect: Rect,
    app: &App,
    line: &Line,
    answers: &Answers,
    query: &Query,
    (marked, hovered): (bool, bool),
    look: &Look,
) {
    if marked || hovered {
        let fill = if marked {
            look.selection
        } else {
            look.crosshair
        };
        ui.painter().rect_filled(rect, CornerRadius::same(6), fill);
    }
    match (&line.shows, &answers.body) {
        (Shows::Body(_), Some(body)) if line.is_card => card(ui, rect, app, body, query, look),
        (Shows::Body(agency), _) => {
            let agency = app.data().workspace.agency(*agency);
            let end = text(ui, rect, agency.label(), query, look, RIGHT + 120.0);
            aside(ui, rect, end, &agency.name, agency.kind.label(), look);
        }
        (Shows::Task(answer), _) => task(ui, rect, app, *answer, query, look),
        (Shows::Target(answer), _) => target(ui, rect, app, *answer, query, look),
        (Shows::Plan(plan, count), _) => {
            let plan = &app.data().workspace.plan(*plan).plan;
            let end = text(ui, rect, plan.label(), query, look, RIGHT + 120.0);
            let words = if *count == 0 {
                String::new()
            } else {
                format!("{count} 项")
            };
            let year = plan.issued.map(|date| format!("{}年", date.year()));
            aside(ui, rect, end, &words, &year.unwrap_or_default(), look);
        }
        (Shows::View(name, count), _) => {
            let end = text(ui, rect, name, query, look, RIGHT + 120.0);
            aside(ui, rect, end, &format!("{count} 项"), "", look);
        }
        (Shows::Command(words, keys), _) => {
            let colour = if line.lacks.is_some() {
                look.faint
            } else {
                look.text
            };
            let job = widgets::highlighted(
                words,
                &query.highlights(words, false),
                font(14.0),
                colour,
                look,
            );
            let galley = widgets::cut(ui.painter(), job, rect.width() - TEXT - 150.0, 1);
            widgets::put(
                ui.painter(),
                rect.left() + TEXT,
                rect.center().y,
                galley,
                colour,
            );
            if let Some(keys) = keys {
                keycap(
                    ui,
                    pos2(rect.right() - 10.0, rect.center().y),
                    &keys.replace('+', " "),
                    look,
                );
            }
        }
    }
    if let Some(digit) = line.digit {
        keycap(
            ui,
            pos2(rect.right() - 10.0, rect.center().y),
            &format!("Alt {digit}"),
            look,
        );
    }
}

/// The first text of a line. Says where it ends.
fn text(ui: &Ui, rect: Rect, words: &str, query: &Query, look: &Look, room: f32) -> f32 {
    let ranges = query.highlights(words, false);
    let job = widgets::highlighted(words, &ranges, font(14.0), look.text, look);
    let galley = widgets::cut(ui.painter(), job, rect.width() - TEXT - room, 1);
    widgets::put(
        ui.painter(),
        rect.left() + TEXT,
        rect.center().y,
        galley,
        look.text,
    )
}

/// What stands small behind a text, and at the right.
fn aside(ui: &Ui, rect: Rect, end: f32, behind: &str, right: &str, look: &Look) {
    let painter = ui.painter();
    let edge = rect.right() - RIGHT;
    let galley = painter.layout_no_wrap(right.to_owned(), font(12.0), look.dim);
    let left = edge - galley.size().x;
    widgets::put(painter, left, rect.center().y, galley, look.dim);
    let room = left - end - 28.0;
    if !behind.is_empty() && room > 24.0 {
        let job = LayoutJob::simple_singleline(behind.to_owned(), font(12.0), look.dim);
        let galley = widgets::cut(painter, job, room, 1);
        widgets::put(painter, end + 14.0, rect.center().y, galley, look.dim);
    }
}

/// The plan and the clause at the right of a line. Says where they begin.
fn whence(ui: &Ui, rect: Rect, plan: &str, clause: &str, look: &Look) -> f32 {
    let painter = ui.painter();
    let words = format!("{plan}　{clause}");
    let job = LayoutJob::simple_singleline(words, font(12.0), look.dim);
    let galley = widgets::cut(painter, job, 250.0, 1);
    let left = rect.right() - RIGHT - galley.size().x;
    widgets::put(painter, left, rect.center().y, galley, look.dim);
    left
}

fn task(ui: &Ui, rect: Rect, app: &App, answer: TaskAnswer, query: &Query, look: &Look) {
    let workspace = &app.data().workspace;
    let entry = workspace.task(answer.task);
    if let Some(part) = answer.part {
        let centre = pos2(rect.left() + 14.0, rect.center().y);
        if part.through {
            marks::paint_through(ui.painter(), centre, part.role, look);
        } else {
            marks::paint_sized(ui.painter(), centre, part.role, look.role(part.role), 5.0);
        }
    }
    let plan = workspace.plan(entry.plan).plan.label();
    let left = whence(ui, rect, plan, &entry.task.clause, look);
    let end = text(
        ui,
        rect,
        &entry.task.title,
        query,
        look,
        rect.right() - left + 12.0,
    );
    if answer.part.is_none()
        && let Some((field, found)) = snippet(&entry.task, query)
    {
        let room = left - end - 28.0;
        if room > 60.0 {
            let job = widgets::found(field.label(), &found, query, look);
            let galley = widgets::cut(ui.painter(), job, room, 1);
            widgets::put(ui.painter(), end + 14.0, rect.center().y, galley, look.dim);
        }
    }
}

fn target(ui: &Ui, rect: Rect, app: &App, answer: TargetAnswer, query: &Query, look: &Look) {
    let workspace = &app.data().workspace;
    let target = answer.id.target(workspace);
    let centre = pos2(rect.left() + 14.0, rect.center().y);
    let corners = [
        vec2(0.0, -1.0),
        vec2(1.0, 0.0),
        vec2(0.0, 1.0),
        vec2(-1.0, 0.0),
    ];
    let points = corners.map(|corner| centre + corner * DIAMOND).to_vec();
    ui.painter()
        .add(Shape::convex_polygon(points, look.accent, Stroke::NONE));
    let plan = workspace.plan(answer.plan).plan.label();
    let clause = match (target.clause.as_deref(), answer.task) {
        (Some(clause), _) => clause,
        (None, Some(task)) => &workspace.task(task).task.clause,
        (None, None) => terms::OVERALL_GOALS,
    };
    let left = whence(ui, rect, plan, clause, look);
    let due = target.due.text();
    let galley = ui.painter().layout_no_wrap(due, font(12.0), look.dim);
    let due_left = left - 14.0 - galley.size().x;
    widgets::put(ui.painter(), due_left, rect.center().y, galley, look.dim);
    let amount = crate::view::figure_text(target);
    let amount = ui.painter().layout_no_wrap(amount, bold(14.0), look.text);
    let room = rect.right() - due_left + amount.size().x + 26.0;
    let end = text(ui, rect, &target.indicator, query, look, room);
    widgets::put(ui.painter(), end + 14.0, rect.center().y, amount, look.text);
}

/// The first body with its figures.
fn card(ui: &Ui, rect: Rect, app: &App, answer: &BodyAnswer, query: &Query, look: &Look) {
    let painter = ui.painter();
    let workspace = &app.data().workspace;
    let agency = workspace.agency(answer.body);
    let label = agency.label();
    let left = rect.left() + 8.0;
    let job = widgets::highlighted(
        label,
        &query.highlights(label, false),
        bold(20.0),
        look.text,
        look,
    );
    let galley = widgets::cut(painter, job, rect.width() - 200.0, 1);
    let end = widgets::put(painter, left, rect.top() + 21.0, galley, look.text);
    let more = if agency.name == label {
        agency.kind.label().to_owned()
    } else {
        format!("{} · {}", agency.name, agency.kind.label())
    };
    let job = LayoutJob::simple_singleline(more, font(12.0), look.dim);
    let galley = widgets::cut(painter, job, (rect.right() - 110.0 - end).max(20.0), 1);
    widgets::put(painter, end + 12.0, rect.top() + 23.0, galley, look.dim);
    let mut x = left;
    for (figure, words) in figures(app, answer) {
        let is_number = figure.chars().all(|c| c.is_ascii_digit());
        let size = if is_number || figure.chars().count() < 3 {
            20.0
        } else {
            14.0
        };
        let galley = painter.layout_no_wrap(figure, bold(size), look.text);
        let wide = galley.size().x;
        widgets::put(painter, x, rect.top() + 52.0, galley, look.text);
        let galley = painter.layout_no_wrap(words, font(12.0), look.dim);
        let step = (wide.max(galley.size().x) + 24.0).max(96.0);
        widgets::put(painter, x, rect.top() + 75.0, galley, look.dim);
        x += step;
    }
    for (y, words, key) in [(24.0, "打开", "Enter"), (75.0, "只看", "Ctrl Enter")] {
        let at = pos2(rect.right() - 8.0, rect.top() + y);
        let edge = keycap(ui, at, key, look);
        let at = pos2(edge - 10.0, at.y);
        painter.text(at, Align2::RIGHT_CENTER, words, font(12.0), look.text);
    }
}

/// The figures of a body, each with its words.
fn figures(app: &App, answer: &BodyAnswer) -> Vec<(String, String)> {
    let workspace = &app.data().workspace;
    let name = |ix: &_| workspace.agency(*ix).label();
    let relative = answer.relatives.first().map_or_else(
        || ("无".to_owned(), "前身".to_owned()),
        |relatives| {
            let names: Vec<&str> = relatives.others.iter().map(name).collect();
            let words = if relatives.earlier {
                "前身"
            } else {
                "现为"
            };
            (
                format!("{} {}", names.join("、"), relatives.tasks),
                words.to_owned(),
            )
        },
    );
    vec![
        (answer.direct.to_string(), "直接".to_owned()),
        (answer.through.to_string(), terms::THROUGH.to_owned()),
        relative,
        (answer.due.to_string(), format!("{}年到期", answer.year)),
    ]
}

/// What stands in the box where there is no answer.
pub fn nothing(ui: &mut Ui, app: &App, lines: &Lines, look: &Look) {
    ui.add_space(20.0);
    ui.vertical_centered(|ui| {
        let words = if app.census().is_none() {
            "正在统计各机构的任务"
        } else if lines.asked {
            "没有找到"
        } else {
            "输入机构、任务、指标、方案或命令：汉字、拼音、首字母都行"
        };
        ui.label(RichText::new(words).color(look.dim));
    });
    ui.add_space(20.0);
}

/// The keys, at the foot of the box.
pub fn foot(ui: &mut Ui, lines: &Lines, look: &Look) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), FOOT), Sense::hover());
    let below = CornerRadius {
        sw: 8,
        se: 8,
        ..CornerRadius::ZERO
    };
    ui.painter().rect_filled(rect, below, look.panel);
    ui.painter().hline(
        rect.x_range(),
        rect.top() + 0.5,
        Stroke::new(1.0, look.hairline),
    );
    let all = format!("全部 {} 项任务", lines.tasks);
    let mut keys = vec![("↑ ↓", "选"), ("Tab", "只查一类")];
    if lines.all_tasks.is_some() {
        keys.push(("Alt 9", all.as_str()));
    }
    let mut x = rect.left() + 16.0;
    for (key, words) in keys {
        let galley = ui
            .painter()
            .layout_no_wrap(key.to_owned(), font(12.0), look.text);
        let edge = x + galley.size().x + 12.0;
        keycap(ui, pos2(edge, rect.center().y), key, look);
        let galley = ui
            .painter()
            .layout_no_wrap(words.to_owned(), font(12.0), look.text);
        x = widgets::put(ui.painter(), edge + 4.0, rect.center().y, galley, look.text) + 22.0;
    }
    let words = match lines.only {
        None => "汉字、拼音、首字母都行",
        Some(AnswerKind::Bodies) => "只查机构",
        Some(AnswerKind::Tasks) => "只查任务",
        Some(AnswerKind::Targets) => "只查目标",
        Some(AnswerKind::Plans) => "只查方案",
        Some(AnswerKind::Views) => "只查视图",
        Some(AnswerKind::Commands) => "只查命令",
    };
    let at = pos2(rect.right() - 16.0, rect.center().y);
    ui.painter()
        .text(at, Align2::RIGHT_CENTER, words, font(12.0), look.text);
}
