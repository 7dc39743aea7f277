//! How wide people made parts of the window and columns of its tables.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

/// Widths that people chose, in points; `None` for the usual one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Widths {
    /// The filter side bar.
    pub filters: Option<f32>,
    /// The detail panel.
    pub detail: Option<f32>,
    /// Clause and title of tasks, at the left of the matrix.
    pub titles: Option<f32>,
    /// Each column of marks in the matrix.
    pub marks: Option<f32>,
    /// Columns of the list of tasks, against one another: together they fill the window.
    pub list: BTreeMap<ListColumn, f32>,
}

/// A part of the window whose width people can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Resizable {
    /// The filter side bar.
    Filters,
    /// The detail panel.
    Detail,
    /// Clause and title of tasks, at the left of the matrix.
    Titles,
    /// Each column of marks in the matrix.
    Marks,
}

/// A column of the list of tasks. Those that nothing stands in are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListColumn {
    /// The clause of the task.
    Clause,
    /// The title of the task, with its summary below.
    Task,
    /// The bodies that lead (牵头).
    Lead,
    /// The bodies that are responsible (责任).
    Responsible,
    /// The bodies in all other roles.
    Others,
    /// What is to be reached, and by when.
    Goals,
    /// The columns of the file's own.
    Fields,
}

impl Widths {
    /// The widths that a part may have.
    #[must_use]
    pub fn limits(part: Resizable) -> RangeInclusive<f32> {
        match part {
            Resizable::Filters => 180.0..=420.0,
            Resizable::Detail => 240.0..=640.0,
            Resizable::Titles => 200.0..=640.0,
            Resizable::Marks => 24.0..=96.0,
        }
    }

    /// The width of a part; the usual one where nobody chose.
    #[must_use]
    pub fn of(&self, part: Resizable, usual: f32) -> f32 {
        let chosen = match part {
            Resizable::Filters => self.filters,
            Resizable::Detail => self.detail,
            Resizable::Titles => self.titles,
            Resizable::Marks => self.marks,
        };
        let limits = Self::limits(part);
        let chosen = chosen.filter(|width| width.is_finite());
        chosen.map_or(usual, |width| width.clamp(*limits.start(), *limits.end()))
    }

    /// Makes a part so wide, or as wide as usual.
    pub(super) fn set(&mut self, part: Resizable, width: Option<f32>) {
        match part {
            Resizable::Filters => self.filters = width,
            Resizable::Detail => self.detail = width,
            Resizable::Titles => self.titles = width,
            Resizable::Marks => self.marks = width,
        }
    }

    /// The width that was chosen for a column of the list, where it is one that could be shown.
    #[must_use]
    pub(crate) fn of_list(&self, column: ListColumn) -> Option<f32> {
        let width = self.list.get(&column).copied();
        width.filter(|width| width.is_finite() && *width > 0.0)
    }
}
