//! The stage before an audience: which page is shown, and what keys do to it.
//!
//! Pages are laid out and painted off the window's thread; the next one is painted ahead, so that a
//! turn of the page has its picture at once.

use std::path::PathBuf;
use std::sync::Arc;

use super::jobs::Job;
use super::show::{Shot, Show, StageStep};
use super::state::App;
use crate::export::{Painter, Picture};
use crate::model::workspace::AgencyIx;
use crate::num;
use crate::page::slides::{HEIGHT, Screen, SlidePages};
use crate::view::run::Run;
use crate::view::search::Query;
use crate::view::{Sheet, ViewSpec};

/// How many painted pages are kept: this one, its neighbours, and those come from.
const KEPT: usize = 6;
/// How many bodies are offered for what was typed.
const OFFERED: usize = 5;

impl App {
    /// Starts straight into the run of a view, over these files or the built-in data.
    pub fn present_at_start(&mut self, files: Vec<PathBuf>, view: ViewSpec) {
        self.start.meeting = Some(Box::new(view));
        if files.is_empty() {
            self.begin_meeting();
        } else {
            self.open_at_start(files);
        }
    }

    /// Begins the run that the program was started for, now that there is data.
    pub(super) fn begin_meeting(&mut self) {
        if let Some(view) = self.start.meeting.take() {
            let view = view.known_to(&self.data.workspace);
            self.set_view(view, false);
            if !self.stage.is_presenting() {
                self.toggle_presenting();
            }
        }
    }

    /// What is before the audience; none where there is no audience.
    #[must_use]
    pub fn show(&self) -> Option<&Show> {
        self.stage.show()
    }

    /// The bodies that what was typed may mean, the best first.
    #[must_use]
    pub fn offered(&self, typed: &str) -> Vec<AgencyIx> {
        let Some(show) = self.show() else {
            return Vec::new();
        };
        let query = Query::new(typed);
        if query.is_empty() {
            return Vec::new();
        }
        let workspace = &self.data.workspace;
        let columns = self.sheet.bodies.iter().copied();
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
        bodies.truncate(OFFERED);
        bodies
    }

    /// Lays the run out for the stage, in the background.
    pub(super) fn lay_stage(&mut self) {
        let (data, spec, today) = (Arc::clone(&self.data), self.view.for_run(), self.today);
        let workspace = &self.data.workspace;
        let chosen: Vec<AgencyIx> = self
            .view
            .agencies
            .iter()
            .filter_map(|id| workspace.agency_by_id(id))
            .collect();
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        if show.bodies.is_empty() {
            show.bodies = chosen;
        }
        show.edition += 1;
        let edition = show.edition;
        let bodies = show.bodies.clone();
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
            let sheet = Arc::new(Sheet::new(&data, &spec, today));
            let run = Arc::new(Run::new(&sheet, &bodies));
            let pages = Arc::new(SlidePages::new(&run, screen));
            move |app: &mut App| app.take_slides(edition, pages)
        });
    }

    fn stage_failed(&mut self, why: String) {
        if let Some(show) = self.stage.show_mut() {
            show.failure = Some(why);
        }
    }

    fn take_slides(&mut self, edition: u64, pages: Arc<SlidePages>) {
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        if show.edition != edition {
            return;
        }
        if show.bodies.is_empty() {
            let mut bodies = Vec::new();
            for body in pages.run().slides.iter().filter_map(|slide| slide.body) {
                if !bodies.contains(&body) {
                    bodies.push(body);
                }
            }
            show.bodies = bodies;
        }
        show.pages = Some(pages);
        show.pictures.clear();
        show.under_way.clear();
        show.go(show.at.page);
        if let Some(body) = show.wanted.take() {
            self.go_to_body(body);
        }
        self.paint_stage();
    }

    fn go_to_body(&mut self, body: AgencyIx) {
        let body = self.sheet.bodies.get(body.get()).copied().unwrap_or(body);
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        let page = show.pages.as_ref().and_then(|pages| {
            let slide = pages.run().of_body(body)?;
            pages.first_of(slide)
        });
        match page {
            Some(page) => show.jump(page),
            // It joins the run: what is asked may be asked again.
            None if !show.bodies.contains(&body) => {
                show.bodies.push(body);
                show.wanted = Some(body);
                self.lay_stage();
            }
            None => {}
        }
    }

    /// Paints what is shown and what comes next, where that is not painted yet.
    fn paint_stage(&mut self) {
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        let Some(pages) = show.pages.clone() else {
            return;
        };
        if show.dots.1 == 0 {
            return;
        }
        let width = pages.screen().width;
        let fit = num::float(show.dots.0 as usize) / width;
        let scale = fit.min(num::float(show.dots.1 as usize) / HEIGHT);
        let mut wanted = vec![show.shown(), show.at];
        for page in [show.at.page + 1, show.at.page.saturating_sub(1)] {
            wanted.push(Shot {
                page: page.min(show.last()),
                lit: None,
            });
        }
        wanted.dedup();
        wanted.retain(|shot| {
            let known = show.pictures.iter().any(|(known, _)| known == shot);
            !known && !show.under_way.contains(shot)
        });
        if wanted.is_empty() {
            return;
        }
        show.under_way.extend(&wanted);
        let edition = show.edition;
        let job = Job::new("zeren-stage", "演示").if_lost(|app: &mut App| {
            app.stage_failed("这一页没有画出来：程序内部出错，按 Esc 返回".to_owned());
        });
        self.jobs.start(job, move |_| {
            let mut painter = Painter::default();
            let made: Vec<(Shot, Result<Picture, String>)> = wanted
                .into_iter()
                .map(|shot| {
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
            *shot == shown || shot.page.abs_diff(at.page) <= 1 && nth <= 2 * KEPT || nth <= KEPT
        });
        self.paint_stage();
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
                if show.dots != (width, height) {
                    show.dots = (width, height);
                    self.lay_stage();
                }
                return;
            }
            StageStep::Next => show.go(show.at.page + 1),
            StageStep::Previous => show.go(show.at.page.saturating_sub(1)),
            StageStep::First => show.jump(0),
            StageStep::Last => show.jump(usize::MAX),
            StageStep::Digit(digit) => show.typed.push(digit),
            StageStep::Letter(letter) => self.letter(letter, first),
            StageStep::Enter => self.enter_typed(),
            StageStep::Erase => {
                if show.typed.pop().is_none() {
                    show.go(show.at.page.saturating_sub(1));
                }
            }
            StageStep::Swap => {
                if let Some(page) = show.came_from {
                    show.jump(page);
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
        }
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

    fn enter_typed(&mut self) {
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        let typed = std::mem::take(&mut show.typed);
        if let Ok(number) = typed.parse::<usize>() {
            show.jump(number.saturating_sub(1));
        } else if let Some(body) = self.offered(&typed).first() {
            self.go_to_body(*body);
        }
    }

    /// Closes what lies over the page; whether anything did.
    pub(super) fn close_on_stage(&mut self) -> bool {
        let Some(show) = self.stage.show_mut() else {
            return false;
        };
        let had = show.help || !show.typed.is_empty();
        show.help = false;
        show.typed.clear();
        had
    }
}
