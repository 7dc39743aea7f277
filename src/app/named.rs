//! Views that the program keeps by name.

use super::dialog::Dialog;
use super::question::{NameForm, ViewStep};
use super::settings::NamedView;
use super::state::App;

impl App {
    /// The views that are kept, in their order.
    #[must_use]
    pub fn named_views(&self) -> &[NamedView] {
        &self.settings.views
    }

    /// Asks for a name for the present view.
    pub(super) fn ask_name(&mut self) {
        let text = self.sheet.filter_text();
        let text: String = text.chars().take(30).collect();
        self.open_dialog(Dialog::NameView(NameForm { text, of: None }));
    }

    /// Changes what is kept.
    pub(super) fn change_views(&mut self, step: ViewStep) {
        let views = &mut self.settings.views;
        match step {
            ViewStep::Keep(name) => {
                let view = self.view.clone();
                // One name is one view: the newer one stays, where the older one stood.
                match views.iter_mut().find(|known| known.name == name) {
                    Some(known) => known.view = view,
                    None => views.push(NamedView {
                        name: name.clone(),
                        view,
                    }),
                }
                self.note(format!("已记住视图“{name}”，在左边的筛选栏里"));
            }
            ViewStep::Rename(nth, name) => {
                if let Some(known) = views.get_mut(nth) {
                    known.name = name;
                }
            }
            ViewStep::Forget(nth) => {
                if nth < views.len() {
                    let gone = views.remove(nth);
                    self.note(format!("已删除视图“{}”", gone.name));
                }
            }
            ViewStep::Move(nth, up) => {
                let to = if up {
                    nth.checked_sub(1)
                } else {
                    nth.checked_add(1)
                };
                if let Some(to) = to.filter(|to| (*to).max(nth) < views.len()) {
                    views.swap(nth, to);
                }
            }
            ViewStep::Use(nth) => {
                if let Some(known) = views.get(nth) {
                    let view = known.view.clone();
                    self.close_dialog();
                    self.set_view(view, false);
                }
            }
        }
    }
}
