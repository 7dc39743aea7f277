//! What hands do to a window: pointer and keys.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::Queryable;

use super::Window;

impl Window {
    /// Clicks what is named so.
    pub fn click(&mut self, label: &str) {
        let at = self.node(label).rect().center();
        self.click_at(at, PointerButton::Primary);
    }

    /// Clicks what has this role and name.
    pub fn click_role(&mut self, role: Role, label: &str) {
        let found: Vec<Pos2> = self
            .harness
            .query_all_by_role_and_label(role, label)
            .map(|node| node.rect().center())
            .collect();
        let Some(&at) = found.last() else {
            panic!("no {role:?} is named {label:?} in\n{}", self.text());
        };
        self.click_at(at, PointerButton::Primary);
    }

    pub fn click_at(&mut self, at: Pos2, button: PointerButton) {
        self.click_with(Modifiers::NONE, at, button);
    }

    /// Clicks with keys held down.
    pub fn click_with(&mut self, modifiers: Modifiers, at: Pos2, button: PointerButton) {
        self.harness.hover_at(at);
        self.harness.run();
        for pressed in [true, false] {
            self.harness.event_modifiers(
                Event::PointerButton {
                    pos: at,
                    button,
                    pressed,
                    modifiers,
                },
                modifiers,
            );
        }
        self.settle();
        // Away with the pointer: hover texts would stand in the way of what is read next.
        self.harness.remove_cursor();
        self.settle();
    }

    /// Drags from one place to another and rests there for some frames.
    pub fn drag(&mut self, from: Pos2, to: Pos2, frames: usize) {
        self.harness.hover_at(from);
        self.harness.run();
        let button = |pos, pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.harness.event(button(from, true));
        self.harness.step();
        for part in [0.3, 0.7, 1.0] {
            self.harness.hover_at(from.lerp(to, part));
            self.harness.step();
        }
        self.harness.run_steps(frames);
        self.harness.event(button(to, false));
        self.settle();
        self.harness.remove_cursor();
        self.settle();
    }

    /// Moves the pointer there, long enough for a hover text, and reads the window.
    pub fn hover(&mut self, label: &str) -> String {
        let at = self.node(label).rect().center();
        self.harness.hover_at(at);
        self.harness.run_steps(6);
        let text = self.text();
        self.harness.remove_cursor();
        self.settle();
        text
    }

    /// Types a character at a time into what has the focus.
    pub fn type_text(&mut self, text: &str) {
        for c in text.chars() {
            self.harness.event(Event::Text(c.to_string()));
        }
        self.settle();
    }

    pub fn press(&mut self, key: Key) {
        self.press_with(Modifiers::NONE, key);
    }

    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    pub fn ctrl(&mut self, key: Key) {
        self.press_with(Modifiers::COMMAND, key);
    }

    /// Puts the cursor into the search box of the bar.
    pub fn go_to_search(&mut self) {
        self.press_with(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::F);
    }

    /// Opens the list of commands.
    pub fn go_to_commands(&mut self) {
        self.press_with(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::P);
    }

    /// Puts the cursor into a field, by its hint.
    pub fn focus_field(&mut self, hint: &str) {
        self.field(hint).focus();
        self.settle();
    }
}
