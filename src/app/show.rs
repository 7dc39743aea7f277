//! What is before an audience: the pages, the one that is shown, and what keys did to it.

use std::sync::Arc;

use crate::export::Picture;
use crate::model::workspace::AgencyIx;
use crate::page::slides::SlidePages;

/// What is asked of the stage.
#[derive(Clone, Debug, PartialEq)]
pub enum StageStep {
    /// The window has so many dots.
    Fit(u32, u32),
    /// The next page, or the last.
    Next,
    /// The page before.
    Previous,
    /// The first page.
    First,
    /// The last page.
    Last,
    /// A digit of a page's number.
    Digit(char),
    /// A letter: a command, or of a body's name by pinyin.
    Letter(char),
    /// Goes to what was typed.
    Enter,
    /// Takes the last typed character back, or the page before.
    Erase,
    /// Back to where one came from, and there again.
    Swap,
    /// Blanks the screen, or shows it again.
    Blank(Blank),
    /// The spotlight a row down (or up).
    Light(bool),
    /// Larger by this factor.
    Zoom(f32),
    /// Moves what is enlarged by these parts of the screen.
    Pan(f32, f32),
    /// The help of the keys, or away.
    Help,
}

/// A blank screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blank {
    /// Black.
    Black,
    /// White.
    White,
}

/// A page and the row in its spotlight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shot {
    /// The page, from 0.
    pub page: usize,
    /// The row in the spotlight.
    pub lit: Option<usize>,
}

/// What is before the audience.
#[derive(Default)]
pub struct Show {
    pub(super) pages: Option<Arc<SlidePages>>,
    pub(super) bodies: Vec<AgencyIx>,
    pub(super) dots: (u32, u32),
    pub(super) at: Shot,
    pub(super) came_from: Option<usize>,
    /// What the audience keeps seeing.
    pub(super) frozen: Option<Shot>,
    pub(super) blank: Option<Blank>,
    pub(super) typed: String,
    /// A letter that was a command and may yet be the first of a name.
    pub(super) first: Option<char>,
    pub(super) help: bool,
    pub(super) zoom: f32,
    pub(super) pan: (f32, f32),
    pub(super) pictures: Vec<(Shot, Arc<Picture>)>,
    pub(super) under_way: Vec<Shot>,
    /// Goes up with every layout: what was painted for another one is dropped.
    pub(super) edition: u64,
    /// Where to go once the pages are there.
    pub(super) wanted: Option<AgencyIx>,
    pub(super) failure: Option<String>,
}

impl Show {
    /// The page that the audience sees.
    #[must_use]
    pub fn shown(&self) -> Shot {
        self.frozen.unwrap_or(self.at)
    }

    /// The page that the presenter is at.
    #[must_use]
    pub fn at(&self) -> Shot {
        self.at
    }

    /// The picture of what the audience sees; the last one while it is painted.
    #[must_use]
    pub fn picture(&self) -> Option<&Arc<Picture>> {
        let shown = self.shown();
        let found = self.pictures.iter().rev();
        let mut found = found.filter(|(shot, _)| *shot == shown);
        found
            .next()
            .or_else(|| self.pictures.last())
            .map(|(_, picture)| picture)
    }

    /// The pages, once they are laid out.
    #[must_use]
    pub fn pages(&self) -> Option<&Arc<SlidePages>> {
        self.pages.as_ref()
    }

    /// Whether the screen is blank.
    #[must_use]
    pub fn blank(&self) -> Option<Blank> {
        self.blank
    }

    /// Whether the audience keeps what it sees.
    #[must_use]
    pub fn is_frozen(&self) -> bool {
        self.frozen.is_some()
    }

    /// What was typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Whether the help of the keys is shown.
    #[must_use]
    pub fn helps(&self) -> bool {
        self.help
    }

    /// How much is enlarged, and by how many parts of the screen it is moved.
    #[must_use]
    pub fn zoom(&self) -> (f32, (f32, f32)) {
        (self.zoom.max(1.0), self.pan)
    }

    /// Why there is no picture.
    #[must_use]
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    pub(super) fn last(&self) -> usize {
        use crate::page::Pages as _;
        self.pages.as_ref().map_or(0, |pages| pages.count() - 1)
    }

    pub(super) fn go(&mut self, page: usize) {
        let page = page.min(self.last());
        if page != self.at.page {
            self.at = Shot { page, lit: None };
            self.zoom = 1.0;
            self.pan = (0.0, 0.0);
        }
    }

    pub(super) fn jump(&mut self, page: usize) {
        let from = self.at.page;
        self.go(page);
        if self.at.page != from {
            self.came_from = Some(from);
        }
    }

    pub(super) fn spots(&self) -> usize {
        let pages = self.pages.as_ref();
        pages.map_or(0, |pages| pages.spots(self.at.page))
    }

    pub(super) fn light(&mut self, down: bool) {
        let Some(last) = self.spots().checked_sub(1) else {
            return;
        };
        self.at.lit = self.at.lit.map(|row| {
            if down {
                (row + 1).min(last)
            } else {
                row.saturating_sub(1)
            }
        });
    }

    /// Carries out what a letter means alone; whether it means anything.
    pub(super) fn command(&mut self, letter: char) -> bool {
        match letter {
            'b' => self.set_blank(Blank::Black),
            'w' => self.set_blank(Blank::White),
            'f' => self.frozen = self.frozen.is_none().then_some(self.at),
            's' => {
                self.at.lit = match self.at.lit {
                    Some(_) => None,
                    None => (self.spots() > 0).then_some(0),
                }
            }
            _ => return false,
        }
        true
    }

    pub(super) fn set_blank(&mut self, blank: Blank) {
        self.blank = (self.blank != Some(blank)).then_some(blank);
    }
}
