//! The run as people arrange it: order, titles, notes, what is left out; kept by name as files
//! beside the data, and remembered while it is not.

use std::collections::HashMap;
use std::path::PathBuf;

use super::jobs::Job;
use super::naming::file_name;
use super::run_history::{Before, RunHistory};
use super::show::{ListStep, Show};
use super::state::App;
use crate::diagnostic::Diagnostic;
use crate::export::clean_name;
use crate::view::ViewSpec;
use crate::view::run::{PlannedSlide, RunPlan, Standing};

/// The longest meeting that is planned for.
pub const MOST_MINUTES: u32 = 24 * 60;

impl App {
    /// The run that was arranged last for such a view of what is open; none where it was about
    /// something else.
    pub(super) fn known_run(&self, view: &ViewSpec) -> Option<RunPlan> {
        let known = self.settings.run.as_ref()?;
        let is_of_this = known.files == self.files && known.plan.view == *view;
        is_of_this.then(|| known.plan.clone())
    }

    /// Where runs are kept: beside the data; beside the settings where it is built in.
    fn runs_folder(&self) -> Option<PathBuf> {
        let beside = self.files.first().and_then(|file| file.parent());
        let settings = || {
            self.session
                .path
                .as_deref()
                .and_then(std::path::Path::parent)
        };
        beside.or_else(settings).map(PathBuf::from)
    }

    /// Carries out what was asked of the list of slides.
    pub(super) fn step_list(&mut self, step: ListStep) {
        match step {
            ListStep::Toggle => {
                if let Some(show) = self.stage.show_mut() {
                    show.listing = !show.listing;
                    show.marked_slide = show.slide_of_page().unwrap_or(0);
                }
                self.look_for_runs();
                return;
            }
            ListStep::Save => return self.save_run(),
            ListStep::Open(path) => return self.read_run(path),
            ListStep::GoTo => return self.go_to_marked(),
            ListStep::Mark(nth) => {
                if let Some(show) = self.stage.show_mut() {
                    show.marked_slide = nth.min(show.listed.len().saturating_sub(1));
                }
                return;
            }
            ListStep::Name(name) => {
                self.arrange_by(Some("name"), |plan, _| plan.name = name);
                return;
            }
            ListStep::Minutes(minutes) => {
                let minutes = Some(minutes.min(MOST_MINUTES)).filter(|minutes| *minutes > 0);
                self.arrange_by(Some("minutes"), |plan, _| plan.minutes = minutes);
                return;
            }
            ListStep::Undo => return self.step_through(true),
            ListStep::Redo => return self.step_through(false),
            ListStep::Plain => {
                self.arrange(|plan, _| {
                    // How long the meeting goes on is no matter of its slides.
                    *plan = RunPlan {
                        view: plan.view.clone(),
                        minutes: plan.minutes,
                        ..RunPlan::default()
                    };
                });
            }
            ListStep::Move(down) => self.arrange(|plan, marked| {
                let to = if down {
                    (*marked + 1).min(plan.slides.len().saturating_sub(1))
                } else {
                    marked.saturating_sub(1)
                };
                if *marked < plan.slides.len() {
                    plan.slides.swap(*marked, to);
                    *marked = to;
                }
            }),
            ListStep::MoveBody(down) => {
                self.arrange(|plan, marked| *marked = plan.move_body(*marked, down));
            }
            ListStep::Hide => self.hide(|marked, slide| marked.key == slide.key),
            ListStep::HideKind => self.hide(|marked, slide| marked.kind() == slide.kind()),
            ListStep::HideBody => self.hide(PlannedSlide::is_of_body),
            ListStep::Title(title) => self.change_marked("title", |slide| slide.title = title),
            ListStep::Note(note) => self.change_marked("note", |slide| slide.note = note),
        }
        self.lay_stage();
    }

    /// Changes the plan of the run, which begins with the slides as they are listed, and remembers
    /// it.
    fn arrange(&mut self, change: impl FnOnce(&mut RunPlan, &mut usize)) {
        self.arrange_by(None, change);
    }

