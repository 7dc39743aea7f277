//! A question in front of the room, and what answers it, over the page.

use eframe::egui::{Align2, Color32, CornerRadius, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::app::Show;
use crate::num;
use crate::terms;
use crate::ui::marks;
use crate::ui::theme::{self, PROJECTOR};
use crate::view::run::{Duties, Wanted};
use crate::view::{TaskRowMaker, target_rows, target_text};

/// The heights of the box's parts, on a screen 1080 high.
const FIELD: f32 = 104.0;
const CARD: f32 = 182.0;
const ROW: f32 = 68.0;
const LINE: f32 = 56.0;
const FOOT: f32 = 86.0;
/// How far the box reaches down at most.
const LOWEST: f32 = 1040.0;
const TOP: f32 = 96.0;

/// The box with what scales it.
struct Paper<'a> {
    ui: &'a Ui,
    rect: Rect,
    unit: f32,
}

impl Paper<'_> {
    /// Words in one line, no wider than the room: the rest stands on the slide.
    fn words(&self, at: (f32, f32), align: Align2, words: &str, size: f32, look: (Color32, bool)) {
        let room = 1200.0 - at.0.min(1200.0 - 200.0);
        self.words_in(at, align, words, size, look, room);
    }

    fn words_in(
        &self,
        (x, y): (f32, f32),
        align: Align2,
        words: &str,
        size: f32,
        (colour, bold): (Color32, bool),
        room: f32,
    ) -> Rect {
        let font = if bold {
            theme::bold(size * self.unit)
        } else {
            theme::font(size * self.unit)
        };
        let painter = self.ui.painter();
        let mut job =
            eframe::egui::text::LayoutJob::simple_singleline(words.to_owned(), font, colour);
        job.wrap = eframe::egui::text::TextWrapping::truncate_at_width(room * self.unit);
        let galley = painter.layout_job(job);
        let at = self.rect.min + vec2(x, y) * self.unit;
        let rect = align.anchor_size(at, galley.size());
        painter.galley(rect.min, galley, colour);
        rect
    }

    fn ground(&self, top: f32, height: f32, colour: Color32) {
        let edge = vec2(2.0 * self.unit, 0.0);
        let rect = self.band(top, height).shrink2(edge);
        self.ui
            .painter()
            .rect_filled(rect, CornerRadius::ZERO, colour);
    }

    fn band(&self, top: f32, height: f32) -> Rect {
        let min = self.rect.min + vec2(0.0, top * self.unit);
        Rect::from_min_size(min, vec2(self.rect.width(), height * self.unit))
    }

    fn hair(&self, y: f32) {
        let y = self.rect.top() + y * self.unit;
        let inset = 44.0 * self.unit;
        let range = self.rect.left() + inset..=self.rect.right() - inset;
        let stroke = Stroke::new(1.5 * self.unit, PROJECTOR.hairline);
        self.ui.painter().hline(range, y, stroke);
    }

    fn key(&self, x: f32, y: f32, key: &str, words: &str) -> f32 {
        let look = (PROJECTOR.text, false);
        let at = (x + 14.0, y);
        let rect = self.words_in(at, Align2::LEFT_CENTER, key, 28.0, look, 300.0);
        let cap = rect.expand2(vec2(14.0, 2.0) * self.unit);
        let stroke = Stroke::new(1.5 * self.unit, PROJECTOR.line);
        let radius = CornerRadius::same(4);
        self.ui
            .painter()
            .rect_stroke(cap, radius, stroke, StrokeKind::Inside);
        let after = (cap.right() - self.rect.left()) / self.unit + 14.0;
        let rect = self.words_in((after, y), Align2::LEFT_CENTER, words, 28.0, look, 420.0);
        (rect.right() - self.rect.left()) / self.unit + 40.0
    }
}

/// How an answer is called, and what it is.
fn name(show: &Show, wanted: Wanted) -> (String, &'static str) {
    let Some(sheet) = show.sheet() else {
        return Default::default();
    };
    let workspace = sheet.workspace();
    match wanted {
        Wanted::Body(body) | Wanted::Beside(body, _) => {
            (workspace.agency(body).label().to_owned(), terms::AGENCY)
        }
        Wanted::Task(task) => (workspace.task(task).task.title.clone(), terms::TASK),
        Wanted::Target(id) => {
            let rows = target_rows(sheet);
            let row = rows.iter().find(|row| row.id == id);
            let words = row.map(|row| target_text(row.target));
            (words.unwrap_or_default(), terms::TARGET)
        }
        Wanted::Plan(plan) => (workspace.plan(plan).plan.label().to_owned(), terms::PLAN),
    }
}

/// What somebody who hears the screen is told of the question.
pub(super) fn spoken(show: &Show) -> String {
    let (replies, marked) = show.replies();
    let answer = replies.get(marked).map(|reply| name(show, *reply).0);
    format!("提问 {}　{}", show.typed(), answer.unwrap_or_default())
}

