//! The stage before an audience: which page is shown, and what keys do to it.
//!
//! Pages are laid out and painted off the window's thread; the next one is painted ahead, so that a
//! turn of the page has its picture at once.

use std::path::PathBuf;
use std::sync::Arc;

use super::jobs::Job;
use super::run_history::Kept;
use super::show::{Shot, Show, StageStep};
use super::state::App;
use crate::export::{Painter, Picture};
use crate::model::workspace::AgencyIx;
use crate::num;
use crate::page::slides::{HEIGHT, Screen, SlidePages};
use crate::view::Sheet;
use crate::view::run::{Arranged, Meeting, PlannedSlide, Run, Slide, Standing, Wanted};
use crate::view::search::Query;

impl App {
    /// Starts straight into a run, over these files or the built-in data.
    pub fn present_at_start(&mut self, files: Vec<PathBuf>, meeting: Meeting) {
        self.start.meeting = Some(Box::new(meeting));
        self.start.is_for_meeting = true;
        if files.is_empty() {
            self.begin_meeting();
        } else {
            self.open_at_start(files);
        }
    }

    /// Begins the run that the program was started for, now that there is data. The window's own
    /// view stays: it is there again when the meeting ends.
    pub(super) fn begin_meeting(&mut self) {
        if let Some(meeting) = self.start.meeting.take() {
            let view = meeting.view.known_to(&self.data.workspace);
            self.start.display = meeting.display;
            self.present(&view);
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
        let (natural, before) = (show.natural.clone(), show.pages.clone());
        let asides = show.asides.iter();
        let asides: Vec<(u32, Wanted, Option<Arc<SlidePages>>)> = asides
            .map(|aside| (aside.id, aside.wanted, aside.pages.clone()))
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
            let is_same_sheet = known.is_some();
            let sheet = known.unwrap_or_else(|| Arc::new(Sheet::new(&data, &spec, today)));
            let natural = natural.unwrap_or_else(|| Arc::new(Run::new(&sheet, &bodies)));
            let mut run = Run::clone(&natural);
            for kept in kept {
                put_in(&mut run, kept, &sheet);
            }
            let arranged = Arranged::new(run, &plan, &sheet);
            let changes = arranged.changes();
            let Arranged { run, slides } = arranged;
            // What was not touched is not laid out again.
            let pages = SlidePages::like(before.as_deref(), &Arc::new(run), screen);
            let pages = Arc::new(pages);
            let asides: Vec<(u32, Arc<SlidePages>)> = asides
                .into_iter()
                .map(|(id, wanted, pages)| {
                    let known = pages.filter(|pages| is_same_sheet && pages.screen() == screen);
                    let pages = known.unwrap_or_else(|| {
                        let run = Arc::new(wanted.run(&sheet));
                        Arc::new(SlidePages::new(&run, screen))
                    });
                    (id, pages)
                })
                .collect();
            move |app: &mut App| {
                if app.take_slides(edition, &sheet, natural, pages, asides) {
                    app.take_list(slides, changes);
                }
            }
        });
    }

    pub(super) fn stage_failed(&mut self, why: String) {
        if let Some(show) = self.stage.show_mut() {
            show.failure = Some(why);
            show.under_way.clear();
        }
    }

    fn take_slides(
        &mut self,
        edition: u64,
        sheet: &Arc<Sheet>,
        natural: Arc<Run>,
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
        show.natural = Some(natural);
        let before = show.pages.replace(Arc::clone(&pages));
        // What looks as before needs no other picture.
        show.pictures.retain(|(shot, _)| {
            let is_same = |before: &Arc<SlidePages>| before.has_same(&pages, shot.page);
            shot.deck == 0 && before.as_ref().is_some_and(is_same)
        });
        for (id, pages) in asides {
            let aside = show.asides.iter_mut().find(|aside| aside.id == id);
            if let Some(aside) = aside {
                aside.pages = Some(pages);
            }
        }
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

    /// Paints what is shown and what stands beside it, where that is not painted yet, and forgets
    /// what is far.
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
        show.forget_pictures();
        // One at a time, what is seen first: nobody waits for its neighbours.
        let wanted = show.near().into_iter().find(|shot| {
            let known = show.pictures.iter().any(|(known, _)| known == shot);
            !known && !show.under_way.contains(shot)
        });
        let Some((wanted, pages)) = wanted.and_then(|wanted| {
            let is_next = show.under_way.is_empty() || wanted == show.shown();
            let pages = show.deck(wanted.deck).filter(|_| is_next)?;
            Some((wanted, Arc::clone(pages)))
        }) else {
            return;
        };
        show.under_way.push(wanted);
        let dots = show.dots;
        let job = Job::new("zeren-stage", "演示").if_lost(|app: &mut App| {
            app.stage_failed("这一页没有画出来：程序内部出错，按 Esc 返回".to_owned());
        });
        self.jobs.start(job, move |_| {
            let page = pages.lit(wanted.page, wanted.lit);
            let painted = Painter::default().paint(&page, scale);
            let painted = painted.map_err(|error| error.to_string());
            move |app: &mut App| app.take_picture(&pages, dots, wanted, painted)
        });
    }

    fn take_picture(
        &mut self,
        pages: &Arc<SlidePages>,
        dots: (u32, u32),
        of: Shot,
        painted: Result<Picture, String>,
    ) {
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        show.under_way.retain(|known| *known != of);
        // Of pages that were laid out anew, or for another screen, it shows nothing any more.
        let now = show.deck(of.deck);
        let is_known = now.is_some_and(|now| Arc::ptr_eq(now, pages));
        if is_known && show.dots == dots {
            match painted {
                Ok(picture) => {
                    show.pictures.retain(|(known, _)| *known != of);
                    show.pictures.push((of, Arc::new(picture)));
                }
                Err(error) => {
                    // It is not tried again and again.
                    show.failure = Some(error);
                    return;
                }
            }
        }
        self.paint_stage();
    }

    /// Lays the run out for a screen of so many dots.
    pub(super) fn fit_stage(&mut self, width: u32, height: u32) {
        if let Some(show) = self.stage.show_mut()
            && show.dots != (width, height)
        {
            show.dots = (width, height);
            show.pictures.clear();
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
            StageStep::Notes(larger) => {
                let step = if larger { 2.0 } else { -2.0 };
                self.settings.set_note_size(self.settings.note_size + step);
                self.touch();
                return;
            }
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
