//! The panel at the foot with everything there is to say about the data: errors first, each with
//! its line and the way to where it is.

use eframe::egui::{
    Button, CornerRadius, Label, Rect, RichText, ScrollArea, Sense, Stroke, TextFormat, Ui,
    UiBuilder, pos2, text::LayoutJob, vec2,
};

use super::theme::{Look, bold, font};
use super::{Actions, widgets};
use crate::app::command::Command;
use crate::app::{Action, App};
use crate::diagnostic::{Diagnostic, Item, Quote, Severity};

/// The height of the panel, and the most of the window that it takes.
const HEIGHT: f32 = 224.0;
const MOST: f32 = 0.45;
/// The line with the counts.
const HEAD: f32 = 32.0;
/// How high a finding is taken to be until it was seen: a message and a line, one below the other.
const GUESS: f32 = 56.0;
/// The room for the word of the severity.
const SEVERITY: f32 = 40.0;
/// The longest message that stands whole; of a longer one the rest is in its hover text.
const LONGEST: usize = 240;

/// What the panel remembers between frames. There may be thousands of findings, and only those in
/// sight are laid out: the others are as high as they were when last seen, or as a guess has it.
#[derive(Default)]
pub struct Findings {
    heights: Vec<f32>,
    /// The only severity that is listed, where one was chosen.
    only: Option<Severity>,
}

/// How much of a height the panel takes, in points.
#[must_use]
pub fn height(available: f32) -> f32 {
    HEIGHT.min(available * MOST)
}

impl Findings {
    /// Shows the panel.
    pub fn show(&mut self, ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
        let rect = ui.max_rect();
        let all = app.diagnostics();
        let head = Rect::from_min_max(
            rect.min + vec2(12.0, 0.0),
            pos2(rect.right() - 8.0, rect.top() + HEAD),
        );
        let mut line = ui.new_child(UiBuilder::new().max_rect(head));
        line.horizontal_centered(|ui| self.head(ui, &all, look, actions));
        if self.only.is_some_and(|only| count(&all, only) == 0) {
            self.only = None;
        }
        let listed: Vec<&Diagnostic> = all
            .into_iter()
            .filter(|finding| self.only.is_none_or(|only| finding.severity == only))
            .collect();
        let list = Rect::from_min_max(pos2(rect.left() + 12.0, head.bottom()), rect.max);
        let mut list = ui.new_child(UiBuilder::new().id_salt("findings").max_rect(list));
        self.list(&mut list, &listed, look, actions);
    }

    fn head(&mut self, ui: &mut Ui, all: &[&Diagnostic], look: &Look, actions: &mut Actions) {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new("诊断").font(bold(14.0)).color(look.text));
        ui.add_space(6.0);
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            let count = count(all, severity);
            if count == 0 {
                continue;
            }
            let on = self.only == Some(severity);
            let colour = if on {
                look.on_accent
            } else {
                colour(severity, look)
            };
            let words = format!("{} {count}", severity.label());
            let button = Button::new(RichText::new(words).font(font(12.0)).color(colour))
                .fill(if on { look.accent } else { look.background })
                .stroke(Stroke::new(
                    1.0,
                    if on { look.accent } else { look.hairline },
                ))
                .selected(on)
                .min_size(vec2(0.0, 20.0));
            let hint = if on {
                "再列出全部"
            } else {
                "只列这一类"
            };
            if ui.add(button).on_hover_text(hint).clicked() {
                self.only = (!on).then_some(severity);
                self.heights.clear();
            }
        }
        let words = "提示的地方数据不一定有错；点一条到它所在之处";
        ui.add_space(6.0);
        ui.label(RichText::new(words).font(font(12.0)).color(look.dim));
        ui.with_layout(
            eframe::egui::Layout::right_to_left(eframe::egui::Align::Center),
            |ui| {
                if widgets::link(ui, "关闭", look.accent)
                    .on_hover_text(Command::Diagnostics.tooltip())
                    .clicked()
                {
                    actions.push(Action::Run(Command::Diagnostics));
                }
            },
        );
    }

    fn list(&mut self, ui: &mut Ui, listed: &[&Diagnostic], look: &Look, actions: &mut Actions) {
        self.heights.resize(listed.len(), GUESS);
        ScrollArea::vertical()
            .id_salt("findings")
            .auto_shrink(false)
            .show_viewport(ui, |ui, sight| {
                let all = ui.max_rect();
                let width = all.width() - 12.0;
                let mut top = 0.0;
                for (finding, height) in listed.iter().zip(&mut self.heights) {
                    let in_sight = top <= sight.max.y && top + *height >= sight.min.y;
                    if in_sight {
                        let at = Rect::from_min_size(
                            all.min + vec2(0.0, top),
                            vec2(width, f32::INFINITY),
                        );
                        let mut line = ui.new_child(UiBuilder::new().max_rect(at));
                        show_finding(&mut line, finding, look, actions);
                        *height = line.min_rect().height() + ui.spacing().item_spacing.y;
                    }
                    top += *height;
                }
                ui.allocate_space(vec2(width, top));
            });
    }
}

