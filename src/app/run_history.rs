//! Changes of a run in the list of slides that can be taken back, for as long as the meeting goes on.

use crate::model::workspace::AgencyIx;
use crate::view::run::{RunPlan, Wanted};

/// How many changes can be taken back.
const STEPS: usize = 50;

/// An answer in the run: it stands behind the slide with this place among those of its body.
#[derive(Clone, Copy)]
pub(super) struct Kept {
    pub wanted: Wanted,
    pub body: Option<AgencyIx>,
    pub nth: usize,
}

/// The run before a change of it.
pub(super) struct Before {
    pub plan: RunPlan,
    pub kept: Vec<Kept>,
    /// The place of the slide that is marked in the list.
    pub marked: usize,
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

    /// What a step back leads to (or one that makes a change again), if there is one; `now` is the
    /// run as it is.
    pub fn step(&mut self, back: bool, now: Before) -> Option<Before> {
        let (from, to) = if back {
            (&mut self.past, &mut self.future)
        } else {
            (&mut self.future, &mut self.past)
        };
        let before = from.pop()?;
        to.push(now);
        self.typed = None;
        Some(before)
    }

    /// Whether a change can be taken back, and whether one can be made again.
    pub fn can_step(&self) -> (bool, bool) {
        (!self.past.is_empty(), !self.future.is_empty())
    }
}
