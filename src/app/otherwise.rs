//! The other reading of a name in a review: as it stands in the document, where it was read as
//! another name or as several.

use super::reviewing::{Place, What};
use super::state::App;
use crate::import::draft::new_body;
use crate::import::understand::OtherReading;
use crate::model::edit::{self, Edit, TaskAt};
use crate::model::{Agency, Assignment, Dataset, name_key};

impl App {
    /// The other reading of the place that is looked at, where it has one that was not taken.
    #[must_use]
    pub fn other_reading(&self) -> Option<OtherReading> {
        self.other().map(|(other, ..)| other)
    }

    /// The first other reading that changes anything, with its file and task.
    fn other(&self) -> Option<(OtherReading, usize, TaskAt)> {
        let review = self.review()?;
        let place: &Place = review.places().get(review.cursor())?;
        let What::Task(task) = place.what else {
            return None;
        };
        let (nth, at) = self.editing.place(place.task?)?;
        let data = &self.editing.files[nth].dataset;
        let others = review.opened().reading.tasks.get(task)?.other_readings();
        let mut others = others.into_iter();
        let other = others.find(|other| change(data, &at, other).is_some())?;
        Some((other, nth, at))
    }

    /// Takes the other reading.
    pub(super) fn read_otherwise(&mut self) {
        let Some((other, nth, at)) = self.other() else {
            self.note("这里没有另一种读法");
            return;
        };
        let data = &self.editing.files[nth].dataset;
        if let Some(edit) = change(data, &at, &other) {
            self.decide(edit, false);
        }
    }
}

/// The change that makes the parts of a name one body, called as the document has it; `None` where
/// that is so already.
fn change(data: &Dataset, at: &TaskAt, other: &OtherReading) -> Option<Edit> {
    let task = edit::task(data, at)?;
    let key = name_key(&other.name);
    let is_it = |agency: &&Agency| {
        name_key(&agency.name) == key
            || agency
                .short
                .as_ref()
                .is_some_and(|short| name_key(short) == key)
    };
    let known = data.agencies.iter().find(is_it);
    let is_part = |mark: &Assignment| {
        let written = mark.written.as_ref();
        written.is_some_and(|written| other.parts.contains(written))
            && known.is_none_or(|known| known.id != mark.agency)
    };
    let marks = task.assignments.iter().enumerate();
    let parts: Vec<usize> = marks
        .filter(|(_, mark)| is_part(mark))
        .map(|(nth, _)| nth)
        .collect();
    let (&first, rest) = parts.split_first()?;
    let mut edits = Vec::new();
    let agency = match known {
        Some(known) => known.id.clone(),
        None => {
            let new = new_body(data, &other.name);
            let id = new.id.clone();
            edits.push(Edit::AddBody(data.agencies.len(), Box::new(new)));
            id
        }
    };
    // From the end, so that the numbers before stay what they are.
    for nth in rest.iter().rev() {
        edits.push(Edit::TakeMark(at.clone(), *nth));
    }
    let mark = Assignment {
        agency,
        written: Some(other.name.clone()),
        note: None,
        ..task.assignments[first].clone()
    };
    edits.push(Edit::ChangeMark(at.clone(), first, mark));
    let name = format!("“{}”照原文作一个机构", other.name);
    Some(Edit::Several(name, edits))
}
