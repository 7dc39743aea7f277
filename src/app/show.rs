//! What is before an audience: the pages, the one that is shown, and what keys did to it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use super::run_history::{Kept, RunHistory};
use crate::export::Picture;
use crate::model::workspace::AgencyIx;
use crate::page::slides::SlidePages;
use crate::view::run::{Duties, PlannedSlide, Run, RunPlan, Standing, Wanted};
use crate::view::{Sheet, ViewSpec};

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
    /// Puts the answer into the run: the marked one, or the one that is shown.
    Keep,
    /// Shows the marked body beside the one on the screen.
    Beside,
    /// Marks the next answer (or the one before).
    Mark(bool),
    /// A click at a height of the page, in its units.
    Click(f32),
    /// Opens the field for a question.
    Ask,
    /// More of a question, as an input method gives it.
    Words(String),
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
    /// Something of the list of slides.
    List(ListStep),
    /// The next display for the audience, or the program's own window.
    Display,
    /// A page of the run, from 0.
    Page(usize),
    /// What a body has to do, in the run or beside it.
    Body(AgencyIx),
    /// The presenter's notes larger (or smaller).
    Notes(bool),
}

/// What is asked of the list of slides.
#[derive(Clone, Debug, PartialEq)]
pub enum ListStep {
    /// Opens the list, or closes it.
    Toggle,
    /// Marks a slide of the list.
    Mark(usize),
    /// Moves the marked slide down (or up).
    Move(bool),
    /// Moves all slides about the marked one's body down (or up).
    MoveBody(bool),
    /// Takes the last change of the run back.
    Undo,
    /// Makes the change again that was taken back last.
    Redo,
    /// Leaves the marked slide out, or puts it in again.
    Hide,
    /// Leaves out all slides of the marked one's kind, or puts them in again.
    HideKind,
    /// Leaves out all slides about the marked one's body, or puts them in again.
    HideBody,
    /// Gives the marked slide a title of its own; an empty one for the usual.
    Title(String),
    /// Notes something for the presenter at the marked slide.
    Note(String),
    /// Shows the marked slide.
    GoTo,
    /// Names the run.
    Name(String),
    /// Plans for so many minutes; 0 for no plan.
    Minutes(u32),
    /// Keeps the run under its name.
    Save,
    /// Opens a run that was kept.
    Open(PathBuf),
    /// Goes back to the run as it is by itself.
    Plain,
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
    /// What the page belongs to: 0 for the run, else an answer beside it.
    pub deck: u32,
    /// The page, from 0.
    pub page: usize,
    /// The row in the spotlight.
    pub lit: Option<usize>,
}

/// An answer beside the run.
pub(super) struct Aside {
    pub id: u32,
    pub wanted: Wanted,
    pub pages: Option<Arc<SlidePages>>,
}

