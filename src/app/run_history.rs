//! Changes of a run in the list of slides that can be taken back, for as long as the meeting goes on.

use super::show::{Kept, Show};
use super::state::App;
use crate::view::run::RunPlan;

/// How many changes can be taken back.
const STEPS: usize = 50;

/// The run before a change of it.
pub(super) struct Before {
    plan: RunPlan,
    kept: Vec<Kept>,
    marked: usize,
}

/// How the run was before each change.
#[derive(Default)]
pub(super) struct RunHistory {
    /// The last one last.
    past: Vec<Before>,
    /// What was taken back.
    future: Vec<Before>,
    /// The field and the slide that were typed into last.
    typed: Option<(&'static str, String)>,
}

impl RunHistory {
    /// Notes a change. Letters typed into a field one after the other are one change.
    pub fn push(&mut self, before: Before, typed: Option<(&'static str, String)>) {
        self.future.clear();
        let goes_on = typed.is_some() && typed == self.typed;
        self.typed = typed;
        if !goes_on {
            self.past.push(before);
        }
        if self.past.len() > STEPS {
            self.past.remove(0);
        }
    }
}

impl Show {
    /// The run as it is, to find back to it; answers that were put in go along.
    pub(super) fn before_change(&mut self) -> Before {
        Before {
            plan: self.plan.clone(),
            kept: std::mem::take(&mut self.kept),
            marked: self.marked_slide,
        }
    }

    /// Whether a change of the run can be taken back, and whether one can be made again.
    #[must_use]
    pub fn can_step(&self) -> (bool, bool) {
        let history = &self.history;
        (!history.past.is_empty(), !history.future.is_empty())
    }
}

impl App {
    /// Takes the last change of the run back, or makes it again.
    pub(super) fn step_through(&mut self, back: bool) {
        let Some(show) = self.stage.show_mut() else {
            return;
        };
        let history = &mut show.history;
        let from = if back {
            &mut history.past
        } else {
            &mut history.future
        };
        let Some(before) = from.pop() else {
            return;
        };
        let now = show.before_change();
        if back {
            show.history.future.push(now);
        } else {
            show.history.past.push(now);
        }
        show.history.typed = None;
        show.plan = before.plan;
        show.kept = before.kept;
        show.marked_slide = before.marked;
        show.told = None;
        show.is_saved = false;
        self.keep_run();
        self.lay_stage();
    }
}
