//! The wording of a task's clause: the very sentence, with what was read from it.

use std::ops::Range;

use eframe::egui::text::LayoutJob;
use eframe::egui::{self, Label, RichText, TextFormat, Ui};
use eframe::epaint::text::ByteRangeExt as _;

use crate::app::App;
use crate::model::PlanStatus;
use crate::model::workspace::{TaskIx, Workspace};
use crate::terms;
use crate::ui::theme::{Look, bold, font};
use crate::ui::widgets;
use crate::view::search::Query;
use crate::view::{ClauseParts, Sheet, citation};

/// From line to line.
const LINE: f32 = 20.0;
const SIZE: f32 = 13.0;

/// Shows the wording in a frame, under where it stands.
pub(super) fn clause(ui: &mut Ui, app: &App, ix: TaskIx, look: &Look) {
    let workspace = &app.data().workspace;
    let task = &workspace.task(ix).task;
    let Some(text) = &task.text else { return };
    ui.add_space(8.0);
    let words = format!("{} · {}", terms::CLAUSE_TEXT, source_words(workspace, ix));
    let caption = RichText::new(words).font(font(12.0)).color(look.dim);
    ui.add(Label::new(caption).wrap().selectable(true));
    let frame = egui::Frame::new()
        .fill(look.background)
        .stroke(egui::Stroke::new(1.0, look.hairline))
        .corner_radius(6)
        .inner_margin(egui::Margin::symmetric(12, 8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(job(app, ix, text, look)).wrap().selectable(true));
    });
}

/// Number, date and clause of a task, and its place in the source: `武政办〔2021〕1号，
/// 2021年10月15日印发，二(一)1，第 3 页`.
pub(super) fn source_words(workspace: &Workspace, ix: TaskIx) -> String {
    let entry = workspace.task(ix);
    let plan = &workspace.plan(entry.plan).plan;
    let date = plan.issued.map(|date| {
        let verb = if plan.status == PlanStatus::Draft {
            "公布"
        } else {
            "印发"
        };
        format!("{}{verb}", date.text())
    });
    let key = entry.task.key();
    let parts = [
        plan.number.clone(),
        date,
        Some(key),
        entry.task.place.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join("，")
}

/// The wording with its source, as people quote it.
pub(super) fn quotation(sheet: &Sheet, ix: TaskIx) -> Option<String> {
    let workspace = sheet.workspace();
    let entry = workspace.task(ix);
    let text = entry.task.text.as_ref()?;
    let source = citation(workspace.plan(entry.plan));
    Some(format!("{text}\n——{source}，{}", entry.task.key()))
}

/// How a character of the wording is shown.
#[derive(Clone, Copy, Default, PartialEq)]
struct Style {
    bold: bool,
    note: bool,
    chosen: bool,
    found: bool,
}

fn job(app: &App, ix: TaskIx, text: &str, look: &Look) -> LayoutJob {
    let workspace = &app.data().workspace;
    let entry = workspace.task(ix);
    let parts = ClauseParts::of(&entry.task);
    let mut styles = vec![Style::default(); text.len()];
    let mut set = |range: &Range<usize>, change: &dyn Fn(&mut Style)| {
        styles[range.clone()].iter_mut().for_each(change);
    };
    for range in parts.heading.iter().chain(&parts.figures) {
        set(range, &|style| style.bold = true);
    }
    for range in &parts.notes {
        set(range, &|style| style.note = true);
    }
    let chosen = app.selection().agency;
    for (range, nth) in &parts.bodies {
        let body = entry.duties.get(*nth).map(|duty| duty.agency);
        let is_chosen = body.is_some_and(|body| {
            chosen == Some(body) || chosen == Some(app.sheet().bodies[body.get()])
        });
        if is_chosen {
            set(range, &|style| style.chosen = true);
        }
    }
    for range in Query::new(&app.view().text).highlights(text, true) {
        set(&range, &|style| style.found = true);
    }
    let mut job = LayoutJob::default();
    let mut at = 0;
    for run in styles.chunk_by(|a, b| a == b) {
        let words = &text[at..at + run.len()];
        job.append(words, 0.0, format(run[0], look));
        at += run.len();
    }
    job
}

fn format(style: Style, look: &Look) -> TextFormat {
    let face = if style.bold || style.chosen {
        bold(SIZE)
    } else {
        font(SIZE)
    };
    let mut format = TextFormat::simple(face, look.text);
    format.line_height = Some(LINE);
    if style.note || style.found {
        format.background = look.highlight;
    }
    if style.chosen {
        // Not by colour alone: a line under it.
        format.color = look.accent;
        format.underline = egui::Stroke::new(1.5, look.accent);
    }
    format
}

/// A button that copies the wording with its source.
pub(super) fn quote_button(ui: &mut Ui, app: &App, ix: TaskIx, actions: &mut crate::ui::Actions) {
    let Some(quotation) = quotation(app.sheet(), ix) else {
        return;
    };
    let button = ui.button("复制引文");
    if button
        .on_hover_text("复制原文，连同方案、文号和条款")
        .clicked()
    {
        actions.push(crate::app::Action::Copy(quotation));
    }
}

/// The columns of the file's own, a line each.
pub(super) fn columns(ui: &mut Ui, fields: &crate::model::Fields, query: &Query, look: &Look) {
    if fields.is_empty() {
        return;
    }
    ui.add_space(12.0);
    widgets::caption(ui, terms::FIELDS, "", look);
    for (name, text) in fields.iter() {
        let mut job = LayoutJob::default();
        job.append(name, 0.0, TextFormat::simple(font(12.0), look.dim));
        let ranges = query.highlights(text, false);
        let value = widgets::highlighted(text, &ranges, font(14.0), look.text, look);
        for section in value.sections {
            let range = section.byte_range.as_usize();
            let before = if range.start == 0 { 10.0 } else { 0.0 };
            job.append(&text[range], before, section.format);
        }
        ui.add(Label::new(job).wrap().selectable(true));
    }
}
