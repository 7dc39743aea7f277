//! The columns that data files have of their own, as choices of the filter.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Sheet;
use super::filter::Filter;
use crate::model::workspace::Workspace;

/// A value of a column of the file's own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnValue {
    /// Whose column it is.
    pub of: OwnOf,
    /// The name of the column: 责任人.
    pub column: String,
    /// The value.
    pub value: String,
}

/// Whose column a column of the file's own is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum OwnOf {
    /// A column of tasks.
    Task,
    /// A column of agencies; a task has the values of all its bodies.
    Agency,
}

impl OwnValue {
    /// A value that tasks have.
    #[must_use]
    pub fn of_task(column: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            of: OwnOf::Task,
            column: column.into(),
            value: value.into(),
        }
    }

    /// A value that agencies have.
    #[must_use]
    pub fn of_agency(column: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            of: OwnOf::Agency,
            ..Self::of_task(column, value)
        }
    }

    /// Whether two are values of one column.
    #[must_use]
    pub fn is_beside(&self, other: &Self) -> bool {
        self.of == other.of && self.column == other.column
    }

    /// The column and the value: `责任人 张三`.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{} {}", head(self.of, &self.column), self.value)
    }
}

/// What a column is called where columns of tasks and of agencies stand together.
#[must_use]
pub fn head(of: OwnOf, column: &str) -> String {
    match of {
        OwnOf::Task => column.to_owned(),
        OwnOf::Agency => format!("机构{column}"),
    }
}

/// A column of the files' own with all its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnColumn {
    /// Whose it is.
    pub of: OwnOf,
    /// Its name.
    pub name: String,
    /// Its values, each with its place in [`OwnColumns::of_task`] and [`Sheet::own_counts`],
    /// in the order of the data.
    pub values: Vec<(String, u32)>,
}

/// All columns of the files' own, and which values every task has.
#[derive(Clone, Debug, Default)]
pub struct OwnColumns {
    /// The columns, those of tasks first, in the order of the data.
    pub columns: Vec<OwnColumn>,
    of_tasks: Vec<u32>,
    /// The end of each task's run in `of_tasks`; empty where no file has such columns.
    ends: Vec<usize>,
    values: usize,
}

impl OwnColumns {
    /// The columns of a workspace.
    #[must_use]
    pub fn new(workspace: &Workspace) -> Self {
        let mut tasks = workspace.tasks.iter().map(|entry| &entry.task.fields);
        let mut agencies = workspace.agencies.iter();
        let none = tasks.all(crate::model::Fields::is_empty)
            && agencies.all(|entry| entry.agency.fields.is_empty());
        if none {
            return Self::default();
        }
        let mut maker = Maker::default();
        let of_agencies: Vec<Vec<u32>> = workspace
            .agencies
            .iter()
            .map(|entry| {
                let fields = entry.agency.fields.iter();
                fields
                    .filter_map(|(name, value)| maker.value(OwnOf::Agency, name, value))
                    .collect()
            })
            .collect();
        let mut made = Self::default();
        for entry in &workspace.tasks {
            let from = made.of_tasks.len();
            let fields = entry.task.fields.iter();
            made.of_tasks
                .extend(fields.filter_map(|(name, value)| maker.value(OwnOf::Task, name, value)));
            for duty in &entry.duties {
                for &value in &of_agencies[duty.agency.get()] {
                    if !made.of_tasks[from..].contains(&value) {
                        made.of_tasks.push(value);
                    }
                }
            }
            made.ends.push(made.of_tasks.len());
        }
        made.values = maker.values;
        made.columns = maker.columns;
        made.columns.sort_by_key(|column| column.of);
        made
    }

    /// How many values all columns have together.
    pub(super) fn values(&self) -> usize {
        self.values
    }

    /// The values that a task has, by their places.
    #[must_use]
    pub fn of_task(&self, task: usize) -> &[u32] {
        let Some(&end) = self.ends.get(task) else {
            return &[];
        };
        let from = task.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.of_tasks[from..end]
    }

    /// The places of chosen values, column by column. A column whose chosen values are all unknown
    /// is one that no task fits.
    pub(super) fn wanted(&self, chosen: &[OwnValue]) -> Vec<Vec<u32>> {
        let mut sorted: Vec<&OwnValue> = chosen.iter().collect();
        sorted.sort_unstable();
        let groups = sorted.chunk_by(|one, other| one.is_beside(other));
        groups
            .map(|group| {
                let known = |own: &&OwnValue| {
                    let mut columns = self.columns.iter();
                    let column =
                        columns.find(|column| column.of == own.of && column.name == own.column)?;
                    let mut values = column.values.iter();
                    let (_, place) = values.find(|(value, _)| *value == own.value)?;
                    Some(*place)
                };
                group.iter().filter_map(known).collect()
            })
            .collect()
    }
}

impl Sheet {
    /// How many tasks each value of the files' own columns would show, by the value's place in
    /// [`OwnColumns`]. Counted when a menu of them is opened: a keystroke does not wait for
    /// what nobody looks at.
    #[must_use]
    pub fn own_counts(&self) -> &[u32] {
        self.later
            .own_counts
            .get_or_init(|| Filter::new(&self.data, &self.spec, self.today).own_counts())
    }
}

/// Gives every value its place.
#[derive(Default)]
struct Maker {
    columns: Vec<OwnColumn>,
    column_of: HashMap<(OwnOf, String), usize>,
    place_of: HashMap<(usize, String), u32>,
    values: usize,
}

impl Maker {
    /// The place of a value; none for an empty one.
    fn value(&mut self, of: OwnOf, name: &str, value: &str) -> Option<u32> {
        let value = value.trim();
        if value.is_empty() {
            return None;
        }
        let column = *self
            .column_of
            .entry((of, name.to_owned()))
            .or_insert_with(|| {
                self.columns.push(OwnColumn {
                    of,
                    name: name.to_owned(),
                    values: Vec::new(),
                });
                self.columns.len() - 1
            });
        if let Some(&place) = self.place_of.get(&(column, value.to_owned())) {
            return Some(place);
        }
        let place = u32::try_from(self.values).ok()?;
        self.values += 1;
        self.place_of.insert((column, value.to_owned()), place);
        self.columns[column].values.push((value.to_owned(), place));
        Some(place)
    }
}
