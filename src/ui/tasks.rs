//! The tasks as a list.

use eframe::egui::Ui;

use super::Actions;
use super::theme::Look;
use crate::app::App;

/// What it remembers between frames.
#[derive(Default)]
pub struct TasksView {}

impl TasksView {
    /// Shows it in the rest of `ui`.
    #[expect(clippy::unused_self, reason = "it remembers nothing yet")]
    pub fn show(&mut self, ui: &mut Ui, app: &App, look: &Look, actions: &mut Actions) {
        super::empty::show(ui, app, look, actions);
    }
}
