//! Where everything of the matrix stands: heights of rows, widths of columns.

use std::sync::Arc;

use super::asked::{self, PILL_ROOM};
use crate::num;
use crate::ui::grid::{Tracks, text_width};
use crate::ui::theme::size;
use crate::view::stack::{broken, pieces, steps};
use crate::view::{RowKind, Sheet};

/// The usual width of a column of marks, in points.
pub const COLUMN: f32 = 30.0;
/// The width of the columns of clauses and titles, in points.
pub const TASKS: f32 = 268.0;
/// The same width in a wide window.
pub const TASKS_WIDE: f32 = 320.0;
/// The width of the column of totals at the right, in points.
pub const TOTAL: f32 = 50.0;
/// The totals at the foot.
const FOOT: f32 = 44.0;
/// The height of the line below the totals that says of how many, where a filter leaves some out.
pub const OF_ALL: f32 = 15.0;
/// The height of the strip of group names in the header, in points.
pub const GROUPS: f32 = 22.0;
/// The distance from one stacked character to the next, in points.
pub const STEP: f32 = 14.2;
/// Above and below the names in the header, together.
const NAMES_PADDING: f32 = 12.0;
/// The room at the right of the titles of tasks.
const TITLE_PADDING: f32 = 8.0;

/// The most stacked characters of a name, and the fewest in a low window.
const NAMES_MOST: usize = 10;
const NAMES_LEAST: usize = 4;

/// The geometry of a sheet: made once for each sheet and width.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The sheet it was made for.
    pub sheet: Arc<Sheet>,
    /// Width of the columns of clauses and titles.
    pub tasks: f32,
    /// Height of the header.
    pub header: f32,
    /// Height of the foot.
    pub foot: f32,
    /// Whether the foot says of how many tasks those shown are.
    pub of_all: bool,
    /// How many characters of a name are stacked in it.
    pub stacked: usize,
    /// The width of each column of marks.
    pub column: f32,
    /// Indexes of the rows that are not folded away.
    pub visible: Vec<u32>,
    /// Where the visible rows stand.
    pub rows: Tracks,
    /// Where the columns of marks stand.
    pub columns: Tracks,
}

impl Layout {
    /// The geometry of a sheet, with clauses and titles and each column of marks so wide, in points,
    /// and names of at most so many stacked characters.
    #[must_use]
    pub fn new(sheet: &Arc<Sheet>, tasks: f32, column: f32, most: usize) -> Self {
        let mut visible = Vec::with_capacity(sheet.rows.len());
        let mut heights = Vec::with_capacity(sheet.rows.len());
        for (ix, row) in sheet.rows.iter().enumerate() {
            if row.hidden {
                continue;
            }
            visible.push(u32::try_from(ix).unwrap_or(u32::MAX));
            heights.push(match row.kind {
                RowKind::Plan(_) => size::GROUP_ROW,
                RowKind::Section(_) => size::ROW,
                RowKind::Task(task) => {
                    let title = &sheet.workspace().task(task).task.title;
                    if text_width(title) > tasks - size::TITLE_AT - TITLE_PADDING {
                        size::ROW_TWO_LINES
                    } else {
                        size::ROW
                    }
                }
            });
        }
        let longest = sheet
            .columns
            .iter()
            .map(|column| {
                let name = sheet.workspace().agency(column.agency).label();
                let lines = name_lines(name, most);
                let lines = lines.iter().map(|line| length(line)).fold(0.0, f32::max);
                let pill = if column.through > 0 { PILL_ROOM } else { 0.0 };
                lines + pill / STEP
            })
            .fold(num::float(NAMES_LEAST), f32::max);
        // In a low window the rows need the height more.
        let of_all = most >= NAMES_MOST
            && sheet
                .columns
                .iter()
                .any(|column| column.tasks != column.all_tasks);
        let names = longest * STEP;
        Self {
            sheet: Arc::clone(sheet),
            tasks,
            header: match sheet.asked_member() {
                Some(_) => (GROUPS + names + NAMES_PADDING).max(asked::HEADER),
                None => GROUPS + names + NAMES_PADDING,
            },
            foot: if of_all { FOOT + OF_ALL } else { FOOT },
            of_all,
            stacked: most,
            column,
            visible,
            rows: Tracks::new(&heights),
            columns: Tracks::even(sheet.columns.len(), column),
        }
    }

    /// How wide clauses and titles have to be for each title to stand in one line.
    #[must_use]
    pub fn fitting(sheet: &Sheet) -> f32 {
        let titles = sheet
            .tasks()
            .map(|task| text_width(&sheet.workspace().task(task).task.title));
        titles.fold(0.0, f32::max) + size::TITLE_AT + TITLE_PADDING
    }

    /// The place of a row of the sheet among the visible ones.
    #[must_use]
    pub fn place_of(&self, row: usize) -> Option<usize> {
        let row = u32::try_from(row).ok()?;
        self.visible.binary_search(&row).ok()
    }
}

/// How many characters of a name may be stacked where the matrix has this height: the header takes
/// at most a third of it.
#[must_use]
pub fn names_most(height: f32) -> usize {
    let room = num::whole((height / 3.0 - GROUPS - NAMES_PADDING) / STEP);
    room.clamp(NAMES_LEAST, NAMES_MOST)
}

/// The lines of a name as it stands above its column, from the right: whole, and no word broken.
#[must_use]
pub fn name_lines(name: &str, most: usize) -> Vec<String> {
    broken(name, num::float(most), steps)
}

/// How long a line of a name is, in steps from one Hanzi to the next.
#[must_use]
pub fn length(line: &str) -> f32 {
    pieces(line).iter().map(steps).sum()
}
