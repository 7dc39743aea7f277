//! Going back to where one was, and forward again.

use super::state::App;
use super::trail::{Place, Scrolls};

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
}
