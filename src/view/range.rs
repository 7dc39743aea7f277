//! Several cells of a sheet at once: what lies between two corners.

use std::ops::Range;

use super::{RowKind, Sheet, TaskLineKind, TaskList};
use crate::model::workspace::{AgencyIx, TaskIx};

/// A cell by what stands in it, so that it stays the same when rows are sorted or filtered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Corner {
    /// The task; `None` above the first row.
    pub task: Option<TaskIx>,
    /// The body; `None` left of the first column, on the tasks' titles.
    pub agency: Option<AgencyIx>,
}

/// A rectangle of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRange {
    /// Places in [`Sheet::rows`]. Rows inside folded groups are not meant.
    pub rows: Range<usize>,
    /// Places in [`Sheet::columns`].
    pub columns: Range<usize>,
}

impl CellRange {
    /// The whole sheet.
    #[must_use]
    pub fn all(sheet: &Sheet) -> Self {
        Self {
            rows: 0..sheet.rows.len(),
            columns: 0..sheet.columns.len(),
        }
    }

    /// What lies between two corners. Two titles mark whole rows, two heads whole columns. `None`
    /// where a corner is not on the sheet.
    #[must_use]
    pub fn between(sheet: &Sheet, a: Corner, b: Corner) -> Option<Self> {
        let row_of = |task| {
            let is_it = |kind| matches!(kind, RowKind::Task(ix) if ix == task);
            let mut rows = sheet.rows.iter();
            rows.position(|row| !row.hidden && is_it(row.kind))
        };
        Some(Self {
            rows: span(a.task, b.task, sheet.rows.len(), row_of)?,
            columns: span(a.agency, b.agency, sheet.columns.len(), |agency| {
                sheet.column_of(agency)
            })?,
        })
    }

    /// Whether it reaches over all columns.
    #[must_use]
    pub fn is_wide(&self, sheet: &Sheet) -> bool {
        self.columns == (0..sheet.columns.len())
    }

    /// Its tasks, from the top.
    pub fn tasks<'a>(&self, sheet: &'a Sheet) -> impl Iterator<Item = TaskIx> + use<'a> {
        let rows = sheet.rows.get(self.rows.clone()).unwrap_or_default();
        rows.iter().filter_map(|row| match row.kind {
            RowKind::Task(ix) if !row.hidden => Some(ix),
            _ => None,
        })
    }

    /// How many marks lie in it.
    #[must_use]
    pub fn marks(&self, sheet: &Sheet) -> usize {
        let rows = sheet.rows.get(self.rows.clone()).unwrap_or_default();
        let shown = rows.iter().filter(|row| !row.hidden);
        shown
            .flat_map(|row| sheet.cells(row))
            .filter(|cell| self.columns.contains(&(cell.column as usize)))
            .count()
    }
}

impl TaskList {
    /// The lines between two tasks; `None` stands for the top of the list, and twice for all of
    /// it. `None` where a task is not in sight.
    #[must_use]
    pub fn between(&self, a: Option<TaskIx>, b: Option<TaskIx>) -> Option<Range<usize>> {
        span(a, b, self.lines.len(), |task| {
            let mut lines = self.lines.iter();
            lines.position(|line| !line.hidden && line.kind == TaskLineKind::Task(task))
        })
    }

    /// The tasks of lines, without those inside folded groups.
    pub fn tasks_in(&self, lines: Range<usize>) -> impl Iterator<Item = TaskIx> {
        let lines = self.lines.get(lines).unwrap_or_default();
        lines.iter().filter_map(|line| match line.kind {
            TaskLineKind::Task(task) if !line.hidden => Some(task),
            _ => None,
        })
    }
}

/// From one place to another, whichever comes first.
fn span<T>(
    a: Option<T>,
    b: Option<T>,
    count: usize,
    place: impl Fn(T) -> Option<usize>,
) -> Option<Range<usize>> {
    Some(match (a, b) {
        (None, None) => 0..count,
        (Some(one), None) | (None, Some(one)) => 0..place(one)? + 1,
        (Some(a), Some(b)) => {
            let (a, b) = (place(a)?, place(b)?);
            a.min(b)..a.max(b) + 1
        }
    })
}
