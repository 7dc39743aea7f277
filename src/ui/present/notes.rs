//! What the presenter wants to remember at a page, as large as the presenter wants it.

use eframe::egui::{self, Align, Layout, Rect, RichText, ScrollArea, Ui, UiBuilder, vec2};

use super::console::part;
use crate::app::{Action, App, Show, StageStep};
use crate::ui::theme::{Look, bold, font, size};
use crate::ui::{Actions, widgets};
use crate::view::run::Cue;

/// The line above the notes.
const HEAD: f32 = 26.0;
/// The room of a clause or of what is said, in sizes of the text.
const CLAUSE: f32 = 5.0;

/// Shows the notes of the page that the presenter is at.
pub(super) fn show(
    ui: &mut Ui,
    rect: Rect,
    (app, show): (&App, &Show),
    look: &Look,
    actions: &mut Actions,
) {
    let (head, below) = rect.split_top_bottom_at_y(rect.top() + HEAD);
    heading(ui, head, look, actions);
    let text = app.settings().note_size;
    let mut below = part(ui, "console notes", below);
    ScrollArea::vertical()
        .id_salt("console note")
        .auto_shrink(false)
        .show(&mut below, |ui| {
            let at = show.at();
            let note = show.note_of(at).unwrap_or_default();
            let cues = show.cues_of(at);
            let (note, colour) = if note.trim().is_empty() {
                let is_all = cues.is_empty();
                (if is_all { "这一页没有备注" } else { "" }, look.faint)
            } else {
                (note, look.text)
            };
            if !note.is_empty() {
                ui.label(RichText::new(note).font(font(text)).color(colour));
            }
            for cue in &cues {
                shown(ui, cue, text, look);
            }
        });
}

/// What there is to know of one thing on the page.
fn shown(ui: &mut Ui, cue: &Cue, text: f32, look: &Look) {
    let words = |words: &str, colour| RichText::new(words).font(font(text)).color(colour);
    let line = |ui: &mut Ui, name: &str, said: RichText| {
        ui.horizontal_top(|ui| {
            ui.add_sized(
                [CLAUSE * text, text],
                egui::Label::new(words(name, look.dim)).halign(Align::Min),
            );
            ui.add(egui::Label::new(said).wrap());
        });
    };
    let title = RichText::new(&cue.title).font(bold(text)).color(look.text);
    line(ui, &cue.place, title);
    for (name, said) in &cue.lines {
        line(ui, name, words(said, look.text));
    }
}

/// What the notes are, and how large.
fn heading(ui: &mut Ui, rect: Rect, look: &Look, actions: &mut Actions) {
    let mut line = ui.new_child(
        UiBuilder::new()
            .id_salt("console note size")
            .max_rect(rect)
            .layout(Layout::right_to_left(Align::Center)),
    );
    for (words, name, keys, larger) in [
        ("A+", "备注放大", "备注的字放大（Ctrl+加号）", true),
        ("A−", "备注缩小", "备注的字缩小（Ctrl+减号）", false),
    ] {
        let button = egui::Button::new(RichText::new(words).font(font(size::SMALL)));
        let button = line.add(button.min_size(vec2(30.0, 22.0)));
        widgets::named(&button, name);
        if button.on_hover_text(keys).clicked() {
            actions.push(Action::Stage(StageStep::Notes(larger)));
        }
    }
    let words = RichText::new("备注（F2 列表里写）和本页任务的牵头、目标、备注，大屏看不到");
    let words = words.font(font(size::SMALL)).color(look.dim);
    line.with_layout(Layout::left_to_right(Align::Center), |line| {
        line.add(egui::Label::new(words).truncate());
    });
}
