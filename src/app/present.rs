//! The stage before an audience: which page is shown, and what keys do to it.
//!
//! Pages are laid out and painted off the window's thread; the next one is painted ahead, so that a
//! turn of the page has its picture at once.

use std::path::PathBuf;
use std::sync::Arc;

use super::jobs::Job;
use super::show::{Kept, Shot, Show, StageStep};
use super::state::App;
use crate::export::{Painter, Picture};
use crate::model::workspace::AgencyIx;
use crate::num;
use crate::page::slides::{HEIGHT, Screen, SlidePages};
use crate::view::Sheet;
use crate::view::run::{Arranged, Meeting, PlannedSlide, Run, Slide, Standing, Wanted};
use crate::view::search::Query;

/// How many painted pages are kept: this one, its neighbours, and those come from.
const KEPT: usize = 6;

impl App {
    /// Starts straight into a run, over these files or the built-in data.
    pub fn present_at_start(&mut self, files: Vec<PathBuf>, meeting: Meeting) {
        self.start.meeting = Some(Box::new(meeting));
        if files.is_empty() {
            self.begin_meeting();
        } else {
            self.open_at_start(files);
        }
    }

    /// Begins the run that the program was started for, now that there is data.
    pub(super) fn begin_meeting(&mut self) {
        if let Some(meeting) = self.start.meeting.take() {
            let view = meeting.view.known_to(&self.data.workspace);
            self.set_view(view, false);
            self.start.display = meeting.display;
            if !self.stage.is_presenting() {
                self.toggle_presenting();
            }
            if let Some((file, plan)) = meeting.run {
                self.take_run(plan, Some(file));
            }
        }
    }

    /// What is before the audience; none where there is no audience.
    #[must_use]
    pub fn show(&self) -> Option<&Show> {
        self.stage.show()
    }

    /// The bodies that what was typed may mean, the best first.
    pub(super) fn offered(&self, typed: &str) -> Vec<AgencyIx> {
        let Some((show, sheet)) = self
            .show()
            .and_then(|show| Some((show, show.sheet.as_ref()?)))
        else {
            return Vec::new();
        };
        let query = Query::new(typed);
        if query.is_empty() {
            return Vec::new();
        }
        let workspace = sheet.workspace();
        let columns = sheet.bodies.iter().copied();
        let mut bodies: Vec<AgencyIx> = show.bodies.iter().copied().chain(columns).collect();
        let mut seen = std::collections::HashSet::new();
        bodies.retain(|body| seen.insert(*body) && query.matches(workspace.agency(*body).label()));
        // A name that is matched from its beginning to its end is meant.
        bodies.sort_by_key(|body| {
            let name = workspace.agency(*body).label();
            let whole = query
                .highlights(name, false)
                .first()
                .is_some_and(|found| found.start == 0 && found.end == name.len());
            (!whole, name.chars().count())
        });
        bodies
    }

    /// Lays the run out for the stage, in the background.
    pub(super) fn lay_stage(&mut self) {
        let (data, today) = (Arc::clone(&self.data), self.today);
        let workspace = &self.data.workspace;
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        let chosen: Vec<AgencyIx> = show
            .view
            .agencies
            .iter()
            .filter_map(|id| workspace.agency_by_id(id))
            .collect();
        let (spec, plan) = (show.view.for_run(), show.plan.clone());
        if show.bodies.is_empty() {
            show.bodies = chosen;
        }
        show.edition += 1;
        let edition = show.edition;
        let bodies = show.bodies.clone();
        let (known, kept) = (show.sheet.clone(), show.kept.clone());
        let asides: Vec<(u32, Wanted)> = show
            .asides
            .iter()
            .map(|aside| (aside.id, aside.wanted))
            .collect();
        let (width, height) = show.dots;
        let screen = if height == 0 {
            Screen::WIDE
        } else {
            Screen::of(num::float(width as usize), num::float(height as usize))
        };
        let job = Job::new("zeren-slides", "演示").if_lost(|app: &mut App| {
            app.stage_failed("演示没有排出来：程序内部出错，按 Esc 返回".to_owned());
        });
        self.jobs.start(job, move |_| {
            let sheet = known.unwrap_or_else(|| Arc::new(Sheet::new(&data, &spec, today)));
            let mut run = Run::new(&sheet, &bodies);
            for kept in kept {
                put_in(&mut run, kept, &sheet);
            }
            let arranged = Arranged::new(run, &plan, &sheet);
            let changes = arranged.changes();
            let Arranged { run, slides } = arranged;
            let pages = Arc::new(SlidePages::new(&Arc::new(run), screen));
            let asides: Vec<(u32, Arc<SlidePages>)> = asides
                .into_iter()
                .map(|(id, wanted)| {
                    let run = Arc::new(wanted.run(&sheet));
                    (id, Arc::new(SlidePages::new(&run, screen)))
                })
                .collect();
            move |app: &mut App| {
                if app.take_slides(edition, &sheet, pages, asides) {
                    app.take_list(slides, changes);
                }
            }
        });
    }

