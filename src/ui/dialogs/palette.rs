//! The list of commands, to be searched by Hanzi or pinyin.

use eframe::egui::{Button, Id, Key, Modifiers, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::list_height;
use crate::app::command::Command;
use crate::app::{Action, App, Dialog};
use crate::ui::theme::{Look, font};
use crate::ui::{Actions, widgets};
use crate::view::search::Query;

/// Whether the search field has had the cursor already.
#[derive(Default)]
pub struct Palette {
    opened: bool,
}

impl Palette {
    /// Shows the list.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        app: &App,
        text: &str,
        marked: usize,
        look: &Look,
        actions: &mut Actions,
    ) {
        ui.set_width(420.0_f32.min(ui.ctx().content_rect().width() - 60.0));
        let mut typed = text.to_owned();
        let query = Query::new(text);
        let mut found: Vec<Command> = Command::ALL
            .iter()
            .copied()
            .filter(|command| *command != Command::Palette)
            .filter(|command| query.matches(command.text()) || query.matches(command.tooltip()))
            .collect();
        // What can be used comes first, and names before explanations.
        found.sort_by_key(|command| {
            (
                app.lacks(*command).is_some(),
                !query.matches(command.text()),
            )
        });
        // The keys that move the mark never reach the text field.
        let key = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let mut mark = marked.min(found.len().saturating_sub(1));
        if key(Key::ArrowDown) {
            mark = (mark + 1).min(found.len().saturating_sub(1));
        }
        if key(Key::ArrowUp) {
            mark = mark.saturating_sub(1);
        }
        let chosen = key(Key::Enter);
        let id = Id::unique("palette field");
        let edit = TextEdit::singleline(&mut typed)
            .id(id)
            .hint_text(RichText::new("输入命令名称，可用拼音").color(look.faint))
            .margin(eframe::egui::Margin::symmetric(10, 6))
            .desired_width(f32::INFINITY);
        let field = ui.add(edit);
        if !self.opened || !field.has_focus() {
            field.request_focus();
            self.opened = true;
        }
        ui.add_space(6.0);
        if found.is_empty() {
            ui.label(RichText::new("没有匹配的命令").color(look.dim));
        }
        let height = list_height(ui).min(420.0);
        let mut run = None;
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for (nth, command) in found.iter().enumerate() {
                let reason = app.lacks(*command);
                let text = command.text_now(app);
                let ranges = query.highlights(&text, false);
                let colour = if reason.is_some() {
                    look.faint
                } else {
                    look.text
                };
                let label = widgets::highlighted(&text, &ranges, font(14.0), colour, look);
                let mut button = Button::new(label)
                    .frame_when_inactive(nth == mark)
                    .min_size(vec2(ui.available_width(), 26.0));
                if let Some(keys) = command.shortcut_text() {
                    button = button.shortcut_text(keys);
                }
                let response = ui.add_enabled(reason.is_none(), button);
                if nth == mark && mark != marked {
                    response.scroll_to_me(None);
                }
                let response = response
                    .on_hover_text(command.tooltip_now(app))
                    .on_disabled_hover_text(reason.unwrap_or_default());
                if response.clicked() || (chosen && nth == mark) {
                    run = Some(*command);
                }
            }
        });
        if let Some(command) = run {
            actions.push(Action::Dialog(None));
            actions.push(Action::Run(command));
        } else if typed != text || mark != marked {
            let mark = if typed == text { mark } else { 0 };
            actions.push(Action::Dialog(Some(Dialog::Palette(typed, mark))));
        }
    }
}
