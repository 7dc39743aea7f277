//! A form as records: what a table of data has, a head for every column and no rows between.

use super::{ColumnChoice, FormColumn, FormEntry, FormPart, FormRow, FormTable};
use crate::terms;

/// A form as records.
#[derive(Clone, Debug)]
pub struct FormRecords<'a> {
    /// The heads.
    pub heads: Vec<String>,
    /// What stands in each column; `None` for plan and section, which the form has as rows.
    pub columns: Vec<Option<ColumnChoice>>,
    /// The records, from the top.
    pub records: Vec<FormRecord<'a>>,
}

/// An entry with its place in the document.
#[derive(Clone, Debug)]
pub struct FormRecord<'a> {
    /// The entry.
    pub entry: &'a FormEntry,
    /// A text for each head.
    pub cells: Vec<String>,
}

impl FormTable {
    /// The entries as records, each with its plan (where there are several) and its section.
    #[must_use]
    pub fn records(&self) -> FormRecords<'_> {
        let all = self.all_columns();
        let has_plan = all.iter().any(|choice| choice.column == FormColumn::Plan);
        let several = self.parts.len() > 1 && !has_plan;
        let in_sections = super::is_by_plan(&self.sheet, self.spec.kind);
        let mut heads: Vec<String> = Vec::new();
        let mut columns: Vec<Option<ColumnChoice>> = Vec::new();
        // The number stays in front.
        let first = usize::from(
            all.first()
                .is_some_and(|it| it.column == FormColumn::Number),
        );
        for choice in &all[..first] {
            heads.push(choice.head().to_owned());
            columns.push(Some(choice.clone()));
        }
        if several {
            heads.push(terms::PLAN.to_owned());
            columns.push(None);
        }
        if in_sections {
            heads.push(terms::SECTION.to_owned());
            columns.push(None);
        }
        for choice in &all[first..] {
            heads.push(choice.head().to_owned());
            columns.push(Some(choice.clone()));
        }
        let mut records = Vec::new();
        for part in &self.parts {
            let mut path: Vec<&str> = Vec::new();
            for row in &part.rows {
                match row {
                    FormRow::Heading { level, text } => {
                        path.truncate(*level);
                        path.push(text);
                    }
                    FormRow::Entry(entry) => {
                        let mut cells: Vec<String> = Vec::with_capacity(heads.len());
                        let place = path.join("　");
                        let mut own = Vec::new();
                        if several {
                            own.push(part.heading.clone().unwrap_or_default());
                        }
                        if in_sections {
                            own.push(place);
                        }
                        let mut own = own.into_iter();
                        for column in &columns {
                            cells.push(match column {
                                None => own.next().unwrap_or_default(),
                                Some(choice) => cell(part, entry, choice),
                            });
                        }
                        records.push(FormRecord { entry, cells });
                    }
                }
            }
        }
        FormRecords {
            heads,
            columns,
            records,
        }
    }
}

/// The text of an entry in a column; empty where its part has no such column.
fn cell(part: &FormPart, entry: &FormEntry, wanted: &ColumnChoice) -> String {
    let at = part.columns.iter().position(|choice| choice == wanted);
    at.and_then(|nth| entry.cells.get(nth))
        .map(super::FormCell::text)
        .unwrap_or_default()
}