    pub(super) fn stage_failed(&mut self, why: String) {
        if let Some(show) = self.stage.show_mut() {
            show.failure = Some(why);
        }
    }

    fn take_slides(
        &mut self,
        edition: u64,
        sheet: &Arc<Sheet>,
        pages: Arc<SlidePages>,
        asides: Vec<(u32, Arc<SlidePages>)>,
    ) -> bool {
        let Some(show) = self.stage.show_mut() else {
            return false;
        };
        if show.edition != edition {
            return false;
        }
        // Who looks at a slide goes on looking at it, wherever it stands now.
        let stays = show.pages.as_ref().filter(|_| !show.is_aside());
        let stays = stays.and_then(|before| {
            let place = before.place(show.at.page)?;
            let key = &before.run().slides[place.slide].key;
            let mut slides = pages.run().slides.iter();
            let slide = slides.position(|slide| slide.key == *key)?;
            let first = pages.first_of(slide)?;
            let of = pages.place(first).map_or(1, |place| place.of);
            Some(first + place.nth.min(of.saturating_sub(1)))
        });
        if show.bodies.is_empty() {
            let mut bodies = Vec::new();
            for body in pages.run().slides.iter().filter_map(|slide| slide.body) {
                if !bodies.contains(&body) {
                    bodies.push(body);
                }
            }
            show.bodies = bodies;
        }
        show.sheet.get_or_insert_with(|| Arc::clone(sheet));
        show.pages = Some(pages);
        for (id, pages) in asides {
            let aside = show.asides.iter_mut().find(|aside| aside.id == id);
            if let Some(aside) = aside {
                aside.pages = Some(pages);
            }
        }
        show.pictures.clear();
        show.under_way.clear();
        match show.go_to.take() {
            Some(page) => show.jump(0, page),
            None => {
                let page = stays.unwrap_or(show.at.page);
                show.at.page = show.at.page.min(show.last());
                show.go(page);
            }
        }
        self.paint_stage();
        true
    }

    fn take_list(&mut self, slides: Vec<(PlannedSlide, Standing)>, changes: Option<String>) {
        if let Some(show) = self.stage.show_mut() {
            show.marked_slide = show.marked_slide.min(slides.len().saturating_sub(1));
            show.listed = slides;
            if std::mem::take(&mut show.tells_changes) {
                show.told = changes;
            }
        }
    }

    /// Goes to a body's slides in the run; whether it has any there.
    pub(super) fn go_to_body(&mut self, body: AgencyIx) -> bool {
        let Some(show) = self.stage.show_mut() else {
            return false;
        };
        let page = show.pages.as_ref().and_then(|pages| {
            let slide = pages.run().of_body(body)?;
            pages.first_of(slide)
        });
        if let Some(page) = page {
            show.jump(0, page);
        }
        page.is_some()
    }

    /// Paints what is shown and what comes next, where that is not painted yet.
    pub(super) fn paint_stage(&mut self) {
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        if show.dots.1 == 0 {
            return;
        }
        let Some(width) = show.pages.as_ref().map(|pages| pages.screen().width) else {
            return;
        };
        let fit = num::float(show.dots.0 as usize) / width;
        let scale = fit.min(num::float(show.dots.1 as usize) / HEIGHT);
        let mut wanted = vec![show.shown(), show.at];
        for page in [show.at.page + 1, show.at.page.saturating_sub(1)] {
            wanted.push(Shot {
                page: page.min(show.last()),
                lit: None,
                ..show.at
            });
        }
        wanted.dedup();
        wanted.retain(|shot| {
            let known = show.pictures.iter().any(|(known, _)| known == shot);
            !known && !show.under_way.contains(shot)
        });
        let wanted: Vec<(Shot, Arc<SlidePages>)> = wanted
            .into_iter()
            .filter_map(|shot| Some((shot, Arc::clone(show.deck(shot.deck)?))))
            .collect();
        if wanted.is_empty() {
            return;
        }
        show.under_way.extend(wanted.iter().map(|(shot, _)| *shot));
        let edition = show.edition;
        let job = Job::new("zeren-stage", "演示").if_lost(|app: &mut App| {
            app.stage_failed("这一页没有画出来：程序内部出错，按 Esc 返回".to_owned());
        });
        self.jobs.start(job, move |_| {
            let mut painter = Painter::default();
            let made: Vec<(Shot, Result<Picture, String>)> = wanted
                .into_iter()
                .map(|(shot, pages)| {
                    let page = pages.lit(shot.page, shot.lit);
                    let picture = painter.paint(&page, scale);
                    (shot, picture.map_err(|error| error.to_string()))
                })
                .collect();
            move |app: &mut App| app.take_pictures(edition, made)
        });
    }