/// How many bodies, tasks and so on answer, in words.
fn counts(found: [usize; 4]) -> String {
    let words = ["个机构", "项任务", "项目标", "份方案"];
    let parts = found.iter().zip(words).filter(|(count, _)| **count > 0);
    let parts: Vec<String> = parts
        .map(|(count, words)| format!("{count} {words}"))
        .collect();
    parts.join("，")
}

/// Paints the box. It is part of what the room sees, thus as large as a slide's text.
pub(super) fn show(ui: &Ui, all: Rect, show: &Show) {
    let unit = all.height() / 1080.0;
    let painter = ui.painter();
    painter.rect_filled(all, CornerRadius::ZERO, Color32::from_black_alpha(158));
    let (replies, marked) = show.replies();
    let is_number = !show.typed().is_empty() && show.typed().chars().all(|c| c.is_ascii_digit());
    let chosen = replies.get(marked).copied();
    let lines = LINE * num::float(replies.len().saturating_sub(1));
    let fixed = FIELD + lines + if chosen.is_some() { CARD + FOOT } else { 0.0 };
    let nothing = chosen.is_none() && !is_number && !show.typed().is_empty();
    let room = LOWEST - TOP - fixed - 48.0;
    let card = show.card();
    let fitting = num::whole((room / ROW).floor().clamp(0.0, 4.0));
    let duties = card.map_or(0, |card| card.lines.len().min(fitting));
    let more = card.is_some_and(|card| card.lines.len() > duties);
    let below = ROW * num::float(duties) + if more { 60.0 } else { 0.0 };
    let height = fixed + below + if nothing { ROW } else { 0.0 };
    // A narrow screen shows the same box smaller.
    let unit = unit.min(all.width() * 0.94 / 1280.0);
    let left_top = pos2(all.center().x - 640.0 * unit, all.top() + TOP * unit);
    let rect = Rect::from_min_size(left_top, vec2(1280.0, height) * unit);
    let radius = CornerRadius::same(10);
    painter.rect_filled(rect, radius, PROJECTOR.background);
    let stroke = Stroke::new(2.0 * unit, PROJECTOR.line);
    painter.rect_stroke(rect, radius, stroke, StrokeKind::Inside);
    let paper = Paper { ui, rect, unit };
    let plain = |colour| (colour, false);
    let left = (44.0, FIELD / 2.0);
    let text = plain(PROJECTOR.text);
    let field = paper.words_in(left, Align2::LEFT_CENTER, show.typed(), 48.0, text, 600.0);
    let caret = Stroke::new(3.0 * unit, PROJECTOR.accent);
    let x = field.right().max(rect.left() + 44.0 * unit) + 4.0 * unit;
    let middle = rect.top() + FIELD / 2.0 * unit;
    painter.vline(x, middle - 26.0 * unit..=middle + 26.0 * unit, caret);
    let hint = match (show.typed().is_empty(), is_number) {
        (true, _) => "机构、任务、目标、方案".to_owned(),
        (_, true) => "回车转到这一页".to_owned(),
        _ => counts(show.found()),
    };
    let at = (1236.0, FIELD / 2.0);
    let dim = plain(PROJECTOR.dim);
    paper.words_in(at, Align2::RIGHT_CENTER, &hint, 28.0, dim, 560.0);
    if nothing {
        let at = (44.0, FIELD + ROW / 2.0 - 6.0);
        paper.words(at, Align2::LEFT_CENTER, "没有", 34.0, plain(PROJECTOR.dim));
    }
    let mut y = FIELD;
    for (nth, reply) in replies.iter().enumerate() {
        let (words, kind) = name(show, *reply);
        if nth != marked {
            paper.hair(y);
            let at = (44.0, y + LINE / 2.0);
            paper.words_in(at, Align2::LEFT_CENTER, &words, 32.0, text, 1040.0);
            let at = (1236.0, y + LINE / 2.0);
            paper.words(at, Align2::RIGHT_CENTER, kind, 28.0, plain(PROJECTOR.faint));
            y += LINE;
            continue;
        }
        paper.ground(y, CARD, PROJECTOR.crosshair);
        let card = card.filter(|_| matches!(reply, Wanted::Body(_)));
        head(&paper, show, (*reply, &words, kind), card, y);
        y += CARD;
        if let Some(card) = card {
            for line in card.lines.iter().take(duties) {
                duty(&paper, line, y);
                y += ROW;
            }
            if more {
                let words = format!("另有 {} 项", card.lines.len() - duties);
                let at = (44.0, y + 30.0);
                paper.words(at, Align2::LEFT_CENTER, &words, 28.0, plain(PROJECTOR.dim));
                y += 60.0;
            }
        }
    }
    if let Some(chosen) = chosen {
        foot(&paper, show, chosen, y);
    }
}

