//! Questions in front of the room: what is typed is answered on the stage, and the answer stands
//! beside the run until it is put into it.

use std::sync::Arc;

use super::jobs::Job;
use super::run_history::Kept;
use super::show::Aside;
use super::state::App;
use crate::model::workspace::{AgencyIx, TaskIx};
use crate::page::slides::SlidePages;
use crate::view::answers::Answers;
use crate::view::run::{Duties, Wanted};
use crate::view::search::Query;

/// How many bodies are offered, and how many tasks, targets and plans beside them.
const BODIES: usize = 4;
const TASKS: usize = 4;
const OTHERS: usize = 2;
/// How many answers are offered in all.
const OFFERED: usize = 7;

impl App {
    /// Answers what is typed, if it is another question than before.
    pub(super) fn answer_typed(&mut self) {
        let Some(show) = self.show() else {
            return;
        };
        if show.typed == show.question {
            return self.count_marked();
        }
        let typed = show.typed.clone();
        let sheet = show.sheet.clone();
        let is_number = typed.chars().all(|c| c.is_ascii_digit());
        let mut replies: Vec<Wanted> = Vec::new();
        let mut counts = [0; 4];
        if let Some(sheet) = sheet.filter(|_| !is_number) {
            let bodies = self.offered(&typed);
            counts[0] = bodies.len();
            let few = bodies.iter().copied().take(BODIES).map(Wanted::Body);
            replies.extend(few);
            let answers = Answers::new(&sheet, &typed);
            // What a body does stands on its card: beside it are tasks that have the words themselves.
            let query = Query::new(&typed);
            let workspace = sheet.workspace();
            let has_words = |words: &str| bodies.is_empty() || query.matches(words);
            let tasks: Vec<TaskIx> = answers
                .tasks
                .iter()
                .map(|answer| answer.task)
                .filter(|task| has_words(&workspace.task(*task).task.title))
                .collect();
            counts[1] = tasks.len();
            replies.extend(tasks.into_iter().take(TASKS).map(Wanted::Task));
            let targets: Vec<Wanted> = answers
                .targets
                .iter()
                .filter(|target| target.task.is_none())
                .map(|target| Wanted::Target(target.id))
                .collect();
            counts[2] = targets.len();
            replies.extend(targets.into_iter().take(OTHERS));
            let plans: Vec<Wanted> = answers
                .plans
                .iter()
                .filter(|(plan, _)| has_words(&workspace.plan(*plan).plan.title))
                .map(|(plan, _)| Wanted::Plan(*plan))
                .collect();
            counts[3] = plans.len();
            replies.extend(plans.into_iter().take(OTHERS));
            replies.truncate(OFFERED);
        }
        if let Some(show) = self.stage.show_mut() {
            show.question = typed;
            show.replies = replies;
            show.found = counts;
            show.marked = 0;
        }
        self.count_marked();
    }

    /// Counts what the marked body has to do, in the background.
    fn count_marked(&mut self) {
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        let Some((&wanted, sheet)) = show.replies.get(show.marked).zip(show.sheet.clone()) else {
            return;
        };
        let Wanted::Body(body) = wanted else {
            return;
        };
        if show.counted == Some(wanted) {
            return;
        }
        show.counted = Some(wanted);
        self.jobs.start(Job::new("zeren-answer", "演示"), move |_| {
            let card = Arc::new(Duties::of(&sheet, body));
            move |app: &mut App| {
                if let Some(show) = app.stage.show_mut() {
                    show.card = Some((wanted, card));
                }
            }
        });
    }

    /// Marks the next answer, or the one before.
    pub(super) fn mark_answer(&mut self, down: bool) {
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        let last = show.replies.len().saturating_sub(1);
        show.marked = if down {
            (show.marked + 1).min(last)
        } else {
            show.marked.saturating_sub(1)
        };
    }

    /// Goes to what was typed: a page by its number, or the marked answer.
    pub(super) fn enter_typed(&mut self) {
        self.answer_typed();
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        let marked = show.replies.get(show.marked).copied();
        let typed = show.end_question();
        if let Ok(number) = typed.parse::<usize>() {
            show.jump(0, number.saturating_sub(1));
        } else if let Some(wanted) = marked {
            self.show_answer(wanted);
        }
    }

