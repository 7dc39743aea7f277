//! Presenting on two screens: the displays that are there, which one the audience has, and what the
//! presenter's window says of the run.

use std::sync::Arc;
use std::time::Instant;

use super::displays::Display;
use super::effect::Effect;
use super::show::{Shot, Show};
use super::state::App;
use crate::export::Picture;
use crate::model::workspace::AgencyIx;
use crate::page::Pages as _;
use crate::view::run::{Cue, Wanted};

impl App {
    /// Takes note of the displays that are there, in the system's order. One that is pulled out does
    /// not take the run along: it goes on in the program's own window.
    pub fn set_displays(&mut self, displays: Vec<Display>) {
        if displays == self.displays {
            return;
        }
        let before = std::mem::replace(&mut self.displays, displays);
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        let Some(audience) = show.display else {
            return;
        };
        let known = before.get(audience);
        let now = self.displays.iter().position(|display| {
            known.is_some_and(|known| {
                (&known.name, known.position) == (&display.name, display.position)
            })
        });
        // Some systems say only some time later which display a window is on.
        let was_known = before.iter().any(|display| display.is_own);
        if !was_known && now.is_some_and(|nth| self.displays[nth].is_own) {
            return self.choose_display();
        }
        let now = now.filter(|&nth| !self.displays[nth].is_own);
        self.put_audience_on(now);
    }

    /// The displays that are there.
    #[must_use]
    pub fn displays(&self) -> &[Display] {
        &self.displays
    }

    /// The display that the audience has to itself, in words.
    #[must_use]
    pub fn audience_display(&self) -> Option<String> {
        let nth = self.show()?.display?;
        self.displays.get(nth).map(Display::label)
    }

    /// Gives the audience a display of its own where there is one: the one that was asked for, or
    /// the first that the window is not on.
    pub(super) fn choose_display(&mut self) {
        // Where the system does not say yet which one the window is on, it is taken for the first:
        // slides over the console would hide it.
        let is_known = self.displays.iter().any(|display| display.is_own);
        let is_free = |nth: &usize| {
            let display = self.displays.get(*nth);
            display.is_some_and(|display| !display.is_own && (is_known || *nth > 0))
        };
        let asked = self.start.display.filter(is_free);
        let first = (0..self.displays.len()).find(is_free);
        self.put_audience_on(asked.or(first));
    }

    /// The next display for the audience; after the last one the program's own window.
    pub(super) fn next_display(&mut self) {
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        let from = show.display.map_or(0, |nth| nth + 1);
        let mut rest = from..self.displays.len();
        let next = rest.find(|&nth| !self.displays[nth].is_own);
        self.put_audience_on(next);
    }

    fn put_audience_on(&mut self, display: Option<usize>) {
        let size = display
            .and_then(|nth| self.displays.get(nth))
            .map(|it| it.size);
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        show.display = display;
        self.full_screen = display.is_none();
        self.want(Effect::FullScreen(display.is_none()));
        if let Some((width, height)) = size {
            self.fit_stage(width, height);
        }
    }

    /// Goes to the slides of a body in the run, or shows it beside the run.
    pub(super) fn show_body(&mut self, body: AgencyIx) {
        if !self.go_to_body(body) {
            self.show_answer(Wanted::Body(body));
        }
    }
}

impl Show {
    /// The display that the audience has to itself, by its place among all; none where it sees the
    /// program's own window.
    #[must_use]
    pub fn display(&self) -> Option<usize> {
        self.display
    }

    /// The picture of a page, once it is painted.
    #[must_use]
    pub fn picture_at(&self, shot: Shot) -> Option<&Arc<Picture>> {
        let mut pictures = self.pictures.iter();
        let exact = pictures.find(|(known, _)| *known == shot);
        let unlit = || {
            let mut pictures = self.pictures.iter();
            pictures.find(|(known, _)| (known.deck, known.page) == (shot.deck, shot.page))
        };
        exact.or_else(unlit).map(|(_, picture)| picture)
    }

    /// The page after one; the last page follows itself.
    #[must_use]
    pub fn after(&self, shot: Shot) -> Shot {
        let last = self.deck(shot.deck).map_or(0, |pages| pages.count());
        Shot {
            page: (shot.page + 1).min(last.saturating_sub(1)),
            lit: None,
            ..shot
        }
    }

    /// What a page is called, and which of its slide's pages it is: `市经信局 1 / 3`.
    #[must_use]
    pub fn name_of(&self, shot: Shot) -> String {
        let named = self.deck(shot.deck).and_then(|pages| {
            let place = pages.place(shot.page)?;
            let title = pages.run().slides[place.slide].label();
            Some(match place.of {
                1 => title,
                of => format!("{title}　{} / {of}", place.nth + 1),
            })
        });
        named.unwrap_or_default()
    }

    /// What the presenter wants to remember at a page.
    #[must_use]
    pub fn note_of(&self, shot: Shot) -> Option<&str> {
        let pages = self.deck(shot.deck)?;
        let slide = &pages.run().slides[pages.place(shot.page)?.slide];
        Some(&slide.note)
    }

    /// What the presenter has at hand of what stands on a page.
    #[must_use]
    pub fn cues_of(&self, shot: Shot) -> Vec<Cue> {
        let (Some(pages), Some(sheet)) = (self.deck(shot.deck), self.sheet.as_ref()) else {
            return Vec::new();
        };
        let Some(place) = pages.place(shot.page) else {
            return Vec::new();
        };
        pages.run().slides[place.slide].cues(sheet, pages.tasks_of(shot.page))
    }

    /// The slides behind the one of a page: the first page of each, from 0, and its name.
    #[must_use]
    pub fn slides_after(&self, shot: Shot) -> Vec<(usize, String)> {
        let Some(pages) = self.deck(0) else {
            return Vec::new();
        };
        let here = if shot.deck == 0 {
            Some(shot)
        } else {
            self.left
        };
        let slide = here.and_then(|shot| pages.place(shot.page));
        let slide = slide.map_or(0, |place| place.slide + 1);
        let slides = pages.run().slides.iter().enumerate().skip(slide);
        slides
            .filter_map(|(nth, slide)| Some((pages.first_of(nth)?, slide.label())))
            .collect()
    }

    /// The time of day, and how long the meeting goes on, as clocks show them.
    #[must_use]
    pub fn times(&self) -> (String, String) {
        let now = jiff::Zoned::now();
        let now = format!("{:02}:{:02}", now.hour(), now.minute());
        (now, clock(self.seconds()))
    }

    fn seconds(&self) -> u64 {
        self.begun
            .map_or(0, |begun: Instant| begun.elapsed().as_secs())
    }

    /// How long the meeting is planned to go on, in minutes; what is left of it, or how much longer
    /// it went on, and whether it did.
    #[must_use]
    pub fn planned(&self) -> Option<(u32, String, bool)> {
        let minutes = self.plan.minutes?;
        let planned = u64::from(minutes) * 60;
        let since = self.seconds();
        let is_over = since > planned;
        Some((minutes, clock(planned.abs_diff(since)), is_over))
    }
}

/// A stretch of time as a clock shows it.
fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}