/// The marked answer: its name and, of a body, its figures.
fn head(
    paper: &Paper<'_>,
    show: &Show,
    (wanted, words, kind): (Wanted, &str, &str),
    card: Option<&Duties>,
    y: f32,
) {
    let unit = paper.unit;
    let figures = card.map_or(0, |card| card.figures.len());
    let room = 1280.0 - 88.0 - 150.0 * num::float(figures) - 24.0;
    let dim = (PROJECTOR.dim, false);
    if matches!(wanted, Wanted::Body(_)) {
        let ground = paper.ui.painter().add(eframe::egui::Shape::Noop);
        let at = (44.0, y + 74.0);
        let look = (PROJECTOR.text, true);
        let rect = paper.words_in(at, Align2::LEFT_CENTER, words, 64.0, look, room);
        let rect = rect.expand2(vec2(8.0, 2.0) * unit);
        let hit =
            eframe::egui::Shape::rect_filled(rect, CornerRadius::same(4), PROJECTOR.highlight);
        paper.ui.painter().set(ground, hit);
    } else {
        let at = (44.0, y + 70.0);
        let look = (PROJECTOR.text, true);
        paper.words_in(at, Align2::LEFT_CENTER, words, 44.0, look, 1192.0);
    }
    let caption = match (card, wanted, show.sheet()) {
        (Some(card), ..) => card.caption.clone(),
        (None, Wanted::Task(task), Some(sheet)) => {
            let row = TaskRowMaker::whole(sheet).row(task);
            let plan = sheet.workspace().plan(row.plan).plan.label();
            let lead = row.bodies_text(crate::model::Role::Lead);
            if lead.is_empty() {
                format!("{plan}　{}", row.clause)
            } else {
                format!("{}：{lead}　{plan}", crate::model::Role::Lead.label())
            }
        }
        _ => kind.to_owned(),
    };
    let at = (44.0, y + 142.0);
    paper.words_in(at, Align2::LEFT_CENTER, &caption, 28.0, dim, room);
    let Some(card) = card else {
        return;
    };
    for (nth, figure) in card.figures.iter().rev().enumerate() {
        let x = 1236.0 - 150.0 * num::float(nth);
        let look = (PROJECTOR.text, true);
        let count = figure.count.to_string();
        paper.words((x, y + 74.0), Align2::RIGHT_CENTER, &count, 60.0, look);
        let at = (x, y + 128.0);
        paper.words(at, Align2::RIGHT_CENTER, figure.label, 28.0, dim);
    }
}

fn duty(paper: &Paper<'_>, line: &crate::view::run::DutyLine, y: f32) {
    let middle = y + ROW / 2.0;
    let centre = paper.rect.min + vec2(60.0, middle) * paper.unit;
    let painter = paper.ui.painter();
    let radius = 14.0 * paper.unit;
    let colour = PROJECTOR.role(line.role);
    if line.through {
        // The dashed ring of the slides, at their size.
        let ring = (0..=32u8).map(|step| {
            let angle = f32::from(step) / 32.0 * std::f32::consts::TAU;
            centre + vec2(angle.cos(), angle.sin()) * radius
        });
        let ring: Vec<_> = ring.collect();
        let stroke = Stroke::new(radius * 0.24, colour);
        let dashes = eframe::egui::Shape::dashed_line(&ring, stroke, radius * 0.5, radius * 0.36);
        painter.extend(dashes);
    } else {
        let stroke = Stroke::new(radius * 0.24, colour);
        marks::paint_stroked(painter, centre, line.role, radius, stroke);
    }
    let text = (PROJECTOR.text, false);
    let at = (100.0, middle);
    paper.words_in(at, Align2::LEFT_CENTER, &line.title, 34.0, text, 660.0);
    let faint = (PROJECTOR.faint, false);
    let at = (1236.0, middle);
    let right = Align2::RIGHT_CENTER;
    let rect = paper.words_in(at, right, &line.clause, 28.0, faint, 260.0);
    let x = ((rect.left() - paper.rect.left()) / paper.unit - 24.0).min(1090.0);
    let bold = (PROJECTOR.text, true);
    paper.words_in((x, middle), right, &line.due, 28.0, bold, 220.0);
    paper.hair(y + ROW);
}

fn foot(paper: &Paper<'_>, show: &Show, chosen: Wanted, y: f32) {
    let middle = y + FOOT / 2.0;
    paper.hair(y);
    let mut x = paper.key(30.0, middle, "回车", "显示");
    if let (Wanted::Body(body), Some(other)) = (chosen, show.body())
        && body != other
    {
        x = paper.key(x, middle, "Shift+回车", "与本页并排");
    }
    x = paper.key(x, middle, "Ctrl+回车", "收入放映");
    paper.key(x, middle, "Esc", "回到原页");
}