/// What is before the audience.
#[derive(Default)]
pub struct Show {
    pub(super) pages: Option<Arc<SlidePages>>,
    pub(super) bodies: Vec<AgencyIx>,
    pub(super) dots: (u32, u32),
    pub(super) at: Shot,
    /// Where one came from, for the way back.
    pub(super) came_from: Option<Shot>,
    /// Where the run was left for an answer.
    pub(super) left: Option<Shot>,
    /// What the run is made from, once it was made: it stays for the whole meeting.
    pub(super) sheet: Option<Arc<Sheet>>,
    /// The run of that sheet as it is by itself, before anybody arranged it.
    pub(super) natural: Option<Arc<Run>>,
    /// Answers beside the run, each with its number, laid out once that is done.
    pub(super) asides: Vec<Aside>,
    /// Goes up with every answer.
    pub(super) asked: u32,
    /// Answers that were put into the run, each behind a slide of a body.
    pub(super) kept: Vec<Kept>,
    /// The question that was answered last.
    pub(super) question: String,
    /// The answer whose figures are counted.
    pub(super) counted: Option<Wanted>,
    /// The page to go to once the run is laid out anew.
    pub(super) go_to: Option<usize>,
    /// What answers the typed question, the best first, and which of them is marked.
    pub(super) replies: Vec<Wanted>,
    pub(super) marked: usize,
    pub(super) found: [usize; 4],
    /// The figures of the marked body, with the question they were made for.
    pub(super) card: Option<(Wanted, Arc<Duties>)>,
    /// What the audience keeps seeing.
    pub(super) frozen: Option<Shot>,
    pub(super) blank: Option<Blank>,
    pub(super) typed: String,
    /// Whether the field for a question is open though nothing is typed.
    pub(super) asking: bool,
    /// A letter that was a command and may yet be the first of a name.
    pub(super) first: Option<char>,
    pub(super) help: bool,
    pub(super) zoom: f32,
    pub(super) pan: (f32, f32),
    /// Painted pages: those near what is shown, no others.
    pub(super) pictures: Vec<(Shot, Arc<Picture>)>,
    /// What was seen last.
    pub(super) seen: Option<Arc<Picture>>,
    pub(super) under_way: Vec<Shot>,
    /// Goes up with every layout: one that was begun before is dropped.
    pub(super) edition: u64,
    pub(super) failure: Option<String>,
    /// The view that the run is made from.
    pub(super) view: ViewSpec,
    /// How people arranged the run.
    pub(super) plan: RunPlan,
    /// Changes of the run that can be taken back.
    pub(super) history: RunHistory,
    /// All slides in their order, with those that are left out, and how they stand to the data.
    pub(super) listed: Vec<(PlannedSlide, Standing)>,
    /// Whether the list of slides is open, and which slide is marked in it.
    pub(super) listing: bool,
    pub(super) marked_slide: usize,
    /// What there is to say about the run; only the list says it.
    pub(super) told: Option<String>,
    /// Whether it is to be said how the data differs from that of the plan.
    pub(super) tells_changes: bool,
    /// The runs that are kept beside the data, the one that was used last first.
    pub(super) runs: Vec<PathBuf>,
    /// The file that keeps this run, and whether it holds it as it is.
    pub(super) file: Option<PathBuf>,
    pub(super) is_saved: bool,
    /// The display that the audience has to itself, by its place among all.
    pub(super) display: Option<usize>,
    /// When the meeting began.
    pub(super) begun: Option<Instant>,
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
        let found = self.pictures.iter().find(|(shot, _)| *shot == shown);
        found.map(|(_, picture)| picture).or(self.seen.as_ref())
    }

    /// The pages that are painted ahead: what the audience sees, where the presenter is, and the
    /// pages on both sides of it.
    pub(super) fn near(&self) -> Vec<Shot> {
        let at = self.at;
        let beside = |page: usize| Shot {
            page: page.min(self.last()),
            lit: None,
            ..at
        };
        let mut near: Vec<Shot> = Vec::new();
        for shot in [
            self.shown(),
            at,
            beside(at.page + 1),
            beside(at.page.saturating_sub(1)),
        ] {
            if !near.contains(&shot) {
                near.push(shot);
            }
        }
        near
    }

    /// Forgets the pictures that are not near: they are large. The last one that was seen stays
    /// until there is one of what is to be seen.
    pub(super) fn forget_pictures(&mut self) {
        let (shown, near) = (self.shown(), self.near());
        let mut pictures = self.pictures.iter();
        if let Some((_, picture)) = pictures.find(|(shot, _)| *shot == shown) {
            self.seen = Some(Arc::clone(picture));
        }
        self.pictures.retain(|(shot, _)| near.contains(shot));
    }

    /// How many pages are kept as pictures.
    #[must_use]
    pub fn pictures_kept(&self) -> usize {
        self.pictures.len()
    }

    /// The pages of the run, or of an answer beside it, once they are laid out.
    #[must_use]
    pub fn deck(&self, deck: u32) -> Option<&Arc<SlidePages>> {
        if deck == 0 {
            return self.pages.as_ref();
        }
        let aside = self.asides.iter().find(|aside| aside.id == deck)?;
        aside.pages.as_ref()
    }

    /// How many bodies, tasks, goals and plans answer, with those that there is no room for.
    #[must_use]
    pub fn found(&self) -> [usize; 4] {
        self.found
    }

    /// What is asked and answered, the best answer first, and which one is marked.
    #[must_use]
    pub fn replies(&self) -> (&[Wanted], usize) {
        (&self.replies, self.marked)
    }

    /// The figures of the marked body, once they are counted.
    #[must_use]
    pub fn card(&self) -> Option<&Duties> {
        let marked = self.replies.get(self.marked)?;
        let (of, card) = self.card.as_ref()?;
        (of == marked).then_some(card)
    }

    /// What the run is made from.
    #[must_use]
    pub fn sheet(&self) -> Option<&Arc<Sheet>> {
        self.sheet.as_ref()
    }

    /// The body that the presenter's page is about.
    #[must_use]
    pub fn body(&self) -> Option<AgencyIx> {
        let pages = self.deck(self.at.deck)?;
        pages.run().slides[pages.place(self.at.page)?.slide].body
    }

    /// Whether an answer is shown that is not in the run.
    #[must_use]
    pub fn is_aside(&self) -> bool {
        self.at.deck != 0
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

    /// Whether a question is being typed.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.asking || !self.typed.is_empty()
    }

    /// Closes the field for a question; gives what was typed.
    pub(super) fn end_question(&mut self) -> String {
        self.asking = false;
        std::mem::take(&mut self.typed)
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
        self.deck(self.at.deck)
            .map_or(0, |pages| pages.count().saturating_sub(1))
    }

    pub(super) fn go(&mut self, page: usize) {
        let page = page.min(self.last());
        if page != self.at.page {
            self.at = Shot {
                page,
                lit: None,
                ..self.at
            };
            self.zoom = 1.0;
            self.pan = (0.0, 0.0);
        }
    }

    /// A page on (or back). Past the ends of an answer the run goes on where it was left.
    pub(super) fn turn(&mut self, on: bool) {
        let to = if on {
            Some(self.at.page + 1).filter(|page| *page <= self.last())
        } else {
            self.at.page.checked_sub(1)
        };
        match to {
            Some(page) => self.go(page),
            None if self.is_aside() => self.leave_aside(),
            None => {}
        }
    }

    /// Goes to a page, of the run or of an answer, from where one finds back.
    pub(super) fn jump(&mut self, deck: u32, page: usize) {
        let from = self.at;
        if from.deck == 0 {
            self.left = Some(from);
        }
        if deck != self.at.deck {
            self.at = Shot {
                deck,
                page: 0,
                lit: None,
            };
            self.zoom = 1.0;
            self.pan = (0.0, 0.0);
        }
        self.go(page);
        if (self.at.deck, self.at.page) != (from.deck, from.page) {
            self.came_from = Some(from);
        }
        self.forget_asides();
    }

    /// From an answer back to where the run was left.
    pub(super) fn leave_aside(&mut self) {
        let back = self.left.unwrap_or_default();
        self.jump(0, back.page);
    }

    /// Back to where one came from, and there again.
    pub(super) fn swap(&mut self) {
        let back = self.came_from.unwrap_or_default();
        if back.deck == 0 || self.asides.iter().any(|aside| aside.id == back.deck) {
            self.jump(back.deck, back.page);
        }
    }

    /// Drops the answers to which nothing leads any more.
    fn forget_asides(&mut self) {
        let known = [Some(self.at), self.came_from, self.frozen];
        self.asides.retain(|aside| {
            let mut known = known.iter().flatten();
            known.any(|shot| shot.deck == aside.id)
        });
    }

    pub(super) fn spots(&self) -> usize {
        let pages = self.deck(self.at.deck);
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
