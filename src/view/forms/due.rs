//! The rows of 到期清单: what is due, in the order of time, under the headings of years and, where the
//! view divides them, of their quarters or months.

use super::cells::{source, stated_or, until};
use super::rows::Maker;
use super::words::{sentence, targets_words, tight};
use super::{ColumnChoice, EntryOf, FormCell, FormColumn, FormEntry, FormPart, FormRow, FormWords};
use crate::model::{Due, Target};
use crate::terms;
use crate::view::{DueEntry, DueFilter, DueGroup, DueLineKind, DueList};

/// The table of what is due in a sheet: one part, whatever the plans. What has no deadline is not
/// due.
pub(super) fn parts(maker: &Maker<'_>) -> Vec<FormPart> {
    let list = DueList::new(maker.sheet);
    let mut rows = Vec::new();
    let mut number = 0;
    let mut group = None;
    for line in &list.lines {
        match line.kind {
            DueLineKind::Group(nth) => {
                group = Some(&list.groups[nth]);
                if list.groups[nth].due != DueFilter::Unstated {
                    rows.push(FormRow::Heading {
                        level: list.groups[nth].depth(),
                        text: list.groups[nth].label(),
                    });
                }
            }
            DueLineKind::Entry(nth) => {
                if let Some(group) = group.filter(|group| group.due != DueFilter::Unstated) {
                    number += 1;
                    rows.push(maker.due_row(&list.entries[nth], group, number));
                }
            }
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    vec![maker.part(None, rows)]
}

impl Maker<'_> {
    fn due_row(&self, entry: &DueEntry, group: &DueGroup, number: usize) -> FormRow {
        let mut row = match entry.task() {
            Some(task) => {
                let mut before = number - 1;
                self.task_entry(task, &mut before)
            }
            None => self.goal_entry(entry, number),
        };
        let targets = || {
            let ids = entry.targets.iter().filter(|id| !id.is_deadline());
            ids.map(|id| id.target(self.workspace))
        };
        let mut words = match targets().count() {
            0 => String::new(),
            _ => sentence(&targets_words(targets())),
        };
        // A target that is somebody's own is no duty of everybody in the row.
        for id in entry.targets.iter().filter(|id| !id.is_deadline()) {
            let by = self.actors_of(*id);
            if !by.is_empty() && entry.task().is_some() {
                let indicator = tight(&id.target(self.workspace).indicator);
                words.push_str(&format!("{indicator}由{by}。"));
            }
        }
        for (choice, cell) in self.columns.iter().zip(&mut row.cells) {
            let of_due = match (&choice.column, entry.task()) {
                (FormColumn::Task, Some(task)) => {
                    let title = &self.workspace.task(task).task.title;
                    FormCell(vec![FormWords {
                        strong: sentence(&tight(title)),
                        text: words.clone(),
                    }])
                }
                (FormColumn::Task, None) => FormCell(vec![FormWords {
                    strong: format!("{}。", terms::OVERALL_GOALS),
                    text: words.clone(),
                }]),
                (FormColumn::Targets, _) => FormCell::of_text(&words),
                (FormColumn::Due, _) => FormCell::of_text(&tight(&entry.due)),
                _ => continue,
            };
            *cell = stated_or(choice, of_due);
        }
        // Only the deadlines of this group.
        let targets = entry.targets.iter().map(|id| id.target(self.workspace));
        let dues = targets.flat_map(Target::dues);
        row.until = until(dues.filter(|due: &&Due| DueFilter::of(due) == group.due));
        row.key = format!("{}@{}", row.key, group.key);
        FormRow::Entry(row)
    }

    fn goal_entry(&self, entry: &DueEntry, number: usize) -> FormEntry {
        let plan = &self.workspace.plan(entry.plan).plan;
        let first = entry.targets[0];
        let cell = |choice: &ColumnChoice| {
            let text = match &choice.column {
                FormColumn::Number => number.to_string(),
                FormColumn::Responsible => self.actors_of(first),
                FormColumn::Plan => tight(plan.label()),
                FormColumn::Clause => entry.clause.clone(),
                FormColumn::Source => source(plan, &entry.clause),
                FormColumn::Note => {
                    let note = first.target(self.workspace).note.as_deref();
                    tight(note.unwrap_or_default())
                }
                _ => String::new(),
            };
            stated_or(choice, FormCell::of_text(&text))
        };
        FormEntry {
            number,
            key: format!("{}/{}#{}", plan.id, entry.section.get(), first.nth),
            plan: entry.plan,
            of: EntryOf::Target(first),
            until: None,
            cells: self.columns.iter().map(cell).collect(),
        }
    }
}
