//! Going back to where one was, forward again, and to a task.

use super::selection::Selection;
use super::state::App;
use super::trail::{Place, Scrolls};
use crate::model::workspace::TaskIx;

impl App {
    /// What is on the screen.
    pub(super) fn place(&self) -> Place {
        Place {
            tab: self.tab(),
            view: self.view.clone(),
            selection: self.selection,
            scrolls: self.scrolls,
        }
    }

    /// Says how far the tables are scrolled; a place that is left remembers it.
    pub fn set_scrolls(&mut self, scrolls: Scrolls) {
        self.scrolls = scrolls;
    }

    /// How far the tables are to be scrolled, where somebody went back to a place.
    pub fn take_scrolls(&mut self) -> Option<Scrolls> {
        self.returned.take()
    }

    pub(super) fn go_back(&mut self) {
        let here = self.place();
        if let Some(place) = self.trail.back(here) {
            self.go_to_place(place);
        }
    }

    pub(super) fn go_forward(&mut self) {
        let here = self.place();
        if let Some(place) = self.trail.forward(here) {
            self.go_to_place(place);
        }
    }

    fn go_to_place(&mut self, place: Place) {
        self.settings.tab = place.tab;
        // That the filter is another one can be taken back, as ever.
        self.set_view(place.view, false);
        self.selection = place.selection;
        self.returned = Some(place.scrolls);
    }

    /// Puts the cursor on a task; what hides it is taken off.
    pub(super) fn show_task(&mut self, task: TaskIx) {
        let mut view = self.view.clone();
        if !self.sheet.tasks().any(|shown| shown == task) {
            view = view.without_filter();
        }
        self.selection = Selection {
            task: Some(task),
            ..Selection::default()
        };
        self.set_view(view.unfold_all(), false);
    }
}
