//! What the presenter wants to remember at a page, as large as the presenter wants it.

use eframe::egui::{self, Align, Layout, Rect, RichText, ScrollArea, Ui, UiBuilder, vec2};

use super::console::part;
use crate::app::{Action, App, Show, StageStep};
use crate::ui::theme::{Look, font, size};
use crate::ui::{Actions, widgets};

/// The line above the notes.
const HEAD: f32 = 26.0;
/// The room of a clause, in sizes of the text.
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
            let doubts = show.doubts_of(at);
            let (note, colour) = if note.trim().is_empty() {
                let is_all = doubts.is_empty();
                (if is_all { "这一页没有备注" } else { "" }, look.faint)
            } else {
                (note, look.text)
            };
            if !note.is_empty() {
                ui.label(RichText::new(note).font(font(text)).color(colour));
            }
            // What the data notes of the tasks on the page.
            for (clause, doubt) in doubts {
                ui.horizontal_top(|ui| {
                    let clause = RichText::new(clause).font(font(text)).color(look.dim);
                    ui.add_sized(
                        [CLAUSE * text, text],
                        egui::Label::new(clause).halign(Align::Min),
                    );
                    let doubt = RichText::new(doubt).font(font(text)).color(look.text);
                    ui.add(egui::Label::new(doubt).wrap());
                });
            }
        });
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
    let words = RichText::new("备注（F2 列表里写；数据中的备注也列出），大屏看不到");
    let words = words.font(font(size::SMALL)).color(look.dim);
    line.with_layout(Layout::left_to_right(Align::Center), |line| {
        line.add(egui::Label::new(words).truncate());
    });
}
