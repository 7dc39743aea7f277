//! The way back: where somebody was before, as in a browser.

use super::selection::Selection;
use super::tab::Tab;
use crate::view::ViewSpec;

/// How many places are remembered on either side.
const DEPTH: usize = 100;

/// How far the tables of the tabs are scrolled, each from the top left, in points. The window says
/// it; it means nothing to anybody else.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scrolls {
    /// The matrix.
    pub matrix: (f32, f32),
    /// The list of tasks.
    pub tasks: (f32, f32),
    /// The timeline.
    pub timeline: (f32, f32),
    /// What is due.
    pub due: (f32, f32),
}

/// A place: what is on the screen, and where in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The tab.
    pub tab: Tab,
    /// The view.
    pub view: ViewSpec,
    /// The cursor.
    pub selection: Selection,
    /// How far it was scrolled.
    pub scrolls: Scrolls,
}

impl Place {
    /// Whether it shows what another one shows; the cursor may stand elsewhere in it.
    fn shows_what(&self, other: &Self) -> bool {
        let page = |place: &Self| match place.tab {
            // Each agency is a page of its own.
            Tab::Agencies => place.selection.agency,
            Tab::Matrix | Tab::Timeline | Tab::Tasks | Tab::Due => None,
        };
        // The page that comes up by itself is none that anybody went to.
        let same_page = page(self).is_none() || page(self) == page(other);
        self.tab == other.tab && self.view == other.view && same_page
    }
}

/// The places before and after the present one.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    before: Vec<Place>,
    after: Vec<Place>,
    /// The last step was typing: the next letter belongs to it.
    typing: bool,
    /// A step along the trail itself is none to remember.
    walked: bool,
}

impl Trail {
    /// Notes that one place was left for another.
    pub fn note(&mut self, from: Place, to: &Place, typing: bool) {
        if std::mem::take(&mut self.walked) || from.shows_what(to) {
            return;
        }
        self.after.clear();
        let runs_on = typing && self.typing;
        self.typing = typing;
        if !runs_on {
            self.before.push(from);
            if self.before.len() > DEPTH {
                self.before.remove(0);
            }
        }
    }

    /// The place before this one.
    pub fn back(&mut self, here: Place) -> Option<Place> {
        let place = self.before.pop()?;
        self.after.push(here);
        (self.typing, self.walked) = (false, true);
        Some(place)
    }

    /// The place that was left by going back.
    pub fn forward(&mut self, here: Place) -> Option<Place> {
        let place = self.after.pop()?;
        self.before.push(here);
        (self.typing, self.walked) = (false, true);
        Some(place)
    }

    /// Whether there is a place before this one, and one after it.
    #[must_use]
    pub fn ends(&self) -> (bool, bool) {
        (!self.before.is_empty(), !self.after.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(tab: Tab, text: &str) -> Place {
        Place {
            tab,
            view: ViewSpec::default().with_text(text),
            selection: Selection::default(),
            scrolls: Scrolls::default(),
        }
    }

    #[test]
    fn it_leads_back_and_forward_again() {
        let (one, two) = (place(Tab::Matrix, ""), place(Tab::Tasks, ""));
        let three = place(Tab::Tasks, "甲");
        let mut trail = Trail::default();
        trail.note(one.clone(), &two, false);
        trail.note(two.clone(), &three, false);
        assert_eq!(trail.back(three.clone()), Some(two.clone()));
        trail.note(three.clone(), &two, false);
        assert_eq!(trail.back(two.clone()), Some(one.clone()));
        trail.note(two.clone(), &one, false);
        assert_eq!(trail.back(one.clone()), None);
        assert_eq!(trail.forward(one.clone()), Some(two.clone()));
        trail.note(one.clone(), &two, false);
        assert_eq!(trail.ends(), (true, true));
        // Another way from here: there is nothing to go forward to.
        trail.note(two, &one, false);
        assert_eq!(trail.ends(), (true, false));
    }

    #[test]
    fn a_run_of_typing_is_one_step_and_the_cursor_none() {
        let mut trail = Trail::default();
        let (none, s, sj) = (
            place(Tab::Matrix, ""),
            place(Tab::Matrix, "s"),
            place(Tab::Matrix, "sj"),
        );
        trail.note(none.clone(), &s, true);
        trail.note(s, &sj, true);
        let moved = Place {
            scrolls: Scrolls {
                matrix: (0.0, 90.0),
                ..Scrolls::default()
            },
            ..sj.clone()
        };
        trail.note(sj, &moved, false);
        assert_eq!(trail.back(moved), Some(none));
        assert_eq!(trail.ends(), (false, true));
    }
}