    /// Changes the plan, by typing into a field where one is named.
    fn arrange_by(
        &mut self,
        field: Option<&'static str>,
        change: impl FnOnce(&mut RunPlan, &mut usize),
    ) {
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        if show.listed.is_empty() {
            return;
        }
        let before = show.as_it_is();
        show.kept.clear();
        // Answers that were put in stand in the plan from now on.
        show.plan.slides = show.listed.iter().map(|(slide, _)| slide.clone()).collect();
        show.plan.view.clone_from(&show.view);
        let as_listed = show.plan.clone();
        let mut marked = show.marked_slide;
        change(&mut show.plan, &mut marked);
        if show.plan != as_listed {
            let slide = show.listed.get(show.marked_slide);
            let key = slide
                .map(|(slide, _)| slide.key.clone())
                .unwrap_or_default();
            let typed = field.map(|field| (field, key));
            show.history.push(before, typed);
        }
        show.marked_slide = marked;
        show.listed = listed_by(show);
        show.told = None;
        show.is_saved = false;
        self.keep_run();
    }

    /// Takes the last change of the run back, or makes it again.
    fn step_through(&mut self, back: bool) {
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        let now = show.as_it_is();
        let Some(before) = show.history.step(back, now) else {
            return;
        };
        show.plan = before.plan;
        show.kept = before.kept;
        show.marked_slide = before.marked;
        show.told = None;
        show.is_saved = false;
        self.keep_run();
        self.lay_stage();
    }

    /// Remembers the run as it is arranged, for the next time these files are presented.
    fn keep_run(&mut self) {
        let files = self.files.clone();
        if let Some(show) = self.show() {
            let plan = show.plan.clone();
            self.settings.run = Some(super::settings::KeptRun { files, plan });
            self.touch();
        }
    }

    fn change_marked(&mut self, field: &'static str, change: impl FnOnce(&mut PlannedSlide)) {
        self.arrange_by(Some(field), |plan, marked| {
            if let Some(slide) = plan.slides.get_mut(*marked) {
                change(slide);
            }
        });
    }

    /// Leaves the slides out that are like the marked one, or puts them in again. One slide at least
    /// is shown.
    fn hide(&mut self, is_alike: impl Fn(&PlannedSlide, &PlannedSlide) -> bool) {
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        let Some((marked, _)) = show.listed.get(show.marked_slide).cloned() else {
            return;
        };
        let hides = !marked.hidden;
        let stays = |(slide, standing): &(PlannedSlide, Standing)| {
            let is_shown = !slide.hidden && *standing != Standing::Gone;
            is_shown && !is_alike(&marked, slide)
        };
        if hides && !show.listed.iter().any(stays) {
            show.told = Some("至少留一张".to_owned());
            return;
        }
        self.arrange(|plan, _| {
            let alike = plan.slides.iter_mut();
            for slide in alike.filter(|slide| is_alike(&marked, slide)) {
                slide.hidden = hides;
            }
        });
    }

    /// Shows the marked slide to the audience.
    fn go_to_marked(&mut self) {
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        let key = show.listed.get(show.marked_slide);
        let page = key.and_then(|(slide, _)| {
            let pages = show.pages.as_ref()?;
            let mut slides = pages.run().slides.iter();
            pages.first_of(slides.position(|known| known.key == slide.key)?)
        });
        if let Some(page) = page {
            show.listing = false;
            show.jump(0, page);
            self.paint_stage();
        }
    }

    /// Looks for the runs that are kept beside the data.
    fn look_for_runs(&mut self) {
        let Some(folder) = self.runs_folder() else {
            return;
        };
        self.jobs
            .start(Job::new("zeren-runs", "查找放映"), move |_| {
                let files = RunPlan::files(&folder);
                move |app: &mut App| {
                    if let Some(show) = app.stage.show_mut() {
                        show.runs = files;
                    }
                }
            });
    }

    /// Keeps the run under its name. A run of another time is not replaced.
    fn save_run(&mut self) {
        self.arrange(|_, _| ());
        let folder = self.runs_folder();
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        let name = clean_name(&show.plan.name);
        if name.is_empty() {
            show.told = Some("先起个名字".to_owned());
            return;
        }
        let Some(folder) = folder else {
            show.told = Some("没有可以存放的文件夹：先把数据存成文件".to_owned());
            return;
        };
        let path = RunPlan::path(&folder, &name);
        if show.file.as_ref() != Some(&path) && path.exists() {
            show.told = Some(format!("已有“{name}”，换一个名称，或先打开它再改"));
            return;
        }
        let plan = show.plan.clone();
        let job = Job::new("zeren-run", "保存放映");
        self.jobs.start(job, move |_| {
            let saved = std::fs::create_dir_all(&folder);
            let saved = saved.map_err(|error| {
                Diagnostic::error(format!("文件夹建不了，系统报告：{error}")).in_file(&folder)
            });
            let saved = saved.and_then(|()| plan.save(&path));
            move |app: &mut App| app.take_saved_run(path, saved)
        });
    }

