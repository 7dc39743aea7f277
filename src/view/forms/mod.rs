//! Forms that offices hand in: 任务分解表, 督办台账, 责任清单, 目标清单, 到期清单 and 修改对照表, as one
//! description that pages, Word, Excel, CSV, web page and clipboard all write.
//!
//! A [`FormTable`] is a sheet's tasks and overall goals as rows of texts, under the headings of
//! their sections and numbered through. What it says is settled here: no format adds a word of its
//! own, so that all of them agree.

mod cells;
mod changes;
mod due;
mod goals;
mod records;
mod rows;
mod scope;
mod spec;
mod words;

use std::sync::Arc;

pub use changes::touched_bodies;
pub use records::{FormRecord, FormRecords};
pub use spec::{ColumnChoice, FormColumn, FormHeading, FormKind, FormSpec};
pub(crate) use words::tight;

use super::{Sheet, SuccessionView, TargetId, TaskGrouping};
use crate::model::Date;
use crate::model::workspace::{PlanIx, TaskIx};

/// What stands in place of a table without rows.
const NO_ROWS: &str = "没有任务符合筛选。";

/// The same of targets.
const NO_TARGETS: &str = "没有目标符合筛选。";

/// The same of what is due.
const NOTHING_DUE: &str = "没有写明时限的目标和任务符合筛选。";

/// The same in a comparison.
const NO_CHANGES: &str = "没有修改符合筛选。";

/// The same where both versions say the same.
const NOTHING_CHANGED: &str = "两份数据说的一样，没有修改。";

/// What stands where the document names nobody, or no time.
pub const NOT_STATED: &str = "—";

/// A form with all its texts.
#[derive(Clone, Debug)]
pub struct FormTable {
    /// What it was made from.
    pub sheet: Arc<Sheet>,
    /// What was asked for.
    pub spec: FormSpec,
    /// The title: 做响“武汉制造”…任务分解表.
    pub title: String,
    /// Which tasks it has, where they are not all of a plan's: `范围：市经信局参与的任务，25项`.
    pub scope: Option<String>,
    /// The table, a part for every plan whose columns are its own.
    pub parts: Vec<FormPart>,
    /// What stands below the last row, a line each.
    pub remarks: Vec<String>,
}

/// The rows of a plan, or of several where the order is not that of the documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormPart {
    /// The plan's title, where there are several.
    pub heading: Option<String>,
    /// The columns, from the left: those that something stands in.
    pub columns: Vec<ColumnChoice>,
    /// The rows.
    pub rows: Vec<FormRow>,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormRow {
    /// The heading of the rows below it.
    Heading {
        /// 0 for a chapter.
        level: usize,
        /// `一、总体目标`, `（一）培育名企`.
        text: String,
    },
    /// A task, goals that are set for nobody in particular, or a change.
    Entry(FormEntry),
}

/// What an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryOf {
    /// A task.
    Task(TaskIx),
    /// Goals that are set for nobody in particular.
    Goals,
    /// A target of a task, or a goal.
    Target(TargetId),
    /// A change, by its place in the list of the comparison.
    Change(usize),
}

/// A row that says something: a task, goals that are set for nobody in particular, or a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormEntry {
    /// Its number, from 1 through the whole table.
    pub number: usize,
    /// What it can be found again by in a table that comes back: plan and clause.
    pub key: String,
    /// The plan.
    pub plan: PlanIx,
    /// What it is about.
    pub of: EntryOf,
    /// The last day by which the document wants it; `None` where it names no day.
    pub until: Option<Date>,
    /// A cell for each column of its part.
    pub cells: Vec<FormCell>,
}

/// A cell: paragraphs of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormCell(pub Vec<FormWords>);

/// A paragraph of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormWords {
    /// What stands out at its beginning: the title of a task, with its full stop.
    pub strong: String,
    /// The rest.
    pub text: String,
}

impl FormCell {
    /// A cell of plain paragraphs, the empty ones left out.
    fn plain(paragraphs: impl IntoIterator<Item = String>) -> Self {
        let paragraphs = paragraphs.into_iter().filter(|text| !text.is_empty());
        Self(
            paragraphs
                .map(|text| FormWords {
                    strong: String::new(),
                    text,
                })
                .collect(),
        )
    }

    /// A cell of a text, a paragraph for every line.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        Self::plain(text.lines().map(str::to_owned))
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it says that the document does not say.
    #[must_use]
    pub fn is_not_stated(&self) -> bool {
        matches!(self.0.as_slice(), [words] if words.strong.is_empty() && words.text == NOT_STATED)
    }

    /// Its text, a line for every paragraph.
    #[must_use]
    pub fn text(&self) -> String {
        let lines: Vec<String> = self.0.iter().map(FormWords::whole).collect();
        lines.join("\n")
    }
}

impl FormWords {
    /// All of it.
    #[must_use]
    pub fn whole(&self) -> String {
        format!("{}{}", self.strong, self.text)
    }
}

impl FormEntry {
    /// Its task; `None` for goals, targets and changes.
    #[must_use]
    pub fn task(&self) -> Option<TaskIx> {
        match self.of {
            EntryOf::Task(task) => Some(task),
            EntryOf::Goals | EntryOf::Target(_) | EntryOf::Change(_) => None,
        }
    }
}

