//! What was changed, back to the data as it was opened.

use super::{Edit, EditError, TaskAt};
use crate::model::Dataset;

/// The changes that can be taken back and made again.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// What takes the last changes back, the newest last.
    back: Vec<Step>,
    /// What makes again what was taken back, the next one last.
    again: Vec<Step>,
    /// How many changes were ever made.
    made: u64,
    /// The state that was saved.
    saved: HistoryState,
}

/// What data is like after a change; as it was opened, before any. A state that a way leads back
/// to is the same again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HistoryState(u64);

#[derive(Clone, Debug)]
struct Step {
    edit: Edit,
    name: String,
    /// Its number among all that were ever made.
    nth: u64,
}

impl History {
    /// Carries a change out and notes how to take it back.
    ///
    /// # Errors
    /// As [`Edit::carry_out`]; nothing is noted then.
    pub fn make(&mut self, edit: Edit, data: &mut Dataset) -> Result<(), EditError> {
        let name = edit.name();
        let edit = edit.carry_out(data)?;
        self.again.clear();
        self.made += 1;
        let nth = self.made;
        self.back.push(Step { edit, name, nth });
        Ok(())
    }

    /// Takes the last change back; gives its name, or `None` where there is none.
    ///
    /// # Errors
    /// When the data is not what it was after that change.
    pub fn undo(&mut self, data: &mut Dataset) -> Result<Option<String>, EditError> {
        turn(&mut self.back, &mut self.again, data)
    }

    /// Makes again what was taken back last; gives its name, or `None` where there is nothing.
    ///
    /// # Errors
    /// When the data is not what it was after taking it back.
    pub fn redo(&mut self, data: &mut Dataset) -> Result<Option<String>, EditError> {
        turn(&mut self.again, &mut self.back, data)
    }

    /// What would be taken back.
    #[must_use]
    pub fn undo_name(&self) -> Option<&str> {
        self.back.last().map(|step| step.name.as_str())
    }

    /// What would be made again.
    #[must_use]
    pub fn redo_name(&self) -> Option<&str> {
        self.again.last().map(|step| step.name.as_str())
    }

    /// The task that the last change made or taken back was about, where it changed nothing else.
    #[must_use]
    pub fn only_task(&self, was_taken_back: bool) -> Option<&TaskAt> {
        let steps = if was_taken_back {
            &self.again
        } else {
            &self.back
        };
        steps.last()?.edit.only_task()
    }

    /// What the data is like now.
    #[must_use]
    pub fn state(&self) -> HistoryState {
        HistoryState(self.back.last().map_or(0, |step| step.nth))
    }

    /// Notes that the data was saved as it was in this state.
    pub fn note_saved(&mut self, state: HistoryState) {
        self.saved = state;
    }

    /// Whether the data is not as it was opened or saved last.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.saved != self.state()
    }
}

fn turn(
    from: &mut Vec<Step>,
    to: &mut Vec<Step>,
    data: &mut Dataset,
) -> Result<Option<String>, EditError> {
    let Some(step) = from.pop() else {
        return Ok(None);
    };
    let edit = step.edit.carry_out(data)?;
    to.push(Step {
        edit,
        name: step.name.clone(),
        nth: step.nth,
    });
    Ok(Some(step.name))
}