    fn take_saved_run(&mut self, path: PathBuf, saved: Result<(), Diagnostic>) {
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        match saved {
            Ok(()) => {
                show.told = Some(format!("已存为“{}”", file_name(&path)));
                show.file = Some(path);
                show.is_saved = true;
                self.look_for_runs();
            }
            Err(error) => show.told = Some(error.message),
        }
    }

    /// Opens a run that was kept.
    fn read_run(&mut self, path: PathBuf) {
        let job = Job::new("zeren-run", "打开放映");
        self.jobs.start(job, move |_| {
            let read = RunPlan::load(&path);
            move |app: &mut App| match read {
                Ok(plan) => app.take_run(plan, Some(path)),
                Err(error) => {
                    if let Some(show) = app.stage.show_mut() {
                        show.told = Some(error.message);
                    }
                }
            }
        });
    }

    /// Shows a run that was kept, over the data that is open.
    pub(super) fn take_run(&mut self, plan: RunPlan, file: Option<PathBuf>) {
        let workspace = &self.data.workspace;
        let view = plan.view.known_to(workspace);
        let bodies = view.agencies.iter();
        let bodies = bodies.filter_map(|id| workspace.agency_by_id(id)).collect();
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        show.view = view;
        show.bodies = bodies;
        show.sheet = None;
        show.natural = None;
        show.kept.clear();
        show.plan = plan;
        show.file = file;
        show.is_saved = show.file.is_some();
        show.marked_slide = 0;
        show.history = RunHistory::default();
        show.told = None;
        show.go_to = Some(0);
        show.tells_changes = true;
        self.lay_stage();
    }
}

impl Show {
    /// The run as it is, to find back to it.
    fn as_it_is(&self) -> Before {
        Before {
            plan: self.plan.clone(),
            kept: self.kept.clone(),
            marked: self.marked_slide,
        }
    }

    /// Whether a change of the run can be taken back, and whether one can be made again.
    #[must_use]
    pub fn can_step(&self) -> (bool, bool) {
        self.history.can_step()
    }

    /// All slides of the run in their order, also those that are left out, and which one is marked.
    #[must_use]
    pub fn slides(&self) -> (&[(PlannedSlide, Standing)], usize) {
        (&self.listed, self.marked_slide)
    }

    /// Whether the list of slides is open.
    #[must_use]
    pub fn lists(&self) -> bool {
        self.listing
    }

    /// How people arranged the run.
    #[must_use]
    pub fn plan(&self) -> &RunPlan {
        &self.plan
    }

    /// Whether a file holds the run as it is.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.is_saved
    }

    /// What there is to say about the run, for the presenter.
    #[must_use]
    pub fn told(&self) -> Option<&str> {
        self.told.as_deref()
    }

    /// The runs that are kept beside the data, the one that was used last first.
    #[must_use]
    pub fn runs(&self) -> &[PathBuf] {
        &self.runs
    }

    /// The page of a slide of the list, from 1; none for one that is not shown.
    #[must_use]
    pub fn page_of(&self, key: &str) -> Option<usize> {
        let pages = self.pages.as_ref()?;
        let mut slides = pages.run().slides.iter();
        let slide = slides.position(|slide| slide.key == key)?;
        pages.first_of(slide).map(|page| page + 1)
    }

    /// The place in the list of the slide that the presenter is at.
    pub(super) fn slide_of_page(&self) -> Option<usize> {
        let pages = self.pages.as_ref()?;
        let page = if self.is_aside() { self.left? } else { self.at };
        let key = &pages.run().slides[pages.place(page.page)?.slide].key;
        let mut listed = self.listed.iter();
        listed.position(|(slide, _)| slide.key == *key)
    }
}

/// The list as the changed plan has it, until it is laid out anew.
fn listed_by(show: &Show) -> Vec<(PlannedSlide, Standing)> {
    let known = show.listed.iter();
    let known: HashMap<&str, Standing> = known
        .map(|(slide, standing)| (slide.key.as_str(), *standing))
        .collect();
    let standing = |slide: &PlannedSlide| {
        let standing = known.get(slide.key.as_str());
        standing.copied().unwrap_or(Standing::Known)
    };
    let slides = show.plan.slides.iter();
    let listed: Vec<_> = slides
        .map(|slide| (slide.clone(), standing(slide)))
        .collect();
    // The plain run is known once it is laid out.
    if listed.is_empty() {
        show.listed.clone()
    } else {
        listed
    }
}