/// Whose a form is, for its title: of a list of duties the bodies, of changes in
/// several plans nobody in particular, else the plan.
fn whose(sheet: &Sheet, kind: FormKind) -> String {
    /// More names than these make no title.
    const MOST: usize = 3;
    let workspace = sheet.workspace();
    let chosen = &sheet.spec.agencies;
    // Several plans that are compared go by the name of a file.
    if kind == FormKind::Changes && workspace.plans.len() > 1 {
        return String::new();
    }
    if kind != FormKind::Duties || chosen.is_empty() || chosen.len() > MOST {
        return sheet.title();
    }
    let bodies = chosen.iter().filter_map(|id| workspace.agency_by_id(id));
    let names: Vec<&str> = bodies.map(|body| workspace.agency(body).label()).collect();
    names.join("、")
}

impl FormTable {
    /// The form of a sheet.
    #[must_use]
    pub fn new(sheet: Arc<Sheet>, spec: FormSpec) -> Self {
        let title = match spec.heading.title.trim() {
            "" => format!("{}{}", whose(&sheet, spec.kind), spec.kind.label()),
            title => title.to_owned(),
        };
        let parts = rows::parts(&sheet, &spec);
        let mut table = Self {
            title: tight(&title),
            scope: None,
            remarks: Vec::new(),
            parts,
            sheet,
            spec,
        };
        table.scope = scope::scope(&table);
        table.remarks = table.all_remarks();
        table
    }

    /// What stands under the title, a line each: the document's number, and which tasks these are.
    pub fn under(&self) -> impl Iterator<Item = &str> {
        let lines = [
            self.spec.heading.number.as_str(),
            self.scope.as_deref().unwrap_or_default(),
        ];
        lines.into_iter().filter(|words| !words.is_empty())
    }

    /// What stands in place of a table without rows.
    #[must_use]
    pub fn nothing(&self) -> &'static str {
        let changes = self.sheet.data.changes();
        match self.spec.kind {
            FormKind::Changes if changes.is_some_and(|it| it.is_empty()) => NOTHING_CHANGED,
            FormKind::Changes => NO_CHANGES,
            FormKind::Goals => NO_TARGETS,
            FormKind::Due => NOTHING_DUE,
            _ => NO_ROWS,
        }
    }

    /// The entries, from the top.
    pub fn entries(&self) -> impl Iterator<Item = &FormEntry> {
        let rows = self.parts.iter().flat_map(|part| &part.rows);
        rows.filter_map(|row| match row {
            FormRow::Entry(entry) => Some(entry),
            FormRow::Heading { .. } => None,
        })
    }

    /// How many tasks it has, goals left out.
    #[must_use]
    pub fn tasks(&self) -> usize {
        self.entries()
            .filter(|entry| entry.task().is_some())
            .count()
    }

    /// The columns of all parts: what a format has that knows one head only. In the order that was
    /// asked for.
    #[must_use]
    pub fn all_columns(&self) -> Vec<ColumnChoice> {
        if self.parts.is_empty() {
            return self.spec.columns.clone();
        }
        let mut columns: Vec<ColumnChoice> = Vec::new();
        for wanted in &self.spec.columns {
            let is_used = self.parts.iter().any(|part| part.columns.contains(wanted));
            if is_used && !columns.contains(wanted) {
                columns.push(wanted.clone());
            }
        }
        // What nobody asked for and the order of the rows needs: the plan.
        for part in &self.parts {
            for column in &part.columns {
                if !columns.contains(column) {
                    columns.push(column.clone());
                }
            }
        }
        columns
    }

    /// The columns asked for that no task of the data has: they stay to be filled in.
    #[must_use]
    pub fn unknown_columns(&self) -> Vec<&str> {
        let columns = self.spec.columns.iter();
        let own = columns.filter_map(|choice| match &choice.column {
            column if !self.spec.kind.knows(column) => Some(choice.head()),
            FormColumn::Own(name) if !rows::has_field(&self.sheet, name) => Some(name.as_str()),
            _ => None,
        });
        own.collect()
    }

    fn all_remarks(&self) -> Vec<String> {
        let mut sentences: Vec<String> = Vec::new();
        let mut cells = self.entries().flat_map(|entry| &entry.cells);
        if self.spec.kind == FormKind::Changes {
            sentences = changes::remarks(self);
        } else if cells.any(FormCell::is_not_stated) {
            sentences.push(format!("“{NOT_STATED}”为原文未单列。"));
        }
        if self.sheet.spec.succession == SuccessionView::Current {
            sentences.push("单位按现行机构名称列示。".to_owned());
        }
        if self.spec.notes {
            let folded = self.sheet.folding_notes().into_iter();
            sentences.extend(folded.map(|words| words::sentence(&tight(&words))));
            sentences.extend(rows::doubts(self));
        }
        match sentences.as_slice() {
            [] => Vec::new(),
            [one] => vec![crate::terms::noted(one)],
            several => several
                .iter()
                .enumerate()
                .map(|(nth, words)| {
                    let line = format!("{}.{words}", nth + 1);
                    if nth == 0 {
                        crate::terms::noted(&line)
                    } else {
                        format!("　　{line}")
                    }
                })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests;

/// Whether the rows stand as in the documents, each plan for itself.
fn is_by_plan(sheet: &Sheet, kind: FormKind) -> bool {
    matches!(kind, FormKind::Goals | FormKind::Changes)
        || sheet.spec.grouping == TaskGrouping::Sections
}