    fn take_pictures(&mut self, edition: u64, painted: Vec<(Shot, Result<Picture, String>)>) {
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        if show.edition != edition {
            return;
        }
        for (shot, picture) in painted {
            show.under_way.retain(|known| *known != shot);
            match picture {
                Ok(picture) => show.pictures.insert(0, (shot, Arc::new(picture))),
                Err(error) => show.failure = Some(error),
            }
        }
        // What is on the screen stays; pictures are large.
        let (shown, at) = (show.shown(), show.at);
        let mut nth = 0;
        show.pictures.retain(|(shot, _)| {
            nth += 1;
            let is_near = shot.deck == at.deck && shot.page.abs_diff(at.page) <= 1;
            *shot == shown || is_near && nth <= 2 * KEPT || nth <= KEPT
        });
        self.paint_stage();
    }

    /// Lays the run out for a screen of so many dots.
    pub(super) fn fit_stage(&mut self, width: u32, height: u32) {
        if let Some(show) = self.stage.show_mut()
            && show.dots != (width, height)
        {
            show.dots = (width, height);
            self.lay_stage();
        }
    }

    /// Carries out what was asked of the stage.
    pub(super) fn step_stage(&mut self, step: StageStep) {
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        let first = show.first.take();
        match step {
            StageStep::Fit(width, height) => {
                show.first = first;
                return self.fit_stage(width, height);
            }
            StageStep::Next => show.turn(true),
            StageStep::Previous => show.turn(false),
            StageStep::First => show.jump(0, 0),
            StageStep::Last => show.jump(0, usize::MAX),
            StageStep::Digit(digit) => show.typed.push(digit),
            StageStep::Letter(letter) => self.letter(letter, first),
            StageStep::Ask => show.asking = true,
            StageStep::Words(words) => show.typed.push_str(&words),
            StageStep::Enter => self.enter_typed(),
            StageStep::Keep => self.keep_answer(),
            StageStep::Beside => self.show_beside(),
            StageStep::Mark(down) => self.mark_answer(down),
            StageStep::Click(y) => self.click_page(y),
            StageStep::Erase => {
                if show.typed.pop().is_none() && !std::mem::take(&mut show.asking) {
                    show.turn(false);
                }
            }
            StageStep::Swap => {
                if show.came_from.is_some() {
                    show.swap();
                }
            }
            StageStep::Blank(blank) => show.set_blank(blank),
            StageStep::Light(down) => show.light(down),
            StageStep::Zoom(factor) => {
                show.zoom = (show.zoom.max(1.0) * factor).clamp(1.0, 6.0);
                if show.zoom <= 1.0 {
                    show.pan = (0.0, 0.0);
                }
            }
            StageStep::Pan(x, y) => {
                let most = (show.zoom.max(1.0) - 1.0) / 2.0;
                show.pan.0 = (show.pan.0 + x).clamp(-most, most);
                show.pan.1 = (show.pan.1 + y).clamp(-most, most);
            }
            StageStep::Help => show.help = !show.help,
            StageStep::List(step) => return self.step_list(step),
            StageStep::Display => self.next_display(),
            StageStep::Page(page) => show.jump(0, page),
            StageStep::Body(body) => self.show_body(body),
        }
        self.answer_typed();
        self.paint_stage();
    }

    /// A letter is a command where nothing is typed. Where another follows at once and both begin a
    /// name, the command is taken back: `s` is the spotlight, `scj` a body.
    fn letter(&mut self, letter: char, first: Option<char>) {
        let joined: String = first.into_iter().chain([letter]).collect();
        let is_name =
            first.is_some_and(|first| first != letter) && !self.offered(&joined).is_empty();
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        if !show.typed.is_empty() {
            show.typed.push(letter);
        } else if let (Some(first), true) = (first, is_name) {
            show.command(first);
            show.typed = joined;
        } else if show.command(letter) {
            show.first = Some(letter);
        } else {
            show.typed.push(letter);
        }
    }

    /// Closes what lies over the page, or leaves an answer for the run; whether there was any.
    pub(super) fn close_on_stage(&mut self) -> bool {
        let Some(show) = self.stage.show_mut() else {
            return false;
        };
        let had = show.help || show.listing || show.asks();
        show.help = false;
        show.listing = false;
        show.end_question();
        if !had && show.is_aside() {
            show.leave_aside();
            self.paint_stage();
            return true;
        }
        had
    }
}

/// Puts an answer into a run, behind the slide where it was asked; at the end where that is gone.
fn put_in(run: &mut Run, kept: Kept, sheet: &Arc<Sheet>) {
    let of_body = |slide: &Slide| slide.body == kept.body;
    let mut places = run.slides.iter().enumerate();
    let mut places = places.by_ref().filter(|(_, slide)| of_body(slide));
    let at = places
        .nth(kept.nth)
        .map_or(run.slides.len(), |(place, _)| place + 1);
    let slides = kept.wanted.slides(sheet);
    run.slides.splice(at..at, slides);
}
