//! The keys of the stage.

use eframe::egui::{self, Event, Key, Modifiers};

use crate::app::command::Command;
use crate::app::{Action, Blank, ListStep, Show, StageStep};
use crate::ui::Actions;

/// Turns what was pressed into steps. No other key of the program works before an audience.
pub(super) fn take(ctx: &egui::Context, show: &Show, actions: &mut Actions) {
    let events = ctx.input(|input| input.events.clone());
    let mut step = |step| actions.push(Action::Stage(step));
    let mut leave = None;
    for event in events {
        match event {
            Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } => match key {
                Key::Escape => leave = Some(Action::Back),
                Key::F5 => leave = Some(Action::Run(Command::Present)),
                Key::Enter if modifiers.command => step(StageStep::Keep),
                Key::Enter if modifiers.shift => step(StageStep::Beside),
                // The keys of the answer box elsewhere: any letter opens it here.
                Key::F | Key::K if modifiers.command => step(StageStep::Ask),
                // What the presenter alone reads.
                Key::Plus | Key::Equals if modifiers.command => step(StageStep::Notes(true)),
                Key::Minus if modifiers.command => step(StageStep::Notes(false)),
                _ if modifiers.command || modifiers.alt => {}
                _ => {
                    if let Some(wanted) = of_key(key, show) {
                        step(wanted);
                    }
                }
            },
            Event::Text(text) => text.chars().for_each(|c| {
                if let Some(wanted) = of_text(c, show) {
                    step(wanted);
                }
            }),
            // An input method gives whole words.
            Event::Ime(egui::ImeEvent::Commit(text)) => {
                step(StageStep::Words(text));
            }
            Event::MouseWheel {
                delta, modifiers, ..
            } if delta.y != 0.0 => {
                let up = delta.y > 0.0;
                step(match (modifiers.command, up) {
                    (true, true) => StageStep::Zoom(1.25),
                    (true, false) => StageStep::Zoom(0.8),
                    (false, true) => StageStep::Previous,
                    (false, false) => StageStep::Next,
                });
            }
            _ => {}
        }
    }
    if let Some(action) = leave {
        actions.push(action);
    }
    // Nothing behind the stage takes a key: Tab would move a focus that nobody sees.
    ctx.input_mut(|input| {
        input.consume_key(Modifiers::NONE, Key::Tab);
    });
}

fn of_key(key: Key, show: &Show) -> Option<StageStep> {
    let asks = show.asks();
    Some(match key {
        Key::ArrowDown if asks => StageStep::Mark(true),
        Key::ArrowUp if asks => StageStep::Mark(false),
        Key::ArrowDown if show.at().lit.is_some() => StageStep::Light(true),
        Key::ArrowUp if show.at().lit.is_some() => StageStep::Light(false),
        Key::ArrowDown | Key::ArrowRight | Key::PageDown => StageStep::Next,
        Key::ArrowUp | Key::ArrowLeft | Key::PageUp => StageStep::Previous,
        Key::Backspace => StageStep::Erase,
        Key::Home => StageStep::First,
        Key::End => StageStep::Last,
        Key::Enter => StageStep::Enter,
        Key::Tab => StageStep::Swap,
        Key::F1 => StageStep::Help,
        Key::F2 => StageStep::List(ListStep::Toggle),
        Key::F6 => StageStep::Display,
        _ => return None,
    })
}

fn of_text(c: char, show: &Show) -> Option<StageStep> {
    let typing = show.asks();
    // A question may hold anything but blanks at its beginning; a number is a page.
    if typing && !c.is_control() && !show.typed().ends_with(|c: char| c.is_ascii_digit()) {
        return Some(match c {
            ' ' if show.typed().is_empty() => return None,
            c => StageStep::Words(c.to_lowercase().collect()),
        });
    }
    Some(match c {
        ' ' => StageStep::Next,
        '.' | '。' => StageStep::Blank(Blank::Black),
        '+' | '=' => StageStep::Zoom(1.25),
        '-' | '−' => StageStep::Zoom(0.8),
        '?' | '？' => StageStep::Help,
        c if c.is_ascii_digit() => StageStep::Digit(c),
        c if c.is_alphabetic() => StageStep::Letter(c.to_lowercase().next().unwrap_or(c)),
        _ => return None,
    })
}
