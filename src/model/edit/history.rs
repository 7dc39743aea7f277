//! What was changed, back to the data as it was opened.

use super::{Edit, EditError};
use crate::model::Dataset;

/// The changes that can be taken back and made again.
#[derive(Clone, Debug)]
pub struct History {
    /// What takes the last changes back, the newest last.
    back: Vec<Step>,
    /// What makes again what was taken back, the next one last.
    again: Vec<Step>,
    /// How many changes stood when the data was saved; `None` where no way leads back there.
    saved: Option<usize>,
}

impl Default for History {
    /// Of data as it was opened.
    fn default() -> Self {
        Self {
            back: Vec::new(),
            again: Vec::new(),
            saved: Some(0),
        }
    }
}

#[derive(Clone, Debug)]
struct Step {
    edit: Edit,
    name: String,
}

impl History {
    /// Carries a change out and notes how to take it back.
    ///
    /// # Errors
    /// As [`Edit::carry_out`]; nothing is noted then.
    pub fn make(&mut self, edit: Edit, data: &mut Dataset) -> Result<(), EditError> {
        let name = edit.name();
        let edit = edit.carry_out(data)?;
        // What was saved lies on a way that is given up.
        self.saved = self.saved.filter(|saved| *saved <= self.back.len());
        self.again.clear();
        self.back.push(Step { edit, name });
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

    /// Notes that the data was saved as it is now.
    pub fn note_saved(&mut self) {
        self.saved = Some(self.back.len());
    }

    /// Whether the data is not as it was opened or saved last.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.saved != Some(self.back.len())
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
    });
    Ok(Some(step.name))
}
