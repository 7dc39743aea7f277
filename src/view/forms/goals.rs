//! The rows of 目标清单: every target with its figure, its deadline and who answers for it, under
//! the headings of the document.

use super::cells::{source, stated_or, until};
use super::rows::Maker;
use super::words::{figure_words, tight};
use super::{EntryOf, FormCell, FormColumn, FormEntry, FormPart, FormRow};
use crate::model::dues_text;
use crate::model::workspace::SectionIx;
use crate::terms;
use crate::view::{TargetRow, target_actors, target_rows};

/// The table of the targets that a sheet shows, a part for every plan.
pub(super) fn parts(maker: &Maker<'_>) -> Vec<FormPart> {
    let mut targets = target_rows(maker.sheet);
    // In the order of the document, whatever that of the tasks on the screen is.
    targets.sort_by_key(|row| (row.plan, row.section, row.task));
    let several = targets.first().map(|row| row.plan) != targets.last().map(|row| row.plan);
    let mut number = 0;
    let parts = targets.chunk_by(|a, b| a.plan == b.plan).map(|of_plan| {
        let mut rows = Vec::new();
        let mut open: Vec<SectionIx> = Vec::new();
        for row in of_plan {
            maker.open(row.section, &mut open, &mut rows);
            number += 1;
            rows.push(maker.target(row, number));
        }
        let plan = &maker.workspace.plan(of_plan[0].plan).plan;
        maker.part(several.then(|| tight(&plan.title)), rows)
    });
    parts.collect()
}

impl Maker<'_> {
    fn target(&self, row: &TargetRow<'_>, number: usize) -> FormRow {
        let target = row.target;
        let plan = &self.workspace.plan(row.plan).plan;
        let entry = row.task.map(|task| self.workspace.task(task));
        let clause = match entry {
            Some(entry) if target.clause.is_none() => entry.task.key(),
            _ => row.clause.to_owned(),
        };
        let about = entry.map_or(terms::OVERALL_GOALS, |entry| &entry.task.title);
        let cells = self.columns.iter().map(|choice| {
            let text = match &choice.column {
                FormColumn::Number => number.to_string(),
                FormColumn::Task => tight(about),
                FormColumn::Clause => clause.clone(),
                FormColumn::Plan => tight(plan.label()),
                FormColumn::Source => source(plan, &clause),
                FormColumn::Indicator => tight(&target.indicator),
                FormColumn::Amount => figure_words(target),
                FormColumn::Due => {
                    tight(&dues_text(target.dues().filter(|due| !due.is_unstated())))
                }
                FormColumn::Responsible => tight(&target_actors(self.sheet, row)),
                FormColumn::Note => tight(target.note.as_deref().unwrap_or_default()),
                // Whatever else is asked for stays to be filled in.
                _ => return FormCell::default(),
            };
            stated_or(choice, FormCell::of_text(&text))
        });
        FormRow::Entry(FormEntry {
            number,
            key: format!("{}/{clause}#{}.{}", plan.id, row.section.get(), number),
            plan: row.plan,
            of: EntryOf::Target(row.id),
            until: until(target.dues()),
            cells: cells.collect(),
        })
    }
}