fn count(all: &[&Diagnostic], severity: Severity) -> usize {
    let of = all.iter().filter(|finding| finding.severity == severity);
    of.count()
}

fn colour(severity: Severity, look: &Look) -> eframe::egui::Color32 {
    match severity {
        Severity::Note => look.dim,
        Severity::Warning | Severity::Error => look.warning,
    }
}

fn show_finding(ui: &mut Ui, finding: &Diagnostic, look: &Look, actions: &mut Actions) {
    ui.horizontal_top(|ui| {
        let label = RichText::new(finding.severity.label())
            .font(font(12.0))
            .color(colour(finding.severity, look));
        ui.add_sized([SEVERITY, 20.0], Label::new(label));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 12.0;
                message(ui, finding, look, actions);
                let place = finding.place.to_string();
                let small = RichText::new(place).font(font(12.0)).color(look.dim);
                ui.add(Label::new(small).wrap().selectable(true));
            });
            if let Some(quote) = &finding.quote {
                ui.add(Label::new(quoted(quote, look)).truncate().selectable(true));
            }
            if let Some(hint) = &finding.hint {
                let hint = RichText::new(hint).font(font(12.0)).color(look.dim);
                ui.add(Label::new(hint).wrap());
            }
        });
    });
    ui.add_space(2.0);
}

/// What was found; pressing it leads to the item on the screen, or opens the file.
fn message(ui: &mut Ui, finding: &Diagnostic, look: &Look, actions: &mut Actions) {
    // Of a file with an error nothing is on the screen.
    let is_shown = finding.severity != Severity::Error && finding.place.item != Item::File;
    let (lead, hint) = match (&finding.place.item, &finding.place.file) {
        (item, _) if is_shown => (Some(Action::GoTo(item.clone())), "在矩阵中查看"),
        (_, None) => (None, ""),
        (_, Some(file)) => (
            Some(Action::OpenWithSystem(file.clone())),
            "用系统的程序打开这份文件",
        ),
    };
    let is_long = finding.message.chars().count() > LONGEST;
    let words = if is_long {
        let cut: String = finding.message.chars().take(LONGEST).collect();
        format!("{cut}…")
    } else {
        finding.message.clone()
    };
    let sense = match lead {
        Some(_) => Sense::click(),
        None => Sense::hover(),
    };
    let mut response = ui.add(
        Label::new(RichText::new(words).color(look.text))
            .wrap()
            .sense(sense),
    );
    if is_long {
        response = response.on_hover_text(&finding.message);
    }
    if let Some(action) = lead
        && response.on_hover_text(hint).clicked()
    {
        actions.push(action);
    }
}

/// The line of the file, with the character that is meant marked.
fn quoted(quote: &Quote, look: &Look) -> LayoutJob {
    let plain = TextFormat::simple(font(12.0), look.dim);
    let marked = TextFormat {
        background: look.highlight,
        color: look.text,
        ..plain.clone()
    };
    let mut job = LayoutJob::default();
    let chars: Vec<char> = quote.line.chars().collect();
    let part = |range: std::ops::Range<usize>| -> String {
        chars.get(range).unwrap_or_default().iter().collect()
    };
    let mark = quote.mark.min(chars.len());
    job.append(&part(0..mark), 0.0, plain.clone());
    // Behind the last character there is still a place to mark.
    if mark == chars.len() {
        job.append("　", 0.0, marked);
    } else {
        job.append(&part(mark..mark + 1), 0.0, marked);
        job.append(&part(mark + 1..chars.len()), 0.0, plain);
    }
    job
}

/// Paints the panel's ground and the line above it.
pub fn ground(ui: &Ui, rect: Rect, look: &Look) {
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::ZERO, look.panel);
    let hair = Stroke::new(1.0, look.hairline);
    painter.hline(rect.x_range(), rect.top() + 0.5, hair);
}
