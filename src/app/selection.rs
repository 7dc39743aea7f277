//! The cell cursor, and rows that are chosen beside it.

use std::collections::BTreeSet;

use crate::model::workspace::{AgencyIx, PlanIx, TaskIx};
use crate::view::{Corner, TargetId};

/// The cell cursor: a task, a body, or both; with an anchor all cells between it and the cursor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The plan whose row is marked, where no task is.
    pub plan: Option<PlanIx>,
    /// The task.
    pub task: Option<TaskIx>,
    /// One target of the task, or of the plan where no task is.
    pub target: Option<TargetId>,
    /// The body.
    pub agency: Option<AgencyIx>,
    /// Where marking several cells began.
    pub anchor: Option<Corner>,
}

impl Selection {
    /// The cell of the cursor.
    #[must_use]
    pub fn corner(self) -> Corner {
        Corner {
            task: self.task,
            agency: self.agency,
        }
    }

    /// The cursor on a cell.
    #[must_use]
    pub fn at(cell: Corner) -> Self {
        Self {
            task: cell.task,
            agency: cell.agency,
            ..Self::default()
        }
    }

    /// Whether neither a task nor a body is chosen, nor all cells.
    #[must_use]
    pub(crate) fn is_nothing(self) -> bool {
        self.corner() == Corner::default() && self.anchor.is_none()
    }

    /// The cursor moved to a cell, with all cells from the anchor on, or from where it was.
    #[must_use]
    pub(crate) fn extended(self, to: Corner) -> Self {
        let here = self.corner();
        let begins = if here == Corner::default() { to } else { here };
        Self {
            task: to.task,
            agency: to.agency,
            anchor: Some(self.anchor.unwrap_or(begins)),
            ..Self::default()
        }
    }
}

/// The tasks of rows that were chosen one by one, by Ctrl and a click. Whatever else moves the cursor
/// lets go of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Picked {
    tasks: BTreeSet<TaskIx>,
    /// Where the last of them put the cursor.
    cursor: Selection,
}

impl Picked {
    /// What is chosen once the row of a task is added to those that are, or taken away where it is
    /// among them; and where the cursor is then.
    pub(super) fn toggled(chosen: Vec<TaskIx>, task: TaskIx) -> (Self, Selection) {
        let mut tasks: BTreeSet<TaskIx> = chosen.into_iter().collect();
        if !tasks.insert(task) {
            tasks.remove(&task);
        }
        // The cursor stays with what was pressed, also where that is not chosen any more. A single
        // row is the cursor's.
        let left = tasks.iter().next().copied().filter(|_| tasks.len() == 1);
        let cursor = Selection {
            task: left.or(Some(task)),
            ..Selection::default()
        };
        (Self { tasks, cursor }, cursor)
    }

    /// The tasks, as long as the cursor is where they left it and there are several.
    pub(super) fn tasks(&self, cursor: Selection) -> Option<&BTreeSet<TaskIx>> {
        (self.cursor == cursor && self.tasks.len() > 1).then_some(&self.tasks)
    }
}
