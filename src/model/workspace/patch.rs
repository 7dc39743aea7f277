//! One task of a workspace changed, without joining its files anew.

use super::{TaskEntry, TaskIx, Workspace};
use crate::model::Task;

impl Workspace {
    /// The workspace with other content of the task at an index. It names its bodies by the ids of
    /// its file, and stands where it stood.
    ///
    /// `None` where it names a body that its file did not have when it was joined, or had no task
    /// there: then the files are to be joined anew.
    #[must_use]
    pub fn with_task(&self, ix: TaskIx, task: &Task) -> Option<Self> {
        let before = self.tasks.get(ix.get())?;
        let (plan, section) = (before.plan, before.section);
        let local = self.locals.get(plan.get())?;
        let mut marks = task.assignments.iter();
        if !marks.all(|mark| local.body(&mark.agency).is_some()) {
            return None;
        }
        let after = local.entry(plan, section, task.clone());
        let names_lead = |entry: &TaskEntry| usize::from(local.names_lead(&entry.task));
        let (was_led, is_led) = (names_lead(before), names_lead(&after));
        let mut new = self.clone();
        for duty in &before.duties {
            new.role_counts[duty.role.index()] -= 1;
        }
        for duty in &after.duties {
            new.role_counts[duty.role.index()] += 1;
        }
        let checked = |entry: &TaskEntry| usize::from(entry.task.checked.is_some());
        new.checked = new.checked + checked(&after) - checked(before);
        let entry = new.plans.get_mut(plan.get())?;
        entry.tasks_with_lead = entry.tasks_with_lead + is_led - was_led;
        *new.tasks.get_mut(ix.get())? = after;
        Some(new)
    }
}
