//! What is asked in the answer box, where its answers lead, and views by name.

use std::path::PathBuf;

use crate::model::workspace::{AgencyIx, PlanIx, TaskIx};
use crate::view::TargetId;

/// A kind of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AnswerKind {
    /// Bodies.
    Bodies,
    /// Tasks.
    Tasks,
    /// Targets of tasks, and goals.
    Targets,
    /// Plans.
    Plans,
    /// Views that are kept by name.
    Views,
    /// Commands of the program.
    Commands,
}

impl AnswerKind {
    /// All kinds, in the order in which they stand.
    pub const ALL: [Self; 6] = [
        Self::Bodies,
        Self::Tasks,
        Self::Targets,
        Self::Plans,
        Self::Views,
        Self::Commands,
    ];

    /// The kind behind another one; behind the last come all kinds together.
    #[must_use]
    pub fn after(of: Option<Self>) -> Option<Self> {
        match of {
            None => Self::ALL.first().copied(),
            Some(kind) => {
                let at = Self::ALL.iter().position(|known| *known == kind)?;
                Self::ALL.get(at + 1).copied()
            }
        }
    }
}

/// What stands in the answer box.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskForm {
    /// The question.
    pub text: String,
    /// Which answer is marked, from the top.
    pub marked: usize,
    /// The only kind that is shown; all where there is none.
    pub only: Option<AnswerKind>,
}

/// What stands in the form that asks for the name of a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameForm {
    /// The name so far.
    pub text: String,
    /// The kept view that gets it; the present one where there is none.
    pub of: Option<usize>,
}

/// A change of the views that are kept, each by its place in their list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ViewStep {
    /// Keeps the present view under a name.
    Keep(String),
    /// Gives a kept view another name.
    Rename(usize, String),
    /// Gives a view up.
    Forget(usize),
    /// Moves a view up, or else down.
    Move(usize, bool),
    /// Shows a view.
    Use(usize),
}

/// Where an answer leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// To a body.
    Body(AgencyIx),
    /// To a task.
    Task(TaskIx),
    /// To a target.
    Target(TargetId),
    /// To a plan.
    Plan(PlanIx),
    /// To all tasks that a text finds, as a list.
    Tasks(String),
    /// To two bodies, side by side.
    Beside(AgencyIx, AgencyIx),
    /// To the list of what one body has to do, to be written to a file.
    ExportOf(AgencyIx),
}

/// The question whether a document is a later version of an open plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewForm {
    /// The document.
    pub document: PathBuf,
    /// The data file with the plan.
    pub file: PathBuf,
    /// What the plan is called.
    pub plan: String,
    /// How many of its tasks somebody confirmed.
    pub checked: usize,
    /// Whether the document was to be opened beside the open files.
    pub add: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kinds_come_one_after_the_other_and_then_all() {
        let mut kinds = vec![None];
        while let Some(kind) = AnswerKind::after(*kinds.last().expect("one")) {
            kinds.push(Some(kind));
        }
        assert_eq!(kinds.len(), AnswerKind::ALL.len() + 1);
        assert_eq!(AnswerKind::after(Some(AnswerKind::Commands)), None);
    }
}
