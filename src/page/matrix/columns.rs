//! The columns of the matrix: how wide they are, and how names stand above them.

use super::super::frame::Frame;
use super::super::measure::{Weight, piece_length, stack_length, text_width};
use super::paint::{MARK_STEP, SIDE_BY_SIDE};
use crate::num;
use crate::view::Sheet;
use crate::view::stack::broken;

/// The most characters of a name that stand below each other at full size.
const STACK: f32 = 13.0;
/// The most that stand below each other in one line, in smaller type.
const STACK_MOST: f32 = 20.0;
/// The most lines of a name beside each other.
const MOST_LINES: u8 = 8;
/// From one line of a name to the next, in sizes of its type.
const LINE: f32 = 1.12;

/// A name as it stands above its column.
pub struct Name {
    /// Its lines, from the right.
    pub lines: Vec<String>,
    /// The size of its type.
    pub size: f32,
    /// From one character to the next.
    pub step: f32,
    /// How far down the longest line reaches.
    pub length: f32,
}

impl Name {
    /// A whole name: in one line as long as its type stays readable, else in as many beside each
    /// other as the column has room for.
    fn new(label: &str, frame: &Frame, column: f32) -> Self {
        let (size, step) = (frame.sizes.small, frame.sizes.small * 1.1);
        let whole = stack_length(label, size, step, Weight::Regular) / step;
        let most = STACK * step;
        let made = |factor: f32| {
            let (size, step) = (size * factor, step * factor);
            let lines = broken(label, most + 0.1, |piece| {
                piece_length(piece, size, step, Weight::Regular)
            });
            let lengths = lines.iter();
            let lengths = lengths.map(|line| stack_length(line, size, step, Weight::Regular));
            Self {
                length: lengths.fold(0.0, f32::max),
                lines,
                size,
                step,
            }
        };
        if whole <= STACK_MOST {
            return made((STACK / whole.max(1.0)).min(1.0));
        }
        let mut last = made(1.0);
        for count in 2..=MOST_LINES {
            let factor = (column / (f32::from(count) * size * LINE)).min(1.0);
            last = made(factor);
            if last.lines.len() <= usize::from(count) {
                break;
            }
        }
        last
    }

    /// How far the middle of a line stands from the middle of the column.
    pub fn aside(&self, line: usize) -> f32 {
        let middle = num::float(self.lines.len().saturating_sub(1)) / 2.0;
        (middle - num::float(line)) * self.size * LINE
    }
}

/// What stands across the pages, whichever bodies they show.
pub struct Widths {
    /// Where the titles of tasks begin, from the left edge of the table.
    pub title_at: f32,
    /// The width that clauses and titles have, and the least that they can do with.
    pub usual: f32,
    pub tight: f32,
    /// How wide the titles are, in the order of the tasks.
    pub titles: Vec<f32>,
    /// The least width of a column.
    pub column: f32,
    /// What bodies and titles share.
    room: f32,
    mark: f32,
}

impl Widths {
    pub fn new(sheet: &Sheet, frame: &Frame) -> Self {
        let sizes = frame.sizes;
        let width = frame.width();
        let workspace = sheet.workspace();
        let mut clause: f32 = 0.0;
        let mut titles = Vec::with_capacity(sheet.shown.tasks);
        for ix in sheet.tasks() {
            let task = &workspace.task(ix).task;
            clause = clause.max(text_width(&task.key(), sizes.small, Weight::Regular));
            titles.push(text_width(&task.title, sizes.text, Weight::Regular));
        }
        let title = titles.iter().copied().fold(0.0, f32::max);
        let clause = clause.min(width * 0.12).max(sizes.text * 2.0);
        let title_at = sizes.inset + clause + sizes.text * 0.9;
        // Narrow enough to be close to the marks, wide enough for a title of two lines.
        let wanted = title_at + title + sizes.text;
        let least = (title_at + sizes.text * 11.0).min(width * 0.4);
        let usual = wanted.clamp(least, (width * 0.34).max(least));
        Self {
            title_at,
            usual,
            tight: least,
            titles,
            column: sizes.mark * least_room(sheet),
            room: width - total_width(frame),
            mark: sizes.mark,
        }
    }

    /// How many columns stand beside titles of this width.
    pub fn most(&self, left: f32) -> usize {
        num::whole((self.room - left) / self.column).max(1)
    }

    /// The width that titles have beside so many columns; `None` where these need more pages.
    pub fn beside(&self, columns: usize) -> Option<f32> {
        if columns > self.most(self.tight) {
            return None;
        }
        // What marks do not need goes to the titles; wider columns would put the marks too far
        // from the names.
        let count = num::float(columns.max(1));
        let widest = self.mark * 6.5;
        let column = ((self.room - self.usual) / count).clamp(self.column, widest);
        let left = self.room - num::float(columns) * column;
        Some(left.max(self.tight))
    }

    /// Where so many columns begin on a page with titles of this width, from the left edge of the
    /// table, and how wide each is.
    pub fn columns(&self, left: f32, count: usize) -> (f32, f32) {
        let columns = num::float(count.max(1));
        let column = ((self.room - left) / columns).min(self.mark * 9.0);
        (self.room - num::float(count) * column, column)
    }
}

/// The names of bodies above their columns.
pub struct Names {
    pub all: Vec<Name>,
    /// Where names begin below the head of the table: under the names of groups, where there are
    /// any.
    pub top: f32,
    least: f32,
}

impl Names {
    pub fn new(sheet: &Sheet, widths: &Widths, frame: &Frame) -> Self {
        let labels = crate::view::column_labels(sheet);
        let names = labels.iter();
        let groups = if sheet.groups.is_empty() {
            0.0
        } else {
            frame.sizes.small * 1.9
        };
        Self {
            all: names
                .map(|label| Name::new(label, frame, widths.column))
                .collect(),
            top: groups,
            least: frame.sizes.row(1),
        }
    }

    /// The height of a header row with the names of these columns.
    pub fn header(&self, columns: &[usize], frame: &Frame) -> f32 {
        let names = columns.iter().map(|column| self.all[*column].length);
        let longest = names.fold(0.0, f32::max);
        if columns.is_empty() {
            return self.least;
        }
        (self.top + longest + frame.sizes.text).max(self.least)
    }
}

/// The least width of a column, in radii of a mark.
const ONE: f32 = 3.9;

/// How much room so many marks take beside each other, in radii of a mark.
fn several(marks: usize) -> f32 {
    const BESIDE: f32 = 0.6;
    MARK_STEP * num::float(marks.saturating_sub(1)) + 2.0 * SIDE_BY_SIDE + BESIDE
}

/// How much smaller so many marks are set, so that one cell does not widen every column.
pub fn factor(marks: usize) -> f32 {
    const LEAST: f32 = 0.65;
    (ONE / several(marks)).clamp(LEAST, 1.0)
}

/// The least width of a column, in radii of a mark: for the cell with the most marks.
fn least_room(sheet: &Sheet) -> f32 {
    let cells = sheet.rows.iter().flat_map(|row| sheet.cells(row));
    let most = cells.map(|cell| cell.roles.len()).max().unwrap_or(1);
    (several(most) * factor(most)).max(ONE)
}

fn total_width(frame: &Frame) -> f32 {
    frame.sizes.text * 3.6
}
