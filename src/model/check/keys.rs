//! What tells the tasks of a plan apart.

use std::collections::HashMap;

use super::Step;
use crate::model::{Section, Task};

/// A clause and a part.
pub(super) type Identity<'d> = (&'d str, Option<u16>);

/// What [`Task::key`] tells apart, without building it: `三〔2〕` may be written as a clause with
/// or without its part.
pub(super) fn identity(task: &Task) -> Identity<'_> {
    let clause = task.clause.as_str();
    if task.part.is_none()
        && let Some((rest, number)) = clause.strip_suffix('〕').and_then(|c| c.rsplit_once('〔'))
        && let Ok(part) = number.parse::<u16>()
        // 〔02〕 is not how a part is written.
        && part.to_string() == number
    {
        return (rest, Some(part));
    }
    (clause, task.part)
}

/// Where each task stands first.
pub(super) fn task_places<'d>(
    sections: &'d [Section],
    path: &mut Vec<Step>,
    places: &mut HashMap<Identity<'d>, Vec<Step>>,
) {
    path.push(Step::Field("sections"));
    for (nth, section) in sections.iter().enumerate() {
        path.push(Step::Index(nth));
        for (nth, task) in section.tasks.iter().enumerate() {
            let rest = [
                Step::Field("tasks"),
                Step::Index(nth),
                Step::Field("clause"),
            ];
            places
                .entry(identity(task))
                .or_insert_with(|| [path.as_slice(), &rest].concat());
        }
        task_places(&section.sections, path, places);
        path.pop();
    }
    path.pop();
}