    /// Shows an answer: a body that is in the run there, anything else beside the run.
    pub(super) fn show_answer(&mut self, wanted: Wanted) {
        if let Wanted::Body(body) = wanted
            && self.go_to_body(self.counted_as(body))
        {
            return;
        }
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        let Some((sheet, pages)) = show.sheet.clone().zip(show.pages.as_ref()) else {
            return;
        };
        let screen = pages.screen();
        show.asked += 1;
        let (id, edition) = (show.asked, show.edition);
        let job = Job::new("zeren-answer", "演示").if_lost(|app: &mut App| {
            app.stage_failed("回答没有排出来：程序内部出错，按 Esc 返回".to_owned());
        });
        self.jobs.start(job, move |_| {
            let run = Arc::new(wanted.run(&sheet));
            let pages = Arc::new(SlidePages::new(&run, screen));
            move |app: &mut App| app.take_answer_pages(id, edition, wanted, pages)
        });
    }

    fn take_answer_pages(&mut self, id: u32, edition: u64, wanted: Wanted, pages: Arc<SlidePages>) {
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        // Another question came later.
        if id != show.asked {
            return;
        }
        let is_old = edition != show.edition;
        show.asides.push(Aside {
            id,
            wanted,
            pages: Some(pages),
        });
        show.jump(id, 0);
        if is_old {
            // The screen changed meanwhile.
            self.lay_stage();
        }
        self.paint_stage();
    }

    /// Shows the marked body and that of the page side by side.
    pub(super) fn show_beside(&mut self) {
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        let marked = show.replies.get(show.marked).copied();
        if let (Some(one), Some(Wanted::Body(other))) = (show.body(), marked)
            && one != other
        {
            show.end_question();
            self.show_answer(Wanted::Beside(one, other));
        }
    }

    /// Puts the marked answer into the run, behind the page on the screen, or the answer that is
    /// shown.
    pub(super) fn keep_answer(&mut self) {
        self.answer_typed();
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        let at = show.at;
        let shown = show.asides.iter().find(|aside| aside.id == at.deck);
        let is_asked = show.asks();
        let wanted = if is_asked {
            show.replies.get(show.marked).copied()
        } else {
            shown.map(|aside| aside.wanted)
        };
        let Some(wanted) = wanted else {
            return;
        };
        show.end_question();
        // An answer is put where the run was left.
        let behind = if at.deck == 0 { Some(at) } else { show.left };
        let behind = behind.unwrap_or_default();
        let Some(pages) = show.pages.clone() else {
            return;
        };
        let slides = &pages.run().slides;
        let slide = pages.place(behind.page).map_or(0, |place| place.slide);
        if let Wanted::Body(body) = wanted
            && slides.iter().any(|slide| slide.body == Some(body))
        {
            self.go_to_body(body);
            return;
        }
        let body = slides.get(slide).and_then(|slide| slide.body);
        let before = slides[..slide].iter();
        let nth = before.filter(|slide| slide.body == body).count();
        show.kept.push(Kept { wanted, body, nth });
        // The first page of what is put in follows the last one of that slide.
        let place = pages.place(behind.page);
        let to = place.map_or(0, |place| behind.page + place.of - place.nth);
        show.came_from = Some(behind);
        show.at = super::show::Shot {
            page: behind.page,
            ..super::show::Shot::default()
        };
        show.go_to = Some(to);
        self.lay_stage();
    }

    /// A click enlarges the task under the pointer; elsewhere it turns the page.
    pub(super) fn click_page(&mut self, y: f32) {
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        let seen = show.shown();
        let pages = show.deck(seen.deck);
        match pages.and_then(|pages| pages.task_at(seen.page, y)) {
            Some(task) => self.show_answer(Wanted::Task(task)),
            None => show.turn(true),
        }
    }

    /// The body that another one counts as in the run.
    fn counted_as(&self, body: AgencyIx) -> AgencyIx {
        let sheet = self.show().and_then(|show| show.sheet.as_ref());
        let known = sheet.and_then(|sheet| sheet.bodies.get(body.get()));
        known.copied().unwrap_or(body)
    }
}
