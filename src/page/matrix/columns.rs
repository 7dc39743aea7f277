//! The columns of the matrix: how wide they are, and which band each body stands in.

use std::ops::Range;

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

/// Where everything stands across the page.
pub struct Columns {
    /// Where the titles of tasks begin, from the left edge of the table.
    pub title_at: f32,
    /// The width of clauses and titles.
    pub left: f32,
    /// The height of the header row.
    pub header: f32,
    pub bands: Vec<Range<usize>>,
    /// The names of the bodies as they stand above their columns.
    pub names: Vec<Name>,
}

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

impl Columns {
    pub fn new(sheet: &Sheet, labels: &[String], frame: &Frame) -> Self {
        let sizes = frame.sizes;
        let width = frame.width();
        let workspace = sheet.workspace();
        let (mut clause, mut title): (f32, f32) = (0.0, 0.0);
        for ix in sheet.tasks() {
            let task = &workspace.task(ix).task;
            clause = clause.max(text_width(&task.key(), sizes.small, Weight::Regular));
            title = title.max(text_width(&task.title, sizes.text, Weight::Regular));
        }
        let clause = clause.min(width * 0.12).max(sizes.text * 2.0);
        let title_at = sizes.inset + clause + sizes.text * 0.9;
        // Narrow enough to be close to the marks, wide enough for a title of two lines.
        let wanted = title_at + title + sizes.text;
        let least = (title_at + sizes.text * 11.0).min(width * 0.4);
        let narrow = wanted.clamp(least, (width * 0.34).max(least));

        let count = sheet.columns.len();
        let room = width - narrow - total_width(frame);
        let least_column = sizes.mark * least_room(sheet);
        let most = num::whole(room / least_column).max(1);
        let bands = count.div_ceil(most).max(1);
        let mut bands: Vec<Range<usize>> = (0..bands)
            .map(|nth| nth * count / bands..(nth + 1) * count / bands)
            .collect();
        snap(&mut bands, sheet, most);
        let names: Vec<Name> = labels
            .iter()
            .map(|label| Name::new(label, frame, least_column))
            .collect();
        let longest = names.iter().map(|name| name.length).fold(0.0, f32::max);
        let mut made = Self {
            title_at,
            left: narrow,
            header: (longest + sizes.text).max(sizes.row(1)),
            bands,
            names,
        };
        if made.bands.len() == 1 {
            // What marks do not need goes to the titles.
            let columns = num::float(count.max(1));
            let column = (room / columns).min(made.widest(frame));
            made.left = width - total_width(frame) - num::float(count) * column;
        }
        made
    }

    /// Wider columns would put the marks too far from the names.
    fn widest(&self, frame: &Frame) -> f32 {
        frame.sizes.mark * if self.bands.len() > 1 { 9.0 } else { 6.5 }
    }

    pub(crate) fn is_last(&self, band: usize) -> bool {
        band + 1 == self.bands.len()
    }

    /// The left edges of the columns of a band, and the right edge of the last.
    pub fn edges(&self, frame: &Frame, band: usize) -> Vec<f32> {
        let range = &self.bands[band];
        let begin = frame.table_room(true).left + self.left;
        let total = if self.is_last(band) {
            total_width(frame)
        } else {
            0.0
        };
        let room = frame.width() - self.left - total;
        let column = (room / num::float(range.len().max(1))).min(self.widest(frame));
        let edges = (0..=range.len()).map(|nth| begin + num::float(nth) * column);
        edges.collect()
    }
}

/// The least width of a column, in radii of a mark: for the cell with the most marks.
fn least_room(sheet: &Sheet) -> f32 {
    const ONE: f32 = 3.9;
    const BESIDE: f32 = 0.6;
    let cells = sheet.rows.iter().flat_map(|row| sheet.cells(row));
    let most = cells.map(|cell| cell.roles.len()).max().unwrap_or(1);
    let several = MARK_STEP * num::float(most.saturating_sub(1)) + 2.0 * SIDE_BY_SIDE + BESIDE;
    several.max(ONE)
}

fn total_width(frame: &Frame) -> f32 {
    frame.sizes.text * 3.6
}

/// Moves the borders of bands to those of groups where they are near.
fn snap(bands: &mut [Range<usize>], sheet: &Sheet, most: usize) {
    for nth in 1..bands.len() {
        let border = bands[nth].start;
        let near = sheet.groups.iter().map(|group| group.columns.start);
        let best = near
            .filter(|start| {
                start.abs_diff(border) <= 3
                    && *start > bands[nth - 1].start
                    && *start < bands[nth].end
                    && *start - bands[nth - 1].start <= most
                    && bands[nth].end - *start <= most
            })
            .min_by_key(|start| start.abs_diff(border));
        if let Some(start) = best {
            bands[nth - 1].end = start;
            bands[nth].start = start;
        }
    }
}
